import { defer, finalize, type OperatorFunction } from 'rxjs';
import { OrderError } from '../errors/TiValveError';
import { equalBytes, hexOf } from '../model/bytes';
import { expand } from '../model/expand';
import { type Flow, nonEmptyBatch, resolvedAt } from '../model/flow';
import { type KvChange, NO_BYTES, type RawEntry, sizeOfChange } from '../model/kv';
import type { MemoryBudget } from '../model/memoryBudget';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { Ts } from '../model/ts';

export interface MatchPrewriteCommitOptions {
  /** The registration's checkpointTs: commits at or below it were delivered before and are dropped. @defaultValue `0n` */
  readonly startTs?: Ts;
  /** Whether the entries of a key matter; others are passed over. @defaultValue all do */
  readonly takes?: (key: Uint8Array) => boolean;
  /** Is charged with every entry that waits. */
  readonly budget?: MemoryBudget;
  readonly metrics?: Metrics;
}

/**
 * Restores committed changes from one registration's rows: a commit leaves with the value of its prewrite.
 *
 * ```text
 * source:  --[P1 P2]--[C1]--[R2]--[I]--r5--|
 *              matchPrewriteCommit()
 * output:  -----------[1]---------rs---r5--|      s = startTs
 * ```
 *
 * Rows of the scan and live rows mix until INITIALIZED, so that a commit or a rollback can come before its prewrite: it
 * waits for the end of the scan. INITIALIZED itself becomes `resolved(startTs)`, the first promise of the stream;
 * promises before it are swallowed, as TiKV makes none. The operation is the commit's, value and old value are the
 * prewrite's, since a commit repeats short values only. A heartbeat repeats a prewrite, on older servers with an empty
 * value: it never replaces a value. Of a pipelined transaction the highest generation counts.
 *
 * Costs one hash of the key per row. Holds prewrites until their commit or rollback, charged to the budget; all state
 * is of one subscription, which is one registration.
 *
 * Errors with `TV_ORDER_UNMATCHED_COMMIT`, which names the key, when a commit has no prewrite after the scan.
 *
 * @example
 * ```ts
 * region.stream$.pipe(matchPrewriteCommit({ startTs: region.registration.checkpointTs }));
 * ```
 */
export function matchPrewriteCommit(
  options: MatchPrewriteCommitOptions = {},
): OperatorFunction<Flow<RawEntry>, Flow<KvChange>> {
  return (source) =>
    defer(() => {
      const matcher = new Matcher(options);
      return source.pipe(
        expand((flow) => matcher.take(flow)),
        finalize(() => matcher.close()),
      );
    });
}

class Matcher {
  private readonly startTs: Ts;
  private readonly takes: ((key: Uint8Array) => boolean) | undefined;
  private readonly budget: MemoryBudget | undefined;
  private readonly metrics: Metrics;
  private readonly prewrites = new PrewriteMap();
  private earlyCommits: RawEntry[] = [];
  private earlyRollbacks: RawEntry[] = [];
  private initialized = false;
  private resolvedTs: Ts;
  private heldBytes = 0;

  constructor({ startTs = 0n, takes, budget, metrics = NO_METRICS }: MatchPrewriteCommitOptions) {
    this.takes = takes;
    this.startTs = startTs;
    this.resolvedTs = startTs;
    this.budget = budget;
    this.metrics = metrics;
  }

  take(flow: Flow<RawEntry>): readonly Flow<KvChange>[] {
    if (flow.kind === 'resolved') {
      if (!this.initialized || flow.ts <= this.resolvedTs) return [];
      this.resolvedTs = flow.ts;
      return [flow];
    }
    const changes: KvChange[] = [];
    const wasInitialized = this.initialized;
    const { takes } = this;
    for (const entry of flow.items) {
      if (takes === undefined || entry.key.length === 0 || takes(entry.key)) this.entry(entry, changes);
    }
    const batches = nonEmptyBatch(changes);
    return this.initialized === wasInitialized ? batches : [...batches, resolvedAt(this.startTs)];
  }

  close(): void {
    this.budget?.release(this.heldBytes);
    this.heldBytes = 0;
  }

  private entry(entry: RawEntry, changes: KvChange[]): void {
    switch (entry.type) {
      case 'PREWRITE':
        this.prewrite(entry);
        return;
      case 'COMMIT':
        this.commit(entry, changes);
        return;
      case 'COMMITTED':
        this.emit(entry, entry, changes);
        return;
      case 'ROLLBACK':
        if (this.initialized) this.forget(entry);
        else this.wait(this.earlyRollbacks, entry);
        return;
      case 'INITIALIZED':
        this.endScan(changes);
        return;
      case 'UNKNOWN':
        // A locking read's commit leaves such a row, without a key.
        return;
    }
  }

  private prewrite(entry: RawEntry): void {
    const before = this.prewrites.getOrAdd(entry);
    if (before === undefined) {
      this.hold(sizeOfChange(entry));
      return;
    }
    // A heartbeat repeats a prewrite with an empty value; it must not replace the first. A delete that follows a put in
    // a pipelined transaction looks the same, and loses nothing: the operation is the commit's.
    if (entry.value.length === 0 || entry.generation < before.generation) return;
    this.prewrites.replace(before, entry);
    this.hold(sizeOfChange(entry) - sizeOfChange(before));
  }

