import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GuestWorker, GuestWorkers } from '../../src/wasm/GuestWorkers';
import type { Guest, GuestParts } from '../../src/wasm/guest';
import { CONTROL } from '../../src/wasm/guestChannel';
import { type IsolatedGuestParts, startIsolatedGuest } from '../../src/wasm/isolatedGuest';

const probe = readFileSync(join(__dirname, '../fixtures/plugins/probe-v0.wasm'));
const nothing = (): Uint8Array => new Uint8Array(0);
let compiled: WebAssembly.Module;
const started: Guest[] = [];

beforeAll(async () => {
  compiled = await WebAssembly.compile(probe);
});
afterEach(async () => {
  for (const guest of started.splice(0)) await guest.close();
});

async function start(more: Partial<IsolatedGuestParts> = {}): Promise<Guest> {
  const parts: GuestParts = { name: 'probe', module: compiled, limits: {}, hostCall: nothing, print: () => undefined };
  const guest = await startIsolatedGuest({ ...parts, ...more });
  started.push(guest);
  return guest;
}

const run = async (guest: Guest, text: string): Promise<string> =>
  Buffer.from(await guest.call('run', Buffer.from(text))).toString();

/** Threads of which the next one is known. */
function takesFrom(workers: GuestWorkers, worker: GuestWorker): GuestWorkers {
  const own = { take: () => worker, prepare: () => undefined, end: () => worker.terminate() };
  return Object.assign(Object.create(workers), own);
}

/** Puts a message that is none into the way of a thread, which fails on it. */
function failAtNextTurn(worker: GuestWorker): void {
  worker.post(null);
  new Int32Array(worker.data.control)[CONTROL.grown] = 1;
}

/** Gives a turn, and waits for the thread's end. */
async function die(worker: GuestWorker): Promise<void> {
  const control = new Int32Array(worker.data.control);
  Atomics.add(control, CONTROL.turn, 1);
  Atomics.notify(control, CONTROL.turn);
  while (worker.death === undefined) await new Promise((done) => setImmediate(done));
}

/** The thread that waits, once there is one. */
async function standbyOf(workers: GuestWorkers): Promise<GuestWorker> {
  for (;;) {
    if (workers.standby !== undefined) return workers.standby;
    await new Promise((done) => setImmediate(done));
  }
}

/** Threads of this process, where the system says how many there are. */
const threads = (): number => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0);

describe('an isolated instance', () => {
  it('waits for host calls that are answered later', async () => {
    const guest = await start({
      hostCall: (_binding, _namespace, operation) =>
        new Promise((resolve) => setImmediate(() => resolve(Buffer.from(`late ${operation}`)))),
    });
    expect(await run(guest, 'host a b c d')).toBe('ok:late c');
    expect(await run(guest, 'hosttwice a b c')).toBe('ok:late fail');
  });

  it('tells the guest what such a promise was rejected with', async () => {
    const guest = await start({ hostCall: () => Promise.reject(new Error('ENOENT: „weg“ – 数据')) });
    expect(await run(guest, 'host a b c d')).toBe('error:ENOENT: „weg“ – 数据');
    expect(await run(guest, 'echo lives')).toBe('lives');
  });

  it('counts the time of a host call towards the deadline, and drops an answer that comes after it', async () => {
    let late: (answer: Uint8Array) => void = () => undefined;
    const guest = await start({
      limits: { callTimeoutMs: 300 },
      hostCall: () =>
        new Promise((resolve) => {
          late = resolve;
        }),
    });
    await expect(run(guest, 'host a b c d')).rejects.toMatchObject({
      code: 'TV_PLUGIN_LIMIT',
      message: expect.stringContaining('run of probe: no answer within 300 ms'),
    });
    late(Buffer.from('too late'));
    await expect(run(guest, 'echo')).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
  });

  it('leaves this thread free while a guest is in a loop', async () => {
    const guest = await start({ limits: { callTimeoutMs: 400 } });
    let turns = 0;
    let isOver = false;
    const loop = run(guest, 'loop').finally(() => {
      isOver = true;
    });
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    count();
    await expect(loop).rejects.toMatchObject({ code: 'TV_PLUGIN_LIMIT' });
    expect(turns).toBeGreaterThan(10);
  });

  it('takes an answer that came in time though this thread was too busy to read it', async () => {
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: {} });
    const worker = workers.take();
    const guest = await start({ workers: takesFrom(workers, worker), limits: { callTimeoutMs: 300 } });
    const control = new Int32Array(worker.data.control);
    const answer = run(guest, 'echo in time');
    const deadlineMs = performance.now() + 400;
    while (Atomics.load(control, CONTROL.answered) === 0 || performance.now() < deadlineMs) Math.random();
    expect(await answer).toBe('in time');
    expect(guest.failure).toBeUndefined();
    await workers.close();
  });

  it('is a trap when its thread ends by itself, in a call and while it waits', async () => {
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: {} });
    const busy = workers.take();
    const guest = await start({ workers: takesFrom(workers, busy) });
    failAtNextTurn(busy);
    await expect(run(guest, 'echo')).rejects.toMatchObject({
      code: 'TV_PLUGIN_TRAP',
      message: expect.stringContaining('run of probe: '),
    });
    await expect(run(guest, 'echo')).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });

    const idle = workers.take();
    const other = await start({ workers: takesFrom(workers, idle) });
    failAtNextTurn(idle);
    await die(idle);
    expect(other.failure).toMatchObject({ code: 'TV_PLUGIN_TRAP' });
    await expect(run(other, 'echo')).rejects.toMatchObject({ code: 'TV_PLUGIN_TRAP' });
    await expect(run(other, 'echo')).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
    await workers.close();
  });

  it('does nothing when it is woken and no turn is given', async () => {
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: {} });
    const worker = workers.take();
    const guest = await start({ workers: takesFrom(workers, worker) });
    expect(await run(guest, 'calls')).toBe('1');
    const control = new Int32Array(worker.data.control);
    // It waits a moment after its answer, and again once it was woken for nothing.
    for (let woken = 0; woken < 2; ) {
      woken += Atomics.notify(control, CONTROL.turn);
      await new Promise((done) => setImmediate(done));
    }
    expect(await run(guest, 'calls')).toBe('2');
    expect(await run(guest, 'echo in step')).toBe('in step');
    await workers.close();
  });

  it('passes on how many lines were left out before one', async () => {
    const lines: [string, number | undefined][] = [];
    const guest = await start({ print: (_level, text, leftOut) => lines.push([text, leftOut]) });
    await run(guest, 'flood 1000');
    expect(lines).toHaveLength(100);
    expect(lines[0]).toEqual(['line', 0]);
  });
});

