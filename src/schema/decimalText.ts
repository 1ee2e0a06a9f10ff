import type { ByteCursor } from './ByteCursor';
import { Corruption } from './corruption';

const GROUP_DIGITS = 9;
const GROUP_BYTES = 4;
const MAX_PRECISION = 65;
const MAX_SCALE = 30;
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
 * Reads a stored DECIMAL as text with the scale it was stored with. The header tells the layout, never the column: an
 * image from before a change of the column's precision keeps its own.
 */
export function readDecimal(cursor: ByteCursor): string {
  const precision = cursor.u8();
  const scale = cursor.u8();
  const length = decimalBytes(precision, scale);
  cursor.need(length);
  const { bytes, at } = cursor;
  cursor.at = at + length;
  const negative = (bytes[at] ?? 0) < 0x80;
  const mask = negative ? 0xff : 0;
  let next = at;
  // The top bit of the first byte is flipped, so that negative numbers sort first.
  let flip = 0x80;
  const group = (digits: number): string => {
    const size = BYTES_OF_DIGITS[digits] ?? 0;
    let value = 0;
    for (let i = 0; i < size; i += 1) {
      value = value * 256 + ((bytes[next] ?? 0) ^ mask ^ flip);
      flip = 0;
      next += 1;
    }
    const text = String(value);
    if (text.length > digits) throw new Corruption('DECIMAL has too many digits in a group');
    return text.length === digits ? text : text.padStart(digits, '0');
  };
  const integerDigits = precision - scale;
  let integer = integerDigits % GROUP_DIGITS === 0 ? '' : group(integerDigits % GROUP_DIGITS);
  for (let i = Math.floor(integerDigits / GROUP_DIGITS); i > 0; i -= 1) integer += group(GROUP_DIGITS);
  let fraction = '';
  for (let i = Math.floor(scale / GROUP_DIGITS); i > 0; i -= 1) fraction += group(GROUP_DIGITS);
  if (scale % GROUP_DIGITS !== 0) fraction += group(scale % GROUP_DIGITS);
  return signed(negative, integer, fraction);
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
