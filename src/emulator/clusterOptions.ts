import type { SchedulerLike } from 'rxjs';
import { monotonicScheduler } from '../model/clock';
import { type Logger, NO_LOGGER } from '../model/logger';
import type { ServerTls } from './GrpcPort';

/** How an emulated cluster is made. The defaults are TiKV's and PD's. */
export interface ClusterOptions {
  /** Emulated TiKV stores; each has a peer of every region. @defaultValue `1` */
  readonly stores?: number;
  /** Emulated PD members; the first leads. @defaultValue `1` */
  readonly pdMembers?: number;
  /** Port of the first PD member; the others take any. @defaultValue `0`, which is any that is free */
  readonly pdPort?: number;
  /** Files of TLS, for PD and the stores. @defaultValue plain text */
  readonly tls?: ServerTls;
  /** Raw keys at which the key space is divided at the start; leaders are dealt out in turn. @defaultValue `[]` */
  readonly splitKeys?: readonly Uint8Array[];
  /** @defaultValue a 64-bit number as PD makes them */
  readonly clusterId?: bigint;
  /** What the stores say their version is. @defaultValue `'8.5.0'` */
  readonly storeVersion?: string;
  /** Milliseconds from the end of one round of resolved ts to the next. @defaultValue `1000` */
  readonly resolvedTsIntervalMs?: number;
  /** Scans at a time and store. @defaultValue `6` */
  readonly scanConcurrency?: number;
  /** Scans running or waiting, past which a store is busy. @defaultValue `10000` */
  readonly scanQueueLimit?: number;
  /** Bytes a store queues for all its feeds before it says `congested`. @defaultValue 512 MiB */
  readonly memoryQuotaBytes?: number;
  /** Bytes of keys and values in one raft command of an in-process transaction. @defaultValue `16384` */
  readonly commandBytes?: number;
  /** Time to live of locks. @defaultValue `3000` */
  readonly lockTtlMs?: number;
  /** Whether PD knows `BatchScanRegions`, as it does from 8.2. @defaultValue `true` */
  readonly batchScanRegions?: boolean;
  /** Whether the stores know `EventFeedV2`, as they do from 7.3. @defaultValue `true` */
  readonly eventFeedV2?: boolean;
  /** Whether rows name the generation of a pipelined flush, as 8.4.0 to 8.5.3 do. @defaultValue `false` */
  readonly rowGeneration?: boolean;
  /** Whether every committed change is kept for `committedSince`. @defaultValue `true` */
  readonly keepLog?: boolean;
  /** Time of intervals and deadlines. @defaultValue {@link monotonicScheduler} */
  readonly scheduler?: SchedulerLike;
  /** Milliseconds since 1970, for the physical part of the TSO. @defaultValue follows the scheduler */
  readonly wallClockMs?: () => number;
  /** @defaultValue logs nothing */
  readonly logger?: Logger;
}

/** Every option with its value. */
export type ClusterSettings = Required<Omit<ClusterOptions, 'tls'>> & Pick<ClusterOptions, 'tls'>;

const MIB = 1024 * 1024;
const CLUSTER_ID = 7_468_215_930_427_158_913n;

/** Fills in the defaults. */
export function settingsOf(options: ClusterOptions): ClusterSettings {
  const { scheduler = monotonicScheduler } = options;
  return {
    stores: 1,
    pdMembers: 1,
    pdPort: 0,
    splitKeys: [],
    clusterId: CLUSTER_ID,
    storeVersion: '8.5.0',
    resolvedTsIntervalMs: 1000,
    scanConcurrency: 6,
    scanQueueLimit: 10_000,
    memoryQuotaBytes: 512 * MIB,
    commandBytes: 16 * 1024,
    lockTtlMs: 3000,
    batchScanRegions: true,
    eventFeedV2: true,
    rowGeneration: false,
    keepLog: true,
    scheduler,
    wallClockMs: () => performance.timeOrigin + scheduler.now(),
    logger: NO_LOGGER,
    ...options,
  };
}
