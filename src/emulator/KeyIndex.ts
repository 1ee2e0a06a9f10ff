import { compareBytes } from '../model/bytes';
import { type Span, startsBelow } from '../model/span';

const MAX_CHUNK = 512;

/**
 * Items in key order. A two-level array: finding, adding and removing cost a binary search and a move of at most one
 * chunk, so a million keys stay cheap.
 */
export class KeyIndex<T extends { readonly key: Uint8Array }> {
  private readonly chunks: T[][] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(key: Uint8Array): T | undefined {
    const chunk = this.chunks[this.chunkOf(key)];
    if (chunk === undefined) return undefined;
    const item = chunk[lowerBound(chunk, key)];
    return item !== undefined && compareBytes(item.key, key) === 0 ? item : undefined;
  }

  /** Adds an item whose key is not there yet. */
  add(item: T): void {
    this.count += 1;
    const at = this.chunkOf(item.key);
    const chunk = this.chunks[at];
    if (chunk === undefined) {
      this.chunks.push([item]);
      return;
    }
    const last = chunk[chunk.length - 1] as T;
    // Keys mostly come in order; a full last chunk is then left full instead of halved.
    if (compareBytes(last.key, item.key) < 0) {
      if (chunk.length >= MAX_CHUNK && at === this.chunks.length - 1) this.chunks.push([item]);
      else chunk.push(item);
    } else chunk.splice(lowerBound(chunk, item.key), 0, item);
    if (chunk.length > MAX_CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(MAX_CHUNK / 2));
  }

  /** Removes the item of `key`, if there is one. */
  remove(key: Uint8Array): void {
    const at = this.chunkOf(key);
    const chunk = this.chunks[at];
    if (chunk === undefined) return;
    const index = lowerBound(chunk, key);
    const item = chunk[index];
    if (item === undefined || compareBytes(item.key, key) !== 0) return;
    this.count -= 1;
    if (chunk.length === 1) this.chunks.splice(at, 1);
    else chunk.splice(index, 1);
  }

  /** Items of `span` in key order. Nothing may be added or removed while it runs. */
  *range(span: Span): Generator<T, void, undefined> {
    for (let at = this.chunkOf(span.startKey); at < this.chunks.length; at += 1) {
      const chunk = this.chunks[at] as T[];
      const first = compareBytes((chunk[0] as T).key, span.startKey) >= 0 ? 0 : lowerBound(chunk, span.startKey);
      for (let index = first; index < chunk.length; index += 1) {
        const item = chunk[index] as T;
        if (!startsBelow(item.key, span.endKey)) return;
        yield item;
      }
    }
  }

  /** Items of `span` in descending key order. Nothing may be added or removed while it runs. */
  *reversed(span: Span): Generator<T, void, undefined> {
    const from = span.endKey.length === 0 ? this.chunks.length - 1 : this.chunkOf(span.endKey);
    for (let at = Math.min(from, this.chunks.length - 1); at >= 0; at -= 1) {
      const chunk = this.chunks[at] as T[];
      for (let index = chunk.length - 1; index >= 0; index -= 1) {
        const item = chunk[index] as T;
        if (compareBytes(item.key, span.startKey) < 0) return;
        if (startsBelow(item.key, span.endKey)) yield item;
      }
    }
  }

  /** The last chunk that begins at or below `key`, or the first one. */
  private chunkOf(key: Uint8Array): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareBytes(((this.chunks[middle] as T[])[0] as T).key, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : low - 1;
  }
}

function lowerBound<T extends { readonly key: Uint8Array }>(items: readonly T[], key: Uint8Array): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareBytes((items[middle] as T).key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
