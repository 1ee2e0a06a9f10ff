import { physicalMsOf, type Ts } from '../../model/ts';
import type { EmulatedTransaction, TransactionalStore } from '../transactionalStore';
import { type Catalog, SchemaChanges } from './Catalog';
import { type GoJson, writeGoJson } from './goJson';
import { jobHistoryField, metaHashKey, metaKey } from './keys';
import { type DatabaseInfoJson, SCHEMA_STATES, type TableInfoJson } from './schemaJson';
import { HISTORY_TABLE, JOB_TABLE } from './systemTables';
import { type RowInput, TableLayout } from './TableLayout';

/** TiDB's numbers for the kinds of DDL that the emulator knows by name. */
export const DDL_TYPES = {
  createSchema: 1,
  dropSchema: 2,
  createTable: 3,
  dropTable: 4,
  addColumn: 5,
  dropColumn: 6,
  addIndex: 7,
  dropIndex: 8,
  truncateTable: 11,
  modifyColumn: 12,
  renameTable: 14,
  addPartition: 19,
  dropPartition: 20,
  truncatePartition: 23,
  exchangePartition: 42,
} as const;

const JOB_STATES = { running: 1, rollbackDone: 3, done: 4, cancelled: 5, synced: 6, queueing: 8 } as const;

/** What a DDL leaves for readers of its job, beside the metadata. */
export interface JobResult {
  readonly database?: DatabaseInfoJson;
  readonly table?: TableInfoJson;
}

/** One transaction of a DDL. */
export interface JobStep {
  /** The job's, once the step is through. */
  readonly schemaState: number;
  /** The job's arguments from here on; those before otherwise. */
  readonly args?: GoJson;
  /** Changes the metadata. The last step's answer goes into the job. */
  readonly change: (changes: SchemaChanges, tx: EmulatedTransaction) => JobResult;
  /** Runs after the step has committed: what takes transactions of its own, such as filling an index. */
  readonly afterwards?: () => void;
  /** Fields of the schema diff that are not the job's. */
  readonly diff?: { readonly table_id?: number; readonly old_table_id?: number; readonly old_schema_id?: number };
}

/** A DDL as it is submitted. */
export interface JobPlan {
  readonly type: number;
  readonly schemaId: number;
  readonly tableId: number;
  readonly schemaName: string;
  readonly tableName: string;
  readonly query: string;
  readonly args: GoJson;
  /** Of the job when it is submitted. @defaultValue `SCHEMA_STATES.none` */
  readonly schemaState?: number;
  /** Whether rows are read or rewritten on the way. @defaultValue `false` */
  readonly reorg?: boolean;
  readonly involving?: readonly { readonly database: string; readonly table: string }[];
  readonly steps: readonly JobStep[];
}

/** How a DDL ends. */
export type DdlOutcome = 'done' | 'cancelled' | 'rollbackDone';

/** What every DDL takes. */
export interface DdlOptions {
  /** The SQL text in the job. @defaultValue a text that says the same */
  readonly query?: string;
  /**
   * Is called after each transaction of the job but the last: rows may be written there, as other sessions do while a DDL
   * runs.
   */
  readonly onStep?: (step: { readonly jobId: number; readonly schemaState: number }) => void;
  /** How the job ends; nothing changes unless it is `'done'`. @defaultValue `'done'` */
  readonly outcome?: DdlOutcome;
}

/** TiDB's default SQL mode. */
const SQL_MODE = 1_436_549_152;
const ARGS_VERSION = 2;
const DATETIME_LENGTH = 19;

/** Carries DDL jobs through their states: submitted, run a transaction at a time, done, moved to the history. */
export class DdlRunner {
  readonly #store: TransactionalStore;
  readonly #catalog: Catalog;
  readonly #jobLayout = new TableLayout(JOB_TABLE);
  readonly #historyLayout = new TableLayout(HISTORY_TABLE);
  #jobCount = 0;

