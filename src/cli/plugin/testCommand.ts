import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readJsonFile } from '../../config/readJsonFile';
import { ConfigError, messageOf, PluginError } from '../../errors/TiValveError';
import {
  checkDeterminism,
  type DryRunOptions,
  differences,
  dryRunPlugin,
  readEvents,
} from '../../pipeline/dryRunPlugin';
import { replaySource } from '../../sources/replaySource';
import { readPluginManifest } from '../../wasm/pluginManifest';
import { parsePluginSettings } from '../../wasm/pluginSettings';
import { readConfig } from '../readConfig';

interface TestFlags {
  readonly recording: string;
  readonly schema?: string;
  readonly config?: string;
  readonly pipeline?: string;
  readonly expect?: string;
  readonly update?: boolean;
  readonly batchRows: string;
  readonly shadow?: string;
}

/** Adds `tivalve plugin test`. */
export function addPluginTestCommand(plugin: Command): void {
  plugin
    .command('test')
    .description('give a plugin recorded rows, and hold what comes of it against what is expected')
    .argument('<module>', '.wasm')
    .requiredOption('--recording <file>', 'recording, .ndjson or .ndjson.gz')
    .option(
      '--schema <file>',
      'schema at the start of the recording (default: schema.json or schema.json.gz beside it)',
    )
    .option('--config <file>', 'plugin configuration; folders that it grants are replaced by empty ones')
    .option('--pipeline <file>', 'data part of a pipeline definition (tables, filter …)')
    .option('--expect <file>', 'what should come of it, a line each')
    .option('--update', 'write what came of it to --expect')
    .option('--batch-rows <n>', 'rows in a batch at most', '100')
    .option('--shadow <module>', 'a second version, which gets the same; what it does differently is told')
    .addHelpText(
      'after',
      `
Nothing outside is reached: requests over the network are answered with 200 and not made, state stays in memory. Everything
is done twice, on fresh instances; a plugin that does not do the same both times fails. Without --expect, what came of it
goes to standard output. Exit code 1: something differs.

Example:
  tivalve plugin test greeter.wasm --recording rows.ndjson --expect expected.ndjson --update`,
    )
    .action(async (path: string, flags: TestFlags) => {
      const options = await optionsOf(path, flags);
      const found = await dryRunPlugin(options);
      await checkDeterminism(options, found);
      if (flags.shadow !== undefined) {
        const other = await optionsOf(flags.shadow, flags, options.events);
        return report(differences(found, await dryRunPlugin(other)), `${flags.shadow} does the same`);
      }
      if (flags.expect === undefined) {
        process.stdout.write(found.map((line) => `${line}\n`).join(''));
        return;
      }
      if (flags.update === true) {
        await writeFile(flags.expect, found.map((line) => `${line}\n`).join(''));
        process.stderr.write(`${flags.expect}: ${found.length} lines\n`);
        return;
      }
      const expected = (await readText(flags.expect)).split('\n').slice(0, -1);
      report(differences(expected, found), `as expected, ${found.length} lines`);
    });
}

async function optionsOf(path: string, flags: TestFlags, events?: DryRunOptions['events']): Promise<DryRunOptions> {
  const settings = parsePluginSettings(flags.config === undefined ? {} : await readJsonFile(flags.config));
  const batchRows = Number(flags.batchRows);
  if (!Number.isInteger(batchRows) || batchRows < 1)
    throw new ConfigError('TV_CONFIG_INVALID', `--batch-rows ${flags.batchRows} is not a number from 1`);
  const source = replaySource({
    recording: flags.recording,
    ...(flags.schema !== undefined && { schema: flags.schema }),
  });
  const data = flags.pipeline === undefined ? {} : await readConfig(flags.pipeline);
  return {
    source: path,
    kind: await kindOf(path),
    settings,
    events: events ?? (await readEvents(source, data)),
    batchRows,
  };
}

/** What a module is, by its manifest alone: the dry run opens it with folders of its own. */
async function kindOf(path: string): Promise<'sink' | 'transform'> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new PluginError('TV_PLUGIN_UNREADABLE', `${path}: ${messageOf(cause)}`, { cause });
  });
  const module = await WebAssembly.compile(Uint8Array.from(bytes)).catch((cause: unknown) => {
    throw new PluginError('TV_PLUGIN_INVALID', `${path}: ${messageOf(cause)}`, { cause });
  });
  return readPluginManifest(module)?.kind ?? 'sink';
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ConfigError('TV_CONFIG_FILE_UNREADABLE', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: '--update writes it',
    });
  }
}

function report(found: readonly string[], fine: string): void {
  if (found.length === 0) {
    process.stderr.write(`${fine}\n`);
    return;
  }
  process.stdout.write(`${found.join('\n')}\n`);
  process.exitCode = 1;
}
