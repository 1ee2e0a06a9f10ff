import { ExpressionMistake } from './ExpressionMistake';
import type { CastType, Syntax } from './syntax';
import { type Token, tokensOf } from './tokens';

const MAX_LENGTH = 65_536;
/** Parentheses within parentheses. */
const MAX_NESTING = 100;
/** Operations within operations; a chain of AND or OR is one. */
const MAX_DEPTH = 300;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Body = DistributiveOmit<Syntax, 'depth' | 'at'>;

const COMPARISONS = new Set(['=', '<=>', '<>', '!=', '<', '<=', '>', '>=']);
/** Words that are no column unless they are quoted. */
const RESERVED = new Set([
  'and',
  'or',
  'xor',
  'not',
  'in',
  'between',
  'like',
  'regexp',
  'rlike',
  'is',
  'null',
  'true',
  'false',
  'case',
  'when',
  'then',
  'else',
  'div',
  'mod',
  'interval',
  'collate',
  'binary',
  'select',
  'exists',
  'from',
  'where',
  'convert',
  'distinct',
  'escape',
  'unsigned',
  'order',
  'group',
]);

/** What may stand in front of a literal, to say which charset its bytes have. */
const INTRODUCERS = new Set(['_utf8mb4', '_utf8mb3', '_utf8', '_ascii', '_latin1', '_gbk', '_binary']);
/** Charsets whose texts are the same here: those of TiDB. */
const CHARSETS = { utf8mb4: true, utf8mb3: true, utf8: true, ascii: true, latin1: true, gbk: true };

/**
 * Parses a boolean SQL expression with MySQL's precedence. Throws `ExpressionMistake` with the place, also for what is
 * longer or nested deeper than any expression of a person.
 */
