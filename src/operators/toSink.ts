import {
  asyncScheduler,
  catchError,
  concat,
  concatMap,
  connect,
  defer,
  endWith,
  finalize,
  firstValueFrom,
  from,
  ignoreElements,
  map,
  merge,
  type Observable,
  type OperatorFunction,
  of,
  type SchedulerLike,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import { messageOf, SinkError, TiValveError } from '../errors/TiValveError';
import type { Cuts } from '../model/cuts';
import type { DdlEvent } from '../model/ddl';
import type { DeadLetters } from '../model/deadLetter';
import type { Demand } from '../model/demand';
import type { ChangeEvent } from '../model/event';
import type { Flow } from '../model/flow';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { type RetryPolicy, retrying } from '../model/retry';
import type { RowEvent } from '../model/row';
import type { RowBatch, RowVerdict, Sink } from '../model/sink';
import type { Table, TableId } from '../model/table';
import { maxTs, type Ts } from '../model/ts';

export interface ToSinkOptions {
  /** Where the changefeed starts; the first checkpointTs is above it. @defaultValue `0n` */
  readonly startTs?: Ts;
  /** Promises that are flushed at once, and end in a checkpoint each. @defaultValue none */
  readonly cuts?: Cuts;
  /** Asks for what was promised to be flushed at once. */
  readonly flush$?: Observable<unknown>;
  /** Takes rows with the verdict `deadLetter`; without it such a row ends the stream. */
  readonly deadLetters?: DeadLetters;
  /** Is taken from when rows arrive, and given back when the sink has them. */
  readonly demand?: Demand;
  /** The most rows that go to the sink in one call. @defaultValue `512` */
  readonly maxBatchRows?: number;
  /** How long rows may wait for their flush while more keep coming, in milliseconds. @defaultValue `1000` */
  readonly flushIntervalMs?: number;
  /** How often the sink hears of the checkpointTs, in milliseconds. @defaultValue `1000` */
  readonly checkpointIntervalMs?: number;
  /** @defaultValue five retries from 100 ms to 5 s */
  readonly retry?: RetryPolicy;
  readonly random?: () => number;
  readonly scheduler?: SchedulerLike;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

const DEFAULT_MAX_BATCH_ROWS = 512;
/** Rows of flows that wait go together, so many batches of them: with many tables each has its share. */
const GATHERED_BATCHES = 8;
/** After so long, the event loop has a turn before more is written, in milliseconds. */
const SLICE_MS = 10;
const DEFAULT_RETRY: RetryPolicy = { maxRetries: 5, baseDelayMs: 100, maxDelayMs: 5000 };

/**
 * Hands events to a sink, one call at a time, and answers with the checkpointTs: everything at or below it is in the
 * sink.
 *
 * ```text
 * source:  --[3 5]--r5----D7--r9--|
 *              toSink(sink)
 * sink:      emit   flush ddl flush
 * output:  ---------5---------9---|
 * ```
 *
 * Rows go per physical table, in order; a sink with `order: 'total'` gets them in commit order across tables. A table is
 * announced before its first row and when its schema has changed. Rows of flows that wait go together. Before a DDL
 * everything below it is flushed. While more flows wait, or flushes are slow, resolved ts share a flush, until
 * `flushIntervalMs` has passed. What fails with a retryable error, or with the verdict `retry`, is tried again. An error
 * of the source comes after everything before it was written and flushed. The sink is neither opened nor closed here.
 *
 * After ten milliseconds of writing, unless somebody waits for a flush, the event loop has a turn, so that timers and sockets
 * are heard also when more always waits. Costs a few promises per batch, none per row. Holds what has arrived and is not taken; the demand bounds it.
 *
 * Errors with what the sink fails with, after its retries: `TV_SINK_RETRIES_EXHAUSTED`, `TV_SINK_REFUSED`,
 * `TV_SINK_VERDICT`, or the sink's own.
 *
 * @example
 * ```ts
 * mounted$.pipe(toSink(sink)).subscribe((checkpointTs) => save(checkpointTs));
 * ```
 */
export function toSink(sink: Sink, options: ToSinkOptions = {}): OperatorFunction<Flow<ChangeEvent>, Ts> {
  return (source) =>
    defer(() => {
      const writer = new SinkWriter(sink, options);
      const flows$ = source.pipe(
        tap((flow) => writer.arrived(flow)),
        map((flow): Signal => ({ flow })),
        // As a value, so that a failure of the source does not overtake what came before it.
        catchError((error: unknown) => of<Signal>({ error })),
      );
      return concat(
        (options.flush$ === undefined
          ? flows$
          : withFlushes(flows$, options.flush$.pipe(tap(() => writer.hurry())))
        ).pipe(
          // concatMap: a sink is called one call at a time.
          concatMap((signal) => {
            if ('flow' in signal) return writer.write(signal.flow);
            return 'error' in signal ? writer.fail(signal.error) : writer.flushNow();
          }),
        ),
        defer(() => writer.finish()),
      ).pipe(finalize(() => writer.stop()));
    });
}

type Signal = { readonly flow: Flow<ChangeEvent> } | { readonly error: unknown } | { readonly flush: true };

function withFlushes(flows$: Observable<Signal>, flush$: Observable<unknown>): Observable<Signal> {
  return flows$.pipe(
    connect((shared$) =>
      merge(
        shared$,
        flush$.pipe(
          map((): Signal => ({ flush: true })),
          takeUntil(shared$.pipe(ignoreElements(), endWith(undefined))),
        ),
      ),
    ),
  );
}

/** After a flush, rows have this many times as long as it took. */
const FLUSH_REST = 4;

interface KnownTable {
  readonly table: Table;
  /** The highest commitTs of rows that no flush has covered; 0 when there are none. */
  unflushedTs: Ts;
}

class SinkWriter {
  private readonly sink: Sink;
  private readonly options: ToSinkOptions;
  private readonly scheduler: SchedulerLike;
  private readonly logger: Logger;
  private readonly metrics: Metrics;
  private readonly tables = new Map<TableId, KnownTable>();
  /** Rows whose flows were followed by others before the sink was called. */
  private gathered: ChangeEvent[] = [];
  private waiting = 0;
  private waitingBytes = 0;
  private stopped = false;
  private resolvedTs: Ts;
  private checkpointTs: Ts;
  private announcedTs: Ts;
  private announced = false;
  private flushedAtMs: number;
  private sliceBeganMs: number;
  /** Flushes that somebody waits for, behind what has arrived. */
  private hurries = 0;
  private flushTookMs = 0;
  private announcedAtMs: number;

  constructor(sink: Sink, options: ToSinkOptions) {
    this.sink = sink;
    this.options = options;
    this.scheduler = options.scheduler ?? asyncScheduler;
    this.logger = options.logger ?? NO_LOGGER;
    this.metrics = options.metrics ?? NO_METRICS;
    this.resolvedTs = options.startTs ?? 0n;
    this.checkpointTs = this.resolvedTs;
    this.announcedTs = this.resolvedTs;
    this.flushedAtMs = this.scheduler.now();
    this.sliceBeganMs = this.flushedAtMs;
    this.announcedAtMs = this.flushedAtMs;
  }

  arrived(flow: Flow<ChangeEvent>): void {
    if (this.waiting === 0) this.sliceBeganMs = this.scheduler.now();
    this.waiting += 1;
    if (flow.kind === 'batch') this.take(bytesOf(flow.items));
  }

  /** A call that is on its way ends in its own time, since a promise cannot be called off; none follows it. */
  stop(): void {
    this.take(-this.waitingBytes);
    this.stopped = true;
  }

  write(flow: Flow<ChangeEvent>): Observable<Ts> | readonly Ts[] {
    const { cuts } = this.options;
    if (flow.kind === 'resolved' && cuts?.isCut(flow.ts) === true) {
      this.waiting -= 1;
      return from(this.writeCut(flow.ts, cuts));
    }
    if (this.waiting > 1 && !this.flushIsDue() && this.gather(flow)) {
      this.waiting -= 1;
      return [];
    }
    return from(this.writeNow(flow)).pipe(concatMap((checkpoints) => checkpoints));
  }

  /** Somebody waits for what has arrived to be written and flushed, and holds what follows: it goes first. */
  hurry(): void {
    this.hurries += 1;
  }

  /** Flushes up to what was promised, without waiting for more. */
  flushNow(): Observable<Ts> {
    const flushed = this.writeGathered().then(() => this.checkpoint(false));
    return from(flushed).pipe(
      concatMap((checkpoints) => checkpoints),
      finalize(() => {
        this.hurries -= 1;
      }),
    );
  }

  finish(): Observable<Ts> {
    return from(this.finishNow()).pipe(concatMap((checkpoints) => checkpoints));
  }

  /** Keeps a flow for the next call of the sink, when more flows wait behind it; answers whether it could. */
  private gather(flow: Flow<ChangeEvent>): boolean {
    if (flow.kind === 'resolved') {
      if (flow.ts > this.resolvedTs) this.resolvedTs = flow.ts;
      return true;
    }
    const { maxBatchRows = DEFAULT_MAX_BATCH_ROWS } = this.options;
    if (this.gathered.length + flow.items.length > GATHERED_BATCHES * maxBatchRows) return false;
    for (const item of flow.items) if (item.kind === 'ddl') return false;
    this.gathered.push(...flow.items);
    return true;
  }

  private async writeNow(flow: Flow<ChangeEvent>): Promise<readonly Ts[]> {
    if (!this.gather(flow)) {
      await this.writeGathered();
      if (flow.kind === 'batch') this.gathered.push(...flow.items);
    }
    await this.writeGathered();
    this.waiting -= 1;
    if (this.waiting > 0 ? !this.flushIsDue() : !this.flushIsWorthwhile()) return [];
    return this.checkpoint(false);
  }

  /** Everything before the cut is written and flushed, and nothing after it was written. Each cut is a checkpoint. */
  private async writeCut(ts: Ts, cuts: Cuts): Promise<Ts> {
    if (ts > this.resolvedTs) this.resolvedTs = ts;
    await this.writeGathered();
    await this.flush(ts, 'whole');
    await cuts.reached(ts);
    if (ts > this.checkpointTs) this.checkpointTs = ts;
    await this.announce(false);
    return this.checkpointTs;
  }

  /** A sink that answers at once would leave no turn to timers and sockets while more rows wait. */
  private async rest(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.sliceBeganMs = this.scheduler.now();
  }

  private async writeGathered(): Promise<void> {
    const events = this.gathered;
    this.gathered = [];
    await this.writeBatch(events);
    this.take(-bytesOf(events));
  }

  /** Ends with the error of the source, once what came before it is in the sink. */
  fail(error: unknown): Observable<Ts> {
    if (this.resolvedTs <= this.checkpointTs) return throwError(() => error);
    return from(this.flushBefore(error)).pipe(
      concatMap((checkpoints) =>
        concat(
          checkpoints,
          throwError(() => error),
        ),
      ),
    );
  }

  private async flushBefore(error: unknown): Promise<readonly Ts[]> {
    try {
      return await this.checkpoint(false);
    } catch (flushing) {
      this.logger.warn({ error: messageOf(flushing), after: messageOf(error) }, 'sink did not flush after a failure');
      return [];
    }
  }

  private async finishNow(): Promise<readonly Ts[]> {
    return this.checkpoint(true);
  }

  private async writeBatch(items: readonly ChangeEvent[]): Promise<void> {
    let rows: RowEvent[] = [];
    for (const item of items) {
      if (item.kind === 'row') {
        rows.push(item);
        continue;
      }
      await this.writeRows(rows);
      rows = [];
      await this.writeDdl(item);
    }
    await this.writeRows(rows);
  }

  private async writeRows(rows: readonly RowEvent[]): Promise<void> {
    const { maxBatchRows = DEFAULT_MAX_BATCH_ROWS } = this.options;
    const batches = this.sink.order === 'total' ? runsOf(rows, maxBatchRows) : groupsOf(rows, maxBatchRows);
    for (const batch of batches) {
      const { tableId, table } = batch;
      const known = this.tables.get(tableId);
      if (known?.table !== table) await this.retried('addTable', () => this.sink.addTable?.({ tableId, table }));
      const lastTs = batch.rows.at(-1)?.commitTs ?? 0n;
      this.tables.set(tableId, { table, unflushedTs: maxTs(known?.unflushedTs ?? 0n, lastTs) });
      await this.emit(batch);
      this.metrics.add('tivalve_sink_written_rows_total', batch.rows.length);
    }
  }

  private async emit(batch: RowBatch): Promise<void> {
    let left = batch;
    await this.retried('emitRowChangedEvents', async () => {
      const answer = await this.sink.emitRowChangedEvents(left);
      const rows = this.judge(left, answer.verdicts);
      if (rows.length === 0) return;
      left = { ...left, rows };
      const { db, table } = left.table;
      throw new SinkError(
        'TV_SINK_RETRIES_EXHAUSTED',
        `${rows.length} rows of ${db}.${table} still get the verdict retry`,
      );
    });
  }

  /** Answers the rows to send again. */
  private judge(batch: RowBatch, verdicts: readonly RowVerdict[]): RowEvent[] {
    const again: RowEvent[] = [];
    for (const { row: index, verdict, reason } of verdicts) {
      const row = batch.rows[index];
      const where = `${batch.table.db}.${batch.table.table}, row ${index} of ${batch.rows.length}`;
      if (row === undefined) throw new SinkError('TV_SINK_VERDICT', `${where} does not exist`);
      if (verdict === 'retry') again.push(row);
      else if (verdict === 'skip') this.metrics.add('tivalve_sink_skipped_rows_total', 1);
      else if (this.options.deadLetters !== undefined) {
        const { identity } = this.sink;
        const message = reason ?? 'no reason given';
        const by = identity === undefined ? {} : { by: identity };
        this.options.deadLetters.add({ event: row, code: 'TV_SINK_REFUSED', message, ...by });
        this.metrics.add('tivalve_sink_dead_letter_rows_total', 1);
      } else {
        throw new SinkError('TV_SINK_REFUSED', `${where}, commitTs ${row.commitTs}: ${reason ?? 'no reason given'}`, {
          hint: 'the row stays above the checkpointTs; mend the sink or the row and run again',
        });
      }
    }
    return again;
  }

  private async writeDdl(ddl: DdlEvent): Promise<void> {
    await this.flush(ddl.commitTs, 'whole');
    await this.retried('emitDdlEvent', () => this.sink.emitDdlEvent?.(ddl));
    this.metrics.add('tivalve_sink_written_ddls_total', 1);
    const there = new Set(ddl.tables.flatMap(({ after }) => after?.ids ?? []));
    for (const { before } of ddl.tables) {
      for (const id of before?.ids ?? []) {
        if (there.has(id) || !this.tables.has(id)) continue;
        await this.retried('removeTable', () => this.sink.removeTable?.(id));
        this.tables.delete(id);
      }
    }
  }

  /** Flushes what is not; answers up to where everything is durable. `whole` insists on all of it. */
  private async flush(ts: Ts, extent: 'whole' | 'what there is' = 'what there is'): Promise<Ts> {
    let durableTs = ts;
    const startedMs = this.scheduler.now();
    for (const [tableId, known] of this.tables) {
      if (known.unflushedTs === 0n) continue;
      const flushed = await this.retried('flushRowChangedEvents', async () => {
        const upTo = (await this.sink.flushRowChangedEvents?.(tableId, ts)) ?? ts;
        if (upTo >= ts || extent !== 'whole') return upTo;
        throw new SinkError('TV_SINK_RETRIES_EXHAUSTED', `flushed up to ${upTo}, and a DDL waits at ${ts}`);
      });
      if (flushed !== undefined && flushed < ts) durableTs = flushed < durableTs ? flushed : durableTs;
      // Rows above the promise may have come before it was flushed.
      else if (known.unflushedTs <= ts) known.unflushedTs = 0n;
    }
    this.flushedAtMs = this.scheduler.now();
    this.flushTookMs = this.flushedAtMs - startedMs;
    return durableTs;
  }

  private async checkpoint(last: boolean): Promise<readonly Ts[]> {
    const advanced: Ts[] = [];
    if (this.resolvedTs > this.checkpointTs) {
      const durableTs = await this.flush(this.resolvedTs);
      if (durableTs > this.checkpointTs) {
        this.checkpointTs = durableTs;
        advanced.push(durableTs);
      }
    }
    await this.announce(last);
    return advanced;
  }

  /** Tells the sink of the checkpointTs, once an interval and at the end. */
  private async announce(last: boolean): Promise<void> {
    const interval = this.options.checkpointIntervalMs ?? 1000;
    const nowMs = this.scheduler.now();
    // At the end the sink hears of the checkpointTs in any case: nothing new is news as well.
    const isNew = this.checkpointTs > this.announcedTs || (last && !this.announced && this.checkpointTs > 0n);
    if (isNew && (last || nowMs - this.announcedAtMs >= interval)) {
      this.announced = true;
      this.announcedTs = this.checkpointTs;
      this.announcedAtMs = nowMs;
      const tables = [...new Set([...this.tables.values()].map(({ table }) => table))].map(({ db, table }) => ({
        db,
        table,
      }));
      await this.retried('emitCheckpointTs', () => this.sink.emitCheckpointTs?.(this.checkpointTs, tables));
    }
  }

  /** With nothing waiting: whether flushes, at the pace of the last one, would leave most of the time to the rows. */
  private flushIsWorthwhile(): boolean {
    return this.scheduler.now() - this.flushedAtMs >= FLUSH_REST * this.flushTookMs || this.flushIsDue();
  }

  private flushIsDue(): boolean {
    return this.scheduler.now() - this.flushedAtMs >= (this.options.flushIntervalMs ?? 1000);
  }

  private async retried<T>(call: string, callSink: () => Promise<T> | undefined): Promise<T | undefined> {
    const work = (): Promise<T> | undefined => {
      // Nobody hears this: it only ends what goes on behind a subscription that has ended.
      if (this.stopped) throw new SinkError('TV_SINK_CLOSED', `${call} after the subscription had ended`);
      return callSink();
    };
    if (this.hurries === 0 && this.scheduler.now() - this.sliceBeganMs >= SLICE_MS) await this.rest();
    let failure: { readonly error: unknown } | undefined;
    try {
      return await work();
    } catch (error) {
      failure = { error };
    }
    const { retry = DEFAULT_RETRY, random, scheduler } = this.options;
    const workAgain = async (): Promise<T | undefined> => {
      const first = failure;
      failure = undefined;
      // The first try has been made above, where success costs no subscription.
      if (first !== undefined) throw first.error;
      return work();
    };
    return firstValueFrom(
      retrying(workAgain, {
        ...retry,
        ...(random !== undefined && { random }),
        ...(scheduler !== undefined && { scheduler }),
        isRetryable: (error) => error instanceof TiValveError && error.retryable,
        onRetry: (error, attempt, delayMs) => {
          this.metrics.add('tivalve_sink_retries_total', 1);
          const code = error instanceof TiValveError ? error.code : undefined;
          this.logger.warn({ call, attempt, delayMs, code }, 'sink call failed and is tried again');
        },
      }),
    );
  }

  private take(bytes: number): void {
    if (bytes === 0 || this.stopped) return;
    this.waitingBytes += bytes;
    if (bytes > 0) this.options.demand?.take(bytes);
    else this.options.demand?.give(-bytes);
  }
}

function bytesOf(events: readonly ChangeEvent[]): number {
  let bytes = 0;
  for (const item of events) if (item.kind === 'row') bytes += item.sizeBytes;
  return bytes;
}

/** Rows by physical table and schema version, each in order; tables in the order of their first row. */
function groupsOf(rows: readonly RowEvent[], maxRows: number): readonly RowBatch[] {
  const groups = new Map<TableId, RowEvent[][]>();
  for (const row of rows) {
    const versions = groups.get(row.tableId);
    const last = versions?.at(-1);
    if (versions === undefined) groups.set(row.tableId, [[row]]);
    else if (last?.[0]?.table === row.table && last.length < maxRows) last.push(row);
    else versions.push([row]);
  }
  return [...groups.values()].flat().map(batchOfRows);
}

/** Rows cut where the physical table or its schema version changes. */
function runsOf(rows: readonly RowEvent[], maxRows: number): readonly RowBatch[] {
  const runs: RowEvent[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0]?.tableId === row.tableId && last[0].table === row.table && last.length < maxRows) last.push(row);
    else runs.push([row]);
  }
  return runs.map(batchOfRows);
}

function batchOfRows(rows: RowEvent[]): RowBatch {
  const { tableId, table } = rows[0] as RowEvent;
  return { tableId, table, rows };
}
