import fc from 'fast-check';
import type { Emulator } from '../../src/emulator/Emulator';
import type { EmulatorOptions } from '../../src/emulator/emulatorOptions';
import type { FaultError } from '../../src/emulator/faults';
import { startEmulator } from '../../src/emulator/startEmulator';
import { WireError } from '../../src/errors/TiValveError';
import { encodeMemcomparable } from '../../src/model/memcomparable';
import { MetricsMap } from '../../src/model/metrics';
import { type Span, WHOLE_KEYSPACE } from '../../src/model/span';
import { MAX_TS, type Ts, tsOfPhysicalMs } from '../../src/model/ts';
import { bigintOf, longOf } from '../../src/model/uint64';
import { type Channels, openChannels } from '../../src/wire/channels';
import { type errorpb, kvrpcpb, metapb, pdpb } from '../../src/wire/generated/messages';
import { connectPd, type PdClient } from '../../src/wire/pdClient';
import {
  createTikvClient,
  type KvPair,
  type LockedRegion,
  type TikvClient,
  type TikvClientOptions,
} from '../../src/wire/tikvClient';
import { type FakePd, FakePdCluster } from '../helpers/fakePd';
import { startServer, until } from '../helpers/grpcServer';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const span = (start: string, end: string): Span => ({ startKey: bytes(start), endKey: bytes(end) });

