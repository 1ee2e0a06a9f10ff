/** A date and a time of day. Months and days may be zero, as MySQL stores them. */
export interface DateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

const SEPARATED =
  /^\s*(\d{4}|\d{1,2})[^\w\s](\d{1,2})[^\w\s](\d{1,2})(?:(?:[T]|\s+)(\d{1,2})(?:[^\w\s](\d{1,2})(?:[^\w\s](\d{1,2})(?:\.(\d*))?)?)?)?\s*$/;
const COMPACT = /^\s*(\d{4}|\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})(?:\.(\d*))?)?\s*$/;
const MICROSECONDS = 1_000_000;

const DAYS = [31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && !isLeap ? 28 : (DAYS[month] ?? 0);
}

function yearOf(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/** A fraction's microseconds, rounded; `MICROSECONDS` when it rounds up to a whole second. */
function microsecondsOf(fraction: string): number {
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  return (fraction.charCodeAt(6) || 0) >= 0x35 ? micros + 1 : micros;
}

/** Reads a date, with or without a time of day; `undefined` for what is none. */
export function parseDateTime(text: string): DateTime | undefined {
  const match = SEPARATED.exec(text) ?? COMPACT.exec(text);
  if (match === null) return undefined;
  const [, yearText = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const microsecond = microsecondsOf(fraction);
  const read = {
    year: yearOf(yearText),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond,
  };
  const { year, month: m, day: d } = read;
  if (m > 12 || d > daysIn(year, m) || read.hour > 23 || read.minute > 59 || read.second > 59) return undefined;
  return microsecond < MICROSECONDS ? read : nextSecond(read);
}

function nextSecond({ year, month, day, hour, minute, second }: DateTime): DateTime | undefined {
  // Without a month or day there is no next day; MySQL refuses such a value as well.
  if (month === 0 || day === 0) return undefined;
  const later = new Date(0);
  later.setUTCFullYear(year, month - 1, day);
  later.setUTCHours(hour, minute, second + 1);
  return {
    year: later.getUTCFullYear(),
    month: later.getUTCMonth() + 1,
    day: later.getUTCDate(),
    hour: later.getUTCHours(),
    minute: later.getUTCMinutes(),
    second: later.getUTCSeconds(),
    microsecond: 0,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The day alone, as MySQL prints it. */
export function dayText({ year, month, day }: DateTime): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** As MySQL prints it, with `digits` of the fraction; what lies behind them is cut off. */
export function dateTimeText(value: DateTime, digits: number): string {
  const fraction = digits === 0 ? '' : `.${String(value.microsecond).padStart(6, '0').slice(0, digits)}`;
  return `${dayText(value)} ${two(value.hour)}:${two(value.minute)}:${two(value.second)}${fraction}`;
}

const MIDNIGHT = ' 00:00:00.000000';
const DAY_LENGTH = 10;
const FULL_LENGTH = 26;

/** A printed date and time with all its digits, so that texts compare as times do. */
export function fullDateTime(text: string): string {
  if (text.length >= FULL_LENGTH) return text;
  // A fraction of some digits lacks only zeros; without a fraction the point is missing too.
  return `${text}${MIDNIGHT.slice(text.length - DAY_LENGTH)}`;
}

const CLOCK = /^\s*(-?)(?:(\d+)\s+)?(\d+):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?\s*$/;
const PLAIN_CLOCK = /^\s*(-?)(\d{1,7})(?:\.(\d*))?\s*$/;
const MAX_TIME_US = ((838 * 60 + 59) * 60 + 59) * MICROSECONDS;

/** Reads a TIME as microseconds, cut to its range; `undefined` for what is none. */
export function parseTime(text: string): number | undefined {
  const match = CLOCK.exec(text);
  if (match !== null) {
    const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
    return timeOf(sign, Number(days) * 24 + Number(hours), Number(minutes), Number(seconds), fraction);
  }
  const plain = PLAIN_CLOCK.exec(text);
  if (plain !== null) {
    const [, sign = '', digits = '', fraction = ''] = plain;
    const value = Number(digits);
    return timeOf(sign, Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100, fraction);
  }
  const moment = parseDateTime(text);
  if (moment === undefined) return undefined;
  return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * MICROSECONDS + moment.microsecond;
}

function timeOf(sign: string, hours: number, minutes: number, seconds: number, fraction: string): number | undefined {
  if (minutes > 59 || seconds > 59) return undefined;
  const size = Math.min(((hours * 60 + minutes) * 60 + seconds) * MICROSECONDS + microsecondsOf(fraction), MAX_TIME_US);
  return sign === '-' ? -size : size;
}

/** As MySQL prints a TIME. */
export function clockTextOf(microseconds: number, digits: number): string {
  const size = Math.abs(microseconds);
  const seconds = Math.floor(size / MICROSECONDS);
  const fraction =
    digits === 0
      ? ''
      : `.${String(size % MICROSECONDS)
          .padStart(6, '0')
          .slice(0, digits)}`;
  const sign = microseconds < 0 ? '-' : '';
  return `${sign}${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}
