import { compareCommitOrder, isSameChange } from './commitOrder';
import { type KvChange, sizeOfChange } from './kv';
import type { MemoryBudget } from './memoryBudget';
import type { Ts } from './ts';

/**
 * Where a sorter keeps what is not resolved yet. A store on disk answers with promises, the one in memory at once.
 */
export interface SortStore {
  /** Bytes held. */
  readonly heldBytes: number;
  add(changes: readonly KvChange[]): void;
  /**
   * Takes out the next changes in commit order with `commitTs <= resolvedTs`, at most `maxRows`, exact repeats once;
   * none when there are no more. `resolvedTs` never falls from call to call, and nothing at or below it is added later.
   */
  take(resolvedTs: Ts, maxRows: number): readonly KvChange[] | Promise<readonly KvChange[]>;
  close(): void;
}

interface Chunk {
  readonly changes: KvChange[];
  lowestTs: Ts;
  highestTs: Ts;
}

const CHUNK_ROWS = 4096;

/**
 * A {@link SortStore} in memory. What waits lies unsorted in chunks that know their lowest and highest commitTs, so that
 * a resolved ts looks only into the chunks it cuts; what is resolved is sorted once.
 */
export class MemorySortStore implements SortStore {
  private readonly budget: MemoryBudget | undefined;
  private chunks: Chunk[] = [];
  private ready: KvChange[] = [];
  private readyAt = 0;
  private readyTs: Ts = -1n;
  private held = 0;

  constructor(budget?: MemoryBudget) {
    this.budget = budget;
  }

  get heldBytes(): number {
    return this.held;
  }

  add(changes: readonly KvChange[]): void {
    let bytes = 0;
    let chunk = this.chunks.at(-1);
    for (const change of changes) {
      bytes += sizeOfChange(change);
      const { commitTs } = change;
      if (chunk === undefined || chunk.changes.length >= CHUNK_ROWS) {
        chunk = { changes: [], lowestTs: commitTs, highestTs: commitTs };
        this.chunks.push(chunk);
      }
      chunk.changes.push(change);
      if (commitTs < chunk.lowestTs) chunk.lowestTs = commitTs;
      if (commitTs > chunk.highestTs) chunk.highestTs = commitTs;
    }
    this.held += bytes;
    this.budget?.charge(bytes);
  }

  take(resolvedTs: Ts, maxRows: number): readonly KvChange[] {
    if (this.readyAt >= this.ready.length && resolvedTs > this.readyTs) this.makeReady(resolvedTs);
    const end = Math.min(this.ready.length, this.readyAt + maxRows);
    const taken = this.ready.slice(this.readyAt, end);
    this.readyAt = end;
    if (end === this.ready.length) {
      this.ready = [];
      this.readyAt = 0;
    }
    let bytes = 0;
    for (const change of taken) bytes += sizeOfChange(change);
    this.release(bytes);
    return taken;
  }

  close(): void {
    this.release(this.held);
    this.chunks = [];
    this.ready = [];
    this.readyAt = 0;
  }

  private makeReady(resolvedTs: Ts): void {
    this.readyTs = resolvedTs;
    const due: KvChange[] = [];
    const later: Chunk[] = [];
    for (const chunk of this.chunks) {
      if (chunk.lowestTs > resolvedTs) {
        later.push(chunk);
        continue;
      }
      const rest: Chunk = { changes: [], lowestTs: chunk.highestTs, highestTs: chunk.highestTs };
      for (const change of chunk.changes) {
        if (change.commitTs <= resolvedTs) due.push(change);
        else {
          rest.changes.push(change);
          if (change.commitTs < rest.lowestTs) rest.lowestTs = change.commitTs;
        }
      }
      if (rest.changes.length > 0) later.push(rest);
    }
    if (due.length === 0) return;
    this.chunks = later;
    due.sort(compareCommitOrder);
    this.ready = this.withoutRepeats(due);
  }

  private withoutRepeats(sorted: KvChange[]): KvChange[] {
    let kept = 0;
    let repeatedBytes = 0;
    for (const change of sorted) {
      const last = kept === 0 ? undefined : sorted[kept - 1];
      if (last !== undefined && isSameChange(last, change)) repeatedBytes += sizeOfChange(change);
      else {
        sorted[kept] = change;
        kept += 1;
      }
    }
    sorted.length = kept;
    this.release(repeatedBytes);
    return sorted;
  }

  private release(bytes: number): void {
    this.held -= bytes;
    this.budget?.release(bytes);
  }
}
