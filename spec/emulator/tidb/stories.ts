import type { EmulatedDatabase } from '../../../src/emulator/tidb/EmulatedDatabase';
import { metaKey } from '../../../src/emulator/tidb/keys';
import type { DdlEvent } from '../../../src/model/ddl';
import type { KvChange } from '../../../src/model/kv';
import { type JsonColumnValue, jsonColumnValue } from '../../../src/model/rowJson';
import type { Ts } from '../../../src/model/ts';
import { decodeDdlJob } from '../../../src/schema/ddlJob';
import { META_SPAN, parseKey } from '../../../src/schema/keys';
import { classifyChange, createMountedRow } from '../../../src/schema/mountRow';
import { decodeRow } from '../../../src/schema/rowCodec';
import { createSchemaStorage, type SchemaStorage } from '../../../src/schema/schemaStorage';
import type { MemoryTransactionalStore } from '../../helpers/memoryTransactionalStore';

/** A row as both sides show it. */
export type Shown = Readonly<Record<string, JsonColumnValue>>;

/** What the product makes of a store's changes: its tables, their rows, and the DDL events on the way. */
export interface Replica {
  readonly ddls: readonly DdlEvent[];
  readonly tables: ReadonlyMap<string, readonly Shown[]>;
  readonly schema: SchemaStorage;
}

/**
 * Feeds every change above `fromTs` through the product's schema storage and mounter, and keeps the rows by physical id
 * and key.
 */
export function replicate(store: MemoryTransactionalStore, fromTs: Ts, toTs: Ts = store.now()): Replica {
  const pairs = store.readSpan(META_SPAN, fromTs).map(([key, value]) => ({ key, value }));
  const schema = createSchemaStorage(pairs, fromTs);
  // Kept as bytes and read with the last schema: a column may have got another name since.
  const rows = new Map<number, Map<string, KvChange>>();
  const ddls: DdlEvent[] = [];
  for (const change of store.changes(fromTs)) {
    if (change.commitTs > toTs) break;
    const key = parseKey(change.key);
    if (key.kind === 'record' && key.physicalId === JOB_TABLE_ID) {
      const job = decodeDdlJob(change, schema.ddlTables);
      const event = job === undefined ? null : schema.applyJob(job);
      if (event !== null) ddls.push(event);
      continue;
    }
    const mounted = classifyChange(change, schema);
    if (typeof mounted === 'string') continue;
    const row = createMountedRow(change, mounted.table, mounted.physicalId, true);
    const table = rows.get(mounted.physicalId) ?? new Map<string, KvChange>();
    const id = Buffer.from(change.key).toString('hex');
    if (row.type === 'delete') table.delete(id);
    else if (row.row !== null) table.set(id, change);
    rows.set(mounted.physicalId, table);
  }
  const tables = new Map<string, readonly Shown[]>();
  for (const table of schema.tables()) {
    const shown = table.physicalIds.flatMap((physicalId) =>
      [...(rows.get(physicalId) ?? [])]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, change]) => {
          const values = decodeRow(table, change.key, change.value);
          return Object.fromEntries(table.columns.map(({ name }, i) => [name, jsonColumnValue(values[i] ?? null)]));
        }),
    );
    tables.set(`${table.db}.${table.table}`, shown);
  }
  return { ddls, tables, schema };
}

const JOB_TABLE_ID = 281474976710654;

/** What the emulator says that its users' tables hold. */
export function oracle(db: EmulatedDatabase, ts?: Ts): ReadonlyMap<string, readonly Shown[]> {
  return db.allRows(ts);
}

/** Numbers of the metadata. */
export function counterOf(store: MemoryTransactionalStore, name: string): number {
  return Number(Buffer.from(store.read(metaKey(name), store.now()) ?? []).toString());
}
