import type { Committed } from './flow';
import type { Ts } from './ts';

/** `cdcpb.Event.LogType`, by name. UNKNOWN really appears (a locking read's commit) and is ignored. */
export type EntryType = 'UNKNOWN' | 'PREWRITE' | 'COMMIT' | 'ROLLBACK' | 'COMMITTED' | 'INITIALIZED';

/** `cdcpb.Event.Row.OpType`, by name. */
export type EntryOp = 'UNKNOWN' | 'PUT' | 'DELETE';

/** One `cdcpb.Event.Row` as it came. Bytes are views on the received buffer; empty when the field was left out. */
export interface RawEntry {
  readonly type: EntryType;
  readonly op: EntryOp;
  readonly startTs: Ts;
  /** 0 for PREWRITE, ROLLBACK and INITIALIZED. */
  readonly commitTs: Ts;
  /** Raw user key: no memcomparable layer, no ts suffix. */
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  /** Empty both when there was no row and when its value was empty. */
  readonly oldValue: Uint8Array;
  /** Counts the flushes of a pipelined transaction; 0 everywhere else. */
  readonly generation: number;
}

/** A committed change of one key, with the value of its prewrite. */
export interface KvChange extends Committed {
  readonly op: 'PUT' | 'DELETE';
  readonly key: Uint8Array;
  /** Empty for a DELETE. */
  readonly value: Uint8Array;
  readonly oldValue: Uint8Array;
  readonly startTs: Ts;
  readonly commitTs: Ts;
}

const OBJECT_OVERHEAD_BYTES = 120;

/** Roughly what `change` keeps alive, in bytes: its three views and the objects around them. */
export function sizeOfChange(change: { key: Uint8Array; value: Uint8Array; oldValue: Uint8Array }): number {
  return OBJECT_OVERHEAD_BYTES + change.key.length + change.value.length + change.oldValue.length;
}

/** No bytes at all. */
export const NO_BYTES: Uint8Array = new Uint8Array(0);
