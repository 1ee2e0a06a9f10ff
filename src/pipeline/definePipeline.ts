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
import type { TransformOpener } from '../model/transform';
import { compileDdlPolicies } from '../operators/ddlPolicy';
import { compileEventFilter } from '../operators/eventFilter';
import { isWasmPlugin, type WasmPlugin } from '../sinks/wasmPlugin';

/** Row types by `db.table`. */
export type TableTypes = Readonly<Record<string, RowValues>>;

/** A step between the mounter and the sink: an RxJS operator over flows of events. */
export type Step = OperatorFunction<Flow<ChangeEvent>, Flow<ChangeEvent>>;

/** What may stand in `through`: an operator, a transform plugin by its URI or its module, or what opens a transform. */
export type StepInput = Step | string | WasmPlugin | TransformOpener;

/** Where rows may end: a sink's URI, a plugin by its module, a sink, or what opens one. */
export type SinkInput = string | WasmPlugin | Sink | SinkOpener;

/** What a person writes. The fields of `PipelineConfig` are its data part, each with its default. */
export interface PipelineInput extends Partial<Omit<PipelineConfig, 'retry' | 'filter'>> {
  readonly source: Source;
  readonly filter?: Partial<PipelineConfig['filter']>;
  readonly retry?: Partial<PipelineConfig['retry']>;
  /** Operators and transform plugins (`wasm:mask@1?config=mask.json`) between the mounter and the sink, first to last. */
  readonly through?: readonly StepInput[];
  /** A sink's URI (`wasm:csv@1?config=csv.json`), `wasmPlugin(…)`, a sink, or what opens one. Without it, rows only go to `events$`. */
  readonly sink?: SinkInput;
}

/** A pipeline's definition: plain and immutable. Swap a part with a spread: `{ ...pipeline, sink }`. */
export interface PipelineDefinition<Tables extends TableTypes = TableTypes> {
  readonly source: Source;
  readonly config: PipelineConfig;
  readonly through: readonly StepInput[];
  readonly sink: SinkInput | undefined;
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
  if (!Array.isArray(through) || !through.every(isStep)) {
    throw new ConfigError('TV_CONFIG_INVALID', 'pipeline: through must be an array of operators and transforms', {
      hint: "for example [mapRows(…), 'wasm:mask@1?config=mask.json']",
    });
  }
  const config = parsePipelineConfig(data);
  compileTableFilter(config.tables, config);
  compileEventFilter(config.filter.events, config);
  compileColumnPlans(config, config);
  compileDdlPolicies(config.ddl, config);
  return Object.freeze({ source, config: frozen(config), through: Object.freeze([...through]), sink });
}

function isStep(step: unknown): boolean {
  if (typeof step === 'function') return true;
  if (typeof step === 'string') return step.startsWith('wasm:');
  return isWasmPlugin(step) || (typeof step === 'object' && step !== null && 'openTransform' in step);
}

function frozen<T extends object>(data: T): T {
  for (const value of Object.values(data)) if (typeof value === 'object' && value !== null) frozen(value);
  return Object.freeze(data);
}
