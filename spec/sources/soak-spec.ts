import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { NEVER, of } from 'rxjs';
import { parseTikvSourceConfig } from '../../src/config/tikvSourceConfig';
import { monotonicScheduler } from '../../src/model/clock';
import { NO_LOGGER } from '../../src/model/logger';
import { NO_METRICS } from '../../src/model/metrics';
import { feedStreams } from '../../src/sources/feedStream';
import { pullSpan } from '../../src/sources/spanPuller';
import { openChannels } from '../../src/wire/channels';
import { connectPd } from '../../src/wire/pdClient';
import { QUICK } from '../helpers/followCluster';
import { heapBytes } from '../helpers/heapBytes';

const CLI = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
/** `SOAK_CYCLES=100000 npx jest spec/sources/soak` is the long one. */
const CYCLES = Number(process.env['SOAK_CYCLES'] ?? 1500);
const WARM_UP_CYCLES = 500;
/** What a cycle may leave behind on average before it counts as a leak; the smallest object has more. */
const MAX_BYTES_PER_CYCLE = CYCLES >= 20_000 ? 40 : 3000;

const count = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

describe('subscribing and unsubscribing', () => {
  it(
    `leaves heap, handles and listeners where they were, ${CYCLES} times`,
    async () => {
      // In a process of its own, so that what is counted is the client's.
      const cluster = spawn(process.execPath, [CLI, 'emulator', '--json', '--stores', '2'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = (await once(cluster.stdout, 'data')) as [Buffer];
      const endpoints = (JSON.parse(line.toString()) as { readonly pd: readonly string[] }).pd;
      const channels = openChannels();
      const pd = await connectPd({ endpoints, channels });
      const openFeed = feedStreams({ channels, clusterId: pd.clusterId, filterLoop: false });
      const config = parseTikvSourceConfig({ pd: [...endpoints], ...QUICK });
      const span = { startKey: Buffer.alloc(0), endKey: Buffer.alloc(0) };
      /** From PD to the end of the scan, and away. */
      const cycle = (): Promise<void> =>
        new Promise((resolve, reject) => {
          const subscription = pullSpan({
            span,
            startTs: 1n,
            config,
            pd,
            openFeed,
            resolveLocks: async () => ({ resolved: 0, alive: 0 }),
            pause$: of(false),
            checkpointTs$: NEVER,
            metrics: NO_METRICS,
            logger: NO_LOGGER,
            scheduler: monotonicScheduler,
            random: () => 0.5,
          }).subscribe({
            next: (signal) => {
              if (signal.kind !== 'message') return;
              const isLive = signal.message.events.some(({ entries }) =>
                entries?.some(({ type }) => type === 'INITIALIZED'),
              );
              if (!isLive) return;
              subscription.unsubscribe();
              resolve();
            },
            error: reject,
          });
        });
      try {
        for (let i = 0; i < WARM_UP_CYCLES; i += 1) await cycle();
        const heapBefore = heapBytes();
        const resourcesBefore = count(process.getActiveResourcesInfo());
        const listenersBefore = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
        for (let i = 0; i < CYCLES; i += 1) await cycle();
        await new Promise((resolve) => setTimeout(resolve, 50));
        const grownBytes = heapBytes() - heapBefore;
        expect(grownBytes / CYCLES).toBeLessThan(MAX_BYTES_PER_CYCLE);
        const resources = count(process.getActiveResourcesInfo());
        for (const [name, before] of Object.entries(resourcesBefore)) {
          expect({ name, more: (resources[name] ?? 0) - before > 2 }).toEqual({ name, more: false });
        }
        expect(process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)).toBe(listenersBefore);
      } finally {
        await pd.close();
        channels.close();
        cluster.kill();
      }
    },
    CYCLES * 20 + 60_000,
  );
});
