import { EmulatorError } from '../../errors/TiValveError';
import { ByteReader } from './ByteReader';
import { ByteWriter } from './ByteWriter';
import { printNanos, printTime } from './time';

/** A JSON document: integers are bigints, doubles numbers, objects maps. */
export type JsonNode = null | boolean | bigint | number | string | readonly JsonNode[] | ReadonlyMap<string, JsonNode>;

const TYPES = {
  object: 0x01,
  array: 0x03,
  literal: 0x04,
  int: 0x09,
  uint: 0x0a,
  double: 0x0b,
  string: 0x0c,
  // Expressions such as CAST put these into documents; they are read, as text, and not written.
  opaque: 0x0d,
  date: 0x0e,
  datetime: 0x0f,
  timestamp: 0x10,
  time: 0x11,
} as const;
const LITERALS = [null, true, false] as const;
const HEADER_BYTES = 8;
const KEY_ENTRY_BYTES = 6;
const VALUE_ENTRY_BYTES = 5;
const MAX_INT = (1n << 63n) - 1n;
const MIN_INT = -(1n << 63n);
const MAX_UINT = (1n << 64n) - 1n;

/** A document given as a plain value: safe integers are integers, other numbers doubles. */
export function jsonNodeOf(value: unknown): JsonNode {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return integerNode(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(jsonNodeOf);
  if (typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, item]) => [key, jsonNodeOf(item)]));
  }
  throw new EmulatorError('TV_EMULATOR_USAGE', `a ${typeof value} has no place in a JSON document`);
}

function integerNode(value: bigint): JsonNode {
  return value >= MIN_INT && value <= MAX_UINT ? value : Number(value);
}

const TOKEN = /\s*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(true|false|null))/y;

/** Parses JSON text as TiDB does: an integer stays one as long as 64 bits hold it. */
export function parseJsonText(text: string): JsonNode {
  // JSON.parse would take 1.0 for 1 and round large integers; it still tells whether the text is well formed.
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new EmulatorError('TV_EMULATOR_USAGE', `${JSON.stringify(text.slice(0, 80))} is not JSON`, { cause });
  }
  TOKEN.lastIndex = 0;
  const next = (): RegExpExecArray => {
    const token = TOKEN.exec(text);
    if (token === null) throw new EmulatorError('TV_EMULATOR_USAGE', `JSON text cannot be read at ${TOKEN.lastIndex}`);
    return token;
  };
  return nodeFrom(next(), next);
}

function nodeFrom([, mark, string, number, literal]: RegExpExecArray, next: () => RegExpExecArray): JsonNode {
  if (string !== undefined) return JSON.parse(string) as string;
  if (number !== undefined) return /[.eE]/.test(number) ? Number(number) : integerNode(BigInt(number));
  if (literal !== undefined) return literal === 'null' ? null : literal === 'true';
  if (mark === '[') {
    const items: JsonNode[] = [];
    for (let token = next(); token[1] !== ']'; token = next()) {
      if (token[1] !== ',') items.push(nodeFrom(token, next));
    }
    return items;
  }
  const fields = new Map<string, JsonNode>();
  for (let token = next(); token[1] !== '}'; token = next()) {
    if (token[1] === ',') continue;
    next();
    fields.set(JSON.parse(token[2] ?? '""') as string, nodeFrom(next(), next));
  }
  return fields;
}

/** A document in TiDB's binary form: its type byte, then its value. */
export function encodeJson(node: JsonNode): Uint8Array {
  const { type, bytes } = valueOf(node);
  return Buffer.concat([Uint8Array.of(type), bytes]);
}

function valueOf(node: JsonNode): { readonly type: number; readonly bytes: Uint8Array } {
  const writer = new ByteWriter();
  if (node === null || typeof node === 'boolean') {
    return { type: TYPES.literal, bytes: Uint8Array.of(LITERALS.indexOf(node)) };
  }
  if (typeof node === 'bigint') {
    return { type: node > MAX_INT ? TYPES.uint : TYPES.int, bytes: writer.u64LE(BigInt.asUintN(64, node)).take() };
  }
  if (typeof node === 'number') return { type: TYPES.double, bytes: writer.f64LE(node).take() };
  if (typeof node === 'string') {
    const text = Buffer.from(node);
    return { type: TYPES.string, bytes: writer.uvarint(BigInt(text.length)).bytes(text).take() };
  }
  if (node instanceof Map) return { type: TYPES.object, bytes: objectValue(node as ReadonlyMap<string, JsonNode>) };
  return { type: TYPES.array, bytes: containerValue([], node as readonly JsonNode[]) };
}

