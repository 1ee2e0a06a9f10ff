import { EmulatorError } from '../../errors/TiValveError';

const GROUP_BYTES = 8;
const MARKER = 0xff;
const SIGN_BIT = 1n << 63n;

/** Reads what `ByteWriter` wrote, front to back. Throws `TV_EMULATOR_USAGE` at the end of the bytes. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#at = at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** All that is left, without taking it. */
  peek(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  take(count: number): Buffer {
    if (count > this.left) throw new EmulatorError('TV_EMULATOR_USAGE', 'stored bytes end in the middle of a value');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  u8(): number {
    return this.take(1).readUInt8();
  }

  u16LE(): number {
    return this.take(2).readUInt16LE();
  }

  u32LE(): number {
    return this.take(4).readUInt32LE();
  }

  comparableInt(): bigint {
    return BigInt.asIntN(64, this.u64BE() ^ SIGN_BIT);
  }

  u64BE(): bigint {
    return this.take(8).readBigUInt64BE();
  }

  u64LE(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  f64LE(): number {
    return this.take(8).readDoubleLE();
  }

  f32LE(): number {
    return this.take(4).readFloatLE();
  }

  comparableFloat(): number {
    const bits = this.u64BE();
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE((bits & SIGN_BIT) === 0n ? BigInt.asUintN(64, ~bits) : bits ^ SIGN_BIT);
    return bytes.readDoubleBE();
  }

  memcomparable(): Buffer {
    const groups: Buffer[] = [];
    for (;;) {
      const group = this.take(GROUP_BYTES);
      const padding = MARKER - this.u8();
      groups.push(group.subarray(0, GROUP_BYTES - padding));
      if (padding > 0) return Buffer.concat(groups);
    }
  }

  uvarint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  varint(): bigint {
    const zigzag = this.uvarint();
    return (zigzag >> 1n) ^ -(zigzag & 1n);
  }

  /** All that is left, as a little-endian integer of whatever width. */
  restInt(signed: boolean): bigint {
    const bits = this.left * 8;
    let value = 0n;
    for (const byte of this.take(this.left).toReversed()) value = (value << 8n) | BigInt(byte);
    return signed ? BigInt.asIntN(bits, value) : value;
  }
}
