import {
  filter,
  firstValueFrom,
  type Observable,
  ReplaySubject,
  type SchedulerLike,
  Subject,
  type Subscription,
  startWith,
  throwError,
  timer,
} from 'rxjs';
import { messageOf, PipelineError, PluginError, TiValveError } from '../../errors/TiValveError';
import { monotonicScheduler } from '../../model/clock';
import { type Logger, NO_LOGGER } from '../../model/logger';
import { type Metrics, NO_METRICS } from '../../model/metrics';
import type { RetryPolicy } from '../../model/retry';
import type { Coordinator } from './Coordinator';
import { decideSwap, idleSwapState, reasonOf, strategyOf } from './decideSwap';
import type { SwapParticipant } from './SwapParticipant';
import { SwapRecordStore } from './SwapRecordStore';
import type { PluginStatus, PluginVersion, SwapPhase, SwapReceipt, SwapRequest } from './swap';
import type { SwapEffect, SwapEnd, SwapEvent, SwapOrder, SwapReason, SwapState } from './swapState';

const LOCAL = 'local';
const DEFAULT_RETRY: RetryPolicy = { maxRetries: 3, baseDelayMs: 50, maxDelayMs: 2000 };
/** What the gauge `tivalve_swap_phase` shows. */
const PHASE_NUMBERS: Readonly<Record<PluginStatus['phase'], number>> = {
  idle: 0,
  preparing: 1,
  shadowing: 2,
  canary: 3,
  pausing: 4,
  committing: 5,
  probation: 6,
  rollingBack: 7,
  aborting: 8,
};
/** The phase in which the answer to a call is waited for. */
const PHASE_OF_CALL = { prepare: 'preparing', trial: 'preparing', hold: 'pausing', watch: 'probation' } as const;
const FAILED = { prepare: 'refused', trial: 'trialFailed', hold: 'refused', watch: 'probationFailed' } as const;
const WRITTEN = { claim: 'claimed', decide: 'decided', decideBack: 'decidedBack', finish: 'finished' } as const;
const COUNTERS = {
  committed: 'tivalve_swap_committed_total',
  aborted: 'tivalve_swap_aborted_total',
  rolledBack: 'tivalve_swap_rolled_back_total',
} as const;

export interface SwapRunnerOptions {
  /** Name of the plugin in this pipeline. */
  readonly plugin: string;
  readonly kind: PluginStatus['kind'];
  /** The version that the pipeline's definition names. */
  readonly base: PluginVersion;
  readonly participant: SwapParticipant;
  /** Keeps what is decided. */
  readonly coordinator: Coordinator;
  /** Gives the time of deadlines and retries. */
  readonly scheduler?: SchedulerLike;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
  /** How often a write is tried again before a swap is given up. @defaultValue 3 times, from 50 ms to 2 s apart */
  readonly retry?: RetryPolicy;
  /** Gives numbers in [0, 1) for the jitter of retries. @defaultValue `Math.random` */
  readonly random?: () => number;
  /** Goes around each effect, for specs that end a process before or after one. @defaultValue runs it */
  readonly around?: (effect: SwapEffect, run: () => Promise<void>) => Promise<void>;
}

type ParticipantCall = Extract<SwapEffect, { kind: keyof typeof PHASE_OF_CALL }>;
type WriteEffect = Extract<SwapEffect, { expect: number }>;

/**
 * Swaps one plugin of one process: feeds `decideSwap` with what happens and carries out what follows from it.
 *
 * ```text
 *  recover() ─▶ the pipeline opens that version ─▶ attach() ─▶ swap(), abort(), rollback() … ─▶ close()
 * ```
 *
 * Nothing that a participant or the coordinator does wrong becomes an error of the runner: a swap ends with a receipt.
 * A write of which it is not known what became is looked up before anything else happens; while it cannot be looked up the
 * swap waits, since to open on either version could be wrong.
 */
export class SwapRunner {
  private readonly options: SwapRunnerOptions;
  private readonly store: SwapRecordStore;
  private readonly scheduler: SchedulerLike;
  private readonly logger: Logger;
  private readonly metrics: Metrics;
  private readonly retry: RetryPolicy;
  private readonly changed$ = new Subject<void>();
  private readonly closing$ = new ReplaySubject<void>(1);
  private readonly stories = new Map<number, ReplaySubject<SwapPhase>>();
  private readonly calls = new Map<ParticipantCall, AbortController>();
  private readonly deadlines = new Map<number, Subscription>();
  private readonly events: SwapEvent[] = [];
  private state: SwapState;
  private shown: { readonly phase: PluginStatus['phase']; readonly epoch: number } = { phase: 'idle', epoch: 0 };
  private last: SwapReceipt | undefined;
  /** The receipt that is being written down. */
  private ending: SwapReceipt | undefined;
  private lastEpoch = 0;
  private heldSinceMs: number | undefined;
  private fenceText: string | undefined;
  private switchFailures = 0;
  private commands: Promise<void> = Promise.resolve();
  private isDispatching = false;
  private isRecovered = false;
  private isClosing = false;
  private isClosed = false;
  private isStuck = false;

