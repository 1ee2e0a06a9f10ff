/** A word of a DDL's text. */
export interface SqlToken {
  /** A comment is the beginning or the end of one that is executed; what is inside it are tokens like all others. */
  readonly kind: 'word' | 'name' | 'string' | 'symbol' | 'comment';
  /** As it is printed, which means the same under the default `sql_mode`. */
  readonly text: string;
  /** An unquoted word in upper case. Empty for all else, and behind a point, where every word is a name. */
  readonly keyword: string;
  /** Whether white space or a comment is in front of it. */
  readonly spaced: boolean;
}

/** Bits of TiDB's `sql_mode` that change how a text is read. */
export const SQL_MODES = { realAsFloat: 1 << 0, ansiQuotes: 1 << 2, noBackslashEscapes: 1 << 20 } as const;

/** Reserved in every TiDB: such a word can be no name unless it is quoted. */
const RESERVED: ReadonlySet<string> = new Set(
  `ADD ALL ALTER ANALYZE AND AS ASC BETWEEN BIGINT BINARY BLOB BOTH BY CASCADE CASE CHANGE CHAR CHARACTER CHECK COLLATE
  COLUMN CONSTRAINT CONVERT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATABASE DATABASES
  DAY_HOUR DAY_MICROSECOND DAY_MINUTE DAY_SECOND DEC DECIMAL DEFAULT DELETE DESC DESCRIBE DISTINCT DISTINCTROW DIV
  DOUBLE DROP DUAL ELSE EXISTS EXPLAIN FALSE FLOAT FLOAT4 FLOAT8 FOR FORCE FOREIGN FROM FULLTEXT GENERATED GRANT GROUP
  HAVING HIGH_PRIORITY HOUR_MICROSECOND HOUR_MINUTE HOUR_SECOND IF IGNORE IN INDEX INNER INSERT INT INT1 INT2 INT3 INT4
  INT8 INTEGER INTERVAL INTO IS JOIN KEY KEYS LEADING LEFT LIKE LIMIT LINEAR LOCALTIME LOCALTIMESTAMP LOCK LONG LONGBLOB
  LONGTEXT LOW_PRIORITY MATCH MAXVALUE MEDIUMBLOB MEDIUMINT MEDIUMTEXT MIDDLEINT MINUTE_MICROSECOND MINUTE_SECOND MOD
  NATURAL NOT NULL NUMERIC ON OPTION OR ORDER OUTER PARTITION PRECISION PRIMARY PROCEDURE RANGE READ REAL REFERENCES
  REGEXP RENAME REPLACE RESTRICT RIGHT RLIKE ROW ROWS SCHEMA SCHEMAS SECOND_MICROSECOND SELECT SET SHOW SMALLINT SPATIAL
  SQL STORED STRAIGHT_JOIN TABLE THEN TINYBLOB TINYINT TINYTEXT TO TRAILING TRIGGER TRUE UNION UNIQUE UNLOCK UNSIGNED
  UPDATE USAGE USE USING UTC_DATE UTC_TIME UTC_TIMESTAMP VALUES VARBINARY VARCHAR VARCHARACTER VARYING VIRTUAL WHEN WHERE
  WITH WRITE XOR YEAR_MONTH ZEROFILL`.split(/\s+/),
);

// TiDB takes no other character for white space, and every other one beyond ASCII for part of a name.
const SPACE = /[ \t\n\v\f\r]+|(?:#|--(?=[ \t\n\v\f\r]|$))[^\n]*/y;
const EXECUTED_COMMENT = /\/\*(?:!(?:\d{5})?|T!(?:\[[\w$]+(?:,[\w$]+)*\])?)/y;
const VARIABLE = /@+[\w$\u0080-\uffff]*/y;
const WORD = /[\w$\u0080-\uffff]+/y;
const ASCII_WORD = /^[\w$]+$/;

/** What stands at a place of a text; `text` is there when it is printed in another way. */
interface Piece {
  readonly kind: SqlToken['kind'] | 'space';
  readonly length: number;
  readonly text?: string;
}

/**
 * Cuts a DDL's text into tokens that mean under the default `sql_mode` what the text means under `sqlMode`, as TiDB reads
 * it. Comments are gone, but for hints and for what is executed. `undefined` for a text whose last string, name or comment
 * has no end. Costs time and memory in proportion to the text.
 */
export function sqlTokens(query: string, sqlMode: number): readonly SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let at = 0;
  let spaced = false;
  let inComment = false;
  while (at < query.length) {
    const piece: Piece | undefined =
      inComment && query.startsWith('*/', at) ? COMMENT_END : pieceAt(query, at, sqlMode);
    if (piece === undefined) return undefined;
    const { kind, length } = piece;
    const source = query.slice(at, at + length);
    at += length;
    if (kind === 'comment') inComment = piece !== COMMENT_END;
    if (kind !== 'space') {
      const last = tokens.at(-1);
      const keyword = kind === 'word' && last?.text !== '.' && ASCII_WORD.test(source) ? source.toUpperCase() : '';
      const text = piece.text ?? (RESERVED.has(keyword) ? typeName(keyword, sqlMode) : source);
      // N"x" is a column and its alias, while N'x' is one string.
      tokens.push({ kind, text, keyword, spaced: spaced || (last?.kind === 'word' && source.startsWith('"')) });
    }
    spaced = kind === 'space';
  }
  return tokens;
}

