import { Corruption } from './corruption';
import type { Span } from './span';

const GROUP_BYTES = 8;
const FULL_GROUP = 0xff;

/** A memcomparable string that was read: its bytes, and where what follows it begins. */
export interface MemcomparableRead {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/**
 * Encodes bytes so that the results sort as the bytes do and none is a prefix of another: groups of eight, each
 * followed by a marker that tells how many of them are padding.
 */
export function encodeMemcomparable(bytes: Uint8Array): Uint8Array {
  const groups = Math.floor(bytes.length / GROUP_BYTES) + 1;
  const encoded = new Uint8Array(groups * (GROUP_BYTES + 1));
  for (let group = 0; group < groups; group += 1) {
    const part = bytes.subarray(group * GROUP_BYTES, (group + 1) * GROUP_BYTES);
    const start = group * (GROUP_BYTES + 1);
    encoded.set(part, start);
    encoded[start + GROUP_BYTES] = FULL_GROUP - (GROUP_BYTES - part.length);
  }
  return encoded;
}

/**
 * Reads one memcomparable string that begins at `start`.
 *
 * Throws `Corruption` for a marker below `f7`, for padding that is not zero and for a string that is cut off.
 */
export function decodeMemcomparable(encoded: Uint8Array, start = 0, end = encoded.length): MemcomparableRead {
  let at = start;
  // The first pass finds the length, so that the second allocates exactly once.
  let marker = FULL_GROUP;
  while (marker === FULL_GROUP) {
    if (end - at < GROUP_BYTES + 1) throw new Corruption('memcomparable bytes end in the middle of a group');
    marker = encoded[at + GROUP_BYTES] ?? 0;
    at += GROUP_BYTES + 1;
  }
  const padBytes = FULL_GROUP - marker;
  if (padBytes > GROUP_BYTES) throw new Corruption(`memcomparable marker ${marker} is not possible`);
  for (let i = at - 1 - padBytes; i < at - 1; i += 1) {
    if (encoded[i] !== 0) throw new Corruption('memcomparable padding is not zero');
  }
  const groups = (at - start) / (GROUP_BYTES + 1);
  const bytes = new Uint8Array(groups * GROUP_BYTES - padBytes);
  for (let group = 0; group < groups; group += 1) {
    const from = start + group * (GROUP_BYTES + 1);
    const to = group === groups - 1 ? from + GROUP_BYTES - padBytes : from + GROUP_BYTES;
    bytes.set(encoded.subarray(from, to), group * GROUP_BYTES);
  }
  return { bytes, end: at };
}

/** A span of raw keys as PD and change feeds name it. An unbounded end stays empty: encoded, it would be a real key. */
export function encodeSpan({ startKey, endKey }: Span): Span {
  return { startKey: encodeBound(startKey), endKey: encodeBound(endKey) };
}

/**
 * The raw keys of a span as PD and change feeds name it.
 *
 * Throws `Corruption` for a border that is no memcomparable string.
 */
export function decodeSpan({ startKey, endKey }: Span): Span {
  return { startKey: decodeBound(startKey), endKey: decodeBound(endKey) };
}

function encodeBound(key: Uint8Array): Uint8Array {
  return key.length === 0 ? key : encodeMemcomparable(key);
}

function decodeBound(key: Uint8Array): Uint8Array {
  if (key.length === 0) return key;
  const { bytes, end } = decodeMemcomparable(key);
  if (end !== key.length) throw new Corruption('memcomparable bytes go on after their end');
  return bytes;
}
