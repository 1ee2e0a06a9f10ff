import { EmulatorError } from '../../errors/TiValveError';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/;
const TIME = /^(-?)(\d{2,3}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/;
const MAX_TIME_NANOS = 3_020_399_000_000_000n;

function wrong(detail: string): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', detail);
}

function microsOf(fraction: string | undefined, digits: number, text: string): bigint {
  if (fraction === undefined) return 0n;
  if (fraction.length > digits) throw wrong(`${text} has more than ${digits} fraction digits`);
  return BigInt(fraction.padEnd(6, '0'));
}

/** A date or date with time in the packed form of rows and keys. TIMESTAMPs are taken as UTC. */
export function packTime(text: string, fractionDigits: number): bigint {
  const date = DATE.exec(text);
  const match = date ?? DATETIME.exec(text);
  if (match === null) throw wrong(`${JSON.stringify(text)} is not a date or time`);
  const [year = 0n, month = 0n, day = 0n, hour = 0n, minute = 0n, second = 0n] = match
    .slice(1, 7)
    .map((part) => BigInt(part ?? 0));
  const micros = microsOf(match[7], fractionDigits, text);
  if (month > 12n || day > 31n || hour > 23n || minute > 59n || second > 59n) throw wrong(`${text} is out of range`);
  const ymd = ((year * 13n + month) << 5n) | day;
  const hms = (hour << 12n) | (minute << 6n) | second;
  return (((ymd << 17n) | hms) << 24n) | micros;
}

function two(value: bigint): string {
  return value.toString().padStart(2, '0');
}

function fractionOf(micros: bigint, digits: number): string {
  return digits === 0 ? '' : `.${micros.toString().padStart(6, '0').slice(0, digits)}`;
}

/** A packed time as MySQL prints it. */
export function printTime(packed: bigint, fractionDigits: number, dateOnly: boolean): string {
  const micros = packed & 0xff_ffffn;
  const hms = (packed >> 24n) & 0x1_ffffn;
  const ymd = packed >> 41n;
  const yearMonth = ymd >> 5n;
  const date = `${(yearMonth / 13n).toString().padStart(4, '0')}-${two(yearMonth % 13n)}-${two(ymd & 31n)}`;
  if (dateOnly) return date;
  const clock = `${two(hms >> 12n)}:${two((hms >> 6n) & 63n)}:${two(hms & 63n)}`;
  return `${date} ${clock}${fractionOf(micros, fractionDigits)}`;
}

/** A TIME in nanoseconds. */
export function timeNanos(text: string, fractionDigits: number): bigint {
  const match = TIME.exec(text);
  if (match === null) throw wrong(`${JSON.stringify(text)} is not a TIME`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const micros = microsOf(match[5], fractionDigits, text);
  const nanos = (BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000n + micros) * 1000n;
  if (Number(minutes) > 59 || Number(seconds) > 59 || nanos > MAX_TIME_NANOS) throw wrong(`${text} is out of range`);
  return sign === '-' ? -nanos : nanos;
}

/** A TIME as MySQL prints it. */
export function printNanos(nanos: bigint, fractionDigits: number): string {
  const micros = (nanos < 0n ? -nanos : nanos) / 1000n;
  const seconds = micros / 1_000_000n;
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  return `${nanos < 0n ? '-' : ''}${clock}${fractionOf(micros % 1_000_000n, fractionDigits)}`;
}
