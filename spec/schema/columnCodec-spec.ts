import type { ColumnValue } from '../../src/model/row';
import { TYPE_CODES, TYPE_FLAGS } from '../../src/schema/columnType';
import { parseTimeZone } from '../../src/schema/timeZone';
import { COLUMNS, type ColumnSpec, decodeDatum, decodeStored, hex } from './tables';

type Column = Omit<ColumnSpec, 'id'>;

const SCALARS: readonly [mark: string, column: Column, data: string, value: ColumnValue][] = [
  ['S1', COLUMNS.bigint, '00', 0n],
  ['S2', COLUMNS.bigint, '01', 1n],
  ['S3', COLUMNS.bigint, 'ff', -1n],
  ['S4', COLUMNS.bigint, '7f', 127n],
  ['S5', COLUMNS.bigint, '8000', 128n],
  ['S6', COLUMNS.bigint, '80', -128n],
  ['S7', COLUMNS.bigint, '7fff', -129n],
  ['S8', COLUMNS.bigint, 'e803', 1000n],
  ['S9', COLUMNS.bigint, 'ff7f', 32767n],
  ['S10', COLUMNS.bigint, '0080', -32768n],
  ['S11', COLUMNS.bigint, '00800000', 32768n],
  ['S12', COLUMNS.bigint, 'ffff7f00', 8388607n],
  ['S13', COLUMNS.bigint, 'ffffff7f', 2147483647n],
  ['S14', COLUMNS.bigint, '00000080', -2147483648n],
  ['S15', COLUMNS.bigint, '0000008000000000', 2147483648n],
  ['S16', COLUMNS.bigint, 'ffffffffffffff7f', 9223372036854775807n],
  ['S17', COLUMNS.bigint, '0000000000000080', -9223372036854775808n],
  ['S18', COLUMNS.unsigned, '00', 0n],
  ['S19', COLUMNS.unsigned, '01', 1n],
  ['S20', COLUMNS.unsigned, '7f', 127n],
  ['S21', COLUMNS.unsigned, '80', 128n],
  ['S22', COLUMNS.unsigned, 'ff', 255n],
  ['S23', COLUMNS.unsigned, '0001', 256n],
  ['S24', COLUMNS.unsigned, 'ffff', 65535n],
  ['S25', COLUMNS.unsigned, '00000100', 65536n],
  ['S26', COLUMNS.unsigned, 'ffffffff', 4294967295n],
  ['S27', COLUMNS.unsigned, '0000000001000000', 4294967296n],
  ['S28', COLUMNS.unsigned, 'ffffffffffffffff', 18446744073709551615n],
  ['S29', COLUMNS.year, 'e807', 2024],
  ['S30', COLUMNS.year, '00', 0],
  ['S31', COLUMNS.double, 'bffccccccccccccd', 1.8],
  ['S32', COLUMNS.double, '4003333333333332', -1.8],
  ['S33', COLUMNS.float, 'bfb99999a0000000', 0.1],
  ['S34', COLUMNS.float, 'bfdc4011a0000000', 0.44141045],
  ['S35', COLUMNS.varchar, '616263', 'abc'],
  ['S36', COLUMNS.varchar, 'e4b896e7958c', '世界'],
  ['S37', COLUMNS.varchar, '', ''],
  ['S38', { tp: TYPE_CODES.string, flen: 4 }, '00010000', hex('00010000')],
  ['S39', { tp: TYPE_CODES.enum, elems: ['x', 'y', 'z'], charset: 'utf8mb4' }, '02', 'y'],
  ['S40', { tp: TYPE_CODES.enum, elems: ['x', 'y', 'z'], charset: 'utf8mb4' }, '00', ''],
  ['S41', { tp: TYPE_CODES.set, elems: ['p', 'q', 'r'], charset: 'utf8mb4' }, '05', 'p,r'],
  ['S42', { tp: TYPE_CODES.set, elems: ['p', 'q', 'r'], charset: 'utf8mb4' }, '00', ''],
  [
    'S43',
    { tp: TYPE_CODES.set, elems: Array.from({ length: 64 }, (_, i) => `m${i}`), charset: 'utf8mb4' },
    '0000000000000080',
    'm63',
  ],
  ['S44', COLUMNS.bit, '30303100', 3223600n],
  ['S45', COLUMNS.bit, '0102', 513n],
  ['S46', COLUMNS.bit, '01', 1n],
  ['S47', COLUMNS.vector, '02000000cdcc8c3fcdcc0c40', '[1.1,2.2]'],
  ['S48', COLUMNS.vector, '00000000', '[]'],
  ['S49', COLUMNS.vector, '030000000000803f000000c00000003f', '[1,-2,0.5]'],
];

