import { EmulatorError } from '../../errors/TiValveError';
import type { TableId } from '../../model/table';
import type { Catalog, CatalogTable, SchemaChanges } from './Catalog';
import { type ColumnSpec, FLAGS } from './columnTypes';
import { DDL_TYPES, type JobPlan, type JobResult, type JobStep } from './DdlRunner';
import type { GoJson } from './goJson';
import { definitionsOf, type ListPartition, partitionCount, type RangePartition } from './partitions';
import {
  type ColumnInfoJson,
  databaseInfo,
  type IndexInfoJson,
  nameJson,
  type PartitionDefinitionJson,
  type PartitionInfoJson,
  SCHEMA_STATES,
  type TableInfoJson,
} from './schemaJson';
import {
  addedColumn,
  columnInfoOf,
  columnText,
  createTableText,
  flaggedColumns,
  type IndexSpec,
  indexInfoOf,
  indexText,
  partitionList,
  type TableSpec,
  tableInfoOf,
} from './tableSpec';

/** A DDL: how many ids it needs, and what it does with them. */
export interface Ddl {
  readonly ids: number;
  readonly plan: (ids: readonly number[]) => JobPlan;
}

const S = SCHEMA_STATES;

function wrong(detail: string): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', detail);
}

function nameOf({ database, layout }: CatalogTable): string {
  return `\`${database.db_name.O}\`.\`${layout.info.name.O}\``;
}

/** The fields of a job about a table that is there. */
function jobOf(target: CatalogTable): Pick<JobPlan, 'schemaId' | 'tableId' | 'schemaName' | 'tableName'> {
  const { database, layout } = target;
  return {
    schemaId: database.id,
    tableId: layout.info.id,
    schemaName: database.db_name.O,
    tableName: layout.info.name.O,
  };
}

/** A step that puts a table as it is from then on. */
function putStep(schemaState: number, databaseId: number, table: TableInfoJson, args?: GoJson): JobStep {
  return {
    schemaState,
    ...(args !== undefined && { args }),
    change: (changes) => ({ table: changes.putTable(databaseId, table) }),
  };
}

export function createDatabase(catalog: Catalog, name: string): Ddl {
  if (catalog.findDatabase(name) !== undefined) throw wrong(`database ${name} is there already`);
  return {
    ids: 1,
    plan: ([id = 0]) => ({
      type: DDL_TYPES.createSchema,
      schemaId: id,
      tableId: 0,
      schemaName: name,
      tableName: '',
      query: `CREATE DATABASE \`${name}\``,
      args: { db_info: databaseInfo(id, name, S.none) },
      involving: [{ database: name.toLowerCase(), table: '*' }],
      steps: [
        {
          schemaState: S.public,
          args: { db_info: databaseInfo(id, name, S.public) },
          change: (changes) => {
            const database = databaseInfo(id, name, S.public);
            changes.putDatabase(database);
            return { database };
          },
        },
      ],
    }),
  };
}

export function dropDatabase(catalog: Catalog, name: string): Ddl {
  const database = catalog.database(name);
  const put =
    (state: number) =>
    (changes: SchemaChanges): JobResult => {
      changes.putDatabase({ ...database, state });
      return {};
    };
  const droppedIds = catalog.tablesOf(database.id).flatMap((layout) => allIds(layout.info));
  return {
    ids: 0,
    plan: () => ({
      type: DDL_TYPES.dropSchema,
      schemaId: database.id,
      tableId: 0,
      schemaName: database.db_name.O,
      tableName: '',
      query: `DROP DATABASE \`${database.db_name.O}\``,
      args: { fk_check: true },
      schemaState: S.public,
      involving: [{ database: database.db_name.L, table: '*' }],
      steps: [
        { schemaState: S.writeOnly, change: put(S.writeOnly) },
        { schemaState: S.deleteOnly, change: put(S.deleteOnly) },
        {
          schemaState: S.none,
          args: { all_dropped_table_ids: droppedIds },
          change: (changes) => {
            changes.deleteDatabase(database.id);
            return { database: { ...database, state: S.none } };
          },
        },
      ],
    }),
  };
}

function allIds(table: TableInfoJson): readonly TableId[] {
  return [table.id, ...(table.partition?.definitions ?? []).map(({ id }) => id)];
}

