import {
  catchError,
  concat,
  concatMap,
  defer,
  finalize,
  from,
  type MonoTypeOperatorFunction,
  of,
  tap,
  throwError,
} from 'rxjs';
import { PluginError } from '../errors/TiValveError';
import type { Cuts } from '../model/cuts';
import type { DdlEvent } from '../model/ddl';
import type { DeadLetters } from '../model/deadLetter';
import type { Demand } from '../model/demand';
import { deriveRow } from '../model/derivedRow';
import type { ChangeEvent } from '../model/event';
import { batchOf, type Flow, nonEmptyBatch } from '../model/flow';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { RowEvent } from '../model/row';
import type { Table, TableId } from '../model/table';
import type { RowTransform, TransformedRow } from '../model/transform';
import { createTransformedRow } from '../model/transformedRow';

export interface TransformRowsOptions {
  /** Where the transform comes to a halt before the promise goes on. @defaultValue nowhere */
  readonly cuts?: Cuts;
  /** Is taken from while rows are with the transform. */
  readonly demand?: Demand;
  /** Takes the rows that the transform refuses; without it such a row ends the stream. */
  readonly deadLetters?: DeadLetters;
  readonly metrics?: Metrics;
}

/**
 * Hands rows to a transform, one call at a time, and lets go on what it answers: rows dropped, changed and added.
 *
 * ```text
 * source:  --[a1 a2 b3]--D5--r9--|
 *              transformRows(drops a2)
 * output:  --[a1 b3]-----D5--r9--|
 * ```
 *
 * Rows go per physical table and schema, and come back in commit order; a new row follows the row before it in the answer.
 * The last row of a transaction that is left says `endOfTxn`. A table is announced before its first row and when its
 * schema has changed. DDLs pass, and tell tables as the transform leaves them. A transform may ask for whole transactions, and
 * for the calls of a flow to be made again.
 *
 * Costs a promise a call. Holds what has arrived while the transform works, which the demand bounds, and one row until it
 * is known whether its transaction goes on.
 *
 * Errors with what the transform fails with, and with `TV_PLUGIN_ANSWER` for rows out of order.
 *
 * @example
 * ```ts
 * definePipeline({ source, through: ['wasm:mask@1?config=mask.json'], sink: 'stdout:' });
 * ```
 */
export function transformRows(
  transform: RowTransform,
  options: TransformRowsOptions = {},
): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  return (source) =>
    defer(() => {
      const { demand } = options;
      const stage = new Stage(transform, options);
      let heldBytes = 0;
      const take = (bytes: number): void => {
        heldBytes += bytes;
        if (bytes > 0) demand?.take(bytes);
        else demand?.give(-bytes);
      };
      return concat(
        source.pipe(
          tap((flow) => take(bytesOf(flow))),
          // As a value, so that a failure of the source does not overtake what came before it.
          catchError((error: unknown) => of({ error })),
          // concatMap: a transform is called one call at a time.
          concatMap((flow) => {
            if ('error' in flow)
              return concat(
                of(...stage.rest()),
                throwError(() => flow.error),
              );
            return from(stage.take(flow)).pipe(
              concatMap((flows) => flows),
              finalize(() => take(-bytesOf(flow))),
            );
          }),
        ),
        defer(() => stage.rest()),
      ).pipe(finalize(() => take(-heldBytes)));
    });
}

function bytesOf(flow: Flow<ChangeEvent>): number {
  if (flow.kind === 'resolved') return 0;
  return flow.items.reduce((sum, item) => sum + (item.kind === 'row' ? item.sizeBytes : 0), 0);
}

/** The most rows of a transaction that wait for its end. */
const MAX_BEGUN_ROWS = 10_000;

interface Refused {
  readonly row: RowEvent;
  readonly reason: string;
}

class Stage {
  private readonly transform: RowTransform;
  private readonly options: TransformRowsOptions;
  private readonly metrics: Metrics;
  private readonly tables = new Map<TableId, Table>();
  /** The last row of a transaction that may go on. */
  private held: RowEvent | undefined;
  /** The rows of a transaction that waits for its end. */
  private begun: RowEvent[] = [];

  constructor(transform: RowTransform, options: TransformRowsOptions) {
    this.transform = transform;
    this.options = options;
    this.metrics = options.metrics ?? NO_METRICS;
  }

  async take(flow: Flow<ChangeEvent>): Promise<readonly Flow<ChangeEvent>[]> {
    const output: Flow<ChangeEvent>[] = [];
    let rows = this.begun;
    this.begun = [];
    const flush = async (): Promise<void> => {
      if (rows.length > 0) output.push(...nonEmptyBatch<ChangeEvent>(await this.rows(rows)));
      rows = [];
    };
    if (flow.kind === 'resolved') {
      await flush();
      const { cuts } = this.options;
      if (cuts?.isCut(flow.ts) === true) await cuts.reached(flow.ts);
      return [...output, ...this.rest(), flow];
    }
    for (const item of flow.items) {
      if (item.kind === 'row') rows.push(item);
      else {
        await flush();
        output.push(...this.rest(), batchOf<ChangeEvent>([await this.ddl(item)]));
      }
    }
    if (this.transform.wholeTransactions === true) {
      const end = rows.findLastIndex(({ endOfTxn }) => endOfTxn) + 1;
      if (rows.length - end <= MAX_BEGUN_ROWS) this.begun = rows.splice(end);
    }
    await flush();
    return output;
  }