  constructor(options: SwapRunnerOptions) {
    this.options = options;
    this.scheduler = options.scheduler ?? monotonicScheduler;
    this.logger = options.logger ?? NO_LOGGER;
    this.metrics = options.metrics ?? NO_METRICS;
    this.retry = options.retry ?? DEFAULT_RETRY;
    this.store = new SwapRecordStore({
      plugin: options.plugin,
      coordinator: options.coordinator,
      retry: this.retry,
      random: options.random ?? Math.random,
      scheduler: this.scheduler,
      logger: this.logger,
      closing$: this.closing$,
    });
    this.state = idleSwapState(options.plugin, options.base);
  }

  /**
   * Reads what was decided before this process began: the version to open, or `undefined` for that of the definition. To be
   * called once, before anything else.
   *
   * Errors with `TV_STORE_COORDINATOR_CORRUPT`, and with those of the coordinator.
   */
  async recover(): Promise<PluginVersion | undefined> {
    const found = await this.store.recover(this.options.base);
    this.isRecovered = true;
    if (found === undefined) return undefined;
    const { last, ...record } = found.record;
    this.last = last;
    this.dispatch({ kind: 'recovered', record, revision: found.revision, participants: [] });
    return found.decided;
  }

  /** The pipeline is at work on the version that `recover` has answered; a probation that was not over begins anew. */
  attach(): void {
    this.dispatch({ kind: 'joined', participant: LOCAL });
  }

  /**
   * Begins a swap. What it tells is kept for those that subscribe late; it begins whether or not anybody does. An aborted
   * swap is no error: the last phase is `done`, with how it ended.
   *
   * Errors with `TV_PIPELINE_STATE` before `recover` and after `close`.
   */
  swap(request: SwapRequest): Observable<SwapPhase> {
    return this.order({ request });
  }

  /** Ends what is under way on the version before: a swap that is not decided, or a probation. Anything else goes on. */
  abort(reason = 'as asked for'): void {
    const { queued, epoch } = this.state;
    const why = reasonOf('TV_PLUGIN_SWAP_ABORTED', reason);
    if (queued !== undefined) this.dispatch({ kind: 'abort', epoch: queued.epoch, reason: why });
    this.dispatch({ kind: 'abort', epoch, reason: why });
  }

  /**
   * Goes to the version before: what is not decided yet is aborted, a probation ends on the old version, and otherwise it
   * is a swap of its own.
   *
   * Errors with `TV_PLUGIN_SWAP_NO_PREVIOUS` when there is no version before, and as `swap` does.
   */
  rollback(): Observable<SwapPhase> {
    const { phase, epoch, previous } = this.state;
    if (!this.isAtWork()) return this.refuse();
    if (phase === 'preparing' || phase === 'pausing' || phase === 'probation') {
      const story = this.storyOf(epoch);
      this.abort('rolled back');
      return story.asObservable();
    }
    if (phase === 'idle' && previous === undefined) {
      return throwError(() => new PluginError('TV_PLUGIN_SWAP_NO_PREVIOUS', this.options.plugin));
    }
    return this.order({ request: { plugin: this.options.plugin }, back: true });
  }

  status(): PluginStatus {
    const { state, last } = this;
    const candidate = candidateOf(state);
    return {
      plugin: this.options.plugin,
      kind: this.options.kind,
      active: state.active,
      epoch: state.epoch,
      phase: this.shown.phase,
      ...(candidate !== undefined && { candidate }),
      ...(last !== undefined && { last }),
    };
  }

  /**
   * Ends with the process: what is not decided is aborted; what is decided is told as it is, and goes on at the next start.
   * Resolves when the participant hears no more.
   */
  async close(): Promise<void> {
    if (!this.isClosing) {
      this.isClosing = true;
      this.closing$.next();
      // Of a probation, the rest is for the next start.
      if (this.state.phase !== 'probation') this.abort('the run has ended');
    }
    await firstValueFrom(
      this.changed$.pipe(
        startWith(undefined),
        filter(() => this.isStuck || this.isClosed || this.isDecided()),
      ),
    );
    if (this.isClosed) return;
    this.isClosed = true;
    for (const controller of this.calls.values()) controller.abort();
    for (const deadline of this.deadlines.values()) deadline.unsubscribe();
    await this.commands;
    for (const epoch of this.stories.keys()) this.tellDone(this.receiptOf(this.endAtClose(epoch)));
    this.changed$.next();
  }

