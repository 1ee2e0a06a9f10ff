import { basename, join } from 'node:path';
import type { Observable, SchedulerLike, Subscription } from 'rxjs';
import { ConfigError, messageOf } from '../errors/TiValveError';
import type { Cuts } from '../model/cuts';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import type { PluginState } from '../model/pluginState';
import type { Ts } from '../model/ts';
import type { PluginOptions } from '../sinks/openSink';
import { folderModuleStore, type ModuleStore, memoryModuleStore } from '../store/moduleStore';
import { type PluginStateFile, type PluginStates, pluginStateFile } from '../store/pluginStateFile';
import { openPlugin, readModule } from '../wasm/pluginHost';
import { manifestNameOf } from '../wasm/pluginManifest';
import type { PluginSettings } from '../wasm/pluginSettings';
import type { Coordinator } from './swap/Coordinator';
import { openFileCoordinator } from './swap/fileCoordinator';
import { memoryCoordinator } from './swap/memoryCoordinator';
import {
  absoluteSettings,
  isStateful,
  type OpenedVersion,
  openSinkVersion,
  openTransformVersion,
  type PluginHostOptions,
  type SinkStage,
  settingsOf,
  swappedOf,
  type TransformStage,
  type VersionParts,
} from './swap/openVersion';
import { type HoldControl, PlaceParticipant } from './swap/PlaceParticipant';
import type { PlaceParts } from './swap/PluginPlace';
import { SinkPlace } from './swap/SinkPlace';
import { SwapRunner, type SwapRunnerOptions } from './swap/SwapRunner';
import type { PluginStatus, PluginVersion, SwapPhase, SwapRequest } from './swap/swap';
import { parseSwapRecord, swapRecordKey } from './swap/swapRecord';
import { TransformPlace } from './swap/TransformPlace';

/** What the plugins of a run are opened with. */
export interface RunPluginsOptions {
  /** Where what is decided is kept, and what plugins have come to. @defaultValue with the process */
  readonly stateDir?: string;
  /** The checkpoint from which the run goes on. */
  readonly savedTs?: Ts;
  /** Whether rows that a plugin refuses go aside. */
  readonly setsRowsAside: boolean;
  readonly hold: (by: object) => HoldControl;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
  /** Goes around each step of a swap, for specs that end a process before or after one. @defaultValue runs it */
  readonly aroundStep?: NonNullable<SwapRunnerOptions['around']>;
}

type Place = SinkPlace | TransformPlace;

/** The plugins of a run: where each is at work, how it is swapped, and what it has come to. */
export class RunPlugins {
  private readonly options: RunPluginsOptions;
  private readonly modules: ModuleStore;
  private readonly stateFile: PluginStateFile | undefined;
  private readonly places = new Map<string, Place>();
  private readonly runners = new Map<string, SwapRunner>();
  private readonly cutTs = new Set<Ts>();
  /** What the places had come to at cuts that are no checkpoint yet. */
  private readonly statesAt = new Map<Ts, Map<string, PluginState>>();
  private savedStates: PluginStates = new Map();
  private coordinator: Coordinator | undefined;
  /** Modules are kept and pruned one after the other, so that none is taken away that is just being kept. */
  private moduleWork: Promise<unknown> = Promise.resolve();
  private decisions: Subscription | undefined;

  private constructor(options: RunPluginsOptions) {
    this.options = options;
    const { stateDir } = options;
    const modules =
      stateDir === undefined ? memoryModuleStore() : folderModuleStore(join(stateDir, 'plugins', 'modules'));
    this.modules = {
      ...modules,
      keep: (bytes) => this.withModules(() => modules.keep(bytes)),
    };
    this.stateFile = stateDir === undefined ? undefined : pluginStateFile(join(stateDir, 'plugins', 'states'));
  }

  /** Errors with `TV_STORE_CHECKPOINT_CORRUPT` when what plugins had come to cannot be read. */
  static async begin(options: RunPluginsOptions): Promise<RunPlugins> {
    const plugins = new RunPlugins(options);
    if (options.savedTs !== undefined && plugins.stateFile !== undefined)
      plugins.savedStates = await plugins.stateFile.read(options.savedTs);
    return plugins;
  }

  /** Opens the version that was decided upon, as a sink. Errors with what it fails to open with. */
  openSink(options: PluginOptions): Promise<SinkPlace> {
    return this.openPlace(options, 'sink', openSinkVersion, (parts, active) => new SinkPlace(parts, active));
  }

  /** Opens the version that was decided upon, as a transform. Errors with what it fails to open with. */
  openTransform(options: PluginOptions): Promise<TransformPlace> {
    return this.openPlace(
      options,
      'transform',
      openTransformVersion,
      (parts, active) => new TransformPlace(parts, active),
    );
  }

