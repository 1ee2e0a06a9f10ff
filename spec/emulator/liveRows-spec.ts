import { bytes, longOf } from './bareClients';
import { openCluster, words } from './openCluster';

describe('live rows', () => {
  it('are a PREWRITE and a COMMIT of each key; a value of up to 255 bytes is in both', async () => {
    await using cluster = await openCluster();
    const [short, long] = ['s'.repeat(255), 'l'.repeat(256)];
    cluster.write({ a: 'old' });
    const feed = await cluster.following();
    const ts = cluster.write({ a: short, b: long, c: undefined });
    await feed.until(() => feed.rows().filter((row) => row.commitTs === ts).length === 3);
    const live = feed.rows().slice(2);
    expect(words(live)).toEqual([
      `PREWRITE a=${short} (old)`,
      `PREWRITE b=${long}`,
      'PREWRITE c deleted',
      `COMMIT a=${short}`,
      'COMMIT b=',
      'COMMIT c deleted',
    ]);
    expect(new Set(live.map(({ startTs }) => startTs)).size).toBe(1);
  });

  it('are one COMMITTED in one phase, with the whole value and the old one', async () => {
    await using cluster = await openCluster();
    cluster.write({ a: 'old' });
    const feed = await cluster.following();
    const ts = cluster.write({ a: 'x'.repeat(300), b: undefined }, { mode: 'onePhase' });
    await feed.resolvedTo(cluster.emulator, ts);
    expect(words(feed.rows().slice(2))).toEqual([`COMMITTED a=${'x'.repeat(300)} (old)`, 'COMMITTED b deleted']);
    expect(feed.rows().at(-1)?.commitTs).toBe(ts);
  });

  it('fall back to two phases when one would need two regions', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const feed = await cluster.following('a');
    await feed.resolvedTo(cluster.emulator, cluster.write({ a: '1', z: '2' }, { mode: 'onePhase' }));
    expect(words(feed.rows())).toEqual(['INITIALIZED', 'PREWRITE a=1', 'COMMIT a=1']);
  });

  it('hide pessimistic locks until they are converted, and read the old value as of forUpdateTs', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const transaction = cluster.emulator.begin({ pessimistic: true });
    cluster.write({ a: 'later' });
    transaction.put(bytes('a'), bytes('mine'));
    transaction.commit();
    await feed.until(() => feed.rows().length === 5);
    expect(words(feed.rows().slice(3))).toEqual(['PREWRITE a=mine (later)', 'COMMIT a=mine']);
  });

  it('leave a blank row of a locking read to whoever observes the whole region', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const transaction = cluster.emulator.begin();
    transaction.put(bytes('a'), bytes('1'));
    transaction.lock(bytes('b'));
    transaction.commit();
    await feed.until(() => feed.rows().length === 4);
    expect(feed.rows().slice(1)).toMatchObject([
      { type: 'PREWRITE', key: 'a' },
      { type: 'COMMIT', key: 'a' },
      { type: 'UNKNOWN', key: '', startTs: 0n, commitTs: 0n },
    ]);
  });

  it('show a rollback, with a marker when it is protected', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const plain = cluster.emulator.begin();
    plain.put(bytes('a'), bytes('1'));
    plain.prewrite();
    plain.rollback();
    const pessimistic = cluster.emulator.begin({ pessimistic: true });
    pessimistic.put(bytes('b'), bytes('2'));
    pessimistic.prewrite();
    pessimistic.rollback();
    await feed.until(() => feed.rows().length === 5);
    expect(feed.rows().filter(({ type }) => type === 'ROLLBACK')).toMatchObject([
      { key: 'a', op: 'UNKNOWN', value: '', startTs: plain.startTs, commitTs: 0n },
      { key: 'b', value: 'p' },
    ]);
  });

  it('repeat the PREWRITE of a heartbeat when its value is short; without it on older stores', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const short = cluster.emulator.begin();
    short.put(bytes('a'), bytes('1'));
    short.prewrite();
    const long = cluster.emulator.begin();
    long.put(bytes('b'), bytes('x'.repeat(256)));
    long.prewrite();
    short.heartbeat();
    long.heartbeat();
    cluster.emulator.inject({ kind: 'emptyHeartbeats' });
    short.heartbeat();
    await feed.until(() => feed.rows().length === 5);
    expect(words(feed.rows().slice(3))).toEqual(['PREWRITE a=1', 'PREWRITE a=']);
  });

  it('show each flush of a pipelined transaction, with its generation where stores name it', async () => {
    await using cluster = await openCluster({ rowGeneration: true });
    const feed = await cluster.following();
    const transaction = cluster.emulator.begin({ mode: 'pipelined' });
    transaction.put(bytes('a'), bytes('1'));
    transaction.put(bytes('b'), bytes('1'));
    transaction.prewrite();
    transaction.put(bytes('a'), bytes('2'));
    transaction.delete(bytes('c'));
    transaction.prewrite();
    const ts = transaction.commit();
    await feed.until(() => feed.rows().filter((row) => row.commitTs === ts).length === 3);
    expect(
      feed
        .rows()
        .slice(1, 5)
        .map(({ key, generation }) => [key, generation]),
    ).toEqual([
      ['a', 1],
      ['b', 1],
      ['a', 2],
      ['c', 2],
    ]);
    expect(words(feed.rows().slice(5)).sort()).toEqual(['COMMIT a=2', 'COMMIT b=1', 'COMMIT c deleted']);
  });

  it('leave out what a replica wrote when asked to, and what a backfill wrote always; rollbacks stay', async () => {
    await using cluster = await openCluster();
    const feed = cluster.feed();
    feed.register(cluster.emulator, cluster.region());
    feed.register(cluster.emulator, cluster.region(), { requestId: longOf(2), filterLoop: true });
    await Promise.all([feed.initialized(1n), feed.initialized(2n)]);
    cluster.write({ a: 'replica' }, { txnSource: 1 });
    cluster.write({ b: 'backfill' }, { txnSource: 0x100 });
    const dying = cluster.emulator.begin({ txnSource: 1 });
    dying.put(bytes('c'), bytes('3'));
    dying.prewrite();
    dying.rollback();
    await feed.resolvedTo(cluster.emulator, cluster.write({ d: 'end' }));
    await feed.until(() => feed.rows(2n).length === 4);
    expect(words(feed.rows(2n))).toEqual(['INITIALIZED', 'ROLLBACK c', 'PREWRITE d=end', 'COMMIT d=end']);
    expect(words(feed.rows(1n)).filter((row) => /[ab]=/.test(row))).toEqual(['PREWRITE a=replica', 'COMMIT a=replica']);
    const scanned = cluster.feed();
    scanned.register(cluster.emulator, cluster.region(), { filterLoop: true });
    await scanned.initialized();
    expect(words(scanned.rows())).toEqual(['COMMITTED d=end', 'INITIALIZED']);
  });

  it('are one event a command, at most 64 events a message', async () => {
    await using cluster = await openCluster({ commandBytes: 1 });
    const feed = await cluster.following();
    cluster.write(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, 'v'])));
    await feed.until(() => feed.rows().length === 201);
    expect(feed.messages.slice(1).map(({ events }) => events.length)).toEqual([64, 64, 64, 8]);
  });

  it('start another message before 6 MiB are full', async () => {
    await using cluster = await openCluster({ commandBytes: 1 });
    const feed = await cluster.following();
    cluster.write(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, 'v'.repeat(1024 * 1024)])));
    await feed.until(() => feed.rows().length === 21);
    expect(feed.messages.slice(1).map(({ events }) => events.length)).toEqual([5, 15]);
  });
});
