import { type Command, Option } from 'commander';
import { pino } from 'pino';
import { MetricsMap } from '../model/metrics';
import { definePipeline } from '../pipeline/definePipeline';
import { runPipeline } from '../pipeline/runPipeline';
import { tikvSource } from '../sources/tikvSource';
import { addClusterFlags, type ClusterFlags, clusterOptions } from './clusterFlags';
import { followRun } from './followRun';
import { readConfig } from './readConfig';

interface TailFlags extends ClusterFlags {
  readonly table?: readonly string[];
  readonly sink: string;
  readonly config?: string;
  readonly startTs: string;
  readonly endTs?: string;
  readonly stateDir?: string;
  readonly resolved?: true;
}

/** No `resolved` line but the last one. */
const NEVER_MS = Number.MAX_SAFE_INTEGER;

/** Adds `tivalve tail`. */
export function addTailCommand(program: Command): void {
  addClusterFlags(program.command('tail').description('follow a running cluster: row JSON on standard output'))
    .addOption(new Option('--table <rules...>', 'table rules such as shop.* and !shop.tmp_* (default: all tables)'))
    .option('--sink <uri>', 'where the rows go; as for replay', 'stdout:')
    .option('--config <file>', 'data part of a pipeline definition as JSON; docs/config.md lists it')
    .option('--start-ts <ts>', 'begin above this ts or time', 'now')
    .option('--end-ts <ts>', 'end when everything at or below this ts or time is written')
    .option('--state-dir <folder>', 'keep the checkpointTs there, and go on from it')
    .option('--resolved', 'a resolved line each second: everything up to its ts is written')
    .addHelpText(
      'after',
      `
One event a line, in commit order, each once its transaction is complete. Tables without a key are included. Ctrl-C
flushes, prints the checkpointTs reached and exits 0.

Examples:
  tivalve tail --pd 127.0.0.1:2379
  tivalve tail --pd pd0:2379,pd1:2379 --table 'shop.*' '!shop.tmp_*' --start-ts 2026-01-31T12:00:00Z
  tivalve tail --pd 127.0.0.1:2379 --sink 'wasm:csv@1?config=csv.json' --state-dir ./state`,
    )
    .action(async (flags: TailFlags, command: Command) => {
      const data = flags.config === undefined ? {} : await readConfig(flags.config);
      const pipeline = definePipeline({
        forceReplicate: true,
        ...data,
        ...(flags.table !== undefined && { tables: [...flags.table] }),
        ...(flags.resolved !== true && flags.sink === 'stdout:' && { checkpointIntervalMs: NEVER_MS }),
        source: tikvSource(clusterOptions(flags)),
        sink: flags.sink,
      });
      const metrics = new MetricsMap();
      const running = runPipeline(pipeline, {
        metrics,
        changefeed: 'tail',
        logger: pino({ level: flags.logLevel }, pino.destination({ fd: 2, sync: true })),
        startTs: flags.startTs,
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
