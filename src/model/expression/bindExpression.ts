import { compileLinearRegExp, RegExpMistake } from '../linearRegExp';
import { matchWildcards } from '../matchWildcards';
import type { ColumnValue, RowEvent } from '../row';
import type { Column } from '../table';
import { arithmeticNode, bitNode, complementNode, minusNode } from './arithmeticNodes';
import { BINARY_COLLATION, type Collation, collationOf } from './collations';
import { comparisonNode, comparisonOf, inNode } from './compareNodes';
import { EvaluationFailure, ExpressionMistake, UnknownColumn } from './ExpressionMistake';
import { decimalNumber, decimalOfText, decimalText, roundDecimal, withScale } from './exactDecimal';
import { callNode, checkCall, chosenNode } from './functionNodes';
import {
  bytesOf,
  clampedInt,
  clampedUint,
  commonCollation,
  compact,
  constantValue,
  type Datum,
  dateNode,
  dateTimeNode,
  decimalOf,
  doubleOf,
  type Evaluate,
  microsecondsOf,
  momentOf,
  type Node,
  node,
  numeric,
  textOf,
  truthNode,
  truthOf,
  wholeOf,
} from './nodes';
import type { Syntax } from './syntax';
import { parseDateTime, parseTime } from './temporalText';

/** Which of a row's two sides the columns are read from. */
export type RowSide = 'after' | 'before';

/** Makes a node of what is written, for the columns of one table version. Throws `ExpressionMistake`. */
export function bindSyntax(syntax: Syntax, columns: readonly Column[], side: RowSide): Node {
  return new Binder(columns, side).bind(syntax);
}

/** Throws `ExpressionMistake` for what no table could make right: unknown functions, wrong constants. */
export function checkSyntax(syntax: Syntax): void {
  // Of unknown type every column goes with everything.
  new Binder(undefined, 'after').bind(syntax);
}

const BIT_OPERATORS: ReadonlySet<string> = new Set(['|', '&', '^', '<<', '>>']);
const ARITHMETIC_OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', 'div']);

class Binder {
  private readonly columns: ReadonlyMap<string, Column> | undefined;
  private readonly side: RowSide;

  constructor(columns: readonly Column[] | undefined, side: RowSide) {
    this.columns =
      columns === undefined ? undefined : new Map(columns.map((column) => [column.name.toLowerCase(), column]));
    this.side = side;
  }

  bind(syntax: Syntax): Node {
    return folded(this.made(syntax));
  }

  private made(syntax: Syntax): Node {
    const { at } = syntax;
    switch (syntax.kind) {
      case 'null':
        return node('null', () => null, { constant: true });
      case 'boolean':
        return constant('int', syntax.value ? 1 : 0);
      case 'number':
        return numberLiteral(syntax.text, at);
      case 'string':
        return constant('string', syntax.text);
      case 'hex':
        return bytesLiteral(syntax.text, BigInt(`0x${syntax.text || '0'}`));
      case 'bits':
        return bytesLiteral(BigInt(`0b${syntax.text || '0'}`).toString(16), BigInt(`0b${syntax.text || '0'}`));
      case 'date':
      case 'datetime':
      case 'time':
        return temporalLiteral(syntax.kind, syntax.text, at);
      case 'column':
        return this.column(syntax.name, at);
      case 'unary':
        return this.unary(syntax);
      case 'binary':
        return this.binary(syntax.op, this.bind(syntax.left), this.bind(syntax.right), at);
      case 'logic':
        return logicNode(
          syntax.op,
          syntax.args.map((arg) => this.bind(arg)),
        );
      case 'in':
        return not(
          inNode(
            this.bind(syntax.left),
            syntax.items.map((item) => this.bind(item)),
            at,
          ),
          syntax.negated,
        );
      case 'between': {
        const left = this.bind(syntax.left);
        const low = comparisonNode('>=', left, this.bind(syntax.low), at);
        return not(logicNode('and', [low, comparisonNode('<=', left, this.bind(syntax.high), at)]), syntax.negated);
      }
      case 'like':
        return not(likeNode(this.bind(syntax.left), this.bind(syntax.pattern), this.escape(syntax)), syntax.negated);
      case 'regexp':
        return not(regexpNode(this.bind(syntax.left), this.bind(syntax.pattern), syntax.pattern.at), syntax.negated);
      case 'is':
        return isNode(this.bind(syntax.left), syntax.what, syntax.negated);
      case 'case':
        return this.caseOf(syntax);
      case 'call':
        checkCall(syntax.name, syntax.args.length, at);
        return callNode(
          syntax.name,
          syntax.args.map((arg) => this.bind(arg)),
          at,
        );
      case 'cast':
        return castNode(this.bind(syntax.arg), syntax);
    }
  }

