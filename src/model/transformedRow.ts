import { NO_BYTES } from './kv';
import type { ColumnValue, RowEvent, RowValues } from './row';
import type { Table, TableId } from './table';
import type { TransformedRow } from './transform';
import type { Ts } from './ts';

/**
 * The row event that a transform has made.
 *
 * @param origin - the row that it comes from, or for a new one the row whose transaction and table it belongs to
 * @param table - the table as the transform tells it
 */
export function createTransformedRow(origin: RowEvent, table: Table, transformed: TransformedRow): RowEvent {
  return new Transformed(origin, table, transformed);
}

class Transformed implements RowEvent {
  readonly kind = 'row';
  readonly type: RowEvent['type'];
  readonly table: Table;
  readonly endOfTxn: boolean;
  private readonly origin: RowEvent;
  private readonly changes: TransformedRow;

  constructor(origin: RowEvent, table: Table, changes: TransformedRow) {
    this.origin = origin;
    this.table = table;
    this.changes = changes;
    this.type = changes.type ?? (changes.source < 0 ? 'insert' : origin.type);
    this.endOfTxn = changes.source >= 0 && origin.endOfTxn;
  }

  get tableId(): TableId {
    return this.origin.tableId;
  }
  get startTs(): Ts {
    return this.origin.startTs;
  }
  get commitTs(): Ts {
    return this.origin.commitTs;
  }
  get rawKey(): Uint8Array {
    return this.changes.source < 0 ? NO_BYTES : this.origin.rawKey;
  }
  get sizeBytes(): number {
    return this.origin.sizeBytes;
  }

  get row(): RowValues | null {
    return this.type === 'delete' ? null : this.valuesBy((name) => this.after(name));
  }
  get before(): RowValues | null {
    return this.type === 'insert' ? null : this.valuesBy((name) => this.getBefore(name));
  }

  get(name: string): ColumnValue | undefined {
    return this.type === 'delete' ? this.getBefore(name) : this.after(name);
  }

  getBefore(name: string): ColumnValue | undefined {
    if (this.type === 'insert') return undefined;
    const { before, source } = this.changes;
    if (before !== undefined && Object.hasOwn(before, name)) return before[name];
    if (source < 0) return this.nothing(name);
    const value = this.origin.type === 'insert' ? this.origin.get(name) : this.origin.getBefore(name);
    return value ?? this.nothing(name);
  }

  private after(name: string): ColumnValue | undefined {
    const { row, source } = this.changes;
    if (row !== undefined && Object.hasOwn(row, name)) return row[name];
    return source < 0 ? this.nothing(name) : (this.origin.get(name) ?? this.nothing(name));
  }

  /** A column that nobody gave a value is NULL; one that the table lacks is none. */
  private nothing(name: string): null | undefined {
    return this.table.columns.some((column) => column.name === name) ? null : undefined;
  }

  private valuesBy(read: (name: string) => ColumnValue | undefined): RowValues {
    const values: Record<string, ColumnValue> = {};
    for (const { name } of this.table.columns) {
      const value = read(name) ?? null;
      // An assignment to __proto__ would set the prototype instead.
      if (name === '__proto__') Object.defineProperty(values, name, { value, enumerable: true });
      else values[name] = value;
    }
    return values;
  }
}
