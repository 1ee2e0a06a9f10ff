import { Corruption } from '../model/corruption';
import { decodeMemcomparable } from '../model/memcomparable';
import type { ColumnValue } from '../model/row';
import { type ByteCursor, latin1TextOf, textOf } from './ByteCursor';
import { decimalBytes, readDecimal } from './decimalText';
import { plainNumber, shortestFloat32 } from './floatText';
import { jsonBytes, readJson } from './jsonText';
import { type PackedTimeFormat, packedTimeText, timeText } from './timeText';

/** How a column's bytes are read. Several MySQL types share one. */
export type ColumnKind =
  | 'int'
  | 'unsignedInt'
  | 'bigint'
  | 'unsignedBigint'
  | 'float'
  | 'double'
  | 'decimal'
  | 'datetime'
  | 'time'
  | 'enum'
  | 'set'
  | 'bit'
  | 'json'
  | 'vector'
  | 'text'
  | 'latin1'
  | 'bytes';

/** All that decoding one column needs, worked out once for each version of its table. */
export interface ColumnCodec {
  readonly id: number;
  readonly name: string;
  /** Position among the table's visible columns. */
  readonly slot: number;
  readonly kind: ColumnKind;
  /** Digits behind the point of a DECIMAL. */
  readonly scale: number;
  /** For TIME; `timeFormat` holds that of the other temporal types. */
  readonly fractionDigits: number;
  readonly timeFormat: PackedTimeFormat;
  /** Members of an ENUM or SET. */
  readonly elems: readonly string[];
  /** Whether the row's key holds the column; it is then read from there when the value lacks it. */
  readonly inHandle: boolean;
  /** What a row holds that was written before the column existed. */
  readonly missing: ColumnValue;
}

const NULL_FLAG = 0x00;
const MEMCOMPARABLE_FLAG = 0x01;
const COMPACT_FLAG = 0x02;
const INT_FLAG = 0x03;
const UINT_FLAG = 0x04;
const FLOAT_FLAG = 0x05;
const DECIMAL_FLAG = 0x06;
const DURATION_FLAG = 0x07;
const VARINT_FLAG = 0x08;
const UVARINT_FLAG = 0x09;
const JSON_FLAG = 0x0a;
const VECTOR_FLAG = 0x14;

const FLOAT32_BYTES = 4;

/** Reads the bytes that row format 2 keeps for one column: all that is left of the cursor. */
export function readStored(codec: ColumnCodec, cursor: ByteCursor): ColumnValue {
  switch (codec.kind) {
    case 'text':
      return cursor.text(cursor.end - cursor.at);
    case 'latin1':
      return cursor.latin1Text(cursor.end - cursor.at);
    case 'bytes':
      return cursor.take(cursor.end - cursor.at);
    case 'int':
    case 'bigint':
    case 'time':
      cursor.restAsInt(true);
      return integral(codec, cursor);
    case 'unsignedInt':
    case 'unsignedBigint':
    case 'datetime':
    case 'enum':
    case 'set':
    case 'bit':
      cursor.restAsInt(false);
      return integral(codec, cursor);
    case 'float':
    case 'double':
      return whole(cursor, floating(codec, cursor.comparableFloat()));
    case 'decimal':
      return whole(cursor, readDecimal(cursor, codec.scale));
    case 'json':
      return whole(cursor, readJson(cursor));
    case 'vector':
      return whole(cursor, readVector(cursor));
  }
}

function whole(cursor: ByteCursor, value: ColumnValue): ColumnValue {
  if (cursor.at !== cursor.end) throw new Corruption(`${cursor.end - cursor.at} bytes are left over`);
  return value;
}

/** Reads one flagged datum, as row format 1 and common handles have them, and leaves the cursor behind it. */
export function readDatum(codec: ColumnCodec, cursor: ByteCursor): ColumnValue {
  const flag = cursor.u8();
  switch (flag) {
    case NULL_FLAG:
      return null;
    case MEMCOMPARABLE_FLAG: {
      const { bytes, end } = decodeMemcomparable(cursor.bytes, cursor.at, cursor.end);
      cursor.at = end;
      return stringDatum(codec, bytes);
    }
    case COMPACT_FLAG:
      cursor.varint();
      return stringDatum(codec, cursor.take(lengthOf(cursor)));
    case INT_FLAG:
    case DURATION_FLAG:
      cursor.comparableInt();
      return integral(codec, cursor);
    case UINT_FLAG:
      cursor.int64BE();
      return integral(codec, cursor);
    case VARINT_FLAG:
      cursor.varint();
      return integral(codec, cursor);
    case UVARINT_FLAG:
      cursor.uvarint();
      return integral(codec, cursor);
    case FLOAT_FLAG:
      if (codec.kind !== 'float' && codec.kind !== 'double') throw mismatch(codec, flag);
      return floating(codec, cursor.comparableFloat());
    case DECIMAL_FLAG:
      if (codec.kind !== 'decimal') throw mismatch(codec, flag);
      return readDecimal(cursor, codec.scale);
    case JSON_FLAG:
      if (codec.kind !== 'json') throw mismatch(codec, flag);
      return readJson(cursor);
    case VECTOR_FLAG:
      if (codec.kind !== 'vector') throw mismatch(codec, flag);
      return readVector(cursor);
    default:
      throw new Corruption(`datum flag ${flag} is not known`);
  }
}