  private column(name: string, at: number): Node {
    if (this.columns === undefined) return node('null', () => null);
    const column = this.columns.get(name.toLowerCase());
    if (column === undefined) throw new UnknownColumn(name, at);
    return columnNode(column, this.side);
  }

  private unary(syntax: Extract<Syntax, { kind: 'unary' }>): Node {
    const { op, arg: inner, at } = syntax;
    // The smallest BIGINT is written with a number that is one too large.
    if (op === '-' && inner.kind === 'number' && /^\d+$/.test(inner.text)) return numberLiteral(`-${inner.text}`, at);
    const arg = this.bind(inner);
    if (op === '+') return arg;
    if (op === '-') return arg.kind === 'null' ? arg : minusNode(arg);
    if (op === '~') return complementNode(arg, at);
    return not(arg, true);
  }

  private binary(op: string, left: Node, right: Node, at: number): Node {
    if (BIT_OPERATORS.has(op)) return bitNode(op, left, right, at);
    if (ARITHMETIC_OPERATORS.has(op)) return arithmeticNode(op, left, right);
    return comparisonNode(op, left, right, at);
  }

  private escape(syntax: Extract<Syntax, { kind: 'like' }>): string {
    if (syntax.escape === undefined) return '\\';
    const escape = this.bind(syntax.escape);
    const value = escape.constant && escape.kind === 'string' ? String(constantValue(escape)) : undefined;
    if (value === undefined || Array.from(value).length > 1) {
      throw new ExpressionMistake('ESCAPE takes one character', syntax.escape.at);
    }
    return value;
  }

  private caseOf(syntax: Extract<Syntax, { kind: 'case' }>): Node {
    const base = syntax.base === undefined ? undefined : this.bind(syntax.base);
    const whens = syntax.whens.map(([when]) => this.bind(when));
    const tests = whens.map((when, i): ((row: RowEvent) => boolean) => {
      if (base === undefined) {
        const truth = truthOf(when);
        return (row) => truth(row) === 1;
      }
      const compare = comparisonOf(base, when, syntax.whens[i]?.[0].at ?? syntax.at);
      return (row) => compare(row) === 0;
    });
    const results = syntax.whens.map(([, then]) => this.bind(then));
    if (syntax.otherwise !== undefined) results.push(this.bind(syntax.otherwise));
    const choose = (row: RowEvent): number => {
      const found = tests.findIndex((test) => test(row));
      return found < 0 ? tests.length : found;
    };
    const isConstant = [...whens, ...results, ...(base === undefined ? [] : [base])].every((part) => part.constant);
    return chosenNode(results, choose, isConstant);
  }
}

/** What has no column in it is worked out once, unless it fails: it may stand where it is never asked for. */
function folded(of: Node): Node {
  if (!of.constant) return of;
  try {
    const value = constantValue(of);
    return { ...of, evaluate: () => value };
  } catch (error) {
    if (error instanceof EvaluationFailure) return of;
    throw error;
  }
}

function constant(kind: Node['kind'], value: Datum, more: Partial<Node> = {}): Node {
  return node(kind, () => value, { ...more, constant: true });
}

const MAX_LITERAL_DIGITS = 65;

function numberLiteral(text: string, at: number): Node {
  if (/e/i.test(text)) {
    const value = Number(text);
    if (!Number.isFinite(value)) throw new ExpressionMistake('number is out of range', at);
    return constant('double', value);
  }
  const decimal = decimalOfText(text);
  if (decimalText(decimal).replaceAll(/[-.]/g, '').length > MAX_LITERAL_DIGITS) {
    throw new ExpressionMistake(`number has more than ${MAX_LITERAL_DIGITS} digits`, at);
  }
  const { digits, scale } = decimal;
  if (text.includes('.')) return constant('decimal', decimal, { scale });
  if (digits >= -(2n ** 63n) && digits < 2n ** 63n) return constant('int', compact(digits));
  return digits >= 0n && digits < 2n ** 64n ? constant('uint', compact(digits)) : constant('decimal', decimal);
}

