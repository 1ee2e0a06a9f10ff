import type { Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import { cdcpb } from '../wire/generated/messages';
import type { Downstream } from './Downstream';
import type { FeedConnection } from './FeedConnection';

/** Regions in the first bucket; each further one holds four times as many. */
const FIRST_BUCKET = 8;
const BUCKET_GROWTH = 4;

/** What a round of resolved ts found for one registration. */
export interface Resolved {
  readonly downstream: Downstream;
  readonly ts: Ts;
}

/**
 * Puts resolved ts into messages as TiKV does: by connection, and by request id when the connection is multiplexed;
 * within a group sorted by ts and cut into buckets, each of which reports its smallest ts.
 */
export function resolvedMessages(
  resolved: readonly Resolved[],
): { readonly connection: FeedConnection; readonly message: Buffer }[] {
  const groups = new Map<FeedConnection, Map<bigint, Resolved[]>>();
  for (const one of resolved) {
    const { connection, requestId } = one.downstream;
    const byRequest = groups.get(connection) ?? new Map<bigint, Resolved[]>();
    groups.set(connection, byRequest);
    const group = connection.isMultiplexing ? requestId : 0n;
    const members = byRequest.get(group);
    if (members === undefined) byRequest.set(group, [one]);
    else members.push(one);
  }
  return [...groups].flatMap(([connection, byRequest]) =>
    messagesOf(connection, byRequest).map((message) => ({ connection, message: Buffer.from(message) })),
  );
}

function messagesOf(connection: FeedConnection, byRequest: ReadonlyMap<bigint, readonly Resolved[]>): Uint8Array[] {
  if (connection.batchesResolvedTs) {
    return [...byRequest].flatMap(([requestId, members]) => bucketsOf(members, requestId));
  }
  // Old clients get one event a region; the multiplexed path never learned to do that.
  if (connection.isMultiplexing) return [];
  return [...byRequest.values()].flat().map(({ downstream, ts }) => {
    const { regionId, requestId } = downstream;
    const event = { regionId: longOf(regionId), requestId: longOf(requestId), resolvedTs: longOf(ts) };
    return cdcpb.ChangeDataEvent.encode({ events: [event] }).finish();
  });
}

function bucketsOf(members: readonly Resolved[], requestId: bigint): Uint8Array[] {
  const sorted = [...members].sort((a, b) => (a.ts < b.ts ? -1 : Number(a.ts > b.ts)));
  const messages: Uint8Array[] = [];
  let size = FIRST_BUCKET;
  for (let at = 0; at < sorted.length; size *= BUCKET_GROWTH) {
    const bucket = sorted.slice(at, at + size);
    at += size;
    const resolvedTs = {
      regions: bucket.map(({ downstream }) => longOf(downstream.regionId)),
      ts: longOf((bucket[0] as Resolved).ts),
      requestId: longOf(requestId),
    };
    messages.push(cdcpb.ChangeDataEvent.encode({ resolvedTs }).finish());
  }
  return messages;
}
