import type { RunningPipeline, Swap } from '../../pipeline/runningPipeline';
import type { SwapRequest } from '../../pipeline/swap/swap';

/** What the control socket needs of a run; every `RunningPipeline` has it. */
export interface ControlledRun extends Pick<RunningPipeline, 'pause' | 'resume' | 'status' | 'abortSwap'> {
  swapPlugin(request: SwapRequest): StartedSwap;
  rollbackPlugin(plugin: string): StartedSwap;
}

/** What the control socket needs of a swap. */
export type StartedSwap = Pick<Swap, 'phases$'>;
