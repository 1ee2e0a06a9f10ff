import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { TikvSourceConfig } from '../config/tikvSourceConfig';
import { messageOf, SchemaError } from '../errors/TiValveError';
import { encodeMemcomparable } from '../model/memcomparable';
import type { MetaPair } from '../model/source';
import type { Span } from '../model/span';
import type { Ts } from '../model/ts';
import { openChannels } from '../wire/channels';
import { isGzip } from '../wire/isGzip';
import { connectPd } from '../wire/pdClient';
import { createTikvClient, type TikvCallOptions, type TikvClient } from '../wire/tikvClient';

/** A schema, and the ts as of which it is one. */
export interface SchemaSnapshot {
  readonly pairs: readonly MetaPair[];
  readonly ts: Ts;
}

/**
 * Reads a schema file, `[{"key":"<base64>","value":"<base64>"}]`, gzip or plain: the first of `paths` that is there.
 *
 * Errors with `TV_SCHEMA_MISSING` and `TV_SCHEMA_INVALID`.
 */
export async function readSchemaFile(paths: readonly string[]): Promise<readonly MetaPair[]> {
  let cause: unknown;
  for (const path of paths) {
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (error) {
      cause = error;
      continue;
    }
    try {
      return pairsOf(JSON.parse((isGzip(bytes) ? gunzipSync(bytes) : bytes).toString('utf8')));
    } catch (error) {
      throw new SchemaError('TV_SCHEMA_INVALID', `${path}: ${messageOf(error)}`, {
        cause: error,
        hint: 'a schema file is [{"key":"<base64>","value":"<base64>"}]',
      });
    }
  }
  throw new SchemaError('TV_SCHEMA_MISSING', `${paths.join(' or ')}: ${messageOf(cause)}`, {
    cause,
    hint: 'name the schema.json(.gz) that was recorded with it (--schema)',
  });
}

/** Reads the schema of a running cluster, as of now. Errors as `tikvSource` does when it opens. */
export async function readClusterSchema(config: TikvSourceConfig): Promise<SchemaSnapshot> {
  const channels = openChannels({ ...(config.tls !== undefined && { tls: config.tls }) });
  try {
    const { requestTimeoutMs: timeoutMs } = config;
    const pd = await connectPd({ endpoints: config.pd, channels, timeoutMs, bootstrapTimeoutMs: timeoutMs });
    try {
      const ts = await pd.now();
      const pairs = await readSchemaAt(createTikvClient({ pd, channels, timeoutMs }), ts);
      return { pairs, ts };
    } finally {
      await pd.close();
    }
  } finally {
    channels.close();
  }
}

/** Everything under `m`, as raw keys. */
export const META: Span = { startKey: Buffer.from('m'), endKey: Buffer.from('n') };

/** Reads the schema of a cluster as of `ts`. Errors as `readSnapshot` does. */
export async function readSchemaAt(tikv: TikvClient, ts: Ts, call?: TikvCallOptions): Promise<readonly MetaPair[]> {
  const pairs: MetaPair[] = [];
  for await (const page of tikv.readSnapshot(META, ts, call)) pairs.push(...page);
  return pairs;
}

const DDL_TABLE_VERSION = Buffer.concat([
  META.startKey,
  encodeMemcomparable(Buffer.from('DDLTableVersion')),
  Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x73]),
]);

/** Whether a cluster with this metadata has tables for its DDL jobs, as TiDB has made them since 6.2. */
export function keepsJobsInTables(pairs: readonly MetaPair[]): boolean {
  // Without any metadata there is no TiDB that could queue a job.
  return pairs.length === 0 || pairs.some(({ key }) => DDL_TABLE_VERSION.equals(key));
}

function pairsOf(json: unknown): MetaPair[] {
  if (!Array.isArray(json)) throw new TypeError('not an array');
  return json.map((pair: unknown, i) => {
    const { key, value } = (pair ?? {}) as { key?: unknown; value?: unknown };
    if (typeof key !== 'string' || typeof value !== 'string')
      throw new TypeError(`element ${i} has no key and value in base64`);
    return { key: Buffer.from(key, 'base64'), value: Buffer.from(value, 'base64') };
  });
}
