import type { Fault } from './faults';

/** Something that happens to an emulated cluster by itself. */
export interface ScriptStep<Target> {
  /** Milliseconds after the start, on the scheduler. */
  readonly afterMs: number;
  /** A fault to inject, or anything else to do. */
  readonly do: Fault | ((target: Target) => void | Promise<void>);
}
