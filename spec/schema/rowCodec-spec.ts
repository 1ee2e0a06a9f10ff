import fc from 'fast-check';
import type { ColumnValue } from '../../src/model/row';
import { TYPE_CODES, TYPE_FLAGS } from '../../src/schema/columnType';
import { decodeColumn, decodeRow } from '../../src/schema/rowCodec';
import type { TableSchema } from '../../src/schema/tableInfo';
import { COLUMNS, type ColumnSpec, hex, KEY, tableOf } from './tables';

/** The row as an object, for reading. */
function rowOf(table: TableSchema, value: string, key: Uint8Array = KEY): Record<string, ColumnValue> {
  const values = decodeRow(table, key, hex(value));
  return Object.fromEntries(table.columns.map(({ name }, i) => [name, values[i] ?? null]));
}

const decimal0 = { tp: TYPE_CODES.newDecimal, flen: 10, decimal: 0 };
const mixed = tableOf({
  columns: [
    { id: 1, ...COLUMNS.bigint },
    { id: 2, ...COLUMNS.varchar, charset: 'utf8mb4' },
    { id: 3, ...COLUMNS.unsigned },
    { id: 6, ...COLUMNS.double },
    { id: 7, ...COLUMNS.varchar, charset: 'utf8mb4' },
    { id: 8, ...COLUMNS.int },
    { id: 9, ...COLUMNS.double },
    { id: 12, ...COLUMNS.int },
    { id: 13, ...COLUMNS.datetime, decimal: 0 },
    { id: 14, ...decimal0 },
    { id: 15, ...COLUMNS.json },
    { id: 16, ...COLUMNS.time, decimal: 0 },
    { id: 33, ...COLUMNS.int },
    { id: 335, ...COLUMNS.int },
  ],
});
const MIXED =
  '80000b0001000103060708090c0d0e0f1021020003000b000e001000180019002100240041004500e803034003333333333332616263ff7fbffccccccccccccd020000008733e69e1901008101010000001c0000001300000003000c160000006b65790576616c756500ca9a3b';

const all: readonly ColumnSpec[] = [
  { id: 1, name: 'id', ...COLUMNS.bigint, flag: TYPE_FLAGS.primaryKey | TYPE_FLAGS.notNull },
  { id: 2, ...COLUMNS.int },
  { id: 3, tp: TYPE_CODES.newDecimal, flen: 10, decimal: 2 },
  { id: 4, ...COLUMNS.datetime, decimal: 3 },
  { id: 5, ...COLUMNS.timestamp, decimal: 0 },
  { id: 6, ...COLUMNS.time, decimal: 1 },
  { id: 7, ...COLUMNS.varchar, charset: 'utf8mb4' },
  { id: 8, tp: TYPE_CODES.enum, elems: ['x', 'y'], charset: 'utf8mb4' },
  { id: 9, tp: TYPE_CODES.set, elems: ['p', 'q', 'r'], charset: 'utf8mb4' },
  { id: 10, ...COLUMNS.bit, flen: 10 },
  { id: 11, ...COLUMNS.json },
  { id: 12, ...COLUMNS.year },
  { id: 13, ...COLUMNS.double },
  { id: 14, ...COLUMNS.float },
  { id: 15, ...COLUMNS.varbinary },
  { id: 16, ...COLUMNS.date },
  { id: 17, ...COLUMNS.vector, flen: 3 },
  { id: 18, ...COLUMNS.int },
];
const everyType = tableOf({ columns: all, pkIsHandle: true });
const EVERY_TYPE =
  '80001000010002030405060708090a0b0c0d0e0f101112010008001000180020002600270028002a0059005b0063006b006d0075008500f90a02800004d232080a0cb8c8bab219000000b848c2b21900fb79b1b9fcffff68c3a96c6c6f0205010201010000002e000000130000000100031400000061020000001a000000091200000004000000000100000000000000e807c004000000000000bfe000000000000000ff0000000000bab219030000000000803f0000004000004040';