function objectValue(fields: ReadonlyMap<string, JsonNode>): Uint8Array {
  const sorted = [...fields]
    .map(([key, node]) => ({ key: Buffer.from(key), node }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  return containerValue(
    sorted.map(({ key }) => key),
    sorted.map(({ node }) => node),
  );
}

/** Counts, entries, keys, values; offsets count from the first byte of the value. */
function containerValue(keys: readonly Uint8Array[], nodes: readonly JsonNode[]): Uint8Array {
  const writer = new ByteWriter();
  const values = nodes.map(valueOf);
  let offset = HEADER_BYTES + keys.length * KEY_ENTRY_BYTES + nodes.length * VALUE_ENTRY_BYTES;
  const keyOffset = offset;
  for (const key of keys) offset += key.length;
  const valueOffset = offset;
  for (const { type, bytes } of values) if (type !== TYPES.literal) offset += bytes.length;
  writer.u32LE(nodes.length).u32LE(offset);
  let at = keyOffset;
  for (const key of keys) {
    writer.u32LE(at).u16LE(key.length);
    at += key.length;
  }
  at = valueOffset;
  for (const { type, bytes } of values) {
    writer.u8(type).u32LE(type === TYPES.literal ? (bytes[0] ?? 0) : at);
    if (type !== TYPES.literal) at += bytes.length;
  }
  for (const key of keys) writer.bytes(key);
  for (const { type, bytes } of values) if (type !== TYPES.literal) writer.bytes(bytes);
  return writer.take();
}

/** Reads what `encodeJson` wrote. */
export function decodeJson(bytes: Uint8Array): JsonNode {
  return nodeAt(bytes[0] ?? 0, bytes.subarray(1));
}

function nodeAt(type: number, value: Uint8Array): JsonNode {
  const reader = new ByteReader(value);
  switch (type) {
    case TYPES.literal:
      return LITERALS[reader.u8()] ?? null;
    case TYPES.int:
      return BigInt.asIntN(64, reader.u64LE());
    case TYPES.uint:
      return reader.u64LE();
    case TYPES.double:
      return reader.f64LE();
    case TYPES.string:
      return reader.take(Number(reader.uvarint())).toString('utf8');
    case TYPES.array:
    case TYPES.object: {
      const count = reader.u32LE();
      reader.u32LE();
      const keys: string[] = [];
      for (let i = 0; type === TYPES.object && i < count; i += 1) {
        const offset = reader.u32LE();
        keys.push(new ByteReader(value, offset).take(reader.u16LE()).toString('utf8'));
      }
      const items = Array.from({ length: count }, () => {
        const itemType = reader.u8();
        const offset = reader.u32LE();
        return nodeAt(itemType, itemType === TYPES.literal ? Uint8Array.of(offset) : value.subarray(offset));
      });
      return type === TYPES.array ? items : new Map(keys.map((key, i) => [key, items[i] ?? null]));
    }
    case TYPES.opaque: {
      const column = reader.u8();
      return `base64:type${column}:${reader.take(Number(reader.uvarint())).toString('base64')}`;
    }
    case TYPES.date:
    case TYPES.datetime:
    case TYPES.timestamp:
      return printTime(packedOf(reader.u64LE()), 6, type === TYPES.date);
    case TYPES.time:
      return printNanos(BigInt.asIntN(64, reader.u64LE()), 6);
    default:
      throw new EmulatorError('TV_EMULATOR_USAGE', `JSON of type ${type} cannot be read`);
  }
}

/** Times within documents have bit fields of their own; this makes the form of rows of them. */
function packedOf(bits: bigint): bigint {
  const field = (from: bigint, count: bigint): bigint => (bits >> from) & ((1n << count) - 1n);
  const ymd = ((field(50n, 14n) * 13n + field(46n, 4n)) << 5n) | field(41n, 5n);
  const hms = (field(36n, 5n) << 12n) | (field(30n, 6n) << 6n) | field(24n, 6n);
  return (((ymd << 17n) | hms) << 24n) | field(4n, 20n);
}

const TIME_BYTES = 12;
const NUMBER_BYTES = 8;

/** How many bytes a document takes, its type byte included; what follows is not looked at. */
export function jsonLength(bytes: Uint8Array): number {
  const reader = new ByteReader(bytes);
  const type = reader.u8();
  switch (type) {
    case TYPES.literal:
      return 2;
    case TYPES.object:
    case TYPES.array:
      reader.u32LE();
      return 1 + reader.u32LE();
    case TYPES.string:
    case TYPES.opaque: {
      if (type === TYPES.opaque) reader.u8();
      const length = Number(reader.uvarint());
      return bytes.length - reader.left + length;
    }
    case TYPES.time:
      return 1 + TIME_BYTES;
    default:
      return 1 + NUMBER_BYTES;
  }
}

/** A document as TiDB prints it. */
export function printJson(node: JsonNode): string {
  if (typeof node === 'number') return printDouble(node);
  if (typeof node === 'string') return printString(node);
  if (node === null || typeof node !== 'object') return String(node);
  if (node instanceof Map) {
    const fields = [...(node as ReadonlyMap<string, JsonNode>)].map(([k, v]) => `${printString(k)}: ${printJson(v)}`);
    return `{${fields.join(', ')}}`;
  }
  return `[${(node as readonly JsonNode[]).map(printJson).join(', ')}]`;
}

function printString(text: string): string {
  // JSON.stringify has short forms for backspace and form feed; TiDB has none.
  return JSON.stringify(text).replace(/\\.|[\u2028\u2029]/g, (part) => {
    if (part === '\\b') return '\\u0008';
    if (part === '\\f') return '\\u000c';
    return part.length === 1 ? `\\u${part.charCodeAt(0).toString(16)}` : part;
  });
}

const SMALLEST_PLAIN = 1e-15;
const LARGEST_PLAIN = 1e15;

function printDouble(value: number): string {
  const size = Math.abs(value);
  if (Object.is(value, -0)) return '-0.0';
  if (size !== 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
    return value.toExponential().replace('+', '');
  }
  const text = plainDigits(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** The shortest digits that read back to the same double, without an exponent. */
export function plainDigits(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', exponent = ''] = match;
  const shift = Number(exponent);
  if (shift > 0) return `${sign}${first}${rest.padEnd(shift, '0')}`;
  return `${sign}0.${'0'.repeat(-shift - 1)}${first}${rest}`;
}
