import { isUtf8 } from 'node:buffer';
import type { ColumnValue } from './row';
import {
  BATCH_MAGIC,
  BATCH_VERSION,
  COLUMN,
  COLUMN_BYTES,
  HEADER,
  HEADER_BYTES,
  NO_SOURCE,
  OP_BITS,
  OPS,
  VALUE_KINDS,
  type ValueKind,
} from './rowBatchLayout';

/** What is wrong with bytes that should be a batch. */
export class BatchMistake extends Error {}

/** One column of a batch that was read. */
export interface ReadColumn {
  /** Position among the table's columns. */
  readonly index: number;
  readonly kind: ValueKind;
  /** A row's value: bigint for integers, number for floats, string, bytes, or `null`. */
  value(row: number): ColumnValue;
}

/** A batch that was read and found whole. */
export interface ReadBatch {
  readonly rows: number;
  readonly schemaVersion: number;
  readonly types: readonly ('insert' | 'update' | 'delete')[];
  /** Of each row the one that it comes from; −1 for a row that is new. Empty when the batch does not say. */
  readonly sources: readonly number[];
  readonly after: readonly ReadColumn[];
  readonly before: readonly ReadColumn[];
}

const KINDS = new Map<number, ValueKind>(
  Object.entries(VALUE_KINDS).map(([kind, number]) => [number, kind as ValueKind]),
);
const TYPES = new Map<number, keyof typeof OPS>(
  Object.entries(OPS).map(([type, number]) => [number, type as keyof typeof OPS]),
);
/** More rows than this in one batch are a mistake of whoever wrote it. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 4096;

/**
 * Reads a batch in the layout of `docs/plugin-abi.md`, from somebody who is not trusted: every place is held against the
 * bytes before it is looked at, and text must be UTF-8.
 *
 * Throws `BatchMistake`. Values are views on `bytes`.
 */
export function readRowBatch(bytes: Uint8Array): ReadBatch {
  const reader = new Reader(bytes);
  if (bytes.length < HEADER_BYTES) throw new BatchMistake(`a batch of ${bytes.length} bytes has no header`);
  if (reader.u32(HEADER.magic) !== BATCH_MAGIC) throw new BatchMistake('a batch begins with TVB1');
  const version = reader.u16(HEADER.version);
  if (version !== BATCH_VERSION) throw new BatchMistake(`a batch of version ${version}`);
  if (reader.u32(HEADER.totalBytes) !== bytes.length) throw new BatchMistake('a batch says how long it is');
  const rows = reader.u32(HEADER.rows);
  const columns = reader.u32(HEADER.columns);
  if (rows > MAX_ROWS || columns > MAX_COLUMNS) throw new BatchMistake(`${rows} rows of ${columns} columns`);
  const ops = reader.section('ops', reader.u32(HEADER.ops), rows);
  const types = Array.from(ops, (op, i) => {
    const type = TYPES.get(op & OP_BITS);
    if (type === undefined) throw new BatchMistake(`row ${i} has the operation ${op & OP_BITS}`);
    return type;
  });
  const sourcesAt = reader.u32(HEADER.sources);
  const afterAt = reader.u32(HEADER.after);
  const beforeAt = reader.u32(HEADER.before);
  return {
    rows,
    schemaVersion: reader.u32(HEADER.schemaVersion),
    types,
    sources: sourcesAt === 0 ? [] : reader.words('sources', sourcesAt, rows).map((at) => (at === NO_SOURCE ? -1 : at)),
    after: columnsOf(reader, afterAt, columns, rows),
    before: beforeAt === 0 ? [] : columnsOf(reader, beforeAt, columns, rows),
  };
}

function columnsOf(reader: Reader, start: number, count: number, rows: number): readonly ReadColumn[] {
  reader.section('columns', start, count * COLUMN_BYTES);
  const columns = Array.from({ length: count }, (_, i) => columnOf(reader, start + i * COLUMN_BYTES, rows));
  if (new Set(columns.map(({ index }) => index)).size < count) throw new BatchMistake('a column is there twice');
  return columns;
}

function columnOf(reader: Reader, at: number, rows: number): ReadColumn {
  const index = reader.u16(at + COLUMN.index);
  const kind = KINDS.get(reader.u8(at + COLUMN.kind));
  if (kind === undefined) throw new BatchMistake(`column ${index} is of kind ${reader.u8(at + COLUMN.kind)}`);
  const where = `column ${index}`;
  const validityAt = reader.u32(at + COLUMN.validity);
  const validity = validityAt === 0 ? undefined : reader.section(`${where}, validity`, validityAt, (rows + 7) >> 3);
  const isNull = (row: number): boolean =>
    validity !== undefined && (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 0;
  const valuesAt = reader.u32(at + COLUMN.values);
  const valuesBytes = reader.u32(at + COLUMN.valuesBytes);
  const values = reader.section(`${where}, values`, valuesAt, valuesBytes);
  const view = new DataView(values.buffer, values.byteOffset, values.length);
  if (kind !== 'text' && kind !== 'bytes') {
    const width = kind === 'f32' ? 4 : 8;
    if (valuesBytes !== rows * width) throw new BatchMistake(`${where} has ${valuesBytes} bytes for ${rows} rows`);
    const read = fixedReader(kind, view);
    return { index, kind, value: (row) => (isNull(row) ? null : read(row * width)) };
  }
  const offsets = reader.words(`${where}, offsets`, reader.u32(at + COLUMN.offsets), rows + 1);
  let last = 0;
  for (const offset of offsets) {
    if (offset < last || offset > valuesBytes) throw new BatchMistake(`${where} has an offset ${offset} after ${last}`);
    last = offset;
  }
  const bytesOf = (row: number): Uint8Array => values.subarray(offsets[row], offsets[row + 1]);
  if (kind === 'bytes') return { index, kind, value: (row) => (isNull(row) ? null : bytesOf(row)) };
  for (let row = 0; row < rows; row += 1) {
    if (!isNull(row) && !isUtf8(bytesOf(row))) throw new BatchMistake(`${where}, row ${row}: not UTF-8`);
  }
  return { index, kind, value: (row) => (isNull(row) ? null : textOf(bytesOf(row))) };
}

function fixedReader(kind: ValueKind, view: DataView): (at: number) => ColumnValue {
  switch (kind) {
    case 'i64':
      return (at) => view.getBigInt64(at, true);
    case 'u64':
      return (at) => view.getBigUint64(at, true);
    case 'f32':
      return (at) => view.getFloat32(at, true);
    default:
      return (at) => view.getFloat64(at, true);
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  section(what: string, at: number, length: number): Uint8Array {
    if (at < HEADER_BYTES || at + length > this.#bytes.length) {
      throw new BatchMistake(`${what}: ${length} bytes at ${at} lie outside the batch of ${this.#bytes.length}`);
    }
    return this.#bytes.subarray(at, at + length);
  }

  words(what: string, at: number, count: number): number[] {
    this.section(what, at, count * 4);
    return Array.from({ length: count }, (_, i) => this.u32(at + i * 4));
  }
}
