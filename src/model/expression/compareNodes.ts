import type { RowEvent } from '../row';
import { ExpressionMistake } from './ExpressionMistake';
import { compareDecimals } from './exactDecimal';
import { jsonOf } from './jsonNode';
import { compareJson, type JsonValue } from './jsonValue';
import {
  bytesOf,
  commonCollation,
  constantValue,
  type Datum,
  decimalOf,
  doubleOf,
  isInteger,
  isTemporal,
  microsecondsOf,
  momentOf,
  type Node,
  node,
  numeric,
  textOf,
  truthNode,
} from './nodes';
import { dateTimeText, fullDateTime } from './temporalText';

/** Below, at or above zero as the left side is below, equal to or above the right one; NULL when either is. */
export type Comparison = (row: RowEvent) => number | null;

/**
 * How MySQL compares two types: JSON with anything as JSON, strings by collation, integers and decimals exactly, dates and times as such whatever
 * the other side is, and everything else as DOUBLE. A constant string or number beside a date must be a date.
 *
 * @param at - where to say that two sides do not go together
 */
export function comparisonOf(left: Node, right: Node, at: number): Comparison {
  if (left.kind === 'null' || right.kind === 'null') return () => null;
  if (left.kind === 'json' || right.kind === 'json') return documents(left, right, at);
  if (isTemporal(left) || isTemporal(right)) return temporal(left, right, at);
  if (left.kind === 'string' && right.kind === 'string') return strings(left, right);
  const [a, b] = [numeric(left), numeric(right)];
  if (isInteger(a) && isInteger(b)) return plain(a.evaluate, b.evaluate);
  if (isExactPair(a, b) || isExactPair(b, a)) {
    const [x, y] = [decimalOf(a), decimalOf(b)];
    return (row) => {
      const p = x(row);
      if (p === null) return null;
      const q = y(row);
      return q === null ? null : compareDecimals(p, q);
    };
  }
  return plain(doubleOf(a), doubleOf(b));
}

const isExact = (of: Node): boolean => isInteger(of) || of.kind === 'decimal';

/** Whether nothing is lost by comparing as decimals. A constant text is read exactly beside an exact column. */
function isExactPair(a: Node, b: Node): boolean {
  if (isExact(a) && isExact(b)) return true;
  return isExact(a) && !a.constant && b.kind === 'string' && b.constant;
}

function plain(left: (row: RowEvent) => Datum, right: (row: RowEvent) => Datum): Comparison {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    if (b === null) return null;
    return a < b ? -1 : a > b ? 1 : 0;
  };
}

function strings(left: Node, right: Node): Comparison {
  const collation = commonCollation([left, right]);
  const [x, y] = collation.binary ? [bytesOf(left), bytesOf(right)] : [textOf(left), textOf(right)];
  return (row) => {
    const a = x(row);
    if (a === null) return null;
    const b = y(row);
    return b === null ? null : collation.compare(a, b);
  };
}

/** Beside JSON everything is JSON: a text is a JSON string, whatever is written in it. */
function documents(left: Node, right: Node, at: number): Comparison {
  const [x, y] = [jsonOf(left, 'quote', at).evaluate, jsonOf(right, 'quote', at).evaluate];
  return (row) => {
    const a = x(row) as JsonValue | null;
    if (a === null) return null;
    const b = y(row) as JsonValue | null;
    return b === null ? null : compareJson(a, b);
  };
}

function temporal(left: Node, right: Node, at: number): Comparison {
  if (left.kind === 'time' || right.kind === 'time') {
    const other = left.kind === 'time' ? right : left;
    if (other.kind === 'date' || other.kind === 'datetime') {
      throw new ExpressionMistake('a TIME beside a date means the current day', at);
    }
    if (!other.constant && other.kind !== 'time' && other.kind !== 'string')
      return plain(doubleOf(left), doubleOf(right));
    return plain(checked(left, microsecondsOf(left), 'TIME', at), checked(right, microsecondsOf(right), 'TIME', at));
  }
  const other = left.kind === 'date' || left.kind === 'datetime' ? right : left;
  const isNumber = other.kind !== 'string' && !isTemporal(other);
  if (isNumber && !other.constant) return plain(doubleOf(left), doubleOf(right));
  const [x, y] = [fullMoment(left, at), fullMoment(right, at)];
  return plain(x, y);
}

