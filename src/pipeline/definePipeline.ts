import type { OperatorFunction } from 'rxjs';
import { type PipelineConfig, parsePipelineConfig } from '../config/pipelineConfig';
import { ConfigError } from '../errors/TiValveError';
import { compileColumnPlans } from '../model/columnPlan';
import type { ChangeEvent } from '../model/event';
import type { Flow } from '../model/flow';
import type { RowValues } from '../model/row';
import type { Sink, SinkOpener } from '../model/sink';
import type { Source } from '../model/source';
import { compileTableFilter } from '../model/tableFilter';
import { compileDdlPolicies } from '../operators/ddlPolicy';
import { compileEventFilter } from '../operators/eventFilter';

/** Row types by `db.table`. */
export type TableTypes = Readonly<Record<string, RowValues>>;

/** A step between the mounter and the sink: an RxJS operator over flows of events. */
export type Step = OperatorFunction<Flow<ChangeEvent>, Flow<ChangeEvent>>;

/** What a person writes. The fields of `PipelineConfig` are its data part, each with its default. */
export interface PipelineInput extends Partial<Omit<PipelineConfig, 'retry' | 'filter'>> {
  readonly source: Source;
  readonly filter?: Partial<PipelineConfig['filter']>;
  readonly retry?: Partial<PipelineConfig['retry']>;
  /** Operators between the mounter and the sink, first to last. */
  readonly through?: readonly Step[];
  /** A sink's URI (`wasm:csv@1?config=csv.json`), a sink, or what opens one. Without it, rows only go to `events$`. */
  readonly sink?: string | Sink | SinkOpener;
}

/** A pipeline's definition: plain and immutable. Swap a part with a spread: `{ ...pipeline, sink }`. */
export interface PipelineDefinition<Tables extends TableTypes = TableTypes> {
  readonly source: Source;
  readonly config: PipelineConfig;
  readonly through: readonly Step[];
  readonly sink: string | Sink | SinkOpener | undefined;
  /** Only a type: never there. */
  readonly tables?: Tables;
}

/**
 * Checks a definition and freezes it. Nothing is opened until `runPipeline`.
 *
 * Errors with `TV_CONFIG_INVALID`, which names every wrong field, and with a `TV_CONFIG_FILTER_…` that names the
 * rule and the place in it.
 *
 * @example
 * ```ts
 * export default definePipeline({
 *   source: replaySource({ recording: 'events.ndjson.gz' }),
 *   tables: ['shop.*', '!shop.tmp_*'],
 *   sink: 'stdout:',
 * });
 * ```
 */
export function definePipeline<Tables extends TableTypes = TableTypes>(
  input: PipelineInput,
): PipelineDefinition<Tables> {
  const { source, through = [], sink, ...data } = input;
  if (typeof source?.open !== 'function') {
    throw new ConfigError('TV_CONFIG_INVALID', 'pipeline: source must be a source', {
      hint: 'for example replaySource({ recording })',
    });
  }
  if (!Array.isArray(through) || through.some((step) => typeof step !== 'function')) {
    throw new ConfigError('TV_CONFIG_INVALID', 'pipeline: through must be an array of operators');
  }
  const config = parsePipelineConfig(data);
  compileTableFilter(config.tables, config);
  compileEventFilter(config.filter.events, config);
  compileColumnPlans(config, config);
  compileDdlPolicies(config.ddl, config);
  return Object.freeze({ source, config: frozen(config), through: Object.freeze([...through]), sink });
}

function frozen<T extends object>(data: T): T {
  for (const value of Object.values(data)) if (typeof value === 'object' && value !== null) frozen(value);
  return Object.freeze(data);
}
