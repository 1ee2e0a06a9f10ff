import type { Ts } from '../model/ts';
import { type Change, changeOfLock, listOf } from './Change';
import { type KeyError, txnNotFound } from './keyErrors';
import type { Lock } from './mvccRecord';
import type { TxnStore } from './TxnStore';

/** Extends the primary's lock. Writing it anew is what repeats its PREWRITE on the feeds. */
export function heartbeat(
  store: TxnStore,
  primary: Uint8Array,
  startTs: Ts,
  ttlMs: number,
): { error?: KeyError; ttlMs: number; changes: readonly Change[] } {
  const record = store.mvcc.find(primary);
  const lock = record?.lock;
  if (record === undefined || lock?.startTs !== startTs) {
    return { error: txnNotFound(primary, startTs), ttlMs: 0, changes: [] };
  }
  if (ttlMs <= lock.ttlMs) return { ttlMs: lock.ttlMs, changes: [] };
  const extended: Lock = { ...lock, ttlMs };
  store.mvcc.setLock(record, extended);
  return { ttlMs, changes: listOf(changeOfLock(record, extended, true)) };
}
