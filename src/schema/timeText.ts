import { Corruption } from '../model/corruption';
import type { TimeZone } from './timeZone';

const MAX_TIME_NS = 3_020_399_999_999_999;
const NS_PER_SECOND = 1_000_000_000;
const MICROSECOND_DIGITS = 6;
const MICROSECONDS = 1_000_000;

const TWO_DIGITS = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));

function two(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

function four(value: number): string {
  return value >= 1000 ? String(value) : String(value).padStart(4, '0');
}

/** The first `digits` digits of a fraction given in microseconds, with its point. */
function fractionText(microseconds: number, digits: number): string {
  if (digits <= 0) return '';
  // A one in front keeps the zeros that the fraction begins with.
  return `.${String(MICROSECONDS + microseconds).slice(1, digits + 1)}`;
}

/** A date as MySQL prints it. */
export function dateText(year: number, month: number, day: number): string {
  return `${four(year)}-${two(month)}-${two(day)}`;
}

/** A time of day as MySQL prints it. */
export function clockText(hour: number, minute: number, second: number): string {
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

/** What a packed date and time is printed as. */
export interface PackedTimeFormat {
  readonly dateOnly: boolean;
  readonly fractionDigits: number;
  /** Zone of the reader for TIMESTAMP, which is stored in UTC; `undefined` for what has no zone, and for UTC. */
  readonly zone: TimeZone | undefined;
}

/**
 * Prints TiDB's packed date and time. Months count thirteen to the year, because a zero month can be stored.
 *
 * Throws `Corruption` for fields outside their range.
 */
export function packedTimeText(hi: number, lo: number, format: PackedTimeFormat): string {
  const yearMonthDay = hi >>> 9;
  const yearMonth = yearMonthDay >>> 5;
  const year = Math.floor(yearMonth / 13);
  const month = yearMonth % 13;
  const day = yearMonthDay & 31;
  const clock = ((hi & 0x1ff) << 8) | (lo >>> 24);
  const hour = clock >>> 12;
  const minute = (clock >>> 6) & 63;
  const second = clock & 63;
  const microsecond = lo & 0xffffff;
  if (year > 9999 || hour > 23 || minute > 59 || second > 59 || microsecond > 999_999) {
    throw new Corruption('date or time is out of its range');
  }
  if (format.dateOnly) return dateText(year, month, day);
  const fraction = fractionText(microsecond, format.fractionDigits);
  // The zero time belongs to no zone.
  if (format.zone === undefined || month === 0 || day === 0) {
    return `${dateText(year, month, day)} ${clockText(hour, minute, second)}${fraction}`;
  }
  return `${zonedText(Date.UTC(year, month - 1, day, hour, minute, second), format.zone)}${fraction}`;
}

function zonedText(utcMs: number, zone: TimeZone): string {
  const local = new Date(utcMs + zone.offsetMsAt(utcMs));
  return `${dateText(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate())} ${clockText(
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
  )}`;
}

/** Prints a TIME given in nanoseconds. Throws `Corruption` outside ±838:59:59. */
export function timeText(nanoseconds: number, fractionDigits: number): string {
  const size = Math.abs(nanoseconds);
  if (size > MAX_TIME_NS) throw new Corruption('TIME is out of its range');
  const seconds = Math.floor(size / NS_PER_SECOND);
  const microseconds = Math.floor((size % NS_PER_SECOND) / 1000);
  const text = clockText(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60);
  return `${nanoseconds < 0 ? '-' : ''}${text}${fractionText(microseconds, fractionDigits)}`;
}

const DATE_TIME_TEXT = /^(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{0,9}))?)?$/;
const TIME_TEXT = /^(-?)(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9}))?)?$/;

function microsecondsOf(fraction: string): number {
  return Number(fraction.padEnd(MICROSECOND_DIGITS, '0').slice(0, MICROSECOND_DIGITS));
}

/** Prints a date and time that is given as text, a default for example; what is not one stays as it is. */
export function normalDateTime(text: string, format: PackedTimeFormat): string {
  const match = DATE_TIME_TEXT.exec(text);
  if (match === null) return text;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const date = dateText(Number(year), Number(month), Number(day));
  if (format.dateOnly) return date;
  const tail = fractionText(microsecondsOf(fraction), format.fractionDigits);
  if (format.zone === undefined || Number(month) === 0 || Number(day) === 0) {
    return `${date} ${clockText(Number(hour), Number(minute), Number(second))}${tail}`;
  }
  const utcMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return `${zonedText(utcMs, format.zone)}${tail}`;
}

/** Prints a TIME that is given as text; what is not one stays as it is. */
export function normalTime(text: string, fractionDigits: number): string {
  const match = TIME_TEXT.exec(text);
  if (match === null) return text;
  const [, sign = '', hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const tail = fractionText(microsecondsOf(fraction), fractionDigits);
  return `${sign}${clockText(Number(hour), Number(minute), Number(second))}${tail}`;
}
