import type { Emulator } from '../../src/emulator/Emulator';
import type { EmulatorOptions } from '../../src/emulator/emulatorOptions';
import type { BrokenFrame } from '../../src/emulator/faults';
import { startEmulator } from '../../src/emulator/startEmulator';
import type { Ts } from '../../src/model/ts';
import { type Follower, type FollowOptions, followCluster, recordKey, until } from '../helpers/followCluster';

const TABLE = 104;
const key = (handle: number): Uint8Array => recordKey(TABLE, handle);
const text = (value: string): Uint8Array => Buffer.from(value);

/** A cluster with its follower, closed at the end of the spec. */
async function withCluster(
  options: EmulatorOptions & { readonly follow?: FollowOptions; readonly before?: (emulator: Emulator) => void },
  story: (emulator: Emulator, follower: Follower) => Promise<void>,
): Promise<void> {
  const { follow = {}, before, ...emulatorOptions } = options;
  await using emulator = await startEmulator({ stores: 3, resolvedTsIntervalMs: 10, ...emulatorOptions });
  before?.(emulator);
  const follower = await followCluster(emulator, follow);
  try {
    await story(emulator, follower);
  } finally {
    await follower.close();
  }
}

/** Commits `handle = value` in a transaction of its own. */
function put(emulator: Emulator, handle: number, value = `v${handle}`): Ts {
  const transaction = emulator.begin();
  transaction.put(key(handle), text(value));
  return transaction.commit();
}

/** Everything that upstream has committed comes, and is right. */
async function caughtUp(emulator: Emulator, follower: Follower): Promise<void> {
  await follower.reached(emulator.now());
  follower.check();
}

const live = (follower: Follower) => (): boolean => {
  const regions = follower.metrics.get('tivalve_source_regions');
  return regions > 0 && follower.metrics.get('tivalve_source_live_regions') === regions;
};

