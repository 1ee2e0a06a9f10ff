import type { WireError } from '../errors/TiValveError';
import type { ChangeDataEvent, Registration } from '../model/region';
import { longOf } from '../model/uint64';
import type { Channels } from '../wire/channels';
import { decodeChangeDataEvent } from '../wire/decodeChangeDataEvent';
import { cdcpb, kvrpcpb } from '../wire/generated/messages';

/** One EventFeed stream to one store, as far as the puller cares. */
export interface FeedStream {
  register(registration: Registration): void;
  /** Asks the store to end one registration. */
  deregister(registration: Registration): void;
  /** Stops taking messages off the connection. Idempotent. */
  pause(): void;
  resume(): void;
  /** Ends the stream; `onEnd` is not called any more. Idempotent. */
  close(): void;
}

/** `v2` tells registrations apart by request ids and can end one; `v1` is what stores before 7.3 have. */
export type FeedProtocol = 'v1' | 'v2';

/** How a stream ended: the name of its gRPC status, and an error unless the store closed it in good order. */
export interface FeedEnd {
  readonly status: string;
  readonly error: WireError | undefined;
}

/** What a stream is opened with. */
export interface FeedStreamOptions {
  readonly address: string;
  readonly protocol: FeedProtocol;
  readonly onMessage: (message: ChangeDataEvent, byteLength: number) => void;
  /** Called once, after the last message. A store that cannot be reached shows here. */
  readonly onEnd: (end: FeedEnd) => void;
}

/** Opens a stream. Nothing is called from within. */
export type OpenFeedStream = (options: FeedStreamOptions) => FeedStream;

/** What TiKV is told about this client: it decides which forms of messages it sends. */
const FEED_VERSION = '8.5.0';
const PATHS = { v1: '/cdcpb.ChangeData/EventFeed', v2: '/cdcpb.ChangeData/EventFeedV2' } as const;

interface Received {
  readonly message: ChangeDataEvent;
  readonly byteLength: number;
}

/** Makes the opener of streams to the stores of one cluster. */
export function feedStreams({
  channels,
  clusterId,
  filterLoop,
}: {
  readonly channels: Channels;
  readonly clusterId: bigint;
  /** Leave out what another replication has written. */
  readonly filterLoop: boolean;
}): OpenFeedStream {
  const header = { clusterId: longOf(clusterId), ticdcVersion: FEED_VERSION };
  return ({ address, protocol, onMessage, onEnd }) => {
    const stream = channels.stream<cdcpb.ChangeDataRequest.$Properties, Received>({
      address,
      path: PATHS[protocol],
      ...(protocol === 'v2' && { metadata: { features: 'stream-multiplexing' } }),
      encode: (request) => cdcpb.ChangeDataRequest.encode(request).finish(),
      decode: (bytes) => ({ message: decodeChangeDataEvent(bytes), byteLength: bytes.length }),
      onMessage: ({ message, byteLength }) => onMessage(message, byteLength),
      onEnd,
    });
    return {
      register: ({ regionId, requestId, epoch, checkpointTs, span }) => {
        stream.write({
          header,
          regionId: longOf(regionId),
          requestId: longOf(requestId),
          regionEpoch: { confVer: longOf(epoch.confVer), version: longOf(epoch.version) },
          checkpointTs: longOf(checkpointTs),
          startKey: span.startKey,
          endKey: span.endKey,
          extraOp: kvrpcpb.ExtraOp.ReadOldValue,
          kvApi: cdcpb.ChangeDataRequest.KvAPI.TiDB,
          filterLoop,
          register: {},
        });
      },
      deregister: ({ regionId, requestId }) => {
        if (protocol === 'v1') return;
        stream.write({ header, regionId: longOf(regionId), requestId: longOf(requestId), deregister: {} });
      },
      pause: () => stream.pause(),
      resume: () => stream.resume(),
      close: () => stream.cancel(),
    };
  };
}
