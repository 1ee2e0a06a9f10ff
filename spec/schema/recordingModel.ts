import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DdlEvent } from '../../src/model/ddl';
import type { KvChange } from '../../src/model/kv';
import type { ColumnValue, RowEvent } from '../../src/model/row';
import type { MetaPair } from '../../src/model/source';
import type { Table } from '../../src/model/table';
import { decodeDdlJob } from '../../src/schema/ddlJob';
import { parseKey } from '../../src/schema/keys';
import { classifyChange, createMountedRow } from '../../src/schema/mountRow';
import { createSchemaStorage, type SchemaStorage } from '../../src/schema/schemaStorage';
import type { TableSchema } from '../../src/schema/tableInfo';

/** A row as the recordings' tools wrote it. */
export type ExpectedValue = string | null | { readonly hex: string };

/** A table as the recordings' tools read it from TiDB. */
export interface ExpectedTable {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly generated?: string }[];
  readonly rows: readonly (readonly ExpectedValue[])[];
}

/** What every table held at a ts. */
export interface ExpectedState {
  readonly atTs: string;
  readonly tables: Readonly<Record<string, ExpectedTable>>;
}

interface Entry {
  readonly type: string;
  readonly opType?: string;
  readonly startTs?: string;
  readonly commitTs?: string;
  readonly key?: string;
  readonly value?: string;
  readonly oldValue?: string;
}

/** The text of a file, unpacked when it is packed. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function base64(text: string | undefined): Uint8Array {
  return text === undefined ? new Uint8Array(0) : Buffer.from(text, 'base64');
}

/** The metadata pairs of a recording's schema.json. */
export function readPairs(path: string): MetaPair[] {
  const pairs: readonly { readonly key: string; readonly value: string }[] = JSON.parse(readText(path));
  return pairs.map(({ key, value }) => ({ key: base64(key), value: base64(value) }));
}

/**
 * Every committed change of a recording, each once, in commit order. Slow and plain: all entries are read first, so
 * that nothing depends on the order in which they came.
 */
export function readChanges(path: string): { readonly startTs: bigint; readonly changes: KvChange[] } {
  const lines = readText(path).split('\n').filter(Boolean);
  const header: { readonly startTs: string } = JSON.parse(lines[0] ?? '{}');
  const prewrites = new Map<string, Entry>();
  const commits = new Map<string, Entry>();
  for (const line of lines.slice(1)) {
    const { message }: { message?: { events?: { entries?: { entries?: Entry[] } }[] } } = JSON.parse(line);
    for (const entry of (message?.events ?? []).flatMap((event) => event.entries?.entries ?? [])) {
      const id = `${entry.key} ${entry.startTs}`;
      if (entry.type === 'PREWRITE') {
        // A heartbeat repeats a prewrite with an empty value.
        if (entry.value !== undefined || !prewrites.has(id)) prewrites.set(id, entry);
      } else if (entry.type === 'COMMITTED') commits.set(`${id} ${entry.commitTs}`, entry);
      else if (entry.type === 'COMMIT') {
        const known = commits.get(`${id} ${entry.commitTs}`);
        if (known?.type !== 'COMMITTED') commits.set(`${id} ${entry.commitTs}`, entry);
      }
    }
  }
  const changes: KvChange[] = [];
  for (const commit of commits.values()) {
    const source = commit.type === 'COMMITTED' ? commit : prewrites.get(`${commit.key} ${commit.startTs}`);
    if (source === undefined) continue;
    changes.push({
      op: source.opType === 'DELETE' ? 'DELETE' : 'PUT',
      key: base64(commit.key),
      value: base64(source.value),
      oldValue: base64(source.oldValue),
      startTs: BigInt(commit.startTs ?? 0),
      commitTs: BigInt(commit.commitTs ?? 0),
    });
  }
  changes.sort((a, b) => Number(a.commitTs - b.commitTs) || Buffer.compare(a.key, b.key));
  return { startTs: BigInt(header.startTs), changes };
}

const JOB_KEY = /^748000fffffffffffe5f72/;

/** A recording played through the schema storage, row by row. */
export class RecordingModel {
  readonly schema: SchemaStorage;
  readonly ddls: DdlEvent[] = [];
  /** Rows by physical id and key. */
  readonly rows = new Map<number, Map<string, RowEvent>>();
  /** Puts of ids that no table had yet: a reorganisation fills its partitions before its DDL is done. */
  readonly #early = new Map<number, Map<string, KvChange>>();
  readonly tables = new Map<string, Table>();
  readonly notMounted = new Map<string, number>();
  mounted = 0;
  readonly #changes: readonly KvChange[];
  #next = 0;

  constructor(
    pairs: readonly MetaPair[],
    recording: { readonly startTs: bigint; readonly changes: readonly KvChange[] },
  ) {
    this.schema = createSchemaStorage(pairs, recording.startTs);
    this.#changes = recording.changes.filter(({ commitTs }) => commitTs > recording.startTs);
    for (const table of this.schema.tables()) this.tables.set(`${table.db}.${table.table}`, table);
  }

  /** Takes everything that committed at or below `ts`. */
  playTo(ts: bigint): void {
    for (; this.#next < this.#changes.length; this.#next += 1) {
      const change = this.#changes[this.#next];
      if (change === undefined || change.commitTs > ts) return;
      // Rows at the ts of a DDL come before it, and DDL rows sort behind all others: their table has the largest id.
      if (JOB_KEY.test(Buffer.from(change.key).toString('hex'))) this.#takeJob(change);
      else this.#takeRow(change);
    }
  }

