import { gzipSync } from 'node:zlib';
import type { BrokenFrame } from './faults';

/** A gRPC frame that should not be, and what happens around it. */
export interface FrameBytes {
  readonly bytes: Buffer;
  /** The stream names gzip as its encoding. */
  readonly isGzip: boolean;
  /** The stream ends behind it, as if all were well. */
  readonly ends: boolean;
}

const BOMB_MEMBERS = 32;
const BOMB_MEMBER_BYTES = 16 * 1024 * 1024;
const NESTED_GROUPS = 1000;
/** Opens a group in a field that `ChangeDataEvent` does not have. */
const GROUP_START = 0x7b;
/** A message with one event that has one row with a key. */
const WHOLE = Buffer.from('0a0e08011a0a0a0808011003180122016b', 'hex');

/** The bytes of a broken frame. */
export function brokenFrame(frame: BrokenFrame): FrameBytes {
  const plain = { isGzip: false, ends: false };
  switch (frame) {
    case 'malformed':
      return { ...plain, bytes: framed(Buffer.from([0xff, 0xff, 0xff, 0xff])) };
    case 'truncated':
      return { ...plain, bytes: framed(WHOLE.subarray(0, 8)) };
    case 'wrongLength':
      return { ...plain, bytes: framed(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0x7f, 0x08, 0x01])) };
    case 'deepNesting':
      return { ...plain, bytes: framed(Buffer.alloc(NESTED_GROUPS, GROUP_START)) };
    case 'giantLength':
      return { ...plain, bytes: Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 0x0a]) };
    case 'cutFrame':
      return { isGzip: false, ends: true, bytes: Buffer.from([0, 0, 0, 0, 100, 0x0a, 0x05]) };
    case 'garbageGzip':
      return { isGzip: true, ends: false, bytes: framed(Buffer.from('this is no gzip'), 1) };
    case 'gzipBomb': {
      const member = gzipSync(Buffer.alloc(BOMB_MEMBER_BYTES));
      return { isGzip: true, ends: false, bytes: framed(Buffer.concat(new Array(BOMB_MEMBERS).fill(member)), 1) };
    }
  }
}

function framed(payload: Buffer, flag = 0): Buffer {
  const header = Buffer.from([flag, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 1);
  return Buffer.concat([header, payload]);
}
