import { EmulatorError } from '../errors/TiValveError';
import { MAX_TS, type Ts } from '../model/ts';
import type { Change } from './Change';
import { CommitLog } from './CommitLog';
import type { ClusterSettings } from './clusterOptions';
import type { FaultBoard } from './FaultBoard';
import type { FeedObserver } from './FeedObserver';
import { MvccStore } from './MvccStore';
import type { Region } from './Region';
import { RegionMap } from './RegionMap';
import { Tso } from './Tso';
import { MaxTs, type TxnStore } from './TxnStore';

/** What PD and the stores share: the data, the regions, the clock, and who observes what. */
export class Cluster implements TxnStore {
  readonly settings: ClusterSettings;
  readonly faults: FaultBoard;
  readonly mvcc = new MvccStore();
  readonly maxTs = new MaxTs();
  readonly log = new CommitLog();
  readonly tso: Tso;
  readonly regions: RegionMap;
  /** By store id; a store that is stopped has none. */
  readonly feeds = new Map<number, FeedObserver>();
  /** Whether the leader of PD can be reached; without it there are no timestamps for the stores. */
  pdAvailable = true;
  private lastId = 0;

  constructor(settings: ClusterSettings, faults: FaultBoard, storeIds: readonly number[]) {
    this.settings = settings;
    this.faults = faults;
    this.tso = new Tso(settings.wallClockMs);
    this.lastId = Math.max(0, ...storeIds);
    this.regions = new RegionMap(storeIds, () => this.allocId());
    if (settings.splitKeys.length > 0) {
      this.regions.split(settings.splitKeys, (index) => storeIds[index % storeIds.length] as number);
    }
  }

  /** Reserves `count` ids of the space that stores, regions and peers share, and answers the last. */
  allocId(count = 1): number {
    this.lastId += count;
    return this.lastId;
  }

  /** What a command has written reaches the log, and the feeds of the region's leader. */
  applied(region: Region, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    if (this.settings.keepLog) for (const change of changes) this.logCommit(change);
    this.feeds.get(region.leader.storeId)?.observe(region, changes);
  }

  /** Splits regions; their registrations end. Answers the pieces. */
  split(keys: readonly Uint8Array[], leaderOf?: (index: number) => number): readonly Region[] {
    const splits = this.regions.split(keys, leaderOf);
    for (const { old, pieces } of splits) {
      this.feeds.get(old.leader.storeId)?.failRegion(old.id, { kind: 'epochNotMatch', regions: pieces });
    }
    return splits.flatMap(({ pieces }) => pieces);
  }

  /** Merges a region into its neighbour; the registrations of both end. */
  merge(source: Region, target: Region): Region {
    if (source.leader.storeId !== target.leader.storeId) {
      this.transferLeader(source, target.leader.storeId);
    }
    const merged = this.regions.merge(this.regions.require(source.id), target);
    const endpoint = this.feeds.get(target.leader.storeId);
    for (const { id } of [source, target]) endpoint?.failRegion(id, { kind: 'epochNotMatch', regions: [] });
    return merged;
  }

  transferLeader(region: Region, storeId: number): Region {
    const before = region.leader.storeId;
    if (before === storeId) return region;
    const moved = this.regions.transferLeader(region, storeId);
    // A new leader asks PD for a ts before it computes one itself.
    this.maxTs.raise(this.tso.next());
    this.feeds.get(before)?.failRegion(region.id, { kind: 'notLeader', leader: moved.leader });
    return moved;
  }

  /** Writes a version as restoring a backup does. */
  restore(key: Uint8Array, value: Uint8Array | null, startTs: Ts, commitTs: Ts, isVisible: boolean): void {
    if (commitTs <= startTs || commitTs >= MAX_TS) {
      throw new EmulatorError('TV_EMULATOR_USAGE', `commitTs ${commitTs} of a restored version, startTs ${startTs}`);
    }
    this.tso.raiseTo(commitTs);
    const record = this.mvcc.ensure(key);
    const kind = value === null ? 'delete' : 'put';
    const bytes = value ?? new Uint8Array(0);
    this.mvcc.addVersion(record, { kind, startTs, commitTs, value: bytes, txnSource: 0 });
    const common = { record, startTs, commitTs, value: bytes, txnSource: 0, generation: 0, isRepeated: false };
    const change: Change = { ...common, kind: 'committed', op: kind, oldValueTs: commitTs - 1n };
    if (isVisible) this.applied(this.regions.at(key), [change]);
    else if (this.settings.keepLog) this.logCommit(change);
  }

  private logCommit({ kind, op, record, value, startTs, commitTs }: Change): void {
    if (kind !== 'commit' && kind !== 'committed') return;
    this.log.add({ key: record.key, value: op === 'delete' ? null : value, startTs, commitTs });
  }
}
