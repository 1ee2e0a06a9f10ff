import { crc32 } from 'node:zlib';
import { JOB_TABLE } from '../../src/emulator/tidb/systemTables';
import { TableLayout } from '../../src/emulator/tidb/TableLayout';
import type { KvChange } from '../../src/model/kv';
import { decodeDdlJob } from '../../src/schema/ddlJob';
import { DDL_JOB_TABLE_ID, decodeMetaKey, META_SPAN } from '../../src/schema/keys';
import type { JsonObject } from '../../src/schema/looseJson';
import { decodeRow } from '../../src/schema/rowCodec';
import { createSchemaStorage } from '../../src/schema/schemaStorage';
import {
  databaseInfoOf,
  parseSchemaJson,
  type TableInfo,
  tableInfoOf,
  tableSchemaOf,
} from '../../src/schema/tableInfo';
import { SCHEMA_VECTORS, type SchemaVectors, vectorOf } from '../helpers/vectors';
import { jobOf } from './jobs';
import { format2, hex, KEY } from './tables';

const { entries, fragments, rawArgs, jobRows, samples } = SCHEMA_VECTORS;
const NO_BYTES = new Uint8Array(0);

function sample(id: string): string {
  return vectorOf(samples, id).json;
}

function sampleJson(id: string): JsonObject {
  return parseSchemaJson(Buffer.from(sample(id)), `sample ${id}`);
}

function checksum(bytes: Uint8Array): { readonly bytes: number; readonly crc32: string } {
  return { bytes: bytes.length, crc32: crc32(bytes).toString(16).padStart(8, '0') };
}

/** The value of a metadata entry. */
function valueOf({ value, text, sample: id }: SchemaVectors['entries'][number]): Uint8Array {
  if (value !== undefined) return hex(value);
  return Buffer.from(text ?? sample(id ?? ''));
}

/** A fragment as JSON. */
function fragment(id: string): unknown {
  return JSON.parse(vectorOf(fragments, id).json);
}

/** A table with nothing but what is given. */
function infoWith(fields: object): TableInfo {
  return tableInfoOf(parseSchemaJson(Buffer.from(JSON.stringify({ id: 45, name: { O: 't' }, ...fields })), 'table'));
}

/** A table with one column of that type, and perhaps a default. */
function columnWith(type: unknown, more: object = {}) {
  const cols = [{ id: 1, name: { O: 'c', L: 'c' }, offset: 0, type, state: 5, ...more }];
  return tableSchemaOf('d', infoWith({ cols, state: 5 }), undefined);
}

describe('golden bytes of the schema', () => {
  it.each([...fragments, ...samples])('$id are complete', ({ json, bytes, crc32: sum }) => {
    expect(checksum(Buffer.from(json))).toEqual({ bytes, crc32: sum });
  });

  it.each(entries.filter((entry) => entry.crc32 !== undefined))('$id are complete', (entry) => {
    expect(checksum(valueOf(entry))).toEqual({ bytes: entry.bytes, crc32: entry.crc32 });
  });
});

describe('an entry of the metadata', () => {
  it.each(entries)('$id, $what, is addressed', ({ key, parsed }) => {
    const meta = decodeMetaKey(hex(key));
    const { field, fieldBytes, ...rest } = parsed;
    expect(meta).toEqual({
      ...rest,
      ...(parsed.index !== undefined && { index: BigInt(parsed.index) }),
      ...(field !== undefined && { field: Uint8Array.from(Buffer.from(field)) }),
      ...(fieldBytes !== undefined && { field: hex(fieldBytes) }),
    });
    expect(Buffer.compare(hex(key), META_SPAN.startKey)).toBe(1);
    expect(Buffer.compare(hex(key), META_SPAN.endKey)).toBe(-1);
  });

  it.each(entries.filter(({ value, text }) => value !== undefined && text !== undefined))(
    '$id, $what, holds $text',
    (entry) => {
      expect(Buffer.from(valueOf(entry)).toString()).toBe(entry.text);
    },
  );

  it('is passed over in a snapshot, unless it is a database or a table', () => {
    const pairs = entries.map((entry) => ({ key: hex(entry.key), value: valueOf(entry) }));
    for (const all of [pairs, pairs.toReversed()]) {
      const schema = createSchemaStorage(all, 10n);
      expect(schema.tables().map(({ db, table, id }) => [db, table, id])).toEqual([['Test', 'Orders', 45]]);
      expect(schema.tableAt(45, 10n)?.keyColumns).toEqual(['id']);
    }
  });
});

