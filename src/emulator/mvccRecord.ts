import type { Ts } from '../model/ts';

/** What a lock guards. Only the first two carry data; a change feed shows nothing of the others. */
export type LockKind = 'put' | 'delete' | 'lock' | 'pessimistic';

/** An entry of the lock column family. Never changed in place: a scan may still hold the one it saw. */
export interface Lock {
  readonly kind: LockKind;
  readonly startTs: Ts;
  readonly primary: Uint8Array;
  readonly ttlMs: number;
  /** 0 for an optimistic transaction. */
  readonly forUpdateTs: Ts;
  readonly minCommitTs: Ts;
  readonly value: Uint8Array;
  readonly txnSource: number;
  readonly useAsyncCommit: boolean;
  /** The other keys of the transaction, in the primary's lock of an async commit. */
  readonly secondaries: readonly Uint8Array[];
  /** Counts the flushes of a pipelined transaction; 0 otherwise. */
  readonly generation: number;
  readonly txnSize: number;
}

/** An entry of the write column family. Of a rollback, `commitTs` is its startTs. */
export interface Version {
  readonly kind: 'put' | 'delete' | 'lock' | 'rollback';
  readonly startTs: Ts;
  readonly commitTs: Ts;
  readonly value: Uint8Array;
  readonly txnSource: number;
  /** Of a rollback: a later one must not collapse it. */
  readonly isProtected: boolean;
  /** Another transaction whose startTs is this commitTs was rolled back here. */
  readonly hasOverlappedRollback: boolean;
  /** When it was written, counted over all writes; what a snapshot sees lies at or below its own. */
  readonly writtenAt: number;
}

/** All that is known of a key. */
export interface KeyRecord {
  readonly key: Uint8Array;
  lock: Lock | undefined;
  /** Oldest first, by commitTs. */
  versions: Version[];
}

/** Values up to this many bytes are embedded in locks and in write records, and so in COMMIT rows. */
export const SHORT_VALUE_BYTES = 255;
