import { endWith, map, merge, NEVER, type Observable, type OperatorFunction } from 'rxjs';
import { OrderError } from '../errors/TiValveError';
import type { DdlEvent } from '../model/ddl';
import type { Demand } from '../model/demand';
import { batchOf, type Committed, type Flow, nonEmptyBatch, resolvedAt } from '../model/flow';
import type { Ts } from '../model/ts';
import { type SerialState, serially } from './serially';

export interface BarrierOnDDLOptions<T> {
  /**
   * commitTs of DDLs that somebody else has done. With it the DDLs do not travel: the rows above one wait until it, or a
   * later one, is named here.
   */
  readonly done$?: Observable<Ts>;
  /** Is stopped while rows are held back, so that little arrives all the same. */
  readonly demand?: Demand;
  /** Hears of the bytes held, when they change. */
  readonly onHeldBytes?: (bytes: number) => void;
  /** What a row weighs. @defaultValue `() => 0` */
  readonly sizeOf?: (row: T) => number;
}

/**
 * Puts DDLs into a sorted stream of rows, each alone in its batch: after every row at or below its commitTs, before
 * every row above.
 *
 * ```text
 * rows:    --[3 7]--r9--------------|
 * ddl$:    -------------D5--r9------|
 *              barrierOnDDL(ddl$)
 * output:  -----------[3]D5-[7]r9---|
 * ```
 *
 * Rows go up to the resolved ts of `ddl$`, since above it a DDL may still come. The rows are in commit order, so that a
 * row above a DDL, or a resolved ts that reaches it, shows that every row below has passed. The output's resolved
 * ts stays below a DDL until the DDL has left. Completes when rows and `ddl$` have, and no DDL only has to be done.
 *
 * Costs one comparison per row. Stops the demand, and holds only what arrives all the same.
 *
 * Errors with `TV_ORDER_DDL` when a DDL comes at or below what `ddl$` had resolved, or out of order, and with
 * `TV_ORDER_LATE_ROW` when a row comes at or below a DDL that has left.
 *
 * @example
 * ```ts
 * sorted$.pipe(barrierOnDDL(ddl$, { demand }), mountRows({ schema }));
 * ```
 */
export function barrierOnDDL<T extends Committed>(
  ddl$: Observable<Flow<DdlEvent>>,
  options: BarrierOnDDLOptions<T> = {},
): OperatorFunction<Flow<T>, Flow<T | DdlEvent>> {
  return (rows$) =>
    serially(
      merge(
        (options.done$ ?? NEVER).pipe(map((done): Signal<T> => ({ done }))),
        ddl$.pipe(
          map((ddl): Signal<T> => ({ ddl })),
          endWith<Signal<T>>({ end: true }),
        ),
        rows$.pipe(
          map((rows): Signal<T> => ({ rows })),
          endWith<Signal<T>>({ end: true }),
        ),
      ),
      () => new Barrier<T>(options),
    );
}

type Signal<T> =
  | { readonly rows: Flow<T> }
  | { readonly ddl: Flow<DdlEvent> }
  | { readonly done: Ts }
  | { readonly end: true };

class Barrier<T extends Committed> implements SerialState<Signal<T>, Flow<T | DdlEvent>> {
  private readonly options: BarrierOnDDLOptions<T>;
  private rowsTs: Ts = 0n;
  /** Every row at or below it has come: rows are in order, so the one seen last tells as much as a promise. */
  private seenTs: Ts = 0n;
  private leftDdlTs: Ts = 0n;
  private ddlTs: Ts = 0n;
  private doneTs: Ts = 0n;
  private promisedTs: Ts = 0n;
  private lastDdlTs: Ts = 0n;
  private held: (readonly T[])[] = [];
  private heldBytes = 0;
  private readonly pending: DdlEvent[] = [];
  private open = 2;

  constructor(options: BarrierOnDDLOptions<T>) {
    this.options = options;
  }