  /** Rows flow from now on: swaps that were not over go on. */
  attach(): void {
    for (const name of this.savedStates.keys())
      if (!this.places.has(name))
        this.options.logger.warn(
          { plugin: name },
          'what a plugin had come to is let go of: it is not in the pipeline any more',
        );
    for (const runner of this.runners.values()) runner.attach();
    // Whatever is written about a swap, its end among it.
    this.decisions ??= this.coordinator?.watch(swapRecordKey('')).subscribe(() => this.pruneModules());
    // What a process that died has left.
    this.pruneModules();
  }

  /** Whether some plugin has state, which is kept with the checkpoint. */
  get isStateful(): boolean {
    return [...this.places.values()].some((place) => place.isStateful);
  }

  /** Whether there are no plugins, of which some might be swapped for others. */
  get isEmpty(): boolean {
    return this.places.size === 0;
  }

  /** Bytes of all versions that are open. */
  get memoryBytes(): number {
    let bytes = 0;
    for (const place of this.places.values()) bytes += place.memoryBytes;
    return bytes;
  }

  /** Makes a promise one at which all stages come to a halt. */
  addCut(ts: Ts): void {
    this.cutTs.add(ts);
  }

  /** The cuts of the run, for the stage that a place is in; without one, for a sink that is no plugin. */
  cutsOf(place?: Place): Cuts {
    return {
      isCut: (ts) => this.cutTs.has(ts),
      reached: async (ts) => {
        if (place !== undefined) await this.export(place, ts);
      },
    };
  }

  /** Everything at or below `ts` is in the sink. */
  acknowledged(ts: Ts): void {
    for (const place of this.places.values()) place.checkpointed(ts);
  }

  /**
   * Keeps what the plugins have come to at a checkpoint; `false` when that is not known, so that a run could not begin there.
   * Errors with `TV_STORE_IO`.
   */
  async save(ts: Ts): Promise<boolean> {
    const stateful = [...this.places].filter(([, place]) => place.isStateful);
    if (stateful.length === 0 || this.stateFile === undefined) {
      this.forgetCuts(ts);
      return true;
    }
    const states = this.statesAt.get(ts);
    if (states === undefined || !stateful.every(([name]) => states.has(name))) return false;
    await this.stateFile.save(ts, states);
    this.forgetCuts(ts);
    return true;
  }

  /** The checkpoint `ts` is durable. Errors with `TV_STORE_IO`. */
  async saved(ts: Ts): Promise<void> {
    if (this.isStateful) await this.stateFile?.retain(ts);
  }

  /** Notes what all plugins have come to at `ts`, when nothing is on its way. */
  async exportAll(ts: Ts): Promise<void> {
    for (const place of this.places.values()) await this.export(place, ts);
  }

  /**
   * Begins a swap. Errors with `TV_CONFIG_INVALID` for a plugin that is not in the pipeline.
   */
  swap(request: SwapRequest): Observable<SwapPhase> {
    return this.runnerOf(request.plugin).swap(request);
  }

  /** Whether there was something to abort. */
  abort(plugin: string, reason?: string): boolean {
    const runner = this.runnerOf(plugin);
    if (runner.status().phase === 'idle') return false;
    runner.abort(reason);
    return true;
  }

  rollback(plugin: string): Observable<SwapPhase> {
    return this.runnerOf(plugin).rollback();
  }

  status(): readonly PluginStatus[] {
    return [...this.runners.values()].map((runner) => runner.status());
  }

  /** Ends swaps: what is not decided is aborted. */
  async endSwaps(): Promise<void> {
    for (const runner of this.runners.values()) await runner.close();
  }

  /** Closes what the pipeline does not close itself: transforms. What is held back fails with `error`. */
  async close(error?: unknown): Promise<void> {
    for (const place of this.places.values()) await place.close(error);
    this.decisions?.unsubscribe();
    await this.moduleWork;
  }

