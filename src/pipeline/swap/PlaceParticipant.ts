import { firstValueFrom, fromEvent, type Observable, race, type SchedulerLike, Subject, take, timer } from 'rxjs';
import { PluginError } from '../../errors/TiValveError';
import type { Ts } from '../../model/ts';
import type { SinkStage, TransformStage } from './openVersion';
import type { PluginPlace, SwapToPrepare } from './PluginPlace';
import type { SwapParticipant } from './SwapParticipant';
import type { PluginVersion, Probation, SwapStrategy, TableReceipt } from './swap';

const CANARY_FOR_MS = 10_000;

/** How a place has the pipeline held. */
export interface HoldControl {
  /** Holds at a fence that nothing has passed; settles with it when everything at or below is acknowledged. */
  hold(signal: AbortSignal): Promise<Ts>;
  /** Goes on, unless somebody else holds. Idempotent. */
  open(): void;
}

type Place = PluginPlace<SinkStage> | PluginPlace<TransformStage>;

/** Lets a place of a pipeline take part in swaps. */
export class PlaceParticipant implements SwapParticipant {
  /** Set before the runner is attached; what it finishes before that has no receipts. */
  place: Place | undefined;
  private readonly control: HoldControl;
  private readonly scheduler: SchedulerLike;
  private heldAtMs: number | undefined;

  constructor(control: HoldControl, scheduler: SchedulerLike) {
    this.control = control;
    this.scheduler = scheduler;
  }

  prepare(swap: SwapToPrepare, signal: AbortSignal): Promise<PluginVersion> {
    return this.opened.prepare(swap, signal);
  }

  async trial(_epoch: number, strategy: SwapStrategy, signal: AbortSignal): Promise<void> {
    switch (strategy.kind) {
      case 'fence':
        return;
      case 'shadow':
        return this.opened.runShadow(strategy, signal);
      case 'canary':
        return this.runCanary(strategy, signal);
    }
  }

  async hold(_epoch: number, signal: AbortSignal): Promise<{ readonly fence: Ts }> {
    this.heldAtMs = this.scheduler.now();
    const fence = await this.opened.unlessCanaryFails(this.control.hold(signal));
    this.opened.noteHold(fence);
    return { fence };
  }

  switchOver(epoch: number, options: { readonly keepOld: boolean }): Promise<void> {
    return this.opened.switchOver(epoch, options);
  }

  async open(): Promise<void> {
    this.control.open();
    if (this.heldAtMs !== undefined) this.opened.notePause(this.scheduler.now() - this.heldAtMs);
    this.heldAtMs = undefined;
  }

  probation(epoch: number, limits: Required<Probation>, signal: AbortSignal): Promise<void> {
    return this.within(limits.forMs, signal, (ended) => this.opened.probation(epoch, limits, ended));
  }

  rollBack(_epoch: number, to: PluginVersion): Promise<void> {
    return this.opened.rollBack(to);
  }

  settle(epoch: number): Promise<void> {
    return this.opened.settle(epoch);
  }

  receipts(epoch: number): readonly TableReceipt[] {
    return this.place?.receipts(epoch) ?? [];
  }

  private get opened(): Place {
    if (this.place !== undefined) return this.place;
    throw new PluginError('TV_PLUGIN_SWAP_STEP', 'no version is open yet');
  }

  private async runCanary(strategy: Extract<SwapStrategy, { kind: 'canary' }>, signal: AbortSignal): Promise<void> {
    await this.control.hold(signal);
    try {
      this.opened.startCanary(strategy);
    } finally {
      this.control.open();
    }
    await this.within(strategy.forMs ?? CANARY_FOR_MS, signal, (ended) => this.opened.canaryOutcome(ended));
  }

  /** Runs `work` with a promise that settles when the time is up, and rejects when nobody waits any more. */
  private async within(ms: number, signal: AbortSignal, work: (ended: Promise<void>) => Promise<void>): Promise<void> {
    const done$ = new Subject<void>();
    try {
      await work(this.until(race(timer(ms, this.scheduler), done$), signal));
    } finally {
      // The timer must not keep the process alive.
      done$.next();
    }
  }

  private async until(up$: Observable<unknown>, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) await firstValueFrom(race(up$, fromEvent(signal, 'abort').pipe(take(1))));
    if (signal.aborted) throw new PluginError('TV_PLUGIN_SWAP_ABORTED', 'nobody waits for it any more');
  }
}
