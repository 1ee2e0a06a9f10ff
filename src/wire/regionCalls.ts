import { firstValueFrom, type SchedulerLike, takeUntil, timer } from 'rxjs';
import { messageOf, WireError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import type { Logger } from '../model/logger';
import { encodeMemcomparable } from '../model/memcomparable';
import type { Metrics } from '../model/metrics';
import { type RetryPolicy, retryDelayMs } from '../model/retry';
import { spanHas } from '../model/span';
import { longOf } from '../model/uint64';
import type { Channels } from './channels';
import type { errorpb, kvrpcpb } from './generated/messages';
import { describeRegionError, regionErrorReaction } from './kvRegionError';
import type { PdClient, PdPeer, PdRegion } from './pdClient';
import { abortedBy } from './waiting';

export interface RegionCallsOptions {
  readonly pd: PdClient;
  readonly channels: Channels;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
  /** For one try. */
  readonly timeoutMs: number;
  /** For one call with all its tries. */
  readonly giveUpAfterMs: number;
  /** Waits between tries. */
  readonly retry: Omit<RetryPolicy, 'maxRetries'>;
}

/** Every answer of TiKV may be a region error instead. */
export interface RegionAnswer {
  readonly regionError?: errorpb.Error.$Properties | null;
}

/** A call to whichever region holds a key. */
export interface RegionCall<Res extends RegionAnswer> {
  /** Of `tikvpb.Tikv`. */
  readonly method: string;
  /** Encodes the request for the region that was found. */
  readonly encode: (context: kvrpcpb.Context.$Properties, region: PdRegion) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => Res;
}

/** How a single call goes about it. */
export interface RegionCallOptions {
  /** The region as it was seen last; asked first when it is given. */
  readonly hint?: PdRegion | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Answered<Res> {
  readonly kind: 'answer';
  readonly region: PdRegion;
  readonly answer: Res;
}

interface Again {
  readonly kind: 'again';
  readonly error: WireError;
  /** The region with the leader that a store has named. Without it, PD is asked. */
  readonly movedTo?: PdRegion;
  /** What the store asks to wait at least. */
  readonly waitMs?: number;
}

/**
 * Calls to the leaders of regions. A region is looked up for each call and again whenever a store says that it has
 * changed; only the addresses of stores are remembered, until one does not answer.
 */
export class RegionCalls {
  private readonly o: RegionCallsOptions;
  private readonly addresses = new Map<number, string>();

  constructor(options: RegionCallsOptions) {
    this.o = options;
  }

  /**
   * Asks the leader of the region that holds a raw key, until there is an answer.
   *
   * Errors with the last error when the time is over, and at once with `TV_WIRE_REFUSED` and with what PD errors with.
   */
  async at<Res extends RegionAnswer>(
    rawKey: Uint8Array,
    call: RegionCall<Res>,
    options: RegionCallOptions = {},
  ): Promise<{ readonly region: PdRegion; readonly answer: Res }> {
    const { scheduler, giveUpAfterMs, metrics, logger } = this.o;
    // The lowest key of all stays empty: encoded, it would be a real one.
    const key = rawKey.length === 0 ? rawKey : encodeMemcomparable(rawKey);
    const endMs = scheduler.now() + giveUpAfterMs;
    let region = options.hint;
    let followed = false;
    for (let attempt = 1; ; attempt += 1) {
      region ??= await this.regionOf(key, options.signal);
      const outcome = region === undefined ? notFound(key) : await this.ask(region, key, call, options.signal);
      if (outcome.kind === 'answer') return outcome;
      const { error, movedTo, waitMs = 0 } = outcome;
      metrics.add('tivalve_tikv_retries_total', 1);
      region = movedTo;
      // Two peers that name each other must not be asked in a circle without a pause.
      if (movedTo !== undefined && !followed) {
        followed = true;
        continue;
      }
      followed = false;
      const delayMs = Math.max(waitMs, this.delayMs(attempt));
      if (scheduler.now() + delayMs > endMs) throw error;
      logger.debug({ method: call.method, attempt, delayMs, error: error.message }, 'call to TiKV is tried again');
      await this.pause(delayMs, options.signal);
    }
  }

  /** The wait before retry number `attempt`. */
  delayMs(attempt: number): number {
    return retryDelayMs({ maxRetries: 0, ...this.o.retry }, attempt, this.o.random);
  }

  /** Waits, unless it is given up. */
  async pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    await firstValueFrom(timer(ms, this.o.scheduler).pipe(takeUntil(abortedBy(signal, 'call to TiKV'))));
  }

  private regionOf(key: Uint8Array, signal: AbortSignal | undefined): Promise<PdRegion | undefined> {
    return this.o.pd.regionByKey(key, signal === undefined ? {} : { signal });
  }

  private async ask<Res extends RegionAnswer>(
    region: PdRegion,
    key: Uint8Array,
    { method, encode, decode }: RegionCall<Res>,
    signal: AbortSignal | undefined,
  ): Promise<Answered<Res> | Again> {
    const { leader, id: regionId } = region;
    if (!spanHas(region.span, key)) return notFound(key);
    if (leader === undefined) return again(`region ${regionId} has no leader`);
    const { channels, metrics, timeoutMs } = this.o;
    const address = await this.addressOf(leader.storeId, signal);
    if (address === undefined) return again(`PD knows no address for store ${leader.storeId} of region ${regionId}`);
    metrics.add('tivalve_tikv_requests_total', 1);
    const request = encode(contextOf(region, leader), region);
    const path = `/tikvpb.Tikv/${method}`;
    let answer: Res;
    try {
      answer = await channels.unary({ address, path, request, decode, deadlineMs: timeoutMs, signal });
    } catch (error) {
      this.addresses.delete(leader.storeId);
      if (!(error instanceof WireError) || error.code === 'TV_WIRE_REFUSED' || signal?.aborted === true) throw error;
      return { kind: 'again', error };
    }
    if (!answer.regionError) return { kind: 'answer', region, answer };
    return this.regionError(answer.regionError, `${method} in region ${regionId} on ${address}`, region);
  }

  private regionError(regionError: errorpb.Error.$Properties, where: string, region: PdRegion): Again {
    this.o.metrics.add('tivalve_tikv_region_errors_total', 1);
    const detail = `${where}: ${describeRegionError(regionError)}`;
    const error = new WireError('TV_WIRE_UNREACHABLE', detail);
    const reaction = regionErrorReaction(regionError);
    switch (reaction.kind) {
      case 'leader':
        return { kind: 'again', error, movedTo: { ...region, leader: reaction.peer } };
      case 'reload':
        return { kind: 'again', error, waitMs: reaction.waitMs };
      case 'store':
        this.forgetStore(region.leader?.storeId);
        return { kind: 'again', error };
      case 'refuse':
        throw new WireError('TV_WIRE_REFUSED', detail);
    }
  }

  private forgetStore(storeId: number | undefined): void {
    const address = this.addresses.get(storeId ?? 0);
    if (storeId === undefined || address === undefined) return;
    this.addresses.delete(storeId);
    this.o.channels.forget(address);
  }

  private async addressOf(storeId: number, signal: AbortSignal | undefined): Promise<string | undefined> {
    const known = this.addresses.get(storeId);
    if (known !== undefined) return known;
    const store = await this.o.pd.store(storeId, signal === undefined ? {} : { signal });
    if (store === undefined || store.state === 'removed' || store.address === '') return undefined;
    this.addresses.set(storeId, store.address);
    return store.address;
  }
}

function again(detail: string): Again {
  return { kind: 'again', error: new WireError('TV_WIRE_UNREACHABLE', detail) };
}

function notFound(key: Uint8Array): Again {
  return again(`PD knows no region for key ${hexOf(key)}`);
}

function contextOf({ id, epoch }: PdRegion, peer: PdPeer): kvrpcpb.Context.$Properties {
  return {
    regionId: longOf(id),
    regionEpoch: { confVer: longOf(epoch.confVer), version: longOf(epoch.version) },
    peer: { id: longOf(peer.id), storeId: longOf(peer.storeId) },
    requestSource: 'tivalve',
  };
}

/** What a store says about a key instead of doing what it was asked for, in words. */
export function describeKeyError(error: kvrpcpb.KeyError.$Properties): string {
  const text = error.retryable || error.abort;
  if (text) return text;
  return Object.entries(error).find(([, value]) => value instanceof Object)?.[0] ?? 'key error';
}

/** A region with a border that is no key of a transaction. */
export function badBorder(regionId: number, cause: unknown): WireError {
  return new WireError('TV_WIRE_MALFORMED', `border of region ${regionId}: ${messageOf(cause)}`, { cause });
}
