import { isAbsolute, resolve } from 'node:path';
import { messageOf, PluginError, TiValveError } from '../../errors/TiValveError';
import type { Logger } from '../../model/logger';
import type { PluginState } from '../../model/pluginState';
import type { Table, TableId } from '../../model/table';
import type { Ts } from '../../model/ts';
import { moduleOf } from '../../sinks/openSink';
import type { ModuleStore } from '../../store/moduleStore';
import { readModule } from '../../wasm/pluginHost';
import { parsePluginSettings } from '../../wasm/pluginSettings';
import { Canary } from './Canary';
import {
  absoluteSettings,
  isStateful,
  type OpenedVersion,
  type PluginHostOptions,
  type SinkStage,
  settingsOf,
  stateFor,
  type TableOut,
  type TransformStage,
  type VersionParts,
} from './openVersion';
import { Shadow } from './Shadow';
import type { PluginVersion, Probation, SwapRequest, SwapStrategy, TableReceipt } from './swap';
import { untried, Watch } from './Watch';

/** What a place is made of. */
export interface PlaceParts<Stage> {
  /** Tells it apart from the other places of the pipeline. */
  readonly name: string;
  readonly open: (parts: VersionParts) => Promise<OpenedVersion<Stage>>;
  readonly host: PluginHostOptions;
  readonly modules: ModuleStore;
  readonly logger: Logger;
  /** What the version at work began with. */
  readonly state?: PluginState;
  /** Whether rows that a plugin refuses go aside; if not, a version on probation must not refuse what the one before took. */
  readonly setsRowsAside: boolean;
}

/** A swap, as its first step has it. */
export interface SwapToPrepare {
  readonly epoch: number;
  readonly request: SwapRequest;
  /** A version that was at work before, and wins over the request. */
  readonly to?: PluginVersion;
}

/** What the versions of a swap had put out. */
interface Receipt<Stage> {
  readonly epoch: number;
  readonly old: OpenedVersion<Stage>;
  /** As it was when the new one took over: after a rollback it goes on. */
  readonly oldOuts: ReadonlyMap<TableId, TableOut>;
  readonly now: OpenedVersion<Stage>;
}

/** Rows for a version, by the version that they go to. */
export type Route = 'active' | 'canary';

/**
 * Where a plugin is at work in a pipeline, and where another version takes its place. Rows go through the version at work; a
 * version that has just come is watched, and what it was given since the last checkpoint is noted, so that the one before
 * can do it again.
 */
export abstract class PluginPlace<Stage extends SinkStage | TransformStage> {
  abstract readonly kind: 'sink' | 'transform';
  readonly name: string;
  /** Grows when what was answered since may have been answered by a version that is gone. */
  epoch = 0;
  protected readonly parts: PlaceParts<Stage>;
  protected active: OpenedVersion<Stage>;
  protected candidate: OpenedVersion<Stage> | undefined;
  /** The version before, as long as it may have to come back. */
  protected kept: OpenedVersion<Stage> | undefined;
  protected canary: Canary | undefined;
  protected shadow: Shadow | undefined;
  protected watch: Watch | undefined;
  protected checkpointTs: Ts = 0n;
  /** What the version that is watched would have begun with at the checkpoint. */
  private stateAtCheckpoint: PluginState | undefined;
  /** What failed and is to be let go of. */
  private left: OpenedVersion<Stage> | undefined;
  /** The swaps that the candidate is of, and the version at work. */
  private candidateEpoch = 0;
  private activeEpoch = 0;
  private receipt: Receipt<Stage> | undefined;
  private held: { readonly fence: Ts; pauseMs: number } = { fence: 0n, pauseMs: 0 };
  private closed = false;
  /** Why nothing goes through any more: rows that nobody has acknowledged could not be handed on. */
  private broken: { readonly error: unknown } | undefined;
  /** Versions that are being closed. */
  private readonly leaving = new Set<Promise<void>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(parts: PlaceParts<Stage>, active: OpenedVersion<Stage>) {
    this.parts = parts;
    this.name = parts.name;
    this.active = active;
    this.stateAtCheckpoint = parts.state;
  }

