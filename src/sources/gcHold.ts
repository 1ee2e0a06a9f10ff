import { interval, type Observable, type SchedulerLike, Subject } from 'rxjs';
import { messageOf, SourceError } from '../errors/TiValveError';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import type { Ts } from '../model/ts';

export interface GcHoldOptions {
  readonly pd: {
    holdGc(serviceId: string, ts: Ts, ttlSeconds: number): Promise<Ts>;
    releaseGc(serviceId: string): Promise<void>;
  };
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
  const { pd, serviceId, startTs, ttlSeconds, logger, metrics, scheduler } = options;
  // A row's old value, and the schema at the start, are those just below it.
  const safePoint = await pd.holdGc(serviceId, startTs, ttlSeconds);
  if (safePoint > startTs) throw historyLost(startTs, safePoint);
  let neededTs = startTs;
  const checkpoints = options.checkpointTs$.subscribe({
    next: (ts) => {
      if (ts > neededTs) neededTs = ts;
    },
    // Told to whoever runs it.
    error: () => undefined,
  });
  const lost$ = new Subject<never>();
  let refreshing: Promise<void> = Promise.resolve();
  const refresh = async (): Promise<void> => {
    try {
      const minTs = await pd.holdGc(serviceId, neededTs, ttlSeconds);
      metrics.add('tivalve_source_gc_refreshes_total', 1);
      if (minTs > neededTs) {
        metrics.add('tivalve_source_gc_refused_total', 1);
        // The next registration would scan what is no longer whole, and nobody would notice.
        lost$.error(historyLost(neededTs, minTs));
      }
    } catch (error) {
      metrics.add('tivalve_source_gc_errors_total', 1);
      logger.warn({ error: messageOf(error) }, 'PD was not told how far the run has come; trying again');
    }
  };
  const timer = interval(options.refreshIntervalMs, scheduler).subscribe(() => {
    refreshing = refreshing.then(refresh);
  });
  return {
    lost$,
    close: async (release) => {
      timer.unsubscribe();
      checkpoints.unsubscribe();
      if (!release) return;
      await refreshing;
      try {
        await pd.releaseGc(serviceId);
      } catch (error) {
        logger.warn({ error: messageOf(error), ttlSeconds }, 'garbage collection is held back until its time is over');
      }
    },
  };
}

function historyLost(startTs: Ts, safePoint: Ts): SourceError {
  return new SourceError('TV_SOURCE_HISTORY_LOST', `${startTs} is needed, garbage collection is at ${safePoint}`, {
    hint: `begin above ${safePoint}, with copies of the tables from then; nothing between was read`,
  });
}
