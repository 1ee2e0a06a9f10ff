import type { TableId } from '../model/table';
import type { Plugin } from './pluginHost';
import { PluginSlot, type PluginSlotOptions } from './pluginSlot';

const SHARED: TableId = 0;

/** The instances of a plugin: one for all tables, or one for each, as its manifest says. */
export class PluginSlots {
  readonly #plugin: Plugin;
  readonly #options: PluginSlotOptions;
  readonly #isShared: boolean;
  readonly #slots = new Map<TableId, PluginSlot>();

  constructor(plugin: Plugin, options: PluginSlotOptions) {
    this.#plugin = plugin;
    this.#options = options;
    this.#isShared = plugin.manifest?.instances !== 'table';
  }

  /** Starts the instance that all tables share, so that what is wrong with the plugin shows before there are rows. */
  async start(): Promise<void> {
    if (this.#isShared) await this.of(SHARED).start();
  }

  /** The one that serves a physical table. */
  of(tableId: TableId): PluginSlot {
    const id = this.#isShared ? SHARED : tableId;
    let slot = this.#slots.get(id);
    if (slot === undefined) {
      slot = new PluginSlot(this.#plugin, this.#options);
      this.#slots.set(id, slot);
    }
    return slot;
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

  get #closeOperation(): string | undefined {
    return this.#plugin.abi === 'v1' ? 'sink_close' : undefined;
  }
}
