import type { Column, Table } from './table';

/**
 * The layout of a batch of rows for plugins, version 1: `docs/plugin-abi.md` has it field by field. Little-endian; every
 * section begins at a multiple of 8.
 */
export const BATCH_MAGIC = 0x31425654; // TVB1
export const BATCH_VERSION = 1;
export const HEADER_BYTES = 64;
export const COLUMN_BYTES = 32;

/** Where the fields of the header are. */
export const HEADER = {
  magic: 0,
  version: 4,
  headerBytes: 6,
  totalBytes: 8,
  rows: 12,
  tableIdLow: 16,
  tableIdHigh: 20,
  schemaVersion: 24,
  columns: 28,
  ops: 32,
  startTs: 36,
  commitTs: 40,
  after: 44,
  before: 48,
  sources: 52,
} as const;

/** Where the fields of a column's descriptor are. */
export const COLUMN = { index: 0, kind: 2, validity: 4, values: 8, valuesBytes: 12, offsets: 16 } as const;

/** How the values of a column are kept. */
export const VALUE_KINDS = { i64: 1, u64: 2, f64: 3, f32: 4, text: 5, bytes: 6 } as const;

/** One of them. */
export type ValueKind = keyof typeof VALUE_KINDS;

/** Operations of rows, in the low bits. */
export const OPS = { insert: 1, update: 2, delete: 3 } as const;
export const OP_BITS = 0x0f;
/** Beside the operation: the row is the last of its transaction. */
export const END_OF_TXN = 0x80;

/** In `sources`: a row that comes from none of the batch that was handed in. */
export const NO_SOURCE = 0xffff_ffff;

/** The next multiple of 8. */
export function aligned(at: number): number {
  return (at + 7) & ~7;
}

/** How the values of a column are kept, by its MySQL type. */
export function valueKindOf({ type, unsigned, binary }: Pick<Column, 'type' | 'unsigned' | 'binary'>): ValueKind {
  if (binary) return 'bytes';
  const name = /^[a-z]+/.exec(type)?.[0] ?? '';
  switch (name) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'bigint':
      return unsigned ? 'u64' : 'i64';
    case 'year':
      return 'i64';
    case 'bit':
      return 'u64';
    case 'float':
      return 'f32';
    case 'double':
      return 'f64';
    default:
      return 'text';
  }
}

const known = new WeakMap<Table, readonly ValueKind[]>();

/** The kinds of all columns of a table, in their order. */
export function valueKindsOf(table: Table): readonly ValueKind[] {
  let kinds = known.get(table);
  if (kinds === undefined) {
    kinds = table.columns.map(valueKindOf);
    known.set(table, kinds);
  }
  return kinds;
}
