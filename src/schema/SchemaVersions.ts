import type { TableId } from '../model/table';
import type { Ts } from '../model/ts';
import type { TableSchema } from './tableInfo';

/** A schema from `ts` on; `undefined` when the table went at `ts`. */
interface Version {
  readonly ts: Ts;
  readonly table: TableSchema | undefined;
}

/**
 * The schemas of every physical table, by the ts from which each is valid.
 *
 * A lookup of the newest version, which almost every row needs, is one map access and one comparison, and the table of
 * the row before is remembered; an older version costs a binary search. Versions go when `dropBelow` says so.
 */
export class SchemaVersions {
  readonly #versions = new Map<TableId, Version[]>();
  /** Ids that `dropBelow` has something to do for; a cluster has far more tables than that. */
  readonly #changed = new Set<TableId>();
  #lastId: TableId = -1;
  #lastVersions: Version[] | undefined;
  #size = 0;

  /** The schema valid at `ts`, the effect of a DDL at `ts` included. */
  at(physicalId: TableId, ts: Ts): TableSchema | undefined {
    if (physicalId !== this.#lastId) {
      this.#lastId = physicalId;
      this.#lastVersions = this.#versions.get(physicalId);
    }
    const versions = this.#lastVersions;
    if (versions === undefined) return undefined;
    const newest = versions[versions.length - 1];
    if (newest !== undefined && newest.ts <= ts) return newest.table;
    return versions[indexAt(versions, ts)]?.table;
  }

  /** Makes `table` valid from `ts` on. Calls for one id come with ascending ts. */
  set(physicalId: TableId, ts: Ts, table: TableSchema | undefined): void {
    this.#lastId = -1;
    const versions = this.#versions.get(physicalId);
    if (versions === undefined) {
      if (table === undefined) return;
      this.#versions.set(physicalId, [{ ts, table }]);
      this.#size += 1;
      return;
    }
    // Two DDLs may share a ts; then the later one counts.
    if (versions.at(-1)?.ts === ts) versions.pop();
    else this.#size += 1;
    versions.push({ ts, table });
    this.#changed.add(physicalId);
  }

  /** Forgets what no ts from `ts` on needs. */
  dropBelow(ts: Ts): void {
    this.#lastId = -1;
    for (const physicalId of this.#changed) {
      const versions = this.#versions.get(physicalId) ?? [];
      const first = indexAt(versions, ts);
      if (first > 0) {
        versions.splice(0, first);
        this.#size -= first;
      }
      const [oldest] = versions;
      if (versions.length > 1) continue;
      // A table that went, and of which there is nothing before, is as one that never was.
      if (oldest !== undefined && oldest.table === undefined) {
        this.#versions.delete(physicalId);
        this.#size -= 1;
      }
      this.#changed.delete(physicalId);
    }
  }

  /** How many versions are held, those of tables that went included. */
  get size(): number {
    return this.#size;
  }
}

/** Index of the last version at or below `ts`; −1 when all are above. */
function indexAt(versions: readonly Version[], ts: Ts): number {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const version = versions[middle];
    if (version !== undefined && version.ts <= ts) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
