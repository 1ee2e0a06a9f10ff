import { NO_BYTES } from '../model/kv';
import type { Span } from '../model/span';
import type { Ts } from '../model/ts';
import { KeyIndex } from './KeyIndex';
import type { KeyRecord, Lock, Version } from './mvccRecord';

/** What a record holds before it is written. */
type NewVersion = Pick<Version, 'kind' | 'startTs' | 'commitTs' | 'value' | 'txnSource'>;

/** The column families of the cluster: every key with its lock and its versions. Regions only divide it up. */
export class MvccStore {
  private readonly keys = new KeyIndex<KeyRecord>();
  private readonly locked = new KeyIndex<KeyRecord>();
  private writes = 0;
  /** Told before versions vanish, so that a snapshot can take what it still needs. */
  private readonly removalListeners = new Set<() => void>();

  /** How much was written so far; a snapshot is this number. */
  get writtenAt(): number {
    return this.writes;
  }

  get keyCount(): number {
    return this.keys.size;
  }

  get lockCount(): number {
    return this.locked.size;
  }

  find(key: Uint8Array): KeyRecord | undefined {
    return this.keys.get(key);
  }

  /** The record of `key`, which is made when there is none. The key's bytes are kept. */
  ensure(key: Uint8Array): KeyRecord {
    const found = this.keys.get(key);
    if (found !== undefined) return found;
    const record: KeyRecord = { key, lock: undefined, versions: [] };
    this.keys.add(record);
    return record;
  }

  records(span: Span): Iterable<KeyRecord> {
    return this.keys.range(span);
  }

  recordsReversed(span: Span): Iterable<KeyRecord> {
    return this.keys.reversed(span);
  }

  /** Records of `span` that hold a lock, in key order. */
  lockedRecords(span: Span): Iterable<KeyRecord> {
    return this.locked.range(span);
  }

  setLock(record: KeyRecord, lock: Lock): void {
    if (record.lock === undefined) this.locked.add(record);
    record.lock = lock;
    this.writes += 1;
  }

  removeLock(record: KeyRecord): void {
    if (record.lock === undefined) return;
    this.locked.remove(record.key);
    record.lock = undefined;
    this.writes += 1;
  }

  addVersion(record: KeyRecord, version: NewVersion): void {
    this.insert(record, version, false);
  }

  /**
   * Notes that the transaction of `startTs` is rolled back on this key. When another one committed here at that very
   * ts, its record gets a mark instead, and only if the rollback is a protected one.
   *
   * @returns whether anything was written
   */
  addRollback(record: KeyRecord, startTs: Ts, isProtected: boolean): boolean {
    const at = record.versions.findIndex(({ commitTs }) => commitTs === startTs);
    const same = record.versions[at];
    if (same === undefined) {
      const rollback = { kind: 'rollback', startTs, commitTs: startTs, value: NO_BYTES, txnSource: 0 } as const;
      this.insert(record, rollback, isProtected);
      return true;
    }
    if (same.kind === 'rollback' || !isProtected) return false;
    record.versions[at] = { ...same, hasOverlappedRollback: true };
    this.writes += 1;
    return true;
  }

  /** The newest put or delete with `commitTs <= ts`, of those a snapshot taken at `writtenAt` sees. */
  visible(record: Pick<KeyRecord, 'versions'>, ts: Ts, writtenAt: number = this.writes): Version | undefined {
    const { versions } = record;
    for (let i = versions.length - 1; i >= 0; i -= 1) {
      const version = versions[i] as Version;
      if (version.commitTs > ts || version.writtenAt > writtenAt) continue;
      if (version.kind === 'put' || version.kind === 'delete') return version;
    }
    return undefined;
  }

  /** What the transaction of `startTs` left on this key: its commit, its rollback, or nothing. */
  outcomeOf(record: KeyRecord, startTs: Ts): Version | 'rolledBack' | undefined {
    const { versions } = record;
    for (let i = versions.length - 1; i >= 0; i -= 1) {
      const version = versions[i] as Version;
      if (version.commitTs < startTs) return undefined;
      if (version.startTs === startTs) return version.kind === 'rollback' ? 'rolledBack' : version;
      if (version.commitTs === startTs && version.hasOverlappedRollback) return 'rolledBack';
    }
    return undefined;
  }

  read(key: Uint8Array, ts: Ts): Uint8Array | undefined {
    const record = this.keys.get(key);
    const version = record === undefined ? undefined : this.visible(record, ts);
    return version?.kind === 'put' ? version.value : undefined;
  }

  /** Pairs of `span` as of `ts`, at most `limit`; locks do not matter. */
  readSpan(span: Span, ts: Ts, limit = Number.POSITIVE_INFINITY): [key: Uint8Array, value: Uint8Array][] {
    const pairs: [Uint8Array, Uint8Array][] = [];
    if (limit <= 0) return pairs;
    for (const record of this.keys.range(span)) {
      const version = this.visible(record, ts);
      if (version?.kind !== 'put') continue;
      pairs.push([record.key, version.value]);
      if (pairs.length >= limit) break;
    }
    return pairs;
  }

  /** Removes the versions no snapshot at or after `safePoint` can see. Answers how many. */
  collectGarbage(safePoint: Ts, span: Span): number {
    for (const listener of this.removalListeners) listener();
    let removed = 0;
    const empty: KeyRecord[] = [];
    for (const record of this.keys.range(span)) {
      const kept = record.versions.filter((version) => version.commitTs > safePoint);
      const newest = this.visible(record, safePoint);
      if (newest?.kind === 'put') kept.unshift(newest);
      removed += record.versions.length - kept.length;
      record.versions = kept;
      if (kept.length === 0 && record.lock === undefined) empty.push(record);
    }
    for (const { key } of empty) this.keys.remove(key);
    return removed;
  }

  /** Removes the keys of `span` with all that is known of them. */
  deleteSpan(span: Span): void {
    for (const listener of this.removalListeners) listener();
    this.writes += 1;
    for (const { key } of Array.from(this.locked.range(span))) this.locked.remove(key);
    for (const record of Array.from(this.keys.range(span))) {
      record.lock = undefined;
      record.versions = [];
      this.keys.remove(record.key);
    }
  }

  /** Calls `listener` before versions vanish, until the answer is called. */
  beforeRemoval(listener: () => void): () => void {
    this.removalListeners.add(listener);
    return () => this.removalListeners.delete(listener);
  }

  private insert(
    record: KeyRecord,
    { kind, startTs, commitTs, value, txnSource }: NewVersion,
    isProtected: boolean,
  ): void {
    this.writes += 1;
    const { versions } = record;
    const writtenAt = this.writes;
    const version = { kind, startTs, commitTs, value, txnSource, isProtected, hasOverlappedRollback: false, writtenAt };
    let at = versions.length;
    while (at > 0 && (versions[at - 1] as Version).commitTs > commitTs) at -= 1;
    if (at === versions.length) versions.push(version);
    else versions.splice(at, 0, version);
  }
}