describe('a row of format 2', () => {
  it('is read by the ids it carries, in either form', () => {
    expect(rowOf(mixed, MIXED)).toEqual({
      c1: 1000n,
      c2: null,
      c3: 3n,
      c6: -1.8,
      c7: 'abc',
      c8: 32767,
      c9: 1.8,
      c12: 2,
      c13: '2018-01-19 03:14:07',
      c14: '1',
      c15: '{"key": "value"}',
      c16: '00:00:01',
      c33: null,
      c335: null,
    });
    const large = '8001040001000100000003000000080000000c0000004f01000002000000030000000500000006000000e80303ff7f02';
    expect(rowOf(mixed, large)).toMatchObject({ c1: 1000n, c3: 3n, c7: null, c8: 32767, c12: 2, c335: null });
  });

  it('holds every type', () => {
    expect(rowOf(everyType, EVERY_TYPE)).toEqual({
      id: 1n,
      c2: -7,
      c3: '1234.50',
      c4: '2024-02-29 12:34:56.789',
      c5: '2024-03-01 04:34:56',
      c6: '-01:00:00.5',
      c7: 'héllo',
      c8: 'y',
      c9: 'p,r',
      c10: 513n,
      c11: '{"a": [1, null]}',
      c12: 2024,
      c13: 2.5,
      c14: 0.5,
      c15: hex('00ff'),
      c16: '2024-02-29',
      c17: '[1,2,3]',
      c18: null,
    });
  });

  it('tells an empty value from NULL', () => {
    const table = tableOf({
      columns: [
        { id: 1, ...COLUMNS.varchar, charset: 'utf8mb4' },
        { id: 2, ...COLUMNS.int },
        { id: 3, ...COLUMNS.int },
      ],
    });
    expect(rowOf(table, '8000020001000103020000010000')).toEqual({ c1: '', c2: null, c3: 0 });
  });

  it.each([
    { title: 'none', value: '8000020000000203010007002a666f6f626172' },
    { title: 'version 2', value: '8002020000000203010007002a666f6f6261720231e91c9e' },
    { title: 'version 1', value: '8002020000000203010007002a666f6f6261720187c6c457' },
    { title: 'version 0', value: '8002020000000203010007002a666f6f62617200837cf20a' },
    { title: 'two of version 0', value: '8002020000000203010007002a666f6f62617208837cf20a837cf20a' },
  ])('is read past its checksum: $title', ({ value }) => {
    const table = tableOf({
      columns: [
        { id: 2, ...COLUMNS.int },
        { id: 3, ...COLUMNS.varchar, charset: 'utf8mb4' },
      ],
    });
    expect(rowOf(table, value)).toEqual({ c2: 42, c3: 'foobar' });
  });

  it('that is older than a column holds its origin default', () => {
    const table = tableOf({
      columns: [
        { id: 4, ...COLUMNS.float },
        { id: 5, ...decimal0 },
        { id: 6, ...decimal0 },
        { id: 7, ...COLUMNS.bigint, origin: '-56083770' },
      ],
    });
    const value = '80000300000004050608000f001600bf720cdd400000000a0080000000010a00800000393c';
    expect(rowOf(table, value)).toEqual({ c4: 0.0044067996, c5: '1', c6: '14652', c7: -56083770n });
  });

  it('without columns takes what it has from the key', () => {
    expect(rowOf(tableOf({ columns: all.slice(0, 2), pkIsHandle: true }), '800000000000')).toEqual({
      id: 1n,
      c2: null,
    });
  });

  it('wins over the key where both have a column', () => {
    const table = tableOf({
      columns: [{ id: 1, name: 'k', ...COLUMNS.varchar, charset: 'utf8mb4', flag: 3 }],
      indexes: [{ id: 1, columns: ['k'], primary: true }],
      isCommonHandle: true,
    });
    // The key has lost the trailing space.
    const key = hex('74800000000000002d5f72016100000000000000f8');
    expect(rowOf(table, '8000010000000102006120', key)).toEqual({ k: 'a ' });
    expect(rowOf(table, '800000000000', key)).toEqual({ k: 'a' });
  });
});

