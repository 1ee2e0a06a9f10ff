import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { validRange } from 'semver';
import { readJsonFile } from '../../config/readJsonFile';
import { ConfigError, messageOf, PluginError } from '../../errors/TiValveError';
import type { Probation, SwapStrategy } from '../../pipeline/swap/swap';
import { parsePluginSettings } from '../../wasm/pluginSettings';
import { ControlClient } from '../control/ControlClient';
import { showSwap } from '../control/showSwap';
import { isModulePath, parseSwapBody, type SwapBody, withAbsolutePaths } from '../control/swapBody';

interface SwapFlags {
  readonly to?: string;
  readonly config?: string;
  readonly strategy?: SwapStrategy['kind'];
  readonly rows?: number;
  readonly forSeconds?: number;
  readonly maxDifferences?: number;
  readonly table?: readonly string[];
  readonly share?: number;
  readonly deadline?: number;
  readonly probationBatches?: number;
  readonly probationSeconds?: number;
  readonly maxFailures?: number;
  /** `false` for `--no-probation`. */
  readonly probation: boolean;
  readonly stateDir: string;
}

/** Adds `tivalve plugin swap`. */
export function addPluginSwapCommand(plugin: Command): void {
  const numeric = (flags: string, text: string): Option => new Option(flags, text).argParser(readNumber);
  plugin
    .command('swap')
    .description('bring a plugin of a run to another version, module or configuration without stopping it')
    .argument('<plugin>', 'its name, as plugin status tells it')
    .requiredOption('--state-dir <folder>', 'state folder of the run')
    .option(
      '--to <version>',
      'range of versions (^2) of a plugin that ships, or a .wasm file (default: the module at work)',
    )
    .option('--config <file>', 'plugin settings, whose config and grants take the place of those at work')
    .addOption(
      new Option('--strategy <kind>', 'how rows come to the new version (default: fence)').choices([
        'fence',
        'shadow',
        'canary',
      ]),
    )
    .addOption(numeric('--rows <n>', 'shadow, canary: rows that the new version must take first (default: 1000)'))
    .addOption(numeric('--for-seconds <n>', 'shadow, canary: the longest time for that (default: 10)'))
    .addOption(numeric('--max-differences <n>', 'shadow: rows whose output may differ (default: 0)'))
    .option('--table <rules...>', 'canary: tables that go first')
    .addOption(numeric('--share <part>', 'canary: share of keys that goes first, between 0 and 1'))
    .addOption(
      numeric('--deadline <seconds>', 'stay on the version at work when nothing is decided by then (default: 30)'),
    )
    .addOption(numeric('--probation-batches <n>', 'batches that must go well afterwards (default: 100)'))
    .addOption(numeric('--probation-seconds <n>', 'ends that earlier (default: 30)'))
    .addOption(numeric('--max-failures <n>', 'failed calls let pass in that time (default: 0)'))
    .option('--no-probation', 'do not watch the new version')
    .addHelpText(
      'after',
      `
Each phase is a line on standard error as it happens, the receipt comes on standard output; with --json each phase is a line
on standard output. Ctrl-C leaves the swap to itself. The exit code is 0 on the wanted version, 1 when the swap was aborted
or rolled back, 3 for a plugin that the run does not have, 4 when it cannot be swapped now, 6 without a run.

Examples:
  tivalve plugin swap csv --to ^2 --state-dir ./state
  tivalve plugin swap greeter --to ./greeter.wasm --config greeter.json --strategy canary --share 0.1 --state-dir ./state`,
    )
    .action(async (name: string, flags: SwapFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const body = await bodyOf(flags);
      await showSwap(new ControlClient(flags.stateDir).swap(name, body), { json });
    });
}