export function createTable(catalog: Catalog, spec: TableSpec): Ddl {
  const database = catalog.database(spec.db);
  if (catalog.findTable(spec.db, spec.table) !== undefined)
    throw wrong(`table ${spec.db}.${spec.table} is there already`);
  const count = spec.partitionBy === undefined ? 0 : partitionCount(spec.partitionBy);
  // A wrong definition must not leave a job behind.
  tableInfoOf(spec, 0, []);
  return {
    ids: 1 + count,
    plan: ([id = 0, ...partitionIds]) => {
      const table = tableInfoOf(spec, id, partitionIds);
      return {
        type: DDL_TYPES.createTable,
        schemaId: database.id,
        tableId: id,
        schemaName: database.db_name.O,
        tableName: spec.table,
        query: createTableText(spec),
        args: { table_info: { ...table, state: S.none }, fk_check: true },
        steps: [putStep(S.public, database.id, table, { table_info: table, fk_check: true })],
      };
    },
  };
}

export function dropTable(target: CatalogTable): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.dropTable,
      query: `DROP TABLE ${nameOf(target)}`,
      args: { identifiers: [{ Schema: database.db_name, Name: info.name }], fk_check: true },
      schemaState: S.public,
      steps: [
        putStep(S.writeOnly, database.id, { ...info, state: S.writeOnly }),
        putStep(S.deleteOnly, database.id, { ...info, state: S.deleteOnly }),
        {
          schemaState: S.none,
          args: {
            start_key: dataStart(info.id),
            ...(info.partition !== null && { old_partition_ids: info.partition.definitions.map(({ id }) => id) }),
            old_rule_ids: [`schema/${database.db_name.L}/${info.name.L}`],
          },
          change: (changes, tx) => {
            changes.deleteTable(database.id, info.id);
            return { table: { ...info, state: S.none, update_timestamp: tx.startTs } };
          },
        },
      ],
    }),
  };
}

/** Where a dropped table's data begins, as the finished job tells it. */
function dataStart(id: TableId): Uint8Array {
  const key = Buffer.alloc(9);
  key[0] = 't'.charCodeAt(0);
  key.writeBigUInt64BE(BigInt(id) | (1n << 63n), 1);
  return key;
}

export function truncateTable(target: CatalogTable): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const old = info.partition?.definitions ?? [];
  return {
    ids: 1 + old.length,
    plan: ([newId = 0, ...partitionIds]) => {
      const table: TableInfoJson = {
        ...info,
        id: newId,
        partition: info.partition === null ? null : { ...info.partition, definitions: withIds(old, partitionIds) },
      };
      return {
        ...jobOf(target),
        type: DDL_TYPES.truncateTable,
        query: `TRUNCATE TABLE ${nameOf(target)}`,
        args: {
          fk_check: true,
          new_table_id: newId,
          ...(old.length > 0 && { new_partition_ids: partitionIds, old_partition_ids: old.map(({ id }) => id) }),
        },
        steps: [
          {
            schemaState: S.public,
            diff: { table_id: newId, old_table_id: info.id },
            change: (changes) => {
              changes.deleteTable(database.id, info.id);
              return { table: changes.putTable(database.id, table) };
            },
          },
        ],
      };
    },
  };
}

function withIds(
  definitions: readonly PartitionDefinitionJson[],
  ids: readonly TableId[],
): readonly PartitionDefinitionJson[] {
  return definitions.map((definition, i) => ({ ...definition, id: ids[i] ?? definition.id }));
}

/** Renames a table, also into another database. The metadata changes in one transaction, the job is done in a second. */
export function renameTable(catalog: Catalog, target: CatalogTable, newDb: string, newName: string): Ddl {
  const { database, layout } = target;
  const newDatabase = catalog.database(newDb);
  if (catalog.findTable(newDb, newName) !== undefined) throw wrong(`table ${newDb}.${newName} is there already`);
  const table = { ...layout.info, name: nameJson(newName) };
  const args = {
    old_schema_id: database.id,
    old_schema_name: database.db_name,
    new_table_name: nameJson(newName),
    old_table_name: nameJson(''),
  };
  const move = (changes: SchemaChanges): JobResult => {
    changes.deleteTable(database.id, table.id);
    return { table: changes.putTable(newDatabase.id, table) };
  };
  const diff = { old_schema_id: database.id };
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      schemaId: newDatabase.id,
      type: DDL_TYPES.renameTable,
      query: `RENAME TABLE ${nameOf(target)} TO \`${newDatabase.db_name.O}\`.\`${newName}\``,
      args,
      involving: [
        { database: database.db_name.L, table: layout.info.name.L },
        { database: newDatabase.db_name.L, table: newName.toLowerCase() },
      ],
      steps: [
        { schemaState: S.public, args: { ...args, new_schema_id: newDatabase.id }, change: move, diff },
        { schemaState: S.public, change: () => ({ table }), diff },
      ],
    }),
  };
}

