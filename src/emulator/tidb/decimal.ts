import { EmulatorError } from '../../errors/TiValveError';
import type { ByteReader } from './ByteReader';
import type { ByteWriter } from './ByteWriter';

const GROUP_DIGITS = 9;
/** Bytes that hold 0 to 9 digits. */
const GROUP_BYTES = [0, 1, 1, 2, 2, 3, 3, 4, 4, 4] as const;
const DECIMAL = /^([-+]?)(\d*)(?:\.(\d*))?$/;

/**
 * A decimal number as digits with exactly `scale` of them behind the point. Throws `TV_EMULATOR_USAGE` for what is not
 * one and for what would have to be rounded or cut.
 */
export function decimalText(input: string, precision: number, scale: number): string {
  const match = DECIMAL.exec(input.trim());
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || whole + fraction === '') throw wrong(`${JSON.stringify(input)} is not a decimal number`);
  const digits = whole.replace(/^0+/, '');
  const rest = fraction.replace(/0+$/, '');
  if (digits.length > precision - scale || rest.length > scale)
    throw wrong(`${input} does not fit DECIMAL(${precision},${scale})`);
  const negative = sign === '-' && digits + rest !== '';
  const shown = `${negative ? '-' : ''}${digits === '' ? '0' : digits}`;
  return scale === 0 ? shown : `${shown}.${rest.padEnd(scale, '0')}`;
}

/** Writes a text of `decimalText` as precision, scale and packed digits. */
export function writeDecimal(writer: ByteWriter, text: string, precision: number, scale: number): void {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const groups = groupsOf(precision, scale);
  const digits = (whole === '0' ? '' : whole).padStart(precision - scale, '0') + fraction;
  const flip = negative ? 0xff : 0;
  writer.u8(precision).u8(scale);
  let at = 0;
  // The first bit tells the sign, so that a negative number sorts below.
  let signBit = 0x80;
  for (const group of groups) {
    const value = Number(digits.slice(at, at + group));
    at += group;
    for (let shift = ((GROUP_BYTES[group] ?? 0) - 1) * 8; shift >= 0; shift -= 8) {
      writer.u8(((value >>> shift) & 0xff) ^ flip ^ signBit);
      signBit = 0;
    }
  }
}

/** Reads what `writeDecimal` wrote. */
export function readDecimal(reader: ByteReader): string {
  const precision = reader.u8();
  const scale = reader.u8();
  let digits = '';
  let signBit = 0x80;
  let flip = 0;
  for (const group of groupsOf(precision, scale)) {
    let value = 0;
    for (let i = 0; i < (GROUP_BYTES[group] ?? 0); i += 1) {
      const byte = reader.u8() ^ signBit;
      if (signBit !== 0) flip = (byte & 0x80) === 0 ? 0 : 0xff;
      signBit = 0;
      value = value * 0x100 + (byte ^ flip);
    }
    digits += value.toString().padStart(group, '0');
  }
  const whole = digits.slice(0, precision - scale);
  return decimalText(`${flip === 0 ? '' : '-'}${whole}.${digits.slice(precision - scale)}`, precision, scale);
}

/** How many digits each stored group has: the short group of the whole part first, that of the fraction last. */
function groupsOf(precision: number, scale: number): readonly number[] {
  const id = precision * SCALES + scale;
  const known = GROUPS.get(id);
  if (known !== undefined) return known;
  const whole = precision - scale;
  const groups = [
    whole % GROUP_DIGITS,
    ...Array.from({ length: Math.floor(whole / GROUP_DIGITS) }, () => GROUP_DIGITS),
    ...Array.from({ length: Math.floor(scale / GROUP_DIGITS) }, () => GROUP_DIGITS),
    scale % GROUP_DIGITS,
  ].filter((group) => group > 0);
  GROUPS.set(id, groups);
  return groups;
}

const SCALES = 256;
const GROUPS = new Map<number, readonly number[]>();

function wrong(detail: string): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', detail);
}
