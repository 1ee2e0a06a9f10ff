import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlClient } from '../../src/cli/control/ControlClient';
import { type ControlSocket, openControlSocket } from '../../src/cli/control/controlSocket';
import { printable, printableJson } from '../../src/cli/control/printable';
import { PipelineError } from '../../src/errors/TiValveError';
import { FakeRun, receipt } from '../helpers/fakeRun';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');

let folder: string;
let state: string;
let run: FakeRun;
let socket: ControlSocket | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-commands-'));
  state = join(folder, 'state');
  run = new FakeRun();
  socket = await openControlSocket(state);
  socket.serve(run);
});
afterEach(async () => {
  await socket?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A command at work. The run is in this process, so nothing may block it. */
class Command {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(...args: readonly string[]) {
    this.child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
    this.child.stdout?.on('data', (text: Buffer) => {
      this.stdout += text.toString();
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.stderr += text.toString();
    });
  }

  async ended(): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
    const [status] = (await once(this.child, 'close')) as [number | null];
    return { status, stdout: this.stdout, stderr: this.stderr };
  }

  async shows(text: string): Promise<void> {
    while (!(this.stdout + this.stderr).includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`ended before it showed ${text}: ${this.stderr}`);
      await new Promise((settle) => setImmediate(settle));
    }
  }
}
const tivalve = (...args: readonly string[]) => new Command(...args, '--state-dir', 'state').ended();
const asked = async (): Promise<void> => {
  while (run.requests.length === 0) await new Promise((settle) => setImmediate(settle));
};

describe('tivalve changefeed', () => {
  it('tells what a run does, pauses it and lets it go on', async () => {
    expect(await tivalve('changefeed', 'query')).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        'changefeed    spec',
        'state         running',
        'checkpointTs  470608240907386880 (2026-11-21T02:26:09.770Z)',
        'resolvedTs    470608240907386881 (2026-11-21T02:26:09.770Z)',
        'rows          42,181',
        'ddls          7',
        'plugin        csv: csv@1.0.0, idle',
        'plugin        mask#2: mask#2@1.0.0, idle',
        '',
      ].join('\n'),
    });
    const { stdout } = await tivalve('changefeed', 'pause', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ state: 'paused', checkpointTs: '470608240907386880' });
    expect(run.state).toBe('paused');
    expect((await tivalve('changefeed', 'resume')).stdout).toContain('state         running\n');
  });

  it('exits 6 without a run, and says what to name', async () => {
    await socket?.close();
    for (const args of [
      ['changefeed', 'query'],
      ['plugin', 'status'],
      ['plugin', 'swap', 'csv', '--to', '^2'],
    ]) {
      const { status, stdout, stderr } = await tivalve(...args);
      expect([status, stdout]).toEqual([6, '']);
      expect(stderr).toBe(
        'tivalve: TV_WIRE_UNREACHABLE server cannot be reached: no run is at work with the state folder state\n' +
          '  hint: name the folder of --state-dir of a running tivalve run\n',
      );
    }
    const { stderr } = await new Command('changefeed', 'query', '--state-dir', 'none', '--json').ended();
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'TV_WIRE_UNREACHABLE' } });
  });

  it('needs a state folder', async () => {
    expect((await new Command('changefeed', 'query').ended()).status).toBe(2);
  });
});

