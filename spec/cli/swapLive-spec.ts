import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WiredPhase, WiredPlugin, WiredReceipt, WiredStatus } from '../../src/cli/control/answers';
import { ControlClient } from '../../src/cli/control/ControlClient';
import { countCsvVersions, readCsvTables } from '../../src/cli/csvTables';
import { SwapCluster } from '../helpers/swapCluster';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');
/** Nothing waits for it when all is well. */
const LIMIT_MS = 240_000;
const KEYS = new Map(['shop.a', 'shop.b'].map((table) => [table, ['id']]));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command at work. The emulated cluster is in this process, so nothing may block it. */
class Command {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(cwd: string, args: readonly string[]) {
    this.child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd });
    this.child.stdout?.on('data', (text: Buffer) => {
      this.stdout += text.toString();
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.stderr += text.toString();
    });
    this.ended = once(this.child, 'close').then(([status]) => ({
      status: status as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let folder: string;
let cluster: SwapCluster;
let run: Command | undefined;
let client: ControlClient;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-swap-live-'));
  cluster = await SwapCluster.start();
  client = new ControlClient(join(folder, 'state'));
  writeFileSync(join(folder, 'csv.json'), JSON.stringify({ grants: { fs: { out: './csv' } } }));
  define('wasm:csv@1?config=csv.json');
});

afterEach(async () => {
  run?.child.kill('SIGKILL');
  await run?.ended;
  run = undefined;
  await cluster[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function define(sink: string): void {
  writeFileSync(
    join(folder, 'pipeline.mjs'),
    `import { definePipeline, tikvSource } from ${JSON.stringify(join(ROOT, 'dist', 'index.mjs'))};
export default definePipeline({
  source: tikvSource({ pd: ${JSON.stringify(cluster.emulator.pd)} }),
  tables: ['shop.*'],
  flushIntervalMs: 20,
  checkpointIntervalMs: 20,
  sink: ${JSON.stringify(sink)},
});
`,
  );
}

/** Begins a run, and waits until it has opened its plugins. */
async function begin(): Promise<Command> {
  const args = ['run', 'pipeline.mjs', '--state-dir', 'state', '--start-ts', String(cluster.startTs)];
  run = new Command(folder, args);
  await status(({ state, plugins }) => state === 'running' && plugins.length > 0);
  return run;
}

/** The status of the run, once it is as wanted. */
async function status(isWanted: (status: WiredStatus) => boolean): Promise<WiredStatus> {
  for (;;) {
    if (run?.isOver !== false) throw new Error(`the run has ended: ${run?.stderr}`);
    const answer = await client.status().catch(() => undefined);
    if (answer !== undefined && isWanted(answer)) return answer;
    await turn();
  }
}

/** Waits until everything that was written is in the sink. */
async function caughtUp(): Promise<void> {
  const ts = cluster.emulator.now();
  await status(({ checkpointTs }) => BigInt(checkpointTs) >= ts);
}

const started = (...args: readonly string[]): Command => new Command(folder, [...args, '--state-dir', 'state']);
/** A command line as its arguments. */
const words = (line: string): readonly string[] => line.split(' ');
const tivalve = (...args: readonly string[]): Promise<Ended> => started(...args).ended;
/** A command, while rows are written. */
const busily = (...args: readonly string[]): Promise<Ended> => cluster.writeUntil(tivalve(...args));

async function plugin(): Promise<WiredPlugin> {
  const { stdout } = await tivalve('plugin', 'status', 'csv', '--json');
  return JSON.parse(stdout) as WiredPlugin;
}

function phasesOf(stdout: string): readonly WiredPhase[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as WiredPhase);
}

function receiptOf(stdout: string): WiredReceipt {
  const last = phasesOf(stdout).at(-1);
  if (last?.phase !== 'done') throw new Error(`no receipt in ${stdout}`);
  return last.receipt;
}

/** The commit ts of all lines that a version of the plugin has written. */
function writtenBy(version: 1 | 2): readonly bigint[] {
  const shop = join(folder, 'csv', 'shop');
  return readdirSync(shop)
    .map((name) => readFileSync(join(shop, name), 'utf8').split('\r\n'))
    .filter(([header = '']) => header.includes('_tv_commit_time') === (version === 2))
    .flatMap((lines) => lines.slice(1, -1).map((line) => BigInt(line.split(',')[1] ?? '')));
}

/** The files of both versions together are the tables. */
function expectTables(): void {
  const files = readCsvTables(join(folder, 'csv'), KEYS);
  for (const table of ['a', 'b']) {
    const upstream = cluster.db.rows('shop', table).map(({ id, note }) => `${id} ${note}`);
    const written = (files.get(`shop.${table}`) ?? []).map(({ id, note }) => `${id} ${note}`);
    expect(written.toSorted()).toEqual(upstream.toSorted());
  }
}

describe('a plugin of tivalve run', () => {
  it(
    'is swapped while rows flow, is the same after a kill -9, and goes back',
    async () => {
      await begin();
      cluster.write(20);
      await caughtUp();
      expect(await plugin()).toMatchObject({ active: { label: 'csv@1.0.0' }, epoch: 0, phase: 'idle' });

      const swap = await busily('plugin', 'swap', 'csv', '--to', '^2', '--probation-batches', '2', '--json');
      expect([swap.status, swap.stderr]).toEqual([0, '']);
      expect(phasesOf(swap.stdout).map(({ phase }) => phase)).toEqual([
        'preparing',
        'pausing',
        'committing',
        'probation',
        'done',
      ]);
      const receipt = receiptOf(swap.stdout);
      expect(receipt).toMatchObject({
        outcome: 'committed',
        from: { label: 'csv@1.0.0' },
        to: { label: 'csv@2.0.0' },
        tables: [{ db: 'shop' }, { db: 'shop' }],
      });
      cluster.write(20);
      await caughtUp();
      const fence = BigInt(receipt.tables[0]?.fence ?? 0);
      expect(writtenBy(1).filter((ts) => ts > fence)).toEqual([]);
      expect(writtenBy(2).filter((ts) => ts <= fence)).toEqual([]);
      const versions = countCsvVersions(join(folder, 'csv'), KEYS);
      expect([versions.first + versions.second, versions.both]).toEqual([2 * cluster.written, 0]);
      expect(Math.min(versions.first, versions.second)).toBeGreaterThanOrEqual(40);
      expectTables();

      run?.child.kill('SIGKILL');
      await run?.ended;
      expect(await tivalve('plugin', 'status')).toMatchObject({ status: 6, stdout: '' });
      cluster.write(20);
      await begin();
      expect(await plugin()).toMatchObject({
        active: { label: 'csv@2.0.0', identity: receipt.to?.identity },
        epoch: 1,
        phase: 'idle',
        last: { outcome: 'committed', tables: receipt.tables },
      });
      await caughtUp();
      expect(countCsvVersions(join(folder, 'csv'), KEYS)).toMatchObject({ first: versions.first, both: 0 });
      expectTables();

      const back = await busily('plugin', 'rollback');
      expect([back.status, back.stdout]).toEqual([0, expect.stringContaining('csv swap 2: committed\nfrom csv@2.0.0')]);
      cluster.write(20);
      await caughtUp();
      expect(await plugin()).toMatchObject({ active: receipt.from, epoch: 2 });
      expect(countCsvVersions(join(folder, 'csv'), KEYS).first).toBeGreaterThan(versions.first);
      expectTables();

      run?.child.kill('SIGINT');
      expect(await run?.ended).toMatchObject({ status: 0, stderr: expect.stringContaining('stopped') });
      expect(readdirSync(join(folder, 'state'))).not.toContain('control.sock');
    },
    LIMIT_MS,
  );

  it(
    'stays where it is when the new version is refused, and says why',
    async () => {
      await begin();
      cluster.write(5);
      await caughtUp();
      writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ config: { delimiter: 'x' } }));
      const wrong = await busily('plugin', 'swap', 'csv', '--to', '^2', '--config', 'wrong.json');
      expect([wrong.status, wrong.stdout]).toEqual([1, expect.stringContaining('because TV_PLUGIN_CONFIG')]);
      expect(wrong.stderr).toMatch(/preparing\n.*aborting .*\/delimiter.*\n.*done {8}aborted\n$/);
      const none = await busily('plugin', 'swap', 'csv', '--to', '^3', '--json');
      expect([none.status, receiptOf(none.stdout).reason?.message]).toEqual([
        1,
        expect.stringContaining('1.0.0 and 2.0.0, not in ^3'),
      ]);
      const other = await busily('plugin', 'swap', 'csv', '--to', '^2', '--strategy', 'shadow', '--rows', '10');
      expect([other.status, other.stdout]).toEqual([1, expect.stringContaining('because TV_PLUGIN_SHADOW_DIFFERS')]);
      expect((await tivalve('plugin', 'swap', 'nobody', '--to', '^2')).status).toBe(3);
      for (const command of ['abort', 'rollback']) expect((await tivalve('plugin', command, 'csv')).status).toBe(4);
      cluster.write(5);
      await caughtUp();
      expect(await plugin()).toMatchObject({ active: { label: 'csv@1.0.0' }, epoch: 3, phase: 'idle' });
      expect(countCsvVersions(join(folder, 'csv'), KEYS)).toEqual({ first: 2 * cluster.written, second: 0, both: 0 });
      expectTables();
    },
    LIMIT_MS,
  );

  it(
    'is tried as a shadow and as a canary first, and a trial can be aborted',
    async () => {
      await begin();
      const shadow = '--strategy shadow --max-differences 1000000';
      const tried = await busily(...words(`plugin swap csv --to ^2 ${shadow} --rows 20 --no-probation --json`));
      expect([tried.status, phasesOf(tried.stdout).map(({ phase }) => phase)]).toEqual([
        0,
        ['preparing', 'shadowing', 'pausing', 'committing', 'done'],
      ]);

      const endless = started(
        ...words(`plugin swap csv --to ^1 ${shadow} --rows 1000000 --for-seconds 3600 --deadline 3600`),
      );
      await status(({ plugins }) => plugins[0]?.phase === 'shadowing');
      expect((await tivalve('plugin', 'status')).stdout).toMatch(/csv@2\.0\.0 .* shadowing +csv@1\.0\.0 /);
      expect(await busily('plugin', 'abort')).toMatchObject({ status: 0, stderr: expect.stringMatching(/^csv: /) });
      const aborted = await cluster.writeUntil(endless.ended);
      expect([aborted.status, aborted.stdout]).toEqual([
        1,
        expect.stringContaining('csv swap 2: aborted\nfrom csv@2.0.0'),
      ]);

      const canary = await busily(
        ...words('plugin swap csv --to ^1 --strategy canary --table shop.a --rows 20 --no-probation --json'),
      );
      expect([canary.status, phasesOf(canary.stdout).map(({ phase }) => phase)]).toEqual([
        0,
        ['preparing', 'canary', 'pausing', 'committing', 'done'],
      ]);
      cluster.write(5);
      await caughtUp();
      // Rows of shop.a went through the new version before the fence, those of shop.b only after it.
      const first = new Map(
        receiptOf(canary.stdout).tables.map(({ table, firstTsOut, fence }) => [table, [firstTsOut, fence]]),
      );
      const [firstOfA = '', fence = ''] = first.get('a') ?? [];
      expect(BigInt(firstOfA)).toBeLessThan(BigInt(fence));
      const versions = countCsvVersions(join(folder, 'csv'), KEYS);
      expect([versions.first + versions.second, versions.both]).toEqual([2 * cluster.written, 0]);
      expectTables();
    },
    LIMIT_MS,
  );

  it(
    'is swapped while the run is paused, also for another configuration alone',
    async () => {
      await begin();
      cluster.write(10);
      await caughtUp();
      expect((await tivalve('changefeed', 'pause')).stdout).toContain('state         paused\n');
      cluster.write(10);
      const swap = await tivalve('plugin', 'swap', 'csv', '--to', '^2', '--no-probation', '--json');
      expect([swap.status, receiptOf(swap.stdout).outcome]).toEqual([0, 'committed']);
      expect((await tivalve('changefeed', 'query')).stdout).toMatch(
        /state +paused\n[^]*rows +20\n[^]*csv: csv@2\.0\.0, idle\n/,
      );
      expect(JSON.parse((await tivalve('changefeed', 'resume', '--json')).stdout)).toMatchObject({ state: 'running' });
      await caughtUp();
      expect(countCsvVersions(join(folder, 'csv'), KEYS)).toEqual({ first: 20, second: 20, both: 0 });
      expectTables();

      writeFileSync(join(folder, 'semicolon.json'), JSON.stringify({ config: { delimiter: ';' } }));
      const other = await busily('plugin', 'swap', 'csv', '--config', 'semicolon.json', '--no-probation', '--json');
      const { from, to } = receiptOf(other.stdout);
      expect([other.status, from.label, to?.label, from.digest === to?.digest]).toEqual([
        0,
        'csv@2.0.0',
        'csv@2.0.0',
        true,
      ]);
      expect(from.identity).not.toBe(to?.identity);
      cluster.write(5);
      await caughtUp();
      expect(readFileSync(join(folder, 'csv', 'shop', 'a.3.csv'), 'utf8')).toMatch(
        /^tivalve_op;tivalve_commit_ts;_tv_commit_time;id;note\r\nI;\d+;/,
      );
    },
    LIMIT_MS,
  );

  it(
    'is the one of the definition once that has changed',
    async () => {
      await begin();
      await busily('plugin', 'swap', 'csv', '--to', '^2', '--no-probation');
      await caughtUp();
      run?.child.kill('SIGINT');
      await run?.ended;
      await begin();
      expect(await plugin()).toMatchObject({ active: { label: 'csv@2.0.0' } });
      run?.child.kill('SIGINT');
      await run?.ended;
      writeFileSync(
        join(folder, 'csv.json'),
        JSON.stringify({ config: { maxFileMiB: 1 }, grants: { fs: { out: './csv' } } }),
      );
      await begin();
      expect(await plugin()).toMatchObject({
        active: { label: 'csv@1.0.0', settings: { config: { maxFileMiB: 1 } } },
        epoch: 1,
      });
      expect((await tivalve('plugin', 'rollback')).status).toBe(4);
      cluster.write(5);
      await caughtUp();
      expectTables();
    },
    LIMIT_MS,
  );
});
