import type { Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import { blankChange, type Change } from './Change';
import { type KeyError, txnLockNotFound } from './keyErrors';
import type { KeyRecord, Lock } from './mvccRecord';
import type { TxnStore } from './TxnStore';

/** What a command on some keys came to: the rows it left, or why it left none. */
export interface CommandResult {
  readonly error?: KeyError;
  readonly changes: readonly Change[];
}

/** The second phase, for `keys`: all or none. Committing again what is committed is no error. */
export function commit(store: TxnStore, keys: readonly Uint8Array[], startTs: Ts, commitTs: Ts): CommandResult {
  const locked: [KeyRecord, Lock][] = [];
  for (const key of keys) {
    const record = store.mvcc.find(key);
    const lock = record?.lock;
    if (record !== undefined && lock?.startTs === startTs && lock.kind !== 'pessimistic') {
      if (commitTs < lock.minCommitTs) return { error: expired(key, lock, commitTs), changes: [] };
      locked.push([record, lock]);
      continue;
    }
    const outcome = record === undefined ? undefined : store.mvcc.outcomeOf(record, startTs);
    if (outcome === undefined || outcome === 'rolledBack') return { error: txnLockNotFound(key, startTs), changes: [] };
  }
  return { changes: locked.map(([record, lock]) => commitLock(store, record, lock, commitTs)) };
}

/** Turns a lock into a version. */
export function commitLock(store: TxnStore, record: KeyRecord, lock: Lock, commitTs: Ts): Change {
  const kind = lock.kind === 'put' || lock.kind === 'delete' ? lock.kind : 'lock';
  const { startTs, value, txnSource } = lock;
  store.mvcc.removeLock(record);
  store.mvcc.addVersion(record, { kind, startTs, commitTs, value, txnSource });
  if (kind === 'lock') return blankChange(record, startTs, txnSource);
  return {
    kind: 'commit',
    record,
    op: kind,
    startTs,
    commitTs,
    value,
    txnSource,
    generation: 0,
    oldValueTs: 0n,
    isRepeated: false,
  };
}

function expired(key: Uint8Array, lock: Lock, commitTs: Ts): KeyError {
  const { startTs, minCommitTs } = lock;
  return {
    commitTsExpired: {
      startTs: longOf(startTs),
      attemptedCommitTs: longOf(commitTs),
      key,
      minCommitTs: longOf(minCommitTs),
    },
  };
}
