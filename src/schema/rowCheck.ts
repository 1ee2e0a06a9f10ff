import { SchemaError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import { Corruption } from '../model/corruption';
import type { DeadLetters } from '../model/deadLetter';
import type { KvChange } from '../model/kv';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { RowEvent } from '../model/row';
import type { Table } from '../model/table';
import { changeBehind } from './mountRow';
import { checkChecksum } from './rowChecksum';

export interface RowCheckOptions {
  /** Whether checksums are looked at, and whether a wrong one is told or makes the row unreadable. @defaultValue `'off'` */
  readonly integrity?: 'off' | 'warn' | 'error';
  /** Takes rows that cannot be read; without it the first one ends the stream when it is read. */
  readonly deadLetters?: DeadLetters;
  /** Whether bytes of a table's rows must not be kept, as some of its columns are hidden. */
  readonly isHidden?: (table: Table) => boolean;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

/**
 * Makes the check of rows before anything reads them, as `filterRows` takes it; `undefined` when there is nothing to check.
 * It answers whether a row is to go on. With dead letters every column is decoded.
 *
 * The check throws `TV_SCHEMA_CHECKSUM` without dead letters.
 */
export function compileRowCheck(options: RowCheckOptions): ((row: RowEvent) => boolean) | undefined {
  const { integrity = 'off', deadLetters, logger = NO_LOGGER, metrics = NO_METRICS } = options;
  if (integrity === 'off' && deadLetters === undefined) return undefined;

  const checkBytes = (row: RowEvent, change: KvChange): void => {
    for (const value of [change.value, change.oldValue]) {
      if (value.length === 0) continue;
      const result = resultOf(row, change, value);
      if (result === 'unchecked') metrics.add('tivalve_integrity_unchecked_rows_total', 1);
      if (result !== 'mismatch') continue;
      metrics.add('tivalve_integrity_mismatches_total', 1);
      const error = new SchemaError('TV_SCHEMA_CHECKSUM', whereOf(row), { hint: HINT });
      if (integrity === 'error') throw error;
      const { db, table } = row.table;
      logger.warn({ db, table, tableId: row.tableId, commitTs: `${row.commitTs}`, code: error.code }, error.message);
    }
  };

  return (row) => {
    const change = changeBehind(row);
    if (change === undefined) return true;
    try {
      if (integrity !== 'off') checkBytes(row, change);
      // Columns that were decoded stay so, and cost nothing again.
      if (deadLetters !== undefined) void [row.row, row.before];
      return true;
    } catch (error) {
      if (deadLetters === undefined || !(error instanceof SchemaError)) throw error;
      const hidden = options.isHidden?.(row.table) === true;
      // The message has the key in it.
      const message = hidden ? `a row of ${row.table.db}.${row.table.table}` : error.message;
      const { key, value, oldValue } = change;
      deadLetters.add({ event: row, code: error.code, message, raw: hidden ? null : { key, value, oldValue } });
      metrics.add('tivalve_dead_letter_rows_total', 1);
      return false;
    }
  };
}

const HINT =
  'compare the row upstream with ADMIN CHECK TABLE; unreadableRows: "deadLetter" lets the run go on without it';

function resultOf(row: RowEvent, change: KvChange, value: Uint8Array): ReturnType<typeof checkChecksum> {
  try {
    return checkChecksum(change.key, value);
  } catch (error) {
    if (!(error instanceof Corruption)) throw error;
    throw new SchemaError('TV_SCHEMA_ROW_CORRUPT', `${whereOf(row)}: ${error.message}`, { cause: error });
  }
}

function whereOf({ table, commitTs, rawKey }: RowEvent): string {
  return `${table.db}.${table.table} at ${commitTs}, key ${hexOf(rawKey)}`;
}