export type ColumnPosition = 'first' | { readonly after: string } | undefined;

/** Adds a column in four states: writers know it two states before readers do. */
export function addColumn(target: CatalogTable, spec: ColumnSpec, position: ColumnPosition): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  if (info.cols.some(({ name }) => name.L === spec.name.toLowerCase()))
    throw wrong(`column ${spec.name} is there already`);
  const offset = info.cols.length;
  const column = addedColumn(spec, { id: info.max_col_id + 1, offset });
  const withColumn = (state: number): TableInfoJson => ({
    ...info,
    cols: [...info.cols, { ...column, state }],
    max_col_id: column.id,
  });
  const argsOf = (id: number): GoJson => ({
    column_info: { ...column, id, state: S.none },
    position: positionJson(position),
  });
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.addColumn,
      query: `ALTER TABLE ${nameOf(target)} ADD COLUMN ${columnText(spec)}${positionText(position)}`,
      args: argsOf(0),
      steps: [
        putStep(S.deleteOnly, database.id, withColumn(S.deleteOnly), argsOf(column.id)),
        putStep(S.writeOnly, database.id, withColumn(S.writeOnly)),
        putStep(S.writeReorganization, database.id, withColumn(S.writeReorganization)),
        putStep(S.public, database.id, moveColumn(withColumn(S.public), offset, targetOffset(info, position))),
      ],
    }),
  };
}

function targetOffset(info: TableInfoJson, position: ColumnPosition): number {
  if (position === undefined) return info.cols.length;
  if (position === 'first') return 0;
  const after = info.cols.findIndex(({ name }) => name.L === position.after.toLowerCase());
  if (after < 0) throw wrong(`there is no column ${position.after}`);
  return after + 1;
}

function positionJson(position: ColumnPosition): GoJson {
  if (position === undefined) return { Tp: 0, RelativeColumn: null };
  if (position === 'first') return { Tp: 1, RelativeColumn: null };
  return {
    Tp: 2,
    RelativeColumn: { Schema: nameJson(''), Table: nameJson(''), Name: nameJson(position.after) },
  };
}

function positionText(position: ColumnPosition): string {
  if (position === undefined) return '';
  return position === 'first' ? ' FIRST' : ` AFTER \`${position.after}\``;
}

/** Moves a column; offsets, in the indexes too, follow. */
function moveColumn(info: TableInfoJson, from: number, to: number): TableInfoJson {
  const cols = [...info.cols];
  const [moved] = cols.splice(from, 1);
  if (moved !== undefined) cols.splice(to, 0, moved);
  return withColumns(info, cols);
}

/** The table with other columns, which get their offsets anew. */
function withColumns(info: TableInfoJson, columns: readonly ColumnInfoJson[]): TableInfoJson {
  const cols = columns.map((column, offset) => ({ ...column, offset }));
  const offsetOf = new Map(cols.map(({ name, offset }) => [name.L, offset]));
  return {
    ...info,
    cols,
    index_info:
      info.index_info?.map((index) => ({
        ...index,
        idx_cols: index.idx_cols.map((part) => ({ ...part, offset: offsetOf.get(part.name.L) ?? part.offset })),
      })) ?? null,
  };
}

export function dropColumn(target: CatalogTable, name: string): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const column = columnOf(info, name);
  if (info.index_info?.some((index) => index.idx_cols.some((part) => part.name.L === column.name.L)) === true)
    throw wrong(`column ${name} is part of an index`);
  if ((column.type.Flag & FLAGS.primaryKey) !== 0) throw wrong(`column ${name} is part of the primary key`);
  // A column on its way out stands behind the others.
  const last = moveColumn(info, column.offset, info.cols.length - 1);
  const withState = (state: number): TableInfoJson => ({
    ...last,
    cols: last.cols.map((item) => (item.id === column.id ? { ...item, state } : item)),
  });
  const args = { column_info: { ...column, id: 0, offset: 0 } };
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.dropColumn,
      query: `ALTER TABLE ${nameOf(target)} DROP COLUMN \`${column.name.O}\``,
      args,
      schemaState: S.public,
      steps: [
        putStep(S.writeOnly, database.id, withState(S.writeOnly)),
        putStep(S.deleteOnly, database.id, withState(S.deleteOnly)),
        putStep(S.deleteReorganization, database.id, withState(S.deleteReorganization)),
        putStep(S.none, database.id, { ...last, cols: last.cols.slice(0, -1) }),
      ],
    }),
  };
}

