// Measures each stage in rows per second, the median of several runs with its spread, and the whole replay against a
// loop that only gunzips and JSON.parses the same file. Every group has a process of
// its own, so that none inherits another's heap and compiled code. Prints a table and writes bench/results/latest.json.
// `node bench/main.mjs sort plugin` runs the groups that are named.

import { spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGunzip, gunzipSync } from 'node:zlib';
import { from, lastValueFrom, Subject } from 'rxjs';
import { benchLatency, benchLive, benchRegions } from './live.mjs';
import { benchPlugin } from './plugin.mjs';
import { benchSwap } from './swap.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const built = (path) => require(join(root, 'dist', path));
const { cdcpb: proto } = built('wire/generated/messages.js');
const { decodeChangeDataEvent } = built('wire/decodeChangeDataEvent.js');
const { openRecording } = built('wire/recording.js');
const { changeDataEventToJson } = built('wire/changeDataJson.js');
const { matchPrewriteCommit } = built('operators/matchPrewriteCommit.js');
const { mergeResolvedTs } = built('operators/mergeResolvedTs.js');
const { sortByCommitTs } = built('operators/sortByCommitTs.js');
const { mountRows } = built('operators/mountRows.js');
const { openWasmSink } = built('sinks/wasmSink.js');
const { parsePluginSettings } = built('wasm/pluginSettings.js');
const { createSchemaStorage } = built('schema/schemaStorage.js');
const { readDdls } = built('pipeline/readDdls.js');
const { isDdlJobKey, isRecordKey } = built('schema/keyKinds.js');
const { writeGoJson } = built('emulator/tidb/goJson.js');
const { metaHashKey } = built('emulator/tidb/keys.js');
const { databaseInfo } = built('emulator/tidb/schemaJson.js');
const { tableInfoOf } = built('emulator/tidb/tableSpec.js');
const { definePipeline, runPipeline, replaySource, MetricsMap } = built('index.js');
const { batch, commit, initialized, prewrite, registration, regionStream, resolved, seededRandom } =
  built('testing.js');

const RECORDING = join(root, 'demo', 'workload.ndjson.gz');
const SCHEMA = join(root, 'demo', 'workload.schema.json.gz');
const VECTORS = join(root, 'spec', 'fixtures', 'vectors', 'values.json');
const RUNS = Number(process.env.BENCH_RUNS ?? 15);
const WARM_UP_RUNS = 6;
const GROUPS = ['decode', 'match', 'merge', 'sort', 'mount', 'plugin', 'replay', 'live', 'latency', 'regions', 'swap'];
const LIVE_GROUPS = { live: benchLive, latency: benchLatency, regions: benchRegions, swap: benchSwap };
const group = process.env.BENCH_GROUP;
const results = [];

function rateOf(unit, count, elapsedMs) {
  if (unit === 'ms') return elapsedMs;
  return unit === 'ns' ? (elapsedMs * 1e6) / count : (count * 1000) / elapsedMs;
}

async function measure(name, unit, work) {
  const rates = [];
  for (let run = -WARM_UP_RUNS; run < RUNS; run += 1) {
    const startedMs = performance.now();
    const count = await work();
    const elapsedMs = performance.now() - startedMs;
    // The first ones warm the compiler up.
    if (run >= 0) rates.push(rateOf(unit, count, elapsedMs));
  }
  rates.sort((a, b) => a - b);
  const median = rates[Math.floor(rates.length / 2)];
  const spread = (rates.at(-1) - rates[0]) / median;
  const result = { name, unit, median, min: rates[0], max: rates.at(-1), spread };
  results.push(result);
  const shown = unit === 'ms' || unit === 'ns' ? median.toFixed(2) : Math.round(median).toLocaleString('en-US');
  console.log(`${name.padEnd(44)}${shown.padStart(14)} ${unit.padEnd(8)} ±${(spread * 50).toFixed(0)} %`);
  return result;
}

const drain = (source$) => lastValueFrom(source$, { defaultValue: undefined });

async function recordedMessages() {
  const recording = await openRecording(RECORDING);
  const messages = [];
  for await (const items of recording.items)
    for (const item of items) if (item.kind === 'message') messages.push(item.message);
  return { header: recording.header, messages };
}

const { header, messages } =
  group === undefined || group === 'replay' || group in LIVE_GROUPS
    ? { header: undefined, messages: [] }
    : await recordedMessages();
const rowsOf = (message) => message.events.reduce((sum, event) => sum + (event.entries?.length ?? 0), 0);
// What demo/workload.ndjson.gz holds; counted where it is read anyway.
const entryCount = messages.length === 0 ? 41_839 : messages.reduce((sum, message) => sum + rowsOf(message), 0);

if (group === undefined) console.log(`rows per second, median of ${RUNS} runs and half their spread\n`);

