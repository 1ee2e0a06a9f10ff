import type { Ts } from './ts';

/** A batch of items in stream order. Never empty, never mutated. */
export interface Batch<T> {
  readonly kind: 'batch';
  readonly items: readonly T[];
}

/** The promise that every later item has `commitTs > ts`. */
export interface Resolved {
  readonly kind: 'resolved';
  readonly ts: Ts;
}

/** What every data stream carries: a batch of items in stream order, or a promise about the future. */
export type Flow<T> = Batch<T> | Resolved;

/** Anything that became visible at a ts. */
export interface Committed {
  readonly commitTs: Ts;
}

/** Wraps `items`, which must not be empty, as a batch. */
export function batchOf<T>(items: readonly T[]): Batch<T> {
  return { kind: 'batch', items };
}

/** `items` as a list of one batch, or of none when there are no items. */
export function nonEmptyBatch<T>(items: readonly T[]): readonly Batch<T>[] {
  return items.length === 0 ? [] : [{ kind: 'batch', items }];
}

/** The promise for `ts`. */
export function resolvedAt(ts: Ts): Resolved {
  return { kind: 'resolved', ts };
}
