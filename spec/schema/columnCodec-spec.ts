import { encodeMemcomparable } from '../../src/model/memcomparable';
import type { ColumnValue } from '../../src/model/row';
import { type JsonColumnValue, jsonColumnValue } from '../../src/model/rowJson';
import { ByteCursor } from '../../src/schema/ByteCursor';
import { readDatum, skipDatum } from '../../src/schema/columnCodec';
import { TYPE_CODES, TYPE_FLAGS } from '../../src/schema/columnType';
import { parseTimeZone } from '../../src/schema/timeZone';
import { VALUE_VECTORS, vectorOf } from '../helpers/vectors';
import { COLUMNS, decodeDatum, decodeStored, hex, sqlColumn, tableOf } from './tables';

const { scalars, decimals, dates, times, json, datums } = VALUE_VECTORS;

/** A double in the order-preserving form of keys. */
function comparableFloat(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  const bits = bytes.readBigUInt64BE();
  bytes.writeBigUInt64BE(value < 0 ? BigInt.asUintN(64, ~bits) : bits | (1n << 63n));
  return bytes;
}

/** The hex of 2024-01-01 at some time of day, in TiDB's packed form. */
function packed(hour: number, minute: number, second: number): string {
  const yearMonthDay = (((2024n * 13n + 1n) << 5n) | 1n) << 17n;
  const clock = BigInt((hour << 12) | (minute << 6) | second);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((yearMonthDay | clock) << 24n);
  return bytes.toString('hex');
}

/** The hex of a TIME of so many seconds. */
function timeOf(seconds: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(seconds * 1_000_000_000n);
  return bytes.toString('hex');
}

function shownOf(value: ColumnValue | undefined): JsonColumnValue | undefined {
  return value === undefined ? undefined : jsonColumnValue(value);
}

const CORRUPT = expect.objectContaining({ code: 'TV_SCHEMA_ROW_CORRUPT' });