/** A date and time with all its digits, so that its text compares as it does. */
function fullMoment(of: Node, at: number): (row: RowEvent) => string | null {
  const { evaluate } = of;
  if (of.kind === 'date' || of.kind === 'datetime') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : fullDateTime(value as string);
    };
  }
  const moment = momentOf(of);
  const read = (row: RowEvent): string | null => {
    const value = moment(row);
    return value === null ? null : dateTimeText(value, 6);
  };
  return checked(of, read, 'date', at);
}

/** Reads a constant at once: one that does not read is a mistake in the expression. */
function checked<T extends Datum>(
  of: Node,
  read: (row: RowEvent) => T | null,
  what: string,
  at: number,
): (row: RowEvent) => T | null {
  if (!of.constant || isTemporal(of)) return read;
  const value = read(undefined as unknown as RowEvent);
  if (value === null && constantValue(of) !== null)
    throw new ExpressionMistake(`what stands beside it is no ${what}`, at);
  return () => value;
}

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `left op right` */
export function comparisonNode(op: string, left: Node, right: Node, at: number): Node {
  const constant = left.constant && right.constant;
  if (op === '<=>') {
    const compare = comparisonOf(left, right, at);
    return truthNode((row) => {
      const [a, b] = [left.evaluate(row) === null, right.evaluate(row) === null];
      return a || b ? (a && b ? 1 : 0) : compare(row) === 0 ? 1 : 0;
    }, constant);
  }
  const test = TESTS[op];
  if (test === undefined) throw new ExpressionMistake(`operator ${op} is not known`, at);
  const compare = comparisonOf(left, right, at);
  return truthNode((row) => {
    const order = compare(row);
    return order === null ? null : test(order) ? 1 : 0;
  }, constant);
}

/** `left IN (items)` */
export function inNode(left: Node, items: readonly Node[], at: number): Node {
  const constant = left.constant && items.every((item) => item.constant);
  const quick = quickIn(left, items);
  if (quick !== undefined) return node('int', quick, { constant });
  const comparisons = items.map((item) => comparisonOf(left, item, at));
  return truthNode((row) => {
    let unknown = false;
    for (const compare of comparisons) {
      const order = compare(row);
      if (order === 0) return 1;
      if (order === null) unknown = true;
    }
    return unknown ? null : 0;
  }, constant);
}

/** A look-up in a set, when all items are constants of the type on the left. */
function quickIn(left: Node, items: readonly Node[]): ((row: RowEvent) => Datum) | undefined {
  if (left.number !== undefined || !items.every((item) => item.constant && item.number === undefined)) return undefined;
  const isInts = isInteger(left) && items.every(isInteger);
  const isTexts =
    left.kind === 'string' &&
    !left.collation.binary &&
    items.every(({ kind, collation }) => kind === 'string' && !collation.binary);
  const collation = commonCollation([left, ...items]);
  // Collations that fold by Intl have no key that is as exact as their comparison.
  if (!isInts && (!isTexts || collation.ignoresCase)) return undefined;
  const keyOf = isInts ? (value: Datum): Datum => value : (value: Datum): Datum => collation.keyOf(value as string);
  const values = items.map(constantValue);
  const unknown = values.includes(null);
  const known = new Set(values.filter((value) => value !== null).map(keyOf));
  const { evaluate } = left;
  return (row) => {
    const value = evaluate(row);
    if (value === null) return null;
    return known.has(keyOf(value)) ? 1 : unknown ? null : 0;
  };
}
