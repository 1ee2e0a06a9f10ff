import { type Client, type ClientDuplexStream, Metadata, type StatusObject, status } from '@grpc/grpc-js';
import { VirtualTimeScheduler } from 'rxjs';
import { bigintOf, bytes, call, encodeKey, longOf, numberOf, pdpb, type ServiceError } from './bareClients';
import { type OpenCluster, openCluster } from './openCluster';

const header = ({ emulator }: OpenCluster): pdpb.RequestHeader.$Properties => ({
  clusterId: longOf(emulator.clusterId),
});
const members = (client: Client) => {
  return call(client, '/pdpb.PD/GetMembers', pdpb.GetMembersRequest, pdpb.GetMembersResponse, {});
};
const scan = (cluster: OpenCluster, fields: pdpb.ScanRegionsRequest.$Properties = {}) => {
  const request = { header: header(cluster), ...fields };
  return call(cluster.pd(), '/pdpb.PD/ScanRegions', pdpb.ScanRegionsRequest, pdpb.ScanRegionsResponse, request);
};
const batchScan = (cluster: OpenCluster, fields: pdpb.BatchScanRegionsRequest.$Properties) => {
  const { BatchScanRegionsRequest: request, BatchScanRegionsResponse: response } = pdpb;
  return call(cluster.pd(), '/pdpb.PD/BatchScanRegions', request, response, { header: header(cluster), ...fields });
};
const protect = (cluster: OpenCluster, service: string, safePoint: bigint, ttl: number | bigint) => {
  const { UpdateServiceGCSafePointRequest: request, UpdateServiceGCSafePointResponse: response } = pdpb;
  return call(cluster.pd(), '/pdpb.PD/UpdateServiceGCSafePoint', request, response, {
    header: header(cluster),
    serviceId: bytes(service),
    TTL: longOf(ttl),
    safePoint: longOf(safePoint),
  });
};
const ids = (regions: readonly { region?: { id?: ReturnType<typeof longOf> | null } | null }[]): number[] =>
  regions.map(({ region }) => numberOf(region?.id ?? longOf(0)));
const range = (start: string, end: string) => ({ startKey: encodeKey(bytes(start)), endKey: encodeKey(bytes(end)) });

/** A TSO stream by hand. */
class BareTso {
  readonly answers: pdpb.TsoResponse[] = [];
  ended: StatusObject | undefined;
  readonly stream: ClientDuplexStream<pdpb.TsoRequest.$Properties, pdpb.TsoResponse>;
  private wake: () => void = () => undefined;

