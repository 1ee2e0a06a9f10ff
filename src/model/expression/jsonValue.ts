import { compareCodePoints } from './collations';
import { EvaluationFailure } from './ExpressionMistake';
import { compact, doubleText } from './numberText';

/** A JSON document, or a part of one. Integers are exact, and bigints past what a number holds. */
export type JsonValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | JsonArray
  | JsonObject;

interface Container {
  /** As JSON_DEPTH counts it. */
  readonly depth: number;
  /** How many values and characters are in it, at least. */
  readonly weight: number;
}

export interface JsonArray extends Container {
  readonly kind: 'array';
  readonly items: readonly JsonValue[];
}

export interface JsonObject extends Container {
  readonly kind: 'object';
  /** In the order of their keys' bytes, which is TiDB's. */
  readonly members: ReadonlyMap<string, JsonValue>;
}

/** Why a text is not JSON. */
export class JsonMistake extends Error {}

/** What the row codec prints is never deeper. */
const MAX_DEPTH = 130;
/** Documents that are put together do not grow beyond it, as texts do not. */
const MAX_WEIGHT = 16 * 1024 * 1024;

/** What JSON_DEPTH answers. */
export function jsonDepth(value: JsonValue): number {
  return isContainer(value) ? value.depth : 1;
}

function weightOf(value: JsonValue): number {
  if (isContainer(value)) return value.weight;
  return value.kind === 'string' ? value.value.length + 1 : 1;
}

function isContainer(value: JsonValue): value is JsonArray | JsonObject {
  return value.kind === 'array' || value.kind === 'object';
}

function containerOf(values: Iterable<JsonValue>, start: number): Container {
  let [depth, weight] = [0, start];
  for (const value of values) {
    depth = Math.max(depth, jsonDepth(value));
    weight += weightOf(value);
  }
  if (depth >= MAX_DEPTH) throw new EvaluationFailure('JSON document is nested too deeply');
  return { depth: depth + 1, weight };
}

/** Throws `EvaluationFailure` for what is nested deeper than TiDB stores. */
export function jsonArray(items: readonly JsonValue[]): JsonArray {
  return { kind: 'array', items, ...containerOf(items, 1) };
}

/** Of several members of one name the last one counts. Throws as {@link jsonArray} does. */
export function jsonObject(entries: readonly (readonly [key: string, value: JsonValue])[]): JsonObject {
  let members: ReadonlyMap<string, JsonValue> = new Map(entries);
  const isSorted = entries.every(([key], i) => i === 0 || compareCodePoints(entries[i - 1]?.[0] ?? '', key) < 0);
  if (!isSorted) members = new Map([...members].sort(([a], [b]) => compareCodePoints(a, b)));
  let weight = 1;
  for (const key of members.keys()) weight += key.length + 1;
  return { kind: 'object', members, ...containerOf(members.values(), weight) };
}

/** Whether a document is larger than one that is put together may be. */
export function isOversized(value: JsonValue): boolean {
  return weightOf(value) > MAX_WEIGHT;
}

/**
 * Reads a JSON text, in time linear in its length. A number without point and exponent is an integer as far as BIGINT
 * or BIGINT UNSIGNED holds it, and a double otherwise, as in TiDB. Throws `JsonMistake`.
 */
export function parseJson(text: string): JsonValue {
  const reader = new JsonReader(text);
  const value = reader.value(1);
  reader.end();
  return value;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANKS = /[ \t\n\r]*/y;
/** Digits of an integer that a number holds, and that any integer type holds. */
const SAFE_DIGITS = 15;
const MOST_DIGITS = 20;
const INT_MIN = -(2n ** 63n);
const UINT_MAX = 2n ** 64n - 1n;

class JsonReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  end(): void {
    this.blanks();
    if (this.at < this.text.length) throw this.wrong();
  }

  value(depth: number): JsonValue {
    this.blanks();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return { kind: 'string', value: this.string() };
      case 't':
        return this.word('true', { kind: 'boolean', value: true });
      case 'f':
        return this.word('false', { kind: 'boolean', value: false });
      case 'n':
        return this.word('null', { kind: 'null' });
      default:
        return this.number();
    }
  }

  private array(depth: number): JsonValue {
    this.enter(depth);
    const items: JsonValue[] = [];
    if (!this.takes(']')) {
      do items.push(this.value(depth + 1));
      while (this.takes(','));
      this.closes(']');
    }
    return jsonArray(items);
  }

  private object(depth: number): JsonValue {
    this.enter(depth);
    const entries: (readonly [string, JsonValue])[] = [];
    if (!this.takes('}')) {
      do {
        this.blanks();
        const key = this.string();
        this.closes(':');
        entries.push([key, this.value(depth + 1)]);
      } while (this.takes(','));
      this.closes('}');
    }
    return jsonObject(entries);
  }

  private enter(depth: number): void {
    if (depth >= MAX_DEPTH) throw new JsonMistake('it is nested too deeply');
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    if (this.text[start] !== '"') throw this.wrong();
    let isEscaped = false;
    for (let at = start + 1; ; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 0x22) {
        this.at = at + 1;
        return isEscaped ? this.unescaped(start) : this.text.slice(start + 1, at);
      }
      if (code === 0x5c) {
        isEscaped = true;
        at += 1;
      } else if (!(code >= 0x20)) {
        // Also the end, which is no code at all.
        this.at = at;
        throw this.wrong();
      }
    }
  }

  private unescaped(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw new JsonMistake(`an escape in the string at character ${start + 1} is not known`);
    }
  }

  private number(): JsonValue {
    NUMBER.lastIndex = this.at;
    const digits = NUMBER.exec(this.text)?.[0];
    if (digits === undefined) throw this.wrong();
    this.at += digits.length;
    if (!/[.eE]/.test(digits) && digits.length <= MOST_DIGITS) {
      if (digits.length <= SAFE_DIGITS) return { kind: 'integer', value: Number(digits) };
      const value = BigInt(digits);
      if (value >= INT_MIN && value <= UINT_MAX) return { kind: 'integer', value: compact(value) };
    }
    const value = Number(digits);
    if (!Number.isFinite(value)) throw new JsonMistake('a number is out of range');
    return { kind: 'double', value };
  }

  private word(word: string, value: JsonValue): JsonValue {
    if (!this.text.startsWith(word, this.at)) throw this.wrong();
    this.at += word.length;
    return value;
  }

  private takes(symbol: string): boolean {
    this.blanks();
    if (this.text[this.at] !== symbol) return false;
    this.at += 1;
    return true;
  }

  private closes(symbol: string): void {
    if (!this.takes(symbol)) throw this.wrong();
  }

  private blanks(): void {
    BLANKS.lastIndex = this.at;
    BLANKS.exec(this.text);
    this.at = BLANKS.lastIndex;
  }

  private wrong(): JsonMistake {
    return new JsonMistake(
      this.at < this.text.length ? `character ${this.at + 1} is unexpected` : 'it ends before it is complete',
    );
  }
}