  /** The version at work. */
  get version(): PluginVersion {
    return this.active.version;
  }

  /** Bytes of all its versions: their modules, their instances, and what is kept for fresh ones. */
  get memoryBytes(): number {
    let bytes = 0;
    for (const one of [this.active, this.candidate, this.kept, this.left])
      if (one !== undefined) bytes += one.module.length + one.stage.memoryBytes;
    return bytes;
  }

  get isStateful(): boolean {
    return isStateful(this.active.stage);
  }

  /** Says who refuses rows, in dead letters. */
  get identity(): string {
    const { label, identity } = this.active.version;
    return `${label} ${identity}`;
  }

  /** The state of the version at work, when everything at or below a cut has gone through it and nothing above. */
  async reachedCut(ts: Ts): Promise<PluginState | undefined> {
    const state = await this.carryOut(
      () => 'active',
      (on) => on.stage.exportState(),
    );
    if (this.isStateful) {
      this.stateAtCheckpoint = state;
      this.checkpointed(ts, { atCut: true });
    }
    return state;
  }

  /** Everything at or below `ts` is acknowledged, and never goes through another version. */
  checkpointed(ts: Ts, { atCut = false }: { readonly atCut?: boolean } = {}): void {
    // A version with state can only be put back to where its state was kept.
    if (this.isStateful && !atCut) return;
    this.checkpointTs = ts;
    this.forgetBelow(ts);
  }

  /**
   * Opens, initializes and tests a version beside the one at work, first in a thread of its own, so that one that does not
   * come back holds nobody up. Errors with the reason why it cannot take over.
   */
  async prepare({ epoch, request, to }: SwapToPrepare, signal: AbortSignal): Promise<PluginVersion> {
    await this.drop();
    const { modules } = this.parts;
    const parts = to === undefined ? await this.partsOf(request) : await this.partsOfVersion(to);
    const { mode } = parts.settings;
    if (mode === 'inline') {
      const trial = await this.open({ ...parts, settings: { ...parts.settings, mode: 'isolated' } }, signal);
      try {
        await this.check(trial, request, signal);
      } finally {
        await trial.stage.close?.();
      }
    }
    const candidate = await this.open(parts, signal);
    try {
      if (mode !== 'inline') await this.check(candidate, request, signal);
      await modules.keep(this.active.module);
      await modules.keep(candidate.module);
      if (signal.aborted) throw aborted();
    } catch (error) {
      await this.letGo(candidate);
      throw error;
    }
    this.candidate = candidate;
    this.candidateEpoch = epoch;
    return candidate.version;
  }

  /** Has rows go through the candidate as well, beside the version at work. Settles when that went well. */
  async runShadow(strategy: Extract<SwapStrategy, { kind: 'shadow' }>, signal: AbortSignal): Promise<void> {
    const { candidate } = this;
    if (candidate === undefined) throw aborted();
    const { kind, active, parts } = this;
    const shadow = await Shadow.open({ kind, versions: [active, candidate], host: parts.host, strategy }, signal);
    this.shadow = shadow;
    try {
      await shadow.outcome;
    } finally {
      if (this.shadow === shadow) this.shadow = undefined;
      await shadow.close();
    }
  }

  /** Has some of the rows go through the candidate from now on. The pipeline is drained and held. */
  startCanary(strategy: Extract<SwapStrategy, { kind: 'canary' }>): void {
    const { candidate } = this;
    if (candidate === undefined) throw aborted();
    if (this.isStateful || isStateful(candidate.stage)) {
      throw new PluginError(
        'TV_PLUGIN_STATE',
        `${this.name} is stateful, and its state cannot be in two versions at once`,
        {
          hint: 'use the strategy fence',
        },
      );
    }
    this.checkCanary(candidate, strategy);
    this.canary = new Canary(strategy);
    candidate.stage.isStrict = true;
  }

  /**
   * Settles when the canary has taken its rows or `ended` has settled, and rejects with what it failed with, or when no row came.
   */
  async canaryOutcome(ended: Promise<unknown>): Promise<void> {
    const watch = this.canary?.watch;
    if (watch === undefined) return;
    await Promise.race([watch.outcome, ended]);
    if (watch.isUntried) throw untried();
  }

