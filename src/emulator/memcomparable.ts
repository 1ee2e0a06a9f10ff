import { NO_BYTES } from '../model/kv';

const GROUP = 8;
const FULL_MARKER = 0xff;

/**
 * Encodes a raw key as PD and region boundaries hold it: groups of eight bytes, each with a marker that counts its
 * padding. An empty boundary means "unbounded" and must not be encoded; see {@link encodeBoundary}.
 */
export function encodeKey(raw: Uint8Array): Uint8Array {
  const groups = Math.floor(raw.length / GROUP) + 1;
  const encoded = new Uint8Array(groups * (GROUP + 1));
  for (let group = 0; group < groups; group += 1) {
    const part = raw.subarray(group * GROUP, group * GROUP + GROUP);
    encoded.set(part, group * (GROUP + 1));
    encoded[group * (GROUP + 1) + GROUP] = FULL_MARKER - (GROUP - part.length);
  }
  return encoded;
}

/** Encodes a region boundary: an empty one stays empty. */
export function encodeBoundary(raw: Uint8Array): Uint8Array {
  return raw.length === 0 ? NO_BYTES : encodeKey(raw);
}

/** The raw key of an encoded one; `undefined` when the bytes are no encoding, as empty ones are not. */
export function decodeKey(encoded: Uint8Array): Uint8Array | undefined {
  if (encoded.length === 0 || encoded.length % (GROUP + 1) !== 0) return undefined;
  const groups = encoded.length / (GROUP + 1);
  const raw = new Uint8Array(groups * GROUP);
  for (let group = 0; group < groups; group += 1) {
    const at = group * (GROUP + 1);
    const pad = FULL_MARKER - (encoded[at + GROUP] as number);
    raw.set(encoded.subarray(at, at + GROUP), group * GROUP);
    if (pad === 0) continue;
    if (pad > GROUP || group !== groups - 1) return undefined;
    for (let i = at + GROUP - pad; i < at + GROUP; i += 1) if (encoded[i] !== 0) return undefined;
    return raw.subarray(0, groups * GROUP - pad);
  }
  return undefined;
}
