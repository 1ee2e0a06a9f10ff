import { status } from '@grpc/grpc-js';
import { BareFeed, bigintOf, bytes, encodeKey, longOf, numberOf } from './bareClients';
import { openCluster, words } from './openCluster';

describe('the registrations of a region', () => {
  it('end at a split with every piece from left to right; the old id stays on the right', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const { id, version } = cluster.region();
    cluster.emulator.splitRegion(bytes('m'));
    await feed.until(() => feed.errors().length > 0);
    const regions = feed.errors()[0]?.epochNotMatch?.currentRegions ?? [];
    expect(regions.map(({ startKey, endKey }) => [startKey, endKey])).toEqual([
      [new Uint8Array(0), encodeKey(bytes('m'))].map((key) => Buffer.from(key)),
      [encodeKey(bytes('m')), new Uint8Array(0)].map((key) => Buffer.from(key)),
    ]);
    expect(numberOf(regions[1]?.id ?? longOf(0))).toBe(id);
    expect(regions.map((one) => numberOf(one.regionEpoch?.version ?? longOf(0)))).toEqual([version + 1, version + 1]);
  });

  it('end at a merge on both sides, with no region named', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const feed = cluster.feed();
    const [left, right] = [cluster.region('a'), cluster.region('x')];
    for (const region of [left, right]) feed.register(cluster.emulator, region);
    await Promise.all([feed.initialized(1n, left.id), feed.initialized(1n, right.id)]);
    const merged = cluster.emulator.mergeRegions(left.id);
    await feed.until(() => feed.errors().length === 2);
    expect(feed.errors().map((error) => error.epochNotMatch?.currentRegions)).toEqual([[], []]);
    expect(merged).toMatchObject({ id: right.id, startKey: new Uint8Array(0), endKey: new Uint8Array(0) });
    expect(merged.version).toBeGreaterThan(Math.max(left.version, right.version));
    const again = await cluster.following();
    expect(words(again.rows())).toEqual(['INITIALIZED']);
  });

  it('end with the new leader when the leadership moves, and nothing follows the error', async () => {
    await using cluster = await openCluster({ stores: 2 });
    const feed = await cluster.following();
    const region = cluster.region();
    cluster.emulator.transferLeader(region.id, 2);
    cluster.write({ a: '1' });
    cluster.emulator.tick();
    const there = await cluster.following();
    await there.resolvedTo(cluster.emulator, 1n);
    expect(feed.seen.at(-1)).toMatchObject({ kind: 'error', regionId: region.id });
    const leader = feed.errors()[0]?.notLeader?.leader;
    expect(numberOf(leader?.storeId ?? longOf(0))).toBe(2);
    expect(words(there.rows())).toEqual(['COMMITTED a=1', 'INITIALIZED']);
  });

  it('break with their store, and find it again at the same address or at a new one', async () => {
    await using cluster = await openCluster({ stores: 2 });
    const { emulator } = cluster;
    const feed = await cluster.following();
    const before = emulator.stores[0]?.address;
    await emulator.stopStore(1);
    await feed.until(() => feed.ended !== undefined);
    expect(feed.ended?.code).toBe(status.UNAVAILABLE);
    expect(emulator.stores[0]).toMatchObject({ isUp: false });
    await emulator.startStore(1);
    expect(emulator.stores[0]?.address).toBe(before);
    await cluster.following();
    await emulator.stopStore(1);
    await emulator.startStore(1, { address: 'new' });
    expect(emulator.stores[0]?.address).not.toBe(before);
    await cluster.following();
    await emulator.stopStore(1, { leaders: 'move' });
    expect(cluster.region().leader.storeId).toBe(2);
    await cluster.following();
  });

  it('hear nothing of a frozen store, whose connections fail by keep-alive; thawed it goes on', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    const patient = await cluster.following();
    const client = cluster.client(emulator.stores[0]?.address ?? '', {
      'grpc.keepalive_time_ms': 50,
      'grpc.keepalive_timeout_ms': 50,
    });
    const strict = new BareFeed(client);
    strict.register(emulator, cluster.region());
    await strict.initialized();
    emulator.freezeStore(1);
    const ts = cluster.write({ a: '1' });
    emulator.tick();
    await strict.until(() => strict.ended !== undefined);
    expect(strict.ended?.code).toBe(status.UNAVAILABLE);
    expect(words(patient.rows())).toEqual(['INITIALIZED']);
    emulator.thawStore(1);
    await patient.until(() => patient.rows().some((row) => row.commitTs === ts));
    const late = await cluster.following();
    expect(words(late.rows())).toEqual(['COMMITTED a=1', 'INITIALIZED']);
  });

  it('are congested when the client does not read and the quota is full', async () => {
    await using cluster = await openCluster({ memoryQuotaBytes: 4 * 1024 * 1024 });
    const feed = await cluster.following();
    feed.pause();
    const value = 'x'.repeat(1024 * 1024);
    const { id } = cluster.region();
    for (let i = 0; cluster.emulator.registrations(id).length > 0; i += 1) {
      cluster.write({ [`k${i}`]: value });
      await new Promise(setImmediate);
    }
    feed.resume();
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()).toMatchObject([{ congested: { regionId: longOf(id) } }]);
    expect(feed.seen.at(-1)).toMatchObject({ kind: 'error' });
  });

  it('number 20,000 without trouble', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    const ts = emulator.now();
    const version = (i: number) => ({ startTs: ts, commitTs: ts + 1n + BigInt(i), value: bytes('v') });
    for (let i = 0; i < 40_000; i += 1) emulator.restore({ key: bytes(String(i).padStart(6, '0')), ...version(i) });
    const regions = emulator.splitEvenly(20_000);
    expect(regions).toHaveLength(20_000);
    expect(emulator.regionAt(bytes('020000')).id).toBe(regions[10_000]?.id);
    const merged = emulator.mergeRegions(regions[10_000]?.id ?? 0);
    expect(emulator.regions()).toHaveLength(19_999);
    expect(emulator.readSpan(merged, emulator.now())).toHaveLength(4);
    expect(bigintOf(longOf(emulator.clusterId))).toBeGreaterThan(2n ** 53n);
  });
});
