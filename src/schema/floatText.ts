const FLOAT32_DIGITS = 6;
const FLOAT32_MAX_DIGITS = 9;
const FLOAT32_EXACT_INTEGER = 0x100_0000;
const FLOAT32_SMALLEST_NORMAL = 1.1754943508222875e-38;

/** The number whose printing is the shortest that reads back to the float32 nearest to `value`. */
export function shortestFloat32(value: number): number {
  const float = Math.fround(value);
  if (Number.isInteger(float) && float < FLOAT32_EXACT_INTEGER && float > -FLOAT32_EXACT_INTEGER) return float;
  // Six digits survive a float32; only what has fewer bits than usual can need less than that to be the shortest.
  let digits = Math.abs(float) < FLOAT32_SMALLEST_NORMAL ? 1 : FLOAT32_DIGITS;
  for (; digits < FLOAT32_MAX_DIGITS; digits += 1) {
    const shorter = Number(float.toPrecision(digits));
    if (Math.fround(shorter) === float) return shorter;
  }
  return Number(float.toPrecision(FLOAT32_MAX_DIGITS));
}

/** A finite number without exponent, shortest digits. */
export function plainNumber(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', more = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const digits = first + more;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits.padEnd(exponent + 1, '0')}`;
}
