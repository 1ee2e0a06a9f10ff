import { compareBytes, equalBytes } from './bytes';
import type { KvChange } from './kv';

/** The order of a sorted stream: commitTs, then startTs, then deletes first, then key. */
export function compareCommitOrder(a: KvChange, b: KvChange): number {
  if (a.commitTs !== b.commitTs) return a.commitTs < b.commitTs ? -1 : 1;
  if (a.startTs !== b.startTs) return a.startTs < b.startTs ? -1 : 1;
  if (a.op !== b.op) return a.op === 'DELETE' ? -1 : 1;
  return compareBytes(a.key, b.key);
}

/** Whether `b` is the same change as `a`, come again after a new registration. */
export function isSameChange(a: KvChange, b: KvChange): boolean {
  return a.commitTs === b.commitTs && a.startTs === b.startTs && equalBytes(a.key, b.key);
}
