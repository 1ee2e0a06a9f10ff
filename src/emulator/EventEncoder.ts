import type { Ts } from '../model/ts';

/** `cdcpb.Event.LogType`. */
export const ROW_TYPE = { unknown: 0, prewrite: 1, commit: 2, rollback: 3, committed: 4, initialized: 5 } as const;
/** `cdcpb.Event.Row.OpType`. */
export const ROW_OP = { none: 0, put: 1, delete: 2 } as const;

/** One row, as the wire has it. */
export interface WireRow {
  readonly type: number;
  readonly op: number;
  readonly startTs: Ts;
  readonly commitTs: Ts;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly oldValue: Uint8Array;
  readonly txnSource: number;
  readonly generation: number;
}

const FIRST_BYTES = 64 * 1024;
const MAX_VARINT_BYTES = 10;

/**
 * Writes `ChangeDataEvent.events` members by hand: rows go straight into one buffer, and a ts is turned into bytes once
 * for all rows of its transaction. Several times faster than the generated code, which is what the live path needs.
 */
export class EventEncoder {
  private body: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private end = 0;
  private readonly startTs = new TsBytes();
  private readonly commitTs = new TsBytes();

  /** Bytes of rows so far. */
  get size(): number {
    return this.end;
  }

  clear(): void {
    this.end = 0;
  }

  add(row: WireRow): void {
    const { type, op, key, value, oldValue, txnSource, generation } = row;
    const start = row.startTs === 0n ? undefined : this.startTs.of(row.startTs);
    const commit = row.commitTs === 0n ? undefined : this.commitTs.of(row.commitTs);
    let size = type === 0 ? 0 : 2;
    if (op !== 0) size += 2;
    if (start !== undefined) size += 1 + start.length;
    if (commit !== undefined) size += 1 + commit.length;
    if (key.length > 0) size += 1 + varintSize(key.length) + key.length;
    if (value.length > 0) size += 1 + varintSize(value.length) + value.length;
    if (oldValue.length > 0) size += 1 + varintSize(oldValue.length) + oldValue.length;
    if (txnSource !== 0) size += 1 + varintSize(txnSource);
    if (generation !== 0) size += 1 + varintSize(generation);
    this.reserve(size + 1 + MAX_VARINT_BYTES);
    const { body } = this;
    body[this.end] = 0x0a;
    this.end = writeVarint(body, this.end + 1, size);
    if (start !== undefined) this.bytes(0x08, start);
    if (commit !== undefined) this.bytes(0x10, commit);
    if (type !== 0) this.number(0x18, type);
    if (op !== 0) this.number(0x20, op);
    if (key.length > 0) this.lengthed(0x2a, key);
    if (value.length > 0) this.lengthed(0x32, value);
    if (oldValue.length > 0) this.lengthed(0x3a, oldValue);
    if (txnSource !== 0) this.number(0x48, txnSource);
    if (generation !== 0) this.number(0x50, generation);
  }

  /** The rows so far as one event of a registration, with its tag and length; they stay, for another registration. */
  event(regionId: number, requestId: bigint): Buffer {
    const request = requestId === 0n ? undefined : new TsBytes().of(requestId);
    const entries = 1 + varintSize(this.end) + this.end;
    const inner = 1 + varintSize(regionId) + entries + (request === undefined ? 0 : 1 + request.length);
    const event = Buffer.allocUnsafe(1 + varintSize(inner) + inner);
    event[0] = 0x0a;
    let at = writeVarint(event, 1, inner);
    event[at] = 0x08;
    at = writeVarint(event, at + 1, regionId);
    event[at] = 0x1a;
    at = writeVarint(event, at + 1, this.end);
    this.body.copy(event, at, 0, this.end);
    at += this.end;
    if (request !== undefined) {
      event[at] = 0x38;
      event.set(request, at + 1);
    }
    return event;
  }

  private number(tag: number, value: number): void {
    this.body[this.end] = tag;
    this.end = writeVarint(this.body, this.end + 1, value);
  }

  private lengthed(tag: number, bytes: Uint8Array): void {
    this.body[this.end] = tag;
    this.end = writeVarint(this.body, this.end + 1, bytes.length);
    this.body.set(bytes, this.end);
    this.end += bytes.length;
  }

  private bytes(tag: number, bytes: Uint8Array): void {
    const { body } = this;
    body[this.end] = tag;
    let at = this.end + 1;
    for (let i = 0; i < bytes.length; i += 1) {
      body[at] = bytes[i] as number;
      at += 1;
    }
    this.end = at;
  }

  private reserve(bytes: number): void {
    if (this.end + bytes <= this.body.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.body.length * 2, this.end + bytes));
    this.body.copy(larger, 0, 0, this.end);
    this.body = larger;
  }
}

/** A ts as a varint, remembered: the rows of a transaction share it. */
class TsBytes {
  private ts: Ts = 0n;
  private bytes: Uint8Array = new Uint8Array(0);

  of(ts: Ts): Uint8Array {
    if (ts === this.ts) return this.bytes;
    const bytes: number[] = [];
    // Five groups of seven bits come from the low 35 bits; the other 29 fit a number as well.
    let low = Number(ts & 0x7_ffff_ffffn);
    const high = Number(ts >> 35n);
    if (high === 0) pushVarint(bytes, low);
    else {
      for (let i = 0; i < 5; i += 1) {
        bytes.push((low % 128) | 0x80);
        low = Math.floor(low / 128);
      }
      pushVarint(bytes, high);
    }
    this.ts = ts;
    this.bytes = Uint8Array.from(bytes);
    return this.bytes;
  }
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Up to here a number is cut with bit operations, which are much faster. */
const SMALL = 0x7fff_ffff;

/** Bytes a whole number below 2^53 takes as a varint. */
export function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  let size = 4;
  for (let rest = value / 0x1000_0000; rest >= 1; rest /= 128) size += 1;
  return size;
}

/** Writes a whole number below 2^53 and answers where it ends. */
export function writeVarint(target: Uint8Array, at: number, value: number): number {
  let rest = value;
  let end = at;
  while (rest > SMALL) {
    target[end] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
    end += 1;
  }
  while (rest >= 0x80) {
    target[end] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
    end += 1;
  }
  target[end] = rest;
  return end + 1;
}
