import { VirtualTimeScheduler } from 'rxjs';
import { bytes, encodeKey, longOf } from './bareClients';
import { openCluster } from './openCluster';

const letters = [...'bcdefghijklmnopqrstuvwxyz'];

describe('resolved ts', () => {
  it('come every interval, changed or not, and not before INITIALIZED', async () => {
    const scheduler = new VirtualTimeScheduler();
    await using cluster = await openCluster({ scheduler, resolvedTsIntervalMs: 1000 });
    const second = async (): Promise<void> => {
      scheduler.maxFrames = scheduler.frame + 1000;
      scheduler.flush();
      await new Promise(setImmediate);
    };
    const hold = cluster.emulator.inject({ kind: 'holdScans' });
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region());
    await second();
    await second();
    expect(feed.seen).toEqual([]);
    cluster.emulator.heal(hold);
    await feed.initialized();
    const open = cluster.emulator.begin();
    open.put(bytes('a'), bytes('1'));
    open.prewrite();
    for (let round = 0; round < 3; round += 1) await second();
    await feed.until(() => feed.resolved().length === 3);
    expect(feed.resolved()).toEqual([open.startTs, open.startTs, open.startTs]);
    expect(feed.seen[0]).toMatchObject({ kind: 'rows' });
  });

  it('freeze at the oldest lock of the observed range and never fall for a still older one', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    const oldest = emulator.begin();
    const feed = cluster.feed();
    feed.register(emulator, cluster.region(), { startKey: encodeKey(bytes('a')), endKey: encodeKey(bytes('m')) });
    await feed.initialized();
    const outside = emulator.begin();
    outside.put(bytes('x'), bytes('1'));
    outside.prewrite();
    const reading = emulator.begin();
    reading.lock(bytes('b'));
    reading.prewrite();
    const inside = emulator.begin();
    await feed.resolvedTo(emulator, reading.startTs + 1n);
    inside.put(bytes('c'), bytes('2'));
    inside.prewrite();
    const ticks = async (count: number): Promise<bigint[]> => {
      const from = feed.resolved().length;
      for (let i = 0; i < count; i += 1) emulator.tick();
      await feed.until(() => feed.resolved().length === from + count);
      return feed.resolved().slice(from);
    };
    const [frozen, again] = await ticks(2);
    expect(frozen).toBe(again);
    expect(frozen).toBeGreaterThanOrEqual(inside.startTs);
    oldest.put(bytes('d'), bytes('0'));
    oldest.prewrite();
    expect(await ticks(1)).toEqual([frozen]);
    const ts = inside.commit();
    oldest.rollback();
    expect((await ticks(1))[0]).toBeGreaterThan(ts);
  });

  it('are cut into buckets of 8, 32 and more regions, which report their smallest; so one can go down', async () => {
    await using cluster = await openCluster({ splits: letters.concat(letters.map((letter) => `${letter}5`)) });
    const { emulator } = cluster;
    const feed = cluster.feed();
    const regions = emulator.regions();
    for (const region of regions) feed.register(emulator, region);
    for (const { id } of regions) await feed.initialized(1n, id);
    const buckets = () => feed.seen.flatMap((one) => (one.kind === 'resolved' ? [one] : []));
    const round = async () => {
      const from = buckets().length;
      emulator.tick();
      await feed.until(() => buckets().length === from + 3);
      return buckets().slice(from);
    };
    const lock = (key: string): void => {
      const transaction = emulator.begin();
      transaction.put(bytes(key), bytes('1'));
      transaction.prewrite();
    };
    expect((await round()).map((one) => one.regions.length)).toEqual([8, 32, 11]);
    lock('a');
    const first = await round();
    const last = cluster.region('zz').id;
    const reported = (all: typeof first): bigint | undefined =>
      all.find(({ regions: some }) => some.includes(last))?.ts;
    expect(reported(first)).toBe(first[2]?.ts);
    lock('zz');
    const second = await round();
    expect(reported(second)).toBe(second[0]?.ts);
    expect(reported(second)).toBeLessThan(reported(first) ?? 0n);
  });

  it('are grouped by request when multiplexed, and by connection otherwise', async () => {
    await using cluster = await openCluster();
    for (const [method, requests] of [
      ['EventFeedV2', [1n, 2n]],
      ['EventFeed', [0n]],
    ] as const) {
      const feed = cluster.feed({ method });
      feed.register(cluster.emulator, cluster.region());
      feed.register(cluster.emulator, cluster.region(), { requestId: longOf(2) });
      await Promise.all([feed.initialized(1n), feed.initialized(2n)]);
      cluster.emulator.tick();
      await feed.until(() => feed.resolved().length === requests.length);
      expect(feed.seen.flatMap((one) => (one.kind === 'resolved' ? [one.requestId] : []))).toEqual(requests);
    }
  });

  it('come as an event a region to clients before 4.0.8, and never to such a client that multiplexes', async () => {
    await using cluster = await openCluster();
    const old = await cluster.following('', { method: 'EventFeed', version: '4.0.7' });
    const mute = await cluster.following('', { version: 'v8.5.0' });
    const good = await cluster.following();
    await good.resolvedTo(cluster.emulator, 1n);
    await old.until(() => old.seen.some(({ kind }) => kind === 'oldResolved'));
    expect(old.seen.at(-1)).toMatchObject({ kind: 'oldResolved', regionId: cluster.region().id });
    expect(mute.seen.filter(({ kind }) => kind !== 'rows')).toEqual([]);
  });

  it('are repeated while PD is gone, and 0 when it was gone from the start', async () => {
    await using cluster = await openCluster();
    const first = await cluster.following();
    await first.resolvedTo(cluster.emulator, 1n);
    await cluster.emulator.stopPd();
    const second = await cluster.following();
    cluster.emulator.tick();
    await Promise.all([
      first.until(() => first.resolved().length === 2),
      second.until(() => second.resolved().length === 1),
    ]);
    expect(first.resolved()[1]).toBe(first.resolved()[0]);
    expect(second.resolved()).toEqual([0n]);
    await cluster.emulator.startPd();
    await second.resolvedTo(cluster.emulator, 1n);
  });

  it('may lie below the checkpoint, when an old lock was left', async () => {
    await using cluster = await openCluster();
    const open = cluster.emulator.begin();
    open.put(bytes('a'), bytes('1'));
    open.prewrite();
    const feed = cluster.feed();
    const checkpointTs = cluster.emulator.now();
    feed.register(cluster.emulator, cluster.region(), { checkpointTs: longOf(checkpointTs) });
    await feed.initialized();
    await feed.resolvedTo(cluster.emulator, 1n);
    expect(feed.resolved()).toEqual([open.startTs]);
    expect(open.startTs).toBeLessThan(checkpointTs);
    // Its commit may be at the checkpoint or below, too; here it is above.
    expect(open.commit()).toBeGreaterThan(checkpointTs);
  });

  it('lie below every commit an async commit computes', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const transaction = cluster.emulator.begin({ mode: 'asyncCommit' });
    transaction.put(bytes('a'), bytes('1'));
    await feed.resolvedTo(cluster.emulator, cluster.emulator.now());
    const promised = feed.resolved().at(-1) ?? 0n;
    transaction.prewrite();
    await feed.resolvedTo(cluster.emulator, promised);
    expect(transaction.commit()).toBeGreaterThan(feed.resolved().at(-1) ?? 0n);
  });
});
