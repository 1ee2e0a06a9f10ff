/** A logical or physical table id. TiDB's ids stay below 2^48, so a number holds them. */
export type TableId = number;

/** Database and table, as the user wrote them. */
export interface TableName {
  readonly db: string;
  readonly table: string;
}

/** One column of a table as sinks see it. Virtual generated columns are not there: TiKV does not store them. */
export interface Column {
  /** TiDB's column id; never used again within its table. */
  readonly id: number;
  readonly name: string;
  /** MySQL's type as SHOW CREATE TABLE prints it: `bigint(20) unsigned`, `varchar(24)`, `enum('a','b')`. */
  readonly type: string;
  readonly charset: string;
  readonly collation: string;
  readonly nullable: boolean;
  readonly unsigned: boolean;
  /** Whether the column's bytes are not text (BINARY, VARBINARY, BLOB). */
  readonly binary: boolean;
  /** Part of the primary key. */
  readonly primaryKey: boolean;
  /** What rows written before the column existed hold, as row JSON writes it; `null` also when there is none. */
  readonly originDefault: string | number | null;
}

/** A generated column that is not stored: its value is computed from the row whenever it is read. */
export interface VirtualColumn {
  readonly column: Column;
  /** SQL over the other columns, as TiDB keeps it. */
  readonly expression: string;
}

/** A table as of one schema version. The same object serves every row of that version, so identity tells a change. */
export interface Table extends TableName {
  /** Logical id; a partition's rows carry their partition's id beside it. */
  readonly id: TableId;
  /** Ids under which rows are stored: the partitions', or the table's own. */
  readonly physicalIds: readonly TableId[];
  /** In display order. */
  readonly columns: readonly Column[];
  /** Names of the handle's columns in index order, else of the first NOT NULL unique index, else none. */
  readonly keyColumns: readonly string[];
  /** Names of the columns of each unique index, the primary key's among them. */
  readonly uniqueKeys: readonly (readonly string[])[];
  /** What filters by value may name beside `columns`. Sinks are not told of it, and rows do not have it. */
  readonly virtualColumns?: readonly VirtualColumn[];
}
