const bytesOf = (value: string | Uint8Array): Buffer => Buffer.from(value as string);

/** `u32 length, name, rest`: the payload of `fs`, `kv` and `http`. */
export function keyed(name: string | Uint8Array, rest: string | Uint8Array = ''): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytesOf(name).length);
  return Buffer.concat([length, bytesOf(name), bytesOf(rest)]);
}

/** `u64 offset, u32 length`: what `fs` reads. */
export function range(offset: bigint, length: number): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64LE(offset);
  bytes.writeUInt32LE(length, 8);
  return bytes;
}

/** An answer that came at once, as text. */
export function textOf(answer: Uint8Array | Promise<Uint8Array>): string {
  if (answer instanceof Promise) throw new Error('the answer is a promise');
  return Buffer.from(answer).toString();
}
