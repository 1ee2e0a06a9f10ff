import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row as its CSV fields, by column; `null` for NULL. */
export type CsvRow = Readonly<Record<string, string | null>>;

/**
 * Reads what the CSV plugin wrote back to tables: inserts, updates and deletes are applied in the order of their commits, by
 * the key columns of each table. Files of both of its versions may stand in one series; their headers tell them apart.
 *
 * @param folder - the plugin's `out`
 * @param keyColumns - by `db.table`
 */
export function readCsvTables(
  folder: string,
  keyColumns: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly CsvRow[]> {
  const tables = new Map<string, Map<string, CsvRow>>();
  for (const [name, key] of keyColumns) {
    const [db = '', table = ''] = name.split('.');
    const rows = new Map<string, CsvRow>();
    const changes = filesOf(join(folder, db), table).flatMap((path) => changesOf(readFileSync(path, 'utf8')));
    // Two versions at work side by side write two files at a time. Lines of one commit stay as they stand.
    changes.sort((a, b) => (a.commitTs < b.commitTs ? -1 : a.commitTs > b.commitTs ? 1 : 0));
    for (const { op, row } of changes) {
      const id = JSON.stringify(key.map((column) => row[column]));
      if (op === 'D') rows.delete(id);
      else rows.set(id, row);
    }
    tables.set(name, rows);
  }
  return new Map([...tables].map(([name, rows]) => [name, [...rows.values()]]));
}

/** The series of files of a table, first to last. */
function filesOf(folder: string, table: string): string[] {
  const number = (name: string): number => Number(name.slice(table.length + 1, -'.csv'.length));
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // A table without rows has no file, and a database without any no folder.
    return [];
  }
  return names
    .filter((name) => name.startsWith(`${table}.`) && name.endsWith('.csv') && Number.isInteger(number(name)))
    .sort((a, b) => number(a) - number(b))
    .map((name) => join(folder, name));
}

/** The columns of each version that stand before the table's own. */
const COLUMNS_OF_1 = ['tivalve_op', 'tivalve_commit_ts'];
const COLUMNS_OF_2 = [...COLUMNS_OF_1, '_tv_commit_time'];

/** What each version of the plugin has written. */
export interface CsvVersions {
  readonly first: number;
  readonly second: number;
  /** Changes that both have. */
  readonly both: number;
}

/**
 * Counts the changes in the files of each version of the plugin.
 *
 * @param keyColumns - as for `readCsvTables`
 */
export function countCsvVersions(folder: string, keyColumns: ReadonlyMap<string, readonly string[]>): CsvVersions {
  const counts = { first: 0, second: 0, both: 0 };
  for (const [name, key] of keyColumns) {
    const [db = '', table = ''] = name.split('.');
    const first = new Set<string>();
    const second = new Set<string>();
    for (const path of filesOf(join(folder, db), table)) {
      for (const { version, op, commitTs, row } of changesOf(readFileSync(path, 'utf8')))
        (version === 1 ? first : second).add(`${op} ${commitTs} ${JSON.stringify(key.map((column) => row[column]))}`);
    }
    counts.first += first.size;
    counts.second += second.size;
    for (const change of first) if (second.has(change)) counts.both += 1;
  }
  return counts;
}

interface Change {
  readonly version: 1 | 2;
  readonly op: string | null;
  readonly commitTs: bigint;
  readonly row: CsvRow;
}

function changesOf(text: string): readonly Change[] {
  const [header = [], ...records] = parseCsv(text);
  const version = COLUMNS_OF_2.every((column, i) => header[i] === column) ? 2 : 1;
  const first = (version === 2 ? COLUMNS_OF_2 : COLUMNS_OF_1).length;
  const columns = header.slice(first);
  return records.map((record) => ({
    version,
    op: record[0] ?? null,
    commitTs: BigInt(record[1] ?? 0),
    row: Object.fromEntries(columns.map((column, i) => [column ?? '', record[i + first] ?? null])),
  }));
}

/** Reads RFC 4180 with a comma; an empty field without quotes is NULL. */
function parseCsv(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    let field: string | null;
    if (text[at] === '"') {
      let value = '';
      for (;;) {
        const quote = text.indexOf('"', at + 1);
        value += text.slice(at + 1, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
      field = value;
    } else {
      const rest = /[,\r\n]/g;
      rest.lastIndex = at;
      const end = rest.exec(text)?.index ?? text.length;
      field = end === at ? null : text.slice(at, end);
      at = end;
    }
    record.push(field);
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    records.push(record);
    record = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}
