import type { ColumnValue, RowEvent, RowValues } from '../model/row';
import type { TableSpan } from '../model/sink';
import type { Table } from '../model/table';

/** What of a row's text is the same for every row of a table. */
interface TableText {
  readonly beforeTableId: string;
  readonly key: string;
  readonly names: Map<string, string>;
}

// A table object serves every row of its schema version and is never changed.
const texts = new WeakMap<Table, TableText>();

function textOf(table: Table): TableText {
  const known = texts.get(table);
  if (known !== undefined) return known;
  const text: TableText = {
    beforeTableId: `"db":${JSON.stringify(table.db)},"table":${JSON.stringify(table.table)},"tableId":"`,
    key: `"key":${JSON.stringify(table.keyColumns)},"row":`,
    names: new Map(),
  };
  texts.set(table, text);
  return text;
}

function nameText(text: TableText, name: string): string {
  const known = text.names.get(name);
  if (known !== undefined) return known;
  const made = `${JSON.stringify(name)}:`;
  // Names come from the row; a hundred thousand different ones would be someone's mistake, not a table.
  if (text.names.size < 10_000) text.names.set(name, made);
  return made;
}

function valueText(value: ColumnValue | undefined): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? `${value}` : 'null';
    case 'bigint':
      return `"${value}"`;
    default:
      if (value === null || value === undefined) return 'null';
      return `"${Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64')}"`;
  }
}

function valuesText(text: TableText, values: RowValues | null): string {
  if (values === null) return 'null';
  let json = '{';
  let separator = '';
  for (const name of Object.keys(values)) {
    json += separator + nameText(text, name) + valueText(values[name]);
    separator = ',';
  }
  return `${json}}`;
}

/** The text of one row: what `JSON.stringify(rowJsonOf(row))` gives, in about half the time. */
export function rowText(row: RowEvent): string {
  const text = textOf(row.table);
  return `{"type":"${row.type}",${text.beforeTableId}${row.tableId}","startTs":"${row.startTs}","commitTs":"${row.commitTs}",${text.key}${valuesText(text, row.row)},"before":${valuesText(text, row.before)}}`;
}

/** The payload of `sink_emit_row_changed_events`. */
export function rowBatchText({ tableId, table }: TableSpan, rows: readonly RowEvent[]): string {
  let json = `{"table":${JSON.stringify({ table_id: String(tableId), db: table.db, table: table.table })},"rows":[`;
  let separator = '';
  for (const row of rows) {
    json += separator + rowText(row);
    separator = ',';
  }
  return `${json}]}`;
}

/** The payload of `sink_add_table`. */
export function tableText({ tableId, table }: TableSpan, schemaVersion: number): string {
  return JSON.stringify({
    table_id: String(tableId),
    logical_id: String(table.id),
    schema_version: schemaVersion,
    db: table.db,
    table: table.table,
    key: table.keyColumns,
    columns: table.columns.map(
      ({ name, type, nullable, unsigned, binary, primaryKey, charset, collation, originDefault }) => ({
        name,
        type,
        nullable,
        unsigned,
        binary,
        primary_key: primaryKey,
        charset,
        collation,
        origin_default: originDefault,
      }),
    ),
  });
}
