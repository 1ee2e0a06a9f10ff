// The column `_tv_commit_time`.
import { ByteBuffer } from "../../../sdk/assemblyscript/assembly/buffer";
import { AddedColumn } from "../../assembly/writer";

/** A ts is milliseconds since 1970, then this many bits that count within one. */
const LOGICAL_BITS: u64 = 18;
/** Length of `2026-01-31T12:00:00.000Z`. The milliseconds of a ts have 46 bits, so that the year has four digits. */
const LENGTH: i32 = 24;

const DAY_MS: u64 = 86400000;
const DAYS_OF_400_YEARS: u64 = 146097;
/** From the first of March of the year 0 to 1970. */
const DAYS_TO_1970: u64 = 719468;

/** When a transaction was committed, by PD's clock: UTC with milliseconds, as ISO 8601 has it. */
export class CommitTime extends AddedColumn {
  // Many commits share a millisecond, so that the last text is kept.
  private ms: u64 = u64.MAX_VALUE;
  private text: StaticArray<u8> = new StaticArray<u8>(LENGTH);

  name(): string {
    return "_tv_commit_time";
  }

  push(out: ByteBuffer, from: usize, to: usize): void {
    let ts: u64 = 0;
    for (let at = from; at < to; at += 1) ts = ts * 10 + (load<u8>(at) - 0x30);
    const ms = ts >> LOGICAL_BITS;
    if (ms != this.ms) this.write(ms);
    out.reserve(LENGTH);
    out.pushAll(changetype<usize>(this.text), LENGTH);
  }

  private write(ms: u64): void {
    this.ms = ms;
    // Years that begin on the first of March have their leap day at the end, and so do 4, 100 and 400 of them.
    const days = ms / DAY_MS + DAYS_TO_1970;
    const day = days % DAYS_OF_400_YEARS;
    const year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    const dayOfYear = day - (365 * year + year / 4 - year / 100);
    const fromMarch = (5 * dayOfYear + 2) / 153;
    const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    const sinceMidnight = ms % DAY_MS;
    this.digits(0, 4, (days / DAYS_OF_400_YEARS) * 400 + year + (month <= 2 ? 1 : 0));
    this.set(4, 0x2d);
    this.digits(5, 2, month);
    this.set(7, 0x2d);
    this.digits(8, 2, dayOfYear - (153 * fromMarch + 2) / 5 + 1);
    this.set(10, 0x54);
    this.digits(11, 2, sinceMidnight / 3600000);
    this.set(13, 0x3a);
    this.digits(14, 2, (sinceMidnight / 60000) % 60);
    this.set(16, 0x3a);
    this.digits(17, 2, (sinceMidnight / 1000) % 60);
    this.set(19, 0x2e);
    this.digits(20, 3, sinceMidnight % 1000);
    this.set(23, 0x5a);
  }

  private digits(at: i32, count: i32, value: u64): void {
    for (let i = at + count - 1; i >= at; i -= 1) {
      this.set(i, 0x30 + <u8>(value % 10));
      value /= 10;
    }
  }

  @inline
  private set(at: i32, byte: u8): void {
    unchecked((this.text[at] = byte));
  }
}
