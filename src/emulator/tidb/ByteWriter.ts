const FIRST_BYTES = 256;
const GROUP_BYTES = 8;
const MARKER = 0xff;
const SIGN_BIT = 1n << 63n;
const MASK = (1n << 64n) - 1n;

/**
 * Bytes being put together. One writer serves many values: `start` forgets what an error left behind, `take` hands out what
 * was written since.
 */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  start(): this {
    this.#length = 0;
    return this;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    const bytes = Uint8Array.prototype.slice.call(this.#bytes, 0, this.#length);
    this.#length = 0;
    return bytes;
  }

  u8(value: number): this {
    this.#room(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
    return this;
  }

  u16LE(value: number): this {
    this.#room(2);
    this.#length = this.#bytes.writeUInt16LE(value, this.#length);
    return this;
  }

  u16BE(value: number): this {
    this.#room(2);
    this.#length = this.#bytes.writeUInt16BE(value, this.#length);
    return this;
  }

  u32LE(value: number): this {
    this.#room(4);
    this.#length = this.#bytes.writeUInt32LE(value, this.#length);
    return this;
  }

  u64BE(value: bigint): this {
    this.#room(8);
    this.#length = this.#bytes.writeBigUInt64BE(value & MASK, this.#length);
    return this;
  }

  u64LE(value: bigint): this {
    this.#room(8);
    this.#length = this.#bytes.writeBigUInt64LE(value & MASK, this.#length);
    return this;
  }

  f64LE(value: number): this {
    this.#room(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
    return this;
  }

  f32LE(value: number): this {
    this.#room(4);
    this.#length = this.#bytes.writeFloatLE(value, this.#length);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#room(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  /** UTF-8. */
  text(value: string): this {
    this.#room(value.length * 3);
    this.#length += this.#bytes.write(value, this.#length, 'utf8');
    return this;
  }

  /** A signed integer that sorts as bytes: its sign bit is flipped. */
  comparableInt(value: bigint): this {
    return this.u64BE(BigInt.asUintN(64, value) ^ SIGN_BIT);
  }

  /** A float that sorts as bytes: the sign bit of a positive one is set, all bits of a negative one are flipped. */
  comparableFloat(value: number): this {
    this.#room(8);
    this.#bytes.writeDoubleBE(value, this.#length);
    const bits = this.#bytes.readBigUInt64BE(this.#length);
    return this.u64BE((bits & SIGN_BIT) === 0n ? bits | SIGN_BIT : ~bits);
  }

  /** Bytes that sort as they are and tell their own end: groups of eight, each with a marker behind it. */
  memcomparable(value: Uint8Array): this {
    for (let start = 0; start <= value.length; start += GROUP_BYTES) {
      const group = value.subarray(start, start + GROUP_BYTES);
      const padding = GROUP_BYTES - group.length;
      this.bytes(group);
      for (let i = 0; i < padding; i += 1) this.u8(0);
      this.u8(MARKER - padding);
    }
    return this;
  }

  /** Base-128, low group first. */
  uvarint(value: bigint): this {
    let rest = value;
    while (rest >= 0x80n) {
      this.u8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    return this.u8(Number(rest));
  }

  /** The same of a signed integer, in zigzag. */
  varint(value: bigint): this {
    return this.uvarint(value < 0n ? -value * 2n - 1n : value * 2n);
  }

  /** Little-endian in the smallest of 1, 2, 4 and 8 bytes that holds a signed integer. */
  shortInt(value: bigint): this {
    const positive = value < 0n ? -value - 1n : value;
    if (positive < 1n << 7n) return this.#lowBytes(value, 1);
    if (positive < 1n << 15n) return this.#lowBytes(value, 2);
    return this.#lowBytes(value, positive < 1n << 31n ? 4 : 8);
  }

  /** The same of an unsigned integer. */
  shortUint(value: bigint): this {
    if (value < 1n << 8n) return this.#lowBytes(value, 1);
    if (value < 1n << 16n) return this.#lowBytes(value, 2);
    return this.#lowBytes(value, value < 1n << 32n ? 4 : 8);
  }

  #lowBytes(value: bigint, count: number): this {
    if (count === 8) return this.u64LE(value);
    let rest = Number(BigInt.asUintN(32, value));
    for (let i = 0; i < count; i += 1) {
      this.u8(rest & 0xff);
      rest >>>= 8;
    }
    return this;
  }

  #room(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
