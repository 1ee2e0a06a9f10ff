import { copyFileSync, readFileSync } from 'node:fs';
import { ServerCredentials } from '@grpc/grpc-js';
import { VirtualTimeScheduler } from 'rxjs';
import { WireError } from '../../src/errors/TiValveError';
import type { Logger } from '../../src/model/logger';
import { MetricsMap } from '../../src/model/metrics';
import { MAX_TS } from '../../src/model/ts';
import { bigintOf, longOf } from '../../src/model/uint64';
import { type ChannelOptions, type Channels, openChannels } from '../../src/wire/channels';
import { metapb, pdpb } from '../../src/wire/generated/messages';
import { connectPd, type PdClient, type PdOptions } from '../../src/wire/pdClient';
import { Authority } from '../helpers/certificates';
import { type FakePd, FakePdCluster, tsoAnswer } from '../helpers/fakePd';
import { Refusal, until } from '../helpers/grpcServer';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const SPAN = { startKey: hex('6d00000000000000f8'), endKey: hex('') };

describe('pdClient', () => {
  const opened: { close(): unknown }[] = [];
  let metrics: MetricsMap;
  let logged: string[];
  let delays: number[];
  let channels: Channels;
  function openings(options: ChannelOptions = {}): Channels {
    const made = openChannels({ reconnectBaseMs: 10, reconnectMaxMs: 20, ...options });
    opened.push(made);
    return made;
  }
  beforeEach(() => {
    metrics = new MetricsMap();
    logged = [];
    delays = [];
    channels = openings();
  });
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.close();
  });
  const note = (fields: { readonly delayMs?: number }, message: string): void => {
    logged.push(message);
    if (fields.delayMs !== undefined) delays.push(fields.delayMs);
  };
  const logger: Logger = { debug: note, info: note, warn: note, error: note };

  function cluster(clusterId?: bigint): FakePdCluster {
    const made = new FakePdCluster(clusterId);
    opened.push(made);
    return made;
  }
  async function connect(endpoints: readonly string[], options: Partial<PdOptions> = {}): Promise<PdClient> {
    const client = await connectPd({
      endpoints,
      channels,
      metrics,
      logger,
      memberTimeoutMs: 200,
      bootstrapRetryMs: 5,
      bootstrapTimeoutMs: 2_000,
      retry: { baseDelayMs: 1, maxDelayMs: 10 },
      ...options,
    });
    opened.push(client);
    return client;
  }
  async function single(options: Partial<PdOptions> = {}): Promise<{ pd: FakePd; client: PdClient }> {
    const pd = await cluster().add();
    return { pd, client: await connect([pd.address], options) };
  }
  const errorOf = async (promise: Promise<unknown>): Promise<WireError> => {
    const error = await promise.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(WireError);
    return error as WireError;
  };
  const safePointOf = (pd: FakePd, ts: bigint) => (): Uint8Array =>
    pdpb.GetGCSafePointResponse.encode({ header: pd.header, safePoint: longOf(ts) }).finish();
  const failing = (pd: FakePd, type: pdpb.ErrorType, message: string) => (): Uint8Array =>
    pdpb.GetGCSafePointResponse.encode({ header: { ...pd.header, error: { type, message } } }).finish();

  describe('the first contact', () => {
    it('learns the cluster id, which needs all of its 64 bits', async () => {
      const { client } = await single();
      expect(client.clusterId).toBe(0xfedc_ba98_7654_3210n);
    });

    it.each([
      { title: 'a scheme that fits', url: (address: string) => `http://${address}` },
      { title: 'a scheme that does not fit', url: (address: string) => `https://${address}/` },
      { title: 'no scheme', url: (address: string) => ` ${address}` },
    ])('takes an endpoint with $title', async ({ url }) => {
      const pd = await cluster().add();
      expect((await connect([url(pd.address)])).clusterId).toBe(pd.cluster.clusterId);
    });

    it.each(['', 'http://', 'a b', '127.0.0.1:x', 'ftp://127.0.0.1:1', 'user@host:1'])(
      'refuses endpoint "%s"',
      async (endpoint) => {
        await expect(connect([endpoint])).rejects.toMatchObject({ code: 'TV_CONFIG_INVALID' });
      },
    );

    it('refuses no endpoint at all', async () => {
      await expect(connect([])).rejects.toMatchObject({ code: 'TV_CONFIG_INVALID' });
    });

    it('asks nobody when it was given up before', async () => {
      const [asked, other] = [await cluster().add(), await cluster().add()];
      await errorOf(connect([asked.address], { signal: AbortSignal.abort('enough') }));
      // What was on its way to the one would have come by then.
      for (const { address } of [other, asked]) await connect([address]);
      expect(asked.requests.length).toBe(other.requests.length);
    });

    it('asks every endpoint, and skips those that do not answer', async () => {
      const shared = cluster();
      const [gone, leader, other] = [await shared.add(), await shared.add(), await shared.add()];
      shared.leader = leader;
      gone.close();
      await connect([gone.address, leader.address, other.address]);
      expect([leader, other].every(({ requests }) => requests.some(({ method }) => method === 'GetMembers'))).toBe(
        true,
      );
    });

    it('refuses endpoints of two clusters, naming both', async () => {
      const [one, another] = [await cluster(7n).add(), await cluster(8n).add()];
      const error = await errorOf(connect([one.address, another.address], { bootstrapTimeoutMs: 60_000 }));
      expect(error.code).toBe('TV_WIRE_CLUSTER_ID');
      expect(error.message).toContain(`${one.address} belongs to cluster 7, ${another.address} to 8`);
    });

    it('waits for a cluster id, then for a leader', async () => {
      const pd = await cluster().add();
      let asked = 0;
      pd.handlers['GetMembers'] = () => {
        asked += 1;
        if (asked === 1) return pdpb.GetMembersResponse.encode({ header: {} }).finish();
        if (asked === 3)
          return pdpb.GetMembersResponse.encode({
            header: { ...pd.header, error: { type: pdpb.ErrorType.UNKNOWN } },
            leader: { clientUrls: ['http://1.2.3.4:5'] },
          }).finish();
        if (asked < 6)
          return pdpb.GetMembersResponse.encode({
            header: pd.header,
            leader: asked === 5 ? { name: 'no urls' } : null,
          }).finish();
        return pd.getMembers();
      };
      await connect([pd.address]);
      expect(asked).toBe(6);
    });

    it('gives up after a while, naming what went wrong', async () => {
      const pd = await cluster().add();
      pd.close();
      const error = await errorOf(connect([pd.address], { bootstrapTimeoutMs: 30 }));
      expect(error.code).toBe('TV_WIRE_UNREACHABLE');
      expect(error.message).toContain(pd.address);
      expect(logged).toContain('PD is not ready; trying again');
    });

    it('picks the URL that fits the channels, and rewrites one that does not', async () => {
      const authority = new Authority();
      const [server, client] = [authority.sign('pd'), authority.sign('tivalve')];
      const pair = { private_key: readFileSync(server.key), cert_chain: readFileSync(server.cert) };
      const credentials = ServerCredentials.createSsl(readFileSync(authority.ca), [pair], true);
      const pd = await cluster().add({ credentials });
      pd.clientUrls = ['http://127.0.0.1:1', `https://${pd.address}`];
      pd.handlers['GetGCSafePoint'] = safePointOf(pd, 7n);
      const secure = openings({ tls: { ca: authority.ca, ...client } });
      expect(await (await connect([pd.address], { channels: secure })).gcSafePoint()).toBe(7n);
      pd.clientUrls = [`http://${pd.address}`];
      expect(await (await connect([pd.address], { channels: secure })).gcSafePoint()).toBe(7n);
      const error = await errorOf(
        connect([pd.address], { channels: openings({ tls: { ca: server.cert } }), bootstrapTimeoutMs: 60_000 }),
      );
      expect(error.code).toBe('TV_WIRE_TLS');
    });
  });

  describe('a call', () => {
    it('goes to the new leader when the old one leads no more', async () => {
      const shared = cluster();
      const [first, second] = [await shared.add(), await shared.add()];
      const client = await connect([first.address]);
      second.handlers['GetGCSafePoint'] = safePointOf(second, 42n);
      shared.leader = second;
      expect(await client.gcSafePoint()).toBe(42n);
      expect(metrics.get('tivalve_pd_leader_changes_total')).toBe(1);
    });

    it('goes on with the other members when the only one it was told of dies', async () => {
      const shared = cluster();
      const [first, second, third] = [await shared.add(), await shared.add(), await shared.add()];
      const client = await connect([first.address]);
      third.handlers['GetGCSafePoint'] = safePointOf(third, 42n);
      first.close();
      second.close();
      shared.leader = third;
      expect(await client.gcSafePoint()).toBe(42n);
    });

    it('finds a cluster that moved, through the endpoint it was told of', async () => {
      const shared = cluster();
      const [first, second] = [await shared.add(), await shared.add()];
      second.handlers['GetGCSafePoint'] = safePointOf(second, 42n);
      // The members name the first one only.
      second.clientUrls = [];
      const client = await connect([second.address]);
      second.clientUrls = undefined;
      shared.leader = second;
      first.close();
      expect(await client.gcSafePoint()).toBe(42n);
    });

    it('is not misled by a member of another cluster', async () => {
      const shared = cluster(7n);
      // Members are asked in the order of their addresses.
      const [first, second] = [await shared.add(), await shared.add()].toSorted((a, b) =>
        a.address < b.address ? -1 : 1,
      ) as [FakePd, FakePd];
      shared.leader = first;
      const client = await connect([first.address, second.address]);
      const { port } = new URL(`http://${first.address}`);
      first.close();
      await cluster(8n).add({ port: Number(port) });
      second.handlers['GetGCSafePoint'] = safePointOf(second, 42n);
      shared.leader = second;
      expect(await client.gcSafePoint()).toBe(42n);
    });

    it('is tried again while PD is away, and later calls work when it is back', async () => {
      const { pd, client } = await single({ timeoutMs: 5_000 });
      pd.handlers['GetGCSafePoint'] = safePointOf(pd, 42n);
      pd.close();
      const early = client.gcSafePoint();
      expect((await errorOf(client.gcSafePoint({ timeoutMs: 20 }))).code).toBe('TV_WIRE_UNREACHABLE');
      await pd.restart();
      expect(await early).toBe(42n);
      expect(await client.gcSafePoint()).toBe(42n);
      expect(metrics.get('tivalve_pd_failed_requests_total')).toBe(0);
    });

    it('shares one search for the leader with all others that failed', async () => {
      const { pd, client } = await single({ retry: { baseDelayMs: 20, maxDelayMs: 20 } });
      let refused = 0;
      pd.handlers['GetGCSafePoint'] = () => {
        refused += 1;
        if (refused <= 100) throw new Refusal('UNAVAILABLE', 'not leader');
        return safePointOf(pd, 42n)();
      };
      const before = metrics.get('tivalve_pd_member_refreshes_total');
      await Promise.all(Array.from({ length: 100 }, () => client.gcSafePoint()));
      expect(metrics.get('tivalve_pd_member_refreshes_total') - before).toBeLessThan(20);
      expect(metrics.get('tivalve_pd_retries_total')).toBe(100);
    });

    it.each([
      { title: 'UNKNOWN with a lost lease', refuse: new Refusal('UNKNOWN', 'lease lost, not leader'), refreshes: 1 },
      { title: 'a server that starts', refuse: new Refusal('UNAVAILABLE', 'server not started'), refreshes: 1 },
      { title: 'too many calls', refuse: new Refusal('RESOURCE_EXHAUSTED', 'rate limit exceeded'), refreshes: 0 },
    ])('is tried again after $title', async ({ refuse, refreshes }) => {
      const { pd, client } = await single();
      let asked = 0;
      pd.handlers['GetGCSafePoint'] = () => {
        asked += 1;
        if (asked < 2) throw refuse;
        return safePointOf(pd, 42n)();
      };
      const before = metrics.get('tivalve_pd_member_refreshes_total');
      expect(await client.gcSafePoint()).toBe(42n);
      expect(metrics.get('tivalve_pd_member_refreshes_total') - before).toBe(refreshes);
    });

    it.each([
      {
        title: 'a cluster without stores',
        type: pdpb.ErrorType.NOT_BOOTSTRAPPED,
        message: 'cluster is not bootstrapped',
      },
      { title: 'a follower that is behind', type: pdpb.ErrorType.REGION_NOT_FOUND, message: '' },
      { title: 'an election, told by text', type: pdpb.ErrorType.UNKNOWN, message: 'the server is not leader' },
    ])('is tried again after an error in the header: $title', async ({ type, message }) => {
      const { pd, client } = await single();
      pd.handlers['GetGCSafePoint'] = () => {
        pd.handlers['GetGCSafePoint'] = safePointOf(pd, 42n);
        return failing(pd, type, message)();
      };
      expect(await client.gcSafePoint()).toBe(42n);
    });

    it('is refused by any other error in the header, though gRPC says OK', async () => {
      const { pd, client } = await single();
      pd.handlers['GetGCSafePoint'] = failing(pd, pdpb.ErrorType.INCOMPATIBLE_VERSION, 'too old');
      const error = await errorOf(client.gcSafePoint());
      expect(error.code).toBe('TV_WIRE_REFUSED');
      expect(error.message).toContain('/pdpb.PD/GetGCSafePoint: INCOMPATIBLE_VERSION: too old');
      expect(metrics.get('tivalve_pd_retries_total')).toBe(0);
    });

    it('ends at once when the cluster is another one, told by status or by header', async () => {
      const { pd, client } = await single();
      pd.handlers['GetGCSafePoint'] = () => {
        throw new Refusal('FAILED_PRECONDITION', 'mismatch cluster id, need 5 but got 6');
      };
      const error = await errorOf(client.gcSafePoint());
      expect(error.code).toBe('TV_WIRE_CLUSTER_ID');
      expect(error.message).toContain('need 5 but got 6');
      pd.handlers['GetGCSafePoint'] = () =>
        pdpb.GetGCSafePointResponse.encode({ header: { clusterId: longOf(5) } }).finish();
      expect((await errorOf(client.gcSafePoint())).code).toBe('TV_WIRE_CLUSTER_ID');
    });

    it('ends with its time, with its signal and with the client', async () => {
      const { pd, client } = await single({ timeoutMs: 5_000 });
      pd.handlers['GetGCSafePoint'] = () => new Promise<never>(() => undefined);
      expect((await errorOf(client.gcSafePoint({ timeoutMs: 20 }))).code).toBe('TV_WIRE_TIMEOUT');
      const abort = new AbortController();
      const given = errorOf(client.gcSafePoint({ signal: abort.signal }));
      abort.abort('enough');
      expect((await given).cause).toBe('enough');
      const left = [errorOf(client.gcSafePoint()), errorOf(client.regions([SPAN], 1))];
      await client.close();
      for (const error of await Promise.all(left)) expect(error.message).toContain('closed');
      expect((await errorOf(client.gcSafePoint())).message).toContain('closed');
      expect((await errorOf(client.now())).message).toContain('closed');
    });

    it('is answered by another try when the leader is frozen', async () => {
      const shared = cluster();
      const [first, second] = [await shared.add(), await shared.add()];
      const client = await connect([first.address], { attemptTimeoutMs: 30, memberTimeoutMs: 30 });
      first.frozen = true;
      second.handlers['GetGCSafePoint'] = safePointOf(second, 42n);
      shared.leader = second;
      expect(await client.gcSafePoint()).toBe(42n);
    });
  });

  it('leaves no timer behind', async () => {
    const scheduler = new VirtualTimeScheduler();
    const { pd, client } = await single({ scheduler });
    pd.tso = () => undefined;
    const left = errorOf(client.now());
    await until(() => pd.requests.some(({ method }) => method === 'Tso'));
    expect(scheduler.actions.some(({ closed }) => !closed)).toBe(true);
    await client.close();
    await left;
    expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
  });

  it('waits for credentials to be rotated', async () => {
    const [authority, next] = [new Authority(), new Authority('next')];
    const credentialsBy = (by: Authority): ServerCredentials => {
      const { cert, key } = by.sign('pd');
      return ServerCredentials.createSsl(readFileSync(by.ca), [
        { private_key: readFileSync(key), cert_chain: readFileSync(cert) },
      ]);
    };
    const pd = await cluster().add({ credentials: credentialsBy(authority), scheme: 'https' });
    pd.handlers['GetGCSafePoint'] = safePointOf(pd, 42n);
    const client = await connect([pd.address], { channels: openings({ tls: { ca: authority.ca } }), timeoutMs: 5_000 });
    const { port } = new URL(`https://${pd.address}`);
    pd.close();
    await pd.start({ port: Number(port), credentials: credentialsBy(next) });
    let error: WireError | undefined;
    while (error?.code !== 'TV_WIRE_TLS') error = await errorOf(client.gcSafePoint({ timeoutMs: 50 }));
    const waiting = client.gcSafePoint();
    copyFileSync(next.ca, authority.ca);
    expect(await waiting).toBe(42n);
  });

  it('asks for the members at intervals, and bears it when nobody answers', async () => {
    const shared = cluster();
    const [first, second] = [await shared.add(), await shared.add()];
    await connect([first.address], { memberRefreshIntervalMs: 5 });
    shared.leader = second;
    await until(() => metrics.get('tivalve_pd_leader_changes_total') === 1);
    shared.leader = undefined;
    await until(() => logged.includes('members of PD are not known anew'));
    shared.leader = first;
    await until(() => metrics.get('tivalve_pd_leader_changes_total') === 2);
  });

  describe('now', () => {
    it('gives out increasing timestamps, one request for all callers of a turn', async () => {
      const { pd, client } = await single();
      const first = await Promise.all(Array.from({ length: 1000 }, () => client.now()));
      const second = await client.now();
      expect(first).toEqual(Array.from({ length: 1000 }, (_, i) => (first[0] as bigint) + BigInt(i)));
      expect(second).toBeGreaterThan(first[999] as bigint);
      expect(pd.requestsOf('Tso', (bytes) => pdpb.TsoRequest.decode(bytes).count)).toEqual([1000, 1]);
      expect(pd.tsoStreams).toBe(1);
    });

    it('asks for at most 10000 at a time, and keeps 64 requests on their way', async () => {
      const { pd, client } = await single();
      const held: { readonly count: number; readonly stream: Parameters<NonNullable<FakePd['tso']>>[1] }[] = [];
      pd.tso = ({ count }, stream) => held.push({ count, stream });
      const all = Promise.all(Array.from({ length: 10_001 }, () => client.now()));
      await until(() => held.length === 2);
      expect(held.map(({ count }) => count)).toEqual([10_000, 1]);
      const later: Promise<bigint>[] = [];
      for (let turn = 0; turn < 100; turn += 1) {
        later.push(client.now());
        await Promise.resolve();
        await Promise.resolve();
      }
      await until(() => held.length === 64);
      pd.tso = undefined;
      for (const { count, stream } of held) pd.giveOut(count, stream);
      const timestamps = [...(await all), ...(await Promise.all(later))];
      expect(timestamps).toEqual(timestamps.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(new Set(timestamps).size).toBe(10_101);
      // The 38 that found no room shared one request.
      expect(pd.requestsOf('Tso', (bytes) => pdpb.TsoRequest.decode(bytes).count).at(-1)).toBe(38);
    });

    it('goes on where the stream broke, on the new leader', async () => {
      const shared = cluster();
      const [first, second] = [await shared.add(), await shared.add()];
      const client = await connect([first.address]);
      const before = await client.now();
      first.tso = (_request, stream) => {
        shared.leader = second;
        stream.emit('error', new Refusal('UNKNOWN', 'lease lost'));
      };
      const after = await Promise.all([client.now(), client.now()]);
      expect(after[0]).toBeGreaterThan(before);
      expect(after[1]).toBeGreaterThan(after[0]);
      expect([second.tsoStreams, metrics.get('tivalve_pd_tso_breaks_total')]).toEqual([1, 1]);
    });

    it('follows the leader although the old one would still answer', async () => {
      const shared = cluster();
      const [first, second] = [await shared.add(), await shared.add()];
      const client = await connect([first.address], { memberRefreshIntervalMs: 5 });
      await client.now();
      shared.leader = second;
      await until(() => metrics.get('tivalve_pd_leader_changes_total') === 1);
      await client.now();
      expect(second.tsoStreams).toBe(1);
    });

    it.each([
      {
        title: 'that is for another count',
        answer: (pd: FakePd, count: number) => tsoAnswer(pd.header, count + 1, pd.cluster.lastTs + 9n),
      },
      {
        title: 'that has too small a logical part',
        answer: (pd: FakePd, count: number) => tsoAnswer(pd.header, count, ((pd.cluster.lastTs >> 18n) + 1n) << 18n),
      },
      {
        title: 'without a timestamp',
        answer: (pd: FakePd, count: number) => pdpb.TsoResponse.encode({ header: pd.header, count }).finish(),
      },
      {
        title: 'with an error in its header',
        answer: (pd: FakePd) =>
          pdpb.TsoResponse.encode({
            header: { ...pd.header, error: { type: pdpb.ErrorType.UNKNOWN, message: 'overloaded' } },
          }).finish(),
      },
      { title: 'that is no message', answer: () => hex('0aff') },
    ])('asks again after an answer $title', async ({ answer }) => {
      const { pd, client } = await single();
      pd.tso = ({ count }, stream) => {
        pd.tso = undefined;
        stream.write(Buffer.from(answer(pd, count)));
      };
      const timestamps = await Promise.all([client.now(), client.now()]);
      expect(timestamps[1]).toBe(timestamps[0] + 1n);
      expect(pd.tsoStreams).toBe(2);
    });

    it('asks again when no answer comes', async () => {
      const { pd, client } = await single({ attemptTimeoutMs: 20 });
      let later: Promise<bigint> | undefined;
      pd.tso = () => {
        pd.tso = undefined;
        later = client.now();
      };
      const first = await client.now();
      // Who came first is served first.
      expect(await later).toBe(first + 1n);
    });

    it('never hands out a timestamp that went back', async () => {
      const { pd, client } = await single();
      const before = await client.now();
      pd.cluster.lastTs = before - 1n;
      const error = await errorOf(client.now());
      expect(error.message).toContain(`gave out timestamp ${before} after ${before}`);
      pd.cluster.lastTs = before;
      expect(await client.now()).toBe(before + 1n);
    });

    it('ends at once when the cluster is another one', async () => {
      const { pd, client } = await single();
      pd.tso = (_request, stream) =>
        stream.emit('error', new Refusal('FAILED_PRECONDITION', 'mismatch cluster id, need 5 but got 6'));
      expect((await errorOf(client.now())).code).toBe('TV_WIRE_CLUSTER_ID');
    });

    it('tells why when its time is over, and works when PD is back', async () => {
      const { pd, client } = await single({ timeoutMs: 5_000 });
      await client.now();
      pd.close();
      const waiting = client.now();
      const error = await errorOf(client.now({ timeoutMs: 50 }));
      expect(error.code).toBe('TV_WIRE_UNREACHABLE');
      await pd.restart();
      expect(await waiting).toBeGreaterThan(0n);
    });

    it('does not remember what went wrong before it went well', async () => {
      const { pd, client } = await single({ retry: { baseDelayMs: 2, maxDelayMs: 1_000 } });
      for (let i = 0; i < 9; i += 1) {
        pd.tso = (_request, stream) => {
          pd.tso = undefined;
          stream.emit('error', new Refusal('UNAVAILABLE', 'not leader'));
        };
        await client.now();
      }
      // Nine waits in a row would have come to half a second.
      expect(Math.max(...delays)).toBeLessThanOrEqual(2);
      pd.tso = () => undefined;
      expect((await errorOf(client.now({ timeoutMs: 20 }))).code).toBe('TV_WIRE_TIMEOUT');
    });

    it('leaves nobody waiting when the client is closed or the caller has had enough', async () => {
      const { pd, client } = await single();
      pd.tso = () => undefined;
      const abort = new AbortController();
      const given = errorOf(client.now({ signal: abort.signal }));
      const left = errorOf(client.now());
      await until(() => pd.requests.some(({ method }) => method === 'Tso'));
      abort.abort('enough');
      expect((await given).cause).toBe('enough');
      await client.close();
      expect((await left).message).toContain('closed');
    });
  });

  describe('regions', () => {
    const peer = (id: number, storeId: number): metapb.Peer.$Properties => ({
      id: longOf(id),
      storeId: longOf(storeId),
    });
    const region = (id: number, start: string, end: string): metapb.Region.$Properties => ({
      id: longOf(id),
      startKey: hex(start),
      endKey: hex(end),
      regionEpoch: { confVer: longOf(2), version: longOf(5) },
      peers: [peer(11, 1), peer(12, 2)],
    });
    const expected = (id: number, start: string, end: string, leader: object | undefined): object => ({
      id,
      span: { startKey: Buffer.from(start, 'hex'), endKey: Buffer.from(end, 'hex') },
      epoch: { confVer: 2, version: 5 },
      peers: [
        { id: 11, storeId: 1 },
        { id: 12, storeId: 2 },
      ],
      leader,
    });
    const listed = [
      { region: region(3, '', '6d'), leader: peer(12, 2) },
      { region: region(4, '6d', ''), leader: peer(0, 0) },
      { region: region(5, '6d', '6e') },
    ];
    const read = [
      expected(3, '', '6d', { id: 12, storeId: 2 }),
      expected(4, '6d', '', undefined),
      expected(5, '6d', '6e', undefined),
    ];

    it('come in pages, with or without a leader', async () => {
      const { pd, client } = await single();
      pd.handlers['BatchScanRegions'] = () =>
        pdpb.BatchScanRegionsResponse.encode({ header: pd.header, regions: listed }).finish();
      expect(await client.regions([SPAN], 128)).toEqual(read);
      const [request] = pd.requestsOf('BatchScanRegions', (bytes) => pdpb.BatchScanRegionsRequest.decode(bytes));
      expect([request?.limit, request?.ranges, request?.containAllKeyRange]).toEqual([
        128,
        [expect.objectContaining({ startKey: Buffer.from(SPAN.startKey) })],
        false,
      ]);
      expect(bigintOf(request?.header?.clusterId ?? longOf(0))).toBe(pd.cluster.clusterId);
    });

    it('come from the older call where the newer one is unknown, which is remembered per leader', async () => {
      const shared = cluster();
      const [first, second] = [await shared.add(), await shared.add()];
      for (const pd of [first, second])
        pd.handlers['ScanRegions'] = () =>
          pdpb.ScanRegionsResponse.encode({ header: pd.header, regions: listed }).finish();
      const client = await connect([first.address]);
      expect(await client.regions([SPAN], 7)).toEqual(read);
      expect(await client.regions([SPAN], 7)).toEqual(read);
      expect(first.requests.map(({ method }) => method).filter((method) => method.endsWith('Regions'))).toEqual([
        'BatchScanRegions',
        'ScanRegions',
        'ScanRegions',
      ]);
      const [request] = first.requestsOf('ScanRegions', (bytes) => pdpb.ScanRegionsRequest.decode(bytes));
      expect([request?.limit, request?.startKey, request?.endKey]).toEqual([
        7,
        Buffer.from(SPAN.startKey),
        Buffer.alloc(0),
      ]);
      shared.leader = second;
      expect(await client.regions([SPAN], 7)).toEqual(read);
      expect(await client.regions([SPAN], 7)).toEqual(read);
      expect(
        second.requests.map(({ method }) => method).filter((method) => method === 'BatchScanRegions').length,
      ).toBeLessThanOrEqual(1);
    });

    it('are found by key and by id, or not', async () => {
      const { pd, client } = await single();
      const found = (): Uint8Array => pdpb.GetRegionResponse.encode({ header: pd.header, ...listed[0] }).finish();
      const nothing = (): Uint8Array => pdpb.GetRegionResponse.encode({ header: pd.header }).finish();
      Object.assign(pd.handlers, { GetRegion: found, GetRegionByID: found });
      expect(await client.regionByKey(hex('6100000000000000f8'))).toEqual(read[0]);
      expect(await client.regionById(3)).toEqual(read[0]);
      const [byKey] = pd.requestsOf('GetRegion', (bytes) => pdpb.GetRegionRequest.decode(bytes).regionKey);
      expect(byKey).toEqual(Buffer.from('6100000000000000f8', 'hex'));
      Object.assign(pd.handlers, { GetRegion: nothing, GetRegionByID: nothing });
      expect([await client.regionByKey(hex('61')), await client.regionById(3)]).toEqual([undefined, undefined]);
    });

    it('with impossible ids are malformed', async () => {
      const { pd, client } = await single();
      pd.handlers['GetRegion'] = () =>
        pdpb.GetRegionResponse.encode({ header: pd.header, region: { id: longOf(MAX_TS) } }).finish();
      expect((await errorOf(client.regionByKey(hex('61'), { timeoutMs: 30 }))).code).toBe('TV_WIRE_MALFORMED');
    });
  });

  describe('stores', () => {
    const stores: readonly metapb.Store.$Properties[] = [
      { id: longOf(1), address: 'tikv-1:20160', version: '8.5.0', labels: [{ key: 'zone', value: 'a' }] },
      { id: longOf(2), address: 'flash:3930', version: '8.5.0', labels: [{ key: 'engine', value: 'tiflash' }] },
      { id: longOf(3), address: 'old:20160', state: metapb.StoreState.Offline },
      { id: longOf(4), address: '', state: metapb.StoreState.Tombstone },
    ];
    const known = (pd: FakePd): void => {
      pd.handlers['GetAllStores'] = (bytes) => {
        const { excludeTombstoneStores } = pdpb.GetAllStoresRequest.decode(bytes);
        const listed = stores.filter(({ state }) => !excludeTombstoneStores || state !== metapb.StoreState.Tombstone);
        return pdpb.GetAllStoresResponse.encode({ header: pd.header, stores: listed }).finish();
      };
    };

    it('are listed without those that were removed', async () => {
      const { pd, client } = await single();
      known(pd);
      expect(await client.stores()).toEqual([
        { id: 1, address: 'tikv-1:20160', state: 'up', version: '8.5.0', isTiFlash: false, labels: { zone: 'a' } },
        { id: 2, address: 'flash:3930', state: 'up', version: '8.5.0', isTiFlash: true, labels: { engine: 'tiflash' } },
        { id: 3, address: 'old:20160', state: 'offline', version: '', isTiFlash: false, labels: {} },
      ]);
    });

    it('are found by id, or not, which PD tells by text only', async () => {
      const { pd, client } = await single();
      known(pd);
      pd.handlers['GetStore'] = () =>
        pdpb.GetStoreResponse.encode({ header: pd.header, store: stores[3] ?? {} }).finish();
      expect(await client.store(4)).toMatchObject({ id: 4, state: 'removed' });
      pd.handlers['GetStore'] = failing(pd, pdpb.ErrorType.UNKNOWN, 'invalid store ID 9, not found');
      expect(await client.store(9)).toBeUndefined();
      expect((await errorOf(client.store(1))).code).toBe('TV_WIRE_REFUSED');
    });
  });

  describe('garbage collection', () => {
    it('is held, answering the lowest ts that is left, and released', async () => {
      const { pd, client } = await single();
      pd.handlers['UpdateServiceGCSafePoint'] = () =>
        pdpb.UpdateServiceGCSafePointResponse.encode({
          header: pd.header,
          minSafePoint: longOf(450_000_000_000_000_001n),
        }).finish();
      expect(await client.holdGc('tivalve-shop', 455_000_614_502_400_005n, 86_400)).toBe(450_000_000_000_000_001n);
      await client.releaseGc('tivalve-shop');
      const requests = pd.requestsOf('UpdateServiceGCSafePoint', (bytes) =>
        pdpb.UpdateServiceGCSafePointRequest.decode(bytes),
      );
      expect(
        requests.map(({ serviceId, TTL, safePoint }) => [
          Buffer.from(serviceId ?? []).toString(),
          TTL?.toString(),
          safePoint && bigintOf(safePoint),
        ]),
      ).toEqual([
        ['tivalve-shop', '86400', 455_000_614_502_400_005n],
        ['tivalve-shop', '0', MAX_TS],
      ]);
    });

    it('has a safe point', async () => {
      const { pd, client } = await single();
      pd.handlers['GetGCSafePoint'] = safePointOf(pd, 455_000_614_502_400_005n);
      expect(await client.gcSafePoint()).toBe(455_000_614_502_400_005n);
    });
  });
});