describe('a row of format 1', () => {
  const table = tableOf({
    columns: [
      { id: 1, ...COLUMNS.int },
      { id: 2, ...COLUMNS.varchar, charset: 'utf8mb4' },
      { id: 3, ...decimal0 },
      { id: 4, ...COLUMNS.timestamp, decimal: 0, origin: '2020-01-01 00:00:00' },
    ],
  });

  it.each([
    { value: '00', row: { c1: null, c2: null, c3: null, c4: '2020-01-01 00:00:00' } },
    { value: '0804020241', row: { c1: null, c2: 'A', c3: null, c4: '2020-01-01 00:00:00' } },
    {
      value: '0802080208040218e59388e593882068656c6c6f080600080809808080f08d8baed119',
      row: { c1: 1, c2: '哈哈 hello', c3: null, c4: '2019-03-28 05:35:30' },
    },
    {
      value: '080208c80108040206616263080606010081',
      row: { c1: 100, c2: 'abc', c3: '1', c4: '2020-01-01 00:00:00' },
    },
  ])('is read: $value', ({ value, row }) => {
    expect(rowOf(table, value)).toEqual(row);
  });

  it.each([
    { title: 'NULL', datum: '00' },
    { title: 'an integer', datum: '08c801' },
    { title: 'an unsigned integer', datum: '09ac02' },
    { title: 'text', datum: '0206616263' },
    { title: 'memcomparable text', datum: '016100000000000000f8' },
    { title: 'a float', datum: '05bff199999999999a' },
    { title: 'a decimal', datum: '0604028c22' },
    { title: 'a duration', datum: '078000000000000000' },
    { title: 'a document', datum: '0a01010000001c0000001300000001000914000000610200000000000000' },
    { title: 'a vector', datum: '14010000000000803f' },
  ])('passes over $title of a column that is not known', ({ datum }) => {
    expect(rowOf(table, `0814${datum}080208c801`)).toMatchObject({ c1: 100 });
  });

  it.each([
    ['INT -1', COLUMNS.int, '0801', -1],
    ['BIGINT UNSIGNED 300', COLUMNS.unsigned, '09ac02', 300n],
    ['DOUBLE 1.1', COLUMNS.double, '05bff199999999999a', 1.1],
    ['DECIMAL 12.34', { tp: TYPE_CODES.newDecimal, decimal: 2 }, '0604028c22', '12.34'],
    ['DATETIME', { ...COLUMNS.datetime, decimal: 0 }, '09808080b8b8c6b9cf19', '2018-01-19 03:14:07'],
    ['TIME', { ...COLUMNS.time, decimal: 0 }, '0880a8d6b907', '00:00:01'],
    ['ENUM', { tp: TYPE_CODES.enum, elems: ['x', 'y'], charset: 'utf8mb4' }, '0902', 'y'],
    ['BIT', COLUMNS.bit, '098104', 513n],
    ['VECTOR', COLUMNS.vector, '14010000000000803f', '[1]'],
  ])('has the datum %s', (_title, column, datum, value) => {
    expect(rowOf(tableOf({ columns: [{ id: 1, ...column }] }), `0802${datum}`)).toEqual({ c1: value });
  });
});

describe('a handle', () => {
  it.each([
    { key: '74800000000000002d5f727fffffffffffffff', flag: 0, value: -1n },
    { key: '74800000000000002d5f727fffffffffffffff', flag: TYPE_FLAGS.unsigned, value: 18446744073709551615n },
    { key: '74800000000000002d5f720000000000000000', flag: TYPE_FLAGS.unsigned, value: 9223372036854775808n },
    { key: '7800000174800000000000002d5f728000000000000001', flag: 0, value: 1n },
  ])('of one integer is $value', ({ key, flag, value }) => {
    const columns = [{ id: 1, name: 'id', ...COLUMNS.bigint, flag: flag | TYPE_FLAGS.primaryKey }];
    expect(rowOf(tableOf({ columns, pkIsHandle: true }), '800000000000', hex(key))).toEqual({ id: value });
  });

  const enumColumn = { tp: TYPE_CODES.enum, elems: ['x', 'y'], charset: 'utf8mb4' };
  it.each([
    { key: '05bff199999999999a013131000000000000f9', columns: [COLUMNS.double, COLUMNS.varchar], values: [1.1, '11'] },
    {
      key: '038000000000000007016162636465666768ff0000000000000000f7',
      columns: [COLUMNS.bigint, COLUMNS.varchar],
      values: [7n, 'abcdefgh'],
    },
    { key: '0604028c2200000000', columns: [{ tp: TYPE_CODES.newDecimal, flen: 4, decimal: 2 }], values: ['12.34'] },
    { key: '0419b2bac8b8000000', columns: [{ ...COLUMNS.datetime, decimal: 0 }], values: ['2024-02-29 12:34:56'] },
    { key: '040000000000000005037fffffffffffffff', columns: [COLUMNS.unsigned, COLUMNS.int], values: [5n, -1] },
    { key: '077ffffcb9cf476000', columns: [{ ...COLUMNS.time, decimal: 0 }], values: ['-01:00:00'] },
    { key: '0100ff000000000000f9', columns: [COLUMNS.varbinary], values: [hex('00ff')] },
    { key: '040000000000000002', columns: [enumColumn], values: ['y'] },
  ])('of several datums is taken apart: $values', ({ key, columns, values }) => {
    const table = tableOf({
      columns: columns.map((column, i) => ({ id: i + 1, ...column })),
      indexes: [{ id: 1, columns: columns.map((_, i) => `c${i + 1}`), primary: true }],
      isCommonHandle: true,
    });
    expect(decodeRow(table, hex(`74800000000000002d5f72${key}`), hex('800000000000'))).toEqual(values);
  });

  it('leaves a column that only its prefix is of to the value', () => {
    const table = tableOf({
      columns: [
        { id: 1, ...COLUMNS.varchar, charset: 'utf8mb4' },
        { id: 2, ...COLUMNS.bigint },
      ],
      indexes: [{ id: 1, columns: [['c1', 4], 'c2'], primary: true }],
      isCommonHandle: true,
    });
    const key = hex('74800000000000002d5f72016162636400000000fb038000000000000007');
    expect(rowOf(table, '800001000000010600616263646566', key)).toEqual({ c1: 'abcdef', c2: 7n });
    expect(rowOf(table, '800000000000', key)).toEqual({ c1: null, c2: 7n });
  });

  it.each([
    { title: 'an integer handle', key: '74800000000000002d5f728000000000000001' },
    { title: 'a handle of padding', key: '74800000000000002d5f72000000000000000000' },
    { title: 'a handle with an unknown flag', key: '74800000000000002d5f720203300000000000000030' },
  ])('that is needed and is not there is an error: $title', ({ key }) => {
    const table = tableOf({
      columns: [{ id: 1, ...COLUMNS.varchar, charset: 'utf8mb4' }],
      indexes: [{ id: 1, columns: ['c1'], primary: true }],
      isCommonHandle: true,
    });
    expect(() => decodeRow(table, hex(key), hex('800000000000'))).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_ROW_CORRUPT' }),
    );
  });
});

