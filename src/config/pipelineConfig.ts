import type { ColumnRule, DdlRule, EventRule, MaskRule } from '../model/filterRules';
import { parserOf } from './parserOf';

/** The data part of a pipeline definition: what can be written as JSON. */
export interface PipelineConfig {
  /** Table rules; the last one that matches decides. */
  readonly tables: readonly string[];
  /** Whether table rules tell upper and lower case apart. */
  readonly caseSensitive: boolean;
  readonly filter: FilterConfig;
  /** What becomes of DDLs. */
  readonly ddl: readonly DdlRule[];
  /** Whether the checksums of rows are looked at, and whether a wrong one is told or makes the row unreadable. */
  readonly integrity: 'off' | 'warn' | 'error';
  /** Whether a row that cannot be read ends the run, or is kept as a dead letter. */
  readonly unreadableRows: 'stop' | 'deadLetter';
  /** What becomes of rows that a plugin refuses or dies on. */
  readonly refusedRows: 'stop' | 'deadLetter' | 'retry';
  /** Which updates become a delete and an insert. */
  readonly splitUpdates: 'off' | 'keyChanges' | 'all';
  /** Which columns of which tables stay. */
  readonly columns: readonly ColumnRule[];
  /** Which columns are hidden, and how. */
  readonly mask: readonly MaskRule[];
  /** Whether tables without a primary key and without a NOT NULL unique index are taken too. */
  readonly forceReplicate: boolean;
  /** Of TIMESTAMP values: `UTC`, an offset such as `+08:00`, or an IANA name. */
  readonly timeZone: string;
  /** The most rows in one batch. */
  readonly maxBatchRows: number;
  /** Bytes of rows that may be on their way to the sink; a pause or a swap waits for them. */
  readonly maxInFlightBytes: number;
  /** How long rows may wait for their flush while more keep coming. */
  readonly flushIntervalMs: number;
  /** How often the sink hears of the checkpointTs. */
  readonly checkpointIntervalMs: number;
  readonly retry: RetryConfig;
}

/** What is left out of the tables that were chosen. */
export interface FilterConfig {
  /** Start ts of transactions that are left out, their DDLs too. */
  readonly ignoreTxnStartTs: readonly string[];
  readonly events: readonly EventRule[];
}