  /** Whether nothing is left to wait for: the rest can happen at the next start. */
  private isDecided(): boolean {
    const { state } = this;
    if (state.phase === 'rollingBack') return state.step === 'returning';
    return state.phase === 'idle' || state.phase === 'committing' || state.phase === 'probation';
  }

  private endAtClose(epoch: number): SwapEnd {
    const { state } = this;
    if (epoch === state.epoch && (state.phase === 'committing' || state.phase === 'probation')) {
      return { epoch, outcome: 'committed', from: state.from, to: state.active };
    }
    if (epoch === state.epoch && state.phase === 'rollingBack') {
      const { from, to, reason } = state;
      const outcome = state.step === 'returning' ? 'rolledBack' : 'committed';
      return { epoch, outcome, reason, from, ...(to !== undefined && { to }) };
    }
    const reason = reasonOf('TV_PLUGIN_SWAP_UNDECIDED', 'the run has ended before it was known whether it was written');
    return { epoch, outcome: 'aborted', reason, from: state.active };
  }

  private order(order: Omit<SwapOrder, 'epoch'>): Observable<SwapPhase> {
    if (!this.isAtWork()) return this.refuse();
    this.lastEpoch = Math.max(this.lastEpoch, this.state.highestEpoch) + 1;
    const epoch = this.lastEpoch;
    const story = this.storyOf(epoch);
    this.metrics.add('tivalve_swaps_total', 1);
    this.dispatch({ kind: 'request', epoch, order: { ...order, epoch } });
    return story.asObservable();
  }

  private isAtWork(): boolean {
    return this.isRecovered && !this.isClosing;
  }

  private refuse(): Observable<never> {
    const when = this.isClosing ? 'the run is ending' : 'the run has not begun';
    return throwError(() => new PipelineError('TV_PIPELINE_STATE', `swap of ${this.options.plugin}: ${when}`));
  }

  private storyOf(epoch: number): ReplaySubject<SwapPhase> {
    const story = this.stories.get(epoch) ?? new ReplaySubject<SwapPhase>();
    this.stories.set(epoch, story);
    return story;
  }

  /** One event after the other, also when one comes of another. */
  private dispatch(event: SwapEvent): void {
    this.events.push(event);
    if (this.isDispatching) return;
    this.isDispatching = true;
    try {
      for (let next = this.events.shift(); next !== undefined; next = this.events.shift()) {
        if (this.isClosed) continue;
        const { state, effects } = decideSwap(this.state, next);
        this.state = state;
        this.letGoOfCalls();
        this.tellPhase();
        for (const effect of effects) this.carryOut(effect);
        this.changed$.next();
      }
    } finally {
      this.isDispatching = false;
    }
  }

  private letGoOfCalls(): void {
    for (const [{ epoch, kind }, controller] of this.calls) {
      if (epoch !== this.state.epoch || PHASE_OF_CALL[kind] !== this.state.phase) controller.abort();
    }
    if (this.state.phase === 'preparing' || this.state.phase === 'pausing') return;
    this.deadlines.get(this.state.epoch)?.unsubscribe();
    this.deadlines.delete(this.state.epoch);
  }

  private tellPhase(): void {
    const { state } = this;
    const { epoch } = state;
    const { plugin } = this.options;
    const phase = phaseOf(state) ?? this.shown.phase;
    if (phase === this.shown.phase && (phase === 'idle' || epoch === this.shown.epoch)) return;
    this.shown = { phase, epoch };
    this.metrics.set('tivalve_swap_phase', PHASE_NUMBERS[phase]);
    if (phase === 'idle') return;
    const detail = this.detailOf(state);
    const told: SwapPhase = { phase, epoch, plugin, ...(detail !== undefined && { detail }) };
    this.logger.info(told, 'plugin swap');
    this.stories.get(epoch)?.next(told);
  }

  private detailOf(state: SwapState): string | undefined {
    if (state.phase === 'aborting' || state.phase === 'rollingBack') return state.reason.message;
    return state.phase === 'committing' ? this.fenceText : undefined;
  }

