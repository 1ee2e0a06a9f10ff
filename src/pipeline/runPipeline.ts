import { join } from 'node:path';
import {
  BehaviorSubject,
  catchError,
  concat,
  concatMap,
  connect,
  defer,
  distinctUntilChanged,
  filter,
  first,
  firstValueFrom,
  from,
  fromEvent,
  lastValueFrom,
  map,
  type Observable,
  of,
  ReplaySubject,
  race,
  type SchedulerLike,
  Subject,
  switchMap,
  take,
  takeUntil,
  tap,
  throwIfEmpty,
} from 'rxjs';
import type { PipelineConfig } from '../config/pipelineConfig';
import { ConfigError, messageOf, PipelineError, TiValveError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { compileColumnPlans } from '../model/columnPlan';
import { checkColumnRules } from '../model/columnRuleCheck';
import type { DdlEvent } from '../model/ddl';
import { Demand } from '../model/demand';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { type Flow, nonEmptyBatch } from '../model/flow';
import { type KvChange, sizeOfChange } from '../model/kv';
import { type Logger, NO_LOGGER } from '../model/logger';
import { MemoryBudget } from '../model/memoryBudget';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { readTs } from '../model/readTs';
import type { RegionFeed } from '../model/region';
import type { RowEvent } from '../model/row';
import type { Sink } from '../model/sink';
import { MemorySortStore } from '../model/sortStore';
import type { OpenedSource, SourceRequest } from '../model/source';
import { compileTableFilter } from '../model/tableFilter';
import type { RowTransform } from '../model/transform';
import type { Ts } from '../model/ts';
import { barrierOnDDL } from '../operators/barrierOnDDL';
import { decideDdls } from '../operators/decideDdls';
import { compileEventFilter } from '../operators/eventFilter';
import { type FilterRules, filterRows } from '../operators/filterRows';
import { markCuts } from '../operators/markCuts';
import { matchPrewriteCommit } from '../operators/matchPrewriteCommit';
import { mergeResolvedTs } from '../operators/mergeResolvedTs';
import { mountRows } from '../operators/mountRows';
import { selectColumns } from '../operators/selectColumns';
import { sortByCommitTs } from '../operators/sortByCommitTs';
import { splitUpdates } from '../operators/splitUpdates';
import { toSink } from '../operators/toSink';
import { transformRows } from '../operators/transformRows';
import { untilTs } from '../operators/untilTs';
import { type ValveControl, valve } from '../operators/valve';
import { isDdlJobKey, isRecordKey } from '../schema/keyKinds';
import { compileRowCheck } from '../schema/rowCheck';
import { createSchemaStorage, type SchemaStorage } from '../schema/schemaStorage';
import { type OpenSinkContext, openSink, pluginOptionsIn, pluginOptionsOf } from '../sinks/openSink';
import { isWasmPlugin } from '../sinks/wasmPlugin';
import { type CheckpointFile, newRunId, openCheckpointFile } from '../store/checkpointFile';
import { type DeadLetterFile, openDeadLetterFile } from '../store/deadLetterFile';
import { tableText } from '../wasm/rowBatchJson';
import type { PipelineDefinition, Step, StepInput, TableTypes } from './definePipeline';
import { EventConsumers } from './eventConsumers';
import { RunPlugins, type RunPluginsOptions } from './RunPlugins';
import { readDdls } from './readDdls';
import type { HoldControl } from './swap/PlaceParticipant';
import { SinkPlace } from './swap/SinkPlace';
import type { PluginStatus, SwapPhase, SwapReceipt, SwapRequest } from './swap/swap';
import { TransformPlace } from './swap/TransformPlace';

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

type PluginContext = OpenSinkContext & Required<Pick<OpenSinkContext, 'changefeed' | 'refusedRows'>>;

/** Where a run keeps what outlives it, and where it ends. */
interface KeptState {
  readonly targetTs: Ts | undefined;
  readonly file: CheckpointFile | undefined;
  readonly deadLetters: DeadLetterFile | undefined;
}

/**
 * Runs a pipeline in this process. It begins in the next turn of the event loop, so that whoever calls can subscribe or
 * iterate first. An iterator sets the pace: no further batch is taken while it has events that were not asked for.
 *
 * @example
 * ```ts
 * const running = runPipeline(pipeline, { targetTs: '2026-01-01T00:00:00Z' });
 * for await (const event of running) console.log(event.commitTs);
 * const { checkpointTs } = await running.done;
 * ```
 */
export function runPipeline<Tables extends TableTypes = TableTypes>(
  pipeline: PipelineDefinition<Tables>,
  options: RunOptions = {},
): RunningPipeline<Tables> {
  return startRun(pipeline, options);
}

/** What specs put into a run, and nobody else. */
export type RunInternals = Pick<RunPluginsOptions, 'aroundStep'>;

/** As `runPipeline`, and no part of what the package offers. */
export function startRun<Tables extends TableTypes = TableTypes>(
  pipeline: PipelineDefinition<Tables>,
  options: RunOptions,
  internals: RunInternals = {},
): RunningPipeline<Tables> {
  return new Run<Tables>(pipeline, options, internals);
}

class Run<Tables extends TableTypes> implements RunningPipeline<Tables> {
  readonly events$: Observable<ChangeEvent>;
  readonly checkpointTs$: Observable<Ts>;
  readonly done: Promise<RunSummary>;
  private readonly pipeline: PipelineDefinition<Tables>;
  private readonly options: RunOptions;
  private readonly internals: RunInternals;
  private readonly logger: Logger;
  private readonly metrics: Metrics;
  private readonly scheduler: SchedulerLike;
  private readonly consumers = new EventConsumers();
  private readonly checkpoints$ = new ReplaySubject<Ts>(1);
  private readonly control$ = new Subject<ValveControl>();
  private readonly flush$ = new Subject<void>();
  /** Who holds: the pipeline goes on when nobody does. */
  private readonly holders = new Set<object>();
  private readonly plugins$ = new ReplaySubject<RunPlugins>(1);
  private plugins: RunPlugins | undefined;
  private fenceTs: Ts = 0n;
  /** Everything at or below it has been acknowledged, and kept. */
  private readonly acknowledged$ = new BehaviorSubject<Ts>(0n);
  private file: CheckpointFile | undefined;
  private end: { readonly error?: TiValveError } | undefined;
  private readonly stop$ = new ReplaySubject<void>(1);
  private readonly stopped = new AbortController();
  private readonly budget: MemoryBudget;
  private readonly demand: Demand;
  private stopping = false;
  private checkpointTs: Ts = 0n;
  private resolvedTs: Ts = 0n;
  private rowCount = 0;
  private ddlCount = 0;

  constructor(pipeline: PipelineDefinition<Tables>, options: RunOptions, internals: RunInternals) {
    this.pipeline = pipeline;
    this.options = options;
    this.internals = internals;
    this.logger = options.logger ?? NO_LOGGER;
    this.metrics = options.metrics ?? NO_METRICS;
    this.scheduler = options.scheduler ?? monotonicScheduler;
    this.budget = new MemoryBudget();
    this.demand = new Demand(pipeline.config.maxInFlightBytes);
    this.events$ = this.consumers.events$;
    this.checkpointTs$ = this.checkpoints$.asObservable();
    this.done = new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.run());
  }

  [Symbol.asyncIterator](): AsyncIterator<ChangeEvent> {
    return this.consumers.iterate();
  }

  rows<Name extends keyof Tables & string>(table: Name): Observable<RowOf<Tables, Name>> {
    return this.events$.pipe(
      filter((event): event is RowEvent => event.kind === 'row' && `${event.table.db}.${event.table.table}` === table),
      map((event) => event as RowOf<Tables, Name>),
    );
  }

  pause(): void {
    if (this.holders.has(this)) return;
    this.holders.add(this);
    this.control$.next({ kind: 'hold' });
    this.flush$.next();
  }

  resume(): void {
    this.open(this);
  }

  status(): RunStatus {
    const error = this.end?.error;
    return {
      changefeed: this.options.changefeed ?? 'default',
      state: this.phase(),
      checkpointTs: this.checkpointTs,
      resolvedTs: this.resolvedTs,
      rows: this.rowCount,
      ddls: this.ddlCount,
      plugins: this.plugins?.status() ?? [],
      ...(error !== undefined && { error: { code: error.code, message: error.message } }),
    };
  }

  swapPlugin(request: SwapRequest): Swap {
    return this.swapOf(request.plugin, (plugins) => plugins.swap(request));
  }

  rollbackPlugin(plugin: string): Swap {
    return this.swapOf(plugin, (plugins) => plugins.rollback(plugin));
  }

  abortSwap(plugin: string, reason?: string): boolean {
    return this.plugins?.abort(plugin, reason) ?? false;
  }

  stop(): Promise<RunSummary> {
    this.beginStop();
    return this.done;
  }

  private phase(): RunStatus['state'] {
    if (this.end !== undefined) return this.end.error === undefined ? 'ended' : 'failed';
    if (this.stopping) return 'stopping';
    if (this.plugins === undefined) return 'starting';
    return this.holders.has(this) ? 'paused' : 'running';
  }

  private swapOf(plugin: string, begin: (plugins: RunPlugins) => Observable<SwapPhase>): Swap {
    const phases$ = new ReplaySubject<SwapPhase>();
    const story$ = this.plugins === undefined ? this.plugins$.pipe(take(1), switchMap(begin)) : begin(this.plugins);
    story$.pipe(throwIfEmpty(hasEnded)).subscribe(phases$);
    const done = lastValueFrom(phases$).then((last) => {
      if (last.phase === 'done') return last.receipt;
      throw hasEnded();
    });
    // Whoever follows the phases hears of it there.
    done.catch(() => undefined);
    return {
      phases$: phases$.asObservable(),
      done,
      abort: (reason) => void this.plugins?.abort(plugin, reason),
    };
  }

  /** How a plugin's place has the pipeline held. */
  private holdControl(by: object): HoldControl {
    return {
      hold: async (signal) => {
        this.holders.add(by);
        this.control$.next({ kind: 'hold' });
        const fenceTs = this.fenceTs > this.checkpointTs ? this.fenceTs : this.checkpointTs;
        this.flush$.next();
        const drained$ = this.acknowledged$.pipe(first((ts) => ts >= fenceTs));
        if (!signal.aborted) await firstValueFrom(race(drained$, fromEvent(signal, 'abort').pipe(take(1))));
        if (signal.aborted) throw new PipelineError('TV_PIPELINE_STATE', `nobody waits for ${fenceTs} any more`);
        await this.keepAt(fenceTs);
        return fenceTs;
      },
      open: () => this.open(by),
    };
  }

  private open(by: object): void {
    if (this.holders.delete(by) && this.holders.size === 0) this.control$.next({ kind: 'open' });
  }

  /** Keeps what plugins have come to at a fence that everything has reached, when no promise brought it there. */
  private async keepAt(ts: Ts): Promise<void> {
    const { plugins, file } = this;
    if (plugins === undefined || file === undefined || !plugins.isStateful || this.checkpointTs >= ts) return;
    await plugins.exportAll(ts);
    if (await this.keep(ts, plugins)) this.checkpoints$.next(ts);
  }

  private beginStop(): void {
    this.stopping = true;
    this.stopped.abort();
    this.stop$.next();
    this.consumers.letGo();
  }

  private async run(): Promise<RunSummary> {
    const { signal } = this.options;
    const onAbort = (): void => this.beginStop();
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort);
    try {
      const summary = await this.runOnce();
      this.end = {};
      this.consumers.end();
      this.checkpoints$.complete();
      return summary;
    } catch (thrown) {
      const error =
        thrown instanceof TiValveError
          ? thrown
          : new PipelineError('TV_PIPELINE_OPERATOR', messageOf(thrown), { cause: thrown });
      this.end = { error };
      const observed = this.checkpoints$.observed;
      this.checkpoints$.error(error);
      // Whoever iterates or observes has heard of it; then `done` may go unread. Otherwise it must not.
      if (this.consumers.end(error) || observed) this.done.catch(() => undefined);
      throw error;
    } finally {
      this.plugins$.complete();
      signal?.removeEventListener('abort', onAbort);
    }
  }

  private async runOnce(): Promise<RunSummary> {
    const { options } = this;
    const targetTs = tsOption('targetTs', options.targetTs);
    const wantedTs = options.startTs === 'now' ? 'now' : tsOption('startTs', options.startTs);
    const file = options.stateDir === undefined ? undefined : await openCheckpointFile(options.stateDir);
    const deadLetters = keepsDeadLetters(this.pipeline.config) ? await this.openDeadLetters() : undefined;
    try {
      return await this.runFrom(file?.savedTs ?? wantedTs, { targetTs, file, deadLetters });
    } finally {
      await deadLetters?.close();
    }
  }

  private async runFrom(startTs: Ts | 'now' | undefined, kept: KeptState): Promise<RunSummary> {
    const { options } = this;
    const waiting$ = new BehaviorSubject(false);
    const opened = await this.openSource({
      ...(startTs !== undefined && { startTs }),
      changefeed: options.changefeed ?? 'default',
      runId: kept.file?.runId ?? newRunId(),
      resumable: kept.file !== undefined,
      pause$: waiting$.pipe(distinctUntilChanged()),
      checkpointTs$: this.checkpoints$,
      logger: this.logger,
      metrics: this.metrics,
      scheduler: this.scheduler,
      random: options.random ?? Math.random,
      signal: this.stopped.signal,
    });
    if (opened === undefined) {
      return { checkpointTs: typeof startTs === 'bigint' ? startTs : 0n, reason: 'stopped', rows: 0, ddls: 0 };
    }
    try {
      return await this.runOn(opened, { ...kept, wantedTs: startTs === 'now' ? undefined : startTs, waiting$ });
    } finally {
      await opened.close?.();
    }
  }

  /** `undefined` when the run was stopped before the source was open. */
  private async openSource(request: SourceRequest): Promise<OpenedSource | undefined> {
    try {
      return await this.pipeline.source.open(request);
    } catch (error) {
      // What time could have mended was given up; anything else would be there the next time as well.
      if (this.stopping && error instanceof TiValveError && error.retryable) return undefined;
      throw error;
    }
  }

  private async runOn(
    opened: OpenedSource,
    run: KeptState & { readonly wantedTs: Ts | undefined; readonly waiting$: Subject<boolean> },
  ): Promise<RunSummary> {
    const { pipeline, options } = this;
    const { wantedTs, targetTs, file, deadLetters, waiting$ } = run;
    const startTs = wantedTs ?? opened.startTs;
    if (startTs < opened.startTs) {
      throw new ConfigError(
        'TV_CONFIG_INVALID',
        `startTs ${startTs} lies before ${opened.startTs}, where ${pipeline.source.name} begins`,
        { hint: `start at ${opened.startTs} or above, or leave it out` },
      );
    }
    if (targetTs !== undefined && targetTs < startTs && file?.savedTs === undefined) {
      throw new ConfigError('TV_CONFIG_TARGET_TS', `${targetTs} lies before ${startTs}, the start`, {
        hint: 'name an end at or above the start',
      });
    }
    this.checkpointTs = startTs;
    const schema = createSchemaStorage(opened.schema, opened.startTs, { timeZone: pipeline.config.timeZone });
    this.checkRules(schema, { atStart: startTs === opened.startTs });
    const transforms: RowTransform[] = [];
    let sink: Sink | undefined;
    const plugins = await this.beginPlugins(file);
    try {
      const context = this.pluginContext(schema);
      const steps = await this.openSteps(plugins, context, deadLetters, transforms);
      sink = await this.openSink(plugins, context);
      const watched = this.counted(this.consumers.watch(sink));
      const written$ = this.events(opened.feeds$, opened, schema, {
        startTs,
        targetTs,
        deadLetters,
        steps,
        plugins,
        waiting$,
      }).pipe(
        toSink(watched, {
          startTs,
          cuts: plugins.cutsOf(sink instanceof SinkPlace ? sink : undefined),
          flush$: this.flush$,
          ...(pipeline.config.refusedRows === 'deadLetter' && deadLetters !== undefined && { deadLetters }),
          demand: this.demand,
          maxBatchRows: pipeline.config.maxBatchRows,
          flushIntervalMs: pipeline.config.flushIntervalMs,
          checkpointIntervalMs: pipeline.config.checkpointIntervalMs,
          retry: pipeline.config.retry,
          logger: this.logger,
          metrics: this.metrics,
          scheduler: this.scheduler,
          ...(options.random !== undefined && { random: options.random }),
        }),
      );
      this.acknowledged$.next(startTs);
      const followed = this.follow(written$, schema, { plugins, deadLetters });
      this.plugins = plugins;
      this.plugins$.next(plugins);
      plugins.attach();
      await followed;
      await plugins.endSwaps();
      if (!this.stopping && this.resolvedTs < startTs && file?.savedTs === undefined) {
        throw new ConfigError(
          'TV_CONFIG_INVALID',
          `startTs ${startTs} is above ${this.resolvedTs}, the last resolved ts`,
          {
            hint: `start at ${this.resolvedTs} or below`,
          },
        );
      }
      await sink?.close?.();
    } catch (error) {
      await plugins.endSwaps();
      // What was acknowledged stays; the first error is the one to tell.
      await sink?.close?.().catch((closing: unknown) => {
        if (messageOf(closing) !== messageOf(error))
          this.logger.warn({ error: messageOf(closing) }, 'sink did not close');
      });
      throw error;
    } finally {
      for (const transform of transforms) await transform.close?.();
      await plugins.close();
    }
    const reason = this.stopping
      ? 'stopped'
      : targetTs !== undefined && this.checkpointTs >= targetTs
        ? 'target'
        : 'completed';
    return { checkpointTs: this.checkpointTs, reason, rows: this.rowCount, ddls: this.ddlCount };
  }

  /** The way of one row, from the region streams to the last step before the sink. */
  private events(
    feeds$: Observable<RegionFeed>,
    {
      startTs: sourceTs,
      span,
    }: { readonly startTs: Ts; readonly span: { readonly startKey: Uint8Array; readonly endKey: Uint8Array } },
    schema: SchemaStorage,
    run: {
      readonly startTs: Ts;
      readonly targetTs: Ts | undefined;
      readonly deadLetters: DeadLetterFile | undefined;
      readonly steps: readonly Step[];
      readonly plugins: RunPlugins;
      readonly waiting$: Subject<boolean>;
    },
  ): Observable<Flow<ChangeEvent>> {
    const { config } = this.pipeline;
    const { budget, metrics, demand } = this;
    const merged$ = feeds$.pipe(
      map((feed) => this.matched(feed)),
      mergeResolvedTs({ span, startTs: sourceTs, metrics }),
    );
    this.resolvedTs = sourceTs;
    const limited$ = run.targetTs === undefined ? merged$ : merged$.pipe(untilTs(run.targetTs));
    const mounted$ = limited$.pipe(
      connect((changes$) => {
        const ddl$ = changes$.pipe(
          keepChanges(isDdlJobKey),
          sortByCommitTs({ store: () => new MemorySortStore(budget) }),
          readDdls(schema, run.startTs, metrics),
        );
        return changes$.pipe(
          keepChanges((key) => !isDdlJobKey(key)),
          sortByCommitTs({
            store: () => new MemorySortStore(budget),
            demand$: demand.bytes$,
            maxBatchRows: config.maxBatchRows,
            onWaiting: (waiting) => run.waiting$.next(waiting),
          }),
          valve<KvChange>(this.controls(), {
            demand,
            sizeOf: sizeOfChange,
            onHeldBytes: chargedTo(budget),
            onFence: (ts) => {
              this.fenceTs = ts;
              run.plugins.addCut(ts);
            },
          }),
          barrierOnDDL<KvChange>(ddl$, { demand, sizeOf: sizeOfChange, onHeldBytes: chargedTo(budget) }),
          tap((flow) => {
            if (flow.kind === 'resolved') this.resolvedTs = flow.ts;
          }),
          afterTs<KvChange | DdlEvent>(run.startTs),
        );
      }),
      mountRows({ schema, metrics }),
      filterRows({ ...this.filterRules(), ...this.rowCheck(run.deadLetters) }),
      decideDdls({
        rules: config.ddl,
        caseSensitive: config.caseSensitive,
        ...(run.deadLetters !== undefined && { deadLetters: run.deadLetters }),
        logger: this.logger,
        metrics,
      }),
    );
    const steps = [
      ...(config.splitUpdates === 'off' ? [] : [splitUpdates(config.splitUpdates)]),
      ...(config.columns.length > 0 || config.mask.length > 0 ? [selectColumns(config)] : []),
      ...run.steps,
    ];
    const through = (from$: Observable<Flow<ChangeEvent>>): Observable<Flow<ChangeEvent>> =>
      steps.reduce((flow$, step) => flow$.pipe(step), from$);
    if (run.plugins.isEmpty) return through(mounted$).pipe(takeUntil(this.stop$));
    // What has begun goes to the end, so that plugins and sink come to the same place.
    const { flushIntervalMs: intervalMs } = config;
    const { scheduler } = this;
    const onCut = (ts: Ts): void => {
      // Asked each time: a plugin without state may be swapped for one that has some.
      if (run.plugins.isStateful) run.plugins.addCut(ts);
    };
    return through(mounted$.pipe(takeUntil(this.stop$), markCuts({ onCut, intervalMs, scheduler })));
  }

  private filterRules(): FilterRules {
    const { config } = this.pipeline;
    const { ignoreTxnStartTs, events } = config.filter;
    return {
      tables: compileTableFilter(config.tables, config),
      keyless: config.forceReplicate ? 'pass' : 'drop',
      ...(ignoreTxnStartTs.length > 0 && { ignoreTxnStartTs: new Set(ignoreTxnStartTs.map(BigInt)) }),
      ...(events.length > 0 && { events: compileEventFilter(events, config) }),
      logger: this.logger,
      metrics: this.metrics,
    };
  }

  /** The check of rows that `filterRows` makes; none when nothing asks for it. */
  private rowCheck(deadLetters: DeadLetterFile | undefined): Pick<FilterRules, 'check'> {
    const { config } = this.pipeline;
    const plans = compileColumnPlans(config, config);
    const check = compileRowCheck({
      integrity: config.integrity,
      ...(config.unreadableRows === 'deadLetter' && deadLetters !== undefined && { deadLetters }),
      isHidden: (table) => plans.of(table) !== undefined,
      logger: this.logger,
      metrics: this.metrics,
    });
    return check === undefined ? {} : { check };
  }

  private async openDeadLetters(): Promise<DeadLetterFile> {
    const { stateDir } = this.options;
    if (stateDir !== undefined) return openDeadLetterFile(stateDir);
    throw new ConfigError('TV_CONFIG_STATE_DIR', 'dead letters are kept in a file, and there is no folder for it', {
      hint: 'name a stateDir (--state-dir), or choose another policy than deadLetter',
    });
  }

  /**
   * Fails at once, and not at some row, when a value expression does not fit a table that is there, or a rule about columns
   * takes none of them. Of a schema that is older than the start, a DDL in between may still make them fit.
   */
  private checkRules(schema: SchemaStorage, { atStart }: { readonly atStart: boolean }): void {
    if (!atStart) return;
    const { config } = this.pipeline;
    const known = schema.tables();
    const idle = checkColumnRules(config, known, config);
    if (idle.length > 0)
      this.logger.warn({ rules: idle }, 'rules about columns take none of the tables that are there');
    const { tables, events } = this.filterRules();
    for (const table of known) if (tables?.matches(table) === true) events?.rowRule(table);
  }

  private matched(feed: RegionFeed): RegionFeed<KvChange> {
    if (feed.kind !== 'region') return feed;
    const { registration, stream$ } = feed;
    return {
      kind: 'region',
      registration,
      stream$: stream$.pipe(
        matchPrewriteCommit({
          startTs: registration.checkpointTs,
          // Index entries and metadata are no rows.
          takes: (key) => isRecordKey(key) || isDdlJobKey(key),
          budget: this.budget,
          metrics: this.metrics,
        }),
      ),
    };
  }

  /** The control stream, which begins with the state it is in. */
  private controls(): Observable<ValveControl> {
    return concat(
      defer(() => from<ValveControl[]>(this.holders.size > 0 ? [{ kind: 'hold' }] : [])),
      this.control$,
    );
  }

  /**
   * The steps of `through` as operators. What was opened for them is added to `opened` one by one, so that it is closed
   * when a later one fails.
   */
  private async openSteps(
    plugins: RunPlugins,
    context: PluginContext,
    deadLetters: DeadLetterFile | undefined,
    opened: RowTransform[],
  ): Promise<readonly Step[]> {
    const { refusedRows } = context;
    const steps: Step[] = [];
    for (const step of this.pipeline.through) {
      if (typeof step === 'function') {
        steps.push(step);
        continue;
      }
      const transform = await this.openTransform(plugins, step, context);
      opened.push(transform);
      steps.push(
        transformRows(transform, {
          cuts: plugins.cutsOf(transform instanceof TransformPlace ? transform : undefined),
          demand: this.demand,
          ...(refusedRows === 'deadLetter' && deadLetters !== undefined && { deadLetters }),
          metrics: this.metrics,
        }),
      );
    }
    return steps;
  }

  /** What a plugin of this run is told, and may reach. */
  private pluginContext(schema: SchemaStorage): PluginContext {
    const { changefeed = 'default', stateDir } = this.options;
    return {
      changefeed,
      refusedRows: this.pipeline.config.refusedRows,
      logger: this.logger,
      metrics: this.metrics,
      lookupTable: (wanted) => {
        const table = schema
          .tables()
          .find((one) =>
            'tableId' in wanted
              ? one.physicalIds.includes(wanted.tableId)
              : one.db === wanted.db && one.table === wanted.table,
          );
        if (table === undefined) return undefined;
        const tableId = 'tableId' in wanted ? wanted.tableId : (table.physicalIds[0] ?? table.id);
        return tableText({ tableId, table }, 0);
      },
      ...(stateDir !== undefined && { kvFolder: join(stateDir, 'plugins', 'kv') }),
    };
  }

  private async openTransform(
    plugins: RunPlugins,
    step: Exclude<StepInput, Step>,
    context: PluginContext,
  ): Promise<RowTransform> {
    if (typeof step === 'string') return plugins.openTransform(await pluginOptionsOf(step, context));
    if (isWasmPlugin(step)) return plugins.openTransform({ ...step, ...pluginOptionsIn(context) });
    const { changefeed, refusedRows } = context;
    return step.openTransform({ changefeed, refusedRows });
  }

  private async openSink(plugins: RunPlugins, context: PluginContext): Promise<Sink | undefined> {
    const { sink } = this.pipeline;
    if (sink === undefined) return undefined;
    if (isWasmPlugin(sink)) return plugins.openSink({ ...sink, ...pluginOptionsIn(context) });
    if (typeof sink === 'string')
      return sink.startsWith('wasm:')
        ? plugins.openSink(await pluginOptionsOf(sink, context))
        : openSink(sink, context);
    return typeof sink === 'function' ? sink() : sink;
  }

  private beginPlugins(file: CheckpointFile | undefined): Promise<RunPlugins> {
    const { stateDir, random = Math.random } = this.options;
    const { logger, metrics, scheduler } = this;
    this.file = file;
    return RunPlugins.begin({
      ...(stateDir !== undefined && { stateDir }),
      ...(file?.savedTs !== undefined && { savedTs: file.savedTs }),
      setsRowsAside: this.pipeline.config.refusedRows === 'deadLetter',
      hold: (by) => this.holdControl(by),
      logger,
      metrics,
      scheduler,
      random,
      ...this.internals,
    });
  }

  /** Keeps a checkpoint with what plugins have come to; `false` where that is not known, and none is kept. */
  private async keep(ts: Ts, plugins: RunPlugins): Promise<boolean> {
    if (!(await plugins.save(ts))) return false;
    await this.file?.save(ts);
    await plugins.saved(ts);
    this.checkpointTs = ts;
    return true;
  }

  private counted(sink: Sink): Sink {
    return {
      ...sink,
      get order() {
        return sink.order ?? 'table';
      },
      get identity() {
        return sink.identity;
      },
      emitRowChangedEvents: async (batch) => {
        const answer = await sink.emitRowChangedEvents(batch);
        this.rowCount += batch.rows.length - answer.verdicts.filter(({ verdict }) => verdict === 'retry').length;
        return answer;
      },
      emitDdlEvent: async (ddl) => {
        await sink.emitDdlEvent?.(ddl);
        this.ddlCount += 1;
      },
    };
  }

  private follow(
    written$: Observable<Ts>,
    schema: SchemaStorage,
    { plugins, deadLetters }: { readonly plugins: RunPlugins; readonly deadLetters: DeadLetterFile | undefined },
  ): Promise<void> {
    const charge = chargedTo(this.budget);
    return new Promise((resolve, reject) => {
      written$
        .pipe(
          // At once, before the sink has anything more.
          tap((reached) => plugins.acknowledged(reached)),
          // As a value, so that a failure does not overtake the checkpoints reached before it.
          catchError((error: unknown) => of({ error })),
          // concatMap: a checkpoint is saved before the next one, and named once it is.
          concatMap(async (reached) => {
            if (typeof reached !== 'bigint') throw reached.error;
            await deadLetters?.flush();
            const isKept = await this.keep(reached, plugins);
            // Rows that still come have a higher commitTs, so that older schemas are not asked for again.
            schema.dropVersionsBelow(this.checkpointTs);
            this.metrics.set('tivalve_schema_versions', schema.versionCount);
            charge(plugins.memoryBytes);
            this.metrics.set('tivalve_plugin_memory_bytes', plugins.memoryBytes);
            this.metrics.set('tivalve_run_held_bytes', this.budget.usedBytes);
            // Last, for whoever hears of it may go on at once.
            if (isKept) this.checkpoints$.next(reached);
            this.acknowledged$.next(reached);
          }),
        )
        .subscribe({ error: reject, complete: resolve });
    });
  }
}

