import type { Committed } from './flow';
import type { Table, TableId } from './table';
import type { Ts } from './ts';

/**
 * A decoded column. Numbers for TINYINT to INT, YEAR, FLOAT and DOUBLE; bigint for BIGINT and BIT; `Uint8Array` for
 * BINARY, VARBINARY and BLOB; strings for everything else (text, DECIMAL, dates and times, ENUM, SET, JSON, VECTOR).
 */
export type ColumnValue = number | bigint | string | Uint8Array | null;

/** Columns by name, in the table's order. */
export type RowValues = Readonly<Record<string, ColumnValue>>;

/**
 * One changed row. Columns are decoded when they are asked for, with the schema valid at `commitTs - 1`; bytes that do
 * not decode throw `TV_SCHEMA_ROW_CORRUPT` then.
 */
export interface RowEvent<Row extends RowValues = RowValues> extends Committed {
  readonly kind: 'row';
  readonly type: 'insert' | 'update' | 'delete';
  readonly table: Table;
  /** Physical id: a partition's own. */
  readonly tableId: TableId;
  readonly startTs: Ts;
  readonly commitTs: Ts;
  /** The raw key in TiKV; with `tableId`, `commitTs` and `startTs` it names the event for ever. */
  readonly rawKey: Uint8Array;
  /** Whether this is the last row of its transaction in the stream. */
  readonly endOfTxn: boolean;
  /** Bytes the event keeps alive. */
  readonly sizeBytes: number;
  /** The row after the change; `null` for a delete. */
  readonly row: Row | null;
  /** The row before the change; `null` for an insert. */
  readonly before: Row | null;
  /** One column after the change, or before it for a delete; `undefined` when the table has no such column. */
  get<Name extends keyof Row & string>(name: Name): Row[Name] | undefined;
  /** One column before the change; `undefined` for an insert and for a column the table lacks. */
  getBefore<Name extends keyof Row & string>(name: Name): Row[Name] | undefined;
}
