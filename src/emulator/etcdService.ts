import {
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { longOf } from '../model/uint64';
import { etcdserverpb } from '../wire/generated/messages';
import { grpcMethod } from './grpcMethod';
import type { MemberEntry, PdState } from './PdState';

const FIRST_REVISION = 1;

/** Where TiDB's GC leaves word of the ts below which nothing can be read any more, as a decimal. */
const SAVED_SAFE_POINT = '/tidb/store/gcworker/saved_safe_point';

/** The etcd inside PD, as far as TiKV's transactional clients need it: they ask it how far GC has gone. */
export const etcdService: ServiceDefinition = {
  MemberList: grpcMethod(
    '/etcdserverpb.Cluster/MemberList',
    etcdserverpb.MemberListRequest,
    etcdserverpb.MemberListResponse,
  ),
  Range: grpcMethod('/etcdserverpb.KV/Range', etcdserverpb.RangeRequest, etcdserverpb.RangeResponse),
};

/** What the etcd of one PD member answers; every member does while there is a leader. */
export function etcdHandlers(state: PdState, member: MemberEntry): UntypedServiceImplementation {
  const header: etcdserverpb.ResponseHeader.$Properties = {
    clusterId: longOf(state.cluster.settings.clusterId),
    memberId: longOf(member.id),
    revision: longOf(FIRST_REVISION),
    raftTerm: longOf(1),
  };
  const led =
    <In extends object, Out>(work: (request: In) => Out) =>
    (call: ServerUnaryCall<In, Out>, answer: sendUnaryData<Out>): void => {
      if (state.leaderEntry === undefined) answer({ code: status.UNAVAILABLE, details: 'etcdserver: no leader' });
      else answer(null, work(call.request));
    };
  return {
    MemberList: led((): etcdserverpb.MemberListResponse.$Properties => {
      const members = state.members.map(({ id, name, url }) => {
        return { ID: longOf(id), name, peerURLs: [url], clientURLs: [url] };
      });
      return { header, members };
    }),
    Range: led(({ key }: etcdserverpb.RangeRequest): etcdserverpb.RangeResponse.$Properties => {
      const { safePoint } = state.gc;
      const isThere = safePoint > 0n && Buffer.compare(key, Buffer.from(SAVED_SAFE_POINT)) === 0;
      if (!isThere) return { header, count: longOf(0) };
      const value = Buffer.from(safePoint.toString());
      const revisions = { createRevision: longOf(FIRST_REVISION), modRevision: longOf(FIRST_REVISION) };
      return { header, kvs: [{ key, value, version: longOf(1), ...revisions }], count: longOf(1) };
    }),
  };
}