describe('faults of a source', () => {
  it('F01 region split while scanning: both children from the resolved ts of the span, no gap', () =>
    withCluster(
      {
        before: (emulator) => {
          for (let i = 0; i < 200; i += 1) put(emulator, i);
          emulator.inject({ kind: 'holdScans' });
        },
        follow: { startTs: 1n },
      },
      async (emulator, follower) => {
        await until(() => emulator.registrations(emulator.regionAt(key(0)).id).length > 0, 'a registration');
        emulator.splitRegion(key(100));
        put(emulator, 300);
        emulator.heal('holdScans');
        await caughtUp(emulator, follower);
        expect(follower.changes).toHaveLength(201);
        expect(follower.metrics.get('tivalve_source_epoch_not_match_errors_total')).toBeGreaterThan(0);
      },
    ));

  it('F02 region merge mid scan: one registration for the merged range', () =>
    withCluster(
      {
        splitKeys: [key(50)],
        before: (emulator) => {
          for (let i = 0; i < 100; i += 1) put(emulator, i);
          emulator.inject({ kind: 'holdScans', regionId: emulator.regionAt(key(0)).id });
        },
        follow: { startTs: 1n },
      },
      async (emulator, follower) => {
        const [left, right] = [emulator.regionAt(key(0)), emulator.regionAt(key(60))];
        await until(
          () => emulator.registrations(right.id).some(({ state }) => state === 'normal'),
          'the right one live',
        );
        emulator.mergeRegions(right.id, left.id);
        emulator.heal('holdScans');
        put(emulator, 70, 'again');
        await caughtUp(emulator, follower);
        await until(() => emulator.registrations(left.id).length === 1, 'one registration of the merged region');
      },
    ));

  it('F03 cross-table merge with a foreign lock: the lock is resolved by region range, and the resolved ts moves', () =>
    withCluster({ splitKeys: [key(0), recordKey(TABLE + 1, 0)], lockTtlMs: 50 }, async (emulator, follower) => {
      await until(live(follower), 'all live');
      const foreign = emulator.begin();
      foreign.put(recordKey(TABLE + 1, 1), text('foreign'));
      foreign.prewrite();
      foreign.abandon();
      emulator.mergeRegions(emulator.regionAt(key(1)).id, emulator.regionAt(recordKey(TABLE + 1, 1)).id);
      put(emulator, 1);
      await caughtUp(emulator, follower);
      // Counted when the store has answered, which may be after the resolved ts has moved.
      await until(() => follower.metrics.get('tivalve_source_resolved_locks_total') > 0, 'a lock resolved');
      expect(emulator.lockCount).toBe(0);
    }));

  it('F04 leader transfer mid scan and mid transaction: the commit comes, matched or as COMMITTED', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      const transaction = emulator.begin();
      transaction.put(key(1), text('x'.repeat(1000)));
      transaction.prewrite();
      const region = emulator.regionAt(key(1));
      emulator.transferLeader(region.id, region.leader.storeId === 1 ? 2 : 1);
      transaction.commit();
      put(emulator, 2);
      emulator.transferLeader(region.id, 3);
      put(emulator, 3);
      await caughtUp(emulator, follower);
      expect(follower.changes).toHaveLength(3);
      expect(follower.metrics.get('tivalve_source_not_leader_errors_total')).toBeGreaterThan(0);
    }));

  it('F05 stream reset between prewrite and commit: the scan brings the lock or the committed row', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      const large = emulator.begin();
      large.put(key(1), text('y'.repeat(1000)));
      large.prewrite();
      const dead = emulator.begin();
      dead.put(key(2), text('never'));
      dead.prewrite();
      emulator.inject({ kind: 'resetStreams' });
      dead.rollback();
      large.commit();
      await caughtUp(emulator, follower);
      expect(follower.changes.map(({ value }) => value.length)).toEqual([1000]);
    }));

  it('F06 error before the scan data: the range starts again where it was, and a one-phase row is not lost', () =>
    withCluster(
      {
        before: (emulator) => {
          put(emulator, 1);
          emulator.inject({
            kind: 'registrationError',
            when: 'beforeScan',
            error: { kind: 'epochNotMatch', regions: 'none' },
            times: 2,
          });
        },
        follow: { startTs: 1n },
      },
      async (emulator, follower) => {
        const onePhase = emulator.begin({ mode: 'onePhase' });
        onePhase.put(key(2), text('one phase'));
        onePhase.commit();
        await caughtUp(emulator, follower);
        expect(follower.changes).toHaveLength(2);
      },
    ));

  it('F07 duplicate events after a new registration: each change comes once', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      emulator.inject({ kind: 'duplicateRows', rows: 'prewrites' });
      // A lock that stays holds the resolved ts back, so that what follows is sent again by the next registration.
      const open = emulator.begin();
      open.put(key(99), text('open'));
      open.prewrite();
      for (let i = 0; i < 20; i += 1) put(emulator, i);
      const region = emulator.regionAt(key(1));
      emulator.inject({ kind: 'regionError', regionId: region.id, error: { kind: 'regionNotFound' } });
      for (let i = 0; i < 20; i += 1) put(emulator, i, 'again');
      await until(live(follower), 'live again');
      open.commit();
      await caughtUp(emulator, follower);
      expect(follower.changes).toHaveLength(41);
    }));

  it.each([
    { title: 'F08 commit before its prewrite while uninitialized', end: 'commit' as const, rows: 1 },
    { title: 'F09 rollback while uninitialized', end: 'rollback' as const, rows: 0 },
  ])('$title: cached, applied at INITIALIZED', ({ end, rows }) =>
    withCluster(
      {
        before: (emulator) => {
          emulator.inject({ kind: 'holdScans' });
        },
      },
      async (emulator, follower) => {
        const transaction = emulator.begin();
        transaction.put(key(1), text('z'.repeat(500)));
        transaction.prewrite();
        const { id } = emulator.regionAt(key(1));
        await until(() => emulator.registrations(id).some(({ state }) => state === 'initializing'), 'a held scan');
        transaction[end]();
        emulator.heal('holdScans');
        await caughtUp(emulator, follower);
        expect(follower.changes).toHaveLength(rows);
      },
    ),
  );

  it('F10 empty prewrite of a heartbeat, and pipelined generations: the value is kept, the last one wins', () =>
    withCluster({ rowGeneration: true }, async (emulator, follower) => {
      await until(live(follower), 'all live');
      emulator.inject({ kind: 'emptyHeartbeats' });
      const slow = emulator.begin();
      slow.put(key(1), text('kept'));
      slow.prewrite();
      slow.heartbeat();
      slow.commit();
      const pipelined = emulator.begin({ mode: 'pipelined' });
      pipelined.put(key(2), text('first'));
      pipelined.prewrite();
      pipelined.put(key(2), text('second'));
      pipelined.prewrite();
      pipelined.delete(key(3));
      pipelined.commit();
      await caughtUp(emulator, follower);
      expect(follower.changes.map(({ value }) => Buffer.from(value).toString())).toEqual(['kept', '', 'second']);
    }));

  it('F11 commit ts at or below a resolved ts: the feed fails with a typed error', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      put(emulator, 1);
      await follower.reached(emulator.now());
      emulator.inject({ kind: 'lateRow', regionId: emulator.regionAt(key(1)).id });
      await expect(follower.failed()).resolves.toMatchObject({ code: 'TV_ORDER_LATE_ROW' });
    }));

  it.each(['fallsBack', 'zero', 'belowCheckpoint'] as const)(
    'F12 resolved ts %s: ignored and counted, no regression outward',
    (value) =>
      withCluster({}, async (emulator, follower) => {
        await until(live(follower), 'all live');
        put(emulator, 1);
        await follower.reached(emulator.now());
        emulator.inject({ kind: 'resolvedTs', value, times: 5 });
        await until(() => follower.metrics.get('tivalve_source_resolved_fallbacks_total') > 0, 'a fallback');
        put(emulator, 2);
        await caughtUp(emulator, follower);
      }),
  );

  it('F13 stale events of an old request: dropped', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      const { id } = emulator.regionAt(key(1));
      emulator.inject({ kind: 'staleEvents', regionId: id });
      put(emulator, 1);
      await until(() => follower.metrics.get('tivalve_source_stale_events_total') > 0, 'a stale event');
      await caughtUp(emulator, follower);
      expect(follower.changes).toHaveLength(1);
    }));

  describe('F14 errors of a registration', () => {
    it.each([
      { kind: 'duplicateRequest' as const },
      { kind: 'serverIsBusy' as const, backoffMs: 20 },
      { kind: 'congested' as const },
      { kind: 'regionNotFound' as const },
      { kind: 'notLeader' as const, leader: 'none' as const },
      { kind: 'notLeader' as const },
      { kind: 'epochNotMatch' as const },
      { kind: 'unknown' as const },
    ])('%j: tried again until it is taken', (error) =>
      withCluster(
        {
          before: (emulator) => {
            emulator.inject({ kind: 'registrationError', error, times: 3 });
          },
        },
        async (emulator, follower) => {
          put(emulator, 1);
          await caughtUp(emulator, follower);
          expect(follower.changes).toHaveLength(1);
          const counter = `tivalve_source_${error.kind.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}_errors_total`;
          expect(follower.metrics.get(counter)).toBe(3);
        },
      ),
    );

    it.each(['compatibility', 'clusterIdMismatch'] as const)('%s: the feed ends', (kind) =>
      withCluster(
        {
          before: (emulator) => {
            emulator.inject({ kind: 'registrationError', error: { kind } });
          },
        },
        async (_emulator, follower) => {
          await expect(follower.failed()).resolves.toMatchObject({ code: 'TV_SOURCE_REFUSED', retryable: false });
        },
      ),
    );
  });

  it('F15 initialized region silent without an error: registered again', () =>
    withCluster({ splitKeys: [key(50)] }, async (emulator, follower) => {
      await until(live(follower), 'all live');
      emulator.inject({ kind: 'silentRegion', regionId: emulator.regionAt(key(1)).id });
      put(emulator, 1);
      put(emulator, 60);
      await until(() => follower.metrics.get('tivalve_source_silent_regions_total') > 0, 'the watchdog');
      emulator.heal();
      await caughtUp(emulator, follower);
      expect(follower.changes).toHaveLength(2);
      expect(follower.log.some((line) => line.includes('fallen silent'))).toBe(true);
    }));

  it('F16 store frozen: its streams end by keep-alive, other stores go on, and it is taken up again', () =>
    withCluster({ splitKeys: [key(50)] }, async (emulator, follower) => {
      await until(live(follower), 'all live');
      const [frozen, other] = [emulator.regionAt(key(1)), emulator.regionAt(key(60))];
      if (frozen.leader.storeId === other.leader.storeId)
        emulator.transferLeader(other.id, (frozen.leader.storeId % 3) + 1);
      emulator.freezeStore(frozen.leader.storeId);
      await until(() => follower.metrics.get('tivalve_source_unreachable_stores_total') > 0, 'the lost stream');
      put(emulator, 60);
      await until(() => follower.metrics.get('tivalve_wire_received_bytes_total') > 0, 'news of the other store');
      emulator.thawStore(frozen.leader.storeId);
      put(emulator, 1);
      await caughtUp(emulator, follower);
    }));

  it('F17 store restarted with a new address: PD is asked anew', () =>
    withCluster({ stores: 1 }, async (emulator, follower) => {
      await until(live(follower), 'all live');
      put(emulator, 1);
      await emulator.stopStore(1);
      await emulator.startStore(1, { address: 'new' });
      put(emulator, 2);
      await caughtUp(emulator, follower);
      expect(follower.changes).toHaveLength(2);
    }));

  it('F18 PD leader change, and PD away: registered regions go on, everything else waits', () =>
    withCluster(
      { pdMembers: 3, splitKeys: [key(50)], follow: { config: { requestTimeoutMs: 500 } } },
      async (emulator, follower) => {
        await until(live(follower), 'all live');
        emulator.movePdLeader();
        put(emulator, 1);
        await caughtUp(emulator, follower);
        await emulator.stopPd();
        const { id } = emulator.regionAt(key(1));
        emulator.inject({ kind: 'regionError', regionId: id, error: { kind: 'regionNotFound' } });
        await until(() => follower.metrics.get('tivalve_source_pd_errors_total') > 0, 'PD missed');
        const transaction = emulator.begin();
        transaction.put(key(2), text('while PD was away'));
        transaction.commit();
        expect(follower.failure).toBeUndefined();
        await emulator.startPd();
        await caughtUp(emulator, follower);
      },
    ));

  it('F19 TSO jumps forward by hours: rows go on at once', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      put(emulator, 1);
      emulator.jumpTso(5 * 3_600_000);
      put(emulator, 2);
      await caughtUp(emulator, follower);
      // And the clock stands still until it has caught up again.
      emulator.jumpTso(-5 * 3_600_000);
      put(emulator, 3);
      await caughtUp(emulator, follower);
      expect(follower.changes).toHaveLength(3);
    }));

  it('F20 local wall clock jumps: nothing follows it', async () => {
    const now = jest.spyOn(Date, 'now');
    try {
      await withCluster({}, async (emulator, follower) => {
        await until(live(follower), 'all live');
        const real = performance.timeOrigin + performance.now();
        for (const jumpMs of [3_600_000, -3_600_000]) {
          now.mockReturnValue(real + jumpMs);
          put(emulator, 1, `at ${jumpMs}`);
          await caughtUp(emulator, follower);
        }
        expect(follower.metrics.get('tivalve_source_silent_regions_total')).toBe(0);
        expect(follower.metrics.get('tivalve_source_unreachable_stores_total')).toBe(0);
      });
    } finally {
      now.mockRestore();
    }
  });

  it('F21 GC has passed the start: the feed is refused, not begun at a newer ts', async () => {
    await using emulator = await startEmulator({ stores: 1, resolvedTsIntervalMs: 10 });
    const early = put(emulator, 1);
    put(emulator, 2);
    emulator.gc(emulator.now());
    await expect(followCluster(emulator, { startTs: early })).rejects.toMatchObject({ code: 'TV_SOURCE_HISTORY_LOST' });
  });

  it('F21 GC passes what a running feed still needs: it fails, and never goes on with a gap', () =>
    withCluster({}, async (emulator, follower) => {
      await until(live(follower), 'all live');
      emulator.inject({ kind: 'noResolvedTs' });
      put(emulator, 1);
      emulator.gc(emulator.now());
      await expect(follower.failed()).resolves.toMatchObject({ code: 'TV_SOURCE_HISTORY_LOST' });
    }));

  describe('F27 and F29 broken frames', () => {
    it.each<BrokenFrame>([
      'malformed',
      'truncated',
      'wrongLength',
      'deepNesting',
      'giantLength',
      'cutFrame',
      'garbageGzip',
      'gzipBomb',
    ])('%s: the stream is opened again, nothing is lost', (frame) =>
      withCluster({ stores: 1 }, async (emulator, follower) => {
        await until(live(follower), 'all live');
        put(emulator, 1);
        emulator.inject({ kind: 'brokenFrames', frame, times: 1 });
        put(emulator, 2);
        await until(() => follower.metrics.get('tivalve_source_unreachable_stores_total') > 0, 'a lost stream');
        await caughtUp(emulator, follower);
        expect(follower.changes).toHaveLength(2);
        const heldMiB = process.memoryUsage().arrayBuffers / 1024 / 1024;
        expect(heldMiB).toBeLessThan(400);
      }),
    );
  });
});
