import { type Client, Metadata, type StatusObject, status } from '@grpc/grpc-js';
import { VirtualTimeScheduler } from 'rxjs';
import type { FaultError } from '../../src/emulator/faults';
import { codeThrownBy } from '../helpers/flows';
import { type BareFeed, bytes, call, cdcpb, longOf, pdpb } from './bareClients';
import { type OpenCluster, openCluster, words } from './openCluster';

/** Opens a raw stream of a feed, and answers how it ends. */
function rawFeed(client: Client) {
  const received: Buffer[] = [];
  const stream = client.makeBidiStreamRequest(
    '/cdcpb.ChangeData/EventFeedV2',
    (one: Buffer) => one,
    (one) => one,
    new Metadata(),
  );
  stream.on('data', (one: Buffer) => received.push(one));
  stream.on('error', () => undefined);
  const ended = new Promise<StatusObject>((resolve) => stream.on('status', resolve));
  return { received, ended, cancel: () => stream.cancel() };
}

/** A client that shares its connection with no other one, and takes at most 64 MiB at a time. */
const lonely = (cluster: OpenCluster): Client =>
  cluster.client(cluster.emulator.stores[0]?.address ?? '', { 'grpc.max_receive_message_length': 64 * 1024 * 1024 });

const kindsOf = (feed: BareFeed): string[] =>
  feed.errors().map((error) => {
    const set = Object.entries(error.toJSON()).map(([kind]) => kind);
    return set.join(',');
  });