function hasEnded(): PipelineError {
  return new PipelineError('TV_PIPELINE_STATE', 'the run has ended');
}

/** Lets the changes pass whose key the predicate takes. */
function keepChanges(
  takes: (key: Uint8Array) => boolean,
): (source: Observable<Flow<KvChange>>) => Observable<Flow<KvChange>> {
  return expand((flow): readonly Flow<KvChange>[] =>
    flow.kind === 'resolved' ? [flow] : nonEmptyBatch(flow.items.filter(({ key }) => takes(key))),
  );
}

/** Keeps a budget's account of one holder that tells how much it holds. */
function chargedTo(budget: MemoryBudget): (heldBytes: number) => void {
  let charged = 0;
  return (heldBytes) => {
    budget.charge(heldBytes - charged);
    charged = heldBytes;
  };
}

/** Drops what an earlier run has delivered. */
function afterTs<T extends { readonly commitTs: Ts }>(
  startTs: Ts,
): (source: Observable<Flow<T>>) => Observable<Flow<T>> {
  return expand((flow): readonly Flow<T>[] => {
    if (flow.kind === 'resolved') return flow.ts > startTs ? [flow] : [];
    return flow.items.every(({ commitTs }) => commitTs > startTs)
      ? [flow]
      : nonEmptyBatch(flow.items.filter(({ commitTs }) => commitTs > startTs));
  });
}

function keepsDeadLetters({ ddl, unreadableRows, refusedRows }: PipelineConfig): boolean {
  return (
    unreadableRows === 'deadLetter' || refusedRows === 'deadLetter' || ddl.some(({ policy }) => policy === 'deadLetter')
  );
}

function tsOption(name: string, value: Ts | string | undefined): Ts | undefined {
  return typeof value === 'string' ? readTs(name, value) : value;
}
