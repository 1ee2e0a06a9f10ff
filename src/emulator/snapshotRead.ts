import type { Span } from '../model/span';
import { MAX_TS, type Ts } from '../model/ts';
import { type KeyError, lockedError } from './keyErrors';
import type { KeyRecord } from './mvccRecord';
import type { TxnStore } from './TxnStore';

/** How a snapshot deals with the locks it meets. */
export interface ReadOptions {
  readonly ts: Ts;
  /** startTs of transactions whose locks are passed over. */
  readonly resolvedLocks: ReadonlySet<Ts>;
  /** startTs of committed transactions, whose locks are read through. */
  readonly committedLocks: ReadonlySet<Ts>;
}

/** What a snapshot found under one key. */
export type ReadResult =
  | { readonly value: Uint8Array | undefined; readonly commitTs: Ts }
  | { readonly error: KeyError };

/** Reads a key as a transaction at `ts` would, and makes sure that no later commit slips below it. */
export function readKey(store: TxnStore, record: KeyRecord | undefined, options: ReadOptions): ReadResult {
  if (options.ts !== MAX_TS) store.maxTs.raise(options.ts);
  if (record === undefined) return { value: undefined, commitTs: 0n };
  const { lock } = record;
  if (lock !== undefined && (lock.kind === 'put' || lock.kind === 'delete') && lock.startTs <= options.ts) {
    const { startTs } = lock;
    if (options.committedLocks.has(startTs)) {
      return { value: lock.kind === 'put' ? lock.value : undefined, commitTs: 0n };
    }
    const isPassed = lock.minCommitTs > options.ts || options.resolvedLocks.has(startTs);
    if (!isPassed) return { error: lockedError(record, lock) };
  }
  const version = store.mvcc.visible(record, options.ts);
  if (version?.kind !== 'put') return { value: undefined, commitTs: 0n };
  return { value: version.value, commitTs: version.commitTs };
}

/** Reads a span, at most `limit` pairs; a locked key takes its place with its error. */
export function readRange(
  store: TxnStore,
  span: Span,
  limit: number,
  isReverse: boolean,
  options: ReadOptions,
): { readonly key: Uint8Array; readonly result: ReadResult }[] {
  const pairs: { key: Uint8Array; result: ReadResult }[] = [];
  if (limit <= 0) return pairs;
  const records = isReverse ? store.mvcc.recordsReversed(span) : store.mvcc.records(span);
  for (const record of records) {
    const result = readKey(store, record, options);
    if (!('error' in result) && result.value === undefined) continue;
    pairs.push({ key: record.key, result });
    if (pairs.length >= limit) break;
  }
  return pairs;
}
