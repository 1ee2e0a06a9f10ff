import type { Observable } from 'rxjs';
import type { Flow } from './flow';
import type { RawEntry } from './kv';
import type { Span } from './span';
import type { Ts } from './ts';

/** Ids that PD and the client hand out from 1 upwards; they stay far below 2^53, so a number holds them. */
export type RegionId = number;

/** What tells two shapes of one region apart. */
export interface RegionEpoch {
  readonly confVer: number;
  readonly version: number;
}

/** One subscription of one region, known by (regionId, requestId). The object itself is its identity. */
export interface Registration {
  readonly regionId: RegionId;
  readonly requestId: number;
  /** Memcomparable-encoded, as in PD. */
  readonly span: Span;
  readonly epoch: RegionEpoch;
  /** Everything at or below it in the span was delivered by an earlier registration; the scan starts above it. */
  readonly checkpointTs: Ts;
}

/** A registration that begins, with its stream. The stream completes when the registration ends, for whatever reason. */
export interface RegionOpened<T> {
  readonly kind: 'region';
  readonly registration: Registration;
  readonly stream$: Observable<Flow<T>>;
}

/** One batched resolved ts of a store: a promise of each of the registrations. */
export interface RegionsResolved {
  readonly kind: 'regionsResolved';
  readonly ts: Ts;
  readonly registrations: readonly Registration[];
}

/** What a store's stream is made of, once its events are told apart by region. */
export type RegionFeed<T = RawEntry> = RegionOpened<T> | RegionsResolved;

/** Why a registration ended, by the member of `cdcpb.Error` that was set. */
export type RegionErrorKind =
  | 'notLeader'
  | 'regionNotFound'
  | 'epochNotMatch'
  | 'duplicateRequest'
  | 'compatibility'
  | 'clusterIdMismatch'
  | 'serverIsBusy'
  | 'congested'
  | 'unknown';

/** A region error as it came: its kind, and the whole `cdcpb.Error` in protobuf's JSON mapping. */
export interface RegionError {
  readonly kind: RegionErrorKind;
  readonly error: Readonly<Record<string, unknown>>;
}

/** One `cdcpb.Event`: rows, an error or a resolved ts of one registration. */
export interface RegionEvent {
  readonly regionId: RegionId;
  readonly requestId: number;
  /** Raft log index; 0 for transactional rows. */
  readonly index: number;
  readonly entries?: readonly RawEntry[];
  readonly error?: RegionError;
  readonly resolvedTs?: Ts;
}

/** One `cdcpb.ChangeDataEvent`: what a store sends at a time. */
export interface ChangeDataEvent {
  readonly events: readonly RegionEvent[];
  readonly resolvedTs?: {
    readonly ts: Ts;
    readonly regions: readonly RegionId[];
    readonly requestId: number;
  };
}
