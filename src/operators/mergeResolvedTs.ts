import { defer, finalize, mergeMap, type Observable, type OperatorFunction } from 'rxjs';
import { OrderError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import { expand } from '../model/expand';
import { type Flow, nonEmptyBatch, resolvedAt } from '../model/flow';
import { Frontier, type FrontierMember } from '../model/frontier';
import type { KvChange } from '../model/kv';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { RegionFeed, RegionOpened, RegionsResolved, Registration } from '../model/region';
import type { Span } from '../model/span';
import { maxTs, type Ts } from '../model/ts';

export interface MergeResolvedTsOptions {
  /** What the regions must cover without a gap; memcomparable-encoded, as the registrations' spans are. */
  readonly span: Span;
  /** Up to where the span is known already. @defaultValue `0n` */
  readonly startTs?: Ts;
  readonly metrics?: Metrics;
}

/**
 * Makes one stream of all the regions of a span. Its resolved ts is the lowest over a gap-free cover of the span.
 *
 * ```text
 * source:  --A--B-----------(A B)r7--|     A and B cover the span; r7 is one batched promise of both
 *   A:       ----[3]--r5----------|
 *   B:          ----[4]--r6--[9]--|
 *              mergeResolvedTs({ span })
 * output:  -------[3][4]--r5-[9]-r7--|
 * ```
 *
 * Regions come, go, split, merge and overlap while the stream runs. A registration counts once its own stream has made
 * a promise (INITIALIZED is the first). What a range has promised stays promised when its registration goes, and
 * nothing passes a range that nobody has covered. A new registration repeats rows that were promised before: those are
 * dropped and counted. A promise that falls back is ignored and counted.
 *
 * Costs O(log regions) per advance, one pass for a batched promise of many regions. Holds one entry a region.
 *
 * Errors with `TV_ORDER_LATE_ROW` when a region breaks its own promise, and with `TV_ORDER_HISTORY_GAP` when a
 * registration starts above what its range has resolved.
 *
 * @example
 * ```ts
 * feeds$.pipe(mergeResolvedTs({ span: WHOLE_KEYSPACE, startTs }));
 * ```
 */
export function mergeResolvedTs(
  options: MergeResolvedTsOptions,
): OperatorFunction<RegionFeed<KvChange>, Flow<KvChange>> {
  return (source) =>
    defer(() => {
      const merger = new Merger(options);
      // mergeMap, since the regions run side by side.
      return source.pipe(mergeMap((feed) => (feed.kind === 'region' ? merger.region(feed) : merger.promises(feed))));
    });
}

interface Member {
  readonly frontier: FrontierMember;
  /** Whether its own stream has made a promise; batched ones before that are ignored. */
  initialized: boolean;
}

class Merger {
  private readonly frontier: Frontier;
  private readonly metrics: Metrics;
  private readonly members = new Map<Registration, Member>();
  private resolvedTs: Ts;

  constructor({ span, startTs = 0n, metrics = NO_METRICS }: MergeResolvedTsOptions) {
    this.frontier = new Frontier(span, startTs);
    this.metrics = metrics;
    this.resolvedTs = startTs;
  }

  region({ registration, stream$ }: RegionOpened<KvChange>): Observable<Flow<KvChange>> {
    const added = this.frontier.add(registration.span, registration.checkpointTs);
    if (typeof added === 'bigint') {
      throw new OrderError(
        'TV_ORDER_HISTORY_GAP',
        `region ${registration.regionId} (request ${registration.requestId}) starts above ${registration.checkpointTs}, its range is known up to ${added}`,
        { hint: 'start again from the checkpointTs' },
      );
    }
    const member: Member = { frontier: added, initialized: false };
    this.members.set(registration, member);
    return stream$.pipe(
      expand((flow) =>
        flow.kind === 'resolved' ? this.promise(member, flow.ts) : this.rows(registration, member, flow.items),
      ),
      finalize(() => {
        this.frontier.remove(member.frontier);
        this.members.delete(registration);
      }),
    );
  }

  promises({ ts, registrations }: RegionsResolved): readonly Flow<KvChange>[] {
    const moving: FrontierMember[] = [];
    for (const registration of registrations) {
      const member = this.members.get(registration);
      if (member?.initialized === true) moving.push(member.frontier);
    }
    const moved = this.frontier.advanceAll(moving, ts);
    if (moved < registrations.length) {
      this.metrics.add('tivalve_merge_ignored_resolved_total', registrations.length - moved);
    }
    return this.advanced();
  }

  private promise(member: Member, ts: Ts): readonly Flow<KvChange>[] {
    if (!this.frontier.advance(member.frontier, ts) && member.initialized) {
      this.metrics.add('tivalve_merge_ignored_resolved_total', 1);
    }
    member.initialized = true;
    return this.advanced();
  }

  private advanced(): readonly Flow<KvChange>[] {
    const { ts } = this.frontier;
    if (ts <= this.resolvedTs) return [];
    this.resolvedTs = ts;
    return [resolvedAt(ts)];
  }

  private rows(registration: Registration, member: Member, items: readonly KvChange[]): readonly Flow<KvChange>[] {
    const { resolvedTs: promisedTs } = member.frontier;
    const { checkpointTs } = registration;
    // At or below the checkpoint a row was delivered by an earlier registration: old news, not a broken promise.
    const knownTs = maxTs(this.resolvedTs, checkpointTs);
    let repeated = 0;
    for (const item of items) {
      if (item.commitTs <= promisedTs && item.commitTs > checkpointTs) throw lateRow(registration, item, promisedTs);
      if (item.commitTs <= knownTs) repeated += 1;
    }
    if (repeated === 0) return nonEmptyBatch(items);
    this.metrics.add('tivalve_merge_repeated_rows_total', repeated);
    return nonEmptyBatch(items.filter((item) => item.commitTs > knownTs));
  }
}

function lateRow({ regionId, requestId }: Registration, { key, commitTs }: KvChange, promisedTs: Ts): OrderError {
  return new OrderError(
    'TV_ORDER_LATE_ROW',
    `region ${regionId} (request ${requestId}) sent key ${hexOf(key)} with commitTs ${commitTs} after it had promised ${promisedTs}`,
    { hint: 'nothing above the checkpointTs is lost; report the versions of TiKV and TiValve' },
  );
}
