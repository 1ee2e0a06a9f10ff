import type { Ts } from '../../model/ts';
import type { PluginVersion, Probation, SwapRequest, SwapStrategy, TableReceipt } from './swap';

/**
 * What runs a plugin and lets it be swapped. Calls are known by the swap's epoch, in the order below; a call may come
 * twice. A signal says that the answer is not waited for any more; `settle` follows when there is something to let go of.
 */
export interface SwapParticipant {
  /**
   * Opens, initializes and self-tests the candidate beside the version at work. Rejects with the reason. Resolves with the
   * checked version. When `to` is given it is a version that was at work before, and wins over the request.
   */
  prepare(
    swap: { readonly epoch: number; readonly request: SwapRequest; readonly to?: PluginVersion },
    signal: AbortSignal,
  ): Promise<PluginVersion>;
  /** Shadow or canary; resolves when it has passed, rejects with the reason. */
  trial(epoch: number, strategy: SwapStrategy, signal: AbortSignal): Promise<void>;
  /** Holds at a fence that no table has passed; resolves with it when everything at or below is drained. */
  hold(epoch: number, signal: AbortSignal): Promise<{ readonly fence: Ts }>;
  /**
   * The candidate goes to work in place of the old one, which is kept for a probation when `keepOld`. Only after a decision.
   * Called again after a failure, for as long as it takes when `keepOld` is false. What goes wrong from here on counts for the
   * probation, also before `probation` is called.
   */
  switchOver(epoch: number, options: { readonly keepOld: boolean }): Promise<void>;
  /** Opens the valve. Also after an abort, when it may be open. */
  open(epoch: number): Promise<void>;
  /**
   * Watches the new version at work; resolves when it has passed, rejects with the reason. From a failure that ends it until
   * `rollBack` or `settle` the failing call is held back. After a restart no old version is kept.
   */
  probation(epoch: number, probation: Required<Probation>, signal: AbortSignal): Promise<void>;
  /**
   * Back to the version `to`: the kept one, or opened anew when none is kept. What was not acknowledged goes through it. Only
   * after the decision to do so is durable. Called again after a failure.
   */
  rollBack(epoch: number, to: PluginVersion): Promise<void>;
  /**
   * Lets go of the candidate (abort), the kept old version (end of probation) or the version that failed (after `rollBack`).
   * Resolves once no row can reach it any more, and does not wait for one that hangs. Idempotent, also while `prepare`, `trial`
   * or `hold` wind up.
   */
  settle(epoch: number): Promise<void>;
  /** What tables went through, for the receipt; empty for an epoch that it knows nothing of. */
  receipts(epoch: number): readonly TableReceipt[];
}