if (group === 'decode') {
  const encoded = messages.map((message) => {
    const { ChangeDataEvent } = proto;
    return Buffer.from(ChangeDataEvent.encode(ChangeDataEvent.fromObject(changeDataEventToJson(message))).finish());
  });
  await measure('decode EventFeed (wire bytes)', 'rows/s', () => {
    for (let i = 0; i < 4; i += 1) for (const bytes of encoded) decodeChangeDataEvent(bytes);
    return entryCount * 4;
  });
  await measure('decode EventFeed with protobufjs, to compare', 'rows/s', () => {
    for (const bytes of encoded) proto.ChangeDataEvent.decode(bytes);
    return entryCount;
  });
}

const textKey = (table, handle) => {
  const key = Buffer.alloc(19);
  key[0] = 0x74;
  key.writeBigUInt64BE(0x8000000000000000n + BigInt(table), 1);
  key.write('_r', 9, 'latin1');
  key.writeBigUInt64BE(0x8000000000000000n + BigInt(handle), 11);
  return key;
};
const VALUE = Buffer.alloc(100, 7);

if (group === 'match') {
  const rows = 200_000;
  const flows = [batch(initialized())];
  for (let i = 0; i < rows; i += 64) {
    const keys = Array.from({ length: 64 }, (_, k) => textKey(100, i + k));
    flows.push(batch(...keys.map((key, k) => prewrite(BigInt(i + k + 10), { key, value: VALUE }))));
    flows.push(batch(...keys.map((key, k) => commit(BigInt(i + k + 10), BigInt(i + k + 11), { key }))));
  }
  await measure('match (rows: a prewrite and its commit)', 'rows/s', async () => {
    await drain(from(flows).pipe(matchPrewriteCommit()));
    return flows.length * 32;
  });
}

const changesOf = (rows, random, windowRows = rows) => {
  const changes = [];
  for (let i = 0; i < rows; i += 1) {
    // The double cannot hold every ts; the sum is made of bigints.
    const commitTs =
      470608240548249600n + BigInt(Math.floor(i / windowRows) * windowRows + Math.floor(random() * windowRows));
    changes.push({
      op: 'PUT',
      key: textKey(100, i),
      value: VALUE,
      oldValue: Buffer.alloc(0),
      startTs: commitTs - 5n,
      commitTs,
    });
  }
  return changes;
};
const inBatches = (items, size) => {
  const batches = [];
  for (let i = 0; i < items.length; i += size) batches.push({ kind: 'batch', items: items.slice(i, i + size) });
  return batches;
};

const regionKey = (n) => {
  const key = Buffer.alloc(4);
  key.writeUInt32BE(n);
  return key;
};
function regionsOf(count) {
  return Array.from({ length: count }, (_, i) =>
    registration({
      regionId: i + 1,
      span: {
        startKey: i === 0 ? Buffer.alloc(0) : regionKey(i),
        endKey: i === count - 1 ? Buffer.alloc(0) : regionKey(i + 1),
      },
    }),
  );
}

for (const count of group === 'merge' ? [1, 1000, 50_000] : []) {
  const registrations = regionsOf(count);
  const changes = changesOf(64, seededRandom(1)).map((change) => ({ ...change, commitTs: 1_000_000_000n }));
  const rounds = 2000;
  const feeds$ = new Subject();
  const streams = registrations.map(() => new Subject());
  const subscription = feeds$
    .pipe(mergeResolvedTs({ span: { startKey: Buffer.alloc(0), endKey: Buffer.alloc(0) } }))
    .subscribe();
  for (let i = 0; i < count; i += 1) feeds$.next(regionStream(registrations[i], streams[i]));
  for (const stream of streams) stream.next(resolved(1n));
  let ts = 1n;
  await measure(`merge rows, ${count.toLocaleString('en-US')} regions`, 'rows/s', () => {
    for (let i = 0; i < rounds; i += 1) {
      const stream = streams[(i * 7919) % count];
      stream.next({ kind: 'batch', items: changes });
      ts += 1n;
      stream.next(resolved(ts));
    }
    return rounds * changes.length;
  });
  if (count === 50_000) {
    await measure('merge: one batched resolved ts, 50,000 regions', 'ms', () => {
      ts += 1n;
      feeds$.next({ kind: 'regionsResolved', ts, registrations });
      return 0;
    });
  }
  subscription.unsubscribe();
}

if (group === 'sort') {
  const changes = changesOf(200_000, seededRandom(2), 20_000);
  const flows = inBatches(changes, 64);
  await measure('sort, resolved every 20,000 rows', 'rows/s', async () => {
    const source$ = new Subject();
    const subscription = source$.pipe(sortByCommitTs()).subscribe();
    const step = BigInt(20_000);
    let at = 470608240548249600n;
    // Each window is sorted by itself: its rows come shuffled.
    for (let i = 0; i < flows.length; i += 1) {
      source$.next(flows[i]);
      if (i % 313 === 312) {
        at += step;
        source$.next(resolved(at));
      }
    }
    source$.next(resolved(470608240548249600n + 400_000n));
    subscription.unsubscribe();
    return changes.length;
  });
}