  /** Settles as `work` does, and rejects when the canary fails before: it has passed, and holds rows back that are waited for. */
  async unlessCanaryFails<T>(work: Promise<T>): Promise<T> {
    const watch = this.canary?.watch;
    return watch === undefined ? work : Promise.race([work, watch.failure]);
  }

  /** The candidate takes over. The pipeline is drained and held. Idempotent. */
  switchOver(epoch: number, { keepOld }: { readonly keepOld: boolean }): Promise<void> {
    return this.turn(async () => {
      const { candidate, active } = this;
      if (this.activeEpoch === epoch) return;
      if (candidate === undefined || this.candidateEpoch !== epoch)
        throw new PluginError('TV_PLUGIN_SWAP_STEP', `${this.name}: what swap ${epoch} has prepared is gone`);
      const state = await stateFor(active.stage, candidate.stage);
      if (state !== undefined) await candidate.stage.begin(state);
      this.stateAtCheckpoint = state;
      this.receipt = { oldOuts: copyOf(active.outs), old: active, now: candidate, epoch };
      this.active = candidate;
      this.activeEpoch = epoch;
      this.candidate = undefined;
      this.canary?.watch.release();
      this.canary = undefined;
      this.forgetAll();
      candidate.stage.isStrict = keepOld;
      if (keepOld) {
        this.kept = active;
        this.watch = new Watch();
      } else this.leave(active);
    });
  }

  /** The version at work is on probation since before this place was: rows that come before `probation` count as well. */
  beginOnProbation(): void {
    this.watch ??= new Watch();
  }

  /** Watches the version at work. Settles when it has passed, and rejects with what it failed with. */
  async probation(epoch: number, limits: Required<Probation>, ended: Promise<unknown>): Promise<void> {
    this.activeEpoch = epoch;
    this.watch ??= new Watch();
    const { watch } = this;
    this.active.stage.isStrict = true;
    watch.limit({ count: limits.batches, maxFailures: limits.maxFailures });
    await Promise.race([watch.outcome, ended]);
  }

  /**
   * Puts the version before to work again, and has it do what was not acknowledged. When it cannot, and time would not mend
   * that, the run ends with the reason at the next call, and begins again from its checkpoint.
   */
  async rollBack(to: PluginVersion): Promise<void> {
    const { active } = this;
    if (this.kept === undefined && active.version.identity === to.identity) return;
    const back = this.kept ?? (await this.parts.open(await this.partsOfVersion(to)));
    this.kept = back;
    this.interrupt(active);
    await this.turn(async () => {
      try {
        // One without state has nothing to begin with, whatever the one that failed had come to.
        if (this.stateAtCheckpoint !== undefined && isStateful(back.stage)) {
          await back.stage.begin(this.stateAtCheckpoint);
          back.told.clear();
        }
        await this.repeat(back);
      } catch (error) {
        if (error instanceof TiValveError && error.retryable) throw error;
        this.broken = { error };
      }
      back.stage.isStrict = false;
      this.active = back;
      this.kept = undefined;
      this.left = active;
      this.epoch += 1;
      this.endWatch();
    });
  }

  /**
   * Lets go of what a swap has left that is not at work: the candidate, the version before or the one that failed. What a newer
   * swap has brought stays. Idempotent.
   */
  async settle(epoch: number): Promise<void> {
    if (this.candidateEpoch <= epoch) await this.drop();
    if (this.activeEpoch > epoch) return;
    const { kept, left } = this;
    this.kept = undefined;
    this.left = undefined;
    this.active.stage.isStrict = false;
    this.endWatch();
    for (const one of [kept, left]) if (one !== undefined) this.leave(one);
  }

  noteHold(fence: Ts): void {
    this.held = { fence, pauseMs: 0 };
  }

  notePause(pauseMs: number): void {
    this.held.pauseMs = pauseMs;
  }

