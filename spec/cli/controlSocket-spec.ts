import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Subject } from 'rxjs';
import { MAX_BODY_BYTES } from '../../src/cli/control/controlServer';
import { type ControlSocket, openControlSocket, withSocketPath } from '../../src/cli/control/controlSocket';
import { ConfigError, PipelineError, PluginError } from '../../src/errors/TiValveError';
import type { SwapPhase } from '../../src/pipeline/swap/swap';
import { FakeRun } from '../helpers/fakeRun';

let folder: string;
let run: FakeRun;
let opened: ControlSocket[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-control-'));
  run = new FakeRun();
  opened = [];
});
afterEach(async () => {
  for (const socket of opened) await socket.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(stateDir = folder): Promise<ControlSocket> {
  const socket = await openControlSocket(stateDir);
  opened.push(socket);
  socket.serve(run);
  return socket;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Asked {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(path: string, { method = 'GET', body, headers = {} }: Asked = {}): Promise<Answered> {
  return new Promise((settle, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const socketPath = join(folder, 'control.sock');
    const sent = request({ socketPath, path, method, agent: false, headers: { ...type, ...headers } }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const post = (path: string, body?: unknown): Promise<Answered> =>
  ask(path, { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) });
const json = ({ text }: Answered): unknown => JSON.parse(text);

/** Settles when `made` holds; every turn of the loop gives it a chance. */
async function until(made: () => boolean): Promise<void> {
  while (!made()) await new Promise((settle) => setImmediate(settle));
}

/** Writes bytes to the socket and answers all that comes back. */
async function exchange(bytes: string | Buffer): Promise<string> {
  const socket = connect(join(folder, 'control.sock'));
  let text = '';
  socket.on('data', (piece) => {
    text += piece.toString();
  });
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

describe('the control socket', () => {
  it('is for its owner alone from the first moment, and is gone in the end', async () => {
    const before = process.umask(0);
    try {
      const socket = await open();
      expect(socket.path).toBe(join(folder, 'control.sock'));
      const stat = lstatSync(socket.path);
      expect([stat.isSocket(), (stat.mode & 0o777).toString(8)]).toEqual([true, '600']);
    } finally {
      process.umask(before);
    }
    // Nothing is left of the folder in which it was made.
    expect(readdirSync(folder)).toEqual(['control.sock']);
    expect((await ask('/status')).status).toBe(200);
    await opened[0]?.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes the state folder', async () => {
    await open(join(folder, 'new', 'state'));
    expect(lstatSync(join(folder, 'new', 'state', 'control.sock')).isSocket()).toBe(true);
  });

  it('takes the place of one that a dead process left', async () => {
    const path = join(folder, 'control.sock');
    const script = join(folder, 'left.cjs');
    writeFileSync(
      script,
      `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.send('listens'))`,
    );
    const child = fork(script, { execArgv: [] });
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = statSync(path, { bigint: true });
    expect(left.isSocket()).toBe(true);
    await open();
    expect((await ask('/status')).status).toBe(200);
    expect(statSync(path, { bigint: true }).mtimeNs).not.toBe(left.mtimeNs);
    expect((await ask('/status')).status).toBe(200);
  });

  it('is refused while another run has it, which is not disturbed', async () => {
    await open();
    await expect(openControlSocket(folder)).rejects.toMatchObject({
      code: 'TV_PIPELINE_STATE',
      exitCode: 4,
      message: `pipeline cannot do this now: another run is at work on ${folder}`,
    });
    expect((await ask('/status')).status).toBe(200);
    expect(readdirSync(folder)).toEqual(['control.sock']);
  });

  it('goes to one of those that start at once', async () => {
    for (let i = 0; i < 10; i += 1) {
      // Every other time there is one that nobody serves any more.
      if (i % 2 === 1) {
        const dead = createServer().listen(join(folder, 'dead'));
        await once(dead, 'listening');
        linkSync(join(folder, 'dead'), join(folder, 'control.sock'));
        await new Promise((settle) => dead.close(settle));
      }
      const ended = await Promise.allSettled(Array.from({ length: 8 }, () => openControlSocket(folder)));
      const won = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const there = readdirSync(folder);
      for (const socket of won) await socket.close();
      expect([won.length, there]).toEqual([1, expect.arrayContaining(['control.sock'])]);
      for (const one of ended) if (one.status === 'rejected') expect(one.reason).toMatchObject({ exitCode: 4 });
      expect(readdirSync(folder).filter((name) => name !== 'dead')).toEqual([]);
    }
  });

  it('is not held up by the lock of a process that died over it', async () => {
    const lock = join(folder, 'control.sock.lock');
    writeFileSync(lock, '');
    utimesSync(lock, 0, 0);
    const first = await open();
    await expect(openControlSocket(folder)).rejects.toMatchObject({ exitCode: 4 });
    await first.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not remove what is no socket', async () => {
    writeFileSync(join(folder, 'control.sock'), 'mine');
    await expect(openControlSocket(folder)).rejects.toMatchObject({
      code: 'TV_STORE_IO',
      message: expect.stringContaining('is no socket'),
    });
    expect(readdirSync(folder)).toEqual(['control.sock']);
  });

  it('does not remove that of another run when it ends', async () => {
    const socket = await open();
    rmSync(socket.path);
    const other = createServer().listen(socket.path);
    await once(other, 'listening');
    await socket.close();
    expect(readdirSync(folder)).toEqual(['control.sock']);
    await new Promise((settle) => other.close(settle));
  });

  it('works in a folder whose path is too long for an address', async () => {
    const top = folder;
    folder = join(folder, 'x'.repeat(100), 'y'.repeat(100));
    mkdirSync(folder, { recursive: true });
    const socket = await open();
    await expect(openControlSocket(folder)).rejects.toMatchObject({ exitCode: 4 });
    const shortcuts = new Set<string>();
    const status = await withSocketPath(folder, 'control.sock', async (path) => {
      shortcuts.add(path);
      return new Promise((settle, reject) => {
        request({ socketPath: path, path: '/status', agent: false }, (response) => {
          response.resume();
          settle(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    });
    expect(status).toBe(200);
    for (const path of shortcuts) expect(() => lstatSync(join(path, '..', '..'))).toThrow('ENOENT');
    await socket.close();
    expect(readdirSync(folder)).toEqual([]);
    folder = top;
  });
});

describe('requests to a run', () => {
  beforeEach(() => open());

  it('GET /status tells what the run does', async () => {
    const { status, headers, ...answer } = await ask('/status');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/json', 'no-store']);
    expect(JSON.parse(answer.text)).toEqual({
      changefeed: 'spec',
      state: 'running',
      checkpointTs: '470608240907386880',
      resolvedTs: '470608240907386881',
      rows: 42181,
      ddls: 7,
      plugins: JSON.parse(JSON.stringify(run.plugins)),
    });
  });

  it('GET /plugins tells of the plugins', async () => {
    expect(json(await ask('/plugins'))).toEqual({ plugins: JSON.parse(JSON.stringify(run.plugins)) });
  });

  it('POST /changefeed/pause and resume pause it and let it go on', async () => {
    expect(json(await post('/changefeed/pause'))).toMatchObject({ state: 'paused' });
    expect(run.state).toBe('paused');
    expect(json(await post('/changefeed/resume'))).toMatchObject({ state: 'running' });
    expect(run.state).toBe('running');
  });

  it('POST /plugins/:name/swap answers a line a phase, as it happens', async () => {
    const lines: string[] = [];
    const ended = new Promise<void>((settle, reject) => {
      const sent = request(
        {
          socketPath: join(folder, 'control.sock'),
          path: '/plugins/mask%232/swap',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          agent: false,
        },
        (response) => {
          expect(response.headers['content-type']).toBe('application/x-ndjson');
          response.on('data', (piece: Buffer) => lines.push(...piece.toString().split('\n').filter(Boolean)));
          response.on('end', settle);
        },
      );
      sent.on('error', reject);
      sent.end(
        JSON.stringify({
          version: '^2',
          config: { delimiter: ';' },
          grants: { fs: { out: '/out' } },
          strategy: { kind: 'canary', share: 0.1, tables: ['shop.*'] },
          deadlineMs: 5000,
          probation: { batches: 3, maxFailures: 1 },
        }),
      );
    });
    await until(() => run.requests.length === 1);
    expect(run.requests).toEqual([
      {
        plugin: 'mask#2',
        version: '^2',
        config: { delimiter: ';' },
        grants: expect.objectContaining({ fs: { out: '/out' } }),
        strategy: { kind: 'canary', share: 0.1, tables: ['shop.*'] },
        deadlineMs: 5000,
        probation: { batches: 3, maxFailures: 1 },
      },
    ]);
    run.phase('preparing', 'csv@2.0.0');
    await until(() => lines.length === 1);
    run.phase('pausing');
    await until(() => lines.length === 2);
    run.end();
    await ended;
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { phase: 'preparing', epoch: 1, plugin: 'csv', detail: 'csv@2.0.0' },
      { phase: 'pausing', epoch: 1, plugin: 'csv' },
      {
        phase: 'done',
        epoch: 1,
        plugin: 'csv',
        receipt: expect.objectContaining({
          tables: [
            expect.objectContaining({ fence: '470608240907386880', lastTsOut: '470608240907386879', pauseMs: 12.4 }),
          ],
        }),
      },
    ]);
  });

  it('leaves to the run what a swap without a body does not say', async () => {
    const swap = post('/plugins/csv/swap');
    await until(() => run.requests.length === 1);
    run.end();
    expect((await swap).status).toBe(200);
    expect(run.requests).toEqual([{ plugin: 'csv' }]);
  });

  it('lets a swap go on whose client went away', async () => {
    const sent = request({ socketPath: join(folder, 'control.sock'), path: '/plugins/csv/swap', method: 'POST' });
    sent.on('error', () => undefined);
    sent.end();
    await until(() => run.requests.length === 1);
    run.phase('preparing');
    await once(sent, 'response');
    sent.destroy();
    await until(() => sent.closed);
    expect((await ask('/status')).status).toBe(200);
    expect(run.phases$.observed).toBe(true);
    run.phase('pausing');
    run.end();
    expect((await ask('/status')).status).toBe(200);
  });

  it('tells of a swap that fails in the middle', async () => {
    const swap = post('/plugins/csv/swap');
    await until(() => run.requests.length === 1);
    run.phase('preparing');
    run.phases$.error(new PluginError('TV_PLUGIN_TRAP', 'unreachable'));
    const { status, text } = await swap;
    expect(status).toBe(200);
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      { phase: 'preparing', epoch: 1, plugin: 'csv' },
      { error: { code: 'TV_PLUGIN_TRAP', message: 'plugin trapped: unreachable', hint: null, status: 422 } },
    ]);
  });

  it.each([
    { error: new PipelineError('TV_PIPELINE_STATE', 'the run has ended'), status: 409 },
    { error: new PluginError('TV_PLUGIN_SWAP_NO_PREVIOUS', 'csv'), status: 409 },
    { error: new ConfigError('TV_CONFIG_INVALID', 'share'), status: 400 },
  ])('answers a swap that fails before its first phase with $status: $error.code', async ({ error, status }) => {
    const swap = post('/plugins/csv/swap');
    await until(() => run.requests.length === 1);
    run.phases$.error(error);
    const answer = await swap;
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/json' } });
    expect(json(answer)).toEqual({ code: error.code, message: error.message, hint: null });
  });

  it('answers 404 when it turns out later that there is no such plugin', async () => {
    const swap = post('/plugins/csv/swap');
    await until(() => run.requests.length === 1);
    run.plugins = run.plugins.slice(1);
    run.phases$.error(new ConfigError('TV_CONFIG_INVALID', 'there is no plugin "csv" in the pipeline'));
    const answer = await swap;
    expect([answer.status, json(answer)]).toEqual([
      404,
      {
        code: 'TV_CONFIG_INVALID',
        message: expect.stringContaining('the run has no plugin named csv'),
        hint: 'its plugins are mask#2',
      },
    ]);
  });

  it('does not take a plugin for unknown that a run which starts has yet to open', async () => {
    run.state = 'starting';
    run.plugins = [];
    run.throws = new ConfigError('TV_CONFIG_INVALID', 'share');
    expect((await post('/plugins/csv/swap')).status).toBe(400);
    expect(await post('/plugins/csv/abort')).toMatchObject({
      status: 409,
      text: expect.stringContaining('"TV_PIPELINE_STATE"'),
    });
  });

  it('POST /plugins/:name/abort tells whether there was something to abort', async () => {
    expect(await post('/plugins/csv/abort')).toMatchObject({
      status: 409,
      text: expect.stringContaining('"TV_PIPELINE_STATE"'),
    });
    run.abortable = true;
    expect(json(await post('/plugins/csv/abort'))).toEqual({ plugin: 'csv', aborted: true });
  });

  it('POST /plugins/:name/rollback answers phases as a swap does', async () => {
    expect(await post('/plugins/csv/rollback')).toMatchObject({
      status: 409,
      text: expect.stringContaining('TV_PLUGIN_SWAP_NO_PREVIOUS'),
    });
    run.plugins = run.plugins.map((one) => ({ ...one, epoch: 1 }));
    const back = post('/plugins/csv/rollback');
    await until(() => run.requests.length === 1);
    run.phase('rollingBack');
    run.end();
    expect((await back).text.split('\n').filter(Boolean)).toHaveLength(2);
  });

  it.each([
    { title: 'a module by a relative path', body: { version: 'guest.wasm' }, says: 'absolute path' },
    { title: 'what is no range', body: { version: 'newest' }, says: '/version' },
    { title: 'a relative folder', body: { grants: { fs: { out: 'out' } } }, says: '/grants/fs/out' },
    {
      title: 'a secret of a relative file',
      body: { grants: { secret: { key: 'file:k' } } },
      says: '/grants/secret/key',
    },
    { title: 'grants that do not exist', body: { grants: { root: true } }, says: 'root' },
    { title: 'an unknown field', body: { plugin: 'other' }, says: 'plugin' },
    { title: 'an unknown strategy', body: { strategy: { kind: 'hope' } }, says: '/strategy/kind' },
    {
      title: 'options of another strategy',
      body: { strategy: { kind: 'fence', rows: 3 } },
      says: 'fence takes no rows',
    },
    { title: 'a share of everything', body: { strategy: { kind: 'canary', share: 1 } }, says: '/strategy/share' },
    { title: 'a deadline beyond bounds', body: { deadlineMs: 1e12 }, says: '/deadlineMs' },
    { title: 'a probation of nothing', body: { probation: true }, says: '/probation' },
    { title: 'an array', body: [], says: 'must be object' },
    {
      title: 'JSON that is nested for its own sake',
      body: JSON.parse(`${'{"config":'.repeat(1000)}{}${'}'.repeat(1000)}`) as unknown,
      says: 'nested deeper',
    },
  ])('refuses a swap with $title', async ({ body, says }) => {
    const answer = await post('/plugins/csv/swap', body);
    expect(json(answer)).toMatchObject({ code: 'TV_CONFIG_INVALID', message: expect.stringContaining(says) });
    expect(answer.status).toBe(400);
    expect(run.requests).toEqual([]);
  });

  it.each([
    { title: 'a conflict', thrown: new PipelineError('TV_PIPELINE_STATE', 'another swap'), status: 409 },
    { title: 'what is not allowed', thrown: new PluginError('TV_PLUGIN_SIGNATURE', 'unsigned'), status: 403 },
    { title: 'a wrong configuration', thrown: new PluginError('TV_PLUGIN_CONFIG', '/x'), status: 400 },
    { title: 'a module of no use', thrown: new PluginError('TV_PLUGIN_INVALID', 'x'), status: 422 },
    { title: 'a mistake of the run', thrown: new TypeError('x is not a function'), status: 500 },
  ])('tells of $title by its status', async ({ thrown, status }) => {
    run.throws = thrown;
    const answer = await post('/plugins/csv/swap', {});
    expect(answer.status).toBe(status);
    expect(Object.keys(json(answer) as object)).toEqual(['code', 'message', 'hint']);
    expect(answer.text).not.toContain('    at ');
  });

  it.each([
    { title: 'an unknown path', path: '/', status: 404 },
    { title: 'a path above', path: '/plugins/../status', status: 404 },
    { title: 'a plugin without a name', path: '/plugins//swap', method: 'POST', status: 404 },
    { title: 'an unknown plugin', path: '/plugins/nobody/swap', method: 'POST', status: 404 },
    { title: 'an unknown plugin to abort', path: '/plugins/nobody/abort', method: 'POST', status: 404 },
    { title: 'a name that is not well formed', path: '/plugins/%ff/swap', method: 'POST', status: 400 },
    { title: 'another method', path: '/status', method: 'DELETE', status: 405 },
    { title: 'a swap by GET', path: '/plugins/csv/swap', status: 405 },
    { title: 'a body that is not JSON', path: '/plugins/csv/swap', method: 'POST', body: '{"version":', status: 400 },
    {
      title: 'a body that is not UTF-8',
      path: '/plugins/csv/swap',
      method: 'POST',
      body: Buffer.from('22ff22', 'hex'),
      status: 400,
    },
    {
      title: 'a body of another type',
      path: '/plugins/csv/swap',
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'text/plain' },
      status: 415,
    },
    { title: 'a header that is too long', path: '/status', headers: { x: 'x'.repeat(20_000) }, status: 400 },
  ])('refuses $title', async ({ path, status, ...asked }) => {
    const answer = await ask(path, asked);
    expect(answer.status).toBe(status);
    expect(json(answer)).toMatchObject({ code: expect.stringMatching(/^TV_/), message: expect.any(String) });
    expect((await ask('/status')).status).toBe(200);
  });

  it('refuses a body that is too large, with or without its length', async () => {
    const body = Buffer.alloc(MAX_BODY_BYTES + 1, ' ');
    expect((await ask('/plugins/csv/swap', { method: 'POST', body })).status).toBe(413);
    const headers = { 'transfer-encoding': 'chunked' };
    expect((await ask('/plugins/csv/swap', { method: 'POST', body, headers })).status).toBe(413);
    expect(run.requests).toEqual([]);
  });

  it.each([
    { title: 'bytes of no protocol', bytes: Buffer.from([0, 255, 13, 10, 7, 0, 13, 10, 13, 10]) },
    { title: 'TLS', bytes: Buffer.from('16030100050100000100', 'hex') },
    {
      title: 'two lengths',
      bytes: 'POST /changefeed/pause HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}',
    },
    { title: 'no host', bytes: 'POST /changefeed/pause HTTP/1.1\r\n\r\n' },
  ])('closes on $title', async ({ bytes }) => {
    expect(await exchange(bytes)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(run.state).toBe('running');
    expect((await ask('/status')).status).toBe(200);
  });

  it('outlives clients that leave in the middle of a request', async () => {
    for (const start of ['', 'POST', 'POST /plugins/csv/swap HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{']) {
      const socket = connect(join(folder, 'control.sock'));
      await once(socket, 'connect');
      socket.resume();
      socket.end(start);
      await once(socket, 'close');
    }
    expect(run.requests).toEqual([]);
    expect((await ask('/status')).status).toBe(200);
  });

  it('serves ten clients at once', async () => {
    const swaps = Array.from({ length: 10 }, () => post('/plugins/csv/swap', { deadlineMs: 1 }));
    const others = await Promise.all(Array.from({ length: 10 }, () => ask('/status')));
    expect(others.every(({ status }) => status === 200)).toBe(true);
    await until(() => run.requests.length === 10);
    run.phase('preparing');
    run.end();
    const texts = (await Promise.all(swaps)).map(({ text }) => text);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]?.split('\n')).toHaveLength(3);
  });

  it('answers 503 before the run has begun', async () => {
    folder = mkdtempSync(join(folder, 'early-'));
    opened.push(await openControlSocket(folder));
    expect(await ask('/status')).toMatchObject({ status: 503 });
  });

  it('does not wait for a swap that has no end when the run has ended', async () => {
    Object.assign(run, { phases$: new Subject<SwapPhase>() });
    const swap = post('/plugins/csv/swap');
    await until(() => run.requests.length === 1);
    const closed = opened[0]?.close();
    await expect(swap).rejects.toThrow();
    await closed;
  });
});