function readSchema() {
  const pairs = JSON.parse(gunzipSync(readFileSync(SCHEMA)).toString());
  return pairs.map(({ key, value }) => ({ key: Buffer.from(key, 'base64'), value: Buffer.from(value, 'base64') }));
}

async function mountInput() {
  const changes = [];
  const feeds = [];
  const { regionFeeds } = built('sources/regionFeeds.js');
  const signals = [
    ...header.regions.map((registered) => ({ kind: 'register', registration: registered, storeId: undefined })),
    ...messages.map((message) => ({ kind: 'message', message })),
  ];
  const { map } = await import('rxjs');
  from(signals)
    .pipe(
      regionFeeds(),
      map((feed) =>
        feed.kind === 'region'
          ? { ...feed, stream$: feed.stream$.pipe(matchPrewriteCommit({ startTs: header.startTs })) }
          : feed,
      ),
      mergeResolvedTs({ span: { startKey: Buffer.alloc(0), endKey: Buffer.alloc(0) }, startTs: header.startTs }),
      sortByCommitTs(),
    )
    .subscribe((flow) => feeds.push(flow));
  const schema = createSchemaStorage(readSchema(), header.startTs);
  const jobs = feeds.flatMap((flow) => (flow.kind === 'batch' ? flow.items.filter(({ key }) => isDdlJobKey(key)) : []));
  await drain(from([{ kind: 'batch', items: jobs }]).pipe(readDdls(schema, header.startTs, new MetricsMap())));
  for (const flow of feeds)
    if (flow.kind === 'batch') changes.push(...flow.items.filter(({ key }) => isRecordKey(key) && !isDdlJobKey(key)));
  return { schema, changes };
}

const metaPair = (name, field, info) => ({ key: metaHashKey(name, field), value: Buffer.from(writeGoJson(info)) });

/** Metadata of `count` tables that begin with id `firstId`, all of these columns behind an integer key. */
function schemaPairs(firstId, count, columns) {
  const pairs = [metaPair('DBs', 'DB:2', databaseInfo(2, 'bench', 5))];
  for (let id = firstId; id < firstId + count; id += 1) {
    const table = tableInfoOf(
      { db: 'bench', table: `t${id}`, columns: [{ name: 'id', type: 'bigint' }, ...columns], primaryKey: ['id'] },
      id,
      [],
    );
    pairs.push(metaPair('DB:2', `Table:${id}`, table));
  }
  return pairs;
}

const schemaOf = (firstId, count, columns) => createSchemaStorage(schemaPairs(firstId, count, columns), 1n);

/** The golden row with a column of every type, under as many keys as rows are asked for. */
function wideInput(rows) {
  const { rows: vectors } = JSON.parse(readFileSync(VECTORS, 'utf8'));
  const { columns, value } = vectors.find(({ id }) => id === 'W17');
  // Columns get their ids in order, as the row has them: the first is the key.
  const schema = schemaOf(
    100,
    1,
    columns.map(([id, type]) => ({ name: `c${id}`, type })),
  );
  const changes = changesOf(rows, seededRandom(3)).map((change) => ({ ...change, value: Buffer.from(value, 'hex') }));
  return { schema, flows: inBatches(changes, 256) };
}

async function measureLookUps() {
  const tables = 1000;
  const rounds = 2000;
  const schema = schemaOf(100, tables, []);
  const ts = 470608240548249600n;
  const idsOf = { 'the same table': () => 100, '1,000 tables in turn': (i) => 100 + ((i * 7919) % tables) };
  for (const [title, idOf] of Object.entries(idsOf)) {
    const ids = Array.from({ length: tables }, (_, i) => idOf(i));
    await measure(`schema of a row, ${title}`, 'ns', () => {
      let found = 0;
      for (let round = 0; round < rounds; round += 1)
        for (const id of ids) if (schema.tableAt(id, ts) !== undefined) found += 1;
      return found;
    });
  }
}

async function measureWideRows() {
  const { schema, flows } = wideInput(20_000);
  const names = schema.tables()[0].columns.map(({ name }) => name);
  const reads = {
    'one column read': (row) => row.get('c2'),
    'ten columns read': (row) => {
      for (let i = 0; i < 10; i += 1) row.get(names[i]);
    },
    [`all ${names.length} columns read`]: (row) => row.row,
  };
  for (const [title, read] of Object.entries(reads)) {
    await measure(`mount wide rows, ${title}`, 'rows/s', () => {
      let rows = 0;
      from(flows)
        .pipe(mountRows({ schema }))
        .subscribe((flow) => {
          if (flow.kind !== 'batch') return;
          for (const row of flow.items) read(row);
          rows += flow.items.length;
        });
      return rows;
    });
  }
}

