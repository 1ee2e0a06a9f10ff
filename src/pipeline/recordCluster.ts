import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  BehaviorSubject,
  concatMap,
  fromEvent,
  lastValueFrom,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  type SchedulerLike,
  Subject,
  takeUntil,
  tap,
} from 'rxjs';
import type { TikvSourceConfig } from '../config/tikvSourceConfig';
import { ConfigError, messageOf, RecordingError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { expand } from '../model/expand';
import { type Flow, resolvedAt } from '../model/flow';
import type { KvChange, RawEntry } from '../model/kv';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { RegionFeed } from '../model/region';
import type { MetaPair } from '../model/source';
import { WHOLE_KEYSPACE } from '../model/span';
import type { Ts } from '../model/ts';
import { mergeResolvedTs } from '../operators/mergeResolvedTs';
import { regionFeeds, type StoreSignal } from '../sources/regionFeeds';
import { openTikv } from '../sources/tikvSource';
import { newRunId } from '../store/checkpointFile';
import { statusCode } from '../wire/grpcFailure';
import { createRecording, type ItemToRecord } from '../wire/recordingWriter';

export interface RecordOptions {
  readonly config: TikvSourceConfig;
  /** Where the recording goes; compressed when the name ends in `.gz`. */
  readonly out: string;
  /** Where the schema goes. @defaultValue `schema.json`, or `schema.json.gz`, beside it */
  readonly schemaOut?: string;
  /** Writes over what is there. @defaultValue `false` */
  readonly force?: boolean;
  /** Record what lies above this ts. @defaultValue `'now'` */
  readonly startTs?: Ts | 'now';
  /** End when everything up to this ts is recorded. @defaultValue never */
  readonly endTs?: Ts;
  /** Ends it; what has come is kept. */
  readonly signal?: AbortSignal;
  /** Each ts up to which the recording is complete. */
  readonly onResolved?: (ts: Ts) => void;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
  readonly scheduler?: SchedulerLike;
  readonly random?: () => number;
}

/** What a recording came to. */
export interface RecordSummary {
  readonly startTs: Ts;
  /** Everything up to here is in it. */
  readonly resolvedTs: Ts;
  readonly messages: number;
  readonly rows: number;
  readonly schemaPath: string;
}

/**
 * Records what the stores of a running cluster send, the whole key space, and the schema at its start: `replaySource`
 * reads both back to the same rows.
 *
 * Errors as `tikvSource` does, with `TV_RECORDING_UNWRITABLE` when a file cannot be written, and with
 * `TV_CONFIG_INVALID` when one is there already.
 */
export async function recordCluster(options: RecordOptions): Promise<RecordSummary> {
  const { out, logger = NO_LOGGER, metrics = NO_METRICS, scheduler = monotonicScheduler } = options;
  const schemaPath = options.schemaOut ?? join(out, '..', out.endsWith('.gz') ? 'schema.json.gz' : 'schema.json');
  if (options.force !== true) await Promise.all([out, schemaPath].map(refuseExisting));
  const checkpointTs$ = new BehaviorSubject<Ts>(0n);
  const behind$ = new BehaviorSubject(false);
  const opened = await openTikv(
    // One stream a store, since a recording knows streams by their store.
    { ...options.config, streamsPerStore: 1 },
    {
      startTs: options.startTs ?? 'now',
      changefeed: 'recording',
      runId: newRunId(),
      resumable: false,
      pause$: behind$,
      checkpointTs$,
      logger,
      metrics,
      scheduler,
      random: options.random ?? Math.random,
      ...(options.signal !== undefined && { signal: options.signal }),
    },
    WHOLE_KEYSPACE,
  );
  try {
    await writeSchema(schemaPath, opened.schema);
    const { startTs, clusterId } = opened;
    const writer = await createRecording(out, {
      source: `TiDB at ${options.config.pd.join(', ')}`,
      clusterId: clusterId.toString(),
      startTs,
      regions: [],
    });
    const startedMs = scheduler.now();
    let messages = 0;
    let rows = 0;
    let resolvedTs = startTs;
    const write = async (item: ItemToRecord): Promise<void> => {
      await writer.write(item);
      if (item.kind !== 'message') return;
      messages += 1;
      for (const { entries } of item.message.events) rows += entries?.length ?? 0;
    };
    let waiting = 0;
    const behind = (change: 1 | -1): void => {
      waiting += change;
      behind$.next(waiting > 0);
    };
    const complete$ = new Subject<void>();
    const recording$ = opened.signals$.pipe(
      takeUntil(merge(stopped(options.signal), complete$)),
      tap(() => behind(1)),
      map((signal) => ({ signal, item: itemOf(signal, Math.round(scheduler.now() - startedMs)) })),
      // concatMap: lines keep their order. What follows it is on its way to the disk, so that a promise is one of the file.
      concatMap(async ({ signal, item }) => {
        await write(item);
        return signal;
      }),
      tap(() => behind(-1)),
      regionFeeds(metrics),
      map(promisesOf),
      mergeResolvedTs({ span: WHOLE_KEYSPACE, startTs }),
      tap((flow) => {
        if (flow.kind !== 'resolved') return;
        resolvedTs = flow.ts;
        checkpointTs$.next(flow.ts);
        options.onResolved?.(flow.ts);
        if (options.endTs !== undefined && flow.ts >= options.endTs) complete$.next();
      }),
    );
    try {
      await lastValueFrom(recording$, { defaultValue: undefined });
    } finally {
      await writer.close();
    }
    return { startTs, resolvedTs, messages, rows, schemaPath };
  } finally {
    await opened.close();
  }
}

/** Only what a registration promises; its rows are recorded as they are. */
function promisesOf(feed: RegionFeed): RegionFeed<KvChange> {
  if (feed.kind !== 'region') return feed;
  const { checkpointTs } = feed.registration;
  return {
    ...feed,
    stream$: feed.stream$.pipe(
      expand((flow: Flow<RawEntry>): readonly Flow<KvChange>[] => {
        if (flow.kind === 'resolved') return [flow];
        return flow.items.some(({ type }) => type === 'INITIALIZED') ? [resolvedAt(checkpointTs)] : [];
      }),
    ),
  };
}

function itemOf(signal: StoreSignal, atMs: number): ItemToRecord {
  const storeId = signal.storeId ?? '0';
  switch (signal.kind) {
    case 'message':
      return { kind: 'message', atMs, storeId, message: signal.message };
    case 'register':
      return { kind: 'register', atMs, storeId, registration: { ...signal.registration, storeId } };
    case 'deregister': {
      // What the store answers to it, but not always before the next registration.
      const { regionId, requestId } = signal.registration;
      const error = { kind: 'regionNotFound', error: { regionNotFound: { regionId: String(regionId) } } } as const;
      return { kind: 'message', atMs, storeId, message: { events: [{ regionId, requestId, index: 0, error }] } };
    }
    case 'storeLost':
      return { kind: 'error', atMs, storeId, grpcStatus: String(statusCode(signal.grpcStatus)) };
  }
}

function stopped(signal: AbortSignal | undefined): Observable<unknown> {
  if (signal === undefined) return NEVER;
  return signal.aborted ? of(undefined) : fromEvent(signal, 'abort');
}

async function refuseExisting(path: string): Promise<void> {
  try {
    await stat(path);
  } catch {
    return;
  }
  throw new ConfigError('TV_CONFIG_INVALID', `${path} exists already`, {
    hint: 'name another file, or write over it with --force',
  });
}

async function writeSchema(path: string, pairs: readonly MetaPair[]): Promise<void> {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const text = JSON.stringify(pairs.map(({ key, value }) => ({ key: base64(key), value: base64(value) })));
  try {
    await writeFile(path, path.endsWith('.gz') ? gzipSync(text) : text);
  } catch (cause) {
    throw new RecordingError('TV_RECORDING_UNWRITABLE', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: 'name a folder that is there and that this user may write',
    });
  }
}
