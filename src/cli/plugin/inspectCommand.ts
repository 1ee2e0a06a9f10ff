import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { readJsonFile } from '../../config/readJsonFile';
import { inspectPlugin, type PluginInspection } from '../../wasm/inspectPlugin';
import { parsePluginSettings } from '../../wasm/pluginSettings';
import { formatBytes } from '../output';

/** Adds `tivalve plugin inspect`. */
export function addPluginInspectCommand(plugin: Command): void {
  plugin
    .command('inspect')
    .description('what a module is and asks for; no code of it runs')
    .argument('<module>', '.wasm')
    .option('--config <file>', 'plugin configuration, whose grants are held against what the module asks for')
    .addHelpText(
      'after',
      `
What keeps the module from being used is listed, and the exit code is then 1.

Example:
  tivalve plugin inspect greeter.wasm --config greeter.json`,
    )
    .action(async (path: string, flags: { readonly config?: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const settings = parsePluginSettings(flags.config === undefined ? {} : await readJsonFile(flags.config));
      const found = await inspectPlugin(path, {
        settings,
        baseDir: flags.config === undefined ? '.' : dirname(resolve(flags.config)),
        withGrants: flags.config !== undefined,
      });
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : textOf(found));
      if (found.problems.length > 0) process.exitCode = 1;
    });
}

function textOf(found: PluginInspection): string {
  const { manifest, signature } = found;
  const lines: (readonly [string, string])[] = [
    ['plugin', manifest === undefined ? 'no manifest: the ABI of 2022' : `${manifest.name}@${manifest.version}`],
    ...(manifest === undefined
      ? []
      : ([
          ['kind', `${manifest.kind}, ${manifest.encoding}${manifest.stateful ? ', stateful' : ''}`],
          ['asks for', manifest.capabilities.join(', ') || 'nothing'],
          ['tables', manifest.tables?.join(', ') ?? 'all'],
        ] as const)),
    ['size', formatBytes(found.size)],
    ['digest', `sha256:${found.digest}`],
    ...(found.identity === undefined ? [] : [['identity', found.identity] as const]),
    ['signature', signature === undefined ? 'none' : `${signature.key}${signature.isRight ? '' : ' (wrong)'}`],
    ['imports', found.imports.join(', ') || 'none'],
    ['exports', found.exports.join(', ') || 'none'],
    ...found.problems.map((problem) => ['problem', problem] as const),
  ];
  return `${lines.map(([title, text]) => `${title.padEnd(10)} ${text}`).join('\n')}\n`;
}
