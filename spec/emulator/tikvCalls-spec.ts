import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { contextOf } from '../../src/emulator/tikvService';
import { MAX_TS } from '../../src/model/ts';
import { bigintOf, bytes, call, encodeKey, kvrpcpb, longOf, numberOf, text, tikvpb } from './bareClients';
import { type OpenCluster, openCluster, words } from './openCluster';

const k = kvrpcpb;
const METHODS = {
  KvGet: [k.GetRequest, k.GetResponse],
  KvScan: [k.ScanRequest, k.ScanResponse],
  KvBatchGet: [k.BatchGetRequest, k.BatchGetResponse],
  KvPrewrite: [k.PrewriteRequest, k.PrewriteResponse],
  KvCommit: [k.CommitRequest, k.CommitResponse],
  KvBatchRollback: [k.BatchRollbackRequest, k.BatchRollbackResponse],
  KvTxnHeartBeat: [k.TxnHeartBeatRequest, k.TxnHeartBeatResponse],
  KvPessimisticLock: [k.PessimisticLockRequest, k.PessimisticLockResponse],
  KVPessimisticRollback: [k.PessimisticRollbackRequest, k.PessimisticRollbackResponse],
  KvCheckTxnStatus: [k.CheckTxnStatusRequest, k.CheckTxnStatusResponse],
  KvCheckSecondaryLocks: [k.CheckSecondaryLocksRequest, k.CheckSecondaryLocksResponse],
  KvScanLock: [k.ScanLockRequest, k.ScanLockResponse],
  KvResolveLock: [k.ResolveLockRequest, k.ResolveLockResponse],
  KvFlush: [k.FlushRequest, k.FlushResponse],
  KvBufferBatchGet: [k.BufferBatchGetRequest, k.BufferBatchGetResponse],
  KvDeleteRange: [k.DeleteRangeRequest, k.DeleteRangeResponse],
  SplitRegion: [k.SplitRegionRequest, k.SplitRegionResponse],
} as const;
type Method = keyof typeof METHODS;
type RequestOf<M extends Method> = NonNullable<ConstructorParameters<(typeof METHODS)[M][0]>[0]>;
type ResponseOf<M extends Method> = InstanceType<(typeof METHODS)[M][1]>;

/** Calls the store of a region's leader, with the context of the region that holds `key`, or another one. */
function tikv<M extends Method>(
  cluster: OpenCluster,
  method: M,
  fields: RequestOf<M>,
  { key = '', store = 1, context }: { key?: string; store?: number; context?: kvrpcpb.Context.$Properties } = {},
): Promise<ResponseOf<M>> {
  const [request, response] = METHODS[method] as unknown as Parameters<typeof call>[2][];
  const message = { context: context ?? contextOf(cluster.region(key)), ...fields };
  const path = `/tikvpb.Tikv/${method}`;
  return call<object, ResponseOf<M>>(cluster.store(store), path, request as never, response as never, message);
}

const put = (key: string, value: string): kvrpcpb.Mutation.$Properties => ({
  op: k.Op.Put,
  key: bytes(key),
  value: bytes(value),
});
const zero = longOf(0);

/** Locks keys for a transaction that goes no further, as its client died. */
async function lockKeys(cluster: OpenCluster, keys: readonly string[], more: kvrpcpb.PrewriteRequest.$Properties = {}) {
  const startTs = cluster.emulator.now();
  const { errors, minCommitTs } = await tikv(cluster, 'KvPrewrite', {
    mutations: keys.map((key) => put(key, `${key}!`)),
    primaryLock: bytes(keys[0] ?? ''),
    startVersion: longOf(startTs),
    lockTtl: longOf(1000),
    ...more,
  });
  expect(errors).toEqual([]);
  return { startTs, minCommitTs: bigintOf(minCommitTs) };
}

