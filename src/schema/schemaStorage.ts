import { OrderError } from '../errors/TiValveError';
import type { DdlEvent, TableChange, TableState } from '../model/ddl';
import type { MetaPair } from '../model/source';
import type { TableId } from '../model/table';
import { isSystemDatabase } from '../model/tableFilter';
import type { Ts } from '../model/ts';
import { ddlEventOf, unreadableDdlOf } from './ddlEvent';
import { type AnnouncedPartitions, corruptJob, type DdlJob, type TableRename } from './ddlJob';
import type { DdlTables } from './ddlJobRow';
import {
  CLUSTER_ACTIONS,
  DDL_ACTIONS,
  DDL_TYPE_NAMES,
  ddlTypeName,
  isSchemaAction,
  SCHEMA_ACTIONS,
  UNCHANGING_ACTIONS,
} from './ddlTypes';
import { DDL_HISTORY_TABLE_ID, DDL_JOB_TABLE_ID, decodeMetaKey } from './keys';
import { SchemaVersions } from './SchemaVersions';
import {
  databaseInfoOf,
  parseSchemaJson,
  type TableInfo,
  type TableSchema,
  tableInfoOf,
  tableSchemaOf,
} from './tableInfo';
import { parseTimeZone, type TimeZone } from './timeZone';
import type { UnreadableJob } from './unreadableJob';

/** Options of `createSchemaStorage`. */
export interface SchemaStorageOptions {
  /** Zone in which TIMESTAMP columns are shown: `UTC`, `+08:00` or an IANA name. @defaultValue `'UTC'` */
  readonly timeZone?: string;
}

/** Knows every table's schema at every ts from the snapshot on. */
export interface SchemaStorage {
  /** The schemas of the tables in which TiDB keeps its DDL jobs, as far as the snapshot has them. */
  readonly ddlTables: DdlTables;
  /**
   * The schema of a physical table that is valid at `ts`. Rows are read with that of `commitTs - 1`: one that commits
   * together with a DDL comes before it. `undefined` for ids that are not known then, and for system tables.
   */
  tableAt(physicalId: TableId, ts: Ts): TableSchema | undefined;
  /** Whether a physical id belongs to a system database. */
  isSystem(physicalId: TableId): boolean;
  /**
   * Takes the effect of a job, and tells it as an event, or `null` when no user database is concerned, when the
   * snapshot has it already and when the job has been applied before.
   *
   * Throws `TV_ORDER_DDL` for a job below the last one, and `TV_SCHEMA_DDL_JOB_CORRUPT` for one that lacks what its
   * kind needs.
   */
  applyJob(job: DdlJob): DdlEvent | null;
  /**
   * Takes it that a job cannot be read: the tables it names have no schema from its commitTs on, until a later job tells
   * one. Answers as `applyJob` does.
   */
  loseJob(job: UnreadableJob): DdlEvent | null;
  /** Takes rows of partitions that a job fills before it is done for rows of its table. */
  announce(partitions: AnnouncedPartitions): void;
  /** Forgets the schemas that are not valid at any ts from `ts` on. */
  dropVersionsBelow(ts: Ts): void;
  /** Versions of tables that are held. */
  readonly versionCount: number;
  /** The user tables after the last job. */
  tables(): readonly TableSchema[];
}

/**
 * Loads the schema as of `snapshotTs` from the metadata keys, and answers for every later ts as jobs are applied.
 *
 * Memory: one entry a table, and one more for each version that a DDL made, until `dropVersionsBelow`.
 *
 * Throws `TV_SCHEMA_INVALID` for metadata that cannot be read, and `TV_CONFIG_INVALID` for an unknown time zone.
 *
 * @example
 * ```ts
 * const schema = createSchemaStorage(pairs, startTs, { timeZone: '+08:00' });
 * schema.tableAt(104, commitTs - 1n)?.keyColumns;
 * ```
 */
export function createSchemaStorage(
  pairs: readonly MetaPair[],
  snapshotTs: Ts,
  options: SchemaStorageOptions = {},
): SchemaStorage {
  const storage = new Storage(snapshotTs, parseTimeZone(options.timeZone ?? 'UTC'));
  storage.load(pairs);
  return storage;
}

