import { Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { TikvSourceConfig } from '../config/tikvSourceConfig';
import { messageOf, SourceError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import type { RawEntry } from '../model/kv';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import type { ChangeDataEvent, RegionError, Registration } from '../model/region';
import { retryDelayMs } from '../model/retry';
import type { Span } from '../model/span';
import { maxTs, minTs, physicalMsOf, type Ts, tsOfPhysicalMs } from '../model/ts';
import type { PdRegion, PdStore } from '../wire/pdClient';
import type { FeedEnd, FeedProtocol, FeedStream, OpenFeedStream } from './feedStream';
import { HeldBytes } from './heldBytes';
import { NewestFirst } from './NewestFirst';
import { type FoundRegion, RangeFinder } from './rangeFinder';
import type { RangeHolder } from './rangeLock';
import type { StoreSignal } from './regionFeeds';
import { decideReaction, errorCounter, type RegionReaction } from './regionReaction';
import { StuckRegions } from './StuckRegions';
import { Timers } from './Timers';

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
 * Cold; one subscription is one set of streams. Errors with `TV_SOURCE_REFUSED`, and with `TV_WIRE_CLUSTER_ID` when PD is
 * that of another cluster.
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
  readonly feed: FeedStream;
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

class SpanPuller {
  private readonly o: SpanPullerOptions;
  private readonly emit: (signal: StoreSignal) => void;
  private readonly fail: (error: Error) => void;
  private readonly timers: Timers;
  private readonly finder: RangeFinder;
  private readonly links = new Map<number, Link>();
  private readonly stuck = new StuckRegions<Region>((region) => this.resolveLocks(region));
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
    const { span, startTs, config, pd, metrics, logger, random } = options;
    this.timers = new Timers(options.scheduler);
    this.finder = new RangeFinder({
      span,
      startTs,
      pageSize: config.regionPageSize,
      retry: config.regionRetry,
      pd,
      onFound: (found) => this.found(found),
      onFailure: fail,
      metrics,
      logger,
      random,
      timers: this.timers,
    });
  }

  start(): void {
    const { pause$, checkpointTs$, config } = this.o;
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
    this.finder.start();
    const check = (): void => {
      this.lookAtRegions();
      this.timers.after(config.checkIntervalMs, check);
    };
    this.timers.after(config.checkIntervalMs, check);
  }

  close(): void {
    this.closed = true;
    this.timers.close();
    this.finder.close();
    this.stuck.close();
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.eachStream((stream) => stream.feed.close());
    this.links.clear();
  }

  private found({ region, leader, holder, checkpointTs, attempts }: FoundRegion): void {
    this.counted(1, 0);
    this.enqueue({
      region,
      holder,
      storeId: leader.storeId,
      resolvedTs: checkpointTs,
      registration: undefined,
      initialized: false,
      attempts,
      heardMs: 0,
      advancedMs: 0,
      locksTriedMs: 0,
    });
  }

  /** Gives the range of a region back, to be found anew. */
  private release(region: Region): void {
    this.counted(-1, 0);
    this.finder.release(region.holder, region.resolvedTs, region.attempts + 1);
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
    while (!this.closed && link.scanning < this.o.config.maxScansPerStore) {
      const region = link.waiting.pop();
      if (region === undefined) return;
      this.register(link, region);
    }
  }

  private async open(link: Link): Promise<void> {
    const { pd, config } = this.o;
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
      if (!link.streams.has(name)) this.openStream(link, name, store.address);
    }
  }

  private openStream(link: Link, name: string, address: string): void {
    const { protocol } = link;
    this.lastRequestId += 1;
    const stream: Stream = {
      requestId: this.lastRequestId,
      name,
      protocol,
      feed: this.o.openFeed({
        address,
        protocol,
        onMessage: (message, byteLength) => this.message(link, stream, message, byteLength),
        onEnd: (end) => this.lost(link, stream, end),
      }),
      regions: new Map(),
      tainted: new Set(),
      held: new HeldBytes(),
      paused: false,
    };
    link.streams.set(name, stream);
    this.o.logger.debug({ storeId: link.storeId, address, protocol }, 'change feed opened');
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
    for (const region of link.waiting.clear()) this.release(region);
  }

  private register(link: Link, region: Region): void {
    const streams = [...link.streams.values()];
    link.turn += 1;
    const stream = streams[link.turn % streams.length] as Stream;
    const { id, epoch } = region.region;
    let { requestId } = stream;
    if (stream.tainted.has(id) || stream.regions.get(requestId)?.has(id) === true) {
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
    region.initialized = false;
    region.heardMs = this.o.scheduler.now();
    const known = stream.regions.get(requestId);
    if (known === undefined) stream.regions.set(requestId, new Map([[id, region]]));
    else known.set(id, region);
    link.scanning += 1;
    this.o.metrics.add('tivalve_source_registrations_total', 1);
    this.emit({ kind: 'register', registration, storeId: stream.name });
    stream.feed.register(registration);
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
    if (message.resolvedTs?.requestId === 0) {
      // Without multiplexing one promise is for all registrations of the stream, and has no request id.
      message = { ...message, resolvedTs: { ...message.resolvedTs, requestId: stream.requestId } };
    }
    this.note(link, stream, message, byteLength);
    this.emit({ kind: 'message', message, storeId: stream.name });
    for (const { requestId, regionId, error } of message.events) {
      if (error !== undefined) this.regionError(link, stream, requestId, regionId, error);
    }
    // Behind the errors: nobody downstream hears of a promise that comes with the end of its registration.
    if (message.resolvedTs !== undefined) this.notePromise(stream, message.resolvedTs);
    this.pump(link);
  }

  /** Follows what the events of a message say about the regions, before it is passed on. */
  private note(link: Link, stream: Stream, message: ChangeDataEvent, byteLength: number): void {
    const nowMs = this.o.scheduler.now();
    let lastTs: Ts = 0n;
    for (const event of message.events) {
      const region = stream.regions.get(event.requestId)?.get(event.regionId);
      if (region === undefined) continue;
      region.heardMs = nowMs;
      const { entries } = event;
      if (entries !== undefined) {
        lastTs = maxTs(lastTs, lastTsOf(entries, region.initialized));
        if (!region.initialized && entries.some(({ type }) => type === 'INITIALIZED')) {
          region.initialized = true;
          region.attempts = 0;
          region.advancedMs = nowMs;
          link.scanning -= 1;
          this.counted(0, 1);
        }
      } else if (event.resolvedTs !== undefined) this.promised(region, event.resolvedTs, nowMs);
    }
    if (message.events.length > 0) {
      stream.held.add(lastTs, byteLength);
      this.pace(stream);
    }
  }

  private notePromise(stream: Stream, { ts, regions, requestId }: NonNullable<ChangeDataEvent['resolvedTs']>): void {
    const nowMs = this.o.scheduler.now();
    const registered = stream.regions.get(requestId);
    for (const regionId of regions) {
      const region = registered?.get(regionId);
      if (region !== undefined) this.promised(region, ts, nowMs);
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
    if (error.kind === 'duplicateRequest' && stream.protocol === 'v1') {
      this.drop(link, stream, 'with EventFeed one registration cannot be ended alone');
      return;
    }
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
      this.release(region);
      return;
    }
    region.attempts += 1;
    region.storeId = reaction.storeId ?? region.storeId;
    this.timers.after(Math.max(reaction.delayMs, this.backOffMs(region.attempts)), () => this.enqueue(region));
  }

  /** Ends a registration from this side. Its ids stay unused until the store has confirmed it. */
  private forget(stream: Stream, registration: Registration): void {
    if (registration.requestId === stream.requestId) stream.tainted.add(registration.regionId);
    this.emit({ kind: 'deregister', registration, storeId: stream.name });
    stream.feed.deregister(registration);
  }

  /** Ends a stream from this side. */
  private drop(link: Link, stream: Stream, why: string): void {
    stream.feed.close();
    this.lost(link, stream, { status: 'CANCELLED', error: undefined }, why);
  }

  private lost(link: Link, stream: Stream, { status, error }: FeedEnd, reason?: string): void {
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
    const why = reason ?? error?.message ?? 'the store ended the change feed';
    logger.info({ storeId: link.storeId, status, regions: regions.length, why }, 'change feed broke off');
    for (const region of regions) this.release(region);
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
                this.stuck.add(region);
              }
            }
          }
        }
        this.giveUp(link, stream, silent);
      }
    }
    metrics.set('tivalve_source_stuck_regions', stuck);
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
      this.drop(link, stream, 'its regions have fallen silent');
      return;
    }
    for (const region of silent) {
      const { registration } = region;
      this.unregister(link, stream, region);
      if (registration !== undefined) this.forget(stream, registration);
      this.release(region);
    }
  }

  /** Resolves the old locks of a region, unless it has moved on meanwhile. */
  private async resolveLocks(region: Region): Promise<void> {
    const { pd, config, metrics, logger, resolveLocks } = this.o;
    const { resolvedTs } = region;
    try {
      const now = await pd.now();
      if (this.closed || !region.initialized || region.resolvedTs > resolvedTs) return;
      // Younger locks are those of transactions at work.
      const upTo = minTs(now, tsOfPhysicalMs(physicalMsOf(resolvedTs) + config.stuckMs));
      metrics.add('tivalve_source_lock_checks_total', 1);
      const { resolved, alive } = await resolveLocks({ region: region.region, storeId: region.storeId }, upTo, now);
      metrics.add('tivalve_source_resolved_locks_total', resolved);
      const fields = { startKey: hexOf(region.holder.span.startKey), resolvedTs: resolvedTs.toString() };
      logger.info(
        { regionId: region.region.id, ...fields, resolved, alive },
        'region does not advance; its old locks were looked at',
      );
    } catch (error) {
      if (this.closed) return;
      metrics.add('tivalve_source_lock_errors_total', 1);
      logger.warn({ regionId: region.region.id, error: messageOf(error) }, 'locks could not be resolved');
    }
  }

  // Small things.

  /** Reads on, or not: not while the sink is behind and the stream has used its share. */
  private pace(stream: Stream): void {
    const pause = this.sinkIsBehind && stream.held.bytes > this.o.config.maxHeldBytesPerStream;
    if (pause === stream.paused) return;
    stream.paused = pause;
    if (pause) {
      this.o.metrics.add('tivalve_source_pauses_total', 1);
      stream.feed.pause();
      return;
    }
    const nowMs = this.o.scheduler.now();
    // What was not read could not be heard.
    for (const regions of stream.regions.values()) {
      for (const region of regions.values()) {
        region.heardMs = nowMs;
        region.advancedMs = nowMs;
      }
    }
    stream.feed.resume();
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

  private wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.timers.after(delayMs, resolve));
  }
}

/** The highest ts among rows. A scan sends them in the order of their keys, live ones come as they were committed. */
function lastTsOf(entries: readonly RawEntry[], isLive: boolean): Ts {
  let lastTs: Ts = 0n;
  for (let i = isLive ? entries.length - 1 : 0; i < entries.length; i += 1) {
    const { commitTs, startTs } = entries[i] as RawEntry;
    lastTs = maxTs(lastTs, maxTs(commitTs, startTs));
  }
  return lastTs;
}