describe('the calls of a store', () => {
  it('read a snapshot: by key, by keys, and in order either way', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const first = cluster.write({ a: '1', b: '2', c: '', z: '9' });
    cluster.write({ a: '7', b: undefined });
    const version = longOf(first);
    const get = (key: string, at = version) => tikv(cluster, 'KvGet', { key: bytes(key), version: at }, { key });
    expect(text((await get('a')).value)).toBe('1');
    expect(text((await get('a', longOf(MAX_TS))).value)).toBe('7');
    expect(await get('c')).toMatchObject({ notFound: false, value: Buffer.alloc(0) });
    expect(await get('b', longOf(cluster.emulator.now()))).toMatchObject({ notFound: true });
    const batch = await tikv(cluster, 'KvBatchGet', { keys: ['c', 'a', 'nothing'].map(bytes).slice(0, 2), version });
    expect(batch.pairs.map(({ key }) => text(key))).toEqual(['c', 'a']);
    const scan = async (fields: kvrpcpb.ScanRequest.$Properties) =>
      (await tikv(cluster, 'KvScan', { version, limit: 10, ...fields })).pairs.map(({ key }) => text(key));
    expect(await scan({})).toEqual(['a', 'b', 'c']);
    expect(await scan({ startKey: bytes('b'), endKey: bytes('zz'), limit: 1 })).toEqual(['b']);
    expect(await scan({ startKey: bytes('c'), endKey: bytes('a'), reverse: true })).toEqual(['b', 'a']);
  });

  it('meet locks, unless the reader says that they are decided or they commit later', async () => {
    await using cluster = await openCluster();
    cluster.write({ a: '1' });
    const before = cluster.emulator.now();
    const { startTs } = await lockKeys(cluster, ['a']);
    const get = (version: bigint, fields: kvrpcpb.Context.$Properties = {}) => {
      const context = { ...contextOf(cluster.region()), ...fields };
      return tikv(cluster, 'KvGet', { key: bytes('a'), version: longOf(version) }, { context });
    };
    expect(text((await get(before)).value)).toBe('1');
    const now = cluster.emulator.now();
    expect((await get(now)).error?.locked).toMatchObject({ lockVersion: longOf(startTs), lockTtl: longOf(1000) });
    expect(text((await get(now, { resolvedLocks: [longOf(startTs)] })).value)).toBe('1');
    expect(text((await get(now, { committedLocks: [longOf(startTs)] })).value)).toBe('a!');
    const scanned = await tikv(cluster, 'KvScan', { version: longOf(now), limit: 10 });
    expect(scanned.pairs[0]?.error?.locked).toMatchObject({ primaryLock: Buffer.from('a') });
  });

  it('check the context in their order', async () => {
    await using cluster = await openCluster({ stores: 2, splits: ['m'] });
    const region = cluster.region('a');
    const good = contextOf(region);
    const other = region.peers[1];
    const get = async (context: kvrpcpb.Context.$Properties, store = 1, key = 'a') =>
      (await tikv(cluster, 'KvGet', { key: bytes(key), version: longOf(1) }, { context, store })).regionError;
    expect((await get(good, 2))?.storeNotMatch).toMatchObject({ requestStoreId: longOf(1), actualStoreId: longOf(2) });
    expect((await get({ ...good, regionId: longOf(99) }))?.regionNotFound?.regionId).toEqual(longOf(99));
    const wrongPeer = { ...good, peer: { id: longOf(77), storeId: longOf(1) } };
    expect((await get(wrongPeer))?.mismatchPeerId?.requestPeerId).toEqual(longOf(77));
    const follower = { ...good, peer: { id: longOf(other?.id ?? 0), storeId: longOf(2) } };
    expect((await get(follower, 2))?.notLeader?.leader?.storeId).toEqual(longOf(1));
    const stale = { ...good, regionEpoch: { confVer: longOf(1), version: longOf(region.version - 1) } };
    expect((await get(stale))?.epochNotMatch?.currentRegions?.[0]?.endKey).toEqual(Buffer.from(encodeKey(bytes('m'))));
    expect((await get(good, 1, 'x'))?.keyNotInRegion).toMatchObject({
      key: Buffer.from('x'),
      startKey: Buffer.alloc(0),
    });
    cluster.emulator.inject({ kind: 'kvError', error: { kind: 'serverIsBusy', backoffMs: 5 }, times: 2 });
    expect((await get(good))?.serverIsBusy?.backoffMs).toEqual(longOf(5));
    cluster.emulator.heal();
    cluster.emulator.inject({ kind: 'kvError', error: { kind: 'notLeader', leader: 'none' } });
    expect((await get(good))?.notLeader?.leader).toBeNull();
    expect(await get(good)).toBeNull();
  });

  it('write in two phases; repeating either is no error', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const { startTs } = await lockKeys(cluster, ['a', 'b']);
    const commitTs = cluster.emulator.now();
    const commit = () =>
      tikv(cluster, 'KvCommit', {
        keys: [bytes('a'), bytes('b')],
        startVersion: longOf(startTs),
        commitVersion: longOf(commitTs),
      });
    await commit();
    expect((await commit()).error).toBeNull();
    await feed.resolvedTo(cluster.emulator, commitTs);
    expect(words(feed.rows().slice(1))).toEqual(['PREWRITE a=a!', 'PREWRITE b=b!', 'COMMIT a=a!', 'COMMIT b=b!']);
    expect(cluster.emulator.committedSince(0n).map(({ key }) => text(key))).toEqual(['a', 'b']);
  });

  it('say why a prewrite failed, and write nothing then', async () => {
    await using cluster = await openCluster();
    const early = cluster.emulator.now();
    cluster.write({ a: '1' });
    await lockKeys(cluster, ['b']);
    const attempt = async (startTs: bigint, ...mutations: kvrpcpb.Mutation.$Properties[]) => {
      const fields = { mutations, primaryLock: bytes('p'), assertionLevel: k.AssertionLevel.Strict };
      return (await tikv(cluster, 'KvPrewrite', { ...fields, startVersion: longOf(startTs) })).errors[0] ?? {};
    };
    const now = cluster.emulator.now();
    expect((await attempt(early, put('a', '2'))).conflict?.reason).toBe(k.WriteConflict.Reason.Optimistic);
    expect((await attempt(now, put('c', '3'), put('b', '2'))).locked).toMatchObject({ key: Buffer.from('b') });
    expect((await attempt(now, { ...put('a', '2'), op: k.Op.Insert })).alreadyExist?.key).toEqual(Buffer.from('a'));
    expect((await attempt(now, { ...put('a', '2'), assertion: k.Assertion.NotExist })).assertionFailed?.key).toEqual(
      Buffer.from('a'),
    );
    await tikv(cluster, 'KvBatchRollback', { keys: [bytes('d')], startVersion: longOf(now) });
    expect((await attempt(now, put('d', '4'))).conflict?.reason).toBe(k.WriteConflict.Reason.SelfRolledBack);
    expect(cluster.emulator.lockCount).toBe(1);
    const late = { keys: [bytes('c')], startVersion: longOf(now), commitVersion: longOf(now + 1n) };
    expect((await tikv(cluster, 'KvCommit', late)).error?.txnLockNotFound?.key).toEqual(Buffer.from('c'));
  });

  it('compute the commitTs in one phase and of an async commit, above what was read', async () => {
    await using cluster = await openCluster();
    const read = cluster.emulator.now() + (60_000n << 18n);
    await tikv(cluster, 'KvGet', { key: bytes('a'), version: longOf(read) });
    const startTs = cluster.emulator.now();
    const single = await tikv(cluster, 'KvPrewrite', {
      mutations: [put('a', '1')],
      primaryLock: bytes('a'),
      startVersion: longOf(startTs),
      tryOnePc: true,
    });
    expect(bigintOf(single.onePcCommitTs)).toBe(read + 1n);
    const limited = await lockKeys(cluster, ['b'], { useAsyncCommit: true, maxCommitTs: longOf(read) });
    expect(limited.minCommitTs).toBe(0n);
    const free = await lockKeys(cluster, ['c', 'd'], { useAsyncCommit: true, secondaries: [bytes('d')] });
    expect(free.minCommitTs).toBeGreaterThan(read);
    const expired = {
      keys: [bytes('c')],
      startVersion: longOf(free.startTs),
      commitVersion: longOf(free.startTs + 1n),
    };
    expect((await tikv(cluster, 'KvCommit', expired)).error?.commitTsExpired?.minCommitTs).toEqual(
      longOf(free.minCommitTs),
    );
  });

  it('commit asynchronously above what was promised, and above the clock of a new leader', async () => {
    await using cluster = await openCluster({ stores: 2 });
    const feed = await cluster.following();
    const early = cluster.emulator.now();
    const attempt = async (key: string, store = 1): Promise<bigint> => {
      const fields = { mutations: [put(key, '1')], primaryLock: bytes(key), startVersion: longOf(early) };
      const answer = await tikv(cluster, 'KvPrewrite', { ...fields, useAsyncCommit: true }, { store });
      return bigintOf(answer.minCommitTs);
    };
    expect(await attempt('a')).toBe(early + 1n);
    const promised = cluster.emulator.now();
    cluster.emulator.tick();
    expect(await attempt('b')).toBeGreaterThan(promised);
    await feed.until(() => feed.resolved().length === 1);
    const before = cluster.emulator.now();
    cluster.emulator.transferLeader(cluster.region().id, 2);
    expect(await attempt('c', 2)).toBeGreaterThan(before);
  });

  it('lock pessimistically, all keys or none, and let go without a trace', async () => {
    await using cluster = await openCluster();
    cluster.write({ a: '1' });
    const feed = await cluster.following();
    const startTs = cluster.emulator.now();
    const lock = (forUpdateTs: bigint, ...keys: string[]) =>
      tikv(cluster, 'KvPessimisticLock', {
        mutations: keys.map((key) => ({ op: k.Op.PessimisticLock, key: bytes(key) })),
        primaryLock: bytes('a'),
        startVersion: longOf(startTs),
        forUpdateTs: longOf(forUpdateTs),
        lockTtl: longOf(1000),
        returnValues: true,
      });
    const taken = await lock(startTs, 'a', 'b');
    expect([taken.values.map(text), taken.notFounds]).toEqual([
      ['1', ''],
      [false, true],
    ]);
    cluster.write({ c: '2' });
    expect((await lock(startTs, 'c')).errors[0]?.conflict?.reason).toBe(k.WriteConflict.Reason.PessimisticRetry);
    const { KvScanLock } = { KvScanLock: await tikv(cluster, 'KvScanLock', { maxVersion: longOf(MAX_TS) }) };
    expect(KvScanLock.locks.map(({ lockType }) => lockType)).toEqual([k.Op.PessimisticLock, k.Op.PessimisticLock]);
    const undo = { startVersion: longOf(startTs), forUpdateTs: longOf(MAX_TS), keys: [] };
    await tikv(cluster, 'KVPessimisticRollback', undo);
    expect(cluster.emulator.lockCount).toBe(0);
    await feed.resolvedTo(cluster.emulator, cluster.emulator.now());
    expect(words(feed.rows()).filter((row) => /[ab]/.test(row.split(' ')[1] ?? ''))).toEqual(['COMMITTED a=1']);
  });

  it('lock what must not exist, what must exist, or in spite of a conflict, as asked', async () => {
    await using cluster = await openCluster();
    cluster.write({ a: '1' });
    const startTs = cluster.emulator.now();
    const lock = (key: string, fields: kvrpcpb.PessimisticLockRequest.$Properties = {}, op = k.Op.PessimisticLock) =>
      tikv(cluster, 'KvPessimisticLock', {
        mutations: [{ op, key: bytes(key), assertion: k.Assertion.None }],
        primaryLock: bytes('a'),
        startVersion: longOf(startTs),
        forUpdateTs: longOf(startTs),
        lockTtl: longOf(1000),
        ...fields,
      });
    const mustNotExist = {
      mutations: [{ op: k.Op.PessimisticLock, key: bytes('a'), assertion: k.Assertion.NotExist }],
    };
    expect((await lock('a', {}, k.Op.Insert)).errors[0]?.alreadyExist?.key).toEqual(Buffer.from('a'));
    expect((await lock('a', mustNotExist)).errors[0]?.alreadyExist?.key).toEqual(Buffer.from('a'));
    const present = { lockOnlyIfExists: true, returnValues: true };
    expect((await lock('nothing', present)).notFounds).toEqual([true]);
    expect(cluster.emulator.lockCount).toBe(0);
    expect((await lock('a', present)).notFounds).toEqual([false]);
    expect(cluster.emulator.lockCount).toBe(1);
    const commitTs = cluster.write({ b: '2' });
    const forced = { wakeUpMode: k.PessimisticLockWakeUpMode.WakeUpModeForceLock };
    const { LockResultLockedWithConflict, LockResultFailed, LockResultNormal } = k.PessimisticLockKeyResultType;
    const late = { type: LockResultLockedWithConflict, value: Buffer.from('2'), existence: true };
    expect((await lock('b', forced)).results).toEqual([
      expect.objectContaining({ ...late, lockedWithConflictTs: longOf(commitTs) }),
    ]);
    expect((await lock('b', { ...forced, forUpdateTs: longOf(commitTs) })).results[0]?.type).toBe(LockResultNormal);
    const { locks } = await tikv(cluster, 'KvScanLock', { startKey: bytes('b'), maxVersion: longOf(MAX_TS) });
    expect(locks.map(({ lockForUpdateTs }) => bigintOf(lockForUpdateTs ?? zero))).toEqual([commitTs]);
    const other = await lock('b', { ...forced, startVersion: longOf(startTs + 1n) });
    expect([other.results[0]?.type, other.errors.length]).toEqual([LockResultFailed, 1]);
  });

  it('keep what a pessimistic lock was granted when it is prewritten', async () => {
    await using cluster = await openCluster();
    const startTs = cluster.emulator.now();
    const of = { primaryLock: bytes('a'), startVersion: longOf(startTs) };
    await tikv(cluster, 'KvPessimisticLock', {
      ...of,
      mutations: [{ op: k.Op.PessimisticLock, key: bytes('a') }],
      forUpdateTs: longOf(startTs + 5n),
      minCommitTs: longOf(startTs + 9n),
      lockTtl: longOf(20_000),
    });
    await tikv(cluster, 'KvPrewrite', {
      ...of,
      mutations: [put('a', '1')],
      pessimisticActions: [k.PrewriteRequest.PessimisticAction.DO_PESSIMISTIC_CHECK],
      forUpdateTs: longOf(startTs + 1n),
      lockTtl: longOf(3000),
    });
    const { locks } = await tikv(cluster, 'KvScanLock', { maxVersion: longOf(MAX_TS) });
    expect(locks).toEqual([
      expect.objectContaining({
        lockType: k.Op.Put,
        lockTtl: longOf(20_000),
        lockForUpdateTs: longOf(startTs + 5n),
        minCommitTs: longOf(startTs + 9n),
      }),
    ]);
  });

  it('answer a prewrite that comes again after its commit with that commit', async () => {
    await using cluster = await openCluster();
    const startTs = cluster.emulator.now();
    const single = () =>
      tikv(cluster, 'KvPrewrite', {
        mutations: [put('a', '1'), put('b', '1')],
        primaryLock: bytes('a'),
        startVersion: longOf(startTs),
        tryOnePc: true,
      });
    const first = await single();
    expect(await single()).toEqual(first);
    await lockKeys(cluster, ['a']);
    expect(await single()).toEqual(first);
    expect(cluster.emulator.log).toHaveLength(2);
  });

  it('look at assertions as closely as they are told to', async () => {
    await using cluster = await openCluster();
    cluster.write({ a: '1' });
    const startTs = cluster.emulator.now();
    const attempt = async (assertionLevel: kvrpcpb.AssertionLevel, skipConstraintCheck = false) => {
      const mutations = [{ ...put('a', '2'), assertion: k.Assertion.NotExist }];
      const fields = { mutations, primaryLock: bytes('a'), startVersion: longOf(startTs) };
      const answer = await tikv(cluster, 'KvPrewrite', { ...fields, assertionLevel, skipConstraintCheck });
      await tikv(cluster, 'KvResolveLock', { startVersion: longOf(startTs) });
      return answer.errors.length;
    };
    const { Fast, Strict, Off } = k.AssertionLevel;
    expect([await attempt(Strict, true), await attempt(Fast), await attempt(Fast, true)]).toEqual([1, 1, 0]);
    await using another = await openCluster();
    another.write({ a: '1' });
    const mutations = [{ ...put('a', '2'), assertion: k.Assertion.NotExist }];
    const fields = { mutations, primaryLock: bytes('a'), startVersion: longOf(another.emulator.now()) };
    expect((await tikv(another, 'KvPrewrite', { ...fields, assertionLevel: Off })).errors).toEqual([]);
  });

  it('come many in one message, each answered by the id of its request', async () => {
    await using cluster = await openCluster();
    const commitTs = cluster.write({ a: '1' });
    const context = contextOf(cluster.region());
    const { BatchCommandsRequest, BatchCommandsResponse } = tikvpb;
    const stream = cluster.store().makeBidiStreamRequest(
      '/tikvpb.Tikv/BatchCommands',
      (one: tikvpb.BatchCommandsRequest.$Properties) => Buffer.from(BatchCommandsRequest.encode(one).finish()),
      (message) => BatchCommandsResponse.decode(message),
      new Metadata(),
    );
    const answered = new Promise<tikvpb.BatchCommandsResponse>((resolve) => stream.on('data', resolve));
    stream.write({
      requests: [
        { get: { context, key: bytes('a'), version: longOf(commitTs) } },
        { scan: { context: { ...context, regionId: longOf(99) }, limit: 1 } },
        {},
      ],
      requestIds: [longOf(7), longOf(8), longOf(9)],
    });
    const { responses, requestIds } = await answered;
    expect(requestIds.map(numberOf)).toEqual([7, 8, 9]);
    expect(responses.map(({ cmd }) => cmd)).toEqual(['get', 'scan', undefined]);
    expect(text(responses[0]?.get?.value)).toBe('1');
    expect(responses[1]?.scan?.regionError?.regionNotFound?.regionId).toEqual(longOf(99));
    stream.end();
    await new Promise((resolve) => stream.on('status', resolve));
  });

  it('delete a range with its locks and its history, of which no feed hears', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const written = cluster.write({ a: '1', b: '2', x: '3' });
    await lockKeys(cluster, ['b']);
    const feed = await cluster.following();
    const before = feed.rows().length;
    await tikv(cluster, 'KvDeleteRange', { startKey: bytes('a'), endKey: bytes('z'), notifyOnly: true });
    expect(cluster.emulator.lockCount).toBe(1);
    await tikv(cluster, 'KvDeleteRange', { startKey: bytes('a'), endKey: bytes('z') });
    const all = cluster.emulator.readSpan({ startKey: bytes(''), endKey: bytes('') }, written);
    expect([all.map(([key]) => text(key)), cluster.emulator.lockCount]).toEqual([['x'], 0]);
    cluster.emulator.tick();
    await feed.until(() => feed.resolved().length > 0);
    expect(feed.rows()).toHaveLength(before);
  });

  it('flush a pipelined transaction by generation', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const startTs = cluster.emulator.now();
    const flush = (generation: number, value: string) =>
      tikv(cluster, 'KvFlush', {
        mutations: [put('a', value)],
        primaryKey: bytes('a'),
        startTs: longOf(startTs),
        generation: longOf(generation),
        lockTtl: longOf(1000),
      });
    await flush(1, '1');
    await flush(2, '2');
    await flush(1, 'late');
    const read = { keys: [bytes('a'), bytes('b')], version: longOf(startTs) };
    const { pairs } = await tikv(cluster, 'KvBufferBatchGet', read);
    expect(pairs.map(({ key, value }) => [text(key), text(value)])).toEqual([['a', '2']]);
    const commitVersion = longOf(cluster.emulator.now());
    await tikv(cluster, 'KvCommit', { keys: [bytes('a')], startVersion: longOf(startTs), commitVersion });
    await feed.until(() => feed.rows().length === 4);
    expect(words(feed.rows().slice(1))).toEqual(['PREWRITE a=1', 'PREWRITE a=2', 'COMMIT a=2']);
  });

  it('split a region at raw keys', async () => {
    await using cluster = await openCluster();
    const { regions } = await tikv(cluster, 'SplitRegion', { splitKeys: [bytes('g'), bytes('m')] });
    expect(regions.map(({ startKey }) => startKey)).toEqual(
      [Buffer.alloc(0), encodeKey(bytes('g')), encodeKey(bytes('m'))].map((key) => Buffer.from(key)),
    );
    expect(cluster.emulator.regions()).toHaveLength(3);
  });

  it('do not know what is not theirs', async () => {
    await using cluster = await openCluster();
    const path = '/tikvpb.Tikv/RawGet';
    const raw = call(cluster.store(), path, k.GetRequest, k.GetResponse, {}).catch((error: ServiceError) => error.code);
    expect(await raw).toBe(status.UNIMPLEMENTED);
  });
});

