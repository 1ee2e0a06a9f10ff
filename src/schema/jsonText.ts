import { Corruption } from '../model/corruption';
import { ByteCursor, textOf } from './ByteCursor';
import { plainNumber } from './floatText';
import { clockText, dateText, timeText } from './timeText';

const OBJECT = 0x01;
const ARRAY = 0x03;
const LITERAL = 0x04;
const INT64 = 0x09;
const UINT64 = 0x0a;
const DOUBLE = 0x0b;
const STRING = 0x0c;
const OPAQUE = 0x0d;
const DATE = 0x0e;
const DATETIME = 0x0f;
const TIMESTAMP = 0x10;
const TIME = 0x11;

const HEADER_BYTES = 8;
const KEY_ENTRY_BYTES = 6;
const VALUE_ENTRY_BYTES = 5;
const MAX_DEPTH = 128;
const EXPONENT_BELOW = 1e-15;
const EXPONENT_FROM = 1e15;
const TIME_DIGITS = 6;

/** A double inside JSON as TiDB prints it: a fraction always, an exponent without plus sign only at the far ends. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) throw new Corruption('a JSON number is not finite');
  const size = Math.abs(value);
  if (size !== 0 && (size < EXPONENT_BELOW || size >= EXPONENT_FROM)) return value.toExponential().replace('+', '');
  const text = plainNumber(value);
  return text.includes('.') ? text : `${text}.0`;
}

// oxlint-disable-next-line no-control-regex
const NEEDS_ESCAPE = /["\\\u0000-\u001f\u2028\u2029]/;
const ESCAPED = new RegExp(NEEDS_ESCAPE, 'g');

function escapeOf(character: string): string {
  switch (character) {
    case '"':
      return '\\"';
    case '\\':
      return '\\\\';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}

function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? `"${text.replaceAll(ESCAPED, escapeOf)}"` : `"${text}"`;
}

/**
 * Prints one binary JSON document. Offsets may point anywhere, so what a document refers to is charged against its own
 * length: one that refers to the same bytes twice, which no writer does, cannot grow without bound.
 */
class JsonPrinter {
  readonly #cursor = new ByteCursor();
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #budget: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#end = end;
    this.#budget = end - start;
  }

  #seek(at: number): ByteCursor {
    this.#cursor.reset(this.#bytes, at, this.#end);
    return this.#cursor;
  }

  #charge(bytes: number): void {
    this.#budget -= bytes;
    if (this.#budget < 0) throw new Corruption('JSON refers to more than it holds');
  }

  value(type: number, at: number, depth: number): string {
    const cursor = this.#seek(at);
    switch (type) {
      case OBJECT:
      case ARRAY:
        return this.#container(type, at, depth);
      case LITERAL:
        return literalText(cursor.u8());
      case INT64:
        cursor.int64();
        return cursor.signedBigInt().toString();
      case UINT64:
        cursor.int64();
        return cursor.unsignedBigInt().toString();
      case DOUBLE:
        return doubleText(cursor.float64());
      case STRING: {
        const length = this.#length(cursor);
        return quoted(cursor.text(length));
      }
      case OPAQUE: {
        const mysqlType = cursor.u8();
        const bytes = cursor.take(this.#length(cursor));
        return `"base64:type${mysqlType}:${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')}"`;
      }
      case DATE:
      case DATETIME:
      case TIMESTAMP:
        cursor.int64();
        return `"${coreTimeText(cursor.hi, cursor.lo, type === DATE)}"`;
      case TIME:
        cursor.int64();
        cursor.need(4);
        return `"${timeText(cursor.signedNumber(), TIME_DIGITS)}"`;
      default:
        throw new Corruption(`JSON type ${type} is not known`);
    }
  }

  #length(cursor: ByteCursor): number {
    cursor.uvarint();
    const length = cursor.unsignedNumber();
    cursor.need(length);
    this.#charge(length);
    return length;
  }

  #container(type: number, start: number, depth: number): string {
    if (depth > MAX_DEPTH) throw new Corruption('JSON is nested too deeply');
    const header = this.#seek(start);
    const count = header.u32();
    const size = header.u32();
    const entries = start + HEADER_BYTES + (type === OBJECT ? count * KEY_ENTRY_BYTES : 0);
    if (size > this.#end - start || entries + count * VALUE_ENTRY_BYTES > start + size) {
      throw new Corruption('JSON container is longer than its bytes');
    }
    this.#charge(count);
    const parts: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const entry = this.#seek(entries + i * VALUE_ENTRY_BYTES);
      const childType = entry.u8();
      const child =
        childType === LITERAL ? literalText(entry.u8()) : this.#child(childType, start, size, entry.u32(), depth);
      parts.push(type === OBJECT ? `${this.#key(start, size, i)}: ${child}` : child);
    }
    return type === OBJECT ? `{${parts.join(', ')}}` : `[${parts.join(', ')}]`;
  }

  #child(type: number, start: number, size: number, offset: number, depth: number): string {
    if (offset >= size) throw new Corruption('JSON offset lies outside its container');
    return this.value(type, start + offset, depth + 1);
  }

  #key(start: number, size: number, index: number): string {
    const entry = this.#seek(start + HEADER_BYTES + index * KEY_ENTRY_BYTES);
    const offset = entry.u32();
    const length = entry.u8() | (entry.u8() << 8);
    if (offset + length > size) throw new Corruption('JSON key lies outside its object');
    this.#charge(length);
    return quoted(textOf(this.#bytes, start + offset, start + offset + length));
  }
}

function literalText(literal: number): string {
  switch (literal) {
    case 0:
      return 'null';
    case 1:
      return 'true';
    case 2:
      return 'false';
    default:
      throw new Corruption(`JSON literal ${literal} is not known`);
  }
}

/** Prints the bit field in which JSON keeps dates; it is not the packed form of columns. */
function coreTimeText(hi: number, lo: number, dateOnly: boolean): string {
  const date = dateText(hi >>> 18, (hi >>> 14) & 15, (hi >>> 9) & 31);
  if (dateOnly) return date;
  const clock = clockText((hi >>> 4) & 31, ((hi & 15) << 2) | (lo >>> 30), (lo >>> 24) & 63);
  return `${date} ${clock}.${String((lo >>> 4) & 0xfffff).padStart(TIME_DIGITS, '0')}`;
}

/** How many bytes a binary JSON document takes, its type byte included. */
export function jsonBytes(cursor: ByteCursor): number {
  const start = cursor.at;
  const sized = new ByteCursor();
  sized.reset(cursor.bytes, start, cursor.end);
  const type = sized.u8();
  let length: number;
  switch (type) {
    case OBJECT:
    case ARRAY:
      sized.u32();
      length = 1 + sized.u32();
      break;
    case LITERAL:
      length = 2;
      break;
    case STRING:
      sized.uvarint();
      length = sized.at - start + sized.unsignedNumber();
      break;
    case OPAQUE:
      sized.u8();
      sized.uvarint();
      length = sized.at - start + sized.unsignedNumber();
      break;
    case TIME:
      length = 13;
      break;
    default:
      length = 9;
  }
  cursor.need(length);
  return length;
}

/** Prints the binary JSON document at the cursor as TiDB does, and leaves the cursor behind it. */
export function readJson(cursor: ByteCursor): string {
  const { bytes, at } = cursor;
  const length = jsonBytes(cursor);
  cursor.at = at + length;
  return new JsonPrinter(bytes, at, at + length).value(bytes[at] ?? 0, at + 1, 0);
}
