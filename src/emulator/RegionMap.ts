import { EmulatorError } from '../errors/TiValveError';
import { compareBytes, hexOf } from '../model/bytes';
import { type Span, spanHas, startsBelow, WHOLE_KEYSPACE } from '../model/span';
import type { Peer, Region } from './Region';

/** The regions as the stores know them: without gaps, in key order. */
export class RegionMap {
  private regions: Region[];
  private readonly byId = new Map<number, Region>();
  private readonly storeIds: readonly number[];
  private readonly nextId: () => number;

  constructor(storeIds: readonly number[], nextId: () => number) {
    this.storeIds = storeIds;
    this.nextId = nextId;
    const peers = this.makePeers();
    const whole = { id: nextId(), ...WHOLE_KEYSPACE, confVer: 1, version: 1, peers, leader: peers[0] as Peer };
    this.regions = [whole];
    this.byId.set(whole.id, whole);
  }

  get all(): readonly Region[] {
    return this.regions;
  }

  get(id: number): Region | undefined {
    return this.byId.get(id);
  }

  /** The region of `id`. Throws `TV_EMULATOR_USAGE` when there is none. */
  require(id: number): Region {
    const region = this.byId.get(id);
    if (region === undefined) throw new EmulatorError('TV_EMULATOR_USAGE', `there is no region ${id}`);
    return region;
  }

  /** The region that holds a raw key. */
  at(key: Uint8Array): Region {
    return this.regions[this.indexOf(key)] as Region;
  }

  /** Regions that share a key with `span`, in key order. */
  overlapping(span: Span): Region[] {
    const found: Region[] = [];
    for (let at = this.indexOf(span.startKey); at < this.regions.length; at += 1) {
      const region = this.regions[at] as Region;
      if (found.length > 0 && !startsBelow(region.startKey, span.endKey)) break;
      found.push(region);
    }
    return found;
  }

  /** The neighbour on the left or on the right, if there is one. */
  neighbour(region: Region, side: 'left' | 'right'): Region | undefined {
    return this.regions[this.indexOf(region.startKey) + (side === 'left' ? -1 : 1)];
  }

  /**
   * Splits regions at raw keys; the old id stays with the right-most piece, as TiKV does by default. A key that is a
   * boundary already is passed over.
   *
   * @param leaderOf - the store that leads the piece with this index; without it the leader stays
   * @returns for each region that was split its old shape and its pieces, from left to right
   */
  split(keys: readonly Uint8Array[], leaderOf?: (index: number) => number): { old: Region; pieces: Region[] }[] {
    const sorted = [...keys].sort(compareBytes);
    const next: Region[] = [];
    const splits: { old: Region; pieces: Region[] }[] = [];
    let at = 0;
    for (const region of this.regions) {
      const inside: Uint8Array[] = [];
      for (let key = sorted[at]; key !== undefined && startsBelow(key, region.endKey); key = sorted[at]) {
        at += 1;
        const before = inside.at(-1) ?? region.startKey;
        if (compareBytes(key, before) > 0) inside.push(key);
      }
      const pieces = inside.length === 0 ? [region] : this.cut(region, inside);
      if (pieces.length > 1) splits.push({ old: region, pieces });
      for (const piece of pieces) {
        const storeId = leaderOf?.(next.length);
        const placed = storeId === undefined ? piece : { ...piece, leader: this.peerOn(piece, storeId) };
        next.push(placed);
        this.byId.set(placed.id, placed);
        if (pieces.length > 1) pieces[pieces.indexOf(piece)] = placed;
      }
    }
    this.regions = next;
    return splits;
  }

  /** Merges `source` into its neighbour `target`. Answers the target's new shape. */
  merge(source: Region, target: Region): Region {
    const sourceAt = this.indexOf(source.startKey);
    const targetAt = this.indexOf(target.startKey);
    if (Math.abs(sourceAt - targetAt) !== 1) {
      throw new EmulatorError('TV_EMULATOR_USAGE', `regions ${source.id} and ${target.id} are no neighbours`);
    }
    const [left, right] = sourceAt < targetAt ? [source, target] : [target, source];
    const merged: Region = {
      ...target,
      startKey: left.startKey,
      endKey: right.endKey,
      // Preparing the merge has raised the source's version by one.
      version: Math.max(source.version + 1, target.version) + 1,
    };
    this.regions.splice(Math.min(sourceAt, targetAt), 2, merged);
    this.byId.delete(source.id);
    this.byId.set(merged.id, merged);
    return merged;
  }

  /** Gives the leadership of a region to its peer on `storeId`. Answers its new shape. */
  transferLeader(region: Region, storeId: number): Region {
    const moved: Region = { ...region, leader: this.peerOn(region, storeId) };
    this.regions[this.indexOf(region.startKey)] = moved;
    this.byId.set(moved.id, moved);
    return moved;
  }

  private peerOn(region: Region, storeId: number): Peer {
    const peer = region.peers.find((one) => one.storeId === storeId);
    if (peer !== undefined) return peer;
    throw new EmulatorError('TV_EMULATOR_USAGE', `region ${region.id} has no peer on store ${storeId}`);
  }

  private cut(region: Region, keys: readonly Uint8Array[]): Region[] {
    for (const key of keys) {
      if (!spanHas(region, key)) throw new EmulatorError('TV_EMULATOR_USAGE', `${hexOf(key)} is not in ${region.id}`);
    }
    const version = region.version + keys.length;
    const pieces = keys.map((endKey, index): Region => {
      const peers = this.makePeers();
      const leader = peers[this.storeIds.indexOf(region.leader.storeId)] as Peer;
      const startKey = index === 0 ? region.startKey : (keys[index - 1] as Uint8Array);
      return { id: this.nextId(), startKey, endKey, confVer: region.confVer, version, peers, leader };
    });
    return [...pieces, { ...region, startKey: keys.at(-1) as Uint8Array, version }];
  }

  private makePeers(): Peer[] {
    return this.storeIds.map((storeId) => ({ id: this.nextId(), storeId }));
  }

  /** The index of the region that holds a raw key. */
  private indexOf(key: Uint8Array): number {
    let low = 0;
    let high = this.regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareBytes((this.regions[middle] as Region).startKey, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
