import { createHash } from 'node:crypto';
import { ConfigError } from '../../errors/TiValveError';
import type { RowEvent } from '../../model/row';
import type { TableName } from '../../model/table';
import { compileTableFilter, type TableFilter } from '../../model/tableFilter';
import type { SwapStrategy } from './swap';
import { Watch } from './Watch';

const DEFAULT_ROWS = 1000;
const HASHES = 2 ** 32;

/** Says which rows go through a new version first, and watches how it takes them. */
export class Canary {
  readonly watch: Watch;
  private readonly tables: TableFilter | undefined;
  private readonly share: number;

  /** Throws `TV_CONFIG_INVALID` for a strategy that names neither tables nor a share, or a share that is none. */
  constructor({ tables, share, rows = DEFAULT_ROWS }: Extract<SwapStrategy, { kind: 'canary' }>) {
    if (tables === undefined && share === undefined)
      throw new ConfigError('TV_CONFIG_INVALID', 'canary: neither tables nor a share of keys is given');
    if (share !== undefined && !(share > 0 && share <= 1))
      throw new ConfigError('TV_CONFIG_INVALID', `canary: share ${share} is not above 0 and up to 1`);
    this.tables = tables === undefined ? undefined : compileTableFilter(tables);
    this.share = share ?? 1;
    this.watch = new Watch({ count: rows, maxFailures: 0 });
  }

  /** Whether rows of a table may go to the new version; all of them when there is no share. */
  takesTable(table: TableName): boolean {
    return this.tables?.matches(table) ?? true;
  }

  /** Whether only a share of a table's rows goes to the new version. */
  get isShared(): boolean {
    return this.share < 1;
  }

  /** Rows with the same key all go the same way. */
  takes(row: RowEvent): boolean {
    if (!this.takesTable(row.table)) return false;
    if (!this.isShared) return true;
    const hash = createHash('sha256');
    for (const name of row.table.keyColumns) hash.update(`${String(row.get(name) ?? row.getBefore(name))}\0`);
    return hash.digest().readUInt32LE(0) < this.share * HASHES;
  }
}