  constructor(store: TransactionalStore, catalog: Catalog) {
    this.#store = store;
    this.#catalog = catalog;
  }

  /**
   * Runs a job to its end. Answers the commitTs of the row that marks it done, which is the ts of its effect; for a job
   * that ends otherwise that of the row that says so.
   *
   * @param idCount - how many new ids the job needs, for databases, tables and partitions
   */
  run(idCount: number, planOf: (ids: readonly number[]) => JobPlan, options: DdlOptions = {}): Ts {
    const submission = this.#store.begin();
    const ids = nextIds(submission, idCount + 1);
    const plan = planOf(ids.slice(0, idCount));
    const jobId = ids[idCount] ?? 0;
    const job = new Job(jobId, plan, submission.startTs, options.query ?? plan.query);
    this.#putJob(submission, job);
    submission.commit();
    const { outcome = 'done' } = options;
    const tell = (): void => options.onStep?.({ jobId, schemaState: job.schemaState });
    tell();
    if (outcome !== 'done') return this.#refuse(job, outcome);
    let doneTs = 0n;
    for (const [i, step] of plan.steps.entries()) {
      const last = i === plan.steps.length - 1;
      doneTs = this.#runStep(job, step, last);
      step.afterwards?.();
      if (!last) tell();
    }
    this.#moveToHistory(job, JOB_STATES.synced);
    return doneTs;
  }

  #runStep(job: Job, step: JobStep, last: boolean): Ts {
    const tx = this.#store.begin();
    const version = this.#nextSchemaVersion();
    const changes = new SchemaChanges(tx);
    if (job.realStartTs === 0n) job.realStartTs = tx.startTs;
    job.args = step.args ?? job.args;
    job.schemaState = step.schemaState;
    job.state = last ? JOB_STATES.done : JOB_STATES.running;
    const result = step.change(changes, tx);
    if (last) {
      job.schemaVersion = version;
      job.result = result;
    }
    tx.put(metaKey(`Diff:${version}`), Buffer.from(writeGoJson(diffOf(version, job.plan, step))));
    this.#putJob(tx, job);
    const commitTs = tx.commit();
    changes.applyTo(this.#catalog);
    return commitTs;
  }

  /** Schema versions are given out by transactions of their own, so that other sessions see them early. */
  #nextSchemaVersion(): number {
    const tx = this.#store.begin();
    const version = addTo(tx, 'SchemaVersionKey', 1);
    tx.commit();
    return version;
  }

  #refuse(job: Job, outcome: 'cancelled' | 'rollbackDone'): Ts {
    const tx = this.#store.begin();
    job.state = JOB_STATES[outcome];
    this.#putJob(tx, job);
    const commitTs = tx.commit();
    this.#moveToHistory(job, job.state);
    return commitTs;
  }

  #putJob(tx: EmulatedTransaction, job: Job): void {
    const { type, reorg = false } = job.plan;
    put(tx, this.#jobLayout, {
      job_id: job.id,
      reorg,
      schema_ids: String(job.plan.schemaId),
      table_ids: String(job.plan.tableId),
      job_meta: Buffer.from(job.text()),
      type,
      processing: 0,
    });
  }

  #moveToHistory(job: Job, state: number): void {
    const tx = this.#store.begin();
    this.#jobCount += 1;
    job.state = state;
    job.finishedTs = tx.startTs;
    job.sequence = this.#jobCount;
    job.args = null;
    const text = Buffer.from(job.text());
    tx.delete(keyOf(this.#jobLayout, job.id));
    put(tx, this.#historyLayout, {
      job_id: job.id,
      job_meta: text,
      db_name: job.plan.schemaName,
      table_name: job.plan.tableName,
      schema_ids: String(job.plan.schemaId),
      table_ids: String(job.plan.tableId),
      create_time: datetimeOf(tx.startTs),
    });
    tx.put(metaHashKey('DDLJobHistory', jobHistoryField(job.id)), text);
    tx.commit();
  }
}

