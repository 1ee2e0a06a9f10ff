import type { Span } from '../../model/span';
import type { TableId, TableName } from '../../model/table';
import type { Ts } from '../../model/ts';
import type { TransactionalStore, TransactionOptions } from '../transactionalStore';
import { Catalog, type CatalogTable, SchemaChanges } from './Catalog';
import type { ColumnSpec } from './columnTypes';
import { DatabaseTransaction } from './DatabaseTransaction';
import { addTo, type DdlOptions, DdlRunner } from './DdlRunner';
import * as ddl from './ddlPlans';
import { metaKey, recordSpan } from './keys';
import type { ListPartition, RangePartition } from './partitions';
import { RowIds } from './RowIds';
import { databaseInfo, SCHEMA_STATES, type TableInfoJson } from './schemaJson';
import { HISTORY_TABLE, JOB_TABLE } from './systemTables';
import type { RowFormat, RowInput, ShownRow } from './TableLayout';
import type { IndexSpec, TableSpec } from './tableSpec';

/** Options of a database. */
export interface DatabaseOptions {
  /** The format of users' rows. @defaultValue `2` */
  readonly rowFormat?: RowFormat;
}

/** A table as of one moment. */
export interface TableView extends TableName {
  readonly id: TableId;
  /** Ids under which its rows are stored: the partitions', or its own. */
  readonly physicalIds: readonly TableId[];
  /** The records of those ids, as raw keys. */
  readonly spans: readonly Span[];
  /** Columns that readers see, in their order. */
  readonly columns: readonly string[];
  /** As TiDB keeps it. */
  readonly info: TableInfoJson;
}

/** Where an added column goes, and what every DDL takes. */
export interface AddColumnOptions extends DdlOptions {
  /** @defaultValue behind the others */
  readonly position?: 'first' | { readonly after: string };
}

const FIRST_USER_ID = 100;
const BACKFILL_ROWS = 256;

/**
 * What a TiDB does to its store, without SQL: schema, rows and DDL jobs, written as TiDB writes them. There must be one
 * for a store, for it keeps the schema in memory. A store that is empty is bootstrapped; one that holds a cluster
 * already, as after a recording was loaded, is taken as it is.
 *
 * Text columns that are part of a key or an index must have a `_bin` collation. Everything is synchronous.
 *
 * Errors with `TV_EMULATOR_USAGE`.
 *
 * @example
 * ```ts
 * const db = new EmulatedDatabase(emulator);
 * db.createDatabase('shop');
 * db.createTable({
 *   db: 'shop', table: 'orders', primaryKey: ['id'],
 *   columns: [{ name: 'id', type: 'bigint' }, { name: 'total', type: 'decimal(12,2)', nullable: false }],
 * });
 * db.transaction((tx) => tx.insert('shop', 'orders', { id: 1, total: '9.90' }));
 * db.rows('shop', 'orders'); // [{ id: '1', total: '9.90' }]
 * ```
 */
export class EmulatedDatabase {
  readonly store: TransactionalStore;
  readonly #rowFormat: RowFormat;
  readonly #catalog: Catalog;
  readonly #runner: DdlRunner;
  readonly #rowIds: RowIds;
  /** When the schema was read, and when each DDL since was done. */
  readonly #settledTs: Ts[];

  constructor(store: TransactionalStore, { rowFormat = 2 }: DatabaseOptions = {}) {
    this.store = store;
    this.#rowFormat = rowFormat;
    if (store.read(metaKey(BOOTSTRAPPED), store.now()) === undefined) bootstrap(store);
    const ts = store.now();
    this.#settledTs = [ts];
    this.#catalog = Catalog.read(store, ts);
    this.#runner = new DdlRunner(store, this.#catalog);
    this.#rowIds = new RowIds(store);
  }

  createDatabase(name: string, options?: DdlOptions): Ts {
    return this.#run(ddl.createDatabase(this.#catalog, name), options);
  }

  dropDatabase(name: string, options?: DdlOptions): Ts {
    return this.#run(ddl.dropDatabase(this.#catalog, name), options);
  }

  createTable(spec: TableSpec, options?: DdlOptions): Ts {
    return this.#run(ddl.createTable(this.#catalog, spec), options);
  }