function bytesLiteral(hex: string, value: bigint): Node {
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('latin1');
  const number = compact(BigInt.asUintN(64, value));
  return constant('string', bytes, { collation: BINARY_COLLATION, number: () => number });
}

function temporalLiteral(kind: 'date' | 'time' | 'datetime', text: string, at: number): Node {
  const scale = Math.min(/\.(\d*)/.exec(text)?.[1]?.length ?? 0, 6);
  if (kind === 'time') {
    const value = parseTime(text);
    if (value === undefined) throw new ExpressionMistake('this is no TIME', at);
    return constant('time', value, { scale });
  }
  const moment = parseDateTime(text);
  if (moment === undefined) throw new ExpressionMistake(`this is no ${kind === 'date' ? 'DATE' : 'TIMESTAMP'}`, at);
  return kind === 'date' ? dateNode(() => moment, true) : dateTimeNode(() => moment, scale, true);
}

const TYPE = /^([a-z]+)(?:\((\d+)(?:,(\d+))?\))?/;

function columnNode(column: Column, side: RowSide): Node {
  const { name } = column;
  const read: (row: RowEvent) => ColumnValue =
    side === 'after' ? (row) => row.get(name) ?? null : (row) => row.getBefore(name) ?? null;
  const whenThere = (convert: (value: Exclude<ColumnValue, null>) => Datum): Evaluate => {
    return (row) => {
      const value = read(row);
      return value === null ? null : convert(value);
    };
  };
  const [, type = '', size = '0', scaleText = '0'] = TYPE.exec(column.type) ?? [];
  const integer = column.unsigned ? 'uint' : 'int';
  switch (type) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'year':
      return node(integer, read as Evaluate);
    case 'bigint':
      return node(
        integer,
        whenThere((value) => compact(value as bigint)),
      );
    case 'bit':
      return node(
        'uint',
        whenThere((value) => compact(value as bigint)),
      );
    case 'float':
      // As wide as it is stored, which is not what it is printed as.
      return node(
        'double',
        whenThere((value) => Math.fround(value as number)),
      );
    case 'double':
      return node('double', read as Evaluate);
    case 'decimal':
      return node(
        'decimal',
        whenThere((value) => decimalOfText(value as string)),
        { scale: Number(scaleText) },
      );
    case 'date':
      return node('date', read as Evaluate);
    case 'datetime':
    case 'timestamp':
      return node('datetime', read as Evaluate, { scale: Number(size) });
    case 'time':
      return node(
        'time',
        whenThere((value) => parseTime(value as string) ?? null),
        { scale: Number(size) },
      );
    default:
      return stringColumn(column, type, read, whenThere);
  }
}

function stringColumn(
  column: Column,
  type: string,
  read: (row: RowEvent) => ColumnValue,
  whenThere: (convert: (value: Exclude<ColumnValue, null>) => Datum) => Evaluate,
): Node {
  const collation: Collation = column.binary ? BINARY_COLLATION : collationOf(column.collation || 'utf8mb4_bin');
  const more = { collation, hasColumnCollation: true };
  if (type === 'enum') {
    const members = membersOf(column.type);
    return node('string', read as Evaluate, {
      ...more,
      number: whenThere((value) => members.indexOf(value as string) + 1),
    });
  }
  if (type === 'set') {
    const members = membersOf(column.type);
    const mask = (value: string): bigint => {
      let bits = 0n;
      for (const name of value === '' ? [] : value.split(',')) bits |= 1n << BigInt(Math.max(members.indexOf(name), 0));
      return bits;
    };
    return node('string', read as Evaluate, { ...more, number: whenThere((value) => compact(mask(value as string))) });
  }
  const bytes = (value: Exclude<ColumnValue, null>): Datum =>
    value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
      : String(value);
  return node('string', column.binary ? whenThere(bytes) : (read as Evaluate), more);
}

