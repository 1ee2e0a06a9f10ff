import { isUtf8 } from 'node:buffer';
import { Corruption } from '../model/corruption';
import { NO_BYTES } from '../model/kv';

const TWO_32 = 0x1_0000_0000;
const MAX_SAFE_HIGH = 0x1f_ffff;
const MAX_VARINT_SHIFT = 63;
const SIGN_BIT = 0x80000000;
// Below this length a loop over ASCII is quicker than the call into Buffer's decoder.
const SHORT_TEXT_BYTES = 12;

const floatBits = new DataView(new ArrayBuffer(8));

/**
 * Reads the integers, floats and strings of TiDB's formats, and never past its end.
 *
 * A 64-bit integer is left in `hi` (signed) and `lo` (unsigned): most columns need no bigint, and one allocated per
 * column would cost more than the rest of the decoding. Every method throws `Corruption` instead of reading on.
 */
export class ByteCursor {
  bytes: Uint8Array = NO_BYTES;
  at = 0;
  end = 0;
  hi = 0;
  lo = 0;

  /** Points the cursor at `[at, end)` of `bytes`; `end` must not lie behind their end. */
  reset(bytes: Uint8Array, at: number, end: number): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Throws unless `count` more bytes are there. */
  need(count: number): void {
    if (this.end - this.at < count) throw new Corruption(`ends ${count - (this.end - this.at)} bytes too early`);
  }

  /** One byte. */
  u8(): number {
    this.need(1);
    const byte = this.bytes[this.at] ?? 0;
    this.at += 1;
    return byte;
  }

  /** A little-endian 32-bit integer without sign. */
  u32(): number {
    this.need(4);
    const { bytes, at } = this;
    this.at = at + 4;
    return (
      ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>>
      0
    );
  }

  /** A big-endian 32-bit integer without sign. */
  u32BE(): number {
    this.need(4);
    const { bytes, at } = this;
    this.at = at + 4;
    return (
      (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>>
      0
    );
  }

  /** Eight bytes, little-endian, into `hi` and `lo`. */
  int64(): void {
    this.lo = this.u32();
    this.hi = this.u32() | 0;
  }

  /** Eight bytes, big-endian, into `hi` and `lo`. */
  int64BE(): void {
    this.hi = this.u32BE() | 0;
    this.lo = this.u32BE();
  }

  /** An integer in the order-preserving form of keys, into `hi` and `lo`. */
  comparableInt(): void {
    this.int64BE();
    this.hi = (this.hi ^ SIGN_BIT) | 0;
  }

  /** All that is left, 1, 2, 4 or 8 little-endian bytes, into `hi` and `lo`. */
  restAsInt(signed: boolean): void {
    const { bytes, at } = this;
    switch (this.end - at) {
      case 1: {
        const byte = bytes[at] ?? 0;
        this.#extend(signed ? (byte << 24) >> 24 : byte);
        break;
      }
      case 2: {
        const half = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
        this.#extend(signed ? (half << 16) >> 16 : half);
        break;
      }
      case 4: {
        const word = this.u32();
        this.#extend(signed ? word | 0 : word);
        break;
      }
      case 8:
        this.int64();
        break;
      default:
        throw new Corruption(`an integer of ${this.end - at} bytes is not possible`);
    }
    this.at = this.end;
  }

  #extend(value: number): void {
    this.lo = value >>> 0;
    this.hi = value < 0 ? -1 : 0;
  }