/** Passes over one flagged datum whose column is not known: one being added, or already dropped. */
export function skipDatum(cursor: ByteCursor): void {
  const flag = cursor.u8();
  switch (flag) {
    case NULL_FLAG:
      break;
    case MEMCOMPARABLE_FLAG:
      cursor.at = decodeMemcomparable(cursor.bytes, cursor.at, cursor.end).end;
      break;
    case COMPACT_FLAG:
      cursor.varint();
      skip(cursor, lengthOf(cursor));
      break;
    case INT_FLAG:
    case UINT_FLAG:
    case FLOAT_FLAG:
    case DURATION_FLAG:
      skip(cursor, 8);
      break;
    case DECIMAL_FLAG: {
      const precision = cursor.u8();
      skip(cursor, decimalBytes(precision, cursor.u8()));
      break;
    }
    case VARINT_FLAG:
    case UVARINT_FLAG:
      cursor.uvarint();
      break;
    case JSON_FLAG:
      skip(cursor, jsonBytes(cursor));
      break;
    case VECTOR_FLAG:
      skip(cursor, cursor.u32() * FLOAT32_BYTES);
      break;
    default:
      throw new Corruption(`datum flag ${flag} is not known`);
  }
}

function skip(cursor: ByteCursor, length: number): void {
  cursor.need(length);
  cursor.at += length;
}

function lengthOf(cursor: ByteCursor): number {
  const length = cursor.signedNumber();
  if (length < 0) throw new Corruption(`a length of ${length} is not possible`);
  return length;
}

function mismatch(codec: ColumnCodec, flag: number): Corruption {
  return new Corruption(`datum flag ${flag} does not fit a column read as ${codec.kind}`);
}

function stringDatum(codec: ColumnCodec, bytes: Uint8Array): ColumnValue {
  if (codec.kind === 'bytes') return bytes;
  if (codec.kind === 'text') return textOf(bytes, 0, bytes.length);
  if (codec.kind === 'latin1') return latin1TextOf(bytes, 0, bytes.length);
  throw mismatch(codec, COMPACT_FLAG);
}

/** The value of the integer in the cursor's `hi` and `lo`, for each kind that is stored as one. */
export function integral(codec: ColumnCodec, cursor: ByteCursor): ColumnValue {
  switch (codec.kind) {
    case 'int':
      return cursor.signedNumber();
    case 'unsignedInt':
      return cursor.unsignedNumber();
    case 'bigint':
      return cursor.signedBigInt();
    case 'unsignedBigint':
    case 'bit':
      return cursor.unsignedBigInt();
    case 'time':
      return timeText(cursor.signedNumber(), codec.fractionDigits);
    case 'datetime':
      return packedTimeText(cursor.hi, cursor.lo, codec.timeFormat);
    case 'enum':
      return enumName(codec.elems, cursor.hi === 0 ? cursor.lo : 0);
    case 'set':
      return setNames(codec.elems, cursor.hi, cursor.lo);
    default:
      throw new Corruption(`an integer does not fit a column read as ${codec.kind}`);
  }
}

/** The member of an ENUM by its number. Zero, the error value, and numbers past the list are the empty string. */
export function enumName(elems: readonly string[], number: number): string {
  return elems[number - 1] ?? '';
}

/** The members of a SET by its bit mask. Throws `Corruption` for a bit without a member. */
export function setNames(elems: readonly string[], hi: number, lo: number): string {
  if ((hi | lo) === 0) return '';
  const names: string[] = [];
  for (let bit = 0; bit < 64; bit += 1) {
    const word = bit < 32 ? lo : hi;
    if (((word >>> (bit & 31)) & 1) === 0) continue;
    const name = elems[bit];
    if (name === undefined) throw new Corruption(`SET has no member ${bit + 1}`);
    names.push(name);
  }
  return names.join(',');
}

/** MySQL has neither NaN nor infinity; should one be stored all the same, it is read as 0, as TiCDC does. */
function floating(codec: ColumnCodec, value: number): number {
  if (!Number.isFinite(value)) return 0;
  return codec.kind === 'float' ? shortestFloat32(value) : value;
}

function readVector(cursor: ByteCursor): string {
  const count = cursor.u32();
  cursor.need(count * FLOAT32_BYTES);
  const parts: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const value = cursor.float32();
    if (!Number.isFinite(value)) throw new Corruption('a VECTOR element is not finite');
    parts.push(plainNumber(shortestFloat32(value)));
  }
  return `[${parts.join(',')}]`;
}
