import { messageOf, SchemaError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import type { KvChange } from '../model/kv';
import type { TableId } from '../model/table';
import type { Ts } from '../model/ts';
import { type DdlTables, jobTextOf } from './ddlJobRow';
import { DDL_ACTIONS } from './ddlTypes';
import { type DdlJobHome, ddlJobHomeOf } from './keyKinds';
import { arrayOf, integerOf, type JsonObject, nameOf, objectOf, stringOf, topLevelDigits } from './looseJson';
import { type DatabaseInfo, databaseInfoOf, type TableInfo, tableInfoOf } from './tableInfo';

/** One table's part in a rename. */
export interface TableRename {
  readonly tableId: TableId;
  readonly oldSchemaId: number;
  /** Empty when the job does not say. */
  readonly oldSchemaName: string;
  /** Empty when the job does not say. */
  readonly oldTableName: string;
  readonly newSchemaId: number;
}

/** A DDL job that is done: what TiDB's job row says of it. */
export interface DdlJob {
  readonly id: number;
  readonly typeCode: number;
  /** The new database for a rename, the plain table's for an exchange. */
  readonly schemaId: number;
  /** The old id when the job gives the table a new one; the plain table's for an exchange. */
  readonly tableId: TableId;
  /** As known when the job was submitted; may be stale or empty. */
  readonly schemaName: string;
  readonly tableName: string;
  readonly query: string;
  /** TiDB's bits for the SQL mode that `query` was written in. */
  readonly sqlMode: number;
  /** Database of the table that a CREATE TABLE … LIKE copies, in lower case; empty when the job does not say. */
  readonly likeDatabase: string;
  /** A view's SELECT with every table named in full; empty for anything else. */
  readonly viewSelect: string;
  readonly home: DdlJobHome;
  /** The job's own. */
  readonly startTs: Ts;
  /** That of the row that marks the job done: the ts of its effect. */
  readonly commitTs: Ts;
  readonly database: DatabaseInfo | undefined;
  /** The table after the job; the partitioned one for an exchange. */
  readonly table: TableInfo | undefined;
  /** The tables of a job that creates or renames several, in its order. */
  readonly tables: readonly TableInfo[];
  readonly renames: readonly TableRename[];
  /** What a recovered database brings back; `undefined` when the job does not list it. */
  readonly recovered: readonly TableInfo[] | undefined;
}

/** Partitions that a job under way fills: they hold rows of the table before they belong to it. */
export interface AnnouncedPartitions {
  readonly tableId: TableId;
  readonly physicalIds: readonly TableId[];
  /** That of the row that tells of them. */
  readonly commitTs: Ts;
}

const RUNNING_STATE = 1;
const DONE_STATE = 4;
const SYNCED_STATE = 6;
const QUEUEING_STATE = 8;
/** Jobs that write rows under new ids, from before they are done. */
const REFILLING_ACTIONS: ReadonlySet<number> = new Set([
  DDL_ACTIONS.reorganizePartition,
  DDL_ACTIONS.alterPartitioning,
  DDL_ACTIONS.removePartitioning,
]);
const ARGS_VERSION_2 = 2;
const SHARED_MODE = 1;
const NO_TABLES: DdlTables = new Map();

/**
 * Reads a change of one of the places where TiDB keeps DDL jobs. The answer is `undefined` for what has no effect:
 * deletes, jobs that are not done (under way, rolled back, cancelled), jobs that found nothing to do, and the history of
 * jobs that were told when they were done. Of the history, a CREATE TABLE counts: some TiDB 8 wrote it nowhere else.
 *
 * Throws `TV_SCHEMA_DDL_JOB_CORRUPT`, which names the key, for a row whose job cannot be read.
 *
 * @param tables - the schemas of those tables; without them the column ids of every known TiDB are taken
 */
export function decodeDdlJob(change: KvChange, tables: DdlTables = NO_TABLES): DdlJob | undefined {
  const home = ddlJobHomeOf(change.key) ?? 'jobs';
  return readingJob(change, tables, (text) => parseJob(text, change.commitTs, home));
}

/**
 * Reads which partitions a change of `mysql.tidb_ddl_job` announces; `undefined` for every job but those that reorganise
 * partitions and are under way.
 *
 * Throws as `decodeDdlJob` does.
 */
export function decodeAnnouncedPartitions(
  change: KvChange,
  tables: DdlTables = NO_TABLES,
): AnnouncedPartitions | undefined {
  return readingJob(change, tables, (text) => {
    const json = objectOf(JSON.parse(text));
    const state = json?.['state'];
    if (json === undefined || (state !== RUNNING_STATE && state !== QUEUEING_STATE)) return undefined;
    if (!REFILLING_ACTIONS.has(integerOf(json['type']))) return undefined;
    const args = json['raw_args'];
    const partitions = objectOf(objectOf(args)?.['part_info'] ?? arrayOf(args)[1]);
    const physicalIds = objectsOf(partitions?.['definitions']).map(({ id }) => integerOf(id));
    return { tableId: integerOf(json['table_id']), physicalIds, commitTs: change.commitTs };
  });
}

function readingJob<T>(change: KvChange, tables: DdlTables, read: (text: string) => T | undefined): T | undefined {
  if (change.op !== 'PUT') return undefined;
  try {
    return read(jobTextOf(change, tables));
  } catch (error) {
    throw corruptJob(`key ${hexOf(change.key)} at ${change.commitTs}: ${messageOf(error)}`, error);
  }
}

/** The error for a job that cannot be read. */
export function corruptJob(detail: string, cause?: unknown): SchemaError {
  return new SchemaError('TV_SCHEMA_DDL_JOB_CORRUPT', detail, {
    cause,
    hint: 'a rule for the kind "unreadable" in ddl lets the run go on without the tables that it names',
  });
}

function parseJob(text: string, commitTs: Ts, home: DdlJobHome): DdlJob | undefined {
  const parsed: unknown = JSON.parse(text);
  const json = objectOf(parsed);
  if (json === undefined) throw new SyntaxError('the job is not an object');
  if (typeof json['state'] !== 'number' || typeof json['type'] !== 'number') {
    throw new SyntaxError('the job has no type or no state');
  }
  if (!hasEffect(json['state'], json['type'], home)) return undefined;
  const binlog = objectOf(json['binlog']) ?? {};
  // TiDB finishes a job that has nothing to do, CREATE TABLE IF NOT EXISTS for one, without a new schema version.
  if (integerOf(binlog['SchemaVersion']) === 0) return undefined;
  const digits = topLevelDigits(text, 'start_ts');
  if (digits === undefined) throw new SyntaxError('the job has no start_ts');
  const database = objectOf(binlog['DBInfo']);
  const table = objectOf(binlog['TableInfo']);
  const recoverArgs = json['type'] === DDL_ACTIONS.recoverSchema ? recoverArgsOf(json) : undefined;
  const recoveredDatabase = objectOf(recoverArgs?.['DBInfo']);
  const known = database ?? recoveredDatabase;
  return {
    id: integerOf(json['id']),
    typeCode: integerOf(json['type']),
    schemaId: integerOf(json['schema_id']),
    tableId: integerOf(json['table_id']),
    schemaName: stringOf(json['schema_name']),
    tableName: stringOf(json['table_name']),
    query: stringOf(json['query']),
    sqlMode: integerOf(json['sql_mode']),
    likeDatabase: stringOf(
      objectsOf(json['involving_schema_info']).find(({ mode }) => mode === SHARED_MODE)?.['database'],
    ),
    viewSelect: stringOf(objectOf(table?.['view'])?.['view_select']),
    home,
    startTs: BigInt(digits),
    commitTs,
    database: known === undefined ? undefined : databaseInfoOf(known),
    table: table === undefined ? undefined : tableInfoOf(table),
    tables: objectsOf(binlog['MultipleTableInfos']).map(tableInfoOf),
    renames: renamesOf(json),
    recovered: recoverArgs === undefined ? undefined : recoveredTables(recoverArgs),
  };
}

function hasEffect(state: unknown, type: unknown, home: DdlJobHome): boolean {
  switch (home) {
    case 'jobs':
      return state === DONE_STATE;
    case 'queue':
      return state === DONE_STATE || state === SYNCED_STATE;
    case 'history':
      return state === SYNCED_STATE && type === DDL_ACTIONS.createTable;
  }
}

function objectsOf(value: unknown): readonly JsonObject[] {
  return arrayOf(value)
    .map(objectOf)
    .filter((item) => item !== undefined);
}

function renamesOf(json: JsonObject): readonly TableRename[] {
  switch (json['type']) {
    case DDL_ACTIONS.renameTable:
      return [renameOf(json)];
    case DDL_ACTIONS.renameTables:
      return renameListOf(json);
    default:
      return [];
  }
}

function renameOf(json: JsonObject): TableRename {
  const args = json['raw_args'];
  const position = arrayOf(args);
  const named = objectOf(args);
  // Among the objects a job locks, the first of a rename is the old table. Its name has lost its case there.
  const [involved] = objectsOf(json['involving_schema_info']);
  return {
    tableId: integerOf(json['table_id']),
    oldSchemaId: integerOf(named?.['old_schema_id'] ?? position[0]),
    oldSchemaName: nameOf(named?.['old_schema_name'] ?? position[2]) || stringOf(involved?.['database']),
    oldTableName: nameOf(named?.['old_table_name']) || stringOf(json['table_name']) || stringOf(involved?.['table']),
    newSchemaId: integerOf(json['schema_id']),
  };
}

function renameListOf(json: JsonObject): readonly TableRename[] {
  if (json['version'] === ARGS_VERSION_2 || objectOf(json['raw_args']) !== undefined) {
    return objectsOf(objectOf(json['raw_args'])?.['rename_table_infos']).map((rename) => ({
      tableId: integerOf(rename['table_id']),
      oldSchemaId: integerOf(rename['old_schema_id']),
      oldSchemaName: nameOf(rename['old_schema_name']),
      oldTableName: nameOf(rename['old_table_name']),
      newSchemaId: integerOf(rename['new_schema_id']),
    }));
  }
  const [oldSchemaIds, newSchemaIds, , tableIds, oldSchemaNames, oldTableNames] = arrayOf(json['raw_args']).map(
    arrayOf,
  );
  return (tableIds ?? []).map((tableId, i) => ({
    tableId: integerOf(tableId),
    oldSchemaId: integerOf(oldSchemaIds?.[i]),
    oldSchemaName: nameOf(oldSchemaNames?.[i]),
    oldTableName: nameOf(oldTableNames?.[i]),
    newSchemaId: integerOf(newSchemaIds?.[i]),
  }));
}

function recoverArgsOf(json: JsonObject): JsonObject | undefined {
  return objectOf(objectOf(json['raw_args'])?.['recover_info'] ?? arrayOf(json['raw_args'])[0]);
}

function recoveredTables(args: JsonObject): readonly TableInfo[] | undefined {
  const tables = objectsOf(objectsOf(args['RecoverTableInfos']).map((item) => item['TableInfo']));
  // A large database is recovered without its tables being listed.
  return tables.length === 0 ? undefined : tables.map(tableInfoOf);
}
