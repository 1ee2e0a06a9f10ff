import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readCsvTables } from '../../src/cli/csvTables';
import type { RowEvent } from '../../src/model/row';
import type { Sink } from '../../src/model/sink';
import { MAX_TS, physicalMsOf, tsOfPhysicalMs } from '../../src/model/ts';
import { definePipeline } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { openSink } from '../../src/sinks/openSink';
import { openWasmSink } from '../../src/sinks/wasmSink';
import { replaySource } from '../../src/sources/replaySource';
import { row, table } from '../../src/testing';
import { openPlugin } from '../../src/wasm/pluginHost';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';

const ROOT = join(__dirname, '..', '..');
const VERSIONS = { 1: join(ROOT, 'plugins/csv/csv.wasm'), 2: join(ROOT, 'plugins/csv/v2/csv.wasm') } as const;
type Version = keyof typeof VERSIONS;

const orders = table('shop', 'orders', ['id', 'note'], 104);
const span = { tableId: 104, table: orders };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-csv-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(version: Version, config: object = {}): Promise<Sink> {
  const sink = await openWasmSink({
    source: VERSIONS[version],
    settings: parsePluginSettings({ config, grants: { fs: { out: folder } } }),
    changefeed: 'spec',
  });
  await sink.addTable?.(span);
  return sink;
}

async function write(sink: Sink, ...rows: readonly RowEvent[]): Promise<void> {
  expect(await sink.emitRowChangedEvents({ ...span, rows })).toEqual({ verdicts: [] });
  const upTo = rows.at(-1)?.commitTs ?? 0n;
  expect(await sink.flushRowChangedEvents?.(104, upTo)).toBe(upTo);
}

const insert = (ts: bigint, id: string, note: string | null = ''): RowEvent =>
  row(ts, { table: orders, row: { id, note } });
const remove = (ts: bigint, id: string): RowEvent =>
  row(ts, { table: orders, row: null, before: { id, note: 'gone' } });
const read = (name: string): string => readFileSync(join(folder, 'shop', name), 'utf8');
const files = (): readonly string[] => readdirSync(join(folder, 'shop')).sort();
const tablesOf = () => readCsvTables(folder, new Map([['shop.orders', ['id']]])).get('shop.orders');

describe('version 2 of the plugin csv', () => {
  it('adds the time of the commit behind its ts', async () => {
    const ts = tsOfPhysicalMs(Date.UTC(2026, 1, 28, 23, 59, 59, 999)) + 7n;
    const sink = await open(2, { delimiter: ';' });
    await write(
      sink,
      insert(ts, '1', 'a;b'),
      insert(ts, '2', null),
      row(ts + (1n << 18n), {
        table: orders,
        row: { id: '1', note: '' },
        before: { id: '1', note: 'a;b' },
      }),
      remove(ts + (2n << 18n), '2'),
    );
    await sink.close?.();
    expect(read('orders.1.csv')).toBe(
      [
        'tivalve_op;tivalve_commit_ts;_tv_commit_time;id;note',
        `I;${ts};2026-02-28T23:59:59.999Z;1;"a;b"`,
        `I;${ts};2026-02-28T23:59:59.999Z;2;`,
        `U;${ts + (1n << 18n)};2026-03-01T00:00:00.000Z;1;""`,
        `D;${ts + (2n << 18n)};2026-03-01T00:00:00.001Z;2;gone`,
        '',
      ].join('\r\n'),
    );
  });

  it('writes the time of any ts as Date does', async () => {
    const sink = await open(2);
    const edges = [
      0n,
      1n,
      MAX_TS,
      ...[1972, 2000, 2100, 2400, 3999].map((year) => tsOfPhysicalMs(Date.UTC(year, 1, 28))),
    ];
    const days = edges.flatMap((ts) => [ts, ts + tsOfPhysicalMs(86_400_000), ts + tsOfPhysicalMs(2 * 86_400_000)]);
    const all = [
      ...days.filter((ts) => ts <= MAX_TS),
      ...fc.sample(fc.bigInt({ min: 0n, max: MAX_TS }), { numRuns: 2000, seed: 6 }),
    ].sort((a, b) => (a < b ? -1 : 1));
    await write(sink, ...all.map((ts) => insert(ts, '1')));
    await sink.close?.();
    const lines = read('orders.1.csv').trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(1, 3))).toEqual(
      all.map((ts) => [String(ts), new Date(physicalMsOf(ts)).toISOString()]),
    );
  });

  it('differs from the first one in nothing else', async () => {
    for (const version of [1, 2] as const) {
      const out = join(folder, String(version));
      await runPipeline(
        definePipeline({
          source: replaySource({
            recording: join(ROOT, 'demo/workload.ndjson.gz'),
            schema: join(ROOT, 'demo/workload.schema.json.gz'),
          }),
          sink: () =>
            openWasmSink({
              source: VERSIONS[version],
              settings: parsePluginSettings({ grants: { fs: { out } } }),
              changefeed: 'spec',
            }),
        }),
      ).done;
    }
    const text = (version: Version, name: string): string => readFileSync(join(folder, String(version), name), 'utf8');
    const names = readdirSync(join(folder, '1'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.csv'),
    );
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const without = text(2, name).replace(/^([IUD],\d+|tivalve_op,tivalve_commit_ts),([^,]+)/gm, '$1');
      expect(without).toBe(text(1, name));
    }
  });
});

