import { EmulatorError } from '../../errors/TiValveError';
import { ByteReader } from './ByteReader';
import type { ByteWriter } from './ByteWriter';
import { decodeJson, encodeJson, jsonLength, jsonNodeOf, parseJsonText, plainDigits, printJson } from './binaryJson';
import { type ColumnInput, FLAGS, TP } from './columnTypes';
import { decimalText, readDecimal, writeDecimal } from './decimal';
import type { FieldTypeJson } from './schemaJson';
import { packTime, printNanos, printTime, timeNanos } from './time';

/** What row JSON would show of a column. */
export type ShownValue = string | number | null;

/** A value between what was given and what is stored. */
export type Datum = bigint | number | string | Uint8Array;

type Kind =
  | 'int'
  | 'uint'
  | 'float'
  | 'double'
  | 'decimal'
  | 'text'
  | 'bytes'
  | 'bit'
  | 'enum'
  | 'set'
  | 'packedTime'
  | 'time'
  | 'json'
  | 'vector';

const INTEGER_BITS: ReadonlyMap<number, number> = new Map([
  [TP.tinyint, 8],
  [TP.smallint, 16],
  [TP.mediumint, 24],
  [TP.int, 32],
  [TP.bigint, 64],
]);

const YEARS = { first: 1901n, last: 2155n } as const;

function kindOf(type: FieldTypeJson): Kind {
  if (INTEGER_BITS.has(type.Tp)) return (type.Flag & FLAGS.unsigned) === 0 ? 'int' : 'uint';
  switch (type.Tp) {
    case TP.year:
      return 'int';
    case TP.float:
      return 'float';
    case TP.double:
      return 'double';
    case TP.decimal:
      return 'decimal';
    case TP.bit:
      return 'bit';
    case TP.enum:
      return 'enum';
    case TP.set:
      return 'set';
    case TP.date:
    case TP.datetime:
    case TP.timestamp:
      return 'packedTime';
    case TP.time:
      return 'time';
    case TP.json:
      return 'json';
    case TP.vector:
      return 'vector';
    default:
      return type.Charset === 'binary' ? 'bytes' : 'text';
  }
}

const UNPADDED = /[ ]+$/;

/** Encodes, decodes and prints the values of one column. */
export class ColumnCodec {
  readonly #type: FieldTypeJson;
  readonly #name: string;
  readonly #kind: Kind;

  constructor(name: string, type: FieldTypeJson) {
    this.#name = name;
    this.#type = type;
    this.#kind = kindOf(type);
  }

  /** Takes what was given for the column; throws `TV_EMULATOR_USAGE` for what it cannot hold. */
  datumOf(input: Exclude<ColumnInput, null>): Datum {
    try {
      return this.#datumOf(input);
    } catch (error) {
      if (error instanceof EmulatorError) {
        throw new EmulatorError('TV_EMULATOR_USAGE', `column ${this.#name}: ${error.message}`, { cause: error });
      }
      throw error;
    }
  }

