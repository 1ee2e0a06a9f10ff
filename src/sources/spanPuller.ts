import { Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { TikvSourceConfig } from '../config/tikvSourceConfig';
import { messageOf, SourceError } from '../errors/TiValveError';
import { compareBytes, hexOf } from '../model/bytes';
import { NO_BYTES } from '../model/kv';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import type { ChangeDataEvent, RegionError, Registration } from '../model/region';
import { retryDelayMs } from '../model/retry';
import { compareEndKeys, intersectSpans, type Span, startsBelow } from '../model/span';
import { maxTs, minTs, physicalMsOf, type Ts, tsOfPhysicalMs } from '../model/ts';
import type { PdRegion, PdStore } from '../wire/pdClient';
import type { FeedEnd, FeedProtocol, FeedStream, OpenFeedStream } from './feedStream';
import { HeldBytes } from './heldBytes';
import { NewestFirst } from './NewestFirst';
import { type RangeHolder, RangeLock } from './rangeLock';
import type { StoreSignal } from './regionFeeds';
import { decideReaction, errorCounter, type RegionReaction } from './regionReaction';

/** A region whose resolved ts does not move. */
export interface StuckRegion {
  readonly region: PdRegion;
  readonly storeId: number;
}

/** What a {@link pullSpan} works with. */
export interface SpanPullerOptions {
  /** What to cover, memcomparable-encoded. */
  readonly span: Span;
  /** Everything above it comes. */
  readonly startTs: Ts;
  readonly config: TikvSourceConfig;
  readonly pd: {
    regions(spans: readonly Span[], limit: number): Promise<readonly PdRegion[]>;
    store(id: number): Promise<PdStore | undefined>;
    now(): Promise<Ts>;
  };
  readonly openFeed: OpenFeedStream;
  /** Resolves the old locks of a region up to a ts. */
  readonly resolveLocks: (stuck: StuckRegion, upTo: Ts, now: Ts) => Promise<{ resolved: number; alive: number }>;
  /** Whether the sink is behind. */
  readonly pause$: Observable<boolean>;
  /** Each ts that the run has passed. */
  readonly checkpointTs$: Observable<Ts>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
}

/**
 * Keeps a span covered with registrations while regions split, merge, move, fail and fall silent, and gives what their
 * stores send.
 *
 * ```text
 *  range nobody holds ─ PD ─▶ region ─ lock ─▶ queue of its leader's store ─ register ─▶ scanning ─ INITIALIZED ─▶ live
 *        ▲                                                                                  │                      │
 *        └──────────────── error, lost stream, silence: back with the resolved ts it had reached ──────────────────┘
 * ```
 *
 * Each key belongs to one registration at most, and each registration starts at the resolved ts of its range. Nothing
 * ends for an error that time can mend: it is tried again, with capped and jittered back-off, for as long as it takes.
 *
 * Cold; one subscription is one set of streams. Errors with `TV_SOURCE_REFUSED`.
 */
export function pullSpan(options: SpanPullerOptions): Observable<StoreSignal> {
  return new Observable((subscriber) => {
    const puller = new SpanPuller(
      options,
      (signal) => subscriber.next(signal),
      (error) => subscriber.error(error),
    );
    puller.start();
    return () => puller.close();
  });
}

/** One region on its way: waiting for its turn, scanning, or live. */
interface Region {
  region: PdRegion;
  readonly holder: RangeHolder;
  /** Where it is led. */
  storeId: number;
  /** Highest promise; where it starts again. */
  resolvedTs: Ts;
  /** While it is registered. */
  registration: Registration | undefined;
  initialized: boolean;
  /** The ids of an earlier registration must not be used again. */
  freshRequest: boolean;
  /** Failures since it was live last. */
  attempts: number;
  heardMs: number;
  advancedMs: number;
  locksTriedMs: number;
}

/** One stream to a store. */
interface Stream {
  /** Of the registrations that it carries, but for a few that need ids of their own. */
  readonly requestId: number;
  /** In signals; the store's id, with a number when a store has several streams. */
  readonly name: string;
  readonly protocol: FeedProtocol;
  feed: FeedStream | undefined;
  /** By requestId, then regionId. */
  readonly regions: Map<number, Map<number, Region>>;
  /** Regions given up without the store's word: their ids may still be spoken of. */
  readonly tainted: Set<number>;
  readonly held: HeldBytes;
  paused: boolean;
}

/** One store: its streams, and the regions that wait for a place on them. */
interface Link {
  readonly storeId: number;
  protocol: FeedProtocol;
  /** Those that are almost there go first: what they lack is little, and soon read. */
  readonly waiting: NewestFirst<Region>;
  readonly streams: Map<string, Stream>;
  /** Registered, and not through with their scan. */
  scanning: number;
  /** Being looked up or waiting before the next try. */
  opening: boolean;
  failures: number;
  turn: number;
}

interface Wanted {
  readonly span: Span;
  readonly attempts: number;
}

const MAX_LOOKUPS = 8;
const MAX_LOCK_TASKS = 4;
/** Ranges that one call to PD asks for. */
const MAX_RANGES_PER_LOOKUP = 256;

class SpanPuller {
  private readonly o: SpanPullerOptions;
  private readonly emit: (signal: StoreSignal) => void;
  private readonly fail: (error: Error) => void;
  private readonly ranges: RangeLock;
  private readonly links = new Map<number, Link>();
  /** Ranges that wait for the end of a holder. */
  private readonly waiters = new Map<RangeHolder, Span[]>();
  private wanted: Wanted[] = [];
  private lookups = 0;
  private lockTasks = 0;
  private readonly stuck: Region[] = [];
  private readonly timers = new Set<Subscription>();
  private readonly subscriptions: Subscription[] = [];
  private lastRequestId = 0;
  private regionCount = 0;
  private liveCount = 0;
  private sinkIsBehind = false;
  private closed = false;

  constructor(options: SpanPullerOptions, emit: (signal: StoreSignal) => void, fail: (error: Error) => void) {
    this.o = options;
    this.emit = emit;
    this.fail = fail;
    this.ranges = new RangeLock(options.span, options.startTs);
  }

  start(): void {
    const { pause$, checkpointTs$, span, config } = this.o;
    this.subscriptions.push(
      pause$.subscribe((behind) => {
        this.sinkIsBehind = behind;
        this.eachStream((stream) => this.pace(stream));
      }),
      checkpointTs$.subscribe({
        next: (ts) =>
          this.eachStream((stream) => {
            stream.held.release(ts);
            this.pace(stream);
          }),
        // A run that fails tells whoever runs it.
        error: () => undefined,
      }),
    );
    this.want(span, 0);
    const check = (): void => {
      this.lookAtRegions();
      this.after(config.checkIntervalMs, check);
    };
    this.after(config.checkIntervalMs, check);
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) timer.unsubscribe();
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.eachStream((stream) => stream.feed?.close());
    this.links.clear();
  }

  // Ranges: from nobody's to a region's.

  /** Sees to a range that nobody holds, after a wait that grows with its failures. */
  private want(span: Span, attempts: number): void {
    this.after(attempts === 0 ? 0 : this.backOffMs(attempts), () => {
      this.wanted.push({ span, attempts });
      this.lookUp();
    });
  }

  private lookUp(): void {
    while (!this.closed && this.wanted.length > 0 && this.lookups < MAX_LOOKUPS) {
      this.lookups += 1;
      this.cover(this.nextWanted())
        .catch((error: unknown) => this.fail(error as Error))
        .finally(() => {
          this.lookups -= 1;
          this.lookUp();
        });
    }
  }

  /** What to look up next: parts that nobody holds, in key order, neighbours in one. */
  private nextWanted(): Wanted[] {
    const parts = this.wanted
      .splice(0, MAX_RANGES_PER_LOOKUP)
      .flatMap(({ span, attempts }) => this.ranges.free(span).map((part) => ({ span: part, attempts })))
      .sort((a, b) => compareBytes(a.span.startKey, b.span.startKey));
    const joined: Wanted[] = [];
    for (const part of parts) {
      const last = joined.at(-1);
      if (
        last === undefined ||
        (last.span.endKey.length > 0 && compareBytes(last.span.endKey, part.span.startKey) < 0)
      ) {
        joined.push(part);
        continue;
      }
      const endKey = compareEndKeys(last.span.endKey, part.span.endKey) < 0 ? part.span.endKey : last.span.endKey;
      joined[joined.length - 1] = {
        span: { startKey: last.span.startKey, endKey },
        attempts: Math.max(last.attempts, part.attempts),
      };
    }
    return joined;
  }

  private async cover(wanted: readonly Wanted[]): Promise<void> {
    const { pd, config, metrics, logger } = this.o;
    let rest = wanted;
    while (rest.length > 0 && !this.closed) {
      let regions: readonly PdRegion[];
      try {
        regions = await pd.regions(
          rest.map(({ span }) => span),
          config.regionPageSize,
        );
      } catch (error) {
        if (this.closed) return;
        metrics.add('tivalve_source_pd_errors_total', 1);
        logger.warn({ error: messageOf(error) }, 'PD does not tell the regions; trying again');
        for (const { span, attempts } of rest) this.want(span, attempts + 1);
        return;
      }
      if (this.closed) return;
      rest = this.claimPage(
        [...regions].sort((a, b) => compareBytes(a.span.startKey, b.span.startKey)),
        rest,
      );
    }
  }

  /** Takes one page of regions in; answers what is left for the next page. */
  private claimPage(regions: readonly PdRegion[], wanted: readonly Wanted[]): readonly Wanted[] {
    const last = regions.length < this.o.config.regionPageSize ? undefined : regions.at(-1);
    // A full page says nothing of what lies behind it.
    const reachedKey = last?.span.endKey ?? NO_BYTES;
    const left: Wanted[] = [];
    let from = 0;
    for (const { span, attempts } of wanted) {
      if (!startsBelow(span.startKey, reachedKey)) {
        left.push({ span, attempts });
        continue;
      }
      const isCut = compareEndKeys(reachedKey, span.endKey) < 0;
      if (isCut) left.push({ span: { startKey: reachedKey, endKey: span.endKey }, attempts });
      while (from < regions.length && !startsBelow(span.startKey, (regions[from] as PdRegion).span.endKey)) from += 1;
      this.claimAll(regions, from, isCut ? { startKey: span.startKey, endKey: reachedKey } : span, attempts);
    }
    if (left.length < wanted.length || left[0]?.span !== wanted[0]?.span) return left;
    // Nothing of what was asked for: PD does not know it.
    for (const { span, attempts } of left) this.hole(span, attempts);
    return [];
  }

  /** Claims the regions that share a key with `span`, the first of them at `from` or behind it. */
  private claimAll(regions: readonly PdRegion[], from: number, span: Span, attempts: number): void {
    let next = span.startKey;
    for (let i = from; i < regions.length; i += 1) {
      const region = regions[i] as PdRegion;
      const { startKey, endKey } = region.span;
      if (!startsBelow(startKey, span.endKey)) break;
      if (!startsBelow(next, endKey)) continue;
      if (compareBytes(startKey, next) > 0) this.hole({ startKey: next, endKey: startKey }, attempts);
      const within = intersectSpans(region.span, this.o.span);
      if (within !== undefined) this.claim(region, within, span, attempts);
      if (endKey.length === 0 || compareEndKeys(endKey, span.endKey) >= 0) return;
      next = endKey;
    }
    this.hole({ startKey: next, endKey: span.endKey }, attempts);
  }

  /** PD knows no region there for now, as between a split and the report of its parts. */
  private hole(span: Span, attempts: number): void {
    for (const part of this.ranges.free(span)) {
      this.o.metrics.add('tivalve_source_region_holes_total', 1);
      this.want(part, attempts + 1);
    }
  }

  private claim(region: PdRegion, within: Span, wanted: Span, attempts: number): void {
    const part = intersectSpans(within, wanted);
    if (part === undefined || this.ranges.free(part).length === 0) return;
    if (region.leader === undefined) {
      this.o.metrics.add('tivalve_source_regions_without_leader_total', 1);
      this.want(part, attempts + 1);
      return;
    }
    const holder: RangeHolder = { span: within, version: region.epoch.version };
    const answer = this.ranges.lock(holder);
    if (answer.kind === 'stale') {
      this.o.metrics.add('tivalve_source_stale_regions_total', 1);
      this.want(part, attempts + 1);
      return;
    }
    if (answer.kind === 'wait') {
      for (const other of answer.holders) {
        const spans = this.waiters.get(other);
        if (spans === undefined) this.waiters.set(other, [part]);
        else spans.push(part);
      }
      return;
    }
    this.counted(1, 0);
    this.enqueue({
      region,
      holder,
      storeId: region.leader.storeId,
      resolvedTs: answer.checkpointTs,
      registration: undefined,
      initialized: false,
      freshRequest: false,
      attempts,
      heardMs: 0,
      advancedMs: 0,
      locksTriedMs: 0,
    });
  }

  /** Gives the range of a region back; whoever waited for it is seen to. */
  private release(region: Region): void {
    this.counted(-1, 0);
    this.ranges.unlock(region.holder, region.resolvedTs);
    const waiting = this.waiters.get(region.holder);
    this.waiters.delete(region.holder);
    for (const span of waiting ?? []) this.want(span, 0);
  }

  private releaseAndWant(region: Region): void {
    this.release(region);
    this.want(region.holder.span, region.attempts + 1);
  }

  // Stores: queues, streams, registrations.

  private enqueue(region: Region): void {
    const link = this.linkTo(region.storeId);
    link.waiting.push(region, region.resolvedTs);
    this.pump(link);
  }

  private linkTo(storeId: number): Link {
    const known = this.links.get(storeId);
    if (known !== undefined) return known;
    const link: Link = {
      storeId,
      protocol: 'v2',
      waiting: new NewestFirst(),
      streams: new Map(),
      scanning: 0,
      opening: false,
      failures: 0,
      turn: 0,
    };
    this.links.set(storeId, link);
    return link;
  }

  private pump(link: Link): void {
    if (this.closed || link.opening || link.waiting.size === 0) return;
    if (link.streams.size < this.o.config.streamsPerStore) {
      link.opening = true;
      this.open(link)
        .catch((error: unknown) => this.unreachable(link, messageOf(error)))
        .finally(() => {
          link.opening = false;
          this.pump(link);
        });
      return;
    }
    while (link.scanning < this.o.config.maxScansPerStore) {
      const region = link.waiting.pop();
      if (region === undefined) return;
      this.register(link, region);
    }
  }

  private async open(link: Link): Promise<void> {
    const { pd, config, openFeed, logger } = this.o;
    if (link.failures > 0)
      await this.wait(retryDelayMs({ maxRetries: 0, ...config.storeRetry }, link.failures, this.o.random));
    if (this.closed) return;
    // Asked each time, since a store that comes back may have another address.
    const store = await pd.store(link.storeId);
    if (this.closed) return;
    if (store === undefined || store.state === 'removed' || store.isTiFlash) {
      this.unreachable(
        link,
        store === undefined ? 'PD does not know the store' : 'the store is gone or of another kind',
      );
      return;
    }
    for (let i = 0; i < config.streamsPerStore; i += 1) {
      const name = config.streamsPerStore === 1 ? String(link.storeId) : `${link.storeId}/${i}`;
      if (link.streams.has(name)) continue;
      this.lastRequestId += 1;
      const stream: Stream = {
        requestId: this.lastRequestId,
        name,
        protocol: link.protocol,
        feed: undefined,
        regions: new Map(),
        tainted: new Set(),
        held: new HeldBytes(),
        paused: false,
      };
      link.streams.set(name, stream);
      stream.feed = openFeed({
        address: store.address,
        protocol: link.protocol,
        onMessage: (message, byteLength) => this.message(link, stream, message, byteLength),
        onEnd: (end) => this.lost(link, stream, end),
      });
      this.pace(stream);
      logger.debug({ storeId: link.storeId, address: store.address, protocol: link.protocol }, 'change feed opened');
    }
  }

  /** The store cannot be asked now: its regions may be led elsewhere by now. */
  private unreachable(link: Link, why: string): void {
    if (this.closed) return;
    link.failures += 1;
    this.o.metrics.add('tivalve_source_unreachable_stores_total', 1);
    this.o.logger.warn(
      { storeId: link.storeId, why, failures: link.failures },
      'store cannot be reached; trying again',
    );
    for (const region of link.waiting.clear()) this.releaseAndWant(region);
  }

  private register(link: Link, region: Region): void {
    const streams = [...link.streams.values()];
    link.turn += 1;
    const stream = streams[link.turn % streams.length] as Stream;
    const { id, epoch } = region.region;
    let { requestId } = stream;
    if (region.freshRequest || stream.tainted.has(id) || stream.regions.get(requestId)?.has(id) === true) {
      this.lastRequestId += 1;
      requestId = this.lastRequestId;
    }
    const registration: Registration = {
      regionId: id,
      requestId,
      span: region.holder.span,
      epoch,
      checkpointTs: region.resolvedTs,
    };
    region.registration = registration;
    region.freshRequest = false;
    region.initialized = false;
    region.heardMs = this.o.scheduler.now();
    const known = stream.regions.get(requestId);
    if (known === undefined) stream.regions.set(requestId, new Map([[id, region]]));
    else known.set(id, region);
    link.scanning += 1;
    this.o.metrics.add('tivalve_source_registrations_total', 1);
    this.emit({ kind: 'register', registration, storeId: stream.name });
    stream.feed?.register(registration);
  }

  /** Takes a region off its stream. */
  private unregister(link: Link, stream: Stream, region: Region): void {
    const { registration } = region;
    if (registration === undefined) return;
    const regions = stream.regions.get(registration.requestId);
    regions?.delete(registration.regionId);
    if (regions?.size === 0) stream.regions.delete(registration.requestId);
    region.registration = undefined;
    if (region.initialized) this.counted(0, -1);
    else link.scanning -= 1;
    region.initialized = false;
  }

  // What stores send.

  private message(link: Link, stream: Stream, received: ChangeDataEvent, byteLength: number): void {
    if (this.closed || link.streams.get(stream.name) !== stream) return;
    let message = received;
    link.failures = 0;
    if (stream.protocol === 'v1' && message.resolvedTs?.requestId === 0) {
      // Without multiplexing one promise is for all registrations of the stream, and has no request id.
      message = { ...message, resolvedTs: { ...message.resolvedTs, requestId: stream.requestId } };
    }
    this.note(link, stream, message, byteLength);
    this.emit({ kind: 'message', message, storeId: stream.name });
    for (const { requestId, regionId, error } of message.events) {
      if (this.closed) return;
      if (error !== undefined) this.regionError(link, stream, requestId, regionId, error);
    }
    this.pump(link);
  }

  /** Follows what a message says about the regions, before it is passed on. */
  private note(link: Link, stream: Stream, message: ChangeDataEvent, byteLength: number): void {
    const nowMs = this.o.scheduler.now();
    let lastTs: Ts = 0n;
    for (const event of message.events) {
      const region = stream.regions.get(event.requestId)?.get(event.regionId);
      if (region === undefined) continue;
      region.heardMs = nowMs;
      const { entries } = event;
      if (entries !== undefined) {
        const last = entries.at(-1);
        if (last !== undefined) lastTs = maxTs(lastTs, maxTs(last.commitTs, last.startTs));
        if (!region.initialized && entries.some(({ type }) => type === 'INITIALIZED')) {
          region.initialized = true;
          region.attempts = 0;
          region.advancedMs = nowMs;
          link.scanning -= 1;
          this.counted(0, 1);
        }
      } else if (event.resolvedTs !== undefined) this.promised(region, event.resolvedTs, nowMs);
    }
    const { resolvedTs } = message;
    if (resolvedTs !== undefined) {
      const regions = stream.regions.get(resolvedTs.requestId);
      for (const regionId of resolvedTs.regions) {
        const region = regions?.get(regionId);
        if (region !== undefined) this.promised(region, resolvedTs.ts, nowMs);
      }
    }
    if (message.events.length > 0) {
      stream.held.add(lastTs, byteLength);
      this.pace(stream);
    }
  }

  private promised(region: Region, ts: Ts, nowMs: number): void {
    region.heardMs = nowMs;
    if (!region.initialized) return;
    if (ts > region.resolvedTs) {
      region.resolvedTs = ts;
      region.advancedMs = nowMs;
    } else if (ts < region.resolvedTs) this.o.metrics.add('tivalve_source_resolved_fallbacks_total', 1);
  }

  private regionError(link: Link, stream: Stream, requestId: number, regionId: number, error: RegionError): void {
    const region = stream.regions.get(requestId)?.get(regionId);
    if (region === undefined) {
      // The answer to a registration that was given up: its ids are free again.
      if (requestId === stream.requestId) stream.tainted.delete(regionId);
      return;
    }
    const { metrics, logger } = this.o;
    const { registration } = region;
    metrics.add(errorCounter(error.kind), 1);
    const reaction = decideReaction(error, { storeIds: region.region.peers.map(({ storeId }) => storeId) });
    logger.debug(
      { regionId, requestId, storeId: link.storeId, error: error.kind, reaction: reaction.kind },
      'region ended with an error',
    );
    this.unregister(link, stream, region);
    if (error.kind === 'duplicateRequest' && registration !== undefined) {
      // Whatever runs under these ids must not go on beside the registration that follows.
      this.forget(stream, registration);
    }
    this.react(region, reaction);
  }

  private react(region: Region, reaction: RegionReaction): void {
    if (reaction.kind === 'fail') {
      this.fail(
        new SourceError(
          'TV_SOURCE_REFUSED',
          `region ${region.region.id}, store ${region.storeId}: ${reaction.reason}`,
          {
            hint: 'check the addresses of PD, and the versions of TiKV and TiValve',
          },
        ),
      );
      return;
    }
    if (reaction.kind === 'resolve') {
      this.releaseAndWant(region);
      return;
    }
    region.attempts += 1;
    region.storeId = reaction.storeId ?? region.storeId;
    region.freshRequest = reaction.freshRequest === true;
    this.after(Math.max(reaction.delayMs, this.backOffMs(region.attempts)), () => this.enqueue(region));
  }

  /** Ends a registration from this side. Its ids stay unused until the store has confirmed it. */
  private forget(stream: Stream, registration: Registration): void {
    if (registration.requestId === stream.requestId) stream.tainted.add(registration.regionId);
    this.emit({ kind: 'deregister', registration, storeId: stream.name });
    stream.feed?.deregister(registration);
  }

  private lost(link: Link, stream: Stream, { status, error }: FeedEnd): void {
    if (this.closed || link.streams.get(stream.name) !== stream) return;
    const { logger, metrics } = this.o;
    link.streams.delete(stream.name);
    const regions = [...stream.regions.values()].flatMap((byId) => [...byId.values()]);
    for (const region of regions) this.unregister(link, stream, region);
    this.emit({ kind: 'storeLost', storeId: stream.name, grpcStatus: status });
    if (error?.code === 'TV_WIRE_MALFORMED') metrics.add('tivalve_source_malformed_messages_total', 1);
    if (status === 'UNIMPLEMENTED' && stream.protocol === 'v2') {
      logger.info({ storeId: link.storeId }, 'store has no EventFeedV2; falling back to EventFeed');
      link.protocol = 'v1';
      for (const region of regions) this.enqueue(region);
      return;
    }
    // The store may be upgraded while it is away.
    link.protocol = 'v2';
    const why = error?.message ?? 'the store ended the change feed';
    logger.info({ storeId: link.storeId, status, regions: regions.length, why }, 'change feed broke off');
    for (const region of regions) this.releaseAndWant(region);
    this.unreachable(link, why);
  }

  // Regions that do not get on.

  private lookAtRegions(): void {
    const { config, metrics, scheduler } = this.o;
    const nowMs = scheduler.now();
    let stuck = 0;
    for (const link of this.links.values()) {
      for (const stream of link.streams.values()) {
        // What is not read cannot be heard.
        if (stream.paused) continue;
        const silent: Region[] = [];
        for (const regions of stream.regions.values()) {
          for (const region of regions.values()) {
            if (nowMs - region.heardMs >= (region.initialized ? config.silenceMs : config.scanSilenceMs))
              silent.push(region);
            else if (region.initialized && nowMs - region.advancedMs >= config.stuckMs) {
              stuck += 1;
              if (nowMs - region.locksTriedMs >= config.stuckMs) {
                region.locksTriedMs = nowMs;
                this.stuck.push(region);
              }
            }
          }
        }
        this.giveUp(link, stream, silent);
      }
    }
    metrics.set('tivalve_source_stuck_regions', stuck);
    this.resolveLocks();
  }

  private giveUp(link: Link, stream: Stream, silent: readonly Region[]): void {
    if (silent.length === 0) return;
    this.o.metrics.add('tivalve_source_silent_regions_total', silent.length);
    this.o.logger.warn(
      { storeId: link.storeId, regions: silent.length, regionId: silent[0]?.region.id },
      'regions have fallen silent; registering them again',
    );
    const all = [...stream.regions.values()].reduce((count, regions) => count + regions.size, 0);
    if (stream.protocol === 'v1' || silent.length === all) {
      // v1 cannot end one registration alone; and where nothing is heard of any region the stream itself is to blame.
      stream.feed?.close();
      this.lost(link, stream, { status: 'CANCELLED', error: undefined });
      return;
    }
    for (const region of silent) {
      const { registration } = region;
      this.unregister(link, stream, region);
      if (registration !== undefined) this.forget(stream, registration);
      this.releaseAndWant(region);
    }
  }

  private resolveLocks(): void {
    while (!this.closed && this.lockTasks < MAX_LOCK_TASKS) {
      const region = this.stuck.shift();
      if (region === undefined) return;
      this.lockTasks += 1;
      this.resolveLocksOf(region)
        .catch((error: unknown) => {
          this.o.metrics.add('tivalve_source_lock_errors_total', 1);
          this.o.logger.warn({ regionId: region.region.id, error: messageOf(error) }, 'locks could not be resolved');
        })
        .finally(() => {
          this.lockTasks -= 1;
          this.resolveLocks();
        });
    }
  }

  private async resolveLocksOf(region: Region): Promise<void> {
    const { pd, config, metrics, logger, resolveLocks } = this.o;
    const now = await pd.now();
    if (this.closed || !region.initialized) return;
    // Younger locks are those of transactions at work.
    const upTo = minTs(now, tsOfPhysicalMs(physicalMsOf(region.resolvedTs) + config.stuckMs));
    metrics.add('tivalve_source_lock_checks_total', 1);
    const { resolved, alive } = await resolveLocks({ region: region.region, storeId: region.storeId }, upTo, now);
    metrics.add('tivalve_source_resolved_locks_total', resolved);
    logger.info(
      {
        regionId: region.region.id,
        startKey: hexOf(region.holder.span.startKey),
        resolvedTs: region.resolvedTs.toString(),
        resolved,
        alive,
      },
      'region does not advance; its old locks were looked at',
    );
  }

  // Small things.

  /** Reads on, or not: not while the sink is behind and the stream has used its share. */
  private pace(stream: Stream): void {
    const pause = this.sinkIsBehind && stream.held.bytes > this.o.config.maxHeldBytesPerStream;
    if (pause === stream.paused) return;
    stream.paused = pause;
    if (pause) {
      this.o.metrics.add('tivalve_source_pauses_total', 1);
      stream.feed?.pause();
      return;
    }
    const nowMs = this.o.scheduler.now();
    for (const regions of stream.regions.values()) for (const region of regions.values()) region.heardMs = nowMs;
    stream.feed?.resume();
  }

  private eachStream(visit: (stream: Stream) => void): void {
    for (const link of this.links.values()) for (const stream of link.streams.values()) visit(stream);
  }

  private counted(regions: number, live: number): void {
    this.regionCount += regions;
    this.liveCount += live;
    this.o.metrics.set('tivalve_source_regions', this.regionCount);
    this.o.metrics.set('tivalve_source_live_regions', this.liveCount);
  }

  private backOffMs(attempts: number): number {
    return retryDelayMs({ maxRetries: 0, ...this.o.config.regionRetry }, attempts, this.o.random);
  }

  private after(delayMs: number, work: () => void): void {
    if (this.closed) return;
    const timer = this.o.scheduler.schedule(() => {
      this.timers.delete(timer);
      work();
    }, delayMs);
    this.timers.add(timer);
  }

  private wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, resolve));
  }
}
