/** Orders bytes as TiKV does: unsigned, a prefix before what it is a prefix of. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether two byte strings are equal. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // Keys of one table differ at their end, so the comparison starts there.
  for (let i = a.length - 1; i >= 0; i -= 1) if (a[i] !== b[i]) return false;
  return true;
}

/** Lower-case hex, for messages that name a key; past `limit` bytes it ends in `…`. */
export function hexOf(bytes: Uint8Array, limit = 64): string {
  const shown = bytes.length > limit ? bytes.subarray(0, limit) : bytes;
  const text = Buffer.from(shown.buffer, shown.byteOffset, shown.length).toString('hex');
  return bytes.length > limit ? `${text}…` : text;
}