  private carryOut(effect: SwapEffect): void {
    const around = this.options.around ?? ((_effect, run) => run());
    around(effect, () => this.run(effect)).catch((error: unknown) => {
      // What participant and coordinator do wrong is handled where it is called; this is ours.
      this.logger.error(
        { plugin: this.options.plugin, effect: effect.kind, error: messageOf(error) },
        'swap step broke',
      );
    });
  }

  private async run(effect: SwapEffect): Promise<void> {
    const { participant } = this.options;
    switch (effect.kind) {
      case 'deadline': {
        const { epoch, ms } = effect;
        const deadline = timer(ms, this.scheduler).subscribe(() => this.dispatch({ kind: 'deadline', epoch }));
        this.deadlines.set(epoch, deadline);
        return;
      }
      case 'claim':
      case 'decide':
      case 'decideBack':
      case 'finish':
        return this.write(effect);
      case 'prepare':
      case 'trial':
      case 'hold':
      case 'watch':
        return this.call(effect);
      case 'switch':
        return this.command(() => this.switchOver(effect));
      case 'open':
        return this.command(async () => {
          if (!(await this.untilDone('open', () => participant.open(effect.epoch)))) return;
          this.notePause();
          this.answer('opened', effect);
        });
      case 'rollBack':
        return this.command(async () => {
          if (!(await this.untilDone('rollBack', () => participant.rollBack(effect.epoch, effect.to)))) return;
          this.answer('rolledBack', effect);
        });
      case 'settle':
        return this.command(() => this.settle(effect.epoch));
      case 'start':
        // The pipeline has come up with it before it was attached.
        this.dispatch({ kind: 'started', participant: effect.participant, identity: effect.version.identity });
        return;
      case 'done':
        this.finishStory(effect.end);
    }
  }

  /** Asks for something that takes its time and may be let go of. */
  private async call(effect: ParticipantCall): Promise<void> {
    const controller = new AbortController();
    this.calls.set(effect, controller);
    // What an earlier swap has left is cleared away first.
    await this.commands;
    const answer = controller.signal.aborted ? undefined : await this.answerTo(effect, controller.signal);
    this.calls.delete(effect);
    if (answer === undefined) return;
    if (!controller.signal.aborted) this.dispatch(answer);
    // It has come up after it was let go of.
    else if (answer.kind === 'prepared') await this.settle(effect.epoch);
  }

  private async answerTo(effect: ParticipantCall, signal: AbortSignal): Promise<SwapEvent> {
    try {
      return await this.asked(effect, signal);
    } catch (error) {
      const { epoch, participant } = effect;
      return { kind: FAILED[effect.kind], epoch, participant, reason: reasonFor(error) };
    }
  }

  private async asked(effect: ParticipantCall, signal: AbortSignal): Promise<SwapEvent> {
    const { participant } = this.options;
    const { epoch } = effect;
    const from = { epoch, participant: effect.participant };
    switch (effect.kind) {
      case 'prepare': {
        const { order, to } = effect;
        const swap = { epoch, request: order.request, ...(to !== undefined && { to }) };
        return { kind: 'prepared', ...from, version: await participant.prepare(swap, signal) };
      }
      case 'trial':
        await participant.trial(epoch, effect.strategy, signal);
        return { kind: 'trialPassed', ...from };
      case 'hold': {
        this.heldSinceMs = this.scheduler.now();
        const { fence } = await participant.hold(epoch, signal);
        this.fenceText = `fence ${fence}`;
        return { kind: 'drained', ...from };
      }
      case 'watch':
        await participant.probation(epoch, effect.probation, signal);
        return { kind: 'probationPassed', ...from };
    }
  }

  /** One command after the other: what they change is the same. */
  private command(work: () => Promise<void>): Promise<void> {
    this.commands = this.commands.then(() => (this.isClosed ? undefined : work()));
    return this.commands;
  }

  private async switchOver(effect: Extract<SwapEffect, { kind: 'switch' }>): Promise<void> {
    const { epoch, participant, keepOld } = effect;
    try {
      await this.options.participant.switchOver(epoch, { keepOld });
      this.switchFailures = 0;
      this.answer('switched', effect);
    } catch (error) {
      this.warn('switch', error);
      if (!keepOld) {
        this.switchFailures += 1;
        await this.store.wait(this.switchFailures);
      }
      this.dispatch({ kind: 'switchFailed', epoch, participant, reason: reasonFor(error) });
    }
  }

  private async settle(epoch: number): Promise<void> {
    try {
      await this.options.participant.settle(epoch);
    } catch (error) {
      this.warn('settle', error);
    }
  }