const DECIMALS: readonly [mark: string, value: string, data: string][] = [
  ['D1', '1', '010081'],
  ['D2', '0', '010080'],
  ['D3', '-1', '01007e'],
  ['D4', '0', '0a008000000000'],
  ['D5', '15523', '0a008000003ca3'],
  ['D6', '870337888', '0a008033e04d60'],
  ['D7', '1234567890.1234', '0e04810dfb38d204d2'],
  ['D8', '-1234567890.1234', '0e047ef204c72dfb2d'],
  ['D9', '11.9900', '06048b26ac'],
  ['D10', '-10.55', '040275c8'],
  ['D11', '12345', '0500803039'],
  ['D12', '12345.000', '0a03800030390000'],
  ['D13', '123.450', '0a038000007b01c2'],
  ['D14', '-123.4500000000', '140a7fffffff84e52d8b7fff'],
  ['D15', '0.0123456789012345678912345', '1e1980000000bc614e35b7bf870087fdd9'],
  ['D16', '0.00012345000098765000', '1614800001e23a000f120200'],
  ['D17', '1234500009876.50000', '1e0580000000000004d21dcd8b9400c350'],
  ['D18', '0.010', '07038000000a'],
  ['D19', '10000000000000000000.23', '1702800a000000000000000017'],
  ['D20', '99999999.99', '0a0285f5e0ff63'],
  ['D21', '-99999999.99', '0a027a0a1f009c'],
  ['D22', '0.00', '0a028000000000'],
  ['D23', '-0.01', '0a027ffffffffe'],
  [
    'D24',
    '99999999999999999999999999999999999999999999999999999999999999999',
    '4100e33b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff',
  ],
  ['D25', '0.999999999999999999999999999999', '1e1ebb9ac9ff3b9ac9ff3b9ac9ff03e7'],
];

const DATES: readonly [mark: string, value: string, data: string][] = [
  ['C1', '0000-00-00 00:00:00.000000', '00'],
  ['C2', '2018-01-19 03:14:07.000000', '0000008733e69e19'],
  ['C3', '2011-11-10 11:11:11.999999', '3f420fcbb2948a19'],
  ['C4', '2024-02-29 00:00:00.000000', '0000000000bab219'],
  ['C5', '2019-03-28 05:35:30.000000', '000000de58b8a219'],
  ['C6', '1970-01-01 00:00:01.000000', '0000000100c20219'],
  ['C7', '2038-01-19 03:14:07.999999', '3f420f8733e6df19'],
  ['C8', '9999-12-31 23:59:59.999999', '3f420ffb7efff37e'],
  ['C9', '2024-00-00 00:00:00.000000', '000000000000b219'],
  ['C10', '2024-03-01 04:34:56.789000', '080a0cb848c2b219'],
];

const TIMES: readonly [mark: string, value: string, data: string, inKey: string][] = [
  ['U1', '00:00:00.000000', '00', '078000000000000000'],
  ['U2', '00:00:01.000000', '00ca9a3b', '07800000003b9aca00'],
  ['U3', '04:00:00.000000', '0080e2c2180d0000', '0780000d18c2e28000'],
  ['U4', '12:59:59.999999', '181c6079902a0000', '0780002a9079601c18'],
  ['U5', '-01:00:00.000000', '006047cfb9fcffff', '077ffffcb9cf476000'],
  ['U6', '838:59:59.000000', '0096797109bb0a00', '07800abb0971799600'],
  ['U7', '-838:59:59.000000', '006a868ef644f5ff', '077ff544f68e866a00'],
  ['U8', '00:00:00.000001', 'e803', '0780000000000003e8'],
];