describe('tivalve plugin swap', () => {
  it('shows each phase as it happens, and the receipt', async () => {
    const command = new Command('plugin', 'swap', 'csv', '--to', '^2', '--state-dir', 'state');
    const ended = command.ended();
    await asked();
    expect(run.requests).toEqual([{ plugin: 'csv', version: '^2' }]);
    run.phase('preparing', 'csv@2.0.0');
    await command.shows('preparing');
    expect(command.stderr).toMatch(/^ *\+\d+ ms {2}preparing {3}csv@2\.0\.0\n$/);
    run.phase('pausing');
    await command.shows('pausing');
    run.phase('committing');
    run.end();
    const { status, stdout, stderr } = await ended;
    expect(status).toBe(0);
    expect(
      stderr
        .replace(/\+\d+/g, '+0')
        .trimEnd()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['+0 ms  preparing   csv@2.0.0', '+0 ms  pausing', '+0 ms  committing', '+0 ms  done        committed']);
    expect(stdout).toBe(
      [
        'csv swap 1: committed',
        'from csv@1.0.0 (csv@1.0.0csv) to csv@2.0.0 (csv@2.0.0csv)',
        'table        id   fence               last ts out of the old  first ts out of the new  held',
        'shop.orders  104  470608240907386880  470608240907386879      -                        12 ms',
        '',
      ].join('\n'),
    );
  });

  it('prints the phases as lines of JSON', async () => {
    const ended = tivalve('plugin', 'swap', 'csv', '--json');
    await asked();
    run.phase('preparing');
    run.end();
    const { status, stdout, stderr } = await ended;
    expect([status, stderr]).toEqual([0, '']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      { phase: 'preparing' },
      { phase: 'done', receipt: { outcome: 'committed', tables: [{ fence: '470608240907386880' }] } },
    ]);
  });

  it.each(['aborted', 'rolledBack'] as const)('exits 1 when the swap was %s', async (outcome) => {
    const ended = tivalve('plugin', 'swap', 'csv');
    await asked();
    run.end({ outcome, reason: { code: 'TV_PLUGIN_TRAP', message: 'plugin trapped: \u001b[2Junreachable\u202e' } });
    const { status, stdout } = await ended;
    expect(status).toBe(1);
    expect(stdout).toContain(`csv swap 1: ${outcome}\n`);
    expect(stdout).toContain('because TV_PLUGIN_TRAP plugin trapped: \\u001b[2Junreachable\\u202e\n');
  });

  it('sends what the flags say, with absolute paths', async () => {
    mkdirSync(join(folder, 'settings'));
    writeFileSync(join(folder, 'guest.wasm'), '');
    writeFileSync(
      join(folder, 'settings', 'guest.json'),
      JSON.stringify({
        config: { a: 1 },
        grants: { fs: { out: '../out', log: '/log' }, secret: { key: 'file:key', env: 'env:KEY' }, kv: true },
      }),
    );
    const ended = tivalve(
      'plugin',
      'swap',
      'mask#2',
      ...'--to guest.wasm --config settings/guest.json'.split(' '),
      ...'--strategy canary --table shop.* !shop.tmp --share 0.25 --rows 9 --for-seconds 1.5'.split(' '),
      ...'--deadline 5 --probation-batches 2 --probation-seconds 3 --max-failures 0'.split(' '),
    );
    await asked();
    run.end();
    expect((await ended).status).toBe(0);
    expect(run.requests).toEqual([
      {
        plugin: 'mask#2',
        version: join(folder, 'guest.wasm'),
        config: { a: 1 },
        grants: {
          fs: { out: join(folder, 'out'), log: '/log' },
          secret: { key: `file:${join(folder, 'settings', 'key')}`, env: 'env:KEY' },
          kv: true,
          http: [],
          schema: false,
          preopens: {},
        },
        strategy: { kind: 'canary', tables: ['shop.*', '!shop.tmp'], share: 0.25, rows: 9, forMs: 1500 },
        deadlineMs: 5000,
        probation: { batches: 2, forMs: 3000, maxFailures: 0 },
      },
    ]);
  });

  it('asks for no probation with --no-probation', async () => {
    const ended = tivalve('plugin', 'swap', 'csv', '--no-probation', '--strategy', 'shadow', '--max-differences', '3');
    await asked();
    run.end();
    await ended;
    expect(run.requests).toEqual([
      { plugin: 'csv', probation: false, strategy: { kind: 'shadow', maxDifferences: 3 } },
    ]);
  });

  it.each([
    { title: 'an unknown plugin', args: ['nobody'], status: 3, says: 'the run has no plugin named nobody' },
    {
      title: 'a module that is not there',
      args: ['csv', '--to', './none.wasm'],
      status: 3,
      says: 'TV_PLUGIN_UNREADABLE',
    },
    { title: 'settings that are not there', args: ['csv', '--config', 'none.json'], status: 3, says: 'none.json' },
    {
      title: 'settings with more than a swap changes',
      args: ['csv', '--config', 'limits.json'],
      status: 2,
      says: 'does not change limits',
    },
    { title: 'settings of the wrong shape', args: ['csv', '--config', 'wrong.json'], status: 2, says: 'grants' },
    { title: 'what is no range', args: ['csv', '--to', 'newest'], status: 2, says: '--to "newest"' },
    { title: 'an unknown strategy', args: ['csv', '--strategy', 'hope'], status: 2, says: 'Allowed choices' },
    { title: 'options without their strategy', args: ['csv', '--share', '0.5'], status: 2, says: '--strategy' },
    {
      title: 'options of another strategy',
      args: ['csv', '--strategy', 'fence', '--share', '0.5'],
      status: 2,
      says: 'fence takes no share',
    },
    { title: 'a canary of nothing', args: ['csv', '--strategy', 'canary'], status: 2, says: 'needs tables or a share' },
    {
      title: 'a rule that is none',
      args: ['csv', '--strategy', 'canary', '--table', 'orders'],
      status: 2,
      says: 'TV_CONFIG_FILTER_SYNTAX',
    },
    {
      title: 'a share of everything',
      args: ['csv', '--strategy', 'canary', '--share', '1'],
      status: 2,
      says: '/strategy/share',
    },
    { title: 'what is no number', args: ['csv', '--deadline', 'soon'], status: 2, says: '--deadline takes a number' },
    {
      title: 'a probation of none',
      args: ['csv', '--no-probation', '--max-failures', '1'],
      status: 2,
      says: '--no-probation',
    },
  ])('refuses $title', async ({ args, status, says }) => {
    writeFileSync(join(folder, 'limits.json'), '{"limits":{"memoryMiB":1}}');
    writeFileSync(join(folder, 'wrong.json'), '{"grants":{"root":true}}');
    const ended = await tivalve('plugin', 'swap', ...args);
    expect(ended.stderr).toContain(says);
    expect([ended.status, ended.stdout, run.requests]).toEqual([status, '', []]);
  });

  it('exits 4 when it cannot be swapped now', async () => {
    run.throws = new PipelineError('TV_PIPELINE_STATE', 'the run is stopping\u009b31m', { hint: 'later\u0007' });
    const { status, stderr } = await tivalve('plugin', 'swap', 'csv');
    expect(status).toBe(4);
    expect(stderr).toBe(
      'tivalve: TV_PIPELINE_STATE pipeline cannot do this now: the run is stopping\\u009b31m\n  hint: later\\u0007\n',
    );
  });

  it('exits 6 when the run ends first', async () => {
    const command = new Command('plugin', 'swap', 'csv', '--state-dir', 'state');
    const ended = command.ended();
    await asked();
    run.phase('preparing');
    await command.shows('preparing');
    await socket?.close();
    const { status, stderr } = await ended;
    expect(status).toBe(6);
    expect(stderr).toContain('the run ended before it told how the swap ended');
  });

  it('leaves the swap to itself on Ctrl-C', async () => {
    const command = new Command('plugin', 'swap', 'csv', '--state-dir', 'state');
    const ended = command.ended();
    await asked();
    run.phase('preparing');
    await command.shows('preparing');
    command.child.kill('SIGINT');
    const { status, stderr } = await ended;
    expect(status).toBe(130);
    expect(stderr).toContain('the swap of csv goes on; tivalve plugin abort ends it');
    expect(run.phases$.observed).toBe(true);
  });
});

