import { SchemaError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import { Corruption } from '../model/corruption';
import type { ColumnValue } from '../model/row';
import type { TableName } from '../model/table';
import { ByteCursor } from './ByteCursor';
import { type ColumnCodec, integral, readDatum, readStored, skipDatum } from './columnCodec';
import { keyStart } from './keys';

/** What decoding a table's rows needs. */
export interface RowLayout {
  /** In display order: the order of decoded values. */
  readonly codecs: readonly ColumnCodec[];
  /** In the order of their ids: the order in which format 2 keeps them. */
  readonly codecsById: readonly ColumnCodec[];
  readonly codecOfId: ReadonlyMap<number, ColumnCodec>;
  /** Position of a column in the decoded values, by name. */
  readonly slotOf: ReadonlyMap<string, number>;
  /** Whether a column is called `__proto__`, which a plain assignment would not store. */
  readonly hasProtoColumn: boolean;
  readonly handleKind: 'int' | 'common' | 'rowid';
  /** The handle's columns in index order; `undefined` for one that only a prefix of is in the key. */
  readonly handleCodecs: readonly (ColumnCodec | undefined)[];
}

/** A table whose rows are decoded. */
export interface RowTable extends TableName {
  readonly layout: RowLayout;
}

const FORMAT_2 = 0x80;
const LARGE_FLAG = 0x01;
const HEADER_BYTES = 6;
const RECORD_PREFIX_BYTES = 11;
const INT_HANDLE_BYTES = 8;
const VARINT_FLAG = 0x08;
const PADDING = 0x00;

// Decoding never waits and never calls out, so one cursor serves every row.
const cursor = new ByteCursor();

/** Which column was being read, for the message of a failure. */
let current: ColumnCodec | undefined;

function currentName(): string {
  return current === undefined ? '' : ` column ${current.name}`;
}

/**
 * Decodes a row value of either format into the values of the table's columns, in their order.
 *
 * A column comes from the value if that has it, else from the key if it is part of the handle, else it is NULL if the
 * value says so, else the row is older than the column and holds its origin default. Ids that the table does not know
 * are passed over: they belong to columns that come or went.
 *
 * Throws `TV_SCHEMA_ROW_CORRUPT`, which names the table, the column and the key.
 */
export function decodeRow(table: RowTable, key: Uint8Array, value: Uint8Array): ColumnValue[] {
  current = undefined;
  try {
    return value[0] === FORMAT_2 ? decodeFormat2(table.layout, key, value) : decodeFormat1(table.layout, key, value);
  } catch (error) {
    throw corruptRow(table, key, error);
  }
}

/**
 * Decodes one column of a row value, as `decodeRow` would, and looks at no other. In format 1, where columns have to be
 * passed over one by one, the whole row is decoded.
 *
 * Throws as `decodeRow` does.
 */
export function decodeColumn(table: RowTable, key: Uint8Array, value: Uint8Array, slot: number): ColumnValue {
  const codec = table.layout.codecs[slot];
  if (codec === undefined || value[0] !== FORMAT_2) return decodeRow(table, key, value)[slot] ?? null;
  current = codec;
  try {
    return columnOfFormat2(table.layout, key, value, codec);
  } catch (error) {
    throw corruptRow(table, key, error);
  }
}

/**
 * Decodes the bytes `[start, end)` that format 2 keeps for one column, for who has found them. They must lie inside `value`.
 *
 * Throws as `decodeRow` does.
 */
export function decodeStored(
  table: RowTable,
  key: Uint8Array,
  value: Uint8Array,
  codec: ColumnCodec,
  start: number,
  end: number,
): ColumnValue {
  current = codec;
  try {
    cursor.reset(value, start, end);
    return readStored(codec, cursor);
  } catch (error) {
    throw corruptRow(table, key, error);
  }
}

function corruptRow(table: TableName, key: Uint8Array, cause: unknown): SchemaError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const detail = `${table.db}.${table.table}${currentName()}, key ${hexOf(key)}: ${why}`;
  return new SchemaError('TV_SCHEMA_ROW_CORRUPT', detail, { cause });
}

function wordAt(value: Uint8Array, at: number): number {
  return (
    ((value[at] ?? 0) | ((value[at + 1] ?? 0) << 8) | ((value[at + 2] ?? 0) << 16) | ((value[at + 3] ?? 0) << 24)) >>> 0
  );
}

function idAt(value: Uint8Array, start: number, index: number, large: boolean): number {
  return large ? wordAt(value, start + index * 4) : (value[start + index] ?? 0);
}

function offsetAt(value: Uint8Array, start: number, index: number, large: boolean): number {
  if (large) return wordAt(value, start + index * 4);
  const at = start + index * 2;
  return (value[at] ?? 0) | ((value[at + 1] ?? 0) << 8);
}

/** Where the parts of a format 2 value begin. One object serves all, as nothing here waits. */
const parts = { large: false, notNulls: 0, nulls: 0, nullIdsAt: 0, offsetsAt: 0, dataAt: 0 };

function readParts(value: Uint8Array): typeof parts {
  if (value.length < HEADER_BYTES) throw new Corruption('row header is cut off');
  parts.large = ((value[1] ?? 0) & LARGE_FLAG) !== 0;
  parts.notNulls = (value[2] ?? 0) | ((value[3] ?? 0) << 8);
  parts.nulls = (value[4] ?? 0) | ((value[5] ?? 0) << 8);
  const idBytes = parts.large ? 4 : 1;
  parts.nullIdsAt = HEADER_BYTES + parts.notNulls * idBytes;
  parts.offsetsAt = parts.nullIdsAt + parts.nulls * idBytes;
  parts.dataAt = parts.offsetsAt + parts.notNulls * (parts.large ? 4 : 2);
  if (parts.dataAt > value.length) throw new Corruption('row header is cut off');
  return parts;
}

