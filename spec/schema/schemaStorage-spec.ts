import type { DdlEvent } from '../../src/model/ddl';
import { DDL_JOB_TABLE_ID } from '../../src/schema/keys';
import { SchemaVersions } from '../../src/schema/SchemaVersions';
import { createSchemaStorage, type SchemaStorage } from '../../src/schema/schemaStorage';
import { databasePair, type JobSpec, jobOf, otherPair, tablePair } from './jobs';
import { COLUMNS, type TableSpec, tableOf } from './tables';

const SNAPSHOT_TS = 10n;
const JOB_TABLE: TableSpec = {
  id: 281474976710654,
  name: 'tidb_ddl_job',
  columns: [{ id: 5, name: 'job_meta', tp: 251 }],
};

function open(...tables: readonly TableSpec[]): SchemaStorage {
  const pairs = tables.map((table) => tablePair(2, table));
  // Tables come before their databases here, since the order of keys promises nothing.
  return createSchemaStorage(
    [
      ...pairs,
      otherPair(),
      tablePair(1, JOB_TABLE),
      tablePair(1, { id: 30, name: 'user', partitionIds: [31, 32] }),
      databasePair(1, 'MySQL'),
      databasePair(2, 'shop'),
      databasePair(7, 'archive'),
    ],
    SNAPSHOT_TS,
  );
}

/** What a DDL says of its tables, short: `shop.t:45 > archive.t:45`. */
function said(event: DdlEvent | null): string[] | null {
  const side = (state: { db: string; table: string; ids: readonly number[] } | null): string =>
    state === null ? '-' : `${state.db}.${state.table}:${state.ids}`;
  return event === null ? null : event.tables.map(({ before, after }) => `${side(before)} > ${side(after)}`);
}

/** The user's physical ids after the last job, with their tables. */
function physical(schema: SchemaStorage): Record<number, string> {
  return Object.fromEntries(schema.tables().flatMap((t) => t.physicalIds.map((id) => [id, `${t.db}.${t.table}`])));
}

function apply(schema: SchemaStorage, spec: Omit<JobSpec, 'commitTs'>, commitTs = 20n): string[] | null {
  return said(schema.applyJob(jobOf({ ...spec, commitTs })));
}

const t: TableSpec = { id: 45, name: 't' };
const p: TableSpec = { id: 31_000, name: 'p', partitionIds: [32_000, 33_000] };
const q: TableSpec = { id: 50, name: 'q' };

describe('a snapshot', () => {
  it('has the user tables by physical id, from its ts on', () => {
    const schema = open(t, p);
    expect(schema.tableAt(45, SNAPSHOT_TS)).toMatchObject({ db: 'shop', table: 't', id: 45 });
    expect(schema.tableAt(33_000, 99n)).toMatchObject({ table: 'p', id: 31_000, physicalIds: [32_000, 33_000] });
    expect(schema.tableAt(31_000, 99n)).toBeUndefined();
    expect(schema.tableAt(45, 9n)).toBeUndefined();
  });

  it('tells system tables from ids that are not known', () => {
    const schema = open(t);
    const ids = [30, 31, 32, JOB_TABLE.id ?? 0, 45, 99];
    expect(ids.map((id) => schema.isSystem(id))).toEqual([false, true, true, true, false, false]);
    expect(schema.tableAt(31, 99n)).toBeUndefined();
    expect(schema.ddlTables.get(DDL_JOB_TABLE_ID)?.columns.map(({ name }) => name)).toEqual(['job_meta']);
  });

  it('without the job table leaves that open', () => {
    expect(createSchemaStorage([], 0n).ddlTables.size).toBe(0);
  });

  it('keeps views, sequences and temporary tables out of the way of rows', () => {
    const schema = open(
      { ...t, extra: { view: { view_select: 'SELECT 1' } } },
      { ...q, extra: { sequence: { sequence_start: 1 } } },
      { id: 51, name: 'g', extra: { temp_table_type: 1 } },
    );
    expect([45, 50, 51].map((id) => schema.tableAt(id, 99n))).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    { title: 'a value that is not JSON', value: '{' },
    { title: 'a table without name', value: '{"id":3}' },
  ])('with $title is refused', ({ value }) => {
    const pair = { ...tablePair(2, t), value: Buffer.from(value) };
    expect(() => createSchemaStorage([pair, databasePair(2, 'shop')], 1n)).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_INVALID' }),
    );
  });

  it('with a key that is not metadata is refused', () => {
    expect(() => createSchemaStorage([{ key: Buffer.from('t'), value: Buffer.from('') }], 1n)).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_KEY_CORRUPT' }),
    );
  });
});

