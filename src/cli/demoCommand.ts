import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { filter, firstValueFrom, take } from 'rxjs';
import type { Emulator } from '../emulator/Emulator';
import { startEmulator } from '../emulator/startEmulator';
import { EmulatedDatabase, type TableView } from '../emulator/tidb/EmulatedDatabase';
import { startWorkload } from '../emulator/workloads/startWorkload';
import { ConfigError, messageOf, OrderError, SinkError } from '../errors/TiValveError';
import { MetricsMap } from '../model/metrics';
import { tapRows } from '../operators/tapRows';
import { definePipeline } from '../pipeline/definePipeline';
import type { RunningPipeline } from '../pipeline/runningPipeline';
import { runPipeline } from '../pipeline/runPipeline';
import type { SwapReceipt } from '../pipeline/swap/swap';
import { wasmPlugin } from '../sinks/wasmPlugin';
import { tikvSource } from '../sources/tikvSource';
import { type CsvRow, type CsvVersions, countCsvVersions, readCsvTables } from './csvTables';
import { formatBytes, formatCount, ProgressLine } from './output';

const PACKAGE = join(__dirname, '..', '..');
const STORES = 3;

interface DemoFlags {
  readonly out: string;
  readonly seconds: string;
  readonly rate: string;
}

/** Adds `tivalve demo`. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('show the whole way: an emulated cluster over gRPC, the operators, the WebAssembly CSV plugin')
    .option('--out <folder>', 'where the CSV files go; it is emptied first', 'demo-output')
    .option('--seconds <n>', 'how long rows are written', '6')
    .option('--rate <n>', 'transactions a second', '400')
    .addHelpText(
      'after',
      `
Needs nothing but this package: PD and three TiKV stores are emulated in this process and speak real gRPC. Regions split
and merge and leaders move while rows flow. At the end the CSV files are compared with the tables: exit code 8 when they
differ.`,
    )
    .action(async (flags: DemoFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const [seconds, rate] = [positive('--seconds', flags.seconds), positive('--rate', flags.rate)];
      await demo({ out: resolve(flags.out), seconds, rate, json });
    });
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new ConfigError('TV_CONFIG_INVALID', `${name} ${JSON.stringify(text)} is no positive number`);
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

interface DemoOptions {
  readonly out: string;
  readonly seconds: number;
  readonly rate: number;
  readonly json: boolean;
}

async function demo({ out, seconds, rate, json }: DemoOptions): Promise<void> {
  const csv = join(out, 'csv');
  emptyFolder(csv);
  const say = (text = ''): void => {
    if (!json) process.stdout.write(`${text}\n`);
  };
  await using emulator = await startEmulator({ stores: STORES, resolvedTsIntervalMs: 200 });
  const db = new EmulatedDatabase(emulator);
  say('TiValve: an emulated TiDB cluster, followed over gRPC into CSV files written by a WebAssembly plugin');
  say();
  say(
    `  PD ${emulator.pd.join(', ')}, ${STORES} TiKV stores    rows and DDLs as TiDB writes them, ${rate} transactions/s`,
  );
  say('    │ gRPC EventFeed');
  say('  region streams        PREWRITE, COMMIT, ROLLBACK, COMMITTED, INITIALIZED');
  say('    │ matchPrewriteCommit     a commit leaves with the value of its prewrite');
  say('    │ mergeResolvedTs         one resolvedTs over a gap-free cover of the regions');
  say('    │ sortByCommitTs          commit order; nothing above the resolvedTs');
  say('    │ valve                   held for a moment when the plugin is swapped');
  say('    │ barrierOnDDL            a DDL after the rows below it, before those above');
  say('    │ mountRows               typed rows, by the schema of that moment');
  say('    │ filterRows              shop.*');
  say(`  waPC plugin           plugins/csv/csv.wasm → ${relative(process.cwd(), csv)}`);
  say();

  const metrics = new MetricsMap();
  const perTable = new Map<string, { insert: number; update: number; delete: number }>();
  const pipeline = definePipeline({
    source: tikvSource({ pd: [...emulator.pd] }),
    tables: ['shop.*'],
    flushIntervalMs: 200,
    checkpointIntervalMs: 200,
    through: [
      tapRows((row) => {
        const counts = perTable.get(row.table.table) ?? { insert: 0, update: 0, delete: 0 };
        counts[row.type] += 1;
        perTable.set(row.table.table, counts);
      }),
    ],
    sink: wasmPlugin(join(PACKAGE, 'plugins', 'csv', 'csv.wasm'), { grants: { fs: { out: csv } } }),
  });
  const running = runPipeline(pipeline, { metrics, changefeed: 'demo', startTs: emulator.now() });
  running.events$.subscribe((event) => {
    if (event.kind === 'ddl') say(`  DDL           ${event.query.replace(/\s+/g, ' ').slice(0, 90)}`);
  });
  const firstTs = new Promise<number>((settle) => {
    running.events$
      .pipe(
        filter(({ kind }) => kind === 'row'),
        take(1),
      )
      .subscribe(({ commitTs }) => {
        running.checkpointTs$
          .pipe(
            filter((ts) => ts >= commitTs),
            take(1),
          )
          .subscribe({ next: () => settle(performance.now()), error: () => undefined });
      });
  });
  const progress = new ProgressLine(
    () =>
      `${formatCount(metrics.get('tivalve_sink_written_rows_total'))} rows, ${metrics.get('tivalve_source_live_regions')} of ${metrics.get('tivalve_source_regions')} regions live`,
  );
  const workload = startWorkload(db, { kind: 'shop', rate, modes: ['twoPhase', 'onePhase', 'asyncCommit'] });
  firstTs
    .then((ms) => say(`  first row     in its file ${(ms / 1000).toFixed(2)} s after the process began`))
    .catch(() => undefined);
  try {
    let receipt: SwapReceipt | undefined;
    const swap = async (): Promise<void> => {
      receipt = await swapCsv(running, say);
    };
    await Promise.race([disturb(emulator, db, { lengthMs: seconds * 1000, say, swap }), running.done]);
    workload.stop();
    await workload.done;
    // Everything up to here is compared.
    const endTs = emulator.now();
    await Promise.race([firstValueFrom(running.checkpointTs$.pipe(filter((ts) => ts >= endTs))), running.done]);
    const summary = await running.stop();
    progress.end();
    const difference = compare(db, endTs, csv);
    const { rows, checkpointTs } = summary;
    report({ csv, json, say, perTable, metrics, rows, seconds, checkpointTs, receipt });
    if (difference.different.length > 0) {
      throw new OrderError('TV_ORDER_OUTPUT_DIFFERS', difference.different.join('; '), {
        hint: `the files are in ${csv}`,
      });
    }
    const { first, second, both } = difference.versions;
    say(`The CSV files and the cluster's tables are equal: ${formatCount(difference.rows)} rows.`);
    say(
      `Of their changes csv 1 wrote ${formatCount(first)} and csv 2 wrote ${formatCount(second)}; ${both} are in both.`,
    );
    say();
    say('Next: npx tivalve emulator --workload bank, and npx tivalve tail --pd with the address that it prints');
  } finally {
    progress.end();
    workload.stop();
  }
}

/** What happens to the cluster while rows flow. */
async function disturb(
  emulator: Emulator,
  db: EmulatedDatabase,
  {
    lengthMs,
    say,
    swap,
  }: { readonly lengthMs: number; readonly say: (text: string) => void; readonly swap: () => Promise<void> },
): Promise<void> {
  const regionOf = (table: string) => {
    const [span] = db.tables().find(({ table: name }) => name === table)?.spans ?? [];
    return span === undefined ? undefined : emulator.regionAt(span.startKey);
  };
  const steps: (() => void | Promise<void>)[] = [
    () => {
      for (const { table, spans } of db.tables()) {
        if (spans[0] === undefined) continue;
        const pieces = emulator.splitRegion(spans[0].startKey);
        say(`  split         table ${table} has a region of its own: ${pieces.map(({ id }) => id).join(' and ')}`);
      }
    },
    () => {
      const region = regionOf('orders');
      if (region === undefined) return;
      const to = (region.leader.storeId % STORES) + 1;
      emulator.transferLeader(region.id, to);
      say(`  leader move   region ${region.id} of orders from store ${region.leader.storeId} to store ${to}`);
    },
    () => {
      db.addColumn('shop', 'orders', { name: 'channel', type: 'varchar(12)', default: 'web' });
    },
    swap,
    () => {
      const [first] = db.tables();
      const rows = first?.spans[0] === undefined ? [] : emulator.readSpan(first.spans[0], emulator.now());
      const middle = rows[rows.length >>> 1]?.[0];
      if (middle === undefined) return;
      const pieces = emulator.splitRegion(middle);
      say(`  split         in the middle of ${first?.table}: ${pieces.map(({ id }) => id).join(' and ')}`);
    },
    () => {
      const region = regionOf('order_items');
      if (region === undefined) return;
      const merged = emulator.mergeRegions(region.id);
      say(`  merge         region ${region.id} into ${merged.id}`);
    },
  ];
  for (const step of steps) {
    await sleep(lengthMs / (steps.length + 1));
    await step();
  }
  await sleep(lengthMs / (steps.length + 1));
}

