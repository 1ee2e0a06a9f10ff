import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { compileForeignSchema, describeFieldErrors } from '../config/checkedBy';
import { messageOf, PluginError } from '../errors/TiValveError';
import { admitModule } from './admitModule';
import { redactor } from './bindings/secretBinding';
import { GuestWorkers } from './GuestWorkers';
import { startInlineGuest } from './guest';
import { hideSecrets } from './hideSecrets';
import { makeHostBindings } from './hostBindings';
import { startIsolatedGuest } from './isolatedGuest';
import { limitMemory } from './limitMemory';
import { type CapabilityHost, needsIsolation, openCapabilities } from './openCapabilities';
import { checkPluginImports } from './pluginImports';
import { type PluginInstance, StatusInstance } from './pluginInstance';
import { limitLog, type PluginLogger, SILENT_PLUGIN_LOGGER } from './pluginLogger';
import { type PluginLimits, type PluginManifest, readPluginManifest } from './pluginManifest';
import type { PluginSettings, RunMode } from './pluginSettings';
import { checkSignature } from './signature';
import { DEFAULT_CALL_TIMEOUT_MS, type HostCall } from './TiValveWapcHost';

/** Options of `openPlugin`. */
export interface OpenPluginOptions extends CapabilityHost {
  /** Path of a module, or its bytes. */
  readonly source: string | Uint8Array;
  /** Names a module without a manifest. @defaultValue the name of its file, or `plugin` */
  readonly label?: string;
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
  /** @defaultValue that of the settings */
  readonly mode?: RunMode;
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
  /** A plugin that uses the network is isolated, whatever was asked for: its host calls cannot be answered at once. */
  readonly mode: RunMode;
  /** Starts and initializes an instance. */
  instantiate(): Promise<PluginInstance>;
  /** Lets go of what it holds, the threads of isolated instances included. */
  close(): Promise<void>;
}

/** Largest module that is read. */
export const MAX_PLUGIN_BYTES = 16 * 1024 * 1024;

const DEFAULT_MEMORY_MIB = 256;

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** JSON with the keys in order, so that equal values have one text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** Throws `TV_PLUGIN_UNREADABLE`, and `TV_PLUGIN_INVALID` for more than `MAX_PLUGIN_BYTES`. */
export async function readModule(source: string | Uint8Array): Promise<Uint8Array> {
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

/**
 * Reads, checks and compiles a plugin; no code of it has run when this returns. The order is: size, magic, sections,
 * memory, compilation, imports and exports, manifest, configuration, grants, and what they name.
 *
 * Throws `TV_PLUGIN_UNREADABLE`, `TV_PLUGIN_INVALID`, `TV_PLUGIN_LIMIT`, `TV_PLUGIN_IMPORTS`, `TV_PLUGIN_MANIFEST`,
 * `TV_PLUGIN_GRANT`, `TV_PLUGIN_CONFIG`, `TV_PLUGIN_STATE` or, for a folder that cannot be written, `TV_SINK_IO`. `instantiate` throws
 * `TV_PLUGIN_INIT` when the plugin refuses its configuration.
 *
 * @example
 * ```ts
 * const plugin = await openPlugin({ source: 'csv.wasm', settings: parsePluginSettings(file), changefeed: 'demo' });
 * const instance = await plugin.instantiate();
 * await instance.callForStatus('sink_add_table', payload);
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
  const label = options.label ?? (typeof source === 'string' ? basename(source) : 'plugin');
  const bytes = await readModule(source);
  admitModule(label, bytes);
  checkSignature(label, bytes, settings);
  const digest = sha256(bytes);
  const memoryMiB = settings.limits.memoryMiB ?? DEFAULT_MEMORY_MIB;
  let module = await compile(label, limitMemory(bytes, memoryMiB));
  checkPluginImports(label, module);
  const manifest = readPluginManifest(module);
  const name = manifest === undefined ? label : `${manifest.name}@${manifest.version}`;
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
  const bounds = bothLimits(manifest?.limits ?? {}, settings.limits);
  const capabilities = openCapabilities({
    ...options,
    name,
    manifest,
    grants: settings.grants,
    baseDir,
    callTimeoutMs: bounds.callTimeoutMs ?? DEFAULT_CALL_TIMEOUT_MS,
  });
  const redact = redactor(capabilities.secrets.values());
  const limitedLog = limitLog(logger, { fields: { plugin: name, changefeed } });
  const log: typeof limitedLog = (level, text, leftOut) => limitedLog(level, redact(text), leftOut);
  const limits = { ...bounds, wasi: capabilities.wasi };
  const mode = needsIsolation(capabilities.names) ? 'isolated' : (options.mode ?? settings.mode);
  const workers = mode === 'isolated' ? new GuestWorkers({ name, module, limits }) : undefined;
  const init = Buffer.from(JSON.stringify({ config, changefeed, instance, abi: 'v1', epoch }));
  return {
    name,
    abi: manifest === undefined ? 'v0' : 'v1',
    manifest,
    identity: sha256(`${digest}\n${canonicalJson(config)}\n${canonicalJson(capabilities.identity)}`),
    digest,
    config,
    mode,
    async instantiate() {
      const bindings = makeHostBindings(capabilities, log);
      const { onHostCall } = options;
      const hostCall: HostCall = (binding, namespace, operation, payload) =>
        onHostCall?.({ binding, namespace, operation, payload }) ??
        bindings.call(binding, namespace, operation, payload);
      const parts = { name, module, limits, hostCall, print: log };
      const guest =
        workers === undefined ? await startInlineGuest(parts) : await startIsolatedGuest({ ...parts, workers });
      const made = hideSecrets(new StatusInstance(name, guest, bindings), redact);
      if (manifest === undefined) return made;
      try {
        await made.callIfThere('plugin_init', init);
      } catch (thrown) {
        await made.close();
        if (!(thrown instanceof PluginError) || thrown.code !== 'TV_PLUGIN_ERROR') throw thrown;
        throw new PluginError('TV_PLUGIN_INIT', thrown.message, { cause: thrown });
      }
      return made;
    },
    async close() {
      await workers?.close();
      capabilities.close();
    },
  };
}
