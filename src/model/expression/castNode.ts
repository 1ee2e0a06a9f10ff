import type { RowEvent } from '../row';
import { BINARY_COLLATION } from './collations';
import { decimalNumber, decimalText, roundDecimal, withScale } from './exactDecimal';
import { jsonOf } from './jsonNode';
import {
  bytesOf,
  clampedInt,
  clampedUint,
  type Datum,
  dateNode,
  dateTimeNode,
  decimalOf,
  doubleOf,
  type Evaluate,
  microsecondsOf,
  momentOf,
  type Node,
  node,
  numeric,
  textOf,
  wholeOf,
} from './nodes';
import { compact } from './numberText';
import type { CastType, Syntax } from './syntax';
import { parseDateTime } from './temporalText';

/** A type with its length or precision. */
export type Cast = Pick<Extract<Syntax, { kind: 'cast' }>, 'to' | 'size' | 'scale'>;

/** `CAST(arg AS to(size, scale))`. Throws `ExpressionMistake` for what JSON cannot be made of. */
export function castNode(arg: Node, { to, size, scale }: Cast, at: number): Node {
  const { constant: isConstant } = arg;
  if (arg.kind === 'null' && isConstant) return node(kindOfCast(to), () => null, { constant: true });
  switch (to) {
    case 'signed':
    case 'unsigned': {
      const whole = wholeOf(arg);
      // A negative integer or text wraps around as UNSIGNED does; a negative fraction stops at zero.
      const wraps = !['decimal', 'double'].includes(numeric(arg).kind);
      const convert = (value: bigint): number | bigint =>
        to === 'signed'
          ? wraps && value > 0n && numeric(arg).kind === 'uint'
            ? compact(BigInt.asIntN(64, value))
            : clampedInt(value)
          : wraps && value < 0n
            ? compact(BigInt.asUintN(64, BigInt(clampedInt(value))))
            : clampedUint(value);
      return node(to === 'signed' ? 'int' : 'uint', nullable(whole, convert), { constant: isConstant });
    }
    case 'json':
      return jsonOf(arg, 'parse', at);
    case 'double':
      return node('double', doubleOf(arg), { constant: isConstant });
    case 'decimal': {
      const digits = scale ?? 0;
      const limit = 10n ** BigInt(size ?? 10);
      const convert = (value: NonNullable<ReturnType<ReturnType<typeof decimalOf>>>): Datum => {
        const rounded = withScale(value, digits);
        if (rounded.digits >= limit) return { digits: limit - 1n, scale: digits };
        return rounded.digits <= -limit ? { digits: 1n - limit, scale: digits } : rounded;
      };
      return node('decimal', nullable(decimalOf(arg), convert), { constant: isConstant, scale: digits });
    }
    case 'char': {
      const cut = (text: string): string => (size === undefined ? text : Array.from(text).slice(0, size).join(''));
      const more =
        arg.kind === 'string' && !arg.collation.binary
          ? { collation: arg.collation, hasColumnCollation: arg.hasColumnCollation }
          : {};
      return node('string', nullable(textOf(arg), cut), { ...more, constant: isConstant });
    }
    case 'binary': {
      const sized = (bytes: string): string => (size === undefined ? bytes : bytes.slice(0, size).padEnd(size, '\0'));
      return node('string', nullable(bytesOf(arg), sized), { collation: BINARY_COLLATION, constant: isConstant });
    }
    case 'date':
      return dateNode(momentOf(arg), isConstant);
    case 'datetime': {
      const moment = momentOf(arg);
      const digits = size ?? 0;
      // A fraction that does not fit is rounded, which the parser does for what it is given.
      const rounded = (row: RowEvent): ReturnType<typeof moment> => {
        const value = moment(row);
        if (value === null || digits === 6 || value.microsecond === 0) return value;
        const micros = roundDecimal({ digits: BigInt(value.microsecond), scale: 6 }, digits);
        const { year, month, day, hour, minute, second } = value;
        const pad = (part: number, width = 2): string => String(part).padStart(width, '0');
        const whole = `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}`;
        const carried = decimalNumber(micros) >= 1;
        return (
          parseDateTime(carried ? `${whole}.9999999` : `${whole}.${decimalText(withScale(micros, 6)).slice(2)}`) ?? null
        );
      };
      return dateTimeNode(rounded, digits, isConstant);
    }
    case 'time': {
      const digits = size ?? 0;
      const unit = 10 ** (6 - digits);
      const convert = (value: number): Datum => Math.sign(value) * Math.round(Math.abs(value) / unit) * unit + 0;
      return node('time', nullable(microsecondsOf(arg), convert), { constant: isConstant, scale: digits });
    }
  }
}

function kindOfCast(to: CastType): Node['kind'] {
  return to === 'signed' ? 'int' : to === 'unsigned' ? 'uint' : to === 'char' || to === 'binary' ? 'string' : to;
}

function nullable<T>(read: (row: RowEvent) => T | null, convert: (value: T) => Datum): Evaluate {
  return (row) => {
    const value = read(row);
    return value === null ? null : convert(value);
  };
}
