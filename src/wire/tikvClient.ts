import type { SchedulerLike } from 'rxjs';
import { WireError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import { monotonicScheduler } from '../model/clock';
import { type Logger, NO_LOGGER } from '../model/logger';
import { decodeSpan } from '../model/memcomparable';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { RetryPolicy } from '../model/retry';
import { compareEndKeys, type Span, startsBelow } from '../model/span';
import type { Ts } from '../model/ts';
import { longOf } from '../model/uint64';
import type { Channels } from './channels';
import { kvrpcpb } from './generated/messages';
import { type Lock, LockResolver, locksOf, type TxnOutcome } from './lockResolver';
import type { PdClient, PdRegion } from './pdClient';
import { badBorder, describeKeyError, RegionCalls } from './regionCalls';

export interface TikvClientOptions {
  readonly pd: PdClient;
  readonly channels: Channels;
  /** For one try of a call. @defaultValue `10_000` */
  readonly timeoutMs?: number;
  /** For one call with all its tries, and for a lock that stays in the way. @defaultValue `60_000` */
  readonly giveUpAfterMs?: number;
  /** Waits between tries. @defaultValue from 20 ms to 2 s */
  readonly retry?: Omit<RetryPolicy, 'maxRetries'>;
  /** Pairs asked for at a time. @defaultValue `256` */
  readonly snapshotPageRows?: number;
  /** Locks asked for at a time. @defaultValue `1_024` */
  readonly lockPageRows?: number;
  /** @defaultValue `NO_LOGGER` */
  readonly logger?: Logger;
  /** @defaultValue `NO_METRICS` */
  readonly metrics?: Metrics;
  /** @defaultValue `monotonicScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Gives numbers in [0, 1). @defaultValue `Math.random` */
  readonly random?: () => number;
}

/** A key and its value, both raw. */
export interface KvPair {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** What a single call may ask for. */
export interface TikvCallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** A region that locks are looked for in, and the store that leads it. */
export interface LockedRegion extends PdRegion {
  readonly storeId: number;
}

/** What a change feed needs of TiKV besides the feed itself. */
export interface TikvClient {
  /**
   * What a span of raw keys shows at `ts`, page by page in key order. Locks in the way are resolved when their
   * transactions are over, and waited for when not.
   *
   * Errors with `TV_WIRE_UNREACHABLE` or `TV_WIRE_TIMEOUT` when a page does not come for a while, and with
   * `TV_WIRE_REFUSED`. Whether the ts is still readable, TiKV does not test: hold garbage collection first.
   */
  readSnapshot(rawSpan: Span, ts: Ts, options?: TikvCallOptions): AsyncGenerator<readonly KvPair[]>;
  /**
   * Clears the locks of a region, at or below `maxTs`, whose transactions are over: what they wrote becomes visible or
   * is rolled back, and the resolved ts of the region can move. A transaction whose time is not over is left alone.
   *
   * @param nowTs - the present, from PD
   */
  resolveLocks(
    region: LockedRegion,
    maxTs: Ts,
    nowTs: Ts,
    options?: TikvCallOptions,
  ): Promise<{ readonly resolved: number; readonly alive: number }>;
}

/** Makes a client of the stores of PD's cluster. Nothing connects before it is used. */
export function createTikvClient(options: TikvClientOptions): TikvClient {
  return new GrpcTikvClient(options);
}

const DEFAULT_RETRY = { baseDelayMs: 20, maxDelayMs: 2_000 } as const;

/** Transactions that a reader need not look at again. */
interface Known {
  /** Not visible: rolled back, or committed above the ts that is read. */
  readonly resolved: Set<Ts>;
  /** Visible. */
  readonly committed: Set<Ts>;
}

class GrpcTikvClient implements TikvClient {
  private readonly pd: PdClient;
  private readonly calls: RegionCalls;
  private readonly resolver: LockResolver;
  private readonly metrics: Metrics;
  private readonly logger: Logger;
  private readonly scheduler: SchedulerLike;
  private readonly giveUpAfterMs: number;
  private readonly snapshotPageRows: number;
  private readonly lockPageRows: number;

  constructor(options: TikvClientOptions) {
    const { pd, channels, logger = NO_LOGGER, metrics = NO_METRICS } = options;
    this.pd = pd;
    this.metrics = metrics;
    this.logger = logger;
    this.scheduler = options.scheduler ?? monotonicScheduler;
    this.giveUpAfterMs = options.giveUpAfterMs ?? 60_000;
    this.snapshotPageRows = options.snapshotPageRows ?? 256;
    this.lockPageRows = options.lockPageRows ?? 1_024;
    this.calls = new RegionCalls({
      pd,
      channels,
      logger,
      metrics,
      scheduler: this.scheduler,
      random: options.random ?? Math.random,
      timeoutMs: options.timeoutMs ?? 10_000,
      giveUpAfterMs: this.giveUpAfterMs,
      retry: options.retry ?? DEFAULT_RETRY,
    });
    this.resolver = new LockResolver({ calls: this.calls, logger, metrics });
  }

  async *readSnapshot(rawSpan: Span, ts: Ts, options: TikvCallOptions = {}): AsyncGenerator<readonly KvPair[]> {
    const known: Known = { resolved: new Set(), committed: new Set() };
    let { startKey } = rawSpan;
    let blocked: Blocked | undefined;
    for (;;) {
      const { region, answer } = await this.scan({ startKey, endKey: rawSpan.endKey }, ts, known, options);
      const { pairs, locked } = readPage(answer);
      if (pairs.length > 0) {
        startKey = after(pairs.at(-1)?.key ?? startKey);
        blocked = undefined;
        this.metrics.add('tivalve_tikv_snapshot_rows_total', pairs.length);
        yield pairs;
      }
      if (locked !== undefined) {
        blocked = await this.unlock(locked, ts, known, blocked, options);
        continue;
      }
      blocked = undefined;
      // A page that is not full was the last one of its region.
      if (pairs.length < this.snapshotPageRows) {
        const { endKey } = rawSpanOf(region);
        if (endKey.length === 0 || !startsBelow(endKey, rawSpan.endKey)) return;
        startKey = endKey;
      } else if (!startsBelow(startKey, rawSpan.endKey)) return;
    }
  }

  private scan(
    rest: Span,
    ts: Ts,
    known: Known,
    options: TikvCallOptions,
  ): Promise<{ readonly region: PdRegion; readonly answer: kvrpcpb.ScanResponse.$Properties }> {
    return this.calls.at(
      rest.startKey,
      {
        method: 'KvScan',
        encode: (context, region) =>
          kvrpcpb.ScanRequest.encode({
            context: {
              ...context,
              notFillCache: true,
              resolvedLocks: Array.from(known.resolved, longOf),
              committedLocks: Array.from(known.committed, longOf),
            },
            startKey: rest.startKey,
            endKey: lowerEnd(rest.endKey, rawSpanOf(region).endKey),
            limit: this.snapshotPageRows,
            version: longOf(ts),
          }).finish(),
        decode: (bytes) => kvrpcpb.ScanResponse.decode(bytes),
      },
      options,
    );
  }

  /** Sees to it that a lock is not met again, or waits for its transaction. */
  private async unlock(
    info: kvrpcpb.LockInfo.$Properties,
    ts: Ts,
    known: Known,
    blocked: Blocked | undefined,
    options: TikvCallOptions,
  ): Promise<Blocked> {
    const since = blocked ?? { sinceMs: this.scheduler.now(), times: 0 };
    const locks = locksOf(info);
    let waits = locks.length === 0;
    for (const lock of locks) {
      const outcome = await this.resolver.outcomeOf(lock, ts, await this.pd.now(options), options);
      if (outcome.kind === 'alive') {
        if (outcome.passed) known.resolved.add(lock.startTs);
        else waits = true;
        continue;
      }
      const isVisible = outcome.commitTs > 0n && outcome.commitTs <= ts;
      (isVisible ? known.committed : known.resolved).add(lock.startTs);
      await this.clear(lock.startTs, outcome, [lock.key], options);
    }
    if (!waits) return since;
    if (this.scheduler.now() - since.sinceMs > this.giveUpAfterMs) {
      const detail = `key ${hexOf(info.key ?? new Uint8Array(0))} stays locked by a transaction that goes on`;
      throw new WireError('TV_WIRE_TIMEOUT', detail);
    }
    const times = since.times + 1;
    await this.calls.pause(this.calls.delayMs(times), options.signal);
    return { ...since, times };
  }

  async resolveLocks(
    region: LockedRegion,
    maxTs: Ts,
    nowTs: Ts,
    options: TikvCallOptions = {},
  ): Promise<{ readonly resolved: number; readonly alive: number }> {
    const { startKey: first, endKey } = rawSpanOf(region);
    const outcomes = new Map<Ts, TxnOutcome>();
    const leader = region.peers.find(({ storeId }) => storeId === region.storeId);
    // What the caller knows of the region saves a question, as long as it is right.
    let hint: PdRegion | undefined = leader && { ...region, leader };
    let startKey = first;
    let blocked: Blocked | undefined;
    let resolved = 0;
    let alive = 0;
    for (;;) {
      const page = await this.scanLocks({ startKey, endKey }, maxTs, { ...options, hint });
      if (page.running) {
        blocked = await this.waitFor(blocked, page.region, options);
        continue;
      }
      blocked = undefined;
      const counts = await this.resolvePage(page.locks.flatMap(locksOf), outcomes, nowTs, options);
      resolved += counts.resolved;
      alive += counts.alive;
      const last = page.locks.at(-1)?.key;
      if (page.locks.length >= this.lockPageRows && last) {
        startKey = after(last);
        hint = page.region;
      } else {
        startKey = rawSpanOf(page.region).endKey;
        hint = undefined;
        if (startKey.length === 0) break;
      }
      if (!startsBelow(startKey, endKey)) break;
    }
    this.metrics.add('tivalve_tikv_resolved_locks_total', resolved);
    this.metrics.add('tivalve_tikv_alive_locks_total', alive);
    if (resolved > 0) this.logger.info({ regionId: region.id, resolved, alive }, 'locks that were left were cleared');
    return { resolved, alive };
  }

  private async scanLocks(
    rest: Span,
    maxTs: Ts,
    options: TikvCallOptions & { readonly hint: PdRegion | undefined },
  ): Promise<{ region: PdRegion; locks: readonly kvrpcpb.LockInfo.$Properties[]; running: boolean }> {
    const { region, answer } = await this.calls.at(
      rest.startKey,
      {
        method: 'KvScanLock',
        encode: (context, region) =>
          kvrpcpb.ScanLockRequest.encode({
            context,
            maxVersion: longOf(maxTs),
            startKey: rest.startKey,
            endKey: lowerEnd(rest.endKey, rawSpanOf(region).endKey),
            limit: this.lockPageRows,
          }).finish(),
        decode: (bytes) => kvrpcpb.ScanLockResponse.decode(bytes),
      },
      options,
    );
    const { error, locks } = answer;
    if (error && !error.locked) {
      throw new WireError('TV_WIRE_REFUSED', `KvScanLock in region ${region.id}: ${describeKeyError(error)}`);
    }
    return { region, locks: locks ?? [], running: Boolean(error) };
  }

  /** A prewrite that is being carried out right now keeps its region from being looked at, for a moment. */
  private async waitFor(blocked: Blocked | undefined, { id }: PdRegion, options: TikvCallOptions): Promise<Blocked> {
    const { sinceMs, times } = blocked ?? { sinceMs: this.scheduler.now(), times: 0 };
    if (this.scheduler.now() - sinceMs > this.giveUpAfterMs) {
      throw new WireError('TV_WIRE_TIMEOUT', `region ${id} is always in the middle of a prewrite`);
    }
    await this.calls.pause(this.calls.delayMs(times + 1), options.signal);
    return { sinceMs, times: times + 1 };
  }

  private async resolvePage(
    locks: readonly Lock[],
    outcomes: Map<Ts, TxnOutcome>,
    nowTs: Ts,
    options: TikvCallOptions,
  ): Promise<{ readonly resolved: number; readonly alive: number }> {
    const byTxn = new Map<Ts, Lock[]>();
    for (const lock of locks) {
      const own = byTxn.get(lock.startTs);
      if (own === undefined) byTxn.set(lock.startTs, [lock]);
      else own.push(lock);
    }
    let resolved = 0;
    let alive = 0;
    for (const [startTs, own] of byTxn) {
      let outcome = outcomes.get(startTs);
      if (outcome === undefined) {
        outcome = await this.resolver.outcomeOf(own[0] as Lock, 0n, nowTs, options);
        outcomes.set(startTs, outcome);
      }
      if (outcome.kind === 'alive') {
        alive += own.length;
        continue;
      }
      await this.clear(
        startTs,
        outcome,
        own.map(({ key }) => key),
        options,
      );
      resolved += own.length;
    }
    return { resolved, alive };
  }

  /** Clears the locks that were met, and with them all those whose keys are known. */
  private clear(
    startTs: Ts,
    { commitTs, keys }: Extract<TxnOutcome, { kind: 'decided' }>,
    met: readonly Uint8Array[],
    options: TikvCallOptions,
  ): Promise<void> {
    const all = new Map([...keys, ...met].map((key) => [hexOf(key, Number.POSITIVE_INFINITY), key]));
    return this.resolver.clear(startTs, commitTs, [...all.values()], options);
  }
}

/** Since when, and how often, the same thing has been in the way. */
interface Blocked {
  readonly sinceMs: number;
  readonly times: number;
}

/** The pairs in front of the first lock, and that lock. */
function readPage({ pairs, error }: kvrpcpb.ScanResponse.$Properties): {
  readonly pairs: readonly KvPair[];
  readonly locked: kvrpcpb.LockInfo.$Properties | undefined;
} {
  if (error) return { pairs: [], locked: lockOf(error) };
  const good: KvPair[] = [];
  for (const pair of pairs ?? []) {
    if (pair.error) return { pairs: good, locked: lockOf(pair.error) };
    good.push({ key: pair.key ?? new Uint8Array(0), value: pair.value ?? new Uint8Array(0) });
  }
  return { pairs: good, locked: undefined };
}

function lockOf(error: kvrpcpb.KeyError.$Properties): kvrpcpb.LockInfo.$Properties {
  if (error.locked) return error.locked;
  throw new WireError('TV_WIRE_REFUSED', `KvScan: ${describeKeyError(error)}`);
}

/** The key right behind another. */
function after(key: Uint8Array): Uint8Array {
  const next = new Uint8Array(key.length + 1);
  next.set(key);
  return next;
}

function lowerEnd(a: Uint8Array, b: Uint8Array): Uint8Array {
  return compareEndKeys(a, b) <= 0 ? a : b;
}

function rawSpanOf({ id, span }: PdRegion): Span {
  try {
    return decodeSpan(span);
  } catch (error) {
    throw badBorder(id, error);
  }
}
