import { join } from 'node:path';
import {
  BehaviorSubject,
  catchError,
  concat,
  concatMap,
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
  tap,
  throwIfEmpty,
} from 'rxjs';
import type { PipelineConfig } from '../config/pipelineConfig';
import { ConfigError, messageOf, PipelineError, TiValveError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { Demand } from '../model/demand';
import type { ChangeEvent } from '../model/event';
import { type Logger, NO_LOGGER } from '../model/logger';
import { chargedTo, MemoryBudget } from '../model/memoryBudget';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { readTs } from '../model/readTs';
import type { RowEvent } from '../model/row';
import type { Sink } from '../model/sink';
import type { OpenedSource, SourceRequest } from '../model/source';
import type { RowTransform } from '../model/transform';
import type { Ts } from '../model/ts';
import { toSink } from '../operators/toSink';
import { transformRows } from '../operators/transformRows';
import type { ValveControl } from '../operators/valve';
import { createSchemaStorage, type SchemaStorage } from '../schema/schemaStorage';
import { type OpenSinkContext, openSink, pluginOptionsIn, pluginOptionsOf } from '../sinks/openSink';
import { isWasmPlugin } from '../sinks/wasmPlugin';
import { type CheckpointFile, newRunId, openCheckpointFile } from '../store/checkpointFile';
import { type DeadLetterFile, openDeadLetterFile } from '../store/deadLetterFile';
import { tableText } from '../wasm/rowBatchJson';
import type { PipelineDefinition, Step, StepInput, TableTypes } from './definePipeline';
import { EventConsumers } from './eventConsumers';
import { eventFlow } from './eventFlow';
import { checkRules } from './pipelineRules';
import { RunPlugins, type RunPluginsOptions } from './RunPlugins';
import type { RowOf, RunningPipeline, RunOptions, RunStatus, RunSummary, Swap } from './runningPipeline';
import type { HoldControl } from './swap/PlaceParticipant';
import { SinkPlace } from './swap/SinkPlace';
import type { SwapPhase, SwapRequest } from './swap/swap';
import { TransformPlace } from './swap/TransformPlace';

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
    // In a schema that is older than the start, a DDL in between may still make them fit.
    if (startTs === opened.startTs) checkRules(pipeline.config, schema, { logger: this.logger, metrics: this.metrics });
    const transforms: RowTransform[] = [];
    let sink: Sink | undefined;
    const plugins = await this.beginPlugins(file);
    try {
      const context = this.pluginContext(schema);
      const steps = await this.openSteps(plugins, context, deadLetters, transforms);
      sink = await this.openSink(plugins, context);
      const watched = this.counted(this.consumers.watch(sink));
      this.resolvedTs = opened.startTs;
      const written$ = eventFlow({
        source: opened,
        schema,
        config: pipeline.config,
        steps,
        plugins,
        startTs,
        targetTs,
        deadLetters,
        control$: this.controls(),
        stop$: this.stop$,
        budget: this.budget,
        demand: this.demand,
        onWaiting: (waiting) => waiting$.next(waiting),
        onFence: (ts) => {
          this.fenceTs = ts;
          plugins.addCut(ts);
        },
        onResolved: (ts) => {
          this.resolvedTs = ts;
        },
        logger: this.logger,
        metrics: this.metrics,
        scheduler: this.scheduler,
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

  private async openDeadLetters(): Promise<DeadLetterFile> {
    const { stateDir } = this.options;
    if (stateDir !== undefined) return openDeadLetterFile(stateDir);
    throw new ConfigError('TV_CONFIG_STATE_DIR', 'dead letters are kept in a file, and there is no folder for it', {
      hint: 'name a stateDir (--state-dir), or choose another policy than deadLetter',
    });
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

function keepsDeadLetters({ ddl, unreadableRows, refusedRows }: PipelineConfig): boolean {
  return (
    unreadableRows === 'deadLetter' || refusedRows === 'deadLetter' || ddl.some(({ policy }) => policy === 'deadLetter')
  );
}

function tsOption(name: string, value: Ts | string | undefined): Ts | undefined {
  return typeof value === 'string' ? readTs(name, value) : value;
}
