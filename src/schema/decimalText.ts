import { Corruption } from '../model/corruption';
import type { ByteCursor } from './ByteCursor';

const GROUP_DIGITS = 9;
const GROUP_BYTES = 4;
const MAX_PRECISION = 65;
const MAX_SCALE = 30;
/** Integers of this many digits fit a double exactly. */
const SAFE_DIGITS = 15;
const GROUP_SIZE = 1_000_000_000;
const POWERS_OF_TEN = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000] as const;
const BYTES_OF_DIGITS = [0, 1, 1, 2, 2, 3, 3, 4, 4, 4] as const;

function bytesOf(digits: number): number {
  return Math.floor(digits / GROUP_DIGITS) * GROUP_BYTES + (BYTES_OF_DIGITS[digits % GROUP_DIGITS] ?? 0);
}

/** How many bytes a stored DECIMAL takes behind its two header bytes. Throws `Corruption` for an impossible header. */
export function decimalBytes(precision: number, scale: number): number {
  if (precision === 0 || precision > MAX_PRECISION || scale > MAX_SCALE || scale > precision) {
    throw new Corruption(`DECIMAL(${precision},${scale}) is not possible`);
  }
  return bytesOf(precision - scale) + bytesOf(scale);
}

/**
 * Reads a stored DECIMAL as text with `columnScale` fraction digits. The header tells the layout, never the column: an
 * image from before a change of the column's precision keeps its own, and is rounded half away from zero.
 */
export function readDecimal(cursor: ByteCursor, columnScale: number): string {
  const precision = cursor.u8();
  const scale = cursor.u8();
  const length = decimalBytes(precision, scale);
  cursor.need(length);
  const integerDigits = precision - scale;
  // Negative numbers have every bit inverted and sort first, because the top bit is flipped too.
  const negative = (cursor.bytes[cursor.at] ?? 0) < 0x80;
  const reader: GroupReader = { bytes: cursor.bytes, at: cursor.at, mask: negative ? 0xff : 0, flip: 0x80 };
  cursor.at += length;
  if (scale === columnScale && integerDigits <= SAFE_DIGITS && scale <= GROUP_DIGITS) {
    return readShort(reader, integerDigits, scale, negative);
  }
  const text = signed(negative, groupsText(reader, integerDigits, true), groupsText(reader, scale, false));
  return scale === columnScale ? text : (rescaleDecimal(text, columnScale) ?? text);
}

interface GroupReader {
  readonly bytes: Uint8Array;
  at: number;
  readonly mask: number;
  /** Inverts the top bit of the first byte, and only of that. */
  flip: number;
}

function readGroup(reader: GroupReader, digits: number): number {
  const size = BYTES_OF_DIGITS[digits] ?? 0;
  let value = 0;
  for (let i = 0; i < size; i += 1) {
    value = value * 256 + ((reader.bytes[reader.at] ?? 0) ^ reader.mask ^ reader.flip);
    reader.flip = 0;
    reader.at += 1;
  }
  if (value >= (POWERS_OF_TEN[digits] ?? 0)) throw new Corruption('DECIMAL has too many digits in a group');
  return value;
}

/** The common case, where a double holds the integer part and one group the fraction. */
function readShort(reader: GroupReader, integerDigits: number, scale: number, negative: boolean): string {
  const leading = integerDigits % GROUP_DIGITS;
  let integer = leading === 0 ? 0 : readGroup(reader, leading);
  if (integerDigits >= GROUP_DIGITS) integer = integer * GROUP_SIZE + readGroup(reader, GROUP_DIGITS);
  if (scale === 0) return negative && integer !== 0 ? `-${integer}` : String(integer);
  const fraction = readGroup(reader, scale);
  // A one in front keeps the zeros that the fraction begins with.
  const digits = String((POWERS_OF_TEN[scale] ?? 0) + fraction).slice(1);
  return negative && integer + fraction !== 0 ? `-${integer}.${digits}` : `${integer}.${digits}`;
}

/** The digits of one side of the point. Before it the short group comes first, behind it last. */
function groupsText(reader: GroupReader, digits: number, shortFirst: boolean): string {
  const short = digits % GROUP_DIGITS;
  let text = shortFirst && short > 0 ? String(readGroup(reader, short)).padStart(short, '0') : '';
  for (let i = Math.floor(digits / GROUP_DIGITS); i > 0; i -= 1) {
    text += String(readGroup(reader, GROUP_DIGITS)).padStart(GROUP_DIGITS, '0');
  }
  if (!shortFirst && short > 0) text += String(readGroup(reader, short)).padStart(short, '0');
  return text;
}

function signed(negative: boolean, integer: string, fraction: string): string {
  let leading = 0;
  while (leading < integer.length - 1 && integer.charCodeAt(leading) === 0x30) leading += 1;
  const shown = integer === '' ? '0' : integer.slice(leading);
  const text = fraction === '' ? shown : `${shown}.${fraction}`;
  // MySQL has no negative zero.
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Writes a decimal text with exactly `scale` fraction digits, rounded half away from zero; `undefined` if it is none. */
export function rescaleDecimal(text: string, scale: number): string | undefined {
  const match = DECIMAL_TEXT.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', part = '', exponent = '0'] = match;
  const shift = Number(exponent);
  // The point moves by the exponent before anything is rounded.
  const padded = shift >= 0 ? whole + part.padEnd(shift, '0') : whole.padStart(-shift, '0') + part;
  const point = shift >= 0 ? whole.length + shift : Math.max(whole.length + shift, 0);
  const integer = padded.slice(0, point);
  const fraction = padded.slice(point);
  if (integer === '' && fraction === '') return undefined;
  if (fraction.length <= scale) return signed(sign === '-', integer || '0', fraction.padEnd(scale, '0'));
  const kept = BigInt(`${integer}${fraction.slice(0, scale)}` || '0') + (fraction.charCodeAt(scale) >= 0x35 ? 1n : 0n);
  const digits = kept.toString().padStart(scale + 1, '0');
  return signed(sign === '-', digits.slice(0, digits.length - scale), digits.slice(digits.length - scale));
}
