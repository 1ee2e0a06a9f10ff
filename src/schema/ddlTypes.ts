/** TiDB's numbers for the actions that this folder treats by name. */
export const DDL_ACTIONS = {
  createSchema: 1,
  dropSchema: 2,
  createTable: 3,
  dropTable: 4,
  truncateTable: 11,
  renameTable: 14,
  createView: 21,
  dropView: 24,
  recoverTable: 25,
  modifySchemaCharset: 26,
  createSequence: 34,
  dropSequence: 36,
  exchangePartition: 42,
  renameTables: 47,
  modifySchemaPlacement: 55,
  createTables: 60,
  recoverSchema: 63,
  reorganizePartition: 64,
  alterPartitioning: 71,
  removePartitioning: 72,
  modifySchemaReadOnly: 77,
  schemaSoftDelete: 80,
} as const;

/** Actions of a whole database that is there before and after. */
export const SCHEMA_ACTIONS: ReadonlySet<number> = new Set([
  DDL_ACTIONS.modifySchemaCharset,
  DDL_ACTIONS.modifySchemaPlacement,
  DDL_ACTIONS.modifySchemaReadOnly,
  DDL_ACTIONS.schemaSoftDelete,
]);

/** Whether an action is one of a whole database. */
export function isSchemaAction(typeCode: number): boolean {
  return (
    typeCode === DDL_ACTIONS.createSchema ||
    typeCode === DDL_ACTIONS.dropSchema ||
    typeCode === DDL_ACTIONS.recoverSchema ||
    SCHEMA_ACTIONS.has(typeCode)
  );
}

/**
 * Actions of the whole cluster: placement policies, resource groups, flashback. Their jobs name no database; what they
 * have for its id is that of the policy or group, which may be equal to some database's.
 */
export const CLUSTER_ACTIONS: ReadonlySet<number> = new Set([51, 52, 53, 62, 68, 69, 70, 76]);

/**
 * Actions on a table that leave its columns, keys and partitions alone: locks, TiFlash replicas, identifier caches,
 * check constraints, placement, caching, attributes. The table's schema stays the same object, so that no sink is told
 * of a change that it could not see.
 */
export const UNCHANGING_ACTIONS: ReadonlySet<number> = new Set([
  27, 28, 30, 31, 39, 40, 43, 44, 45, 49, 50, 54, 56, 57, 58, 59, 74, 75,
]);

/** TiDB's names for its actions, by their number. */
export const DDL_TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'create schema'],
  [2, 'drop schema'],
  [3, 'create table'],
  [4, 'drop table'],
  [5, 'add column'],
  [6, 'drop column'],
  [7, 'add index'],
  [8, 'drop index'],
  [9, 'add foreign key'],
  [10, 'drop foreign key'],
  [11, 'truncate table'],
  [12, 'modify column'],
  [13, 'rebase auto_increment ID'],
  [14, 'rename table'],
  [15, 'set default value'],
  [16, 'shard row ID'],
  [17, 'modify table comment'],
  [18, 'rename index'],
  [19, 'add partition'],
  [20, 'drop partition'],
  [21, 'create view'],
  [22, 'modify table charset and collate'],
  [23, 'truncate partition'],
  [24, 'drop view'],
  [25, 'recover table'],
  [26, 'modify schema charset and collate'],
  [27, 'lock table'],
  [28, 'unlock table'],
  [29, 'repair table'],
  [30, 'set tiflash replica'],
  [31, 'update tiflash replica status'],
  [32, 'add primary key'],
  [33, 'drop primary key'],
  [34, 'create sequence'],
  [35, 'alter sequence'],
  [36, 'drop sequence'],
  [37, 'add multi-columns'],
  [38, 'drop multi-columns'],
  [39, 'modify auto id cache'],
  [40, 'rebase auto_random ID'],
  [41, 'alter index visibility'],
  [42, 'exchange partition'],
  [43, 'add check constraint'],
  [44, 'drop check constraint'],
  [45, 'alter check constraint'],
  [47, 'rename tables'],
  [48, 'drop multi-indexes'],
  [49, 'alter table attributes'],
  [50, 'alter table partition attributes'],
  [51, 'create placement policy'],
  [52, 'alter placement policy'],
  [53, 'drop placement policy'],
  [54, 'alter table partition placement'],
  [55, 'modify schema default placement'],
  [56, 'alter table placement'],
  [57, 'alter table cache'],
  [58, 'alter table statistics options'],
  [59, 'alter table nocache'],
  [60, 'create tables'],
  [61, 'alter table multi-schema change'],
  [62, 'flashback cluster'],
  [63, 'flashback schema'],
  [64, 'alter table reorganize partition'],
  [65, 'alter table ttl'],
  [67, 'alter table no_ttl'],
  [68, 'create resource group'],
  [69, 'alter resource group'],
  [70, 'drop resource group'],
  [71, 'alter table partition by'],
  [72, 'alter table remove partitioning'],
  [73, 'add columnar index'],
  [74, 'modify engine attribute'],
  [75, 'alter table mode'],
  [76, 'refresh meta'],
  [77, 'modify schema read only'],
  [78, 'alter table affinity'],
]);

/** What TiDB calls an action; `action N` for one that is newer than this table. */
export function ddlTypeName(code: number): string {
  return DDL_TYPE_NAMES.get(code) ?? `action ${code}`;
}
