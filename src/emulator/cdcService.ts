import { type Metadata, type ServiceDefinition, status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { bigintOf, numberOf } from '../model/uint64';
import { cdcpb } from '../wire/generated/messages';
import type { CdcEndpoint } from './CdcEndpoint';
import { clientVersion, isAtLeast } from './clientVersion';
import { type FeedCall, FeedConnection } from './FeedConnection';
import { ENCODED, grpcMethod } from './grpcMethod';

const MULTIPLEXING = 'stream-multiplexing';
/** From this client version on resolved ts come batched. */
const BATCHING_SINCE = [4, 0, 8] as const;
/** From this client version on the cluster id is looked at. */
const CLUSTER_ID_SINCE = [5, 3, 0] as const;

/** `cdcpb.ChangeData`; an old store knows only the first method. */
export function cdcService(knowsV2: boolean): ServiceDefinition {
  const { ChangeDataRequest } = cdcpb;
  const EventFeed = grpcMethod('/cdcpb.ChangeData/EventFeed', ChangeDataRequest, ENCODED, true);
  if (!knowsV2) return { EventFeed };
  return { EventFeed, EventFeedV2: grpcMethod('/cdcpb.ChangeData/EventFeedV2', ChangeDataRequest, ENCODED, true) };
}

export function cdcHandlers(endpoint: CdcEndpoint): UntypedServiceImplementation {
  return {
    EventFeed: (call: FeedCall) => serve(endpoint, call, false),
    EventFeedV2: (call: FeedCall) => {
      const features = featuresOf(call.metadata);
      const unknown = features.filter((name) => name !== MULTIPLEXING);
      if (unknown.length === 0) serve(endpoint, call, features.length > 0);
      else call.emit('error', { code: status.UNIMPLEMENTED, details: unknown.join(',') });
    },
  };
}

/** Without the header there are none; an empty header is one feature without a name, and so an unknown one. */
function featuresOf(metadata: Metadata): string[] {
  const value = metadata.get('features').at(-1);
  return value === undefined
    ? []
    : String(value)
        .split(',')
        .map((name) => name.trim());
}

function serve(endpoint: CdcEndpoint, call: FeedCall, isMultiplexing: boolean): void {
  const connection = new FeedConnection(call, endpoint, isMultiplexing);
  endpoint.connect(connection);
  call.on('data', (request: cdcpb.ChangeDataRequest.$Properties) => {
    if (!connection.hasVersion) {
      const version = clientVersion(request.header?.ticdcVersion ?? '');
      connection.hasVersion = true;
      connection.batchesResolvedTs = isAtLeast(version, BATCHING_SINCE);
      connection.checksClusterId = isAtLeast(version, CLUSTER_ID_SINCE);
    }
    if (request.deregister !== undefined && request.deregister !== null) {
      const { requestId = null, regionId = null } = request;
      endpoint.deregister(connection, bigintOf(requestId ?? ZERO), numberOf(regionId ?? ZERO));
    } else if (request.notifyTxnStatus !== undefined && request.notifyTxnStatus !== null) {
      // TiKV has no handler for it and dies; here only the stream does.
      endpoint.disconnect(connection);
      connection.end({ code: status.UNIMPLEMENTED, details: 'NotifyTxnStatus makes TiKV panic' });
    } else endpoint.register(connection, request);
  });
  call.on('end', () => {
    endpoint.disconnect(connection);
    connection.end();
  });
  call.on('cancelled', () => {
    endpoint.disconnect(connection);
    connection.end();
  });
}

const ZERO = { low: 0, high: 0 };
