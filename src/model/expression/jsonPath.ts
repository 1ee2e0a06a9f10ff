import type { JsonValue } from './jsonValue';

/** A place in an array: `offset` cells after the first one, or before the last one. */
interface Cell {
  readonly fromLast: boolean;
  readonly offset: number;
}

type Leg =
  | { readonly kind: 'member'; readonly key: string }
  | { readonly kind: 'anyMember' | 'anyCell' | 'descendants' }
  | { readonly kind: 'cells'; readonly from: Cell; readonly to: Cell };

/** A way into a JSON document. */
export interface JsonPath {
  readonly legs: readonly Leg[];
  /** Whether it can lead to more than one value, because of a wildcard or a range. */
  readonly isMultiple: boolean;
}

/** Why a text is no path, and at which of its characters. */
export class JsonPathMistake extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/**
 * Parses MySQL's paths: `$`, `.key`, `."quoted key"`, `[n]`, `[last]`, `[last-n]`, `[m to n]`, `.*`, `[*]` and `**`.
 * Throws `JsonPathMistake`.
 */
export function parseJsonPath(text: string): JsonPath {
  return new PathReader(text).path();
}

const LARGEST_CELL = 2 ** 32 - 1;
const MAX_LEGS = 100;
const IDENTIFIER = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;

class PathReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  path(): JsonPath {
    if (!this.takes('$')) throw this.wrong("a path begins with '$'");
    const legs: Leg[] = [];
    while (!this.isAtEnd()) {
      if (legs.length === MAX_LEGS) throw this.wrong(`a path has at most ${MAX_LEGS} legs`);
      legs.push(this.leg());
    }
    if (legs.at(-1)?.kind === 'descendants') throw this.wrong("a path does not end with '**'");
    const isMultiple = legs.some((leg) => leg.kind !== 'member' && (leg.kind !== 'cells' || leg.from !== leg.to));
    return { legs, isMultiple };
  }

  private leg(): Leg {
    if (this.takes('**')) {
      if (this.text[this.at] === '*') throw this.wrong("'**' stands between two legs");
      return { kind: 'descendants' };
    }
    if (this.takes('.')) return this.takes('*') ? { kind: 'anyMember' } : { kind: 'member', key: this.key() };
    if (!this.takes('[')) throw this.wrong("expected '.', '[' or '**'");
    if (this.takes('*')) {
      this.closes();
      return { kind: 'anyCell' };
    }
    const from = this.cell();
    const to = this.takes('to') ? this.cell() : from;
    if (from.fromLast === to.fromLast && (from.fromLast ? from.offset < to.offset : from.offset > to.offset)) {
      throw this.wrong('the range is empty');
    }
    this.closes();
    return { kind: 'cells', from, to };
  }

  private closes(): void {
    if (!this.takes(']')) throw this.wrong("expected ']'");
  }

  private key(): string {
    this.blanks();
    if (this.text[this.at] === '"') return this.quoted();
    IDENTIFIER.lastIndex = this.at;
    const key = IDENTIFIER.exec(this.text)?.[0];
    if (key === undefined) throw this.wrong('expected a name, which may stand in double quotes');
    this.at += key.length;
    return key;
  }

  private quoted(): string {
    const start = this.at;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      if (this.text[this.at] === '\\') this.at += 1;
      else if (this.text[this.at] === '"') {
        this.at += 1;
        try {
          return JSON.parse(this.text.slice(start, this.at)) as string;
        } catch {
          throw new JsonPathMistake('the quoted name is no JSON string', start);
        }
      }
    }
    throw new JsonPathMistake('quoted name without its end', start);
  }

  private cell(): Cell {
    if (!this.takes('last')) return { fromLast: false, offset: this.number() };
    return { fromLast: true, offset: this.takes('-') ? this.number() : 0 };
  }

  private number(): number {
    this.blanks();
    const digits = /^\d+/.exec(this.text.slice(this.at, this.at + MAX_LEGS))?.[0];
    if (digits === undefined) throw this.wrong("expected a number or 'last'");
    if (Number(digits) > LARGEST_CELL) throw this.wrong('the number is too large');
    this.at += digits.length;
    return Number(digits);
  }

  private isAtEnd(): boolean {
    this.blanks();
    return this.at === this.text.length;
  }

  private takes(symbol: string): boolean {
    this.blanks();
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  private blanks(): void {
    while (this.at < this.text.length && /\s/.test(this.text[this.at] as string)) this.at += 1;
  }

  private wrong(message: string): JsonPathMistake {
    return new JsonPathMistake(message, this.at);
  }
}

/**
 * The values that a path leads to, in the document's order, each of them once. As in TiDB a value that is no array is
 * the only cell of one for `[0]`, `[last]` and ranges from 0. For each leg it takes time
 * linear in the document, times its depth for a descent.
 */
export function valuesAt(document: JsonValue, { legs }: JsonPath): readonly JsonValue[] {
  // Only a descent can come by a place twice, and only if what it came by is told from its equals.
  const hasDescent = legs.some(({ kind }) => kind === 'descendants');
  let values: readonly JsonValue[] = [hasDescent ? copied(document) : document];
  for (const leg of legs) {
    const next = hasDescent ? new Once() : [];
    for (const value of values) step(value, leg, next);
    values = next instanceof Once ? [...next.values] : next;
  }
  return values;
}

/** A list that takes each value once. */
class Once {
  readonly values = new Set<JsonValue>();

  push(value: JsonValue): void {
    this.values.add(value);
  }
}

interface Found {
  push(value: JsonValue): void;
}

/** A document of which no part is shared with another part. */
function copied(value: JsonValue): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map(copied) };
  if (value.kind !== 'object') return { ...value };
  return { ...value, members: new Map(Array.from(value.members, ([key, member]) => [key, copied(member)])) };
}

function step(value: JsonValue, leg: Leg, into: Found): void {
  switch (leg.kind) {
    case 'member': {
      const member = value.kind === 'object' ? value.members.get(leg.key) : undefined;
      if (member !== undefined) into.push(member);
      return;
    }
    case 'anyMember':
      if (value.kind === 'object') for (const member of value.members.values()) into.push(member);
      return;
    case 'anyCell':
      if (value.kind === 'array') for (const item of value.items) into.push(item);
      return;
    case 'cells':
      cells(value, leg, into);
      return;
    case 'descendants':
      descend(value, into);
  }
}

function cells(value: JsonValue, { from, to }: Extract<Leg, { kind: 'cells' }>, into: Found): void {
  if (value.kind !== 'array') {
    const isFirst = from === to ? from.offset === 0 : !from.fromLast && from.offset === 0;
    if (isFirst && (!to.fromLast || to.offset === 0)) into.push(value);
    return;
  }
  const last = value.items.length - 1;
  const start = from.fromLast ? last - from.offset : from.offset;
  const end = to.fromLast ? last - to.offset : Math.min(to.offset, last);
  if (start < 0) return;
  for (let i = start; i <= end; i += 1) into.push(value.items[i] as JsonValue);
}

/** The value and everything in it. */
function descend(value: JsonValue, into: Found): void {
  into.push(value);
  if (value.kind === 'array') for (const item of value.items) descend(item, into);
  if (value.kind === 'object') for (const member of value.members.values()) descend(member, into);
}
