import type { Ts } from '../model/ts';

/**
 * What one stream has brought that may still be on its way through the pipeline: a message counts from its arrival until
 * the run has passed the last ts in it.
 */
export class HeldBytes {
  private readonly queue: { readonly ts: Ts; readonly bytes: number }[] = [];
  private first = 0;
  private held = 0;

  get bytes(): number {
    return this.held;
  }

  /** Counts a message whose last change became visible, or began, at `ts`. */
  add(ts: Ts, bytes: number): void {
    this.held += bytes;
    const last = this.queue.at(-1);
    // Messages come in about the order of their ts; one that is behind leaves with those before it.
    if (last !== undefined && ts <= last.ts)
      this.queue[this.queue.length - 1] = { ts: last.ts, bytes: last.bytes + bytes };
    else this.queue.push({ ts, bytes });
  }

  /** The run has passed `ts`. */
  release(ts: Ts): void {
    while (this.first < this.queue.length) {
      const { ts: last, bytes } = this.queue[this.first] as { ts: Ts; bytes: number };
      if (last > ts) break;
      this.held -= bytes;
      this.first += 1;
    }
    if (this.first < 1024 && this.first < this.queue.length) return;
    this.queue.splice(0, this.first);
    this.first = 0;
  }
}
