// By hand and not by a regular expression, since a text may be megabytes of digits, and an engine's stack may not.

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
/** Digits of an exponent; more of them are as good as four. */
const EXPONENT_DIGITS = 4;

/** The number that a text begins with, in its parts; empty where there is none. */
export interface LeadingNumber {
  readonly isNegative: boolean;
  /** Digits in front of the point, without leading zeros. */
  readonly whole: string;
  /** Digits behind it. */
  readonly fraction: string;
  readonly exponent: number;
}

/** Reads `[blanks][+-]digits[.digits][e[+-]digits]`, as far as a text has it; `undefined` when it begins with no digit. */
export function leadingNumber(text: string): LeadingNumber | undefined {
  const signAt = endOfBlanks(text);
  const sign = text.charCodeAt(signAt);
  const wholeAt = sign === PLUS || sign === MINUS ? signAt + 1 : signAt;
  const wholeEnd = endOfDigits(text, wholeAt);
  const hasPoint = text.charCodeAt(wholeEnd) === POINT;
  const fractionAt = hasPoint ? wholeEnd + 1 : wholeEnd;
  const end = hasPoint ? endOfDigits(text, fractionAt) : wholeEnd;
  if (wholeEnd === wholeAt && end === fractionAt) return undefined;
  return {
    isNegative: sign === MINUS,
    whole: text.slice(endOfZeros(text, wholeAt, wholeEnd), wholeEnd),
    fraction: text.slice(fractionAt, end),
    exponent: exponentAt(text, end),
  };
}

function exponentAt(text: string, at: number): number {
  if (text[at] !== 'e' && text[at] !== 'E') return 0;
  const sign = text.charCodeAt(at + 1);
  const digitsAt = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
  const end = endOfDigits(text, digitsAt);
  const significantAt = endOfZeros(text, digitsAt, end);
  if (end === digitsAt) return 0;
  const size = end - significantAt > EXPONENT_DIGITS ? 9999 : Number(text.slice(significantAt, end));
  return sign === MINUS ? -size : size;
}

function endOfBlanks(text: string): number {
  let at = 0;
  for (let code = text.charCodeAt(0); code === 0x20 || (code >= 0x09 && code <= 0x0d); code = text.charCodeAt(at))
    at += 1;
  return at;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(at)) at += 1;
  return at;
}

function endOfZeros(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === ZERO) at += 1;
  return at;
}