const JSONS: readonly [mark: string, text: string, data: string][] = [
  ['J1', 'null', '0400'],
  ['J2', 'true', '0401'],
  ['J3', 'false', '0402'],
  ['J4', '1', '090100000000000000'],
  ['J5', '-3', '09fdffffffffffffff'],
  ['J6', '18446744073709551615', '0affffffffffffffff'],
  ['J7', '3.5', '0b0000000000000c40'],
  ['J8', '3.0', '0b0000000000000840'],
  ['J9', '""', '0c00'],
  ['J10', '"hello, 世界"', '0c0d68656c6c6f2c20e4b896e7958c'],
  ['J11', '[]', '030000000008000000'],
  ['J12', '{}', '010000000008000000'],
  ['J13', '[1, "a", null, true]', '030400000026000000091c0000000c240000000400000000040100000001000000000000000161'],
  ['J14', '{"key": "value"}', '01010000001c0000001300000003000c160000006b65790576616c7565'],
  ['J15', '{"a": 2}', '01010000001c0000001300000001000914000000610200000000000000'],
  [
    'J16',
    '{"a": [], "b": 1}',
    '0102000000300000001e00000001001f000000010003200000000928000000616200000000080000000100000000000000',
  ],
  [
    'J17',
    '{"aa": 1, "b": 2}',
    '0102000000310000001e00000002002000000001000921000000092900000061616201000000000000000200000000000000',
  ],
  ['J18', '"base64:type253:AAE="', '0dfd020001'],
  ['J19', '"2024-02-29"', '0e0000000000baa01f'],
  ['J20', '"2024-02-29 12:34:56.789000"', '0f80a0c0b8c8baa01f'],
  ['J21', '"2024-02-29 12:34:56.000000"', '10000000b8c8baa01f'],
  ['J22', '"-01:02:03.000000"', '110052e82b9dfcffff00000000'],
];

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

function decimalColumn(value: string): Column {
  return { tp: TYPE_CODES.newDecimal, flen: 65, decimal: value.split('.')[1]?.length ?? 0 };
}

const CORRUPT = expect.objectContaining({ code: 'TV_SCHEMA_ROW_CORRUPT' });

describe('a column of row format 2', () => {
  it.each(SCALARS)('%s is read', (_mark, column, data, value) => {
    expect(decodeStored(column, hex(data))).toEqual(value);
  });

  it.each(DECIMALS)('%s is the decimal %s', (_mark, value, data) => {
    expect(decodeStored(decimalColumn(value), hex(data))).toBe(value);
  });

  it.each(DATES)('%s is the time %s', (_mark, value, data) => {
    expect(decodeStored(COLUMNS.datetime, hex(data))).toBe(value);
    expect(decodeStored(COLUMNS.date, hex(data))).toBe(value.slice(0, 10));
    expect(decodeStored({ ...COLUMNS.datetime, decimal: 0 }, hex(data))).toBe(value.slice(0, 19));
    expect(decodeStored({ ...COLUMNS.datetime, decimal: 3 }, hex(data))).toBe(value.slice(0, 23));
  });

  it.each(TIMES)('%s is the TIME %s', (_mark, value, data, inKey) => {
    expect(decodeStored(COLUMNS.time, hex(data))).toBe(value);
    expect(decodeDatum(COLUMNS.time, hex(inKey))).toBe(value);
  });

  it.each(JSONS)('%s is the document %s', (_mark, text, data) => {
    expect(decodeStored(COLUMNS.json, hex(data))).toBe(text);
    expect(decodeDatum(COLUMNS.json, hex(`0a${data}`))).toBe(text);
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
