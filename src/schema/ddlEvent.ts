import type { DdlBarrier, DdlEvent, TableChange } from '../model/ddl';
import type { DdlJob } from './ddlJob';
import { CLUSTER_ACTIONS, DDL_ACTIONS, ddlTypeName, isSchemaAction } from './ddlTypes';
import { normalizeQuery, normalizeStatements } from './normalizeQuery';
import type { UnreadableJob } from './unreadableJob';

/** The type code of a DDL whose job does not even tell its action. */
export const UNKNOWN_TYPE_CODE = -1;

/** A job as the event that operators and sinks see. */
export function ddlEventOf(job: DdlJob, db: string, table: string, tables: readonly TableChange[]): DdlEvent {
  const { typeCode, query, sqlMode, likeDatabase, viewSelect, startTs, commitTs } = job;
  const statements = normalizeStatements({
    query,
    typeCode,
    db,
    table,
    tables,
    sqlMode,
    ...(likeDatabase !== '' && { likeDb: likeDatabase }),
    ...(viewSelect !== '' && { viewSelect }),
  });
  const isEach = typeCode === DDL_ACTIONS.createTables && statements.length === tables.length;
  return {
    kind: 'ddl',
    ddlType: ddlTypeName(typeCode),
    typeCode,
    db,
    table,
    query,
    normalizedQuery: statements.join('; '),
    barrier: barrierOf(typeCode, tables),
    startTs,
    commitTs,
    tables: isEach ? tables.map((change, i) => ({ ...change, statement: statements[i] ?? '' })) : tables,
  };
}

/** A DDL with some of its tables; the normalised text tells of those alone. */
export function withTables(ddl: DdlEvent, tables: readonly TableChange[]): DdlEvent {
  if (tables.length === ddl.tables.length && tables.every((change, i) => change === ddl.tables[i])) return ddl;
  const statements = tables.map(({ statement }) => statement);
  if (tables.length > 0 && statements.every((statement) => statement !== undefined))
    return { ...ddl, tables, normalizedQuery: statements.join('; ') };
  // A rename is told by its tables, whatever its text.
  const isRename = ddl.typeCode === DDL_ACTIONS.renameTables;
  return { ...ddl, tables, ...(isRename && { normalizedQuery: normalizeQuery({ ...ddl, tables, sqlMode: 0 }) }) };
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
