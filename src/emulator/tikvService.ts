import type { ServerUnaryCall, ServiceDefinition, sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Ts } from '../model/ts';
import { bigintOf, longOf, numberOf } from '../model/uint64';
import { kvrpcpb, tikvpb } from '../wire/generated/messages';
import { batchCommands, type Call } from './batchCommands';
import type { Change } from './Change';
import type { Cluster } from './Cluster';
import { checkContext, keyNotInRegion } from './checkContext';
import { checkSecondaryLocks } from './checkSecondaryLocks';
import { checkTxnStatus } from './checkTxnStatus';
import { commit } from './commit';
import { grpcMethod } from './grpcMethod';
import { heartbeat } from './heartbeat';
import { lockInfo } from './keyErrors';
import { lockPessimistically, unlockPessimistically } from './pessimisticLock';
import { type PrewriteMutation, prewrite } from './prewrite';
import { peerMessage, type Region, regionMessage } from './Region';
import { intersection } from './RegionScan';
import { resolveLocks } from './resolveLock';
import { rollback } from './rollback';
import { type ReadOptions, type ReadResult, readKey, readRange } from './snapshotRead';

type Long = Parameters<typeof bigintOf>[0];
const PATH = '/tikvpb.Tikv/';

const METHODS = {
  KvGet: [kvrpcpb.GetRequest, kvrpcpb.GetResponse],
  KvScan: [kvrpcpb.ScanRequest, kvrpcpb.ScanResponse],
  KvBatchGet: [kvrpcpb.BatchGetRequest, kvrpcpb.BatchGetResponse],
  KvPrewrite: [kvrpcpb.PrewriteRequest, kvrpcpb.PrewriteResponse],
  KvCommit: [kvrpcpb.CommitRequest, kvrpcpb.CommitResponse],
  KvBatchRollback: [kvrpcpb.BatchRollbackRequest, kvrpcpb.BatchRollbackResponse],
  KvTxnHeartBeat: [kvrpcpb.TxnHeartBeatRequest, kvrpcpb.TxnHeartBeatResponse],
  KvPessimisticLock: [kvrpcpb.PessimisticLockRequest, kvrpcpb.PessimisticLockResponse],
  KVPessimisticRollback: [kvrpcpb.PessimisticRollbackRequest, kvrpcpb.PessimisticRollbackResponse],
  KvCheckTxnStatus: [kvrpcpb.CheckTxnStatusRequest, kvrpcpb.CheckTxnStatusResponse],
  KvCheckSecondaryLocks: [kvrpcpb.CheckSecondaryLocksRequest, kvrpcpb.CheckSecondaryLocksResponse],
  KvScanLock: [kvrpcpb.ScanLockRequest, kvrpcpb.ScanLockResponse],
  KvResolveLock: [kvrpcpb.ResolveLockRequest, kvrpcpb.ResolveLockResponse],
  KvFlush: [kvrpcpb.FlushRequest, kvrpcpb.FlushResponse],
  KvBufferBatchGet: [kvrpcpb.BufferBatchGetRequest, kvrpcpb.BufferBatchGetResponse],
  KvDeleteRange: [kvrpcpb.DeleteRangeRequest, kvrpcpb.DeleteRangeResponse],
  SplitRegion: [kvrpcpb.SplitRegionRequest, kvrpcpb.SplitRegionResponse],
} as const;

/** `tikvpb.Tikv`, as far as transactions, snapshot reads and the resolving of locks need it. */
export function tikvService(): ServiceDefinition {
  const entries = Object.entries(METHODS).map(([name, [request, response]]) => [
    name,
    grpcMethod<object, object>(`${PATH}${name}`, request, response),
  ]);
  const { BatchCommandsRequest: request, BatchCommandsResponse: response } = tikvpb;
  const BatchCommands = grpcMethod(`${PATH}BatchCommands`, request, response, true);
  return { ...(Object.fromEntries(entries) as ServiceDefinition), BatchCommands };
}

