import { readdir, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { maxSatisfying, validRange } from 'semver';
import { readJsonFile } from '../config/readJsonFile';
import { ConfigError, messageOf } from '../errors/TiValveError';
import type { Logger } from '../model/logger';
import type { Sink } from '../model/sink';
import type { RowTransform } from '../model/transform';
import type { CapabilityHost } from '../wasm/openCapabilities';
import type { RefusedRows } from '../wasm/PoisonSearch';
import type { OpenPluginOptions } from '../wasm/pluginHost';
import { parsePluginSettings } from '../wasm/pluginSettings';
import { openWasmTransform } from '../wasm/wasmTransform';
import { blackholeSink } from './blackholeSink';
import { openFileSink } from './fileSink';
import type { LineOptions } from './lineSink';
import { stdoutSink } from './stdoutSink';
import { openWasmSink } from './wasmSink';

/** What a sink is told besides its URI. */
export interface OpenSinkContext extends CapabilityHost {
  /** Names the changefeed to plugins. @defaultValue `'default'` */
  readonly changefeed?: string;
  readonly logger?: Logger;
  /** What becomes of rows on which a plugin dies. @defaultValue `'stop'` */
  readonly refusedRows?: RefusedRows;
}

const HINT =
  'sinks are stdout:, blackhole:, file:FOLDER, wasm:NAME[@VERSION]?config=FILE and wasm:./guest.wasm?config=FILE';

const PLUGIN_PARAMETERS = ['config', 'preopen'];

/** Plugins that ship with TiValve, a folder each. */
const SHIPPED_PLUGINS = join(__dirname, '..', '..', 'plugins');

/**
 * Opens the sink of a URI: `stdout:`, `blackhole:`, `file:./out?protocol=row-json&transactions=true`, `wasm:csv@^1?config=csv.json` (a
 * plugin that ships with TiValve) or `wasm:./guest.wasm?preopen=/guest/path:./out` (a file). Paths are relative to the working folder,
 * those in a configuration file to that file.
 *
 * Errors with `TV_CONFIG_SINK_URI`, and with what the sink fails to open with.
 */
export async function openSink(uri: string, context: OpenSinkContext = {}): Promise<Sink> {
  const { scheme, path, parameters } = parseSinkUri(uri);
  switch (scheme) {
    case 'stdout':
      return stdoutSink(process.stdout, lineOptions(uri, parameters));
    case 'blackhole':
      onlyParameters(uri, parameters, []);
      return blackholeSink();
    case 'file':
      if (path === '') throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: file: needs a folder`, { hint: HINT });
      return openFileSink(resolve(path), lineOptions(uri, parameters));
    case 'wasm':
      return openWasmSink(await pluginOptionsOf(uri, context));
    default:
      throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: unknown kind of sink ${JSON.stringify(scheme)}`, {
        hint: HINT,
      });
  }
}

/**
 * Opens the transform of a URI: `wasm:mask@^1?config=mask.json` or `wasm:./guest.wasm?config=FILE`.
 *
 * Errors with `TV_CONFIG_SINK_URI`, and with what the plugin fails to open with.
 */
export async function openTransform(uri: string, context: OpenSinkContext = {}): Promise<RowTransform> {
  return openWasmTransform(await pluginOptionsOf(uri, context));
}

const HINT_OF_PLUGINS = 'plugins are wasm:NAME[@VERSION]?config=FILE and wasm:./guest.wasm?config=FILE';

/** What opening a plugin takes, besides its state. */
export type PluginOptions = OpenPluginOptions & { readonly refusedRows?: RefusedRows };

/** What opening the plugin of a `wasm:` URI takes. Errors with `TV_CONFIG_SINK_URI`, and as `readJsonFile`. */
export async function pluginOptionsOf(uri: string, context: OpenSinkContext = {}): Promise<PluginOptions> {
  const { scheme, path, parameters } = parseSinkUri(uri);
  if (scheme !== 'wasm') throw new ConfigError('TV_CONFIG_SINK_URI', `${uri} is no plugin`, { hint: HINT_OF_PLUGINS });
  onlyParameters(uri, parameters, PLUGIN_PARAMETERS);
  const config = parameters.get('config');
  const settings = parsePluginSettings(config === null ? {} : await readJsonFile(config));
  const preopens = { ...settings.grants.preopens, ...preopensOf(uri, parameters) };
  return {
    ...pluginOptionsIn(context),
    settings: { ...settings, grants: { ...settings.grants, preopens } },
    ...(config !== null && { baseDir: dirname(resolve(config)) }),
    source: await moduleOf(uri, path),
  };
}

/** What a run tells its plugins. */
export function pluginOptionsIn(context: OpenSinkContext): Omit<PluginOptions, 'source' | 'settings'> {
  return {
    changefeed: context.changefeed ?? 'default',
    ...(context.logger !== undefined && { logger: context.logger }),
    ...(context.kvFolder !== undefined && { kvFolder: context.kvFolder }),
    ...(context.lookupTable !== undefined && { lookupTable: context.lookupTable }),
    ...(context.metrics !== undefined && { metrics: context.metrics }),
    ...(context.refusedRows !== undefined && { refusedRows: context.refusedRows }),
  };
}

