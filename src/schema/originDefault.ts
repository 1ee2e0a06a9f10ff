import type { ColumnValue } from '../model/row';
import { type ColumnCodec, enumName, setNames } from './columnCodec';
import { type FieldType, isBinaryType, TYPE_CODES, TYPE_FLAGS } from './columnType';
import { rescaleDecimal } from './decimalText';
import { shortestFloat32 } from './floatText';
import { normalDateTime, normalTime } from './timeText';

/** What a schema says about the value of rows that are older than a column. */
export interface OriginDefault {
  /** Text or number; `undefined` when the column has none. */
  readonly value: string | number | undefined;
  /** The bytes of a BIT, big-endian, which the text form damages. */
  readonly bits: Uint8Array | undefined;
}

/**
 * The value of a column in rows that were written before it existed: its origin default in the column's type, else
 * NULL, else the zero of a type that must not be NULL.
 */
export function missingValue(codec: Omit<ColumnCodec, 'missing'>, type: FieldType, origin: OriginDefault): ColumnValue {
  if (origin.value !== undefined || origin.bits !== undefined) return convert(codec, type, origin);
  if ((type.flags & TYPE_FLAGS.notNull) === 0) return null;
  return zeroOf(codec, type);
}

function convert(codec: Omit<ColumnCodec, 'missing'>, type: FieldType, { value, bits }: OriginDefault): ColumnValue {
  if (codec.kind === 'bit') return bigEndian(bits ?? Buffer.from(String(value ?? ''), 'latin1'));
  const text = String(value ?? '');
  switch (codec.kind) {
    case 'int':
    case 'unsignedInt':
      return Math.round(finite(text));
    case 'bigint':
    case 'unsignedBigint':
      return BigInt(rescaleDecimal(text, 0) ?? 0);
    case 'float':
      return shortestFloat32(finite(text));
    case 'double':
      return finite(text);
    case 'decimal':
      return rescaleDecimal(text, codec.scale) ?? text;
    case 'datetime':
      return normalDateTime(text, codec.timeFormat);
    case 'time':
      return normalTime(text, codec.fractionDigits);
    case 'enum':
      return typeof value === 'number' ? enumName(codec.elems, value) : text;
    case 'set':
      return typeof value === 'number' ? setNames(codec.elems, Math.floor(value / 0x1_0000_0000), value >>> 0) : text;
    case 'bytes':
      return padded(Buffer.from(text, 'utf8'), type);
    case 'json':
    case 'vector':
    case 'text':
    case 'latin1':
      return text;
  }
}

function finite(text: string): number {
  const number = Number(text);
  return Number.isFinite(number) ? number : 0;
}

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt.asUintN(64, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}

/** BINARY(n) is as long as its type says; the other types keep their length. */
function padded(bytes: Uint8Array, type: FieldType): Uint8Array {
  const length =
    type.code === TYPE_CODES.string && isBinaryType(type) ? Math.max(type.flen, bytes.length) : bytes.length;
  const result = new Uint8Array(length);
  result.set(bytes);
  return result;
}

function zeroOf(codec: Omit<ColumnCodec, 'missing'>, type: FieldType): ColumnValue {
  switch (codec.kind) {
    case 'int':
    case 'unsignedInt':
    case 'float':
    case 'double':
      return 0;
    case 'bigint':
    case 'unsignedBigint':
    case 'bit':
      return 0n;
    case 'decimal':
      return rescaleDecimal('0', codec.scale) ?? '0';
    case 'datetime':
      return normalDateTime('0000-00-00 00:00:00', codec.timeFormat);
    case 'time':
      return normalTime('00:00:00', codec.fractionDigits);
    case 'enum':
      return enumName(codec.elems, 1);
    case 'json':
      return 'null';
    case 'vector':
      return '[]';
    case 'bytes':
      return padded(new Uint8Array(0), type);
    case 'set':
    case 'text':
    case 'latin1':
      return '';
  }
}
