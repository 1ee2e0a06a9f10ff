import { TYPE_CODES, TYPE_FLAGS } from '../../src/schema/columnType';
import { decodeRow } from '../../src/schema/rowCodec';
import { parseSchemaJson, tableInfoOf, tableSchemaOf } from '../../src/schema/tableInfo';
import { parseTimeZone } from '../../src/schema/timeZone';
import { COLUMNS, type ColumnSpec, format2, hex, KEY, tableJson, tableOf } from './tables';

const MEMBERS = Array.from({ length: 40 }, (_, i) => `m${i}`);
const { notNull, primaryKey, unsigned } = TYPE_FLAGS;

function originDefaultOf(column: Omit<ColumnSpec, 'id'>, zone = 'UTC'): string | number | null | undefined {
  return tableOf({ columns: [{ ...column, id: 1 }] }, parseTimeZone(zone)).columns[0]?.originDefault;
}

describe('a column type', () => {
  it.each<[string, Omit<ColumnSpec, 'id'>]>([
    ['bigint(20)', COLUMNS.bigint],
    ['bigint(20) unsigned', COLUMNS.unsigned],
    ['int(11)', { tp: TYPE_CODES.long }],
    ['tinyint(1)', { tp: TYPE_CODES.tiny, flen: 1 }],
    ['smallint(6)', { tp: TYPE_CODES.short, flen: 6 }],
    ['mediumint(8) unsigned', { tp: TYPE_CODES.int24, flen: 8, flag: unsigned }],
    ['float', COLUMNS.float],
    ['float(7,2)', { tp: TYPE_CODES.float, flen: 7, decimal: 2 }],
    ['double', { tp: TYPE_CODES.double, flen: 22, decimal: -1 }],
    ['double(10,3)', { tp: TYPE_CODES.double, flen: 10, decimal: 3 }],
    ['decimal(10,0)', { tp: TYPE_CODES.newDecimal, flen: 10, decimal: 0 }],
    ['decimal(65,30)', { tp: TYPE_CODES.newDecimal, flen: 65, decimal: 30 }],
    ['decimal(20,8) unsigned', { tp: TYPE_CODES.newDecimal, flen: 20, decimal: 8, flag: unsigned }],
    ['date', COLUMNS.date],
    ['datetime', { tp: TYPE_CODES.datetime, decimal: 0 }],
    ['datetime(3)', { tp: TYPE_CODES.datetime, decimal: 3 }],
    ['timestamp(6)', COLUMNS.timestamp],
    ['time(2)', { tp: TYPE_CODES.duration, decimal: 2 }],
    ['year(4)', { ...COLUMNS.year, flag: unsigned }],
    ['bit(10)', { tp: TYPE_CODES.bit, flen: 10, flag: unsigned }],
    ['json', COLUMNS.json],
    ['vector', COLUMNS.vector],
    ['vector(3)', { ...COLUMNS.vector, flen: 3 }],
    ["enum('a','it''s')", { tp: TYPE_CODES.enum, elems: ['a', "it's"], charset: 'utf8mb4' }],
    ["set('x','y')", { tp: TYPE_CODES.set, elems: ['x', 'y'], charset: 'utf8mb4' }],
    ['varchar(64)', { tp: TYPE_CODES.varchar, flen: 64, charset: 'utf8mb4' }],
    ['varbinary(64)', COLUMNS.varbinary],
    ['char(10)', { tp: TYPE_CODES.string, flen: 10, charset: 'gbk' }],
    ['binary(4)', { tp: TYPE_CODES.string, flen: 4 }],
    ['tinytext', { tp: TYPE_CODES.tinyBlob, charset: 'latin1' }],
    ['longblob', { tp: TYPE_CODES.longBlob }],
    ['text', { tp: TYPE_CODES.blob, charset: 'utf8mb4' }],
    ['mediumblob', { tp: TYPE_CODES.mediumBlob }],
  ])('is printed as %s', (text, column) => {
    expect(tableOf({ columns: [{ ...column, id: 1 }] }).columns[0]?.type).toBe(text);
  });

  it('is kept apart for a virtual column, with what computes it', () => {
    const table = tableOf({
      columns: [
        { id: 1, ...COLUMNS.bigint },
        { id: 2, ...COLUMNS.varchar, name: 'v', virtual: true, origin: 'x' },
        { id: 3, ...COLUMNS.varchar, name: 'hidden', virtual: true, hidden: true },
        { id: 4, ...COLUMNS.varchar, name: 'adding', virtual: true, state: 4 },
        { id: 5, ...COLUMNS.varchar, name: 's', stored: true },
      ],
    });
    expect(table.columns.map(({ name }) => name)).toEqual(['c1', 's']);
    expect(table.virtualColumns).toEqual([
      {
        column: expect.objectContaining({ id: 2, name: 'v', type: 'varchar(64)', originDefault: null }),
        expression: 'a',
      },
    ]);
    expect(tableOf({ columns: [{ id: 1, ...COLUMNS.bigint }] })).not.toHaveProperty('virtualColumns');
  });

  it('says what is bytes, and what can be NULL', () => {
    const table = tableOf({
      columns: [
        { id: 1, ...COLUMNS.bigint, flag: notNull | primaryKey | unsigned },
        { id: 2, ...COLUMNS.varbinary },
        { id: 3, ...COLUMNS.varchar },
      ],
    });
    expect(table.columns.map(({ nullable, binary }) => [nullable, binary])).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ]);
    expect(table.columns[0]).toMatchObject({ primaryKey: true, unsigned: true });
  });
});

