import fc from 'fast-check';
import { ByteWriter } from '../../../src/emulator/tidb/ByteWriter';
import { fieldTypeOf } from '../../../src/emulator/tidb/columnTypes';
import { ColumnCodec, type ShownValue } from '../../../src/emulator/tidb/datum';
import { writeGoJson } from '../../../src/emulator/tidb/goJson';
import { TableLayout } from '../../../src/emulator/tidb/TableLayout';
import { tableInfoOf } from '../../../src/emulator/tidb/tableSpec';
import { jsonColumnValue } from '../../../src/model/rowJson';
import { decodeColumn, decodeRow } from '../../../src/schema/rowCodec';
import * as product from '../../../src/schema/tableInfo';

function codecOf(type: string): ColumnCodec {
  return new ColumnCodec('c', fieldTypeOf({ name: 'c', type }));
}

function stored(type: string, input: string | number | bigint | Uint8Array): string {
  const writer = new ByteWriter();
  const codec = codecOf(type);
  codec.writeStored(writer, codec.datumOf(input));
  return Buffer.from(writer.take()).toString('hex');
}

function keyed(type: string, input: string | number | bigint): string {
  const writer = new ByteWriter();
  const codec = codecOf(type);
  codec.writeKey(writer, codec.datumOf(input));
  return Buffer.from(writer.take()).toString('hex');
}

