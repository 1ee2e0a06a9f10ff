/**
 * Applies row JSON to empty tables and prints them: a reader of the format, as small as one can be.
 *
 *   npx tivalve replay events.ndjson.gz | node --require sucrase/register examples/apply-rows.ts
 *
 * Rows are kept by physical table id, and a table is the rows of the ids it has at the end: so DROP, TRUNCATE, EXCHANGE
 * PARTITION, REORGANIZE, RECOVER and FLASHBACK come out right without a word about them here.
 */
import { createInterface } from 'node:readline';

type Value = string | number | null;
type Row = Record<string, Value>;

interface RowLine {
  readonly type: 'insert' | 'update' | 'delete';
  readonly db: string;
  readonly table: string;
  readonly tableId: string;
  readonly key: readonly string[];
  readonly row: Row | null;
  readonly before: Row | null;
}

interface TableState {
  readonly db: string;
  readonly table: string;
  readonly ids: readonly string[];
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly originDefault: Value;
}

interface DdlLine {
  readonly type: 'ddl';
  readonly query: string;
  readonly tables: readonly {
    readonly before: TableState | null;
    readonly after: (TableState & { readonly columns: readonly Column[] }) | null;
  }[];
}

interface ResolvedLine {
  readonly type: 'resolved';
  readonly ts: string;
}

/** One line of row JSON. */
export type Line = RowLine | DdlLine | ResolvedLine;

/** A table as the lines have left it. */
export interface AppliedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

interface Known {
  ids: readonly string[];
  readonly columns: readonly Column[];
  /** Whether a DDL has told the ids. Until then the rows do. */
  readonly isTold: boolean;
}

/** Tables that follow a stream of row JSON. */
export class AppliedTables {
  /** The ts of the last `resolved` line. */
  resolvedTs: string | undefined;
  /** Rows by physical id, then by key. They outlive their table: a recovered one has its rows again. */
  private readonly rows = new Map<string, Map<string, Row>>();
  private readonly known = new Map<string, Known>();
  private nextKeyless = 0;

  apply(line: Line): void {
    if (line.type === 'resolved') this.resolvedTs = line.ts;
    else if (line.type === 'ddl') this.applyDdl(line);
    else this.applyRow(line);
  }

  /** Tables by `db.table`; old rows have the defaults of columns that came later. */
  tables(): Map<string, AppliedTable> {
    const tables = new Map<string, AppliedTable>();
    for (const [name, { ids, columns }] of [...this.known].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const rows = ids.flatMap((id) => [...(this.rows.get(id)?.values() ?? [])]);
      tables.set(name, {
        columns: columns.map((column) => column.name),
        rows: rows.map((row) =>
          columns.map((column) =>
            Object.hasOwn(row, column.name) ? (row[column.name] ?? null) : column.originDefault,
          ),
        ),
      });
    }
    return tables;
  }

  private applyRow({ db, table, tableId, key, row, before }: RowLine): void {
    const rows = this.rows.get(tableId) ?? new Map<string, Row>();
    this.rows.set(tableId, rows);
    const name = `${db}.${table}`;
    const known = this.known.get(name);
    // A table older than the stream shows itself by its first row.
    const columns = row ?? before ?? {};
    if (known === undefined) {
      this.known.set(name, {
        ids: [tableId],
        columns: Object.keys(columns).map((column) => ({ name: column, type: '', originDefault: null })),
        isTold: false,
      });
    } else if (!known.isTold && !known.ids.includes(tableId)) known.ids = [...known.ids, tableId];
    if (before !== null) rows.delete(this.keyOf(rows, key, before));
    if (row !== null) rows.set(key.length === 0 ? `#${(this.nextKeyless += 1)}` : keyText(key, row), row);
  }

  /** Where a row is kept. Without a key it is found by all of its columns. */
  private keyOf(rows: Map<string, Row>, key: readonly string[], row: Row): string {
    if (key.length > 0) return keyText(key, row);
    const names = Object.keys(row);
    for (const [at, kept] of rows) if (names.every((name) => (kept[name] ?? null) === row[name])) return at;
    return '';
  }

  private applyDdl({ query, tables }: DdlLine): void {
    for (const { before } of tables) if (before !== null) this.known.delete(`${before.db}.${before.table}`);
    for (const { after } of tables) {
      if (after === null) continue;
      this.known.set(`${after.db}.${after.table}`, { ids: after.ids, columns: after.columns, isTold: true });
      for (const [from, to] of renamedColumns(query)) this.renameColumn(after.ids, from, to);
      this.forgetDroppedColumns(after);
    }
  }

  /** A column that comes again under its old name must not find the old values. */
  private forgetDroppedColumns({
    ids,
    columns,
  }: {
    readonly ids: readonly string[];
    readonly columns: readonly Column[];
  }): void {
    const names = new Set(columns.map(({ name }) => name));
    for (const id of ids) {
      for (const row of this.rows.get(id)?.values() ?? []) {
        for (const name of Object.keys(row)) if (!names.has(name)) delete row[name];
      }
    }
  }

  private renameColumn(ids: readonly string[], from: string, to: string): void {
    for (const id of ids) {
      for (const row of this.rows.get(id)?.values() ?? []) {
        const name = Object.keys(row).find((column) => column.toLowerCase() === from.toLowerCase());
        if (name === undefined || name === to) continue;
        row[to] = row[name] ?? null;
        delete row[name];
      }
    }
  }
}

function keyText(key: readonly string[], row: Row): string {
  return JSON.stringify(key.map((column) => row[column]));
}

const NAME = '(`(?:[^`]|``)+`|[\\w$]+)';
const RENAMES = new RegExp(
  `\\b(?:CHANGE\\s+(?:COLUMN\\s+)?${NAME}\\s+${NAME}\\s|RENAME\\s+COLUMN\\s+${NAME}\\s+TO\\s+${NAME})`,
  'gi',
);

/** Columns that a statement renames. Row JSON names columns, so a reader that keeps rows has to follow. */
function renamedColumns(query: string): readonly (readonly [from: string, to: string])[] {
  const unquoted = (name: string | undefined): string => (name ?? '').replace(/^`|`$/g, '').replaceAll('``', '`');
  return [...query.matchAll(RENAMES)].map(
    (match) => [unquoted(match[1] ?? match[3]), unquoted(match[2] ?? match[4])] as const,
  );
}

async function main(): Promise<void> {
  const tables = new AppliedTables();
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text !== '') tables.apply(JSON.parse(text) as Line);
  }
  process.stdout.write(
    `${JSON.stringify({ resolvedTs: tables.resolvedTs, tables: Object.fromEntries(tables.tables()) }, null, 1)}\n`,
  );
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
