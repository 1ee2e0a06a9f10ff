import { PluginError } from '../errors/TiValveError';
import type { TableId } from '../model/table';
import { maxTs, type Ts } from '../model/ts';
import type { Plugin } from './pluginHost';
import type { Answer, PluginInstance } from './pluginInstance';

export interface PluginSlotOptions {
  /** Instances that may die under one call before it fails. @defaultValue `3` */
  readonly maxTries?: number;
  /** Batches kept for a fresh instance until the plugin has flushed them, in MiB. @defaultValue `64` */
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

const ROWS = 'sink_emit_row_changed_events';
const FLUSH = 'sink_flush_row_changed_events';
const ADD_TABLE = 'sink_add_table';

/** Whether an error means that the instance is gone, and says nothing of the next one. */
export function isLimitOrTrap(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && (thrown.code === 'TV_PLUGIN_TRAP' || thrown.code === 'TV_PLUGIN_LIMIT');
}

/**
 * The place of one instance of a plugin, and what a fresh one would have to be told: the tables, and every batch that was
 * taken and not yet flushed. When a call traps or passes a limit, the instance is dropped, a fresh one is told all that,
 * and the call is made again; so a crash of the plugin repeats rows and loses none.
 */
export class PluginSlot {
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

  constructor(plugin: Plugin, options: PluginSlotOptions = {}) {
    this.#plugin = plugin;
    this.#maxTries = options.maxTries ?? 3;
    this.#replayQuotaBytes = (options.replayQuotaMiB ?? 64) * 1024 * 1024;
  }

  /** Starts the first instance, so that what is wrong with the plugin shows before there are rows. */
  async start(): Promise<void> {
    this.#instance ??= await this.#freshInstance();
  }

  /**
   * Makes a call, on a fresh instance again after each trap or limit. Throws the last of them after `tries`.
   *
   * @param tries - @defaultValue `maxTries`
   */
  async call<T>(call: (instance: PluginInstance) => Promise<T>, tries = this.#maxTries): Promise<T> {
    for (let tried = 1; ; tried += 1) {
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
        if (tried >= tries) {
          const times = tried === 1 ? '1 try' : `${tried} tries`;
          throw new PluginError(thrown.code, `after ${times}: ${thrown.message}`, { cause: thrown });
        }
      }
    }
  }

  /** Calls an operation that a plugin may lack; it says so once, by 404, and is not asked again. */
  async callIfThere(operation: string, payload: Uint8Array): Promise<Answer | undefined> {
    return this.call((instance) => this.#optional(instance, operation, payload));
  }

  /** Tells a table, and keeps what was told. */
  async addTable(tableId: TableId, payload: Uint8Array): Promise<void> {
    await this.callIfThere(ADD_TABLE, payload);
    this.#tables.set(tableId, payload);
  }

  async removeTable(tableId: TableId, payload: Uint8Array): Promise<void> {
    await this.callIfThere('sink_remove_table', payload);
    this.#tables.delete(tableId);
    this.#unkept.delete(tableId);
    this.#forget((batch) => batch.tableId === tableId);
  }

  /** Keeps a batch that was taken until it is flushed. */
  keep(tableId: TableId, maxCommitTs: Ts, payload: Uint8Array): void {
    if (this.#missing.has(FLUSH)) return;
    if (this.#unflushedBytes + payload.length > this.#replayQuotaBytes) {
      this.#unkept.set(tableId, maxTs(maxCommitTs, this.#unkept.get(tableId) ?? 0n));
      return;
    }
    this.#unflushed.push({ tableId, table: this.#tables.get(tableId), maxCommitTs, payload });
    this.#unflushedBytes += payload.length;
  }

  /** Lets go of what a table has flushed. */
  flushed(tableId: TableId, flushedTs: Ts): void {
    this.#forget((batch) => batch.tableId === tableId && batch.maxCommitTs <= flushedTs);
    if ((this.#unkept.get(tableId) ?? 0n) <= flushedTs) this.#unkept.delete(tableId);
  }

  /** Ends the instance, with a last call when it lives and `operation` is one. */
  async close(operation?: string): Promise<void> {
    const instance = this.#instance;
    this.#instance = undefined;
    try {
      if (instance !== undefined && !instance.ended && operation !== undefined)
        await this.#optional(instance, operation, Buffer.from('{}'));
    } finally {
      await instance?.close();
      this.#tables.clear();
      this.#unflushed = [];
    }
  }

  async #optional(instance: PluginInstance, operation: string, payload: Uint8Array): Promise<Answer | undefined> {
    if (this.#plugin.abi === 'v0') return instance.callForStatus(operation, payload);
    if (this.#missing.has(operation)) return undefined;
    const answer = await instance.callIfThere(operation, payload);
    if (answer === undefined) this.#missing.add(operation);
    return answer;
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
      await this.#optional(instance, ADD_TABLE, table);
      told.set(tableId, table);
    };
    try {
      // A batch may be older than what is known of its table now: it is told the schema that it has.
      for (const { tableId, table, payload } of this.#unflushed) {
        await tell(tableId, table);
        await instance.callForStatus(ROWS, payload);
      }
      for (const [tableId, table] of this.#tables) await tell(tableId, table);
    } catch (thrown) {
      await instance.close();
      throw thrown;
    }
    return instance;
  }

  #forget(isDone: (batch: Unflushed) => boolean): void {
    this.#unflushed = this.#unflushed.filter((batch) => !isDone(batch));
    this.#unflushedBytes = this.#unflushed.reduce((sum, { payload }) => sum + payload.length, 0);
  }
}
