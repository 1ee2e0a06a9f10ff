import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from '../../src/emulator/Emulator';
import { startEmulator } from '../../src/emulator/startEmulator';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';

const CLI = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const LIMIT_MS = 60_000;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command at work. The emulator is in this process, so nothing may block it. */
class Command {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(...args: readonly string[]) {
    this.child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (text: Buffer) => {
      this.stdout += text.toString();
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.stderr += text.toString();
    });
  }

  async ended(): Promise<Ended> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    return { status: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  async shows(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`ended before it showed ${text}: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

const tivalve = (...args: readonly string[]): Promise<Ended> => new Command(...args).ended();

/** Rows of row JSON without what differs from run to run. */
const rowsOf = (stdout: string): string[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ type }) => type !== 'resolved')
    .map(({ type, table, row, before, commitTs, query }) =>
      JSON.stringify({ type, table, row, before, commitTs, query }),
    );

describe('commands that follow a cluster', () => {
  let emulator: Emulator;
  let db: EmulatedDatabase;
  let startTs: string;
  let endTs: string;
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-live-'));

  beforeAll(async () => {
    emulator = await startEmulator({ stores: 2, resolvedTsIntervalMs: 50 });
    db = new EmulatedDatabase(emulator);
    startTs = String(emulator.now());
    db.createDatabase('shop');
    const columns = [
      { name: 'id', type: 'bigint' },
      { name: 'name', type: 'varchar(20)' },
    ];
    for (const table of ['a', 'b']) db.createTable({ db: 'shop', table, primaryKey: ['id'], columns });
    for (let id = 1; id <= 20; id += 1) {
      db.transaction((tx) => {
        tx.insert('shop', 'a', { id, name: `a${id}` });
        tx.insert('shop', 'b', { id, name: null });
      });
    }
    db.update('shop', 'a', { id: 3 }, { name: 'three' });
    db.delete('shop', 'b', { id: 7 });
    emulator.splitEvenly(4);
    endTs = String(emulator.now());
  });

  afterAll(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const pd = (): string => emulator.pd.join(',');

  it(
    'tail shows rows and DDLs of the chosen tables up to a ts',
    async () => {
      const { status, stdout, stderr } = await tivalve(
        'tail',
        '--pd',
        pd(),
        '--table',
        'shop.a',
        '--start-ts',
        startTs,
        '--end-ts',
        endTs,
      );
      expect(stderr).toContain('21 rows');
      expect(status).toBe(0);
      const rows = rowsOf(stdout).map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(rows.filter(({ type }) => type === 'insert')).toHaveLength(20);
      expect(rows.at(-1)).toMatchObject({ type: 'update', row: { id: '3', name: 'three' } });
      // The database itself, and this table of it.
      expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(['', 'a']));
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(JSON.stringify({ type: 'resolved', ts: endTs }));
    },
    LIMIT_MS,
  );

  it(
    'tail follows what is committed while it runs, and ends well on Ctrl-C',
    async () => {
      const tail = new Command('tail', '--pd', pd(), '--table', 'shop.b', '--start-ts', endTs);
      db.insert('shop', 'b', { id: 100, name: 'new' });
      await tail.shows('"id":"100"');
      db.insert('shop', 'b', { id: 101, name: 'newer' });
      await tail.shows('"id":"101"');
      tail.child.kill('SIGINT');
      const { status, stderr } = await tail.ended();
      expect(status).toBe(0);
      expect(stderr).toContain('stopped; 2 rows');
    },
    LIMIT_MS,
  );

  it(
    'tail goes on where its state folder says',
    async () => {
      const state = join(folder, 'state');
      const args = ['tail', '--pd', pd(), '--table', 'shop.a', '--state-dir', state, '--start-ts', startTs];
      const first = await tivalve(...args, '--end-ts', endTs);
      expect(rowsOf(first.stdout).length).toBeGreaterThan(20);
      db.insert('shop', 'a', { id: 200, name: 'later' });
      const second = await tivalve(...args, '--end-ts', String(emulator.now()));
      expect(rowsOf(second.stdout)).toHaveLength(1);
      expect(second.stdout).toContain('"later"');
    },
    LIMIT_MS,
  );

  it(
    'record writes what replay reads back to the same rows',
    async () => {
      const out = join(folder, 'events.ndjson.gz');
      const tailed = await tivalve('tail', '--pd', pd(), '--start-ts', startTs, '--end-ts', endTs);
      const recorded = await tivalve(
        '--json',
        'record',
        '--pd',
        pd(),
        '--out',
        out,
        '--start-ts',
        startTs,
        '--end-ts',
        endTs,
      );
      expect(recorded.stderr).toContain('"startTs"');
      expect(recorded.status).toBe(0);
      expect(existsSync(join(folder, 'schema.json.gz'))).toBe(true);
      const replayed = await tivalve('replay', out, '--end-ts', endTs);
      expect(replayed.status).toBe(0);
      expect(rowsOf(replayed.stdout)).toEqual(rowsOf(tailed.stdout));
      expect(rowsOf(replayed.stdout).length).toBeGreaterThan(40);
    },
    LIMIT_MS,
  );

  it(
    'record does not write over what is there',
    async () => {
      const out = join(folder, 'there.ndjson');
      writeFileSync(out, 'mine');
      const { status, stderr } = await tivalve('record', '--pd', pd(), '--out', out, '--seconds', '1');
      expect(status).toBe(2);
      expect(stderr).toContain('exists already');
    },
    LIMIT_MS,
  );

  it(
    'a PD that is not there is exit code 6',
    async () => {
      const { status, stderr } = await tivalve('tail', '--pd', '127.0.0.1:1', '--timeout-ms', '300');
      expect(stderr).toContain('TV_WIRE_UNREACHABLE');
      expect(status).toBe(6);
    },
    LIMIT_MS,
  );

  it(
    'a start that garbage collection has passed is refused',
    async () => {
      emulator.gc(BigInt(startTs) + 1n);
      const { status, stderr } = await tivalve('tail', '--pd', pd(), '--start-ts', startTs);
      expect(stderr).toContain('TV_SOURCE_HISTORY_LOST');
      expect(status).toBe(1);
    },
    LIMIT_MS,
  );

  it.each([
    { args: ['455000614502400005'], stdout: '2025-01-01T00:00:00.000Z logical 5\n', status: 0 },
    { args: ['2025-01-01T00:00:00Z'], stdout: '455000614502400000\n', status: 0 },
    {
      args: ['--json', '455000614502400005'],
      stdout: '{"ts":"455000614502400005","time":"2025-01-01T00:00:00.000Z","physicalMs":1735689600000,"logical":5}\n',
      status: 0,
    },
    { args: ['yesterday'], stdout: '', status: 2 },
    { args: ['99999999999999999999999'], stdout: '', status: 2 },
  ])(
    'tso $args',
    async ({ args, stdout, status }) => {
      const ended = await tivalve('tso', ...args);
      expect(ended.stdout).toBe(stdout);
      expect(ended.status).toBe(status);
    },
    LIMIT_MS,
  );

  describe('when something is wrong', () => {
    const says = (code: string): unknown => expect.stringContaining(code);
    it.each([
      { flags: ['--timeout-ms', 'abc'], status: 2, stderr: says('--timeout-ms "abc" is no number of milliseconds') },
      { flags: ['--timeout-ms', '-1'], status: 2, stderr: says('--timeout-ms "-1"') },
      { flags: ['--log-level', 'loud'], status: 2, stderr: says('debug, info, warn, error') },
      { flags: ['--start-ts', '2999-01-01T00:00:00Z'], status: 2, stderr: says('the present of the cluster') },
      { flags: ['--ca', '/nowhere/ca.pem'], status: 3, stderr: says('TV_WIRE_TLS') },
      { flags: ['--pd', ' , '], status: 2, stderr: says('--pd names no address') },
    ])(
      'tail $flags says so once, and exits $status',
      async ({ flags, status, stderr }) => {
        const ended = await tivalve('tail', '--pd', pd(), ...flags);
        expect(ended).toEqual({ status, stdout: '', stderr });
        expect(ended.stderr.split('tivalve: ').length).toBeLessThanOrEqual(2);
        expect(ended.stderr).not.toContain('"level":');
      },
      LIMIT_MS,
    );

    it(
      'tail ends at once, and well, when its reader has had enough',
      async () => {
        const begin = String(emulator.now());
        db.insert('shop', 'a', { id: 1001, name: 'first' });
        const command = new Command('tail', '--pd', pd(), '--start-ts', begin);
        await command.shows('first');
        command.child.stdout?.destroy();
        db.insert('shop', 'a', { id: 1002, name: 'second' });
        const { status, stderr } = await command.ended();
        expect([status, stderr]).toEqual([0, '']);
      },
      LIMIT_MS,
    );

    it(
      'tail ends at once, and well, when it is interrupted while no PD answers',
      async () => {
        const command = new Command('tail', '--pd', '127.0.0.1:1', '--timeout-ms', '50000', '--json');
        while (!command.stderr.includes('PD is not ready')) await new Promise((resolve) => setTimeout(resolve, 5));
        command.child.kill('SIGINT');
        const { status, stderr } = await command.ended();
        expect(status).toBe(0);
        expect(stderr).toContain('"reason":"stopped"');
      },
      LIMIT_MS,
    );

    it(
      'record says what it cannot write',
      async () => {
        const out = join(folder, 'missing', 'r.ndjson');
        const { status, stderr } = await tivalve(
          'record',
          '--pd',
          emulator.pd.join(','),
          '--out',
          out,
          '--seconds',
          '1',
        );
        expect(status).toBe(3);
        expect(stderr).toContain('TV_RECORDING_UNWRITABLE');
      },
      LIMIT_MS,
    );
  });
});