  receipts(epoch: number): readonly TableReceipt[] {
    const { receipt, held } = this;
    if (receipt === undefined || receipt.epoch !== epoch) return [];
    const { old, oldOuts, now } = receipt;
    const ids = new Set([...oldOuts.keys(), ...now.outs.keys()]);
    return [...ids].map((tableId) => {
      const table = (now.outs.get(tableId) ?? oldOuts.get(tableId))?.table as Table;
      return {
        db: table.db,
        table: table.table,
        tableId,
        oldIdentity: old.version.identity,
        newIdentity: now.version.identity,
        fence: held.fence,
        lastTsOut: oldOuts.get(tableId)?.lastTs,
        firstTsOut: now.outs.get(tableId)?.firstTs,
        pauseMs: held.pauseMs,
      };
    });
  }

  /** Ends every version. What is held back fails with `error`. */
  async close(error: unknown = new PluginError('TV_PLUGIN_CALL', `${this.name} is closed`)): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.watch?.close(error);
    this.canary?.watch.close(error);
    await this.shadow?.close();
    for (const one of [this.candidate, this.kept, this.left]) if (one !== undefined) this.leave(one);
    await Promise.all(this.leaving);
    await this.active.stage.close?.();
  }

  /** Rows or calls at or below `ts` are acknowledged. */
  protected abstract forgetBelow(ts: Ts): void;
  protected abstract forgetAll(): void;
  /**
   * Has a version do again what went through the one that is watched and was not acknowledged. Rejects with
   * `TV_PLUGIN_SWAP_STEP` when that was too much to keep.
   */
  protected abstract repeat(on: OpenedVersion<Stage>): Promise<void>;
  /** Throws when only some rows cannot go through the candidate. */
  protected abstract checkCanary(
    candidate: OpenedVersion<Stage>,
    strategy: Extract<SwapStrategy, { kind: 'canary' }>,
  ): void;

  protected versionOf(route: Route): OpenedVersion<Stage> | undefined {
    if (route === 'active') return this.active;
    return this.canary === undefined ? undefined : this.candidate;
  }

  /**
   * Makes a call of a version, and again on the one that takes its place when it fails while it is watched.
   *
   * @param route - asked anew for each try: the version may have changed
   * @param went - what a call that went well counts, for the watch
   */
  protected async carryOut<T>(
    route: () => Route,
    run: (on: OpenedVersion<Stage>) => Promise<T>,
    went: { readonly batches: number; readonly rows: number } = { batches: 0, rows: 0 },
  ): Promise<T> {
    for (;;) {
      let watch: Watch | undefined;
      try {
        return await this.turn(async () => {
          if (this.broken !== undefined) throw this.broken.error;
          // Only now: a version that is put to work or taken away has its turn as well.
          const to = route();
          const on = this.versionOf(to) ?? this.active;
          watch = on === this.candidate ? this.canary?.watch : this.watch;
          const result = await run(on);
          if (went.batches > 0) watch?.wentWell(to === 'canary' ? went.rows : went.batches);
          return result;
        });
      } catch (error) {
        if (watch === undefined || this.closed) throw error;
        await watch.failed(error);
      }
    }
  }

  /** One call at a time, in the order of asking. */
  protected turn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.last.then(work);
    this.last = run.catch(() => undefined);
    return run;
  }

  protected noteOut(on: OpenedVersion<Stage>, tableId: TableId, table: Table, firstTs: Ts, lastTs: Ts): void {
    const known = on.outs.get(tableId);
    if (known === undefined) on.outs.set(tableId, { table, firstTs, lastTs });
    else if (lastTs > known.lastTs) known.lastTs = lastTs;
  }

  private endWatch(): void {
    this.watch?.release();
    this.watch = undefined;
    this.forgetAll();
  }

  /** Lets go of the candidate; what it was given and nobody acknowledged goes through the version at work. */
  private async drop(): Promise<void> {
    const { candidate, canary, shadow } = this;
    if (shadow !== undefined) await shadow.close();
    if (candidate === undefined) return;
    if (canary === undefined) this.candidate = undefined;
    else {
      this.interrupt(candidate);
      await this.turn(async () => {
        if (this.canary !== canary) return;
        try {
          await this.repeat(this.active);
        } catch (error) {
          this.broken = { error };
        }
        this.canary = undefined;
        this.candidate = undefined;
        this.epoch += 1;
        this.forgetAll();
        canary.watch.release();
      });
    }
    this.leave(candidate);
  }

  /** Ends the call that a version may hang in; what it would answer does not count any more. Inline a call has ended by now. */
  private interrupt(version: OpenedVersion<Stage>): void {
    if (version.stage.plugin.mode === 'isolated') this.leave(version);
  }

  /** Closes a version in the background, since it may take its time. */
  private leave(version: OpenedVersion<Stage>): void {
    const ending = this.letGo(version).finally(() => this.leaving.delete(ending));
    this.leaving.add(ending);
  }

  private async open(parts: VersionParts, signal: AbortSignal): Promise<OpenedVersion<Stage>> {
    const opened = await this.parts.open(parts);
    if (!signal.aborted) return opened;
    await this.letGo(opened);
    throw aborted();
  }

  /** Whether a version can take over, and the one at work come back. */
  private async check(checked: OpenedVersion<Stage>, request: SwapRequest, signal: AbortSignal): Promise<void> {
    const onAbort = (): void => this.interrupt(checked);
    signal.addEventListener('abort', onAbort);
    try {
      await this.checkOpen(checked, request);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  private async checkOpen({ stage, version }: OpenedVersion<Stage>, request: SwapRequest): Promise<void> {
    const { plugin } = this.active.stage;
    const now = plugin.manifest?.name;
    const then = stage.plugin.manifest?.name;
    if (now !== undefined && then !== undefined && now !== then)
      throw new PluginError('TV_PLUGIN_INVALID', `${version.label} is not a version of ${now}`);
    await stage.selfTest();
    const state = await this.turn(() => stateFor(this.active.stage, stage));
    if (state === undefined) return;
    await stage.tryState(state);
    if (request.probation === false) return;
    await stage.begin(state);
    const later = await stage.exportState();
    if (later === undefined) return;
    try {
      await this.active.stage.tryState(later);
    } catch (error) {
      throw new PluginError('TV_PLUGIN_STATE', `${version.label} could not be rolled back: ${messageOf(error)}`, {
        cause: error,
        hint: 'swap without a probation, or have the version at work take a state of the new one',
      });
    }
  }

  private async partsOf({ plugin, version, config, grants }: SwapRequest): Promise<VersionParts> {
    const { active } = this;
    const settings = absoluteSettings(
      parsePluginSettings({
        ...active.settings,
        ...(config !== undefined && { config }),
        ...(grants !== undefined && { grants }),
      }),
      '.',
    );
    const { label } = active.version;
    if (version === undefined) return { module: active.module, label, settings };
    if (typeof version !== 'string') return { module: await readModule(version), label, settings };
    const isFile = version.endsWith('.wasm') || isAbsolute(version) || version.startsWith('.');
    const name = plugin.replace(/#\d+$/, '');
    const path = isFile ? resolve(version) : await moduleOf(`wasm:${name}@${version}`, `${name}@${version}`);
    return { module: await readModule(path), label: path.split('/').at(-1) ?? label, settings };
  }

  private async partsOfVersion(version: PluginVersion): Promise<VersionParts> {
    const { digest, label } = version;
    return {
      module: await this.parts.modules.read(digest),
      label,
      settings: settingsOf(version, this.active.settings),
    };
  }

  /** Closing says nothing of rows: they were flushed, or go through another version. */
  private async letGo({ stage, version }: OpenedVersion<Stage>): Promise<void> {
    try {
      await stage.close?.();
    } catch (error) {
      const { name, logger } = this.parts;
      logger.warn({ plugin: name, version: version.label, error: messageOf(error) }, 'version did not close');
    }
  }
}

const copyOf = (outs: ReadonlyMap<TableId, TableOut>): ReadonlyMap<TableId, TableOut> =>
  new Map([...outs].map(([tableId, out]) => [tableId, { ...out }]));

function aborted(): TiValveError {
  return new PluginError('TV_PLUGIN_SWAP_ABORTED', 'the swap has ended meanwhile');
}
