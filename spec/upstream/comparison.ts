import type { DdlEvent } from '../../src/model/ddl';
import type { JsonColumnValue } from '../../src/model/rowJson';

/** A cell of a SELECT as the server writes it; `null` for NULL. */
export type SelectedCell = Uint8Array | null;

/** One form for a value that SELECT has shown, and for one that a row event has. */
export type ComparableCell = string | null;

/** A number as both sides would write it. */
function numberText(text: string): string {
  return Object.is(Number(text), -0) ? '0' : String(Number(text));
}

/** What SELECT shows of a column of that type. */
export function selectedCell(type: string, cell: SelectedCell): ComparableCell {
  if (cell === null) return null;
  const bytes = Buffer.from(cell);
  if (/^bit/i.test(type)) return BigInt(`0x${bytes.toString('hex') || '0'}`).toString();
  if (/binary|blob/i.test(type)) return bytes.toString('base64');
  // YEAR is a number in row JSON, and its zero is shown as 0000; floats may be shown with an exponent.
  if (/^(float|year)/i.test(type)) return numberText(String(Math.fround(Number(bytes.toString()))));
  return /^double/i.test(type) ? numberText(bytes.toString()) : bytes.toString('utf8');
}

/** What a row event has of a column of that type, in the form of `selectedCell`. */
export function foundCell(type: string, value: JsonColumnValue | undefined): ComparableCell {
  if (value === undefined) return 'the column is not there';
  if (value === null) return null;
  if (/^float/i.test(type)) return numberText(String(Math.fround(Number(value))));
  return /^double/i.test(type) ? numberText(String(value)) : String(value);
}

/** A row of `ADMIN SHOW DDL JOBS`. */
export interface ListedJob {
  readonly id: string;
  readonly db: string;
  readonly type: string;
  readonly state: string;
}

/** What the history of jobs and `ADMIN SHOW DDL JOB QUERIES` tell of a job. */
export interface JobDetails {
  readonly query: string;
  /** The job's JSON. */
  readonly meta: string;
}

/** A DDL as both sides tell it. */
export interface ToldDdl {
  readonly ddlType: string;
  readonly query: string;
  readonly startTs: string;
}

const SUB_JOB = /\/\*\s*subjob/i;
const COMMENT = /\s*\/\*.*?\*\//g;
const ENDED = /^(synced|done)$/i;
// A ts does not survive JSON.parse. The field in front of which it stands is in every job.
const START_TS = /"start_ts":(\d+),"dependency_id"/;
const NOTHING_CHANGED = /"SchemaVersion":0\b/;

/** The jobs of a list that had an effect on some databases, as events should tell them, in the order they were done. */
export function expectedDdls(
  jobs: readonly ListedJob[],
  detailsOf: (id: string) => JobDetails | undefined,
  isOurs: (db: string) => boolean,
): readonly ToldDdl[] {
  return jobs
    .filter(({ db, type, state }) => isOurs(db) && !SUB_JOB.test(type) && ENDED.test(state))
    .toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
    .flatMap(({ id, type }) => {
      const details = detailsOf(id);
      if (details === undefined) throw new Error(`TiDB has nothing to say of job ${id}`);
      if (NOTHING_CHANGED.test(details.meta)) return [];
      const startTs = START_TS.exec(details.meta)?.[1];
      if (startTs === undefined) throw new Error(`job ${id} has no start_ts`);
      return [{ ddlType: type.replaceAll(COMMENT, '').trim(), query: details.query, startTs }];
    });
}

/** What events tell, in the form of `expectedDdls`. */
export function toldDdls(events: readonly DdlEvent[]): readonly ToldDdl[] {
  return events.map(({ ddlType, query, startTs }) => ({ ddlType, query, startTs: startTs.toString() }));
}

/** The state of a job list as MySQL's client names its columns. */
export function listedJobOf(row: Readonly<Record<string, unknown>>): ListedJob {
  const text = (name: string): string => String(row[name] ?? row[name.toLowerCase()] ?? '');
  return { id: text('JOB_ID'), db: text('DB_NAME'), type: text('JOB_TYPE'), state: text('STATE') };
}
