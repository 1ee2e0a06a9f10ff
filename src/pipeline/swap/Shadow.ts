import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, PluginError } from '../../errors/TiValveError';
import { monotonicScheduler } from '../../model/clock';
import type { RowEvent } from '../../model/row';
import { rowJsonLine } from '../../model/rowJson';
import type { RowBatch } from '../../model/sink';
import { createTransformedRow } from '../../model/transformedRow';
import type { HostCallRecord } from '../../wasm/openCapabilities';
import { dryOptions, isWrite } from '../dryPlugin';
import {
  type OpenedVersion,
  openSinkVersion,
  openTransformVersion,
  type PluginHostOptions,
  type SinkStage,
  type TransformStage,
  tell,
} from './openVersion';
import type { SwapStrategy } from './swap';
import { untried } from './Watch';

const DEFAULT_ROWS = 1000;
const DEFAULT_FOR_MS = 10_000;

/** What is wanted of a shadow. */
export interface ShadowParts {
  readonly kind: 'sink' | 'transform';
  readonly versions: readonly OpenedVersion<unknown>[];
  readonly host: PluginHostOptions;
  readonly strategy: Extract<SwapStrategy, { kind: 'shadow' }>;
}

/** Answers what a version makes of one row, as texts that can be compared. */
type OutputsOf = (row: RowEvent) => Promise<readonly string[]>;

/**
 * Gives copies of rows to two versions of a plugin, beside the pipeline: both run in threads of their own, reach nothing outside,
 * and what they would have done is compared row by row.
 */
export class Shadow {
  /** Settles when enough rows were compared, or the time is up; rejects once too many differ, or none came. */
  readonly outcome: Promise<void>;
  private readonly parts: ShadowParts;
  private readonly waiting: RowEvent[] = [];
  private readonly folders: string[] = [];
  private readonly twins: { readonly outputsOf: OutputsOf; readonly close: () => Promise<void> }[] = [];
  private taken = 0;
  private compared = 0;
  private differences = 0;
  private isBusy = false;
  private isClosed = false;
  private closing: Promise<void> | undefined;
  private work: Promise<void> = Promise.resolve();
  private done!: () => void;
  private fail!: (error: unknown) => void;

  private constructor(parts: ShadowParts) {
    this.parts = parts;
    this.outcome = new Promise((resolve, reject) => {
      this.done = resolve;
      this.fail = reject;
    });
    this.outcome.catch(() => undefined);
  }

  /** Opens both versions. Errors with what one fails to open with. */
  static async open(parts: ShadowParts, signal: AbortSignal): Promise<Shadow> {
    const shadow = new Shadow(parts);
    try {
      for (const version of parts.versions) await shadow.addTwin(version);
    } catch (error) {
      await shadow.close();
      throw error;
    }
    const timer = monotonicScheduler.schedule(() => shadow.timeIsUp(), parts.strategy.forMs ?? DEFAULT_FOR_MS);
    const onAbort = (): void => shadow.fail(new PluginError('TV_PLUGIN_SWAP_ABORTED', 'the shadow run was given up'));
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    shadow.outcome
      .catch(() => undefined)
      .finally(() => {
        timer.unsubscribe();
        signal.removeEventListener('abort', onAbort);
      });
    return shadow;
  }

  /** Takes copies of rows, as many as are still wanted. */
  take({ rows }: RowBatch): void {
    const wanted = (this.parts.strategy.rows ?? DEFAULT_ROWS) - this.taken;
    if (wanted <= 0 || this.isClosed) return;
    this.waiting.push(...rows.slice(0, wanted));
    this.taken += Math.min(wanted, rows.length);
    if (this.isBusy) return;
    this.isBusy = true;
    this.work = this.compare();
  }

