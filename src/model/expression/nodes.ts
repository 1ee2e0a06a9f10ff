import type { RowEvent } from '../row';
import { BINARY_COLLATION, type Collation, LITERAL_COLLATION } from './collations';
import { EvaluationFailure } from './ExpressionMistake';
import { type Decimal, decimalNumber, decimalOfInt, decimalOfText, decimalText, roundDecimal } from './exactDecimal';
import { compareJson, type JsonValue, jsonText } from './jsonValue';
import { leadingNumber } from './leadingNumber';
import { compact, doubleText } from './numberText';
import { clockTextOf, type DateTime, dateTimeText, dayText, parseDateTime, parseTime } from './temporalText';

/** MySQL's types, as far as they differ in how they compare and compute. */
export type Kind = 'null' | 'int' | 'uint' | 'decimal' | 'double' | 'string' | 'date' | 'datetime' | 'time' | 'json';

/**
 * A value at work. Integers are numbers, or bigints past what a number holds exactly; the two compare with each other.
 * Dates and times are printed; bytes are a string with one of them in each character; a TIME is microseconds. `null` is
 * SQL's NULL; that of JSON is a document.
 */
export type Datum = number | bigint | string | Decimal | JsonValue | null;

export type Evaluate = (row: RowEvent) => Datum;
export type EvaluateText = (row: RowEvent) => string | null;
export type EvaluateNumber = (row: RowEvent) => number | null;
export type EvaluateInteger = (row: RowEvent) => number | bigint | null;
export type EvaluateDecimal = (row: RowEvent) => Decimal | null;

/** A part of an expression, ready to be asked for each row. */
export interface Node {
  readonly kind: Kind;
  readonly evaluate: Evaluate;
  readonly collation: Collation;
  /** Digits behind the point: of a DECIMAL, or of a fraction of seconds. */
  readonly scale: number;
  /** Whether no column is in it. */
  readonly constant: boolean;
  /** Whether its collation is a column's, which outweighs that of a literal. */
  readonly hasColumnCollation: boolean;
  /** Its number, for what is a string and a number at once: ENUM, SET, hex and bit literals. */
  readonly number?: Evaluate;
  /** Its text, where that is at hand without working out the value: of a JSON column. */
  readonly text?: EvaluateText;
  /** Whether it is a truth value, which is `true` or `false` in JSON, and no number. */
  readonly isTruth?: boolean;
}

export function node(kind: Kind, evaluate: Evaluate, more: Partial<Node> = {}): Node {
  return {
    kind,
    evaluate,
    collation: LITERAL_COLLATION,
    scale: 0,
    constant: false,
    hasColumnCollation: false,
    ...more,
  };
}

/** A node for a truth value: 1, 0 or NULL. */
export function truthNode(evaluate: (row: RowEvent) => 1 | 0 | null, constant: boolean): Node {
  return node('int', evaluate, { constant, isTruth: true });
}

export const isTemporal = ({ kind }: Node): boolean => kind === 'date' || kind === 'datetime' || kind === 'time';
export const isInteger = ({ kind }: Node): boolean => kind === 'int' || kind === 'uint';

const INT_MIN = -(2n ** 63n);
const INT_MAX = 2n ** 63n - 1n;
const UINT_MAX = 2n ** 64n - 1n;

/** `value` if BIGINT holds it. Throws `EvaluationFailure`, as MySQL answers with an error. */
export function checkedInt(value: bigint): number | bigint {
  if (value < INT_MIN || value > INT_MAX) throw new EvaluationFailure('BIGINT value is out of range');
  return compact(value);
}

export function checkedUint(value: bigint): number | bigint {
  if (value < 0n || value > UINT_MAX) throw new EvaluationFailure('BIGINT UNSIGNED value is out of range');
  return compact(value);
}

/** `value` moved to the nearest end of the range, as CAST does. */
export function clampedInt(value: bigint): number | bigint {
  return compact(value < INT_MIN ? INT_MIN : value > INT_MAX ? INT_MAX : value);
}

export function clampedUint(value: bigint): number | bigint {
  return compact(value < 0n ? 0n : value > UINT_MAX ? UINT_MAX : value);
}

/** The node in a context of numbers: what is both a string and a number is a number there. */
export function numeric(of: Node): Node {
  return of.number === undefined ? of : node('uint', of.number, { constant: of.constant });
}

/** Rounds half to even, as the processor does. */
export function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

/** As text. */
export function textOf(of: Node): EvaluateText {
  const { evaluate, scale } = of;
  if (of.text !== undefined) return of.text;
  const convert = (print: (value: Exclude<Datum, null>) => string | null): EvaluateText => {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : print(value);
    };
  };
  switch (of.kind) {
    case 'json':
      return convert((value) => jsonText(value as JsonValue));
    case 'decimal':
      return convert((value) => decimalText(value as Decimal));
    case 'double':
      return convert((value) => doubleText(value as number));
    case 'time':
      return convert((value) => clockTextOf(value as number, scale));
    default:
      return convert(String);
  }
}

