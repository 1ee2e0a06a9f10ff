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

/** A call that went well. */
interface Call {
  readonly operation: string;
  readonly payload: Uint8Array;
}

/** What an instance has come to, and the version that said so. */
export interface InstanceState {
  readonly version: string;
  readonly bytes: Uint8Array;
}

const ROWS = 'sink_emit_row_changed_events';
const TRANSFORM = 'transform_rows';
const FLUSH = 'sink_flush_row_changed_events';
const ADD_TABLE = 'sink_add_table';
const EMPTY = Buffer.from('{}');
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Whether an error means that the instance is gone, and says nothing of the next one. */
export function isLimitOrTrap(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && (thrown.code === 'TV_PLUGIN_TRAP' || thrown.code === 'TV_PLUGIN_LIMIT');
}

/**
 * The place of one instance of a plugin, and what a fresh one would have to be told: the tables, and every batch that was
 * taken and not yet flushed; of a stateful plugin its last state, and every call that went well since. When a call traps or
 * passes a limit, the instance is dropped, a fresh one is told all that, and the call is made again; so a crash of the
 * plugin repeats rows and loses none.
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
  readonly #stateful: boolean;
  #state: InstanceState | undefined;
  /** The tables that were known when the state was what it is. */
  #tablesOfState: ReadonlyMap<TableId, Uint8Array> = new Map();
  #callsSince: Call[] = [];
  #callBytesSince = 0;
  /** Whether there were too many calls since to keep them. */
  #forgotCalls = false;

  /** @param state - what a stateful plugin begins with */
  constructor(plugin: Plugin, options: PluginSlotOptions = {}, state?: InstanceState) {
    this.#plugin = plugin;
    this.#stateful = plugin.manifest?.stateful === true;
    this.#state = state;
    this.#maxTries = options.maxTries ?? 3;
    this.#replayQuotaBytes = (options.replayQuotaMiB ?? 64) * 1024 * 1024;
  }

  /** Bytes that its instance has, and that are kept for a fresh one. */
  get memoryBytes(): number {
    return (this.#instance?.memoryBytes ?? 0) + this.#unflushedBytes + this.#callBytesSince;
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
    const answer = await this.call((instance) => this.#optional(instance, operation, payload));
    if (answer !== undefined) this.#note(operation, payload);
    return answer;
  }

  /**
   * What the instance has come to; `undefined` for a plugin without state.
   *
   * Throws `TV_PLUGIN_STATE` for a plugin that cannot say, and as `call`.
   */
  async exportState(): Promise<Uint8Array | undefined> {
    if (!this.#stateful) return undefined;
    const { name, manifest } = this.#plugin;
    // What another version has said may look otherwise in the words of this one.
    const isOwn = this.#state?.version === manifest?.version;
    if (this.#state !== undefined && isOwn && this.#callsSince.length === 0 && !this.#forgotCalls)
      return this.#state.bytes;
    const answer = await this.call((instance) => instance.callIfThere('state_export', EMPTY));
    const text = answer?.['state'];
    if (typeof text !== 'string' || !BASE64.test(text)) {
      const what =
        answer === undefined ? 'is stateful, and has no state_export' : 'answered state_export without base64';
      throw new PluginError('TV_PLUGIN_STATE', `${name} ${what}`, {
        hint: 'answer {"code":200,"state":"<base64>"}, or take "stateful" out of the manifest',
      });
    }
    const bytes = Buffer.from(text, 'base64');
    this.#state = { version: manifest?.version ?? '', bytes };
    this.#tablesOfState = new Map(this.#tables);
    this.#callsSince = [];
    this.#callBytesSince = 0;
    this.#forgotCalls = false;
    return bytes;
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

  /** Keeps rows that a transform took, which has nothing to flush. */
  keepTransformed(payload: Uint8Array): void {
    this.#note(TRANSFORM, payload);
  }

  /** Keeps a batch that was taken until it is flushed. */
  keep(tableId: TableId, maxCommitTs: Ts, payload: Uint8Array): void {
    if (this.#stateful) {
      this.#note(ROWS, payload);
      return;
    }
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
        await this.#optional(instance, operation, EMPTY);
    } finally {
      await instance?.close();
      this.#tables.clear();
      this.#unflushed = [];
      this.#callsSince = [];
      this.#state = undefined;
    }
  }

  /** Notes a call, which has changed the state of a plugin that has one. */
  #note(operation: string, payload: Uint8Array): void {
    if (!this.#stateful || this.#forgotCalls) return;
    if (this.#callBytesSince + payload.length > this.#replayQuotaBytes) {
      this.#forgotCalls = true;
      this.#callsSince = [];
      this.#callBytesSince = 0;
      return;
    }
    this.#callsSince.push({ operation, payload });
    this.#callBytesSince += payload.length;
  }

  async #optional(instance: PluginInstance, operation: string, payload: Uint8Array): Promise<Answer | undefined> {
    if (this.#plugin.abi === 'v0') return instance.callForStatus(operation, payload);
    if (this.#missing.has(operation)) return undefined;
    const answer = await instance.callIfThere(operation, payload);
    if (answer === undefined) this.#missing.add(operation);
    return answer;
  }

  async #freshInstance(): Promise<PluginInstance> {
    if (this.#unkept.size > 0 || this.#forgotCalls) {
      const what = this.#stateful ? 'calls since its last state that' : 'rows that were not flushed and';
      throw new PluginError(
        'TV_PLUGIN_CALL',
        `${this.#plugin.name}: the instance died with ${what} were too many to keep`,
        {
          hint: 'Start again from the checkpointTs. A plugin that flushes more often has less to be kept.',
        },
      );
    }
    const instance = await this.#plugin.instantiate();
    try {
      await (this.#stateful ? this.#tellState(instance) : this.#tellUnflushed(instance));
    } catch (thrown) {
      await instance.close();
      throw thrown;
    }
    return instance;
  }

  async #tellUnflushed(instance: PluginInstance): Promise<void> {
    const told = new Map<TableId, Uint8Array>();
    const tell = async (tableId: TableId, table: Uint8Array | undefined): Promise<void> => {
      if (table === undefined || told.get(tableId) === table) return;
      await this.#optional(instance, ADD_TABLE, table);
      told.set(tableId, table);
    };
    // A batch may be older than what is known of its table now: it is told the schema that it has.
    for (const { tableId, table, payload } of this.#unflushed) {
      await tell(tableId, table);
      await instance.callForStatus(ROWS, payload);
    }
    for (const [tableId, table] of this.#tables) await tell(tableId, table);
  }

  async #tellState(instance: PluginInstance): Promise<void> {
    if (this.#state !== undefined) await this.#importState(instance, this.#state);
    for (const table of this.#tablesOfState.values()) await this.#optional(instance, ADD_TABLE, table);
    for (const { operation, payload } of this.#callsSince) {
      if (operation === TRANSFORM) await instance.call(operation, payload);
      else if (operation === ROWS) await instance.callForStatus(operation, payload);
      else await this.#optional(instance, operation, payload);
    }
  }

  async #importState(instance: PluginInstance, { version, bytes }: InstanceState): Promise<void> {
    const text = JSON.stringify({ from_version: version, state: Buffer.from(bytes).toString('base64') });
    const { name } = this.#plugin;
    let answer: Answer | undefined;
    try {
      answer = await instance.callIfThere('state_import', Buffer.from(text));
    } catch (thrown) {
      if (!(thrown instanceof PluginError) || thrown.code !== 'TV_PLUGIN_ERROR') throw thrown;
      throw new PluginError('TV_PLUGIN_STATE', `${name} refuses the state of version ${version}: ${thrown.message}`, {
        cause: thrown,
      });
    }
    if (answer === undefined)
      throw new PluginError('TV_PLUGIN_STATE', `${name} has no state_import, and version ${version} left a state`);
  }

  #forget(isDone: (batch: Unflushed) => boolean): void {
    this.#unflushed = this.#unflushed.filter((batch) => !isDone(batch));
    this.#unflushedBytes = this.#unflushed.reduce((sum, { payload }) => sum + payload.length, 0);
  }
}
