import { type PluginSettings, parsePluginSettings } from '../wasm/pluginSettings';

/** A plugin of a definition, by its module and its settings. */
export interface WasmPlugin {
  readonly kind: 'wasmPlugin';
  /** Path of a module, or its bytes. */
  readonly source: string | Uint8Array;
  readonly settings: PluginSettings;
  /** Relative folders of the grants count from here. */
  readonly baseDir: string;
}

/** Where the relative folders of a plugin's grants count from. */
export interface WasmPluginOptions {
  /** @defaultValue the working folder */
  readonly baseDir?: string;
}

/**
 * A plugin as a definition has it, where a URI would need files: as the sink, or as a step of `through`.
 *
 * Throws `TV_CONFIG_INVALID` naming every wrong field of the settings.
 *
 * @param settings - as in a plugin's settings file: `{ config, grants, limits, mode }`
 *
 * @example
 * ```ts
 * definePipeline({ source, sink: wasmPlugin('csv.wasm', { grants: { fs: { out: './csv' } } }) });
 * ```
 */
export function wasmPlugin(
  source: string | Uint8Array,
  settings: object = {},
  { baseDir = '.' }: WasmPluginOptions = {},
): WasmPlugin {
  return Object.freeze({ kind: 'wasmPlugin', source, settings: parsePluginSettings(settings), baseDir });
}

/** Whether a part of a definition is a plugin that `wasmPlugin` made. */
export function isWasmPlugin(part: unknown): part is WasmPlugin {
  return typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'wasmPlugin';
}
