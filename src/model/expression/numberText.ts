import { decimalOfText, decimalText } from './exactDecimal';

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** A bigint as a number when that holds it exactly. */
export function compact(value: bigint): number | bigint {
  return value <= MAX_SAFE && value >= -MAX_SAFE ? Number(value) : value;
}

const LARGEST_PLAIN = 1e15;
const SMALLEST_PLAIN = 1e-15;

/** A DOUBLE as TiDB prints it: the fewest digits that tell it apart, and an exponent only at the far ends. */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN) return value.toExponential().replace('e+', 'e');
  const text = String(value);
  return text.includes('e') ? decimalText(decimalOfText(text)) : text;
}
