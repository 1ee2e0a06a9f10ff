import type { DdlBarrier, DdlEvent, TableChange } from '../model/ddl';
import type { DdlJob } from './ddlJob';
import { CLUSTER_ACTIONS, ddlTypeName, isSchemaAction } from './ddlTypes';
import type { UnreadableJob } from './unreadableJob';

/** The type code of a DDL whose job does not even tell its action. */
export const UNKNOWN_TYPE_CODE = -1;

/** A job as the event that operators and sinks see. */
export function ddlEventOf(job: DdlJob, db: string, table: string, tables: readonly TableChange[]): DdlEvent {
  const { typeCode, query, startTs, commitTs } = job;
  return {
    kind: 'ddl',
    ddlType: ddlTypeName(typeCode),
    typeCode,
    db,
    table,
    query,
    normalizedQuery: query,
    barrier: barrierOf(typeCode, tables),
    startTs,
    commitTs,
    tables,
  };
}

/** A job that cannot be read, as an event of what is known of it. */
export function unreadableDdlOf(job: UnreadableJob, db: string, tables: readonly TableChange[]): DdlEvent {
  const { typeCode = UNKNOWN_TYPE_CODE, query, startTs, commitTs, error } = job;
  return {
    kind: 'ddl',
    ddlType: typeCode === UNKNOWN_TYPE_CODE ? 'unreadable' : ddlTypeName(typeCode),
    typeCode,
    db,
    table: tables.length > 1 ? '' : (tables[0]?.before?.table ?? job.tableName),
    query,
    normalizedQuery: query,
    barrier: job.tableIds.length === 0 ? 'schema' : barrierOf(typeCode, tables),
    startTs,
    commitTs,
    tables,
    unreadable: error,
  };
}

function barrierOf(typeCode: number, tables: readonly TableChange[]): DdlBarrier {
  if (isSchemaAction(typeCode) || CLUSTER_ACTIONS.has(typeCode)) return 'schema';
  return tables.length > 1 ? 'tables' : 'table';
}