/** A job under way. */
class Job {
  readonly id: number;
  readonly plan: JobPlan;
  readonly #startTs: Ts;
  readonly #query: string;
  args: GoJson;
  state: number = JOB_STATES.queueing;
  schemaState: number;
  realStartTs = 0n;
  finishedTs = 0n;
  schemaVersion = 0;
  sequence = 0;
  result: JobResult = {};

  constructor(id: number, plan: JobPlan, startTs: Ts, query: string) {
    this.id = id;
    this.plan = plan;
    this.args = plan.args;
    this.schemaState = plan.schemaState ?? SCHEMA_STATES.none;
    this.#startTs = startTs;
    this.#query = query;
  }

  text(): string {
    const { plan, result } = this;
    return writeGoJson({
      id: this.id,
      type: plan.type,
      schema_id: plan.schemaId,
      table_id: plan.tableId,
      schema_name: plan.schemaName,
      table_name: plan.tableName,
      state: this.state,
      warning: null,
      err: null,
      err_count: 0,
      row_count: 0,
      raw_args: this.args,
      schema_state: this.schemaState,
      snapshot_ver: 0,
      real_start_ts: this.realStartTs,
      start_ts: this.#startTs,
      dependency_id: 0,
      query: this.#query,
      binlog: {
        SchemaVersion: this.schemaVersion,
        DBInfo: result.database ?? null,
        TableInfo: result.table ?? null,
        FinishedTS: this.finishedTs,
        MultipleTableInfos: null,
      },
      version: ARGS_VERSION,
      reorg_meta: null,
      multi_schema_info: null,
      priority: 0,
      seq_num: this.sequence,
      charset: 'utf8mb4',
      collate: 'utf8mb4_bin',
      involving_schema_info: plan.involving,
      admin_operator: 0,
      trace_info: null,
      bdr_role: '',
      cdc_write_source: 0,
      local_mode: false,
      sql_mode: SQL_MODE,
      last_schema_version: 0,
    });
  }
}

function diffOf(version: number, plan: JobPlan, step: JobStep): GoJson {
  return {
    version,
    type: plan.type,
    schema_id: plan.schemaId,
    table_id: step.diff?.table_id ?? plan.tableId,
    old_table_id: step.diff?.old_table_id ?? 0,
    old_schema_id: step.diff?.old_schema_id ?? 0,
    regenerate_schema_map: false,
    affected_options: null,
  };
}

/** Adds to a counter of the metadata, and answers the sum. */
export function addTo(tx: EmulatedTransaction, name: string, count: number): number {
  const key = metaKey(name);
  const sum = Number(textOf(tx.get(key)) ?? 0) + count;
  tx.put(key, Buffer.from(String(sum)));
  return sum;
}

function nextIds(tx: EmulatedTransaction, count: number): readonly number[] {
  const last = addTo(tx, 'NextGlobalID', count);
  return Array.from({ length: count }, (_, i) => last - count + 1 + i);
}

function textOf(value: Uint8Array | undefined): string | undefined {
  return value === undefined ? undefined : Buffer.from(value).toString();
}

function keyOf(layout: TableLayout, jobId: number): Uint8Array {
  return layout.keyOf(layout.locate([BigInt(jobId)], undefined));
}

/** TiDB's own sessions still write rows in format 1. */
function put(tx: EmulatedTransaction, layout: TableLayout, input: RowInput): void {
  const row = layout.rowOf(input);
  tx.put(layout.keyOf(layout.locate(row, undefined)), layout.valueOf(row, 1));
}

/** The wall clock of a ts, as a DATETIME in UTC. */
export function datetimeOf(ts: Ts): string {
  return new Date(physicalMsOf(ts)).toISOString().slice(0, DATETIME_LENGTH).replace('T', ' ');
}
