import { EmulatorError } from '../errors/TiValveError';
import { NO_BYTES } from '../model/kv';
import type { Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import { cdcpb } from '../wire/generated/messages';
import type { CdcEndpoint } from './CdcEndpoint';
import type { Cluster } from './Cluster';
import { EventEncoder, ROW_OP, ROW_TYPE } from './EventEncoder';
import type { Fault } from './faults';
import type { Region } from './Region';

type Endpoints = ReadonlyMap<number, CdcEndpoint>;

/** A request id no client makes up by chance. */
const STRANGE_REQUEST_ID = 0xdead_beefn;
const VALUE = new Uint8Array([0x66, 0x61, 0x75, 0x6c, 0x74]);

/** Does what a fault of the moment asks for. Answers whether it is one. Throws `TV_EMULATOR_USAGE` without a region. */
export function strikeAtOnce(cluster: Cluster, endpoints: Endpoints, fault: Fault): boolean {
  if (fault.kind === 'regionError') {
    const endpoint = leaderOf(cluster, endpoints, fault.regionId);
    endpoint.failRegion(fault.regionId, endpoint.errorOf(fault.error, fault.regionId));
    return true;
  }
  if (fault.kind === 'lateRow') {
    lateRow(cluster, endpoints, cluster.regions.require(fault.regionId), fault.key);
    return true;
  }
  if (fault.kind !== 'staleEvents') return false;
  const region = cluster.regions.require(fault.regionId);
  const requestId = fault.requestId ?? STRANGE_REQUEST_ID;
  const ts = cluster.tso.next();
  const rows = rowsOf(region.startKey, ts - 1n, ts);
  const resolvedTs = { regions: [longOf(region.id)], ts: longOf(ts), requestId: longOf(requestId) };
  for (const connection of leaderOf(cluster, endpoints, region.id).openConnections) {
    connection.sendLive(rows.event(region.id, requestId), undefined);
    connection.sendMessage(Buffer.from(cdcpb.ChangeDataEvent.encode({ resolvedTs }).finish()));
  }
  return true;
}

function lateRow(cluster: Cluster, endpoints: Endpoints, region: Region, key: Uint8Array = region.startKey): void {
  const late = leaderOf(cluster, endpoints, region.id)
    .registrationsOf(region.id)
    .filter(({ state, advancedTs }) => state === 'normal' && advancedTs > 1n);
  if (late.length === 0) {
    const detail = `a late row of region ${region.id}, to which nothing was promised yet`;
    throw new EmulatorError('TV_EMULATOR_USAGE', detail, { hint: 'wait for a resolved ts' });
  }
  for (const { connection, requestId, advancedTs } of late) {
    connection.sendLive(rowsOf(key, advancedTs - 1n, advancedTs).event(region.id, requestId), undefined);
  }
}

function rowsOf(key: Uint8Array, startTs: Ts, commitTs: Ts): EventEncoder {
  const encoder = new EventEncoder();
  const { committed: type } = ROW_TYPE;
  const row = { startTs, commitTs, key, value: VALUE, oldValue: NO_BYTES, txnSource: 0, generation: 0 };
  encoder.add({ type, op: ROW_OP.put, ...row });
  return encoder;
}

function leaderOf(cluster: Cluster, endpoints: Endpoints, regionId: number): CdcEndpoint {
  const { leader } = cluster.regions.require(regionId);
  const endpoint = endpoints.get(leader.storeId);
  if (endpoint !== undefined) return endpoint;
  throw new EmulatorError('TV_EMULATOR_USAGE', `store ${leader.storeId}, which leads region ${regionId}, is stopped`);
}