describe('an origin default', () => {
  it.each<[string, Omit<ColumnSpec, 'id'>, string | number | null]>([
    ['nothing', COLUMNS.int, null],
    ['an INT', { ...COLUMNS.int, origin: '7' }, 7],
    ['an INT given as a number', { ...COLUMNS.int, origin: 7 }, 7],
    ['a BIGINT', { ...COLUMNS.unsigned, origin: '18446744073709551615' }, '18446744073709551615'],
    ['a DECIMAL', { tp: TYPE_CODES.newDecimal, flen: 10, decimal: 3, origin: '12.5' }, '12.500'],
    ['a DOUBLE', { ...COLUMNS.double, origin: '-15000000000' }, -15000000000],
    ['a FLOAT', { ...COLUMNS.float, origin: '0.1' }, 0.1],
    ['a YEAR', { ...COLUMNS.year, origin: '2001' }, 2001],
    ['a VARCHAR', { ...COLUMNS.varchar, origin: 'filled' }, 'filled'],
    ['a BINARY, padded', { tp: TYPE_CODES.string, flen: 4, origin: 'ab' }, 'YWIAAA=='],
    ['a BIT', { ...COLUMNS.bit, flen: 10, origin: '\u0002\u0003', originBit: 'AgM=' }, '515'],
    ['an ENUM', { tp: TYPE_CODES.enum, elems: ['p', 'q'], charset: 'utf8mb4', origin: 'q' }, 'q'],
    ['a SET', { tp: TYPE_CODES.set, elems: ['x', 'y'], charset: 'utf8mb4', origin: 'x,y' }, 'x,y'],
    ['an ENUM given by number', { tp: TYPE_CODES.enum, elems: ['p', 'q'], charset: 'utf8mb4', origin: 2 }, 'q'],
    [
      'a SET given by number',
      { tp: TYPE_CODES.set, elems: MEMBERS, charset: 'utf8mb4', origin: 2 ** 33 + 1 },
      'm0,m33',
    ],
    ['a TIME', { ...COLUMNS.time, decimal: 2, origin: '-01:02:03.45' }, '-01:02:03.45'],
    ['a DATE', { ...COLUMNS.date, origin: '1999-09-09' }, '1999-09-09'],
    ['a DATETIME', { ...COLUMNS.datetime, decimal: 3, origin: '2026-11-21 02:30:22' }, '2026-11-21 02:30:22.000'],
    ['a JSON', { ...COLUMNS.json, origin: '{}' }, '{}'],
    ['a zero DATE', { ...COLUMNS.date, origin: '0000-00-00' }, '0000-00-00'],
  ])('of %s is what row JSON writes', (_title, column, value) => {
    expect(originDefaultOf(column)).toBe(value);
  });

  it('of a TIMESTAMP is in UTC, unless its column is older than that rule', () => {
    const column = { ...COLUMNS.timestamp, decimal: 0, origin: '2020-01-01 00:00:00' };
    expect(originDefaultOf(column, '+08:00')).toBe('2020-01-01 08:00:00');
    expect(originDefaultOf({ ...column, version: 0 }, '+08:00')).toBe('2020-01-01 00:00:00');
  });

  it.each<[string, Omit<ColumnSpec, 'id'>, unknown]>([
    ['INT', COLUMNS.int, 0],
    ['BIGINT', COLUMNS.bigint, 0n],
    ['DECIMAL', { tp: TYPE_CODES.newDecimal, flen: 10, decimal: 2 }, '0.00'],
    ['VARCHAR', COLUMNS.varchar, ''],
    ['BINARY', { tp: TYPE_CODES.string, flen: 2 }, hex('0000')],
    ['ENUM', { tp: TYPE_CODES.enum, elems: ['p', 'q'], charset: 'utf8mb4' }, 'p'],
    ['SET', { tp: TYPE_CODES.set, elems: ['p', 'q'], charset: 'utf8mb4' }, ''],
    ['DATETIME', { ...COLUMNS.datetime, decimal: 3 }, '0000-00-00 00:00:00.000'],
    ['TIME', { ...COLUMNS.time, decimal: 0 }, '00:00:00'],
    ['JSON', COLUMNS.json, 'null'],
  ])('that is missing is a zero where NULL is forbidden: %s', (_title, column, value) => {
    const table = tableOf({ columns: [{ ...column, id: 2, flag: notNull }] });
    expect(decodeRow(table, KEY, format2(1, hex('01')))).toEqual([value]);
  });
});

