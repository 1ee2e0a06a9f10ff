import type { HostBinding } from '../hostBinding';
import { utf8 } from './readPrefixed';

/** The table that a plugin asks for. */
export type WantedTable = { readonly db: string; readonly table: string } | { readonly tableId: number };

/** Finds a table as it is now, as the JSON of `sink_add_table`; `undefined` when there is none. */
export type TableLookup = (wanted: WantedTable) => string | undefined;

const MAX_REQUEST_BYTES = 4096;

function wantedOf(payload: Uint8Array): WantedTable {
  const wrong = 'EINVAL: payload is {"db","table"} or {"table_id"}';
  if (payload.length > MAX_REQUEST_BYTES) throw new Error(wrong);
  let request: unknown;
  try {
    request = JSON.parse(utf8('payload', payload));
  } catch (cause) {
    throw new Error(wrong, { cause });
  }
  if (typeof request !== 'object' || request === null) throw new Error(wrong);
  const { db, table, table_id: id } = request as Record<string, unknown>;
  if (id === undefined && typeof db === 'string' && typeof table === 'string') return { db, table };
  const tableId = typeof id === 'string' && /^\d{1,16}$/.test(id) ? Number(id) : id;
  if (db !== undefined || table !== undefined || typeof tableId !== 'number' || !Number.isSafeInteger(tableId))
    throw new Error(wrong);
  return { tableId };
}

/**
 * Host binding `schema`: `table` answers with what `sink_add_table` would say of a table. Throws `EINVAL` for a request
 * that is none, `ENOENT` for a table that is not there, `ENOSYS` for other operations.
 */
export function schemaBinding(lookup: TableLookup): HostBinding {
  return (_namespace, operation, payload) => {
    if (operation !== 'table') throw new Error(`ENOSYS: schema has no operation ${operation}`);
    const found = lookup(wantedOf(payload));
    if (found === undefined) throw new Error('ENOENT: there is no such table');
    return Buffer.from(found);
  };
}
