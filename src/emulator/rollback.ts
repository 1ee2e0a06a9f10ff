import { NO_BYTES } from '../model/kv';
import type { Ts } from '../model/ts';
import type { Change } from './Change';
import type { CommandResult } from './commit';
import type { KeyRecord, Lock } from './mvccRecord';
import type { TxnStore } from './TxnStore';

/** The marker of a rollback record that a later rollback must not collapse; it travels in the row's value. */
export const PROTECTED_MARKER: Uint8Array = new Uint8Array([0x70]);

/** Rolls a transaction back on `keys`; fails when one of them is committed by it. */
export function rollback(
  store: TxnStore,
  keys: readonly Uint8Array[],
  startTs: Ts,
  isProtected = false,
): CommandResult {
  const changes: Change[] = [];
  for (const key of keys) {
    const outcome = outcomeAt(store, key, startTs);
    if (outcome !== undefined && outcome !== 'rolledBack') {
      return { error: { abort: `already committed at ${outcome.commitTs}` }, changes };
    }
  }
  for (const key of keys) {
    const record = store.mvcc.ensure(key);
    if (record.lock?.startTs === startTs) changes.push(...rollbackLock(store, record, record.lock));
    else changes.push(...leaveRollback(store, record, startTs, isProtected));
  }
  return { changes };
}

/** Removes a lock and notes the rollback; the note of a pessimistic transaction's primary is protected. */
export function rollbackLock(store: TxnStore, record: KeyRecord, lock: Lock): readonly Change[] {
  store.mvcc.removeLock(record);
  const isPrimary = Buffer.compare(lock.primary, record.key) === 0;
  return leaveRollback(store, record, lock.startTs, lock.forUpdateTs > 0n && isPrimary);
}

/** Notes the rollback of a transaction that has no lock here. */
export function leaveRollback(
  store: TxnStore,
  record: KeyRecord,
  startTs: Ts,
  isProtected: boolean,
): readonly Change[] {
  if (!store.mvcc.addRollback(record, startTs, isProtected)) return [];
  const value = isProtected ? PROTECTED_MARKER : NO_BYTES;
  const common = { record, startTs, value, commitTs: 0n, txnSource: 0, generation: 0, oldValueTs: 0n };
  return [{ ...common, kind: 'rollback', op: 'none', isRepeated: false }];
}

function outcomeAt(store: TxnStore, key: Uint8Array, startTs: Ts) {
  const record = store.mvcc.find(key);
  return record === undefined ? undefined : store.mvcc.outcomeOf(record, startTs);
}