export function parseSyntax(source: string): Syntax {
  if (source.length > MAX_LENGTH) throw new ExpressionMistake(`longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
  const parser = new Parser(tokensOf(source));
  const syntax = parser.expression();
  parser.end();
  return syntax;
}

class Parser {
  private readonly tokens: readonly Token[];
  private index = 0;
  private nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  end(): void {
    if (this.token.kind !== 'end') throw this.unexpected();
  }

  expression(): Syntax {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) throw new ExpressionMistake('nested too deeply', this.token.at);
    const result = this.logic('or', ['or', '||'], () =>
      this.logic('xor', ['xor'], () => this.logic('and', ['and', '&&'], () => this.negation())),
    );
    this.nesting -= 1;
    return result;
  }

  private get token(): Token {
    return this.tokens[this.index] as Token;
  }

  private logic(op: 'and' | 'or' | 'xor', words: readonly string[], operand: () => Syntax): Syntax {
    const args = [operand()];
    while (words.some((word) => this.takes(word))) args.push(operand());
    const [first] = args;
    return args.length === 1 && first !== undefined
      ? first
      : this.made(first?.at ?? 0, args, { kind: 'logic', op, args });
  }

  private negation(): Syntax {
    const { at } = this.token;
    let count = 0;
    while (this.takes('not')) count += 1;
    let arg = this.truth();
    for (; count > 0; count -= 1) arg = this.made(at, [arg], { kind: 'unary', op: 'not', arg });
    return arg;
  }

  /** Comparisons, and IS behind them. */
  private truth(): Syntax {
    let left = this.predicate();
    for (;;) {
      const { at, kind, text } = this.token;
      if (kind === 'symbol' && COMPARISONS.has(text)) {
        this.index += 1;
        const right = this.predicate();
        left = this.made(at, [left, right], { kind: 'binary', op: text === '!=' ? '<>' : text, left, right });
      } else if (this.takes('is')) {
        const negated = this.takes('not');
        const what = this.oneOf<'null' | 'true' | 'false'>({
          null: 'null',
          unknown: 'null',
          true: 'true',
          false: 'false',
        });
        left = this.made(at, [left], { kind: 'is', left, what, negated });
      } else return left;
    }
  }

  private predicate(): Syntax {
    const left = this.bits();
    const { at } = this.token;
    const before = this.index;
    const negated = this.takes('not');
    if (this.takes('in')) {
      this.symbol('(');
      const items = this.list();
      return this.made(at, [left, ...items], { kind: 'in', left, items, negated });
    }
    if (this.takes('between')) {
      const low = this.bits();
      this.word('and');
      const high = this.predicate();
      return this.made(at, [left, low, high], { kind: 'between', left, low, high, negated });
    }
    if (this.takes('like')) {
      const pattern = this.unary();
      const escape = this.takes('escape') ? this.unary() : undefined;
      return this.made(at, [left, pattern], { kind: 'like', left, pattern, escape, negated });
    }
    if (this.takes('regexp') || this.takes('rlike')) {
      const pattern = this.bits();
      return this.made(at, [left, pattern], { kind: 'regexp', left, pattern, negated });
    }
    if (negated) this.index = before;
    else if (this.isWord('member') && this.tokens[this.index + 1]?.text.toLowerCase() === 'of') {
      this.index += 2;
      this.symbol('(');
      const document = this.bits();
      this.symbol(')');
      return this.made(at, [left, document], { kind: 'call', name: 'member of', args: [left, document] });
    }
    return left;
  }

  private bits(): Syntax {
    return this.chain(['|'], () =>
      this.chain(['&'], () =>
        this.chain(['<<', '>>'], () =>
          this.chain(['+', '-'], () =>
            this.chain(['*', '/', '%', 'div', 'mod'], () => this.chain(['^'], () => this.unary())),
          ),
        ),
      ),
    );
  }

  private chain(ops: readonly string[], operand: () => Syntax): Syntax {
    let left = operand();
    for (;;) {
      const { at } = this.token;
      const op = ops.find((one) => this.takes(one));
      if (op === undefined) return left;
      const right = operand();
      left = this.made(at, [left, right], { kind: 'binary', op: op === 'mod' ? '%' : op, left, right });
    }
  }

  private unary(): Syntax {
    const signs: Token[] = [];
    while (this.token.kind === 'symbol' && ['-', '+', '~', '!'].includes(this.token.text)) {
      signs.push(this.token);
      this.index += 1;
    }
    let arg = this.primary();
    for (const { text, at } of signs.toReversed()) {
      const op = text === '!' ? 'not' : (text as '-' | '+' | '~');
      arg = this.made(at, [arg], { kind: 'unary', op, arg });
    }
    return arg;
  }

  private primary(): Syntax {
    const { kind, text, at } = this.token;
    switch (kind) {
      case 'number':
      case 'hex':
      case 'bits':
        this.index += 1;
        return this.made(at, [], { kind, text });
      case 'string':
        return this.made(at, [], { kind: 'string', text: this.strings() });
      case 'quotedName':
        return this.column();
      case 'symbol':
        if (!this.takes('(')) throw this.unexpected();
        return this.parenthesised();
      case 'name':
        return this.named(text.toLowerCase(), at);
      case 'end':
        throw this.unexpected();
    }
  }

  /** Strings side by side are one. */
  private strings(): string {
    let text = '';
    for (; this.token.kind === 'string'; this.index += 1) text += this.token.text;
    return text;
  }

  private parenthesised(): Syntax {
    const inner = this.expression();
    this.symbol(')');
    return inner;
  }

  private named(word: string, at: number): Syntax {
    const next = this.tokens[this.index + 1];
    const isCall = next?.kind === 'symbol' && next.text === '(';
    if (next?.kind === 'string' && (word === 'date' || word === 'time' || word === 'timestamp')) {
      this.index += 1;
      return this.made(at, [], { kind: word === 'timestamp' ? 'datetime' : word, text: this.strings() });
    }
    if (next?.kind === 'string' && INTRODUCERS.has(word)) return this.introduced(word, at);
    switch (word) {
      case 'null':
        this.index += 1;
        return this.made(at, [], { kind: 'null' });
      case 'true':
      case 'false':
        this.index += 1;
        return this.made(at, [], { kind: 'boolean', value: word === 'true' });
      case 'case':
        this.index += 1;
        return this.caseOf(at);
      case 'cast':
      case 'convert':
        if (isCall) return this.cast(word, at);
        break;
      case 'mod':
        if (isCall) return this.call(word, at);
        break;
      default:
        if (!RESERVED.has(word)) return isCall ? this.call(word, at) : this.column();
    }
    throw this.unexpected();
  }

  /** `_utf8mb4'text'`, as TiDB writes all texts of a generated column. */
  private introduced(charset: string, at: number): Syntax {
    this.index += 1;
    const text = this.strings();
    const arg = this.made(at, [], { kind: 'string', text });
    if (charset === '_binary') {
      return this.made(at, [arg], { kind: 'cast', arg, to: 'binary', size: undefined, scale: undefined });
    }
    // What other bytes mean depends on how they came here.
    if (!charset.startsWith('_utf8') && Buffer.byteLength(text) > text.length) {
      throw new ExpressionMistake(`characters beyond ASCII behind ${charset}`, at);
    }
    return arg;
  }

  private column(): Syntax {
    const { at } = this.token;
    let name = this.token.text;
    this.index += 1;
    // `db.table.column`: the rule's matcher says the table, so that the last name counts.
    while (this.takes('.')) {
      if (this.token.kind !== 'name' && this.token.kind !== 'quotedName') throw this.unexpected();
      name = this.token.text;
      this.index += 1;
    }
    return this.arrow(this.made(at, [], { kind: 'column', name }));
  }

  /** `column -> path` and `column ->> path` */
  private arrow(column: Syntax): Syntax {
    const { at } = this.token;
    const unquotes = this.takes('->>');
    if (!unquotes && !this.takes('->')) return column;
    const { at: pathAt, kind } = this.token;
    if (kind !== 'string') throw this.unexpected('a path in quotes');
    const path = this.made(pathAt, [], { kind: 'string', text: this.strings() });
    const args = [column, path];
    const part = this.made(at, args, { kind: 'call', name: 'json_extract', args });
    return unquotes ? this.made(at, [part], { kind: 'call', name: 'json_unquote', args: [part] }) : part;
  }

  private caseOf(at: number): Syntax {
    this.enter();
    const base = this.isWord('when') ? undefined : this.expression();
    const whens: (readonly [Syntax, Syntax])[] = [];
    while (this.takes('when')) {
      const when = this.expression();
      this.word('then');
      whens.push([when, this.expression()]);
    }
    if (whens.length === 0) throw this.unexpected('WHEN');
    const otherwise = this.takes('else') ? this.expression() : undefined;
    this.word('end');
    this.nesting -= 1;
    const parts = [
      ...whens.flat(),
      ...(base === undefined ? [] : [base]),
      ...(otherwise === undefined ? [] : [otherwise]),
    ];
    return this.made(at, parts, { kind: 'case', base, whens, otherwise });
  }

  private cast(word: 'cast' | 'convert', at: number): Syntax {
    this.index += 2;
    const arg = this.expression();
    if (word === 'convert' && this.takes('using')) {
      this.oneOf(CHARSETS);
      this.symbol(')');
      return this.made(at, [arg], { kind: 'cast', arg, to: 'char', size: undefined, scale: undefined });
    }
    if (word === 'cast') this.word('as');
    else this.symbol(',');
    const to = this.oneOf<CastType>({
      signed: 'signed',
      unsigned: 'unsigned',
      char: 'char',
      decimal: 'decimal',
      date: 'date',
      datetime: 'datetime',
      time: 'time',
      double: 'double',
      json: 'json',
      binary: 'binary',
    });
    if (to === 'signed' || to === 'unsigned') this.takes('integer');
    const sizes: number[] = [];
    const where = this.token.at;
    if (!['signed', 'unsigned', 'date', 'double', 'json'].includes(to) && this.takes('(')) {
      do sizes.push(this.size());
      while (to === 'decimal' && sizes.length < 2 && this.takes(','));
      this.symbol(')');
    }
    if (to === 'char' && this.takes('charset')) this.oneOf(CHARSETS);
    this.symbol(')');
    const [size, scale] = sizes;
    const isTooLarge =
      to === 'decimal'
        ? (size ?? 10) > 65 || (scale ?? 0) > 30 || (scale ?? 0) > (size ?? 10)
        : to !== 'char' && to !== 'binary' && (size ?? 0) > 6;
    if (isTooLarge) throw new ExpressionMistake(`precision is out of range for ${to.toUpperCase()}`, where);
    return this.made(at, [arg], { kind: 'cast', arg, to, size, scale });
  }

  private size(): number {
    const { kind, text } = this.token;
    if (kind !== 'number' || !/^\d{1,9}$/.test(text)) throw this.unexpected('a number');
    this.index += 1;
    return Number(text);
  }

  private call(name: string, at: number): Syntax {
    this.index += 2;
    if (name === 'trim') return this.trim(at);
    if (name === 'position') return this.position(at);
    if (name === 'substring' || name === 'substr' || name === 'mid') return this.substring(at);
    const args = this.takes(')') ? [] : this.list();
    return this.made(at, args, { kind: 'call', name, args });
  }

  /** `TRIM([BOTH | LEADING | TRAILING] [what] [FROM] text)` */
  private trim(at: number): Syntax {
    const side = ['both', 'leading', 'trailing'].find((word) => this.takes(word));
    const first = this.isWord('from') ? undefined : this.expression();
    const isFrom = this.takes('from');
    if (first !== undefined && !isFrom) {
      if (side !== undefined) throw this.unexpected('FROM');
      this.symbol(')');
      return this.made(at, [first], { kind: 'call', name: 'trim', args: [first] });
    }
    const text = this.expression();
    this.symbol(')');
    const args = first === undefined ? [text] : [text, first];
    return this.made(at, args, {
      kind: 'call',
      name: side === undefined || side === 'both' ? 'trim' : `trim ${side}`,
      args,
    });
  }

  private position(at: number): Syntax {
    const what = this.bits();
    this.word('in');
    const text = this.expression();
    this.symbol(')');
    return this.made(at, [what, text], { kind: 'call', name: 'locate', args: [what, text] });
  }

  /** `SUBSTRING(text, from[, length])` and `SUBSTRING(text FROM from [FOR length])` */
  private substring(at: number): Syntax {
    const args = [this.expression()];
    const isFrom = this.takes('from');
    if (!isFrom) this.symbol(',');
    args.push(this.expression());
    if (isFrom ? this.takes('for') : this.takes(',')) args.push(this.expression());
    this.symbol(')');
    return this.made(at, args, { kind: 'call', name: 'substring', args });
  }

  /** What follows an opening parenthesis, to its end. */
  private list(): Syntax[] {
    const items = [this.expression()];
    while (this.takes(',')) items.push(this.expression());
    this.symbol(')');
    return items;
  }

  private made(at: number, parts: readonly Syntax[], body: Body): Syntax {
    let depth = 0;
    for (const part of parts) depth = Math.max(depth, part.depth);
    if (depth >= MAX_DEPTH) throw new ExpressionMistake('nested too deeply', at);
    return { ...body, at, depth: depth + 1 };
  }

  private enter(): void {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) throw new ExpressionMistake('nested too deeply', this.token.at);
  }

  private isWord(word: string): boolean {
    const { kind, text } = this.token;
    return (kind === 'symbol' || kind === 'name') && text.toLowerCase() === word;
  }

  private takes(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.index += 1;
    return true;
  }

  private word(word: string): void {
    if (!this.takes(word)) throw this.unexpected(word.toUpperCase());
  }

  private symbol(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected(`'${symbol}'`);
  }

  private oneOf<T>(choices: Readonly<Record<string, T>>): T {
    const word = this.token.kind === 'name' ? this.token.text.toLowerCase() : '';
    if (!Object.hasOwn(choices, word)) throw this.unexpected(Object.keys(choices).join(', ').toUpperCase());
    this.index += 1;
    return choices[word] as T;
  }

  private unexpected(wanted?: string): ExpressionMistake {
    const { kind, text, at } = this.token;
    const found = kind === 'end' ? 'the end' : JSON.stringify(text.slice(0, 40));
    return new ExpressionMistake(
      wanted === undefined ? `unexpected ${found}` : `expected ${wanted}, found ${found}`,
      at,
    );
  }
}
