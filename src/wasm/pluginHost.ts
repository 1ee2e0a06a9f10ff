import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { compileForeignSchema, describeFieldErrors } from '../config/checkedBy';
import { messageOf, PluginError, type SinkError } from '../errors/TiValveError';
import { type FsFolders, openFsFolders } from './fsBinding';
import type { HostBinding } from './hostBinding';
import { hasWasmMagic, limitMemory } from './limitMemory';
import { logBinding } from './logBinding';
import { checkPluginImports } from './pluginImports';
import { limitLog, type PluginLogger, type PluginLogLevel, SILENT_PLUGIN_LOGGER } from './pluginLogger';
import { type PluginLimits, type PluginManifest, readPluginManifest } from './pluginManifest';
import type { PluginSettings } from './pluginSettings';
import { parseAnswer, statusOf } from './pluginStatus';
import { TiValveWapcHost } from './TiValveWapcHost';

/** Options of `openPlugin`. */
export interface OpenPluginOptions {
  /** Path of a module, or its bytes. */
  readonly source: string | Uint8Array;
  readonly settings: PluginSettings;
  /** Relative folders of the grants count from here. @defaultValue the working folder */
  readonly baseDir?: string;
  readonly changefeed: string;
  /** Tells the instances of a changefeed apart, as for lanes. @defaultValue `'0'` */
  readonly instance?: string;
  /** Epoch of the span that the plugin serves. @defaultValue `0` */
  readonly epoch?: number;
  /** @defaultValue a logger that keeps nothing */
  readonly logger?: PluginLogger;
}

/** One instance of a plugin, ready to be called. */
export interface PluginInstance {
  /** One call and its answer; throws as `TiValveWapcHost.call`, or `TV_SINK_IO` when the disk was why the guest failed. */
  call(operation: string, payload: Uint8Array): Uint8Array;
  /** As `call`, for an answer that is a JSON object with an optional status; throws `TV_PLUGIN_ERROR` unless it is 200. */
  callForStatus(operation: string, payload: Uint8Array): Readonly<Record<string, unknown>>;
  /** As `callForStatus`, but a status 404 is `undefined`: the plugin does not have this operation. */
  callIfThere(operation: string, payload: Uint8Array): Readonly<Record<string, unknown>> | undefined;
  /** Whether a trap or a limit ended it. */
  readonly ended: boolean;
}

/** A plugin that was read, checked and compiled; it makes instances. */
export interface Plugin {
  readonly name: string;
  /** `v0` is the ABI of 2022, of a module without a manifest. */
  readonly abi: 'v0' | 'v1';
  readonly manifest: PluginManifest | undefined;
  /** sha256 of module, configuration and grants together, as hex. */
  readonly identity: string;
  /** sha256 of the module as it was read, as hex. */
  readonly digest: string;
  /** The plugin's configuration with the defaults of its schema. */
  readonly config: Readonly<Record<string, unknown>>;
  instantiate(): PluginInstance;
  close(): void;
}

/** Largest module that is read. */
export const MAX_PLUGIN_BYTES = 16 * 1024 * 1024;

const DEFAULT_MEMORY_MIB = 256;
const SUPPORTED_CAPABILITIES = /^(log|fs:.*)$/;
const STATUS_OK = 200;
const STATUS_NO_SUCH_OPERATION = 404;

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** JSON with the keys in order, so that equal values have one text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

