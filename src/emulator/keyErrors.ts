import type { Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import { kvrpcpb } from '../wire/generated/messages';
import type { KeyRecord, Lock, LockKind, Version } from './mvccRecord';

/** Why a transaction command did not do what it was asked for, as TiKV says it. */
export type KeyError = kvrpcpb.KeyError.$Properties;

const LOCK_TYPES: Readonly<Record<LockKind, kvrpcpb.Op>> = {
  put: kvrpcpb.Op.Put,
  delete: kvrpcpb.Op.Del,
  lock: kvrpcpb.Op.Lock,
  pessimistic: kvrpcpb.Op.PessimisticLock,
};

/** A lock as messages carry it. */
export function lockInfo(key: Uint8Array, lock: Lock): kvrpcpb.LockInfo.$Properties {
  return {
    primaryLock: lock.primary,
    lockVersion: longOf(lock.startTs),
    key,
    lockTtl: longOf(lock.ttlMs),
    txnSize: longOf(lock.txnSize),
    lockType: LOCK_TYPES[lock.kind],
    lockForUpdateTs: longOf(lock.forUpdateTs),
    useAsyncCommit: lock.useAsyncCommit,
    minCommitTs: longOf(lock.minCommitTs),
    secondaries: [...lock.secondaries],
  };
}

export function lockedError(record: KeyRecord, lock: Lock): KeyError {
  return { locked: lockInfo(record.key, lock) };
}

export function conflictError(
  startTs: Ts,
  record: KeyRecord,
  version: Version,
  primary: Uint8Array,
  reason: kvrpcpb.WriteConflict.Reason,
): KeyError {
  const conflict = {
    startTs: longOf(startTs),
    conflictTs: longOf(version.startTs),
    conflictCommitTs: longOf(version.commitTs),
    key: record.key,
    primary,
    reason,
  };
  return { conflict };
}

export function txnLockNotFound(key: Uint8Array, startTs: Ts): KeyError {
  return { retryable: `lock of ${startTs} not found`, txnLockNotFound: { key } };
}

export function txnNotFound(primaryKey: Uint8Array, startTs: Ts): KeyError {
  return { txnNotFound: { startTs: longOf(startTs), primaryKey } };
}
