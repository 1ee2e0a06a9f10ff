import { type EntryOp, type EntryType, NO_BYTES, type RawEntry } from '../model/kv';
import type { ChangeDataEvent, RegionEvent } from '../model/region';
import type { Ts } from '../model/ts';
import { ByteArena } from './byteArena';

/** A recorded message as its line has it. */
export interface ScannedMessage {
  readonly atMs: number;
  readonly storeId: string;
  readonly message: ChangeDataEvent;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const EQUALS = 0x3d;

const asciiOf = (text: string): Uint8Array => Buffer.from(text, 'ascii');
const TYPES: readonly [EntryType, Uint8Array][] = (
  ['PREWRITE', 'COMMIT', 'COMMITTED', 'ROLLBACK', 'INITIALIZED', 'UNKNOWN'] as const
).map((name) => [name, asciiOf(name)]);
const OPS: readonly [EntryOp, Uint8Array][] = (['PUT', 'DELETE', 'UNKNOWN'] as const).map((name) => [
  name,
  asciiOf(name),
]);

const NOT_BASE64 = 0xff;
const BASE64 = new Uint8Array(256).fill(NOT_BASE64);
for (let i = 0; i < 64; i += 1) {
  BASE64['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)] = i;
}
const scratch = new BigUint64Array(1);
const scratchHalves = new Uint32Array(scratch.buffer);
const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;

const arena = new ByteArena();

/**
 * Reads one line of a recording that holds a message, straight from its bytes: no strings are made of keys, ts and
 * base64. It knows the compact JSON that recorders write; for anything else (blanks, escapes, errors, registrations,
 * fields and names it does not know, mistakes) it answers `undefined`, and the general reader has the word.
 */
export function scanRecordedMessage(bytes: Uint8Array, start: number, end: number): ScannedMessage | undefined {
  const scanner = new Scanner(bytes, start, end);
  const scanned = scanner.line();
  return scanner.failed ? undefined : scanned;
}

/** A cursor over one line. What does not fit sets `failed`; every loop ends on it. */
class Scanner {
  failed = false;
  private readonly bytes: Uint8Array;
  private readonly end: number;
  private at: number;
  private keyStart = 0;
  private keyLength = 0;
  private lastTsStart = -1;
  private lastTsLength = -1;
  private lastTs: Ts = 0n;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  line(): ScannedMessage | undefined {
    let atMs = 0;
    let storeId = '0';
    let message: ChangeDataEvent | undefined;
    for (let more = this.opens(OPEN_OBJECT, CLOSE_OBJECT); more; more = this.continues(CLOSE_OBJECT)) {
      this.key();
      if (this.isKey('atMs')) atMs = this.bareNumber();
      else if (this.isKey('storeId')) storeId = this.shortString();
      else if (this.isKey('message') && message === undefined) message = this.message();
      else this.failed = true;
    }
    if (this.at !== this.end || message === undefined) this.failed = true;
    return message === undefined ? undefined : { atMs, storeId, message };
  }

  private message(): ChangeDataEvent {
    const events: RegionEvent[] = [];
    let resolvedTs: ChangeDataEvent['resolvedTs'];
    for (let more = this.opens(OPEN_OBJECT, CLOSE_OBJECT); more; more = this.continues(CLOSE_OBJECT)) {
      this.key();
      if (this.isKey('events')) {
        for (let next = this.opens(OPEN_ARRAY, CLOSE_ARRAY); next; next = this.continues(CLOSE_ARRAY))
          events.push(this.event());
      } else if (this.isKey('resolvedTs')) resolvedTs = this.resolvedTs();
      else this.failed = true;
    }
    return resolvedTs === undefined ? { events } : { events, resolvedTs };
  }

  private resolvedTs(): NonNullable<ChangeDataEvent['resolvedTs']> {
    const regions: number[] = [];
    let ts: Ts = 0n;
    let requestId = 0;
    for (let more = this.opens(OPEN_OBJECT, CLOSE_OBJECT); more; more = this.continues(CLOSE_OBJECT)) {
      this.key();
      if (this.isKey('ts')) ts = this.ts();
      else if (this.isKey('requestId')) requestId = this.id();
      else if (this.isKey('regions')) {
        for (let next = this.opens(OPEN_ARRAY, CLOSE_ARRAY); next; next = this.continues(CLOSE_ARRAY))
          regions.push(this.id());
      } else this.failed = true;
    }
    return { ts, regions, requestId };
  }

  private event(): RegionEvent {
    let regionId = 0;
    let requestId = 0;
    let entries: RawEntry[] | undefined;
    let resolvedTs: Ts | undefined;
    for (let more = this.opens(OPEN_OBJECT, CLOSE_OBJECT); more; more = this.continues(CLOSE_OBJECT)) {
      this.key();
      if (this.isKey('regionId')) regionId = this.id();
      else if (this.isKey('requestId')) requestId = this.id();
      else if (this.isKey('entries')) entries = this.entries();
      else if (this.isKey('resolvedTs')) resolvedTs = this.ts();
      else this.failed = true;
    }
    if (entries !== undefined && resolvedTs !== undefined) this.failed = true;
    if (entries !== undefined) return { regionId, requestId, index: 0, entries };
    if (resolvedTs !== undefined) return { regionId, requestId, index: 0, resolvedTs };
    return { regionId, requestId, index: 0 };
  }

  private entries(): RawEntry[] {
    const entries: RawEntry[] = [];
    for (let more = this.opens(OPEN_OBJECT, CLOSE_OBJECT); more; more = this.continues(CLOSE_OBJECT)) {
      this.key();
      if (!this.isKey('entries')) {
        this.failed = true;
        return entries;
      }
      for (let next = this.opens(OPEN_ARRAY, CLOSE_ARRAY); next; next = this.continues(CLOSE_ARRAY))
        entries.push(this.entry());
    }
    return entries;
  }

  private entry(): RawEntry {
    let type: EntryType = 'UNKNOWN';
    let op: EntryOp = 'UNKNOWN';
    let startTs: Ts = 0n;
    let commitTs: Ts = 0n;
    let key = NO_BYTES;
    let value = NO_BYTES;
    let oldValue = NO_BYTES;
    let generation = 0;
    for (let more = this.opens(OPEN_OBJECT, CLOSE_OBJECT); more; more = this.continues(CLOSE_OBJECT)) {
      this.key();
      if (this.isKey('type')) type = this.oneOf(TYPES) ?? type;
      else if (this.isKey('startTs')) startTs = this.ts();
      else if (this.isKey('opType')) op = this.oneOf(OPS) ?? op;
      else if (this.isKey('key')) key = this.base64();
      else if (this.isKey('value')) value = this.base64();
      else if (this.isKey('oldValue')) oldValue = this.base64();
      else if (this.isKey('commitTs')) commitTs = this.ts();
      else if (this.isKey('generation')) generation = this.id();
      else this.failed = true;
    }
    return { type, op, startTs, commitTs, key, value, oldValue, generation };
  }

  /** Steps into an object or array; `false` when it is empty or is not there. */
  private opens(open: number, close: number): boolean {
    if (this.bytes[this.at] !== open) return this.fail();
    this.at += 1;
    if (this.bytes[this.at] !== close) return !this.failed;
    this.at += 1;
    return false;
  }

  /** Steps past a comma and answers `true`, or past the closing bracket and answers `false`. */
  private continues(close: number): boolean {
    if (this.failed || this.at >= this.end) return this.fail();
    const byte = this.bytes[this.at];
    this.at += 1;
    if (byte === COMMA) return true;
    return byte === close ? false : this.fail();
  }

  private key(): void {
    const { bytes, end } = this;
    if (bytes[this.at] !== QUOTE) this.fail();
    let at = this.at + 1;
    this.keyStart = at;
    while (at < end && bytes[at] !== QUOTE) at += 1;
    this.keyLength = at - this.keyStart;
    if (bytes[at + 1] !== COLON) this.fail();
    this.at = at + 2;
  }

  private isKey(name: string): boolean {
    if (this.keyLength !== name.length) return false;
    const { bytes, keyStart } = this;
    for (let i = 0; i < name.length; i += 1) if (bytes[keyStart + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  private bareNumber(): number {
    const { bytes } = this;
    let value = 0;
    const start = this.at;
    while (this.at < this.end) {
      const digit = bytes[this.at] as number;
      if (digit < DIGIT_0 || digit > DIGIT_9) break;
      value = value * 10 + (digit - DIGIT_0);
      this.at += 1;
    }
    // Fractions and exponents are for the general reader, and so is a number that starts with a useless zero.
    if (this.at === start || value > Number.MAX_SAFE_INTEGER || (bytes[start] === DIGIT_0 && this.at > start + 1))
      this.fail();
    return value;
  }

  private shortString(): string {
    const start = this.stringStart();
    const stop = this.stringEnd(start);
    for (let i = start; i < stop; i += 1) {
      const byte = this.bytes[i] as number;
      if (byte === BACKSLASH || byte < 0x20 || byte > 0x7e) this.fail();
    }
    return this.failed
      ? ''
      : Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, stop - start).toString('latin1');
  }

  private id(): number {
    const start = this.stringStart();
    this.at = start;
    let value = 0;
    for (; this.at < this.end; this.at += 1) {
      const digit = this.bytes[this.at] as number;
      if (digit < DIGIT_0 || digit > DIGIT_9) break;
      value = value * 10 + (digit - DIGIT_0);
    }
    if (this.at === start || this.bytes[this.at] !== QUOTE || value > Number.MAX_SAFE_INTEGER) this.fail();
    this.at += 1;
    return value;
  }

  private ts(): Ts {
    const { bytes } = this;
    const start = this.stringStart();
    const stop = this.stringEnd(start);
    const length = stop - start;
    if (length === this.lastTsLength && this.sameAsLast(start, length)) return this.lastTs;
    // Nineteen digits stay below 2^64; the twentieth is left to the general reader.
    if (length === 0 || length > 19) return this.failTs();
    const split = length > 9 ? stop - 9 : start;
    let upper = 0;
    let lower = 0;
    for (let i = start; i < stop; i += 1) {
      const digit = (bytes[i] as number) - DIGIT_0;
      if (digit < 0 || digit > 9) return this.failTs();
      if (i < split) upper = upper * 10 + digit;
      else lower = lower * 10 + digit;
    }
    // upper * 10^9 + lower in two halves: 10^9 is 15258 * 2^16 + 51712, and no product passes 2^53.
    const shifted = upper * 15258;
    const rest = (shifted % 0x1_0000) * 0x1_0000 + upper * 51712 + lower;
    scratchHalves[LOW] = rest % 0x1_0000_0000;
    scratchHalves[1 - LOW] = Math.floor(shifted / 0x1_0000) + Math.floor(rest / 0x1_0000_0000);
    this.lastTsStart = start;
    this.lastTsLength = length;
    this.lastTs = scratch[0] as bigint;
    return this.lastTs;
  }

  private sameAsLast(start: number, length: number): boolean {
    const { bytes, lastTsStart } = this;
    for (let i = length - 1; i >= 0; i -= 1) if (bytes[start + i] !== bytes[lastTsStart + i]) return false;
    return true;
  }

  private oneOf<Name>(names: readonly [Name, Uint8Array][]): Name | undefined {
    const { bytes } = this;
    const start = this.stringStart();
    const length = this.stringEnd(start) - start;
    for (const [name, text] of names) {
      if (text.length === length && text[length - 1] === bytes[start + length - 1] && text[0] === bytes[start]) {
        for (let i = 0; i < length; i += 1) if (bytes[start + i] !== text[i]) this.failed = true;
        return name;
      }
    }
    this.fail();
    return undefined;
  }

  private base64(): Uint8Array {
    const { bytes } = this;
    const start = this.stringStart();
    let stop = this.stringEnd(start);
    if ((stop - start) % 4 !== 0) this.fail();
    if (stop > start && bytes[stop - 1] === EQUALS) stop -= bytes[stop - 2] === EQUALS ? 2 : 1;
    const length = Math.floor(((stop - start) * 3) / 4);
    if (length === 0 || this.failed) {
      if (stop > start) this.fail();
      return NO_BYTES;
    }
    const out = arena.take(length);
    const whole = start + ((stop - start) & ~3);
    let to = 0;
    let wrong = 0;
    let at = start;
    for (; at < whole; at += 4) {
      const a = BASE64[bytes[at] as number] as number;
      const b = BASE64[bytes[at + 1] as number] as number;
      const c = BASE64[bytes[at + 2] as number] as number;
      const d = BASE64[bytes[at + 3] as number] as number;
      wrong |= a | b | c | d;
      const bits = (a << 18) | (b << 12) | (c << 6) | d;
      out[to] = bits >> 16;
      out[to + 1] = bits >> 8;
      out[to + 2] = bits;
      to += 3;
    }
    if (at < stop) {
      const a = BASE64[bytes[at] as number] as number;
      const b = at + 1 < stop ? (BASE64[bytes[at + 1] as number] as number) : NOT_BASE64;
      const c = at + 2 < stop ? (BASE64[bytes[at + 2] as number] as number) : 0;
      wrong |= a | b | c;
      out[to] = (a << 2) | (b >> 4);
      if (to + 1 < length) out[to + 1] = (b << 4) | (c >> 2);
    }
    if (wrong > 63) this.fail();
    return out;
  }

  private stringStart(): number {
    if (this.bytes[this.at] !== QUOTE) this.fail();
    return this.at + 1;
  }

  /** Where the string that starts at `start` ends; the cursor goes past its closing quote. */
  private stringEnd(start: number): number {
    const { bytes, end } = this;
    let at = start;
    while (at < end && bytes[at] !== QUOTE) at += 1;
    if (at >= end) this.fail();
    this.at = at + 1;
    return at;
  }

  private fail(): false {
    this.failed = true;
    this.at = this.end;
    return false;
  }

  private failTs(): Ts {
    this.fail();
    return 0n;
  }
}
