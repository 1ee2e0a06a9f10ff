import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, SinkError } from '../errors/TiValveError';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { type Clocks, deterministicClocks, systemClocks } from '../model/pluginClocks';
import { type FsFolders, openFsFolders } from './bindings/fsBinding';
import { httpBinding, originOf } from './bindings/httpBinding';
import { type KvStore, MemoryKvStore, openKvStore } from './bindings/kvStore';
import { metricsBinding } from './bindings/metricsBinding';
import type { TableLookup } from './bindings/schemaBinding';
import { checkGrants } from './checkGrants';
import type { HostBinding } from './hostBinding';
import type { PluginManifest } from './pluginManifest';
import type { PluginGrants } from './pluginSettings';
import type { DeterministicRun, WasiSettings } from './wasiImports';

/** What a host has for its plugins. */
export interface CapabilityHost {
  /** Folder for the durable state of plugins. @defaultValue none: a plugin that asks for `kv` is refused, but in a dry run */
  readonly kvFolder?: string;
  /** Finds tables for the binding `schema`. @defaultValue none: a plugin that asks for it is refused */
  readonly lookupTable?: TableLookup;
  /** Where the metrics of plugins go. @defaultValue nowhere */
  readonly metrics?: Metrics;
  /** Makes clocks and random numbers the same in each run, and state end with it. @defaultValue those of the machine */
  readonly dryRun?: DeterministicRun;
  /** Hears of every host call first; bytes that it answers with go to the guest, and the call is not carried out. */
  readonly onHostCall?: (call: HostCallRecord) => Uint8Array | undefined;
}

/** A host call, as the guest made it. */
export interface HostCallRecord {
  readonly binding: string;
  readonly namespace: string;
  readonly operation: string;
  readonly payload: Uint8Array;
}

/** What capabilities are opened from. */
export interface CapabilityParts extends CapabilityHost {
  readonly name: string;
  readonly manifest: PluginManifest | undefined;
  readonly grants: PluginGrants;
  /** Relative paths of the grants count from here. */
  readonly baseDir: string;
  /** Longest time of one call of the plugin, and so of one request of its. */
  readonly callTimeoutMs: number | undefined;
}

/** What a plugin was granted, open. */
export interface Capabilities {
  /** By name, as the manifest has them. */
  readonly names: readonly string[];
  readonly folders: FsFolders;
  readonly clocks: Clocks;
  readonly metrics: HostBinding;
  readonly kv: { readonly store: KvStore; readonly quotaBytes: number } | undefined;
  readonly http: HostBinding;
  readonly lookupTable: TableLookup | undefined;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly wasi: WasiSettings;
  /** What of the grants tells one plugin from another; no value of a secret. */
  readonly identity: Readonly<Record<string, unknown>>;
  close(): void;
}

const MIB = 1024 * 1024;
const DEFAULT_QUOTA_MIB = 64;

/** Whether some host calls of these capabilities are answered with a promise, which only an isolated instance can wait for. */
export function needsIsolation(capabilities: readonly string[]): boolean {
  return capabilities.includes('http');
}

function resolved(baseDir: string, paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, resolve(baseDir, path)]));
}

function makePreopens(preopens: Readonly<Record<string, string>>): void {
  for (const [guestPath, path] of Object.entries(preopens)) {
    try {
      mkdirSync(path, { recursive: true });
    } catch (thrown) {
      throw new SinkError('TV_SINK_IO', `folder ${path} (pre-opened as ${guestPath}): ${messageOf(thrown)}`, {
        cause: thrown,
        hint: 'Pre-open a folder that this process can create and write in.',
      });
    }
  }
}

/** Only what is granted, so that a grant which did not exist yet changes no identity. */
function identityOf(grants: PluginGrants, paths: object, preopens: object): Record<string, unknown> {
  return {
    fs: paths,
    ...(grants.http.length > 0 && { http: [...new Set(grants.http.map(originOf))].sort() }),
    ...(grants.kv !== false && { kv: grants.kv }),
    ...(grants.schema && { schema: true }),
    ...(Object.keys(grants.secret).length > 0 && { secret: grants.secret }),
    ...(Object.keys(preopens).length > 0 && { preopens }),
  };
}

/**
 * Checks the grants of a plugin and opens what they name: folders, state, secrets.
 *
 * Throws `TV_PLUGIN_GRANT` with everything that does not fit, `TV_SINK_IO` for a folder that cannot be written, and
 * `TV_PLUGIN_STATE` for durable state that cannot be used. Nothing stays open then.
 */
export function openCapabilities(parts: CapabilityParts): Capabilities {
  const { name, manifest, grants, baseDir, callTimeoutMs, kvFolder, lookupTable, metrics = NO_METRICS, dryRun } = parts;
  const names = manifest?.capabilities ?? [];
  const secrets = checkGrants({
    name,
    manifest,
    grants,
    baseDir,
    hasKv: kvFolder !== undefined || dryRun !== undefined,
    hasSchema: lookupTable !== undefined,
  });
  const paths = resolved(baseDir, grants.fs);
  const preopens = resolved(baseDir, grants.preopens);
  makePreopens(preopens);
  const pluginName = manifest?.name ?? name;
  const folders = openFsFolders(paths);
  let store: KvStore | undefined;
  try {
    if (names.includes('kv'))
      store = dryRun === undefined && kvFolder !== undefined ? openKvStore(kvFolder, pluginName) : new MemoryKvStore();
  } catch (thrown) {
    folders.close();
    throw thrown;
  }
  const quotaMiB = typeof grants.kv === 'object' ? grants.kv.quotaMiB : DEFAULT_QUOTA_MIB;
  return {
    names,
    folders,
    clocks: dryRun === undefined ? systemClocks : deterministicClocks(dryRun.startMs),
    metrics: metricsBinding(pluginName, metrics),
    kv: store === undefined ? undefined : { store, quotaBytes: quotaMiB * MIB },
    http: httpBinding({ origins: grants.http, ...(callTimeoutMs !== undefined && { timeoutMs: callTimeoutMs }) }),
    lookupTable,
    secrets,
    wasi: { preopens, ...(dryRun !== undefined && { deterministic: dryRun }) },
    identity: identityOf(grants, paths, preopens),
    close() {
      folders.close();
      store?.close();
    },
  };
}
