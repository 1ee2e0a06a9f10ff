import { merge, type Observable } from 'rxjs';
import { parseTikvSourceConfig, type TikvSourceConfig } from '../config/tikvSourceConfig';
import { ConfigError } from '../errors/TiValveError';
import { encodeMemcomparable } from '../model/memcomparable';
import type { MetaPair, OpenedSource, Source, SourceRequest } from '../model/source';
import type { Span } from '../model/span';
import type { Ts } from '../model/ts';
import { type Channels, openChannels } from '../wire/channels';
import { connectPd, type PdClient } from '../wire/pdClient';
import { createTikvClient } from '../wire/tikvClient';
import { feedStreams } from './feedStream';
import { holdGc } from './gcHold';
import { keepsJobsInTables, META, readSchemaAt } from './readSchema';
import { regionFeeds, type StoreSignal } from './regionFeeds';
import { pullSpan } from './spanPuller';

/** What a {@link tikvSource} takes; docs/config.md lists every field with its default. */
export type TikvSourceOptions = Pick<TikvSourceConfig, 'pd'> &
  Partial<Omit<TikvSourceConfig, 'pd' | 'regionRetry' | 'storeRetry'>> & {
    readonly regionRetry?: Partial<TikvSourceConfig['regionRetry']>;
    readonly storeRetry?: Partial<TikvSourceConfig['storeRetry']>;
  };

/** An open cluster, one step before its events are told apart by region. */
export interface OpenedTikv extends Omit<OpenedSource, 'feeds$'> {
  readonly clusterId: bigint;
  /** What happens on the streams of all stores. Cold; subscribed once. */
  readonly signals$: Observable<StoreSignal>;
  close(): Promise<void>;
}

/**
 * Follows a running cluster: PD tells the regions, each store's EventFeed their changes, from the startTs of the run or
 * from now on. Holds garbage collection back while it runs, and until the next run when there can be one.
 *
 * Errors with `TV_CONFIG_INVALID`, `TV_WIRE_…` when no PD answers at the start, `TV_SOURCE_HISTORY_LOST` and
 * `TV_SOURCE_REFUSED`. What can mend itself is tried again for as long as the run goes on.
 *
 * @example
 * ```ts
 * definePipeline({ source: tikvSource({ pd: ['127.0.0.1:2379'] }), tables: ['shop.*'], sink: 'stdout:' });
 * ```
 */
export function tikvSource(options: TikvSourceOptions): Source {
  const config = parseTikvSourceConfig(options);
  return {
    name: `TiDB at ${config.pd.join(', ')}`,
    open: async (request: SourceRequest): Promise<OpenedSource> => {
      const { signals$, clusterId: _, ...opened } = await openTikv(config, request);
      return { ...opened, feeds$: signals$.pipe(regionFeeds(request.metrics)) };
    },
  };
}

/** Connects to a cluster for {@link tikvSource}, and for whoever wants to see what its stores send. */
export async function openTikv(config: TikvSourceConfig, request: SourceRequest, span?: Span): Promise<OpenedTikv> {
  const { logger, metrics, scheduler, random, signal } = request;
  const channels = openChannels({
    ...(config.tls !== undefined && { tls: config.tls }),
    keepAliveMs: config.keepAliveMs,
    keepAliveTimeoutMs: config.keepAliveTimeoutMs,
    logger,
    metrics,
    scheduler,
  });
  let pd: PdClient | undefined;
  try {
    pd = await connectPd({
      bootstrapTimeoutMs: config.requestTimeoutMs,
      endpoints: config.pd,
      channels,
      logger,
      metrics,
      scheduler,
      random,
      timeoutMs: config.requestTimeoutMs,
      signal,
    });
    return await openOn(config, request, { channels, pd, span });
  } catch (error) {
    await pd?.close();
    channels.close();
    throw error;
  }
}

async function openOn(
  config: TikvSourceConfig,
  request: SourceRequest,
  {
    channels,
    pd,
    span: wanted,
  }: { readonly channels: Channels; readonly pd: PdClient; readonly span: Span | undefined },
): Promise<OpenedTikv> {
  const { logger, metrics, scheduler, random, checkpointTs$ } = request;
  const call = request.signal === undefined ? {} : { signal: request.signal };
  const startTs = startOf(request, await pd.now(call));
  const tikv = createTikvClient({
    pd,
    channels,
    logger,
    metrics,
    scheduler,
    random,
    timeoutMs: config.requestTimeoutMs,
  });
  const gc = await holdGc({
    pd,
    serviceId: `tivalve-${request.changefeed}-${request.runId}`,
    startTs,
    ttlSeconds: config.gcTtlSeconds,
    refreshIntervalMs: config.gcRefreshIntervalMs,
    checkpointTs$,
    logger,
    metrics,
    scheduler,
  });
  let schema: readonly MetaPair[];
  try {
    schema = await readSchemaAt(tikv, startTs, call);
  } catch (error) {
    await gc.close(!request.resumable);
    throw error;
  }
  const span = wanted ?? (keepsJobsInTables(schema) ? TABLES : TABLES_AND_QUEUES);
  let closed = false;
  return {
    clusterId: pd.clusterId,
    startTs,
    span,
    schema,
    signals$: merge(
      gc.lost$,
      pullSpan({
        span,
        startTs,
        config,
        pd,
        openFeed: feedStreams({ channels, clusterId: pd.clusterId, filterLoop: config.filterLoop }),
        resolveLocks: ({ region, storeId }, upTo, now) => tikv.resolveLocks({ ...region, storeId }, upTo, now),
        pause$: request.pause$,
        checkpointTs$,
        metrics,
        logger,
        scheduler,
        random,
      }),
    ),
    close: async () => {
      if (closed) return;
      closed = true;
      await gc.close(!request.resumable);
      await pd.close();
      channels.close();
    },
  };
}

/** Everything under `t`: rows of all tables, those of `mysql.tidb_ddl_job` among them. */
const TABLES: Span = { startKey: encodeMemcomparable(Buffer.from('t')), endKey: encodeMemcomparable(Buffer.from('u')) };

/** The same with the metadata, in which a TiDB before 6.2 queues its DDL jobs. */
const TABLES_AND_QUEUES: Span = { startKey: encodeMemcomparable(META.startKey), endKey: TABLES.endKey };

/** TiKV takes a read above the present for a promise that nothing commits below it: it must not see one. */
function startOf({ startTs = 'now' }: SourceRequest, nowTs: Ts): Ts {
  if (startTs === 'now') return nowTs;
  if (startTs <= nowTs) return startTs;
  throw new ConfigError('TV_CONFIG_INVALID', `startTs ${startTs} is above ${nowTs}, the present of the cluster`, {
    hint: 'start in the past, or leave it out to start now',
  });
}