  take(signal: Signal<T>): readonly Flow<T | DdlEvent>[] {
    if ('end' in signal) {
      this.open -= 1;
      return [];
    }
    if ('done' in signal) {
      if (signal.done > this.doneTs) this.doneTs = signal.done;
      return this.advance();
    }
    if ('ddl' in signal) {
      if (signal.ddl.kind === 'resolved') this.ddlTs = signal.ddl.ts > this.ddlTs ? signal.ddl.ts : this.ddlTs;
      else for (const ddl of signal.ddl.items) this.queue(ddl);
      return this.advance();
    }
    if (signal.rows.kind === 'resolved') {
      if (signal.rows.ts > this.rowsTs) this.rowsTs = signal.rows.ts;
      this.see(signal.rows.ts);
      return this.advance();
    }
    const limit = this.limit();
    const { items } = signal.rows;
    let passes = this.held.length === 0;
    for (const { commitTs } of items) {
      if (commitTs <= this.leftDdlTs) {
        throw new OrderError('TV_ORDER_LATE_ROW', `a row at ${commitTs} after the DDL at ${this.leftDdlTs} had left`);
      }
      if (commitTs > limit) passes = false;
      this.see(commitTs - 1n);
    }
    // The common case: nothing waits and no DDL is near.
    if (passes) return [signal.rows];
    this.hold(items);
    return this.advance();
  }

  get ended(): boolean {
    if (this.open > 0) return false;
    const next = this.pending[0];
    return this.options.done$ === undefined || next === undefined || this.seenTs < next.commitTs;
  }

  settled(): void {
    if (this.held.length > 0) this.options.demand?.stop(this);
    else this.options.demand?.go(this);
  }

  close(): void {
    this.options.demand?.go(this);
    this.account(-this.heldBytes);
    this.held = [];
  }

  private queue(ddl: DdlEvent): void {
    if (ddl.commitTs <= this.ddlTs || ddl.commitTs < this.lastDdlTs) {
      throw new OrderError(
        'TV_ORDER_DDL',
        `${ddl.ddlType} at ${ddl.commitTs} after ${this.ddlTs} was resolved and ${this.lastDdlTs} had come`,
      );
    }
    this.lastDdlTs = ddl.commitTs;
    this.pending.push(ddl);
  }

  /** Up to where rows may go now. DDLs come in order, so none comes below one that waits, resolved or not. */
  private limit(): Ts {
    return this.pending[0]?.commitTs ?? this.ddlTs;
  }

  private advance(): readonly Flow<T | DdlEvent>[] {
    const output: Flow<T | DdlEvent>[] = [];
    for (;;) {
      this.release(output);
      const next = this.pending[0];
      if (next === undefined || this.seenTs < next.commitTs) break;
      if (this.options.done$ === undefined) output.push(batchOf([next]));
      else if (this.doneTs < next.commitTs) break;
      this.leftDdlTs = next.commitTs;
      this.pending.shift();
    }
    const next = this.pending[0];
    let ts = this.rowsTs < this.ddlTs ? this.rowsTs : this.ddlTs;
    if (next !== undefined && next.commitTs <= ts) ts = next.commitTs - 1n;
    if (ts > this.promisedTs) {
      this.promisedTs = ts;
      output.push(resolvedAt(ts));
    }
    return output;
  }

  /** Moves every held row at or below the limit to `output`. */
  private release(output: Flow<T | DdlEvent>[]): void {
    if (this.held.length === 0) return;
    const limit = this.limit();
    const kept: (readonly T[])[] = [];
    for (const rows of this.held) {
      const passing = rows.filter((row) => row.commitTs <= limit);
      if (passing.length === 0) {
        kept.push(rows);
        continue;
      }
      output.push(...nonEmptyBatch(passing));
      if (passing.length < rows.length) kept.push(rows.filter((row) => row.commitTs > limit));
      this.account(-this.weigh(passing));
    }
    this.held = kept;
  }

  private see(ts: Ts): void {
    if (ts > this.seenTs) this.seenTs = ts;
  }

  private hold(rows: readonly T[]): void {
    this.held.push(rows);
    this.account(this.weigh(rows));
  }

  private weigh(rows: readonly T[]): number {
    const { sizeOf } = this.options;
    return sizeOf === undefined ? 0 : rows.reduce((sum, row) => sum + sizeOf(row), 0);
  }

  private account(bytes: number): void {
    if (bytes === 0) return;
    this.heldBytes += bytes;
    this.options.onHeldBytes?.(this.heldBytes);
  }
}