/** Text of either kind as bytes, when it is compared with bytes. */
export function bytesOf(of: Node): EvaluateText {
  const text = textOf(of);
  if (of.collation.binary && of.kind === 'string') return text;
  return (row) => {
    const value = text(row);
    return value === null ? null : Buffer.from(value, 'utf8').toString('latin1');
  };
}

/** A date and time as the number that its digits are. */
function momentNumber(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole.replaceAll(/[^0-9]/g, '') + fraction), scale: fraction.length };
}

function clockNumber(microseconds: number, scale: number): Decimal {
  const [whole = '', fraction = ''] = clockTextOf(microseconds, scale).split('.');
  return { digits: BigInt(whole.replaceAll(':', '') + fraction), scale: fraction.length };
}

/** As an exact number. A string is the number it begins with. */
export function decimalOf(input: Node): EvaluateDecimal {
  const of = numeric(input);
  const { evaluate, scale } = of;
  const convert = (read: (value: Exclude<Datum, null>) => Decimal): EvaluateDecimal => {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : read(value);
    };
  };
  switch (of.kind) {
    case 'decimal':
      return convert((value) => value as Decimal);
    case 'int':
    case 'uint':
      return convert((value) => decimalOfInt(value as number | bigint));
    case 'double':
      return convert((value) => decimalOfText(String(value)));
    case 'time':
      return convert((value) => clockNumber(value as number, scale));
    case 'date':
    case 'datetime':
      return convert((value) => momentNumber(value as string));
    case 'json':
      return convert((value) => jsonDecimal(value as JsonValue));
    default:
      return convert((value) => decimalOfText(String(value)));
  }
}

/** The number that CAST makes of JSON: that of a scalar, and zero for what has none. */
function jsonDecimal(value: JsonValue): Decimal {
  switch (value.kind) {
    case 'boolean':
      return decimalOfInt(value.value ? 1 : 0);
    case 'integer':
      return decimalOfInt(value.value);
    case 'double':
    case 'string':
      return decimalOfText(String(value.value));
    default:
      return decimalOfInt(0);
  }
}

function jsonDouble(value: JsonValue): number {
  switch (value.kind) {
    case 'double':
      return value.value;
    case 'string':
      return leadingDouble(value.value);
    case 'boolean':
    case 'integer':
      return Number(value.value);
    default:
      return 0;
  }
}

/** As a DOUBLE. */
export function doubleOf(input: Node): EvaluateNumber {
  const of = numeric(input);
  const { evaluate } = of;
  if (of.kind === 'double') return evaluate as EvaluateNumber;
  if (of.kind === 'int' || of.kind === 'uint') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : Number(value);
    };
  }
  if (of.kind === 'string') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : leadingDouble(value as string);
    };
  }
  if (of.kind === 'json') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : jsonDouble(value as JsonValue);
    };
  }
  const decimal = decimalOf(of);
  return (row) => {
    const value = decimal(row);
    return value === null ? null : decimalNumber(value);
  };
}

/** The number that a text begins with; zero when it begins with none. */
function leadingDouble(text: string): number {
  const number = leadingNumber(text);
  if (number === undefined) return 0;
  const { isNegative, whole, fraction, exponent } = number;
  const value = Number(`${isNegative ? '-' : ''}${whole}.${fraction}0e${exponent}`);
  return Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE;
}

const JSON_ZERO: JsonValue = { kind: 'integer', value: 0 };

/** As a truth value: 1, 0 or NULL. */
export function truthOf(input: Node): (row: RowEvent) => 1 | 0 | null {
  const of = numeric(input);
  const { evaluate } = of;
  if (of.kind === 'null') return () => null;
  if (of.kind === 'int' || of.kind === 'uint' || of.kind === 'double') {
    return (row) => {
      const value = evaluate(row);
      // `==` holds for a zero of either kind.
      return value === null ? null : value === 0 || value === 0n ? 0 : 1;
    };
  }
  if (of.kind === 'string') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : leadingDouble(value as string) === 0 ? 0 : 1;
    };
  }
  if (of.kind === 'json') {
    return (row) => {
      const value = evaluate(row);
      // MySQL compares with the number 0, which neither `false` nor an empty string is.
      return value === null ? null : compareJson(value as JsonValue, JSON_ZERO) === 0 ? 0 : 1;
    };
  }
  const decimal = decimalOf(of);
  return (row) => {
    const value = decimal(row);
    return value === null ? null : value.digits === 0n ? 0 : 1;
  };
}

/** More digits than any integer type holds. */
const MOST_DIGITS = 21;

