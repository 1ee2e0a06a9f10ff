import { messageOf, WireError } from '../errors/TiValveError';
import { type EntryOp, type EntryType, NO_BYTES, type RawEntry } from '../model/kv';
import type { ChangeDataEvent, RegionError, RegionEvent } from '../model/region';
import type { Ts } from '../model/ts';
import { decodeRegionError } from './regionError';

const ENTRY_TYPES: readonly EntryType[] = ['UNKNOWN', 'PREWRITE', 'COMMIT', 'ROLLBACK', 'COMMITTED', 'INITIALIZED'];
const ENTRY_OPS: readonly EntryOp[] = ['UNKNOWN', 'PUT', 'DELETE'];

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const START_GROUP = 3;
const END_GROUP = 4;
const FIXED32 = 5;
const MAX_GROUP_DEPTH = 32;

const scratch = new BigUint64Array(1);
const scratchHalves = new Uint32Array(scratch.buffer);
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const LOW = littleEndian ? 0 : 1;
const HIGH = littleEndian ? 1 : 0;

/**
 * Reads one `cdcpb.ChangeDataEvent` off the wire. Keys and values are views on `bytes`, which must not be written to
 * afterwards. Unknown fields are skipped, unknown row types become `UNKNOWN`, as proto3 asks; a declared length is
 * checked against what is there before anything is made of it.
 *
 * Errors with `TV_WIRE_MALFORMED`, which names the offset.
 */
export function decodeChangeDataEvent(bytes: Uint8Array): ChangeDataEvent {
  return new Reader(bytes).changeDataEvent();
}

/** A cursor over protobuf bytes. `low` and `high` are the halves of the varint read last. */
class Reader {
  private readonly bytes: Uint8Array;
  private at = 0;
  private low = 0;
  private high = 0;
  // Rows of one transaction stand together, so the ts read last is often the next one as well.
  private lastTsLow = 0;
  private lastTsHigh = 0;
  private lastTs: Ts = 0n;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  changeDataEvent(): ChangeDataEvent {
    const events: RegionEvent[] = [];
    let resolvedTs: ChangeDataEvent['resolvedTs'];
    const end = this.bytes.length;
    while (this.at < end) {
      const tag = this.tag(end);
      if (tag === ((1 << 3) | LENGTH_DELIMITED)) events.push(this.event(this.lengthWithin(end)));
      else if (tag === ((2 << 3) | LENGTH_DELIMITED)) resolvedTs = this.resolvedTs(this.lengthWithin(end), resolvedTs);
      else this.skip(tag, end, 0);
    }
    return resolvedTs === undefined ? { events } : { events, resolvedTs };
  }

  private event(end: number): RegionEvent {
    let regionId = 0;
    let requestId = 0;
    let index = 0;
    let entries: RawEntry[] | undefined;
    let error: RegionError | undefined;
    let resolvedTs: Ts | undefined;
    while (this.at < end) {
      const tag = this.tag(end);
      switch (tag) {
        case (1 << 3) | VARINT:
          regionId = this.id(end);
          break;
        case (2 << 3) | VARINT:
          index = this.id(end);
          break;
        case (3 << 3) | LENGTH_DELIMITED:
          // A oneof member that comes twice is merged, as protobuf asks; another member replaces it.
          entries = this.entries(this.lengthWithin(end), entries ?? []);
          error = undefined;
          resolvedTs = undefined;
          break;
        case (5 << 3) | LENGTH_DELIMITED:
          error = this.error(this.lengthWithin(end));
          entries = undefined;
          resolvedTs = undefined;
          break;
        case (6 << 3) | VARINT:
          resolvedTs = this.ts(end);
          entries = undefined;
          error = undefined;
          break;
        case (7 << 3) | VARINT:
          requestId = this.id(end);
          break;
        default:
          this.skip(tag, end, 0);
      }
    }
    if (entries !== undefined) return { regionId, requestId, index, entries };
    if (error !== undefined) return { regionId, requestId, index, error };
    if (resolvedTs !== undefined) return { regionId, requestId, index, resolvedTs };
    return { regionId, requestId, index };
  }

  private entries(end: number, entries: RawEntry[]): RawEntry[] {
    while (this.at < end) {
      const tag = this.tag(end);
      if (tag === ((1 << 3) | LENGTH_DELIMITED)) entries.push(this.row(this.lengthWithin(end)));
      else this.skip(tag, end, 0);
    }
    return entries;
  }

  private row(end: number): RawEntry {
    let startTs: Ts = 0n;
    let commitTs: Ts = 0n;
    let type: EntryType = 'UNKNOWN';
    let op: EntryOp = 'UNKNOWN';
    let key = NO_BYTES;
    let value = NO_BYTES;
    let oldValue = NO_BYTES;
    let generation = 0;
    while (this.at < end) {
      const tag = this.tag(end);
      switch (tag) {
        case (1 << 3) | VARINT:
          startTs = this.ts(end);
          break;
        case (2 << 3) | VARINT:
          commitTs = this.ts(end);
          break;
        case (3 << 3) | VARINT:
          this.varint(end);
          type = (this.high === 0 ? ENTRY_TYPES[this.low] : undefined) ?? 'UNKNOWN';
          break;
        case (4 << 3) | VARINT:
          this.varint(end);
          op = (this.high === 0 ? ENTRY_OPS[this.low] : undefined) ?? 'UNKNOWN';
          break;
        case (5 << 3) | LENGTH_DELIMITED:
          key = this.view(end);
          break;
        case (6 << 3) | LENGTH_DELIMITED:
          value = this.view(end);
          break;
        case (7 << 3) | LENGTH_DELIMITED:
          oldValue = this.view(end);
          break;
        case (10 << 3) | VARINT:
          generation = this.id(end);
          break;
        default:
          this.skip(tag, end, 0);
      }
    }
    return { type, op, startTs, commitTs, key, value, oldValue, generation };
  }

