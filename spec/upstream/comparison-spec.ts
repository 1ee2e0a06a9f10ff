import { fieldTypeOf } from '../../src/emulator/tidb/columnTypes';
import type { DdlEvent } from '../../src/model/ddl';
import { DDL_TYPE_NAMES } from '../../src/schema/ddlTypes';
import { SCHEMA_VECTORS, vectorOf } from '../helpers/vectors';
import {
  expectedDdls,
  foundCell,
  type JobDetails,
  type ListedJob,
  listedJobOf,
  selectedCell,
  toldDdls,
} from './comparison';
import { DDL_STORY } from './ddlStory';
import { TYPE_CASES } from './typeCases';

describe('a cell of SELECT', () => {
  it.each([
    { type: 'bigint', shown: '-9223372036854775808', value: '-9223372036854775808' },
    { type: 'int unsigned', shown: '4294967295', value: 4294967295 },
    { type: 'bit(10)', shown: Buffer.from('0201', 'hex'), value: '513' },
    { type: 'bit(64)', shown: Buffer.from('ffffffffffffffff', 'hex'), value: '18446744073709551615' },
    { type: 'float', shown: '3.40282e38', value: 3.40282e38 },
    { type: 'float', shown: '16777200', value: 16777200 },
    { type: 'double', shown: '1.7976931348623157e308', value: 1.7976931348623157e308 },
    { type: 'double', shown: '-0', value: 0 },
    { type: 'year', shown: '0000', value: 0 },
    { type: 'decimal(10,2)', shown: '-0.01', value: '-0.01' },
    { type: 'datetime(3)', shown: '0000-00-00 00:00:00.000', value: '0000-00-00 00:00:00.000' },
    { type: 'varbinary(4)', shown: Buffer.from('00ff', 'hex'), value: 'AP8=' },
    { type: 'tinyblob', shown: Buffer.alloc(0), value: '' },
    { type: 'varchar(20) CHARACTER SET gbk', shown: '世界', value: '世界' },
    { type: 'json', shown: '{"a": [1, null]}', value: '{"a": [1, null]}' },
  ])('$type $value is that of a row event', ({ type, shown, value }) => {
    expect(selectedCell(type, Buffer.from(shown as string))).toBe(foundCell(type, value));
  });

  it('is told from another one', () => {
    for (const type of ['int', 'float', 'double', 'varchar(9)', 'varbinary(9)', 'bit(8)']) {
      expect(selectedCell(type, Buffer.from('1'))).not.toBe(foundCell(type, '2'));
      expect([selectedCell(type, null), foundCell(type, null)]).toEqual([null, null]);
      expect(selectedCell(type, Buffer.from('0'))).not.toBe(foundCell(type, null));
      expect(foundCell(type, undefined)).toBe('the column is not there');
    }
    expect(selectedCell('double', Buffer.from('0.1'))).not.toBe(foundCell('double', 0.10000000000000002));
  });
});

describe('a list of jobs', () => {
  const job = (id: string, fields: Partial<ListedJob> = {}): ListedJob => ({
    id,
    db: 'd',
    type: 'create table',
    state: 'synced',
    ...fields,
  });
  const details = (query: string, version = 5, startTs = '435984512704577530'): JobDetails => ({
    query,
    meta: `{"real_start_ts":1,"start_ts":${startTs},"dependency_id":0,"binlog":{"SchemaVersion":${version}}}`,
  });
  const isOurs = (db: string): boolean => db.startsWith('d');
  const expected = (jobs: readonly ListedJob[], known: Readonly<Record<string, JobDetails>>) =>
    expectedDdls(jobs, (id) => known[id], isOurs);

  it('is what events tell: in the order of the jobs, with every digit of their ts', () => {
    const known = { 9: details('CREATE TABLE a'), 10: details('DROP TABLE a', 6, '435984512704577999') };
    const events = [
      { ddlType: 'create table', query: 'CREATE TABLE a', startTs: 435984512704577530n },
      { ddlType: 'drop table', query: 'DROP TABLE a', startTs: 435984512704577999n },
    ];
    const jobs = [job('10', { type: 'drop table' }), job('9')];
    expect(expected(jobs, known)).toEqual(toldDdls(events as unknown as DdlEvent[]));
  });

  it('leaves out other databases, parts of jobs, what was cancelled and what changed nothing', () => {
    const known = { 1: details('x'), 2: details('x'), 3: details('x'), 4: details('x', 0), 5: details('y') };
    const jobs = [
      job('1', { db: 'other' }),
      job('2', { type: 'add column /* subjob */' }),
      job('3', { state: 'rollback done' }),
      job('4'),
      job('5', { type: 'add index /* ingest */' }),
    ];
    expect(expected(jobs, known)).toEqual([{ ddlType: 'add index', query: 'y', startTs: '435984512704577530' }]);
  });

  it('is refused when a job is not to be found, or has no ts', () => {
    expect(() => expected([job('1')], {})).toThrow(/nothing to say of job 1/);
    expect(() => expected([job('1')], { 1: { query: 'x', meta: '{}' } })).toThrow(/no start_ts/);
  });

  it('has the ts of a job that TiDB has written', () => {
    const meta = vectorOf(SCHEMA_VECTORS.samples, 'S3').json;
    expect(expected([job('105')], { 105: { query: 'x', meta } })[0]?.startTs).toBe('435984512704577530');
  });

  it('is read whatever the client makes of column names', () => {
    const listed = { id: '7', db: 'd', type: 'drop table', state: 'synced' };
    expect(listedJobOf({ JOB_ID: 7, DB_NAME: 'd', JOB_TYPE: 'drop table', STATE: 'synced' })).toEqual(listed);
    expect(listedJobOf({ job_id: '7', db_name: 'd', job_type: 'drop table', state: 'synced' })).toEqual(listed);
  });
});

describe('what is asked of a cluster', () => {
  it('has every type', () => {
    const bases = new Set(TYPE_CASES.map(({ type }) => /^[a-z]+/.exec(type)?.[0]));
    for (const { type } of TYPE_CASES) {
      const sql = type.replace(/ (CHARACTER SET|COLLATE) \w+$/, '');
      expect(() => fieldTypeOf({ name: 'c', type: sql })).not.toThrow();
    }
    expect([...bases].toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual(
      (
        'bigint binary bit blob char date datetime decimal double enum float int json longblob longtext mediumblob ' +
        'mediumint mediumtext set smallint text time timestamp tinyblob tinyint tinytext varbinary varchar vector year'
      ).split(' '),
    );
  });

  it('has every kind of DDL, but what is no longer there, is no table’s, or needs more than SQL', () => {
    const told = new Set(DDL_STORY.flatMap(({ types }) => types));
    const missing = [...DDL_TYPE_NAMES.keys()].filter((code) => code > 0 && code < 73 && !told.has(code));
    expect(missing).toEqual(MISSING_KINDS);
  });
});

/** Locks, repairs, TiFlash, what the whole cluster has, what is deprecated, and batches, which sessions make together. */
const MISSING_KINDS = [27, 28, 29, 30, 31, 37, 38, 48, 51, 52, 53, 54, 58, 60, 62, 68, 69, 70];
