import { WireError } from '../errors/TiValveError';
import { compareBytes, hexOf } from '../model/bytes';
import type { Logger } from '../model/logger';
import { encodeMemcomparable } from '../model/memcomparable';
import type { Metrics } from '../model/metrics';
import { spanHas } from '../model/span';
import { MAX_TS, physicalMsOf, type Ts } from '../model/ts';
import { bigintOf, longOf } from '../model/uint64';
import { kvrpcpb } from './generated/messages';
import { idOf, type PdRegion } from './pdMessages';
import { describeKeyError, type RegionCallOptions, type RegionCalls } from './regionCalls';

/** A lock as a store shows it. */
export interface Lock {
  readonly key: Uint8Array;
  readonly primary: Uint8Array;
  readonly startTs: Ts;
  readonly ttlMs: number;
  /** Its transaction may be committed without its primary saying so. */
  readonly asyncCommit: boolean;
  readonly minCommitTs: Ts;
  /** The other keys, in the primary of an async commit. */
  readonly secondaries: readonly Uint8Array[];
}

/** What became of a transaction. */
export type TxnOutcome =
  /** With `commitTs` 0, it was rolled back. */
  | { readonly kind: 'decided'; readonly commitTs: Ts; readonly keys: readonly Uint8Array[] }
  /** Its time is not over. When it is `passed`, it will not commit at or below the ts of the reader. */
  | { readonly kind: 'alive'; readonly passed: boolean };

export interface LockResolverOptions {
  readonly calls: RegionCalls;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const { Op, Action } = kvrpcpb;
/** Keys of one request: a store handles each request as a whole. */
const MAX_KEYS_PER_REQUEST = 256;

/**
 * The locks that matter here, out of a lock as it came: a shared one stands for several. Pessimistic locks carry no
 * data; neither readers nor change feeds wait for them.
 */
export function locksOf(info: kvrpcpb.LockInfo.$Properties): readonly Lock[] {
  if (info.lockType === Op.SharedLock) return (info.sharedLockInfos ?? []).flatMap(locksOf);
  if (info.lockType === Op.PessimisticLock || info.lockType === Op.SharedPessimisticLock) return [];
  return [
    {
      key: info.key ?? new Uint8Array(0),
      primary: info.primaryLock ?? new Uint8Array(0),
      startTs: info.lockVersion ? bigintOf(info.lockVersion) : 0n,
      ttlMs: idOf(info.lockTtl),
      asyncCommit: info.useAsyncCommit ?? false,
      minCommitTs: info.minCommitTs ? bigintOf(info.minCommitTs) : 0n,
      secondaries: info.secondaries ?? [],
    },
  ];
}

/**
 * Finds out what became of transactions whose locks are in the way, and clears the locks of those that are over. Only
 * TiKV decides: a transaction is asked about at its primary key, whose store rolls it back once its time is over.
 */
export class LockResolver {
  private readonly o: LockResolverOptions;

  constructor(options: LockResolverOptions) {
    this.o = options;
  }

  /**
   * What became of the transaction of `lock`.
   *
   * @param readTs - the ts that is read at; 0 when nothing is read. A living transaction is asked to commit above it.
   * @param nowTs - the present, from PD
   */
  async outcomeOf(lock: Lock, readTs: Ts, nowTs: Ts, options: RegionCallOptions = {}): Promise<TxnOutcome> {
    const answer = await this.checkStatus(lock, { readTs, nowTs, forceSyncCommit: false }, options);
    const primary = asyncPrimaryOf(answer, lock, nowTs);
    if (primary === undefined) return answer.outcome;
    const decided = await this.checkSecondaries(primary, options);
    if (decided !== undefined) return decided;
    // One of its keys was locked without async commit: the whole transaction fell back, and its primary decides.
    return (await this.checkStatus(lock, { readTs, nowTs, forceSyncCommit: true }, options)).outcome;
  }

  /** Commits, or with `commitTs` 0 rolls back, locks of a transaction whose outcome is known. */
  async clear(startTs: Ts, commitTs: Ts, keys: readonly Uint8Array[], options: RegionCallOptions = {}): Promise<void> {
    await this.eachRegion(keys, options, {
      method: 'KvResolveLock',
      encode: (context, some) =>
        kvrpcpb.ResolveLockRequest.encode({
          context,
          startVersion: longOf(startTs),
          commitVersion: longOf(commitTs),
          keys: [...some],
        }).finish(),
      decode: (bytes) => kvrpcpb.ResolveLockResponse.decode(bytes),
      take: ({ error }, some) => {
        if (error) throw refused('KvResolveLock', some[0], error);
      },
    });
  }