describe('tivalve plugin status, abort and rollback', () => {
  it('tells the versions of all plugins, and of one how its last swap ended', async () => {
    const last = receipt({ outcome: 'aborted', reason: { code: 'TV_PLUGIN_INIT', message: 'no' } });
    run.plugins = run.plugins.map((one, i) => (i === 0 ? { ...one, epoch: 1, last } : one));
    const { status, stdout } = await tivalve('plugin', 'status');
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        'plugin  kind  at work                      swaps  phase  candidate  last swap',
        'csv     sink  csv@1.0.0 (csv@1.0.0csv)     1      idle   -          aborted: TV_PLUGIN_INIT',
        'mask#2  sink  mask#2@1.0.0 (mask#2@1.0.0)  0      idle   -          -',
        '',
      ].join('\n'),
    );
    expect((await tivalve('plugin', 'status', 'csv')).stdout).toContain('\ncsv swap 1: aborted\n');
    const lines = (await tivalve('plugin', 'status', '--json')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { plugin: 'csv', last: { outcome: 'aborted' } },
      { plugin: 'mask#2' },
    ]);
    expect((await tivalve('plugin', 'status', 'nobody')).status).toBe(3);
  });

  it('aborts the swap that is under way', async () => {
    expect(await tivalve('plugin', 'abort')).toMatchObject({
      status: 4,
      stderr: expect.stringMatching(/no swap is under way\n.*csv, mask#2/),
    });
    expect((await tivalve('plugin', 'abort', 'csv')).status).toBe(4);
    expect((await tivalve('plugin', 'abort', 'nobody')).status).toBe(3);
    run.abortable = true;
    run.plugins = run.plugins.map((one, i) => (i === 0 ? { ...one, phase: 'preparing' } : one));
    expect(await tivalve('plugin', 'abort')).toEqual({
      status: 0,
      stdout: '',
      stderr: 'csv: the swap ends on the version before; plugin status tells when it has\n',
    });
    expect(JSON.parse((await tivalve('plugin', 'abort', 'csv', '--json')).stdout)).toEqual({
      plugin: 'csv',
      aborted: true,
    });
  });

  it('goes back to the version before', async () => {
    expect(await tivalve('plugin', 'rollback')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('csv, mask#2'),
    });
    expect((await tivalve('plugin', 'rollback', 'csv')).status).toBe(4);
    run.plugins = run.plugins.slice(0, 1).map((one) => ({ ...one, epoch: 1 }));
    const ended = tivalve('plugin', 'rollback');
    await asked();
    run.phase('rollingBack');
    run.end();
    expect(await ended).toMatchObject({ status: 0, stderr: expect.stringContaining('rollingBack') });
  });

  it.each([
    { title: 'ends a swap on probation', phase: 'probation', epoch: 1, outcome: 'rolledBack', status: 0 },
    { title: 'ends a swap that is not decided', phase: 'pausing', epoch: 1, outcome: 'aborted', status: 0 },
    { title: 'comes too late for a swap', phase: 'probation', epoch: 1, outcome: 'committed', status: 1 },
    { title: 'is a swap of its own', phase: 'idle', epoch: 2, outcome: 'committed', status: 0 },
    { title: 'is a swap that is aborted', phase: 'idle', epoch: 2, outcome: 'aborted', status: 1 },
    { title: 'is a swap that fails its probation', phase: 'committing', epoch: 2, outcome: 'rolledBack', status: 1 },
  ] as const)('rollback exits $status when it $title, which is $outcome', async ({ phase, epoch, outcome, status }) => {
    run.plugins = run.plugins.map((one) => ({ ...one, epoch: 1, phase }));
    const ended = tivalve('plugin', 'rollback', 'csv');
    await asked();
    run.end({ epoch, outcome });
    expect((await ended).status).toBe(status);
  });

  it('tells of a run that starts that its plugins are not open yet', async () => {
    run.state = 'starting';
    run.plugins = [];
    expect(await tivalve('plugin', 'status')).toEqual({
      status: 0,
      stdout: 'the run is starting, and its plugins are not open yet\n',
      stderr: '',
    });
    for (const args of [['status', 'csv'], ['abort'], ['abort', 'csv'], ['rollback']]) {
      const { status, stderr } = await tivalve('plugin', ...args);
      expect([args, status, stderr]).toEqual([args, 4, expect.stringContaining('TV_PIPELINE_STATE')]);
    }
  });
});

