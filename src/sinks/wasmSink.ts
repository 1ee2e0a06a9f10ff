import { PluginError, SinkError } from '../errors/TiValveError';
import type { DdlEvent } from '../model/ddl';
import { ddlJsonOf } from '../model/rowJson';
import { ALL_OK, type EmitResult, type RowBatch, type RowVerdict, type Sink, type TableSpan } from '../model/sink';
import type { TableId, TableName } from '../model/table';
import { maxTs, parseTs, type Ts } from '../model/ts';
import { type OpenPluginOptions, openPlugin, type Plugin } from '../wasm/pluginHost';
import type { Answer, PluginInstance } from '../wasm/pluginInstance';
import { rowBatchText, tableText } from '../wasm/rowBatchJson';
import { v0DdlTexts, v0RowsText } from '../wasm/v0Json';

/** Options of `openWasmSink`. */
export interface WasmSinkOptions extends OpenPluginOptions {
  /** Instances that may die under one call before it fails. @defaultValue `3` */
  readonly maxTries?: number;
  /** Batches kept for a fresh instance until the plugin has flushed them. @defaultValue `64` */
  readonly replayQuotaMiB?: number;
}

/** A batch that the plugin took and has not flushed. */
interface Unflushed {
  readonly tableId: TableId;
  /** What the plugin had been told of the table when it got the batch; `undefined` when nothing. */
  readonly table: Uint8Array | undefined;
  readonly maxCommitTs: Ts;
  readonly payload: Uint8Array;
}

const EMPTY = Buffer.from('{}');
const encode = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function isLimitOrTrap(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && (thrown.code === 'TV_PLUGIN_TRAP' || thrown.code === 'TV_PLUGIN_LIMIT');
}

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

/**
 * A plugin as a sink. It holds one instance, and what a fresh one would have to be told: the tables, and every batch that
 * was taken and not yet flushed. When a call traps or passes a limit, the instance is dropped, a fresh one is told all
 * that, and the call is made again; so a crash of the plugin repeats rows and loses none.
 */
class WasmSink implements Sink {
  readonly #plugin: Plugin;
  readonly #maxTries: number;
  readonly #replayQuotaBytes: number;
  readonly #tables = new Map<TableId, Uint8Array>();
  readonly #missing = new Set<string>();
  #instance: PluginInstance | undefined;
  #unflushed: Unflushed[] = [];
  #unflushedBytes = 0;
  /** Batches that were not kept, by table; while one is not flushed, the instance cannot be replaced. */
  readonly #unkept = new Map<TableId, Ts>();
  #closed = false;

  constructor(plugin: Plugin, instance: PluginInstance, options: WasmSinkOptions) {
    this.#plugin = plugin;
    this.#maxTries = options.maxTries ?? 3;
    this.#replayQuotaBytes = (options.replayQuotaMiB ?? 64) * 1024 * 1024;
    this.#instance = instance;
  }

  async addTable(span: TableSpan): Promise<void> {
    const v0 = this.#plugin.abi === 'v0';
    const payload = encode(v0 ? JSON.stringify({ table_id: span.tableId }) : tableText(span));
    await this.#call('sink_add_table', (instance) => this.#optional(instance, 'sink_add_table', payload));
    this.#tables.set(span.tableId, payload);
  }

  async emitRowChangedEvents(batch: RowBatch): Promise<EmitResult> {
    const { rows, tableId } = batch;
    const v0 = this.#plugin.abi === 'v0';
    const payload = encode(v0 ? v0RowsText(rows) : rowBatchText(batch, rows));
    const operation = 'sink_emit_row_changed_events';
    const answer = await this.#call(operation, (instance) => instance.callForStatus(operation, payload));
    // The ABI of 2022 has no flush: what it took it has.
    if (!v0)
      this.#keep(
        tableId,
        rows.reduce((ts, row) => maxTs(ts, row.commitTs), 0n),
        payload,
      );
    return verdictsOf(this.#plugin.name, answer['verdicts'], rows.length);
  }

