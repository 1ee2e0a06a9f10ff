import { spanHas } from '../model/span';
import { longOf, numberOf } from '../model/uint64';
import type { errorpb, kvrpcpb } from '../wire/generated/messages';
import type { Cluster } from './Cluster';
import type { FaultError } from './faults';
import { encodeBoundary } from './memcomparable';
import { peerMessage, type Region, regionMessage } from './Region';

export type RegionError = errorpb.Error.$Properties;

const ZERO = { low: 0, high: 0 };

/**
 * Whether a call reached the right store, a region it has, the region's leader, and the shape of the region the caller
 * believes in; in TiKV's order. Answers the region, or the error.
 */
export function checkContext(
  cluster: Cluster,
  storeId: number,
  method: string,
  context: kvrpcpb.Context.$Properties | null | undefined,
): { readonly region: Region } | { readonly regionError: RegionError } {
  const { peer, regionEpoch } = context ?? {};
  const regionId = numberOf(context?.regionId ?? ZERO);
  const asked = numberOf(peer?.storeId ?? ZERO);
  if (asked !== storeId) {
    const storeNotMatch = { requestStoreId: longOf(asked), actualStoreId: longOf(storeId) };
    return { regionError: { message: 'to store id does not match', storeNotMatch } };
  }
  const region = cluster.regions.get(regionId);
  const where = { regionId, storeId };
  const fault = cluster.faults.take('kvError', where, (one) => one.method === undefined || one.method === method);
  if (fault !== undefined) return { regionError: injectedError(fault.error, regionId, region) };
  if (region === undefined) return { regionError: regionNotFound(regionId) };
  const own = region.peers.find((one) => one.storeId === storeId);
  const askedPeer = numberOf(peer?.id ?? ZERO);
  if (own?.id !== askedPeer) {
    const mismatchPeerId = { requestPeerId: longOf(askedPeer), storePeerId: longOf(own?.id ?? 0) };
    return { regionError: { message: 'mismatch peer id', mismatchPeerId } };
  }
  if (region.leader.storeId !== storeId) {
    return { regionError: notLeader(regionId, region.leader) };
  }
  if (numberOf(regionEpoch?.version ?? ZERO) !== region.version) {
    const sibling = cluster.regions.neighbour(region, 'left');
    return { regionError: epochNotMatch(sibling === undefined ? [region] : [region, sibling]) };
  }
  return { region };
}

/** The error of a key that lies outside the region; `undefined` when all are inside. */
export function keyNotInRegion(region: Region, keys: readonly Uint8Array[]): RegionError | undefined {
  const key = keys.find((one) => !spanHas(region, one));
  if (key === undefined) return undefined;
  const { id, startKey, endKey } = region;
  const boundaries = { startKey: encodeBoundary(startKey), endKey: encodeBoundary(endKey) };
  return { message: 'key is not in region', keyNotInRegion: { key, regionId: longOf(id), ...boundaries } };
}

function injectedError(error: FaultError, regionId: number, region: Region | undefined): RegionError {
  switch (error.kind) {
    case 'notLeader': {
      const wanted = error.leader ?? region?.leader.storeId;
      return notLeader(
        regionId,
        region?.peers.find(({ storeId }) => storeId === wanted),
      );
    }
    case 'epochNotMatch':
      return epochNotMatch(region === undefined || error.regions === 'none' ? [] : [region]);
    case 'serverIsBusy': {
      const { reason = 'injected', backoffMs = 0 } = error;
      return { message: 'server is busy', serverIsBusy: { reason, backoffMs: longOf(backoffMs) } };
    }
    case 'regionNotFound':
      return regionNotFound(regionId);
    default:
      return { message: error.kind };
  }
}

function regionNotFound(regionId: number): RegionError {
  return { message: `region ${regionId} is not found`, regionNotFound: { regionId: longOf(regionId) } };
}

function notLeader(regionId: number, leader: Region['leader'] | undefined): RegionError {
  const hint = leader === undefined ? {} : { leader: peerMessage(leader) };
  return { message: `peer is not leader for region ${regionId}`, notLeader: { regionId: longOf(regionId), ...hint } };
}

function epochNotMatch(regions: readonly Region[]): RegionError {
  return { message: 'epoch not match', epochNotMatch: { currentRegions: regions.map(regionMessage) } };
}
