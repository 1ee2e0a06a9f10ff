import type { ColumnValue, RowEvent } from './row';
import type { RowBatch, TableSpan } from './sink';
import type { Table, TableId } from './table';

/** A row as a transform lets it go on. */
export interface TransformedRow {
  /** Index of the row that it comes from; −1 for a row that is new. */
  readonly source: number;
  /** @defaultValue that of the source; `insert` for a new row */
  readonly type?: RowEvent['type'];
  /** Columns after the change that differ from the source's; of a new row, all that are not NULL. */
  readonly row?: Readonly<Record<string, ColumnValue>>;
  /** The same before the change. */
  readonly before?: Readonly<Record<string, ColumnValue>>;
}

/** What a transform makes of a batch. */
export interface TransformResult {
  /** The rows that go on, by ascending source; `unchanged` when all of them do, as they are. */
  readonly rows: readonly TransformedRow[] | 'unchanged';
  /** Rows that it could not take, and why; they are dead letters. */
  readonly refused?: readonly { readonly row: number; readonly reason: string }[];
}

/** Drops, changes and adds rows. The methods are called one at a time, each after the promise of the call before. */
export interface RowTransform {
  /** Says who refuses rows, in dead letters. */
  readonly identity?: string;
  /** The table as its rows leave the transform; the same object for the same table. */
  tableOf(table: Table): Table;
  /** Before a physical table's first row, and again when its schema has changed. */
  addTable?(span: TableSpan): Promise<void>;
  transform(batch: RowBatch): Promise<TransformResult>;
  removeTable?(tableId: TableId): Promise<void>;
  /** Whether it is given whole transactions, as far as they fit into memory. @defaultValue `false` */
  readonly wholeTransactions?: boolean;
  /** When it has changed during calls, what they answered since `settled` is thrown away, and the calls are made again. */
  readonly epoch?: number;
  /** What was answered has gone on. */
  settled?(): void;
  /** Idempotent. */
  close?(): Promise<void>;
}

/** A transform that is opened when the run begins. */
export interface TransformOpener {
  openTransform(context: TransformContext): Promise<RowTransform>;
}

/** What a transform is told when it is opened. */
export interface TransformContext {
  readonly changefeed: string;
  readonly refusedRows: 'stop' | 'deadLetter' | 'retry';
}
