import { longOf } from '../model/uint64';
import type { cdcpb } from '../wire/generated/messages';
import { type Peer, peerMessage, type Region, regionMessage } from './Region';

/** Why a registration ends, with what the message says. */
export type CdcError =
  | { readonly kind: 'notLeader'; readonly leader?: Peer }
  | { readonly kind: 'epochNotMatch'; readonly regions: readonly Region[] }
  | { readonly kind: 'regionNotFound' }
  | { readonly kind: 'duplicateRequest' }
  | { readonly kind: 'compatibility' }
  | { readonly kind: 'clusterIdMismatch'; readonly current: bigint; readonly request: bigint }
  | { readonly kind: 'serverIsBusy'; readonly reason: string; readonly backoffMs: number }
  | { readonly kind: 'congested' }
  /** An error without any member, as a newer server's would look. */
  | { readonly kind: 'unknown' };

/** The version TiKV asks for when it cannot serve a kind of data. */
const REQUIRED_VERSION = '6.2.0';

/** `error` as the feed carries it. */
export function cdcErrorMessage(error: CdcError, region: number): cdcpb.Error.$Properties {
  const regionId = longOf(region);
  switch (error.kind) {
    case 'notLeader':
      return { notLeader: { regionId, ...(error.leader && { leader: peerMessage(error.leader) }) } };
    case 'epochNotMatch':
      return { epochNotMatch: { currentRegions: error.regions.map(regionMessage) } };
    case 'regionNotFound':
      return { regionNotFound: { regionId } };
    case 'duplicateRequest':
      return { duplicateRequest: { regionId } };
    case 'compatibility':
      return { compatibility: { requiredVersion: REQUIRED_VERSION } };
    case 'clusterIdMismatch':
      return { clusterIdMismatch: { current: longOf(error.current), request: longOf(error.request) } };
    case 'serverIsBusy':
      return { serverIsBusy: { reason: error.reason, backoffMs: longOf(error.backoffMs) } };
    case 'congested':
      return { congested: { regionId } };
    case 'unknown':
      return {};
  }
}
