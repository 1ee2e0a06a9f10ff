import type { Observable } from 'rxjs';
import type { Ts } from '../../model/ts';
import type { PluginStatus, SwapPhase, SwapRequest } from '../../pipeline/swap/swap';

/** What a run tells of itself. */
export interface RunStatus {
  readonly changefeed: string;
  readonly state: 'running' | 'paused' | 'stopping';
  readonly checkpointTs: Ts;
  readonly resolvedTs: Ts;
  readonly rows: number;
  readonly ddls: number;
  readonly plugins: readonly PluginStatus[];
  /** Why it is about to end. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** A swap under way. */
export interface RunningSwap {
  /** Hot; the last one is `done`. */
  readonly phases$: Observable<SwapPhase>;
  abort(reason?: string): void;
}

/** What the control socket needs of a run. */
export interface ControlledRun {
  pause(): void;
  resume(): void;
  status(): RunStatus;
  /** Throws at once what can be said at once, such as that there is no such plugin. */
  swapPlugin(request: SwapRequest): RunningSwap;
  /** `false` when there was nothing to abort. */
  abortSwap(plugin: string): boolean;
  rollbackPlugin(plugin: string): RunningSwap;
}