/** Index of `id` among `count` ascending ids; −1 when it is not there. */
function indexOfId(value: Uint8Array, start: number, count: number, id: number, large: boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = idAt(value, start, middle, large);
    if (other === id) return middle;
    if (other < id) low = middle + 1;
    else high = middle;
  }
  return -1;
}

function storedAt(value: Uint8Array, index: number, codec: ColumnCodec): ColumnValue {
  const { large, offsetsAt, dataAt } = parts;
  const start = index === 0 ? 0 : offsetAt(value, offsetsAt, index - 1, large);
  const end = offsetAt(value, offsetsAt, index, large);
  if (start > end || dataAt + end > value.length) throw new Corruption('column data lies outside the row');
  cursor.reset(value, dataAt + start, dataAt + end);
  return readStored(codec, cursor);
}

function columnOfFormat2(layout: RowLayout, key: Uint8Array, value: Uint8Array, codec: ColumnCodec): ColumnValue {
  const { large, notNulls, nulls, nullIdsAt } = readParts(value);
  const at = indexOfId(value, HEADER_BYTES, notNulls, codec.id, large);
  if (at >= 0) return storedAt(value, at, codec);
  if (codec.inHandle) {
    const values = new Array<ColumnValue>(layout.codecs.length).fill(null);
    fillFromKey(layout, key, [codec], values);
    return values[codec.slot] ?? null;
  }
  return indexOfId(value, nullIdsAt, nulls, codec.id, large) >= 0 ? null : codec.missing;
}

function decodeFormat2(layout: RowLayout, key: Uint8Array, value: Uint8Array): ColumnValue[] {
  const { large, notNulls, nulls, nullIdsAt } = readParts(value);
  const { codecsById } = layout;
  const values = new Array<ColumnValue>(codecsById.length).fill(null);
  let wanted: ColumnCodec[] | undefined;
  let i = 0;
  let n = 0;
  for (const codec of codecsById) {
    // Both lists ascend, as the codecs do, so each is walked once.
    while (i < notNulls && idAt(value, HEADER_BYTES, i, large) < codec.id) i += 1;
    if (i < notNulls && idAt(value, HEADER_BYTES, i, large) === codec.id) {
      current = codec;
      values[codec.slot] = storedAt(value, i, codec);
    } else if (codec.inHandle) {
      wanted ??= [];
      wanted.push(codec);
    } else {
      while (n < nulls && idAt(value, nullIdsAt, n, large) < codec.id) n += 1;
      if (n === nulls || idAt(value, nullIdsAt, n, large) !== codec.id) values[codec.slot] = codec.missing;
    }
  }
  if (wanted !== undefined) fillFromKey(layout, key, wanted, values);
  return values;
}

function decodeFormat1(layout: RowLayout, key: Uint8Array, value: Uint8Array): ColumnValue[] {
  const { codecs, codecOfId } = layout;
  const values = new Array<ColumnValue>(codecs.length).fill(null);
  const stored = new Set<ColumnCodec>();
  // A row without stored columns is a single zero byte, which would otherwise be a NULL without its id.
  if (value.length !== 1 || value[0] !== 0) {
    cursor.reset(value, 0, value.length);
    while (cursor.at < cursor.end) {
      current = undefined;
      if (cursor.u8() !== VARINT_FLAG) throw new Corruption('a column id is expected');
      cursor.varint();
      const codec = codecOfId.get(cursor.signedNumber());
      if (codec === undefined) skipDatum(cursor);
      else {
        current = codec;
        values[codec.slot] = readDatum(codec, cursor);
        stored.add(codec);
      }
    }
  }
  const wanted: ColumnCodec[] = [];
  for (const codec of codecs) {
    if (stored.has(codec)) continue;
    if (codec.inHandle) wanted.push(codec);
    else values[codec.slot] = codec.missing;
  }
  if (wanted.length > 0) fillFromKey(layout, key, wanted, values);
  return values;
}

/** Reads the handle's columns that the value lacks. */
function fillFromKey(layout: RowLayout, key: Uint8Array, wanted: readonly ColumnCodec[], values: ColumnValue[]): void {
  current = wanted[0];
  const start = keyStart(key) + RECORD_PREFIX_BYTES;
  const length = key.length - start;
  cursor.reset(key, start, key.length);
  if (layout.handleKind === 'int') {
    if (length !== INT_HANDLE_BYTES) throw new Corruption('the key has no integer handle');
    cursor.comparableInt();
    for (const codec of wanted) values[codec.slot] = integral(codec, cursor);
    return;
  }
  if (length <= INT_HANDLE_BYTES) throw new Corruption('the key has no common handle');
  let missing = wanted.length;
  for (const codec of layout.handleCodecs) {
    // A short handle is padded with zeros; no column of a primary key is NULL, so a zero flag can be nothing else.
    if (missing === 0 || cursor.at === cursor.end || key[cursor.at] === PADDING) break;
    if (codec === undefined || !wanted.includes(codec)) skipDatum(cursor);
    else {
      current = codec;
      values[codec.slot] = readDatum(codec, cursor);
      missing -= 1;
    }
  }
  if (missing > 0) throw new Corruption('the key lacks a column of the handle');
}

/** Where the columns of a row of format 2 end; a checksum may follow. Throws a `Corruption` for a header that is cut off. */
export function endOfColumns(value: Uint8Array): number {
  const { large, notNulls, offsetsAt, dataAt } = readParts(value);
  return notNulls === 0 ? dataAt : dataAt + offsetAt(value, offsetsAt, notNulls - 1, large);
}
