import { EmulatorError } from '../../errors/TiValveError';
import type { TableId } from '../../model/table';
import type { Ts } from '../../model/ts';
import type { EmulatedTransaction, TransactionalStore } from '../transactionalStore';
import { writeGoJson } from './goJson';
import { metaHashKey, metaHashSpan } from './keys';
import { type DatabaseInfoJson, parseDatabaseInfo, parseTableInfo, type TableInfoJson } from './schemaJson';
import { TableLayout } from './TableLayout';

const DATABASES = 'DBs';

/** Databases that no user made. */
const SYSTEM_DATABASES: ReadonlySet<string> = new Set(['mysql', 'sys']);

interface CatalogDatabase {
  readonly info: DatabaseInfoJson;
  readonly tables: Map<TableId, TableLayout>;
}

/** A table in its database. */
export interface CatalogTable {
  readonly database: DatabaseInfoJson;
  readonly layout: TableLayout;
}

/** The schema at one moment: every database and its tables. */
export class Catalog {
  readonly #databases = new Map<number, CatalogDatabase>();
  /** By lower-case names; thrown away at each change. */
  #byName = new Map<string, CatalogTable>();

  /** The schema that a store holds at `ts`. */
  static read(store: TransactionalStore, ts: Ts): Catalog {
    const catalog = new Catalog();
    for (const [, value] of store.readSpan(metaHashSpan(DATABASES), ts)) {
      const info = parseDatabaseInfo(value);
      catalog.#databases.set(info.id, { info, tables: new Map() });
      for (const [, table] of store.readSpan(metaHashSpan(`DB:${info.id}`), ts)) {
        // Beside tables the hash holds numbers: the bases of identifiers.
        if (table[0] === OPENING_BRACE) catalog.putTable(info.id, parseTableInfo(table));
      }
    }
    return catalog;
  }

  database(name: string): DatabaseInfoJson {
    const found = this.findDatabase(name);
    if (found === undefined) throw new EmulatorError('TV_EMULATOR_USAGE', `there is no database ${name}`);
    return found;
  }

  findDatabase(name: string): DatabaseInfoJson | undefined {
    const lower = name.toLowerCase();
    for (const { info } of this.#databases.values()) if (info.db_name.L === lower) return info;
    return undefined;
  }

  table(db: string, table: string): CatalogTable {
    const found = this.findTable(db, table);
    if (found === undefined) throw new EmulatorError('TV_EMULATOR_USAGE', `there is no table ${db}.${table}`);
    return found;
  }

  findTable(db: string, table: string): CatalogTable | undefined {
    const name = `${db}.${table}`;
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const database = this.findDatabase(db);
    const lower = table.toLowerCase();
    for (const layout of this.#databases.get(database?.id ?? 0)?.tables.values() ?? []) {
      if (database === undefined || layout.info.name.L !== lower) continue;
      const found = { database, layout };
      this.#byName.set(name, found);
      return found;
    }
    return undefined;
  }

  /** The tables of one database. */
  tablesOf(databaseId: number): readonly TableLayout[] {
    return [...(this.#databases.get(databaseId)?.tables.values() ?? [])];
  }

  /** Every user's table; views and sequences, which a restored cluster may have, are none. */
  tables(): readonly CatalogTable[] {
    return [...this.#databases.values()]
      .filter(({ info }) => !SYSTEM_DATABASES.has(info.db_name.L))
      .flatMap(({ info, tables }) => [...tables.values()].map((layout) => ({ database: info, layout })))
      .filter(({ layout }) => layout.info.view === null && layout.info.sequence === null);
  }

  putDatabase(info: DatabaseInfoJson): void {
    this.#byName = new Map();
    this.#databases.set(info.id, { info, tables: this.#databases.get(info.id)?.tables ?? new Map() });
  }

  deleteDatabase(id: number): void {
    this.#byName = new Map();
    this.#databases.delete(id);
  }

  putTable(databaseId: number, info: TableInfoJson): void {
    this.#byName = new Map();
    this.#databases.get(databaseId)?.tables.set(info.id, new TableLayout(info));
  }

  deleteTable(databaseId: number, id: TableId): void {
    this.#byName = new Map();
    this.#databases.get(databaseId)?.tables.delete(id);
  }
}

const OPENING_BRACE = 0x7b;

/** Changes of the schema within one transaction. The catalog learns of them when `applyTo` is called. */
export class SchemaChanges {
  readonly #tx: EmulatedTransaction;
  readonly #changes: ((catalog: Catalog) => void)[] = [];

  constructor(tx: EmulatedTransaction) {
    this.#tx = tx;
  }

  putDatabase(info: DatabaseInfoJson): void {
    this.#tx.put(metaHashKey(DATABASES, `DB:${info.id}`), Buffer.from(writeGoJson(info)));
    this.#changes.push((catalog) => catalog.putDatabase(info));
  }

  /** Removes a database with all that its hash holds. */
  deleteDatabase(id: number): void {
    this.#tx.delete(metaHashKey(DATABASES, `DB:${id}`));
    for (const [key] of this.#tx.scan(metaHashSpan(`DB:${id}`))) this.#tx.delete(key);
    this.#changes.push((catalog) => catalog.deleteDatabase(id));
  }

  /** Writes a table as of this transaction, and answers it as written. */
  putTable(databaseId: number, table: TableInfoJson): TableInfoJson {
    const info = { ...table, update_timestamp: this.#tx.startTs };
    this.#tx.put(metaHashKey(`DB:${databaseId}`, `Table:${info.id}`), Buffer.from(writeGoJson(info)));
    this.#changes.push((catalog) => catalog.putTable(databaseId, info));
    return info;
  }

  deleteTable(databaseId: number, id: TableId): void {
    this.#tx.delete(metaHashKey(`DB:${databaseId}`, `Table:${id}`));
    this.#changes.push((catalog) => catalog.deleteTable(databaseId, id));
  }

  applyTo(catalog: Catalog): void {
    for (const change of this.#changes) change(catalog);
  }
}
