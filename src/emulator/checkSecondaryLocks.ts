import type { Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import type { kvrpcpb } from '../wire/generated/messages';
import type { Change } from './Change';
import { lockInfo } from './keyErrors';
import { leaveRollback, rollbackLock } from './rollback';
import type { TxnStore } from './TxnStore';

/**
 * Looks at the secondaries of an async commit. A key without its lock decides the transaction: committed if it has a
 * record, otherwise a protected rollback is left there, so that a late prewrite cannot succeed.
 */
export function checkSecondaryLocks(
  store: TxnStore,
  keys: readonly Uint8Array[],
  startTs: Ts,
): { response: kvrpcpb.CheckSecondaryLocksResponse.$Properties; changes: readonly Change[] } {
  const locks: kvrpcpb.LockInfo.$Properties[] = [];
  for (const key of keys) {
    const record = store.mvcc.ensure(key);
    const { lock } = record;
    if (lock?.startTs === startTs && lock.kind !== 'pessimistic') {
      locks.push(lockInfo(key, lock));
      continue;
    }
    if (lock?.startTs === startTs) return { response: {}, changes: rollbackLock(store, record, lock) };
    const outcome = store.mvcc.outcomeOf(record, startTs);
    if (outcome === undefined) return { response: {}, changes: leaveRollback(store, record, startTs, true) };
    return { response: outcome === 'rolledBack' ? {} : { commitTs: longOf(outcome.commitTs) }, changes: [] };
  }
  return { response: { locks }, changes: [] };
}
