import { parserOf } from './parserOf';

/** The data part of a pipeline definition: what can be written as JSON. */
export interface PipelineConfig {
  /** Table rules; the last one that matches decides. */
  readonly tables: readonly string[];
  /** Whether table rules tell upper and lower case apart. */
  readonly caseSensitive: boolean;
  /** Of TIMESTAMP values: `UTC`, an offset such as `+08:00`, or an IANA name. */
  readonly timeZone: string;
  /** The most rows in one batch. */
  readonly maxBatchRows: number;
  /** Bytes of rows that may be on their way to the sink. */
  readonly maxInFlightBytes: number;
  /** How long rows may wait for their flush while more keep coming. */
  readonly flushIntervalMs: number;
  /** How often the sink hears of the checkpointTs. */
  readonly checkpointIntervalMs: number;
  readonly retry: RetryConfig;
}

/** How often, and after how long, what is retryable is tried again. */
export interface RetryConfig {
  /** Tries after the first one. */
  readonly maxRetries: number;
  /** Wait before the first retry; doubled each time, half of it random. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

/** The schema of {@link PipelineConfig}: the one home of its defaults and bounds. */
export const pipelineConfigSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    tables: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 1024 },
      maxItems: 10_000,
      default: ['*.*'],
      description: 'Table rules, `db.table` with wildcards and a leading `!` that excludes; the last match decides.',
    },
    caseSensitive: {
      type: 'boolean',
      default: false,
      description: 'Whether table rules tell upper and lower case apart.',
    },
    timeZone: {
      type: 'string',
      minLength: 1,
      maxLength: 64,
      default: 'UTC',
      description: 'Time zone of TIMESTAMP values: `UTC`, an offset such as `+08:00`, or an IANA name.',
    },
    maxBatchRows: {
      type: 'integer',
      minimum: 1,
      maximum: 65_536,
      default: 512,
      description: 'The most rows in one batch.',
    },
    maxInFlightBytes: {
      type: 'integer',
      minimum: 1024,
      default: 4_194_304,
      description: 'Bytes of rows that may be on their way to the sink.',
    },
    flushIntervalMs: {
      type: 'integer',
      minimum: 0,
      default: 1000,
      description: 'How long rows may wait for their flush while more keep coming.',
    },
    checkpointIntervalMs: {
      type: 'integer',
      minimum: 0,
      default: 1000,
      description: 'How often the sink hears of the checkpointTs.',
    },
    retry: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'How what is retryable is tried again.',
      properties: {
        maxRetries: { type: 'integer', minimum: 0, default: 5, description: 'Tries after the first one.' },
        baseDelayMs: {
          type: 'integer',
          minimum: 0,
          default: 100,
          description: 'Wait before the first retry; doubled each time, half of it random.',
        },
        maxDelayMs: { type: 'integer', minimum: 0, default: 5000, description: 'The longest wait before a retry.' },
      },
    },
  },
};

/** Returns a copy of `input` with its defaults, or throws `TV_CONFIG_INVALID` naming every wrong field. */
export const parsePipelineConfig: (input: unknown) => PipelineConfig = parserOf<PipelineConfig>(
  pipelineConfigSchema,
  'pipeline',
);
