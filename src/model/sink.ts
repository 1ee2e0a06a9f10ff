import type { DdlEvent } from './ddl';
import type { RowEvent } from './row';
import type { Table, TableId, TableName } from './table';
import type { Ts } from './ts';

/** A physical table that a sink is about to get rows of, with the schema they have. */
export interface TableSpan {
  readonly tableId: TableId;
  readonly table: Table;
}

/** Rows of one physical table and one schema version, in commit order. */
export interface RowBatch extends TableSpan {
  readonly rows: readonly RowEvent[];
}

/** What a sink says of one row that it did not simply take. */
export interface RowVerdict {
  /** Index into the batch's rows. */
  readonly row: number;
  readonly verdict: 'skip' | 'retry' | 'deadLetter';
  readonly reason?: string;
}

/** The answer to a batch: rows that are not named were taken. */
export interface EmitResult {
  readonly verdicts: readonly RowVerdict[];
}

/** Every row was taken. */
export const ALL_OK: EmitResult = { verdicts: [] };

/** Where events end. The methods are called one at a time, each after the promise of the call before has settled. */
export interface Sink {
  /** `total`: rows come in commit order across tables, in batches as small as that needs. @defaultValue `'table'` */
  readonly order?: 'table' | 'total';
  /** Says who refuses rows, in dead letters: a plugin's name, version and identity. It may change between calls. */
  readonly identity?: string | undefined;
  /** Before a physical table's first row, and again when its schema has changed. */
  addTable?(table: TableSpan): Promise<void>;
  emitRowChangedEvents(batch: RowBatch): Promise<EmitResult>;
  /** After everything at or below the DDL's commitTs was flushed, before any row above. */
  emitDdlEvent?(ddl: DdlEvent): Promise<void>;
  /** Makes the table's rows up to `resolvedTs` durable; answers up to where they are. */
  flushRowChangedEvents?(tableId: TableId, resolvedTs: Ts): Promise<Ts>;
  /** Progress: everything at or below `ts` is in the sink. About once a second, and once at the end. */
  emitCheckpointTs?(ts: Ts, tables: readonly TableName[]): Promise<void>;
  removeTable?(tableId: TableId): Promise<void>;
  /** Idempotent. What was acknowledged stays. */
  close?(): Promise<void>;
}

/** A sink, or what opens one when the run begins. */
export type SinkOpener = () => Sink | Promise<Sink>;