describe('an injected fault', () => {
  it.each<{ error: FaultError; message: object }>([
    { error: { kind: 'notLeader' }, message: { notLeader: { leader: { storeId: '1' } } } },
    { error: { kind: 'notLeader', leader: 2 }, message: { notLeader: { leader: { storeId: '2' } } } },
    { error: { kind: 'epochNotMatch' }, message: { epochNotMatch: { currentRegions: [{}] } } },
    { error: { kind: 'regionNotFound' }, message: { regionNotFound: {} } },
    { error: { kind: 'duplicateRequest' }, message: { duplicateRequest: {} } },
    { error: { kind: 'compatibility' }, message: { compatibility: { requiredVersion: '6.2.0' } } },
    { error: { kind: 'clusterIdMismatch' }, message: { clusterIdMismatch: {} } },
    { error: { kind: 'serverIsBusy', backoffMs: 70 }, message: { serverIsBusy: { backoffMs: '70' } } },
    { error: { kind: 'congested' }, message: { congested: {} } },
  ])('answers the next registration with $error', async ({ error, message }) => {
    await using cluster = await openCluster({ stores: 2 });
    cluster.emulator.inject({ kind: 'registrationError', error });
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region());
    await feed.until(() => feed.errors().length > 0);
    expect(feed.errors()[0]?.toJSON()).toMatchObject(message);
    feed.register(cluster.emulator, cluster.region());
    await feed.initialized();
  });

  it('names no leader, no region, or nothing at all', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    const errors: FaultError[] = [
      { kind: 'notLeader', leader: 'none' },
      { kind: 'epochNotMatch', regions: 'none' },
      { kind: 'unknown' },
    ];
    const feed = cluster.feed();
    for (const error of errors) {
      emulator.inject({ kind: 'registrationError', error });
      feed.register(emulator, cluster.region());
    }
    await feed.until(() => feed.errors().length === 3);
    expect(feed.errors()[0]?.notLeader?.leader).toBeNull();
    expect(feed.errors()[1]?.epochNotMatch?.currentRegions).toEqual([]);
    expect(kindsOf(feed)[2]).toBe('');
  });

  it('ends a registration before its scan, or after so many of its rows', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    for (let i = 0; i < 10; i += 1) cluster.write({ [`k${i}`]: 'x'.repeat(20_000) });
    const error: FaultError = { kind: 'regionNotFound' };
    emulator.inject({ kind: 'registrationError', error, when: 'beforeScan' });
    const feed = cluster.feed();
    feed.register(emulator, cluster.region());
    await feed.until(() => feed.errors().length === 1);
    expect(feed.rows()).toEqual([]);
    emulator.inject({ kind: 'registrationError', error, when: { afterScanRows: 4 } });
    feed.register(emulator, cluster.region());
    await feed.until(() => feed.errors().length === 2);
    const scanned = feed.rows().length;
    expect(scanned).toBeLessThan(10);
    expect(feed.seen.at(-1)?.kind).toBe('error');
  });

  it('ends every registration of a region at once', async () => {
    await using cluster = await openCluster();
    const [one, two] = [await cluster.following(), await cluster.following()];
    cluster.emulator.inject({ kind: 'regionError', regionId: cluster.region().id, error: { kind: 'congested' } });
    await Promise.all([one.until(() => one.errors().length > 0), two.until(() => two.errors().length > 0)]);
    expect([kindsOf(one), kindsOf(two)]).toEqual([['congested'], ['congested']]);
    expect(cluster.emulator.activeFaults).toEqual([]);
  });

  it('silences a region that was initialised', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const feed = await cluster.following('a');
    const other = await cluster.following('x');
    const fault = cluster.emulator.inject({ kind: 'silentRegion', regionId: cluster.region('a').id });
    await other.resolvedTo(cluster.emulator, cluster.write({ a: '1', x: '2' }));
    expect(feed.seen).toHaveLength(1);
    cluster.emulator.heal(fault);
    // What it left out would be a gap, so this registration stays silent; the next one is complete.
    const next = await cluster.following('a');
    await next.resolvedTo(cluster.emulator, 1n);
    expect(feed.seen).toHaveLength(1);
    expect(words(next.rows())).toEqual(['COMMITTED a=1', 'INITIALIZED']);
  });

  it('resets streams at once, or after so many messages', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    cluster.emulator.inject({ kind: 'resetStreams', code: status.INTERNAL, details: 'torn' });
    await feed.until(() => feed.ended !== undefined);
    expect(feed.ended).toMatchObject({ code: status.INTERNAL, details: 'torn' });
    cluster.emulator.inject({ kind: 'resetStreams', afterMessages: 3 });
    const next = await cluster.following();
    for (let i = 0; next.ended === undefined; i += 1) {
      cluster.emulator.tick();
      await new Promise(setImmediate);
    }
    expect([next.messages.length, next.ended.code]).toEqual([3, status.UNAVAILABLE]);
    await cluster.following();
  });

  it('breaks a promise with a late row', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const { id: regionId } = cluster.region();
    expect(codeThrownBy(() => cluster.emulator.inject({ kind: 'lateRow', regionId }))).toBe('TV_EMULATOR_USAGE');
    await feed.resolvedTo(cluster.emulator, 1n);
    cluster.emulator.inject({ kind: 'lateRow', regionId, key: bytes('late') });
    await feed.until(() => feed.rows().length === 2);
    expect(feed.rows()[1]).toMatchObject({ type: 'COMMITTED', key: 'late', commitTs: feed.resolved().at(-1) });
  });

  it.each([
    { value: 'zero' as const, expected: () => 0n },
    { value: 'belowCheckpoint' as const, expected: (_promised: bigint, checkpointTs: bigint) => checkpointTs - 1n },
    { value: 'fallsBack' as const, expected: (promised: bigint) => promised },
    { value: 5n, expected: () => 5n },
  ])('replaces the next resolved ts by $value', async ({ value, expected }) => {
    await using cluster = await openCluster();
    const checkpointTs = cluster.emulator.now();
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region(), { checkpointTs: longOf(checkpointTs) });
    await feed.initialized();
    await feed.resolvedTo(cluster.emulator, 1n);
    cluster.emulator.inject({ kind: 'resolvedTs', value, times: 1 });
    cluster.emulator.tick();
    await feed.until(() => feed.resolved().length === 2);
    const [promised = 0n, next = 0n] = feed.resolved();
    if (value === 'fallsBack') expect(next).toBeLessThan(promised);
    else expect(next).toBe(expected(promised, checkpointTs));
    await feed.resolvedTo(cluster.emulator, promised + 1n);
  });

  it('sends what nobody registered', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    cluster.emulator.inject({ kind: 'staleEvents', regionId: cluster.region().id, requestId: 77n });
    await feed.until(() => feed.resolved().length > 0);
    expect(feed.rows(77n)).toHaveLength(1);
    expect(feed.seen.at(-1)).toMatchObject({ kind: 'resolved', requestId: 77n });
  });

  it('sends prewrites twice, or everything', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const fault = cluster.emulator.inject({ kind: 'duplicateRows' });
    cluster.write({ a: '1' });
    cluster.emulator.heal(fault);
    cluster.emulator.inject({ kind: 'duplicateRows', rows: 'all', times: 2 });
    cluster.write({ b: '2' });
    await feed.resolvedTo(cluster.emulator, cluster.write({ c: '3' }));
    expect(words(feed.rows().slice(1))).toEqual([
      'PREWRITE a=1',
      'PREWRITE a=1',
      'COMMIT a=1',
      'PREWRITE b=2',
      'PREWRITE b=2',
      'COMMIT b=2',
      'COMMIT b=2',
      'PREWRITE c=3',
      'COMMIT c=3',
    ]);
  });

  it.each([
    { frame: 'giantLength' as const, code: status.RESOURCE_EXHAUSTED },
    { frame: 'garbageGzip' as const, code: status.INTERNAL },
    { frame: 'gzipBomb' as const, code: status.RESOURCE_EXHAUSTED },
  ])('sends a frame with $frame, which a bounded client refuses; the next stream is sound', async ({ frame, code }) => {
    await using cluster = await openCluster();
    cluster.emulator.inject({ kind: 'brokenFrames', frame });
    const { ended, received } = rawFeed(lonely(cluster));
    expect((await ended).code).toBe(code);
    expect(received).toEqual([]);
    const feed = await cluster.following();
    expect(words(feed.rows())).toEqual(['INITIALIZED']);
  });

  it.each(['malformed', 'truncated', 'wrongLength', 'deepNesting'] as const)(
    'sends a whole frame whose message is %s',
    async (frame) => {
      await using cluster = await openCluster();
      cluster.emulator.inject({ kind: 'brokenFrames', frame });
      const { received, ended, cancel } = rawFeed(lonely(cluster));
      while (received.length === 0) await new Promise(setImmediate);
      expect(() => cdcpb.ChangeDataEvent.decode(received[0] ?? Buffer.alloc(0))).toThrow();
      cancel();
      await ended;
      await cluster.following();
    },
  );

  it('cuts a frame and says that all is well', async () => {
    await using cluster = await openCluster();
    cluster.emulator.inject({ kind: 'brokenFrames', frame: 'cutFrame' });
    const { received, ended } = rawFeed(lonely(cluster));
    await ended;
    expect(received).toEqual([]);
  });

  it('fails a method of PD, and then does not', async () => {
    await using cluster = await openCluster();
    const method = 'GetMembers';
    cluster.emulator.inject({ kind: 'pdStatus', method, code: status.RESOURCE_EXHAUSTED });
    const { GetMembersRequest, GetMembersResponse } = pdpb;
    const ask = () => call(cluster.pd(), `/pdpb.PD/${method}`, GetMembersRequest, GetMembersResponse, {});
    await expect(ask()).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    expect((await ask()).members).toHaveLength(1);
  });

  it('comes by a script, on the scheduler', async () => {
    const scheduler = new VirtualTimeScheduler();
    const seen: number[] = [];
    await using cluster = await openCluster({
      scheduler,
      script: [
        { afterMs: 1000, do: { kind: 'noResolvedTs' } },
        { afterMs: 2000, do: (emulator) => void seen.push(emulator.activeFaults.length) },
        { afterMs: 3000, do: (emulator) => emulator.heal() },
      ],
    });
    scheduler.maxFrames = 2500;
    scheduler.flush();
    expect(seen).toEqual([1]);
    scheduler.maxFrames = 3500;
    scheduler.flush();
    expect(cluster.emulator.activeFaults).toEqual([]);
  });

  it('freezes a store until it is healed', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    cluster.emulator.inject({ kind: 'frozenStore', storeId: 1 });
    expect(cluster.emulator.stores[0]?.isFrozen).toBe(true);
    const ts = cluster.write({ a: '1' });
    cluster.emulator.heal('frozenStore');
    await feed.until(() => feed.rows().some((row) => row.commitTs === ts));
  });
});
