import { NO_BYTES } from '../model/kv';
import { maxTs as larger, type Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import { kvrpcpb } from '../wire/generated/messages';
import { blankChange, type Change, changeOfLock } from './Change';
import { conflictError, type KeyError, lockedError } from './keyErrors';
import type { KeyRecord, Lock } from './mvccRecord';
import type { TxnStore } from './TxnStore';

/** One key of a prewrite or of a flush. */
export interface PrewriteMutation {
  readonly op: 'put' | 'delete' | 'lock' | 'insert' | 'checkNotExists';
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly assertion: 'none' | 'exist' | 'notExist';
  /** `locked`: the key must hold the transaction's pessimistic lock. `skip`: nothing newer is looked for either. */
  readonly check: 'constraint' | 'locked' | 'skip';
}

export interface PrewriteCommand {
  readonly startTs: Ts;
  readonly primary: Uint8Array;
  readonly ttlMs: number;
  readonly forUpdateTs: Ts;
  readonly minCommitTs: Ts;
  /** 0 for no limit. */
  readonly maxCommitTs: Ts;
  readonly mutations: readonly PrewriteMutation[];
  readonly secondaries: readonly Uint8Array[];
  readonly useAsyncCommit: boolean;
  readonly tryOnePhase: boolean;
  readonly txnSource: number;
  readonly txnSize: number;
  /** 0 for anything but a flush of a pipelined transaction. */
  readonly generation: number;
}

export interface PrewriteResult {
  readonly errors: readonly KeyError[];
  /** Of an async commit; 0 when it fell back to two phases. */
  readonly minCommitTs: Ts;
  /** Not 0 when everything is committed already. */
  readonly onePhaseCommitTs: Ts;
  readonly changes: readonly Change[];
}

/**
 * The first phase: locks every key, or none and says why. A key that the transaction has locked already is passed over,
 * unless a flush brings a higher generation.
 */
export function prewrite(store: TxnStore, command: PrewriteCommand): PrewriteResult {
  const errors: KeyError[] = [];
  for (const mutation of command.mutations) {
    const error = checkMutation(store, command, mutation);
    if (error === undefined) continue;
    const committed = committedAlready(store, command, mutation);
    if (committed !== undefined) return committed;
    errors.push(error);
  }
  if (errors.length > 0) return { errors, minCommitTs: 0n, onePhaseCommitTs: 0n, changes: [] };
  const { startTs, forUpdateTs } = command;
  const computes = command.useAsyncCommit || command.tryOnePhase;
  const floor = larger(command.minCommitTs, larger(startTs, forUpdateTs) + 1n);
  const computed = computes ? larger(floor, store.maxTs.value + 1n) : command.minCommitTs;
  const falls = computes && command.maxCommitTs > 0n && computed > command.maxCommitTs;
  if (command.tryOnePhase && !falls) return commitAtOnce(store, command, computed);
  const useAsyncCommit = command.useAsyncCommit && !falls;
  const minCommitTs = useAsyncCommit ? computed : command.minCommitTs;
  const changes: Change[] = [];
  let highest = useAsyncCommit ? minCommitTs : 0n;
  for (const mutation of command.mutations) {
    if (mutation.op === 'checkNotExists') continue;
    const record = store.mvcc.ensure(mutation.key);
    const before = record.lock;
    if (before !== undefined && before.kind !== 'pessimistic' && before.generation >= command.generation) {
      if (useAsyncCommit) highest = larger(highest, before.minCommitTs);
      continue;
    }
    const lock = lockOf(command, mutation, minCommitTs, useAsyncCommit, before);
    if (useAsyncCommit) highest = larger(highest, lock.minCommitTs);
    store.mvcc.setLock(record, lock);
    const change = changeOfLock(record, lock, false);
    if (change !== undefined) changes.push(change);
  }
  return { errors, minCommitTs: highest, onePhaseCommitTs: 0n, changes };
}

/** Commands are sent again when their answer got lost: what is committed stays so, and no conflict is anybody else's. */
function committedAlready(
  store: TxnStore,
  { startTs, useAsyncCommit, tryOnePhase }: PrewriteCommand,
  { key }: PrewriteMutation,
): PrewriteResult | undefined {
  const record = store.mvcc.find(key);
  const outcome = record === undefined ? undefined : store.mvcc.outcomeOf(record, startTs);
  if (outcome === undefined || outcome === 'rolledBack') return undefined;
  const { commitTs } = outcome;
  return {
    errors: [],
    minCommitTs: useAsyncCommit ? commitTs : 0n,
    onePhaseCommitTs: tryOnePhase ? commitTs : 0n,
    changes: [],
  };
}

/** The lock of a mutation. What a pessimistic lock before it was granted or pushed to, meanwhile, stays. */
function lockOf(
  command: PrewriteCommand,
  mutation: PrewriteMutation,
  minCommitTs: Ts,
  useAsyncCommit: boolean,
  before: Lock | undefined,
): Lock {
  const { startTs, primary, txnSource, txnSize, generation, secondaries } = command;
  const pessimistic = before?.kind === 'pessimistic' ? before : undefined;
  return {
    kind: kindOf(mutation),
    startTs,
    primary,
    ttlMs: Math.max(command.ttlMs, pessimistic?.ttlMs ?? 0),
    forUpdateTs: larger(command.forUpdateTs, pessimistic?.forUpdateTs ?? 0n),
    minCommitTs: larger(minCommitTs, pessimistic?.minCommitTs ?? 0n),
    value: kindOf(mutation) === 'put' ? mutation.value : NO_BYTES,
    txnSource,
    useAsyncCommit,
    secondaries: useAsyncCommit && sameKey(mutation.key, primary) ? secondaries : [],
    generation,
    txnSize,
  };
}

function commitAtOnce(store: TxnStore, command: PrewriteCommand, commitTs: Ts): PrewriteResult {
  const changes: Change[] = [];
  const { startTs, txnSource } = command;
  for (const mutation of command.mutations) {
    if (mutation.op === 'checkNotExists') continue;
    const record = store.mvcc.ensure(mutation.key);
    store.mvcc.removeLock(record);
    const kind = kindOf(mutation);
    const value = kind === 'put' ? mutation.value : NO_BYTES;
    store.mvcc.addVersion(record, { kind, startTs, commitTs, value, txnSource });
    if (kind === 'lock') changes.push(blankChange(record, startTs, txnSource));
    else {
      changes.push({
        kind: 'committed',
        record,
        op: kind,
        startTs,
        commitTs,
        value,
        txnSource,
        generation: 0,
        oldValueTs: commitTs - 1n,
        isRepeated: false,
      });
    }
  }
  return { errors: [], minCommitTs: 0n, onePhaseCommitTs: commitTs, changes };
}

function checkMutation(
  store: TxnStore,
  command: PrewriteCommand,
  { op, key, assertion, check }: PrewriteMutation,
): KeyError | undefined {
  const record = store.mvcc.find(key);
  if (record === undefined) return assertion === 'exist' ? assertionError(command, key, 'exist') : undefined;
  const { lock } = record;
  if (lock !== undefined) {
    if (lock.startTs === command.startTs) {
      if (lock.kind !== 'pessimistic') return undefined;
      return undefinedUnlessExisting(store, command, record, op, assertion);
    }
    if (check === 'locked') return { abort: 'PessimisticLockNotFound' };
    return lockedError(record, lock);
  }
  const newest = record.versions.at(-1);
  if (newest !== undefined) {
    const { startTs, primary } = command;
    const committed = record.versions.findLast(({ kind }) => kind !== 'rollback');
    // A pessimistic lock that got lost may be made up for, as long as nothing was written meanwhile.
    if (check === 'locked' && committed !== undefined && committed.commitTs > larger(startTs, command.forUpdateTs)) {
      return { abort: 'PessimisticLockNotFound' };
    }
    if (check === 'constraint' && newest.commitTs > startTs) {
      return conflictError(startTs, record, newest, primary, kvrpcpb.WriteConflict.Reason.Optimistic);
    }
    if (store.mvcc.outcomeOf(record, startTs) === 'rolledBack') {
      return conflictError(startTs, record, newest, primary, kvrpcpb.WriteConflict.Reason.SelfRolledBack);
    }
  }
  return undefinedUnlessExisting(store, command, record, op, assertion);
}

function undefinedUnlessExisting(
  store: TxnStore,
  command: PrewriteCommand,
  record: KeyRecord,
  op: PrewriteMutation['op'],
  assertion: PrewriteMutation['assertion'],
): KeyError | undefined {
  const exists = store.mvcc.visible(record, 0xffff_ffff_ffff_ffffn)?.kind === 'put';
  if (exists && (op === 'insert' || op === 'checkNotExists')) return { alreadyExist: { key: record.key } };
  if (assertion === 'none' || exists === (assertion === 'exist')) return undefined;
  return assertionError(command, record.key, assertion);
}

function assertionError({ startTs }: PrewriteCommand, key: Uint8Array, assertion: 'exist' | 'notExist'): KeyError {
  const { Exist, NotExist } = kvrpcpb.Assertion;
  return { assertionFailed: { startTs: longOf(startTs), key, assertion: assertion === 'exist' ? Exist : NotExist } };
}

function kindOf({ op }: PrewriteMutation): 'put' | 'delete' | 'lock' {
  return op === 'delete' || op === 'lock' ? op : 'put';
}

function sameKey(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || Buffer.compare(a, b) === 0;
}