if (group === 'mount') {
  await measureLookUps();
  await measureWideRows();
  const { schema, changes } = await mountInput();
  const flows = inBatches(changes, 256);
  await measure('mount, nothing decoded', 'rows/s', async () => {
    for (let i = 0; i < 10; i += 1) await drain(from(flows).pipe(mountRows({ schema })));
    return changes.length * 10;
  });
  await measure('mount, one column read', 'rows/s', async () => {
    for (let i = 0; i < 4; i += 1) {
      from(flows)
        .pipe(mountRows({ schema }))
        .subscribe((flow) => {
          if (flow.kind === 'batch') for (const row of flow.items) void row.get('id');
        });
    }
    return changes.length * 4;
  });
  await measure('mount, every column decoded', 'rows/s', async () => {
    from(flows)
      .pipe(mountRows({ schema }))
      .subscribe((flow) => {
        if (flow.kind === 'batch') for (const row of flow.items) void (row.row, row.before);
      });
    return changes.length;
  });
}

if (group === 'plugin') {
  const report = (name, unit, value) => {
    results.push({ name, unit, median: value });
    console.log(
      `${name.padEnd(62)}${value.toLocaleString('en-US', { maximumFractionDigits: 2 }).padStart(12)} ${unit}`,
    );
  };
  const files = { recording: RECORDING, schema: SCHEMA };
  await benchPlugin({
    measure,
    report,
    runs: RUNS,
    files,
    schemaOf,
    schemaPairs,
    changesOf,
    inBatches,
    seededRandom,
    textKey,
  });
}

async function replay(sink) {
  const running = runPipeline(definePipeline({ source: replaySource({ recording: RECORDING, schema: SCHEMA }), sink }));
  await running.done;
  return entryCount;
}

async function parseOnly() {
  let rest = '';
  for await (const chunk of createReadStream(RECORDING, { highWaterMark: 256 * 1024 }).pipe(
    createGunzip({ chunkSize: 256 * 1024 }),
  )) {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop();
    for (const line of lines) JSON.parse(line);
  }
  return entryCount;
}

if (group === 'replay') {
  await measure('gunzip and JSON.parse only, to compare', 'rows/s', parseOnly);
  await measure('replay into blackhole:', 'rows/s', () => replay('blackhole:'));
  // Side by side, since these machines are fast one second and slow the next.
  const ratios = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    await parseOnly();
    const between = performance.now();
    await replay('blackhole:');
    ratios.push((between - started) / (performance.now() - between));
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)];
  results.push({
    name: 'replay into blackhole: to gunzip and JSON.parse only',
    unit: 'ratio',
    median,
    min: ratios[0],
    max: ratios.at(-1),
  });
  console.log(`${'replay into blackhole: to parsing only'.padEnd(44)}${median.toFixed(2).padStart(14)} times`);
  await measure('replay into the CSV plugin', 'rows/s', async () => {
    const out = mkdtempSync(join(tmpdir(), 'tivalve-bench-'));
    const count = await replay(() =>
      openWasmSink({
        source: join(root, 'plugins', 'csv', 'csv.wasm'),
        settings: parsePluginSettings({ grants: { fs: { out } } }),
        changefeed: 'bench',
      }),
    );
    rmSync(out, { recursive: true });
    return count;
  });
}

if (group in LIVE_GROUPS) {
  await LIVE_GROUPS[group]((name, unit, value) => {
    results.push({ name, unit, median: value });
    console.log(
      `${name.padEnd(52)}${value.toLocaleString('en-US', { maximumFractionDigits: 2 }).padStart(14)} ${unit}`,
    );
  });
}

if (group === undefined) {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !GROUPS.includes(name));
  if (unknown.length > 0) {
    console.error(`unknown group ${unknown.join(', ')}; there are ${GROUPS.join(', ')}`);
    process.exit(2);
  }
  for (const name of wanted.length > 0 ? wanted : GROUPS) {
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], {
      env: { ...process.env, BENCH_GROUP: name },
      stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    });
    if (child.status !== 0) process.exit(child.status ?? 1);
    results.push(...JSON.parse(child.output[3].toString()));
  }
  mkdirSync(join(root, 'bench', 'results'), { recursive: true });
  const machine = { node: process.version, cpus: cpus().length, runs: RUNS };
  writeFileSync(join(root, 'bench', 'results', 'latest.json'), `${JSON.stringify({ ...machine, results }, null, 2)}\n`);
} else writeFileSync(3, JSON.stringify(results));
