import { compareBytes } from '../model/bytes';
import { NO_BYTES } from '../model/kv';
import type { Span } from '../model/span';
import type { Downstream } from './Downstream';
import { type EventEncoder, ROW_OP, ROW_TYPE, type WireRow } from './EventEncoder';
import type { MvccStore } from './MvccStore';
import type { KeyRecord, Lock, Version } from './mvccRecord';

/** Rows of a scan share an event until it would reach this many bytes of keys and values. */
const EVENT_BYTES = 32 * 1024;
const PAGE_KEYS = 1024;

type Seen = Pick<KeyRecord, 'key' | 'versions'>;

const INITIALIZED: WireRow = {
  type: ROW_TYPE.initialized,
  op: ROW_OP.none,
  startTs: 0n,
  commitTs: 0n,
  key: NO_BYTES,
  value: NO_BYTES,
  oldValue: NO_BYTES,
  txnSource: 0,
  generation: 0,
};

/**
 * The incremental scan of one registration: what the region held when the scan was made, even if it is written to
 * meanwhile. Per key the lock, then the versions above the checkpoint, newest first; after the last key INITIALIZED.
 */
export class RegionScan {
  rows = 0;
  private readonly mvcc: MvccStore;
  private readonly downstream: Downstream;
  private readonly span: Span;
  private readonly encoder: EventEncoder;
  private readonly withGeneration: boolean;
  private readonly writtenAt: number;
  private readonly locks: Map<Uint8Array, Lock>;
  private readonly stopListening: () => void;
  /** All that is left of the snapshot, once something was about to vanish from it. */
  private rest: Seen[] | undefined;
  private cursor: Uint8Array | undefined;
  private readonly events: Iterator<Buffer, undefined>;

  constructor(
    mvcc: MvccStore,
    downstream: Downstream,
    span: Span,
    encoder: EventEncoder,
    { withGeneration }: { readonly withGeneration: boolean },
  ) {
    this.mvcc = mvcc;
    this.downstream = downstream;
    this.span = span;
    this.encoder = encoder;
    this.withGeneration = withGeneration;
    this.writtenAt = mvcc.writtenAt;
    this.cursor = span.startKey;
    // Locks vanish when they are committed, so they are taken now; there are few.
    this.locks = new Map([...mvcc.lockedRecords(span)].map((record) => [record.key, record.lock as Lock]));
    this.stopListening = mvcc.beforeRemoval(() => {
      this.rest ??= [...this.mvcc.records(this.left())].map(({ key, versions }) => ({ key, versions }));
    });
    this.events = this.encode();
  }

  /** The next event; `undefined` after the one with INITIALIZED. */
  next(): Buffer | undefined {
    const { value } = this.events.next();
    if (value === undefined) this.close();
    return value;
  }

  close(): void {
    this.stopListening();
  }

  private *encode(): Generator<Buffer, undefined, undefined> {
    // The encoder is shared, so rows wait here until their event is complete.
    let open: WireRow[] = [];
    let bytes = 0;
    for (let page = this.page(); page.length > 0; page = this.page()) {
      for (const seen of page) {
        for (const row of this.rowsOf(seen)) {
          const size = row.key.length + row.value.length + row.oldValue.length;
          if (open.length > 0 && bytes + size >= EVENT_BYTES) {
            yield this.eventOf(open);
            open = [];
            bytes = 0;
          }
          open.push(row);
          bytes += size;
          this.rows += 1;
        }
      }
    }
    yield this.eventOf([...open, INITIALIZED]);
    return undefined;
  }

  private eventOf(rows: readonly WireRow[]): Buffer {
    this.encoder.clear();
    for (const row of rows) this.encoder.add(row);
    return this.encoder.event(this.downstream.regionId, this.downstream.requestId);
  }

  private left(): Span {
    return { startKey: this.cursor ?? NO_BYTES, endKey: this.span.endKey };
  }

  /** The next keys; a page at a time, because the index may change between two events. */
  private page(): readonly Seen[] {
    if (this.cursor === undefined) return [];
    const page: Seen[] = [];
    if (this.rest === undefined) {
      for (const { key, versions } of this.mvcc.records(this.left())) {
        // The array of versions stays the same while it grows, and is replaced when it shrinks.
        page.push({ key, versions });
        if (page.length >= PAGE_KEYS) break;
      }
    } else page.push(...this.rest.splice(0, PAGE_KEYS));
    const last = page.at(-1);
    this.cursor = last === undefined || page.length < PAGE_KEYS ? undefined : after(last.key);
    return page;
  }

  private *rowsOf(seen: Seen): Generator<WireRow, void, undefined> {
    const { downstream } = this;
    const lock = this.locks.get(seen.key);
    if (lock !== undefined && (lock.kind === 'put' || lock.kind === 'delete') && downstream.observes(lock.txnSource)) {
      const visibleTs = lock.forUpdateTs > lock.startTs ? lock.forUpdateTs : lock.startTs;
      yield {
        type: ROW_TYPE.prewrite,
        op: ROW_OP[lock.kind],
        startTs: lock.startTs,
        commitTs: 0n,
        key: seen.key,
        value: lock.value,
        oldValue: this.oldValue(seen, visibleTs),
        txnSource: lock.txnSource,
        generation: this.withGeneration ? lock.generation : 0,
      };
    }
    for (let i = seen.versions.length - 1; i >= 0; i -= 1) {
      const version = seen.versions[i] as Version;
      if (version.commitTs <= downstream.checkpointTs) return;
      if (version.writtenAt > this.writtenAt || !downstream.observes(version.txnSource)) continue;
      if (version.kind !== 'put' && version.kind !== 'delete') continue;
      yield {
        type: ROW_TYPE.committed,
        op: ROW_OP[version.kind],
        startTs: version.startTs,
        commitTs: version.commitTs,
        key: seen.key,
        value: version.value,
        oldValue: this.oldValue(seen, version.commitTs - 1n),
        txnSource: version.txnSource,
        generation: 0,
      };
    }
  }

  private oldValue(seen: Seen, ts: bigint): Uint8Array {
    return this.mvcc.visible(seen, ts, this.writtenAt)?.value ?? NO_BYTES;
  }
}

/** The smallest key above `key`. */
function after(key: Uint8Array): Uint8Array {
  const next = new Uint8Array(key.length + 1);
  next.set(key);
  return next;
}

/** What two spans share. */
export function intersection(a: Span, b: Span | undefined): Span {
  if (b === undefined) return a;
  const startKey = compareBytes(a.startKey, b.startKey) >= 0 ? a.startKey : b.startKey;
  const isShorter = b.endKey.length > 0 && (a.endKey.length === 0 || compareBytes(b.endKey, a.endKey) < 0);
  return { startKey, endKey: isShorter ? b.endKey : a.endKey };
}