/** The integer that a text begins with; zero when it begins with none. */
function leadingInteger(text: string): bigint {
  const { isNegative = false, whole = '' } = leadingNumber(text) ?? {};
  const size = BigInt(whole.length > MOST_DIGITS ? '9'.repeat(MOST_DIGITS) : whole);
  return isNegative ? -size : size;
}

/** As an integer: fractions are rounded, a string is the digits it begins with. Not yet held to a range. */
export function wholeOf(input: Node): (row: RowEvent) => bigint | null {
  const of = numeric(input);
  const { evaluate } = of;
  if (of.kind === 'int' || of.kind === 'uint') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : BigInt(value as number | bigint);
    };
  }
  if (of.kind === 'string') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : leadingInteger(value as string);
    };
  }
  if (of.kind === 'double') {
    return (row) => {
      const value = evaluate(row) as number | null;
      return value === null ? null : BigInt(roundEven(value));
    };
  }
  if (of.kind === 'json') {
    return (row) => {
      const value = evaluate(row) as JsonValue | null;
      if (value === null) return null;
      return value.kind === 'double' ? BigInt(roundEven(value.value)) : roundDecimal(jsonDecimal(value), 0).digits;
    };
  }
  const decimal = decimalOf(of);
  return (row) => {
    const value = decimal(row);
    return value === null ? null : roundDecimal(value, 0).digits;
  };
}

/** The value of a constant node. */
export function constantValue(of: Node): Datum {
  // Nothing of a row is asked for.
  return of.evaluate(NO_ROW);
}

/** Stands for a row where no column is read. */
export const NO_ROW = Object.freeze({}) as unknown as RowEvent;

const PADDED_NUMBER = 6;

/** Digits as a date: `YYYYMMDD` or `YYYYMMDDhhmmss`, also with a year of two digits. */
function digitsAsMoment(value: Decimal): DateTime | undefined {
  const [whole = '', fraction = ''] = decimalText(value).split('.');
  if (whole === '0') return parseDateTime('0000-00-00');
  if (whole.startsWith('-') || whole.length > 14) return undefined;
  const wanted = [PADDED_NUMBER, 8, 12, 14].find((length) => whole.length <= length) ?? 14;
  return parseDateTime(`${whole.padStart(wanted, '0')}${fraction === '' || wanted < 12 ? '' : `.${fraction}`}`);
}

/** As a date and time; what is none is NULL. */
export function momentOf(of: Node): (row: RowEvent) => DateTime | null {
  const { evaluate } = of;
  if (of.kind === 'string' || of.kind === 'date' || of.kind === 'datetime') {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : (parseDateTime(value as string) ?? null);
    };
  }
  if (of.kind === 'json') {
    return (row) => {
      const value = evaluate(row) as JsonValue | null;
      return value?.kind === 'string' ? (parseDateTime(value.value) ?? null) : null;
    };
  }
  const decimal = decimalOf(of);
  return (row) => {
    const value = decimal(row);
    return value === null ? null : (digitsAsMoment(value) ?? null);
  };
}

/** As the microseconds of a TIME; what is none is NULL. */
export function microsecondsOf(of: Node): EvaluateNumber {
  const { evaluate } = of;
  if (of.kind === 'time') return evaluate as EvaluateNumber;
  if (of.kind === 'json') {
    return (row) => {
      const value = evaluate(row) as JsonValue | null;
      return value?.kind === 'string' ? (parseTime(value.value) ?? null) : null;
    };
  }
  const text = textOf(of);
  return (row) => {
    const value = text(row);
    return value === null ? null : (parseTime(value) ?? null);
  };
}

/** A node whose value is a date, as it is printed. */
export function dateNode(evaluate: (row: RowEvent) => DateTime | null, constant: boolean): Node {
  const print = (row: RowEvent): string | null => {
    const value = evaluate(row);
    return value === null ? null : dayText(value);
  };
  return node('date', print, { constant });
}

/** A node whose value is a date and time, as it is printed with `scale` digits of the fraction. */
export function dateTimeNode(evaluate: (row: RowEvent) => DateTime | null, scale: number, constant: boolean): Node {
  const print = (row: RowEvent): string | null => {
    const value = evaluate(row);
    return value === null ? null : dateTimeText(value, scale);
  };
  return node('datetime', print, { constant, scale });
}

/** The collation of what is made of several strings: a column's before a literal's, bytes before text, `_bin` before others. */
export function commonCollation(nodes: readonly Node[]): Collation {
  const strings = nodes.filter(({ kind }) => kind === 'string');
  if (strings.some(({ collation }) => collation.binary)) return BINARY_COLLATION;
  const ofColumns = strings.filter(({ hasColumnCollation }) => hasColumnCollation);
  const exact = ofColumns.find(({ collation }) => !collation.ignoresCase);
  return (exact ?? ofColumns[0])?.collation ?? LITERAL_COLLATION;
}