describe('a fragment of the schema', () => {
  it('is a name, of today or of long ago', () => {
    for (const [id, name] of [
      ['F1', 'MyTable'],
      ['F2', 'P0'],
    ] as const) {
      expect(infoWith({ name: fragment(id) }).name).toBe(name);
    }
  });

  it.each([
    { id: 'F3', type: 'int(11)', is: { nullable: true, unsigned: false, primaryKey: false } },
    { id: 'F4', type: 'bigint(20)', is: { nullable: false, unsigned: false, primaryKey: true } },
    { id: 'F5', type: 'bigint(20) unsigned', is: { nullable: false, unsigned: true, primaryKey: true } },
    { id: 'F6', type: 'decimal(10,2)', is: { nullable: true } },
    { id: 'F7', type: 'datetime(3)', is: { binary: false } },
    { id: 'F8', type: 'varchar(64)', is: { binary: false, charset: 'utf8mb4', collation: 'utf8mb4_bin' } },
    { id: 'F9', type: 'varbinary(64)', is: { binary: true } },
    { id: 'F10', type: "enum('a','b')", is: { binary: false } },
  ])('is the type of a column: $id, $type', ({ id, type, is }) => {
    expect(columnWith(fragment(id)).columns).toMatchObject([{ type, ...is }]);
  });

  it('is an ENUM by the numbers of its members', () => {
    const table = columnWith(fragment('F10'));
    expect([1, 2].map((member) => decodeRow(table, KEY, format2(1, Uint8Array.of(member)))[0])).toEqual(['a', 'b']);
  });

  it.each([
    { id: 'F11', type: { Tp: 16, Flag: 32, Flen: 10, Charset: 'binary' }, value: 513n },
    { id: 'F12', type: { Tp: 16, Flag: 32, Flen: 8, Charset: 'binary' }, value: 255n },
    { id: 'F13', type: { Tp: 254, Flag: 128, Flen: 4, Charset: 'binary' }, value: hex('00123400') },
  ])('is the origin default of a column: $id', ({ id, type, value }) => {
    const table = columnWith(type, fragment(id) as object);
    expect(decodeRow(table, KEY, hex('800000000000'))).toEqual([value]);
  });

  it('is the text of a DDL, with what Go escapes', () => {
    const text = `{"id":1,"type":3,"state":4,"start_ts":7,"binlog":{"SchemaVersion":1},"query":${vectorOf(fragments, 'F14').json}}`;
    expect(decodeDdlJob(jobChange('R3', jobValue(text)))?.query).toBe('create table t (a int check (a > 0 && a < 9))');
  });

  it('is an index, of whole columns or of their first characters', () => {
    const { indexes } = infoWith({ index_info: [fragment('F15'), { id: 2, idx_cols: [fragment('F16')] }] });
    expect(indexes).toMatchObject([
      {
        id: 1,
        primary: true,
        unique: true,
        isPublic: true,
        columns: [
          { offset: 0, name: 'a', prefix: false },
          { offset: 2, name: 'site_code', prefix: false },
        ],
      },
      { columns: [{ offset: 1, name: 'b', prefix: true }] },
    ]);
  });

  it('is the partitions of a table', () => {
    expect(infoWith({ partition: fragment('F17') }).partitionIds).toEqual([32, 33]);
  });

  it('is bytes, a state and a ts', () => {
    expect(Buffer.from(String(fragment('F18')), 'base64').toString('hex')).toBe('74800000000000002d');
    const { json } = vectorOf(fragments, 'F20');
    const done = `${vectorOf(fragments, 'F19').json.slice(0, -1)},"id":1,"type":3,"binlog":{"SchemaVersion":1},${json.slice(1)}`;
    expect(decodeDdlJob(jobChange('R3', jobValue(done)))?.startTs).toBe(435984512704577537n);
  });
});

describe('the arguments of a job', () => {
  const renames = (id: string, version: number): readonly unknown[] => {
    const vector = vectorOf(rawArgs, id);
    const args = version === 1 ? vector.version1 : vector.version2;
    return jobOf({ type: vector.type, commitTs: 9n, version, args, schemaId: 7, tableId: 45 }).renames;
  };

  it.each(rawArgs)('$id do not keep it from being read: $what', ({ type, version1, version2 }) => {
    for (const [version, args] of [
      [1, version1],
      [2, version2],
    ] as const) {
      expect(jobOf({ type, commitTs: 9n, version, args })).toMatchObject({ typeCode: type });
    }
  });

  it.each([1, 2])('in version %d tell where a table was before', (version) => {
    expect(renames('A1', version)).toEqual([
      { tableId: 45, oldSchemaId: 2, oldSchemaName: 'test', oldTableName: '', newSchemaId: 7 },
    ]);
    expect(renames('A2', version)).toEqual([
      { tableId: 45, oldSchemaId: 2, oldSchemaName: 'test', oldTableName: 'a', newSchemaId: 2 },
      { tableId: 46, oldSchemaId: 2, oldSchemaName: 'test', oldTableName: 'b', newSchemaId: 2 },
    ]);
  });

  it('may lack the old names, as up to TiDB 8.1', () => {
    const args = (vectorOf(rawArgs, 'A2').version1 as unknown[]).slice(0, 5);
    const job = jobOf({ type: 47, commitTs: 9n, version: 1, args });
    expect(job.renames.map(({ tableId, oldTableName }) => [tableId, oldTableName])).toEqual([
      [45, ''],
      [46, ''],
    ]);
  });
});

const jobLayout = new TableLayout(JOB_TABLE);

