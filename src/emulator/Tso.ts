import type { Ts } from '../model/ts';

const LOGICAL_LIMIT = 1 << 18;

/** A timestamp as PD's stream gives it; the last of a batch. */
export interface Timestamp {
  readonly physicalMs: number;
  readonly logical: number;
}

/** PD's clock: strictly increasing, over jumps of the wall clock too. */
export class Tso {
  private readonly wallClockMs: () => number;
  private offsetMs = 0;
  private physicalMs = 0;
  private logical = 0;

  constructor(wallClockMs: () => number) {
    this.wallClockMs = wallClockMs;
  }

  /** Reserves `count` timestamps and answers the last of them. */
  batch(count: number): Timestamp {
    const wall = Math.trunc(this.wallClockMs()) + this.offsetMs;
    if (wall > this.physicalMs) {
      this.physicalMs = wall;
      this.logical = 0;
    }
    if (this.logical + count >= LOGICAL_LIMIT) {
      this.physicalMs += 1;
      this.logical = 0;
    }
    this.logical += count;
    return { physicalMs: this.physicalMs, logical: this.logical };
  }

  next(): Ts {
    const { physicalMs, logical } = this.batch(1);
    return tsOf(physicalMs, logical);
  }

  /** The latest one given out, without taking a new one. */
  last(): Ts {
    return tsOf(this.physicalMs, this.logical);
  }

  /** Moves the physical clock by `ms`. Back, it stands still until the wall clock has caught up. */
  jump(ms: number): void {
    this.offsetMs += ms;
  }

  /** Makes every later timestamp larger than `ts`. */
  raiseTo(ts: Ts): void {
    if (ts <= this.last()) return;
    this.physicalMs = Number(ts >> 18n);
    this.logical = Number(ts & 0x3ffffn);
  }
}

function tsOf(physicalMs: number, logical: number): Ts {
  return (BigInt(physicalMs) << 18n) | BigInt(logical);
}
