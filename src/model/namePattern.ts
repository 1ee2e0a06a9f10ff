import { ConfigError } from '../errors/TiValveError';
import { compileLinearRegExp, RegExpMistake } from './linearRegExp';
import { matchWildcards } from './matchWildcards';

/** Decides over names: of databases, tables or columns. */
export interface NamePattern {
  matches(name: string): boolean;
  /** Whether it is a plain `*`. */
  readonly matchesAll: boolean;
}

type Token =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'many' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[] };

/**
 * Reads the patterns of TiDB's table filters out of one rule: `*`, `?`, `[a-z]`, `[!a-z]` and `\` escapes, names in back
 * quotes or double quotes, `/regular expressions/`.
 *
 * Its methods throw `TV_CONFIG_FILTER_SYNTAX`, which names the rule and the column of the mistake.
 */
export class PatternReader {
  at = 0;
  private readonly rule: string;
  private readonly caseSensitive: boolean;
  private readonly hint: string;

  constructor(rule: string, caseSensitive: boolean, hint: string) {
    this.rule = rule;
    this.caseSensitive = caseSensitive;
    this.hint = hint;
  }

  /** The character that comes next; `undefined` at the end. */
  get next(): string | undefined {
    return this.rule[this.at];
  }

  blanks(): void {
    while (this.next === ' ' || this.next === '\t') this.at += 1;
  }

  /** Reads one pattern, which ends in front of the first character that cannot belong to it. */
  pattern(what: string): NamePattern {
    const first = this.next;
    if (first === '/') return this.regularExpression();
    if (first === '`' || first === '"') {
      const wanted = this.fold(this.quoted(first));
      return { matchesAll: false, matches: (name) => this.fold(name) === wanted };
    }
    const tokens: Token[] = [];
    while (this.at < this.rule.length) {
      const token = this.token();
      if (token === undefined) break;
      tokens.push(token);
    }
    if (tokens.length === 0) throw this.wrong(`expected a ${what} pattern`);
    const { caseSensitive } = this;
    return {
      matchesAll: tokens.length === 1 && tokens[0]?.kind === 'many',
      matches: (name) =>
        matchWildcards(tokens, Array.from(this.fold(name)), (token, char) => matchesOne(token, char, caseSensitive)),
    };
  }

  wrong(what: string, at = this.at): ConfigError {
    return new ConfigError('TV_CONFIG_FILTER_SYNTAX', `${JSON.stringify(this.rule)}, column ${at + 1}: ${what}`, {
      hint: this.hint,
    });
  }

  private token(): Token | undefined {
    const char = this.next as string;
    if (char === '*' || char === '?') {
      this.at += 1;
      return { kind: char === '*' ? 'many' : 'one' };
    }
    if (char === '[') return this.characterClass();
    if (char === '\\') return { kind: 'literal', text: this.fold(this.escaped()) };
    // Letters, digits, `_`, `$`, `-` and everything beyond ASCII stand for themselves.
    if ((this.rule.codePointAt(this.at) as number) < 0x80 && !/[\w$-]/.test(char)) return undefined;
    return { kind: 'literal', text: this.fold(this.character() as string) };
  }

  private characterClass(): Token {
    const start = this.at;
    this.at += 1;
    // In a rule it is `!` that negates; `^` is a character like others.
    const negated = this.next === '!';
    if (negated) this.at += 1;
    const ranges: [number, number][] = [];
    while (this.next !== ']') {
      const from = this.classCharacter(start);
      if (this.next === '-' && this.rule[this.at + 1] !== ']') {
        this.at += 1;
        const to = this.classCharacter(start);
        if (to < from) throw this.wrong(`range ${String.fromCodePoint(from)}-${String.fromCodePoint(to)} is empty`);
        ranges.push([from, to]);
      } else ranges.push([from, from]);
    }
    this.at += 1;
    if (ranges.length === 0) throw this.wrong('a class needs a character', start);
    return { kind: 'class', negated, ranges };
  }

  private classCharacter(start: number): number {
    const char = this.next === '\\' ? this.escaped() : this.character();
    if (char === undefined) throw this.wrong("'[' without ']'", start);
    return char.codePointAt(0) as number;
  }

  private escaped(): string {
    const start = this.at;
    this.at += 1;
    const char = this.character();
    if (char === undefined || /[a-z0-9\s]/i.test(char)) throw this.wrong('only punctuation can be escaped', start);
    return char;
  }

  private character(): string | undefined {
    const codePoint = this.rule.codePointAt(this.at);
    if (codePoint === undefined) return undefined;
    const char = String.fromCodePoint(codePoint);
    this.at += char.length;
    return char;
  }

  private quoted(quote: string): string {
    const start = this.at;
    let text = '';
    for (this.at += 1; this.at < this.rule.length; this.at += 1) {
      const char = this.next as string;
      if (char !== quote) text += char;
      else if (this.rule[this.at + 1] === quote) {
        text += quote;
        this.at += 1;
      } else {
        this.at += 1;
        if (text === '') throw this.wrong('a quoted name is empty', start);
        return text;
      }
    }
    throw this.wrong('quoted name without its end', start);
  }

  private regularExpression(): NamePattern {
    const start = this.at;
    for (this.at += 1; this.at < this.rule.length && this.next !== '/'; this.at += 1) {
      // Whatever is escaped, a slash too, is the expression's own.
      if (this.next === '\\') this.at += 1;
    }
    if (this.at >= this.rule.length) throw this.wrong("'/' without its end", start);
    const source = this.rule.slice(start + 1, this.at);
    if (source === '') throw this.wrong('a regular expression is empty', start);
    this.at += 1;
    try {
      const expression = compileLinearRegExp(source, { ignoreCase: !this.caseSensitive });
      return { matchesAll: false, matches: (name) => expression.test(name) };
    } catch (error) {
      if (!(error instanceof RegExpMistake)) throw error;
      throw this.wrong(`not a regular expression (${error.message})`, start + 1 + error.at);
    }
  }

  private fold(text: string): string {
    return this.caseSensitive ? text : text.toLowerCase();
  }
}

function matchesOne(token: Token, char: string, caseSensitive: boolean): boolean {
  if (token.kind === 'literal') return token.text === char;
  if (token.kind !== 'class') return token.kind === 'one';
  const within = (text: string): boolean => {
    const code = text.codePointAt(0) as number;
    return token.ranges.some(([from, to]) => from <= code && code <= to);
  };
  // The name is folded, the class is not: either case of a letter may lie in it.
  return (within(char) || (!caseSensitive && within(char.toUpperCase()))) !== token.negated;
}