  /** A base-128 integer without sign, into `hi` and `lo`. */
  uvarint(): void {
    let lo = 0;
    let hi = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift > MAX_VARINT_SHIFT) throw new Corruption('a varint has too many bytes');
      const byte = this.u8();
      const bits = byte & 0x7f;
      if (shift < 28) lo |= bits << shift;
      else if (shift === 28) {
        lo |= bits << 28;
        hi = bits >>> 4;
      } else hi |= bits << (shift - 32);
      if (byte < 0x80) {
        if (shift === MAX_VARINT_SHIFT && bits > 1) throw new Corruption('a varint is too large');
        break;
      }
    }
    this.hi = hi | 0;
    this.lo = lo >>> 0;
  }

  /** A base-128 integer in zigzag form, into `hi` and `lo`. */
  varint(): void {
    this.uvarint();
    const { hi, lo } = this;
    const sign = -(lo & 1);
    this.lo = (((lo >>> 1) | (hi << 31)) ^ sign) >>> 0;
    this.hi = ((hi >>> 1) ^ sign) | 0;
  }

  /** A float64 in the order-preserving form of keys. */
  comparableFloat(): number {
    this.int64BE();
    // A positive number has its sign bit flipped, a negative one every bit.
    const positive = this.hi < 0;
    floatBits.setInt32(0, positive ? this.hi ^ SIGN_BIT : ~this.hi);
    floatBits.setInt32(4, positive ? this.lo : ~this.lo);
    return floatBits.getFloat64(0);
  }

  /** A float64, little-endian. */
  float64(): number {
    this.int64();
    floatBits.setInt32(0, this.hi);
    floatBits.setInt32(4, this.lo);
    return floatBits.getFloat64(0);
  }

  /** A float32, little-endian. */
  float32(): number {
    floatBits.setUint32(0, this.u32());
    return floatBits.getFloat32(0);
  }

  /** `hi` and `lo` as a signed number. Throws when a double cannot hold it exactly. */
  signedNumber(): number {
    if (this.hi > MAX_SAFE_HIGH || this.hi < -MAX_SAFE_HIGH) throw new Corruption('integer is out of its range');
    return this.hi * TWO_32 + this.lo;
  }

  /** `hi` and `lo` as a number without sign. Throws when a double cannot hold it exactly. */
  unsignedNumber(): number {
    if (this.hi > MAX_SAFE_HIGH || this.hi < 0) throw new Corruption('integer is out of its range');
    return this.hi * TWO_32 + this.lo;
  }

  /** `hi` and `lo` as a signed bigint. */
  signedBigInt(): bigint {
    const { hi, lo } = this;
    if (hi <= MAX_SAFE_HIGH && hi >= -MAX_SAFE_HIGH) return BigInt(hi * TWO_32 + lo);
    return (BigInt(hi) << 32n) | BigInt(lo);
  }

  /** `hi` and `lo` as a bigint without sign. */
  unsignedBigInt(): bigint {
    const hi = this.hi >>> 0;
    if (hi <= MAX_SAFE_HIGH) return BigInt(hi * TWO_32 + this.lo);
    return (BigInt(hi) << 32n) | BigInt(this.lo);
  }

  /** The next `length` bytes, as a view. */
  take(length: number): Uint8Array {
    this.need(length);
    const { bytes, at } = this;
    this.at = at + length;
    return new Uint8Array(bytes.buffer, bytes.byteOffset + at, length);
  }

  /** The next `length` bytes, as UTF-8 text. */
  text(length: number): string {
    this.need(length);
    const { bytes, at } = this;
    this.at = at + length;
    return textOf(bytes, at, at + length);
  }

  /** The next `length` bytes, as the text of a latin1 column. */
  latin1Text(length: number): string {
    this.need(length);
    const { bytes, at } = this;
    this.at = at + length;
    return latin1TextOf(bytes, at, at + length);
  }
}

/**
 * UTF-8 text in `[start, end)` of `bytes`. TiDB stores text of every charset so.
 *
 * Throws `Corruption` for bytes that are not UTF-8: their replacement would be a value that nobody wrote.
 */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  const text = utf8Of(bytes, start, end);
  if (text === undefined) throw new Corruption('text is not UTF-8');
  return text;
}

/**
 * Text of a latin1 column, in `[start, end)` of `bytes`. TiDB does not look at what such a column is given: most clients
 * send UTF-8, and what is none can only be latin1, by which MySQL means windows-1252.
 */
export function latin1TextOf(bytes: Uint8Array, start: number, end: number): string {
  return (
    utf8Of(bytes, start, end) ??
    bufferOf(bytes)
      .toString('latin1', start, end)
      .replace(HIGH_CONTROLS, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control)
  );
}

// oxlint-disable-next-line no-control-regex
const HIGH_CONTROLS = /[\u0080-\u009f]/g;
/** What windows-1252 has from 0x80 on where latin1 has control characters. Five of them stay what they are. */
const WINDOWS_1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];
const REPLACEMENT = '\ufffd';

function utf8Of(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start <= SHORT_TEXT_BYTES) {
    let text = '';
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x80) break;
      text += String.fromCharCode(byte);
    }
    if (at === end) return text;
  }
  const buffer = bufferOf(bytes);
  const text = buffer.toString('utf8', start, end);
  // The decoder puts this character where bytes are not UTF-8, but a text may hold it as well.
  return text.includes(REPLACEMENT) && !isUtf8(buffer.subarray(start, end)) ? undefined : text;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
