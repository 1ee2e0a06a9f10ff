import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSink } from '../../src/sinks/openSink';
import { goldenPath } from '../helpers/golden';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');
const GUEST = join(ROOT, 'spec/fixtures/plugins/v0-rust.wasm');
const PROBE = join(ROOT, 'spec/fixtures/plugins/probe.wasm');
const RECORDING = goldenPath('workload', 'events.ndjson.gz');
const FOLDER = '/tidb-deploy/tivalve';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-v0-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function replay(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, 'replay', RECORDING, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 128 * 1024 * 1024,
  });
}
const lines = (...path: string[]): string[] =>
  readFileSync(join(folder, ...path), 'utf8')
    .split('\n')
    .slice(0, -1);

interface Event {
  readonly type: string;
  readonly tableId?: string;
  readonly row?: Readonly<Record<string, unknown>> | null;
}

describe('a guest of 2022', () => {
  it('writes its two files through tivalve replay, unmodified', () => {
    const { status, stderr } = replay('--sink', `wasm:${GUEST}?preopen=${FOLDER}:./out`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['add_table.txt', 'row_event.txt']);

    const events = replay()
      .stdout.split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Event);
    const rows = events.filter(({ type }) => ['insert', 'update', 'delete'].includes(type));
    const tableIds = new Set(
      lines('out', 'add_table.txt').map((line) => (JSON.parse(line) as { table_id: number }).table_id),
    );
    expect(tableIds).toEqual(new Set(rows.map(({ tableId }) => Number(tableId))));

    // One line for each event that has columns, with as many values; batches of tables come in an order of their own.
    const widths = rows.flatMap(({ row }) => (row === null || row === undefined ? [] : [Object.keys(row).length]));
    const got = lines('out', 'row_event.txt').map((line) => JSON.parse(`[${line}]`) as unknown[]);
    expect(got.length).toBeGreaterThan(100);
    const inOrder = (numbers: number[]): number[] => numbers.sort((a, b) => a - b);
    expect(inOrder(got.map((values) => values.length))).toEqual(inOrder(widths));
    // Text is base64 in the JSON of 2022, and keeps its quotes in the guest's lines.
    const emails = rows.flatMap(({ row }) => (typeof row?.['email'] === 'string' ? [row['email']] : []));
    const texts = new Set(got.flat().map((value) => Buffer.from(String(value), 'base64').toString()));
    expect(emails.length).toBeGreaterThan(10);
    expect(emails.filter((email) => !texts.has(email))).toEqual([]);
  }, 120_000);

  it('appends to what is there, and starts again after a run', () => {
    const sink = `wasm:${GUEST}?preopen=${FOLDER}:./out`;
    expect(replay('--sink', sink).status).toBe(0);
    const first = lines('out', 'row_event.txt');
    expect(replay('--sink', sink).status).toBe(0);
    const both = lines('out', 'row_event.txt');
    expect(both.slice(0, first.length)).toEqual(first);
    // Batches of tables come in an order of their own.
    expect(both.slice(first.length).toSorted()).toEqual(first.toSorted());
  }, 120_000);

  it('traps without its folder, and with one that is not the one it knows', () => {
    for (const preopen of ['', '?preopen=/elsewhere:./out']) {
      const { status, stderr } = replay('--sink', `wasm:${GUEST}${preopen}`);
      expect(stderr).toContain('TV_PLUGIN_TRAP');
      expect(status).toBe(1);
    }
  }, 120_000);

  it('writes through no symbolic link that stands in its folder', () => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'target'), 'kept');
    symlinkSync(join(folder, 'target'), join(folder, 'out', 'add_table.txt'));
    const { stderr } = replay('--sink', `wasm:${GUEST}?preopen=${FOLDER}:./out`);
    expect(stderr).toContain('TV_PLUGIN_TRAP');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('kept');
  }, 120_000);

  it('takes its folders from the configuration file too, which counts from itself, and runs isolated', () => {
    mkdirSync(join(folder, 'conf'));
    const config = { grants: { preopens: { [FOLDER]: './files' } }, mode: 'isolated' };
    writeFileSync(join(folder, 'conf', 'guest.json'), JSON.stringify(config));
    const { status, stderr } = replay('--sink', `wasm:${GUEST}?config=conf/guest.json`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(readdirSync(join(folder, 'conf', 'files')).sort()).toEqual(['add_table.txt', 'row_event.txt']);
  }, 120_000);
});

describe('preopen of a wasm: URI', () => {
  it.each(['', '/a', 'a:./b', '/a:', ':./b', './b:/a', '/a:./b&preopen=/a:./c', '/a\\b:./c'])(
    'refuses %j',
    async (value) => {
      await expect(openSink(`wasm:${GUEST}?preopen=${value}`)).rejects.toMatchObject({ code: 'TV_CONFIG_SINK_URI' });
    },
  );

  it('is for modules without a manifest', async () => {
    const config = join(folder, 'probe.json');
    writeFileSync(config, JSON.stringify({ grants: { fs: { out: './out' } } }));
    await expect(openSink(`wasm:${PROBE}?config=${config}&preopen=/a:${folder}`)).rejects.toMatchObject({
      code: 'TV_PLUGIN_GRANT',
    });
  });

  it('may come several times', async () => {
    const sink = await openSink(`wasm:${GUEST}?preopen=/a:${folder}/one&preopen=/b:${folder}/two`);
    await sink.close?.();
    expect(readdirSync(folder).sort()).toEqual(['one', 'two']);
  });

  it('says which folder cannot be used', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(openSink(`wasm:${GUEST}?preopen=/a:${folder}/file/below`)).rejects.toMatchObject({
      code: 'TV_SINK_IO',
      message: expect.stringContaining('pre-opened as /a'),
    });
  });
});
