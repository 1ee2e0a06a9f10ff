import {
  catchError,
  defer,
  exhaustMap,
  firstValueFrom,
  forkJoin,
  from,
  interval,
  map,
  type Observable,
  of,
  retry,
  type SchedulerLike,
  Subject,
  type Subscription,
  takeUntil,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { messageOf, WireError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { type RetryPolicy, retryDelayMs } from '../model/retry';
import type { Span } from '../model/span';
import { MAX_TS, type Ts } from '../model/ts';
import { bigintOf, longOf } from '../model/uint64';
import type { Channels } from './channels';
import { pdpb } from './generated/messages';
import { grpcStatusOf } from './grpcFailure';
import { pdError, pdFailure } from './pdErrors';
import { PdMembers } from './pdMembers';
import { type PdRegion, type PdStore, regionOf, regionsOf, storeOf } from './pdMessages';
import { TsoStream } from './tsoStream';
import { abortedBy } from './waiting';

export type { PdPeer, PdRegion, PdStore } from './pdMessages';

export interface PdOptions {
  /** `host:port` or URLs of PD; one that answers is enough. */
  readonly endpoints: readonly string[];
  readonly channels: Channels;
  /** For one call with all its tries. @defaultValue `10_000` */
  readonly timeoutMs?: number;
  /** For one try. @defaultValue `3_000` */
  readonly attemptTimeoutMs?: number;
  /** For one member to say who the members are. @defaultValue `1_000` */
  readonly memberTimeoutMs?: number;
  /** The list of members is asked for so often, besides whenever a call fails. @defaultValue `60_000` */
  readonly memberRefreshIntervalMs?: number;
  /** For the first contact, until a leader is known. @defaultValue `30_000` */
  readonly bootstrapTimeoutMs?: number;
  /** Between tries of the first contact. @defaultValue `1_000` */
  readonly bootstrapRetryMs?: number;
  /** Waits between the tries of a call. @defaultValue from 50 ms to 1 s */
  readonly retry?: Omit<RetryPolicy, 'maxRetries'>;
  /** @defaultValue `NO_LOGGER` */
  readonly logger?: Logger;
  /** @defaultValue `NO_METRICS` */
  readonly metrics?: Metrics;
  /** @defaultValue `monotonicScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Gives numbers in [0, 1). @defaultValue `Math.random` */
  readonly random?: () => number;
  /** Gives the first contact up. */
  readonly signal?: AbortSignal | undefined;
}

/** What a single call may ask for. */
export interface PdCallOptions {
  /** @defaultValue that of the client */
  readonly timeoutMs?: number;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/**
 * The Placement Driver: timestamps, regions, stores, and what garbage collection must leave.
 *
 * Every call goes to the leader. It is tried again, with the leader looked for anew, until its time is over; then it
 * errors with what went wrong last. `TV_WIRE_REFUSED` and `TV_WIRE_CLUSTER_ID` come at once.
 */
export interface PdClient {
  readonly clusterId: bigint;
  /** A fresh timestamp, above all that were given out before it was asked for. */
  now(options?: PdCallOptions): Promise<Ts>;
  /**
   * At most `limit` regions of encoded spans, which must be in key order and share no key. The regions are in key order;
   * there may be gaps between them, and they may be out of date.
   */
  regions(spans: readonly Span[], limit: number, options?: PdCallOptions): Promise<readonly PdRegion[]>;
  /** The region that holds an encoded key. */
  regionByKey(encodedKey: Uint8Array, options?: PdCallOptions): Promise<PdRegion | undefined>;
  regionById(id: number, options?: PdCallOptions): Promise<PdRegion | undefined>;
  store(id: number, options?: PdCallOptions): Promise<PdStore | undefined>;
  /** All stores that were not removed. */
  stores(options?: PdCallOptions): Promise<readonly PdStore[]>;
  /**
   * Asks garbage collection to leave all that a snapshot at or above `ts` shows, for `ttlSeconds`. Answers the lowest ts
   * that it leaves: one above `ts` means that it was too late and nothing is held.
   */
  holdGc(serviceId: string, ts: Ts, ttlSeconds: number, options?: PdCallOptions): Promise<Ts>;
  /** Takes back what `holdGc` asked for. */
  releaseGc(serviceId: string, options?: PdCallOptions): Promise<void>;
  /** Versions below it may be gone. */
  gcSafePoint(options?: PdCallOptions): Promise<Ts>;
  /** Ends every call with an error. The channels stay open. */
  close(): Promise<void>;
}

/**
 * Finds the cluster that `endpoints` belong to and its leader.
 *
 * Errors with `TV_CONFIG_INVALID`, `TV_WIRE_CLUSTER_ID`, `TV_WIRE_TLS`, and `TV_WIRE_UNREACHABLE` when the time is over.
 */
export async function connectPd(options: PdOptions): Promise<PdClient> {
  const client = new GrpcPdClient(options);
  const what = `the first contact with PD at ${options.endpoints.join(', ')}`;
  try {
    await firstValueFrom(defer(() => client.bootstrap()).pipe(takeUntil(abortedBy(options.signal, what))), {
      defaultValue: undefined,
    });
  } catch (error) {
    await client.close();
    throw error;
  }
  return client;
}

/** An answer of PD, before its header is looked at. */
interface Answer {
  readonly header?: pdpb.ResponseHeader.$Properties | null;
}

interface Request<Res extends Answer, T> {
  readonly method: string;
  readonly encode: (header: pdpb.RequestHeader.$Properties) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => Res;
  /** Reads a good answer. What it throws makes the answer malformed. */
  readonly read: (answer: Res) => T;
}

const DEFAULT_RETRY = { baseDelayMs: 50, maxDelayMs: 1_000 } as const;

class GrpcPdClient implements PdClient {
  private readonly channels: Channels;
  private readonly timeoutMs: number;
  private readonly attemptTimeoutMs: number;
  private readonly retry: Omit<RetryPolicy, 'maxRetries'>;
  private readonly logger: Logger;
  private readonly metrics: Metrics;
  private readonly scheduler: SchedulerLike;
  private readonly random: () => number;
  private readonly refreshIntervalMs: number;
  private readonly members: PdMembers;
  private readonly tso: TsoStream;
  private readonly closed$ = new Subject<never>();
  private refreshes: Subscription | undefined;
  /** The leader that does not know the newer call. Another one may. */
  private withoutBatchScan: string | undefined;

  constructor(options: PdOptions) {
    this.channels = options.channels;
    this.timeoutMs = options.timeoutMs ?? 10_000;
    this.attemptTimeoutMs = options.attemptTimeoutMs ?? 3_000;
    this.retry = options.retry ?? DEFAULT_RETRY;
    this.logger = options.logger ?? NO_LOGGER;
    this.metrics = options.metrics ?? NO_METRICS;
    this.scheduler = options.scheduler ?? monotonicScheduler;
    this.random = options.random ?? Math.random;
    this.refreshIntervalMs = options.memberRefreshIntervalMs ?? 60_000;
    const { channels, logger, metrics, scheduler, random, closed$ } = this;
    closed$.subscribe({ error: () => undefined });
    this.members = new PdMembers({
      endpoints: options.endpoints,
      channels,
      logger,
      metrics,
      scheduler,
      closed$,
      memberTimeoutMs: options.memberTimeoutMs ?? 1_000,
      bootstrapTimeoutMs: options.bootstrapTimeoutMs ?? 30_000,
      bootstrapRetryMs: options.bootstrapRetryMs ?? 1_000,
    });
    this.tso = new TsoStream({
      members: this.members,
      channels,
      logger,
      metrics,
      scheduler,
      random,
      answerTimeoutMs: this.attemptTimeoutMs,
      retry: this.retry,
    });
  }

  get clusterId(): bigint {
    return this.members.clusterId;
  }

  async bootstrap(): Promise<void> {
    await this.members.bootstrap();
    this.refreshes = interval(this.refreshIntervalMs, this.scheduler)
      .pipe(exhaustMap(() => from(this.members.refresh()).pipe(catchError((error) => of(this.refreshFailed(error))))))
      .subscribe();
  }

  private refreshFailed(error: unknown): void {
    this.logger.warn({ error: messageOf(error) }, 'members of PD are not known anew');
  }

  now(options: PdCallOptions = {}): Promise<Ts> {
    return this.bounded(this.tso.now$(), 'timestamp of PD', options, () => this.tso.lastError);
  }

  async regions(spans: readonly Span[], limit: number, options?: PdCallOptions): Promise<readonly PdRegion[]> {
    const { leader } = this.members;
    if (this.withoutBatchScan !== leader) {
      try {
        return await this.batchScan(spans, limit, options);
      } catch (error) {
        if (grpcStatusOf(error) !== 'UNIMPLEMENTED') throw error;
        this.withoutBatchScan = this.members.leader;
      }
    }
    const regions: PdRegion[] = [];
    for (const span of spans) {
      if (regions.length >= limit) break;
      const some = await this.scan(span, limit - regions.length, options);
      // A region may lie in the end of one span and in the beginning of the next.
      regions.push(...(some[0]?.id === regions.at(-1)?.id ? some.slice(1) : some));
    }
    return regions;
  }

  private scan(span: Span, limit: number, options?: PdCallOptions): Promise<readonly PdRegion[]> {
    return this.call(
      {
        method: 'ScanRegions',
        encode: (header) => pdpb.ScanRegionsRequest.encode({ header, ...span, limit }).finish(),
        decode: (bytes) => pdpb.ScanRegionsResponse.decode(bytes),
        read: ({ regions }) => regionsOf(regions ?? []),
      },
      options,
    );
  }

  private batchScan(spans: readonly Span[], limit: number, options?: PdCallOptions): Promise<readonly PdRegion[]> {
    return this.call(
      {
        method: 'BatchScanRegions',
        encode: (header) => pdpb.BatchScanRegionsRequest.encode({ header, ranges: [...spans], limit }).finish(),
        decode: (bytes) => pdpb.BatchScanRegionsResponse.decode(bytes),
        read: ({ regions }) => regionsOf(regions ?? []),
      },
      options,
    );
  }

  regionByKey(encodedKey: Uint8Array, options?: PdCallOptions): Promise<PdRegion | undefined> {
    return this.call(
      {
        method: 'GetRegion',
        encode: (header) => pdpb.GetRegionRequest.encode({ header, regionKey: encodedKey }).finish(),
        decode: (bytes) => pdpb.GetRegionResponse.decode(bytes),
        read: ({ region, leader }) => (region ? regionOf(region, leader) : undefined),
      },
      options,
    );
  }

  regionById(id: number, options?: PdCallOptions): Promise<PdRegion | undefined> {
    return this.call(
      {
        method: 'GetRegionByID',
        encode: (header) => pdpb.GetRegionByIDRequest.encode({ header, regionId: longOf(id) }).finish(),
        decode: (bytes) => pdpb.GetRegionResponse.decode(bytes),
        read: ({ region, leader }) => (region ? regionOf(region, leader) : undefined),
      },
      options,
    );
  }

  async store(id: number, options?: PdCallOptions): Promise<PdStore | undefined> {
    try {
      return await this.call(
        {
          method: 'GetStore',
          encode: (header) => pdpb.GetStoreRequest.encode({ header, storeId: longOf(id) }).finish(),
          decode: (bytes) => pdpb.GetStoreResponse.decode(bytes),
          read: ({ store }) => (store ? storeOf(store) : undefined),
        },
        options,
      );
    } catch (error) {
      // PD has no error of its own for a store it does not know, but it lists those it knows.
      if (!(error instanceof WireError) || error.code !== 'TV_WIRE_REFUSED') throw error;
      const all = await this.listStores(false, options);
      if (all.some((store) => store.id === id)) throw error;
      return undefined;
    }
  }

  stores(options?: PdCallOptions): Promise<readonly PdStore[]> {
    return this.listStores(true, options);
  }

  private listStores(excludeTombstoneStores: boolean, options?: PdCallOptions): Promise<readonly PdStore[]> {
    return this.call(
      {
        method: 'GetAllStores',
        encode: (header) => pdpb.GetAllStoresRequest.encode({ header, excludeTombstoneStores }).finish(),
        decode: (bytes) => pdpb.GetAllStoresResponse.decode(bytes),
        read: ({ stores }) => (stores ?? []).map(storeOf),
      },
      options,
    );
  }

  holdGc(serviceId: string, ts: Ts, ttlSeconds: number, options?: PdCallOptions): Promise<Ts> {
    return this.updateServiceSafePoint(serviceId, ts, ttlSeconds, options);
  }

  async releaseGc(serviceId: string, options?: PdCallOptions): Promise<void> {
    // The largest ts is never refused for being too old.
    await this.updateServiceSafePoint(serviceId, MAX_TS, 0, options);
  }

  private updateServiceSafePoint(serviceId: string, ts: Ts, ttl: number, options?: PdCallOptions): Promise<Ts> {
    return this.call(
      {
        method: 'UpdateServiceGCSafePoint',
        encode: (header) =>
          pdpb.UpdateServiceGCSafePointRequest.encode({
            header,
            serviceId: Buffer.from(serviceId),
            TTL: longOf(ttl),
            safePoint: longOf(ts),
          }).finish(),
        decode: (bytes) => pdpb.UpdateServiceGCSafePointResponse.decode(bytes),
        read: ({ minSafePoint }) => (minSafePoint ? bigintOf(minSafePoint) : 0n),
      },
      options,
    );
  }

  gcSafePoint(options?: PdCallOptions): Promise<Ts> {
    return this.call(
      {
        method: 'GetGCSafePoint',
        encode: (header) => pdpb.GetGCSafePointRequest.encode({ header }).finish(),
        decode: (bytes) => pdpb.GetGCSafePointResponse.decode(bytes),
        read: ({ safePoint }) => (safePoint ? bigintOf(safePoint) : 0n),
      },
      options,
    );
  }

  close(): Promise<void> {
    this.closed$.error(new WireError('TV_WIRE_UNREACHABLE', 'the client of PD was closed'));
    this.refreshes?.unsubscribe();
    this.tso.close();
    return Promise.resolve();
  }

  private call<Res extends Answer, T>(request: Request<Res, T>, options: PdCallOptions = {}): Promise<T> {
    let lastError: WireError | undefined;
    const call$ = defer(() => this.attempt(request)).pipe(
      retry({
        delay: (error: unknown, attempt) => {
          if (!(error instanceof WireError) || !passes(error)) return throwError(() => error);
          lastError = error;
          return this.beforeRetry(request.method, error, attempt);
        },
      }),
      // Counts what callers see, not what was tried again.
      catchError((error: unknown) => {
        this.metrics.add('tivalve_pd_failed_requests_total', 1);
        return throwError(() => error);
      }),
    );
    return this.bounded(call$, request.method, options, () => lastError);
  }

  private attempt<Res extends Answer, T>({ method, encode, decode, read }: Request<Res, T>): Observable<T> {
    const { clusterId, leader: address } = this.members;
    const path = `/pdpb.PD/${method}`;
    const where = `${address} ${path}`;
    this.metrics.add('tivalve_pd_requests_total', 1);
    return this.channels
      .unary$({
        address,
        path,
        request: encode({ clusterId: longOf(clusterId) }),
        // What cannot be read is as bad as what cannot be decoded.
        decode: (bytes) => {
          const answer = decode(bytes);
          const error = pdError(answer.header, clusterId, where);
          return error === undefined ? { value: read(answer) } : { error };
        },
        deadlineMs: this.attemptTimeoutMs,
      })
      .pipe(
        catchError((error: WireError) => throwError(() => pdFailure(error, where, clusterId))),
        map((outcome) => {
          if (outcome.error !== undefined) throw outcome.error;
          return outcome.value;
        }),
      );
  }

  private beforeRetry(method: string, error: WireError, attempt: number): Observable<unknown> {
    const delayMs = retryDelayMs({ maxRetries: 0, ...this.retry }, attempt, this.random);
    this.metrics.add('tivalve_pd_retries_total', 1);
    const fields = { method, attempt, delayMs, error: error.message };
    // Once is enough to say it aloud.
    if (attempt === 1) this.logger.warn(fields, 'call to PD failed; trying again');
    else this.logger.debug(fields, 'call to PD failed again');
    const wait$ = timer(delayMs, this.scheduler);
    // Too many calls are no sign of another leader.
    if (grpcStatusOf(error) === 'RESOURCE_EXHAUSTED') return wait$;
    return forkJoin([wait$, from(this.members.refresh().catch(() => undefined))]);
  }

  /** Sees to it that a call ends: when its time is over, when it is given up, and when the client is closed. */
  private bounded<T>(
    call$: Observable<T>,
    what: string,
    { timeoutMs = this.timeoutMs, signal }: PdCallOptions,
    lastError: () => WireError | undefined,
  ): Promise<T> {
    const tooLate = (): WireError =>
      lastError() ?? new WireError('TV_WIRE_TIMEOUT', `${what}: no answer within ${timeoutMs} ms`);
    return firstValueFrom(
      call$.pipe(
        timeout({ first: timeoutMs, scheduler: this.scheduler, with: () => throwError(tooLate) }),
        takeUntil(this.closed$),
        takeUntil(abortedBy(signal, what)),
      ),
    );
  }
}

/** Whether a failed try may be followed by a better one. Credentials may be rotated meanwhile. */
function passes({ code, retryable }: WireError): boolean {
  return retryable || code === 'TV_WIRE_TLS';
}
