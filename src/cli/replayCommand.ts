import type { Command } from 'commander';
import { ConfigError } from '../errors/TiValveError';
import { MetricsMap } from '../model/metrics';
import { definePipeline } from '../pipeline/definePipeline';
import { runPipeline } from '../pipeline/runPipeline';
import { replaySource } from '../sources/replaySource';
import { followRun } from './followRun';
import { readConfig } from './readConfig';

interface ReplayFlags {
  readonly schema?: string;
  readonly sink: string;
  readonly config?: string;
  readonly endTs?: string;
  readonly startTs?: string;
  readonly stateDir?: string;
  readonly pace: 'fast' | 'recorded';
}

/** Longer than any replay: the one `resolved` line comes at the end. */
const NEVER_MS = Number.MAX_SAFE_INTEGER;

/** Adds `tivalve replay`. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('replay a recording into a sink')
    .argument('<recording>', 'recording, .ndjson or .ndjson.gz')
    .option(
      '--schema <file>',
      'schema at the start of the recording (default: schema.json or schema.json.gz beside it)',
    )
    .option(
      '--sink <uri>',
      'stdout:, file:FOLDER, blackhole:, wasm:NAME@VERSION?config=FILE or wasm:./guest.wasm?config=FILE',
      'stdout:',
    )
    .option(
      '--config <file>',
      'data part of a pipeline definition as JSON (tables, timeZone, …); docs/config.md lists it',
    )
    .option('--start-ts <ts>', 'leave out what lies at or below this ts or time')
    .option('--end-ts <ts>', 'stop when everything at or below this ts or time is written')
    .option('--state-dir <folder>', 'keep the checkpointTs there, and go on from it')
    .option('--pace <pace>', 'fast: as the sink takes it; recorded: in the time it took', 'fast')
    .addHelpText(
      'after',
      `
Row JSON goes to standard output, one event a line, in commit order; one resolved line ends it. Tables without a key are
included, unless the configuration says "forceReplicate": false. Ctrl-C flushes and prints the checkpointTs reached.

Examples:
  tivalve replay events.ndjson.gz --schema schema.json.gz
  tivalve replay events.ndjson.gz --sink 'wasm:csv@1?config=csv.json'
  tivalve replay events.ndjson.gz --end-ts 470608240907386880 --config tables.json`,
    )
    .action(async (recording: string, flags: ReplayFlags, command: Command) => {
      if (flags.pace !== 'fast' && flags.pace !== 'recorded') {
        throw new ConfigError('TV_CONFIG_INVALID', `--pace ${JSON.stringify(flags.pace)} is neither fast nor recorded`);
      }
      const data = flags.config === undefined ? {} : await readConfig(flags.config);
      const pipeline = definePipeline({
        forceReplicate: true,
        ...data,
        checkpointIntervalMs: NEVER_MS,
        source: replaySource({
          recording,
          pace: flags.pace,
          ...(flags.schema !== undefined && { schema: flags.schema }),
        }),
        sink: flags.sink,
      });
      const metrics = new MetricsMap();
      const running = runPipeline(pipeline, {
        metrics,
        ...(flags.startTs !== undefined && { startTs: flags.startTs }),
        ...(flags.endTs !== undefined && { targetTs: flags.endTs }),
        ...(flags.stateDir !== undefined && { stateDir: flags.stateDir }),
      });
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      await followRun(running, {
        title: pipeline.source.name,
        json,
        rowCount: () => metrics.get('tivalve_sink_written_rows_total'),
      });
    });
}
