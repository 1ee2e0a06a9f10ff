import { ConfigError } from '../errors/TiValveError';
import type { TableName } from './table';

/** Decides which tables pass. */
export interface TableFilter {
  matches(name: TableName): boolean;
}

/** Databases that are never replicated, in lower case. */
export const SYSTEM_DATABASES: ReadonlySet<string> = new Set([
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
  'metrics_schema',
  'inspection_schema',
  'workload_schema',
  'lightning_task_info',
  'tidb_cdc',
]);

/** Whether `db` is a system database; case does not matter. */
export function isSystemDatabase(db: string): boolean {
  return SYSTEM_DATABASES.has(db.toLowerCase());
}

export interface TableFilterOptions {
  /** @defaultValue `false` */
  readonly caseSensitive?: boolean;
}

interface Rule {
  readonly excludes: boolean;
  readonly db: Pattern;
  readonly table: Pattern;
}

type Pattern = (name: string) => boolean;

/**
 * Compiles table rules of TiDB's table-filter grammar: `db.table` with `*`, `?`, `[a-z]`, `[!a-z]` and `\` escapes,
 * names in back quotes or double quotes, `/regular expressions/`, a leading `!` that excludes. The last rule that
 * matches a table decides, a table that none matches does not pass, and system databases never do.
 *
 * Errors with `TV_CONFIG_FILTER_SYNTAX`, which names the rule and the column of the mistake.
 *
 * @example
 * ```ts
 * compileTableFilter(['shop.*', '!shop.tmp_*']).matches({ db: 'shop', table: 'orders' }); // true
 * ```
 */
export function compileTableFilter(rules: readonly string[], options: TableFilterOptions = {}): TableFilter {
  const caseSensitive = options.caseSensitive ?? false;
  const compiled = rules.map((rule) => new RuleParser(rule, caseSensitive).parse());
  const fold = (name: string): string => (caseSensitive ? name : name.toLowerCase());
  return {
    matches({ db, table }) {
      if (isSystemDatabase(db)) return false;
      for (let i = compiled.length - 1; i >= 0; i -= 1) {
        const rule = compiled[i] as Rule;
        if (rule.db(fold(db)) && rule.table(fold(table))) return !rule.excludes;
      }
      return false;
    },
  };
}

type Token =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'many' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

class RuleParser {
  private readonly rule: string;
  private readonly caseSensitive: boolean;
  private at = 0;

  constructor(rule: string, caseSensitive: boolean) {
    this.rule = rule;
    this.caseSensitive = caseSensitive;
  }

  parse(): Rule {
    this.blanks();
    const excludes = this.rule[this.at] === '!';
    if (excludes) this.at += 1;
    const db = this.pattern('database');
    if (this.rule[this.at] !== '.') throw this.wrong("expected '.' between database and table");
    this.at += 1;
    const table = this.pattern('table');
    this.blanks();
    if (this.at < this.rule.length) throw this.wrong(`unexpected '${this.rule[this.at]}'`);
    return { excludes, db, table };
  }

  private blanks(): void {
    while (this.rule[this.at] === ' ' || this.rule[this.at] === '\t') this.at += 1;
  }

  private pattern(what: string): Pattern {
    const first = this.rule[this.at];
    if (first === '/') return this.regularExpression();
    if (first === '`' || first === '"') {
      const name = this.fold(this.quoted(first));
      return (other) => other === name;
    }
    const tokens: Token[] = [];
    while (this.at < this.rule.length) {
      const token = this.token();
      if (token === undefined) break;
      tokens.push(token);
    }
    if (tokens.length === 0) throw this.wrong(`expected a ${what} pattern`);
    return (name) => matchesGlob(tokens, Array.from(name));
  }

