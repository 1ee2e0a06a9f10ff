import type { KvChange } from '../../src/model/kv';
import { encodeMemcomparable } from '../../src/model/memcomparable';
import type { MetaPair } from '../../src/model/source';
import { type DdlJob, decodeDdlJob } from '../../src/schema/ddlJob';
import { nameJson, type TableSpec, tableJson } from './tables';

/** A row of `mysql.tidb_ddl_job` whose job is the given text. */
export function jobRow(text: string, commitTs = 100n): KvChange {
  const job = Buffer.from(text);
  const header = Buffer.alloc(15);
  header.set([0x80, 0x01, 1, 0, 0, 0]);
  header.writeUInt32LE(5, 6);
  header.writeUInt32LE(job.length, 10);
  return {
    op: 'PUT',
    key: Buffer.from('748000fffffffffffe5f728000000000000064', 'hex'),
    value: Buffer.concat([header.subarray(0, 14), job]),
    oldValue: new Uint8Array(0),
    startTs: commitTs - 1n,
    commitTs,
  };
}

/** What a job's JSON has; the rest is as in an ordinary job that is done. */
export interface JobSpec {
  readonly id?: number;
  readonly type: number;
  readonly commitTs: bigint;
  readonly schemaId?: number;
  readonly tableId?: number;
  readonly schemaName?: string;
  readonly tableName?: string;
  readonly database?: string;
  readonly table?: TableSpec;
  readonly tables?: readonly TableSpec[];
  readonly args?: unknown;
  readonly version?: number;
  readonly involving?: readonly { readonly database: string; readonly table: string }[];
}

let nextId = 1;

/** A job as it is read from its row. */
export function jobOf(spec: JobSpec): DdlJob {
  nextId += 1;
  const text = JSON.stringify({
    id: spec.id ?? nextId,
    type: spec.type,
    schema_id: spec.schemaId ?? 2,
    table_id: spec.tableId ?? spec.table?.id ?? 0,
    schema_name: spec.schemaName ?? '',
    table_name: spec.tableName ?? '',
    state: 4,
    raw_args: spec.args ?? null,
    query: `job of type ${spec.type}`,
    start_ts: 7,
    version: spec.version ?? 2,
    involving_schema_info: spec.involving ?? null,
    binlog: {
      SchemaVersion: 53,
      DBInfo: spec.database === undefined ? null : { id: spec.schemaId ?? 2, db_name: nameJson(spec.database) },
      TableInfo: spec.table === undefined ? null : tableJson(spec.table),
      MultipleTableInfos: spec.tables?.map(tableJson) ?? null,
    },
  });
  const job = decodeDdlJob(jobRow(text, spec.commitTs), undefined);
  if (job === undefined) throw new Error('the job has no effect');
  return job;
}

const HASH = Buffer.from('0000000000000068', 'hex');

function hashPair(name: string, field: string, value: unknown): MetaPair {
  const parts = [
    Buffer.from('m'),
    encodeMemcomparable(Buffer.from(name)),
    HASH,
    encodeMemcomparable(Buffer.from(field)),
  ];
  return { key: Buffer.concat(parts), value: Buffer.from(JSON.stringify(value)) };
}

/** The metadata pair of a database. */
export function databasePair(id: number, name: string): MetaPair {
  return hashPair('DBs', `DB:${id}`, { id, db_name: nameJson(name), state: 5 });
}

/** The metadata pair of a table. */
export function tablePair(schemaId: number, spec: TableSpec): MetaPair {
  return hashPair(`DB:${schemaId}`, `Table:${spec.id ?? 45}`, tableJson(spec));
}

/** A metadata pair that has nothing to do with tables. */
export function otherPair(): MetaPair {
  return hashPair('DB:2', 'TID:45', 4000);
}