  dropTable(db: string, table: string, options?: DdlOptions): Ts {
    return this.#run(ddl.dropTable(this.#table(db, table)), options);
  }

  truncateTable(db: string, table: string, options?: DdlOptions): Ts {
    return this.#run(ddl.truncateTable(this.#table(db, table)), options);
  }

  /** Renames a table, also into another database. */
  renameTable(db: string, table: string, to: TableName, options?: DdlOptions): Ts {
    return this.#run(ddl.renameTable(this.#catalog, this.#table(db, table), to.db, to.table), options);
  }

  /** Rows that are there already read the column's default, frozen as its origin default. */
  addColumn(db: string, table: string, column: ColumnSpec, options: AddColumnOptions = {}): Ts {
    return this.#run(ddl.addColumn(this.#table(db, table), column, options.position), options);
  }

  dropColumn(db: string, table: string, column: string, options?: DdlOptions): Ts {
    return this.#run(ddl.dropColumn(this.#table(db, table), column), options);
  }

  /** Changes what the metadata says of a column. What would rewrite rows is refused. */
  modifyColumn(db: string, table: string, column: string, to: ColumnSpec, options: AddColumnOptions = {}): Ts {
    return this.#run(ddl.modifyColumn(this.#table(db, table), column, to, options.position), options);
  }

  addIndex(db: string, table: string, index: IndexSpec, options?: DdlOptions): Ts {
    const fill = (indexId: number): void => this.#fillIndex(db, table, indexId);
    return this.#run(ddl.addIndex(this.#table(db, table), index, fill), options);
  }

  dropIndex(db: string, table: string, index: string, options?: DdlOptions): Ts {
    return this.#run(ddl.dropIndex(this.#table(db, table), index), options);
  }

  addPartitions(
    db: string,
    table: string,
    partitions: readonly (RangePartition | ListPartition)[],
    options?: DdlOptions,
  ): Ts {
    return this.#run(ddl.addPartitions(this.#table(db, table), partitions), options);
  }

  dropPartitions(db: string, table: string, names: readonly string[], options?: DdlOptions): Ts {
    return this.#run(ddl.dropPartitions(this.#table(db, table), names), options);
  }

  truncatePartitions(db: string, table: string, names: readonly string[], options?: DdlOptions): Ts {
    return this.#run(ddl.truncatePartitions(this.#table(db, table), names), options);
  }

  /** Swaps a partition of `table` with the plain table `plain`. */
  exchangePartition(db: string, table: string, partition: string, plain: TableName, options?: DdlOptions): Ts {
    const other = this.#table(plain.db, plain.table);
    return this.#run(ddl.exchangePartition(this.#table(db, table), partition, other), options);
  }

  /** Any other DDL that changes a table in one step; `change` gets the TableInfo and answers the new one. */
  alter(db: string, table: string, action: ddl.GenericDdl, options?: DdlOptions): Ts {
    return this.#run(ddl.alter(this.#table(db, table), action), options);
  }

  /** Begins a transaction whose steps are the caller's. */
  begin(options?: TransactionOptions): DatabaseTransaction {
    return new DatabaseTransaction(this.store.begin(options), {
      catalog: this.#catalog,
      rowIds: this.#rowIds,
      rowFormat: this.#rowFormat,
    });
  }

  /** Runs statements in one transaction and commits it; rolls back when they throw. Answers the commitTs. */
  transaction(run: (tx: DatabaseTransaction) => void, options?: TransactionOptions): Ts {
    const tx = this.begin(options);
    try {
      run(tx);
      return tx.commit();
    } catch (error) {
      // Once it is committed there is no way back, and `run` may have ended it.
      if (tx.kv.commitTs === 0n) tx.kv.rollback();
      throw error;
    }
  }

  /** Inserts rows in a transaction of their own. Answers its commitTs. */
  insert(db: string, table: string, rows: RowInput | readonly RowInput[], options?: TransactionOptions): Ts {
    return this.transaction((tx) => tx.insert(db, table, rows), options);
  }

  /** Changes the rows that `where` finds, in a transaction of their own. Answers its commitTs. */
  update(db: string, table: string, where: RowInput, set: RowInput, options?: TransactionOptions): Ts {
    return this.transaction((tx) => void tx.update(db, table, where, set), options);
  }