  private resolvedTs(end: number, before: ChangeDataEvent['resolvedTs']): NonNullable<ChangeDataEvent['resolvedTs']> {
    const regions: number[] = before === undefined ? [] : [...before.regions];
    let ts: Ts = before?.ts ?? 0n;
    let requestId = before?.requestId ?? 0;
    while (this.at < end) {
      const tag = this.tag(end);
      switch (tag) {
        case (1 << 3) | VARINT:
          regions.push(this.id(end));
          break;
        case (1 << 3) | LENGTH_DELIMITED: {
          const packedEnd = this.lengthWithin(end);
          while (this.at < packedEnd) regions.push(this.id(packedEnd));
          break;
        }
        case (2 << 3) | VARINT:
          ts = this.ts(end);
          break;
        case (3 << 3) | VARINT:
          requestId = this.id(end);
          break;
        default:
          this.skip(tag, end, 0);
      }
    }
    return { ts, regions, requestId };
  }

  private error(end: number): RegionError {
    const start = this.at;
    this.at = end;
    try {
      return decodeRegionError(this.bytes.subarray(start, end));
    } catch (cause) {
      throw new WireError('TV_WIRE_MALFORMED', `cdcpb.Error at offset ${start}: ${messageOf(cause)}`, { cause });
    }
  }

  private view(end: number): Uint8Array {
    const stop = this.lengthWithin(end);
    // A third of the cost of a Buffer's subarray.
    const view = new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + this.at, stop - this.at);
    this.at = stop;
    return view;
  }

  private tag(end: number): number {
    this.varint(end);
    // Field numbers end at 2^29 - 1, so a tag fits 32 bits; field 0 does not exist.
    if (this.high !== 0 || this.low >>> 3 === 0) throw this.malformed('a field number out of range');
    return this.low;
  }

  private lengthWithin(end: number): number {
    this.varint(end);
    const stop = this.at + this.low;
    if (this.high !== 0 || stop > end) throw this.malformed('a length that goes past the end');
    return stop;
  }

  private id(end: number): number {
    this.varint(end);
    const id = this.high * 0x1_0000_0000 + this.low;
    if (!Number.isSafeInteger(id)) throw this.malformed('an id above 2^53');
    return id;
  }

  private ts(end: number): Ts {
    this.varint(end);
    if (this.low === this.lastTsLow && this.high === this.lastTsHigh) return this.lastTs;
    scratchHalves[LOW] = this.low;
    scratchHalves[HIGH] = this.high;
    this.lastTsLow = this.low;
    this.lastTsHigh = this.high;
    this.lastTs = scratch[0] as bigint;
    return this.lastTs;
  }

  /** Reads a varint into `low` and `high`, two unsigned 32-bit halves. */
  private varint(end: number): void {
    const { bytes } = this;
    let at = this.at;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= end) throw this.malformed('a varint that is cut off');
      const byte = bytes[at] as number;
      at += 1;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else if (bits > 1) throw this.malformed('a varint above 64 bits');
      else high |= bits << 31;
      if (byte < 0x80) {
        this.at = at;
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    throw this.malformed('a varint of more than ten bytes');
  }

  private skip(tag: number, end: number, depth: number): void {
    switch (tag & 7) {
      case VARINT:
        this.varint(end);
        return;
      case FIXED64:
        this.forward(8, end);
        return;
      case LENGTH_DELIMITED:
        this.at = this.lengthWithin(end);
        return;
      case FIXED32:
        this.forward(4, end);
        return;
      case START_GROUP: {
        if (depth >= MAX_GROUP_DEPTH) throw this.malformed('groups nested too deeply');
        for (;;) {
          if (this.at >= end) throw this.malformed('a group without its end');
          const inner = this.tag(end);
          if ((inner & 7) === END_GROUP) {
            if (inner >>> 3 !== tag >>> 3) throw this.malformed('a group closed by another');
            return;
          }
          this.skip(inner, end, depth + 1);
        }
      }
      default:
        throw this.malformed(`a wire type ${tag & 7} that does not belong here`);
    }
  }

  private forward(count: number, end: number): void {
    if (this.at + count > end) throw this.malformed('a fixed-width field that is cut off');
    this.at += count;
  }

  private malformed(what: string): WireError {
    return new WireError(
      'TV_WIRE_MALFORMED',
      `ChangeDataEvent of ${this.bytes.length} bytes has ${what} at offset ${this.at}`,
      {
        hint: 'the stream is opened again; if it stays, compare the versions of TiKV and TiValve',
      },
    );
  }
}
