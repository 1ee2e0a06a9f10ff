import type { Span } from '../model/span';
import type { Cluster } from './Cluster';
import { GcSafePoints } from './GcSafePoints';
import type { Region } from './Region';

/** A store as PD lists it. */
export interface StoreEntry {
  readonly id: number;
  /** `host:port`, without a scheme. */
  address: string;
  isUp: boolean;
}

/** A PD member as the others list it. */
export interface MemberEntry {
  readonly id: bigint;
  readonly name: string;
  /** With a scheme. */
  url: string;
  isUp: boolean;
}

/** What the PD members share: who leads, which stores there are, and their view of the regions. */
export class PdState {
  readonly cluster: Cluster;
  readonly gc: GcSafePoints;
  readonly stores: StoreEntry[] = [];
  readonly members: MemberEntry[] = [];
  /** Index of the member that leads. */
  leader = 0;
  /** The regions as they were when the view was held. */
  private held: readonly Region[] | undefined;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
    const { scheduler } = cluster.settings;
    this.gc = new GcSafePoints(() => scheduler.now());
    cluster.faults.onChange(() => {
      const isStale = cluster.faults.find('stalePd') !== undefined;
      if (isStale) this.held ??= [...cluster.regions.all];
      else this.held = undefined;
    });
  }

  /** Which member leads, if any does. */
  get leaderEntry(): MemberEntry | undefined {
    if (this.cluster.faults.find('pdLeaderless') !== undefined) return undefined;
    const member = this.members[this.leader];
    return member?.isUp === true ? member : undefined;
  }

  /** Regions that share a key with a raw span, in key order, as far as PD knows them. */
  regions(span: Span): Region[] {
    return this.source(span).filter((region) => !this.isHole(region));
  }

  region(id: number): Region | undefined {
    const region = this.held === undefined ? this.cluster.regions.get(id) : this.held.find((one) => one.id === id);
    return region === undefined || this.isHole(region) ? undefined : region;
  }

  hasLeader({ id }: Region): boolean {
    return this.cluster.faults.find('pdNoLeader', { regionId: id }) === undefined;
  }

  private isHole({ id }: Region): boolean {
    return this.cluster.faults.find('pdHole', { regionId: id }) !== undefined;
  }

  private source(span: Span): readonly Region[] {
    if (this.held === undefined) return this.cluster.regions.overlapping(span);
    return this.held.filter((region) => overlaps(region, span));
  }
}

function overlaps(a: Span, b: Span): boolean {
  const startsBefore = (start: Uint8Array, end: Uint8Array): boolean =>
    end.length === 0 || Buffer.compare(start, end) < 0;
  return startsBefore(a.startKey, b.endKey) && startsBefore(b.startKey, a.endKey);
}
