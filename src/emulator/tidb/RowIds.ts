import type { TableId } from '../../model/table';
import type { TransactionalStore } from '../transactionalStore';
import { metaHashKey } from './keys';

/** How many ids a session takes from the store at once. */
const BATCH = 30_000n;

/** Numbers for hidden handles and AUTO_INCREMENT columns. A batch at a time is taken from the metadata. */
export class RowIds {
  readonly #store: TransactionalStore;
  readonly #batches = new Map<TableId, { last: bigint; end: bigint }>();

  constructor(store: TransactionalStore) {
    this.#store = store;
  }

  next(databaseId: number, tableId: TableId): bigint {
    const batch = this.#batchOf(databaseId, tableId);
    if (batch.last >= batch.end) this.#extend(databaseId, tableId, batch, batch.last + 1n);
    batch.last += 1n;
    return batch.last;
  }

  /** Takes note of a number that a statement chose itself. */
  rebase(databaseId: number, tableId: TableId, used: bigint): void {
    const batch = this.#batchOf(databaseId, tableId);
    if (used <= batch.last) return;
    batch.last = used;
    if (used > batch.end) this.#extend(databaseId, tableId, batch, used);
  }

  #batchOf(databaseId: number, tableId: TableId): { last: bigint; end: bigint } {
    const known = this.#batches.get(tableId);
    if (known !== undefined) return known;
    const stored = this.#store.read(keyOf(databaseId, tableId), this.#store.now());
    const end = stored === undefined ? 0n : BigInt(Buffer.from(stored).toString());
    const batch = { last: end, end };
    this.#batches.set(tableId, batch);
    return batch;
  }

  #extend(databaseId: number, tableId: TableId, batch: { last: bigint; end: bigint }, atLeast: bigint): void {
    batch.end = (atLeast / BATCH + 1n) * BATCH;
    const tx = this.#store.begin();
    tx.put(keyOf(databaseId, tableId), Buffer.from(batch.end.toString()));
    tx.commit();
  }
}

function keyOf(databaseId: number, tableId: TableId): Uint8Array {
  return metaHashKey(`DB:${databaseId}`, `TID:${tableId}`);
}