/** The members of `enum('a','b')`. */
function membersOf(type: string): readonly string[] {
  return [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, member = '']) =>
    member.replaceAll("''", "'").replaceAll('\\n', '\n').replaceAll('\\r', '\r'),
  );
}

function not(of: Node, negated: boolean): Node {
  if (!negated) return of;
  const truth = truthOf(of);
  return truthNode((row) => {
    const value = truth(row);
    return value === null ? null : value === 1 ? 0 : 1;
  }, of.constant);
}

function logicNode(op: 'and' | 'or' | 'xor', args: readonly Node[]): Node {
  const truths = args.map(truthOf);
  const isConstant = args.every((arg) => arg.constant);
  if (op === 'xor') {
    return truthNode((row) => {
      let result: 0 | 1 = 0;
      for (const truth of truths) {
        const value = truth(row);
        if (value === null) return null;
        if (value === 1) result = result === 1 ? 0 : 1;
      }
      return result;
    }, isConstant);
  }
  // AND is decided by the first 0, OR by the first 1.
  const deciding = op === 'and' ? 0 : 1;
  const otherwise = op === 'and' ? 1 : 0;
  return truthNode((row) => {
    let unknown = false;
    for (const truth of truths) {
      const value = truth(row);
      if (value === deciding) return deciding;
      if (value === null) unknown = true;
    }
    return unknown ? null : otherwise;
  }, isConstant);
}

function isNode(of: Node, what: 'null' | 'true' | 'false', negated: boolean): Node {
  const [yes, no] = negated ? ([0, 1] as const) : ([1, 0] as const);
  if (what === 'null') return truthNode((row) => (of.evaluate(row) === null ? yes : no), of.constant);
  const wanted = what === 'true' ? 1 : 0;
  const truth = truthOf(of);
  return truthNode((row) => (truth(row) === wanted ? yes : no), of.constant);
}

type LikeToken = { readonly kind: 'many' | 'one' } | { readonly kind: 'char'; readonly char: string };

function likeTokens(pattern: string, escape: string, fold: (char: string) => string): readonly LikeToken[] {
  const tokens: LikeToken[] = [];
  const chars = Array.from(pattern);
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] as string;
    if (char === escape && i + 1 < chars.length) {
      i += 1;
      tokens.push({ kind: 'char', char: fold(chars[i] as string) });
    } else if (char === '%') tokens.push({ kind: 'many' });
    else if (char === '_') tokens.push({ kind: 'one' });
    else tokens.push({ kind: 'char', char: fold(char) });
  }
  return tokens;
}

function matchesOne(token: LikeToken, char: string): boolean {
  return token.kind === 'one' || (token.kind === 'char' && token.char === char);
}

function likeNode(left: Node, pattern: Node, escape: string): Node {
  const collation = commonCollation([left, pattern]);
  const [read, readPattern] = collation.binary ? [bytesOf(left), bytesOf(pattern)] : [textOf(left), textOf(pattern)];
  const fold = collation.foldOf;
  const patternOf = (row: RowEvent): readonly LikeToken[] | null => {
    const text = readPattern(row);
    return text === null ? null : likeTokens(text, escape, fold);
  };
  const fixed = pattern.constant ? patternOf(undefined as unknown as RowEvent) : undefined;
  return truthNode((row) => {
    const text = read(row);
    if (text === null) return null;
    const tokens = fixed === undefined ? patternOf(row) : fixed;
    if (tokens === null) return null;
    // Text without pairs of surrogates is its own list of characters.
    const characters = collation.ignoresCase || /[\ud800-\udfff]/.test(text) ? Array.from(text, fold) : text;
    return matchWildcards(tokens, characters, matchesOne) ? 1 : 0;
  }, left.constant && pattern.constant);
}