  /** Ends both. Idempotent. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private timeIsUp(): void {
    if (this.compared > 0) this.done();
    else this.fail(untried());
  }

  private async end(): Promise<void> {
    this.isClosed = true;
    this.fail(new PluginError('TV_PLUGIN_SWAP_ABORTED', 'the shadow run was given up'));
    await this.work;
    for (const { close } of this.twins) await close().catch(() => undefined);
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }

  private async compare(): Promise<void> {
    try {
      for (let row = this.waiting.shift(); row !== undefined && !this.isClosed; row = this.waiting.shift())
        await this.compareRow(row);
    } catch (error) {
      this.fail(error);
    } finally {
      this.isBusy = false;
    }
  }

  private async compareRow(row: RowEvent): Promise<void> {
    const { rows = DEFAULT_ROWS, maxDifferences = 0 } = this.parts.strategy;
    const outputs: string[] = [];
    for (const { outputsOf } of this.twins) outputs.push(JSON.stringify(await outputsOf(row)));
    this.compared += 1;
    if (outputs.some((one) => one !== outputs[0])) this.differences += 1;
    if (this.differences > maxDifferences) {
      const { db, table } = row.table;
      // Values of rows are not told: errors end up in logs.
      const what = `${this.differences} of ${this.compared} rows come out otherwise, the last one of ${db}.${table} at ${row.commitTs}`;
      this.fail(
        new PluginError('TV_PLUGIN_SHADOW_DIFFERS', `${what}; ${maxDifferences} may`, {
          hint: 'compare the versions with tivalve plugin test --shadow, or allow for more differences',
        }),
      );
    } else if (this.compared >= rows) this.done();
  }

  private async addTwin({ module, settings, version }: OpenedVersion<unknown>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'tivalve-shadow-'));
    this.folders.push(folder);
    const writes: string[] = [];
    const heard = (call: HostCallRecord): void => {
      if (isWrite(call))
        writes.push(
          `${call.binding} ${call.namespace} ${call.operation} ${Buffer.from(call.payload).toString('latin1')}`,
        );
    };
    const { host, kind } = this.parts;
    const { kvFolder: _none, metrics: _nowhere, ...rest } = host;
    const dry = dryOptions({ ...settings, mode: 'isolated' }, folder, heard);
    const parts = { module, label: version.label, settings: dry.settings };
    const taken = (): readonly string[] => writes.splice(0);
    if (kind === 'sink') {
      const twin = await openSinkVersion({ ...rest, ...dry }, parts);
      this.twins.push({ outputsOf: (row) => sinkOutputs(twin, row, taken), close: async () => twin.stage.close?.() });
    } else {
      const twin = await openTransformVersion({ ...rest, ...dry }, parts);
      this.twins.push({ outputsOf: transformOutputs(twin, taken), close: async () => twin.stage.close?.() });
    }
  }
}

async function sinkOutputs(
  on: OpenedVersion<SinkStage>,
  row: RowEvent,
  taken: () => readonly string[],
): Promise<readonly string[]> {
  const { tableId, table, commitTs } = row;
  const { stage } = on;
  try {
    await tell(on, row);
    const { verdicts } = await stage.emitRowChangedEvents({ tableId, table, rows: [row] });
    await stage.flushRowChangedEvents?.(tableId, commitTs);
    return [...verdicts.map(({ verdict }) => verdict), ...taken()];
  } catch (error) {
    return [...taken(), `failed: ${messageOf(error)}`];
  }
}

function transformOutputs(on: OpenedVersion<TransformStage>, taken: () => readonly string[]): OutputsOf {
  const { stage } = on;
  return async (row) => {
    const { tableId, table } = row;
    try {
      await tell(on, row);
      const { rows, refused = [] } = await stage.transform({ tableId, table, rows: [row] });
      const told = stage.tableOf(table);
      const lines = (rows === 'unchanged' ? [{ source: 0 }] : rows).map((one) =>
        rowJsonLine(createTransformedRow(row, told, one)),
      );
      return [...lines, ...refused.map(() => 'refused'), ...taken()];
    } catch (error) {
      return [...taken(), `failed: ${messageOf(error)}`];
    }
  };
}
