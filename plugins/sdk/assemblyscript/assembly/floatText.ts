// A float as row JSON writes it: the shortest digits that read back to the same number.

/** Bytes of the greatest natural number that a double needs here, with its lowest word first. */
const NATURAL_BYTES = 144;
const zero = memory.data(NATURAL_BYTES);
const value = memory.data(NATURAL_BYTES);
const unit = memory.data(NATURAL_BYTES);
/** Half the way to the neighbour below, and to the one above. */
const below = memory.data(NATURAL_BYTES);
const above = memory.data(NATURAL_BYTES);
/** Bytes of them that the float at hand needs. */
let bytes: usize = 0;
/** How many digits stand before the point. */
let point = 0;

function setTo(natural: usize, bits: u64, shift: i32): void {
  memory.fill(natural, 0, NATURAL_BYTES);
  const at = natural + <usize>((shift >> 5) << 2);
  const part = <u64>(shift & 31);
  store<u64>(at, bits << part);
  if (part != 0) store<u32>(at, <u32>(bits >> (64 - part)), 8);
}

function multiply(natural: usize, factor: u32): void {
  let carry: u64 = 0;
  for (let i: usize = 0; i < bytes; i += 4) {
    carry += <u64>load<u32>(natural + i) * factor;
    store<u32>(natural + i, <u32>carry);
    carry >>= 32;
  }
}

/** Takes away a number that is not greater. */
function subtract(natural: usize, other: usize): void {
  let borrow: i64 = 0;
  for (let i: usize = 0; i < bytes; i += 4) {
    borrow += <i64>load<u32>(natural + i) - <i64>load<u32>(other + i);
    store<u32>(natural + i, <u32>borrow);
    borrow >>= 32;
  }
}

/** Whether `a + b` is above (1), at (0) or below (−1) `sum`. */
function compareSum(a: usize, b: usize, sum: usize): i32 {
  let left: i64 = 0;
  let rest: u32 = 0;
  for (let i: usize = 0; i < bytes; i += 4) {
    left += <i64>load<u32>(sum + i) - <i64>load<u32>(a + i) - <i64>load<u32>(b + i);
    rest |= <u32>left;
    left >>= 32;
  }
  return left < 0 ? 1 : rest != 0 ? -1 : 0;
}

function nextDigit(): void {
  multiply(value, 10);
  multiply(below, 10);
  multiply(above, 10);
}

/**
 * The digits of `mantissa · 2^exponent`, by the method of Steele and White. `isLowest` says that the neighbour below is half as
 * far as the one above.
 */
function digitsOf(mantissa: u64, exponent: i32, isLowest: bool): string {
  const shift = isLowest ? 2 : 1;
  bytes = <usize>((((abs(exponent) + 64) >> 5) + 1) << 2);
  setTo(value, mantissa, max(exponent, 0) + shift);
  setTo(unit, 1, max(-exponent, 0) + shift);
  setTo(below, 1, max(exponent, 0));
  setTo(above, 1, max(exponent, 0) + shift - 1);
  // Half the way itself reads back to the number when its mantissa is even.
  const edge = (mantissa & 1) == 0 ? 1 : 0;
  point = 0;
  for (; compareSum(value, above, unit) + edge > 0; point += 1) multiply(unit, 10);
  nextDigit();
  for (; compareSum(value, above, unit) + edge <= 0; point -= 1) nextDigit();
  let digits = "";
  for (;;) {
    let digit = 0;
    for (; compareSum(value, zero, unit) >= 0; digit += 1) subtract(value, unit);
    const fitsBelow = compareSum(value, zero, below) - edge < 0;
    const fitsAbove = compareSum(value, above, unit) + edge > 0;
    if (!fitsBelow && !fitsAbove) {
      digits += digit.toString();
      nextDigit();
      continue;
    }
    // Of two that fit the nearer, and of two that are as near the even one.
    const half = compareSum(value, value, unit);
    const goesUp = fitsBelow && fitsAbove ? half > 0 || (half == 0 && (digit & 1) == 1) : fitsAbove;
    return digits + (goesUp ? digit + 1 : digit).toString();
  }
}

function laidOut(digits: string): string {
  const count = digits.length;
  if (count <= point && point <= 21) return digits + "0".repeat(point - count);
  if (0 < point && point <= 21) return digits.substring(0, point) + "." + digits.substring(point);
  if (-6 < point && point <= 0) return "0." + "0".repeat(-point) + digits;
  const exponent = (point > 0 ? "e+" : "e-") + abs(point - 1).toString();
  return count == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
}

function textOf(isNegative: bool, mantissa: u64, exponent: i32, isLowest: bool): string {
  return (isNegative ? "-" : "") + laidOut(digitsOf(mantissa, exponent, isLowest));
}

/** A DOUBLE. */
export function f64Text(number: f64): string {
  if (number == 0) return "0";
  if (!isFinite(number)) return number.toString();
  const bits = reinterpret<u64>(number);
  const biased = <i32>((bits >> 52) & 0x7ff);
  const mantissa = bits & 0xfffffffffffff;
  return textOf(number < 0, biased == 0 ? mantissa : mantissa | (<u64>1 << 52), max(biased, 1) - 1075, mantissa == 0 && biased > 1);
}

/** A FLOAT. */
export function f32Text(number: f32): string {
  if (number == 0) return "0";
  if (!isFinite(number)) return number.toString();
  const bits = reinterpret<u32>(number);
  const biased = <i32>((bits >> 23) & 0xff);
  const mantissa = bits & 0x7fffff;
  return textOf(number < 0, biased == 0 ? mantissa : mantissa | (1 << 23), max(biased, 1) - 150, mantissa == 0 && biased > 1);
}
