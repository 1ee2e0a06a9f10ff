import {
  asyncScheduler,
  filter,
  firstValueFrom,
  merge,
  Observable,
  ReplaySubject,
  type SchedulerLike,
  timer,
} from 'rxjs';
import { ConfigError } from '../errors/TiValveError';
import type { MetaPair, OpenedSource, Source, SourceRequest } from '../model/source';
import { WHOLE_KEYSPACE } from '../model/span';
import { openRecording, type RecordedItem, type RecordedRegistration, type Recording } from '../wire/recording';
import { readSchemaFile } from './readSchema';
import { regionFeeds, type StoreSignal } from './regionFeeds';

export interface ReplaySourceOptions {
  /** Path of the recording, gzip or plain. */
  readonly recording: string;
  /** Path of the schema at the recording's startTs. @defaultValue the `schema.json` or `schema.json.gz` beside it */
  readonly schema?: string;
  /** `fast` as demand allows, `recorded` in the time the recording took. @defaultValue `'fast'` */
  readonly pace?: 'fast' | 'recorded';
  /** Gives the time of `pace: 'recorded'`. */
  readonly scheduler?: SchedulerLike;
}

/**
 * Replays a recording: the same region streams that a cluster gave when it was made. Reads on only while the run has
 * room, a chunk of the file at a time.
 *
 * Errors with the `TV_RECORDING_…` code of the file's first mistake, and with `TV_SCHEMA_MISSING` or `TV_SCHEMA_INVALID`
 * when the schema beside it is not there or cannot be read.
 *
 * @example
 * ```ts
 * replaySource({ recording: 'demo/events.ndjson.gz', schema: 'demo/schema.json.gz' });
 * ```
 */
export function replaySource(options: ReplaySourceOptions): Source {
  const { recording: path } = options;
  return {
    name: `replay of ${path}`,
    open: async ({ startTs, pause$, metrics }: SourceRequest): Promise<OpenedSource> => {
      if (startTs === 'now') {
        throw new ConfigError('TV_CONFIG_INVALID', 'startTs "now" means nothing in a recording', {
          hint: 'leave it out to begin where the recording begins',
        });
      }
      const recording = await openRecording(path);
      try {
        const schema = await readSchema(path, options.schema);
        return {
          startTs: recording.header.startTs,
          span: WHOLE_KEYSPACE,
          schema,
          close: async () => recording.close(),
          feeds$: signalsOf(recording, options, pause$).pipe(regionFeeds(metrics)),
        };
      } catch (error) {
        recording.close();
        throw error;
      }
    },
  };
}

function signalsOf(
  recording: Recording,
  options: ReplaySourceOptions,
  pause$: Observable<boolean>,
): Observable<StoreSignal> {
  return new Observable<StoreSignal>((subscriber) => {
    let paused = false;
    const pauses = pause$.subscribe((now) => {
      paused = now;
    });
    const closed$ = new ReplaySubject<void>(1);
    const play = async (): Promise<void> => {
      const startedMs = (options.scheduler ?? asyncScheduler).now();
      for (const registration of recording.header.regions) subscriber.next(registerSignal(registration));
      for await (const items of recording.items) {
        for (const item of items) {
          if (subscriber.closed) return;
          if (options.pace === 'recorded')
            await until(startedMs + item.atMs, options.scheduler ?? asyncScheduler, closed$);
          subscriber.next(signalOf(item));
        }
        if (paused && !subscriber.closed) await resumed(pause$, closed$);
        if (subscriber.closed) return;
      }
      subscriber.complete();
    };
    play().catch((error: unknown) => subscriber.error(error));
    return () => {
      pauses.unsubscribe();
      closed$.next();
    };
  });
}

/** Waits for the end of a pause, or of the run. */
async function resumed(pause$: Observable<boolean>, closed$: Observable<void>): Promise<void> {
  await firstValueFrom(merge(pause$.pipe(filter((now) => !now)), closed$), { defaultValue: undefined });
}

/** Waits for a moment, or for the end of the run. */
async function until(dueMs: number, scheduler: SchedulerLike, closed$: Observable<void>): Promise<void> {
  const waitMs = dueMs - scheduler.now();
  if (waitMs > 0) await firstValueFrom(merge(timer(waitMs, scheduler), closed$));
}

function signalOf(item: RecordedItem): StoreSignal {
  if (item.kind === 'message') return { kind: 'message', message: item.message };
  if (item.kind === 'register') return registerSignal(item.registration);
  return { kind: 'storeLost', storeId: item.storeId };
}

function registerSignal({
  regionId,
  requestId,
  storeId,
  span,
  epoch,
  checkpointTs,
}: RecordedRegistration): StoreSignal {
  return { kind: 'register', storeId, registration: { regionId, requestId, span, epoch, checkpointTs } };
}

/** The schema of a recording: at `path`, or the `schema.json(.gz)` beside the recording. */
function readSchema(recording: string, path: string | undefined): Promise<readonly MetaPair[]> {
  const folder = recording.replace(/[^/\\]*$/, '');
  return readSchemaFile(path === undefined ? [`${folder}schema.json`, `${folder}schema.json.gz`] : [path]);
}
