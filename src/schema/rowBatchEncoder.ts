import { isUtf8 } from 'node:buffer';
import { SchemaError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import type { KvChange } from '../model/kv';
import type { ColumnValue, RowEvent } from '../model/row';
import {
  aligned,
  BATCH_MAGIC,
  BATCH_VERSION,
  COLUMN,
  COLUMN_BYTES,
  END_OF_TXN,
  HEADER,
  HEADER_BYTES,
  OPS,
  VALUE_KINDS,
  type ValueKind,
  valueKindsOf,
} from '../model/rowBatchLayout';
import type { Table, TableId } from '../model/table';
import type { ColumnCodec } from './columnCodec';
import { changeBehind } from './mountRow';
import { decodeColumn, decodeStored, type RowLayout } from './rowCodec';
import type { TableSchema } from './tableInfo';

/** What is encoded of a batch. */
export interface BatchChoice {
  readonly tableId: TableId;
  readonly table: Table;
  /** Tells the schemas of a table apart; `sink_add_table` names it. */
  readonly schemaVersion: number;
  /** Positions of the columns that are wanted, ascending. @defaultValue all */
  readonly columns?: readonly number[];
  /** Whether the rows before are wanted too. @defaultValue `true` */
  readonly before?: boolean;
}

/**
 * Makes binary batches of rows, as `docs/plugin-abi.md` has them. Integers, floats, text and bytes are copied out of the
 * bytes that TiKV sent; other types are decoded to the text that row JSON has for them.
 *
 * One encoder serves one plugin instance: it keeps its buffers, and what `encode` answers is valid until the next call.
 */
export class RowBatchEncoder {
  #after: ColumnWriter[] = [];
  #before: ColumnWriter[] = [];
  #output: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  /**
   * Encodes rows of one table and schema.
   *
   * Throws `TV_SCHEMA_ROW_CORRUPT`, which names table, column and key.
   */
  encode(rows: readonly RowEvent[], choice: BatchChoice): Uint8Array {
    const { table, before = true } = choice;
    const kinds = valueKindsOf(table);
    const columns = choice.columns ?? kinds.map((_kind, i) => i);
    prepare(this.#after, columns, kinds, rows.length);
    prepare(this.#before, before ? columns : [], kinds, rows.length);
    const after = this.#after.slice(0, columns.length);
    const beforeColumns = this.#before.slice(0, before ? columns.length : 0);
    const plan = planOf(table, columns);
    const afterById = inOrder(after, plan);
    const beforeById = inOrder(beforeColumns, plan);
    // This is the innermost loop of a pipeline into a plugin: an iterator would be a fifth of it.
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as RowEvent;
      const change = plan === undefined ? undefined : changeBehind(row);
      if (row.type !== 'delete') write(after, afterById, row, i, plan, change, change?.value, false);
      if (row.type !== 'insert') write(beforeColumns, beforeById, row, i, plan, change, change?.oldValue, true);
    }
    for (const writer of [...after, ...beforeColumns]) writer.check(table, rows);
    return this.#assemble(rows, choice, after, beforeColumns);
  }

  #assemble(
    rows: readonly RowEvent[],
    { tableId, schemaVersion }: BatchChoice,
    after: readonly ColumnWriter[],
    before: readonly ColumnWriter[],
  ): Uint8Array {
    const opsAt = HEADER_BYTES;
    const startTsAt = aligned(opsAt + rows.length);
    const commitTsAt = startTsAt + rows.length * 8;
    const afterAt = commitTsAt + rows.length * 8;
    const beforeAt = afterAt + after.length * COLUMN_BYTES;
    let size = beforeAt + before.length * COLUMN_BYTES;
    for (const writer of after) size += writer.size;
    for (const writer of before) size += writer.size;
    if (this.#output.length < size) this.#output = new Uint8Array(aligned(Math.max(size, this.#output.length * 2)));
    const output = this.#output;
    const view = new DataView(output.buffer);
    output.fill(0, 0, HEADER_BYTES);
    view.setUint32(HEADER.magic, BATCH_MAGIC, true);
    view.setUint16(HEADER.version, BATCH_VERSION, true);
    view.setUint16(HEADER.headerBytes, HEADER_BYTES, true);
    view.setUint32(HEADER.totalBytes, size, true);
    view.setUint32(HEADER.rows, rows.length, true);
    view.setUint32(HEADER.tableIdLow, tableId % TWO_32, true);
    view.setUint32(HEADER.tableIdHigh, Math.floor(tableId / TWO_32), true);
    view.setUint32(HEADER.schemaVersion, schemaVersion, true);
    view.setUint32(HEADER.columns, after.length, true);
    view.setUint32(HEADER.ops, opsAt, true);
    view.setUint32(HEADER.startTs, startTsAt, true);
    view.setUint32(HEADER.commitTs, commitTsAt, true);
    view.setUint32(HEADER.after, afterAt, true);
    view.setUint32(HEADER.before, before.length === 0 ? 0 : beforeAt, true);
    output.fill(0, opsAt + rows.length, startTsAt);
    const startTss = new BigUint64Array(output.buffer, startTsAt, rows.length);
    const commitTss = new BigUint64Array(output.buffer, commitTsAt, rows.length);
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as RowEvent;
      output[opsAt + i] = OPS[row.type] | (row.endOfTxn ? END_OF_TXN : 0);
      startTss[i] = row.startTs;
      commitTss[i] = row.commitTs;
    }
    let at = beforeAt + before.length * COLUMN_BYTES;
    for (const [i, writer] of after.entries()) at = writer.place(output, view, afterAt + i * COLUMN_BYTES, at);
    for (const [i, writer] of before.entries()) at = writer.place(output, view, beforeAt + i * COLUMN_BYTES, at);
    return output.subarray(0, size);
  }
}

const TWO_32 = 0x1_0000_0000;
const FORMAT_2 = 0x80;
const LARGE_FLAG = 0x01;
const ROW_HEADER_BYTES = 6;
const RECORD_PREFIX_BYTES = 11;
const SIGN_BIT = 0x8000_0000;
/** What begins the key of a row that belongs to no keyspace. */
const TABLE_PREFIX = 0x74;
/** An integer of a common handle: a flag, and eight bytes that sort. */
const DATUM_BYTES = 9;
const INT_FLAG = 0x03;
const UINT_FLAG = 0x04;
const INTEGERS: ReadonlySet<ColumnCodec['kind']> = new Set(['int', 'bigint', 'unsignedInt', 'unsignedBigint']);

/** What finding columns in the bytes of rows needs. */
interface Plan {
  readonly table: TableSchema;
  /** The wanted columns in the order of their ids, each with its place among the writers. */
  readonly byId: readonly { readonly codec: ColumnCodec; readonly place: number }[];
  /** The same columns. */
  readonly codecs: readonly ColumnCodec[];
  /** Where each of them stands among the integers that a common handle begins with; −1 for one that does not. */
  readonly handlePlaces: readonly number[];
}

const plans = new WeakMap<Table, Map<string, Plan>>();

/** `undefined` for a table whose rows have no bytes of TiKV behind them. */
function planOf(table: Table, columns: readonly number[]): Plan | undefined {
  if (!('layout' in table)) return undefined;
  const schema = table as TableSchema;
  let known = plans.get(table);
  if (known === undefined) {
    known = new Map();
    plans.set(table, known);
  }
  const name = columns.join();
  let plan = known.get(name);
  if (plan === undefined) {
    const layout: RowLayout = schema.layout;
    // A column that a transform has added lies in no bytes.
    if (columns.some((slot) => layout.codecs[slot] === undefined)) return undefined;
    const byId = columns
      .map((slot, place) => ({ codec: layout.codecs[slot] as ColumnCodec, place }))
      .sort((a, b) => a.codec.id - b.codec.id);
    const codecs = byId.map(({ codec }) => codec);
    plan = { table: schema, byId, codecs, handlePlaces: codecs.map((codec) => handlePlaceOf(layout, codec)) };
    known.set(name, plan);
  }
  return plan;
}

function handlePlaceOf({ handleKind, handleCodecs }: RowLayout, codec: ColumnCodec): number {
  if (handleKind !== 'common') return -1;
  const isInteger = (one: ColumnCodec | undefined): boolean => one !== undefined && INTEGERS.has(one.kind);
  const place = handleCodecs.indexOf(codec);
  return handleCodecs.slice(0, place + 1).every(isInteger) ? place : -1;
}

function prepare(writers: ColumnWriter[], columns: readonly number[], kinds: readonly ValueKind[], rows: number): void {
  for (const [i, index] of columns.entries()) {
    writers[i] ??= new ColumnWriter();
    writers[i].begin(index, kinds[index] ?? 'text', rows);
  }
}

/** The writers in the order of their columns' ids, in which a row has them. */
function inOrder(writers: readonly ColumnWriter[], plan: Plan | undefined): readonly ColumnWriter[] {
  if (plan === undefined || writers.length === 0) return writers;
  return plan.byId.map(({ place }) => writers[place] as ColumnWriter);
}

function write(
  writers: readonly ColumnWriter[],
  writersById: readonly ColumnWriter[],
  row: RowEvent,
  at: number,
  plan: Plan | undefined,
  change: KvChange | undefined,
  value: Uint8Array | undefined,
  isBefore: boolean,
): void {
  if (writers.length === 0) return;
  if (plan !== undefined && change !== undefined && value !== undefined && value[0] === FORMAT_2) {
    if (writeBytes(writersById, at, plan, change.key, value)) return;
  }
  const { columns } = row.table;
  for (const writer of writers) {
    const name = columns[writer.index]?.name ?? '';
    writer.value(at, (isBefore || row.type === 'delete' ? row.getBefore(name) : row.get(name)) ?? null);
  }
}

/** Copies a row of format 2 column by column; answers whether its header is whole. */
function writeBytes(
  writersById: readonly ColumnWriter[],
  at: number,
  { table, codecs, handlePlaces }: Plan,
  key: Uint8Array,
  value: Uint8Array,
): boolean {
  const length = value.length;
  if (length < ROW_HEADER_BYTES) return false;
  const large = ((value[1] as number) & LARGE_FLAG) !== 0;
  const notNulls = (value[2] as number) | ((value[3] as number) << 8);
  const nulls = (value[4] as number) | ((value[5] as number) << 8);
  const idBytes = large ? 4 : 1;
  const nullIdsAt = ROW_HEADER_BYTES + notNulls * idBytes;
  const offsetsAt = nullIdsAt + nulls * idBytes;
  const dataAt = offsetsAt + notNulls * (large ? 4 : 2);
  if (dataAt > length) return false;
  let i = 0;
  let n = 0;
  for (let c = 0; c < codecs.length; c += 1) {
    const codec = codecs[c] as ColumnCodec;
    const writer = writersById[c] as ColumnWriter;
    const { id } = codec;
    while (i < notNulls && idAt(value, ROW_HEADER_BYTES, i, large) < id) i += 1;
    if (i < notNulls && idAt(value, ROW_HEADER_BYTES, i, large) === id) {
      const start = dataAt + (i === 0 ? 0 : offsetAt(value, offsetsAt, i - 1, large));
      const end = dataAt + offsetAt(value, offsetsAt, i, large);
      // What lies outside the row has its error made where all of them are.
      if (start > end || end > length) writer.value(at, decodeColumn(table, key, value, codec.slot));
      else if (!writer.stored(at, codec, value, start, end))
        writer.value(at, decodeStored(table, key, value, codec, start, end));
    } else if (codec.inHandle) {
      if (!writer.handle(at, table.layout, key) && !writer.commonHandle(at, handlePlaces[c] as number, key))
        writer.value(at, decodeColumn(table, key, value, codec.slot));
    } else {
      while (n < nulls && idAt(value, nullIdsAt, n, large) < id) n += 1;
      const isNull = n < nulls && idAt(value, nullIdsAt, n, large) === id;
      writer.value(at, isNull ? null : codec.missing);
    }
  }
  return true;
}

function idAt(value: Uint8Array, start: number, index: number, large: boolean): number {
  return large ? wordAt(value, start + index * 4) : (value[start + index] as number);
}

function offsetAt(value: Uint8Array, start: number, index: number, large: boolean): number {
  if (large) return wordAt(value, start + index * 4);
  const at = start + index * 2;
  return (value[at] as number) | ((value[at + 1] as number) << 8);
}

function wordAt(value: Uint8Array, at: number): number {
  return (
    ((value[at] as number) |
      ((value[at + 1] as number) << 8) |
      ((value[at + 2] as number) << 16) |
      ((value[at + 3] as number) << 24)) >>>
    0
  );
}

/** Values of one column of a batch. Its buffers are kept for the next batch. */
class ColumnWriter {
  index = 0;
  #kind: ValueKind = 'text';
  #rows = 0;
  #nulls = 0;
  #width = 0;
  #valid = new Uint8Array(0);
  #fixed = new Uint32Array(0);
  #floats = new Float32Array(0);
  #doubles = new Float64Array(0);
  #integers = new BigInt64Array(0);
  #offsets = new Uint32Array(0);
  #data = Buffer.alloc(0);
  #used = 0;
  #written = 0;
  /** Whether a value begins in the middle of a character. */
  #isTorn = false;

  begin(index: number, kind: ValueKind, rows: number): void {
    this.index = index;
    this.#kind = kind;
    this.#rows = rows;
    this.#nulls = rows;
    this.#used = 0;
    this.#written = 0;
    this.#isTorn = false;
    this.#width = kind === 'text' || kind === 'bytes' ? 0 : kind === 'f32' ? 4 : 8;
    if (this.#valid.length < rows) this.#valid = new Uint8Array(rows);
    this.#valid.fill(0, 0, rows);
    if (this.#width === 0) {
      if (this.#offsets.length <= rows) this.#offsets = new Uint32Array(rows + 1);
    } else {
      if (this.#integers.length < rows) {
        this.#integers = new BigInt64Array(rows);
        this.#fixed = new Uint32Array(this.#integers.buffer);
        this.#floats = new Float32Array(this.#integers.buffer);
        this.#doubles = new Float64Array(this.#integers.buffer);
      }
      this.#fixed.fill(0, 0, (rows * this.#width) / 4);
    }
  }

  /** Takes what row format 2 has stored; answers whether it could without decoding it. */
  stored(at: number, codec: ColumnCodec, value: Uint8Array, start: number, end: number): boolean {
    switch (codec.kind) {
      case 'text':
      case 'bytes':
        if (this.#width !== 0) return false;
        this.#isTorn ||= end > start && ((value[start] as number) & 0xc0) === 0x80;
        this.#bytes(at, value, start, end);
        return true;
      case 'int':
      case 'bigint':
        return this.#width === 8 && this.#int(at, value, start, end, true);
      case 'unsignedInt':
      case 'unsignedBigint':
      case 'bit':
        return this.#width === 8 && this.#int(at, value, start, end, false);
      case 'double':
        return this.#kind === 'f64' && this.#double(at, value, start, end);
      default:
        return false;
    }
  }

  /** Takes an integer handle out of the key; answers whether it has one. */
  handle(at: number, { handleKind }: RowLayout, key: Uint8Array): boolean {
    if (handleKind !== 'int' || this.#width !== 8 || key.length !== RECORD_PREFIX_BYTES + 8) return false;
    this.#word(at, (wordBE(key, RECORD_PREFIX_BYTES) ^ SIGN_BIT) >>> 0, wordBE(key, RECORD_PREFIX_BYTES + 4));
    return true;
  }

  /** Takes the integer at `place` of those that a common handle begins with; answers whether the key has it there. */
  commonHandle(at: number, place: number, key: Uint8Array): boolean {
    const datumAt = RECORD_PREFIX_BYTES + place * DATUM_BYTES;
    if (place < 0 || this.#width !== 8 || key[0] !== TABLE_PREFIX || key.length < datumAt + DATUM_BYTES) return false;
    for (let before = RECORD_PREFIX_BYTES; before < datumAt; before += DATUM_BYTES)
      if (key[before] !== INT_FLAG && key[before] !== UINT_FLAG) return false;
    const flag = key[datumAt];
    if (flag !== INT_FLAG && flag !== UINT_FLAG) return false;
    const high = wordBE(key, datumAt + 1);
    this.#word(at, flag === INT_FLAG ? (high ^ SIGN_BIT) >>> 0 : high, wordBE(key, datumAt + 5));
    return true;
  }

  /** Takes a decoded value. */
  value(at: number, value: ColumnValue): void {
    if (value === null) {
      if (this.#width === 0) this.#fillTo(at);
      return;
    }
    if (this.#width === 0) this.#textOf(at, value);
    else if (this.#kind === 'f32') {
      this.#floats[at] = Number(value);
      this.#mark(at);
    } else if (this.#kind === 'f64') {
      this.#doubles[at] = Number(value);
      this.#mark(at);
    } else {
      // Wraps around above 2^63, which is the same bits.
      this.#integers[at] = BigInt(value as number | bigint);
      this.#mark(at);
    }
  }

  /** Throws `TV_SCHEMA_ROW_CORRUPT` when the text of some row is none. */
  check(table: Table, rows: readonly RowEvent[]): void {
    if (this.#width === 0) this.#fillTo(this.#rows);
    if (this.#kind !== 'text') return;
    if (!this.#isTorn && isUtf8(this.#data.subarray(0, this.#used))) return;
    for (let i = 0; i < this.#rows; i += 1) {
      if (isUtf8(this.#data.subarray(this.#offsets[i], this.#offsets[i + 1]))) continue;
      const key = hexOf(rows[i]?.rawKey ?? new Uint8Array(0));
      const { name } = table.columns[this.index] ?? {};
      throw new SchemaError(
        'TV_SCHEMA_ROW_CORRUPT',
        `${table.db}.${table.table} column ${name}, key ${key}: not UTF-8`,
      );
    }
  }

  /** Bytes of all its sections. */
  get size(): number {
    const validity = this.#nulls === 0 ? 0 : aligned((this.#rows + 7) >> 3);
    return this.#width === 0
      ? validity + aligned((this.#rows + 1) * 4) + aligned(this.#used)
      : validity + aligned(this.#rows * this.#width);
  }

  /** Writes the descriptor and the sections; answers where they end. */
  place(output: Uint8Array, view: DataView, descriptorAt: number, start: number): number {
    let at = start;
    output.fill(0, descriptorAt, descriptorAt + COLUMN_BYTES);
    view.setUint16(descriptorAt + COLUMN.index, this.index, true);
    output[descriptorAt + COLUMN.kind] = VALUE_KINDS[this.#kind];
    if (this.#nulls > 0) {
      view.setUint32(descriptorAt + COLUMN.validity, at, true);
      at = this.#placeValidity(output, at);
    }
    if (this.#width === 0) {
      view.setUint32(descriptorAt + COLUMN.offsets, at, true);
      at = placed(output, new Uint8Array(this.#offsets.buffer, 0, (this.#rows + 1) * 4), at);
    }
    const bytes =
      this.#width === 0
        ? this.#data.subarray(0, this.#used)
        : new Uint8Array(this.#integers.buffer, 0, this.#rows * this.#width);
    view.setUint32(descriptorAt + COLUMN.values, at, true);
    view.setUint32(descriptorAt + COLUMN.valuesBytes, bytes.length, true);
    return placed(output, bytes, at);
  }

  #placeValidity(output: Uint8Array, start: number): number {
    const end = start + aligned((this.#rows + 7) >> 3);
    output.fill(0, start, end);
    for (let i = 0; i < this.#rows; i += 1) {
      if (this.#valid[i] === 1) output[start + (i >> 3)] = (output[start + (i >> 3)] as number) | (1 << (i & 7));
    }
    return end;
  }

  #mark(at: number): void {
    this.#valid[at] = 1;
    this.#nulls -= 1;
  }

  #word(at: number, high: number, low: number): void {
    this.#fixed[at * 2] = low;
    this.#fixed[at * 2 + 1] = high;
    this.#mark(at);
  }

  #int(at: number, value: Uint8Array, start: number, end: number, signed: boolean): boolean {
    let low: number;
    switch (end - start) {
      case 1:
        low = value[start] as number;
        if (signed) low = (low << 24) >> 24;
        break;
      case 2:
        low = (value[start] as number) | ((value[start + 1] as number) << 8);
        if (signed) low = (low << 16) >> 16;
        break;
      case 4:
        low = wordAt(value, start);
        if (signed) low |= 0;
        break;
      case 8:
        this.#word(at, wordAt(value, start + 4), wordAt(value, start));
        return true;
      default:
        return false;
    }
    this.#word(at, low < 0 ? 0xffff_ffff : 0, low);
    return true;
  }

  /** TiDB keeps doubles so that they sort as bytes: negative ones inverted, others with the sign bit set. */
  #double(at: number, value: Uint8Array, start: number, end: number): boolean {
    if (end - start !== 8) return false;
    let high = wordBE(value, start);
    let low = wordBE(value, start + 4);
    if (high >= SIGN_BIT) high -= SIGN_BIT;
    else {
      high = ~high >>> 0;
      low = ~low >>> 0;
    }
    this.#word(at, high, low);
    // MySQL has neither NaN nor infinity.
    if (!Number.isFinite(this.#doubles[at])) this.#doubles[at] = 0;
    return true;
  }

  #textOf(at: number, value: Exclude<ColumnValue, null>): void {
    if (value instanceof Uint8Array) {
      this.#bytes(at, value, 0, value.length);
      return;
    }
    const text = String(value);
    // A character of UTF-16 takes three bytes at most.
    this.#reserve(at, text.length * 3);
    if (text.length > SHORT_TEXT || !this.#ascii(text)) this.#used += this.#data.write(text, this.#used, 'utf8');
    this.#mark(at);
  }

  /** Takes a text of one byte a character; answers whether it is one. Numbers and times are. */
  #ascii(text: string): boolean {
    const data = this.#data;
    const used = this.#used;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) return false;
      data[used + i] = unit;
    }
    this.#used = used + text.length;
    return true;
  }

  #bytes(at: number, value: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.#reserve(at, length);
    const data = this.#data;
    const used = this.#used;
    if (length <= SHORT_BYTES) for (let i = 0; i < length; i += 1) data[used + i] = value[start + i] as number;
    else data.set(value.subarray(start, end), used);
    this.#used = used + length;
    this.#mark(at);
  }

  /** Makes room for the value of row `at`; rows since the last one have none. */
  #reserve(at: number, bytes: number): void {
    this.#fillTo(at);
    const needed = this.#used + bytes;
    if (needed <= this.#data.length) return;
    const larger = Buffer.alloc(Math.max(needed, this.#data.length * 2, 1024));
    larger.set(this.#data.subarray(0, this.#used));
    this.#data = larger;
  }

  /** Ends every row before `at` where the data ends. */
  #fillTo(at: number): void {
    for (; this.#written <= at; this.#written += 1) this.#offsets[this.#written] = this.#used;
  }
}

/** Up to this length a loop is quicker than a call. */
const SHORT_BYTES = 24;
const SHORT_TEXT = 12;

function wordBE(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)) >>>
    0
  );
}

/** Copies a section; answers where the next one begins. */
function placed(output: Uint8Array, bytes: Uint8Array, at: number): number {
  output.set(bytes, at);
  const end = at + bytes.length;
  const next = aligned(end);
  output.fill(0, end, next);
  return next;
}