describe('a run that misbehaves', () => {
  let server: Server | undefined;
  const serve = async (text: string, hangs = false): Promise<ControlClient> => {
    await socket?.close();
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      if (hangs) response.write(text);
      else response.end(text);
    }).listen(join(state, 'control.sock'));
    await once(server, 'listening');
    return new ControlClient(state, { answerMs: 50, silenceMs: 50 });
  };
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise<void>((settle) => (server === undefined ? settle() : server.close(() => settle())));
    server = undefined;
  });
  const all = async (client: ControlClient): Promise<readonly object[]> => {
    const phases: object[] = [];
    for await (const phase of client.swap('csv', {})) phases.push(phase);
    return phases;
  };

  it.each([
    { title: 'no JSON', text: '<html>' },
    { title: 'another shape', text: '{"state":"running"}' },
    {
      title: 'a ts that is none',
      text: JSON.stringify({
        changefeed: '',
        state: '',
        checkpointTs: '\u001b',
        resolvedTs: '1',
        rows: 1,
        ddls: 1,
        plugins: [],
      }),
    },
  ])('is told of for $title', async ({ text }) => {
    await expect((await serve(text)).status()).rejects.toMatchObject({ code: 'TV_WIRE_MALFORMED' });
  });

  it.each([
    { title: 'a phase that is none', text: '{"phase":7}\n' },
    { title: 'an end without a receipt', text: '{"phase":"done","epoch":1,"plugin":"csv"}\n' },
  ])('is told of for $title', async ({ text }) => {
    await expect(all(await serve(text))).rejects.toMatchObject({ code: 'TV_WIRE_MALFORMED' });
  });

  it('is told of when it does not answer, or no longer', async () => {
    await expect(all(await serve('\n', true))).rejects.toMatchObject({
      code: 'TV_WIRE_TIMEOUT',
      hint: expect.stringContaining('the swap goes on'),
    });
    await expect(new ControlClient(state, { answerMs: 50 }).status()).rejects.toMatchObject({
      code: 'TV_WIRE_TIMEOUT',
    });
  });

  it('cannot steer the terminal', () => {
    const hostile = `a\u001b[31m\r\n\u0085\u009b\u202eb\u2066\u2028${String.fromCharCode(0xd800)}!${String.fromCodePoint(0xe0041)}é💥`;
    expect(printable(hostile)).toBe(
      'a\\u001b[31m\\u000d\\u000a\\u0085\\u009b\\u202eb\\u2066\\u2028\\ud800!\\udb40\\udc41é💥',
    );
    const line = printableJson({ hostile, ts: 7n });
    expect(JSON.parse(line)).toEqual({ hostile, ts: '7' });
    expect(printable(line)).toBe(line);
  });
});

