import { NO_BYTES } from '../model/kv';
import type { Ts } from '../model/ts';
import type { KeyRecord, Lock } from './mvccRecord';

/** What one command wrote to one key, as far as a change feed shows it. */
export interface Change {
  readonly kind: 'prewrite' | 'commit' | 'committed' | 'rollback' | 'blank';
  readonly record: KeyRecord;
  readonly op: 'put' | 'delete' | 'none';
  readonly startTs: Ts;
  readonly commitTs: Ts;
  readonly value: Uint8Array;
  readonly txnSource: number;
  readonly generation: number;
  /** The old value is the newest one at or below this ts; 0 when the row has none. */
  readonly oldValueTs: Ts;
  /** A lock that was there already was written anew, by a heartbeat or a push of its minCommitTs. */
  readonly isRepeated: boolean;
}

/** The row of a lock that was written; none for one that carries no data. */
export function changeOfLock(record: KeyRecord, lock: Lock, isRepeated: boolean): Change | undefined {
  const { kind: op, startTs, value, txnSource, generation, forUpdateTs } = lock;
  if (op !== 'put' && op !== 'delete') return undefined;
  const oldValueTs = forUpdateTs > startTs ? forUpdateTs : startTs;
  return { kind: 'prewrite', record, op, startTs, commitTs: 0n, value, txnSource, generation, oldValueTs, isRepeated };
}

/** The row of a locking read's commit, which says nothing. */
export function blankChange(record: KeyRecord, startTs: Ts, txnSource: number): Change {
  return {
    kind: 'blank',
    record,
    op: 'none',
    startTs,
    commitTs: 0n,
    value: NO_BYTES,
    txnSource,
    generation: 0,
    oldValueTs: 0n,
    isRepeated: false,
  };
}

/** A change that may be missing, as a list. */
export function listOf(change: Change | undefined): readonly Change[] {
  return change === undefined ? [] : [change];
}