/** Puts the second version of the CSV plugin in the place of the first, while rows flow. */
async function swapCsv(running: RunningPipeline, say: (text?: string) => void): Promise<SwapReceipt> {
  const startedMs = performance.now();
  const swap = running.swapPlugin({ plugin: 'csv', version: '^2', probation: { batches: 20 } });
  swap.phases$.subscribe({
    next: (phase) => {
      if (phase.phase === 'done') return;
      const detail = phase.detail === undefined ? '' : `, ${phase.detail}`;
      say(`  swap csv      ${phase.phase}${detail} (${Math.round(performance.now() - startedMs)} ms)`);
    },
    // It is that of `done` as well, which is awaited.
    error: () => undefined,
  });
  const receipt = await swap.done;
  const { outcome, from, to, reason, tables } = receipt;
  say(`  swap csv      ${outcome}: ${from.label} → ${to?.label}${reason === undefined ? '' : `; ${reason.message}`}`);
  say('    table             last ts of the first    first ts of the second    held');
  for (const { table, lastTsOut, firstTsOut, pauseMs } of tables) {
    const [last, next] = [lastTsOut, firstTsOut].map((ts) => (ts === undefined ? '–' : ts.toString()).padStart(20));
    say(`    ${table.padEnd(16)}  ${last}      ${next}  ${Math.round(pauseMs)} ms`);
  }
  return receipt;
}

