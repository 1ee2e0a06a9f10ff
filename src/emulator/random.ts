const FIRST_LETTER = 97;
const LETTERS = 26;
const POOL_LETTERS = 8192;

/** Numbers that look random and are the same for the same seed. */
export class SeededRandom {
  private state: number;
  private pool = '';

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, below 1. The generator is mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 up to `count`, which is not among them. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** One of `items`, of which there must be one. */
  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Lower-case letters: a piece of some thousand that are drawn once, so that text costs one number. */
  word(length: number): string {
    if (this.pool === '') this.pool = this.letters();
    const start = this.below(POOL_LETTERS);
    let word = this.pool.slice(start, start + length);
    while (word.length < length) word += this.pool.slice(0, length - word.length);
    return word;
  }

  private letters(): string {
    return String.fromCharCode(...Array.from({ length: POOL_LETTERS }, () => FIRST_LETTER + this.below(LETTERS)));
  }
}