describe('both versions of the plugin csv', () => {
  it('write into one folder, one after the other, and touch nothing of each other', async () => {
    const first = await open(1);
    await write(first, insert(1n, '1', 'one'), insert(2n, '2', 'two'));
    await first.close?.();
    const before = read('orders.1.csv');
    const second = await open(2);
    await write(second, insert(3n, '3', 'three'), remove(4n, '1'));
    await second.close?.();
    const back = await open(1);
    await write(back, insert(5n, '4', 'four'));
    await back.close?.();
    expect(files()).toEqual(['orders.1.csv', 'orders.2.csv', 'orders.3.csv']);
    expect(read('orders.1.csv')).toBe(before);
    expect(['1', '2', '3'].map((n) => read(`orders.${n}.csv`).split('\r\n')[0])).toEqual([
      'tivalve_op,tivalve_commit_ts,id,note',
      'tivalve_op,tivalve_commit_ts,_tv_commit_time,id,note',
      'tivalve_op,tivalve_commit_ts,id,note',
    ]);
    expect(tablesOf()).toEqual([
      { id: '2', note: 'two' },
      { id: '3', note: 'three' },
      { id: '4', note: 'four' },
    ]);
  });

  it('write into one folder side by side, each into files of its own', async () => {
    const sinks = [await open(1), await open(2)] as const;
    for (let ts = 1n; ts <= 20n; ts += 1n)
      await write(sinks[Number(ts % 2n)] ?? sinks[0], insert(ts, 'same', `at ${ts}`));
    for (const sink of sinks) await sink.close?.();
    expect(files()).toEqual(['orders.1.csv', 'orders.2.csv']);
    const [a = '', b = ''] = files().map(read);
    expect([a, b].map((text) => text.trimEnd().split('\r\n').length)).toEqual([11, 11]);
    // The last change is in the file that was made first.
    expect(a.split('\r\n')[0]).toContain('_tv_commit_time');
    expect(tablesOf()).toEqual([{ id: 'same', note: 'at 20' }]);
  });

  it('are opened by a range, and the highest without one', async () => {
    for (const [uri, columns] of [
      ['wasm:csv@1', 'tivalve_op,tivalve_commit_ts,id,note'],
      ['wasm:csv@^2', 'tivalve_op,tivalve_commit_ts,_tv_commit_time,id,note'],
      ['wasm:csv@1.0.0 || 7', 'tivalve_op,tivalve_commit_ts,id,note'],
      ['wasm:csv', 'tivalve_op,tivalve_commit_ts,_tv_commit_time,id,note'],
    ] as const) {
      rmSync(join(folder, 'shop'), { recursive: true, force: true });
      const settings = join(folder, 'csv.json');
      writeFileSync(settings, '{"grants":{"fs":{"out":"."}}}');
      const sink = await openSink(`${uri}?config=${settings}`);
      await sink.addTable?.(span);
      await write(sink, insert(1n, '1'));
      await sink.close?.();
      expect([uri, read('orders.1.csv').split('\r\n')[0]]).toEqual([uri, columns]);
    }
    await expect(openSink('wasm:csv@3')).rejects.toMatchObject({
      code: 'TV_CONFIG_PLUGIN',
      message: expect.stringContaining('plugin csv is there in version 1.0.0 and 2.0.0, not in 3'),
    });
    await expect(openSink('wasm:sdk')).rejects.toMatchObject({
      message: expect.stringContaining('no plugin named sdk'),
    });
  });

  it('are known apart, and take the same configuration', async () => {
    const settings = parsePluginSettings({ config: { delimiter: '|' }, grants: { fs: { out: folder } } });
    const [one, two] = await Promise.all(
      ([1, 2] as const).map((version) => openPlugin({ source: VERSIONS[version], settings, changefeed: 'spec' })),
    );
    expect([one?.name, two?.name]).toEqual(['csv@1.0.0', 'csv@2.0.0']);
    expect(one?.identity).not.toBe(two?.identity);
    expect({ ...one?.manifest, version: '' }).toEqual({ ...two?.manifest, version: '' });
    for (const plugin of [one, two]) await plugin?.close();
  });
});
