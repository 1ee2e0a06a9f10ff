import Long from 'long';

/**
 * A 64-bit field as the generated messages take it. They encode a bigint as 0 without a word, so every ts, cluster id
 * and safe point goes through here.
 */
export function longOf(value: bigint | number): Long {
  if (typeof value === 'number') return Long.fromNumber(value, true);
  return new Long(Number(value & 0xffff_ffffn) | 0, Number((value >> 32n) & 0xffff_ffffn) | 0, true);
}

/** A decoded 64-bit field as a bigint, unsigned. */
export function bigintOf({ low, high }: { readonly low: number; readonly high: number }): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** A decoded id or count as a number; `NaN` when it is above 2^53, which no id is. */
export function numberOf({ low, high }: { readonly low: number; readonly high: number }): number {
  const value = (high >>> 0) * 0x1_0000_0000 + (low >>> 0);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}