function columnOf(info: TableInfoJson, name: string): ColumnInfoJson {
  const column = info.cols.find((candidate) => candidate.name.L === name.toLowerCase());
  if (column === undefined) throw wrong(`table ${info.name.O} has no column ${name}`);
  return column;
}

/**
 * Changes a column in the metadata alone: its name, default, comment, and its type where stored bytes stay good (wider
 * integers and texts, more members, NULL allowed).
 */
export function modifyColumn(target: CatalogTable, name: string, spec: ColumnSpec, position: ColumnPosition): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const old = columnOf(info, name);
  const made = columnInfoOf(spec, { id: old.id, offset: old.offset });
  const kept = old.type.Flag & (FLAGS.primaryKey | FLAGS.uniqueKey | FLAGS.multipleKey);
  const column: ColumnInfoJson = {
    ...made,
    type: { ...made.type, Flag: made.type.Flag | kept },
    origin_default: old.origin_default,
    origin_default_bit: old.origin_default_bit,
  };
  if (!staysReadable(old, column)) throw wrong(`changing ${name} to ${spec.type} would rewrite its rows`);
  const renamed = info.cols.map((item) => (item.id === old.id ? column : item));
  const indexes = info.index_info?.map((index) => renamedIndex(index, old, column)) ?? null;
  const base = { ...info, cols: renamed, index_info: indexes };
  const to = position === undefined ? old.offset : targetOffset(base, position);
  const table = moveColumn(base, old.offset, to > old.offset && position !== undefined ? to - 1 : to);
  const rename = old.name.L === column.name.L ? '' : `CHANGE COLUMN \`${old.name.O}\``;
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.modifyColumn,
      query: `ALTER TABLE ${nameOf(target)} ${rename || 'MODIFY COLUMN'} ${columnText(spec)}${positionText(position)}`,
      args: { column, old_column_name: old.name, position: positionJson(position) },
      steps: [putStep(S.public, database.id, table)],
    }),
  };
}

function renamedIndex(index: IndexInfoJson, old: ColumnInfoJson, column: ColumnInfoJson): IndexInfoJson {
  return {
    ...index,
    idx_cols: index.idx_cols.map((part) => (part.name.L === old.name.L ? { ...part, name: column.name } : part)),
  };
}

const INTEGER_ORDER: readonly number[] = [1, 2, 9, 3, 8];
const STRING_CODES: ReadonlySet<number> = new Set([15, 254, 249, 252, 250, 251]);

function staysReadable({ type: old }: ColumnInfoJson, { type: made }: ColumnInfoJson): boolean {
  const sameSign = ((old.Flag ^ made.Flag) & FLAGS.unsigned) === 0;
  const notStricter = (made.Flag & FLAGS.notNull) === 0 || (old.Flag & FLAGS.notNull) !== 0;
  if (!sameSign || !notStricter || old.Charset !== made.Charset || old.Collate !== made.Collate) return false;
  if (INTEGER_ORDER.includes(old.Tp)) return INTEGER_ORDER.indexOf(made.Tp) >= INTEGER_ORDER.indexOf(old.Tp);
  if (STRING_CODES.has(old.Tp)) {
    // CHAR and BINARY are stored trimmed or padded, the others as they are.
    return STRING_CODES.has(made.Tp) && (old.Tp === 254) === (made.Tp === 254) && made.Flen >= old.Flen;
  }
  if (old.Elems !== null) return old.Tp === made.Tp && old.Elems.every((member, i) => made.Elems?.[i] === member);
  return old.Tp === made.Tp && old.Flen === made.Flen && old.Decimal === made.Decimal;
}