const MATCHER = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 1024 },
  minItems: 1,
  maxItems: 10_000,
  description: 'Table rules; the last one that matches decides.',
};
const COLUMN_PATTERNS = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 1024 },
  minItems: 1,
  maxItems: 10_000,
};
// Long enough for any list of identifiers that a person keeps in a file.
const EXPRESSION = { type: 'string', minLength: 1, maxLength: 65_536 };

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
    filter: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'What is left out of the tables that were chosen; filters.md has the names and the grammar.',
      properties: {
        ignoreTxnStartTs: {
          type: 'array',
          items: { type: 'string', pattern: '^[0-9]{1,20}$' },
          maxItems: 100_000,
          default: [],
          description: 'Start ts of transactions that are left out, their rows and their DDLs.',
        },
        events: {
          type: 'array',
          maxItems: 10_000,
          default: [],
          description: 'Leaves events of some tables out: by kind, by the text of a DDL, by values.',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['matcher'],
            properties: {
              matcher: MATCHER,
              ignoreEvent: {
                type: 'array',
                items: { type: 'string', minLength: 1, maxLength: 64 },
                maxItems: 1000,
                description: 'Kinds of events, such as `delete`, `all ddl` or `truncate table`.',
              },
              ignoreSql: {
                type: 'array',
                items: { type: 'string', minLength: 1, maxLength: 4096 },
                maxItems: 1000,
                description: 'Regular expressions over the text of DDLs.',
              },
              ignoreInsertValueExpr: {
                ...EXPRESSION,
                description: 'SQL condition; inserts of which it is true are left out.',
              },
              ignoreUpdateOldValueExpr: { ...EXPRESSION, description: 'The same for updates, over the row before.' },
              ignoreUpdateNewValueExpr: { ...EXPRESSION, description: 'The same for updates, over the row after.' },
              ignoreDeleteValueExpr: { ...EXPRESSION, description: 'The same for deletes, over the row before.' },
              ignoreUpdateOnlyColumns: {
                ...COLUMN_PATTERNS,
                description: 'Columns, with wildcards; updates that change nothing else are left out.',
              },
            },
          },
        },
      },
    },
    ddl: {
      type: 'array',
      maxItems: 10_000,
      default: [],
      description:
        'What becomes of DDLs; the first rule that takes one decides. Without one a DDL is applied, or ends the run when it cannot be read. ddl.md has the kinds.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kinds', 'policy'],
        properties: {
          matcher: { ...MATCHER, description: 'Table rules; all tables when left out.' },
          kinds: {
            type: 'array',
            items: { type: 'string', minLength: 1, maxLength: 64 },
            minItems: 1,
            maxItems: 1000,
            description: 'Kinds of DDLs, such as `drop table`, `all`, `unknown` or `unreadable`.',
          },
          policy: {
            type: 'string',
            enum: ['apply', 'skip', 'stop', 'deadLetter'],
            description: 'Tell it, leave it out, end the run before it, or keep it in the dead-letter file.',
          },
        },
      },
    },
    integrity: {
      type: 'string',
      enum: ['off', 'warn', 'error'],
      default: 'off',
      description:
        'Whether the checksums that TiDB writes into rows are looked at; a wrong one is logged, or makes the row unreadable.',
    },
    unreadableRows: {
      type: 'string',
      enum: ['stop', 'deadLetter'],
      default: 'stop',
      description: 'Whether a row that cannot be read ends the run, or is kept in the dead-letter file.',
    },
    refusedRows: {
      type: 'string',
      enum: ['stop', 'deadLetter', 'retry'],
      default: 'stop',
      description:
        'What becomes of rows on which a plugin dies, or that it wants to be rid of: the run ends, they are kept in the dead-letter file, or the batch is tried again.',
    },
    splitUpdates: {
      type: 'string',
      enum: ['off', 'keyChanges', 'all'],
      default: 'off',
      description: 'Which updates become a delete and an insert: none, those that change a primary or unique key, all.',
    },
    columns: {
      type: 'array',
      maxItems: 10_000,
      default: [],
      description:
        'Which columns of which tables stay; the first rule that matches a table decides. Key columns always stay.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['matcher'],
        properties: {
          matcher: MATCHER,
          include: { ...COLUMN_PATTERNS, description: 'Columns that stay, with wildcards; all when left out.' },
          exclude: { ...COLUMN_PATTERNS, description: 'Columns that go, with wildcards.' },
        },
      },
    },
    mask: {
      type: 'array',
      maxItems: 10_000,
      default: [],
      description:
        'Which columns are hidden; the first rule that matches a column decides. What is hidden becomes text.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['matcher', 'columns', 'with'],
        properties: {
          matcher: MATCHER,
          columns: { ...COLUMN_PATTERNS, description: 'Columns, with wildcards.' },
          with: {
            description: '`hash`, `redact` or `{ "keepLast": n }`.',
            anyOf: [
              { type: 'string', enum: ['hash', 'redact'] },
              {
                type: 'object',
                additionalProperties: false,
                required: ['keepLast'],
                properties: { keepLast: { type: 'integer', minimum: 0, maximum: 65_535 } },
              },
            ],
          },
          salt: { type: 'string', maxLength: 1024, description: 'Key of `hash`.' },
        },
      },
    },
    forceReplicate: {
      type: 'boolean',
      default: false,
      description: 'Whether tables without a primary key and without a NOT NULL unique index are taken too.',
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
      default: 524_288,
      description: 'Bytes of rows that may be on their way to the sink; a pause or a swap waits for them.',
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
