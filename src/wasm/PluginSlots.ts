import { PluginError } from '../errors/TiValveError';
import type { PluginState } from '../model/pluginState';
import type { TableId } from '../model/table';
import type { Plugin } from './pluginHost';
import { type InstanceState, PluginSlot, type PluginSlotOptions } from './pluginSlot';

const SHARED: TableId = 0;
const SHARED_STATE = 'shared';

/** What the instances of a plugin are made with. */
export interface PluginSlotsOptions extends PluginSlotOptions {
  /** What a stateful plugin begins with. @defaultValue nothing */
  readonly state?: PluginState;
}

/** The instances of a plugin: one for all tables, or one for each, as its manifest says. */
export class PluginSlots {
  readonly #plugin: Plugin;
  readonly #options: PluginSlotOptions;
  #state: PluginState | undefined;
  readonly #isShared: boolean;
  readonly #slots = new Map<TableId, PluginSlot>();

  constructor(plugin: Plugin, options: PluginSlotsOptions) {
    this.#plugin = plugin;
    this.#options = options;
    this.#state = options.state;
    this.#isShared = plugin.manifest?.instances !== 'table';
  }

  /**
   * Starts the instance that all tables share, and those that begin with a state, so that what is wrong with the plugin shows
   * before there are rows.
   *
   * Throws `TV_PLUGIN_STATE` for a state that the plugin does not take.
   */
  async start(): Promise<void> {
    const state = this.#state;
    if (state !== undefined) this.#checkState(state);
    if (this.#isShared) await this.of(SHARED).start();
    else for (const key of state?.instances.keys() ?? []) await this.of(Number(key)).start();
  }

  /** What the instances have come to; `undefined` for a plugin without state. Throws as `PluginSlot.exportState`. */
  async exportState(): Promise<PluginState | undefined> {
    const { manifest } = this.#plugin;
    if (manifest?.stateful !== true) return undefined;
    const instances = new Map<string, Uint8Array>();
    for (const [id, slot] of this.#slots) {
      const bytes = await slot.exportState();
      if (bytes !== undefined) instances.set(id === SHARED ? SHARED_STATE : String(id), bytes);
    }
    return { plugin: manifest.name, version: manifest.version, instances };
  }

  /** Has instances of their own take a state, and lets go of them. Throws `TV_PLUGIN_STATE` when they refuse. */
  async tryState(state: PluginState): Promise<void> {
    this.#checkState(state);
    for (const bytes of state.instances.values()) {
      const slot = new PluginSlot(this.#plugin, this.#options, { version: state.version, bytes });
      try {
        await slot.start();
      } finally {
        await slot.close();
      }
    }
  }

  /** Ends all instances without a word, and begins anew with a state, or with none. Throws as `start`. */
  async begin(state: PluginState | undefined): Promise<void> {
    for (const slot of this.#slots.values()) await slot.close();
    this.#slots.clear();
    this.#state = state;
    await this.start();
  }

  /** Has the plugin test itself on an instance of its own, when it can. Throws what it fails with. */
  async selfTest(): Promise<void> {
    if (this.#plugin.abi === 'v0') return;
    const instance = await this.#plugin.instantiate();
    try {
      await instance.callIfThere('plugin_self_test', Buffer.from('{}'));
    } finally {
      await instance.close();
    }
  }

  /** The one that serves a physical table. */
  of(tableId: TableId): PluginSlot {
    const id = this.#isShared ? SHARED : tableId;
    let slot = this.#slots.get(id);
    if (slot === undefined) {
      slot = new PluginSlot(this.#plugin, this.#options, this.#stateOf(id));
      this.#slots.set(id, slot);
    }
    return slot;
  }

  /** Bytes that the instances have, and that are kept for fresh ones. */
  get memoryBytes(): number {
    let bytes = 0;
    for (const slot of this.#slots.values()) bytes += slot.memoryBytes;
    return bytes;
  }

  all(): readonly PluginSlot[] {
    return [...this.#slots.values()];
  }

  /** Tells that a table leaves, and ends the instance that served it alone. */
  async removeTable(tableId: TableId): Promise<void> {
    const id = this.#plugin.abi === 'v0' ? tableId : String(tableId);
    const slot = this.of(tableId);
    await slot.removeTable(tableId, Buffer.from(JSON.stringify({ table_id: id })));
    if (this.#isShared) return;
    await slot.close(this.#closeOperation);
    this.#slots.delete(tableId);
  }

  /** Ends all of them, and the plugin. */
  async close(): Promise<void> {
    try {
      for (const slot of this.#slots.values()) await slot.close(this.#closeOperation);
    } finally {
      await this.#plugin.close();
    }
  }

  #stateOf(id: TableId): InstanceState | undefined {
    const state = this.#state;
    const bytes = state?.instances.get(id === SHARED ? SHARED_STATE : String(id));
    return state === undefined || bytes === undefined ? undefined : { version: state.version, bytes };
  }

  #checkState({ plugin, version, instances }: PluginState): void {
    const { name, manifest } = this.#plugin;
    const wrong = (what: string): PluginError =>
      new PluginError('TV_PLUGIN_STATE', `${name}: the state of ${plugin}@${version} ${what}`);
    if (manifest?.stateful !== true) throw wrong('would be lost, since the plugin is not stateful');
    if (manifest.name !== plugin) throw wrong('is that of another plugin');
    if (instances.size > 0 && instances.has(SHARED_STATE) !== this.#isShared) {
      throw wrong(
        this.#isShared
          ? 'is for an instance a table, and this one has one for all'
          : 'is for one instance, and this one has one a table',
      );
    }
  }

  get #closeOperation(): string | undefined {
    return this.#plugin.abi === 'v1' ? 'sink_close' : undefined;
  }
}