function regexpNode(left: Node, pattern: Node, at: number): Node {
  if (!pattern.constant) throw new ExpressionMistake('the pattern of REGEXP must be a constant', at);
  const source = textOf(pattern)(undefined as unknown as RowEvent);
  if (source === null) return node('null', () => null, { constant: true });
  const { ignoresCase } = commonCollation([left, pattern]);
  try {
    const expression = compileLinearRegExp(source, { ignoreCase: ignoresCase });
    const read = textOf(left);
    return truthNode((row) => {
      const text = read(row);
      return text === null ? null : expression.test(text) ? 1 : 0;
    }, left.constant);
  } catch (error) {
    if (!(error instanceof RegExpMistake)) throw error;
    throw new ExpressionMistake(`not a regular expression (${error.message})`, at);
  }
}

function castNode(arg: Node, { to, size, scale }: Extract<Syntax, { kind: 'cast' }>): Node {
  const { constant: isConstant } = arg;
  if (arg.kind === 'null' && isConstant) return node(kindOfCast(to), () => null, { constant: true });
  switch (to) {
    case 'signed':
    case 'unsigned': {
      const whole = wholeOf(arg);
      // A negative integer or text wraps around as UNSIGNED does; a negative fraction stops at zero.
      const wraps = !['decimal', 'double'].includes(numeric(arg).kind);
      const convert = (value: bigint): number | bigint =>
        to === 'signed'
          ? wraps && value > 0n && numeric(arg).kind === 'uint'
            ? compact(BigInt.asIntN(64, value))
            : clampedInt(value)
          : wraps && value < 0n
            ? compact(BigInt.asUintN(64, BigInt(clampedInt(value))))
            : clampedUint(value);
      return node(to === 'signed' ? 'int' : 'uint', nullable(whole, convert), { constant: isConstant });
    }
    case 'double':
      return node('double', doubleOf(arg), { constant: isConstant });
    case 'decimal': {
      const digits = scale ?? 0;
      const limit = 10n ** BigInt(size ?? 10);
      const convert = (value: NonNullable<ReturnType<ReturnType<typeof decimalOf>>>): Datum => {
        const rounded = withScale(value, digits);
        if (rounded.digits >= limit) return { digits: limit - 1n, scale: digits };
        return rounded.digits <= -limit ? { digits: 1n - limit, scale: digits } : rounded;
      };
      return node('decimal', nullable(decimalOf(arg), convert), { constant: isConstant, scale: digits });
    }
    case 'char': {
      const cut = (text: string): string => (size === undefined ? text : Array.from(text).slice(0, size).join(''));
      const more =
        arg.kind === 'string' && !arg.collation.binary
          ? { collation: arg.collation, hasColumnCollation: arg.hasColumnCollation }
          : {};
      return node('string', nullable(textOf(arg), cut), { ...more, constant: isConstant });
    }
    case 'date':
      return dateNode(momentOf(arg), isConstant);
    case 'datetime': {
      const moment = momentOf(arg);
      const digits = size ?? 0;
      // A fraction that does not fit is rounded, which the parser does for what it is given.
      const rounded = (row: RowEvent): ReturnType<typeof moment> => {
        const value = moment(row);
        if (value === null || digits === 6 || value.microsecond === 0) return value;
        const micros = roundDecimal({ digits: BigInt(value.microsecond), scale: 6 }, digits);
        const { year, month, day, hour, minute, second } = value;
        const pad = (part: number, width = 2): string => String(part).padStart(width, '0');
        const whole = `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}`;
        const carried = decimalNumber(micros) >= 1;
        return (
          parseDateTime(carried ? `${whole}.9999999` : `${whole}.${decimalText(withScale(micros, 6)).slice(2)}`) ?? null
        );
      };
      return dateTimeNode(rounded, digits, isConstant);
    }
    case 'time': {
      const digits = size ?? 0;
      const unit = 10 ** (6 - digits);
      const convert = (value: number): Datum => Math.sign(value) * Math.round(Math.abs(value) / unit) * unit + 0;
      return node('time', nullable(microsecondsOf(arg), convert), { constant: isConstant, scale: digits });
    }
  }
}

function kindOfCast(to: Extract<Syntax, { kind: 'cast' }>['to']): Node['kind'] {
  return to === 'signed' ? 'int' : to === 'unsigned' ? 'uint' : to === 'char' ? 'string' : to;
}

function nullable<T>(read: (row: RowEvent) => T | null, convert: (value: T) => Datum): Evaluate {
  return (row) => {
    const value = read(row);
    return value === null ? null : convert(value);
  };
}
