import { access } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Emulator } from '../emulator/Emulator';
import { type LoadedRecording, loadRecording, readRecordingStart } from '../emulator/loadRecording';
import { startEmulator } from '../emulator/startEmulator';
import { EmulatedDatabase } from '../emulator/tidb/EmulatedDatabase';
import {
  type RunningWorkload,
  startWorkload,
  WORKLOADS,
  type WorkloadName,
  type WorkloadOptions,
} from '../emulator/workloads/startWorkload';
import { ConfigError, messageOf, RecordingError } from '../errors/TiValveError';
import { physicalMsOf } from '../model/ts';
import { formatCount, ProgressLine } from './output';

interface EmulatorFlags {
  readonly recording?: string;
  readonly schema?: string;
  readonly live?: string | true;
  readonly workload?: WorkloadName;
  readonly rate: string;
  readonly unit: 'rows' | 'transactions';
  readonly size?: string;
  readonly stopAfter?: string;
  readonly seed: string;
  readonly stores: string;
  readonly regions?: string;
  readonly port?: string;
}

const MAX_PORT = 65_535;
const ALIVE_MS = 60_000;

/** Adds `tivalve emulator`. */
export function addEmulatorCommand(program: Command): void {
  program
    .command('emulator')
    .description('run an emulated PD and TiKV on this machine, for clients of the change stream')
    .option('--recording <file>', 'serve what a recording holds, .ndjson or .ndjson.gz')
    .option('--schema <file>', 'schema at its start (default: schema.json or schema.json.gz beside it)')
    .option('--live [speed]', 'play the recording transaction by transaction: 1 as recorded, without a number at once')
    .addOption(new Option('--workload <kind>', 'write rows and DDLs').choices(WORKLOADS))
    .option('--rate <n>', 'of the workload, a second; max for as fast as it goes', '500')
    .addOption(
      new Option('--unit <unit>', 'what --rate and --stop-after count')
        .choices(['rows', 'transactions'])
        .default('transactions'),
    )
    .option('--size <n>', "the workload's rows at the start, or in a transaction")
    .option('--stop-after <n>', 'end the workload then; the cluster stays')
    .option('--seed <n>', 'the same seed gives the same statements', '1')
    .option('--stores <n>', 'TiKV stores', '1')
    .option('--regions <n>', 'split what is there into as many regions')
    .option('--port <n>', 'port of PD (default: any that is free)')
    .addHelpText(
      'after',
      `
The address of PD goes to standard output once clients can connect; with --json it is one line of JSON. Everything is in
memory and listens on 127.0.0.1 only. Ctrl-C ends it.

Examples:
  tivalve emulator --workload bank --rate 2000
  tivalve emulator --recording events.ndjson.gz --live 1 --stores 3
  tivalve tail --pd $(cat pd.txt)      after  tivalve emulator --workload shop > pd.txt &`,
    )
    .action(async (flags: EmulatorFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      await run(flags, json);
    });
}

function whole(name: string, text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  throw new ConfigError('TV_CONFIG_INVALID', `${name} ${JSON.stringify(text)} is no whole number from ${min} on`);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new ConfigError('TV_CONFIG_INVALID', `${name} ${JSON.stringify(text)} is no positive number`);
}

function workloadOptions(flags: EmulatorFlags): WorkloadOptions | undefined {
  if (flags.workload === undefined) return undefined;
  return {
    kind: flags.workload,
    rate: flags.rate === 'max' ? 'max' : positive('--rate', flags.rate),
    unit: flags.unit,
    seed: whole('--seed', flags.seed, 0),
    ...(flags.size !== undefined && { size: whole('--size', flags.size, 1) }),
    ...(flags.stopAfter !== undefined && { stopAfter: whole('--stop-after', flags.stopAfter, 1) }),
  };
}

/** The clock of an emulated PD. It stands still where a recording begins, and goes on where that has ended. */
class EmulatedClock {
  private heldMs: number | undefined;
  private offsetMs = performance.timeOrigin;

  readonly now = (): number => this.heldMs ?? performance.now() + this.offsetMs;

  hold(ms: number): void {
    this.heldMs = ms;
  }

