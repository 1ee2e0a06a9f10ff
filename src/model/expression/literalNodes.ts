import { BINARY_COLLATION } from './collations';
import { ExpressionMistake } from './ExpressionMistake';
import { decimalOfText, decimalText } from './exactDecimal';
import { type Datum, dateNode, dateTimeNode, type Node, node } from './nodes';
import { compact } from './numberText';
import { parseDateTime, parseTime } from './temporalText';

/** A node of one value. */
export function constant(kind: Node['kind'], value: Datum, more: Partial<Node> = {}): Node {
  return node(kind, () => value, { ...more, constant: true });
}

const MAX_LITERAL_DIGITS = 65;

/** `12`, `1.50`, `1e3`. Throws `ExpressionMistake` for what no type holds. */
export function numberLiteral(text: string, at: number): Node {
  if (/e/i.test(text)) {
    const value = Number(text);
    if (!Number.isFinite(value)) throw new ExpressionMistake('number is out of range', at);
    return constant('double', value);
  }
  const decimal = decimalOfText(text);
  if (decimalText(decimal).replaceAll(/[-.]/g, '').length > MAX_LITERAL_DIGITS) {
    throw new ExpressionMistake(`number has more than ${MAX_LITERAL_DIGITS} digits`, at);
  }
  const { digits, scale } = decimal;
  if (text.includes('.')) return constant('decimal', decimal, { scale });
  if (digits >= -(2n ** 63n) && digits < 2n ** 63n) return constant('int', compact(digits));
  return digits >= 0n && digits < 2n ** 64n ? constant('uint', compact(digits)) : constant('decimal', decimal);
}

/** `x'41'` and `b'101'`: bytes, or a number where one is wanted. */
export function bytesLiteral(hex: string, value: bigint): Node {
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('latin1');
  const number = compact(BigInt.asUintN(64, value));
  return constant('string', bytes, { collation: BINARY_COLLATION, number: () => number });
}

/** `DATE '2025-03-01'` and its like. Throws `ExpressionMistake` for what is none. */
export function temporalLiteral(kind: 'date' | 'time' | 'datetime', text: string, at: number): Node {
  const scale = Math.min(/\.(\d*)/.exec(text)?.[1]?.length ?? 0, 6);
  if (kind === 'time') {
    const value = parseTime(text);
    if (value === undefined) throw new ExpressionMistake('this is no TIME', at);
    return constant('time', value, { scale });
  }
  const moment = parseDateTime(text);
  if (moment === undefined) throw new ExpressionMistake(`this is no ${kind === 'date' ? 'DATE' : 'TIMESTAMP'}`, at);
  return kind === 'date' ? dateNode(() => moment, true) : dateTimeNode(() => moment, scale, true);
}
