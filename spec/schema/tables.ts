import { fieldTypeOf } from '../../src/emulator/tidb/columnTypes';
import type { ColumnValue } from '../../src/model/row';
import { TYPE_CODES, TYPE_FLAGS } from '../../src/schema/columnType';
import { decodeRow } from '../../src/schema/rowCodec';
import { type TableSchema, tableInfoOf, tableSchemaOf } from '../../src/schema/tableInfo';
import type { TimeZone } from '../../src/schema/timeZone';

/** A column of a made-up table; what is left out is as TiDB writes it for an ordinary column. */
export interface ColumnSpec {
  readonly id: number;
  readonly name?: string;
  readonly tp: number;
  readonly flag?: number;
  readonly flen?: number;
  readonly decimal?: number;
  readonly charset?: string;
  readonly elems?: readonly string[];
  readonly origin?: string | number;
  readonly originBit?: string;
  readonly state?: number;
  readonly virtual?: boolean;
  readonly stored?: boolean;
  readonly hidden?: boolean;
  readonly version?: number;
}

/** An index of a made-up table. */
export interface IndexSpec {
  readonly id: number;
  readonly columns: readonly (string | readonly [name: string, length: number])[];
  readonly unique?: boolean;
  readonly primary?: boolean;
  readonly state?: number;
}

/** A made-up table. */
export interface TableSpec {
  readonly id?: number;
  readonly name?: string;
  readonly columns?: readonly ColumnSpec[];
  readonly indexes?: readonly IndexSpec[];
  readonly pkIsHandle?: boolean;
  readonly isCommonHandle?: boolean;
  readonly partitionIds?: readonly number[];
  readonly state?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const PUBLIC = 5;

/** A name as TiDB writes it. */
export function nameJson(name: string): { readonly O: string; readonly L: string } {
  return { O: name, L: name.toLowerCase() };
}

/** A TableInfo as TiDB writes it. */
export function tableJson(spec: TableSpec): Record<string, unknown> {
  const columns = spec.columns ?? [{ id: 1, name: 'id', tp: TYPE_CODES.longlong, flag: 3 }];
  const names = columns.map(({ id, name }) => name ?? `c${id}`);
  return {
    id: spec.id ?? 45,
    name: nameJson(spec.name ?? 't'),
    cols: columns.map((column, offset) => ({
      id: column.id,
      name: nameJson(names[offset] ?? ''),
      offset,
      origin_default: column.origin ?? null,
      origin_default_bit: column.originBit ?? null,
      generated_expr_string: column.virtual || column.stored ? 'a' : '',
      generated_stored: column.stored ?? false,
      type: {
        Tp: column.tp,
        Flag: column.flag ?? 0,
        Flen: column.flen ?? -1,
        Decimal: column.decimal ?? -1,
        Charset: column.charset ?? 'binary',
        Collate: `${column.charset ?? 'binary'}_bin`,
        Elems: column.elems ?? null,
      },
      state: column.state ?? PUBLIC,
      hidden: column.hidden ?? false,
      version: column.version ?? 2,
    })),
    index_info:
      spec.indexes?.map((index) => ({
        id: index.id,
        idx_name: nameJson(index.primary ? 'PRIMARY' : `i${index.id}`),
        idx_cols: index.columns.map((column) => {
          const [name, length] = typeof column === 'string' ? [column, -1] : column;
          return { name: nameJson(name), offset: names.indexOf(name), length };
        }),
        state: index.state ?? PUBLIC,
        is_unique: index.unique ?? index.primary ?? false,
        is_primary: index.primary ?? false,
      })) ?? null,
    state: spec.state ?? PUBLIC,
    pk_is_handle: spec.pkIsHandle ?? false,
    is_common_handle: spec.isCommonHandle ?? false,
    partition:
      spec.partitionIds === undefined
        ? null
        : { type: 1, enable: true, definitions: spec.partitionIds.map((id) => ({ id, name: nameJson(`p${id}`) })) },
    view: null,
    sequence: null,
    ...spec.extra,
  };
}

/** The schema of a made-up table in database `test`. */
export function tableOf(spec: TableSpec, zone?: TimeZone): TableSchema {
  return tableSchemaOf('test', tableInfoOf(tableJson(spec)), zone);
}

/** A column's type as SQL writes it. */
export function sqlColumn(type: string): Omit<ColumnSpec, 'id'> {
  const { Tp, Flag, Flen, Decimal, Charset, Elems } = fieldTypeOf({ name: 'c', type });
  return {
    tp: Tp,
    flag: Flag,
    flen: Flen,
    decimal: Decimal,
    charset: Charset,
    ...(Elems !== null && { elems: Elems }),
  };
}

/** Bytes written as hex. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

/** The key of table 45, handle 1. */
export const KEY = hex('74800000000000002d5f728000000000000001');

/** A row of format 2 with one column. */
export function format2(id: number, data: Uint8Array): Uint8Array {
  const end = [data.length & 0xff, data.length >> 8];
  return Uint8Array.from([0x80, 0, 1, 0, 0, 0, id, ...end, ...data]);
}

/** Decodes the only column of a row of format 2. */
export function decodeStored(
  column: Omit<ColumnSpec, 'id'>,
  data: Uint8Array,
  zone?: TimeZone,
): ColumnValue | undefined {
  return decodeRow(tableOf({ columns: [{ ...column, id: 1 }] }, zone), KEY, format2(1, data))[0];
}

/** Decodes the only column of a row of format 1. */
export function decodeDatum(column: Omit<ColumnSpec, 'id'>, datum: Uint8Array): ColumnValue | undefined {
  return decodeRow(tableOf({ columns: [{ ...column, id: 1 }] }), KEY, Uint8Array.from([0x08, 0x02, ...datum]))[0];
}

/** Column types that specs use again and again. */
export const COLUMNS = {
  bigint: { tp: TYPE_CODES.longlong, flen: 20 },
  unsigned: { tp: TYPE_CODES.longlong, flag: TYPE_FLAGS.unsigned, flen: 20 },
  int: { tp: TYPE_CODES.long, flen: 11 },
  float: { tp: TYPE_CODES.float },
  double: { tp: TYPE_CODES.double },
  varchar: { tp: TYPE_CODES.varchar, flen: 64, charset: 'utf8mb4' },
  varbinary: { tp: TYPE_CODES.varchar, flen: 64 },
  json: { tp: TYPE_CODES.json },
  vector: { tp: TYPE_CODES.vector },
  time: { tp: TYPE_CODES.duration, decimal: 6 },
  datetime: { tp: TYPE_CODES.datetime, decimal: 6 },
  timestamp: { tp: TYPE_CODES.timestamp, decimal: 6 },
  date: { tp: TYPE_CODES.date },
  year: { tp: TYPE_CODES.year, flen: 4 },
  bit: { tp: TYPE_CODES.bit, flen: 64 },
} as const;