  goOnFrom(ms: number): void {
    this.heldMs = undefined;
    this.offsetMs = ms - performance.now();
  }
}

async function run(flags: EmulatorFlags, json: boolean): Promise<void> {
  const workload = workloadOptions(flags);
  if (flags.live !== undefined && flags.recording === undefined) {
    throw new ConfigError('TV_CONFIG_INVALID', '--live needs --recording');
  }
  if (flags.live !== undefined && workload !== undefined) {
    throw new ConfigError('TV_CONFIG_INVALID', '--live and --workload cannot both write', {
      hint: 'leave --live out: the recording is then there before the workload begins',
    });
  }
  const speed = typeof flags.live === 'string' ? positive('--live', flags.live) : undefined;
  const clock = new EmulatedClock();
  if (flags.recording !== undefined) {
    await findRecording(flags.recording);
    if (flags.live !== undefined) clock.hold(physicalMsOf(await readRecordingStart(flags.recording)));
  }
  await using emulator = await startEmulator({
    stores: whole('--stores', flags.stores, 1),
    wallClockMs: clock.now,
    ...(flags.port !== undefined && { pdPort: whole('--port', flags.port, 0, MAX_PORT) }),
  });
  const stop = new AbortController();
  const stopped = onceInterrupted(stop);
  let played = 0;
  let running: RunningWorkload | undefined;
  const say = (text: string): void => {
    process.stderr.write(`tivalve: ${text}\n`);
  };

  const loading = async (path: string): Promise<LoadedRecording> =>
    loadRecording(emulator, path, {
      serve: flags.live === undefined ? 'atOnce' : 'live',
      signal: stop.signal,
      onProgress: (transactions) => {
        played = transactions;
      },
      ...(flags.schema !== undefined && { schema: flags.schema }),
      ...(speed !== undefined && { speed }),
    });
  if (flags.recording !== undefined && flags.live === undefined) {
    const loaded = await loading(flags.recording);
    say(`${formatCount(loaded.transactions)} transactions from ${loaded.startTs} to ${loaded.lastCommitTs} are there`);
  }
  if (workload !== undefined) running = startWorkload(new EmulatedDatabase(emulator), workload);
  else if (flags.recording === undefined) new EmulatedDatabase(emulator).createDatabase('test');
  const regions = split(emulator, flags.regions);
  process.stdout.write(json ? `${JSON.stringify({ pd: emulator.pd, regions })}\n` : `${emulator.pd.join(',')}\n`);

  const progress = new ProgressLine(() => {
    const written = running === undefined ? '' : `, ${formatCount(running.rows)} rows`;
    return `emulator on ${emulator.pd.join(', ')}: ${formatCount(running?.transactions ?? played)} transactions${written}`;
  });
  // Nothing else may be under way when a workload is done, and the cluster is to stay.
  const alive = setInterval(() => undefined, ALIVE_MS);
  try {
    const work =
      running?.done ??
      (flags.live === undefined || flags.recording === undefined
        ? undefined
        : loading(flags.recording).then(({ lastCommitTs }) => clock.goOnFrom(physicalMsOf(lastCommitTs))));
    // Work that ends leaves the cluster as it is; work that fails ends it.
    await Promise.race([stopped, work?.then(() => stopped) ?? stopped]);
  } finally {
    progress.end();
    clearInterval(alive);
    running?.stop();
    stop.abort();
  }
  const transactions = running?.transactions ?? played;
  if (json) process.stderr.write(`${JSON.stringify({ transactions, rows: running?.rows ?? 0 })}\n`);
  else say(`stopped; ${formatCount(transactions)} transactions were written`);
}

async function findRecording(path: string): Promise<void> {
  try {
    await access(path);
  } catch (cause) {
    throw new RecordingError('TV_RECORDING_UNREADABLE', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: 'give the path of a .ndjson or .ndjson.gz file that this user may read',
    });
  }
}

function split(emulator: Emulator, text: string | undefined): number {
  if (text !== undefined) emulator.splitEvenly(whole('--regions', text, 1));
  return emulator.regions().length;
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one exits at once. */
async function onceInterrupted(stop: AbortController): Promise<void> {
  await new Promise<void>((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      if (stop.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      stop.abort();
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