describe('a corrupt row', () => {
  it('is an error that names table, column and key', () => {
    expect(() => decodeRow(everyType, KEY, hex('800001000000020300010203'))).toThrow(
      /test\.t column c2, key 74800000000000002d5f728000000000000001/,
    );
  });

  it.each([
    { title: 'a header that is cut off', value: '8000' },
    { title: 'ids that are cut off', value: '80000400000001' },
    { title: 'more nulls than bytes', value: '80000000ffff01' },
    { title: 'an offset behind the end', value: '80000100000002ff7f01' },
    { title: 'offsets that fall', value: '8000020000000203020001000102' },
    { title: 'format 1 without an id', value: '0602' },
    { title: 'format 1 cut off in an id', value: '0880' },
    { title: 'format 1 cut off in a datum', value: '080402ff01' },
    { title: 'no bytes for a handle that is needed', value: '0804' },
  ])('is refused: $title', ({ value }) => {
    expect(() => decodeRow(everyType, KEY, hex(value))).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_ROW_CORRUPT' }),
    );
  });

  const decodes = (value: Uint8Array, key: Uint8Array = KEY): void => {
    try {
      expect(decodeRow(everyType, key, value)).toHaveLength(everyType.columns.length);
    } catch (error) {
      expect(error).toMatchObject({ code: 'TV_SCHEMA_ROW_CORRUPT' });
    }
    for (const { slot } of everyType.layout.codecs) {
      try {
        decodeColumn(everyType, key, value, slot);
      } catch (error) {
        expect(error).toMatchObject({ code: 'TV_SCHEMA_ROW_CORRUPT' });
      }
    }
  };

  it('never does worse than an error, cut off anywhere', () => {
    const value = hex(EVERY_TYPE);
    for (let end = 0; end <= value.length; end += 1) decodes(value.subarray(0, end));
  });

  it('never does worse than an error, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat({ max: EVERY_TYPE.length / 2 - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const value = hex(EVERY_TYPE);
        for (const [at, byte] of changes) value[at] = byte;
        decodes(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('never does worse than an error, made of anything', () => {
    const start = fc.constantFrom('', '8000', '8001', '08', '0804', '081602', '08160a', '081814');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 40 }), (prefix, rest, key) => {
        decodes(Buffer.concat([hex(prefix), rest]), key);
      }),
      { numRuns: 2000 },
    );
  });

  it('never does worse than an error in a document', () => {
    const json = tableOf({ columns: [{ id: 1, ...COLUMNS.json }] });
    const document = fc.tuple(
      fc.constantFrom(1, 3, 4, 9, 10, 11, 12, 13, 14, 15, 16, 17),
      fc.uint8Array({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(document, fc.boolean(), ([type, rest], small) => {
        const data = Uint8Array.from([type, ...rest]);
        // Small counts and sizes get past the first checks.
        if (small) for (const at of [2, 3, 4, 6, 7, 8]) if (at < data.length) data[at] = 0;
        const value = Buffer.concat([hex('80000100000001'), Uint8Array.from([data.length, 0]), data]);
        try {
          decodeRow(json, KEY, value);
        } catch (error) {
          expect(error).toMatchObject({ code: 'TV_SCHEMA_ROW_CORRUPT' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