describe('resolving a lock', () => {
  const check = (
    cluster: OpenCluster,
    primary: string,
    startTs: bigint,
    more: kvrpcpb.CheckTxnStatusRequest.$Properties,
  ) =>
    tikv(cluster, 'KvCheckTxnStatus', {
      primaryKey: bytes(primary),
      lockTs: longOf(startTs),
      verifyIsPrimary: true,
      ...more,
    });

  it('waits for its time to live, then rolls back and releases the resolved ts', async () => {
    await using cluster = await openCluster();
    const { emulator } = cluster;
    const feed = await cluster.following();
    const { startTs } = await lockKeys(cluster, ['a', 'b']);
    const { locks } = await tikv(cluster, 'KvScanLock', { maxVersion: longOf(startTs), limit: 1024 });
    expect(locks.map(({ key, primaryLock }) => [text(key), text(primaryLock)])).toEqual([
      ['a', 'a'],
      ['b', 'a'],
    ]);
    const alive = await check(cluster, 'a', startTs, { currentTs: longOf(emulator.now()) });
    expect([numberOf(alive.lockTtl), alive.action]).toEqual([1000, k.Action.NoAction]);
    const wrong = await check(cluster, 'b', startTs, { currentTs: longOf(emulator.now()) });
    expect(wrong.error?.primaryMismatch?.lockInfo?.primaryLock).toEqual(Buffer.from('a'));
    emulator.jumpTso(2000);
    const dead = await check(cluster, 'a', startTs, { currentTs: longOf(emulator.now()) });
    expect(dead.action).toBe(k.Action.TTLExpireRollback);
    await tikv(cluster, 'KvResolveLock', { startVersion: longOf(startTs) });
    expect((await check(cluster, 'a', startTs, {})).action).toBe(k.Action.NoAction);
    await feed.resolvedTo(emulator, emulator.now());
    expect(words(feed.rows().slice(1))).toEqual(['PREWRITE a=a!', 'PREWRITE b=b!', 'ROLLBACK a', 'ROLLBACK b']);
  });

  it('commits what its primary committed', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const feed = await cluster.following('x');
    const transaction = cluster.emulator.begin();
    for (const key of ['a', 'x', 'y', 'z']) transaction.put(bytes(key), bytes(key));
    transaction.prewrite();
    const commitTs = transaction.commitPrimary();
    transaction.abandon();
    const found = await check(cluster, 'a', transaction.startTs, {});
    expect(bigintOf(found.commitVersion)).toBe(commitTs);
    const fields = { startVersion: longOf(transaction.startTs), commitVersion: longOf(commitTs) };
    await tikv(cluster, 'KvResolveLock', { ...fields, keys: [bytes('x')] }, { key: 'x' });
    const txnInfos = [{ txn: longOf(transaction.startTs), status: longOf(commitTs) }];
    await tikv(cluster, 'KvResolveLock', { txnInfos }, { key: 'x' });
    await feed.resolvedTo(cluster.emulator, commitTs);
    expect(words(feed.rows()).slice(-3)).toEqual(['COMMIT x=x', 'COMMIT y=y', 'COMMIT z=z']);
  });

  it('leaves a protected rollback where nothing was prewritten', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const startTs = cluster.emulator.now();
    expect((await check(cluster, 'a', startTs, {})).error?.txnNotFound?.primaryKey).toEqual(Buffer.from('a'));
    const left = await check(cluster, 'a', startTs, { rollbackIfNotExist: true });
    expect(left.action).toBe(k.Action.LockNotExistRollback);
    await feed.until(() => feed.rows().length === 2);
    expect(feed.rows()[1]).toMatchObject({ type: 'ROLLBACK', key: 'a', value: 'p', startTs });
    const pessimistic = await check(cluster, 'b', startTs, {
      rollbackIfNotExist: true,
      resolvingPessimisticLock: true,
    });
    expect(pessimistic.action).toBe(k.Action.LockNotExistDoNothing);
  });

  it('marks the record of another transaction that committed at that very ts', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const commitTs = cluster.write({ a: '1' });
    await check(cluster, 'a', commitTs, { rollbackIfNotExist: true });
    await feed.until(() => feed.rows().length === 4);
    expect(feed.rows()[3]).toMatchObject({ type: 'ROLLBACK', key: 'a', startTs: commitTs });
    expect(text(cluster.emulator.read(bytes('a'), commitTs))).toBe('1');
    const again = await check(cluster, 'a', commitTs, {});
    expect([bigintOf(again.commitVersion), again.action]).toEqual([0n, k.Action.NoAction]);
  });

  it('leaves no row when an unprotected rollback meets a commit of the same ts', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const commitTs = cluster.write({ a: '1' });
    await tikv(cluster, 'KvBatchRollback', { keys: [bytes('a')], startVersion: longOf(commitTs) });
    await feed.resolvedTo(cluster.emulator, commitTs);
    expect(words(feed.rows())).toEqual(['INITIALIZED', 'PREWRITE a=1', 'COMMIT a=1']);
  });

  it('pushes the minCommitTs above a reader, which repeats the PREWRITE', async () => {
    await using cluster = await openCluster();
    const feed = await cluster.following();
    const { startTs } = await lockKeys(cluster, ['a'], { minCommitTs: longOf(cluster.emulator.now() + 1n) });
    const callerStartTs = cluster.emulator.now() + 100n;
    const pushed = await check(cluster, 'a', startTs, { callerStartTs: longOf(callerStartTs) });
    expect(pushed.action).toBe(k.Action.MinCommitTSPushed);
    expect(bigintOf(pushed.lockInfo?.minCommitTs ?? zero)).toBe(callerStartTs + 1n);
    await feed.until(() => feed.rows().length === 3);
    expect(words(feed.rows().slice(1))).toEqual(['PREWRITE a=a!', 'PREWRITE a=a!']);
    const earlier = await check(cluster, 'a', startTs, { callerStartTs: longOf(callerStartTs - 1n) });
    expect(earlier.action).toBe(k.Action.MinCommitTSPushed);
    cluster.emulator.tick();
    await feed.until(() => feed.resolved().length > 0);
    expect(feed.rows()).toHaveLength(3);
  });

  it('is not told by a pessimistic lock of another primary, which is let go', async () => {
    await using cluster = await openCluster();
    const startTs = cluster.emulator.now();
    const lock = () =>
      tikv(cluster, 'KvPessimisticLock', {
        mutations: [{ op: k.Op.PessimisticLock, key: bytes('a') }],
        primaryLock: bytes('b'),
        startVersion: longOf(startTs),
        forUpdateTs: longOf(startTs),
        lockTtl: longOf(1000),
      });
    const verify = { verifyIsPrimary: true, rollbackIfNotExist: true };
    await lock();
    const asked = await check(cluster, 'a', startTs, { ...verify, resolvingPessimisticLock: true });
    expect(asked.error?.primaryMismatch?.lockInfo?.primaryLock).toEqual(Buffer.from('b'));
    expect(cluster.emulator.lockCount).toBe(1);
    expect((await check(cluster, 'a', startTs, verify)).action).toBe(k.Action.LockNotExistRollback);
    expect(cluster.emulator.lockCount).toBe(0);
    const unknown = { ...verify, rollbackIfNotExist: false, resolvingPessimisticLock: true };
    expect((await check(cluster, 'c', startTs, unknown)).error?.txnNotFound?.primaryKey).toEqual(Buffer.from('c'));
  });

  it('asks the secondaries of an async commit', async () => {
    await using cluster = await openCluster();
    const fields = { useAsyncCommit: true, secondaries: [bytes('b')] };
    const { startTs, minCommitTs } = await lockKeys(cluster, ['a', 'b'], fields);
    const secondaries = (...keys: string[]) =>
      tikv(cluster, 'KvCheckSecondaryLocks', { keys: keys.map(bytes), startVersion: longOf(startTs) });
    cluster.emulator.jumpTso(60_000);
    const primary = await check(cluster, 'a', startTs, { currentTs: longOf(cluster.emulator.now()) });
    expect(primary.lockInfo).toMatchObject({ useAsyncCommit: true, secondaries: [Buffer.from('b')] });
    expect((await secondaries('b')).locks.map(({ minCommitTs: ts }) => bigintOf(ts ?? zero))).toEqual([minCommitTs]);
    await tikv(cluster, 'KvResolveLock', {
      startVersion: longOf(startTs),
      commitVersion: longOf(minCommitTs),
      keys: [bytes('b')],
    });
    expect(bigintOf((await secondaries('b')).commitTs)).toBe(minCommitTs);
    expect(await secondaries('never')).toMatchObject({ locks: [], commitTs: zero });
    const late = await tikv(cluster, 'KvPrewrite', {
      mutations: [put('never', '1')],
      primaryLock: bytes('a'),
      startVersion: longOf(startTs),
    });
    expect(late.errors[0]?.conflict?.reason).toBe(k.WriteConflict.Reason.SelfRolledBack);
  });

  it('keeps a transaction alive while it beats', async () => {
    await using cluster = await openCluster();
    const { startTs } = await lockKeys(cluster, ['a']);
    const beat = (adviseLockTtl: number, key = 'a') =>
      tikv(cluster, 'KvTxnHeartBeat', {
        primaryLock: bytes(key),
        startVersion: longOf(startTs),
        adviseLockTtl: longOf(adviseLockTtl),
      });
    expect(numberOf((await beat(5000)).lockTtl)).toBe(5000);
    expect(numberOf((await beat(10)).lockTtl)).toBe(5000);
    expect((await beat(10, 'b')).error?.txnNotFound?.primaryKey).toEqual(Buffer.from('b'));
  });
});
