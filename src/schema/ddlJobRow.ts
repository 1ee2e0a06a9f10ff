import type { KvChange } from '../model/kv';
import type { TableId } from '../model/table';
import { TYPE_CODES } from './columnType';
import { ddlJobHomeOf } from './keyKinds';
import { DDL_HISTORY_TABLE_ID, DDL_JOB_TABLE_ID } from './keys';
import { decodeColumn } from './rowCodec';
import { type TableSchema, tableInfoOf, tableSchemaOf } from './tableInfo';

/** The schemas of the tables in which jobs are kept, as a cluster has them. */
export type DdlTables = ReadonlyMap<TableId, TableSchema>;

/** What the row of a job tells beside the job. */
export interface DdlJobColumns {
  /** Ids of the databases and tables that the job is about; empty when the row does not tell. */
  readonly schemaIds: readonly number[];
  readonly tableIds: readonly TableId[];
  readonly typeCode: number | undefined;
}

const { longlong: BIGINT, long: INT, blob: TEXT, longBlob: LONGBLOB } = TYPE_CODES;

/** The columns that matter, as every cluster has them; used when the snapshot has no such table. */
const FALLBACK: DdlTables = new Map([
  [
    DDL_JOB_TABLE_ID,
    fallback(DDL_JOB_TABLE_ID, {
      job_id: BIGINT,
      reorg: INT,
      schema_ids: TEXT,
      table_ids: TEXT,
      job_meta: LONGBLOB,
      type: INT,
    }),
  ],
  [
    DDL_HISTORY_TABLE_ID,
    fallback(DDL_HISTORY_TABLE_ID, {
      job_id: BIGINT,
      job_meta: LONGBLOB,
      db_name: TEXT,
      table_name: TEXT,
      schema_ids: TEXT,
      table_ids: TEXT,
    }),
  ],
]);

function fallback(id: TableId, columns: Readonly<Record<string, number>>): TableSchema {
  const cols = Object.entries(columns).map(([name, Tp], offset) => {
    const Charset = Tp === TEXT ? 'utf8mb4' : 'binary';
    return {
      id: offset + 1,
      name: { O: name },
      offset,
      state: 5,
      type: { Tp, Flag: 0, Flen: -1, Decimal: -1, Charset },
    };
  });
  return tableSchemaOf('mysql', tableInfoOf({ id, name: { O: 'jobs' }, state: 5, cols }), undefined);
}

/**
 * The text of the job that a change holds.
 *
 * Throws when the change has none; what it throws is for `TV_SCHEMA_DDL_JOB_CORRUPT` to tell.
 */
export function jobTextOf(change: KvChange, tables: DdlTables): string {
  // A queue's elements are the jobs themselves.
  const meta = ddlJobHomeOf(change.key) === 'queue' ? change.value : columnOf(change, tables, 'job_meta');
  if (typeof meta === 'string') return meta;
  if (meta instanceof Uint8Array) return Buffer.from(meta.buffer, meta.byteOffset, meta.length).toString('utf8');
  throw new SyntaxError('the row has no job');
}

/** Reads what stands beside a job; what cannot be read is as if it were not there. */
export function jobColumnsOf(change: KvChange, tables: DdlTables): DdlJobColumns {
  const read = (name: string): unknown => {
    try {
      return ddlJobHomeOf(change.key) === 'queue' ? undefined : columnOf(change, tables, name);
    } catch {
      // The job is unreadable already, and that is what is told.
      return undefined;
    }
  };
  const type = read('type');
  return {
    schemaIds: idsOf(read('schema_ids')),
    tableIds: idsOf(read('table_ids')),
    typeCode: typeof type === 'number' ? type : undefined,
  };
}

/** One column of the row of a job, by its name. Throws `TV_SCHEMA_ROW_CORRUPT`. */
function columnOf(change: KvChange, tables: DdlTables, name: string): unknown {
  const id = ddlJobHomeOf(change.key) === 'history' ? DDL_HISTORY_TABLE_ID : DDL_JOB_TABLE_ID;
  const known = tables.get(id);
  const table = known?.layout.slotOf.has(name) === true ? known : FALLBACK.get(id);
  const slot = table?.layout.slotOf.get(name);
  return table === undefined || slot === undefined ? undefined : decodeColumn(table, change.key, change.value, slot);
}

/** TiDB writes ids with commas between them. */
function idsOf(value: unknown): readonly number[] {
  if (typeof value !== 'string') return [];
  return value.split(',').flatMap((text) => {
    const id = Number(text);
    return Number.isSafeInteger(id) && id > 0 ? [id] : [];
  });
}