const COMMENT_END: Piece = { kind: 'comment', length: 2 };

function pieceAt(query: string, at: number, sqlMode: number): Piece | undefined {
  const space = lengthOf(SPACE, query, at);
  if (space > 0) return { kind: 'space', length: space };
  if (query.startsWith('/*', at)) return commentAt(query, at);
  if (/['"`]/.test(query[at] ?? '')) return quotedAt(query, at, sqlMode);
  const word = lengthOf(WORD, query, at);
  return word > 0 ? { kind: 'word', length: word } : { kind: 'symbol', length: lengthOf(VARIABLE, query, at) || 1 };
}

function lengthOf(pattern: RegExp, query: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(query)?.[0].length ?? 0;
}

function commentAt(query: string, at: number): Piece | undefined {
  const opening = lengthOf(EXECUTED_COMMENT, query, at);
  if (opening > 0) return { kind: 'comment', length: opening };
  const end = query.indexOf('*/', at + 2);
  return end < 0 ? undefined : { kind: query[at + 2] === '+' ? 'symbol' : 'space', length: end + 2 - at };
}

function quotedAt(query: string, at: number, sqlMode: number): Piece | undefined {
  const quote = query[at];
  const escapes = quote !== '`' && (sqlMode & SQL_MODES.noBackslashEscapes) === 0;
  const end = closingQuote(query, at, escapes);
  if (end < 0) return undefined;
  const length = end + 1 - at;
  if (quote === '`') return { kind: 'name', length };
  const body = query.slice(at + 1, end);
  const isName = quote === '"' && (sqlMode & SQL_MODES.ansiQuotes) !== 0;
  if (isName) return { kind: 'name', length, text: quotedName(nameIn(body, escapes)) };
  return { kind: 'string', length, text: `'${stringBody(body, quote, escapes)}'` };
}

function typeName(keyword: string, sqlMode: number): string {
  return keyword === 'REAL' && (sqlMode & SQL_MODES.realAsFloat) !== 0 ? 'FLOAT' : keyword;
}

/**
 * Puts tokens together again, with one space where there was white space, and none before `,` `)` `;` and behind `(`.
 *
 * @param edits - what to print instead of a token; nothing is printed for one whose edit is empty
 */
export function printTokens(tokens: readonly SqlToken[], edits: ReadonlyMap<SqlToken, string> = new Map()): string {
  const printed: string[] = [];
  let last = '';
  for (const token of tokens) {
    const text = edits.get(token) ?? token.text;
    if (text === '') continue;
    const spaced = (token.spaced || edits.has(token)) && last !== '(' && !/^[,);]$/.test(text);
    if (last !== '' && (spaced || runTogether(last, text))) printed.push(' ');
    printed.push(text);
    last = text;
  }
  return printed.join('');
}

/** A name in back quotes. */
export function quotedName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** The name that a token is, without its quotes. */
export function nameOfToken({ kind, text }: SqlToken): string {
  return kind === 'name' ? text.slice(1, -1).replaceAll('``', '`') : text;
}

/** Whether two tokens would become another one: a quote that is doubled, or a comment to the end of the line. */
function runTogether(left: string, right: string): boolean {
  return left.at(-1) === right[0] && /['`-]/.test(right[0] ?? '');
}

function closingQuote(query: string, open: number, escapes: boolean): number {
  const quote = query[open];
  for (let at = open + 1; at < query.length; at += 1) {
    if (escapes && query[at] === '\\') at += 1;
    else if (query[at] === quote) {
      if (query[at + 1] !== quote) return at;
      at += 1;
    }
  }
  return -1;
}

/** What is between a string's quotes, for single quotes and with backslashes that escape. */
function stringBody(body: string, quote: string | undefined, escapes: boolean): string {
  const escaped = escapes ? body : body.replaceAll('\\', '\\\\');
  if (quote === "'") return escaped;
  return escaped.replace(/\\[^]|""|'/g, (part) => (part === '""' ? '"' : part === "'" ? "''" : part));
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ 0: '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\u001a', '%': '\\%', _: '\\_' }),
);

/** A name that was in double quotes: TiDB reads it as a string first. */
function nameIn(body: string, escapes: boolean): string {
  if (!escapes) return body.replaceAll('""', '"');
  return body.replace(/\\([^])|""/g, (_, char?: string) => (char === undefined ? '"' : (ESCAPES.get(char) ?? char)));
}
