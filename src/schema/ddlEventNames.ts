import { DDL_TYPE_NAMES, SCHEMA_ACTIONS } from './ddlTypes';

/** TiCDC's names for TiDB's actions; some cover several. Those of `DDL_TYPE_NAMES` hold beside them. */
const NAMES: ReadonlyMap<string, readonly number[]> = new Map([
  ['create database', [1]],
  ['create schema', [1]],
  ['drop database', [2]],
  ['drop schema', [2]],
  ['alter database', [...SCHEMA_ACTIONS]],
  ['alter schema', [...SCHEMA_ACTIONS]],
  ['modify schema charset and collate', [26]],
  ['create table', [3, 60]],
  ['drop table', [4]],
  ['truncate table', [11]],
  ['rename table', [14, 47]],
  ['recover table', [25]],
  ['modify table comment', [17]],
  ['modify table charset and collate', [22]],
  ['create view', [21]],
  ['drop view', [24]],
  ['add table partition', [19]],
  ['drop table partition', [20]],
  ['truncate table partition', [23]],
  ['exchange table partition', [42]],
  ['reorganize table partition', [64]],
  ['alter table partitioning', [71]],
  ['remove table partitioning', [72]],
  ['add column', [5, 37]],
  ['drop column', [6, 38]],
  ['modify column', [12]],
  ['set default value', [15]],
  ['rebase auto id', [13]],
  ['add primary key', [32]],
  ['drop primary key', [33]],
  ['create index', [7]],
  ['drop index', [8, 48]],
  ['rename index', [18]],
  ['alter index visibility', [41]],
  ['alter ttl info', [65]],
  ['alter ttl remove', [67]],
  ['multi schema change', [61]],
  ['add foreign key', [9]],
  ['drop foreign key', [10]],
  ['add fulltext index', [230]],
  ['create hybrid index', [231]],
  // What ALTER TABLE does, whichever way.
  [
    'alter table',
    [
      5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 27, 28, 30, 32, 33, 37, 38, 39, 40, 41, 42, 43, 44,
      45, 47, 48, 49, 50, 54, 56, 57, 58, 59, 61, 64, 65, 67, 71, 72, 73, 74, 75, 78,
    ],
  ],
]);

/** Actions that TiCDC knows and takes for harmless: the group `incompatible ddl changes` has all its others. */
const COMPATIBLE: ReadonlySet<number> = new Set([1, 3, 60, 7, 21, 24, 19]);

const KNOWN_TO_TICDC: ReadonlySet<number> = new Set(
  [...NAMES].flatMap(([name, codes]) => (name === 'alter table' ? [] : codes)),
);

const NAMES_OF = new Map<number, Set<string>>();
for (const [name, codes] of NAMES) for (const code of codes) addName(code, name);
for (const [code, name] of DDL_TYPE_NAMES) addName(code, name);

function addName(code: number, name: string): void {
  const names = NAMES_OF.get(code) ?? new Set();
  NAMES_OF.set(code, names.add(name.toLowerCase()));
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What event filters may call an action: TiDB's name and TiCDC's, in lower case. */
export function ddlEventNamesOf(typeCode: number): ReadonlySet<string> {
  return NAMES_OF.get(typeCode) ?? NO_NAMES;
}

/** Whether an action belongs to the group `incompatible ddl changes`. */
export function isIncompatibleDdl(typeCode: number): boolean {
  return KNOWN_TO_TICDC.has(typeCode) && !COMPATIBLE.has(typeCode);
}

/** Every name that some action goes by. */
export const DDL_EVENT_NAMES: readonly string[] = [
  ...new Set([...NAMES_OF.values()].flatMap((names) => [...names])),
].sort();
