import type { DdlEvent, TableChange } from '../model/ddl';
import type { ColumnValue, RowEvent, RowValues } from '../model/row';
import type { Column, Table } from '../model/table';

/** Column flags of the prototype's rows. */
const BINARY = 1;
const HANDLE = 2;
const PRIMARY_KEY = 8;
const UNIQUE_KEY = 16;
const MULTIPLE_KEY = 32;
const NULLABLE = 64;
const UNSIGNED = 128;

const TYPE_CODES: Readonly<Record<string, number>> = {
  tinyint: 1,
  boolean: 1,
  bool: 1,
  smallint: 2,
  int: 3,
  integer: 3,
  float: 4,
  double: 5,
  null: 6,
  timestamp: 7,
  bigint: 8,
  mediumint: 9,
  date: 10,
  time: 11,
  datetime: 12,
  year: 13,
  varchar: 15,
  varbinary: 15,
  bit: 16,
  vector: 225,
  json: 245,
  decimal: 246,
  enum: 247,
  set: 248,
  tinytext: 249,
  tinyblob: 249,
  mediumtext: 250,
  mediumblob: 250,
  longtext: 251,
  longblob: 251,
  text: 252,
  blob: 252,
  char: 254,
  binary: 254,
};
const UNKNOWN_TYPE = 6;
/** Types whose values are Go byte slices in the prototype, and so base64 in its JSON. */
const BYTE_TYPES = new Set([15, 249, 250, 251, 252, 254]);
const FLOAT = 4;
const BIT = 16;
const YEAR = 13;
const ENUM = 247;
const SET = 248;

interface V0Column {
  readonly name: string;
  /** Everything in front of the value. */
  readonly before: string;
  readonly typeCode: number;
  /** Names of an ENUM or SET, in order. */
  readonly elements: readonly string[];
}

/** MySQL's type code for the type that a column prints. */
export function typeCodeOf(type: string): number {
  const name = /^[a-z]+/.exec(type.toLowerCase())?.[0] ?? '';
  return TYPE_CODES[name] ?? UNKNOWN_TYPE;
}

/** The names in `enum('a','b')`: a quote inside one is doubled, a backslash makes the next character plain. */
export function elementsOf(type: string): string[] {
  return [...type.matchAll(/'((?:[^'\\]|''|\\.)*)'/gs)].map(([, text = '']) =>
    text.replace(/''|\\(.)/gs, (_all, plain?: string) => plain ?? "'"),
  );
}

/** The flag of a column as far as the model knows: of indexes it has the handle's only. */
export function flagOf(table: Table, column: Column): number {
  const typeCode = typeCodeOf(column.type);
  const carriesCharset = BYTE_TYPES.has(typeCode) || typeCode === ENUM || typeCode === SET;
  const inHandle = table.keyColumns.includes(column.name);
  const sized = table.keyColumns.length > 1 && inHandle;
  return (
    (column.binary || !carriesCharset || column.charset === 'binary' ? BINARY : 0) |
    (inHandle ? HANDLE : 0) |
    (column.primaryKey ? PRIMARY_KEY : 0) |
    (inHandle && !column.primaryKey ? UNIQUE_KEY : 0) |
    (sized ? MULTIPLE_KEY : 0) |
    (column.nullable ? NULLABLE : 0) |
    (column.unsigned || typeCode === BIT || typeCode === YEAR ? UNSIGNED : 0)
  );
}

const tables = new WeakMap<Table, readonly V0Column[]>();

function columnsOf(table: Table): readonly V0Column[] {
  const known = tables.get(table);
  if (known !== undefined) return known;
  const columns = table.columns.map((column): V0Column => {
    const typeCode = typeCodeOf(column.type);
    const charset = flagOf(table, column) & BINARY ? 'binary' : column.charset;
    return {
      name: column.name,
      before: `{"name":${JSON.stringify(column.name)},"type":${typeCode},"charset":${JSON.stringify(charset)},"flag":${flagOf(table, column)},"value":`,
      typeCode,
      elements: typeCode === ENUM || typeCode === SET ? elementsOf(column.type) : [],
    };
  });
  tables.set(table, columns);
  return columns;
}

function setMask(text: string, elements: readonly string[]): bigint {
  let mask = 0n;
  if (text === '') return mask;
  for (const name of text.split(',')) {
    const index = elements.indexOf(name);
    if (index >= 0) mask |= 1n << BigInt(index);
  }
  return mask;
}

function valueText(column: V0Column, value: ColumnValue | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Uint8Array)
    return `"${Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64')}"`;
  if (typeof value === 'bigint') return value.toString();
  // The prototype widens a FLOAT to 64 bits, so 1.1 comes as 1.100000023841858.
  if (typeof value === 'number') return JSON.stringify(column.typeCode === FLOAT ? Math.fround(value) : value);
  if (BYTE_TYPES.has(column.typeCode)) return `"${Buffer.from(value, 'utf8').toString('base64')}"`;
  if (column.typeCode === ENUM) return String(column.elements.indexOf(value) + 1);
  if (column.typeCode === SET) return setMask(value, column.elements).toString();
  // TiDB's BIGINT may come as digits from a transform; the prototype has a bare number there.
  if (column.typeCode === 8 && /^-?\d+$/.test(value)) return value;
  return JSON.stringify(value);
}

