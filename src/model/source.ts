import type { Observable, SchedulerLike } from 'rxjs';
import type { Logger } from './logger';
import type { Metrics } from './metrics';
import type { RegionFeed } from './region';
import type { Span } from './span';
import type { Ts } from './ts';

/** Pairs of TiDB's schema as TiKV keeps them: the keys under `m`. */
export interface MetaPair {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** What a source is told when a run begins. */
export interface SourceRequest {
  /** Where to begin: above this ts, or above what is there now. @defaultValue where the source begins by itself */
  readonly startTs?: Ts | 'now';
  /** Names the run, for people. */
  readonly changefeed: string;
  /** Tells this run apart from all others, of whatever name; the next one from the same state has the same. */
  readonly runId: string;
  /** Whether a later run may go on from the checkpointTs of this one. */
  readonly resumable: boolean;
  /** Gives up what is not open yet. */
  readonly signal?: AbortSignal;
  /** Whether the source should stop reading for now; the present state at once, then each change. */
  readonly pause$: Observable<boolean>;
  /** Each checkpointTs once it is kept: nothing at or below it will be asked for again. */
  readonly checkpointTs$: Observable<Ts>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Gives the time of every interval and delay. */
  readonly scheduler: SchedulerLike;
  /** Gives numbers in [0, 1) for the jitter of retries. */
  readonly random: () => number;
}

/** A source that is open. */
export interface OpenedSource {
  /** Where its history begins: everything above it comes. */
  readonly startTs: Ts;
  /** What the registrations of its feeds cover together, memcomparable-encoded. */
  readonly span: Span;
  /** The schema as of `startTs`. */
  readonly schema: readonly MetaPair[];
  /** Region streams as they come. Cold; subscribed once. */
  readonly feeds$: Observable<RegionFeed>;
  /** Lets go of what is open, used up or not. Idempotent. */
  close?(): Promise<void>;
}

/** Where a pipeline's changes come from. */
export interface Source {
  /** For logs and messages: `replay of F`. */
  readonly name: string;
  open(request: SourceRequest): Promise<OpenedSource>;
}