  /** Removes the rows that `where` finds, in a transaction of their own. Answers its commitTs. */
  delete(db: string, table: string, where: RowInput, options?: TransactionOptions): Ts {
    return this.transaction((tx) => void tx.delete(db, table, where), options);
  }

  /**
   * The users' tables as of `ts`, which is now unless it is given. A DDL counts from the moment it is done, as it does for
   * who reads the changes; the states before are not shown.
   */
  tables(ts?: Ts): readonly TableView[] {
    return this.#catalogAt(ts).tables().map(viewOf);
  }

  /**
   * The rows of a table as of `ts`, with the schema that `tables(ts)` tells, as row JSON shows them: in the order of their
   * physical ids and keys. Locks do not matter.
   */
  rows(db: string, table: string, ts: Ts = this.store.now()): readonly ShownRow[] {
    const { layout } = this.#catalogAt(ts).table(db, table);
    return layout.physicalIds.flatMap((id) =>
      this.store.readSpan(recordSpan(id), ts).map(([key, value]) => layout.shown(layout.readRow(key, value))),
    );
  }

  /** The rows of every user's table as of `ts`, by `db.table`. */
  allRows(ts: Ts = this.store.now()): ReadonlyMap<string, readonly ShownRow[]> {
    return new Map(this.tables(ts).map(({ db, table }) => [`${db}.${table}`, this.rows(db, table, ts)] as const));
  }

  #catalogAt(ts: Ts | undefined): Catalog {
    if (ts === undefined) return this.#catalog;
    return Catalog.read(this.store, this.#settledTs.findLast((settled) => settled <= ts) ?? ts);
  }

  #table(db: string, table: string): CatalogTable {
    return this.#catalog.table(db, table);
  }

  #run({ ids, plan }: ddl.Ddl, options: DdlOptions = {}): Ts {
    const doneTs = this.#runner.run(ids, plan, options);
    this.#settledTs.push(doneTs);
    return doneTs;
  }

  /** Writes the entries of rows that were there before the index, a few hundred a transaction. */
  #fillIndex(db: string, table: string, indexId: number): void {
    const { layout } = this.#table(db, table);
    for (const physicalId of layout.physicalIds) {
      const rows = this.store.readSpan(recordSpan(physicalId), this.store.now());
      for (let start = 0; start < rows.length; start += BACKFILL_ROWS) {
        const tx = this.store.begin();
        for (const [key, value] of rows.slice(start, start + BACKFILL_ROWS)) {
          const row = { physicalId, handle: key.slice(HANDLE_OFFSET), datums: layout.readRow(key, value) };
          const [entryKey, entry] = layout.entryOf(indexId, row);
          tx.put(entryKey, entry);
        }
        tx.commit();
      }
    }
  }
}

const HANDLE_OFFSET = 11;
const BOOTSTRAPPED = 'BootstrapKey';
const BOOTSTRAP_VERSION = '241';
const DDL_TABLE_VERSION = '4';
const MYSQL_ID = 1;
const FIRST_SCHEMA_VERSION = 50;

/** Writes what a cluster has from its first start on, as far as readers of its changes see it. */
function bootstrap(store: TransactionalStore): void {
  const tx = store.begin();
  const changes = new SchemaChanges(tx);
  changes.putDatabase(databaseInfo(MYSQL_ID, 'mysql', SCHEMA_STATES.public));
  for (const table of [JOB_TABLE, HISTORY_TABLE]) changes.putTable(MYSQL_ID, table);
  addTo(tx, 'NextGlobalID', FIRST_USER_ID);
  addTo(tx, 'SchemaVersionKey', FIRST_SCHEMA_VERSION);
  tx.put(metaKey('DDLTableVersion'), Buffer.from(DDL_TABLE_VERSION));
  tx.put(metaKey('metadataLock'), Buffer.from('1'));
  tx.put(metaKey(BOOTSTRAPPED), Buffer.from(BOOTSTRAP_VERSION));
  tx.commit();
}

function viewOf({ database, layout }: CatalogTable): TableView {
  return {
    db: database.db_name.O,
    table: layout.info.name.O,
    id: layout.info.id,
    physicalIds: layout.physicalIds,
    spans: layout.physicalIds.map(recordSpan),
    columns: layout.shownColumns,
    info: layout.info,
  };
}
