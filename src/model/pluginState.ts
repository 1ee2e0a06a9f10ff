/** What the instances of a plugin have come to, in the plugin's own form. */
export interface PluginState {
  /** Name and version of the plugin that it comes from. */
  readonly plugin: string;
  readonly version: string;
  /** By physical table id; under `shared` when one instance serves all tables. */
  readonly instances: ReadonlyMap<string, Uint8Array>;
}