describe('the bytes of values', () => {
  it.each([
    { type: 'bigint', input: 0, bytes: '00' },
    { type: 'bigint', input: -1, bytes: 'ff' },
    { type: 'bigint', input: 127, bytes: '7f' },
    { type: 'bigint', input: 128, bytes: '8000' },
    { type: 'bigint', input: -129, bytes: '7fff' },
    { type: 'bigint', input: 32768, bytes: '00800000' },
    { type: 'bigint', input: 2147483648, bytes: '0000008000000000' },
    { type: 'bigint', input: '-9223372036854775808', bytes: '0000000000000080' },
    { type: 'bigint unsigned', input: 255, bytes: 'ff' },
    { type: 'bigint unsigned', input: 256, bytes: '0001' },
    { type: 'bigint unsigned', input: 4294967296n, bytes: '0000000001000000' },
    { type: 'bigint unsigned', input: '18446744073709551615', bytes: 'ffffffffffffffff' },
    { type: 'year', input: 2024, bytes: 'e807' },
    { type: 'double', input: -1.8, bytes: '4003333333333332' },
    { type: 'float', input: 0.1, bytes: 'bfb99999a0000000' },
    { type: 'varchar(10)', input: '世界', bytes: 'e4b896e7958c' },
    { type: 'varchar(10)', input: '', bytes: '' },
    { type: 'binary(4)', input: Uint8Array.of(0, 1), bytes: '00010000' },
    { type: "enum('x','y','z')", input: 'y', bytes: '02' },
    { type: "enum('x')", input: '', bytes: '00' },
    { type: "set('p','q','r')", input: 'p,r', bytes: '05' },
    { type: 'bit(24)', input: 3223600, bytes: '30303100' },
    { type: 'bit(10)', input: 513, bytes: '0102' },
    { type: 'vector(2)', input: '[1.1,2.2]', bytes: '02000000cdcc8c3fcdcc0c40' },
    { type: 'decimal(1,0)', input: '1', bytes: '010081' },
    { type: 'decimal(1,0)', input: '-1', bytes: '01007e' },
    { type: 'decimal(10,0)', input: '15523', bytes: '0a008000003ca3' },
    { type: 'decimal(14,4)', input: '1234567890.1234', bytes: '0e04810dfb38d204d2' },
    { type: 'decimal(14,4)', input: '-1234567890.1234', bytes: '0e047ef204c72dfb2d' },
    { type: 'decimal(4,2)', input: '-10.55', bytes: '040275c8' },
    { type: 'decimal(10,3)', input: '123.450', bytes: '0a038000007b01c2' },
    { type: 'decimal(20,10)', input: '-123.4500000000', bytes: '140a7fffffff84e52d8b7fff' },
    { type: 'decimal(30,25)', input: '0.0123456789012345678912345', bytes: '1e1980000000bc614e35b7bf870087fdd9' },
    { type: 'decimal(22,20)', input: '0.00012345000098765000', bytes: '1614800001e23a000f120200' },
    { type: 'decimal(30,5)', input: '1234500009876.50000', bytes: '1e0580000000000004d21dcd8b9400c350' },
    { type: 'decimal(23,2)', input: '10000000000000000000.23', bytes: '1702800a000000000000000017' },
    { type: 'decimal(10,2)', input: '-99999999.99', bytes: '0a027a0a1f009c' },
    { type: 'decimal(10,2)', input: '0.00', bytes: '0a028000000000' },
    { type: 'decimal(10,2)', input: '-0.01', bytes: '0a027ffffffffe' },
    { type: 'decimal(30,30)', input: `0.${'9'.repeat(30)}`, bytes: '1e1ebb9ac9ff3b9ac9ff3b9ac9ff03e7' },
    { type: 'datetime', input: '0000-00-00 00:00:00', bytes: '00' },
    { type: 'datetime', input: '2018-01-19 03:14:07', bytes: '0000008733e69e19' },
    { type: 'datetime(6)', input: '2011-11-10 11:11:11.999999', bytes: '3f420fcbb2948a19' },
    { type: 'date', input: '2024-02-29', bytes: '0000000000bab219' },
    { type: 'date', input: '2024-00-00', bytes: '000000000000b219' },
    { type: 'timestamp', input: '1970-01-01 00:00:01', bytes: '0000000100c20219' },
    { type: 'datetime(6)', input: '9999-12-31 23:59:59.999999', bytes: '3f420ffb7efff37e' },
    { type: 'timestamp(3)', input: '2024-03-01 04:34:56.789', bytes: '080a0cb848c2b219' },
    { type: 'time', input: '00:00:01', bytes: '00ca9a3b' },
    { type: 'time(6)', input: '12:59:59.999999', bytes: '181c6079902a0000' },
    { type: 'time', input: '-01:00:00', bytes: '006047cfb9fcffff' },
    { type: 'time', input: '-838:59:59', bytes: '006a868ef644f5ff' },
    { type: 'time(6)', input: '00:00:00.000001', bytes: 'e803' },
    { type: 'json', input: 'null', bytes: '0400' },
    { type: 'json', input: '-3', bytes: '09fdffffffffffffff' },
    { type: 'json', input: '18446744073709551615', bytes: '0affffffffffffffff' },
    { type: 'json', input: '3.0', bytes: '0b0000000000000840' },
    { type: 'json', input: '"hello, 世界"', bytes: '0c0d68656c6c6f2c20e4b896e7958c' },
    { type: 'json', input: '[]', bytes: '030000000008000000' },
    { type: 'json', input: '{}', bytes: '010000000008000000' },
    {
      type: 'json',
      input: '[1, "a", null, true]',
      bytes: '030400000026000000091c0000000c240000000400000000040100000001000000000000000161',
    },
    {
      type: 'json',
      input: '{"b": 1, "a": []}',
      bytes: '0102000000300000001e00000001001f000000010003200000000928000000616200000000080000000100000000000000',
    },
    {
      type: 'json',
      input: '{"b": 2, "aa": 1}',
      bytes: '0102000000310000001e00000002002000000001000921000000092900000061616201000000000000000200000000000000',
    },
  ])('$type $input', ({ type, input, bytes }) => {
    expect(stored(type, input)).toBe(bytes);
    const codec = codecOf(type);
    expect(codec.shown(codec.readStored(Buffer.from(bytes, 'hex')))).toEqual(codec.shown(codec.datumOf(input)));
  });

  it.each([
    { type: 'double', input: 1.1, bytes: '05bff199999999999a' },
    { type: 'char(2)', input: '11', bytes: '013131000000000000f9' },
    { type: 'varchar(9)', input: 'a  ', bytes: '016100000000000000f8' },
    { type: 'bigint unsigned', input: 5, bytes: '040000000000000005' },
    { type: 'int', input: -1, bytes: '037fffffffffffffff' },
    { type: 'decimal(4,2)', input: '12.34', bytes: '0604028c22' },
    { type: 'datetime', input: '2024-02-29 12:34:56', bytes: '0419b2bac8b8000000' },
    { type: 'time', input: '-01:00:00', bytes: '077ffffcb9cf476000' },
  ])('$type $input in a key', ({ type, input, bytes }) => {
    expect(keyed(type, input)).toBe(bytes);
  });

  it.each([
    { type: 'tinyint', input: 128 },
    { type: 'tinyint unsigned', input: -1 },
    { type: 'decimal(4,2)', input: '100.00' },
    { type: 'decimal(4,2)', input: '1.234' },
    { type: 'varchar(2)', input: 'abc' },
    { type: 'binary(1)', input: Uint8Array.of(1, 2) },
    { type: "enum('a')", input: 'b' },
    { type: 'datetime', input: '2024-02-29 12:34:56.7' },
    { type: 'date', input: '2024-13-01' },
    { type: 'time', input: '839:00:00' },
    { type: 'json', input: '{' },
    { type: 'bit(2)', input: 4 },
    { type: 'year', input: 1900 },
    { type: 'int', input: 1.5 },
  ])('$type cannot hold $input', ({ type, input }) => {
    expect(() => stored(type, input)).toThrow(/column c: emulator cannot do this/);
  });
});

