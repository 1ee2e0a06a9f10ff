import type { PluginState } from '../model/pluginState';
import type { Plugin } from './pluginHost';

/** What a run does with a plugin besides handing rows to it. */
export interface PluginStage {
  readonly plugin: Plugin;
  /** What its instances have come to, between two calls; `undefined` for a plugin without state. */
  exportState(): Promise<PluginState | undefined>;
  /** Has it test itself, when it can, on an instance of its own. */
  selfTest(): Promise<void>;
}
