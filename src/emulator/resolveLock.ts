import type { Span } from '../model/span';
import type { Ts } from '../model/ts';
import type { Change } from './Change';
import { commitLock } from './commit';
import type { KeyRecord } from './mvccRecord';
import { rollbackLock } from './rollback';
import type { TxnStore } from './TxnStore';

/**
 * Finishes the locks of decided transactions.
 *
 * @param decided - the commitTs by startTs; 0 rolls back
 * @param within - the keys to look at, or the span to look through
 */
export function resolveLocks(
  store: TxnStore,
  decided: ReadonlyMap<Ts, Ts>,
  within: readonly Uint8Array[] | Span,
): readonly Change[] {
  const changes: Change[] = [];
  for (const record of recordsOf(store, within)) {
    const { lock } = record;
    const commitTs = lock === undefined ? undefined : decided.get(lock.startTs);
    if (lock === undefined || commitTs === undefined) continue;
    if (lock.kind === 'pessimistic') store.mvcc.removeLock(record);
    else if (commitTs === 0n) changes.push(...rollbackLock(store, record, lock));
    else changes.push(commitLock(store, record, lock, commitTs));
  }
  return changes;
}

function recordsOf({ mvcc }: TxnStore, within: readonly Uint8Array[] | Span): readonly KeyRecord[] {
  if ('startKey' in within) return [...mvcc.lockedRecords(within)];
  return within.flatMap((key) => mvcc.find(key) ?? []);
}
