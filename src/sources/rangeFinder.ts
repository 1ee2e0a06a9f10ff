import type { BackOffConfig } from '../config/tikvSourceConfig';
import { messageOf, WireError } from '../errors/TiValveError';
import { compareBytes } from '../model/bytes';
import { NO_BYTES } from '../model/kv';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import { retryDelayMs } from '../model/retry';
import { compareEndKeys, intersectSpans, type Span, startsBelow } from '../model/span';
import type { Ts } from '../model/ts';
import type { PdPeer, PdRegion } from '../wire/pdClient';
import { type RangeHolder, RangeLock } from './rangeLock';
import type { Timers } from './Timers';

/** A region with a leader, which has been given its range. */
export interface FoundRegion {
  readonly region: PdRegion;
  readonly leader: PdPeer;
  readonly holder: RangeHolder;
  /** Everything at or below it in the range is known. */
  readonly checkpointTs: Ts;
  /** Failures since the range was live last. */
  readonly attempts: number;
}

export interface RangeFinderOptions {
  /** What must be held by somebody, always. */
  readonly span: Span;
  readonly startTs: Ts;
  readonly pageSize: number;
  readonly retry: BackOffConfig;
  readonly pd: { regions(spans: readonly Span[], limit: number): Promise<readonly PdRegion[]> };
  readonly onFound: (found: FoundRegion) => void;
  /** Called for what time does not mend. */
  readonly onFailure: (error: Error) => void;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly random: () => number;
  readonly timers: Timers;
}

interface Wanted {
  readonly span: Span;
  readonly attempts: number;
}

const MAX_LOOKUPS = 8;
/** Ranges that one call to PD asks for. */
const MAX_RANGES_PER_LOOKUP = 256;

/**
 * Finds a region for every range that nobody holds, and gives it the range. PD's answers have holes, regions without a
 * leader, and shapes that are out of date: whatever part they do not settle is asked for again, after a wait.
 */
export class RangeFinder {
  private readonly o: RangeFinderOptions;
  private readonly ranges: RangeLock;
  /** Ranges that wait for the end of a holder. */
  private readonly waiters = new WeakMap<RangeHolder, Span[]>();
  private readonly wanted: Wanted[] = [];
  private lookups = 0;
  private closed = false;

  constructor(options: RangeFinderOptions) {
    this.o = options;
    this.ranges = new RangeLock(options.span, options.startTs);
  }

  /** Finds regions for the whole span. */
  start(): void {
    this.want(this.o.span, 0);
  }

  close(): void {
    this.closed = true;
  }

  /** Takes back the range of a holder, with how far it has come, and finds regions for it after its `attempts`. */
  release(holder: RangeHolder, resolvedTs: Ts, attempts: number): void {
    this.ranges.unlock(holder, resolvedTs);
    for (const span of this.waiters.get(holder) ?? []) this.want(span, 0);
    this.want(holder.span, attempts);
  }

  /** Sees to a range that nobody holds, after a wait that grows with its failures. */
  private want(span: Span, attempts: number): void {
    this.o.timers.after(attempts === 0 ? 0 : this.backOffMs(attempts), () => {
      this.wanted.push({ span, attempts });
      this.lookUp();
    });
  }

  private lookUp(): void {
    while (!this.closed && this.wanted.length > 0 && this.lookups < MAX_LOOKUPS) {
      this.lookups += 1;
      this.cover(this.nextWanted())
        .catch((error: unknown) => this.o.onFailure(error as Error))
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
    const { pd, pageSize, metrics, logger } = this.o;
    let rest = wanted;
    while (rest.length > 0 && !this.closed) {
      let regions: readonly PdRegion[];
      try {
        regions = await pd.regions(
          rest.map(({ span }) => span),
          pageSize,
        );
      } catch (error) {
        if (this.closed) return;
        if (error instanceof WireError && error.code === 'TV_WIRE_CLUSTER_ID') throw error;
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
    const last = regions.length < this.o.pageSize ? undefined : regions.at(-1);
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
    const { leader } = region;
    if (leader === undefined) {
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
    this.o.onFound({ region, leader, holder, checkpointTs: answer.checkpointTs, attempts });
  }

  private backOffMs(attempts: number): number {
    return retryDelayMs({ maxRetries: 0, ...this.o.retry }, attempts, this.o.random);
  }
}