describe('a table', () => {
  const columns = [
    { id: 1, name: 'a', ...COLUMNS.int, flag: notNull },
    { id: 2, name: 'b', ...COLUMNS.int, flag: notNull },
    { id: 3, name: 'c', ...COLUMNS.int },
  ];

  it('shows public columns that are stored, and no others', () => {
    const table = tableOf({
      columns: [
        ...columns,
        { id: 4, name: 'virtual', ...COLUMNS.int, virtual: true },
        { id: 5, name: 'stored', ...COLUMNS.int, stored: true },
        { id: 6, name: '_V$_i_0', ...COLUMNS.int, virtual: true, hidden: true },
        { id: 7, name: 'coming', ...COLUMNS.int, state: 3 },
      ],
    });
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'stored']);
  });

  it.each([
    {
      title: 'an integer handle',
      spec: { columns: [{ id: 1, name: 'id', ...COLUMNS.bigint, flag: 3 }], pkIsHandle: true },
      key: ['id'],
    },
    {
      title: 'a common handle, in index order',
      spec: { columns, isCommonHandle: true, indexes: [{ id: 1, columns: ['b', 'a'], primary: true }] },
      key: ['b', 'a'],
    },
    {
      title: 'a primary key beside the handle',
      spec: {
        columns,
        indexes: [
          { id: 1, columns: ['a'], unique: true },
          { id: 2, columns: ['b', 'a'], primary: true },
        ],
      },
      key: ['b', 'a'],
    },
    {
      title: 'the shortest unique index, then the oldest',
      spec: {
        columns,
        indexes: [
          { id: 1, columns: ['a', 'b'], unique: true },
          { id: 3, columns: ['a'], unique: true },
          { id: 2, columns: ['b'], unique: true },
        ],
      },
      key: ['b'],
    },
    {
      title: 'nothing, when columns may be NULL',
      spec: { columns, indexes: [{ id: 1, columns: ['c'], unique: true }] },
      key: [],
    },
    {
      title: 'nothing, when the index is not unique',
      spec: { columns, indexes: [{ id: 1, columns: ['a'] }] },
      key: [],
    },
    {
      title: 'nothing, when the index is still being made',
      spec: { columns, indexes: [{ id: 1, columns: ['a'], unique: true, state: 3 }] },
      key: [],
    },
  ])('has for its key $title', ({ spec, key }) => {
    expect(tableOf(spec).keyColumns).toEqual(key);
  });

  it('has its partitions for physical ids, or itself', () => {
    expect(tableOf({ columns }).physicalIds).toEqual([45]);
    expect(tableOf({ columns, partitionIds: [46, 47] }).physicalIds).toEqual([46, 47]);
    const disabled = { enable: false, definitions: [{ id: 46 }] };
    expect(tableOf({ columns, extra: { partition: disabled } }).physicalIds).toEqual([45]);
  });

  it('cannot be changed', () => {
    const table = tableOf({ columns });
    expect([table, table.columns, table.columns[0], table.physicalIds, table.keyColumns].every(Object.isFrozen)).toBe(
      true,
    );
  });

  it('may leave out what an older TiDB did not write', () => {
    const { cols } = tableJson({ columns: [{ id: 1, name: 'a', ...COLUMNS.int }] });
    const table = tableSchemaOf('d', tableInfoOf({ id: 1, name: 'old', cols, index_info: null }), undefined);
    expect(table).toMatchObject({ id: 1, db: 'd', table: 'old', physicalIds: [1], keyColumns: [] });
  });

  it.each([
    { title: 'no id', json: { name: 't' } },
    { title: 'no name', json: { id: 1 } },
    { title: 'a column without id', json: { id: 1, name: 't', cols: [{ name: 'a' }] } },
    { title: 'a partition without id', json: { id: 1, name: 't', partition: { enable: true, definitions: [{}] } } },
  ])('with $title is refused', ({ json }) => {
    expect(() => tableInfoOf(json)).toThrow(expect.objectContaining({ code: 'TV_SCHEMA_INVALID' }));
  });

  it.each(['', '{', '[]', 'null', '12'])('is not %p', (text) => {
    expect(() => parseSchemaJson(Buffer.from(text), 'table 1')).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_INVALID' }),
    );
  });
});

