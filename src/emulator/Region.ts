import { NO_BYTES } from '../model/kv';
import type { Span } from '../model/span';
import { longOf } from '../model/uint64';
import type { metapb } from '../wire/generated/messages';
import { encodeBoundary } from './memcomparable';

/** A replica of a region. */
export interface Peer {
  readonly id: number;
  readonly storeId: number;
}

/** A region as it is now. Its boundaries are raw; on the wire they are encoded. */
export interface Region extends Span {
  readonly id: number;
  readonly confVer: number;
  readonly version: number;
  readonly peers: readonly Peer[];
  readonly leader: Peer;
}

/** A region as messages carry it. */
export function regionMessage(region: Region): metapb.Region.$Properties {
  return {
    id: longOf(region.id),
    startKey: encodeBoundary(region.startKey),
    endKey: encodeBoundary(region.endKey),
    regionEpoch: { confVer: longOf(region.confVer), version: longOf(region.version) },
    peers: region.peers.map(peerMessage),
  };
}

export function peerMessage(peer: Peer): metapb.Peer.$Properties {
  return { id: longOf(peer.id), storeId: longOf(peer.storeId) };
}

/** An unbounded end. */
export const UNBOUNDED = NO_BYTES;
