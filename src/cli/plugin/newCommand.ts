import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { ConfigError } from '../../errors/TiValveError';
import { createPluginFolder, PLUGIN_KINDS, PLUGIN_LANGUAGES } from './createPluginFolder';

interface NewFlags {
  readonly lang: string;
  readonly kind: string;
  readonly dir?: string;
}

/** What is typed to build and test a plugin, and what has to be installed for it. */
const STEPS = {
  assemblyscript: { build: ['npm install', 'npm run build', 'npm test'], needs: 'npm' },
  rust: { build: ['make', 'make test'], needs: 'Rust with the target wasm32-unknown-unknown' },
  go: { build: ['make', 'make test'], needs: 'Go 1.24 or later' },
  c: { build: ['make', 'make test'], needs: 'clang and lld' },
} as const;

/** Adds `tivalve plugin new`. */
export function addPluginNewCommand(plugin: Command): void {
  plugin
    .command('new')
    .description('make the folder of a new plugin, with its SDK')
    .argument('<name>', 'small letters, digits and -')
    .requiredOption('--lang <language>', PLUGIN_LANGUAGES.join(', '))
    .option('--kind <kind>', PLUGIN_KINDS.join(' or '), 'sink')
    .option('--dir <folder>', 'the new folder (default: ./<name>)')
    .addHelpText(
      'after',
      `
Nothing is fetched: templates and SDKs are part of this package.

Example:
  tivalve plugin new greeter --lang assemblyscript && cd greeter && npm install && npm run build && npm test`,
    )
    .action((name: string, flags: NewFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const lang = oneOf('--lang', flags.lang, PLUGIN_LANGUAGES);
      const kind = oneOf('--kind', flags.kind, PLUGIN_KINDS);
      const folder = resolve(flags.dir ?? name);
      const files = createPluginFolder({ name, lang, kind, folder });
      const { build, needs } = STEPS[lang];
      if (json) {
        process.stdout.write(`${JSON.stringify({ folder, files, next: build })}\n`);
        return;
      }
      const shown = relative(process.cwd(), folder) || '.';
      process.stderr.write(`${shown}: a ${kind} in ${lang}, ${files.length} files. Next (needs ${needs}):\n`);
      for (const line of [`cd ${shown}`, ...build]) process.stderr.write(`  ${line}\n`);
    });
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  throw new ConfigError('TV_CONFIG_INVALID', `${option} ${JSON.stringify(value)} is none of ${known.join(', ')}`);
}
