import { EmulatorError } from '../../errors/TiValveError';
import { hexOf } from '../../model/bytes';
import type { Ts } from '../../model/ts';
import type { EmulatedTransaction } from '../transactionalStore';
import type { Catalog, CatalogTable } from './Catalog';
import { RECORD_PREFIX_BYTES, recordKey, recordSpan } from './keys';
import type { RowIds } from './RowIds';
import type { LocatedRow, RowDatums, RowFormat, RowInput, ShownRow } from './TableLayout';

/** What a transaction needs of its database. */
export interface TransactionContext {
  readonly catalog: Catalog;
  readonly rowIds: RowIds;
  readonly rowFormat: RowFormat;
}

/**
 * Statements in one transaction. Columns are named as in SQL; a `where` gives the columns that a row must have, and finds
 * it by its primary key or a unique index when it gives those in full, else by looking at every row.
 *
 * Errors with `TV_EMULATOR_USAGE`: tables and columns that are not there, values that a column cannot hold, duplicate
 * keys.
 */
export class DatabaseTransaction {
  /** The transaction underneath, for what goes beyond statements: prewriting, leaving locks, abandoning. */
  readonly kv: EmulatedTransaction;
  readonly #context: TransactionContext;

  constructor(kv: EmulatedTransaction, context: TransactionContext) {
    this.kv = kv;
    this.#context = context;
  }

  insert(db: string, table: string, rows: RowInput | readonly RowInput[]): void {
    const target = this.#context.catalog.table(db, table);
    for (const row of Array.isArray(rows) ? (rows as readonly RowInput[]) : [rows as RowInput])
      this.#insert(target, row);
  }

  /** Changes the rows that `where` finds. Answers how many there were. */
  update(db: string, table: string, where: RowInput, set: RowInput): number {
    const { layout } = this.#context.catalog.table(db, table);
    const rows = this.#find({ layout }, where);
    for (const row of rows) {
      const datums = layout.changed(row.datums, set);
      const physicalId = layout.physicalIdOf(datums);
      const handle = layout.hasRowId ? row.handle : layout.rowHandle(datums);
      this.#replace({ layout }, row, { physicalId, handle, datums });
    }
    return rows.length;
  }

  /** Removes the rows that `where` finds. Answers how many there were. */
  delete(db: string, table: string, where: RowInput): number {
    const { layout } = this.#context.catalog.table(db, table);
    const rows = this.#find({ layout }, where);
    for (const row of rows) {
      this.kv.delete(layout.keyOf(row));
      for (const [key] of layout.entriesOf(row)) this.kv.delete(key);
    }
    return rows.length;
  }

  /** Rows as of the transaction's startTs, its own writes included. */
  select(db: string, table: string, where: RowInput = {}): readonly ShownRow[] {
    const { layout } = this.#context.catalog.table(db, table);
    return this.#find({ layout }, where).map(({ datums }) => layout.shown(datums));
  }

  /** Locks rows without changing them, as SELECT … FOR UPDATE does. */
  lock(db: string, table: string, where: RowInput): number {
    const { layout } = this.#context.catalog.table(db, table);
    const rows = this.#find({ layout }, where);
    for (const row of rows) this.kv.lock(layout.keyOf(row));
    return rows.length;
  }

  /** Commits. Answers the commitTs. */
  commit(): Ts {
    return this.kv.commit();
  }

  #insert({ database, layout }: CatalogTable, input: RowInput): void {
    const { rowIds, rowFormat } = this.#context;
    const datums = [...layout.rowOf(input)];
    const numbered = layout.autoIncrement;
    if (numbered !== undefined) {
      const given = datums[numbered.offset];
      if (given === null || given === undefined) datums[numbered.offset] = rowIds.next(database.id, layout.info.id);
      else rowIds.rebase(database.id, layout.info.id, given as bigint);
    }
    const row = layout.locate(datums, layout.hasRowId ? rowIds.next(database.id, layout.info.id) : undefined);
    const key = layout.keyOf(row);
    this.#refuseDuplicate(key, layout.info.name.O);
    this.kv.put(key, layout.valueOf(datums, rowFormat));
    for (const [entryKey, value, unique] of layout.entriesOf(row)) {
      if (unique) this.#refuseDuplicate(entryKey, layout.info.name.O);
      this.kv.put(entryKey, value);
    }
  }

  #replace({ layout }: Pick<CatalogTable, 'layout'>, before: LocatedRow, after: LocatedRow): void {
    const name = layout.info.name.O;
    const [oldKey, newKey] = [layout.keyOf(before), layout.keyOf(after)];
    const moved = Buffer.compare(oldKey, newKey) !== 0;
    if (moved) {
      this.kv.delete(oldKey);
      this.#refuseDuplicate(newKey, name);
    }
    this.kv.put(newKey, layout.valueOf(after.datums, this.#context.rowFormat));
    const old = new Map(layout.entriesOf(before).map(([key, value]) => [hexOf(key, Infinity), { key, value }]));
    const entries = layout.entriesOf(after);
    const kept = new Set(entries.map(([key]) => hexOf(key, Infinity)));
    for (const [hex, { key }] of old) if (!kept.has(hex)) this.kv.delete(key);
    for (const [key, value, unique] of entries) {
      const known = old.get(hexOf(key, Infinity));
      if (known !== undefined && Buffer.compare(known.value, value) === 0) continue;
      if (known === undefined && unique) this.#refuseDuplicate(key, name);
      this.kv.put(key, value);
    }
  }

  #refuseDuplicate(key: Uint8Array, table: string): void {
    if (this.kv.get(key) === undefined) return;
    throw new EmulatorError('TV_EMULATOR_USAGE', `duplicate key in ${table}: ${hexOf(key)}`);
  }

  #find({ layout }: Pick<CatalogTable, 'layout'>, where: RowInput): readonly LocatedRow[] {
    const handles = this.#handlesOf(layout, where);
    const located: LocatedRow[] = [];
    const take = (physicalId: number, key: Uint8Array, value: Uint8Array): void => {
      const datums: RowDatums = layout.readRow(key, value);
      if (layout.matches(datums, where)) located.push({ physicalId, handle: key.slice(RECORD_PREFIX_BYTES), datums });
    };
    for (const physicalId of layout.physicalIds) {
      if (handles === undefined) {
        for (const [key, value] of this.kv.scan(recordSpan(physicalId))) take(physicalId, key, value);
        continue;
      }
      for (const handle of handles) {
        const key = recordKey(physicalId, handle);
        const value = this.kv.get(key);
        if (value !== undefined) take(physicalId, key, value);
      }
    }
    return located;
  }

  /** The handles that `where` leads to; `undefined` when all rows have to be looked at. */
  #handlesOf(layout: CatalogTable['layout'], where: RowInput): readonly Uint8Array[] | undefined {
    const handle = layout.handleOf(where);
    if (handle !== undefined) return [handle];
    const keys = layout.uniqueKeysOf(where);
    if (keys.length === 0) return undefined;
    return keys
      .map((key) => this.kv.get(key))
      .filter((value) => value !== undefined)
      .map((value) => layout.handleInEntry(value));
  }
}
