import type { PluginState } from '../model/pluginState';
import type { Plugin } from './pluginHost';

/** What a run does with a plugin besides handing rows to it; never during a call. */
export interface PluginStage {
  readonly plugin: Plugin;
  /** Bytes that its instances have, and that are kept for fresh ones. */
  readonly memoryBytes: number;
  /** What its instances have come to; `undefined` for a plugin without state. */
  exportState(): Promise<PluginState | undefined>;
  /** Has instances of their own take a state, and lets go of them. Throws `TV_PLUGIN_STATE` when they refuse. */
  tryState(state: PluginState): Promise<void>;
  /** Begins anew with a state, or with none; tables have to be told again. */
  begin(state: PluginState | undefined): Promise<void>;
  /** Whether a row on which it dies makes the call fail, whatever becomes of such rows otherwise. */
  isStrict: boolean;
  /** Has it test itself, when it can, on an instance of its own. */
  selfTest(): Promise<void>;
}