describe('the threads of a plugin', () => {
  it('are as many as before once they are closed, after kills too', async () => {
    await readFile(__filename); // What the runtime itself makes when it first reads a file is there before we count.
    const before = threads();
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: { callTimeoutMs: 300 } });
    for (let i = 0; i < 3; i += 1) {
      const guest = await start({ workers, limits: { callTimeoutMs: 300 } });
      await expect(run(guest, 'loop')).rejects.toMatchObject({ code: 'TV_PLUGIN_LIMIT' });
      await guest.close();
    }
    await start({ workers });
    if (before > 0) expect(threads()).toBeGreaterThan(before);
    await workers.close();
    await workers.close();
    expect(threads()).toBe(before);
  });

  it('do not keep the process alive, and a call does', () => {
    const program = `
      const { readFileSync } = require('node:fs');
      const { startIsolatedGuest } = require('./src/wasm/isolatedGuest');
      WebAssembly.compile(readFileSync('spec/fixtures/plugins/probe-v0.wasm')).then(async (module) => {
        const guest = await startIsolatedGuest({ name: 'p', module, limits: {}, print() {}, hostCall: () => Buffer.from('x') });
        console.log(Buffer.from(await guest.call('run', Buffer.from('host a b c d'))).toString());
      });`;
    const child = spawnSync(process.execPath, ['-r', 'sucrase/register/ts', '-e', program], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
    });
    expect(child).toMatchObject({ status: 0, stdout: 'ok:x\n' });
  });

  it('end with the plugin in the middle of a call or a start, and none is made any more', async () => {
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: {} });
    const guest = await start({ workers });
    const call = run(guest, 'loop').catch((thrown: unknown) => thrown);
    const starting = start({ workers }).catch((thrown: unknown) => thrown);
    await workers.close();
    expect(await call).toMatchObject({ code: 'TV_PLUGIN_TRAP' });
    expect(await starting).toMatchObject({ code: 'TV_PLUGIN_TRAP' });
    await expect(start({ workers })).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
  });

  it('stand by: one that waits is taken, and another one takes its place', async () => {
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: {} });
    const waiting = workers.standby;
    expect(waiting).toBeDefined();
    const guest = await start({ workers });
    const next = await standbyOf(workers);
    expect(next).not.toBe(waiting);
    workers.prepare();
    await next.ready;
    expect(workers.take()).toBe(next);
    expect(workers.standby).toBeUndefined();
    workers.prepare();
    expect(await standbyOf(workers)).not.toBe(next);
    expect(await run(guest, 'echo lives')).toBe('lives');
    await workers.close();
  });

  it('do not stand by when they have died', async () => {
    const workers = new GuestWorkers({ name: 'probe', module: compiled, limits: {} });
    const waiting = await standbyOf(workers);
    await waiting.ready;
    failAtNextTurn(waiting);
    await die(waiting);
    expect(await run(await start({ workers }), 'echo lives')).toBe('lives');
    await workers.close();
  });
});