/** Adds an index; `fill` writes the entries of the rows that are there. */
export function addIndex(target: CatalogTable, spec: IndexSpec, fill: (indexId: number) => void): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const id = info.max_idx_id + 1;
  const index = indexInfoOf(info.cols, spec, id);
  if (info.index_info?.some((item) => item.idx_name.L === index.idx_name.L) === true)
    throw wrong(`index ${index.idx_name.O} is there already`);
  const withIndex = (state: number, cols = info.cols): TableInfoJson => ({
    ...info,
    cols,
    index_info: [...(info.index_info ?? []), { ...index, state }],
    max_idx_id: id,
  });
  const indexes = [...(info.index_info ?? []), index];
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.addIndex,
      query: `ALTER TABLE ${nameOf(target)} ADD ${indexText(spec)}`,
      args: { index_args: [indexArgs(spec, index)] },
      reorg: true,
      steps: [
        putStep(S.deleteOnly, database.id, withIndex(S.deleteOnly)),
        putStep(S.writeOnly, database.id, withIndex(S.writeOnly)),
        {
          ...putStep(S.writeReorganization, database.id, withIndex(S.writeReorganization)),
          afterwards: () => fill(id),
        },
        putStep(S.public, database.id, withIndex(S.public, flaggedColumns(info.cols, indexes)), {
          index_args: [{ index_name: nameJson(''), index_part_specifications: null, index_id: id }],
        }),
      ],
    }),
  };
}

function indexArgs(spec: IndexSpec, index: IndexInfoJson): GoJson {
  return {
    ...(spec.unique === true && { unique: true }),
    index_name: index.idx_name,
    index_part_specifications: index.idx_cols.map(({ name, length }) => ({
      Column: { Schema: nameJson(''), Table: nameJson(''), Name: name },
      Length: length,
      Desc: false,
      Expr: null,
    })),
    index_option: null,
  };
}

export function dropIndex(target: CatalogTable, name: string): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const index = info.index_info?.find((item) => item.idx_name.L === name.toLowerCase());
  if (index === undefined || (index.is_primary && info.is_common_handle))
    throw wrong(`there is no index ${name} to drop`);
  const withState = (state: number): TableInfoJson => ({
    ...info,
    index_info: info.index_info?.map((item) => (item.id === index.id ? { ...item, state } : item)) ?? null,
  });
  const rest = info.index_info?.filter((item) => item.id !== index.id) ?? [];
  const argsOf = (indexId: number): GoJson => ({
    index_args: [
      {
        index_name: index.idx_name,
        index_part_specifications: null,
        ...(indexId > 0 && { index_id: indexId }),
      },
    ],
  });
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.dropIndex,
      query: `ALTER TABLE ${nameOf(target)} DROP INDEX \`${index.idx_name.O}\``,
      args: argsOf(0),
      schemaState: S.public,
      steps: [
        putStep(S.writeOnly, database.id, withState(S.writeOnly)),
        putStep(S.deleteOnly, database.id, withState(S.deleteOnly)),
        putStep(S.deleteReorganization, database.id, withState(S.deleteReorganization)),
        putStep(
          S.none,
          database.id,
          { ...info, cols: flaggedColumns(info.cols, rest), index_info: rest },
          argsOf(index.id),
        ),
      ],
    }),
  };
}

function partitionOf(target: CatalogTable): PartitionInfoJson {
  const { partition } = target.layout.info;
  if (partition?.enable !== true) throw wrong(`${nameOf(target)} is not partitioned`);
  return partition;
}

/** Adds partitions behind those of a range, or to a list. */
export function addPartitions(target: CatalogTable, partitions: readonly (RangePartition | ListPartition)[]): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const old = partitionOf(target);
  return {
    ids: partitions.length,
    plan: (ids) => {
      const added = definitionsOf(partitions, ids);
      const args = {
        part_info: { ...old, definitions: added, num: partitions.length },
      };
      return {
        ...jobOf(target),
        type: DDL_TYPES.addPartition,
        query: `ALTER TABLE ${nameOf(target)} ADD PARTITION (${partitionList(partitions)})`,
        args,
        steps: [
          putStep(S.replicaOnly, database.id, { ...info, partition: { ...old, adding_definitions: added } }),
          putStep(S.public, database.id, {
            ...info,
            partition: {
              ...old,
              definitions: [...old.definitions, ...added],
              num: old.definitions.length + added.length,
            },
          }),
        ],
      };
    },
  };
}

/** Chooses partitions by name. */
function named(target: CatalogTable, names: readonly string[]): readonly PartitionDefinitionJson[] {
  return names.map((name) => {
    const found = partitionOf(target).definitions.find((definition) => definition.name.L === name.toLowerCase());
    if (found === undefined) throw wrong(`${nameOf(target)} has no partition ${name}`);
    return found;
  });
}