/** Compares the files with the tables as of `ts`. */
function compare(
  db: EmulatedDatabase,
  ts: bigint,
  csv: string,
): { readonly rows: number; readonly different: string[]; readonly versions: CsvVersions } {
  const views = db.tables(ts);
  const keys = new Map(views.map((view) => [`${view.db}.${view.table}`, keyColumnsOf(view)]));
  const written = readCsvTables(csv, keys);
  const versions = countCsvVersions(csv, keys);
  const different: string[] = versions.both === 0 ? [] : [`${versions.both} changes are in the files of both versions`];
  let rows = 0;
  for (const { db: database, table, columns, info } of views) {
    // A line from before a column was added does not have it; the table has its default there.
    const defaults = new Map(info.cols.map(({ name, origin_default }) => [name.O, origin_default]));
    const lines = (all: readonly Readonly<Record<string, string | number | null>>[]): string[] =>
      all
        .map((row) => JSON.stringify(columns.map((name) => textOf(name in row ? row[name] : defaults.get(name)))))
        .sort();
    const upstream = lines(db.rows(database, table, ts));
    const files = lines(written.get(`${database}.${table}`) ?? ([] as CsvRow[]));
    rows += upstream.length;
    const at = upstream.findIndex((line, i) => line !== files[i]);
    if (at >= 0 || upstream.length !== files.length) {
      different.push(`${database}.${table} has ${upstream.length} rows, its files have ${files.length}`);
    }
  }
  return { rows, different, versions };
}

const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : String(value));

function keyColumnsOf({ info }: TableView): readonly string[] {
  const primary = info.index_info?.find(({ is_primary }) => is_primary);
  if (primary !== undefined) return primary.idx_cols.map(({ name }) => name.O);
  const PRIMARY_KEY_FLAG = 2;
  return info.cols.filter(({ type }) => (type.Flag & PRIMARY_KEY_FLAG) !== 0).map(({ name }) => name.O);
}

interface Report {
  readonly csv: string;
  readonly json: boolean;
  readonly say: (text?: string) => void;
  readonly perTable: ReadonlyMap<string, { insert: number; update: number; delete: number }>;
  readonly metrics: MetricsMap;
  readonly rows: number;
  readonly seconds: number;
  readonly checkpointTs: bigint;
  readonly receipt: SwapReceipt | undefined;
}

function report({ csv, json, say, perTable, metrics, rows, seconds, checkpointTs, receipt }: Report): void {
  const files = readdirSync(csv, { recursive: true, encoding: 'utf8' })
    .map((name) => join(csv, name))
    .filter((path) => path.endsWith('.csv'))
    .sort();
  if (json) {
    const { outcome, from, to } = receipt ?? {};
    const swap = { outcome, from: from?.label, to: to?.label };
    process.stdout.write(`${JSON.stringify({ checkpointTs: checkpointTs.toString(), rows, seconds, swap, files })}\n`);
    return;
  }
  say();
  say('rows             insert   update   delete');
  for (const [name, counts] of [...perTable].sort(([a], [b]) => (a < b ? -1 : 1))) {
    say(
      `  ${name.padEnd(14)}${[counts.insert, counts.update, counts.delete].map((count) => formatCount(count).padStart(7)).join('  ')}`,
    );
  }
  say();
  say(`files (${files.length})`);
  for (const path of files) say(`  ${formatBytes(statSync(path).size).padStart(10)}  ${relative(process.cwd(), path)}`);
  say();
  say(
    `${formatCount(rows)} rows, ${formatCount(metrics.get('tivalve_source_registrations_total'))} registrations, ${formatCount(metrics.get('tivalve_source_region_errors_total'))} region errors; checkpointTs ${checkpointTs}`,
  );
}
