import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readJsonFile } from '../../config/readJsonFile';
import { ConfigError } from '../../errors/TiValveError';
import { monotonicScheduler } from '../../model/clock';
import type { RowEvent } from '../../model/row';
import { readEvents } from '../../pipeline/dryRunPlugin';
import { replaySource } from '../../sources/replaySource';
import { openPlugin } from '../../wasm/pluginHost';
import { pluginRowsOf } from '../../wasm/pluginRows';
import { parsePluginSettings } from '../../wasm/pluginSettings';

interface BenchFlags {
  readonly recording: string;
  readonly schema?: string;
  readonly config?: string;
  readonly batchRows: string;
  readonly seconds: string;
}

/** Adds `tivalve plugin bench`. */
export function addPluginBenchCommand(plugin: Command): void {
  plugin
    .command('bench')
    .description('how fast a plugin takes recorded rows, by the size of batches')
    .argument('<module>', '.wasm')
    .requiredOption('--recording <file>', 'recording, .ndjson or .ndjson.gz; the table with most rows is taken')
    .option(
      '--schema <file>',
      'schema at the start of the recording (default: schema.json or schema.json.gz beside it)',
    )
    .option('--config <file>', 'plugin configuration; folders that it grants are replaced by empty ones')
    .option('--batch-rows <n,n>', 'sizes of batches', '1,100,1000')
    .option('--seconds <n>', 'how long each size is measured', '1')
    .addHelpText(
      'after',
      `
Rows are written for the plugin and handed over, again and again, on an instance that reaches nothing outside. A number is
worth something beside another one of the same machine and minute.

Example:
  tivalve plugin bench greeter.wasm --recording rows.ndjson`,
    )
    .action(async (path: string, flags: BenchFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const sizes = flags.batchRows.split(',').map((text) => positive('--batch-rows', text));
      const budgetMs = positive('--seconds', flags.seconds) * 1000;
      const rows = await mostRows(flags);
      const folder = await mkdtemp(join(tmpdir(), 'tivalve-bench-'));
      try {
        for (const size of sizes) {
          const found = await measure(path, flags, { folder, rows, size, budgetMs });
          process.stdout.write(json ? `${JSON.stringify(found)}\n` : textOf(found));
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
}

interface Measured {
  readonly batchRows: number;
  readonly rowsPerSecond: number;
  readonly microsecondsPerCall: number;
  /** Of it, writing the rows. */
  readonly microsecondsToEncode: number;
}

async function measure(
  source: string,
  flags: BenchFlags,
  run: {
    readonly folder: string;
    readonly rows: readonly RowEvent[];
    readonly size: number;
    readonly budgetMs: number;
  },
): Promise<Measured> {
  const { folder, rows, size, budgetMs } = run;
  const settings = parsePluginSettings(flags.config === undefined ? {} : await readJsonFile(flags.config));
  const fs = Object.fromEntries(Object.keys(settings.grants.fs).map((name) => [name, name]));
  const plugin = await openPlugin({
    source,
    settings: { ...settings, grants: { ...settings.grants, fs } },
    baseDir: folder,
    changefeed: 'bench',
    dryRun: { startMs: 0, seed: 'bench' },
  });
  try {
    const [first] = rows;
    if (first === undefined) throw new ConfigError('TV_CONFIG_INVALID', `${flags.recording} has no rows`);
    const { tableId, table } = first;
    const written = pluginRowsOf(plugin.manifest);
    const operation = plugin.manifest?.kind === 'transform' ? 'transform_rows' : 'sink_emit_row_changed_events';
    const instance = await plugin.instantiate();
    await instance.callIfThere('sink_add_table', written.tablePayload({ tableId, table }));
    // As many rows as asked for, though the recording may have fewer.
    const batch = Array.from({ length: size }, (_, i) => rows[i % rows.length] as RowEvent);
    let [calls, encodeMs] = [0, 0];
    const startedMs = monotonicScheduler.now();
    while (monotonicScheduler.now() - startedMs < budgetMs) {
      const beganMs = monotonicScheduler.now();
      const payload = written.rowsPayload({ tableId, table, rows: batch }, batch);
      encodeMs += monotonicScheduler.now() - beganMs;
      await instance.call(operation, payload);
      calls += 1;
      // What a sink keeps until it is flushed would be measured as well.
      if (operation === 'sink_emit_row_changed_events' && calls % 64 === 0) {
        const flush = { table_id: String(tableId), resolved_ts: String(first.commitTs) };
        await instance.call('sink_flush_row_changed_events', Buffer.from(JSON.stringify(flush)));
      }
    }
    const tookMs = monotonicScheduler.now() - startedMs;
    await instance.close();
    return {
      batchRows: size,
      rowsPerSecond: Math.round((calls * size * 1000) / tookMs),
      microsecondsPerCall: Math.round((tookMs * 1000) / calls),
      microsecondsToEncode: Math.round((encodeMs * 1000) / calls),
    };
  } finally {
    await plugin.close();
  }
}

/** The rows of the table and schema that has most of them. */
async function mostRows({ recording, schema }: BenchFlags): Promise<readonly RowEvent[]> {
  const groups = new Map<object, RowEvent[]>();
  for (const event of await readEvents(replaySource({ recording, ...(schema !== undefined && { schema }) }))) {
    if (event.kind === 'ddl') continue;
    const group = groups.get(event.table) ?? [];
    if (group[0] === undefined || group[0].tableId === event.tableId) group.push(event);
    groups.set(event.table, group);
  }
  return [...groups.values()].reduce<readonly RowEvent[]>(
    (most, group) => (group.length > most.length ? group : most),
    [],
  );
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && value <= 100_000) return value;
  throw new ConfigError('TV_CONFIG_INVALID', `${option} ${JSON.stringify(text)} is not a number above 0`);
}

function textOf({ batchRows, rowsPerSecond, microsecondsPerCall, microsecondsToEncode }: Measured): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  return `${number(batchRows).padStart(6)} rows a batch: ${number(rowsPerSecond).padStart(10)} rows/s, ${number(microsecondsPerCall)} µs a call (${number(microsecondsToEncode)} to write the rows)\n`;
}