describe('a DDL', () => {
  it('is valid from its own commit on, and not before', () => {
    const schema = open(t);
    const before = schema.tableAt(45, 99n);
    const column = { id: 2, name: 'added', ...COLUMNS.int };
    apply(schema, { type: 5, table: { ...t, columns: [{ id: 1, name: 'id', ...COLUMNS.bigint }, column] } });
    expect(schema.tableAt(45, 19n)).toBe(before);
    expect(schema.tableAt(45, 20n)?.columns.map(({ name }) => name)).toEqual(['id', 'added']);
    expect(schema.tableAt(45, 20n)).toBe(schema.tableAt(45, 1000n));
  });

  it('is an event with the job’s times, names and tables', () => {
    const schema = open(t);
    expect(schema.applyJob(jobOf({ type: 12, commitTs: 20n, table: t }))).toEqual({
      kind: 'ddl',
      ddlType: 'modify column',
      typeCode: 12,
      db: 'shop',
      table: 't',
      query: 'job of type 12',
      normalizedQuery: 'job of type 12',
      barrier: 'table',
      startTs: 7n,
      commitTs: 20n,
      tables: [
        {
          before: { db: 'shop', table: 't', ids: [45], keyless: true },
          after: { db: 'shop', table: 't', ids: [45], keyless: true, schema: schema.tableAt(45, 20n) },
        },
      ],
    });
  });

  it('walks through ids as TiDB does', () => {
    const schema = open(t, p, q);
    expect(apply(schema, { type: 11, tableId: 45, table: { ...t, id: 113 } }, 20n)).toEqual(['shop.t:45 > shop.t:113']);
    const exchanged = { ...p, partitionIds: [50, 33_000] };
    expect(apply(schema, { type: 42, tableId: 50, table: exchanged }, 21n)).toEqual([
      'shop.q:50 > shop.q:32000',
      'shop.p:32000,33000 > shop.p:50,33000',
    ]);
    expect(physical(schema)).toEqual({ 113: 'shop.t', 50: 'shop.p', 33000: 'shop.p', 32000: 'shop.q' });
    expect([schema.tableAt(50, 20n)?.table, schema.tableAt(32_000, 20n)?.table]).toEqual(['q', 'p']);
    expect([schema.tableAt(50, 21n)?.table, schema.tableAt(32_000, 21n)?.table]).toEqual(['p', 'q']);
    expect(apply(schema, { type: 23, table: { ...p, partitionIds: [50, 115] } }, 22n)).toEqual([
      'shop.p:50,33000 > shop.p:50,115',
    ]);
    expect(schema.tableAt(33_000, 22n)).toBeUndefined();
    expect(apply(schema, { type: 72, tableId: 31_000, table: { id: 120, name: 'p' } }, 23n)).toEqual([
      'shop.p:50,115 > shop.p:120',
    ]);
    const args = { old_schema_id: 2, old_schema_name: { O: 'shop' }, new_table_name: { O: 't' } };
    expect(apply(schema, { type: 14, schemaId: 7, table: { ...t, id: 113 }, args }, 24n)).toEqual([
      'shop.t:113 > archive.t:113',
    ]);
    expect(apply(schema, { type: 2, schemaId: 2, database: 'shop' }, 25n)).toEqual([
      'shop.q:32000 > -',
      'shop.p:120 > -',
    ]);
    expect(physical(schema)).toEqual({ 113: 'archive.t' });
  });

  it.each([
    { title: 'add partition', type: 19, partitionIds: [32_000, 33_000, 34_000] },
    { title: 'drop partition', type: 20, partitionIds: [33_000] },
    { title: 'reorganize partition', type: 64, partitionIds: [34_000, 35_000] },
  ])('$title replaces the ids', ({ type, partitionIds }) => {
    const schema = open(p);
    expect(apply(schema, { type, table: { ...p, partitionIds } })).toEqual([
      `shop.p:32000,33000 > shop.p:${partitionIds}`,
    ]);
    expect(Object.keys(physical(schema)).map(Number)).toEqual(partitionIds);
    expect(schema.tableAt(32_000, 19n)?.table).toBe('p');
  });

  it('alter table partition by gives a table new ids', () => {
    const schema = open(t);
    const table = { id: 60, name: 't', partitionIds: [61, 62] };
    expect(apply(schema, { type: 71, tableId: 45, table })).toEqual(['shop.t:45 > shop.t:61,62']);
    expect(schema.tableAt(45, 20n)).toBeUndefined();
  });

  it('create table adds one, and does so once', () => {
    const schema = open();
    expect(apply(schema, { type: 3, table: t })).toEqual(['- > shop.t:45']);
    const first = schema.tableAt(45, 20n);
    expect(apply(schema, { type: 3, table: t }, 21n)).toEqual(['- > shop.t:45']);
    expect(schema.tableAt(45, 21n)).toBe(first);
  });

  it('create table finishes one that the snapshot has half made', () => {
    const schema = open({ ...t, columns: [{ id: 1, name: 'half', ...COLUMNS.int }], state: 2 });
    apply(schema, { type: 3, table: t });
    expect(schema.tableAt(45, 20n)?.columns[0]?.name).toBe('id');
  });

  it('create tables adds several', () => {
    const schema = open();
    expect(apply(schema, { type: 60, tables: [t, q] })).toEqual(['- > shop.t:45', '- > shop.q:50']);
  });

  it('recover table brings the old id back', () => {
    const schema = open(t);
    expect(apply(schema, { type: 4, table: t }, 20n)).toEqual(['shop.t:45 > -']);
    expect(apply(schema, { type: 25, table: { ...t, name: 'back' } }, 30n)).toEqual(['- > shop.back:45']);
    expect([19n, 20n, 29n, 30n].map((ts) => schema.tableAt(45, ts)?.table)).toEqual([
      't',
      undefined,
      undefined,
      'back',
    ]);
  });

  it('rename tables may go in a circle: the last name counts', () => {
    const schema = open(t, q);
    const rename = (table_id: number, from: string) => ({
      table_id,
      old_schema_id: 2,
      old_schema_name: { O: 'shop' },
      old_table_name: { O: from },
      new_schema_id: 2,
    });
    const args = { rename_table_infos: [rename(45, 't'), rename(50, 'q'), rename(45, 'x')] };
    const tables = [
      { ...t, name: 'x' },
      { ...q, name: 't' },
      { ...t, name: 'q' },
    ];
    expect(apply(schema, { type: 47, tables, args })).toEqual(['shop.t:45 > shop.q:45', 'shop.q:50 > shop.t:50']);
  });

  it.each([
    { title: 'the job’s table name', tableName: 'Before', involving: [{ database: 'shop', table: 'before' }] },
    { title: 'what the job locks', tableName: '', involving: [{ database: 'shop', table: 'Before' }] },
  ])('rename table knows the old name from $title when the snapshot has the new', ({ tableName, involving }) => {
    const schema = open({ ...t, name: 'after' });
    const args = { old_schema_id: 7, old_schema_name: { O: 'archive' } };
    const job = { type: 14, table: { ...t, name: 'after' }, args, tableName, involving };
    expect(apply(schema, job)).toEqual(['archive.Before:45 > shop.after:45']);
  });

  it('drop schema takes all its tables, and a recovery brings them back', () => {
    const schema = open(t, p);
    expect(apply(schema, { type: 2, database: 'shop' }, 20n)).toEqual(['shop.t:45 > -', 'shop.p:32000,33000 > -']);
    expect(schema.tables()).toEqual([]);
    expect(apply(schema, { type: 63, database: 'shop_again', args: { recover_info: {} } }, 21n)).toEqual([
      '- > shop_again.t:45',
      '- > shop_again.p:32000,33000',
    ]);
  });

  it.each([27, 28, 30, 31, 39, 40, 43, 44, 45, 49, 50, 54, 56, 57, 59, 74, 75])(
    'of type %d tells of its table and leaves its schema alone',
    (type) => {
      const schema = open(t);
      const before = schema.tableAt(45, 99n);
      expect(apply(schema, { type, table: t })).toEqual(['shop.t:45 > shop.t:45']);
      expect(schema.tableAt(45, 99n)).toBe(before);
    },
  );

  it.each([5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 17, 18, 22, 29, 32, 33, 37, 38, 41, 61, 65, 67, 73, 250])(
    'of type %d replaces the schema',
    (type) => {
      const schema = open(t);
      const before = schema.tableAt(45, 99n);
      expect(apply(schema, { type, table: t })).toEqual(['shop.t:45 > shop.t:45']);
      expect(schema.tableAt(45, 99n)).not.toBe(before);
    },
  );

  it.each([26, 55, 77])('of type %d concerns a whole database', (type) => {
    const schema = open(t);
    expect(schema.applyJob(jobOf({ type, commitTs: 20n, database: 'shop' }))).toMatchObject({
      db: 'shop',
      table: '',
      tables: [],
    });
  });

  it.each([
    { title: 'create view', type: 21, extra: { view: {} } },
    { title: 'create sequence', type: 34, extra: { sequence: {} } },
    { title: 'alter sequence', type: 35, extra: { sequence: {} } },
  ])('$title is an event without tables', ({ type, extra }) => {
    const schema = open();
    const event = schema.applyJob(jobOf({ type, commitTs: 20n, table: { id: 70, name: 'v', extra } }));
    expect(event).toMatchObject({ db: 'shop', table: 'v', tables: [] });
    expect(apply(schema, { type: 24, tableId: 70, table: { id: 70, name: 'v', extra } }, 21n)).toEqual([]);
  });

  it.each([51, 52, 53, 62, 68, 69, 70])(
    "of type %d is the whole cluster's and no database's, whatever id it has",
    (type) => {
      const event = open(t).applyJob(jobOf({ type, commitTs: 20n, schemaName: 'pp' }));
      expect(event).toMatchObject({ kind: 'ddl', db: '', table: '', tables: [] });
    },
  );

  it('that fills partitions before it is done makes their rows those of its table, from its announcement on', () => {
    const schema = open(t);
    schema.announce({ tableId: t.id ?? 0, physicalIds: [301, 302], commitTs: 30n });
    expect(schema.tableAt(301, 29n)).toBeUndefined();
    expect(schema.tableAt(302, 30n)).toBe(schema.tableAt(t.id ?? 0, 30n));
    // The table's own ids do not change until the job is done.
    expect(schema.tables()[0]?.physicalIds).not.toContain(301);
  });

  it('that fills partitions of a table nobody knows changes nothing', () => {
    const schema = open(t);
    schema.announce({ tableId: 999, physicalIds: [301], commitTs: 30n });
    expect(schema.tableAt(301, 31n)).toBeUndefined();
  });

  it('of a system database is none, but its new tables are known as such', () => {
    const schema = open();
    expect(apply(schema, { type: 3, schemaId: 1, table: { id: 77, name: 'stats' } })).toBeNull();
    expect([schema.isSystem(77), schema.tableAt(77, 99n)]).toEqual([true, undefined]);
    expect(apply(schema, { type: 1, schemaId: 9, database: 'TiDB_CDC' }, 21n)).toBeNull();
  });

  it('creates a database for the tables that come', () => {
    const schema = open();
    expect(schema.applyJob(jobOf({ type: 1, commitTs: 20n, schemaId: 9, database: 'New' }))).toMatchObject({
      db: 'New',
      table: '',
    });
    expect(apply(schema, { type: 3, schemaId: 9, table: t }, 21n)).toEqual(['- > New.t:45']);
  });

  it('that the snapshot has already, or that comes twice, has no effect', () => {
    const schema = open(t);
    expect(schema.applyJob(jobOf({ type: 4, commitTs: SNAPSHOT_TS, table: t }))).toBeNull();
    const job = jobOf({ type: 4, commitTs: 20n, table: t });
    expect(schema.applyJob(job)).not.toBeNull();
    expect(schema.applyJob(job)).toBeNull();
  });

  it('below the last one is refused', () => {
    const schema = open(t);
    apply(schema, { type: 5, table: t }, 20n);
    expect(() => apply(schema, { type: 5, table: t }, 19n)).toThrow(expect.objectContaining({ code: 'TV_ORDER_DDL' }));
  });

  it('that needs a table and has none is refused', () => {
    expect(() => apply(open(t), { type: 11, tableId: 45 })).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_DDL_JOB_CORRUPT' }),
    );
  });

  it('tolerates ids that are not known', () => {
    const schema = open();
    expect(apply(schema, { type: 4, table: t }, 20n)).toEqual([]);
    expect(apply(schema, { type: 11, tableId: 45, table: q }, 21n)).toEqual(['- > shop.q:50']);
    expect(apply(schema, { type: 42, tableId: 45, table: p }, 22n)).toEqual(['- > shop.p:32000,33000']);
  });
});