  #takeJob(change: KvChange): void {
    const job = decodeDdlJob(change, this.schema.ddlTables);
    const ddl = job === undefined ? null : this.schema.applyJob(job);
    if (ddl === null) return;
    this.ddls.push(ddl);
    for (const { before } of ddl.tables) if (before !== null) this.tables.delete(`${before.db}.${before.table}`);
    for (const { after } of ddl.tables) {
      if (after === null) continue;
      this.tables.set(`${after.db}.${after.table}`, after.schema);
      const [id = 0] = after.ids;
      const table = this.schema.tableAt(id, ddl.commitTs);
      if (table !== undefined) this.#adopt(table);
    }
  }

  #takeRow(change: KvChange): void {
    const found = classifyChange(change, this.schema);
    if (typeof found === 'string') {
      this.notMounted.set(found, (this.notMounted.get(found) ?? 0) + 1);
      if (found === 'unknownTable') this.#takeEarly(change);
    } else {
      const row = createMountedRow(change, found.table, found.physicalId, false);
      this.mounted += 1;
      const rows = this.rows.get(found.physicalId) ?? new Map<string, RowEvent>();
      this.rows.set(found.physicalId, rows);
      const key = Buffer.from(change.key).toString('hex');
      if (row.type === 'delete') rows.delete(key);
      else rows.set(key, row);
      // Decoding is half of what is under test, also where a later row replaces this one.
      void row.row;
      void row.before;
    }
  }

  #takeEarly(change: KvChange): void {
    const parsed = parseKey(change.key);
    if (parsed.kind !== 'record') return;
    const changes = this.#early.get(parsed.physicalId) ?? new Map<string, KvChange>();
    this.#early.set(parsed.physicalId, changes);
    const key = Buffer.from(change.key).toString('hex');
    if (change.op === 'DELETE') changes.delete(key);
    else changes.set(key, change);
  }

  /** Hands a table the rows that came before it. */
  #adopt(table: TableSchema): void {
    for (const id of table.physicalIds) {
      const early = this.#early.get(id);
      if (early === undefined) continue;
      this.#early.delete(id);
      this.rows.set(id, new Map([...early].map(([key, change]) => [key, createMountedRow(change, table, id, false)])));
    }
  }

  /** What differs from the tables that TiDB had, one line a difference. */
  differences(expected: ExpectedState): string[] {
    const found: string[] = [];
    for (const [name, table] of Object.entries(expected.tables)) {
      const schema = this.tables.get(name);
      if (schema === undefined) found.push(`${name} is missing`);
      else found.push(...this.#tableDifferences(name, table, schema));
    }
    for (const name of this.tables.keys()) if (!(name in expected.tables)) found.push(`${name} should not be there`);
    return found;
  }

  #tableDifferences(name: string, expected: ExpectedTable, schema: Table): string[] {
    const found: string[] = [];
    const columns = expected.columns
      .map((column, at) => ({ ...column, at }))
      .filter(({ generated }) => generated !== 'virtual');
    const types = columns.map((column) => `${column.name} ${column.type}`).join();
    const ours = schema.columns.map((column) => `${column.name} ${column.type}`).join();
    if (types !== ours && types !== withoutWidths(ours)) found.push(`${name} has columns ${ours}, expected ${types}`);
    const expectedRows = expected.rows.map((row) =>
      columns.map(({ at, type }) => comparable(row[at] ?? null, type)).join('|'),
    );
    const rows = schema.physicalIds
      .flatMap((id) => [...(this.rows.get(id)?.values() ?? [])])
      .map((row) =>
        columns.map(({ name: column, type }) => comparable(this.#valueOf(schema, row, column), type)).join('|'),
      );
    const left = new Map<string, number>();
    for (const row of rows) left.set(row, (left.get(row) ?? 0) + 1);
    for (const row of expectedRows) {
      const count = left.get(row) ?? 0;
      if (count === 0) found.push(`${name} lacks ${row}`);
      else left.set(row, count - 1);
    }
    for (const [row, count] of left) if (count > 0) found.push(`${name} should not have ${row}`);
    return found;
  }

  /** A column by its id, since it may have been renamed; the origin default when the row is older than it. */
  #valueOf(schema: Table, row: RowEvent, name: string): ColumnValue {
    const column = schema.columns.find((candidate) => candidate.name === name);
    const then = row.table.columns.find(({ id }) => id === column?.id);
    return then === undefined ? (column?.originDefault ?? null) : (row.get(then.name) ?? null);
  }
}

function withoutWidths(types: string): string {
  return types.replaceAll(/\b(tinyint|smallint|mediumint|int|bigint)\(\d+\)/g, '$1');
}

/** Both sides in one form. Binary values are hex on one side and bytes on the other. */
function comparable(value: ColumnValue | ExpectedValue, type: string): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `hex ${Buffer.from(value).toString('hex')}`;
  const bits = /^bit\((\d+)\)/.exec(type);
  if (typeof value === 'object') return bits === null ? `hex ${value.hex}` : `bits ${BigInt(`0x${value.hex || '0'}`)}`;
  if (bits !== null) return `bits ${value}`;
  if (/^(float|double)/.test(type)) return `number ${Number(value)}`;
  // The year 0 is printed with four digits.
  if (type.startsWith('year')) return `year ${Number(value)}`;
  if (/^(binary|varbinary|\w*blob)/.test(type)) return `hex ${Buffer.from(String(value), 'base64').toString('hex')}`;
  return String(value);
}
