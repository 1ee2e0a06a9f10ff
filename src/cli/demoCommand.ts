import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { ConfigError, messageOf, SinkError } from '../errors/TiValveError';
import { MetricsMap } from '../model/metrics';
import { tapRows } from '../operators/tapRows';
import { definePipeline } from '../pipeline/definePipeline';
import { runPipeline } from '../pipeline/runPipeline';
import { openWasmSink } from '../sinks/wasmSink';
import { replaySource } from '../sources/replaySource';
import { parsePluginSettings } from '../wasm/pluginSettings';
import { followRun } from './followRun';
import { formatBytes, formatCount } from './output';

const PACKAGE = join(__dirname, '..', '..');

/** Adds `tivalve demo`. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('show the whole way: a real recording through the operators into the WebAssembly CSV plugin')
    .option('--out <folder>', 'where the CSV files go; it is emptied first', 'demo-output')
    .addHelpText('after', '\nNeeds nothing but this package: the recording and the plugin are part of it.')
    .action(async (flags: { out: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      await demo(resolve(flags.out), json);
    });
}

/** Takes away what an earlier demo wrote, and nothing else. */
function emptyFolder(csv: string): void {
  const marker = join(csv, '.tivalve-demo');
  try {
    if (existsSync(csv) && !existsSync(marker) && readdirSync(csv).length > 0) {
      throw new ConfigError('TV_CONFIG_INVALID', `${csv} is not empty, and no demo made it`, {
        hint: 'name another folder with --out',
      });
    }
    rmSync(csv, { recursive: true, force: true });
    mkdirSync(csv, { recursive: true });
    writeFileSync(marker, '');
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new SinkError('TV_SINK_IO', `${csv}: ${messageOf(cause)}`, { cause, hint: 'name another folder with --out' });
  }
}

async function demo(out: string, json: boolean): Promise<void> {
  const recording = join(PACKAGE, 'demo', 'workload.ndjson.gz');
  const csv = join(out, 'csv');
  emptyFolder(csv);
  const say = (text = ''): void => {
    if (!json) process.stdout.write(`${text}\n`);
  };
  say('TiValve: real TiDB changes, from a recording into CSV files written by a WebAssembly plugin');
  say();
  say(`  recording             ${relative(process.cwd(), recording)} (${formatBytes(statSync(recording).size)})`);
  say('    │ cdcpb.ChangeDataEvent, told apart by region');
  say('  region streams        PREWRITE, COMMIT, ROLLBACK, COMMITTED, INITIALIZED');
  say('    │ matchPrewriteCommit     a commit leaves with the value of its prewrite');
  say('    │ mergeResolvedTs         one resolvedTs over a gap-free cover of the regions');
  say('    │ sortByCommitTs          commit order; nothing above the resolvedTs');
  say('    │ valve                   open; pause() and plugin swaps close it');
  say('    │ barrierOnDDL            a DDL after the rows below it, before those above');
  say('    │ mountRows               typed rows, by the schema of that moment');
  say('    │ filterRows              shop.*');
  say(`  waPC plugin           plugins/csv/csv.wasm → ${relative(process.cwd(), csv)}`);
  say();

  const metrics = new MetricsMap();
  const perTable = new Map<string, { insert: number; update: number; delete: number }>();
  const ddls: string[] = [];
  const pipeline = definePipeline({
    source: replaySource({ recording, schema: join(PACKAGE, 'demo', 'workload.schema.json.gz') }),
    tables: ['shop.*'],
    through: [
      tapRows((row) => {
        const counts = perTable.get(row.table.table) ?? { insert: 0, update: 0, delete: 0 };
        counts[row.type] += 1;
        perTable.set(row.table.table, counts);
      }),
    ],
    sink: () =>
      openWasmSink({
        source: join(PACKAGE, 'plugins', 'csv', 'csv.wasm'),
        settings: parsePluginSettings({ grants: { fs: { out: csv } } }),
        changefeed: 'demo',
      }),
  });
  const startedMs = performance.now();
  const running = runPipeline(pipeline, { metrics, changefeed: 'demo' });
  running.events$.subscribe((event) => {
    if (event.kind === 'ddl') ddls.push(event.query);
  });
  const summary = await followRun(running, {
    title: 'demo',
    json,
    rowCount: () => metrics.get('tivalve_sink_written_rows_total'),
  });
  const seconds = (performance.now() - startedMs) / 1000;

  const files = readdirSync(csv, { recursive: true, encoding: 'utf8' })
    .map((name) => join(csv, name))
    .filter((path) => path.endsWith('.csv'))
    .sort();
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ checkpointTs: summary.checkpointTs.toString(), rows: summary.rows, ddls: summary.ddls, seconds, files })}\n`,
    );
    return;
  }
  say('rows             insert   update   delete');
  for (const [name, counts] of [...perTable].sort(([a], [b]) => (a < b ? -1 : 1))) {
    say(
      `  ${name.padEnd(14)}${[counts.insert, counts.update, counts.delete].map((count) => formatCount(count).padStart(7)).join('  ')}`,
    );
  }
  say();
  say(`DDLs (${ddls.length})`);
  for (const query of ddls) say(`  ${query.length > 100 ? `${query.slice(0, 99)}…` : query}`);
  say();
  say(`files (${files.length})`);
  for (const path of files) say(`  ${formatBytes(statSync(path).size).padStart(10)}  ${relative(process.cwd(), path)}`);
  say();
  const rate = Math.round(summary.rows / seconds);
  say(
    `${formatCount(summary.rows)} rows and ${summary.ddls} DDLs in ${seconds.toFixed(2)} s: ${formatCount(rate)} rows/s`,
  );
  say(`checkpointTs ${summary.checkpointTs}`);
  say();
  say('Next: npx tivalve replay demo/workload.ndjson.gz --schema demo/workload.schema.json.gz | head');
}
