import { messageOf } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import type { ColumnValue } from '../model/row';
import { keyStart, parseKey } from './keys';
import { decodeColumn, decodeRow } from './rowCodec';
import type { TableSchema } from './tableInfo';

/** A few bytes of a key or a value, and what they say. */
export interface ExplainedBytes {
  readonly part: 'key' | 'value';
  readonly offset: number;
  readonly hex: string;
  readonly meaning: string;
}

const FORMAT_2 = 0x80;
const LARGE_FLAG = 0x01;
const CHECKSUM_FLAG = 0x02;
const ID_BYTES = 8;

/**
 * Tells how a key and a value of TiKV are read, piece by piece: for people who look for what is wrong with them. Bytes
 * that cannot be read are told as such; it throws nothing.
 *
 * @param tableOf - the table of a physical id
 */
export function explainRow(
  key: Uint8Array,
  value: Uint8Array | undefined,
  tableOf: (physicalId: number) => TableSchema | undefined,
): readonly ExplainedBytes[] {
  const told: ExplainedBytes[] = [];
  const tell = (part: 'key' | 'value', bytes: Uint8Array, offset: number, end: number, meaning: string): void => {
    told.push({ part, offset, hex: hexOf(bytes.subarray(offset, end), 256), meaning });
  };
  const table = explainKey(key, tableOf, (offset, end, meaning) => tell('key', key, offset, end, meaning));
  if (value === undefined) return told;
  if (table === undefined) {
    tell('value', value, 0, value.length, 'not read, for the table is not known');
    return told;
  }
  if (value[0] === FORMAT_2)
    explainFormat2(table, key, value, (at, end, meaning) => tell('value', value, at, end, meaning));
  else {
    tell('value', value, 0, value.length, `row format 1: pairs of column id and value: ${rowText(table, key, value)}`);
  }
  return told;
}

type Tell = (offset: number, end: number, meaning: string) => void;

function explainKey(
  key: Uint8Array,
  tableOf: (physicalId: number) => TableSchema | undefined,
  tell: Tell,
): TableSchema | undefined {
  let parsed: ReturnType<typeof parseKey>;
  try {
    parsed = parseKey(key);
  } catch (error) {
    tell(0, key.length, messageOf(error));
    return undefined;
  }
  const start = keyStart(key);
  if (start > 0) tell(0, start, 'keyspace prefix: x and the keyspace id');
  if (parsed.kind === 'meta') {
    tell(start, key.length, 'metadata: m and a memcomparable name');
    return undefined;
  }
  if (parsed.kind === 'other') {
    tell(start, key.length, 'neither a table nor metadata');
    return undefined;
  }
  const { physicalId } = parsed;
  const table = tableOf(physicalId);
  const name = table === undefined ? 'a table that the schema lacks' : `${table.db}.${table.table}`;
  tell(start, start + 1, 't, a table');
  tell(start + 1, start + 1 + ID_BYTES, `physical id ${physicalId}: ${name}`);
  const separator = start + 1 + ID_BYTES;
  tell(separator, separator + 2, parsed.kind === 'record' ? '_r, a row' : '_i, an index entry');
  if (parsed.kind === 'index') {
    tell(separator + 2, separator + 2 + ID_BYTES, 'index id');
    tell(separator + 2 + ID_BYTES, key.length, 'indexed values, and the handle unless the index is unique');
    return undefined;
  }
  const handle = parsed.handleOffset;
  if (table?.layout.handleKind === 'common') {
    tell(handle, key.length, `handle: ${table.keyColumns.join(', ')}, one memcomparable value each`);
  } else if (key.length - handle === ID_BYTES) {
    const number = Buffer.from(key.buffer, key.byteOffset + handle, ID_BYTES).readBigUInt64BE() ^ (1n << 63n);
    const of = table?.layout.handleKind === 'int' ? table.keyColumns.join(', ') : '_tidb_rowid';
    tell(handle, key.length, `handle: ${BigInt.asIntN(64, number)}, ${of}`);
  } else tell(handle, key.length, 'handle');
  return table;
}

