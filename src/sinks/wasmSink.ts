import { PluginError, SinkError } from '../errors/TiValveError';
import type { DdlEvent } from '../model/ddl';
import type { PluginState } from '../model/pluginState';
import type { RowEvent } from '../model/row';
import { ddlJsonOf } from '../model/rowJson';
import { ALL_OK, type EmitResult, type RowBatch, type RowVerdict, type Sink, type TableSpan } from '../model/sink';
import type { TableId, TableName } from '../model/table';
import { maxTs, parseTs, type Ts } from '../model/ts';
import { PluginSlots, type PluginSlotsOptions } from '../wasm/PluginSlots';
import { PoisonSearch, type RefusedRows } from '../wasm/PoisonSearch';
import { type OpenPluginOptions, openPlugin, type Plugin } from '../wasm/pluginHost';
import { type PluginRows, pluginRowsOf } from '../wasm/pluginRows';
import type { PluginStage } from '../wasm/pluginStage';
import { v0DdlTexts } from '../wasm/v0Json';

/** Options of `openWasmSink`. */
export interface WasmSinkOptions extends OpenPluginOptions, PluginSlotsOptions {
  /** @defaultValue `'stop'` */
  readonly refusedRows?: RefusedRows;
}

const OPERATION = 'sink_emit_row_changed_events';
const encode = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** The verdicts of an answer, held against the batch: a plugin is not trusted to count. */
function verdictsOf(name: string, verdicts: unknown, rows: number): EmitResult {
  if (verdicts === undefined || verdicts === null) return ALL_OK;
  const wrong = (detail: string): SinkError => new SinkError('TV_SINK_VERDICT', `${name}: ${detail}`);
  if (!Array.isArray(verdicts)) throw wrong('verdicts are not a list');
  if (verdicts.length > rows) throw wrong(`${verdicts.length} verdicts for ${rows} rows`);
  const seen = new Set<number>();
  const taken = verdicts.map((entry: unknown): RowVerdict | undefined => {
    if (typeof entry !== 'object' || entry === null) throw wrong('a verdict is an object');
    const { row, verdict, reason } = entry as Record<string, unknown>;
    if (typeof row !== 'number' || !Number.isInteger(row) || row < 0 || row >= rows) {
      throw wrong(`row ${JSON.stringify(row) ?? 'undefined'} is not one of the ${rows} rows`);
    }
    if (seen.has(row)) throw wrong(`row ${row} has two verdicts`);
    seen.add(row);
    if (reason !== undefined && reason !== null && typeof reason !== 'string')
      throw wrong(`reason for row ${row} is not a string`);
    if (verdict === 'ok') return undefined;
    if (verdict !== 'skip' && verdict !== 'retry' && verdict !== 'deadLetter') {
      throw wrong(
        `verdict ${JSON.stringify(verdict) ?? 'undefined'} for row ${row} is none of ok, skip, retry, deadLetter`,
      );
    }
    return typeof reason === 'string' ? { row, verdict, reason: reason.slice(0, 1024) } : { row, verdict };
  });
  return { verdicts: taken.filter((verdict) => verdict !== undefined) };
}

/** A plugin as a sink: one instance for all tables, or one for each, as its manifest says. */
class WasmSink implements Sink, PluginStage {
  readonly identity: string;
  readonly plugin: Plugin;
  readonly #rows: PluginRows;
  readonly #slots: PluginSlots;
  readonly #poison: PoisonSearch;
  /** Tables that the plugin does not want, of those that it was to be told of. */
  readonly #unwanted = new Set<TableId>();
  #closed = false;

  constructor(plugin: Plugin, options: WasmSinkOptions) {
    this.identity = `${plugin.name} ${plugin.identity}`;
    this.plugin = plugin;
    this.#rows = pluginRowsOf(plugin.manifest);
    this.#slots = new PluginSlots(plugin, options);
    this.#poison = new PoisonSearch(plugin.name, options.refusedRows);
  }

  start(): Promise<void> {
    return this.#slots.start();
  }

  async addTable(span: TableSpan): Promise<void> {
    this.#checkOpen('sink_add_table');
    if (!this.#rows.wants(span.table)) {
      this.#unwanted.add(span.tableId);
      return;
    }
    this.#unwanted.delete(span.tableId);
    await this.#slots.of(span.tableId).addTable(span.tableId, this.#rows.tablePayload(span));
  }