async function readModule(source: string | Uint8Array): Promise<Uint8Array> {
  const tooLarge = (size: number): PluginError =>
    new PluginError('TV_PLUGIN_INVALID', `module has ${size} bytes, ${MAX_PLUGIN_BYTES} are allowed`);
  if (typeof source !== 'string') {
    if (source.length > MAX_PLUGIN_BYTES) throw tooLarge(source.length);
    return source;
  }
  try {
    const { size } = await stat(source);
    if (size > MAX_PLUGIN_BYTES) throw tooLarge(size);
    return await readFile(source);
  } catch (thrown) {
    if (thrown instanceof PluginError) throw thrown;
    throw new PluginError('TV_PLUGIN_UNREADABLE', `${source}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

async function compile(name: string, bytes: Uint8Array): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (thrown) {
    throw new PluginError('TV_PLUGIN_INVALID', `${name}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

function bothLimits(a: PluginLimits, b: PluginLimits): PluginLimits {
  const callTimeoutMs = smaller(a.callTimeoutMs, b.callTimeoutMs);
  const outputBytes = smaller(a.outputBytes, b.outputBytes);
  return {
    ...(callTimeoutMs === undefined ? {} : { callTimeoutMs }),
    ...(outputBytes === undefined ? {} : { outputBytes }),
  };
}

/** What a manifest may say by its schema and this version does not do: saying so beats doing something else. */
function checkSupported(manifest: PluginManifest): void {
  const wrong: string[] = manifest.capabilities
    .filter((capability) => !SUPPORTED_CAPABILITIES.test(capability))
    .map((capability) => `capability ${capability}`);
  if (manifest.encoding === 'batch') wrong.push('encoding batch');
  if (manifest.tables !== undefined) wrong.push('tables');
  if (manifest.columns !== undefined) wrong.push('columns');
  if (wrong.length > 0)
    throw new PluginError('TV_PLUGIN_MANIFEST', `not supported by this version: ${wrong.join(', ')}`);
}

function checkGrants(name: string, capabilities: readonly string[], settings: PluginSettings): void {
  const wanted = capabilities
    .filter((capability) => capability.startsWith('fs:'))
    .map((capability) => capability.slice(3));
  const granted = Object.keys(settings.grants.fs);
  const missing = wanted.filter((folder) => !granted.includes(folder));
  const unknown = granted.filter((folder) => !wanted.includes(folder));
  if (missing.length > 0) {
    throw new PluginError('TV_PLUGIN_GRANT', `${name} wants the folder ${missing.join(', ')} and is not granted it`, {
      hint: `Add it to the plugin configuration: {"grants":{"fs":{"${missing[0] ?? ''}":"./folder"}}}.`,
    });
  }
  if (unknown.length > 0) {
    throw new PluginError(
      'TV_PLUGIN_GRANT',
      `${name} is granted the folder ${unknown.join(', ')} and does not ask for it`,
      {
        hint: wanted.length > 0 ? `It asks for ${wanted.join(', ')}.` : 'It asks for no folder.',
      },
    );
  }
}

/** A copy of the configuration with the schema's defaults. Throws `TV_PLUGIN_CONFIG` naming every wrong field. */
function checkConfig(
  manifest: PluginManifest,
  config: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let validate: ReturnType<typeof compileForeignSchema>;
  try {
    if ('$async' in manifest.configSchema) throw new Error('$async schemas are not allowed');
    validate = compileForeignSchema(manifest.configSchema);
  } catch (thrown) {
    throw new PluginError('TV_PLUGIN_MANIFEST', `/configSchema: ${messageOf(thrown)}`, { cause: thrown });
  }
  const copy = structuredClone(config);
  if (!validate(copy)) throw new PluginError('TV_PLUGIN_CONFIG', `${manifest.name}: ${describeFieldErrors(validate)}`);
  return copy;
}

function rootCauseOf(error: PluginError, ioError: SinkError | undefined): PluginError | SinkError {
  return error.code === 'TV_PLUGIN_ERROR' && ioError !== undefined ? ioError : error;
}

interface InstanceParts {
  readonly name: string;
  readonly module: WebAssembly.Module;
  readonly limits: PluginLimits;
  readonly capabilities: readonly string[];
  readonly folders: FsFolders;
  readonly log: (level: PluginLogLevel, text: string) => void;
}

class Instance implements PluginInstance {
  readonly #name: string;
  readonly #host: TiValveWapcHost;
  #ioError: SinkError | undefined;

  constructor({ name, module, limits, capabilities, folders, log }: InstanceParts) {
    this.#name = name;
    const bindings = new Map<string, HostBinding>();
    if (capabilities.includes('log')) bindings.set('log', logBinding(log));
    if (capabilities.some((capability) => capability.startsWith('fs:'))) {
      bindings.set(
        'fs',
        folders.binding((error) => {
          this.#ioError ??= error;
        }),
      );
    }
    this.#host = new TiValveWapcHost({
      ...limits,
      name,
      print: log,
      hostCall(binding, namespace, operation, payload) {
        const answer = bindings.get(binding);
        if (answer === undefined) throw new Error(`EACCES: no host binding ${JSON.stringify(binding)} is granted`);
        return answer(namespace, operation, payload);
      },
    }).start(module);
  }

  get ended(): boolean {
    return this.#host.failure !== undefined;
  }

  call(operation: string, payload: Uint8Array): Uint8Array {
    this.#ioError = undefined;
    try {
      return this.#host.call(operation, payload);
    } catch (thrown) {
      throw thrown instanceof PluginError ? rootCauseOf(thrown, this.#ioError) : thrown;
    }
  }

  callForStatus(operation: string, payload: Uint8Array): Readonly<Record<string, unknown>> {
    const answer = this.#answer(operation, payload);
    if (answer.code !== STATUS_OK) this.#refused(operation, answer.text);
    return answer.fields;
  }

  callIfThere(operation: string, payload: Uint8Array): Readonly<Record<string, unknown>> | undefined {
    const answer = this.#answer(operation, payload);
    if (answer.code === STATUS_NO_SUCH_OPERATION) return undefined;
    // Only a flush answers with a ts and may leave out that all is well.
    if (answer.code !== STATUS_OK && !('resolved_ts' in answer.fields && !('code' in answer.fields)))
      this.#refused(operation, answer.text);
    return answer.fields;
  }

  #answer(
    operation: string,
    payload: Uint8Array,
  ): { code: number; text: string; fields: Readonly<Record<string, unknown>> } {
    const where = `${operation} of ${this.#name}`;
    const fields = parseAnswer(where, this.call(operation, payload));
    return { ...statusOf(where, fields), fields };
  }

  #refused(operation: string, text: string): never {
    throw rootCauseOf(new PluginError('TV_PLUGIN_ERROR', `${operation} of ${this.#name}: ${text}`), this.#ioError);
  }
}

/**
 * Reads, checks and compiles a plugin; no code of it has run when this returns. The order is: size, magic, memory,
 * compilation, imports and exports, manifest, grants, configuration, granted folders.
 *
 * Throws `TV_PLUGIN_UNREADABLE`, `TV_PLUGIN_INVALID`, `TV_PLUGIN_LIMIT`, `TV_PLUGIN_IMPORTS`, `TV_PLUGIN_MANIFEST`,
 * `TV_PLUGIN_GRANT`, `TV_PLUGIN_CONFIG` or, for a folder that cannot be written, `TV_SINK_IO`. `instantiate` throws
 * `TV_PLUGIN_INIT` when the plugin refuses its configuration.
 *
 * @example
 * ```ts
 * const plugin = await openPlugin({ source: 'csv.wasm', settings: parsePluginSettings(file), changefeed: 'demo' });
 * plugin.instantiate().callForStatus('sink_add_table', payload);
 * ```
 */
export async function openPlugin(options: OpenPluginOptions): Promise<Plugin> {
  const {
    source,
    settings,
    baseDir = '.',
    changefeed,
    instance = '0',
    epoch = 0,
    logger = SILENT_PLUGIN_LOGGER,
  } = options;
  const label = typeof source === 'string' ? basename(source) : 'plugin';
  const bytes = await readModule(source);
  if (!hasWasmMagic(bytes))
    throw new PluginError('TV_PLUGIN_INVALID', `${label} does not begin as a WebAssembly module does`);
  const digest = sha256(bytes);
  const memoryMiB = settings.limits.memoryMiB ?? DEFAULT_MEMORY_MIB;
  let module = await compile(label, limitMemory(bytes, memoryMiB));
  checkPluginImports(label, module);
  const manifest = readPluginManifest(module);
  const name = manifest === undefined ? label : `${manifest.name}@${manifest.version}`;
  const capabilities = manifest?.capabilities ?? [];
  if (manifest !== undefined) checkSupported(manifest);
  checkGrants(name, capabilities, settings);
  if (manifest === undefined && Object.keys(settings.config).length > 0) {
    throw new PluginError(
      'TV_PLUGIN_CONFIG',
      `${name} has no manifest, and a plugin of the ABI v0 takes no configuration`,
    );
  }
  const config = manifest === undefined ? settings.config : checkConfig(manifest, settings.config);
  const ownMemoryMiB = manifest?.limits.memoryMiB ?? memoryMiB;
  // The manifest is known only after compiling; a plugin that asks for less than it would get is compiled again.
  if (ownMemoryMiB < memoryMiB) module = await compile(label, limitMemory(bytes, ownMemoryMiB));
  const paths = Object.fromEntries(
    Object.entries(settings.grants.fs).map(([folder, path]) => [folder, resolve(baseDir, path)]),
  );
  const folders = openFsFolders(paths);
  const log = limitLog(logger, { fields: { plugin: name, changefeed } });
  const limits = bothLimits(manifest?.limits ?? {}, settings.limits);
  const init = Buffer.from(JSON.stringify({ config, changefeed, instance, abi: 'v1', epoch }));
  return {
    name,
    abi: manifest === undefined ? 'v0' : 'v1',
    manifest,
    identity: sha256(`${digest}\n${canonicalJson(config)}\n${canonicalJson({ fs: paths })}`),
    digest,
    config,
    instantiate() {
      const made = new Instance({ name, module, limits, capabilities, folders, log });
      if (manifest === undefined) return made;
      try {
        made.callIfThere('plugin_init', init);
      } catch (thrown) {
        if (!(thrown instanceof PluginError) || thrown.code !== 'TV_PLUGIN_ERROR') throw thrown;
        throw new PluginError('TV_PLUGIN_INIT', thrown.message, { cause: thrown });
      }
      return made;
    },
    close: () => folders.close(),
  };
}
