import type { Command } from 'commander';
import { pino } from 'pino';
import { parseTikvSourceConfig } from '../config/tikvSourceConfig';
import { ConfigError } from '../errors/TiValveError';
import { MetricsMap } from '../model/metrics';
import { readTs } from '../model/readTs';
import { recordCluster } from '../pipeline/recordCluster';
import { addClusterFlags, type ClusterFlags, clusterOptions } from './clusterFlags';
import { formatCount, ProgressLine } from './output';

interface RecordFlags extends ClusterFlags {
  readonly out: string;
  readonly schemaOut?: string;
  readonly startTs: string;
  readonly endTs?: string;
  readonly seconds?: string;
  readonly force?: true;
}

/** Adds `tivalve record`. */
export function addRecordCommand(program: Command): void {
  addClusterFlags(program.command('record').description('record what the stores of a running cluster send'))
    .requiredOption('--out <file>', 'the recording, .ndjson or .ndjson.gz')
    .option('--schema-out <file>', 'the schema at its start (default: schema.json or schema.json.gz beside it)')
    .option('--start-ts <ts>', 'record what lies above this ts or time', 'now')
    .option('--end-ts <ts>', 'end when everything at or below this ts or time is recorded')
    .option('--seconds <n>', 'end after so many seconds')
    .option('--force', 'write over files that exist')
    .addHelpText(
      'after',
      `
The recording holds the rows of all tables as they are: treat it as a copy of the database. Ctrl-C ends it well.

Example:
  tivalve record --pd 127.0.0.1:2379 --out events.ndjson.gz --seconds 60
  tivalve replay events.ndjson.gz`,
    )
    .action(async (flags: RecordFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const seconds = flags.seconds === undefined ? undefined : Number(flags.seconds);
      if (seconds !== undefined && !(seconds > 0)) {
        throw new ConfigError('TV_CONFIG_INVALID', `--seconds ${JSON.stringify(flags.seconds)} is no positive number`, {
          hint: 'write a number above 0, such as 60',
        });
      }
      const stop = new AbortController();
      const onSignal = (): void => stop.abort();
      process.once('SIGINT', onSignal);
      process.once('SIGTERM', onSignal);
      const timer = seconds === undefined ? undefined : setTimeout(() => stop.abort(), seconds * 1000);
      const metrics = new MetricsMap();
      let resolvedTs = 0n;
      const progress = new ProgressLine(
        () =>
          `recording: ${formatCount(metrics.get('tivalve_source_live_regions'))} of ${formatCount(metrics.get('tivalve_source_regions'))} regions live, resolvedTs ${resolvedTs}`,
      );
      try {
        const summary = await recordCluster({
          config: parseTikvSourceConfig(clusterOptions(flags)),
          out: flags.out,
          ...(flags.schemaOut !== undefined && { schemaOut: flags.schemaOut }),
          startTs: flags.startTs === 'now' ? 'now' : readTs('--start-ts', flags.startTs),
          ...(flags.endTs !== undefined && { endTs: readTs('--end-ts', flags.endTs) }),
          force: flags.force === true,
          signal: stop.signal,
          onResolved: (ts) => {
            resolvedTs = ts;
          },
          logger: pino({ level: flags.logLevel }, pino.destination({ fd: 2, sync: true })),
          metrics,
        });
        progress.end();
        const { startTs, messages, rows, schemaPath } = summary;
        process.stderr.write(
          json
            ? `${JSON.stringify({ out: flags.out, schema: schemaPath, startTs: startTs.toString(), resolvedTs: summary.resolvedTs.toString(), messages, rows })}\n`
            : `tivalve: ${formatCount(rows)} rows in ${formatCount(messages)} messages, from ${startTs} to ${summary.resolvedTs}: ${flags.out}, ${schemaPath}\n`,
        );
      } finally {
        progress.end();
        clearTimeout(timer);
        process.off('SIGINT', onSignal);
        process.off('SIGTERM', onSignal);
      }
    });
}
