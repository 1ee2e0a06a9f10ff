import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { AppliedTables, type Line } from '../../examples/apply-rows';
import { type Flow, type KvChange, type RunOptions, replaySource, runPipeline, type Sink } from '../../src/index';
import { rowJsonLine } from '../../src/model/rowJson';
import { definePipeline, type PipelineInput } from '../../src/pipeline/definePipeline';

export type { Flow, KvChange };

const FOLDER = join(__dirname, '..', 'fixtures', 'golden');

/** Path of a file of a golden case. */
export function goldenPath(name: string, file: string): string {
  return join(FOLDER, name, file);
}

type ExpectedValue = string | null | { readonly hex: string };

interface ExpectedTable {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly generated?: string }[];
  readonly rows: readonly (readonly ExpectedValue[])[];
}

/** What TiDB itself answered at a ts. */
export interface Expected {
  readonly atTs: string;
  readonly tables: Readonly<Record<string, ExpectedTable>>;
}

export function readExpected(name: string): Expected {
  return JSON.parse(gunzipSync(readFileSync(goldenPath(name, 'expected.json.gz'))).toString()) as Expected;
}

export function readSnapshots(name: string): readonly Expected[] {
  return gunzipSync(readFileSync(goldenPath(name, 'snapshots.ndjson.gz')))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Expected);
}

/** A finished DDL job of a golden case. Those that were rolled back are left out. */
export interface ExpectedJob {
  readonly query: string;
  readonly startTs: string;
  readonly type?: string;
  readonly doneCommitTs?: string;
  readonly state?: string | number;
}

export function readJobs(name: string): readonly ExpectedJob[] {
  const jobs = JSON.parse(readFileSync(goldenPath(name, 'ddl.json'), 'utf8')) as ExpectedJob[];
  return jobs.filter(({ state }) => state !== 'rollback done' && state !== 'cancelled');
}

/** Replays a golden case and answers the row JSON lines that came, with the promise that ended them. */
export async function replayLines(
  events: { readonly recording: string; readonly schema: string },
  options: RunOptions = {},
  input: Partial<PipelineInput> = {},
): Promise<string[]> {
  const lines: string[] = [];
  const sink: Sink = {
    order: 'total',
    emitRowChangedEvents: async ({ rows }) => {
      for (const row of rows) lines.push(rowJsonLine(row));
      return { verdicts: [] };
    },
    emitDdlEvent: async (ddl) => {
      lines.push(rowJsonLine(ddl));
    },
  };
  const pipeline = definePipeline({ source: replaySource(events), sink, forceReplicate: true, ...input });
  const { checkpointTs } = await runPipeline(pipeline, options).done;
  lines.push(JSON.stringify({ type: 'resolved', ts: checkpointTs.toString() }));
  return lines;
}

/** Applies lines to empty tables. */
export function applyLines(lines: readonly string[]): AppliedTables {
  const tables = new AppliedTables();
  for (const line of lines) tables.apply(JSON.parse(line) as Line);
  return tables;
}

/** Both sides of a comparison, in one form: rows by table, sorted. */
export function comparable(
  expected: Expected,
  applied: AppliedTables,
): { readonly wanted: object; readonly found: object } {
  const wanted: Record<string, unknown> = {};
  const found: Record<string, unknown> = {};
  const tables = applied.tables();
  for (const [name, table] of Object.entries(expected.tables)) {
    const stored = table.columns
      .map((column, i) => ({ ...column, i }))
      .filter(({ generated }) => generated !== 'virtual');
    wanted[name] = table.rows
      .map((row) => stored.map(({ type, i }) => expectedText(type, row[i] ?? null)).join('\u0001'))
      .sort();
    const mine = tables.get(name);
    const order = stored.map(({ name: column }) => mine?.columns.indexOf(column) ?? -1);
    found[name] =
      mine?.rows
        .map((row) => stored.map(({ type }, i) => foundText(type, row[order[i] ?? -1])).join('\u0001'))
        .sort() ?? [];
  }
  for (const [name, { rows }] of tables) if (!(name in wanted) && rows.length > 0) found[name] = rows.length;
  return { wanted, found };
}

function expectedText(type: string, value: ExpectedValue): string {
  if (value === null) return '\u0000';
  if (typeof value === 'object') return type.startsWith('bit') ? BigInt(`0x${value.hex || '0'}`).toString() : value.hex;
  // YEAR is a number in row JSON, and TiDB prints its zero as 0000.
  return /^(float|double|year)/.test(type) ? String(Number(value)) : value;
}

function foundText(type: string, value: string | number | null | undefined): string {
  if (value === undefined) return 'column is not there';
  if (value === null) return '\u0000';
  if (/^(binary|varbinary|tinyblob|blob|mediumblob|longblob)/.test(type))
    return Buffer.from(String(value), 'base64').toString('hex');
  return String(value);
}
