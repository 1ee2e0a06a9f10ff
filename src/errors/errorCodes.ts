/** What is fixed about an error code. */
export interface ErrorSpec {
  /** Whether starting again from the checkpointTs can help. */
  readonly retryable: boolean;
  readonly summary: string;
}

/** Every error code. A code is never renamed, and never used again for something else. */
export const ERROR_CODES = {
  TV_CONFIG_INVALID: { retryable: false, summary: 'configuration does not match its schema' },
  TV_CONFIG_FILE_UNREADABLE: { retryable: false, summary: 'configuration file cannot be read' },
  TV_CONFIG_FILTER_SYNTAX: { retryable: false, summary: 'table filter rule is not well formed' },
  TV_CONFIG_FILTER_EVENT: { retryable: false, summary: 'event filter names a kind of event that is not known' },
  TV_CONFIG_FILTER_REGEXP: { retryable: false, summary: 'regular expression of a filter is not well formed' },
  TV_CONFIG_FILTER_EXPRESSION: { retryable: false, summary: 'value expression of a filter is not well formed' },
  TV_CONFIG_FILTER_COLUMN: { retryable: false, summary: 'filter names a column that the table does not have' },
  TV_CONFIG_SINK_URI: { retryable: false, summary: 'sink URI is not understood' },
  TV_CONFIG_DEFINITION: { retryable: false, summary: 'pipeline definition cannot be loaded' },
  TV_CONFIG_STATE_DIR: { retryable: false, summary: 'configuration needs a state folder' },
  TV_CONFIG_TARGET_TS: { retryable: false, summary: 'target ts lies beyond what the source has resolved' },
  TV_WIRE_MALFORMED: { retryable: true, summary: 'message from the wire is malformed' },
  TV_WIRE_UNREACHABLE: { retryable: true, summary: 'server cannot be reached' },
  TV_WIRE_TIMEOUT: { retryable: true, summary: 'server did not answer in time' },
  TV_WIRE_TLS: { retryable: false, summary: 'TLS credentials cannot be used' },
  TV_WIRE_CLUSTER_ID: { retryable: false, summary: 'server belongs to another cluster' },
  TV_WIRE_REFUSED: { retryable: false, summary: 'server refused the request' },
  TV_RECORDING_UNREADABLE: { retryable: false, summary: 'recording cannot be read' },
  TV_RECORDING_UNWRITABLE: { retryable: false, summary: 'recording cannot be written' },
  TV_RECORDING_HEADER: { retryable: false, summary: 'recording has no valid header' },
  TV_RECORDING_VERSION: { retryable: false, summary: 'recording has a version that is not understood' },
  TV_RECORDING_LINE: { retryable: false, summary: 'line of the recording is not valid' },
  TV_RECORDING_TRUNCATED: { retryable: false, summary: 'recording ends in the middle' },
  TV_SOURCE_REGION_LOST: { retryable: true, summary: 'region stream ended before it was deregistered' },
  TV_SOURCE_REFUSED: { retryable: false, summary: 'TiKV refuses to serve the change feed' },
  TV_SOURCE_HISTORY_LOST: { retryable: false, summary: 'history before this ts may have been garbage-collected' },
  TV_ORDER_LATE_ROW: { retryable: false, summary: 'row arrived at or below a resolvedTs already emitted' },
  TV_ORDER_UNMATCHED_COMMIT: { retryable: true, summary: 'commit without its prewrite after the scan was complete' },
  TV_ORDER_HISTORY_GAP: { retryable: true, summary: 'registration starts above what its range has resolved' },
  TV_ORDER_FENCE_PASSED: { retryable: false, summary: 'hold lies below what has already passed' },
  TV_ORDER_DDL: { retryable: false, summary: 'DDL arrived out of order' },
  TV_ORDER_OUTPUT_DIFFERS: { retryable: false, summary: 'output differs from what the source has committed' },
  TV_SCHEMA_MISSING: { retryable: false, summary: 'schema is not available' },
  TV_SCHEMA_INVALID: { retryable: false, summary: 'schema cannot be read' },
  TV_SCHEMA_KEY_CORRUPT: { retryable: false, summary: 'key cannot be decoded' },
  TV_SCHEMA_ROW_CORRUPT: { retryable: false, summary: 'row value cannot be decoded' },
  TV_SCHEMA_CHECKSUM: { retryable: false, summary: 'row value does not match its checksum' },
  TV_SCHEMA_DDL_JOB_CORRUPT: { retryable: false, summary: 'DDL job cannot be decoded' },
  TV_STORE_CHECKPOINT_CORRUPT: { retryable: false, summary: 'checkpoint file cannot be read' },
  TV_STORE_IO: { retryable: true, summary: 'state folder cannot be read or written' },
  TV_SINK_IO: { retryable: true, summary: 'sink cannot write' },
  TV_SINK_GONE: { retryable: false, summary: 'reader of the sink has gone away' },
  TV_SINK_REFUSED: { retryable: false, summary: 'sink refused' },
  TV_SINK_RETRIES_EXHAUSTED: { retryable: true, summary: 'sink still fails after its retries' },
  TV_SINK_VERDICT: { retryable: false, summary: 'sink answered with verdicts that do not fit the batch' },
  TV_SINK_CLOSED: { retryable: false, summary: 'sink was used after it was closed' },
  TV_PLUGIN_UNREADABLE: { retryable: false, summary: 'plugin cannot be read' },
  TV_PLUGIN_INVALID: { retryable: false, summary: 'plugin is not a usable WebAssembly module' },
  TV_PLUGIN_MANIFEST: { retryable: false, summary: 'plugin manifest is not valid' },
  TV_PLUGIN_IMPORTS: { retryable: false, summary: 'plugin imports what it is not granted' },
  TV_PLUGIN_CONFIG: { retryable: false, summary: 'plugin configuration does not match its schema' },
  TV_PLUGIN_INIT: { retryable: false, summary: 'plugin refused to start' },
  TV_PLUGIN_TRAP: { retryable: false, summary: 'plugin trapped' },
  TV_PLUGIN_ERROR: { retryable: false, summary: 'plugin answered with an error' },
  TV_PLUGIN_ANSWER: { retryable: false, summary: 'plugin answer cannot be understood' },
  TV_PLUGIN_CALL: { retryable: false, summary: 'plugin instance cannot be called' },
  TV_PLUGIN_LIMIT: { retryable: false, summary: 'plugin went past a limit' },
  TV_PLUGIN_FAILING: { retryable: true, summary: 'plugin keeps failing' },
  TV_PLUGIN_BREAKER: { retryable: false, summary: 'plugin dies on everything' },
  TV_PLUGIN_STATE: { retryable: false, summary: "plugin's durable state cannot be used" },
  TV_PLUGIN_GRANT: { retryable: false, summary: 'plugin and its grants do not fit together' },
  TV_EMULATOR_USAGE: { retryable: false, summary: 'emulator cannot do this' },
  TV_PIPELINE_STATE: { retryable: false, summary: 'pipeline cannot do this now' },
  TV_PIPELINE_ABORTED: { retryable: false, summary: 'pipeline was aborted' },
  TV_PIPELINE_RENAMED_IN: { retryable: false, summary: 'table was renamed into the filter' },
  TV_PIPELINE_DDL_STOPPED: { retryable: false, summary: 'DDL is not to be passed on' },
  TV_PIPELINE_FILTER_VALUE: { retryable: false, summary: 'value expression cannot be evaluated' },
  TV_PIPELINE_OPERATOR: { retryable: false, summary: 'operator of the definition failed' },
} as const satisfies Record<string, ErrorSpec>;

/** The name of one error code. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** The codes of one area. */
export type CodeOf<Area extends string> = Extract<ErrorCode, `TV_${Area}_${string}`>;
