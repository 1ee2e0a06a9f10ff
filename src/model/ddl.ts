import type { TiValveError } from '../errors/TiValveError';
import type { Committed } from './flow';
import type { Table, TableName } from './table';
import type { Ts } from './ts';

/** A table's state on one side of a DDL. */
export interface TableState extends TableName {
  /** Physical ids. */
  readonly ids: readonly number[];
  /** There for a table that nothing tells the rows of apart: no primary key, and no unique index without NULLs. */
  readonly keyless?: true;
}

/** A table after a DDL, with its new schema. */
export interface TableStateAfter extends TableState {
  readonly schema: Table;
}

/** How a DDL changed one table: `before` is `null` for a table that came, `after` for one that went. */
export interface TableChange {
  readonly before: TableState | null;
  readonly after: TableStateAfter | null;
  /** The normalised text for this table alone, of a job that makes several. */
  readonly statement?: string;
}

/**
 * What a DDL is a barrier for: one table (or none, as one that creates a table), several tables, or every table of its
 * database (of the cluster, when `db` is empty).
 */
export type DdlBarrier = 'table' | 'tables' | 'schema';

/** A finished DDL job of a user database. */
export interface DdlEvent extends Committed {
  readonly kind: 'ddl';
  /** TiDB's name for the action: `create table`, `add column`. */
  readonly ddlType: string;
  /** TiDB's number for the action. */
  readonly typeCode: number;
  readonly db: string;
  /** Empty for a DDL of a whole database. */
  readonly table: string;
  /** The SQL text as the job has it. */
  readonly query: string;
  /**
   * The text for a connection without a current database and with the default SQL mode: names in full, without comments,
   * and with the part that is this event's where a text names several tables.
   */
  readonly normalizedQuery: string;
  readonly barrier: DdlBarrier;
  /** The job's. */
  readonly startTs: Ts;
  /** That of the row that marks the job done. */
  readonly commitTs: Ts;
  readonly tables: readonly TableChange[];
  /**
   * Why the job cannot be read; then the rest is what else the job's row tells, and `tables` have no schema from here on,
   * until a later DDL tells one.
   */
  readonly unreadable?: TiValveError;
}
