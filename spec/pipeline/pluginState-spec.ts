import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wasmPlugin } from '../../src/sinks/wasmPlugin';
import { codeOf } from '../helpers/flows';
import { type Claims, firstVersion, loggedRows, SwapCluster, versionModule } from '../helpers/swapCluster';

let folder: string;
let stateDir: string;
let cluster: SwapCluster;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-state-'));
  stateDir = join(folder, 'state');
  cluster = await SwapCluster.start();
});

afterEach(async () => {
  await cluster[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const transform: Claims = { kind: 'transform', stateful: true };
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const statesDir = (): string => join(stateDir, 'plugins', 'states');
const stateFiles = (): string[] => (existsSync(statesDir()) ? readdirSync(statesDir()) : []);

/** Runs until everything is acknowledged, and ends; answers the numbers that the transform gave. */
async function numbersOf(
  through: ReturnType<typeof firstVersion>,
  { write = 0, end = 'stop' }: { readonly write?: number; readonly end?: 'stop' | 'target' } = {},
): Promise<readonly number[]> {
  cluster.write(write);
  const options = end === 'target' ? { targetTs: cluster.emulator.now() } : {};
  const running = cluster.run({ through: [through], sink: 'blackhole:' }, { stateDir, ...options });
  const numbers: number[] = [];
  running.events$.subscribe({
    next: (event) => {
      if (event.kind === 'row') numbers.push(Number(event.get('number')));
    },
    error: () => undefined,
  });
  if (end === 'stop') {
    await cluster.caughtUp(running);
    await running.stop();
  } else await running.done;
  return numbers.toSorted((a, b) => a - b);
}

describe('the state of a plugin', () => {
  it.each(['stop', 'target'] as const)('goes on where a run has ended by %s', async (end) => {
    expect(await numbersOf(firstVersion(folder, transform), { write: 10, end })).toEqual(upTo(20));
    expect(stateFiles()).toHaveLength(1);
    expect(await numbersOf(firstVersion(folder, transform), { write: 10, end })).toEqual(upTo(40).slice(20));
    expect(stateFiles()).toHaveLength(1);
  });

  it('is kept for exactly the checkpoint', async () => {
    await numbersOf(firstVersion(folder, transform), { write: 10 });
    const { checkpointTs } = JSON.parse(readFileSync(join(stateDir, 'checkpoint.json'), 'utf8')) as {
      readonly checkpointTs: string;
    };
    expect(stateFiles()).toEqual([`states-${checkpointTs}.json`]);
    expect(JSON.parse(readFileSync(join(statesDir(), `states-${checkpointTs}.json`), 'utf8'))).toEqual({
      format: 'tivalve-plugin-states',
      version: 1,
      states: {
        versions: { plugin: 'versions', version: '1.0.0', instances: { shared: Buffer.from('20').toString('base64') } },
      },
    });
  });

  it('is handed to the version that a definition names since', async () => {
    await numbersOf(firstVersion(folder, transform), { write: 10 });
    const second = wasmPlugin(versionModule('2.0.0', transform), { config: { tag: 'v2' } });
    expect(await numbersOf(second, { write: 10 })).toEqual(upTo(40).slice(20));
  });

  it.each([
    { title: 'refuses it', claims: transform, config: { tag: 'v2', fail: 'state' } },
    { title: 'has no state', claims: { kind: 'transform' as const }, config: { tag: 'v2' } },
    {
      title: 'has an instance for each table',
      claims: { ...transform, instances: 'table' as const },
      config: { tag: 'v2' },
    },
  ])('ends the start when the version that a definition names $title', async ({ claims, config }) => {
    await numbersOf(firstVersion(folder, transform), { write: 1 });
    const running = cluster.run(
      { through: [wasmPlugin(versionModule('2.0.0', claims), { config })], sink: 'blackhole:' },
      { stateDir },
    );
    expect(codeOf(await running.done.catch((error: unknown) => error))).toBe('TV_PLUGIN_STATE');
  });

  it('is let go of with a plugin that is not in the pipeline any more', async () => {
    await numbersOf(firstVersion(folder, transform), { write: 1 });
    const running = cluster.run({ sink: 'blackhole:' }, { stateDir });
    cluster.write(1);
    await cluster.caughtUp(running);
    await expect(running.stop()).resolves.toMatchObject({ reason: 'stopped' });
  });

  it('is of each table where the instances are', async () => {
    const claims = { ...transform, instances: 'table' as const };
    expect(await numbersOf(firstVersion(folder, claims), { write: 5 })).toEqual(upTo(5).flatMap((n) => [n, n]));
    expect(await numbersOf(firstVersion(folder, claims), { write: 5 })).toEqual(
      upTo(10)
        .slice(5)
        .flatMap((n) => [n, n]),
    );
  });

  it('is that of a sink as well', async () => {
    for (const rows of [10, 20]) {
      const running = cluster.run({ sink: firstVersion(folder, { stateful: true }) }, { stateDir });
      cluster.write(5);
      await cluster.caughtUp(running);
      await running.stop();
      expect(
        loggedRows(folder)
          .map(({ count }) => count)
          .toSorted((a, b) => a - b),
      ).toEqual(upTo(rows));
    }
  });

  it('is with the instance that takes the place of one that died', async () => {
    // Every instance dies in its third call; what it had counted since the last cut is told to the next one.
    const dying = wasmPlugin(versionModule('1.0.0', transform), { config: { tag: 'v1', fail: 'rows:3' } });
    const running = cluster.run({ through: [dying], sink: 'blackhole:', flushIntervalMs: 1 });
    const numbers: number[] = [];
    running.events$.subscribe((event) => {
      if (event.kind === 'row') numbers.push(Number(event.get('number')));
    });
    for (let i = 0; i < 10; i += 1) {
      cluster.write(1);
      await cluster.caughtUp(running);
    }
    await running.stop();
    expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo(20));
  });

  it('says so when its file is damaged', async () => {
    await numbersOf(firstVersion(folder, transform), { write: 1 });
    const [name = ''] = stateFiles();
    writeFileSync(join(statesDir(), name), '{"format":"tivalve-plugin-states"');
    const running = cluster.run({ through: [firstVersion(folder, transform)], sink: 'blackhole:' }, { stateDir });
    expect(codeOf(await running.done.catch((error: unknown) => error))).toBe('TV_STORE_CHECKPOINT_CORRUPT');
  });
});