describe('tivalve run with a state folder', () => {
  const definition = (): string => {
    const path = join(folder, 'pipeline.cjs');
    writeFileSync(
      path,
      `const { definePipeline, replaySource } = require(${JSON.stringify(join(ROOT, 'dist', 'index.js'))});
module.exports = definePipeline({
  source: replaySource({ recording: ${JSON.stringify(join(ROOT, 'demo/workload.ndjson.gz'))}, schema: ${JSON.stringify(join(ROOT, 'demo/workload.schema.json.gz'))} }),
  sink: 'blackhole:',
});`,
    );
    return path;
  };

  it('opens the socket, and removes it at its end', async () => {
    await socket?.close();
    const { status, stderr } = await tivalve('run', definition());
    expect([status, stderr]).toEqual([0, expect.stringContaining('completed')]);
    expect(readdirSync(state)).not.toContain('control.sock');
    expect(readdirSync(state)).toContain('checkpoint.json');
  });

  it('exits 4 when another run is at work there, before it touches anything', async () => {
    const before = readdirSync(state);
    const { status, stderr } = await tivalve('run', definition());
    expect([status, stderr]).toEqual([4, expect.stringContaining(`another run is at work on ${state}`)]);
    expect(readdirSync(state)).toEqual(before);
  });
});