/** The row of a job, in row format 2. */
function jobValue(text: string): Uint8Array {
  const row = jobLayout.rowOf({
    job_id: 105,
    reorg: 0,
    schema_ids: '2',
    table_ids: '45',
    job_meta: Buffer.from(text),
    type: 3,
    processing: 1,
  });
  return jobLayout.valueOf(row, 2);
}

function jobChange(id: string, value: Uint8Array): KvChange {
  const { key, op = 'PUT' } = vectorOf(jobRows, id);
  return { op, key: hex(key), value, oldValue: NO_BYTES, startTs: 99n, commitTs: 100n };
}

describe('a row of the DDL tables', () => {
  const jobTable = tableSchemaOf('mysql', tableInfoOf(sampleJson('S4')), undefined);
  const tables = new Map([[DDL_JOB_TABLE_ID, jobTable]]);

  it('of a complete job has the bytes that TiDB writes', () => {
    const { bytes, crc32: sum, starts } = vectorOf(jobRows, 'R8');
    const value = jobValue(sample('S3'));
    expect(checksum(value)).toEqual({ bytes, crc32: sum });
    expect(Buffer.from(value).toString('hex').slice(0, starts?.length)).toBe(starts);
  });

  it.each(jobRows.filter(({ action }) => action === 'ignore'))('$id has no effect: $what', ({ id, value = '' }) => {
    expect(decodeDdlJob(jobChange(id, hex(value)))).toBeUndefined();
    expect(decodeDdlJob(jobChange(id, hex(value)), tables)).toBeUndefined();
  });

  it.each(jobRows.filter(({ value, action }) => value !== undefined && action === 'apply'))(
    '$id, $what, lacks what only a shortened job does',
    ({ id, value = '' }) => {
      expect(() => decodeDdlJob(jobChange(id, hex(value)), tables)).toThrow(/no start_ts/);
    },
  );

  // The shortened jobs have no start_ts; one is put in front of what they have.
  const withStartTs = (id: string): string => {
    const [meta] = decodeRow(jobTable, KEY, hex(vectorOf(jobRows, id).value ?? '')).slice(4);
    return `{"start_ts":7,${Buffer.from(meta as Uint8Array)
      .toString()
      .slice(1)}`;
  };

  it('that is done tells of its table, or of its database', () => {
    expect(decodeDdlJob(jobChange('R3', jobValue(withStartTs('R3'))), tables)).toMatchObject({
      id: 100,
      typeCode: 3,
      schemaId: 2,
      tableId: 45,
      commitTs: 100n,
      table: { id: 45, name: 't' },
    });
    expect(decodeDdlJob(jobChange('R7', jobValue(withStartTs('R7'))), tables)).toMatchObject({
      id: 104,
      typeCode: 2,
      database: { id: 2, name: 'test' },
    });
  });

  it('of a complete job tells everything', () => {
    for (const known of [tables, undefined]) {
      expect(decodeDdlJob(jobChange('R8', jobValue(sample('S3'))), known)).toMatchObject({
        id: 105,
        typeCode: 3,
        schemaId: 2,
        tableId: 45,
        schemaName: 'Test',
        tableName: 'Orders',
        startTs: 435984512704577530n,
        query: expect.stringMatching(/^CREATE TABLE Orders \(id BIGINT PRIMARY KEY AUTO_INCREMENT, Name/),
        table: tableInfoOf(sampleJson('S2')),
      });
    }
  });

  it('of the history is not of the table of jobs', () => {
    const { value = '' } = vectorOf(jobRows, 'R10');
    expect(decodeDdlJob(jobChange('R10', hex(value)))).toBeUndefined();
  });
});

describe('a complete sample', () => {
  it('S1 is a database', () => {
    expect(databaseInfoOf(sampleJson('S1'))).toEqual({ id: 2, name: 'Test' });
  });

  it('S2 is a table', () => {
    expect(tableSchemaOf('Test', tableInfoOf(sampleJson('S2')), undefined)).toMatchObject({
      id: 45,
      table: 'Orders',
      physicalIds: [45],
      keyColumns: ['id'],
      columns: [
        { id: 1, name: 'id', type: 'bigint(20)', nullable: false, primaryKey: true },
        { id: 2, name: 'Name', type: 'varchar(64)', nullable: true, collation: 'utf8mb4_bin' },
        { id: 3, name: 'amount', type: 'decimal(10,2)', nullable: false, originDefault: null },
      ],
    });
  });

  it('S4 is the table of the jobs', () => {
    const { id, columns, layout } = tableSchemaOf('mysql', tableInfoOf(sampleJson('S4')), undefined);
    expect([id, layout.handleKind]).toEqual([DDL_JOB_TABLE_ID, 'int']);
    expect(columns.map(({ id: column, name, type }) => [column, name, type])).toEqual([
      [1, 'job_id', 'bigint(20)'],
      [2, 'reorg', 'int(11)'],
      [3, 'schema_ids', 'text'],
      [4, 'table_ids', 'text'],
      [5, 'job_meta', 'longblob'],
      [6, 'type', 'int(11)'],
      [7, 'processing', 'int(11)'],
    ]);
  });
});