  /** The row that waits, when nothing more of its transaction can come. */
  rest(): readonly Flow<ChangeEvent>[] {
    const { held } = this;
    this.held = undefined;
    return held === undefined ? [] : [batchOf<ChangeEvent>([held])];
  }

  private async rows(rows: readonly RowEvent[]): Promise<readonly RowEvent[]> {
    const { transform } = this;
    /** What has become of each row, and the new rows behind it. */
    let results: RowEvent[][];
    let refused: Refused[];
    let epoch: number | undefined;
    do {
      ({ epoch } = transform);
      results = rows.map(() => []);
      refused = [];
      for (const group of groupsOf(rows)) {
        await this.group(group, results, refused);
        if (transform.epoch !== epoch) break;
      }
    } while (transform.epoch !== epoch);
    for (const { row, reason } of refused) this.refuse(row, reason);
    transform.settled?.();
    const output: RowEvent[] = [];
    for (const [i, row] of rows.entries()) this.settle(row, results[i] ?? [], output);
    return output;
  }

  /** Sends rows of one table and schema; puts what comes back beside the rows it comes from. */
  private async group({ at, rows }: Group, results: RowEvent[][], refusals: Refused[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const { tableId, table } = first;
    if (this.tables.get(tableId) !== table) {
      await this.transform.addTable?.({ tableId, table });
      this.tables.set(tableId, table);
    }
    const { rows: transformed, refused = [] } = await this.transform.transform({ tableId, table, rows });
    for (const { row: index, reason } of refused) {
      const row = rows[index];
      if (row !== undefined) refusals.push({ row, reason });
    }
    const told = this.transform.tableOf(table);
    if (transformed === 'unchanged') {
      const isSame = told === table;
      for (const [i, row] of rows.entries())
        results[at[i] ?? 0]?.push(isSame ? row : createTransformedRow(row, told, { source: i }));
      return;
    }
    this.metrics.add('tivalve_transform_rows_total', transformed.length);
    let last = 0;
    for (const one of transformed) {
      const isNew = one.source < 0;
      const origin = rows[isNew ? last : one.source];
      if (origin === undefined || (!isNew && one.source < last)) throw outOfOrder(table, one, last);
      if (!isNew) last = one.source;
      results[at[last] ?? 0]?.push(createTransformedRow(origin, told, one));
    }
  }

  private refuse(row: RowEvent, reason: string): void {
    const { identity } = this.transform;
    const message = reason.slice(0, 1024);
    const { deadLetters } = this.options;
    if (deadLetters === undefined) {
      const { db, table } = row.table;
      throw new PluginError('TV_PLUGIN_ERROR', `${db}.${table}, commitTs ${row.commitTs}: ${message}`);
    }
    deadLetters.add({ event: row, code: 'TV_PLUGIN_ERROR', message, ...(identity !== undefined && { by: identity }) });
    this.metrics.add('tivalve_transform_dead_letter_rows_total', 1);
  }

  /** Puts rows out so that the last one of each transaction says so. */
  private settle(origin: RowEvent, results: readonly RowEvent[], output: RowEvent[]): void {
    for (const [i, row] of results.entries()) {
      this.letGo(output);
      const isEnd = origin.endOfTxn && i === results.length - 1;
      const said = row.endOfTxn === isEnd ? row : deriveRow(row, { endOfTxn: isEnd });
      if (isEnd) output.push(said);
      else this.held = said;
    }
    // Of a transaction that is gone altogether, nothing waits.
    if (origin.endOfTxn && this.held !== undefined) this.held = deriveRow(this.held, { endOfTxn: true });
    if (origin.endOfTxn) this.letGo(output);
  }

  private letGo(output: RowEvent[]): void {
    if (this.held !== undefined) output.push(this.held);
    this.held = undefined;
  }

  private async ddl(ddl: DdlEvent): Promise<DdlEvent> {
    const there = new Set(ddl.tables.flatMap(({ after }) => after?.ids ?? []));
    for (const { before } of ddl.tables) {
      for (const id of before?.ids ?? []) {
        if (there.has(id) || !this.tables.delete(id)) continue;
        await this.transform.removeTable?.(id);
      }
    }
    const tables = ddl.tables.map((change) => {
      if (change.after === null) return change;
      const schema = this.transform.tableOf(change.after.schema);
      return schema === change.after.schema ? change : { ...change, after: { ...change.after, schema } };
    });
    return tables.every((change, i) => change === ddl.tables[i]) ? ddl : { ...ddl, tables };
  }
}

interface Group {
  /** Where its rows stand among all. */
  readonly at: number[];
  readonly rows: RowEvent[];
}

/** Rows by physical table and schema version, each group in order. */
function groupsOf(rows: readonly RowEvent[]): readonly Group[] {
  const groups: Group[] = [];
  const open = new Map<TableId, Group>();
  for (const [i, row] of rows.entries()) {
    let group = open.get(row.tableId);
    if (group === undefined || group.rows[0]?.table !== row.table) {
      group = { at: [], rows: [] };
      open.set(row.tableId, group);
      groups.push(group);
    }
    group.at.push(i);
    group.rows.push(row);
  }
  return groups;
}

function outOfOrder({ db, table }: Table, { source }: TransformedRow, last: number): PluginError {
  return new PluginError('TV_PLUGIN_ANSWER', `${db}.${table}: a row from ${source} behind one from ${last}`);
}
