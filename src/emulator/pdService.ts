import {
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { compareBytes } from '../model/bytes';
import { compareEndKeys, type Span, spanHas } from '../model/span';
import { bigintOf, longOf, numberOf } from '../model/uint64';
import { metapb, pdpb } from '../wire/generated/messages';
import { GcSafePoints } from './GcSafePoints';
import { grpcMethod } from './grpcMethod';
import { decodeKey } from './memcomparable';
import type { MemberEntry, PdState, StoreEntry } from './PdState';
import { peerMessage, type Region, regionMessage } from './Region';

/** A status instead of an answer. */
interface Failure {
  readonly code: status;
  readonly details: string;
}

/** The failure of a call, where its answer would be. */
class Refusal {
  readonly failure: Failure;

  constructor(failure: Failure) {
    this.failure = failure;
  }
}

interface Request {
  readonly header?: pdpb.RequestHeader.$Properties | null;
}

const ZERO = { low: 0, high: 0 };
const PATH = '/pdpb.PD/';
const NOT_LEADER: Failure = { code: status.UNAVAILABLE, details: 'not leader' };
const NO_REGION_LEADER: metapb.Peer.$Properties = {};

/** `pdpb.PD`, as far as a client of the change feed, or a writer, needs it. */
export function pdService(knowsBatchScan: boolean): ServiceDefinition {
  const p = pdpb;
  const service: ServiceDefinition = {
    GetMembers: grpcMethod(`${PATH}GetMembers`, p.GetMembersRequest, p.GetMembersResponse),
    GetClusterInfo: grpcMethod(`${PATH}GetClusterInfo`, p.GetClusterInfoRequest, p.GetClusterInfoResponse),
    Tso: grpcMethod(`${PATH}Tso`, p.TsoRequest, p.TsoResponse, true),
    GetRegion: grpcMethod(`${PATH}GetRegion`, p.GetRegionRequest, p.GetRegionResponse),
    GetPrevRegion: grpcMethod(`${PATH}GetPrevRegion`, p.GetRegionRequest, p.GetRegionResponse),
    GetRegionByID: grpcMethod(`${PATH}GetRegionByID`, p.GetRegionByIDRequest, p.GetRegionResponse),
    ScanRegions: grpcMethod(`${PATH}ScanRegions`, p.ScanRegionsRequest, p.ScanRegionsResponse),
    GetStore: grpcMethod(`${PATH}GetStore`, p.GetStoreRequest, p.GetStoreResponse),
    GetAllStores: grpcMethod(`${PATH}GetAllStores`, p.GetAllStoresRequest, p.GetAllStoresResponse),
    GetGCSafePoint: grpcMethod(`${PATH}GetGCSafePoint`, p.GetGCSafePointRequest, p.GetGCSafePointResponse),
    UpdateServiceGCSafePoint: grpcMethod(
      `${PATH}UpdateServiceGCSafePoint`,
      p.UpdateServiceGCSafePointRequest,
      p.UpdateServiceGCSafePointResponse,
    ),
    UpdateGCSafePoint: grpcMethod(`${PATH}UpdateGCSafePoint`, p.UpdateGCSafePointRequest, p.UpdateGCSafePointResponse),
    ScatterRegion: grpcMethod(`${PATH}ScatterRegion`, p.ScatterRegionRequest, p.ScatterRegionResponse),
    GetOperator: grpcMethod(`${PATH}GetOperator`, p.GetOperatorRequest, p.GetOperatorResponse),
    IsBootstrapped: grpcMethod(`${PATH}IsBootstrapped`, p.IsBootstrappedRequest, p.IsBootstrappedResponse),
    AllocID: grpcMethod(`${PATH}AllocID`, p.AllocIDRequest, p.AllocIDResponse),
  };
  if (!knowsBatchScan) return service;
  const BatchScanRegions = grpcMethod(`${PATH}BatchScanRegions`, p.BatchScanRegionsRequest, p.BatchScanRegionsResponse);
  return { ...service, BatchScanRegions };
}

/** What one member answers. */
export function pdHandlers(state: PdState, member: MemberEntry): UntypedServiceImplementation {
  const { cluster } = state;
  const header: pdpb.ResponseHeader.$Properties = { clusterId: longOf(cluster.settings.clusterId) };
  const answers = new PdAnswers(state, header);

  const checked = (request: Request): Failure | undefined => {
    if (state.leaderEntry !== member) return NOT_LEADER;
    const asked = bigintOf(request.header?.clusterId ?? ZERO);
    if (asked === cluster.settings.clusterId) return undefined;
    const details = `mismatch cluster id, need ${cluster.settings.clusterId} but got ${asked}`;
    return { code: status.FAILED_PRECONDITION, details };
  };
  const injected = (method: string): Failure | undefined => {
    const fault = cluster.faults.take('pdStatus', {}, (one) => one.method === method);
    return fault === undefined ? undefined : { code: fault.code, details: fault.details ?? 'injected' };
  };
  const unary =
    <In extends object, Out>(method: string, isFree: boolean, work: (request: In) => Out | Refusal) =>
    (call: ServerUnaryCall<In, Out>, answer: sendUnaryData<Out>): void => {
      const failure = injected(method) ?? (isFree ? undefined : checked(call.request));
      const result = failure === undefined ? work(call.request) : new Refusal(failure);
      if (result instanceof Refusal) answer(result.failure);
      else answer(null, result);
    };
  const led = <In extends object, Out>(method: string, work: (request: In) => Out | Refusal) =>
    unary(method, false, work);

  return {
    GetMembers: unary('GetMembers', true, () => answers.members()),
    GetClusterInfo: unary('GetClusterInfo', true, () => ({ header, serviceModes: [pdpb.ServiceMode.PD_SVC_MODE] })),
    Tso: (call: ServerDuplexStream<pdpb.TsoRequest, pdpb.TsoResponse.$Properties>) => {
      let answered = 0;
      call.on('data', (request: pdpb.TsoRequest) => {
        const failure = injected('Tso') ?? checked(request) ?? answers.tsoFailure(request.count, answered);
        if (failure !== undefined) {
          call.emit('error', failure);
          return;
        }
        answered += 1;
        const { physicalMs, logical } = cluster.tso.batch(request.count);
        const timestamp = { physical: longOf(physicalMs), logical: longOf(logical) };
        call.write({ header, count: request.count, timestamp });
      });
      call.on('end', () => call.end());
    },
    GetRegion: led('GetRegion', ({ regionKey }: pdpb.GetRegionRequest) => answers.region(answers.at(regionKey))),
    GetPrevRegion: led('GetPrevRegion', ({ regionKey }: pdpb.GetRegionRequest) => {
      const region = answers.at(regionKey);
      const before = region === undefined ? undefined : cluster.regions.neighbour(region, 'left');
      return answers.region(before === undefined ? undefined : state.region(before.id));
    }),
    GetRegionByID: led('GetRegionByID', ({ regionId }: pdpb.GetRegionByIDRequest) =>
      answers.region(state.region(numberOf(regionId))),
    ),
    ScanRegions: led('ScanRegions', (request: pdpb.ScanRegionsRequest) => answers.scan(request)),
    BatchScanRegions: led('BatchScanRegions', (request: pdpb.BatchScanRegionsRequest) => answers.batchScan(request)),
    GetStore: led('GetStore', ({ storeId }: pdpb.GetStoreRequest) => answers.store(numberOf(storeId))),
    GetAllStores: led('GetAllStores', () => ({ header, stores: state.stores.map((store) => answers.storeOf(store)) })),
    GetGCSafePoint: led('GetGCSafePoint', () => ({ header, safePoint: longOf(state.gc.safePoint) })),
    UpdateServiceGCSafePoint: led('UpdateServiceGCSafePoint', (request: pdpb.UpdateServiceGCSafePointRequest) => {
      const name = Buffer.from(request.serviceId).toString('utf8');
      const ttl = BigInt.asIntN(64, bigintOf(request.TTL));
      const objection = GcSafePoints.objection(name, ttl);
      if (objection !== undefined) return new Refusal({ code: status.UNKNOWN, details: objection });
      const { service, ttlSeconds, minimum } = state.gc.update(name, bigintOf(request.safePoint), Number(ttl));
      return { header, serviceId: Buffer.from(service), TTL: longOf(ttlSeconds), minSafePoint: longOf(minimum) };
    }),
    UpdateGCSafePoint: led('UpdateGCSafePoint', ({ safePoint }: pdpb.UpdateGCSafePointRequest) => ({
      header,
      newSafePoint: longOf(state.gc.advance(bigintOf(safePoint))),
    })),
    // Every store has a peer of every region already, so there is nothing to move, and no operator to wait for.
    ScatterRegion: led('ScatterRegion', () => ({ header, finishedPercentage: longOf(100) })),
    GetOperator: led('GetOperator', () => answers.failed(pdpb.ErrorType.REGION_NOT_FOUND, 'Not Found')),
    IsBootstrapped: unary('IsBootstrapped', true, () => ({ header, bootstrapped: true })),
    AllocID: led('AllocID', ({ count }: pdpb.AllocIDRequest) => {
      const ids = Math.max(1, count);
      return { header, id: longOf(cluster.allocId(ids)), count: ids };
    }),
  };
}

/** What the answers are made of. */
class PdAnswers {
  private readonly state: PdState;
  private readonly header: pdpb.ResponseHeader.$Properties;

  constructor(state: PdState, header: pdpb.ResponseHeader.$Properties) {
    this.state = state;
    this.header = header;
  }

  members(): pdpb.GetMembersResponse.$Properties {
    const { leaderEntry, members } = this.state;
    const leader = leaderEntry === undefined ? undefined : memberOf(leaderEntry);
    const led = leader === undefined ? {} : { leader, etcdLeader: leader };
    return { header: this.header, members: members.map(memberOf), ...led };
  }

  tsoFailure(count: number, answered: number): Failure | undefined {
    if (count === 0) return { code: status.UNKNOWN, details: 'tso count should be positive' };
    const { faults } = this.state.cluster;
    const fault = faults.take('tsoBreaks', {}, ({ afterAnswers = 0 }) => answered >= afterAnswers);
    return fault === undefined ? undefined : { code: status.UNKNOWN, details: 'generate timestamp failed' };
  }

  /** The region that holds an encoded key. */
  at(encoded: Uint8Array): Region | undefined {
    const key = rawKey(encoded);
    return this.state.regions(pointSpan(key)).find((region) => spanHas(region, key));
  }

  region(region: Region | undefined): pdpb.GetRegionResponse.$Properties {
    if (region === undefined) return { header: this.header };
    return { header: this.header, ...this.regionOf(region) };
  }

  scan({ startKey, endKey, limit }: pdpb.ScanRegionsRequest): pdpb.ScanRegionsResponse.$Properties {
    const found = this.state.regions({ startKey: rawKey(startKey), endKey: rawKey(endKey) });
    const regions = (limit > 0 ? found.slice(0, limit) : found).map((region) => this.regionOf(region));
    return {
      header: this.header,
      regions,
      regionMetas: regions.flatMap(({ region }) => region ?? []),
      leaders: regions.map(({ leader }) => leader),
    };
  }

  batchScan(request: pdpb.BatchScanRegionsRequest): pdpb.BatchScanRegionsResponse.$Properties {
    const ranges = request.ranges.map(
      ({ startKey, endKey }): Span => ({ startKey: rawKey(startKey), endKey: rawKey(endKey) }),
    );
    for (const [i, range] of ranges.entries()) {
      const next = ranges[i + 1];
      const isBackwards = range.endKey.length > 0 && compareBytes(range.startKey, range.endKey) > 0;
      if (isBackwards) return this.failed(pdpb.ErrorType.UNKNOWN, 'invalid key range, start key > end key');
      // PD compares the bytes, so an end that is unbounded overlaps nothing.
      const overlaps = next !== undefined && compareBytes(range.endKey, next.startKey) > 0;
      if (overlaps) return this.failed(pdpb.ErrorType.UNKNOWN, 'invalid key range, ranges overlapped');
    }
    const found: Region[] = [];
    for (const range of merged(ranges)) {
      let covered = range.startKey;
      for (const region of this.state.regions(range)) {
        if (request.limit > 0 && found.length >= request.limit) break;
        if (request.containAllKeyRange && compareBytes(region.startKey, covered) > 0) return this.holes();
        covered = region.endKey;
        if (found.at(-1)?.id !== region.id) found.push(region);
      }
      const isFull = request.limit > 0 && found.length >= request.limit;
      const isShort = covered === range.startKey || compareEndKeys(covered, range.endKey) < 0;
      if (request.containAllKeyRange && !isFull && isShort) return this.holes();
    }
    return { header: this.header, regions: found.map((region) => this.regionOf(region)) };
  }

  store(id: number): pdpb.GetStoreResponse.$Properties {
    const store = this.state.stores.find((one) => one.id === id);
    if (store === undefined) return this.failed(pdpb.ErrorType.UNKNOWN, `invalid store ID ${id}, not found`);
    return { header: this.header, store: this.storeOf(store) };
  }

  storeOf({ id, address }: StoreEntry): metapb.Store.$Properties {
    const { version } = { version: this.state.cluster.settings.storeVersion };
    const state = { state: metapb.StoreState.Up, nodeState: metapb.NodeState.Serving };
    return { id: longOf(id), address, version, ...state };
  }

  failed(type: pdpb.ErrorType, message: string): { header: pdpb.ResponseHeader.$Properties } {
    return { header: { ...this.header, error: { type, message } } };
  }

  private regionOf(region: Region): pdpb.Region.$Properties & { leader: metapb.Peer.$Properties } {
    // A leader that is not known is a message with id 0, not a missing one.
    const leader = this.state.hasLeader(region) ? peerMessage(region.leader) : NO_REGION_LEADER;
    return { region: regionMessage(region), leader };
  }

  private holes() {
    return this.failed(pdpb.ErrorType.REGIONS_NOT_CONTAIN_ALL_KEY_RANGE, 'found no region');
  }
}

function memberOf({ id, name, url }: MemberEntry): pdpb.Member.$Properties {
  return { name, memberId: longOf(id), clientUrls: [url], peerUrls: [url] };
}

/** Ranges that touch become one. */
function merged(ranges: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last !== undefined && last.endKey.length > 0 && compareBytes(last.endKey, range.startKey) === 0) {
      out[out.length - 1] = { startKey: last.startKey, endKey: range.endKey };
    } else out.push(range);
  }
  return out;
}

/**
 * The raw key of an encoded one. PD compares bytes and decodes nothing; bytes that are no encoding lie between two keys,
 * and whatever full groups they begin with say where.
 */
function rawKey(encoded: Uint8Array | null | undefined): Uint8Array {
  const bytes = encoded ?? new Uint8Array(0);
  if (bytes.length === 0) return bytes;
  const raw = decodeKey(bytes);
  if (raw !== undefined) return raw;
  const groups: number[] = [];
  for (let at = 0; at < bytes.length; at += 9) {
    groups.push(...bytes.subarray(at, at + 8));
    if (bytes[at + 8] !== 0xff) break;
  }
  return Uint8Array.from(groups);
}

function pointSpan(key: Uint8Array): Span {
  const endKey = new Uint8Array(key.length + 1);
  endKey.set(key);
  return { startKey: key, endKey };
}
