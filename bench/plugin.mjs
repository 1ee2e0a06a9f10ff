// What a plugin costs: calls by language, encoding, run mode, rows a batch and columns read; the whole pipeline with one; and
// what it takes to be rid of an instance and to have another. Its guests are compiled when the benchmark begins; without
// Rust, that one is left out.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { from } from 'rxjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const built = (path) => require(join(root, 'dist', path));
const { definePipeline, replaySource, runPipeline } = built('index.js');
const { mountRows } = built('operators/mountRows.js');
const { openWasmSink } = built('sinks/wasmSink.js');
const { openPlugin } = built('wasm/pluginHost.js');
const { pluginRowsOf } = built('wasm/pluginRows.js');
const { parsePluginSettings } = built('wasm/pluginSettings.js');
const { createRecording } = built('wire/recordingWriter.js');

const MODES = ['inline', 'isolated'];
const SIZES = [1, 100, 1000];
const ROWS = 'sink_emit_row_changed_events';
const RUST = 'wasm32-unknown-unknown';
const LONG_ROWS = 200_000;

/** Reads every value of a batch in place, and answers with a status; an operation that begins with `l` does not end. */
const GUEST = `
@external("wapc", "__guest_request") declare function guestRequest(operation: usize, payload: usize): void;
@external("wapc", "__guest_response") declare function guestResponse(pointer: usize, length: i32): void;

const STATUS = String.UTF8.encode('{"code":200}');
const MISSING = String.UTF8.encode('{"code":404}');
const operation = heap.alloc(256);
let payload: usize = heap.alloc(65536);
let capacity: i32 = 65536;
export let sum: i64 = 0;

function readColumns(descriptors: usize, columns: i32, rows: i32): void {
  for (let c = 0; c < columns; c += 1) {
    const at = descriptors + c * 32;
    const kind = load<u8>(at, 2);
    const values = payload + load<u32>(at, 8);
    if (kind <= 3) {
      for (let row = 0; row < rows; row += 1) sum += load<i64>(values + row * 8);
    } else if (kind == 4) {
      for (let row = 0; row < rows; row += 1) sum += load<i32>(values + row * 4);
    } else {
      const offsets = payload + load<u32>(at, 16);
      for (let row = 0; row < rows; row += 1) {
        const end = load<u32>(offsets + row * 4, 4);
        for (let i = load<u32>(offsets + row * 4); i < end; i += 1) sum += load<u8>(values + i);
      }
    }
  }
}

export function __guest_call(operationLength: i32, payloadLength: i32): i32 {
  if (payloadLength > capacity) {
    heap.free(payload);
    capacity = payloadLength * 2;
    payload = heap.alloc(capacity);
  }
  guestRequest(operation, payload);
  if (load<u8>(operation) == 0x6c) while (true) sum += 1;
  if (load<u64>(operation) == 0x756c665f6b6e6973) { // "sink_flu"
    guestResponse(changetype<usize>(MISSING), MISSING.byteLength);
    return 1;
  }
  if (payloadLength >= 64 && load<u32>(payload) == 0x31425654) {
    const rows = load<u32>(payload, 12);
    const columns = load<u32>(payload, 28);
    readColumns(payload + load<u32>(payload, 44), columns, rows);
    const before = load<u32>(payload, 48);
    if (before != 0) readColumns(payload + before, columns, rows);
  }
  guestResponse(changetype<usize>(STATUS), STATUS.byteLength);
  return 1;
}
`;

const medianOf = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const leb = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))]);

/** Answers with what makes a plugin of a module: it writes a manifest into it. */
const pluginsOf = (binary) => (more) => {
  const manifest = { name: 'bench', version: '1.0.0', abi: 'v1', kind: 'sink', before: false, ...more };
  const name = Buffer.from('tivalve.manifest');
  const body = Buffer.concat([Buffer.from(leb(name.length)), name, Buffer.from(JSON.stringify(manifest))]);
  return Buffer.concat([binary, Buffer.from([0, ...leb(body.length)]), body]);
};

