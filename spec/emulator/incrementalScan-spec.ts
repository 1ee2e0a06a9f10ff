import { bytes, type cdcpb, longOf } from './bareClients';
import { openCluster, words } from './openCluster';

describe('an incremental scan', () => {
  it('goes by key: the lock, then versions above the checkpoint, newest first; INITIALIZED shares the last event', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    const first = cluster.write({ a: '1', b: '1' });
    cluster.write({ a: '2' });
    cluster.write({ a: undefined, c: '3' });
    const open = emulator.begin();
    open.put(bytes('a'), bytes('4'));
    open.lock(bytes('b'));
    open.prewrite();
    const feed = cluster.feed();
    feed.register(emulator, cluster.region(), { checkpointTs: longOf(first) });
    await feed.initialized();
    expect(words(feed.rows())).toEqual([
      'PREWRITE a=4',
      'COMMITTED a deleted (2)',
      'COMMITTED a=2 (1)',
      'COMMITTED c=3',
      'INITIALIZED',
    ]);
    expect(feed.messages).toHaveLength(1);
    expect(feed.messages[0]?.events).toHaveLength(1);
  });

  it('shows locks below the checkpoint', async () => {
    await using cluster = await openCluster();
    const open = cluster.emulator.begin();
    open.put(bytes('a'), bytes('1'));
    open.prewrite();
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region(), { checkpointTs: longOf(cluster.emulator.now()) });
    await feed.initialized();
    expect(words(feed.rows())).toEqual(['PREWRITE a=1', 'INITIALIZED']);
  });

  it('sends INITIALIZED alone when there is nothing', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    expect(feed.rows()).toMatchObject([{ type: 'INITIALIZED', key: '', startTs: 0n, commitTs: 0n }]);
  });

  it('packs rows below 32 KiB into an event, and lets a larger row travel alone', async () => {
    await using cluster = await openCluster();
    for (let i = 0; i < 10; i += 1) cluster.write({ [`k${i}`]: 'x'.repeat(10_000) });
    cluster.write({ k5: 'y'.repeat(100_000) });
    const feed = await cluster.following();
    const events = feed.messages.flatMap(({ events: all }) => all.map((one) => one.entries?.entries ?? []));
    const bytesOf = (row: cdcpb.Event.Row.$Properties): number =>
      (row.key?.length ?? 0) + (row.value?.length ?? 0) + (row.oldValue?.length ?? 0);
    for (const rows of events.filter(({ length }) => length > 1)) {
      expect(rows.reduce((sum, row) => sum + bytesOf(row), 0)).toBeLessThan(32 * 1024);
    }
    expect(events.some((rows) => rows.length === 1 && bytesOf(rows[0] ?? {}) > 100_000)).toBe(true);
    expect(feed.rows().map(({ key }) => key)).toEqual(
      [...'0123455'].map((n) => `k${n}`).concat('k6', 'k7', 'k8', 'k9', ''),
    );
  });

  it('lets live rows pass while it is held: COMMIT and ROLLBACK come before its PREWRITE', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    cluster.write({ c: '1' });
    const committing = emulator.begin();
    committing.put(bytes('a'), bytes('1'));
    committing.prewrite();
    const dying = emulator.begin();
    dying.put(bytes('b'), bytes('2'));
    dying.prewrite();
    const hold = emulator.inject({ kind: 'holdScans' });
    const feed = cluster.feed();
    feed.register(emulator, cluster.region());
    const { id } = cluster.region();
    while (emulator.registrations(id)[0]?.state !== 'initializing') await new Promise(setImmediate);
    committing.commit();
    dying.rollback();
    cluster.write({ c: '2' }, { mode: 'onePhase' });
    await feed.until(() => feed.rows().length === 3);
    emulator.heal(hold);
    await feed.initialized();
    expect(words(feed.rows())).toEqual([
      'COMMIT a=1',
      'ROLLBACK b',
      'COMMITTED c=2 (1)',
      'PREWRITE a=1',
      'PREWRITE b=2',
      'COMMITTED c=1',
      'INITIALIZED',
    ]);
  });

  it('keeps its snapshot while garbage is collected', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    cluster.write({ a: '1', b: '1' });
    const last = cluster.write({ a: '2', b: undefined });
    const hold = emulator.inject({ kind: 'holdScans' });
    const feed = cluster.feed();
    feed.register(emulator, cluster.region());
    while (emulator.registrations(cluster.region().id)[0]?.state !== 'initializing') await new Promise(setImmediate);
    expect(emulator.gc(last)).toBe(3);
    emulator.heal(hold);
    await feed.initialized();
    expect(words(feed.rows())).toEqual([
      'COMMITTED a=2 (1)',
      'COMMITTED a=1',
      'COMMITTED b deleted (1)',
      'COMMITTED b=1',
      'INITIALIZED',
    ]);
    const late = await cluster.following();
    expect(words(late.rows())).toEqual(['COMMITTED a=2', 'INITIALIZED']);
  });

  it('runs a few at a time; the others wait without a word', async () => {
    await using cluster = await openCluster({ scanConcurrency: 2, splits: ['b', 'c'] });
    const hold = cluster.emulator.inject({ kind: 'holdScans' });
    const feed = cluster.feed();
    const regions = cluster.emulator.regions();
    for (const region of regions) feed.register(cluster.emulator, region);
    const states = (): (string | undefined)[] => regions.map(({ id }) => cluster.emulator.registrations(id)[0]?.state);
    while (states().filter((state) => state === 'initializing').length < 2) await new Promise(setImmediate);
    expect(states()).toEqual(['initializing', 'initializing', 'uninitialized']);
    cluster.emulator.heal(hold);
    for (const { id } of regions) await feed.initialized(1n, id);
  });

  it('repeats everything above an older checkpoint', async () => {
    await using cluster = await openCluster();
    const first = cluster.write({ a: '1' });
    cluster.write({ a: '2' });
    const feed = await cluster.following();
    cluster.write({ a: '3' });
    feed.register(cluster.emulator, cluster.region(), { requestId: longOf(2), checkpointTs: longOf(first) });
    await feed.initialized(2n);
    expect(words(feed.rows(2n))).toEqual(['COMMITTED a=3 (2)', 'COMMITTED a=2 (1)', 'INITIALIZED']);
  });
});
