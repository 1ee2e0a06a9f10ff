import { bytes, call, etcdserverpb, longOf, numberOf, text } from './bareClients';
import { type OpenCluster, openCluster } from './openCluster';

const e = etcdserverpb;
const members = (cluster: OpenCluster, member = 0) => {
  return call(cluster.pd(member), '/etcdserverpb.Cluster/MemberList', e.MemberListRequest, e.MemberListResponse, {});
};
const range = (cluster: OpenCluster, key: string) => {
  return call(cluster.pd(), '/etcdserverpb.KV/Range', e.RangeRequest, e.RangeResponse, { key: bytes(key) });
};

describe("PD's etcd", () => {
  it('lists the members, whoever is asked', async () => {
    await using cluster = await openCluster({ pdMembers: 2 });
    const urls = cluster.emulator.pd.map((address) => [`http://${address}`]);
    const lists = [await members(cluster), await members(cluster, 1)];
    expect(lists.map((list) => list.members.map(({ clientURLs }) => clientURLs))).toEqual([urls, urls]);
    expect(lists.map(({ header }) => header?.memberId)).toEqual([longOf(1), longOf(2)]);
  });

  it('says how far GC has gone, and nothing else', async () => {
    await using cluster = await openCluster();
    const key = '/tidb/store/gcworker/saved_safe_point';
    expect(await range(cluster, key)).toMatchObject({ kvs: [] });
    const safePoint = cluster.emulator.now();
    cluster.emulator.gc(safePoint);
    const { kvs, count } = await range(cluster, key);
    expect([numberOf(count), kvs.map(({ value }) => text(value))]).toEqual([1, [safePoint.toString()]]);
    expect(await range(cluster, '/pd')).toMatchObject({ kvs: [] });
  });

  it('is unavailable without a leader', async () => {
    await using cluster = await openCluster();
    cluster.emulator.inject({ kind: 'pdLeaderless' });
    await expect(members(cluster)).rejects.toThrow('etcdserver: no leader');
  });
});