describe('tikvClient', () => {
  const opened: { close(): unknown }[] = [];
  let metrics: MetricsMap;
  let channels: Channels;
  let pd: PdClient;
  let client: TikvClient;
  beforeEach(() => {
    metrics = new MetricsMap();
    channels = openChannels({ reconnectBaseMs: 5, reconnectMaxMs: 10, connectTimeoutMs: 500 });
    opened.push(channels);
  });
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.close();
  });
  async function connect(endpoints: readonly string[], options: Partial<TikvClientOptions> = {}): Promise<void> {
    pd = await connectPd({ endpoints, channels });
    opened.push(pd);
    const retry = { baseDelayMs: 1, maxDelayMs: 10 };
    client = createTikvClient({ pd, channels, metrics, retry, snapshotPageRows: 3, lockPageRows: 3, ...options });
  }
  const pairsOf = async (rawSpan: Span, ts: Ts, signal?: AbortSignal): Promise<string[]> => {
    const pairs: KvPair[] = [];
    for await (const page of client.readSnapshot(rawSpan, ts, signal === undefined ? {} : { signal }))
      pairs.push(...page);
    return pairs.map(({ key, value }) => `${Buffer.from(key)}=${Buffer.from(value)}`);
  };
  const errorOf = async (promise: Promise<unknown>): Promise<WireError> => {
    const error = await promise.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(WireError);
    return error as WireError;
  };

  describe('with an emulated cluster', () => {
    let emulator: Emulator;
    async function start(options: EmulatorOptions = {}, more: Partial<TikvClientOptions> = {}): Promise<void> {
      emulator = await startEmulator(options);
      opened.push(emulator);
      await connect(emulator.pd, more);
    }
    const shown = (rawSpan: Span, ts: Ts): string[] =>
      emulator.readSpan(rawSpan, ts).map(([key, value]) => `${Buffer.from(key)}=${Buffer.from(value)}`);
    function put(keys: string, value = 'v'): Ts {
      const transaction = emulator.begin();
      for (const key of keys) transaction.put(bytes(key), bytes(value));
      return transaction.commit();
    }
    async function lockedRegion(key: string): Promise<LockedRegion> {
      const region = await pd.regionByKey(encodeMemcomparable(bytes(key)));
      if (region?.leader === undefined) throw new Error('no region');
      return { ...region, storeId: region.leader.storeId };
    }

    describe('readSnapshot', () => {
      it('reads a span page by page, across regions and stores, in key order', async () => {
        await start({ stores: 3, splitKeys: ['c', 'f', 'p'].map(bytes) });
        put('abcdefghijklmnopqrstuvwxyz');
        const ts = emulator.now();
        put('aegz', 'later');
        expect(await pairsOf(WHOLE_KEYSPACE, ts)).toEqual(shown(WHOLE_KEYSPACE, ts));
        expect(await pairsOf(span('b', 'q'), ts)).toEqual([...'bcdefghijklmnop'].map((key) => `${key}=v`));
        expect(await pairsOf(span('c', 'f'), ts)).toEqual(['c=v', 'd=v', 'e=v']);
        expect(await pairsOf(span('zz', ''), ts)).toEqual([]);
        expect(await pairsOf(WHOLE_KEYSPACE, emulator.now())).toContain('g=later');
      });

      it('shows what the cluster shows, whatever the regions and the pages', async () => {
        await start({ stores: 2 });
        put('abcdefghijklmnopqrstuvwxyz');
        const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz', '');
        await fc.assert(
          fc.asyncProperty(
            letter,
            letter,
            letter,
            fc.integer({ min: 1, max: 7 }),
            async (start, end, split, snapshotPageRows) => {
              if (split !== '') emulator.splitRegion(bytes(split));
              if (end !== '' && start > end) return;
              const ts = emulator.now();
              client = createTikvClient({ pd, channels, snapshotPageRows });
              expect(await pairsOf(span(start, end), ts)).toEqual(shown(span(start, end), ts));
            },
          ),
          { numRuns: 30 },
        );
      });

      const errors: readonly { readonly title: string; readonly error: FaultError; readonly times?: number }[] = [
        { title: 'another leader', error: { kind: 'notLeader' } },
        { title: 'an election', error: { kind: 'notLeader', leader: 'none' }, times: 3 },
        { title: 'a leader that is none', error: { kind: 'notLeader', leader: 2 }, times: 3 },
        { title: 'another shape', error: { kind: 'epochNotMatch' } },
        { title: 'a shape that is on its way', error: { kind: 'epochNotMatch', regions: 'none' }, times: 2 },
        { title: 'a region that is not there', error: { kind: 'regionNotFound' }, times: 2 },
        { title: 'a busy store', error: { kind: 'serverIsBusy', backoffMs: 2 }, times: 3 },
        { title: 'an error it does not know', error: { kind: 'unknown' } },
      ];
      it.each(errors)('goes on after $title', async ({ error, times = 1 }) => {
        await start({ stores: 3, splitKeys: [bytes('c')] });
        put('abcd');
        emulator.inject({ kind: 'kvError', error, method: 'KvScan', times });
        expect(await pairsOf(WHOLE_KEYSPACE, emulator.now())).toEqual(['a=v', 'b=v', 'c=v', 'd=v']);
        expect(metrics.get('tivalve_tikv_region_errors_total')).toBeGreaterThanOrEqual(times);
      });

      it('goes on when a leader moved, a region was split or merged, which PD does not know yet', async () => {
        await start({ stores: 3 });
        put('abcdefgh');
        const ts = emulator.now();
        const read = client.readSnapshot(WHOLE_KEYSPACE, ts);
        const first = await read.next();
        expect(first.value).toHaveLength(3);
        emulator.inject({ kind: 'stalePd' });
        const [region] = emulator.regions();
        emulator.transferLeader(region?.id ?? 0, 2);
        expect((await read.next()).value).toHaveLength(3);
        emulator.splitRegion(bytes('g'));
        setImmediate(() => emulator.heal('stalePd'));
        const rest = [...((await read.next()).value ?? []), ...((await read.next()).value ?? [])] as KvPair[];
        expect(rest.map(({ key }) => Buffer.from(key).toString())).toEqual(['g', 'h']);
      });

      it('finds a store at its new address', async () => {
        await start();
        put('ab');
        expect(await pairsOf(WHOLE_KEYSPACE, emulator.now())).toEqual(['a=v', 'b=v']);
        await emulator.stopStore(1);
        await emulator.startStore(1, { address: 'new' });
        expect(await pairsOf(WHOLE_KEYSPACE, emulator.now())).toEqual(['a=v', 'b=v']);
      });

      it('waits for a store, for a leader and for a hole in the list of PD', async () => {
        await start({ splitKeys: [bytes('c')] });
        put('abcd');
        const [left, right] = emulator.regions();
        emulator.inject({ kind: 'pdNoLeader', regionId: left?.id ?? 0 });
        emulator.inject({ kind: 'pdHole', regionId: right?.id ?? 0 });
        await emulator.stopStore(1);
        const reading = pairsOf(WHOLE_KEYSPACE, emulator.now());
        await until(() => metrics.get('tivalve_tikv_retries_total') > 0);
        emulator.heal('pdNoLeader');
        await until(() => metrics.get('tivalve_tikv_requests_total') > 0);
        await emulator.startStore(1);
        await until(() => metrics.get('tivalve_tikv_snapshot_rows_total') === 2);
        emulator.heal('pdHole');
        expect(await reading).toEqual(['a=v', 'b=v', 'c=v', 'd=v']);
      });

      it('gives up after a while, naming what went wrong', async () => {
        await start({}, { giveUpAfterMs: 30 });
        emulator.inject({
          kind: 'kvError',
          error: { kind: 'serverIsBusy', backoffMs: 10, reason: 'overloaded' },
          times: Number.POSITIVE_INFINITY,
        });
        const error = await errorOf(pairsOf(WHOLE_KEYSPACE, emulator.now()));
        expect(error.code).toBe('TV_WIRE_UNREACHABLE');
        expect(error.message).toContain('KvScan in region');
        expect(error.message).toContain('serverIsBusy');
      });

      it('is given up by its signal', async () => {
        await start();
        emulator.inject({ kind: 'kvError', error: { kind: 'regionNotFound' }, times: Number.POSITIVE_INFINITY });
        const abort = new AbortController();
        const reading = errorOf(pairsOf(WHOLE_KEYSPACE, emulator.now(), abort.signal));
        await until(() => metrics.get('tivalve_tikv_retries_total') > 2);
        abort.abort('enough');
        expect((await reading).cause).toBe('enough');
      });

      describe('meets locks', () => {
        it('of a committed transaction, and shows what it wrote', async () => {
          await start({ splitKeys: [bytes('c')] });
          put('abcd');
          const transaction = emulator.begin();
          for (const key of 'abcd') transaction.put(bytes(key), bytes('new'));
          transaction.prewrite();
          transaction.commitPrimary();
          expect(await pairsOf(WHOLE_KEYSPACE, emulator.now())).toEqual(['a=new', 'b=new', 'c=new', 'd=new']);
        });

        it('of a transaction that committed later, and shows what was before', async () => {
          await start();
          put('abcd');
          const transaction = emulator.begin();
          for (const key of 'abcd') transaction.put(bytes(key), bytes('new'));
          transaction.prewrite();
          const ts = emulator.now();
          transaction.commitPrimary();
          expect(await pairsOf(WHOLE_KEYSPACE, ts)).toEqual(['a=v', 'b=v', 'c=v', 'd=v']);
        });

        it('of a transaction whose client died, and rolls it back once its time is over', async () => {
          await start({ lockTtlMs: 20 });
          put('abcd');
          const transaction = emulator.begin();
          for (const key of 'bcx') transaction.put(bytes(key), bytes('new'));
          transaction.prewrite();
          transaction.abandon();
          const reading = pairsOf(WHOLE_KEYSPACE, emulator.now());
          emulator.jumpTso(60_000);
          expect(await reading).toEqual(['a=v', 'b=v', 'c=v', 'd=v']);
        });

        it('of a living transaction, which then cannot commit at or below the ts that is read', async () => {
          await start();
          put('abcd');
          const { id, leader, epoch } = await lockedRegion('b');
          const context = {
            regionId: longOf(id),
            regionEpoch: { confVer: longOf(epoch.confVer), version: longOf(epoch.version) },
            peer: { id: longOf(leader?.id ?? 0), storeId: longOf(leader?.storeId ?? 0) },
          };
          const startTs = emulator.now();
          // As TiDB locks: with a commitTs that may be pushed.
          const prewrite = kvrpcpb.PrewriteRequest.encode({
            context,
            mutations: [{ op: kvrpcpb.Op.Put, key: bytes('b'), value: bytes('new') }],
            primaryLock: bytes('b'),
            startVersion: longOf(startTs),
            lockTtl: longOf(600_000),
            minCommitTs: longOf(startTs + 1n),
          }).finish();
          const call = { address: emulator.stores[0]?.address ?? '', deadlineMs: 5_000 };
          const decode = (given: Uint8Array): kvrpcpb.PrewriteResponse.$Properties =>
            kvrpcpb.PrewriteResponse.decode(given);
          const { errors } = await channels.unary({
            ...call,
            path: '/tikvpb.Tikv/KvPrewrite',
            request: prewrite,
            decode,
          });
          expect(errors).toEqual([]);
          const ts = emulator.now();
          expect(await pairsOf(WHOLE_KEYSPACE, ts)).toEqual(['a=v', 'b=v', 'c=v', 'd=v']);
          const commit = kvrpcpb.CommitRequest.encode({
            context,
            keys: [bytes('b')],
            startVersion: longOf(startTs),
            commitVersion: longOf(ts),
          }).finish();
          const { error } = await channels.unary({
            ...call,
            path: '/tikvpb.Tikv/KvCommit',
            request: commit,
            decode: (given) => kvrpcpb.CommitResponse.decode(given),
          });
          expect(bigintOf(error?.commitTsExpired?.minCommitTs ?? longOf(0))).toBeGreaterThan(ts);
        });

        it('of a living transaction that cannot be asked to, and waits for it, but not for ever', async () => {
          await start({ lockTtlMs: 600_000 }, { giveUpAfterMs: 40 });
          put('abcd');
          const transaction = emulator.begin();
          transaction.put(bytes('b'), bytes('new'));
          transaction.prewrite();
          const error = await errorOf(pairsOf(WHOLE_KEYSPACE, emulator.now()));
          expect(error.code).toBe('TV_WIRE_TIMEOUT');
          expect(error.message).toContain('key 62 stays locked');
          client = createTikvClient({ pd, channels, metrics, retry: { baseDelayMs: 1, maxDelayMs: 5 } });
          const ts = emulator.now();
          const before = metrics.get('tivalve_tikv_requests_total');
          const reading = pairsOf(WHOLE_KEYSPACE, ts);
          await until(() => metrics.get('tivalve_tikv_requests_total') > before + 4);
          transaction.rollback();
          expect(await reading).toEqual(['a=v', 'b=v', 'c=v', 'd=v']);
        });
      });
    });

    describe('resolveLocks', () => {
      const resolve = async (key: string, maxTs = emulator.now()): Promise<object> =>
        client.resolveLocks(await lockedRegion(key), maxTs, emulator.now());

      it('finds nothing where there is nothing', async () => {
        await start();
        put('abcd');
        expect(await resolve('a')).toEqual({ resolved: 0, alive: 0 });
      });

      it('clears those of a dead transaction, page by page, and leaves those of a living one alone', async () => {
        await start({ lockTtlMs: 3_000 });
        const dead = emulator.begin();
        for (const key of 'abcdefgh') dead.put(bytes(key), bytes('v'));
        dead.prewrite();
        dead.abandon();
        const living = emulator.begin({ lockTtlMs: 600_000 });
        for (const key of 'stuvwxyz') living.put(bytes(key), bytes('v'));
        living.prewrite();
        expect(await resolve('a')).toEqual({ resolved: 0, alive: 16 });
        emulator.jumpTso(60_000);
        expect(await resolve('a')).toEqual({ resolved: 8, alive: 8 });
        expect(await resolve('a')).toEqual({ resolved: 0, alive: 8 });
        expect(emulator.lockCount).toBe(8);
        living.commit();
        expect(
          emulator
            .readSpan(WHOLE_KEYSPACE, emulator.now())
            .map(([key]) => Buffer.from(key).toString())
            .join(''),
        ).toBe('stuvwxyz');
        expect(metrics.get('tivalve_tikv_resolved_locks_total')).toBe(8);
      });

      it('looks only at those that are old enough', async () => {
        await start();
        const early = emulator.begin();
        early.put(bytes('a'), bytes('v'));
        early.prewrite();
        const between = emulator.now();
        const late = emulator.begin();
        late.put(bytes('b'), bytes('v'));
        late.prewrite();
        emulator.jumpTso(60_000);
        expect(await resolve('a', between)).toEqual({ resolved: 1, alive: 0 });
        expect(emulator.lockCount).toBe(1);
      });

      it('commits what is left of a transaction whose primary is committed, in another region', async () => {
        await start({ stores: 2, splitKeys: [bytes('c')] });
        const transaction = emulator.begin();
        for (const key of 'abcd') transaction.put(bytes(key), bytes('v'));
        transaction.prewrite();
        const commitTs = transaction.commitPrimary();
        expect(await resolve('d')).toEqual({ resolved: 2, alive: 0 });
        expect(shown(span('c', ''), commitTs)).toEqual(['c=v', 'd=v']);
      });

      it('commits an async commit of which every key is locked, once its time is over', async () => {
        await start({ stores: 2, splitKeys: ['c', 'e'].map(bytes) });
        const transaction = emulator.begin({ mode: 'asyncCommit' });
        for (const key of 'abcdef') transaction.put(bytes(key), bytes('v'));
        transaction.prewrite();
        transaction.abandon();
        expect(await resolve('d')).toEqual({ resolved: 0, alive: 2 });
        emulator.jumpTso(60_000);
        expect(await resolve('d')).toEqual({ resolved: 2, alive: 0 });
        // Those of the other regions went with them.
        expect(emulator.lockCount).toBe(0);
        expect(shown(WHOLE_KEYSPACE, emulator.now())).toEqual([...'abcdef'].map((key) => `${key}=v`));
      });

      it('takes no notice of pessimistic locks, which hold nothing back', async () => {
        await start();
        const transaction = emulator.begin({ pessimistic: true });
        transaction.put(bytes('a'), bytes('v'));
        expect(emulator.lockCount).toBe(1);
        emulator.jumpTso(60_000);
        expect(await resolve('a')).toEqual({ resolved: 0, alive: 0 });
        expect(emulator.lockCount).toBe(1);
      });

      it.each(['KvScanLock', 'KvCheckTxnStatus', 'KvResolveLock'])(
        'goes on after region errors to %s',
        async (method) => {
          await start({ stores: 2, splitKeys: [bytes('c')] });
          const transaction = emulator.begin();
          for (const key of 'abcd') transaction.put(bytes(key), bytes('v'));
          transaction.prewrite();
          emulator.jumpTso(60_000);
          emulator.inject({ kind: 'kvError', error: { kind: 'epochNotMatch' }, method, times: 2 });
          expect(await resolve('d')).toEqual({ resolved: 2, alive: 0 });
        },
      );

      it('follows a region that was split or has another leader since it was looked at', async () => {
        await start({ stores: 2 });
        const transaction = emulator.begin();
        for (const key of 'abcdef') transaction.put(bytes(key), bytes('v'));
        transaction.prewrite();
        emulator.jumpTso(60_000);
        const region = await lockedRegion('a');
        for (const piece of [...emulator.splitRegion(bytes('c')), ...emulator.splitRegion(bytes('e'))])
          emulator.transferLeader(piece.id, 2);
        expect(await client.resolveLocks(region, emulator.now(), emulator.now())).toEqual({ resolved: 6, alive: 0 });
      });
    });
  });

  describe('with scripted stores', () => {
    type Handler = (bytes: Buffer) => Uint8Array;
    const handlers: Record<string, Handler> = {};
    const requests: { readonly method: string; readonly bytes: Buffer }[] = [];
    let member: FakePd;
    let address: string;
    const METHODS = ['KvScan', 'KvScanLock', 'KvCheckTxnStatus', 'KvCheckSecondaryLocks', 'KvResolveLock'];
    const PEER = { id: longOf(11), storeId: longOf(1) };
    const REGION: metapb.Region.$Properties = {
      id: longOf(7),
      startKey: new Uint8Array(0),
      endKey: new Uint8Array(0),
      regionEpoch: { confVer: longOf(2), version: longOf(5) },
      peers: [PEER],
    };
    const TARGET: LockedRegion = {
      id: 7,
      span: WHOLE_KEYSPACE,
      epoch: { confVer: 2, version: 5 },
      peers: [{ id: 11, storeId: 1 }],
      leader: undefined,
      storeId: 1,
    };
    const START_TS = tsOfPhysicalMs(1_000_000);
    const NOW = tsOfPhysicalMs(1_010_000);
    beforeEach(async () => {
      for (const method of METHODS) Reflect.deleteProperty(handlers, method);
      requests.length = 0;
      const unary = Object.fromEntries(
        METHODS.map((method) => [
          `/tikvpb.Tikv/${method}`,
          (bytes: Buffer) => {
            requests.push({ method, bytes });
            const handler = handlers[method];
            if (handler === undefined) throw new Error(`${method} is not expected`);
            return handler(bytes);
          },
        ]),
      );
      const server = await startServer({ unary });
      opened.push(server);
      address = server.address;
      const cluster = new FakePdCluster();
      opened.push(cluster);
      member = await cluster.add();
      member.handlers['GetRegion'] = () =>
        pdpb.GetRegionResponse.encode({ header: member.header, region: REGION, leader: PEER }).finish();
      member.handlers['GetStore'] = () =>
        pdpb.GetStoreResponse.encode({ header: member.header, store: { id: longOf(1), address } }).finish();
      await connect([member.address]);
    });
    const requestsOf = <T>(method: string, decode: (bytes: Buffer) => T): readonly T[] =>
      requests.filter((request) => request.method === method).map(({ bytes }) => decode(bytes));
    /** Answers one after the other; the last one stays. */
    const answers = (...given: readonly Uint8Array[]): Handler => {
      let next = 0;
      return () => {
        const answer = given[Math.min(next, given.length - 1)] as Uint8Array;
        next += 1;
        return answer;
      };
    };
    const lock = (key: string, more: kvrpcpb.LockInfo.$Properties = {}): kvrpcpb.LockInfo.$Properties => ({
      key: bytes(key),
      primaryLock: bytes('p'),
      lockVersion: longOf(START_TS),
      lockTtl: longOf(3_000),
      ...more,
    });
    const scanned = (answer: kvrpcpb.ScanResponse.$Properties): Uint8Array =>
      kvrpcpb.ScanResponse.encode(answer).finish();
    const scannedLocks = (answer: kvrpcpb.ScanLockResponse.$Properties): Uint8Array =>
      kvrpcpb.ScanLockResponse.encode(answer).finish();
    const checked = (answer: kvrpcpb.CheckTxnStatusResponse.$Properties): Uint8Array =>
      kvrpcpb.CheckTxnStatusResponse.encode(answer).finish();
    const secondaries = (answer: kvrpcpb.CheckSecondaryLocksResponse.$Properties): Uint8Array =>
      kvrpcpb.CheckSecondaryLocksResponse.encode(answer).finish();
    const cleared = (answer: kvrpcpb.ResolveLockResponse.$Properties = {}): Uint8Array =>
      kvrpcpb.ResolveLockResponse.encode(answer).finish();
    const failed = (regionError: errorpb.Error.$Properties): Uint8Array => scanned({ regionError });

    it('names region, epoch and peer, and asks for raw keys within the region', async () => {
      const region = { ...REGION, startKey: encodeMemcomparable(bytes('b')), endKey: encodeMemcomparable(bytes('m')) };
      member.handlers['GetRegion'] = () =>
        pdpb.GetRegionResponse.encode({ header: member.header, region, leader: PEER }).finish();
      handlers['KvScan'] = () => scanned({ pairs: [...'cde'].map((key) => ({ key: bytes(key) })) });
      const page = await client.readSnapshot(span('c', 'n'), 9n).next();
      expect(page.value).toHaveLength(3);
      const [asked] = member.requestsOf('GetRegion', (given) => pdpb.GetRegionRequest.decode(given).regionKey);
      expect(asked).toEqual(Buffer.from(encodeMemcomparable(bytes('c'))));
      const [request] = requestsOf('KvScan', (given) => kvrpcpb.ScanRequest.decode(given));
      expect([
        request?.startKey,
        request?.endKey,
        request?.limit,
        request?.version && bigintOf(request.version),
      ]).toEqual([Buffer.from('c'), Buffer.from('m'), 3, 9n]);
      const { context } = request ?? {};
      expect(
        [
          context?.regionId,
          context?.regionEpoch?.confVer,
          context?.regionEpoch?.version,
          context?.peer?.id,
          context?.peer?.storeId,
        ].map(String),
      ).toEqual(['7', '2', '5', '11', '1']);
    });

    it.each([
      { title: 'stale command', error: { staleCommand: {} } },
      { title: 'a leader that is not ready', error: { maxTimestampNotSynced: {} } },
      { title: 'a merge', error: { proposalInMergingMode: {} } },
      { title: 'a read index that is not ready', error: { readIndexNotReady: {} } },
      { title: 'another peer', error: { mismatchPeerId: {} } },
      { title: 'a witness', error: { isWitness: {} } },
      { title: 'a recovery', error: { RecoveryInProgress: {} } },
      { title: 'a region that starts', error: { regionNotInitialized: {} } },
      { title: 'a key that is elsewhere', error: { keyNotInRegion: {} } },
      { title: 'a leader that is not known', error: { notLeader: { leader: {} } } },
      { title: 'an error from the future', error: { message: 'something new' } },
    ])('asks PD again after $title', async ({ error }) => {
      handlers['KvScan'] = answers(failed(error), scanned({}));
      expect(await pairsOf(WHOLE_KEYSPACE, 9n)).toEqual([]);
      expect(member.requests.filter(({ method }) => method === 'GetRegion')).toHaveLength(2);
    });

    it('waits as long as a busy store asks for', async () => {
      await connect([member.address], { giveUpAfterMs: 1_000 });
      handlers['KvScan'] = () => failed({ serverIsBusy: { reason: 'overloaded', backoffMs: longOf(2_000) } });
      expect((await errorOf(pairsOf(WHOLE_KEYSPACE, 9n))).message).toContain('serverIsBusy');
      expect(requests).toHaveLength(1);
    });

    it('asks PD for the address of a store when it has become that of another', async () => {
      const before = channels.to(address);
      handlers['KvScan'] = answers(
        failed({ storeNotMatch: { requestStoreId: longOf(1), actualStoreId: longOf(2) } }),
        scanned({}),
      );
      expect(await pairsOf(WHOLE_KEYSPACE, 9n)).toEqual([]);
      expect(member.requests.filter(({ method }) => method === 'GetStore')).toHaveLength(2);
      expect(channels.to(address)).not.toBe(before);
    });

    it('asks no store that was removed, and none about a key that its region does not hold', async () => {
      const region = { ...REGION, startKey: encodeMemcomparable(bytes('x')) };
      const right = member.handlers['GetRegion'];
      member.handlers['GetRegion'] = () => {
        if (right !== undefined) member.handlers['GetRegion'] = right;
        return pdpb.GetRegionResponse.encode({ header: member.header, region, leader: PEER }).finish();
      };
      const up = member.handlers['GetStore'];
      member.handlers['GetStore'] = () => {
        if (up !== undefined) member.handlers['GetStore'] = up;
        const store = { id: longOf(1), address, state: metapb.StoreState.Tombstone };
        return pdpb.GetStoreResponse.encode({ header: member.header, store }).finish();
      };
      handlers['KvScan'] = () => scanned({});
      expect(await pairsOf(WHOLE_KEYSPACE, 9n)).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(member.requests.filter(({ method }) => method === 'GetRegion')).toHaveLength(3);
    });

    it('does not ask in a circle when two peers name each other', async () => {
      await connect([member.address], { giveUpAfterMs: 30 });
      handlers['KvScan'] = () => failed({ notLeader: { leader: PEER } });
      await errorOf(pairsOf(WHOLE_KEYSPACE, 9n));
      expect(requests.length).toBeLessThan(60);
    });

    it.each([
      { title: 'a flashback', answer: failed({ FlashbackInProgress: {} }), message: 'FlashbackInProgress' },
      { title: 'an error of a key', answer: scanned({ error: { abort: 'no such ts' } }), message: 'no such ts' },
    ])('is refused by $title', async ({ answer, message }) => {
      handlers['KvScan'] = () => answer;
      const error = await errorOf(pairsOf(WHOLE_KEYSPACE, 9n));
      expect(error.code).toBe('TV_WIRE_REFUSED');
      expect(error.message).toContain(message);
    });

    it('is refused by borders that are no keys', async () => {
      const region = { ...REGION, endKey: bytes('no') };
      member.handlers['GetRegion'] = () =>
        pdpb.GetRegionResponse.encode({ header: member.header, region, leader: PEER }).finish();
      handlers['KvScan'] = () => scanned({});
      const error = await errorOf(pairsOf(WHOLE_KEYSPACE, 9n));
      expect(error.code).toBe('TV_WIRE_MALFORMED');
      expect(error.message).toContain('border of region 7');
    });

    it('reads through locks that it knows, naming them', async () => {
      const other = tsOfPhysicalMs(1_000_001);
      member.cluster.lastTs = NOW;
      handlers['KvScan'] = answers(
        scanned({
          pairs: [
            { key: bytes('a'), value: bytes('1') },
            { error: { locked: lock('b') } },
            { key: bytes('c'), value: bytes('3') },
          ],
        }),
        scanned({
          pairs: [{ error: { locked: lock('b', { lockVersion: longOf(other) }) } }],
          error: { locked: lock('b', { lockVersion: longOf(other) }) },
        }),
        scanned({ pairs: [{ key: bytes('c'), value: bytes('3') }] }),
      );
      handlers['KvCheckTxnStatus'] = answers(
        checked({ commitVersion: longOf(START_TS + 1n) }),
        checked({ lockTtl: longOf(3_000), action: kvrpcpb.Action.MinCommitTSPushed }),
      );
      handlers['KvResolveLock'] = () => cleared();
      expect(await pairsOf(WHOLE_KEYSPACE, MAX_TS - 1n)).toEqual(['a=1', 'c=3']);
      const scans = requestsOf('KvScan', (given) => kvrpcpb.ScanRequest.decode(given));
      expect(
        scans.map(({ startKey, context }) => [
          Buffer.from(startKey ?? []).toString(),
          (context?.committedLocks ?? []).map(bigintOf),
          (context?.resolvedLocks ?? []).map(bigintOf),
        ]),
      ).toEqual([
        ['', [], []],
        ['a\0', [START_TS], []],
        ['a\0', [START_TS], [other]],
      ]);
      const [query] = requestsOf('KvCheckTxnStatus', (given) => kvrpcpb.CheckTxnStatusRequest.decode(given));
      expect([
        query?.primaryKey,
        query?.verifyIsPrimary,
        query?.callerStartTs && bigintOf(query.callerStartTs),
      ]).toEqual([Buffer.from('p'), true, MAX_TS - 1n]);
    });

    it('looks at a region again that was in the middle of a prewrite', async () => {
      handlers['KvScanLock'] = answers(scannedLocks({ error: { locked: lock('a') } }), scannedLocks({}));
      expect(await client.resolveLocks(TARGET, NOW, NOW)).toEqual({ resolved: 0, alive: 0 });
      // The region was known: PD was not asked.
      expect(member.requests.some(({ method }) => method === 'GetRegion')).toBe(false);
    });

    it('gives a region up that is always in the middle of one', async () => {
      await connect([member.address], { giveUpAfterMs: 20 });
      handlers['KvScanLock'] = () => scannedLocks({ error: { locked: lock('a') } });
      expect((await errorOf(client.resolveLocks(TARGET, NOW, NOW))).code).toBe('TV_WIRE_TIMEOUT');
    });

    it('has a transaction rolled back that left no trace, only when its time is over', async () => {
      handlers['KvScanLock'] = () => scannedLocks({ locks: [lock('a')] });
      handlers['KvCheckTxnStatus'] = (given) => {
        const { rollbackIfNotExist } = kvrpcpb.CheckTxnStatusRequest.decode(given);
        return rollbackIfNotExist
          ? checked({ action: kvrpcpb.Action.LockNotExistRollback })
          : checked({ error: { txnNotFound: {} } });
      };
      handlers['KvResolveLock'] = () => cleared();
      expect(await client.resolveLocks(TARGET, NOW, tsOfPhysicalMs(1_003_000))).toEqual({ resolved: 0, alive: 1 });
      expect(await client.resolveLocks(TARGET, NOW, tsOfPhysicalMs(1_003_001))).toEqual({ resolved: 1, alive: 0 });
      const [request] = requestsOf('KvResolveLock', (given) => kvrpcpb.ResolveLockRequest.decode(given));
      expect([
        request?.startVersion && bigintOf(request.startVersion),
        String(request?.commitVersion),
        request?.keys,
      ]).toEqual([START_TS, '0', [Buffer.from('a')]]);
    });

    it('resolves a lock without a time to live whatever the time', async () => {
      handlers['KvScanLock'] = () => scannedLocks({ locks: [lock('a', { lockTtl: longOf(0) })] });
      handlers['KvCheckTxnStatus'] = () => checked({});
      handlers['KvResolveLock'] = () => cleared();
      expect(await client.resolveLocks(TARGET, NOW, START_TS)).toEqual({ resolved: 1, alive: 0 });
      const [query] = requestsOf('KvCheckTxnStatus', (given) => kvrpcpb.CheckTxnStatusRequest.decode(given));
      expect(query?.currentTs && bigintOf(query.currentTs)).toBe(MAX_TS);
    });

    it('leaves a lock alone whose primary is none', async () => {
      handlers['KvScanLock'] = () => scannedLocks({ locks: [lock('a')] });
      handlers['KvCheckTxnStatus'] = () => checked({ error: { primaryMismatch: {} } });
      expect(await client.resolveLocks(TARGET, NOW, NOW)).toEqual({ resolved: 0, alive: 1 });
    });

    it('looks into shared locks', async () => {
      const shared = [
        lock('a'),
        lock('a', { lockVersion: longOf(START_TS + 1n) }),
        lock('a', { lockType: kvrpcpb.Op.SharedPessimisticLock }),
      ];
      handlers['KvScanLock'] = () =>
        scannedLocks({ locks: [{ key: bytes('a'), lockType: kvrpcpb.Op.SharedLock, sharedLockInfos: shared }] });
      handlers['KvCheckTxnStatus'] = () => checked({});
      handlers['KvResolveLock'] = () => cleared();
      expect(await client.resolveLocks(TARGET, NOW, NOW)).toEqual({ resolved: 2, alive: 0 });
    });

    it('asks about a transaction once, however many pages its locks fill', async () => {
      handlers['KvScanLock'] = answers(
        scannedLocks({ locks: [...'abc'].map((key) => lock(key)) }),
        scannedLocks({ locks: [...'de'].map((key) => lock(key)) }),
      );
      handlers['KvCheckTxnStatus'] = () => checked({ commitVersion: longOf(NOW) });
      handlers['KvResolveLock'] = () => cleared();
      expect(await client.resolveLocks(TARGET, NOW, NOW)).toEqual({ resolved: 5, alive: 0 });
      expect(requestsOf('KvCheckTxnStatus', (given) => given)).toHaveLength(1);
      expect(
        requestsOf('KvScanLock', (given) =>
          Buffer.from(kvrpcpb.ScanLockRequest.decode(given).startKey ?? []).toString(),
        ),
      ).toEqual(['', 'c\0']);
    });

    it.each([
      {
        title: 'KvScanLock',
        given: () => Object.assign(handlers, { KvScanLock: () => scannedLocks({ error: { abort: 'no' } }) }),
      },
      {
        title: 'KvCheckTxnStatus',
        given: () => Object.assign(handlers, { KvCheckTxnStatus: () => checked({ error: { abort: 'no' } }) }),
      },
      {
        title: 'KvResolveLock',
        given: () => Object.assign(handlers, { KvResolveLock: () => cleared({ error: { abort: 'no' } }) }),
      },
    ])('is refused by an error of $title', async ({ title, given }) => {
      Object.assign(handlers, {
        KvScanLock: () => scannedLocks({ locks: [lock('a')] }),
        KvCheckTxnStatus: () => checked({}),
        KvResolveLock: () => cleared(),
      });
      given();
      const error = await errorOf(client.resolveLocks(TARGET, NOW, NOW));
      expect(error.code).toBe('TV_WIRE_REFUSED');
      expect(error.message).toContain(title);
    });

    describe('decides an async commit', () => {
      const asyncLock = (key: string, minCommitTs: Ts): kvrpcpb.LockInfo.$Properties =>
        lock(key, { useAsyncCommit: true, minCommitTs: longOf(minCommitTs) });
      const primary = { ...asyncLock('p', START_TS + 5n), secondaries: [bytes('s'), bytes('q')] };
      beforeEach(() => {
        handlers['KvScanLock'] = () => scannedLocks({ locks: [asyncLock('q', START_TS + 9n)] });
        handlers['KvCheckTxnStatus'] = () => checked({ lockTtl: longOf(3_000), lockInfo: primary });
        handlers['KvResolveLock'] = () => cleared();
      });
      const clearing = (): readonly unknown[] =>
        requestsOf('KvResolveLock', (given) => kvrpcpb.ResolveLockRequest.decode(given)).map(
          ({ commitVersion, keys }) => [
            commitVersion && bigintOf(commitVersion),
            (keys ?? []).map((key) => Buffer.from(key).toString()).join(''),
          ],
        );

      it.each([
        {
          title: 'at the highest of its keys when all are locked',
          answer: { locks: [asyncLock('q', START_TS + 9n), asyncLock('s', START_TS + 7n)] },
          commitTs: START_TS + 9n,
        },
        {
          title: 'at its primary when that is the highest',
          answer: { locks: [asyncLock('q', START_TS + 1n), asyncLock('s', START_TS + 1n)] },
          commitTs: START_TS + 5n,
        },
        {
          title: 'as committed when a key is committed already',
          answer: { locks: [asyncLock('q', START_TS + 9n)], commitTs: longOf(START_TS + 11n) },
          commitTs: START_TS + 11n,
        },
        {
          title: 'as rolled back when a key is missing',
          answer: { locks: [asyncLock('q', START_TS + 9n)] },
          commitTs: 0n,
        },
      ])('$title', async ({ answer, commitTs }) => {
        handlers['KvCheckSecondaryLocks'] = () => secondaries(answer);
        expect(await client.resolveLocks(TARGET, NOW, NOW)).toEqual({ resolved: 1, alive: 0 });
        expect(clearing()).toEqual([[commitTs, 'pqs']]);
      });

      it('at its primary alone, once one of its keys was locked without it', async () => {
        handlers['KvCheckSecondaryLocks'] = () => secondaries({ locks: [asyncLock('q', START_TS + 9n), lock('s')] });
        handlers['KvCheckTxnStatus'] = (given) =>
          kvrpcpb.CheckTxnStatusRequest.decode(given).forceSyncCommit
            ? checked({ action: kvrpcpb.Action.TTLExpireRollback })
            : checked({ lockTtl: longOf(3_000), lockInfo: primary });
        expect(await client.resolveLocks(TARGET, NOW, NOW)).toEqual({ resolved: 1, alive: 0 });
        expect(clearing()).toEqual([[0n, 'q']]);
      });

      it('never, when its keys contradict each other', async () => {
        const border = encodeMemcomparable(bytes('r'));
        member.handlers['GetRegion'] = (given) => {
          const isLeft = Buffer.compare(pdpb.GetRegionRequest.decode(given).regionKey ?? Buffer.alloc(0), border) < 0;
          const region = isLeft ? { ...REGION, endKey: border } : { ...REGION, startKey: border };
          return pdpb.GetRegionResponse.encode({ header: member.header, region, leader: PEER }).finish();
        };
        handlers['KvCheckSecondaryLocks'] = answers(secondaries({ commitTs: longOf(START_TS + 9n) }), secondaries({}));
        const error = await errorOf(client.resolveLocks(TARGET, NOW, NOW));
        expect(error.code).toBe('TV_WIRE_MALFORMED');
        expect(clearing()).toEqual([]);
      });

      it('not at all while its time is not over', async () => {
        expect(await client.resolveLocks(TARGET, NOW, tsOfPhysicalMs(1_003_000))).toEqual({ resolved: 0, alive: 1 });
      });
    });
  });
});