describe('a column of row format 2', () => {
  it.each([...scalars, ...decimals, ...dates, ...times])('$id is the $type $value', ({ type, value, data }) => {
    expect(shownOf(decodeStored(sqlColumn(type), hex(data)))).toBe(value);
  });

  it('of a BINARY is bytes', () => {
    const { type, data } = vectorOf(scalars, 'S38');
    expect(decodeStored(sqlColumn(type), hex(data))).toEqual(hex(data));
  });

  it.each(dates)('$id is the time $full, shown as its type says', ({ full, data, packedHex }) => {
    expect(decodeStored(COLUMNS.datetime, hex(data))).toBe(full);
    expect(decodeStored(COLUMNS.date, hex(data))).toBe(full.slice(0, 10));
    expect(decodeStored({ ...COLUMNS.datetime, decimal: 0 }, hex(data))).toBe(full.slice(0, 19));
    expect(decodeStored({ ...COLUMNS.datetime, decimal: 3 }, hex(data))).toBe(full.slice(0, 23));
    expect(decodeDatum(COLUMNS.datetime, hex(`04${packedHex}`))).toBe(full);
  });

  it.each(times)('$id is the TIME $value in a key, too', ({ type, value, key }) => {
    expect(decodeDatum(sqlColumn(type), hex(key))).toBe(value);
  });

  it.each(json)('$id is the document $text', ({ text, data }) => {
    expect(decodeStored(COLUMNS.json, hex(data))).toBe(text);
    expect(decodeDatum(COLUMNS.json, hex(`0a${data}`))).toBe(text);
  });

  it.each(datums)('$id is a datum of row format 1: $types', ({ types, values, datum }) => {
    const { layout } = tableOf({ columns: types.map((type, i) => ({ id: i + 1, ...sqlColumn(type) })) });
    const cursor = new ByteCursor();
    cursor.reset(hex(datum), 0, datum.length / 2);
    expect(layout.codecs.map((codec) => shownOf(readDatum(codec, cursor)))).toEqual(values);
    expect(cursor.at).toBe(cursor.end);
    cursor.at = 0;
    for (let i = 0; i < types.length; i += 1) skipDatum(cursor);
    expect(cursor.at).toBe(cursor.end);
  });

  it('gives small integers as numbers', () => {
    expect(decodeStored(COLUMNS.int, hex('f9'))).toBe(-7);
    expect(decodeStored({ ...COLUMNS.int, flag: TYPE_FLAGS.unsigned }, hex('ffffffff'))).toBe(4294967295);
  });

  it('rounds a decimal of another scale to its own, half away from zero', () => {
    const scale2 = { tp: TYPE_CODES.newDecimal, flen: 10, decimal: 2 };
    expect(decodeStored(scale2, hex('06048b26ac'))).toBe('11.99');
    expect(decodeStored({ ...scale2, decimal: 1 }, hex('040275c8'))).toBe('-10.6');
    expect(decodeStored({ ...scale2, decimal: 4 }, hex('040275c8'))).toBe('-10.5500');
  });

  it.each([
    { zone: '+08:00', value: '2024-03-01 12:34:56.789000' },
    { zone: 'Asia/Shanghai', value: '2024-03-01 12:34:56.789000' },
    { zone: 'America/New_York', value: '2024-02-29 23:34:56.789000' },
    { zone: '-03:30', value: '2024-03-01 01:04:56.789000' },
    { zone: 'UTC', value: '2024-03-01 04:34:56.789000' },
  ])('shows a TIMESTAMP in $zone, and leaves the others alone', ({ zone, value }) => {
    const data = hex('080a0cb848c2b219');
    expect(decodeStored(COLUMNS.timestamp, data, parseTimeZone(zone))).toBe(value);
    expect(decodeStored(COLUMNS.datetime, data, parseTimeZone(zone))).toBe('2024-03-01 04:34:56.789000');
    expect(decodeStored(COLUMNS.timestamp, hex('00'), parseTimeZone(zone))).toBe('0000-00-00 00:00:00.000000');
  });

  it('knows on which side of a change of the clock it is', () => {
    const zone = parseTimeZone('America/New_York');
    const before = zone?.offsetMsAt(Date.UTC(2024, 2, 10, 6, 59, 59));
    const after = zone?.offsetMsAt(Date.UTC(2024, 2, 10, 7, 0, 0));
    expect([before, after]).toEqual([-18_000_000, -14_400_000]);
  });

  it.each([3.4028235e38, -3.4e38, 1e-45, 1.5e-30, 16777216, 123.456, 257.26398, -537.08014, 0.1, 0.3, 8388609, 1e-38])(
    'prints the float %d with the fewest digits that read back',
    (value) => {
      expect(decodeStored(COLUMNS.float, comparableFloat(Math.fround(value)))).toBe(value);
    },
  );

  it('reads NaN and infinities, which MySQL lacks, as 0', () => {
    expect(decodeStored(COLUMNS.double, hex('fff0000000000000'))).toBe(0);
    expect(decodeStored(COLUMNS.double, hex('fff8000000000001'))).toBe(0);
  });

  it('prints vectors without exponents', () => {
    const data = Buffer.alloc(12);
    data.writeUInt32LE(2, 0);
    data.writeFloatLE(1e-10, 4);
    data.writeFloatLE(3.4e38, 8);
    expect(decodeStored(COLUMNS.vector, data)).toBe('[0.0000000001,340000000000000000000000000000000000000]');
  });

  it.each([
    '1e100',
    '1e15',
    '1.25e-16',
    '100000000000000.0',
    '0.0000001',
    '-0.0',
    '0.0',
    '3.141592653589793',
    '-12345678.5',
  ])('prints the JSON double %s', (text) => {
    const data = Buffer.alloc(9, 0x0b);
    data.writeDoubleLE(Number(text), 1);
    expect(decodeStored(COLUMNS.json, data)).toBe(text);
  });

  it('escapes JSON strings as TiDB does', () => {
    const text = 'q" b\\ n\n r\r t\t \u0001 \u2028 é <&>';
    const bytes = Buffer.from(text);
    const data = Buffer.concat([Buffer.from([0x0c, bytes.length]), bytes]);
    expect(decodeStored(COLUMNS.json, data)).toBe('"q\\" b\\\\ n\\n r\\r t\\t \\u0001 \\u2028 é <&>"');
  });

  it.each(['utf8mb4', 'utf8', 'ascii', 'gbk', 'gb18030'])(
    'of %s refuses what is not UTF-8, and names itself',
    (charset) => {
      const column = { ...COLUMNS.varchar, charset, name: 'street' };
      expect(decodeStored(column, Buffer.from('Straße'))).toBe('Straße');
      const bytes = Buffer.from('Straße und Weg', 'latin1');
      for (const decode of [
        () => decodeStored(column, bytes),
        () => decodeDatum(column, Buffer.concat([hex('021c'), bytes])),
        () => decodeDatum(column, Buffer.concat([hex('01'), encodeMemcomparable(bytes)])),
      ]) {
        expect(decode).toThrow(CORRUPT);
        expect(decode).toThrow(/test\.t column street, .*not UTF-8/);
      }
    },
  );

  it('of latin1 reads what is not UTF-8 as windows-1252', () => {
    const column = { ...COLUMNS.varchar, charset: 'latin1' };
    const bytes = Buffer.concat([Buffer.from('Straße ', 'latin1'), hex('80')]);
    expect(decodeStored(column, bytes)).toBe('Straße €');
    expect(decodeDatum(column, Buffer.concat([hex('0210'), bytes]))).toBe('Straße €');
    expect(decodeDatum(column, Buffer.concat([hex('01'), encodeMemcomparable(bytes)]))).toBe('Straße €');
    expect(decodeStored(column, Buffer.from('Straße €'))).toBe('Straße €');
    expect(decodeStored({ tp: TYPE_CODES.blob, charset: 'latin1' }, hex('e9'))).toBe('é');
  });

  it('refuses text in a document that is not UTF-8', () => {
    expect(() => decodeStored(COLUMNS.json, hex('0c03e4b8ff'))).toThrow(CORRUPT);
    expect(() => decodeStored(COLUMNS.json, hex('0101000000140000001300000001000400000000ff'))).toThrow(/not UTF-8/);
  });

  it('reads an ENUM past its members as empty, and refuses such a SET', () => {
    const column = { tp: TYPE_CODES.enum, elems: ['x'], charset: 'utf8mb4' };
    expect(decodeStored(column, hex('02'))).toBe('');
    expect(() => decodeStored({ ...column, tp: TYPE_CODES.set }, hex('02'))).toThrow(CORRUPT);
  });

  it.each([
    { title: 'an integer of three bytes', column: COLUMNS.int, data: '010203' },
    { title: 'an empty integer', column: COLUMNS.bigint, data: '' },
    { title: 'an INT that a number cannot hold', column: COLUMNS.int, data: 'ffffffffffffff7f' },
    { title: 'half a double', column: COLUMNS.double, data: 'bffccccc' },
    { title: 'a decimal without digits', column: { tp: TYPE_CODES.newDecimal, decimal: 2 }, data: '0a02' },
    { title: 'a decimal with an impossible header', column: { tp: TYPE_CODES.newDecimal, decimal: 2 }, data: 'ff0280' },
    { title: 'a decimal with too large a group', column: { tp: TYPE_CODES.newDecimal, decimal: 0 }, data: '0100ff' },
    { title: 'a decimal with bytes left over', column: { tp: TYPE_CODES.newDecimal, decimal: 0 }, data: '01008100' },
    { title: 'hour 24', column: COLUMNS.datetime, data: packed(24, 0, 0) },
    { title: 'minute 60', column: COLUMNS.datetime, data: packed(0, 60, 0) },
    { title: 'second 60', column: COLUMNS.datetime, data: packed(0, 0, 60) },
    { title: 'a TIME of 839 hours', column: COLUMNS.time, data: timeOf(839n * 3600n) },
    { title: 'a vector longer than its bytes', column: COLUMNS.vector, data: 'ffffffff00000000' },
    { title: 'a JSON type that is not known', column: COLUMNS.json, data: '7f00' },
    { title: 'a JSON array longer than its bytes', column: COLUMNS.json, data: '03ffffffffffffffff' },
    { title: 'a JSON array inside itself', column: COLUMNS.json, data: '03010000000d0000000300000000' },
  ])('refuses $title', ({ column, data }) => {
    expect(() => decodeStored(column, hex(data))).toThrow(CORRUPT);
  });

  it('refuses a JSON document that repeats a part to grow', () => {
    // Each of these arrays holds the next one twice, so that the last would be printed 2^20 times.
    const levels = 20;
    const level = 18;
    const data = Buffer.alloc(1 + level * levels + 9);
    data[0] = 0x03;
    for (let i = 0; i < levels; i += 1) {
      const at = 1 + i * level;
      data.writeUInt32LE(2, at);
      data.writeUInt32LE(level * (levels - i) + 8, at + 4);
      for (const entry of [at + 8, at + 13]) {
        data[entry] = 0x03;
        data.writeUInt32LE(level, entry + 1);
      }
    }
    data.writeUInt32LE(8, 1 + level * levels + 4);
    expect(() => decodeStored(COLUMNS.json, data.subarray(0, -1))).toThrow(/refers to more than it holds/);
  });
});
