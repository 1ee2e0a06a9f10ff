import { filter, firstValueFrom } from 'rxjs';
import { startEmulator } from '../../src/emulator/startEmulator';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import { physicalMsOf } from '../../src/model/ts';
import { definePipeline } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { tikvSource } from '../../src/sources/tikvSource';
import { recordingSink, seededRandom } from '../../src/testing';
import { followCluster, QUICK, recordKey, until } from '../helpers/followCluster';

const TABLE = 104;

describe('faults of a source, many at a time', () => {
  it('F25 10,000 regions, 1,000 region errors a second: nothing lost, and the resolved ts keeps up', async () => {
    const REGIONS = 10_000;
    const ERRORS_PER_STEP = 50;
    const STEPS = 60;
    const random = seededRandom(1);
    await using emulator = await startEmulator({
      stores: 3,
      resolvedTsIntervalMs: 200,
      splitKeys: Array.from({ length: REGIONS - 1 }, (_, i) => recordKey(TABLE, (i + 1) * 10)),
    });
    const follower = await followCluster(emulator, {
      config: { ...QUICK, stuckMs: 5000, silenceMs: 30_000, checkIntervalMs: 500, keepAliveMs: 10_000 },
    });
    try {
      await until(() => follower.metrics.get('tivalve_source_live_regions') >= REGIONS, 'all regions live');
      const regions = emulator.regions();
      let worstLagMs = 0;
      for (let step = 0; step < STEPS; step += 1) {
        for (let i = 0; i < ERRORS_PER_STEP; i += 1) {
          const region = regions[Math.floor(random() * regions.length)];
          if (region === undefined) continue;
          emulator.inject({ kind: 'regionError', regionId: region.id, error: { kind: 'regionNotFound' } });
          const transaction = emulator.begin();
          transaction.put(recordKey(TABLE, Math.floor(random() * REGIONS * 10)), Buffer.from(`${step}-${i}`));
          transaction.commit();
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (step > 20) {
          worstLagMs = Math.max(worstLagMs, physicalMsOf(emulator.now()) - physicalMsOf(follower.resolvedTs));
        }
      }
      await follower.reached(emulator.now());
      follower.check();
      expect(follower.metrics.get('tivalve_source_region_not_found_errors_total')).toBeGreaterThan(2000);
      expect(worstLagMs).toBeLessThan(10_000);
    } finally {
      await follower.close();
    }
  }, 120_000);

  it('F26 10,000 tables: a run starts and follows them all', async () => {
    const TABLES = 10_000;
    await using emulator = await startEmulator({ stores: 1, resolvedTsIntervalMs: 100 });
    const db = new EmulatedDatabase(emulator);
    db.createDatabase('many');
    const columns = [
      { name: 'id', type: 'bigint' },
      { name: 'n', type: 'int' },
    ];
    for (let i = 0; i < TABLES; i += 1) db.createTable({ db: 'many', table: `t${i}`, primaryKey: ['id'], columns });
    const sink = recordingSink();
    const startedMs = performance.now();
    const running = runPipeline(definePipeline({ source: tikvSource({ pd: [...emulator.pd] }), sink }), {
      startTs: emulator.now(),
    });
    for (const i of [0, 5000, 9999]) db.insert('many', `t${i}`, { id: 1, n: i });
    const endTs = emulator.now();
    await firstValueFrom(running.checkpointTs$.pipe(filter((ts) => ts >= endTs)));
    expect(performance.now() - startedMs).toBeLessThan(60_000);
    await running.stop();
    expect(sink.events).toHaveLength(3);
  }, 180_000);
});