export function dropPartitions(target: CatalogTable, names: readonly string[]): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const old = partitionOf(target);
  const dropped = named(target, names);
  const rest = old.definitions.filter((definition) => !dropped.includes(definition));
  if (rest.length === 0) throw wrong('the last partition cannot be dropped');
  const under: TableInfoJson = {
    ...info,
    partition: { ...old, definitions: rest, dropping_definitions: dropped },
  };
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: DDL_TYPES.dropPartition,
      query: `ALTER TABLE ${nameOf(target)} DROP PARTITION ${names.map((name) => `\`${name}\``).join(', ')}`,
      args: { part_names: names },
      schemaState: S.public,
      steps: [
        putStep(S.writeOnly, database.id, under),
        putStep(S.deleteOnly, database.id, under),
        putStep(S.deleteReorganization, database.id, under),
        putStep(
          S.none,
          database.id,
          { ...info, partition: { ...old, definitions: rest, num: rest.length } },
          { part_names: names, old_physical_tbl_ids: dropped.map(({ id }) => id) },
        ),
      ],
    }),
  };
}

/** Empties partitions: each gets a new id. */
export function truncatePartitions(target: CatalogTable, names: readonly string[]): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const old = partitionOf(target);
  const chosen = named(target, names);
  return {
    ids: chosen.length,
    plan: (ids) => {
      const replaced = old.definitions.map((definition) => {
        const i = chosen.indexOf(definition);
        return i < 0 ? definition : { ...definition, id: ids[i] ?? definition.id };
      });
      const under: TableInfoJson = { ...info, partition: { ...old, dropping_definitions: chosen } };
      const old_partition_ids = chosen.map(({ id }) => id);
      return {
        ...jobOf(target),
        type: DDL_TYPES.truncatePartition,
        query: `ALTER TABLE ${nameOf(target)} TRUNCATE PARTITION ${names.map((name) => `\`${name}\``).join(', ')}`,
        args: { new_partition_ids: ids, old_partition_ids },
        schemaState: S.public,
        steps: [
          putStep(S.writeOnly, database.id, under),
          putStep(S.deleteOnly, database.id, under),
          putStep(S.deleteReorganization, database.id, under),
          putStep(
            S.none,
            database.id,
            { ...info, partition: { ...old, definitions: replaced } },
            { old_partition_ids },
          ),
        ],
      };
    },
  };
}

/** Swaps a partition with a plain table of the same columns: the ids change places, the rows stay where they are. */
export function exchangePartition(target: CatalogTable, partition: string, plain: CatalogTable): Ddl {
  const { database, layout } = target;
  const { info } = layout;
  const old = partitionOf(target);
  const [chosen] = named(target, [partition]);
  const plainInfo = plain.layout.info;
  if (chosen === undefined || plainInfo.partition !== null) throw wrong('only a plain table can be exchanged');
  const args = {
    partition_id: chosen.id,
    pt_schema_id: database.id,
    pt_table_id: info.id,
    partition_name: partition,
    with_validation: true,
  };
  const definitions = old.definitions.map((item) => (item === chosen ? { ...item, id: plainInfo.id } : item));
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(plain),
      type: DDL_TYPES.exchangePartition,
      query: `ALTER TABLE ${nameOf(target)} EXCHANGE PARTITION \`${partition}\` WITH TABLE ${nameOf(plain)}`,
      args,
      involving: [target, plain].map((item) => ({
        database: item.database.db_name.L,
        table: item.layout.info.name.L,
      })),
      steps: [
        putStep(S.writeOnly, plain.database.id, plainInfo),
        {
          schemaState: S.none,
          diff: { table_id: info.id, old_table_id: plainInfo.id },
          change: (changes) => {
            changes.deleteTable(plain.database.id, plainInfo.id);
            changes.putTable(plain.database.id, { ...plainInfo, id: chosen.id });
            return { table: changes.putTable(database.id, { ...info, partition: { ...old, definitions } }) };
          },
        },
      ],
    }),
  };
}

/** Any other DDL that changes a table in one step. */
export interface GenericDdl {
  /** TiDB's number for the action. */
  readonly type: number;
  readonly query: string;
  readonly args?: GoJson;
  readonly change: (table: TableInfoJson) => TableInfoJson;
}

export function alter(target: CatalogTable, ddl: GenericDdl): Ddl {
  return {
    ids: 0,
    plan: () => ({
      ...jobOf(target),
      type: ddl.type,
      query: ddl.query,
      args: ddl.args ?? null,
      steps: [putStep(S.public, target.database.id, ddl.change(target.layout.info))],
    }),
  };
}
