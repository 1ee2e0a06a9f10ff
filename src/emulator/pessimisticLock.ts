import { NO_BYTES } from '../model/kv';
import { MAX_TS, maxTs, type Ts } from '../model/ts';
import { kvrpcpb } from '../wire/generated/messages';
import { conflictError, type KeyError, lockedError } from './keyErrors';
import type { KeyRecord, Lock, Version } from './mvccRecord';
import type { TxnStore } from './TxnStore';

export interface PessimisticLockKey {
  readonly key: Uint8Array;
  /** An existing value is an error. */
  readonly mustNotExist?: boolean;
}

export interface PessimisticLockCommand {
  readonly keys: readonly PessimisticLockKey[];
  readonly primary: Uint8Array;
  readonly startTs: Ts;
  readonly forUpdateTs: Ts;
  readonly ttlMs: number;
  readonly minCommitTs: Ts;
  /** Locks only keys that have a value. @defaultValue `false` */
  readonly onlyIfExists?: boolean;
  /** Locks although something newer than forUpdateTs is there, and says so. @defaultValue `false` */
  readonly forced?: boolean;
}

/** What locking a key found there. */
export interface PessimisticLockFinding {
  readonly value: Uint8Array | undefined;
  /** The commitTs of what was newer than forUpdateTs; 0 when nothing was. */
  readonly conflictTs: Ts;
}

/** Locks keys for a pessimistic transaction, all or none; no change feed shows it. Answers what was there. */
export function lockPessimistically(
  store: TxnStore,
  command: PessimisticLockCommand,
): { errors: readonly KeyError[]; findings: readonly PessimisticLockFinding[] } {
  const errors = command.keys.flatMap((asked) => obstacle(store, command, asked) ?? []);
  if (errors.length > 0) return { errors, findings: [] };
  return { errors, findings: command.keys.map(({ key }) => lockKey(store, command, key)) };
}

function obstacle(
  store: TxnStore,
  { primary, startTs, forUpdateTs, forced = false }: PessimisticLockCommand,
  { key, mustNotExist = false }: PessimisticLockKey,
): KeyError | undefined {
  const record = store.mvcc.find(key);
  if (record === undefined) return undefined;
  const { lock } = record;
  const { PessimisticRetry, SelfRolledBack } = kvrpcpb.WriteConflict.Reason;
  if (lock !== undefined && lock.startTs !== startTs) return lockedError(record, lock);
  const newest = record.versions.at(-1);
  if (lock === undefined && newest !== undefined) {
    const committed = newestWrite(record);
    if (store.mvcc.outcomeOf(record, startTs) === 'rolledBack') {
      return conflictError(startTs, record, newest, primary, SelfRolledBack);
    }
    const isLate = committed !== undefined && committed.commitTs > forUpdateTs;
    if (isLate && !(forced && !mustNotExist)) {
      return conflictError(startTs, record, committed, primary, PessimisticRetry);
    }
  }
  const exists = store.mvcc.read(key, MAX_TS) !== undefined;
  return mustNotExist && exists ? { alreadyExist: { key } } : undefined;
}

function lockKey(store: TxnStore, command: PessimisticLockCommand, key: Uint8Array): PessimisticLockFinding {
  const { primary, startTs, ttlMs, minCommitTs, onlyIfExists = false } = command;
  const record = store.mvcc.ensure(key);
  const value = store.mvcc.read(key, MAX_TS);
  const newestTs = record.lock?.forUpdateTs ?? newestWrite(record)?.commitTs ?? 0n;
  const conflictTs = newestTs > command.forUpdateTs ? newestTs : 0n;
  const forUpdateTs = maxTs(command.forUpdateTs, conflictTs);
  const isWanted = value !== undefined || !onlyIfExists;
  if (isWanted && (record.lock === undefined || (isPessimistic(record) && record.lock.forUpdateTs < forUpdateTs))) {
    const lock: Lock = {
      kind: 'pessimistic',
      startTs,
      primary,
      ttlMs,
      forUpdateTs,
      minCommitTs,
      txnSize: 0,
      value: NO_BYTES,
      txnSource: 0,
      useAsyncCommit: false,
      secondaries: [],
      generation: 0,
    };
    store.mvcc.setLock(record, lock);
  }
  return { value, conflictTs };
}

function newestWrite({ versions }: KeyRecord): Version | undefined {
  return versions.findLast(({ kind }) => kind !== 'rollback');
}

function isPessimistic({ lock }: KeyRecord): boolean {
  return lock?.kind === 'pessimistic';
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
