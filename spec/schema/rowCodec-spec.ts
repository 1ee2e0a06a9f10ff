import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import type { ColumnValue } from '../../src/model/row';
import { type JsonColumnValue, jsonColumnValue } from '../../src/model/rowJson';
import { TYPE_CODES, TYPE_FLAGS } from '../../src/schema/columnType';
import { checkChecksum } from '../../src/schema/rowChecksum';
import { decodeColumn, decodeRow } from '../../src/schema/rowCodec';
import type { TableSchema } from '../../src/schema/tableInfo';
import { KEY_VECTORS, VALUE_VECTORS, vectorOf } from '../helpers/vectors';
import { COLUMNS, type ColumnSpec, hex, KEY, sqlColumn, tableOf } from './tables';

/** The row as an object, for reading. */
function rowOf(table: TableSchema, value: string, key: Uint8Array = KEY): Record<string, ColumnValue> {
  const values = decodeRow(table, key, hex(value));
  return Object.fromEntries(table.columns.map(({ name }, i) => [name, values[i] ?? null]));
}

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
const { rows, oldRows } = VALUE_VECTORS;
const EVERY_TYPE = vectorOf(rows, 'W17').value;
const decimal0 = { tp: TYPE_CODES.newDecimal, flen: 10, decimal: 0 };

/** A table of the columns that a golden row has. */
function tableOfVector(columns: (typeof rows)[number]['columns']): TableSchema {
  return tableOf({ columns: columns.map(([id, type]) => ({ id, ...sqlColumn(type) })) });
}

/** A row as row JSON shows it, column by column as well as at once. */
function shownRow(table: TableSchema, key: Uint8Array, value: Uint8Array): readonly JsonColumnValue[] {
  const values = decodeRow(table, key, value);
  expect(table.columns.map((_, slot) => decodeColumn(table, key, value, slot))).toEqual(values);
  return values.map(jsonColumnValue);
}

describe('a row of format 2', () => {
  it.each(rows)('is read: $id', ({ columns, value }) => {
    expect(shownRow(tableOfVector(columns), KEY, hex(value))).toEqual(columns.map(([, , shown]) => shown));
    // A column that the row does not have is NULL, wherever its id lies.
    for (const id of [5, 200, 1000].filter((other) => columns.every(([stored]) => stored !== other))) {
      expect(decodeRow(tableOf({ columns: [{ id, ...COLUMNS.int }] }), KEY, hex(value))).toEqual([null]);
    }
  });

  it.each(rows.filter(({ crc32: sum }) => sum !== undefined))('ends with its checksum: $id', (vector) => {
    const { value, checksumVersion, covered, crc32: sum = '' } = vector;
    expect(
      Buffer.from(value, 'hex')
        .readUInt32LE(value.length / 2 - 4)
        .toString(16)
        .padStart(8, '0'),
    ).toBe(sum);
    expect(checkChecksum(KEY, hex(value))).toBe(checksumVersion === 0 ? 'unchecked' : 'ok');
    if (covered !== undefined) expect(crc32(hex(covered)).toString(16).padStart(8, '0')).toBe(sum);
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

  it.each(oldRows)('is read: $id', ({ columns, value }) => {
    expect(shownRow(tableOfVector(columns), KEY, hex(value))).toEqual(columns.map(([, , shown]) => shown));
  });

  it('that is older than a column holds its origin default', () => {
    expect(rowOf(table, vectorOf(oldRows, 'P4').value)).toMatchObject({ c1: 100, c4: '2020-01-01 00:00:00' });
    expect(rowOf(table, vectorOf(oldRows, 'P3').value)).toMatchObject({ c1: 1, c4: '2019-03-28 05:35:30' });
  });

  it.each([
    ...VALUE_VECTORS.datums.filter(({ types }) => types.length === 1),
    { id: 'memcomparable text', datum: '016100000000000000f8' },
    { id: 'a duration', datum: '078000000000000000' },
  ])('passes over $id of a column that is not known', ({ datum }) => {
    expect(rowOf(table, `0814${datum}080208c801`)).toMatchObject({ c1: 100 });
  });
});

describe('a handle', () => {
  // With a sort key that is not the text, the value has the text.
  const readable = KEY_VECTORS.recordKeys.filter(({ types }) => !types.join().endsWith('_ci'));
  it.each(readable)('$id is taken apart: $what', ({ key, table: id, types, values }) => {
    const columns = types.map((type, i) => ({ id: i + 1, ...sqlColumn(type) }));
    const alone = types.length === 1 && /int/.test(types[0] ?? '');
    const table = tableOf({
      id,
      columns: alone
        ? columns.map((column) => ({ ...column, flag: (column.flag ?? 0) | TYPE_FLAGS.primaryKey }))
        : columns,
      ...(alone
        ? { pkIsHandle: true }
        : { indexes: [{ id: 1, columns: columns.map((_, i) => `c${i + 1}`), primary: true }], isCommonHandle: true }),
    });
    for (const whole of [key, `78000001${key}`]) {
      expect(shownRow(table, hex(whole), hex('800000000000'))).toEqual(values);
      expect(shownRow(table, hex(whole), hex('00'))).toEqual(values);
    }
  });

  const enumColumn = { tp: TYPE_CODES.enum, elems: ['x', 'y'], charset: 'utf8mb4' };
  it.each([
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