/** What one store answers. */
export function tikvHandlers(cluster: Cluster, storeId: number): UntypedServiceImplementation {
  const calls = new KvCalls(cluster);
  const on =
    <Request extends { readonly context?: kvrpcpb.Context.$Properties | null }, Response extends object>(
      method: string,
      keysOf: (request: Request) => readonly Uint8Array[],
      work: (request: Request, region: Region) => Response,
    ) =>
    (request: Request): object => {
      const checked = checkContext(cluster, storeId, method, request.context);
      if ('regionError' in checked) return checked;
      const regionError = keyNotInRegion(checked.region, keysOf(request));
      return regionError === undefined ? work(request, checked.region) : { regionError };
    };
  const keys = ({ keys: all }: { readonly keys: readonly Uint8Array[] }) => all;
  const mutated = ({ mutations }: { readonly mutations: readonly kvrpcpb.Mutation.$Properties[] }) =>
    mutations.map(({ key }) => key ?? NO_KEY);
  const none = (): readonly Uint8Array[] => [];
  const byMethod = {
    KvGet: on('KvGet', ({ key }: kvrpcpb.GetRequest) => [key], calls.get),
    KvScan: on('KvScan', none, calls.scan),
    KvBatchGet: on('KvBatchGet', keys, calls.batchGet),
    KvPrewrite: on('KvPrewrite', mutated, calls.prewrite),
    KvCommit: on('KvCommit', keys, calls.commit),
    KvBatchRollback: on('KvBatchRollback', keys, calls.batchRollback),
    KvTxnHeartBeat: on('KvTxnHeartBeat', (one: kvrpcpb.TxnHeartBeatRequest) => [one.primaryLock], calls.heartbeat),
    KvPessimisticLock: on('KvPessimisticLock', mutated, calls.pessimisticLock),
    KVPessimisticRollback: on('KVPessimisticRollback', keys, calls.pessimisticRollback),
    KvCheckTxnStatus: on('KvCheckTxnStatus', (one: kvrpcpb.CheckTxnStatusRequest) => [one.primaryKey], calls.txnStatus),
    KvCheckSecondaryLocks: on('KvCheckSecondaryLocks', keys, calls.secondaryLocks),
    KvScanLock: on('KvScanLock', none, calls.scanLock),
    KvResolveLock: on('KvResolveLock', keys, calls.resolveLock),
    KvFlush: on('KvFlush', mutated, calls.flush),
    KvBufferBatchGet: on('KvBufferBatchGet', keys, calls.bufferBatchGet),
    KvDeleteRange: on('KvDeleteRange', none, calls.deleteRange),
    SplitRegion: on('SplitRegion', splitKeysOf, calls.split),
  } satisfies Record<keyof typeof METHODS, Call>;
  const unary = Object.entries<Call>(byMethod).map(([method, work]) => [
    method,
    ({ request }: ServerUnaryCall<never, object>, answer: sendUnaryData<object>) => answer(null, work(request)),
  ]);
  return { ...Object.fromEntries(unary), BatchCommands: batchCommands(byMethod) };
}

const NO_KEY = new Uint8Array(0);
const ZERO = { low: 0, high: 0 };

/** The calls, each turned into a command of the store. */
class KvCalls {
  private readonly cluster: Cluster;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  readonly get = (request: kvrpcpb.GetRequest): kvrpcpb.GetResponse.$Properties => {
    const options = readOptions(request.context, request.version);
    const result = readKey(this.cluster, this.cluster.mvcc.find(request.key), options);
    if ('error' in result) return result;
    if (result.value === undefined) return { notFound: true };
    const commitTs = request.needCommitTs ? { commitTs: longOf(result.commitTs) } : {};
    return { value: result.value, ...commitTs };
  };

  readonly batchGet = (request: kvrpcpb.BatchGetRequest): kvrpcpb.BatchGetResponse.$Properties => {
    const options = readOptions(request.context, request.version);
    const pairs = request.keys.map((key) => ({
      key,
      result: readKey(this.cluster, this.cluster.mvcc.find(key), options),
    }));
    const found = pairs.filter(({ result }) => 'error' in result || result.value !== undefined);
    return pairsOf(found, false, request.needCommitTs);
  };

  readonly scan = (request: kvrpcpb.ScanRequest, region: Region): kvrpcpb.ScanResponse.$Properties => {
    const { startKey, endKey, limit, keyOnly, reverse } = request;
    const options = readOptions(request.context, request.version);
    const asked = reverse ? { startKey: endKey, endKey: startKey } : { startKey, endKey };
    return pairsOf(readRange(this.cluster, intersection(region, asked), limit, reverse, options), keyOnly, false);
  };

