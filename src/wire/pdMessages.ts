import type { RegionEpoch } from '../model/region';
import type { Span } from '../model/span';
import { numberOf } from '../model/uint64';
import { metapb, type pdpb } from './generated/messages';

/** A replica of a region, and the store it is on. */
export interface PdPeer {
  readonly id: number;
  readonly storeId: number;
}

/** A region as PD knows it, which may be behind. */
export interface PdRegion {
  readonly id: number;
  /** Memcomparable-encoded, as on the wire. */
  readonly span: Span;
  readonly epoch: RegionEpoch;
  readonly peers: readonly PdPeer[];
  /** Right after a PD election it may be unknown. */
  readonly leader: PdPeer | undefined;
}

/** A store as PD knows it. Its id stays when its address changes. */
export interface PdStore {
  readonly id: number;
  /** `host:port` to connect to. */
  readonly address: string;
  readonly state: 'up' | 'offline' | 'removed';
  readonly version: string;
  /** Its peers are never leaders. */
  readonly isTiFlash: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

type Long = Parameters<typeof numberOf>[0];

/** Reads a region with its leader. Throws `RangeError` for ids that no cluster hands out. */
export function regionOf(
  region: metapb.Region.$Properties,
  leader: metapb.Peer.$Properties | null | undefined,
): PdRegion {
  return {
    id: idOf(region.id),
    span: { startKey: bytesOf(region.startKey), endKey: bytesOf(region.endKey) },
    epoch: { confVer: idOf(region.regionEpoch?.confVer), version: idOf(region.regionEpoch?.version) },
    peers: (region.peers ?? []).map(peerOf),
    // A leader that is not known is a message with id 0.
    leader: leader === null || leader === undefined || idOf(leader.id) === 0 ? undefined : peerOf(leader),
  };
}

/** Reads the regions of a page; entries without one are left out. */
export function regionsOf(entries: readonly pdpb.Region.$Properties[]): readonly PdRegion[] {
  return entries.flatMap(({ region, leader }) => (region ? [regionOf(region, leader)] : []));
}

const STORE_STATES: Readonly<Record<metapb.StoreState, PdStore['state']>> = {
  [metapb.StoreState.Up]: 'up',
  [metapb.StoreState.Offline]: 'offline',
  [metapb.StoreState.Tombstone]: 'removed',
};

/** Reads a store. */
export function storeOf(store: metapb.Store.$Properties): PdStore {
  const labels = Object.fromEntries((store.labels ?? []).map(({ key, value }) => [key ?? '', value ?? '']));
  return {
    id: idOf(store.id),
    address: store.address ?? '',
    state: STORE_STATES[store.state ?? metapb.StoreState.Up] ?? 'offline',
    version: store.version ?? '',
    isTiFlash: labels['engine'] === 'tiflash' || labels['engine'] === 'tiflash_compute',
    labels,
  };
}

/** Reads an id or a version; 0 when it was left out. */
export function idOf(id: Long | null | undefined): number {
  const value = id === null || id === undefined ? 0 : numberOf(id);
  if (Number.isNaN(value)) throw new RangeError('an id above 2^53');
  return value;
}

function peerOf({ id, storeId }: metapb.Peer.$Properties): PdPeer {
  return { id: idOf(id), storeId: idOf(storeId) };
}

function bytesOf(bytes: Uint8Array | null | undefined): Uint8Array {
  return bytes ?? new Uint8Array(0);
}