  private commit(entry: RawEntry, changes: KvChange[]): void {
    if (!this.initialized) {
      const prewrite = this.prewrites.get(entry);
      // An empty or numbered prewrite may not be the last word: the scan can still bring the one that counts.
      if (prewrite === undefined || prewrite.value.length === 0 || prewrite.generation > 0) {
        this.wait(this.earlyCommits, entry);
        return;
      }
    }
    const prewrite = this.forget(entry);
    if (prewrite !== undefined) {
      this.emit(entry, prewrite, changes);
      return;
    }
    if (entry.op === 'UNKNOWN') return;
    throw new OrderError(
      'TV_ORDER_UNMATCHED_COMMIT',
      `key ${hexOf(entry.key)}, startTs ${entry.startTs}, commitTs ${entry.commitTs}`,
      { hint: 'the region is registered again from its resolvedTs; in a recording, its lines are incomplete' },
    );
  }

  private endScan(changes: KvChange[]): void {
    if (this.initialized) return;
    this.initialized = true;
    for (const commit of this.earlyCommits) {
      const prewrite = this.forget(commit);
      // Without a prewrite the scan has seen the commit already, and has sent it as COMMITTED.
      if (prewrite !== undefined) this.emit(commit, prewrite, changes);
      this.hold(-sizeOfChange(commit));
    }
    for (const rollback of this.earlyRollbacks) {
      this.forget(rollback);
      this.hold(-sizeOfChange(rollback));
    }
    this.earlyCommits = [];
    this.earlyRollbacks = [];
  }

  private emit(commit: RawEntry, prewrite: RawEntry, changes: KvChange[]): void {
    const { op, key, startTs, commitTs } = commit;
    if (op === 'UNKNOWN') return;
    if (commitTs <= this.startTs) {
      this.metrics.add('tivalve_match_dropped_below_start_rows_total', 1);
      return;
    }
    const { oldValue } = prewrite;
    changes.push({ op, key, value: op === 'PUT' ? prewrite.value : NO_BYTES, oldValue, startTs, commitTs });
  }

  private forget(entry: RawEntry): RawEntry | undefined {
    const prewrite = this.prewrites.remove(entry);
    if (prewrite !== undefined) this.hold(-sizeOfChange(prewrite));
    return prewrite;
  }

  private wait(list: RawEntry[], entry: RawEntry): void {
    list.push(entry);
    this.hold(sizeOfChange(entry));
  }

  private hold(bytes: number): void {
    this.heldBytes += bytes;
    this.budget?.charge(bytes);
  }
}

/** Prewrites by key and startTs. A bucket is a hash of the key and has one entry nearly always. */
class PrewriteMap {
  private readonly buckets = new Map<number, RawEntry | RawEntry[]>();

  get(like: RawEntry): RawEntry | undefined {
    return find(this.buckets.get(hashKey(like.key)), like);
  }

  /** The entry of the same key and startTs, or `undefined` after `entry` was added because there was none. */
  getOrAdd(entry: RawEntry): RawEntry | undefined {
    const hash = hashKey(entry.key);
    const bucket = this.buckets.get(hash);
    if (bucket === undefined) {
      this.buckets.set(hash, entry);
      return undefined;
    }
    const found = find(bucket, entry);
    if (found !== undefined) return found;
    if (Array.isArray(bucket)) bucket.push(entry);
    else this.buckets.set(hash, [bucket, entry]);
    return undefined;
  }

  replace(before: RawEntry, entry: RawEntry): void {
    const hash = hashKey(entry.key);
    const bucket = this.buckets.get(hash);
    if (Array.isArray(bucket)) bucket[bucket.indexOf(before)] = entry;
    else this.buckets.set(hash, entry);
  }

  remove(like: RawEntry): RawEntry | undefined {
    const hash = hashKey(like.key);
    const bucket = this.buckets.get(hash);
    if (bucket === undefined) return undefined;
    if (!Array.isArray(bucket)) {
      if (!isSame(bucket, like)) return undefined;
      this.buckets.delete(hash);
      return bucket;
    }
    const at = bucket.findIndex((entry) => isSame(entry, like));
    if (at < 0) return undefined;
    const [removed] = bucket.splice(at, 1);
    if (bucket.length === 0) this.buckets.delete(hash);
    return removed;
  }
}

function find(bucket: RawEntry | RawEntry[] | undefined, like: RawEntry): RawEntry | undefined {
  if (bucket === undefined) return undefined;
  if (Array.isArray(bucket)) return bucket.find((entry) => isSame(entry, like));
  return isSame(bucket, like) ? bucket : undefined;
}

function isSame(a: RawEntry, b: RawEntry): boolean {
  return a.startTs === b.startTs && equalBytes(a.key, b.key);
}

/** FNV-1a, cut to a small integer so that the map's keys stay unboxed. */
function hashKey(key: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ (key[i] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
