import type { Observable, SchedulerLike } from 'rxjs';
import type { ChangeEvent } from '../model/event';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import type { RowEvent } from '../model/row';
import type { Ts } from '../model/ts';
import type { TableTypes } from './definePipeline';
import type { PluginStatus, SwapPhase, SwapReceipt, SwapRequest } from './swap/swap';

/** A row of one of a definition's tables. */
export type RowOf<Tables extends TableTypes, Name extends keyof Tables> = RowEvent<Tables[Name]>;

export interface RunOptions {
  /** Stops the run as `stop()` does. */
  readonly signal?: AbortSignal;
  /** Where to begin when `stateDir` has no checkpoint: a ts, an ISO time, or `'now'`. @defaultValue where the source begins */
  readonly startTs?: Ts | string;
  /** Ends the run when everything at or below it is in the sink: a ts or an ISO time. */
  readonly targetTs?: Ts | string;
  /** Keeps the checkpointTs, so that the next run goes on from there. */
  readonly stateDir?: string;
  /** Names the run in logs and to plugins. @defaultValue `'default'` */
  readonly changefeed?: string;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
  /** Gives numbers in [0, 1) for the jitter of retries. */
  readonly random?: () => number;
  /** Gives the time of every interval and delay. */
  readonly scheduler?: SchedulerLike;
}

/** How a run ended. */
export interface RunSummary {
  /** Everything at or below it is in the sink. */
  readonly checkpointTs: Ts;
  /** `completed`: the source ended. `target`: `targetTs` was reached. `stopped`: by `stop()` or the signal. */
  readonly reason: 'completed' | 'target' | 'stopped';
  readonly rows: number;
  readonly ddls: number;
}

/** A pipeline at work. */
export interface RunningPipeline<Tables extends TableTypes = TableTypes> extends AsyncIterable<ChangeEvent> {
  /** Rows and DDLs once the sink has taken them, in commit order. Hot. */
  readonly events$: Observable<ChangeEvent>;
  /** Each checkpointTs that was reached; the last one at once. */
  readonly checkpointTs$: Observable<Ts>;
  /** Settles when the run has ended and everything is closed; rejects with a `TiValveError`. */
  readonly done: Promise<RunSummary>;
  /** The rows of one table, typed. */
  rows<Name extends keyof Tables & string>(table: Name): Observable<RowOf<Tables, Name>>;
  /** Lets nothing more through, at the end of a transaction. Idempotent. */
  pause(): void;
  /** Goes on. Idempotent. */
  resume(): void;
  /** Ends the run: what is on its way is flushed, the checkpoint is kept. Answers as `done` does. */
  stop(): Promise<RunSummary>;
  /** Where it is, and what its plugins are. */
  status(): RunStatus;
  /**
   * Puts another version of a plugin in its place while rows flow: everything up to a fence goes through the one at work,
   * everything above through the new one. Plugins that the definition names by URI or `wasmPlugin` can be swapped.
   *
   * A swap that does not come about is no error: its receipt says why. Throws `TV_CONFIG_INVALID` for a plugin that is not in
   * the pipeline; before the run has opened its plugins, `phases$` errors with it. `phases$` errors with `TV_PIPELINE_STATE` when
   * the run has ended.
   *
   * @example
   * ```ts
   * const { outcome, reason } = await running.swapPlugin({ plugin: 'csv', version: '^2' }).done;
   * ```
   */
  swapPlugin(request: SwapRequest): Swap;
  /** Ends a swap that is under way on the version before; `false` when there is none. */
  abortSwap(plugin: string, reason?: string): boolean;
  /** Swaps back to the version before. */
  rollbackPlugin(plugin: string): Swap;
}

/** Where a run is. */
export interface RunStatus {
  readonly changefeed: string;
  readonly state: 'starting' | 'running' | 'paused' | 'stopping' | 'ended' | 'failed';
  readonly checkpointTs: Ts;
  readonly resolvedTs: Ts;
  readonly rows: number;
  readonly ddls: number;
  readonly plugins: readonly PluginStatus[];
  /** Why it failed. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** A swap under way. It goes on whether or not anybody listens. */
export interface Swap {
  /** Its phases, those before included; the last one has the receipt. */
  readonly phases$: Observable<SwapPhase>;
  /** Settles with the receipt. */
  readonly done: Promise<SwapReceipt>;
  /** Ends it on the version before, unless the new one was decided upon and has passed its probation. */
  abort(reason?: string): void;
}