  readonly prewrite = (request: kvrpcpb.PrewriteRequest, region: Region): kvrpcpb.PrewriteResponse.$Properties => {
    const { mutations, pessimisticActions, skipConstraintCheck } = request;
    const forUpdateTs = bigintOf(request.forUpdateTs);
    const result = prewrite(this.cluster, {
      startTs: bigintOf(request.startVersion),
      primary: request.primaryLock,
      ttlMs: numberOf(request.lockTtl),
      forUpdateTs,
      minCommitTs: bigintOf(request.minCommitTs),
      maxCommitTs: bigintOf(request.maxCommitTs),
      mutations: mutations.map((mutation, i): PrewriteMutation => {
        const action = pessimisticActions[i] ?? 0;
        const isLocked = action === kvrpcpb.PrewriteRequest.PessimisticAction.DO_PESSIMISTIC_CHECK;
        const isSkipped = skipConstraintCheck || (forUpdateTs > 0n && action === 0);
        const check = isLocked ? 'locked' : isSkipped ? 'skip' : 'constraint';
        const asserted = mutationOf(mutation, check);
        return asserts(request.assertionLevel, check) ? asserted : { ...asserted, assertion: 'none' };
      }),
      secondaries: request.secondaries,
      useAsyncCommit: request.useAsyncCommit,
      tryOnePhase: request.tryOnePc,
      txnSource: numberOf(request.context?.txnSource ?? ZERO),
      txnSize: numberOf(request.txnSize),
      generation: 0,
    });
    this.cluster.applied(region, result.changes);
    return {
      errors: [...result.errors],
      minCommitTs: longOf(result.minCommitTs),
      onePcCommitTs: longOf(result.onePhaseCommitTs),
    };
  };

  readonly flush = (request: kvrpcpb.FlushRequest, region: Region): kvrpcpb.FlushResponse.$Properties => {
    const result = prewrite(this.cluster, {
      startTs: bigintOf(request.startTs),
      primary: request.primaryKey,
      ttlMs: numberOf(request.lockTtl),
      forUpdateTs: 0n,
      minCommitTs: bigintOf(request.minCommitTs),
      maxCommitTs: 0n,
      mutations: request.mutations.map((mutation) => mutationOf(mutation, 'constraint')),
      secondaries: [],
      useAsyncCommit: false,
      tryOnePhase: false,
      txnSource: numberOf(request.context?.txnSource ?? ZERO),
      txnSize: 0,
      generation: numberOf(request.generation),
    });
    this.cluster.applied(region, result.changes);
    return { errors: [...result.errors] };
  };

  /** What a pipelined transaction has flushed under some keys; a deletion is an empty value. */
  readonly bufferBatchGet = (request: kvrpcpb.BufferBatchGetRequest): kvrpcpb.BufferBatchGetResponse.$Properties => {
    const startTs = bigintOf(request.version);
    const pairs = request.keys.flatMap((key): kvrpcpb.KvPair.$Properties[] => {
      const lock = this.cluster.mvcc.find(key)?.lock;
      return lock?.startTs === startTs ? [{ key, value: lock.value }] : [];
    });
    return { pairs };
  };

  readonly commit = (request: kvrpcpb.CommitRequest, region: Region): kvrpcpb.CommitResponse.$Properties => {
    const commitTs = bigintOf(request.commitVersion);
    const { error, changes } = commit(this.cluster, request.keys, bigintOf(request.startVersion), commitTs);
    this.cluster.applied(region, changes);
    return error === undefined ? { commitVersion: request.commitVersion } : { error };
  };

  readonly batchRollback = (
    request: kvrpcpb.BatchRollbackRequest,
    region: Region,
  ): kvrpcpb.BatchRollbackResponse.$Properties => {
    const { error, changes } = rollback(this.cluster, request.keys, bigintOf(request.startVersion));
    this.cluster.applied(region, changes);
    return error === undefined ? {} : { error };
  };

  readonly heartbeat = (
    request: kvrpcpb.TxnHeartBeatRequest,
    region: Region,
  ): kvrpcpb.TxnHeartBeatResponse.$Properties => {
    const advised = numberOf(request.adviseLockTtl);
    const startTs = bigintOf(request.startVersion);
    const { error, ttlMs, changes } = heartbeat(this.cluster, request.primaryLock, startTs, advised);
    this.cluster.applied(region, changes);
    return error === undefined ? { lockTtl: longOf(ttlMs) } : { error };
  };