  private token(): Token | undefined {
    const char = this.rule[this.at] as string;
    if (char === '*' || char === '?') {
      this.at += 1;
      return { kind: char === '*' ? 'many' : 'one' };
    }
    if (char === '[') return this.characterClass();
    if (char === '\\') {
      const next = this.rule[this.at + 1];
      if (next === undefined || /[\w\s]/.test(next)) throw this.wrong('only punctuation can be escaped');
      this.at += 2;
      return { kind: 'literal', text: this.fold(next) };
    }
    // Letters, digits, `_`, `$` and everything beyond ASCII stand for themselves.
    const codePoint = this.rule.codePointAt(this.at) as number;
    if (codePoint < 0x80 && !/[\w$-]/.test(char)) return undefined;
    const text = String.fromCodePoint(codePoint);
    this.at += text.length;
    return { kind: 'literal', text: this.fold(text) };
  }

  private characterClass(): Token {
    const start = this.at;
    this.at += 1;
    const negated = this.rule[this.at] === '!' || this.rule[this.at] === '^';
    if (negated) this.at += 1;
    const ranges: [string, string][] = [];
    while (this.rule[this.at] !== ']' || ranges.length === 0) {
      const from = this.classCharacter(start);
      if (this.rule[this.at] === '-' && this.rule[this.at + 1] !== ']') {
        this.at += 1;
        const to = this.classCharacter(start);
        if (to < from) throw this.wrong(`range ${from}-${to} is empty`);
        ranges.push([from, to]);
      } else ranges.push([from, from]);
    }
    this.at += 1;
    return { kind: 'class', negated, ranges };
  }

  private classCharacter(start: number): string {
    const codePoint = this.rule.codePointAt(this.at);
    if (codePoint === undefined) {
      this.at = start;
      throw this.wrong("'[' without ']'");
    }
    const char = String.fromCodePoint(codePoint);
    this.at += char.length;
    return this.fold(char);
  }

  private quoted(quote: string): string {
    const start = this.at;
    let text = '';
    for (this.at += 1; this.at < this.rule.length; this.at += 1) {
      const char = this.rule[this.at] as string;
      if (char !== quote) text += char;
      else if (this.rule[this.at + 1] === quote) {
        text += quote;
        this.at += 1;
      } else {
        this.at += 1;
        return text;
      }
    }
    this.at = start;
    throw this.wrong('quoted name without its end');
  }

  private regularExpression(): Pattern {
    const start = this.at;
    let source = '';
    for (this.at += 1; this.at < this.rule.length && this.rule[this.at] !== '/'; this.at += 1) {
      const char = this.rule[this.at] as string;
      if (char !== '\\') {
        source += char;
        continue;
      }
      // An escaped slash is one of the expression; every other escape is the expression's own.
      this.at += 1;
      const escaped = this.rule[this.at] ?? '';
      source += escaped === '/' ? escaped : char + escaped;
    }
    if (this.at >= this.rule.length) {
      this.at = start;
      throw this.wrong("'/' without its end");
    }
    this.at += 1;
    try {
      const expression = new RegExp(source, this.caseSensitive ? 'u' : 'iu');
      return (name) => expression.test(name);
    } catch (cause) {
      this.at = start;
      throw this.wrong(`not a regular expression (${String(cause)})`);
    }
  }

  private fold(text: string): string {
    return this.caseSensitive ? text : text.toLowerCase();
  }

  private wrong(what: string): ConfigError {
    return new ConfigError('TV_CONFIG_FILTER_SYNTAX', `${JSON.stringify(this.rule)}, column ${this.at + 1}: ${what}`, {
      hint: "rules look like 'db.table', 'db.*', '!db.tmp_*', '`odd name`.t', '/^re/.t'",
    });
  }
}

/** Matches in time linear in both: on a mismatch only the last `*` takes one character more. */
function matchesGlob(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let char = 0;
  let starToken = -1;
  let starChar = 0;
  while (char < name.length) {
    const current = tokens[token];
    if (current?.kind === 'many') {
      starToken = token;
      starChar = char;
      token += 1;
    } else if (current !== undefined && matchesOne(current, name[char] as string)) {
      token += 1;
      char += 1;
    } else if (starToken >= 0) {
      starChar += 1;
      char = starChar;
      token = starToken + 1;
    } else return false;
  }
  while (tokens[token]?.kind === 'many') token += 1;
  return token === tokens.length;
}

function matchesOne(token: Token, char: string): boolean {
  if (token.kind === 'literal') return token.text === char;
  if (token.kind === 'class') return token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
  return token.kind === 'one';
}
