import { MAX_TS, maxTs, physicalMsOf, type Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import { kvrpcpb } from '../wire/generated/messages';
import { type Change, changeOfLock, listOf } from './Change';
import { lockInfo, txnNotFound } from './keyErrors';
import type { KeyRecord, Lock } from './mvccRecord';
import { leaveRollback, rollbackLock } from './rollback';
import type { TxnStore } from './TxnStore';

export interface TxnStatusQuery {
  readonly primary: Uint8Array;
  readonly startTs: Ts;
  /** 0 when the caller does not read; otherwise the lock's minCommitTs is pushed above it. */
  readonly callerStartTs: Ts;
  readonly currentTs: Ts;
  readonly rollbackIfNotExist: boolean;
  readonly forceSyncCommit: boolean;
  readonly resolvingPessimisticLock: boolean;
  readonly verifyIsPrimary: boolean;
}

export interface TxnStatusAnswer {
  readonly response: kvrpcpb.CheckTxnStatusResponse.$Properties;
  readonly changes: readonly Change[];
}

const { Action } = kvrpcpb;

/** Says what became of a transaction, by its primary key, and rolls it back when its time is over. */
export function checkTxnStatus(store: TxnStore, query: TxnStatusQuery): TxnStatusAnswer {
  store.maxTs.raise(query.callerStartTs === MAX_TS ? 0n : query.callerStartTs);
  const record = store.mvcc.find(query.primary);
  if (record?.lock?.startTs === query.startTs) return statusOfLock(store, query, record, record.lock);
  return statusWithoutLock(store, query, record);
}

function statusWithoutLock(store: TxnStore, query: TxnStatusQuery, record: KeyRecord | undefined): TxnStatusAnswer {
  const outcome = record === undefined ? undefined : store.mvcc.outcomeOf(record, query.startTs);
  if (outcome === 'rolledBack') return { response: { action: Action.NoAction }, changes: [] };
  if (outcome !== undefined) return { response: { commitVersion: longOf(outcome.commitTs) }, changes: [] };
  if (!query.rollbackIfNotExist) {
    return { response: { error: txnNotFound(query.primary, query.startTs) }, changes: [] };
  }
  if (query.resolvingPessimisticLock) return { response: { action: Action.LockNotExistDoNothing }, changes: [] };
  const changes = leaveRollback(store, store.mvcc.ensure(query.primary), query.startTs, true);
  return { response: { action: Action.LockNotExistRollback }, changes };
}

function statusOfLock(store: TxnStore, query: TxnStatusQuery, record: KeyRecord, lock: Lock): TxnStatusAnswer {
  if (query.verifyIsPrimary && Buffer.compare(lock.primary, record.key) !== 0) {
    if (lock.kind === 'pessimistic' && !query.resolvingPessimisticLock) {
      // Who asks has met a prewritten lock, whose primary is settled: this lock is left over from an earlier choice.
      store.mvcc.removeLock(record);
      return statusWithoutLock(store, query, record);
    }
    return { response: { error: { primaryMismatch: { lockInfo: lockInfo(record.key, lock) } } }, changes: [] };
  }
  const answer = (found: Lock, action: kvrpcpb.Action, changes: readonly Change[] = []): TxnStatusAnswer => ({
    response: { lockTtl: longOf(found.ttlMs), action, lockInfo: lockInfo(record.key, found) },
    changes,
  });
  if (lock.useAsyncCommit && !query.forceSyncCommit) return answer(lock, Action.NoAction);
  if (physicalMsOf(lock.startTs) + lock.ttlMs < physicalMsOf(query.currentTs)) {
    if (lock.kind === 'pessimistic' && query.resolvingPessimisticLock) {
      store.mvcc.removeLock(record);
      return { response: { action: Action.TTLExpirePessimisticRollback }, changes: [] };
    }
    return { response: { action: Action.TTLExpireRollback }, changes: rollbackLock(store, record, lock) };
  }
  const { callerStartTs } = query;
  if (lock.minCommitTs === 0n || callerStartTs === MAX_TS || callerStartTs < lock.minCommitTs) {
    const isAhead = callerStartTs === MAX_TS || (callerStartTs > 0n && lock.minCommitTs > callerStartTs);
    return answer(lock, isAhead ? Action.MinCommitTSPushed : Action.NoAction);
  }
  const pushed: Lock = { ...lock, minCommitTs: maxTs(callerStartTs + 1n, query.currentTs) };
  store.mvcc.setLock(record, pushed);
  return answer(pushed, Action.MinCommitTSPushed, listOf(changeOfLock(record, pushed, true)));
}
