import { status } from '@grpc/grpc-js';
import { bytes, cdcpb, encodeKey, longOf } from './bareClients';
import { openCluster, words } from './openCluster';

const KvAPI = cdcpb.ChangeDataRequest.KvAPI;

describe('the feed of a store', () => {
  it.each([
    { title: 'has an unknown name', features: 'stream-multiplexing, time-travel', details: 'time-travel' },
    { title: 'is empty', features: '', details: '' },
  ])('refuses a feature header that $title', async ({ features, details }) => {
    await using cluster = await openCluster();
    const feed = cluster.feed({ features });
    await feed.until(() => feed.ended !== undefined);
    expect(feed.ended).toMatchObject({ code: status.UNIMPLEMENTED, details });
  });

  it('knows only the first method when it is old', async () => {
    await using cluster = await openCluster({ eventFeedV2: false });
    const second = cluster.feed();
    await second.until(() => second.ended !== undefined);
    expect(second.ended?.code).toBe(status.UNIMPLEMENTED);
    await cluster.following('', { method: 'EventFeed' });
  });

  it('closes with OK when the client closes its half, at once for a probe too', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    feed.halfClose();
    const probe = cluster.feed();
    probe.halfClose();
    await Promise.all([feed.until(() => feed.ended !== undefined), probe.until(() => probe.ended !== undefined)]);
    expect([feed.ended?.code, probe.ended?.code]).toEqual([status.OK, status.OK]);
    expect(cluster.emulator.registrations(cluster.region().id)).toEqual([]);
    expect(feed.errors()).toEqual([]);
  });

  it('looks at the cluster id from version 5.3.0 on', async () => {
    await using cluster = await openCluster();
    const region = cluster.region();
    const wrong = cluster.feed({ clusterId: 7n });
    wrong.register(cluster.emulator, region);
    await wrong.until(() => wrong.errors().length > 0);
    expect(wrong.errors()[0]?.clusterIdMismatch).toMatchObject({
      current: longOf(cluster.emulator.clusterId),
      request: longOf(7n),
    });
    const old = cluster.feed({ clusterId: 7n, version: '5.2.9' });
    old.register(cluster.emulator, region);
    await old.initialized();
    const preRelease = cluster.feed({ clusterId: 7n, version: '5.3.0-alpha' });
    preRelease.register(cluster.emulator, region);
    await preRelease.initialized();
  });

  it.each([
    { title: 'raw data, which needs API V2', kvApi: KvAPI.RawKV },
    { title: 'TxnKV, which nobody has', kvApi: KvAPI.TxnKV },
  ])('is not compatible with $title', async ({ kvApi }) => {
    await using cluster = await openCluster();
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region(), { kvApi });
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()[0]?.compatibility?.requiredVersion).toBe('6.2.0');
  });

  it('is busy when too many scans wait', async () => {
    await using cluster = await openCluster({ scanQueueLimit: 1, splits: ['m'] });
    cluster.emulator.inject({ kind: 'holdScans' });
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region('a'));
    feed.register(cluster.emulator, cluster.region('x'));
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()[0]?.serverIsBusy?.reason).toBe('too many pending incremental scans');
    expect(feed.seen[0]).toMatchObject({ regionId: cluster.region('x').id });
  });

  it('does not know a region that is not there', async () => {
    await using cluster = await openCluster();
    const feed = cluster.feed();
    feed.register(cluster.emulator, { ...cluster.region(), id: 99 });
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()[0]?.regionNotFound?.regionId).toEqual(longOf(99));
  });

  it('refuses a duplicate and keeps the first one alive', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    feed.register(cluster.emulator, cluster.region());
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()[0]?.duplicateRequest?.regionId).toEqual(longOf(cluster.region().id));
    await feed.resolvedTo(cluster.emulator, cluster.write({ a: '1' }));
    expect(feed.rows().filter(({ type }) => type === 'COMMIT')).toHaveLength(1);
  });

  it('tells a stale epoch only to whoever has it, once the region is observed', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const region = cluster.region();
    feed.register(cluster.emulator, { ...region, version: region.version - 1 }, { requestId: longOf(2) });
    await feed.until(() => feed.errors().length > 0);
    expect(feed.seen.at(-1)).toMatchObject({ kind: 'error', requestId: 2n });
    expect(feed.errors()[0]?.epochNotMatch?.currentRegions).toHaveLength(1);
    expect(cluster.emulator.registrations(region.id)).toHaveLength(1);
  });

  it('tells a stale epoch to all while nobody has a snapshot yet', async () => {
    await using cluster = await openCluster({ scanConcurrency: 1, splits: ['m'] });
    const hold = cluster.emulator.inject({ kind: 'holdScans', regionId: cluster.region('a').id });
    const feed = cluster.feed();
    const region = cluster.region('x');
    feed.register(cluster.emulator, cluster.region('a'));
    feed.register(cluster.emulator, { ...region, version: region.version - 1 }, { requestId: longOf(2) });
    feed.register(cluster.emulator, region, { requestId: longOf(3) });
    cluster.emulator.heal(hold);
    await feed.until(() => feed.errors().length === 2);
    expect(feed.errors().every((error) => error.epochNotMatch !== null)).toBe(true);
  });

  it('is not the leader of every region it has', async () => {
    await using cluster = await openCluster({ stores: 2 });
    const feed = cluster.feed({}, 2);
    feed.register(cluster.emulator, cluster.region());
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()[0]?.notLeader?.leader?.storeId).toEqual(longOf(1));
  });

  it('acknowledges each registration that is taken back, and nothing else', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const feed = cluster.feed();
    const [left, right] = [cluster.region('a'), cluster.region('x')];
    for (const region of [left, right]) feed.register(cluster.emulator, region);
    feed.register(cluster.emulator, left, { requestId: longOf(2) });
    await Promise.all([feed.initialized(1n, left.id), feed.initialized(1n, right.id), feed.initialized(2n)]);
    feed.send({ deregister: {}, requestId: longOf(9) });
    feed.send({ deregister: {}, requestId: longOf(1), regionId: longOf(left.id) });
    await feed.until(() => feed.errors().length === 1);
    feed.send({ deregister: {}, requestId: longOf(1) });
    await feed.until(() => feed.errors().length === 2);
    expect(feed.seen.filter(({ kind }) => kind === 'error')).toMatchObject([
      { regionId: left.id, requestId: 1n, error: { regionNotFound: { regionId: longOf(left.id) } } },
      { regionId: right.id, requestId: 1n },
    ]);
    // The pair is free again, and the other request lives on.
    feed.register(cluster.emulator, left);
    await feed.until(() => feed.rows(1n, left.id).filter(({ type }) => type === 'INITIALIZED').length === 2);
    await feed.resolvedTo(cluster.emulator, cluster.write({ a: '1' }));
    expect(words(feed.rows(2n))).toContain('COMMIT a=1');
  });

  it('observes the whole region when a key is no encoding, as an empty one is not', async () => {
    await using cluster = await openCluster();
    const feed = cluster.feed();
    const region = cluster.region();
    const plusInfinity = Buffer.alloc(5, 0xff);
    feed.register(cluster.emulator, region, { startKey: encodeKey(bytes('b')), endKey: encodeKey(bytes('d')) });
    feed.register(cluster.emulator, region, { requestId: longOf(2), startKey: encodeKey(bytes('b')) });
    feed.register(cluster.emulator, region, {
      requestId: longOf(3),
      startKey: encodeKey(bytes('b')),
      endKey: plusInfinity,
    });
    await Promise.all([1n, 2n, 3n].map((id) => feed.initialized(id)));
    const ts = cluster.write({ a: '1', b: '2', d: '4' });
    for (const id of [1n, 2n, 3n]) await feed.until(() => feed.rows(id).some((row) => row.commitTs === ts));
    const commits = (id: bigint): string[] => words(feed.rows(id)).filter((row) => row.startsWith('COMMIT '));
    expect(commits(1n)).toEqual(['COMMIT b=2']);
    expect(commits(2n).sort()).toEqual(['COMMIT a=1', 'COMMIT b=2', 'COMMIT d=4']);
    expect(commits(3n)).toHaveLength(3);
  });
});
