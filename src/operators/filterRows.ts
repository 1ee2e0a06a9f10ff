import { concat, defer, type MonoTypeOperatorFunction } from 'rxjs';
import type { DdlEvent } from '../model/ddl';
import { deriveRow } from '../model/derivedRow';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { batchOf, type Flow, nonEmptyBatch } from '../model/flow';
import type { RowEvent } from '../model/row';
import type { Table, TableName } from '../model/table';
import type { TableFilter } from '../model/tableFilter';

/** What decides which events pass; an absent rule lets everything pass. */
export interface FilterRules {
  /** By database and table. */
  readonly tables?: TableFilter;
  /** By row, after the table rule. */
  readonly rows?: (row: RowEvent) => boolean;
}

/**
 * Lets the rows and DDLs of the chosen tables pass.
 *
 * ```text
 * source:  --[a1 b2]--D3--[b4]--r5--|      a and b are tables, D3 a DDL of b
 *              filterRows({ tables: 'a' })
 * output:  --[a1]---------------r5--|
 * ```
 *
 * A DDL passes when its table, or any table it touches, before or after, passes; one of a whole database when any table
 * of it could. When the last row of a transaction is dropped, the last one that passed says `endOfTxn` in its place.
 *
 * Costs one look-up per row; rules run once per table and schema version. Holds one row, until it is known whether its
 * transaction goes on.
 *
 * Errors with what a row rule throws.
 *
 * @example
 * ```ts
 * mounted$.pipe(filterRows({ tables: compileTableFilter(['shop.*']) }));
 * ```
 */
export function filterRows(rules: FilterRules): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  return (source) =>
    defer(() => {
      const passes = rowPredicate(rules);
      let held: RowEvent | undefined;
      const filterFlow = (flow: Flow<ChangeEvent>): readonly Flow<ChangeEvent>[] => {
        if (flow.kind === 'resolved') {
          const last = held;
          held = undefined;
          return last === undefined ? [flow] : [batchOf([last]), flow];
        }
        const kept: ChangeEvent[] = [];
        for (const event of flow.items) {
          if (event.kind === 'ddl') {
            if (held !== undefined) kept.push(held);
            held = undefined;
            if (ddlPasses(event, rules.tables)) kept.push(event);
            continue;
          }
          const continues = held !== undefined && held.commitTs === event.commitTs && held.startTs === event.startTs;
          if (!passes(event)) {
            if (continues && event.endOfTxn && held !== undefined) {
              kept.push(deriveRow(held, { endOfTxn: true }));
              held = undefined;
            }
            continue;
          }
          if (held !== undefined) kept.push(held);
          held = undefined;
          if (event.endOfTxn) kept.push(event);
          else held = event;
        }
        return nonEmptyBatch(kept);
      };
      const rest = (): readonly Flow<ChangeEvent>[] => (held === undefined ? [] : [batchOf([held])]);
      return concat(source.pipe(expand(filterFlow)), defer(rest));
    });
}

function rowPredicate({ tables, rows }: FilterRules): (row: RowEvent) => boolean {
  const known = new WeakMap<Table, boolean>();
  return (row) => {
    let chosen = known.get(row.table);
    if (chosen === undefined) {
      chosen = tables === undefined || tables.matches(row.table);
      known.set(row.table, chosen);
    }
    return chosen && (rows === undefined || rows(row));
  };
}

function ddlPasses(ddl: DdlEvent, tables: TableFilter | undefined): boolean {
  if (tables === undefined) return true;
  const touched: TableName[] = ddl.tables.flatMap(({ before, after }) =>
    [before, after].filter((state) => state !== null),
  );
  if (touched.length > 0) return touched.some((name) => tables.matches(name));
  return tables.matches({ db: ddl.db, table: ddl.table });
}
