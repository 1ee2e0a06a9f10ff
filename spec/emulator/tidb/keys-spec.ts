import { ByteReader } from '../../../src/emulator/tidb/ByteReader';
import { ByteWriter } from '../../../src/emulator/tidb/ByteWriter';
import {
  indexKey,
  intHandle,
  jobHistoryField,
  metaHashKey,
  metaHashSpan,
  metaKey,
  recordKey,
  recordSpan,
} from '../../../src/emulator/tidb/keys';
import { decodeMetaKey, parseKey, tableSpan } from '../../../src/schema/keys';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'hex');
}

describe('ByteWriter', () => {
  it.each([
    { input: '', output: '0000000000000000f7' },
    { input: '00', output: '0000000000000000f8' },
    { input: '010203', output: '0102030000000000fa' },
    { input: '01020300', output: '0102030000000000fb' },
    { input: '01020304050607', output: '0102030405060700fe' },
    { input: '0000000000000000', output: '0000000000000000ff0000000000000000f7' },
    { input: '010203040506070809', output: '0102030405060708ff0900000000000000f8' },
    { input: '68656c6c6f20776f726c64', output: '68656c6c6f20776fff726c640000000000fa' },
  ])('writes $input memcomparable', ({ input, output }) => {
    expect(hex(new ByteWriter().memcomparable(bytes(input)).take())).toBe(output);
    expect(hex(new ByteReader(bytes(output)).memcomparable())).toBe(input);
  });

  it.each([
    { value: 0n, output: '8000000000000000' },
    { value: 1n, output: '8000000000000001' },
    { value: -1n, output: '7fffffffffffffff' },
    { value: 20_000n, output: '8000000000004e20' },
    { value: 9223372036854775807n, output: 'ffffffffffffffff' },
    { value: -9223372036854775808n, output: '0000000000000000' },
  ])('writes $value so that it sorts', ({ value, output }) => {
    expect(hex(new ByteWriter().comparableInt(value).take())).toBe(output);
    expect(new ByteReader(bytes(output)).comparableInt()).toBe(value);
  });

  it.each([
    { value: 0, output: '8000000000000000' },
    { value: 1, output: 'bff0000000000000' },
    { value: -1, output: '400fffffffffffff' },
    { value: 1.1, output: 'bff199999999999a' },
    { value: -1.8, output: '4003333333333332' },
    { value: -0, output: '7fffffffffffffff' },
  ])('writes the float $value so that it sorts', ({ value, output }) => {
    expect(hex(new ByteWriter().comparableFloat(value).take())).toBe(output);
    expect(new ByteReader(bytes(output)).comparableFloat()).toBe(value);
  });

  it.each([
    { value: 0n, output: '00' },
    { value: 1n, output: '02' },
    { value: -1n, output: '01' },
    { value: 63n, output: '7e' },
    { value: 64n, output: '8001' },
    { value: -64n, output: '7f' },
    { value: -65n, output: '8101' },
    { value: 300n, output: 'd804' },
    { value: 9223372036854775807n, output: 'feffffffffffffffff01' },
    { value: -9223372036854775808n, output: 'ffffffffffffffffff01' },
  ])('writes $value as a varint', ({ value, output }) => {
    expect(hex(new ByteWriter().varint(value).take())).toBe(output);
    expect(new ByteReader(bytes(output)).varint()).toBe(value);
  });
});

describe('keys of tables', () => {
  it.each([
    { table: 45, handle: 1n, output: '74800000000000002d5f728000000000000001' },
    { table: 43, handle: 42451n, output: '74800000000000002b5f72800000000000a5d3' },
    { table: 55, handle: 4294967295n, output: '7480000000000000375f7280000000ffffffff' },
    { table: 45, handle: -1n, output: '74800000000000002d5f727fffffffffffffff' },
    { table: 45, handle: 18446744073709551615n, output: '74800000000000002d5f727fffffffffffffff' },
    { table: 45, handle: 9223372036854775808n, output: '74800000000000002d5f720000000000000000' },
  ])('addresses row $handle of table $table', ({ table, handle, output }) => {
    expect(hex(recordKey(table, intHandle(handle)))).toBe(output);
    expect(parseKey(bytes(output))).toMatchObject({ kind: 'record', physicalId: table });
  });

  it('bounds the rows of a table as the product does', () => {
    for (const id of [45, 8616, 281474976710654]) {
      const { startKey, endKey } = recordSpan(id);
      expect([hex(startKey), hex(endKey)]).toEqual([hex(tableSpan(id).startKey), hex(tableSpan(id).endKey)]);
    }
  });

  it('addresses index entries', () => {
    const datums = bytes('038000000000004e20');
    expect(hex(indexKey(105, 1, datums))).toBe('7480000000000000695f698000000000000001038000000000004e20');
  });
});

describe('keys of the metadata', () => {
  it.each([
    { name: 'NextGlobalID', output: '6d4e657874476c6f62ff616c494400000000fb0000000000000073' },
    {
      name: 'SchemaVersionKey',
      output: '6d536368656d615665ff7273696f6e4b6579ff0000000000000000f70000000000000073',
    },
    { name: 'Diff:53', output: '6d446966663a353300fe0000000000000073' },
    { name: 'DDLTableVersion', output: '6d44444c5461626c65ff56657273696f6e00fe0000000000000073' },
  ])('addresses $name', ({ name, output }) => {
    expect(hex(metaKey(name))).toBe(output);
    expect(decodeMetaKey(bytes(output))).toEqual({ kind: 'string', name });
  });

  it.each([
    { name: 'DBs', field: 'DB:1', output: '6d4442730000000000fa000000000000006844423a3100000000fb' },
    {
      name: 'DB:1',
      field: 'Table:45',
      output: '6d44423a3100000000fb00000000000000685461626c653a3435ff0000000000000000f7',
    },
    { name: 'DB:56', field: 'TID:108', output: '6d44423a3536000000fc00000000000000685449443a31303800fe' },
  ])('addresses $field of $name', ({ name, field, output }) => {
    expect(hex(metaHashKey(name, field))).toBe(output);
    expect(decodeMetaKey(bytes(output))).toEqual({ kind: 'hash', name, field: Buffer.from(field) });
  });

  it('addresses a job of the history by eight plain bytes', () => {
    expect(hex(metaHashKey('DDLJobHistory', jobHistoryField(100)))).toBe(
      '6d44444c4a6f624869ff73746f7279000000fc00000000000000680000000000000064ff0000000000000000f7',
    );
  });

  it('bounds a hash', () => {
    expect(hex(metaHashSpan('DBs').startKey)).toBe('6d4442730000000000fa0000000000000068');
    expect(hex(metaHashSpan('DBs').endKey)).toBe('6d4442730000000000fa0000000000000069');
  });
});