function readNumber(text: string): number {
  // What is no number becomes NaN, which the check of the request names.
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** Flags as a request. Relative paths count from the working folder and from the settings' folder, and become absolute. */
async function bodyOf(flags: SwapFlags): Promise<SwapBody> {
  const probation = probationOf(flags);
  const strategy = strategyOf(flags);
  const numbers = Object.entries(flags).filter(([, value]) => Number.isNaN(value));
  if (numbers.length > 0) throw usage(`${numbers.map(([name]) => flagOf(name)).join(', ')} takes a number`);
  const times = (['deadline', 'forSeconds', 'probationSeconds'] as const).filter((name) => !isDuration(flags[name]));
  if (times.length > 0) throw usage(`${times.map(flagOf).join(', ')} takes seconds, above 0 and up to 3600`);
  return parseSwapBody({
    ...(flags.to !== undefined && { version: await versionOf(flags.to) }),
    ...(flags.config !== undefined && (await settingsOf(flags.config))),
    ...(strategy !== undefined && { strategy }),
    ...(flags.deadline !== undefined && { deadlineMs: msOf(flags.deadline) }),
    ...(probation !== undefined && { probation }),
  });
}

const isDuration = (seconds = 1): boolean => msOf(seconds) > 0 && seconds <= 3600;
const msOf = (seconds: number): number => Math.round(seconds * 1000);
const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function usage(detail: string, hint?: string): ConfigError {
  return new ConfigError('TV_CONFIG_INVALID', detail, hint === undefined ? {} : { hint });
}

async function versionOf(to: string): Promise<string> {
  if (!isModulePath(to)) {
    if (validRange(to) !== null) return to;
    throw usage(
      `--to ${JSON.stringify(to)} is neither a range of versions nor a .wasm file`,
      'for example ^2, 2.0.0 or ./guest.wasm',
    );
  }
  const path = resolve(to);
  try {
    await access(path);
  } catch (cause) {
    throw new PluginError('TV_PLUGIN_UNREADABLE', `${to}: ${messageOf(cause)}`, { cause });
  }
  return path;
}

/** What of a settings file a swap takes: what is not in it stays as it is. */
async function settingsOf(file: string): Promise<Pick<SwapBody, 'config' | 'grants'>> {
  const given = await readJsonFile(file);
  parsePluginSettings(given);
  const { config, grants, ...others } = given as {
    readonly config?: Readonly<Record<string, unknown>>;
    readonly grants?: Readonly<Record<string, unknown>>;
  };
  const odd = Object.keys(others);
  if (odd.length > 0) {
    throw usage(`${file}: a swap does not change ${odd.join(', ')}`, 'leave it out: it stays as it is');
  }
  const folder = dirname(resolve(file));
  return {
    ...(config !== undefined && { config }),
    ...(grants !== undefined && { grants: withAbsolutePaths(grants, (path) => resolve(folder, path)) }),
  };
}

function strategyOf(flags: SwapFlags): object | undefined {
  const { strategy, rows, forSeconds, maxDifferences, table, share } = flags;
  const options = {
    ...(rows !== undefined && { rows }),
    ...(forSeconds !== undefined && { forMs: msOf(forSeconds) }),
    ...(maxDifferences !== undefined && { maxDifferences }),
    ...(table !== undefined && { tables: table }),
    ...(share !== undefined && { share }),
  };
  if (strategy !== undefined) return { kind: strategy, ...options };
  if (Object.keys(options).length === 0) return undefined;
  throw usage(
    '--rows, --for-seconds, --max-differences, --table and --share belong to a --strategy',
    'add --strategy shadow or canary',
  );
}

function probationOf({
  probation,
  probationBatches,
  probationSeconds,
  maxFailures,
}: SwapFlags): Probation | false | undefined {
  const options = {
    ...(probationBatches !== undefined && { batches: probationBatches }),
    ...(probationSeconds !== undefined && { forMs: msOf(probationSeconds) }),
    ...(maxFailures !== undefined && { maxFailures }),
  };
  const isEmpty = Object.keys(options).length === 0;
  if (probation) return isEmpty ? undefined : options;
  if (isEmpty) return false;
  throw usage('--no-probation leaves nothing for --probation-batches, --probation-seconds and --max-failures');
}
