import type { HostCallRecord } from '../wasm/openCapabilities';
import type { OpenPluginOptions } from '../wasm/pluginHost';
import type { PluginSettings } from '../wasm/pluginSettings';

/** 2024-01-01T00:00:00Z. */
const START_MS = 1_704_067_200_000;

/**
 * Options under which a plugin reaches nothing: its files go to `folder`, state stays in memory, requests over the network are
 * answered with 200 and not made, clocks and random numbers are the same each time.
 *
 * @param heard - hears of every host call
 */
export function dryOptions(
  settings: PluginSettings,
  folder: string,
  heard: (call: HostCallRecord) => void,
): Pick<OpenPluginOptions, 'settings' | 'baseDir' | 'changefeed' | 'dryRun' | 'onHostCall'> {
  return {
    settings: within(settings),
    baseDir: folder,
    changefeed: 'dry-run',
    dryRun: { startMs: START_MS, seed: 'tivalve' },
    onHostCall: (call) => {
      heard(call);
      return call.binding === 'http' ? EMPTY_ANSWER : undefined;
    },
  };
}

const EMPTY_ANSWER = ((): Uint8Array => {
  const head = Buffer.from('{"status":200,"headers":{}}');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head]);
})();

/** Whether a host call would change something outside. */
export function isWrite({ binding, operation }: HostCallRecord): boolean {
  if (binding === 'http') return true;
  if (binding === 'kv') return operation === 'put' || operation === 'delete';
  return binding === 'fs' && (operation === 'create' || operation === 'append' || operation === 'truncate');
}

/** The same settings with folders that are the dry run's own. */
function within(settings: PluginSettings): PluginSettings {
  const { grants } = settings;
  const own = (names: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.keys(names).map((name, i) => [name, name.startsWith('/') ? `preopen-${i}` : name]));
  return { ...settings, grants: { ...grants, fs: own(grants.fs), preopens: own(grants.preopens) } };
}
