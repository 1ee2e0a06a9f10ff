import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { MetricsMap } from '../../src/model/metrics';
import type { Ts } from '../../src/model/ts';
import type { PipelineInput } from '../../src/pipeline/definePipeline';
import { definePipeline } from '../../src/pipeline/definePipeline';
import type { RunningPipeline } from '../../src/pipeline/runningPipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { tikvSource } from '../../src/sources/tikvSource';
import { type RecordingSink, recordingSink } from '../../src/testing';
import { openChannels } from '../../src/wire/channels';
import { connectPd, type PdClient } from '../../src/wire/pdClient';
import type { SelectedCell } from './comparison';

const MYSQL = process.env['TIVALVE_TEST_MYSQL'];
/** Address of PD; empty without a cluster. */
export const PD = process.env['TIVALVE_TEST_PD'] ?? '';
const isThere = PD !== '' && MYSQL !== undefined;
if (!isThere) {
  process.stderr.write(
    'spec/upstream: skipped; set TIVALVE_TEST_PD=host:2379 and TIVALVE_TEST_MYSQL=mysql://root@host:4000 to run it\n',
  );
}

/** A suite that needs a running cluster, and is skipped without one. */
export const describeUpstream: jest.Describe = isThere ? describe : describe.skip;
/** How long one step may take; DDLs of a cluster with several servers do. */
export const LIMIT_MS = 300_000;

/** Does something with PD and the channels to its cluster. */
export async function withPd<T>(
  act: (pd: PdClient, channels: ReturnType<typeof openChannels>) => Promise<T>,
): Promise<T> {
  const channels = openChannels();
  const pd = await connectPd({ endpoints: [PD], channels });
  try {
    return await act(pd, channels);
  } finally {
    await pd.close();
    channels.close();
  }
}

/** A database of a running cluster, followed from its creation on. */
export class Upstream implements AsyncDisposable {
  readonly database: string;
  readonly sink: RecordingSink;
  readonly metrics = new MetricsMap();
  readonly startTs: Ts;
  readonly #sql: Connection;
  readonly #running: RunningPipeline;

  private constructor(database: string, sql: Connection, startTs: Ts, input: Partial<PipelineInput>) {
    this.database = database;
    this.#sql = sql;
    this.startTs = startTs;
    this.sink = recordingSink({ order: 'total' });
    const pipeline = definePipeline({
      source: tikvSource({ pd: [PD] }),
      tables: [`${database}*.*`],
      forceReplicate: true,
      sink: this.sink,
      ...input,
    });
    this.#running = runPipeline(pipeline, { metrics: this.metrics, startTs });
    this.#running.done.catch(() => undefined);
  }

  /** Makes a database whose name begins with `name`, and follows it and those whose names go on from there. */
  static async open(name: string, input: Partial<PipelineInput> = {}): Promise<Upstream> {
    const database = `tivalve_${name}_${process.pid}`;
    const sql = await createConnection({ uri: MYSQL ?? '', supportBigNumbers: true, bigNumberStrings: true });
    // Values at the edge of their types, zero dates among them, are what these specs are about.
    await sql.query("SET time_zone = '+00:00', sql_mode = ''");
    const startTs = await withPd((pd) => pd.now());
    const upstream = new Upstream(database, sql, startTs, input);
    await upstream.query(`CREATE DATABASE ${database}`);
    await upstream.query(`USE ${database}`);
    return upstream;
  }

  async query(text: string): Promise<RowDataPacket[]> {
    return (await this.#sql.query<RowDataPacket[]>(text))[0];
  }

  /** Rows as the server writes them: text for most types, bytes for some. */
  async select(text: string): Promise<readonly (readonly SelectedCell[])[]> {
    const [rows] = await this.#sql.query<RowDataPacket[][]>({
      sql: text,
      rowsAsArray: true,
      typeCast: (field) => field.buffer(),
    });
    return rows as unknown as readonly (readonly SelectedCell[])[];
  }

  /** Another session in the same database. */
  async session(): Promise<Connection> {
    const sql = await createConnection({ uri: MYSQL ?? '' });
    await sql.query(`USE ${this.database}`);
    return sql;
  }

  /** Resolves once everything that is committed by now has been followed. */
  async caughtUp(): Promise<void> {
    const ts = await withPd((pd) => pd.now());
    await new Promise<void>((resolve, reject) => {
      this.#running.checkpointTs$.subscribe({ next: (reached) => reached >= ts && resolve(), error: reject });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running.stop();
    const left = await this.query(`SHOW DATABASES LIKE '${this.database}%'`);
    for (const row of left) await this.query(`DROP DATABASE \`${String(Object.values(row)[0])}\``);
    await this.#sql.end();
  }
}
