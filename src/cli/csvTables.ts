import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row as its CSV fields, by column; `null` for NULL. */
export type CsvRow = Readonly<Record<string, string | null>>;

/**
 * Reads what the CSV plugin wrote back to tables: inserts, updates and deletes are applied in the order of the files,
 * by the key columns of each table.
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
    for (const path of filesOf(join(folder, db), table)) apply(readFileSync(path, 'utf8'), key, rows);
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

function apply(text: string, key: readonly string[], rows: Map<string, CsvRow>): void {
  const [header = [], ...records] = parseCsv(text);
  for (const record of records) {
    const row = Object.fromEntries(header.slice(2).map((column, i) => [column ?? '', record[i + 2] ?? null]));
    const id = JSON.stringify(key.map((column) => row[column]));
    if (record[0] === 'D') rows.delete(id);
    else rows.set(id, row);
  }
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
