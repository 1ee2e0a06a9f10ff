import { Subject } from 'rxjs';
import { WireError } from '../../src/errors/TiValveError';
import { NO_LOGGER } from '../../src/model/logger';
import { MetricsMap } from '../../src/model/metrics';
import type { Ts } from '../../src/model/ts';
import { holdGc } from '../../src/sources/gcHold';
import { ManualClock } from '../helpers/manualClock';

function open(startTs: Ts) {
  const clock = new ManualClock();
  const metrics = new MetricsMap();
  const checkpointTs$ = new Subject<Ts>();
  const pd = {
    safePoint: 50n,
    gcSafePoint: 0n,
    isDown: false,
    hangs: false,
    calls: 0,
    signals: [] as AbortSignal[],
    held: [] as string[],
    released: [] as string[],
  };
  const holding = holdGc({
    pd: {
      holdGc: async (serviceId, ts, ttlSeconds, { signal } = {}) => {
        pd.calls += 1;
        if (signal !== undefined) pd.signals.push(signal);
        if (pd.hangs)
          await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('given up'))));
        if (pd.isDown) throw new WireError('TV_WIRE_UNREACHABLE', 'pd');
        pd.held.push(`${serviceId} ${ts} ${ttlSeconds}`);
        return pd.safePoint;
      },
      gcSafePoint: async () => pd.gcSafePoint,
      releaseGc: async (serviceId) => {
        if (pd.isDown) throw new WireError('TV_WIRE_UNREACHABLE', 'pd');
        pd.released.push(serviceId);
      },
    },
    serviceId: 'tivalve-x',
    startTs,
    ttlSeconds: 600,
    refreshIntervalMs: 60_000,
    checkpointTs$,
    logger: NO_LOGGER,
    metrics,
    scheduler: clock,
  });
  return { clock, metrics, checkpointTs$, pd, holding };
}

describe('holdGc', () => {
  it('holds the start before anything is read', async () => {
    const { holding, pd } = open(100n);
    await holding;
    expect(pd.held).toEqual(['tivalve-x 100 600']);
  });

  it('refuses a start that garbage collection has passed', async () => {
    const { holding } = open(49n);
    await expect(holding).rejects.toMatchObject({ code: 'TV_SOURCE_HISTORY_LOST', retryable: false });
  });

  it('takes a start exactly at the safe point, which is still readable', async () => {
    await expect(open(50n).holding).resolves.toBeDefined();
  });

  it('moves with the checkpointTs, and never back', async () => {
    const { holding, pd, clock, checkpointTs$ } = open(100n);
    await holding;
    checkpointTs$.next(200n);
    checkpointTs$.next(150n);
    await clock.advance(60_000);
    await clock.advance(60_000);
    expect(pd.held.slice(1)).toEqual(['tivalve-x 200 600', 'tivalve-x 200 600']);
  });

  it('goes on when PD is away for a while', async () => {
    const { holding, pd, clock, metrics } = open(100n);
    await holding;
    pd.isDown = true;
    await clock.advance(60_000);
    pd.isDown = false;
    await clock.advance(60_000);
    expect(metrics.get('tivalve_source_gc_errors_total')).toBe(1);
    expect(pd.held).toHaveLength(2);
  });

  it('fails when what is needed was not kept, instead of reading on with a gap', async () => {
    const { holding, pd, clock, metrics } = open(100n);
    const { lost$ } = await holding;
    const errors: unknown[] = [];
    lost$.subscribe({ error: (error: unknown) => errors.push(error) });
    pd.safePoint = 101n;
    await clock.advance(60_000);
    expect(errors).toEqual([expect.objectContaining({ code: 'TV_SOURCE_HISTORY_LOST' })]);
    expect(metrics.get('tivalve_source_gc_refused_total')).toBe(1);
  });

  it('needs nothing from below the checkpointTs any more', async () => {
    const { holding, pd, clock, checkpointTs$ } = open(100n);
    const { lost$ } = await holding;
    const errors: unknown[] = [];
    lost$.subscribe({ error: (error: unknown) => errors.push(error) });
    checkpointTs$.next(200n);
    pd.safePoint = 200n;
    await clock.advance(60_000);
    expect(errors).toEqual([]);
  });

  it('fails when garbage collection has not kept to its word', async () => {
    const { holding, pd, clock } = open(100n);
    const { lost$ } = await holding;
    const errors: unknown[] = [];
    lost$.subscribe({ error: (error: unknown) => errors.push(error) });
    // An older PD goes on naming the lowest word of all services, which is the run's own.
    pd.safePoint = 100n;
    pd.gcSafePoint = 100n;
    await clock.advance(60_000);
    expect(errors).toEqual([]);
    pd.gcSafePoint = 101n;
    await clock.advance(60_000);
    expect(errors).toEqual([expect.objectContaining({ code: 'TV_SOURCE_HISTORY_LOST' })]);
  });

  it('asks no second time while PD has not answered the first', async () => {
    const { holding, pd, clock } = open(100n);
    await holding;
    pd.hangs = true;
    await clock.advance(600_000);
    expect(pd.calls).toBe(2);
  });

  it('ends at once while PD does not answer, and does not count that as a failure', async () => {
    const { holding, pd, clock, metrics, checkpointTs$ } = open(100n);
    const hold = await holding;
    pd.hangs = true;
    await clock.advance(60_000);
    await hold.close(true);
    expect(pd.released).toEqual(['tivalve-x']);
    expect(checkpointTs$.observed).toBe(false);
    // Nobody is left to hear of it.
    expect(pd.signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await clock.advance(600_000);
    expect(pd.calls).toBe(2);
    expect(metrics.get('tivalve_source_gc_errors_total')).toBe(0);
  });

  it('leaves the word with PD for the next run, or takes it back', async () => {
    const first = open(100n);
    await (await first.holding).close(false);
    expect(first.pd.released).toEqual([]);
    const second = open(100n);
    await (await second.holding).close(true);
    expect(second.pd.released).toEqual(['tivalve-x']);
    await second.clock.advance(200_000);
    expect(second.pd.held).toHaveLength(1);
  });

  it('ends well when PD cannot be told', async () => {
    const { holding, pd } = open(100n);
    const hold = await holding;
    pd.isDown = true;
    await expect(hold.close(true)).resolves.toBeUndefined();
  });
});
