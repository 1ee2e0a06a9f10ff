// The live groups of bench/main.mjs: a client in this process follows an emulated cluster in another.
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const built = (path) => require(join(root, 'dist', path));
const { Client, credentials, Metadata } = require('@grpc/grpc-js');
const { definePipeline, runPipeline, tikvSource, MetricsMap, physicalMsOf } = built('index.js');
const { cdcpb } = built('wire/generated/messages.js');
const { longOf } = built('model/uint64.js');
const { openChannels } = built('wire/channels.js');
const { connectPd } = built('wire/pdClient.js');

/** Starts a cluster in a process of its own. */
export async function startCluster(options) {
  const child = fork(join(root, 'bench', 'cluster.mjs'), [JSON.stringify(options)]);
  const waiting = new Map();
  let ids = 0;
  const addresses = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', reject);
  });
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  });
  return {
    ...addresses,
    ask: (command, fields = {}) =>
      new Promise((resolve, reject) => {
        ids += 1;
        waiting.set(ids, { resolve, reject });
        child.send({ id: ids, command, ...fields });
      }),
    close: () => child.disconnect(),
  };
}

const cpuMs = ({ user, system }) => (user + system) / 1000;

/** Work with the wall time and the CPU time that this process took for it. */
async function timed(work) {
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  const count = await work();
  return { count, wallMs: performance.now() - startedMs, cpuMs: cpuMs(process.cpuUsage(cpu)) };
}

/** A run into `blackhole:` that can be waited for. */
function follow(cluster, startTs, options = {}) {
  const metrics = new MetricsMap();
  const source = options.source ?? tikvSource({ pd: cluster.pd });
  const sink = options.sink ?? 'blackhole:';
  const pipeline = definePipeline({ source, sink, tables: ['bench.*'] });
  const running = runPipeline(pipeline, { startTs, metrics });
  running.done.catch((error) => {
    console.error(error);
    process.exit(1);
  });
  return { running, metrics };
}

const rowsOf = (metrics) => metrics.get('tivalve_sink_written_rows_total');