describe('the text of a schema', () => {
  const { cols } = tableJson({
    columns: [{ id: 1, name: 'straße', tp: TYPE_CODES.enum, elems: ['é'], charset: 'utf8mb4' }],
  });
  const text = JSON.stringify({ id: 1, name: { O: 'tür' }, cols });

  it('is UTF-8, in names and in the members of an ENUM', () => {
    const table = tableSchemaOf('d', tableInfoOf(parseSchemaJson(Buffer.from(text), 'table 1')), undefined);
    expect(table).toMatchObject({ table: 'tür', columns: [{ name: 'straße', type: "enum('é')" }] });
  });

  it('is refused when it is something else', () => {
    expect(() => parseSchemaJson(Buffer.from(text, 'latin1'), 'table 1')).toThrow(/table 1 is not UTF-8/);
  });

  it('has what Go has put where bytes were not UTF-8: TiDB shows nothing else either', () => {
    const damaged = Buffer.from(text.replaceAll('é', '\\ufffd'));
    const table = tableSchemaOf('d', tableInfoOf(parseSchemaJson(damaged, 'table 1')), undefined);
    expect(decodeRow(table, KEY, format2(1, hex('01')))).toEqual(['\ufffd']);
  });
});

describe('parseTimeZone', () => {
  it.each(['UTC', 'utc', '+00:00'])('has nothing to do for %s', (name) => {
    expect(parseTimeZone(name)).toBeUndefined();
  });

  it('refuses a zone it does not know', () => {
    expect(() => parseTimeZone('Mars/Olympus')).toThrow(expect.objectContaining({ code: 'TV_CONFIG_INVALID' }));
  });
});
