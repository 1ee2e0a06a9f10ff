import type { ChangeEvent } from '../../src/model/event';
import { compileTableFilter } from '../../src/model/tableFilter';
import { filterRows } from '../../src/operators/filterRows';
import { unreadableDdlOf } from '../../src/schema/ddlEvent';
import { corruptJob, type DdlJob } from '../../src/schema/ddlJob';
import { createSchemaStorage } from '../../src/schema/schemaStorage';
import { batch } from '../../src/testing';
import { itemsOf, through } from '../helpers/flows';
import { databasePair, type JobSpec, jobOf, tablePair } from './jobs';

/** The event of a job in a database with the tables `a` and `b`. */
function eventOf(spec: Omit<JobSpec, 'commitTs'>, text: Partial<DdlJob>) {
  const pairs = [databasePair(2, 'shop'), tablePair(2, { id: 45, name: 'a' }), tablePair(2, { id: 46, name: 'b' })];
  const event = createSchemaStorage(pairs, 1n).applyJob({ ...jobOf({ ...spec, commitTs: 20n }), ...text });
  if (event === null) throw new Error('the job is no event');
  return event;
}
const a = { id: 45, name: 'a' };
const told = (event: ChangeEvent, ...tables: readonly string[]): ChangeEvent[] =>
  itemsOf(through([batch(event)], filterRows({ tables: compileTableFilter(tables) })));

describe('the event of a DDL', () => {
  it.each([
    {
      title: 'a list of tables becomes its own',
      job: { type: 4, tableId: 45, tableName: 'a' },
      text: { query: 'drop table if exists a, shop.b -- both' },
      normalizedQuery: 'DROP TABLE IF EXISTS `shop`.`a`',
    },
    {
      title: 'the SQL mode of the session counts',
      job: { type: 17, table: a },
      text: { query: 'ALTER TABLE "a" COMMENT = \'x\'', sqlMode: 4 },
      normalizedQuery: "ALTER TABLE `shop`.`a` COMMENT = 'x'",
    },
    {
      title: 'LIKE takes the database of the session',
      job: { type: 3, table: { id: 50, name: 'c' } },
      text: { query: 'create table c like t', likeDatabase: 'other' },
      normalizedQuery: 'CREATE TABLE `shop`.`c` LIKE `other`.`t`',
    },
    {
      title: 'a view has the SELECT that TiDB resolved',
      job: { type: 21, table: { id: 51, name: 'v', extra: { view: { view_select: 'SELECT `id` FROM `shop`.`a`' } } } },
      text: { query: 'create view v as select * from a', viewSelect: 'SELECT `id` FROM `shop`.`a`' },
      normalizedQuery: 'CREATE view `shop`.`v` AS SELECT `id` FROM `shop`.`a`',
    },
  ])('has a text that runs as it is: $title', ({ job, text, normalizedQuery }) => {
    expect(eventOf(job, text)).toMatchObject({ normalizedQuery, query: text.query });
  });

  it('reads the SELECT of a view from its job', () => {
    const view = { id: 51, name: 'v', extra: { view: { view_select: 'SELECT 1' } } };
    expect(jobOf({ type: 21, commitTs: 5n, table: view }).viewSelect).toBe('SELECT 1');
  });

  it('of several tables has the text of those that are left', () => {
    const created = eventOf(
      {
        type: 60,
        tables: [
          { id: 50, name: 'c' },
          { id: 51, name: 'd' },
        ],
      },
      { query: 'create table c (id int);create table d (id int)' },
    );
    expect(created.normalizedQuery).toBe('CREATE TABLE `shop`.`c` (id INT); CREATE TABLE `shop`.`d` (id INT)');
    expect(told(created, 'shop.d')).toEqual([
      expect.objectContaining({ normalizedQuery: 'CREATE TABLE `shop`.`d` (id INT)' }),
    ]);
    const renamed = eventOf(
      {
        type: 47,
        tables: [
          { id: 45, name: 'x' },
          { id: 46, name: 'y' },
        ],
        args: {
          rename_table_infos: [
            {
              table_id: 45,
              old_schema_id: 2,
              new_schema_id: 2,
              old_schema_name: { O: 'shop' },
              old_table_name: { O: 'a' },
            },
            {
              table_id: 46,
              old_schema_id: 2,
              new_schema_id: 2,
              old_schema_name: { O: 'shop' },
              old_table_name: { O: 'b' },
            },
          ],
        },
      },
      { query: 'rename table a to x, b to y' },
    );
    expect(renamed.normalizedQuery).toBe('RENAME TABLE `shop`.`a` TO `shop`.`x`, `shop`.`b` TO `shop`.`y`');
    expect(told(renamed, 'shop.b', 'shop.y')).toEqual([
      expect.objectContaining({ normalizedQuery: 'RENAME TABLE `shop`.`b` TO `shop`.`y`' }),
    ]);
  });

  it.each([
    { title: 'one table', job: { type: 5, table: a }, barrier: 'table' },
    { title: 'a table that comes', job: { type: 3, table: { id: 50, name: 'c' } }, barrier: 'table' },
    {
      title: 'several tables',
      job: {
        type: 60,
        tables: [
          { id: 50, name: 'c' },
          { id: 51, name: 'd' },
        ],
      },
      barrier: 'tables',
    },
    { title: 'a database', job: { type: 2, database: 'shop' }, barrier: 'schema' },
    { title: 'the options of a database', job: { type: 26, database: 'shop' }, barrier: 'schema' },
    { title: 'the cluster', job: { type: 62 }, barrier: 'schema' },
  ] as { title: string; job: Omit<JobSpec, 'commitTs'>; barrier: string }[])(
    'is a barrier for $title',
    ({ job, barrier }) => {
      expect(eventOf(job, {}).barrier).toBe(barrier);
    },
  );

  it('that cannot be read is a barrier for what it may be about', () => {
    const job = {
      id: 1,
      schemaIds: [2],
      schemaName: '',
      tableName: '',
      query: '',
      startTs: 1n,
      commitTs: 2n,
      error: corruptJob('x'),
    };
    expect(unreadableDdlOf({ ...job, tableIds: [], typeCode: undefined }, 'shop', [])).toMatchObject({
      barrier: 'schema',
      ddlType: 'unreadable',
    });
    expect(unreadableDdlOf({ ...job, tableIds: [45], typeCode: 5 }, 'shop', [])).toMatchObject({
      barrier: 'table',
      ddlType: 'add column',
    });
  });
});
