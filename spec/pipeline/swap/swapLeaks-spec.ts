import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SwapRequest } from '../../../src/pipeline/swap/swap';
import { QUICK } from '../../helpers/followCluster';
import type { Leftovers } from '../../helpers/leftovers';
import { SwapProcess } from '../../helpers/SwapProcess';
import { SwapCluster, versionModule } from '../../helpers/swapCluster';

/** `SWAPS=1000 LEAKS=all npx jest spec/pipeline/swap/swapLeaks` is the long one. */
const SWAPS = Number(process.env['SWAPS'] ?? 50);
const IS_ALL = process.env['LEAKS'] === 'all';
const WARM_UP_SWAPS = 10;
const MS_PER_SWAP = 5000;
const PAUSE_MS = 10;
const MAX_COORDINATOR_BYTES = 8192;

/**
 * How much more there may be in the end. The heap still warms up for some hundred swaps, and what is counted in between may have
 * a file or a timer at hand just then.
 */
const MAX_MORE: Leftovers = {
  heapBytes: 4 * 1024 * 1024,
  bufferBytes: 512 * 1024,
  instances: 0,
  memories: 0,
  threads: 1,
  files: 5,
  timers: 10,
  listeners: 0,
};

const cases = [
  { kind: 'sink', mode: 'inline', isDefault: true },
  { kind: 'transform', mode: 'isolated', isDefault: true },
  { kind: 'sink', mode: 'isolated', isDefault: false },
  { kind: 'transform', mode: 'inline', isDefault: false },
] as const;

interface Ending {
  readonly outcome: string;
  readonly request: Omit<SwapRequest, 'plugin'>;
}

/** Most swaps are committed; of ten, one is refused and one is taken back. */
function swapNumber(i: number, moduleOf: (version: number) => string): Ending {
  const version = moduleOf(2 + (i % 2));
  const config = { tag: `v${i}` };
  if (i % 10 === 3) return { outcome: 'aborted', request: { version, config: { ...config, fail: 'refuse' } } };
  if (i % 10 !== 6) return { outcome: 'committed', request: { version, config, probation: { batches: 2 } } };
  const request = { version, config: { ...config, fail: 'rows:2' }, probation: { batches: 100_000 } };
  return { outcome: 'rolledBack', request };
}

/** What there is more of than there may be. */
function tooMuch(before: Leftovers, after: Leftovers): object {
  const names = Object.keys(MAX_MORE) as (keyof Leftovers)[];
  return Object.fromEntries(
    names
      .filter((name) => after[name] - before[name] > MAX_MORE[name])
      .map((name) => [name, `${before[name]}, then ${after[name]}`]),
  );
}

(existsSync('/proc/self/task') ? describe : describe.skip)(`${SWAPS} swaps in a row while rows flow`, () => {
  it.concurrent.each(cases.filter(({ isDefault }) => isDefault || IS_ALL))(
    'leave heap, instances, threads, files and timers where they were: $kind, $mode',
    async ({ kind, mode }) => {
      const folder = mkdtempSync(join(tmpdir(), 'tivalve-leaks-'));
      const stateDir = join(folder, 'state');
      const moduleOf = (version: number): string => join(folder, `v${version}.wasm`);
      for (const version of [1, 2, 3])
        writeFileSync(moduleOf(version), versionModule(`${version}.0.0`, { kind, stateful: kind === 'transform' }));
      await using cluster = await SwapCluster.start();
      await using process = new SwapProcess({
        pd: cluster.emulator.pd,
        source: QUICK,
        startTs: String(cluster.startTs),
        stateDir,
        plugin: kind,
        module: moduleOf(1),
        settings: { config: { tag: 'v1' }, mode, ...(kind === 'sink' && { grants: { fs: { out: folder } } }) },
      });
      const swapAll = async (from: number, upTo: number): Promise<Leftovers | undefined> => {
        for (let i = from; i < upTo; i += 1) {
          const { outcome, request } = swapNumber(i, moduleOf);
          const answer = await process.ask({ kind: 'swap', request: { plugin: 'versions', ...request } });
          expect([i, answer.outcome]).toEqual([i, outcome]);
        }
        return (await process.ask({ kind: 'leftovers' })).leftovers;
      };
      const swapped = (async () => [await swapAll(0, WARM_UP_SWAPS), await swapAll(WARM_UP_SWAPS, SWAPS)] as const)();
      const [before, after] = await cluster.writeUntil(swapped, PAUSE_MS);
      if (before === undefined || after === undefined) throw new Error('nothing was counted');
      expect(tooMuch(before, after)).toEqual({});
      expect(after.threads).toBeGreaterThan(0);

      await process.ask({ kind: 'stop' });
      expect(await process.ended).toBe(0);
      const plugins = join(stateDir, 'plugins');
      expect(readdirSync(join(plugins, 'modules'))).toHaveLength(2);
      if (kind === 'transform') expect(readdirSync(join(plugins, 'states')).length).toBeLessThanOrEqual(2);
      const names = readdirSync(stateDir, { recursive: true }).map(String);
      expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
      expect(statSync(join(plugins, 'coordinator.json')).size).toBeLessThan(MAX_COORDINATOR_BYTES);
      rmSync(folder, { recursive: true });
    },
    SWAPS * MS_PER_SWAP + 60_000,
  );
});