/** A string as JSON, with TiDB's escapes. */
export function quotedJson(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** Prints a document as TiDB does; `null` for one that would be longer than any text may be. */
export function jsonText(value: JsonValue): string | null {
  return isOversized(value) ? null : printed(value);
}

function printed(value: JsonValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'integer':
      return String(value.value);
    case 'double':
      return fractionText(value.value);
    case 'string':
      return quotedJson(value.value);
    case 'array':
      return `[${value.items.map(printed).join(', ')}]`;
    case 'object':
      return `{${Array.from(value.members, ([key, member]) => `${quotedJson(key)}: ${printed(member)}`).join(', ')}}`;
  }
}

/** With a fraction always, unless it has an exponent. */
function fractionText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : doubleText(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** What JSON_TYPE answers. */
export function jsonTypeName(value: JsonValue): string {
  if (value.kind !== 'integer') return value.kind.toUpperCase();
  return value.value > 2n ** 63n - 1n ? 'UNSIGNED INTEGER' : 'INTEGER';
}

/** Values of a higher rank are greater, whatever they are. */
const RANKS: Readonly<Record<JsonValue['kind'], number>> = {
  null: 0,
  integer: 1,
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  boolean: 5,
};

function ordered<T extends number | bigint | boolean>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Below, at or above zero as `a` is below, equal to or above `b`, by MySQL's order of JSON. */
export function compareJson(a: JsonValue, b: JsonValue): number {
  if (a.kind === 'array' && b.kind === 'array') {
    const shared = Math.min(a.items.length, b.items.length);
    for (let i = 0; i < shared; i += 1) {
      const order = compareJson(a.items[i] as JsonValue, b.items[i] as JsonValue);
      if (order !== 0) return order;
    }
    return a.items.length - b.items.length;
  }
  if (a.kind === 'object' && b.kind === 'object') return compareObjects(a, b);
  if (a.kind === 'string' && b.kind === 'string') return compareCodePoints(a.value, b.value);
  if (a.kind === 'boolean' && b.kind === 'boolean') return ordered(a.value, b.value);
  // Numbers and bigints compare exactly.
  if (isNumber(a) && isNumber(b)) return ordered<number | bigint>(a.value, b.value);
  return RANKS[a.kind] - RANKS[b.kind];
}

function isNumber(value: JsonValue): value is Extract<JsonValue, { kind: 'integer' | 'double' }> {
  return value.kind === 'integer' || value.kind === 'double';
}

function compareObjects(a: JsonObject, b: JsonObject): number {
  if (a.members.size !== b.members.size) return a.members.size - b.members.size;
  const others = b.members.entries();
  for (const [key, member] of a.members) {
    const [otherKey, other] = others.next().value as [string, JsonValue];
    const order = compareCodePoints(key, otherKey) || compareJson(member, other);
    if (order !== 0) return order;
  }
  return 0;
}

/** A text that is the same exactly for values that compare as equal. */
export function jsonKey(value: JsonValue): string {
  switch (value.kind) {
    case 'integer':
      return String(value.value);
    case 'double':
      return Number.isInteger(value.value) ? String(BigInt(value.value)) : String(value.value);
    case 'array':
      return `[${value.items.map(jsonKey).join()}]`;
    case 'object':
      return `{${Array.from(value.members, ([key, member]) => `${JSON.stringify(key)}:${jsonKey(member)}`).join()}}`;
    default:
      return printed(value);
  }
}
