// The group `swap`: how long rows of a table are held when its plugin is swapped, with a cluster in another process.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster } from './live.mjs';
import { compileAssemblyScript } from './plugin.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const built = (path) => require(join(root, 'dist', path));
const { definePipeline, runPipeline, tikvSource, MetricsMap } = built('index.js');
const { wasmPlugin } = built('sinks/wasmPlugin.js');

const TABLES = 200;
const RATE = 5000;
const SWAPS = Number(process.env.BENCH_SWAPS ?? 40);

const percentile = (numbers, p) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * p)];

async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A run of the tables into a plugin, and the same without anybody who swaps it. */
function follow(cluster, startTs, makeModule) {
  const metrics = new MetricsMap();
  const sink = wasmPlugin(makeModule({ encoding: 'batch', version: '1.0.0' }));
  const source = tikvSource({ pd: cluster.pd });
  const running = runPipeline(definePipeline({ source, sink, tables: ['bench.*'] }), { startTs, metrics });
  running.done.catch((error) => {
    console.error(error);
    process.exit(1);
  });
  return { running, rows: () => metrics.get('tivalve_sink_written_rows_total') };
}

/** Swaps back and forth; answers how long each table was held in each swap, in milliseconds. */
async function pauses(running, makeModule) {
  const held = [];
  for (let i = 0; i < SWAPS; i += 1) {
    const version = makeModule({ encoding: 'batch', version: i % 2 === 0 ? '2.0.0' : '1.0.0' });
    const { outcome, reason, tables } = await running.swapPlugin({
      plugin: 'bench',
      version,
      probation: { batches: 20, forMs: 1000 },
    }).done;
    if (outcome !== 'committed') throw new Error(`swap ${outcome}: ${reason?.message}`);
    held.push(...tables.map(({ pauseMs }) => pauseMs));
  }
  return held;
}

async function measured(record, title, makeModule, { others = 0, backlog = 0 }) {
  const cluster = await startCluster({ resolvedTsIntervalMs: 50 });
  await cluster.ask('createTables', { tables: TABLES });
  const startTs = BigInt(await cluster.ask('now'));
  if (backlog > 0) await cluster.ask('writeTables', { count: backlog });
  const main = follow(cluster, startTs, makeModule);
  const rest = Array.from({ length: others }, () => follow(cluster, startTs, makeModule));
  if (backlog === 0) await cluster.ask('writeTables', { count: TABLES });
  await until(() => main.rows() >= TABLES);
  const seconds = 600;
  const writing = cluster.ask('trickleTables', { rate: RATE, seconds });
  writing.catch(() => undefined);
  // All tables have had rows, and everything is compiled.
  if (backlog === 0) await until(() => main.rows() >= TABLES + 2 * RATE);
  const held = await pauses(main.running, makeModule);
  const name = `swap, ${TABLES} tables, ${RATE.toLocaleString('en-US')} rows/s${title}: a table is held`;
  record(`${name}, p50`, 'ms', percentile(held, 0.5));
  record(`${name}, p99`, 'ms', percentile(held, 0.99));
  for (const { running } of [main, ...rest]) await running.stop();
  cluster.close();
}

/** The group `swap`. */
export async function benchSwap(record) {
  const makeModule = await compileAssemblyScript();
  await measured(record, '', makeModule, {});
  await measured(record, ', behind 300,000 rows', makeModule, { backlog: 300_000 });
  await measured(record, ', beside 2 pipelines', makeModule, { others: 2 });
}
