import type { status } from '@grpc/grpc-js';
import type { Ts } from '../model/ts';

/** An error of the change feed, by kind; what it says is filled in from the region it hits. */
export type FaultError =
  /** `leader`: the store to name, or `none`; without it the region's true leader. */
  | { readonly kind: 'notLeader'; readonly leader?: number | 'none' }
  | { readonly kind: 'epochNotMatch'; readonly regions?: 'current' | 'none' }
  | { readonly kind: 'regionNotFound' }
  | { readonly kind: 'duplicateRequest' }
  | { readonly kind: 'compatibility' }
  | { readonly kind: 'clusterIdMismatch' }
  | { readonly kind: 'serverIsBusy'; readonly backoffMs?: number; readonly reason?: string }
  | { readonly kind: 'congested' }
  | { readonly kind: 'unknown' };

/** Bytes that are no message, as a broken or hostile store would send them. */
export type BrokenFrame =
  /** A gRPC frame whose payload is no protobuf. */
  | 'malformed'
  /** A protobuf that ends in the middle of a row. */
  | 'truncated'
  /** A row that says it is longer than its message. */
  | 'wrongLength'
  /** Groups within groups, a thousand deep. */
  | 'deepNesting'
  /** A gRPC frame that says it is 4 GiB long. */
  | 'giantLength'
  /** A gRPC frame that ends the stream half-way. */
  | 'cutFrame'
  /** A frame marked as gzip that is none. */
  | 'garbageGzip'
  /** A small gzip frame that grows to 512 MiB. */
  | 'gzipBomb';

/** How often a fault happens before it is over. */
interface Times {
  /** @defaultValue `1` for errors, unbounded for conditions */
  readonly times?: number;
}

interface OfRegion {
  /** @defaultValue every region */
  readonly regionId?: number;
}

interface OfStore {
  /** @defaultValue every store */
  readonly storeId?: number;
}

/** Everything that can be made to go wrong. Those marked *at once* happen when they are injected and are over then. */
export type Fault =
  /**
   * A registration is answered with an error: instead of being taken, before its scan sends anything, or after so many
   * rows of the scan.
   */
  | ({
      readonly kind: 'registrationError';
      readonly error: FaultError;
      readonly when?: 'register' | 'beforeScan' | { readonly afterScanRows: number };
    } & OfRegion &
      OfStore &
      Times)
  /** *At once*: every registration of a region ends with an error. */
  | { readonly kind: 'regionError'; readonly regionId: number; readonly error: FaultError }
  /** Scans have their snapshot and see live rows pass, but send nothing until they are healed. */
  | ({ readonly kind: 'holdScans' } & OfRegion)
  /** After INITIALIZED nothing comes: no rows, no resolved ts, no error. */
  | ({ readonly kind: 'silentRegion' } & OfRegion)
  /** Resolved ts of a region are replaced: by 0, by one below its checkpoint, by an earlier one, or by a given one. */
  | ({
      readonly kind: 'resolvedTs';
      readonly value: 'zero' | 'belowCheckpoint' | 'fallsBack' | Ts;
    } & OfRegion &
      Times)
  /** No resolved ts are sent by a store. */
  | ({ readonly kind: 'noResolvedTs' } & OfStore)
  /** Feeds end with a status: at once, or each after so many more messages. */
  | ({
      readonly kind: 'resetStreams';
      readonly code?: status;
      readonly details?: string;
      readonly afterMessages?: number;
    } & OfStore &
      Times)
  /** *At once*: a committed row whose commitTs lies at or below the resolved ts that was promised. */
  | { readonly kind: 'lateRow'; readonly regionId: number; readonly key?: Uint8Array }
  /** *At once*: rows and a resolved ts for a request id that nobody registered, on every feed of the region's leader. */
  | { readonly kind: 'staleEvents'; readonly regionId: number; readonly requestId?: bigint }
  /** Live events come twice: those with prewrites only, which TiKV may do, or all. */
  | ({ readonly kind: 'duplicateRows'; readonly rows?: 'prewrites' | 'all' } & OfRegion & Times)
  /** Heartbeats repeat their prewrite without its value, as older stores do. */
  | { readonly kind: 'emptyHeartbeats' }
  /** The feeds of a store end, and the next ones get bytes that are no message. */
  | ({ readonly kind: 'brokenFrames'; readonly frame: BrokenFrame } & OfStore & Times)
  /** A store takes connections and answers nothing. The same as `freezeStore`. */
  | { readonly kind: 'frozenStore'; readonly storeId: number }
  /** KV calls are answered with a region error. */
  | ({ readonly kind: 'kvError'; readonly error: FaultError; readonly method?: string } & OfRegion & OfStore & Times)
  /** PD shows the regions as they are now, whatever happens to them. */
  | { readonly kind: 'stalePd' }
  /** PD does not know a region: its list has a hole. */
  | { readonly kind: 'pdHole'; readonly regionId: number }
  /** PD knows no leader of a region. */
  | { readonly kind: 'pdNoLeader'; readonly regionId: number }
  /** No PD member leads: all answer `not leader`, and nobody is named as the leader. */
  | { readonly kind: 'pdLeaderless' }
  /** TSO streams end, each after so many answers. */
  | ({ readonly kind: 'tsoBreaks'; readonly afterAnswers?: number } & Times)
  /** A method of PD fails with a status. */
  | ({ readonly kind: 'pdStatus'; readonly method: string; readonly code: status; readonly details?: string } & Times);

export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { readonly kind: K }>;

/** Faults that are over as soon as they are injected. */
export type InstantFault = FaultOf<'regionError' | 'lateRow' | 'staleEvents'>;
