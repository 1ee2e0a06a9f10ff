export type { FilterConfig, PipelineConfig, RetryConfig } from './config/pipelineConfig';
export { parseTikvSourceConfig, type TikvSourceConfig } from './config/tikvSourceConfig';
export { type CodeOf, ERROR_CODES, type ErrorCode, type ErrorSpec } from './errors/errorCodes';
export {
  ConfigError,
  EmulatorError,
  OrderError,
  PipelineError,
  PluginError,
  RecordingError,
  SchemaError,
  SinkError,
  SourceError,
  StoreError,
  TiValveError,
  WireError,
} from './errors/TiValveError';
export type { Cuts } from './model/cuts';
export type { DdlBarrier, DdlEvent, TableChange, TableState, TableStateAfter } from './model/ddl';
export type { DeadLetter, DeadLetters } from './model/deadLetter';
export { Demand } from './model/demand';
export { deriveRow, type RowChanges } from './model/derivedRow';
export type { ChangeEvent, MountInput } from './model/event';
export type { ColumnRule, DdlPolicy, DdlRule, EventRule, MaskKind, MaskRule } from './model/filterRules';
export type { Batch, Committed, Flow, Resolved } from './model/flow';
export type { EntryOp, EntryType, KvChange, RawEntry } from './model/kv';
export type { Logger } from './model/logger';
export { MemoryBudget } from './model/memoryBudget';
export { type Metrics, MetricsMap } from './model/metrics';
export type {
  ChangeDataEvent,
  RegionEpoch,
  RegionError,
  RegionEvent,
  RegionFeed,
  RegionOpened,
  RegionsResolved,
  Registration,
} from './model/region';
export type { RetryPolicy } from './model/retry';
export type { ColumnValue, RowEvent, RowValues } from './model/row';
export { ddlJsonOf, resolvedJsonLine, rowJsonLine, rowJsonOf } from './model/rowJson';
export type { EmitResult, RowBatch, RowVerdict, Sink, SinkOpener, TableSpan } from './model/sink';
export { MemorySortStore, type SortStore } from './model/sortStore';
export type { MetaPair, OpenedSource, Source, SourceRequest } from './model/source';
export { type Span, WHOLE_KEYSPACE } from './model/span';
export type { Column, Table, TableId, TableName, VirtualColumn } from './model/table';
export { compileTableFilter, type TableFilter } from './model/tableFilter';
export type {
  RowTransform,
  TransformContext,
  TransformedRow,
  TransformOpener,
  TransformResult,
} from './model/transform';
export { parseTs, physicalMsOf, type Ts, tsOfPhysicalMs } from './model/ts';
export { type BarrierOnDDLOptions, barrierOnDDL } from './operators/barrierOnDDL';
export { type DecideDdlsOptions, decideDdls } from './operators/decideDdls';
export { compileEventFilter, type EventFilter } from './operators/eventFilter';
export { type FilterRules, filterRows } from './operators/filterRows';
export { mapRows } from './operators/mapRows';
export { type MarkCutsOptions, markCuts } from './operators/markCuts';
export { type MatchPrewriteCommitOptions, matchPrewriteCommit } from './operators/matchPrewriteCommit';
export { type MergeResolvedTsOptions, mergeResolvedTs } from './operators/mergeResolvedTs';
export { type MountRowsOptions, mountRows } from './operators/mountRows';
export { type SelectColumnsOptions, selectColumns } from './operators/selectColumns';
export { type SortByCommitTsOptions, sortByCommitTs } from './operators/sortByCommitTs';
export { type SplitUpdatesMode, splitUpdates } from './operators/splitUpdates';
export { tapRows } from './operators/tapRows';
export { type ToSinkOptions, toSink } from './operators/toSink';
export { type TransformRowsOptions, transformRows } from './operators/transformRows';
export { untilTs } from './operators/untilTs';
export { type ValveControl, type ValveOptions, valve } from './operators/valve';
export {
  definePipeline,
  type PipelineDefinition,
  type PipelineInput,
  type Step,
  type StepInput,
  type TableTypes,
} from './pipeline/definePipeline';
export { type RecordOptions, type RecordSummary, recordCluster } from './pipeline/recordCluster';
export type { RowOf, RunningPipeline, RunOptions, RunStatus, RunSummary, Swap } from './pipeline/runningPipeline';
export { runPipeline } from './pipeline/runPipeline';
export type {
  PluginStatus,
  PluginVersion,
  Probation,
  SwapPhase,
  SwapReceipt,
  SwapRequest,
  SwapStrategy,
  TableReceipt,
} from './pipeline/swap/swap';
export { createSchemaStorage, type SchemaStorage } from './schema/schemaStorage';
export { blackholeSink } from './sinks/blackholeSink';
export { openFileSink } from './sinks/fileSink';
export { openSink, openTransform } from './sinks/openSink';
export { stdoutSink } from './sinks/stdoutSink';
export { type WasmPlugin, type WasmPluginOptions, wasmPlugin } from './sinks/wasmPlugin';
export { openWasmSink } from './sinks/wasmSink';
export { regionFeeds, type StoreSignal } from './sources/regionFeeds';
export { type ReplaySourceOptions, replaySource } from './sources/replaySource';
export { type TikvSourceOptions, tikvSource } from './sources/tikvSource';
export { decodeChangeDataEvent } from './wire/decodeChangeDataEvent';
export {
  openRecording,
  type RecordedItem,
  type RecordedRegistration,
  type Recording,
  type RecordingHeader,
} from './wire/recording';
export { createRecording, type RecordingWriter } from './wire/recordingWriter';
