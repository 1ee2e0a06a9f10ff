import { compareBytes } from './bytes';

/** Half-open key range `[startKey, endKey)`. An empty `startKey` is −∞, an empty `endKey` is +∞. */
export interface Span {
  readonly startKey: Uint8Array;
  readonly endKey: Uint8Array;
}

/** The whole key space. */
export const WHOLE_KEYSPACE: Span = { startKey: new Uint8Array(0), endKey: new Uint8Array(0) };

/** Compares two end keys, of which an empty one is +∞. */
export function compareEndKeys(a: Uint8Array, b: Uint8Array): number {
  if (a.length === 0) return b.length === 0 ? 0 : 1;
  if (b.length === 0) return -1;
  return compareBytes(a, b);
}

/** Whether the start key `start` lies below the end key `end`. */
export function startsBelow(start: Uint8Array, end: Uint8Array): boolean {
  return end.length === 0 || compareBytes(start, end) < 0;
}

/** Whether `span` holds `key`. */
export function spanHas(span: Span, key: Uint8Array): boolean {
  return compareBytes(span.startKey, key) <= 0 && startsBelow(key, span.endKey);
}

/** Whether two spans share a key. */
export function spansOverlap(a: Span, b: Span): boolean {
  return startsBelow(a.startKey, b.endKey) && startsBelow(b.startKey, a.endKey);
}

/** The keys that two spans share; `undefined` when there are none. */
export function intersectSpans(a: Span, b: Span): Span | undefined {
  if (!spansOverlap(a, b)) return undefined;
  return {
    startKey: compareBytes(a.startKey, b.startKey) < 0 ? b.startKey : a.startKey,
    endKey: compareEndKeys(a.endKey, b.endKey) < 0 ? a.endKey : b.endKey,
  };
}
