/** A TSO of PD: `physicalMs << 18 | logical`. It does not fit a number; in JSON it is a decimal string. */
export type Ts = bigint;

/** The largest ts a 64-bit field can hold. */
export const MAX_TS: Ts = 0xffff_ffff_ffff_ffffn;

const LOGICAL_BITS = 18n;

/** Milliseconds since 1970 at which PD gave out `ts`. */
export function physicalMsOf(ts: Ts): number {
  return Number(ts >> LOGICAL_BITS);
}

/** The first ts of a millisecond since 1970. */
export function tsOfPhysicalMs(physicalMs: number): Ts {
  return BigInt(Math.trunc(physicalMs)) << LOGICAL_BITS;
}

/** The smaller of two ts. */
export function minTs(a: Ts, b: Ts): Ts {
  return a < b ? a : b;
}

/** The larger of two ts. */
export function maxTs(a: Ts, b: Ts): Ts {
  return a > b ? a : b;
}

const TS_TEXT = /^\d{1,20}$/;

/** Reads a ts written as decimal digits; `undefined` when `text` is anything else or needs more than 64 bits. */
export function parseTs(text: string): Ts | undefined {
  if (!TS_TEXT.test(text)) return undefined;
  const ts = BigInt(text);
  return ts <= MAX_TS ? ts : undefined;
}
