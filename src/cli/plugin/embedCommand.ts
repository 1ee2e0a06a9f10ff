import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ConfigError, messageOf, PluginError, SinkError } from '../../errors/TiValveError';
import { checkPluginImports } from '../../wasm/pluginImports';
import { parsePluginManifest } from '../../wasm/pluginManifest';
import { formatBytes } from '../output';
import { embedManifest } from './embedManifest';

/** Adds `tivalve plugin embed`. */
export function addPluginEmbedCommand(plugin: Command): void {
  plugin
    .command('embed')
    .description('check a manifest and write it into a compiled module')
    .argument('<module>', 'what the compiler made, .wasm')
    .requiredOption('--manifest <file>', 'manifest.json; docs/plugin-abi.md lists its fields')
    .option('--out <file>', 'where the plugin goes (default: over the module)')
    .addHelpText(
      'after',
      `
Example:
  tivalve plugin embed build/greeter.wasm --manifest manifest.json --out greeter.wasm`,
    )
    .action(async (path: string, flags: { readonly manifest: string; readonly out?: string }) => {
      const module = await read(path, (cause) => new PluginError('TV_PLUGIN_UNREADABLE', why(path, cause), { cause }));
      const text = await read(
        flags.manifest,
        (cause) => new ConfigError('TV_CONFIG_FILE_UNREADABLE', why(flags.manifest, cause), { cause }),
      );
      const manifest = text.toString('utf8');
      const { name, version } = parsePluginManifest(manifest);
      const bytes = embedManifest(module, manifest);
      await check(path, bytes);
      const out = flags.out ?? path;
      try {
        await writeFile(out, bytes);
      } catch (cause) {
        throw new SinkError('TV_SINK_IO', why(out, cause), { cause });
      }
      process.stderr.write(`${out}: ${name}@${version}, ${formatBytes(bytes.length)}\n`);
    });
}

const why = (path: string, cause: unknown): string => `${path}: ${messageOf(cause)}`;

async function read(path: string, errorOf: (cause: unknown) => Error): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw errorOf(cause);
  }
}

/** Says now what the host would say later. */
async function check(path: string, bytes: Uint8Array): Promise<void> {
  let module: WebAssembly.Module;
  try {
    module = await WebAssembly.compile(Uint8Array.from(bytes));
  } catch (cause) {
    throw new PluginError('TV_PLUGIN_INVALID', why(path, cause), { cause });
  }
  checkPluginImports(path, module);
}