/**
 * Whether a system table's schema needs reading: that of the DDL jobs does, and one with partitions, for their ids. There
 * are some sixty system tables, of which nothing else is asked than whether an id is theirs.
 */
function isTelling(tableInfo: Uint8Array): boolean {
  const bytes = Buffer.from(tableInfo.buffer, tableInfo.byteOffset, tableInfo.length);
  return DDL_TABLE_NAMES.some((name) => bytes.includes(name)) || bytes.includes('"partition":{');
}

const DDL_TABLE_NAMES = ['"tidb_ddl_job"', '"tidb_ddl_history"'];

interface Database {
  readonly name: string;
  readonly system: boolean;
}

/** A table after the last job. */
interface Entry {
  readonly schemaId: number;
  readonly info: TableInfo;
  /** `undefined` for what has no rows in the change stream: views, sequences, temporary and system tables. */
  readonly schema: TableSchema | undefined;
}

const DATABASES_HASH = 'DBs';
const DATABASE_FIELD = /^DB:(\d+)$/;
const TABLE_FIELD = /^Table:(\d+)$/;

class Storage implements SchemaStorage {
  readonly #zone: TimeZone | undefined;
  readonly #snapshotTs: Ts;
  readonly #versions = new SchemaVersions();
  readonly #databases = new Map<number, Database>();
  readonly #entries = new Map<TableId, Entry>();
  readonly #systemIds = new Set<TableId>();
  /** Jobs that have been applied: one may come again after a region was registered anew. */
  readonly #applied = new Map<number, Ts>();
  /** Tables of dropped databases, for a recovery that does not list them. */
  readonly #dropped = new Map<number, { readonly ts: Ts; readonly tables: readonly TableInfo[] }>();
  readonly #ddlTables = new Map<TableId, TableSchema>();
  #lastTs: Ts;

  constructor(snapshotTs: Ts, zone: TimeZone | undefined) {
    this.#snapshotTs = snapshotTs;
    this.#lastTs = snapshotTs;
    this.#zone = zone;
  }

