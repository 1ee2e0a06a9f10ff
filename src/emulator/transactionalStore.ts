import type { Span } from '../model/span';
import type { Ts } from '../model/ts';

/** How a transaction is carried out, and so what a change feed shows of it. */
export type CommitMode =
  /** PREWRITE of each key, later COMMIT of each key. */
  | 'twoPhase'
  /** COMMITTED of each key, in one region only; otherwise it falls back to `twoPhase`, as TiKV does. */
  | 'onePhase'
  /** PREWRITE with a minimal commitTs; the commitTs is computed by the stores and lies above all they have promised. */
  | 'asyncCommit'
  /** PREWRITEs that may repeat with a higher generation and another value, then COMMITs. */
  | 'pipelined';

export interface TransactionOptions {
  /** @defaultValue `'twoPhase'` */
  readonly mode?: CommitMode;
  /** Takes pessimistic locks on `put`, `delete` and `lock`, which a change feed does not show. @defaultValue `false` */
  readonly pessimistic?: boolean;
  /** Milliseconds after which anybody may resolve its locks. @defaultValue `3000` */
  readonly lockTtlMs?: number;
  /** The origin bitmap that goes into locks and records. @defaultValue `0` */
  readonly txnSource?: number;
  /** @defaultValue a fresh one from the TSO */
  readonly startTs?: Ts;
}

/**
 * A transaction of the emulated cluster, step by step. All keys are raw. Everything is synchronous: the stores live in
 * this process, and what a step writes is on the change feeds when it returns.
 *
 * Errors with `TV_EMULATOR_USAGE` on a step out of order, and on a write conflict.
 */
export interface EmulatedTransaction {
  readonly startTs: Ts;
  /** 0 before `commitPrimary` or `commit`. */
  readonly commitTs: Ts;
  /** Its own write, or the value as of startTs; `undefined` when there is none. */
  get(key: Uint8Array): Uint8Array | undefined;
  /** Pairs in key order as of startTs, its own writes included. */
  scan(span: Span, limit?: number): readonly (readonly [key: Uint8Array, value: Uint8Array])[];
  put(key: Uint8Array, value: Uint8Array): void;
  delete(key: Uint8Array): void;
  /** A locking read: leaves a lock that carries no data. */
  lock(key: Uint8Array): void;
  /** Writes the locks of everything that was put, deleted or locked. A second call of a pipelined one flushes again. */
  prewrite(): void;
  /** Extends the primary's lock. */
  heartbeat(): void;
  /** Prewrites what was not prewritten yet and commits everything. Answers the commitTs. */
  commit(): Ts;
  /** Commits the primary alone: the transaction is committed, the locks of its other keys stay. Answers the commitTs. */
  commitPrimary(): Ts;
  /** Commits the keys other than the primary, after `commitPrimary`: all, or those given. */
  commitSecondaries(keys?: readonly Uint8Array[]): void;
  /** Rolls back what was prewritten. */
  rollback(): void;
  /** Leaves it as it is, locks and all, as a client that died would. */
  abandon(): void;
}

/** What an emulated cluster offers to whoever writes data into it. */
export interface TransactionalStore {
  /** A fresh ts from the TSO. */
  now(): Ts;
  begin(options?: TransactionOptions): EmulatedTransaction;
  /** The value of `key` as of `ts`; locks do not matter. */
  read(key: Uint8Array, ts: Ts): Uint8Array | undefined;
  /** Pairs in key order as of `ts`; locks do not matter. */
  readSpan(span: Span, ts: Ts, limit?: number): readonly (readonly [key: Uint8Array, value: Uint8Array])[];
  /**
   * Writes a committed version with given ts, as restoring a history does: without locks and without news on the change
   * feeds when `visible` is `false`. The TSO goes on above `commitTs`.
   */
  restore(
    version: {
      readonly key: Uint8Array;
      readonly value: Uint8Array | null;
      readonly startTs: Ts;
      readonly commitTs: Ts;
    },
    visible?: boolean,
  ): void;
}