  readonly pessimisticLock = (request: kvrpcpb.PessimisticLockRequest): kvrpcpb.PessimisticLockResponse.$Properties => {
    const { returnValues, checkExistence } = request;
    const isForced = request.wakeUpMode === kvrpcpb.PessimisticLockWakeUpMode.WakeUpModeForceLock;
    const forUpdateTs = bigintOf(request.forUpdateTs);
    const { Assertion, Op, PessimisticLockKeyResultType } = kvrpcpb;
    const keys = request.mutations.map(({ op, key, assertion }) => {
      return { key: key ?? NO_KEY, mustNotExist: op === Op.Insert || assertion === Assertion.NotExist };
    });
    if (returnValues || checkExistence || keys.some(({ mustNotExist }) => mustNotExist)) {
      this.cluster.maxTs.raise(forUpdateTs);
    }
    const { errors, findings } = lockPessimistically(this.cluster, {
      keys,
      primary: request.primaryLock,
      startTs: bigintOf(request.startVersion),
      forUpdateTs,
      ttlMs: numberOf(request.lockTtl),
      minCommitTs: bigintOf(request.minCommitTs),
      onlyIfExists: request.lockOnlyIfExists,
      forced: isForced,
    });
    if (isForced) {
      const { LockResultNormal, LockResultLockedWithConflict, LockResultFailed } = PessimisticLockKeyResultType;
      if (errors.length > 0) return { errors: [...errors], results: keys.map(() => ({ type: LockResultFailed })) };
      const results = findings.map(({ value, conflictTs }): kvrpcpb.PessimisticLockKeyResult.$Properties => {
        const isLate = conflictTs > 0n;
        const conflict = isLate ? { lockedWithConflictTs: longOf(conflictTs) } : {};
        const found = returnValues || isLate ? { value: value ?? NO_KEY } : {};
        const existence = (returnValues || checkExistence || isLate) && value !== undefined;
        return { type: isLate ? LockResultLockedWithConflict : LockResultNormal, existence, ...found, ...conflict };
      });
      return { results };
    }
    if (errors.length > 0) return { errors: [...errors] };
    const notFounds = findings.map(({ value }) => value === undefined);
    if (returnValues) return { values: findings.map(({ value }) => value ?? NO_KEY), notFounds };
    return checkExistence ? { notFounds } : {};
  };

  readonly pessimisticRollback = (
    request: kvrpcpb.PessimisticRollbackRequest,
    region: Region,
  ): kvrpcpb.PessimisticRollbackResponse.$Properties => {
    const startTs = bigintOf(request.startVersion);
    const all = request.keys.length > 0 ? request.keys : this.lockedKeys(region, startTs);
    unlockPessimistically(this.cluster, all, startTs, bigintOf(request.forUpdateTs));
    return {};
  };

  readonly txnStatus = (
    request: kvrpcpb.CheckTxnStatusRequest,
    region: Region,
  ): kvrpcpb.CheckTxnStatusResponse.$Properties => {
    const { response, changes } = checkTxnStatus(this.cluster, {
      primary: request.primaryKey,
      startTs: bigintOf(request.lockTs),
      callerStartTs: bigintOf(request.callerStartTs),
      currentTs: bigintOf(request.currentTs),
      rollbackIfNotExist: request.rollbackIfNotExist,
      forceSyncCommit: request.forceSyncCommit,
      resolvingPessimisticLock: request.resolvingPessimisticLock,
      verifyIsPrimary: request.verifyIsPrimary,
    });
    this.cluster.applied(region, changes);
    return response;
  };

  readonly secondaryLocks = (
    request: kvrpcpb.CheckSecondaryLocksRequest,
    region: Region,
  ): kvrpcpb.CheckSecondaryLocksResponse.$Properties => {
    const { response, changes } = checkSecondaryLocks(this.cluster, request.keys, bigintOf(request.startVersion));
    this.cluster.applied(region, changes);
    return response;
  };

  readonly scanLock = (request: kvrpcpb.ScanLockRequest, region: Region): kvrpcpb.ScanLockResponse.$Properties => {
    const maxVersion = bigintOf(request.maxVersion);
    this.cluster.maxTs.raise(maxVersion);
    const { startKey, endKey, limit } = request;
    const locks: kvrpcpb.LockInfo.$Properties[] = [];
    for (const { key, lock } of this.cluster.mvcc.lockedRecords(intersection(region, { startKey, endKey }))) {
      if (lock === undefined || lock.startTs > maxVersion) continue;
      locks.push(lockInfo(key, lock));
      if (limit > 0 && locks.length >= limit) break;
    }
    return { locks };
  };