/**
 * The path of a module: of a file, or of the version of a plugin that ships with TiValve.
 *
 * Errors with `TV_CONFIG_SINK_URI` and `TV_CONFIG_PLUGIN`.
 *
 * @param uri - what to name in an error
 * @param path - `./guest.wasm`, `csv` or `csv@^2`
 */
export async function moduleOf(uri: string, path: string): Promise<string> {
  if (path.endsWith('.wasm') || isAbsolute(path) || path.startsWith('.')) return resolve(path);
  const stored = /^([a-z0-9][a-z0-9-]{0,62})(?:@(.+))?$/.exec(path);
  if (stored === null)
    throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: not a plugin's name or file`, { hint: HINT });
  const [, name = '', version = '*'] = stored;
  return storedPlugin(uri, name, version);
}

interface SinkUri {
  readonly scheme: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
}

function parseSinkUri(uri: string): SinkUri {
  const match = /^([a-z][a-z0-9+.-]*):([^?]*)(?:\?(.*))?$/s.exec(uri);
  if (match === null)
    throw new ConfigError('TV_CONFIG_SINK_URI', `${JSON.stringify(uri)} is not KIND:PATH?NAME=VALUE`, { hint: HINT });
  const [, scheme = '', path = '', query = ''] = match;
  try {
    return {
      scheme,
      path: decodeURIComponent(path.replace(/^\/\/(?=\/)/, '')),
      parameters: new URLSearchParams(query),
    };
  } catch (cause) {
    throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: ${messageOf(cause)}`, { cause, hint: HINT });
  }
}

function onlyParameters(uri: string, parameters: URLSearchParams, known: readonly string[]): void {
  for (const name of parameters.keys()) {
    if (!known.includes(name)) {
      throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: unknown parameter ${JSON.stringify(name)}`, {
        hint: known.length === 0 ? 'this sink takes no parameters' : `this sink takes ${known.join(', ')}`,
      });
    }
  }
}

function lineOptions(uri: string, parameters: URLSearchParams): LineOptions {
  onlyParameters(uri, parameters, ['protocol', 'transactions']);
  const protocol = parameters.get('protocol') ?? 'row-json';
  if (protocol !== 'row-json') {
    throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: unknown protocol ${JSON.stringify(protocol)}`, {
      hint: 'this sink writes row-json; for CSV use wasm:csv',
    });
  }
  const transactions = parameters.get('transactions') ?? 'false';
  if (transactions === 'true' || transactions === 'false') return { transactions: transactions === 'true' };
  throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: transactions is ${JSON.stringify(transactions)}`, {
    hint: 'write transactions=true for a begin and a commit line around each transaction',
  });
}

/** The folders of `preopen=/guest/path:./folder`, by the guest's path; relative ones count from the working folder. */
function preopensOf(uri: string, parameters: URLSearchParams): Record<string, string> {
  const preopens = new Map<string, string>();
  for (const text of parameters.getAll('preopen')) {
    const [, guestPath, folder] = /^(\/[^:\\]*):(.+)$/s.exec(text) ?? [];
    if (guestPath === undefined || folder === undefined || preopens.has(guestPath)) {
      throw new ConfigError('TV_CONFIG_SINK_URI', `${uri}: preopen is ${JSON.stringify(text)}`, {
        hint: 'write preopen=/guest/path:./folder, once for each path',
      });
    }
    preopens.set(guestPath, resolve(folder));
  }
  return Object.fromEntries(preopens);
}

/** The module of a plugin that ships with TiValve: of its versions in the range the highest. */
async function storedPlugin(uri: string, name: string, range: string): Promise<string> {
  const wrong = (what: string): ConfigError => new ConfigError('TV_CONFIG_PLUGIN', `${uri}: ${what}`, { hint: HINT });
  if (validRange(range) === null) throw wrong(`${JSON.stringify(range)} is not a version range`);
  const versions = await shippedVersions(name);
  if (versions.size === 0) throw wrong(`there is no plugin named ${name}`);
  const module = versions.get(maxSatisfying([...versions.keys()], range) ?? '');
  if (module !== undefined) return module;
  throw wrong(`plugin ${name} is there in version ${[...versions.keys()].join(' and ')}, not in ${range}`);
}

/** Modules by version: the first one is in the plugin's folder, later ones are in folders of it named `v2` and so on. */
async function shippedVersions(name: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(SHIPPED_PLUGINS, name);
  const versions = new Map<string, string>();
  for (const place of ['.', ...(await namesIn(folder)).filter((one) => /^v\d+$/.test(one))]) {
    let text: string;
    try {
      text = await readFile(join(folder, place, 'manifest.json'), 'utf8');
    } catch {
      // A folder beside the plugins, such as that of the SDKs, has none.
      continue;
    }
    const { version } = JSON.parse(text) as { readonly version: string };
    versions.set(version, join(folder, place, `${name}.wasm`));
  }
  return versions;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
