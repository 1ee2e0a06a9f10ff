import type { DdlEvent } from './ddl';
import type { ChangeEvent } from './event';
import type { ColumnValue, RowEvent, RowValues } from './row';
import type { Ts } from './ts';

/** A column as row JSON writes it. */
export type JsonColumnValue = string | number | null;

/** A value as row JSON writes it: bigint as digits, bytes as base64, the rest as it is. */
export function jsonColumnValue(value: ColumnValue): JsonColumnValue {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64');
  return value;
}

function jsonRow(row: RowValues | null): Record<string, JsonColumnValue> | null {
  if (row === null) return null;
  const json: Record<string, JsonColumnValue> = {};
  // A column may be called __proto__; defineProperty keeps it a plain field.
  for (const name of Object.keys(row)) {
    const value = jsonColumnValue(row[name] ?? null);
    if (name === '__proto__') Object.defineProperty(json, name, { value, enumerable: true });
    else json[name] = value;
  }
  return json;
}

/** A row as the object that row JSON has for it. */
export function rowJsonOf(row: RowEvent): object {
  return {
    type: row.type,
    db: row.table.db,
    table: row.table.table,
    tableId: String(row.tableId),
    startTs: row.startTs.toString(),
    commitTs: row.commitTs.toString(),
    key: row.table.keyColumns,
    row: jsonRow(row.row),
    before: jsonRow(row.before),
  };
}

/** A DDL as the object that row JSON has for it. */
export function ddlJsonOf(ddl: DdlEvent): object {
  return {
    type: 'ddl',
    db: ddl.db,
    table: ddl.table,
    ddlType: ddl.ddlType,
    query: ddl.query,
    startTs: ddl.startTs.toString(),
    commitTs: ddl.commitTs.toString(),
    tables: ddl.tables.map(({ before, after }) => ({
      before: before === null ? null : { db: before.db, table: before.table, ids: before.ids.map(String) },
      after:
        after === null
          ? null
          : {
              db: after.db,
              table: after.table,
              ids: after.ids.map(String),
              columns: after.schema.columns.map(({ name, type, originDefault }) => ({ name, type, originDefault })),
            },
    })),
  };
}

/** One event as one line of row JSON, without its line end. */
export function rowJsonLine(event: ChangeEvent): string {
  return JSON.stringify(event.kind === 'ddl' ? ddlJsonOf(event) : rowJsonOf(event));
}

/** The beginning of the transaction of `row` as one line of row JSON, without its line end. */
export function beginJsonLine({ startTs, commitTs }: RowEvent): string {
  return JSON.stringify({ type: 'begin', startTs: startTs.toString(), commitTs: commitTs.toString() });
}

/** Its end; `rows` is how many rows of it came. */
export function commitJsonLine({ startTs, commitTs }: RowEvent, rows: number): string {
  return JSON.stringify({ type: 'commit', startTs: startTs.toString(), commitTs: commitTs.toString(), rows });
}

/** The promise for `ts` as one line of row JSON, without its line end. */
export function resolvedJsonLine(ts: Ts): string {
  return JSON.stringify({ type: 'resolved', ts: ts.toString() });
}
