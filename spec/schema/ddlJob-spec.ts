import fc from 'fast-check';
import { decodeAnnouncedPartitions, decodeDdlJob } from '../../src/schema/ddlJob';
import { ddlTypeName } from '../../src/schema/ddlTypes';
import { DDL_JOB_TABLE_ID } from '../../src/schema/keys';
import { topLevelDigits } from '../../src/schema/looseJson';
import { jobOf, jobRow } from './jobs';
import { COLUMNS, tableOf } from './tables';

const DONE = '"id":105,"type":3,"state":4,"binlog":{"SchemaVersion":53}';
const CORRUPT = expect.objectContaining({ code: 'TV_SCHEMA_DDL_JOB_CORRUPT' });

describe('decodeDdlJob', () => {
  it('keeps every digit of the start ts, wherever that stands', () => {
    const text = `{"query":"\\"start_ts\\": 1","raw_args":{"start_ts":2},${DONE},"real_start_ts":3,"start_ts":435984512704577531}`;
    expect(decodeDdlJob(jobRow(text, 435984539744731137n), undefined)).toMatchObject({
      id: 105,
      typeCode: 3,
      startTs: 435984512704577531n,
      commitTs: 435984539744731137n,
    });
  });

  it('reads the column that the table calls job_meta', () => {
    const jobTable = tableOf({
      columns: [
        { id: 5, name: 'other', ...COLUMNS.int },
        { id: 9, name: 'job_meta', tp: 251 },
      ],
    });
    const row = jobRow(`{${DONE},"start_ts":1}`);
    const value = Buffer.from(row.value);
    value.writeUInt32LE(9, 6);
    const other = tableOf({ columns: [{ id: 1, name: 'x', ...COLUMNS.int }] });
    expect(decodeDdlJob({ ...row, value }, new Map([[DDL_JOB_TABLE_ID, jobTable]]))).toMatchObject({ id: 105 });
    expect(decodeDdlJob(row, new Map([[DDL_JOB_TABLE_ID, other]]))).toMatchObject({ id: 105 });
  });

  it.each([0, 1, 2, 3, 5, 6, 7, 8, 9, 10])('passes over a job in state %d', (state) => {
    const text = `{"id":1,"type":3,"state":${state},"binlog":{"SchemaVersion":53},"start_ts":1}`;
    expect(decodeDdlJob(jobRow(text), undefined)).toBeUndefined();
  });

  it('passes over a job that found nothing to do', () => {
    const text = '{"id":1,"type":3,"state":4,"binlog":{"SchemaVersion":0},"start_ts":1}';
    expect(decodeDdlJob(jobRow(text), undefined)).toBeUndefined();
  });

  it('passes over the delete that ends every job', () => {
    expect(decodeDdlJob({ ...jobRow('{}'), op: 'DELETE', value: new Uint8Array(0) }, undefined)).toBeUndefined();
  });

  it.each([
    { title: 'is not JSON', text: '{"id":' },
    { title: 'is no object', text: '[]' },
    { title: 'has no state', text: '{"id":1,"type":3}' },
    { title: 'has no start ts', text: `{${DONE}}` },
    {
      title: 'has a table without name',
      text: '{"id":1,"type":3,"state":4,"start_ts":1,"binlog":{"SchemaVersion":1,"TableInfo":{"id":3}}}',
    },
  ])('refuses a job that $title', ({ text }) => {
    expect(() => decodeDdlJob(jobRow(text), undefined)).toThrow(CORRUPT);
  });

  it('refuses a row that does not decode, or has no job', () => {
    expect(() => decodeDdlJob({ ...jobRow('{}'), value: Uint8Array.of(0x80, 1) }, undefined)).toThrow(CORRUPT);
    expect(() => decodeDdlJob({ ...jobRow('{}'), value: Uint8Array.of(0x80, 0, 0, 0, 0, 0) }, undefined)).toThrow(
      CORRUPT,
    );
  });

  it('never does worse than an error, whatever the job is', () => {
    fc.assert(
      fc.property(fc.json(), fc.object(), (text, binlog) => {
        for (const job of [
          text,
          JSON.stringify({
            id: 1,
            type: 47,
            state: 4,
            start_ts: 5,
            binlog: { ...binlog, SchemaVersion: 1 },
            raw_args: binlog,
          }),
        ]) {
          try {
            decodeDdlJob(jobRow(job), undefined);
          } catch (error) {
            expect(error).toMatchObject({ code: 'TV_SCHEMA_DDL_JOB_CORRUPT' });
          }
        }
      }),
    );
  });

  it.each([
    {
      version: 1,
      args: [
        [2, 2],
        [2, 7],
        [
          { O: 'B', L: 'b' },
          { O: 'C', L: 'c' },
        ],
        [45, 46],
        [
          { O: 'Shop', L: 'shop' },
          { O: 'Shop', L: 'shop' },
        ],
        [
          { O: 'A', L: 'a' },
          { O: 'B', L: 'b' },
        ],
      ],
    },
    {
      version: 2,
      args: {
        rename_table_infos: [
          {
            table_id: 45,
            old_schema_id: 2,
            old_schema_name: { O: 'Shop' },
            old_table_name: { O: 'A' },
            new_schema_id: 2,
          },
          {
            table_id: 46,
            old_schema_id: 2,
            old_schema_name: { O: 'Shop' },
            old_table_name: { O: 'B' },
            new_schema_id: 7,
          },
        ],
      },
    },
  ])('reads the renames of arguments in version $version', ({ version, args }) => {
    const { renames } = jobOf({ type: 47, commitTs: 9n, version, args });
    expect(renames).toEqual([
      { tableId: 45, oldSchemaId: 2, oldSchemaName: 'Shop', oldTableName: 'A', newSchemaId: 2 },
      { tableId: 46, oldSchemaId: 2, oldSchemaName: 'Shop', oldTableName: 'B', newSchemaId: 7 },
    ]);
  });

  it.each([
    { version: 1, args: [3, { O: 'New', L: 'new' }, { O: 'Old', L: 'old' }] },
    {
      version: 2,
      args: { old_schema_id: 3, old_schema_name: { O: 'Old', L: 'old' }, new_table_name: { O: 'New', L: 'new' } },
    },
  ])('reads a rename of arguments in version $version', ({ version, args }) => {
    const involving = [{ database: 'old', table: 'before' }];
    const { renames } = jobOf({ type: 14, commitTs: 9n, version, args, involving, tableId: 45 });
    expect(renames).toEqual([
      { tableId: 45, oldSchemaId: 3, oldSchemaName: 'Old', oldTableName: 'before', newSchemaId: 2 },
    ]);
  });
});

