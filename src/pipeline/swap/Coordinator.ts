import type { Observable } from 'rxjs';

/** A value and the revision of the transaction that wrote it. */
export interface CoordinatorEntry {
  readonly value: string;
  readonly revision: number;
}

/** What a transaction looks at, and what it writes when all of that is so. */
export interface CoordinatorTransaction {
  /** The revision that each key must have; 0 for a key that must not be there. */
  readonly compares: readonly { readonly key: string; readonly revision: number }[];
  /** Keys differ, also from those of `deletes`. */
  readonly puts?: readonly { readonly key: string; readonly value: string }[];
  readonly deletes?: readonly string[];
}

export interface TransactionOutcome {
  /** Whether every comparison held. If not, nothing was written. */
  readonly succeeded: boolean;
  /** That of the coordinator after the transaction, and of what it wrote. */
  readonly revision: number;
}

export type CoordinatorChange =
  | { readonly kind: 'put'; readonly key: string; readonly value: string; readonly revision: number }
  | { readonly kind: 'delete'; readonly key: string; readonly revision: number };

/**
 * Keeps what is decided: small texts under keys, each with the revision that wrote it. Revisions only grow, by one for
 * each transaction that changed something. Shaped like etcd, so that one can be behind it.
 */
export interface Coordinator {
  get(key: string): Promise<CoordinatorEntry | undefined>;
  /** Everything at keys that begin with `prefix`, by key. */
  list(prefix: string): Promise<ReadonlyMap<string, CoordinatorEntry>>;
  /**
   * All or nothing, and durable once it has answered.
   *
   * Rejects when it may or may not have been written. Then ask with `get`: what that answers is settled, and a rejected
   * transaction does not come true after it.
   */
  transact(transaction: CoordinatorTransaction): Promise<TransactionOutcome>;
  /** What changes from now on at keys that begin with `prefix`, in the order of revisions. Subscribe first, then `get`. */
  watch(prefix: string): Observable<CoordinatorChange>;
}