  readonly resolveLock = (
    request: kvrpcpb.ResolveLockRequest,
    region: Region,
  ): kvrpcpb.ResolveLockResponse.$Properties => {
    const { txnInfos, keys } = request;
    const decided = new Map<Ts, Ts>(
      txnInfos.length > 0
        ? txnInfos.map(({ txn, status }) => [bigintOf(txn ?? ZERO), bigintOf(status ?? ZERO)])
        : [[bigintOf(request.startVersion), bigintOf(request.commitVersion)]],
    );
    this.applyInBatches(region, resolveLocks(this.cluster, decided, keys.length > 0 ? keys : region));
    return {};
  };

  /** Keys, locks and versions vanish, and no change feed hears of it: TiDB does so long after a table was dropped. */
  readonly deleteRange = (
    { startKey, endKey, notifyOnly }: kvrpcpb.DeleteRangeRequest,
    region: Region,
  ): kvrpcpb.DeleteRangeResponse.$Properties => {
    if (!notifyOnly) this.cluster.mvcc.deleteSpan(intersection(region, { startKey, endKey }));
    return {};
  };

  readonly split = (request: kvrpcpb.SplitRegionRequest, region: Region): kvrpcpb.SplitRegionResponse.$Properties => {
    const pieces = this.cluster.split(splitKeysOf(request));
    const regions = (pieces.length === 0 ? [region] : pieces).map(regionMessage);
    return { regions };
  };

  /** TiKV resolves so many locks in one raft command. */
  private applyInBatches(region: Region, changes: readonly Change[], size = 256): void {
    for (let at = 0; at < changes.length; at += size) this.cluster.applied(region, changes.slice(at, at + size));
  }

  private lockedKeys(region: Region, startTs: Ts): Uint8Array[] {
    return [...this.cluster.mvcc.lockedRecords(region)]
      .filter(({ lock }) => lock?.startTs === startTs)
      .map(({ key }) => key);
  }
}

function splitKeysOf({ splitKey, splitKeys }: kvrpcpb.SplitRegionRequest): readonly Uint8Array[] {
  return splitKeys.length > 0 || splitKey.length === 0 ? splitKeys : [splitKey];
}

function readOptions(context: kvrpcpb.Context.$Properties | null | undefined, version: Long): ReadOptions {
  return {
    ts: bigintOf(version),
    resolvedLocks: new Set((context?.resolvedLocks ?? []).map(bigintOf)),
    committedLocks: new Set((context?.committedLocks ?? []).map(bigintOf)),
  };
}

/** Whether assertions are looked at: fast ones only where the key is read anyway. */
function asserts(level: kvrpcpb.AssertionLevel, check: PrewriteMutation['check']): boolean {
  const { Fast, Strict } = kvrpcpb.AssertionLevel;
  return level === Strict || (level === Fast && check === 'constraint');
}

function mutationOf(mutation: kvrpcpb.Mutation.$Properties, check: PrewriteMutation['check']): PrewriteMutation {
  const { Op, Assertion } = kvrpcpb;
  const ops = new Map<number, PrewriteMutation['op']>([
    [Op.Put, 'put'],
    [Op.Del, 'delete'],
    [Op.Lock, 'lock'],
    [Op.Insert, 'insert'],
    [Op.CheckNotExists, 'checkNotExists'],
  ]);
  const { key, value } = mutation;
  const assertions = new Map<number, PrewriteMutation['assertion']>([
    [Assertion.Exist, 'exist'],
    [Assertion.NotExist, 'notExist'],
  ]);
  return {
    op: ops.get(mutation.op ?? 0) ?? 'lock',
    key: key ?? NO_KEY,
    value: value ?? NO_KEY,
    assertion: assertions.get(mutation.assertion ?? 0) ?? 'none',
    check,
  };
}

function pairsOf(
  found: readonly { readonly key: Uint8Array; readonly result: ReadResult }[],
  isKeyOnly: boolean,
  needCommitTs: boolean,
): { pairs: kvrpcpb.KvPair.$Properties[] } {
  return {
    pairs: found.map(({ key, result }) => {
      if ('error' in result) return { error: result.error };
      const value = isKeyOnly || result.value === undefined ? {} : { value: result.value };
      return { key, ...value, ...(needCommitTs && { commitTs: longOf(result.commitTs) }) };
    }),
  };
}

/** The context that reaches a region's leader; for whoever calls a store by hand. */
export function contextOf(region: Region): kvrpcpb.Context.$Properties {
  const { regionEpoch } = regionMessage(region);
  return { regionId: longOf(region.id), peer: peerMessage(region.leader), ...(regionEpoch && { regionEpoch }) };
}
