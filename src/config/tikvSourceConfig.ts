import { parserOf } from './parserOf';

/** Wait before a retry: doubled each time, half of it random, capped. */
export interface BackOffConfig {
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

/** Files of TLS. They are read again for each new connection, so that rotated ones are taken up. */
export interface TlsConfig {
  /** Path of the certificates (PEM) that the servers' must be signed by. */
  readonly ca: string;
  /** Path of this client's certificate (PEM). */
  readonly cert?: string;
  /** Path of its key (PEM). */
  readonly key?: string;
  /** Common names a server may have; any when left out. */
  readonly allowedCommonNames?: readonly string[];
}

/** How a running cluster is followed. */
export interface TikvSourceConfig {
  readonly pd: readonly string[];
  readonly tls?: TlsConfig;
  readonly filterLoop: boolean;
  readonly streamsPerStore: number;
  readonly maxScansPerStore: number;
  readonly regionPageSize: number;
  readonly regionRetry: BackOffConfig;
  readonly storeRetry: BackOffConfig;
  readonly checkIntervalMs: number;
  readonly stuckMs: number;
  readonly silenceMs: number;
  readonly scanSilenceMs: number;
  readonly maxHeldBytesPerStream: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly gcTtlSeconds: number;
  readonly gcRefreshIntervalMs: number;
}

const backOff = (description: string, baseDelayMs: number, maxDelayMs: number): object => ({
  type: 'object',
  additionalProperties: false,
  default: {},
  description,
  properties: {
    baseDelayMs: { type: 'integer', minimum: 1, default: baseDelayMs, description: 'The first wait.' },
    maxDelayMs: { type: 'integer', minimum: 1, default: maxDelayMs, description: 'The longest wait.' },
  },
});

const milliseconds = (description: string, fallback: number): object => ({
  type: 'integer',
  minimum: 1,
  default: fallback,
  description,
});

/** The schema of {@link TikvSourceConfig}: the one home of its defaults and bounds. */
export const tikvSourceConfigSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['pd'],
  properties: {
    pd: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 512 },
      minItems: 1,
      maxItems: 64,
      description: 'Addresses of PD, `host:port` each; one that answers is enough.',
    },
    tls: {
      type: 'object',
      additionalProperties: false,
      required: ['ca'],
      description: 'TLS to PD and TiKV.',
      properties: {
        ca: { type: 'string', minLength: 1, description: 'File of the certificates that sign the servers.' },
        cert: { type: 'string', minLength: 1, description: "File of this client's certificate." },
        key: { type: 'string', minLength: 1, description: 'File of its key.' },
        allowedCommonNames: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description: 'Common names that a server may have; any when left out.',
        },
      },
      dependencies: { cert: ['key'], key: ['cert'] },
    },
    filterLoop: {
      type: 'boolean',
      default: false,
      description: 'Leave out what another replication has written (BDR).',
    },
    streamsPerStore: {
      type: 'integer',
      minimum: 1,
      maximum: 64,
      default: 1,
      description: 'Change feeds to each store, side by side.',
    },
    maxScansPerStore: {
      type: 'integer',
      minimum: 1,
      maximum: 9000,
      default: 64,
      description: 'Registrations of one store that may wait for the end of their scan at a time.',
    },
    regionPageSize: {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
      default: 1024,
      description: 'Regions asked of PD at a time.',
    },
    regionRetry: backOff('Before a range is registered again after an error.', 50, 2000),
    storeRetry: backOff('Before a store that broke off is asked again.', 200, 3000),
    checkIntervalMs: milliseconds('How often regions are looked at that do not advance.', 2000),
    stuckMs: milliseconds(
      'A region that has not advanced for so long has its old locks resolved, as often at most.',
      10_000,
    ),
    silenceMs: milliseconds('A region that has said nothing for so long is registered again.', 30_000),
    scanSilenceMs: milliseconds('The same for a region whose scan has not ended yet.', 600_000),
    maxHeldBytesPerStream: {
      type: 'integer',
      minimum: 65_536,
      default: 67_108_864,
      description:
        'Bytes of one change feed that may be on their way while the sink is behind; past it, reading pauses.',
    },
    requestTimeoutMs: milliseconds('Deadline of one call to PD or TiKV.', 10_000),
    keepAliveMs: milliseconds('A quiet connection is asked for a sign of life so often.', 10_000),
    keepAliveTimeoutMs: milliseconds('A connection that does not give one for so long is dropped.', 3000),
    gcTtlSeconds: {
      type: 'integer',
      minimum: 1,
      default: 86_400,
      description: 'How long PD holds garbage collection back after the last word of this run.',
    },
    gcRefreshIntervalMs: milliseconds('How often PD is told how far the checkpointTs has come.', 60_000),
  },
};

/** Returns a copy of `input` with its defaults, or throws `TV_CONFIG_INVALID` naming every wrong field. */
export const parseTikvSourceConfig: (input: unknown) => TikvSourceConfig = parserOf<TikvSourceConfig>(
  tikvSourceConfigSchema,
  'tikvSource',
);