  load(pairs: readonly MetaPair[]): void {
    const tables: { readonly schemaId: number; readonly value: Uint8Array; readonly id: string }[] = [];
    for (const { key, value } of pairs) {
      const meta = decodeMetaKey(key);
      if (meta.kind !== 'hash') continue;
      const field = Buffer.from(meta.field).toString('utf8');
      const database = DATABASE_FIELD.exec(meta.name);
      if (meta.name === DATABASES_HASH && DATABASE_FIELD.test(field)) {
        const info = databaseInfoOf(parseSchemaJson(value, `database ${field}`));
        this.#databases.set(info.id, databaseOf(info.name));
      } else if (database !== null && TABLE_FIELD.test(field)) {
        tables.push({ schemaId: Number(database[1]), value, id: field });
      }
    }
    // Databases may come after their tables, so those wait until all databases are known.
    for (const { schemaId, value, id } of tables) {
      const database = this.#databases.get(schemaId);
      if (database?.system === true && !isTelling(value)) this.#systemIds.add(Number(TABLE_FIELD.exec(id)?.[1]));
      else if (database !== undefined) {
        const info = tableInfoOf(parseSchemaJson(value, id));
        this.#put(schemaId, info, this.#snapshotTs);
        const { id: tableId, addingPartitionIds: physicalIds } = info;
        this.announce({ tableId, physicalIds, commitTs: this.#snapshotTs });
      }
    }
  }

  get ddlTables(): DdlTables {
    return this.#ddlTables;
  }

  tableAt(physicalId: TableId, ts: Ts): TableSchema | undefined {
    return this.#versions.at(physicalId, ts);
  }

  get versionCount(): number {
    return this.#versions.size;
  }

  isSystem(physicalId: TableId): boolean {
    return this.#systemIds.has(physicalId);
  }

  tables(): readonly TableSchema[] {
    return [...this.#entries.values()].flatMap(({ schema }) => schema ?? []);
  }

  dropVersionsBelow(ts: Ts): void {
    this.#versions.dropBelow(ts);
    for (const [id, appliedTs] of this.#applied) if (appliedTs < ts) this.#applied.delete(id);
    for (const [id, dropped] of this.#dropped) if (dropped.ts < ts) this.#dropped.delete(id);
  }

  announce({ tableId, physicalIds, commitTs }: AnnouncedPartitions): void {
    const schema = this.#entries.get(tableId)?.schema;
    if (schema === undefined) return;
    for (const id of physicalIds) {
      if (this.#versions.at(id, commitTs) === undefined) this.#versions.set(id, commitTs, schema);
    }
  }

  applyJob(job: DdlJob): DdlEvent | null {
    if (this.#isPast(job)) return null;
    // What its job has told when it was done; the history tells it again.
    if (job.home === 'history' && job.table !== undefined && this.#entries.has(job.table.id)) return null;
    this.#checkOrder(job);
    // A dropped database is asked for before it goes, a new one after it came.
    const before = this.#databases.get(job.schemaId);
    // What belongs to the whole cluster, as a placement policy does, has its own name where others have a database's.
    const isClusterWide = CLUSTER_ACTIONS.has(job.typeCode);
    const tables = isClusterWide ? [] : this.#take(job);
    this.#pass(job);
    const database = this.#databases.get(job.schemaId) ?? before;
    const db = isClusterWide ? '' : (database?.name ?? job.schemaName);
    if (!isClusterWide && (db === '' || isSystemDatabase(db))) return null;
    return ddlEventOf(job, db, this.#tableName(job, tables), tables);
  }

  loseJob(job: UnreadableJob): DdlEvent | null {
    if (this.#isPast(job)) return null;
    this.#checkOrder(job);
    this.#pass(job);
    const named = job.tableIds.flatMap((id) => this.#entries.get(id) ?? []);
    // A job that names no table may be about every one of its databases.
    const entries =
      job.tableIds.length > 0
        ? named
        : [...this.#entries.values()].filter(({ schemaId }) => job.schemaIds.includes(schemaId));
    const databases = job.schemaIds.flatMap((id) => this.#databases.get(id) ?? []);
    if (databases.length > 0 && databases.every(({ system }) => system)) return null;
    for (const { schema } of entries) {
      for (const id of schema?.physicalIds ?? []) this.#versions.set(id, job.commitTs, undefined);
    }
    const tables = entries.flatMap((entry) => changeOf(entry, undefined));
    const db = tables[0]?.before?.db ?? databases[0]?.name ?? job.schemaName;
    return unreadableDdlOf(job, db, tables);
  }

  #isPast({ id, commitTs }: { readonly id: number; readonly commitTs: Ts }): boolean {
    return commitTs <= this.#snapshotTs || this.#applied.has(id);
  }

  #checkOrder({ id, commitTs }: { readonly id: number; readonly commitTs: Ts }): void {
    if (commitTs < this.#lastTs) {
      throw new OrderError('TV_ORDER_DDL', `job ${id} at ${commitTs} comes after one at ${this.#lastTs}`);
    }
  }

  #pass({ id, commitTs }: { readonly id: number; readonly commitTs: Ts }): void {
    this.#applied.set(id, commitTs);
    this.#lastTs = commitTs;
  }

  #tableName(job: DdlJob, tables: readonly TableChange[]): string {
    if (isSchemaAction(job.typeCode)) return '';
    if (job.typeCode === DDL_ACTIONS.exchangePartition) return tables[0]?.after?.table ?? job.tableName;
    const [first] = tables;
    return first?.after?.table ?? first?.before?.table ?? job.table?.name ?? job.tableName;
  }

  /** The effect of a job on the tables, and the tables it touched. */
  #take(job: DdlJob): readonly TableChange[] {
    switch (job.typeCode) {
      case DDL_ACTIONS.createSchema:
        this.#addDatabase(job);
        return [];
      case DDL_ACTIONS.dropSchema:
        return this.#dropSchema(job);
      case DDL_ACTIONS.recoverSchema:
        return this.#recoverSchema(job);
      case DDL_ACTIONS.createTable:
      case DDL_ACTIONS.createView:
      case DDL_ACTIONS.createSequence:
      case DDL_ACTIONS.recoverTable:
        return this.#create(job, tableOf(job));
      case DDL_ACTIONS.createTables:
        return job.tables.flatMap((info) => this.#create(job, info));
      case DDL_ACTIONS.dropTable:
      case DDL_ACTIONS.dropView:
      case DDL_ACTIONS.dropSequence:
        return changeOf(this.#remove(job.tableId, job.commitTs), undefined);
      case DDL_ACTIONS.truncateTable:
      case DDL_ACTIONS.alterPartitioning:
      case DDL_ACTIONS.removePartitioning:
        return this.#replaceById(job);
      case DDL_ACTIONS.renameTable:
      case DDL_ACTIONS.renameTables:
        return this.#rename(job);
      case DDL_ACTIONS.exchangePartition:
        return this.#exchange(job);
      default:
        return this.#replace(job);
    }
  }

  #addDatabase(job: DdlJob): void {
    if (job.database !== undefined) this.#databases.set(job.schemaId, databaseOf(job.database.name));
  }

  #dropSchema(job: DdlJob): readonly TableChange[] {
    const tables: TableInfo[] = [];
    const changes: TableChange[] = [];
    for (const [id, entry] of this.#entries) {
      if (entry.schemaId !== job.schemaId) continue;
      tables.push(entry.info);
      changes.push(...changeOf(this.#remove(id, job.commitTs), undefined));
    }
    this.#databases.delete(job.schemaId);
    this.#dropped.set(job.schemaId, { ts: job.commitTs, tables });
    return changes;
  }

  #recoverSchema(job: DdlJob): readonly TableChange[] {
    this.#addDatabase(job);
    const tables = job.recovered ?? this.#dropped.get(job.schemaId)?.tables ?? [];
    return tables.flatMap((info) => this.#create(job, info));
  }

  #create(job: DdlJob, info: TableInfo): readonly TableChange[] {
    const known = this.#entries.get(info.id);
    // A snapshot taken while the job ran has the table already; then only the event is left to tell.
    const entry = known?.info.isPublic === true ? known : this.#put(job.schemaId, info, job.commitTs);
    return changeOf(undefined, entry);
  }

  /** The same table under a new id, with new rows: truncated, or with other partitions. */
  #replaceById(job: DdlJob): readonly TableChange[] {
    const info = tableOf(job);
    const before = this.#remove(job.tableId, job.commitTs);
    return changeOf(before, this.#put(job.schemaId, info, job.commitTs));
  }

  #rename(job: DdlJob): readonly TableChange[] {
    // The last occurrence of an id counts: a cyclic rename names one twice.
    const infos = new Map<TableId, { readonly info: TableInfo; readonly schemaId: number }>();
    const firstRenames = new Map<TableId, TableRename>();
    const list = job.typeCode === DDL_ACTIONS.renameTable ? [tableOf(job)] : job.tables;
    for (const [i, info] of list.entries()) {
      const rename = job.renames[i];
      infos.set(info.id, { info, schemaId: rename?.newSchemaId ?? job.schemaId });
      if (rename !== undefined && !firstRenames.has(info.id)) firstRenames.set(info.id, rename);
    }
    const befores = new Map([...infos.keys()].map((id) => [id, this.#entries.get(id)]));
    return [...infos.values()].flatMap(({ info, schemaId }) => {
      const before = befores.get(info.id);
      const after = this.#put(schemaId, info, job.commitTs);
      return changeOf(before, after).map((change) => this.#withOldName(change, firstRenames.get(info.id)));
    });
  }

  /**
   * TiDB renames in the metadata some transactions before the job is done. A snapshot from in between has the new name
   * already; the old one is then in the job alone.
   */
  #withOldName(change: TableChange, rename: TableRename | undefined): TableChange {
    const { before, after } = change;
    if (before === null || after === null || rename === undefined) return change;
    if (before.db !== after.db || before.table !== after.table) return change;
    const db = rename.oldSchemaName || this.#databases.get(rename.oldSchemaId)?.name || before.db;
    return { before: { ...before, db, table: rename.oldTableName || before.table }, after };
  }

  /** A partition and a plain table change places: the ids are swapped, the rows stay where they are. */
  #exchange(job: DdlJob): readonly TableChange[] {
    const info = tableOf(job);
    const partitioned = this.#entries.get(info.id);
    const plain = this.#entries.get(job.tableId);
    if (partitioned === undefined) return this.#replace(job);
    const newIds = new Set(info.partitionIds);
    const freed = partitioned.info.partitionIds.find((id) => !newIds.has(id));
    // The freed id leaves the partitioned table before the plain one takes it; both happen at one ts.
    if (plain !== undefined && freed !== undefined) this.#remove(job.tableId, job.commitTs);
    // The job's names are the plain table's, so the database of the partitioned one comes from what is known of it.
    const partitionedChange = changeOf(partitioned, this.#put(partitioned.schemaId, info, job.commitTs));
    if (plain === undefined || freed === undefined) return partitionedChange;
    const swapped = this.#put(plain.schemaId, { ...plain.info, id: freed }, job.commitTs);
    return [...changeOf(plain, swapped), ...partitionedChange];
  }

  /** Every other job: the table stays, with another schema or with the same. */
  #replace(job: DdlJob): readonly TableChange[] {
    if (SCHEMA_ACTIONS.has(job.typeCode)) {
      this.#addDatabase(job);
      return [];
    }
    const { table: info } = job;
    // An action that is newer than this table of actions may give the table a new id, as a truncation does.
    const isReplaced = info !== undefined && info.id !== job.tableId && !DDL_TYPE_NAMES.has(job.typeCode);
    if (isReplaced && this.#entries.get(job.tableId)?.info.name === info.name) return this.#replaceById(job);
    const before = this.#entries.get(info?.id ?? job.tableId);
    if (info === undefined || (before !== undefined && UNCHANGING_ACTIONS.has(job.typeCode)))
      return changeOf(before, before);
    return changeOf(before, this.#put(before?.schemaId ?? job.schemaId, info, job.commitTs));
  }

  /** Makes `info` the table of its id from `ts` on. */
  #put(schemaId: number, info: TableInfo, ts: Ts): Entry {
    const before = this.#entries.get(info.id);
    const database = this.#databases.get(schemaId);
    const system = database?.system ?? false;
    const hasRows = !system && database !== undefined && info.kind === 'table';
    const schema = hasRows ? tableSchemaOf(database.name, info, this.#zone) : undefined;
    const entry: Entry = { schemaId, info, schema };
    this.#entries.set(info.id, entry);
    if (system) this.#addSystemTable(database?.name ?? '', info);
    const ids = new Set(schema?.physicalIds);
    for (const id of before?.schema?.physicalIds ?? []) if (!ids.has(id)) this.#versions.set(id, ts, undefined);
    for (const id of ids) this.#versions.set(id, ts, schema);
    return entry;
  }

  #addSystemTable(db: string, info: TableInfo): void {
    for (const id of info.partitionIds.length > 0 ? info.partitionIds : [info.id]) this.#systemIds.add(id);
    if (info.id === DDL_JOB_TABLE_ID || info.id === DDL_HISTORY_TABLE_ID)
      this.#ddlTables.set(info.id, tableSchemaOf(db, info, undefined));
  }

  #remove(id: TableId, ts: Ts): Entry | undefined {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    for (const physicalId of entry?.schema?.physicalIds ?? []) this.#versions.set(physicalId, ts, undefined);
    return entry;
  }
}

function databaseOf(name: string): Database {
  return { name, system: isSystemDatabase(name) };
}

function tableOf(job: DdlJob): TableInfo {
  if (job.table !== undefined) return job.table;
  throw corruptJob(`job ${job.id} (${ddlTypeName(job.typeCode)}) at ${job.commitTs} has no table`);
}

/** The change from one entry to another; nothing when neither has rows, as with views. */
function changeOf(before: Entry | undefined, after: Entry | undefined): readonly TableChange[] {
  const from = before?.schema;
  const to = after?.schema;
  if (from === undefined && to === undefined) return [];
  return [{ before: stateOf(from), after: to === undefined ? null : { ...nameAndIds(to), schema: to } }];
}

function stateOf(schema: TableSchema | undefined): TableState | null {
  return schema === undefined ? null : nameAndIds(schema);
}

function nameAndIds(schema: TableSchema): TableState {
  const state = { db: schema.db, table: schema.table, ids: schema.physicalIds };
  return schema.keyColumns.length === 0 ? { ...state, keyless: true } : state;
}
