/** Reads `u32 length, head, rest`, little-endian. Throws `EINVAL` for a head that is longer than the payload or `maxBytes`. */
export function readPrefixed(payload: Uint8Array, maxBytes: number): { head: Uint8Array; rest: Uint8Array } {
  if (payload.length < 4) throw new Error('EINVAL: payload does not begin with a u32 length');
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  if (length > maxBytes) throw new Error(`EINVAL: ${length} bytes where ${maxBytes} are allowed`);
  if (4 + length > payload.length) throw new Error(`EINVAL: ${length} bytes in a payload of ${payload.length}`);
  return { head: payload.subarray(4, 4 + length), rest: payload.subarray(4 + length) };
}

/** Writes what `readPrefixed` reads. */
export function writePrefixed(head: Uint8Array, rest: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(4 + head.length + rest.length);
  bytes.writeUInt32LE(head.length);
  bytes.set(head, 4);
  bytes.set(rest, 4 + head.length);
  return bytes;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text. Throws `EILSEQ`, which names `what`. */
export function utf8(what: string, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new Error(`EILSEQ: ${what} is not UTF-8`, { cause });
  }
}