async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Only receives: grpc-js, one stream, nothing decoded. Answers when `bytes` have come. */
async function receiveOnly(cluster, startTs, bytes) {
  const channels = openChannels();
  const pd = await connectPd({ endpoints: cluster.pd, channels });
  const regions = await pd.regions([{ startKey: Buffer.alloc(0), endKey: Buffer.alloc(0) }], 10_000);
  const clients = [];
  const result = await timed(
    () =>
      new Promise((resolve) => {
        let received = 0;
        for (const [i, address] of cluster.stores.entries()) {
          const client = new Client(`dns:${address}`, credentials.createInsecure(), {
            'grpc.max_receive_message_length': -1,
            'grpc-node.flow_control_window': 2 * 1024 * 1024,
          });
          clients.push(client);
          const metadata = new Metadata();
          metadata.set('features', 'stream-multiplexing');
          const call = client.makeBidiStreamRequest(
            '/cdcpb.ChangeData/EventFeedV2',
            (message) => Buffer.from(cdcpb.ChangeDataRequest.encode(message).finish()),
            (message) => message,
            metadata,
          );
          call.on('error', () => undefined);
          call.on('data', (message) => {
            received += message.length;
            if (received >= bytes) resolve(received);
          });
          for (const region of regions.filter(({ leader }) => leader?.storeId === i + 1)) {
            call.write({
              header: { clusterId: longOf(pd.clusterId), ticdcVersion: '8.5.0' },
              regionId: longOf(region.id),
              requestId: longOf(1),
              regionEpoch: { confVer: longOf(region.epoch.confVer), version: longOf(region.epoch.version) },
              checkpointTs: longOf(startTs),
              startKey: region.span.startKey,
              endKey: region.span.endKey,
            });
          }
        }
      }),
  );
  for (const client of clients) client.close();
  await pd.close();
  channels.close();
  return result;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Throughput: live rows, then a scan of the same rows beside a loop that only receives the same bytes. */
export async function benchLive(record, rows = 200_000, runs = 3) {
  const cluster = await startCluster({ resolvedTsIntervalMs: 100 });
  await cluster.ask('createTable');
  const startTs = BigInt(await cluster.ask('now'));
  const live = follow(cluster, startTs);
  await until(() => live.metrics.get('tivalve_source_live_regions') > 0);
  const rates = [];
  // The first row is one that TiDB's encoding was taken from.
  let total = 1;
  for (let run = 0; run < runs; run += 1) {
    total += rows;
    const { wallMs } = await timed(async () => {
      await cluster.ask('write', { count: rows, mode: 'twoPhase' });
      await until(() => rowsOf(live.metrics) >= total);
    });
    rates.push((rows * 1000) / wallMs);
  }
  await live.running.stop();
  record('live into blackhole: (two-phase, as written)', 'rows/s', median(rates));

  const ratios = [];
  const scanRates = [];
  const cpuPerRow = [];
  let bytes = 0;
  for (let run = 0; run < runs + 1; run += 1) {
    const scan = follow(cluster, startTs);
    const scanned = await timed(async () => {
      await until(() => rowsOf(scan.metrics) >= total);
      return total;
    });
    bytes = scan.metrics.get('tivalve_wire_received_bytes_total');
    await scan.running.stop();
    const bare = await receiveOnly(cluster, startTs, bytes * 0.98);
    if (run === 0) continue;
    scanRates.push((total * 1000) / scanned.wallMs);
    cpuPerRow.push((scanned.cpuMs * 1000) / total);
    ratios.push(scanned.cpuMs / bare.cpuMs);
  }
  record('scan into blackhole:', 'rows/s', median(scanRates));
  record('scan into blackhole:, CPU per row', 'us', median(cpuPerRow));
  record('scan into blackhole:, CPU to a bare grpc-js loop', 'ratio', median(ratios));
  cluster.close();
}

/** From commit to sink, split at the moment the resolved ts arrives. */
export async function benchLatency(record, rates = [1000, 20_000], seconds = 5) {
  for (const rate of rates) {
    const cluster = await startCluster({ resolvedTsIntervalMs: 200 });
    await cluster.ask('createTable');
    const startTs = BigInt(await cluster.ask('now'));
    // When each promise of the upstream came in: the last of all regions counts.
    const arrivals = [];
    const upstream = tikvSource({ pd: cluster.pd });
    const { tap } = require('rxjs');
    const source = {
      ...upstream,
      open: async (request) => {
        const opened = await upstream.open(request);
        const note = tap((feed) => {
          if (feed.kind === 'regionsResolved') arrivals.push({ ts: feed.ts, atMs: Date.now() });
        });
        return { ...opened, feeds$: opened.feeds$.pipe(note) };
      },
    };
    const samples = [];
    const sink = {
      order: 'total',
      emitRowChangedEvents: async ({ rows }) => {
        const nowMs = Date.now();
        for (const { commitTs } of rows) samples.push({ commitTs, nowMs });
        return { verdicts: [] };
      },
      flushRowChangedEvents: async (_table, ts) => ts,
    };
    const { running, metrics } = follow(cluster, startTs, { source, sink });
    await until(() => metrics.get('tivalve_source_live_regions') > 0);
    await cluster.ask('trickle', { rate, seconds });
    await until(() => rowsOf(metrics) >= rate * seconds);
    await running.stop();
    const steady = samples.slice(Math.floor(samples.length / 5));
    let at = 0;
    const total = [];
    const beyond = [];
    for (const { commitTs, nowMs } of steady) {
      while (at < arrivals.length - 1 && arrivals[at].ts < commitTs) at += 1;
      total.push(nowMs - physicalMsOf(commitTs));
      beyond.push(nowMs - arrivals[at].atMs);
    }
    const percentile = (numbers, p) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * p)];
    const name = `${rate.toLocaleString('en-US')} rows/s`;
    record(`commit to sink at ${name}, p50`, 'ms', percentile(total, 0.5));
    record(`commit to sink at ${name}, p99`, 'ms', percentile(total, 0.99));
    record(`resolved ts to sink at ${name}, p50`, 'ms', percentile(beyond, 0.5));
    record(`resolved ts to sink at ${name}, p99`, 'ms', percentile(beyond, 0.99));
    cluster.close();
  }
}

/** Many regions: how long until all are live, what they cost at rest, and the return of a store. */
export async function benchRegions(record, regions = 20_000) {
  const cluster = await startCluster({ regions, resolvedTsIntervalMs: 1000 });
  await cluster.ask('createTable');
  const metrics = new MetricsMap();
  const checkpoints = [];
  const running = runPipeline(definePipeline({ source: tikvSource({ pd: cluster.pd }), sink: 'blackhole:' }), {
    metrics,
  });
  running.checkpointTs$.subscribe(() => checkpoints.push(performance.now()));
  const live = () => metrics.get('tivalve_source_live_regions');
  const subscribed = await timed(() => until(() => live() >= regions));
  record(`${regions.toLocaleString('en-US')} regions subscribed`, 'ms', subscribed.wallMs);
  await until(() => checkpoints.length > 1);
  const before = checkpoints.length;
  const rest = await timed(() => new Promise((resolve) => setTimeout(resolve, 10_000)));
  record(`${regions.toLocaleString('en-US')} regions at rest, share of a core`, '%', (rest.cpuMs / rest.wallMs) * 100);
  record('resolved ts advances per second', '1/s', ((checkpoints.length - before) * 1000) / rest.wallMs);
  await cluster.ask('stopStore', { storeId: 2 });
  await until(() => live() < regions);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await cluster.ask('startStore', { storeId: 2 });
  const back = await timed(() => until(() => live() >= regions));
  record('regions of a killed store are back after', 'ms', back.wallMs);
  await running.stop();
  cluster.close();
}