export async function compileAssemblyScript() {
  let binary;
  const { error, stderr } = await asc.main(
    ['guest.ts', '--outFile', 'out.wasm', '-O3', '--noAssert', '--exportStart', 'wapc_init', '--runtime', 'minimal'],
    {
      readFile: (name) => (name === 'guest.ts' ? GUEST : null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the guest of the benchmark does not compile: ${stderr}`);
  return pluginsOf(binary);
}

/** `undefined`, and a word about it, where Rust is not installed. */
function compileRust() {
  const target = mkdtempSync(join(tmpdir(), 'tivalve-bench-'));
  const manifest = join(root, 'bench', 'guest', 'Cargo.toml');
  const args = ['build', '--offline', '--release', '--locked', '--target', RUST, '--target-dir', target];
  try {
    const { status, stderr, error } = spawnSync('cargo', [...args, '--manifest-path', manifest], { encoding: 'utf8' });
    if (status === 0) return pluginsOf(readFileSync(join(target, RUST, 'release', 'bench_guest.wasm')));
    const why = error?.message ?? stderr.trim().split('\n').at(-1);
    console.log(`no numbers for Rust (${why}); install Rust, and rustup target add ${RUST}`);
    return undefined;
  } finally {
    rmSync(target, { recursive: true });
  }
}

/** A table of four columns: a key, two numbers and a text. */
const COLUMNS = [
  { name: 'customer', type: 'bigint' },
  { name: 'price', type: 'double' },
  { name: 'note', type: 'varchar(40)' },
];

/** A row of it in format 2: flags, counts, the ids of columns, where each one ends, and the values. */
function fourColumns(i) {
  const customer = Buffer.alloc(4);
  customer.writeUInt32LE(100_000 + (i % 1000) * 7919);
  const price = Buffer.alloc(8);
  price.writeDoubleBE(i * 1.25 + 0.5);
  price[0] ^= 0x80;
  const note = Buffer.from(`note number ${i}`);
  const ends = [customer.length, customer.length + price.length, customer.length + price.length + note.length];
  const head = [0x80, 0, 3, 0, 0, 0, 2, 3, 4, ...ends.flatMap((end) => [end, 0])];
  return Buffer.concat([Buffer.from(head), customer, price, note]);
}

function fourColumnRows({ schemaOf, changesOf, inBatches, seededRandom }) {
  const schema = schemaOf(100, 1, COLUMNS);
  const changes = changesOf(1000, seededRandom(5)).map((change, i) => ({ ...change, value: fourColumns(i) }));
  const rows = [];
  from(inBatches(changes, 256))
    .pipe(mountRows({ schema }))
    .subscribe((flow) => {
      if (flow.kind === 'batch') rows.push(...flow.items);
    });
  return rows;
}

const NONE = Buffer.alloc(0);

/** Records transactions of eight rows, inserts first and then updates: long enough that its start does not show. */
async function recordLong(folder, rows, { schemaPairs, textKey }) {
  const files = { recording: join(folder, 'long.ndjson'), schema: join(folder, 'long.schema.json') };
  const pairs = schemaPairs(100, 1, COLUMNS).map(({ key, value }) => ({
    key: Buffer.from(key).toString('base64'),
    value: value.toString('base64'),
  }));
  writeFileSync(files.schema, JSON.stringify(pairs));
  const startTs = 470608240548249600n;
  const regionId = 2;
  const requestId = 1;
  const region = {
    regionId,
    requestId,
    storeId: '1',
    span: { startKey: NONE, endKey: NONE },
    epoch: { confVer: 1, version: 1 },
    checkpointTs: startTs,
  };
  const writer = await createRecording(files.recording, {
    source: 'bench',
    clusterId: '1',
    startTs,
    regions: [region],
  });
  const write = (message) => writer.write({ kind: 'message', atMs: 0, storeId: '1', message });
  const blank = { op: 'UNKNOWN', startTs: 0n, commitTs: 0n, key: NONE, value: NONE, oldValue: NONE, generation: 0 };
  const entries = (some) =>
    write({ events: [{ regionId, requestId, index: 0, entries: some.map((one) => ({ ...blank, ...one })) }] });
  await entries([{ type: 'INITIALIZED' }]);
  let ts = startTs;
  for (let first = 0; first < rows; first += 64) {
    const prewrites = [];
    for (let i = first; i < first + 64; i += 1) {
      if (i % 8 === 0) ts += 10n;
      const oldValue = i < rows / 2 ? NONE : fourColumns(i - rows / 2);
      const key = textKey(100, i % (rows / 2));
      prewrites.push({ type: 'PREWRITE', op: 'PUT', startTs: ts, key, value: fourColumns(i), oldValue });
    }
    await entries(prewrites);
    await entries(
      prewrites.map((one) => ({
        type: 'COMMIT',
        op: 'PUT',
        startTs: one.startTs,
        commitTs: one.startTs + 5n,
        key: one.key,
      })),
    );
    if (first % 1024 === 960 || first + 64 >= rows)
      await write({ events: [], resolvedTs: { ts: ts + 5n, regions: [regionId], requestId } });
  }
  await writer.close();
  return files;
}

async function benchCalls({ measure, report }, language, makeModule, rows) {
  const [{ table, tableId }] = rows;
  const wanted = {
    JSON: { encoding: 'json' },
    'batch, one column': { encoding: 'batch', columns: { '*.*': ['price'] } },
    'batch, all columns': { encoding: 'batch' },
  };
  for (const [title, more] of Object.entries(wanted)) {
    for (const mode of MODES) {
      const plugin = await openPlugin({
        source: makeModule(more),
        // Calls of one row come by the ten thousand a second here, which a host with the default would time otherwise.
        settings: parsePluginSettings({ mode, limits: { callTimeoutMs: 1000 } }),
        changefeed: 'bench',
      });
      const instance = await plugin.instantiate();
      const payloads = pluginRowsOf(plugin.manifest);
      for (const size of SIZES) {
        const parts = [];
        for (let at = 0; at < rows.length; at += size) parts.push(rows.slice(at, at + size));
        const calls = { 1: 1, 100: 10, 1000: 100 }[size];
        const name = `plugin ${mode}, ${language}, ${title}, ${size.toLocaleString('en-US')} rows`;
        const { median } = await measure(name, 'rows/s', async () => {
          for (let i = 0; i < calls; i += 1)
            for (const part of parts)
              await instance.callForStatus(ROWS, payloads.rowsPayload({ tableId, table, rows: part }, part));
          return calls * rows.length;
        });
        report(`${name}, a call`, 'µs', (size * 1e6) / median);
      }
      await instance.close();
      await plugin.close();
    }
  }
}

async function benchEncoder({ measure }, rows) {
  const [{ table, tableId }] = rows;
  const payloads = pluginRowsOf({ columns: {}, before: false, encoding: 'batch' });
  await measure('encode batches, all columns, 1,000 rows', 'rows/s', () => {
    for (let i = 0; i < 100; i += 1) payloads.rowsPayload({ tableId, table, rows }, rows);
    return rows.length * 100;
  });
}

const cpuUs = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** The stage of a plugin: what a replay into it takes above one that decodes nothing, and beside opening it. */
async function benchPipeline({ report, runs }, makeModule, title, files) {
  let rows = 0;
  let calls = 0;
  let opening = 0;
  const usOf = async (sink) => {
    const before = cpuUs();
    await runPipeline(definePipeline({ source: replaySource(files), sink })).done;
    return cpuUs() - before;
  };
  const counted = async (settings) => {
    const before = cpuUs();
    const sink = await openWasmSink({
      source: makeModule({ encoding: 'batch', before: true }),
      settings: parsePluginSettings(settings),
      changefeed: 'bench',
    });
    opening = cpuUs() - before;
    const emit = sink.emitRowChangedEvents.bind(sink);
    sink.emitRowChangedEvents = (batch) => {
      rows += batch.rows.length;
      calls += 1;
      return emit(batch);
    };
    return sink;
  };
  for (const mode of MODES) {
    const differences = [];
    const openings = [];
    for (let run = -3; run < runs; run += 1) {
      // Side by side, since these machines are fast one second and slow the next.
      const without = await usOf('blackhole:');
      rows = 0;
      calls = 0;
      const difference = (await usOf(() => counted({ mode }))) - without - opening;
      if (run < 0) continue;
      differences.push(difference / rows);
      openings.push(opening / 1000);
    }
    const name = `replay of ${title} into a batch plugin ${mode}`;
    report(`${name}, above blackhole, CPU a row`, 'µs', medianOf(differences));
    report(`${name}, opening it, CPU`, 'ms', medianOf(openings));
    report(`${name}, rows a call`, 'rows', rows / calls);
  }
}

async function benchLives({ report, runs }, makeModule) {
  const timeoutMs = 200;
  for (const mode of MODES) {
    const plugin = await openPlugin({
      source: makeModule({}),
      settings: parsePluginSettings({ mode, limits: { callTimeoutMs: timeoutMs } }),
      changefeed: 'bench',
    });
    const kills = [];
    const fresh = [];
    let instance = await plugin.instantiate();
    for (let run = 0; run < runs + 3; run += 1) {
      // The one that stands by is made in the background; this is about how it takes over.
      await new Promise((done) => setTimeout(done, 300));
      const started = performance.now();
      await instance.call('loop', Buffer.alloc(0)).catch(() => undefined);
      const killed = performance.now();
      await instance.close();
      const next = performance.now();
      instance = await plugin.instantiate();
      await instance.callForStatus('echo', Buffer.alloc(0));
      if (run < 3) continue;
      kills.push(killed - started - timeoutMs);
      fresh.push(performance.now() - (mode === 'inline' ? next : killed));
    }
    report(`plugin ${mode}: end of an endless loop, past its deadline`, 'ms', medianOf(kills));
    report(
      mode === 'inline'
        ? 'plugin inline: a fresh instance answers'
        : 'plugin isolated: the one that stands by answers, after a kill',
      'ms',
      medianOf(fresh),
    );
    await plugin.close();
  }
}

async function benchCsv({ measure }, rows) {
  for (const mode of MODES) {
    for (const size of SIZES) {
      const out = mkdtempSync(join(tmpdir(), 'tivalve-bench-'));
      const sink = await openWasmSink({
        source: readFileSync(join(root, 'plugins', 'csv', 'csv.wasm')),
        settings: parsePluginSettings({ mode, grants: { fs: { out } } }),
        changefeed: 'bench',
      });
      const [{ tableId, table }] = rows;
      await sink.addTable({ tableId, table });
      const repeats = size === 1 ? 1 : 20;
      await measure(`CSV plugin ${mode}, ${size.toLocaleString('en-US')} rows a batch`, 'rows/s', async () => {
        for (let i = 0; i < repeats; i += 1)
          for (let at = 0; at < rows.length; at += size)
            await sink.emitRowChangedEvents({ tableId, table, rows: rows.slice(at, at + size) });
        await sink.flushRowChangedEvents(tableId, rows.at(-1).commitTs);
        return repeats * rows.length;
      });
      await sink.close();
      rmSync(out, { recursive: true });
    }
  }
}

/** The group `plugin`. */
export async function benchPlugin(bench) {
  const guests = { AssemblyScript: await compileAssemblyScript(), Rust: compileRust() };
  // First, while nothing else has warmed the compiler up for it.
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-bench-'));
  try {
    const long = await recordLong(folder, LONG_ROWS, bench);
    await benchPipeline(bench, guests.AssemblyScript, `${LONG_ROWS.toLocaleString('en-US')} rows`, long);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await benchPipeline(bench, guests.AssemblyScript, 'the demo', bench.files);
  const rows = fourColumnRows(bench);
  await benchEncoder(bench, rows);
  for (const [language, makeModule] of Object.entries(guests))
    if (makeModule !== undefined) await benchCalls(bench, language, makeModule, rows);
  await benchCsv(bench, rows);
  await benchLives(bench, guests.AssemblyScript);
}