  private async checkStatus(
    lock: Lock,
    query: { readonly readTs: Ts; readonly nowTs: Ts; readonly forceSyncCommit: boolean },
    options: RegionCallOptions,
  ): Promise<{ readonly outcome: TxnOutcome; readonly primary?: Lock | undefined }> {
    // A lock without a time to live is to be resolved whatever the time.
    const nowTs = lock.ttlMs === 0 ? MAX_TS : query.nowTs;
    const isOver = hasExpired(lock.startTs, lock.ttlMs, nowTs);
    const { answer } = await this.o.calls.at(
      lock.primary,
      {
        method: 'KvCheckTxnStatus',
        encode: (context) =>
          kvrpcpb.CheckTxnStatusRequest.encode({
            context,
            primaryKey: lock.primary,
            lockTs: longOf(lock.startTs),
            callerStartTs: longOf(query.readTs),
            currentTs: longOf(nowTs),
            // A primary that was never locked may yet be, as long as its transaction has time.
            rollbackIfNotExist: isOver,
            forceSyncCommit: query.forceSyncCommit,
            verifyIsPrimary: true,
          }).finish(),
        decode: (bytes) => kvrpcpb.CheckTxnStatusResponse.decode(bytes),
      },
      options,
    );
    const { error, lockTtl, commitVersion, action, lockInfo } = answer;
    if (error?.txnNotFound) return { outcome: { kind: 'alive', passed: false } };
    if (error?.primaryMismatch) {
      const fields = { startTs: lock.startTs.toString(), key: hexOf(lock.key), primary: hexOf(lock.primary) };
      this.o.logger.warn(fields, 'lock names a primary that is none; left alone');
      return { outcome: { kind: 'alive', passed: false } };
    }
    if (error) throw refused('KvCheckTxnStatus', lock.primary, error);
    if (lockInfo || idOf(lockTtl) > 0) {
      const passed = action === Action.MinCommitTSPushed;
      return { outcome: { kind: 'alive', passed }, primary: lockInfo ? locksOf(lockInfo)[0] : undefined };
    }
    const commitTs = commitVersion ? bigintOf(commitVersion) : 0n;
    return { outcome: { kind: 'decided', commitTs, keys: [] } };
  }

  /**
   * Decides a transaction of which the primary does not: it is committed when all its keys are locked. A store rolls a
   * missing one back for good, so that nobody can decide otherwise later.
   *
   * Answers `undefined` when one of its keys was locked without async commit.
   */
  private async checkSecondaries(primary: Lock, options: RegionCallOptions): Promise<TxnOutcome | undefined> {
    let { minCommitTs: commitTs } = primary;
    let decidedTs: Ts | undefined;
    let fellBack = false;
    await this.eachRegion(primary.secondaries, options, {
      method: 'KvCheckSecondaryLocks',
      encode: (context, keys) =>
        kvrpcpb.CheckSecondaryLocksRequest.encode({
          context,
          keys: [...keys],
          startVersion: longOf(primary.startTs),
        }).finish(),
      decode: (bytes) => kvrpcpb.CheckSecondaryLocksResponse.decode(bytes),
      take: (answer, keys) => {
        if (answer.error) throw refused('KvCheckSecondaryLocks', keys[0], answer.error);
        const locks = (answer.locks ?? []).flatMap(locksOf);
        if (locks.length < keys.length) {
          const ts = answer.commitTs ? bigintOf(answer.commitTs) : 0n;
          if (decidedTs !== undefined && decidedTs !== ts) throw contradiction(primary, decidedTs, ts);
          decidedTs = ts;
        }
        for (const lock of locks) {
          if (!lock.asyncCommit) fellBack = true;
          if (lock.minCommitTs > commitTs) commitTs = lock.minCommitTs;
        }
      },
    });
    if (decidedTs === undefined && fellBack) return undefined;
    return { kind: 'decided', commitTs: decidedTs ?? commitTs, keys: [primary.key, ...primary.secondaries] };
  }

  /** Asks each region about those of `keys` that it holds. */
  private async eachRegion<Res extends { readonly regionError?: object | null }>(
    keys: readonly Uint8Array[],
    options: RegionCallOptions,
    call: {
      readonly method: string;
      readonly encode: (context: kvrpcpb.Context.$Properties, keys: readonly Uint8Array[]) => Uint8Array;
      readonly decode: (bytes: Uint8Array) => Res;
      readonly take: (answer: Res, keys: readonly Uint8Array[]) => void;
    },
  ): Promise<void> {
    const { method, encode, decode, take } = call;
    const sorted = keys.toSorted(compareBytes);
    let from = 0;
    while (from < sorted.length) {
      const rest = sorted.slice(from, from + MAX_KEYS_PER_REQUEST);
      const { region, answer } = await this.o.calls.at(
        rest[0] as Uint8Array,
        { method, encode: (context, region) => encode(context, keysIn(region, rest)), decode },
        options,
      );
      const some = keysIn(region, rest);
      take(answer, some);
      from += some.length;
    }
  }
}

/** The first of sorted keys, as far as they lie in the region, which holds the first one. */
function keysIn({ span }: PdRegion, sorted: readonly Uint8Array[]): readonly Uint8Array[] {
  const outside = sorted.findIndex((key) => !spanHas(span, encodeMemcomparable(key)));
  return outside === -1 ? sorted : sorted.slice(0, outside);
}

/** The primary of an async commit that is still locked although its time is over. */
function asyncPrimaryOf({ primary }: { readonly primary?: Lock | undefined }, lock: Lock, nowTs: Ts): Lock | undefined {
  if (primary === undefined || !primary.asyncCommit) return undefined;
  return lock.ttlMs === 0 || hasExpired(primary.startTs, primary.ttlMs, nowTs) ? primary : undefined;
}

/** As TiKV decides it, against the time of PD. */
function hasExpired(startTs: Ts, ttlMs: number, nowTs: Ts): boolean {
  return physicalMsOf(startTs) + ttlMs < physicalMsOf(nowTs);
}

function refused(method: string, key: Uint8Array | undefined, error: kvrpcpb.KeyError.$Properties): WireError {
  return new WireError(
    'TV_WIRE_REFUSED',
    `${method} at key ${hexOf(key ?? new Uint8Array(0))}: ${describeKeyError(error)}`,
  );
}

function contradiction({ startTs }: Lock, one: Ts, another: Ts): WireError {
  const detail = `transaction ${startTs} is committed at ${one} by one of its keys and at ${another} by another`;
  return new WireError('TV_WIRE_MALFORMED', detail);
}