  private answer(
    kind: 'switched' | 'opened' | 'rolledBack',
    { epoch, participant }: { readonly epoch: number; readonly participant: string },
  ): void {
    this.dispatch({ kind, epoch, participant });
  }

  /** Until it succeeds, since there is no other way on; `false` when the run ends before. */
  private async untilDone(step: string, work: () => Promise<void>): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await work();
        return true;
      } catch (error) {
        this.warn(step, error);
        if (await this.store.wait(attempt)) continue;
        this.getStuck();
        return false;
      }
    }
  }

  private warn(step: string, error: unknown): void {
    const { plugin } = this.options;
    this.logger.warn(
      { plugin, epoch: this.state.epoch, step, error: messageOf(error) },
      'step of a plugin swap failed',
    );
  }

  private async write(effect: WriteEffect): Promise<void> {
    const { kind, epoch, expect } = effect;
    const last = effect.kind === 'finish' ? this.receiptOf(effect.end) : this.last;
    if (effect.kind === 'finish') this.ending = last;
    const { maxRetries } = this.retry;
    const outcome = await this.store.write({
      record: { ...effect.record, ...(last !== undefined && { last }) },
      expect,
      // A way back that cannot be written leaves nothing else to do, and what became of a decision has to be known.
      maxRetries: kind === 'decideBack' ? Infinity : maxRetries,
      maxLookUps: kind === 'claim' || kind === 'finish' ? maxRetries : Infinity,
    });
    if (outcome.kind === 'written') {
      this.dispatch({ kind: WRITTEN[kind], epoch, revision: outcome.revision });
    } else if (outcome.kind === 'unknown' && (kind === 'decide' || kind === 'decideBack')) {
      this.getStuck();
    } else {
      const reason = reasonOf('TV_PLUGIN_SWAP_UNDECIDED', outcome.detail);
      const current = outcome.kind === 'lost' ? outcome.current : undefined;
      this.dispatch({ kind: 'lost', epoch, write: kind, reason, ...(current !== undefined && { current }) });
    }
  }

  /** The run ends and something does not: `close` must not wait for it. */
  private getStuck(): void {
    this.isStuck = true;
    this.changed$.next();
  }

  private notePause(): void {
    if (this.heldSinceMs === undefined) return;
    const pauseMs = this.scheduler.now() - this.heldSinceMs;
    this.heldSinceMs = undefined;
    this.metrics.set('tivalve_swap_pause_ms', pauseMs);
    this.metrics.add('tivalve_swap_pause_ms_total', pauseMs);
  }

  private receiptOf(end: SwapEnd): SwapReceipt {
    return { plugin: this.options.plugin, ...end, tables: this.options.participant.receipts(end.epoch) };
  }

  private finishStory(end: SwapEnd): void {
    const receipt = this.ending?.epoch === end.epoch ? this.ending : this.receiptOf(end);
    this.ending = undefined;
    this.last = receipt;
    this.metrics.add(COUNTERS[receipt.outcome], 1);
    this.tellDone(receipt);
  }

  private tellDone(receipt: SwapReceipt): void {
    const { epoch, plugin, outcome, reason, from, to } = receipt;
    const fields = {
      plugin,
      epoch,
      phase: 'done',
      outcome,
      from: from.label,
      ...(to !== undefined && { to: to.label }),
    };
    if (reason === undefined) this.logger.info(fields, 'plugin swap');
    else this.logger.warn({ ...fields, code: reason.code, reason: reason.message }, 'plugin swap');
    const story = this.stories.get(epoch);
    this.stories.delete(epoch);
    story?.next({ phase: 'done', epoch, plugin, receipt });
    story?.complete();
  }
}

/** The phase as users know it; `undefined` for the end of the one before. */
function phaseOf(state: SwapState): PluginStatus['phase'] | undefined {
  if (state.phase === 'finishing') return undefined;
  if (state.phase !== 'preparing' || state.step !== 'trial') return state.phase;
  return strategyOf(state.order).kind === 'canary' ? 'canary' : 'shadowing';
}

function candidateOf(state: SwapState): PluginVersion | undefined {
  switch (state.phase) {
    case 'committing':
    case 'probation':
      return state.active;
    case 'preparing':
    case 'pausing':
    case 'aborting':
    case 'rollingBack':
      return state.to;
    default:
      return undefined;
  }
}

function reasonFor(error: unknown): SwapReason {
  if (error instanceof TiValveError) return { code: error.code, message: error.message };
  return reasonOf('TV_PLUGIN_SWAP_STEP', messageOf(error));
}
