import { connect, map, type Observable, type SchedulerLike, takeUntil, tap } from 'rxjs';
import type { PipelineConfig } from '../config/pipelineConfig';
import type { DdlEvent } from '../model/ddl';
import type { DeadLetters } from '../model/deadLetter';
import type { Demand } from '../model/demand';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { type Flow, nonEmptyBatch } from '../model/flow';
import { type KvChange, sizeOfChange } from '../model/kv';
import type { Logger } from '../model/logger';
import { chargedTo, type MemoryBudget } from '../model/memoryBudget';
import type { Metrics } from '../model/metrics';
import type { RegionFeed } from '../model/region';
import { MemorySortStore } from '../model/sortStore';
import type { OpenedSource } from '../model/source';
import type { Ts } from '../model/ts';
import { barrierOnDDL } from '../operators/barrierOnDDL';
import { decideDdls } from '../operators/decideDdls';
import { filterRows } from '../operators/filterRows';
import { markCuts } from '../operators/markCuts';
import { matchPrewriteCommit } from '../operators/matchPrewriteCommit';
import { mergeResolvedTs } from '../operators/mergeResolvedTs';
import { mountRows } from '../operators/mountRows';
import { selectColumns } from '../operators/selectColumns';
import { sortByCommitTs } from '../operators/sortByCommitTs';
import { splitUpdates } from '../operators/splitUpdates';
import { untilTs } from '../operators/untilTs';
import { type ValveControl, valve } from '../operators/valve';
import { isDdlJobKey, isRecordKey } from '../schema/keyKinds';
import type { SchemaStorage } from '../schema/schemaStorage';
import type { Step } from './definePipeline';
import { filterRules } from './pipelineRules';
import type { RunPlugins } from './RunPlugins';
import { readDdls } from './readDdls';

/** What the way of a row is made of. */
export interface EventFlowOptions {
  readonly source: Pick<OpenedSource, 'feeds$' | 'startTs' | 'span'>;
  readonly schema: SchemaStorage;
  readonly config: PipelineConfig;
  /** The steps of `through`, open. */
  readonly steps: readonly Step[];
  readonly plugins: RunPlugins;
  /** What is at or below it was delivered by an earlier run. */
  readonly startTs: Ts;
  readonly targetTs: Ts | undefined;
  readonly deadLetters: DeadLetters | undefined;
  readonly control$: Observable<ValveControl>;
  readonly stop$: Observable<unknown>;
  readonly budget: MemoryBudget;
  readonly demand: Demand;
  /** Whether resolved rows wait for demand. */
  readonly onWaiting: (waiting: boolean) => void;
  readonly onFence: (fenceTs: Ts) => void;
  readonly onResolved: (resolvedTs: Ts) => void;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scheduler: SchedulerLike;
}

/** The way of one row, from the region streams to the last step before the sink. Errors with those of its operators. */
export function eventFlow(options: EventFlowOptions): Observable<Flow<ChangeEvent>> {
  const { source, schema, config, plugins, startTs, targetTs, deadLetters, stop$ } = options;
  const { budget, demand, logger, metrics, scheduler } = options;
  const merged$ = source.feeds$.pipe(
    map((feed) => matched(feed, options)),
    mergeResolvedTs({ span: source.span, startTs: source.startTs, metrics }),
  );
  const limited$ = targetTs === undefined ? merged$ : merged$.pipe(untilTs(targetTs));
  const mounted$ = limited$.pipe(
    connect((changes$) => {
      const ddl$ = changes$.pipe(
        keepChanges(isDdlJobKey),
        sortByCommitTs({ store: () => new MemorySortStore(budget) }),
        readDdls(schema, startTs, metrics),
      );
      return changes$.pipe(
        keepChanges((key) => !isDdlJobKey(key)),
        sortByCommitTs({
          store: () => new MemorySortStore(budget),
          demand$: demand.bytes$,
          maxBatchRows: config.maxBatchRows,
          onWaiting: options.onWaiting,
        }),
        valve<KvChange>(options.control$, {
          demand,
          sizeOf: sizeOfChange,
          onHeldBytes: chargedTo(budget),
          onFence: options.onFence,
        }),
        barrierOnDDL<KvChange>(ddl$, { demand, sizeOf: sizeOfChange, onHeldBytes: chargedTo(budget) }),
        tap((flow) => {
          if (flow.kind === 'resolved') options.onResolved(flow.ts);
        }),
        afterTs<KvChange | DdlEvent>(startTs),
      );
    }),
    mountRows({ schema, metrics }),
    filterRows(filterRules(config, { deadLetters, logger, metrics })),
    decideDdls({
      rules: config.ddl,
      caseSensitive: config.caseSensitive,
      ...(deadLetters !== undefined && { deadLetters }),
      logger,
      metrics,
    }),
  );
  const steps = [
    ...(config.splitUpdates === 'off' ? [] : [splitUpdates(config.splitUpdates)]),
    ...(config.columns.length > 0 || config.mask.length > 0 ? [selectColumns(config)] : []),
    ...options.steps,
  ];
  const through = (from$: Observable<Flow<ChangeEvent>>): Observable<Flow<ChangeEvent>> =>
    steps.reduce((flow$, step) => flow$.pipe(step), from$);
  if (plugins.isEmpty) return through(mounted$).pipe(takeUntil(stop$));
  // What has begun goes to the end, so that plugins and sink come to the same place.
  const onCut = (ts: Ts): void => {
    // Asked each time: a plugin without state may be swapped for one that has some.
    if (plugins.isStateful) plugins.addCut(ts);
  };
  return through(mounted$.pipe(takeUntil(stop$), markCuts({ onCut, intervalMs: config.flushIntervalMs, scheduler })));
}

function matched(feed: RegionFeed, { budget, metrics }: EventFlowOptions): RegionFeed<KvChange> {
  if (feed.kind !== 'region') return feed;
  const { registration, stream$ } = feed;
  return {
    kind: 'region',
    registration,
    stream$: stream$.pipe(
      matchPrewriteCommit({
        startTs: registration.checkpointTs,
        // Index entries and metadata are no rows.
        takes: (key) => isRecordKey(key) || isDdlJobKey(key),
        budget,
        metrics,
      }),
    ),
  };
}

/** Lets the changes pass whose key the predicate takes. */
function keepChanges(
  takes: (key: Uint8Array) => boolean,
): (source: Observable<Flow<KvChange>>) => Observable<Flow<KvChange>> {
  return expand((flow): readonly Flow<KvChange>[] =>
    flow.kind === 'resolved' ? [flow] : nonEmptyBatch(flow.items.filter(({ key }) => takes(key))),
  );
}

/** Drops what an earlier run has delivered. */
function afterTs<T extends { readonly commitTs: Ts }>(
  startTs: Ts,
): (source: Observable<Flow<T>>) => Observable<Flow<T>> {
  return expand((flow): readonly Flow<T>[] => {
    if (flow.kind === 'resolved') return flow.ts > startTs ? [flow] : [];
    return flow.items.every(({ commitTs }) => commitTs > startTs)
      ? [flow]
      : nonEmptyBatch(flow.items.filter(({ commitTs }) => commitTs > startTs));
  });
}
