import type { Ts } from './ts';

/**
 * Resolved ts at which the stages of a run are brought to the same place, one after the other: each has taken everything at or
 * below, and nothing above.
 */
export interface Cuts {
  isCut(ts: Ts): boolean;
  /** Is called by a stage when it has come to a cut; it takes nothing more until the promise settles. */
  reached(ts: Ts): Promise<void>;
}
