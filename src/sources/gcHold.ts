import { defer, exhaustMap, interval, type Observable, type SchedulerLike, Subject } from 'rxjs';
import { messageOf, SourceError } from '../errors/TiValveError';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import { maxTs, type Ts } from '../model/ts';
import type { PdClient } from '../wire/pdClient';

export interface GcHoldOptions {
  readonly pd: Pick<PdClient, 'holdGc' | 'releaseGc' | 'gcSafePoint'>;
  /** Whose word it is; two that share it overwrite each other's. */
  readonly serviceId: string;
  /** Everything above it will be read. */
  readonly startTs: Ts;
  readonly ttlSeconds: number;
  readonly refreshIntervalMs: number;
  /** Each ts above which the run would go on. */
  readonly checkpointTs$: Observable<Ts>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scheduler: SchedulerLike;
}

/** How long the last word to PD may take: whoever ends a run waits for it. */
const RELEASE_TIMEOUT_MS = 3000;

/** Holds TiDB's garbage collection back. */
export interface GcHold {
  /** Errors with `TV_SOURCE_HISTORY_LOST` once garbage collection has passed what the run still needs. */
  readonly lost$: Observable<never>;
  /** Ends the refreshing. With `release`, PD forgets it at once; otherwise when its time is over. */
  close(release: boolean): Promise<void>;
}

/**
 * Asks PD to keep what a run from `startTs` needs, and goes on asking, each time for what it needs by then. A call that
 * fails is no failure of the run: what PD knows holds until its time is over. When it is over and garbage collection
 * has gone on, the run must end.
 *
 * Errors with `TV_SOURCE_HISTORY_LOST` when garbage collection has passed `startTs` already.
 */
export async function holdGc(options: GcHoldOptions): Promise<GcHold> {
  const { serviceId, startTs, logger, metrics, scheduler } = options;
  const closing = new AbortController();
  // A row's old value, and the schema at the start, are those just below it.
  const keptTs = await hold(options, startTs, closing.signal);
  if (keptTs > startTs) throw historyLost(startTs, keptTs);
  let neededTs = startTs;
  const checkpoints = options.checkpointTs$.subscribe({
    next: (ts) => {
      if (ts > neededTs) neededTs = ts;
    },
    // Told to whoever runs it.
    error: () => undefined,
  });
  const lost$ = new Subject<never>();
  const refresh = async (): Promise<void> => {
    try {
      const refreshedTs = await hold(options, neededTs, closing.signal);
      metrics.add('tivalve_source_gc_refreshes_total', 1);
      if (refreshedTs > neededTs) {
        metrics.add('tivalve_source_gc_refused_total', 1);
        // The next registration would scan what is no longer whole, and nobody would notice.
        lost$.error(historyLost(neededTs, refreshedTs));
      }
    } catch (error) {
      if (closing.signal.aborted) return;
      metrics.add('tivalve_source_gc_errors_total', 1);
      logger.warn({ error: messageOf(error) }, 'PD was not told how far the run has come; trying again');
    }
  };
  // exhaustMap: while PD does not answer, calls must not pile up.
  const refreshes = interval(options.refreshIntervalMs, scheduler)
    .pipe(exhaustMap(() => defer(refresh)))
    .subscribe();
  return {
    lost$,
    close: async (release) => {
      refreshes.unsubscribe();
      checkpoints.unsubscribe();
      closing.abort();
      if (!release) return;
      try {
        await options.pd.releaseGc(serviceId, { timeoutMs: RELEASE_TIMEOUT_MS });
      } catch (error) {
        const { ttlSeconds } = options;
        logger.warn({ error: messageOf(error), ttlSeconds }, 'garbage collection is held back until its time is over');
      }
    },
  };
}

/** Asks PD to keep what lies above `ts`; answers from where on everything is there. */
async function hold({ pd, serviceId, ttlSeconds }: GcHoldOptions, ts: Ts, signal: AbortSignal): Promise<Ts> {
  const servicesTs = await pd.holdGc(serviceId, ts, ttlSeconds, { signal });
  // Older PDs name the lowest word of all services, this run's own among them, whether GC has kept to it or not.
  return maxTs(servicesTs, await pd.gcSafePoint({ signal }));
}

function historyLost(startTs: Ts, safePoint: Ts): SourceError {
  return new SourceError('TV_SOURCE_HISTORY_LOST', `${startTs} is needed, garbage collection is at ${safePoint}`, {
    hint: `begin above ${safePoint}, with copies of the tables from then; nothing between was read`,
  });
}