function columnsText(table: Table, values: RowValues | null): string {
  if (values === null) return 'null';
  const columns = columnsOf(table).map(
    (column) => `${column.before}${valueText(column, values[column.name])},"default":null}`,
  );
  return `[${columns.join(',')}]`;
}

const RECORD_KEY_BYTES = 19;

/** The integer handle in a record key `t<table>_r<handle>`; 0 when the key's handle is something else. */
export function rowIdOf(rawKey: Uint8Array): bigint {
  if (rawKey.length !== RECORD_KEY_BYTES || rawKey[9] !== 0x5f || rawKey[10] !== 0x72) return 0n;
  const handle = new DataView(rawKey.buffer, rawKey.byteOffset, rawKey.length).getBigUint64(11);
  return BigInt.asIntN(64, handle ^ (1n << 63n));
}

/** One row as the guests of 2022 read it; their ts are bare 64-bit integers, so the text is made by hand. */
export function v0RowText(row: RowEvent): string {
  const { table } = row;
  const name = `{"db-name":${JSON.stringify(table.db)},"tbl-name":${JSON.stringify(table.table)},"tbl-id":${row.tableId},"is-partition":${row.tableId !== table.id}}`;
  return `{"start-ts":${row.startTs},"commit-ts":${row.commitTs},"row-id":${rowIdOf(row.rawKey)},"table":${name},"column-infos":null,"replica-id":0,"columns":${columnsText(table, row.row)},"pre-columns":${columnsText(table, row.before)}}`;
}

/** The payload of `sink_emit_row_changed_events`. */
export function v0RowsText(rows: readonly RowEvent[]): string {
  return `[${rows.map(v0RowText).join(',')}]`;
}

const DROP_TABLE = 4;
const DROP_VIEW = 24;
const RENAME_TABLE = 14;
const RENAME_TABLES = 47;
const CREATE_TABLE = 3;
const CREATE_TABLES = 60;

function quoted(db: string, table: string): string {
  return [db, table].map((name) => `\`${name.replaceAll('`', '``')}\``).join('.');
}

function singleDdl(ddl: DdlEvent, change: TableChange | undefined): { typeCode: number; query: string } {
  const { typeCode, query } = ddl;
  const before = change?.before ?? null;
  const after = change?.after ?? null;
  if (typeCode === RENAME_TABLES && before !== null && after !== null) {
    return {
      typeCode: RENAME_TABLE,
      query: `RENAME TABLE ${quoted(before.db, before.table)} TO ${quoted(after.db, after.table)}`,
    };
  }
  if (typeCode === CREATE_TABLES) return { typeCode: CREATE_TABLE, query };
  if (typeCode === DROP_TABLE)
    return { typeCode, query: `DROP TABLE ${quoted(before?.db ?? ddl.db, before?.table ?? ddl.table)}` };
  if (typeCode === DROP_VIEW)
    return { typeCode, query: `DROP VIEW ${quoted(before?.db ?? ddl.db, before?.table ?? ddl.table)}` };
  return { typeCode, query };
}

function ddlText(ddl: DdlEvent, change: TableChange | undefined): string {
  const { typeCode, query } = singleDdl(ddl, change);
  const before = change?.before ?? null;
  const after = change?.after ?? null;
  const state = (db: string, table: string, id: number, columns: readonly Column[] | null): string =>
    JSON.stringify({
      Schema: db,
      Table: table,
      TableID: id,
      ColumnInfo: columns?.map((column) => ({ Name: column.name, Type: typeCodeOf(column.type) })) ?? null,
    });
  const info = after === null ? 'null' : state(after.db, after.table, after.schema.id, after.schema.columns);
  const preInfo = before === null ? 'null' : state(before.db, before.table, before.ids[0] ?? 0, null);
  return `{"StartTs":${ddl.startTs},"CommitTs":${ddl.commitTs},"TableInfo":${info},"PreTableInfo":${preInfo},"Query":${JSON.stringify(query)},"Type":${typeCode},"Done":false}`;
}

/** The payloads of `sink_emit_ddl_event`: the prototype knows one table a DDL, so a rename of many becomes many. */
export function v0DdlTexts(ddl: DdlEvent): string[] {
  const several = (ddl.typeCode === RENAME_TABLES || ddl.typeCode === CREATE_TABLES) && ddl.tables.length > 1;
  return several ? ddl.tables.map((change) => ddlText(ddl, change)) : [ddlText(ddl, ddl.tables[0])];
}