  constructor(client: Client) {
    this.stream = client.makeBidiStreamRequest(
      '/pdpb.PD/Tso',
      (one: pdpb.TsoRequest.$Properties) => Buffer.from(pdpb.TsoRequest.encode(one).finish()),
      (message) => pdpb.TsoResponse.decode(message),
      new Metadata(),
    );
    this.stream.on('data', (answer: pdpb.TsoResponse) => {
      this.answers.push(answer);
      this.wake();
    });
    this.stream.on('error', () => undefined);
    this.stream.on('status', (ended: StatusObject) => {
      this.ended = ended;
      this.wake();
    });
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

const tsOf = ({ timestamp }: pdpb.TsoResponse): bigint =>
  (bigintOf(timestamp?.physical ?? longOf(0)) << 18n) + bigintOf(timestamp?.logical ?? longOf(0));

describe('PD', () => {
  it('names its members and their leader, whatever the header says', async () => {
    await using cluster = await openCluster({ pdMembers: 2 });
    const answer = await members(cluster.pd(1));
    expect(bigintOf(answer.header?.clusterId ?? longOf(0))).toBe(cluster.emulator.clusterId);
    const urls = cluster.emulator.pd.map((address) => [`http://${address}`]);
    expect(answer.members.map(({ clientUrls }) => clientUrls)).toEqual(urls);
    expect(answer.leader?.clientUrls).toEqual(urls[0]);
    expect(answer.etcdLeader?.clientUrls).toEqual(urls[0]);
    const { GetClusterInfoRequest, GetClusterInfoResponse } = pdpb;
    const path = '/pdpb.PD/GetClusterInfo';
    const info = await call(cluster.pd(), path, GetClusterInfoRequest, GetClusterInfoResponse, {});
    expect(info.serviceModes).toEqual([pdpb.ServiceMode.PD_SVC_MODE]);
  });

  it('is led by one member; the others say so before they look at the cluster id', async () => {
    await using cluster = await openCluster({ pdMembers: 3 });
    const { emulator } = cluster;
    const stores = (member: number, clusterId = emulator.clusterId) => {
      const { GetAllStoresRequest: request, GetAllStoresResponse: response } = pdpb;
      const message = { header: { clusterId: longOf(clusterId) } };
      return call(cluster.pd(member), '/pdpb.PD/GetAllStores', request, response, message);
    };
    await expect(stores(1, 7n)).rejects.toMatchObject({ code: status.UNAVAILABLE, details: 'not leader' });
    await expect(stores(0, 7n)).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
      details: `mismatch cluster id, need ${emulator.clusterId} but got 7`,
    });
    emulator.movePdLeader(1);
    expect((await stores(1)).stores).toHaveLength(1);
    await expect(stores(0)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await emulator.stopPd(1);
    expect((await stores(2)).stores).toHaveLength(1);
    emulator.inject({ kind: 'pdLeaderless' });
    await expect(stores(2)).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect((await members(cluster.pd(2))).leader).toBeNull();
  });

  it('gives timestamps in order: the last of a batch, above all before, over jumps of the clock', async () => {
    await using cluster = await openCluster();
    const tso = new BareTso(cluster.pd());
    let highest = cluster.emulator.now();
    const ask = async (count: number): Promise<bigint> => {
      const at = tso.answers.length;
      tso.stream.write({ header: header(cluster), count });
      await tso.until(() => tso.answers.length > at);
      const answer = tso.answers.at(-1) as pdpb.TsoResponse;
      expect(answer.count).toBe(count);
      const last = tsOf(answer);
      expect(bigintOf(answer.timestamp?.logical ?? longOf(0))).toBeGreaterThanOrEqual(BigInt(count - 1));
      expect(last - BigInt(count) + 1n).toBeGreaterThan(highest);
      highest = last;
      return last;
    };
    await ask(1);
    const before = await ask(1000);
    cluster.emulator.jumpTso(3_600_000);
    expect((await ask(1)) - before).toBeGreaterThan(3_599_999n << 18n);
    cluster.emulator.jumpTso(-7_200_000);
    await ask(10);
    for (let i = 0; i < 3; i += 1) await ask(200_000);
    tso.stream.end();
    await tso.until(() => tso.ended !== undefined);
    expect(tso.ended?.code).toBe(status.OK);
  });

  it.each([
    { title: 'a count of 0', request: { count: 0 }, code: status.UNKNOWN },
    {
      title: 'a wrong cluster',
      request: { count: 1, header: { clusterId: longOf(7) } },
      code: status.FAILED_PRECONDITION,
    },
  ])('ends a stream of timestamps at $title', async ({ request, code }) => {
    await using cluster = await openCluster();
    const tso = new BareTso(cluster.pd());
    tso.stream.write({ header: header(cluster), ...request });
    await tso.until(() => tso.ended !== undefined);
    expect(tso.ended?.code).toBe(code);
  });

  it('breaks a stream of timestamps after so many answers, and with its leadership', async () => {
    await using cluster = await openCluster({ pdMembers: 2 });
    cluster.emulator.inject({ kind: 'tsoBreaks', afterAnswers: 1 });
    const tso = new BareTso(cluster.pd());
    for (const _ of [1, 2]) tso.stream.write({ header: header(cluster), count: 1 });
    await tso.until(() => tso.ended !== undefined);
    expect([tso.answers.length, tso.ended?.code]).toEqual([1, status.UNKNOWN]);
    const next = new BareTso(cluster.pd());
    next.stream.write({ header: header(cluster), count: 1 });
    await next.until(() => next.answers.length === 1);
    cluster.emulator.movePdLeader();
    await next.until(() => next.ended !== undefined);
    expect(next.ended?.code).toBe(status.UNAVAILABLE);
  });

  it('finds regions by key, by id and in order; what it does not find is no error', async () => {
    await using cluster = await openCluster({ splits: ['g', 'm'] });
    const { emulator } = cluster;
    const [left, middle, right] = emulator.regions().map(({ id }) => id);
    const byKey = (method: 'GetRegion' | 'GetPrevRegion', key: string) => {
      const { GetRegionRequest: request, GetRegionResponse: response } = pdpb;
      const message = { header: header(cluster), regionKey: encodeKey(bytes(key)) };
      return call(cluster.pd(), `/pdpb.PD/${method}`, request, response, message);
    };
    const at = await byKey('GetRegion', 'g');
    expect([numberOf(at.region?.id ?? longOf(0)), numberOf(at.leader?.storeId ?? longOf(0))]).toEqual([middle, 1]);
    expect(ids([await byKey('GetPrevRegion', 'g')])).toEqual([left]);
    expect((await byKey('GetPrevRegion', 'a')).region).toBeNull();
    const { GetRegionByIDRequest, GetRegionResponse } = pdpb;
    const byId = (id: number) => {
      const message = { header: header(cluster), regionId: longOf(id) };
      return call(cluster.pd(), '/pdpb.PD/GetRegionByID', GetRegionByIDRequest, GetRegionResponse, message);
    };
    expect(ids([await byId(right ?? 0)])).toEqual([right]);
    expect(await byId(99_999)).toMatchObject({ header: { error: null }, region: null });
    const all = await scan(cluster);
    expect(ids(all.regions)).toEqual([left, middle, right]);
    expect(all.regionMetas).toHaveLength(3);
    expect(all.leaders).toHaveLength(3);
    expect(ids((await scan(cluster, { ...range('h', 'm'), limit: 5 })).regions)).toEqual([middle]);
    expect(ids((await scan(cluster, { startKey: encodeKey(bytes('h')), limit: 1 })).regions)).toEqual([middle]);
  });

  it('scans several ranges at once, if it is new enough', async () => {
    await using cluster = await openCluster({ splits: ['g', 'm', 't'] });
    const [one, two, three, four] = cluster.emulator.regions().map(({ id }) => id);
    const scanned = async (fields: pdpb.BatchScanRegionsRequest.$Properties) =>
      ids((await batchScan(cluster, fields)).regions);
    expect(await scanned({ ranges: [range('a', 'c'), range('d', 'h'), range('u', 'v')] })).toEqual([one, two, four]);
    expect(await scanned({ ranges: [range('a', 'h'), range('h', 'p')], containAllKeyRange: true })).toEqual([
      one,
      two,
      three,
    ]);
    expect(await scanned({ ranges: [range('a', 'z')], limit: 2 })).toEqual([one, two]);
    const overlapping = await batchScan(cluster, { ranges: [range('a', 'h'), range('c', 'p')] });
    expect(overlapping.header?.error).toMatchObject({
      type: pdpb.ErrorType.UNKNOWN,
      message: 'invalid key range, ranges overlapped',
    });
    const backwards = await batchScan(cluster, { ranges: [range('p', 'h')] });
    expect(backwards.header?.error?.message).toBe('invalid key range, start key > end key');
    const unbounded = { startKey: encodeKey(bytes('h')), endKey: new Uint8Array(0) };
    expect(await scanned({ ranges: [unbounded, range('i', 'j')] })).toEqual([two, three, four, two]);
    cluster.emulator.inject({ kind: 'pdHole', regionId: two ?? 0 });
    expect(await scanned({ ranges: [range('a', 'z')] })).toEqual([one, three, four]);
    const strict = await batchScan(cluster, { ranges: [range('a', 'z')], containAllKeyRange: true });
    expect(strict.header?.error?.type).toBe(pdpb.ErrorType.REGIONS_NOT_CONTAIN_ALL_KEY_RANGE);
    await using old = await openCluster({ batchScanRegions: false });
    await expect(batchScan(old, { ranges: [] })).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });

  it('can be stale, have a hole, or not know a leader', async () => {
    await using cluster = await openCluster({ splits: ['m'] });
    const { emulator } = cluster;
    const [left, right] = emulator.regions();
    const stale = emulator.inject({ kind: 'stalePd' });
    emulator.splitRegion(bytes('f'));
    expect(ids((await scan(cluster)).regions)).toEqual([left?.id, right?.id]);
    emulator.heal(stale);
    expect((await scan(cluster)).regions).toHaveLength(3);
    emulator.inject({ kind: 'pdHole', regionId: left?.id ?? 0 });
    expect((await scan(cluster)).regions).toHaveLength(2);
    emulator.inject({ kind: 'pdNoLeader', regionId: right?.id ?? 0 });
    const leaders = (await scan(cluster)).regions.map(({ leader }) => numberOf(leader?.id ?? longOf(0)) === 0);
    expect(leaders).toEqual([false, true]);
  });

  it('lists stores by an address without a scheme; one it does not know is an error of its header', async () => {
    await using cluster = await openCluster({ stores: 2 });
    const { GetStoreRequest, GetStoreResponse } = pdpb;
    const store = (id: number) => {
      const message = { header: header(cluster), storeId: longOf(id) };
      return call(cluster.pd(), '/pdpb.PD/GetStore', GetStoreRequest, GetStoreResponse, message);
    };
    const { address } = cluster.emulator.stores[1] ?? {};
    expect((await store(2)).store).toMatchObject({ address, version: '8.5.0', state: 0 });
    expect((await store(9)).header?.error?.type).toBe(pdpb.ErrorType.UNKNOWN);
  });

  it('refuses a safe point without a word, and forgets it when its time is over', async () => {
    const scheduler = new VirtualTimeScheduler();
    await using cluster = await openCluster({ scheduler });
    const { emulator } = cluster;
    const minimum = async (service: string, safePoint: bigint, ttl: number): Promise<bigint> =>
      bigintOf((await protect(cluster, service, safePoint, ttl)).minSafePoint);
    const ts = emulator.now();
    emulator.gc(ts);
    expect(await minimum('feed', ts - 1n, 60)).toBe(ts);
    expect([...emulator.serviceSafePoints]).toEqual([['gc_worker', ts]]);
    expect(await minimum('feed', ts + 5n, 60)).toBe(ts);
    expect(emulator.serviceSafePoints.get('feed')).toBe(ts + 5n);
    expect(await minimum('probe', 0n, 0)).toBe(ts);
    scheduler.frame += 60_001;
    expect(emulator.serviceSafePoints.has('feed')).toBe(false);
    const { GetGCSafePointRequest, GetGCSafePointResponse } = pdpb;
    const message = { header: header(cluster) };
    const path = '/pdpb.PD/GetGCSafePoint';
    const { safePoint } = await call(cluster.pd(), path, GetGCSafePointRequest, GetGCSafePointResponse, message);
    expect(bigintOf(safePoint)).toBe(ts);
  });

  it('refuses with a status what would end the protection by GC itself, and a service without a name', async () => {
    await using cluster = await openCluster();
    const forEver = 0x7fff_ffff_ffff_ffffn;
    const refusal = (service: string, ttl: bigint) =>
      protect(cluster, service, 45n, ttl).then(
        () => undefined,
        ({ code, details }: ServiceError) => [code, details],
      );
    expect(await refusal('gc_worker', 0n)).toEqual([status.UNKNOWN, 'cannot remove service safe point of gc_worker']);
    expect((await refusal('gc_worker', 1n << 62n))?.[1]).toBe("TTL of gc_worker's service safe point must be infinity");
    expect((await refusal('', 10n))?.[1]).toBe('service id of service safepoint cannot be empty');
    expect(await refusal('gc_worker', forEver)).toBeUndefined();
    expect([...cluster.emulator.serviceSafePoints]).toEqual([['gc_worker', 45n]]);
  });

  it('has nothing to scatter, and no operator to wait for', async () => {
    await using cluster = await openCluster({ stores: 3 });
    const { ScatterRegionRequest, ScatterRegionResponse, GetOperatorRequest, GetOperatorResponse } = pdpb;
    const { id } = cluster.region();
    const scattered = await call(cluster.pd(), '/pdpb.PD/ScatterRegion', ScatterRegionRequest, ScatterRegionResponse, {
      header: header(cluster),
      regionsId: [longOf(id)],
    });
    expect(numberOf(scattered.finishedPercentage)).toBe(100);
    const operator = await call(cluster.pd(), '/pdpb.PD/GetOperator', GetOperatorRequest, GetOperatorResponse, {
      header: header(cluster),
      regionId: longOf(id),
    });
    expect(operator.header?.error?.type).toBe(pdpb.ErrorType.REGION_NOT_FOUND);
  });

  it('reserves ids of one space, is bootstrapped, and is healthy', async () => {
    await using cluster = await openCluster();
    const { AllocIDRequest, AllocIDResponse, IsBootstrappedRequest, IsBootstrappedResponse } = pdpb;
    const alloc = (count: number) => {
      return call(cluster.pd(), '/pdpb.PD/AllocID', AllocIDRequest, AllocIDResponse, {
        header: header(cluster),
        count,
      });
    };
    const first = numberOf((await alloc(0)).id);
    expect(numberOf((await alloc(10)).id)).toBe(first + 10);
    const path = '/pdpb.PD/IsBootstrapped';
    const message = { header: header(cluster) };
    expect(await call(cluster.pd(), path, IsBootstrappedRequest, IsBootstrappedResponse, message)).toMatchObject({
      bootstrapped: true,
    });
    const raw = { encode: (one: Buffer) => ({ finish: () => one }), decode: (one: Uint8Array) => one };
    for (const client of [cluster.pd(), cluster.store()]) {
      const health = await call(client, '/grpc.health.v1.Health/Check', raw, raw, Buffer.alloc(0));
      expect([...health]).toEqual([8, 1]);
    }
  });
});