function explainFormat2(table: TableSchema, key: Uint8Array, value: Uint8Array, tell: Tell): void {
  tell(0, 1, 'row format 2');
  if (value.length < 6) {
    tell(1, value.length, 'cut off: a header has six bytes');
    return;
  }
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
  const flags = bytes[1] ?? 0;
  const isLarge = (flags & LARGE_FLAG) !== 0;
  const hasChecksum = (flags & CHECKSUM_FLAG) !== 0;
  tell(
    1,
    2,
    `flags: ${isLarge ? 'ids and offsets of 4 bytes' : 'ids of 1 byte, offsets of 2'}${hasChecksum ? ', a checksum at the end' : ''}`,
  );
  const notNulls = bytes.readUInt16LE(2);
  const nulls = bytes.readUInt16LE(4);
  tell(2, 4, `${notNulls} columns with a value`);
  tell(4, 6, `${nulls} columns that are NULL`);
  const idBytes = isLarge ? 4 : 1;
  const offsetBytes = isLarge ? 4 : 2;
  const offsetsAt = 6 + (notNulls + nulls) * idBytes;
  const dataAt = offsetsAt + notNulls * offsetBytes;
  if (dataAt > value.length) {
    tell(6, value.length, `cut off: the values would begin at ${dataAt}`);
    return;
  }
  const idAt = (index: number): number => (isLarge ? bytes.readUInt32LE(6 + index * 4) : (bytes[6 + index] ?? 0));
  const offsetAt = (index: number): number =>
    isLarge ? bytes.readUInt32LE(offsetsAt + index * 4) : bytes.readUInt16LE(offsetsAt + index * 2);
  const names = new Map(table.layout.codecs.map((codec) => [codec.id, codec]));
  const nameOf = (id: number): string => names.get(id)?.name ?? `id ${id}, which the table lacks`;
  const idsOf = (from: number, count: number): string =>
    Array.from({ length: count }, (_, i) => `${idAt(from + i)} ${nameOf(idAt(from + i))}`).join(', ');
  if (notNulls > 0) tell(6, 6 + notNulls * idBytes, `ids with a value: ${idsOf(0, notNulls)}`);
  if (nulls > 0) tell(6 + notNulls * idBytes, offsetsAt, `ids that are NULL: ${idsOf(notNulls, nulls)}`);
  if (notNulls > 0) tell(offsetsAt, dataAt, 'where each value ends');
  let end = 0;
  for (let i = 0; i < notNulls; i += 1) {
    const from = end;
    end = offsetAt(i);
    const codec = names.get(idAt(i));
    if (end < from || dataAt + end > value.length) {
      tell(dataAt + from, value.length, `${nameOf(idAt(i))}: lies outside of the row`);
      return;
    }
    const shown = codec === undefined ? 'passed over' : columnText(table, key, value, codec.slot);
    tell(dataAt + from, dataAt + end, `${nameOf(idAt(i))}: ${shown}`);
  }
  if (dataAt + end < value.length) tell(dataAt + end, value.length, hasChecksum ? 'checksum' : 'left over');
}

function columnText(table: TableSchema, key: Uint8Array, value: Uint8Array, slot: number): string {
  try {
    const column = table.columns[slot];
    return `${valueText(decodeColumn(table, key, value, slot))} (${column?.type ?? ''})`;
  } catch (error) {
    return messageOf(error);
  }
}

function rowText(table: TableSchema, key: Uint8Array, value: Uint8Array): string {
  try {
    const values = decodeRow(table, key, value);
    return table.columns.map(({ name }, slot) => `${name} = ${valueText(values[slot] ?? null)}`).join(', ');
  } catch (error) {
    return messageOf(error);
  }
}

function valueText(value: ColumnValue): string {
  if (value instanceof Uint8Array) return `0x${hexOf(value)}`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