/** Values as they are shown, which is also a way to give them. */
const digits = (max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: max });

function decimals(precision: number, scale: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.boolean(),
      digits(precision - scale),
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: scale, maxLength: scale }),
    )
    .map(([negative, whole, fraction]) => {
      const trimmed = whole.replace(/^0+(?=\d)/, '');
      const text = scale === 0 ? trimmed : `${trimmed}.${fraction}`;
      return negative && /[1-9]/.test(text) ? `-${text}` : text;
    });
}

const two = (value: number): string => String(value).padStart(2, '0');

function datetimes(fractionDigits: number): fc.Arbitrary<string> {
  const nat = (max: number): fc.Arbitrary<number> => fc.nat({ max });
  return fc
    .tuple(fc.integer({ min: 1, max: 9999 }), nat(11), nat(27), nat(23), nat(59), nat(59), nat(999_999))
    .map(([year, month, day, hour, minute, second, micros]) => {
      const date = `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day + 1)}`;
      const fraction = String(micros).padStart(6, '0').slice(0, fractionDigits);
      return `${date} ${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction}`}`;
    });
}

const times = fc
  .tuple(fc.boolean(), fc.nat({ max: 838 }), fc.nat({ max: 59 }), fc.nat({ max: 58 }), fc.nat({ max: 99 }))
  .map(([negative, hours, minutes, seconds, hundredths]) => {
    const text = `${two(hours)}:${two(minutes)}:${two(seconds)}.${two(hundredths)}`;
    return negative && /[1-9]/.test(text) ? `-${text}` : text;
  });

const base64 = (max: number): fc.Arbitrary<string> =>
  fc.uint8Array({ maxLength: max }).map((bytes) => Buffer.from(bytes).toString('base64'));

const COLUMNS: Readonly<Record<string, fc.Arbitrary<ShownValue>>> = {
  tinyint: fc.integer({ min: -128, max: 127 }),
  'smallint unsigned': fc.nat({ max: 65535 }),
  mediumint: fc.integer({ min: -(2 ** 23), max: 2 ** 23 - 1 }),
  'int unsigned': fc.nat({ max: 2 ** 32 - 1 }),
  bigint: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  'bigint unsigned': fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  float: fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => Number(shortest(value))),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  'decimal(65,30)': decimals(65, 30),
  'decimal(9,0)': decimals(9, 0),
  'varchar(200)': fc.string({ unit: 'grapheme', maxLength: 30 }),
  'char(40)': fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/ +$/, '')),
  mediumtext: fc.string({ maxLength: 300 }),
  'varbinary(64)': base64(64),
  blob: base64(100),
  'binary(3)': fc.uint8Array({ minLength: 3, maxLength: 3 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  'bit(47)': fc.bigInt({ min: 0n, max: 2n ** 47n - 1n }).map(String),
  "enum('a','it''s','ü')": fc.constantFrom('a', "it's", 'ü', ''),
  "set('p','q','r')": fc.subarray(['p', 'q', 'r']).map((members) => members.join(',')),
  date: datetimes(0).map((text) => text.slice(0, 10)),
  'datetime(4)': datetimes(4),
  'timestamp(6)': datetimes(6),
  'time(2)': times,
  year: fc.oneof(fc.constant(0), fc.integer({ min: 1901, max: 2155 })),
};

function shortest(value: number): string {
  for (let count = 1; count < 10; count += 1) {
    const text = value.toPrecision(count);
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}

const NAMES = Object.keys(COLUMNS).map((_, i) => `c${i}`);
const rows = fc.record(
  Object.fromEntries(Object.values(COLUMNS).map((values, i) => [NAMES[i] ?? '', fc.option(values, { freq: 8 })])),
);

describe('rows of every type', () => {
  const info = tableInfoOf(
    {
      db: 'd',
      table: 't',
      columns: [
        { name: 'id', type: 'bigint unsigned' },
        ...Object.keys(COLUMNS).map((type, i) => ({ name: NAMES[i] ?? '', type })),
      ],
      primaryKey: ['id'],
    },
    45,
    [],
  );
  const layout = new TableLayout(info);
  const schema = product.tableSchemaOf('d', product.tableInfoOf(JSON.parse(writeGoJson(info))), undefined);

  it('are read by the product as they were given, from either format', () => {
    fc.assert(
      fc.property(
        rows,
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.constantFrom(1 as const, 2 as const),
        (row, id, format) => {
          const given = { id: String(id), ...row };
          const datums = layout.rowOf(given);
          const key = layout.keyOf(layout.locate(datums, undefined));
          const value = layout.valueOf(datums, format);
          const decoded = decodeRow(schema, key, value).map(jsonColumnValue);
          expect(Object.fromEntries(schema.columns.map(({ name }, i) => [name, decoded[i]]))).toEqual(given);
          expect(layout.shown(layout.readRow(key, value))).toEqual(given);
          // One column at a time is the same as all of them.
          const one = schema.columns.map((_, slot) => jsonColumnValue(decodeColumn(schema, key, value, slot)));
          expect(one).toEqual(decoded);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('take the large form for large ids and much data', () => {
    const many = tableInfoOf({ db: 'd', table: 't', columns: [{ name: 'a', type: 'longtext' }] }, 45, []);
    const wide = { ...many, cols: many.cols.map((column) => ({ ...column, id: 300 })) };
    for (const [table, text, flag] of [
      [many, 'x'.repeat(65_535), 0],
      [many, 'x'.repeat(65_536), 1],
      [wide, 'x', 1],
    ] as const) {
      const own = new TableLayout(table);
      const datums = own.rowOf({ a: text });
      const value = own.valueOf(datums, 2);
      const key = own.keyOf(own.locate(datums, 1n));
      expect(value[1]).toBe(flag);
      const read = product.tableSchemaOf('d', product.tableInfoOf(JSON.parse(writeGoJson(table))), undefined);
      expect(decodeRow(read, key, value)).toEqual([text]);
    }
  });

  it('are whole after one that was refused', () => {
    const keyed = new TableLayout(
      tableInfoOf(
        {
          db: 'd',
          table: 't',
          columns: [
            { name: 'a', type: 'varchar(9)' },
            { name: 'b', type: 'varchar(9)', collation: 'utf8mb4_general_ci' },
            { name: 'c', type: 'bigint' },
          ],
          primaryKey: ['a', 'c'],
          indexes: [{ columns: ['a', 'b'] }],
        },
        45,
        [],
      ),
    );
    const located = keyed.locate(keyed.rowOf({ a: 'x', b: 'y', c: 1 }), undefined);
    const key = keyed.keyOf(located);
    expect(() => keyed.entriesOf(located)).toThrow(/no sort keys of utf8mb4_general_ci/);
    expect(keyed.keyOf(keyed.locate(located.datums, undefined))).toEqual(key);
  });
});

describe('JSON documents', () => {
  it('are read by the product as the emulator prints them', () => {
    const info = tableInfoOf({ db: 'd', table: 't', columns: [{ name: 'j', type: 'json' }] }, 45, []);
    const layout = new TableLayout(info);
    const schema = product.tableSchemaOf('d', product.tableInfoOf(JSON.parse(writeGoJson(info))), undefined);
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }), (document) => {
        const text = JSON.stringify(document);
        const datums = layout.rowOf({ j: text });
        const key = layout.keyOf(layout.locate(datums, 1n));
        const decoded = decodeRow(schema, key, layout.valueOf(datums, 2));
        expect(decoded).toEqual([layout.shown(datums)['j']]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    { text: '1.0', shown: '1.0' },
    { text: '1e100', shown: '1e100' },
    { text: '0.000001', shown: '0.000001' },
    { text: '{"b":[1,"x\\u2028"],"a":null}', shown: '{"a": null, "b": [1, "x\\u2028"]}' },
    { text: '[18446744073709551616, -0.0]', shown: '[1.8446744073709552e19, -0.0]' },
  ])('print $text as TiDB does', ({ text, shown }) => {
    const codec = codecOf('json');
    expect(codec.shown(codec.datumOf(text))).toBe(shown);
  });
});