  private async openPlace<Stage extends SinkStage | TransformStage, P extends Place>(
    { source, settings: written, baseDir = '.', label: _label, ...host }: PluginOptions,
    kind: PluginStatus['kind'],
    openVersion: (host: PluginHostOptions, parts: VersionParts) => Promise<OpenedVersion<Stage>>,
    makePlace: (parts: PlaceParts<Stage>, active: OpenedVersion<Stage>) => P,
  ): Promise<P> {
    const { hold, logger, metrics, scheduler, random, setsRowsAside, aroundStep } = this.options;
    const module = await readModule(source);
    const label = typeof source === 'string' ? basename(source) : 'plugin';
    const name = this.nameFor(manifestNameOf(module) ?? label);
    const state = this.savedStates.get(name);
    const open = (parts: VersionParts): Promise<OpenedVersion<Stage>> => openVersion(host, parts);
    const base: VersionParts = { module, label, settings: absoluteSettings(written, baseDir) };
    const coordinator = await this.openCoordinator();
    const known = await coordinator.get(swapRecordKey(name));
    let active = known === undefined ? await open({ ...base, ...(state !== undefined && { state }) }) : undefined;
    try {
      const named = active ?? (await inspected(host, base));
      const participant = new PlaceParticipant(hold({}), scheduler);
      const runner = new SwapRunner({
        plugin: name,
        kind,
        base: named.version,
        participant,
        coordinator,
        scheduler,
        logger,
        metrics,
        random,
        ...(aroundStep !== undefined && { around: aroundStep }),
      });
      const decided = await runner.recover();
      // The definition's own is at hand, and is not kept before another one is ready to take its place.
      const isNamed = decided === undefined || decided.identity === named.version.identity;
      const parts = isNamed ? base : await this.partsOf(decided, base.settings);
      // Whoever went back from a version with state to one without has let go of what that one had come to.
      const isLetGo =
        state !== undefined &&
        decided !== undefined &&
        !isStateful((isNamed ? named : await inspected(host, parts)).stage);
      const begun = state === undefined || isLetGo ? {} : { state };
      active ??= await open({ ...parts, ...begun });
      const place = makePlace({ name, open, host, modules: this.modules, logger, setsRowsAside, ...begun }, active);
      participant.place = place;
      const { phase } = runner.status();
      if (phase === 'committing' || phase === 'probation') place.beginOnProbation();
      this.places.set(name, place);
      this.runners.set(name, runner);
      return place;
    } catch (error) {
      await active?.stage.close?.();
      throw error;
    }
  }

  /** `settings` are those of the definition, which has the limits. */
  private async partsOf(version: PluginVersion, settings: PluginSettings): Promise<VersionParts> {
    const { digest, label } = version;
    return { module: await this.modules.read(digest), label, settings: settingsOf(version, settings) };
  }

  /**
   * Lets go of modules that nobody can ask for again; not while a swap is under way, which may be about to name one. Plugins
   * that are not in the pipeline any more may come back to it, and theirs stay.
   */
  private pruneModules(): void {
    this.withModules(async () => {
      const named = new Set<string>();
      for (const [key, { value }] of (await this.coordinator?.list(swapRecordKey(''))) ?? []) {
        const name = key.slice(swapRecordKey('').length);
        const { step, active, previous } = parseSwapRecord(name, value);
        if (step !== 'idle' && this.runners.has(name)) return;
        for (const version of [active, previous]) if (version !== undefined) named.add(version.digest);
      }
      await this.modules.retain(named);
    }).catch((error: unknown) => {
      this.options.logger.warn({ error: messageOf(error) }, 'modules of former versions are not pruned');
    });
  }

  private withModules<T>(work: () => Promise<T>): Promise<T> {
    const done = this.moduleWork.then(work);
    this.moduleWork = done.catch(() => undefined);
    return done;
  }

  private nameFor(name: string): string {
    let ordinal = 1;
    while (this.places.has(ordinal === 1 ? name : `${name}#${ordinal}`)) ordinal += 1;
    return ordinal === 1 ? name : `${name}#${ordinal}`;
  }

  private async openCoordinator(): Promise<Coordinator> {
    const { stateDir } = this.options;
    this.coordinator ??=
      stateDir === undefined ? memoryCoordinator() : await openFileCoordinator(join(stateDir, 'plugins'));
    return this.coordinator;
  }

  private runnerOf(plugin: string): SwapRunner {
    const runner = this.runners.get(plugin);
    if (runner !== undefined) return runner;
    const names = [...this.runners.keys()];
    throw new ConfigError('TV_CONFIG_INVALID', `there is no plugin ${JSON.stringify(plugin)} in the pipeline`, {
      hint:
        names.length === 0
          ? 'only plugins that the definition names by URI or wasmPlugin can be swapped'
          : `there are ${names.join(', ')}`,
    });
  }

  private async export(place: Place, ts: Ts): Promise<void> {
    const state = await place.reachedCut(ts);
    if (state === undefined) return;
    const states = this.statesAt.get(ts) ?? new Map<string, PluginState>();
    states.set(place.name, state);
    this.statesAt.set(ts, states);
  }

  private forgetCuts(upTo: Ts): void {
    for (const ts of this.cutTs) if (ts <= upTo) this.cutTs.delete(ts);
    for (const ts of this.statesAt.keys()) if (ts <= upTo) this.statesAt.delete(ts);
  }
}

/** What settings and a module make, without an instance of it. */
async function inspected(
  host: PluginHostOptions,
  { module, label, settings }: VersionParts,
): Promise<{ readonly version: PluginVersion; readonly stage: Pick<SinkStage, 'plugin'> }> {
  const plugin = await openPlugin({ ...host, source: module, label, settings });
  await plugin.close();
  const { identity, name, digest } = plugin;
  return { version: { identity, label: name, digest, settings: swappedOf(settings) }, stage: { plugin } };
}