  async emitDdlEvent(ddl: DdlEvent): Promise<void> {
    const texts = this.#plugin.abi === 'v0' ? v0DdlTexts(ddl) : [JSON.stringify(ddlJsonOf(ddl))];
    for (const text of texts) {
      await this.#call('sink_emit_ddl_event', (instance) =>
        this.#optional(instance, 'sink_emit_ddl_event', encode(text)),
      );
    }
  }

  async flushRowChangedEvents(tableId: TableId, resolvedTs: Ts): Promise<Ts> {
    const operation = 'sink_flush_row_changed_events';
    this.#checkOpen(operation);
    if (this.#plugin.abi === 'v0') return resolvedTs;
    const payload = encode(JSON.stringify({ table_id: String(tableId), resolved_ts: resolvedTs.toString() }));
    const answer = await this.#call(operation, (instance) => this.#optional(instance, operation, payload));
    const flushedTs = answer === undefined ? resolvedTs : this.#flushedTs(answer['resolved_ts'], resolvedTs);
    this.#forget((batch) => batch.tableId === tableId && batch.maxCommitTs <= flushedTs);
    if ((this.#unkept.get(tableId) ?? 0n) <= flushedTs) this.#unkept.delete(tableId);
    return flushedTs;
  }

  async emitCheckpointTs(ts: Ts, tables: readonly TableName[]): Promise<void> {
    this.#checkOpen('sink_emit_checkpoint_ts');
    if (this.#plugin.abi === 'v0') return;
    const payload = encode(
      JSON.stringify({ ts: ts.toString(), tables: tables.map(({ db, table }) => ({ db, table })) }),
    );
    await this.#call('sink_emit_checkpoint_ts', (instance) =>
      this.#optional(instance, 'sink_emit_checkpoint_ts', payload),
    );
  }

  async removeTable(tableId: TableId): Promise<void> {
    const payload = encode(JSON.stringify({ table_id: this.#plugin.abi === 'v0' ? tableId : String(tableId) }));
    await this.#call('sink_remove_table', (instance) => this.#optional(instance, 'sink_remove_table', payload));
    this.#tables.delete(tableId);
    this.#unkept.delete(tableId);
    this.#forget((batch) => batch.tableId === tableId);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const instance = this.#instance;
    this.#instance = undefined;
    try {
      if (instance !== undefined && !instance.ended && this.#plugin.abi === 'v1')
        await this.#optional(instance, 'sink_close', EMPTY);
    } finally {
      await instance?.close();
      this.#plugin.close();
      this.#tables.clear();
      this.#unflushed = [];
    }
  }

  /** An operation that a plugin may lack; it says so once, by 404, and is not asked again. */
  async #optional(instance: PluginInstance, operation: string, payload: Uint8Array): Promise<Answer | undefined> {
    if (this.#plugin.abi === 'v0') return instance.callForStatus(operation, payload);
    if (this.#missing.has(operation)) return undefined;
    const answer = await instance.callIfThere(operation, payload);
    if (answer === undefined) this.#missing.add(operation);
    return answer;
  }

  #checkOpen(operation: string): void {
    if (this.#closed) throw new SinkError('TV_SINK_CLOSED', `${operation} of ${this.#plugin.name}`);
  }

  /** Makes a call, on a fresh instance again after each trap or limit. Throws the last of them after `maxTries`. */
  async #call<T>(operation: string, call: (instance: PluginInstance) => Promise<T>): Promise<T> {
    this.#checkOpen(operation);
    for (let tries = 1; ; tries += 1) {
      try {
        this.#instance ??= await this.#freshInstance();
        return await call(this.#instance);
      } catch (thrown) {
        // An instance whose start failed half-way, or that is gone, has nothing that could be used again.
        if (this.#instance?.ended === true) {
          await this.#instance.close();
          this.#instance = undefined;
        }
        if (!isLimitOrTrap(thrown)) throw thrown;
        if (tries >= this.#maxTries) {
          throw new PluginError('TV_PLUGIN_TRAP', `after ${tries} tries: ${thrown.message}`, { cause: thrown });
        }
      }
    }
  }

  async #freshInstance(): Promise<PluginInstance> {
    if (this.#unkept.size > 0) {
      throw new PluginError(
        'TV_PLUGIN_CALL',
        `${this.#plugin.name}: the instance died with rows that were not flushed and were too many to keep`,
        {
          hint: 'Start again from the checkpointTs, or raise replayQuotaMiB.',
        },
      );
    }
    const instance = await this.#plugin.instantiate();
    const told = new Map<TableId, Uint8Array>();
    const tell = async (tableId: TableId, table: Uint8Array | undefined): Promise<void> => {
      if (table === undefined || told.get(tableId) === table) return;
      await this.#optional(instance, 'sink_add_table', table);
      told.set(tableId, table);
    };
    // A batch may be older than what is known of its table now: it is told the schema that it has.
    for (const { tableId, table, payload } of this.#unflushed) {
      await tell(tableId, table);
      await instance.callForStatus('sink_emit_row_changed_events', payload);
    }
    for (const [tableId, table] of this.#tables) await tell(tableId, table);
    return instance;
  }

  #keep(tableId: TableId, maxCommitTs: Ts, payload: Uint8Array): void {
    if (this.#missing.has('sink_flush_row_changed_events')) return;
    if (this.#unflushedBytes + payload.length > this.#replayQuotaBytes) {
      this.#unkept.set(tableId, maxTs(maxCommitTs, this.#unkept.get(tableId) ?? 0n));
      return;
    }
    this.#unflushed.push({ tableId, table: this.#tables.get(tableId), maxCommitTs, payload });
    this.#unflushedBytes += payload.length;
  }

  #forget(isDone: (batch: Unflushed) => boolean): void {
    this.#unflushed = this.#unflushed.filter((batch) => !isDone(batch));
    this.#unflushedBytes = this.#unflushed.reduce((sum, { payload }) => sum + payload.length, 0);
  }

  #flushedTs(answered: unknown, resolvedTs: Ts): Ts {
    const ts = typeof answered === 'string' ? parseTs(answered) : undefined;
    if (ts === undefined || ts > resolvedTs) {
      const text = JSON.stringify(answered) ?? 'undefined';
      throw new PluginError(
        'TV_PLUGIN_ANSWER',
        `sink_flush_row_changed_events of ${this.#plugin.name}: resolved_ts ${text} is not a ts up to "${resolvedTs}"`,
      );
    }
    return ts;
  }
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
export async function openWasmSink(options: WasmSinkOptions): Promise<Sink> {
  const plugin = await openPlugin(options);
  try {
    if (plugin.manifest !== undefined && plugin.manifest.kind !== 'sink') {
      throw new PluginError('TV_PLUGIN_INVALID', `${plugin.name} is a ${plugin.manifest.kind}, not a sink`);
    }
    return new WasmSink(plugin, await plugin.instantiate(), options);
  } catch (thrown) {
    plugin.close();
    throw thrown;
  }
}
