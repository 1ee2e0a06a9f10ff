import type { Ts } from '../model/ts';

interface Waiting<T> {
  readonly item: T;
  readonly ts: Ts;
  readonly turn: number;
}

/**
 * A queue from which the item with the highest ts leaves first, and of equal ones the one that came first. A heap: both
 * ways cost O(log n).
 */
export class NewestFirst<T> {
  private readonly heap: Waiting<T>[] = [];
  private turns = 0;

  get size(): number {
    return this.heap.length;
  }

  push(item: T, ts: Ts): void {
    const { heap } = this;
    this.turns += 1;
    const waiting = { item, ts, turn: this.turns };
    let at = heap.length;
    heap.push(waiting);
    while (at > 0) {
      const up = (at - 1) >>> 1;
      const parent = heap[up] as Waiting<T>;
      if (isBefore(parent, waiting)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = waiting;
  }

  pop(): T | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.item;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const child = right < heap.length && isBefore(heap[right] as Waiting<T>, heap[left] as Waiting<T>) ? right : left;
      if (isBefore(last, heap[child] as Waiting<T>)) break;
      heap[at] = heap[child] as Waiting<T>;
      at = child;
    }
    heap[at] = last;
    return first.item;
  }

  /** Takes everything out, in no order. */
  clear(): T[] {
    return this.heap.splice(0).map(({ item }) => item);
  }
}

function isBefore<T>(a: Waiting<T>, b: Waiting<T>): boolean {
  return a.ts > b.ts || (a.ts === b.ts && a.turn < b.turn);
}
