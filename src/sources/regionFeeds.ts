import { defer, finalize, type OperatorFunction, Subject } from 'rxjs';
import { expand } from '../model/expand';
import { batchOf, type Flow, resolvedAt } from '../model/flow';
import type { RawEntry } from '../model/kv';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { ChangeDataEvent, RegionFeed, RegionId, Registration } from '../model/region';

/** What happens on the streams of all stores: messages, registrations that begin or are given up, streams that end. */
export type StoreSignal =
  | { readonly kind: 'message'; readonly message: ChangeDataEvent; readonly storeId?: string }
  | { readonly kind: 'register'; readonly registration: Registration; readonly storeId: string | undefined }
  | { readonly kind: 'deregister'; readonly registration: Registration; readonly storeId: string | undefined }
  | { readonly kind: 'storeLost'; readonly storeId: string; readonly grpcStatus?: string };

interface Live {
  readonly registration: Registration;
  readonly storeId: string | undefined;
  readonly stream$: Subject<Flow<RawEntry>>;
}

/**
 * Tells the events of stores apart by registration.
 *
 * ```text
 * source:  --register A--message(A: rows; A: r5)--message(A: error)--|
 *              regionFeeds()
 * output:  --A---------------------------------------------------------|
 *   A:       ------------[rows]r5-----------------|
 * ```
 *
 * A registration's stream ends with its error, when it is given up, with the stream of its store, when the same pair of
 * ids registers anew, and with the source. Events of a pair that is not registered belong to one that has ended: they are dropped and
 * counted. A batched resolved ts stays one item. `duplicateRequest` is an answer to a request that should not have been
 * made and ends nothing.
 *
 * Costs two map look-ups per event. Holds one entry a registration.
 */
export function regionFeeds(metrics: Metrics = NO_METRICS): OperatorFunction<StoreSignal, RegionFeed> {
  return (source) =>
    defer(() => {
      const router = new Router(metrics);
      return source.pipe(
        expand((signal: StoreSignal) => router.route(signal)),
        finalize(() => router.close()),
      );
    });
}

class Router {
  private readonly metrics: Metrics;
  /** By requestId, then by regionId: no string is made per event. */
  private readonly live = new Map<number, Map<RegionId, Live>>();

  constructor(metrics: Metrics) {
    this.metrics = metrics;
  }

  route(signal: StoreSignal): readonly RegionFeed[] {
    if (signal.kind === 'message') return this.message(signal.message);
    if (signal.kind === 'register') return [this.register(signal.registration, signal.storeId)];
    if (signal.kind === 'deregister') {
      const { requestId, regionId } = signal.registration;
      const live = this.live.get(requestId)?.get(regionId);
      if (live !== undefined) this.end(live);
      return [];
    }
    for (const regions of this.live.values()) {
      for (const live of regions.values()) if (live.storeId === signal.storeId) this.end(live);
    }
    this.metrics.add('tivalve_source_lost_stores_total', 1);
    return [];
  }

  close(): void {
    for (const regions of this.live.values()) for (const live of regions.values()) this.end(live);
  }

  private register(registration: Registration, storeId: string | undefined): RegionFeed {
    const { requestId, regionId } = registration;
    const before = this.live.get(requestId)?.get(regionId);
    if (before !== undefined) this.end(before);
    const live: Live = { registration, storeId, stream$: new Subject() };
    const regions = this.live.get(requestId);
    if (regions === undefined) this.live.set(requestId, new Map([[regionId, live]]));
    else regions.set(regionId, live);
    return { kind: 'region', registration, stream$: live.stream$ };
  }

  private end(live: Live): void {
    const { requestId, regionId } = live.registration;
    const regions = this.live.get(requestId);
    regions?.delete(regionId);
    if (regions?.size === 0) this.live.delete(requestId);
    live.stream$.complete();
  }

  private message({ events, resolvedTs }: ChangeDataEvent): readonly RegionFeed[] {
    for (const event of events) {
      const live = this.live.get(event.requestId)?.get(event.regionId);
      if (live === undefined) {
        this.metrics.add('tivalve_source_stale_events_total', 1);
        continue;
      }
      if (event.entries !== undefined) {
        if (event.entries.length > 0) live.stream$.next(batchOf(event.entries));
      } else if (event.resolvedTs !== undefined) live.stream$.next(resolvedAt(event.resolvedTs));
      else if (event.error !== undefined && event.error.kind !== 'duplicateRequest') {
        this.metrics.add('tivalve_source_region_errors_total', 1);
        this.end(live);
      }
    }
    if (resolvedTs === undefined) return [];
    const regions = this.live.get(resolvedTs.requestId);
    const registrations: Registration[] = [];
    for (const regionId of resolvedTs.regions) {
      const live = regions?.get(regionId);
      if (live !== undefined) registrations.push(live.registration);
    }
    return registrations.length === 0 ? [] : [{ kind: 'regionsResolved', ts: resolvedTs.ts, registrations }];
  }
}
