import type { TiValveError } from '../errors/TiValveError';
import type { KvChange } from '../model/kv';
import type { TableId } from '../model/table';
import type { Ts } from '../model/ts';
import { type DdlTables, jobColumnsOf, jobTextOf } from './ddlJobRow';
import { integerOf, type JsonObject, objectOf, stringOf } from './looseJson';

/** What is known of a DDL job that cannot be read as one. */
export interface UnreadableJob {
  readonly id: number;
  /** `undefined` when not even that is known. */
  readonly typeCode: number | undefined;
  readonly schemaIds: readonly number[];
  readonly tableIds: readonly TableId[];
  /** Names and text are empty when they are not known. */
  readonly schemaName: string;
  readonly tableName: string;
  readonly query: string;
  /** That of the row when the job's is not known. */
  readonly startTs: Ts;
  readonly commitTs: Ts;
  readonly error: TiValveError;
}

/**
 * Gathers what a row tells of a job that cannot be read: from its JSON as far as that is whole, else from the columns
 * beside it. Never throws.
 *
 * @param error - why it cannot be read
 */
export function salvageJob(change: KvChange, tables: DdlTables, error: TiValveError): UnreadableJob {
  const columns = jobColumnsOf(change, tables);
  const json = jobJsonOf(change, tables);
  const [schemaId, tableId] = [integerOf(json['schema_id']), integerOf(json['table_id'])];
  return {
    id: integerOf(json['id'], handleOf(change.key)),
    typeCode: typeof json['type'] === 'number' ? json['type'] : columns.typeCode,
    schemaIds: schemaId > 0 ? [...new Set([schemaId, ...columns.schemaIds])] : columns.schemaIds,
    tableIds: tableId > 0 ? [...new Set([tableId, ...columns.tableIds])] : columns.tableIds,
    schemaName: stringOf(json['schema_name']),
    tableName: stringOf(json['table_name']),
    query: stringOf(json['query']),
    startTs: change.startTs,
    commitTs: change.commitTs,
    error,
  };
}

function jobJsonOf(change: KvChange, tables: DdlTables): JsonObject {
  try {
    return objectOf(JSON.parse(jobTextOf(change, tables))) ?? {};
  } catch {
    // That is why it is being salvaged.
    return {};
  }
}

/** A job's id is its row's handle: the last eight bytes of the key. */
function handleOf(key: Uint8Array): number {
  if (key.length < 8) return 0;
  const id = Buffer.from(key.buffer, key.byteOffset, key.length).readBigUInt64BE(key.length - 8);
  return Number(BigInt.asUintN(48, id));
}