  async emitRowChangedEvents(batch: RowBatch): Promise<EmitResult> {
    this.#checkOpen(OPERATION);
    if (this.#unwanted.has(batch.tableId) || !this.#rows.wants(batch.table)) return ALL_OK;
    const { rows } = batch;
    const parts = await this.#poison.run<readonly RowVerdict[]>(
      rows.length,
      async (from, to, tries) =>
        (await this.#emit(batch, rows.slice(from, to), tries)).map((one) => ({ ...one, row: one.row + from })),
      (row, error) => [{ row, verdict: 'deadLetter', reason: error.message }],
    );
    const verdicts = parts.flat();
    return verdicts.length === 0 ? ALL_OK : { verdicts };
  }

  async emitDdlEvent(ddl: DdlEvent): Promise<void> {
    this.#checkOpen('sink_emit_ddl_event');
    const texts = this.plugin.abi === 'v0' ? v0DdlTexts(ddl) : [ddlText(ddl)];
    for (const slot of this.#slots.all()) {
      for (const text of texts) await slot.callIfThere('sink_emit_ddl_event', encode(text));
    }
  }

  async flushRowChangedEvents(tableId: TableId, resolvedTs: Ts): Promise<Ts> {
    const operation = 'sink_flush_row_changed_events';
    this.#checkOpen(operation);
    if (this.plugin.abi === 'v0' || this.#unwanted.has(tableId)) return resolvedTs;
    const slot = this.#slots.of(tableId);
    const payload = encode(JSON.stringify({ table_id: String(tableId), resolved_ts: resolvedTs.toString() }));
    const answer = await slot.callIfThere(operation, payload);
    const flushedTs = answer === undefined ? resolvedTs : this.#flushedTs(answer['resolved_ts'], resolvedTs);
    slot.flushed(tableId, flushedTs);
    return flushedTs;
  }

  async emitCheckpointTs(ts: Ts, tables: readonly TableName[]): Promise<void> {
    this.#checkOpen('sink_emit_checkpoint_ts');
    if (this.plugin.abi === 'v0') return;
    const payload = encode(
      JSON.stringify({ ts: ts.toString(), tables: tables.map(({ db, table }) => ({ db, table })) }),
    );
    for (const slot of this.#slots.all()) await slot.callIfThere('sink_emit_checkpoint_ts', payload);
  }

  async removeTable(tableId: TableId): Promise<void> {
    this.#checkOpen('sink_remove_table');
    if (this.#unwanted.delete(tableId)) return;
    await this.#slots.removeTable(tableId);
  }

  exportState(): Promise<PluginState | undefined> {
    this.#checkOpen('state_export');
    return this.#slots.exportState();
  }

  get memoryBytes(): number {
    return this.#slots.memoryBytes;
  }

  tryState(state: PluginState): Promise<void> {
    return this.#slots.tryState(state);
  }

  begin(state: PluginState | undefined): Promise<void> {
    this.#unwanted.clear();
    return this.#slots.begin(state);
  }

  get isStrict(): boolean {
    return this.#poison.isStrict;
  }

  set isStrict(isStrict: boolean) {
    this.#poison.isStrict = isStrict;
  }

  selfTest(): Promise<void> {
    return this.#slots.selfTest();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#slots.close();
  }

  /** Hands rows over, and keeps them until they are flushed. */
  async #emit(batch: RowBatch, rows: readonly RowEvent[], tries?: number): Promise<readonly RowVerdict[]> {
    const slot = this.#slots.of(batch.tableId);
    const payload = this.#rows.rowsPayload(batch, rows);
    const answer = await slot.call((instance) => instance.callForStatus(OPERATION, payload), tries);
    // The ABI of 2022 has no flush: what it took it has.
    if (this.plugin.abi !== 'v0') {
      const maxCommitTs = rows.reduce((ts, row) => maxTs(ts, row.commitTs), 0n);
      slot.keep(batch.tableId, maxCommitTs, payload);
    }
    return verdictsOf(this.plugin.name, answer['verdicts'], rows.length).verdicts;
  }

  #checkOpen(operation: string): void {
    if (this.#closed) throw new SinkError('TV_SINK_CLOSED', `${operation} of ${this.plugin.name}`);
  }

  #flushedTs(answered: unknown, resolvedTs: Ts): Ts {
    const ts = typeof answered === 'string' ? parseTs(answered) : undefined;
    if (ts === undefined || ts > resolvedTs) {
      const text = JSON.stringify(answered) ?? 'undefined';
      throw new PluginError(
        'TV_PLUGIN_ANSWER',
        `sink_flush_row_changed_events of ${this.plugin.name}: resolved_ts ${text} is not a ts up to "${resolvedTs}"`,
      );
    }
    return ts;
  }
}

/** A DDL as row JSON, with what a plugin wants beside it. */
function ddlText(ddl: DdlEvent): string {
  const { normalizedQuery, barrier } = ddl;
  return JSON.stringify({ ...ddlJsonOf(ddl), normalizedQuery, barrier });
}

/**
 * Opens a WebAssembly plugin as a sink: waPC operations with JSON, in the ABI that the module's manifest names, or in that
 * of 2022 when it has none.
 *
 * | after a crash of | what comes again |
 * | --- | --- |
 * | the plugin (trap, limit) | every batch that it had not flushed, and the call that failed |
 * | the process | everything above the checkpointTs |
 *
 * Throws as `openPlugin` and `Plugin.instantiate`; `TV_PLUGIN_INVALID` for a plugin that is not a sink.
 *
 * @example
 * ```ts
 * const sink = await openWasmSink({ source: 'csv.wasm', settings: parsePluginSettings(file), changefeed: 'demo' });
 * ```
 */
export async function openWasmSink(options: WasmSinkOptions): Promise<Sink & PluginStage> {
  const plugin = await openPlugin(options);
  try {
    if (plugin.manifest !== undefined && plugin.manifest.kind !== 'sink') {
      throw new PluginError('TV_PLUGIN_INVALID', `${plugin.name} is a ${plugin.manifest.kind}, not a sink`);
    }
    const sink = new WasmSink(plugin, options);
    // What is wrong with the plugin shows before there are rows.
    await sink.start();
    return sink;
  } catch (thrown) {
    await plugin.close();
    throw thrown;
  }
}
