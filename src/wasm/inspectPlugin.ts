import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { messageOf, PluginError } from '../errors/TiValveError';
import { openPlugin } from './pluginHost';
import { type PluginManifest, readPluginManifest } from './pluginManifest';
import type { PluginSettings } from './pluginSettings';
import { type ModuleSignature, signatureOf } from './signature';

/** What can be told of a module without running it. */
export interface PluginInspection {
  /** `undefined` for a module without one, and for one whose manifest cannot be read. */
  readonly manifest: PluginManifest | undefined;
  readonly size: number;
  /** sha256 of the module, as hex. */
  readonly digest: string;
  /** With configuration and grants; `undefined` when it could not be opened with them. */
  readonly identity: string | undefined;
  readonly signature: ModuleSignature | undefined;
  /** `module.name` each. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** What keeps it from being used; empty when nothing does. */
  readonly problems: readonly string[];
}

/**
 * Looks at a module: what it says of itself, what it imports, and whether it would be taken. No code of it runs.
 *
 * Throws `TV_PLUGIN_UNREADABLE`; everything else that is wrong is a problem in the answer.
 *
 * @param options - `withGrants` holds it against the grants of `settings` as well
 */
export async function inspectPlugin(
  path: string,
  options: { readonly settings: PluginSettings; readonly baseDir: string; readonly withGrants: boolean },
): Promise<PluginInspection> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new PluginError('TV_PLUGIN_UNREADABLE', `${path}: ${messageOf(cause)}`, { cause });
  });
  const problems: string[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (thrown) {
      problems.push(messageOf(thrown));
      return undefined;
    }
  };
  const compiled = await WebAssembly.compile(Uint8Array.from(bytes)).catch((thrown: unknown) => {
    problems.push(messageOf(thrown));
    return undefined;
  });
  const told = {
    manifest: compiled && attempt(() => readPluginManifest(compiled)),
    size: bytes.length,
    digest: createHash('sha256').update(bytes).digest('hex'),
    signature: attempt(() => signatureOf(bytes)),
    imports:
      compiled === undefined ? [] : WebAssembly.Module.imports(compiled).map(({ module, name }) => `${module}.${name}`),
    exports: compiled === undefined ? [] : WebAssembly.Module.exports(compiled).map(({ name }) => name),
  };
  let identity: string | undefined;
  try {
    const { settings, baseDir } = options;
    const plugin = await openPlugin({ source: bytes, settings, baseDir, changefeed: 'inspect' });
    ({ identity } = plugin);
    await plugin.close();
  } catch (thrown) {
    const isGrant =
      thrown instanceof PluginError && (thrown.code === 'TV_PLUGIN_GRANT' || thrown.code === 'TV_PLUGIN_CONFIG');
    const message = messageOf(thrown);
    if ((options.withGrants || !isGrant) && !problems.includes(message)) problems.push(message);
  }
  return { ...told, identity, problems };
}
