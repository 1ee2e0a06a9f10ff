import { type KvChange, sizeOfChange } from '../model/kv';
import type { ColumnValue, RowEvent, RowValues } from '../model/row';
import type { TableId } from '../model/table';
import type { Ts } from '../model/ts';
import { parseKey } from './keys';
import { decodeColumn, decodeRow } from './rowCodec';
import type { SchemaStorage } from './schemaStorage';
import type { TableSchema } from './tableInfo';

/** Why a change is not a row event. */
export type NotMounted = 'index' | 'meta' | 'unknownTable' | 'system' | 'noOldValue';

/** The table a change belongs to. */
export interface MountedTable {
  readonly table: TableSchema;
  readonly physicalId: TableId;
}

/**
 * Finds the table of a change, as of the moment before it committed, or tells why it is not a user's row: an index
 * entry; metadata, or anything else outside tables; an id that the schema lacks at that ts; a system table; a DELETE
 * without old value, of which nothing is left to tell.
 *
 * Throws `TV_SCHEMA_KEY_CORRUPT` for a malformed key.
 */
export function classifyChange(change: KvChange, schema: SchemaStorage): MountedTable | NotMounted {
  const key = parseKey(change.key);
  if (key.kind !== 'record') return key.kind === 'index' ? 'index' : 'meta';
  const table = schema.tableAt(key.physicalId, change.commitTs - 1n);
  if (table === undefined) return schema.isSystem(key.physicalId) ? 'system' : 'unknownTable';
  if (change.op === 'DELETE' && change.oldValue.length === 0) return 'noOldValue';
  return { table, physicalId: key.physicalId };
}

/**
 * Makes the row event of a change. Nothing is decoded until a column is asked for, and then once; most rows of a
 * filtered stream never are.
 *
 * @param table - the table as `classifyChange` gave it
 * @param endOfTxn - whether this is the last row of its transaction in the stream
 */
export function createMountedRow(
  change: KvChange,
  table: TableSchema,
  physicalId: TableId,
  endOfTxn: boolean,
): RowEvent {
  return new MountedRow(change, table, physicalId, endOfTxn);
}

/** What TiKV holds of a row, as it came; `undefined` for a row that was not made by `createMountedRow`. */
export function changeBehind(row: RowEvent): KvChange | undefined {
  return row instanceof MountedRow ? MountedRow.changeOf(row) : undefined;
}

class MountedRow implements RowEvent {
  readonly kind = 'row';
  readonly type: 'insert' | 'update' | 'delete';
  readonly table: TableSchema;
  readonly tableId: TableId;
  readonly endOfTxn: boolean;
  readonly #change: KvChange;
  #values: readonly ColumnValue[] | undefined = undefined;
  #valuesBefore: readonly ColumnValue[] | undefined = undefined;
  #cells: ColumnValue[] | undefined = undefined;
  #cellsBefore: ColumnValue[] | undefined = undefined;
  #row: RowValues | undefined = undefined;
  #before: RowValues | undefined = undefined;

  constructor(change: KvChange, table: TableSchema, physicalId: TableId, endOfTxn: boolean) {
    this.type = change.op === 'DELETE' ? 'delete' : change.oldValue.length === 0 ? 'insert' : 'update';
    this.table = table;
    this.tableId = physicalId;
    this.endOfTxn = endOfTxn;
    this.#change = change;
  }

  static changeOf(row: MountedRow): KvChange {
    return row.#change;
  }

  get startTs(): Ts {
    return this.#change.startTs;
  }

  get commitTs(): Ts {
    return this.#change.commitTs;
  }

  get rawKey(): Uint8Array {
    return this.#change.key;
  }

  get sizeBytes(): number {
    return sizeOfChange(this.#change);
  }

  get row(): RowValues | null {
    if (this.type === 'delete') return null;
    this.#row ??= rowOf(this.table, this.#decoded());
    return this.#row;
  }

  get before(): RowValues | null {
    if (this.type === 'insert') return null;
    this.#before ??= rowOf(this.table, this.#decodedBefore());
    return this.#before;
  }

  get(name: string): ColumnValue | undefined {
    const slot = this.table.layout.slotOf.get(name);
    if (slot === undefined) return undefined;
    return this.type === 'delete' ? this.#cellBefore(slot) : this.#cell(slot);
  }

  getBefore(name: string): ColumnValue | undefined {
    const slot = this.table.layout.slotOf.get(name);
    return slot === undefined || this.type === 'insert' ? undefined : this.#cellBefore(slot);
  }

  /** One column. Most readers want a few, and each is decoded once. */
  #cell(slot: number): ColumnValue | undefined {
    if (this.#values !== undefined) return this.#values[slot];
    this.#cells ??= [];
    let cell = this.#cells[slot];
    if (cell === undefined) {
      cell = decodeColumn(this.table, this.#change.key, this.#change.value, slot);
      this.#cells[slot] = cell;
    }
    return cell;
  }

  #cellBefore(slot: number): ColumnValue | undefined {
    if (this.#valuesBefore !== undefined) return this.#valuesBefore[slot];
    this.#cellsBefore ??= [];
    let cell = this.#cellsBefore[slot];
    if (cell === undefined) {
      cell = decodeColumn(this.table, this.#change.key, this.#change.oldValue, slot);
      this.#cellsBefore[slot] = cell;
    }
    return cell;
  }

  #decoded(): readonly ColumnValue[] {
    this.#values ??= decodeRow(this.table, this.#change.key, this.#change.value);
    return this.#values;
  }

  #decodedBefore(): readonly ColumnValue[] {
    this.#valuesBefore ??= decodeRow(this.table, this.#change.key, this.#change.oldValue);
    return this.#valuesBefore;
  }
}

function rowOf(table: TableSchema, values: readonly ColumnValue[]): RowValues {
  const row: Record<string, ColumnValue> = {};
  const { codecs, hasProtoColumn } = table.layout;
  for (const { name, slot } of codecs) {
    const value = values[slot] ?? null;
    // An assignment to __proto__ would set the prototype instead.
    if (hasProtoColumn && name === '__proto__') Object.defineProperty(row, name, { value, enumerable: true });
    else row[name] = value;
  }
  return row;
}
