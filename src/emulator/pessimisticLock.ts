import { NO_BYTES } from '../model/kv';
import { MAX_TS, type Ts } from '../model/ts';
import { kvrpcpb } from '../wire/generated/messages';
import { conflictError, type KeyError, lockedError } from './keyErrors';
import type { Lock } from './mvccRecord';
import type { TxnStore } from './TxnStore';

export interface PessimisticLockCommand {
  readonly keys: readonly Uint8Array[];
  readonly primary: Uint8Array;
  readonly startTs: Ts;
  readonly forUpdateTs: Ts;
  readonly ttlMs: number;
  readonly minCommitTs: Ts;
}

/** Locks keys for a pessimistic transaction, all or none; no change feed shows it. Answers the present values. */
export function lockPessimistically(
  store: TxnStore,
  command: PessimisticLockCommand,
): { errors: readonly KeyError[]; values: readonly (Uint8Array | undefined)[] } {
  const { keys, primary, startTs, forUpdateTs, ttlMs, minCommitTs } = command;
  const errors: KeyError[] = [];
  for (const key of keys) {
    const record = store.mvcc.find(key);
    if (record === undefined) continue;
    const { lock } = record;
    const committed = record.versions.findLast(({ kind }) => kind !== 'rollback');
    const newest = record.versions.at(-1);
    const { PessimisticRetry, SelfRolledBack } = kvrpcpb.WriteConflict.Reason;
    if (lock !== undefined && lock.startTs !== startTs) errors.push(lockedError(record, lock));
    else if (lock === undefined && committed !== undefined && committed.commitTs > forUpdateTs) {
      errors.push(conflictError(startTs, record, committed, primary, PessimisticRetry));
    } else if (lock === undefined && newest !== undefined && store.mvcc.outcomeOf(record, startTs) === 'rolledBack') {
      errors.push(conflictError(startTs, record, newest, primary, SelfRolledBack));
    }
  }
  if (errors.length > 0) return { errors, values: [] };
  const values = keys.map((key) => {
    const record = store.mvcc.ensure(key);
    if (record.lock === undefined || (record.lock.kind === 'pessimistic' && record.lock.forUpdateTs < forUpdateTs)) {
      const plain = { value: NO_BYTES, txnSource: 0, useAsyncCommit: false, secondaries: [], generation: 0 };
      const lock: Lock = {
        kind: 'pessimistic',
        startTs,
        primary,
        ttlMs,
        forUpdateTs,
        minCommitTs,
        txnSize: 0,
        ...plain,
      };
      store.mvcc.setLock(record, lock);
    }
    return store.mvcc.read(key, MAX_TS);
  });
  return { errors, values };
}

/** Takes pessimistic locks away again, without a trace. */
export function unlockPessimistically(
  store: TxnStore,
  keys: readonly Uint8Array[],
  startTs: Ts,
  forUpdateTs: Ts,
): void {
  for (const key of keys) {
    const record = store.mvcc.find(key);
    const lock = record?.lock;
    if (record === undefined || lock?.kind !== 'pessimistic' || lock.startTs !== startTs) continue;
    if (lock.forUpdateTs <= forUpdateTs) store.mvcc.removeLock(record);
  }
}