describe('old versions', () => {
  it('go when nothing can ask for them', () => {
    const schema = open(t);
    for (let ts = 20n; ts < 30n; ts += 1n) apply(schema, { type: 5, table: t }, ts);
    schema.dropVersionsBelow(25n);
    expect(schema.tableAt(45, 24n)).toBeUndefined();
    expect(schema.tableAt(45, 25n)).toBeDefined();
    expect(schema.tableAt(45, 26n)).not.toBe(schema.tableAt(45, 25n));
  });

  it('are found by ts, among many, and counted', () => {
    const versions = new SchemaVersions();
    const tables = Array.from({ length: 50 }, (_, i) => tableOf({ name: `t${i}` }));
    for (const [i, table] of tables.entries()) versions.set(1, BigInt(i * 10), table);
    for (const [i, table] of tables.entries()) {
      expect(versions.at(1, BigInt(i * 10))).toBe(table);
      expect(versions.at(1, BigInt(i * 10 + 9))).toBe(table);
    }
    expect(versions.size).toBe(50);
    versions.dropBelow(425n);
    expect([versions.size, versions.at(1, 425n)?.table, versions.at(1, 419n)]).toEqual([8, 't42', undefined]);
  });

  it('of a table that went are dropped with it', () => {
    const versions = new SchemaVersions();
    versions.set(1, 10n, tableOf({}));
    versions.set(1, 20n, undefined);
    versions.dropBelow(19n);
    expect([versions.size, versions.at(1, 19n) === undefined, versions.at(1, 20n)]).toEqual([2, false, undefined]);
    versions.dropBelow(20n);
    expect(versions.size).toBe(0);
  });
});