  #datumOf(input: Exclude<ColumnInput, null>): Datum {
    const { Flen, Decimal, Tp } = this.#type;
    switch (this.#kind) {
      case 'int':
      case 'uint':
      case 'bit':
        return this.#integer(integerOf(input));
      case 'float':
        return Math.fround(finite(Number(input)));
      case 'double':
        return finite(Number(input));
      case 'decimal':
        return decimalText(String(input), Flen, Decimal);
      case 'text':
        return this.#text(textOf(input));
      case 'bytes':
        return this.#bytes(bytesOf(input));
      case 'enum':
        return this.#member(input);
      case 'set':
        return this.#members(input);
      case 'packedTime':
        return packTime(textOf(input), Tp === TP.date ? 0 : Decimal);
      case 'time':
        return timeNanos(textOf(input), Decimal);
      case 'json':
        return encodeJson(typeof input === 'string' ? parseJsonText(input) : jsonNodeOf(input));
      case 'vector':
        return vectorBytes(input);
    }
  }

  #integer(value: bigint): bigint {
    const { Tp, Flen } = this.#type;
    if (Tp === TP.year) return within(value, value === 0n ? 0n : YEARS.first, YEARS.last);
    if (Tp === TP.bit) return within(value, 0n, (1n << BigInt(Flen)) - 1n);
    const bits = BigInt(INTEGER_BITS.get(Tp) ?? 64);
    return this.#kind === 'uint'
      ? within(value, 0n, (1n << bits) - 1n)
      : within(value, -(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n);
  }

  #text(text: string): string {
    const { Tp, Flen } = this.#type;
    if ((Tp === TP.char || Tp === TP.varchar) && text.length > Flen && [...text].length > Flen) {
      throw wrong(`a text of more than ${Flen} characters`);
    }
    return Tp === TP.char ? text.replace(UNPADDED, '') : text;
  }

  #bytes(bytes: Uint8Array): Uint8Array {
    const { Tp, Flen } = this.#type;
    if (bytes.length > Flen) throw wrong(`more than ${Flen} bytes`);
    return Tp === TP.char ? Buffer.concat([bytes], Flen) : bytes;
  }

  #member(input: ColumnInput): bigint {
    const elems = this.#type.Elems ?? [];
    if (typeof input !== 'string') return within(integerOf(input), 0n, BigInt(elems.length));
    const index = elems.indexOf(input);
    if (index < 0 && input !== '') throw wrong(`${JSON.stringify(input)} is not a member`);
    return BigInt(index + 1);
  }

  #members(input: ColumnInput): bigint {
    const elems = this.#type.Elems ?? [];
    if (typeof input !== 'string') return within(integerOf(input), 0n, (1n << BigInt(elems.length)) - 1n);
    let mask = 0n;
    for (const member of input === '' ? [] : input.split(',')) {
      const index = elems.indexOf(member);
      if (index < 0) throw wrong(`${JSON.stringify(member)} is not a member`);
      mask |= 1n << BigInt(index);
    }
    return mask;
  }

  /** Writes the bytes that a row of format 2 has for the value. */
  writeStored(writer: ByteWriter, value: Datum): void {
    switch (this.#kind) {
      case 'int':
      case 'time':
        writer.shortInt(value as bigint);
        break;
      case 'uint':
      case 'bit':
      case 'enum':
      case 'set':
      case 'packedTime':
        writer.shortUint(value as bigint);
        break;
      case 'float':
      case 'double':
        writer.comparableFloat(value as number);
        break;
      case 'decimal':
        writeDecimal(writer, value as string, this.#type.Flen, this.#type.Decimal);
        break;
      case 'text':
        writer.text(value as string);
        break;
      case 'bytes':
      case 'json':
      case 'vector':
        writer.bytes(value as Uint8Array);
        break;
    }
  }

  /** Writes the flagged datum that a row of format 1 has for the value. */
  writeFlagged(writer: ByteWriter, value: Datum): void {
    switch (this.#kind) {
      case 'int':
      case 'time':
        writer.u8(FLAG.varint).varint(value as bigint);
        break;
      case 'uint':
      case 'bit':
      case 'enum':
      case 'set':
      case 'packedTime':
        writer.u8(FLAG.uvarint).uvarint(value as bigint);
        break;
      case 'text':
      case 'bytes': {
        const bytes = typeof value === 'string' ? Buffer.from(value) : (value as Uint8Array);
        writer.u8(FLAG.compactBytes).varint(BigInt(bytes.length)).bytes(bytes);
        break;
      }
      default:
        this.#writeFlag(writer);
        this.writeStored(writer, value);
    }
  }

  /** Writes the datum that index entries and common handles have for the value. */
  writeKey(writer: ByteWriter, value: Datum): void {
    switch (this.#kind) {
      case 'int':
        writer.u8(FLAG.int).comparableInt(value as bigint);
        break;
      case 'time':
        writer.u8(FLAG.duration).comparableInt(value as bigint);
        break;
      case 'uint':
      case 'bit':
      case 'enum':
      case 'set':
      case 'packedTime':
        writer.u8(FLAG.uint).u64BE(value as bigint);
        break;
      case 'text':
        writer.u8(FLAG.bytes).memcomparable(Buffer.from(this.sortKey(value as string)));
        break;
      case 'bytes':
        writer.u8(FLAG.bytes).memcomparable(value as Uint8Array);
        break;
      case 'json':
      case 'vector':
        throw wrong(`column ${this.#name} cannot be part of an index`);
      default:
        this.#writeFlag(writer);
        this.writeStored(writer, value);
    }
  }

  #writeFlag(writer: ByteWriter): void {
    const flags: Partial<Record<Kind, number>> = {
      float: FLAG.float,
      double: FLAG.float,
      decimal: FLAG.decimal,
      json: FLAG.json,
      vector: FLAG.vector,
    };
    writer.u8(flags[this.#kind] ?? FLAG.null);
  }

  /** What of a text goes into keys. */
  sortKey(text: string): string {
    const { Collate } = this.#type;
    if (Collate === 'utf8mb4_0900_bin') return text;
    if (!PLAIN_COLLATIONS.has(Collate)) {
      throw wrong(`column ${this.#name}: the emulator has no sort keys of ${Collate}`);
    }
    return text.replace(UNPADDED, '');
  }

  /** The first `length` characters, or bytes, of a value: what an index over a prefix keeps. */
  prefixOf(value: Datum, length: number): Datum {
    if (length < 0) return value;
    return typeof value === 'string' ? [...value].slice(0, length).join('') : (value as Uint8Array).slice(0, length);
  }

  /** Whether a key alone does not give the value back, so that rows and index entries keep it beside the key. */
  get needsRestoredData(): boolean {
    const { Tp, Collate } = this.#type;
    if (this.#kind !== 'text' || Collate === 'utf8mb4_0900_bin') return false;
    return !PLAIN_COLLATIONS.has(Collate) || Tp === TP.varchar;
  }

  /** Whether the text's length without trailing spaces restores it. */
  get isPlainCollation(): boolean {
    return PLAIN_COLLATIONS.has(this.#type.Collate);
  }

  /** Reads what `writeStored` wrote. */
  readStored(bytes: Uint8Array): Datum {
    const reader = new ByteReader(bytes);
    switch (this.#kind) {
      case 'int':
      case 'time':
        return reader.restInt(true);
      case 'uint':
      case 'bit':
      case 'enum':
      case 'set':
      case 'packedTime':
        return reader.restInt(false);
      case 'float':
      case 'double':
        return reader.comparableFloat();
      case 'decimal':
        return this.#rescaled(readDecimal(reader));
      case 'text':
        return reader.take(reader.left).toString('utf8');
      case 'bytes':
      case 'json':
      case 'vector':
        return reader.take(reader.left);
    }
  }

  /** Reads one flagged datum of a row of format 1 or of a key; `null` for NULL. */
  readFlagged(reader: ByteReader): Datum | null {
    const flag = reader.u8();
    switch (flag) {
      case FLAG.null:
        return null;
      case FLAG.int:
      case FLAG.duration:
        return reader.comparableInt();
      case FLAG.uint:
        return reader.u64BE();
      case FLAG.varint:
        return reader.varint();
      case FLAG.uvarint:
        return reader.uvarint();
      case FLAG.float:
        return reader.comparableFloat();
      case FLAG.decimal:
        return this.#rescaled(readDecimal(reader));
      case FLAG.bytes:
      case FLAG.compactBytes: {
        const bytes = flag === FLAG.bytes ? reader.memcomparable() : reader.take(Number(reader.varint()));
        return this.#kind === 'text' ? bytes.toString('utf8') : bytes;
      }
      case FLAG.json:
        return reader.take(jsonLength(reader.peek()));
      case FLAG.vector:
        return reader.take(4 + new ByteReader(reader.peek()).u32LE() * 4);
      default:
        throw wrong(`column ${this.#name}: a datum with flag ${flag} cannot be read`);
    }
  }

  /** A wider scale of the column is shown for rows that were written before it. */
  #rescaled(text: string): string {
    const { Decimal } = this.#type;
    const [, fraction = ''] = text.split('.');
    return fraction.length >= Decimal ? text : decimalText(text, 65, Decimal);
  }

  /** A value as row JSON shows it. */
  shown(value: Datum): string | number {
    const { Tp, Decimal, Elems } = this.#type;
    switch (this.#kind) {
      case 'int':
      case 'uint':
        return Tp === TP.bigint ? String(value) : Number(value);
      case 'float':
        return shortestFloat(value as number);
      case 'double':
        return value as number;
      case 'bit':
        return String(value);
      case 'enum':
        return Elems?.[Number(value) - 1] ?? '';
      case 'set':
        return (Elems ?? []).filter((_, bit) => (((value as bigint) >> BigInt(bit)) & 1n) === 1n).join(',');
      case 'packedTime':
        return printTime(value as bigint, Decimal, Tp === TP.date);
      case 'time':
        return printNanos(value as bigint, Decimal);
      case 'bytes':
        return Buffer.from(value as Uint8Array).toString('base64');
      case 'json':
        return printJson(decodeJson(value as Uint8Array));
      case 'vector':
        return printVector(value as Uint8Array);
      default:
        return value as string;
    }
  }
}

const FLAG = {
  null: 0x00,
  bytes: 0x01,
  compactBytes: 0x02,
  int: 0x03,
  uint: 0x04,
  float: 0x05,
  decimal: 0x06,
  duration: 0x07,
  varint: 0x08,
  uvarint: 0x09,
  json: 0x0a,
  vector: 0x14,
} as const;

/** Collations whose sort key is the text itself without its trailing spaces. */
const PLAIN_COLLATIONS: ReadonlySet<string> = new Set(['utf8mb4_bin', 'utf8_bin', 'ascii_bin', 'latin1_bin']);

function wrong(detail: string): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', detail);
}

function integerOf(input: ColumnInput): bigint {
  if (typeof input === 'bigint') return input;
  if (typeof input === 'boolean') return input ? 1n : 0n;
  if (typeof input === 'number' && Number.isSafeInteger(input)) return BigInt(input);
  if (typeof input === 'string' && /^[-+]?\d+$/.test(input)) return BigInt(input);
  throw wrong(`${String(input)} is not an integer`);
}

function within(value: bigint, min: bigint, max: bigint): bigint {
  if (value < min || value > max) throw wrong(`${value} is out of range`);
  return value;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw wrong(`${value} is not a finite number`);
  return value;
}

function textOf(input: ColumnInput): string {
  if (typeof input === 'string') return input;
  if (typeof input === 'number' || typeof input === 'bigint') return String(input);
  throw wrong(`a ${typeof input} is not text`);
}

function bytesOf(input: ColumnInput): Uint8Array {
  if (input instanceof Uint8Array) return input;
  if (typeof input === 'string') return Buffer.from(input, 'base64');
  throw wrong(`a ${typeof input} is not bytes`);
}

function vectorBytes(input: ColumnInput): Uint8Array {
  const parsed: unknown = typeof input === 'string' ? JSON.parse(input) : input;
  if (!Array.isArray(parsed)) throw wrong('a VECTOR is an array of numbers');
  const bytes = Buffer.alloc(4 + parsed.length * 4);
  bytes.writeUInt32LE(parsed.length);
  for (const [i, element] of parsed.entries()) bytes.writeFloatLE(finite(Number(element)), 4 + i * 4);
  return bytes;
}

function printVector(bytes: Uint8Array): string {
  const reader = new ByteReader(bytes);
  const elements = Array.from({ length: reader.u32LE() }, () => plainDigits(shortestFloat(reader.f32LE())));
  return `[${elements.join(',')}]`;
}

const FLOAT_DIGITS = 9;

/** The number with the fewest digits that is the same 32-bit float. */
function shortestFloat(value: number): number {
  for (let digits = 1; digits < FLOAT_DIGITS; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(FLOAT_DIGITS));
}
