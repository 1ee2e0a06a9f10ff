import type { DdlEvent } from '../../src/model/ddl';
import { describeUpstream, LIMIT_MS, Upstream } from './cluster';
import { expectedDdls, type JobDetails, listedJobOf, type ToldDdl, toldDdls } from './comparison';
import { DDL_STORY } from './ddlStory';

describeUpstream('every DDL of a running TiDB cluster', () => {
  let upstream: Upstream;
  const eventsOf = (): DdlEvent[] => upstream.sink.events.flatMap((event) => (event.kind === 'ddl' ? [event] : []));

  /** What TiDB says that became of its databases. */
  async function listed(): Promise<readonly ToldDdl[]> {
    const isOurs = (db: string): boolean => db.startsWith(upstream.database);
    const jobs = (await upstream.query('ADMIN SHOW DDL JOBS 1000')).map(listedJobOf);
    const details = new Map<string, JobDetails>();
    for (const { id } of jobs.filter(({ db }) => isOurs(db))) {
      const [query] = await upstream.query(`ADMIN SHOW DDL JOB QUERIES ${id}`);
      const [row] = await upstream.query(`SELECT job_meta FROM mysql.tidb_ddl_history WHERE job_id = ${id}`);
      const meta: unknown = row?.['job_meta'];
      details.set(id, {
        query: String(query?.['QUERY'] ?? ''),
        meta: Buffer.isBuffer(meta) ? meta.toString('utf8') : String(meta ?? ''),
      });
    }
    return expectedDdls(jobs, (id) => details.get(id), isOurs);
  }

  beforeAll(async () => {
    upstream = await Upstream.open('ddl');
  }, LIMIT_MS);

  afterAll(async () => {
    await upstream?.[Symbol.asyncDispose]();
  }, LIMIT_MS);

  it(
    'is told as TiDB lists it, with its text, its ts and in its order',
    async () => {
      const types: number[] = [1];
      for (const { sql, types: own, optional = false } of DDL_STORY) {
        const text = sql.replaceAll('$db', upstream.database);
        try {
          await upstream.query(text);
          types.push(...own);
        } catch (error) {
          if (!optional) throw error;
          process.stderr.write(`spec/upstream: this server does not take ${text}: ${String(error)}\n`);
        }
      }
      await upstream.caughtUp();
      expect(toldDdls(eventsOf())).toEqual(await listed());
      expect(eventsOf().map(({ typeCode }) => typeCode)).toEqual(types);
    },
    LIMIT_MS,
  );

  it(
    'is told when many sessions create tables at once',
    async () => {
      // Servers that can, make one job of them.
      await upstream.query('SET GLOBAL tidb_enable_fast_create_table = ON').catch(() => undefined);
      const sessions = await Promise.all(Array.from({ length: 8 }, () => upstream.session()));
      try {
        await Promise.all(
          sessions.map(async (session, i) => {
            await session.query(`CREATE TABLE many${i} (id INT PRIMARY KEY)`);
            await session.query(`INSERT INTO many${i} VALUES (${i})`);
          }),
        );
      } finally {
        await Promise.all(sessions.map((session) => session.end()));
      }
      await upstream.caughtUp();
      const rows = upstream.sink.events.flatMap((event) =>
        event.kind === 'row' && event.table.table.startsWith('many') ? [`${event.table.table} ${event.get('id')}`] : [],
      );
      expect(rows.toSorted()).toEqual(Array.from({ length: 8 }, (_, i) => `many${i} ${i}`));
      const byStart = (a: ToldDdl, b: ToldDdl): number => Number(BigInt(a.startTs) - BigInt(b.startTs));
      // Jobs that run side by side end in any order.
      expect(toldDdls(eventsOf()).toSorted(byStart)).toEqual((await listed()).toSorted(byStart));
    },
    LIMIT_MS,
  );
});
