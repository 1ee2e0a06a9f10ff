import type { ColumnValue, RowEvent, RowValues } from './row';
import type { Table, TableId } from './table';
import type { Ts } from './ts';

/** What a derived row says differently. A column that is not named stays; `undefined` takes it away. */
export interface RowChanges {
  readonly endOfTxn?: boolean;
  /** A half of an update: what it took away, or what it brought. */
  readonly type?: 'delete' | 'insert';
  readonly row?: Readonly<Record<string, ColumnValue | undefined>>;
  readonly before?: Readonly<Record<string, ColumnValue | undefined>>;
}

/** `row` with some of it said differently. The original stays as it is and still decodes lazily. */
export function deriveRow(row: RowEvent, changes: RowChanges): RowEvent {
  return new DerivedRow(row, changes);
}

class DerivedRow implements RowEvent {
  readonly kind = 'row';
  readonly endOfTxn: boolean;
  private readonly original: RowEvent;
  private readonly changes: RowChanges;

  constructor(original: RowEvent, changes: RowChanges) {
    this.original = original;
    this.changes = changes;
    this.endOfTxn = changes.endOfTxn ?? original.endOfTxn;
  }

  get type(): RowEvent['type'] {
    return this.changes.type ?? this.original.type;
  }
  get table(): Table {
    return this.original.table;
  }
  get tableId(): TableId {
    return this.original.tableId;
  }
  get startTs(): Ts {
    return this.original.startTs;
  }
  get commitTs(): Ts {
    return this.original.commitTs;
  }
  get rawKey(): Uint8Array {
    return this.original.rawKey;
  }
  get sizeBytes(): number {
    return this.original.sizeBytes;
  }
  get row(): RowValues | null {
    return this.type === 'delete' ? null : changed(this.original.row, this.changes.row);
  }
  get before(): RowValues | null {
    return this.type === 'insert' ? null : changed(this.original.before, this.changes.before);
  }

  get(name: string): ColumnValue | undefined {
    const isDelete = this.type === 'delete';
    const changes = isDelete ? this.changes.before : this.changes.row;
    if (changes !== undefined && Object.hasOwn(changes, name)) return changes[name];
    return isDelete && this.original.type === 'update' ? this.original.getBefore(name) : this.original.get(name);
  }

  getBefore(name: string): ColumnValue | undefined {
    const { before } = this.changes;
    if (this.type === 'insert') return undefined;
    return before !== undefined && Object.hasOwn(before, name) ? before[name] : this.original.getBefore(name);
  }
}

function changed(values: RowValues | null, changes: RowChanges['row']): RowValues | null {
  if (values === null || changes === undefined) return values;
  const result: Record<string, ColumnValue> = { ...values };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result;
}
