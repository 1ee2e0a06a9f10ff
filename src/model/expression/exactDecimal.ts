import { EvaluationFailure } from './ExpressionMistake';
import { leadingNumber } from './leadingNumber';

/** An exact number: `digits / 10 ** scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const MAX_SCALE = 30;
const MAX_DIGITS = 10n ** 65n;
/** What a division adds to the scale of what is divided. */
const DIVISION_DIGITS = 4;

const POWERS = Array.from({ length: 128 }, (_, i) => 10n ** BigInt(i));

function power(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

const LARGEST_EXPONENT = 400;
/** Digits beyond these cannot matter: the result is out of every type's range, or is rounded to fewer. */
const MOST_DIGITS = 100;

/** Digits that a number holds exactly, whichever they are. */
const SAFE_DIGITS = 15;

/** Reads what a DECIMAL column holds, unless it is long: `-12.30`. */
function shortDecimal(text: string): Decimal | undefined {
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0;
  if (text.length === start || text.length > SAFE_DIGITS) return undefined;
  let value = 0;
  let point = text.length;
  for (let at = start; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point === text.length && at > start) point = at;
    else return undefined;
  }
  return { digits: BigInt(start === 1 ? -value : value), scale: Math.max(text.length - point - 1, 0) };
}

/** The number that a text begins with, as MySQL reads it; zero when it begins with none. */
export function decimalOfText(text: string): Decimal {
  const short = shortDecimal(text);
  if (short !== undefined) return short;
  const number = leadingNumber(text);
  if (number === undefined) return { digits: 0n, scale: 0 };
  const { isNegative, whole, fraction } = number;
  // A text may be megabytes of digits, which would take long to read.
  if (whole.length > MOST_DIGITS) return { digits: isNegative ? 1n - MAX_DIGITS : MAX_DIGITS - 1n, scale: 0 };
  const exponent = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, number.exponent));
  const kept = fraction.slice(0, MOST_DIGITS);
  const size = BigInt(`${whole}${kept}`);
  const digits = isNegative ? -size : size;
  const scale = kept.length - exponent;
  return scale >= 0 ? { digits, scale } : { digits: digits * power(-scale), scale: 0 };
}

export function decimalOfInt(value: number | bigint): Decimal {
  return { digits: BigInt(value), scale: 0 };
}

/** Prints with all digits of the scale. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

export function decimalNumber(value: Decimal): number {
  return value.scale === 0 ? Number(value.digits) : Number(decimalText(value));
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return scale === wanted ? digits : digits * power(wanted - scale);
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [digitsAt(a, scale), digitsAt(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function inRange(value: Decimal): Decimal {
  if (value.digits >= MAX_DIGITS || value.digits <= -MAX_DIGITS)
    throw new EvaluationFailure('DECIMAL value is out of range');
  return value;
}

/** Rounds half away from zero; a negative scale rounds in front of the point. */
export function roundDecimal(value: Decimal, scale: number): Decimal {
  const wanted = Math.min(scale, MAX_SCALE);
  if (wanted >= value.scale) return value;
  const unit = power(value.scale - wanted);
  const half = unit / 2n;
  const quotient = (value.digits + (value.digits < 0n ? -half : half)) / unit;
  return wanted >= 0 ? { digits: quotient, scale: wanted } : { digits: quotient * power(-wanted), scale: 0 };
}

/** The same number with exactly `scale` digits behind the point. */
export function withScale(value: Decimal, scale: number): Decimal {
  const rounded = roundDecimal(value, scale);
  return rounded.scale === scale ? rounded : { digits: digitsAt(rounded, scale), scale };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return inRange({ digits: digitsAt(a, scale) + digitsAt(b, scale), scale });
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { digits: -b.digits, scale: b.scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return inRange(roundDecimal({ digits: a.digits * b.digits, scale: a.scale + b.scale }, MAX_SCALE));
}

/** `null` for a division by zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal | null {
  if (b.digits === 0n) return null;
  const scale = Math.min(a.scale + DIVISION_DIGITS, MAX_SCALE);
  // One digit more than is kept, so that rounding sees it.
  const numerator = a.digits * power(Math.max(0, scale + 1 + b.scale - a.scale));
  const extra = Math.max(0, a.scale - (scale + 1 + b.scale));
  return inRange(roundDecimal({ digits: numerator / (b.digits * power(extra)), scale: scale + 1 }, scale));
}

/** The whole part of the quotient; `null` for a division by zero. */
export function divideWhole(a: Decimal, b: Decimal): bigint | null {
  if (b.digits === 0n) return null;
  const scale = Math.max(a.scale, b.scale);
  return digitsAt(a, scale) / digitsAt(b, scale);
}

/** The rest of a division, with the sign of `a`; `null` for a division by zero. */
export function remainderOf(a: Decimal, b: Decimal): Decimal | null {
  if (b.digits === 0n) return null;
  const scale = Math.max(a.scale, b.scale);
  return { digits: digitsAt(a, scale) % digitsAt(b, scale), scale };
}

export function floorDecimal({ digits, scale }: Decimal): bigint {
  const unit = power(scale);
  const quotient = digits / unit;
  return digits < 0n && quotient * unit !== digits ? quotient - 1n : quotient;
}
