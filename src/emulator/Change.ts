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
export function changeOfLock(record: KeyRecord, lock: Lock, isRepeated: boolean): readonly Change[] {
  if (lock.kind !== 'put' && lock.kind !== 'delete') return [];
  const { kind: op, startTs, value, txnSource, generation, forUpdateTs } = lock;
  const oldValueTs = forUpdateTs > startTs ? forUpdateTs : startTs;
  const kind = 'prewrite';
  return [{ kind, record, op, startTs, commitTs: 0n, value, txnSource, generation, oldValueTs, isRepeated }];
}