describe('topLevelDigits', () => {
  it.each([
    { text: '{"ts":12}', digits: '12' },
    { text: '{"a":"\\"ts\\":1","b":[{"ts":2}],"ts" : 3}', digits: '3' },
    { text: '{"a":"ts","ts":-4}', digits: '-4' },
    { text: '{"a":"\\\\","ts":5}', digits: '5' },
    { text: '{"a":{"ts":1}}', digits: undefined },
    { text: '{"ts":"1"}', digits: undefined },
  ])('finds $digits in $text', ({ text, digits }) => {
    expect(topLevelDigits(text, 'ts')).toBe(digits);
  });
});

describe('ddlTypeName', () => {
  it.each([
    [1, 'create schema'],
    [13, 'rebase auto_increment ID'],
    [16, 'shard row ID'],
    [61, 'alter table multi-schema change'],
    [67, 'alter table no_ttl'],
    [250, 'action 250'],
  ])('calls %d %s', (code, name) => {
    expect(ddlTypeName(code)).toBe(name);
  });
});

describe('decodeAnnouncedPartitions', () => {
  const partitions = { definitions: [{ id: 301 }, { id: 302 }] };
  const read = (fields: object) =>
    decodeAnnouncedPartitions(jobRow(JSON.stringify({ id: 1, table_id: 45, start_ts: 1, ...fields }), 100n), undefined);

  it.each([
    { title: 'named arguments', raw_args: { part_names: ['p0'], part_info: partitions } },
    { title: 'arguments by position, as older TiDB writes them', raw_args: [['p0'], partitions] },
  ])('reads $title', ({ raw_args }) => {
    for (const type of [64, 71, 72]) {
      for (const state of [1, 8]) {
        expect(read({ type, state, raw_args })).toEqual({ tableId: 45, physicalIds: [301, 302], commitTs: 100n });
      }
    }
  });

  it.each([
    { title: 'is done', type: 64, state: 4 },
    { title: 'is rolled back', type: 64, state: 3 },
    { title: 'adds partitions without rows', type: 19, state: 1 },
  ])('passes over a job that $title', ({ type, state }) => {
    expect(read({ type, state, raw_args: { part_info: partitions } })).toBeUndefined();
  });

  it('announces nothing without arguments that it understands', () => {
    expect(read({ type: 64, state: 1, raw_args: null })).toEqual({ tableId: 45, physicalIds: [], commitTs: 100n });
  });

  it('refuses what is no job', () => {
    expect(() => decodeAnnouncedPartitions(jobRow('{'), undefined)).toThrow('DDL job cannot be decoded');
  });
});
