import { resolve } from 'node:path';
import { PluginError } from '../../errors/TiValveError';
import type { PluginState } from '../../model/pluginState';
import type { Sink, TableSpan } from '../../model/sink';
import type { Table, TableId } from '../../model/table';
import type { RowTransform } from '../../model/transform';
import type { Ts } from '../../model/ts';
import type { PluginOptions } from '../../sinks/openSink';
import { openWasmSink } from '../../sinks/wasmSink';
import { type PluginSettings, parsePluginSettings } from '../../wasm/pluginSettings';
import type { PluginStage } from '../../wasm/pluginStage';
import { openWasmTransform } from '../../wasm/wasmTransform';
import type { PluginVersion } from './swap';

/** A sink or a transform that is a plugin. */
export type SinkStage = Sink & PluginStage;
export type TransformStage = RowTransform & PluginStage;

/** What the plugins of a run have in common. */
export type PluginHostOptions = Omit<PluginOptions, 'source' | 'settings' | 'label' | 'baseDir'>;

/** A version of a plugin, open. */
export interface OpenedVersion<Stage> {
  readonly stage: Stage;
  readonly version: PluginVersion;
  readonly module: Uint8Array;
  readonly settings: PluginSettings;
  /** The tables that it was told of, as they were told. */
  readonly told: Map<TableId, Table>;
  /** The tables of which it has had rows. */
  readonly outs: Map<TableId, TableOut>;
}

/** What of a table has gone through a version. */
export interface TableOut {
  readonly table: Table;
  readonly firstTs: Ts;
  lastTs: Ts;
}

/** What a version is opened from. */
export interface VersionParts {
  readonly module: Uint8Array;
  /** Names a module without a manifest. */
  readonly label: string;
  /** Paths in it are absolute. */
  readonly settings: PluginSettings;
  readonly state?: PluginState;
}

/** The same settings with paths that do not depend on where they are read. */
export function absoluteSettings(settings: PluginSettings, baseDir: string): PluginSettings {
  const { grants } = settings;
  const absolute = (paths: Readonly<Record<string, string>>, of: (path: string) => string = (path) => path) =>
    Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, of(path)]));
  const at = (path: string): string => resolve(baseDir, path);
  return {
    ...settings,
    grants: {
      ...grants,
      fs: absolute(grants.fs, at),
      preopens: absolute(grants.preopens, at),
      secret: absolute(grants.secret, (reference) =>
        reference.startsWith('file:') ? `file:${at(reference.slice('file:'.length))}` : reference,
      ),
    },
  };
}

/** Of settings what a swap changes: the identity of a version is made of it. */
export function swappedOf({ config, grants }: PluginSettings): PluginVersion['settings'] {
  return { config, grants };
}

/** The settings of a version; limits, run mode and keys are those of `settings`, whatever they were when it was swapped to. */
export function settingsOf({ settings: swapped }: PluginVersion, settings: PluginSettings): PluginSettings {
  return { ...settings, ...swappedOf(parsePluginSettings(swapped)) };
}

/** Opens a version as a sink. Errors as `openWasmSink`. */
export async function openSinkVersion(
  host: PluginHostOptions,
  { module, ...parts }: VersionParts,
): Promise<OpenedVersion<SinkStage>> {
  return opened(await openWasmSink({ ...host, ...parts, source: module }), { module, ...parts });
}

/** Opens a version as a transform. Errors as `openWasmTransform`. */
export async function openTransformVersion(
  host: PluginHostOptions,
  { module, ...parts }: VersionParts,
): Promise<OpenedVersion<TransformStage>> {
  return opened(await openWasmTransform({ ...host, ...parts, source: module }), {
    module,
    ...parts,
  });
}

function opened<Stage extends PluginStage>(stage: Stage, { module, settings }: VersionParts): OpenedVersion<Stage> {
  const { name, identity, digest } = stage.plugin;
  return {
    stage,
    module,
    settings,
    version: { identity, label: name, digest, settings: swappedOf(settings) },
    told: new Map(),
    outs: new Map(),
  };
}

/**
 * The state with which `to` would begin in the place of `from`; `undefined` when there is none.
 *
 * Throws `TV_PLUGIN_STATE` when it would be lost.
 */
export async function stateFor(from: PluginStage, to: PluginStage): Promise<PluginState | undefined> {
  if (!isStateful(from)) return undefined;
  if (!isStateful(to)) {
    throw new PluginError(
      'TV_PLUGIN_STATE',
      `${to.plugin.name} is not stateful: the state of ${from.plugin.name} would be lost`,
      {
        hint: 'swap to a version with "stateful": true that takes the state, or begin anew with another state folder',
      },
    );
  }
  return from.exportState();
}

/** Whether a version keeps something from call to call that is handed over. */
export const isStateful = ({ plugin }: Pick<PluginStage, 'plugin'>): boolean => plugin.manifest?.stateful === true;

/** Tells a version of a table, unless it knows that it is so. */
export async function tell(
  { stage, told }: OpenedVersion<SinkStage | TransformStage>,
  { tableId, table }: TableSpan,
): Promise<void> {
  if (told.get(tableId) === table) return;
  await stage.addTable?.({ tableId, table });
  told.set(tableId, table);
}
