import { crc32 } from 'node:zlib';
import { writeGoJson } from '../../../src/emulator/tidb/goJson';
import { databaseInfo, parseTableInfo, SCHEMA_STATES } from '../../../src/emulator/tidb/schemaJson';
import { addedColumn, tableInfoOf } from '../../../src/emulator/tidb/tableSpec';

function checksum(text: string): { readonly bytes: number; readonly crc: string } {
  return { bytes: Buffer.byteLength(text), crc: crc32(text).toString(16).padStart(8, '0') };
}

describe('the JSON of the schema', () => {
  it('of a database is that of TiDB', () => {
    const text = writeGoJson(databaseInfo(2, 'Test', SCHEMA_STATES.public));
    expect(checksum(text)).toEqual({ bytes: 135, crc: 'a7e3c031' });
  });

  it('of a table is that of TiDB', () => {
    const table = tableInfoOf(
      {
        db: 'Test',
        table: 'Orders',
        primaryKey: ['id'],
        columns: [
          { name: 'id', type: 'bigint', autoIncrement: true },
          { name: 'Name', type: 'varchar(64)' },
          { name: 'amount', type: 'decimal(10,2)', nullable: false, default: '0.00' },
        ],
        indexes: [{ columns: ['Name'], unique: true }],
      },
      45,
      [],
    );
    const text = writeGoJson({ ...table, update_timestamp: 435984539744731137n });
    expect(checksum(text)).toEqual({ bytes: 2494, crc: 'cebcab1a' });
    expect(parseTableInfo(Buffer.from(text)).update_timestamp).toBe(435984539744731137n);
  });

  it.each([
    { spec: { type: 'int', default: 7 }, origin: '7', bits: null, flag: 0 },
    { spec: { type: 'varchar(30)', nullable: false, default: 'filled' }, origin: 'filled', bits: null, flag: 1 },
    { spec: { type: 'bit(10)', default: 515 }, origin: '\u0002\u0003', bits: 'AgM=', flag: 32 },
    { spec: { type: "enum('p','q')", nullable: false }, origin: 'p', bits: null, flag: 4097 },
    { spec: { type: 'binary(4)', default: Buffer.from('ab') }, origin: 'ab\u0000\u0000', bits: null, flag: 128 },
    { spec: { type: 'time(2)', default: '-01:02:03.45' }, origin: '-01:02:03.45', bits: null, flag: 128 },
    { spec: { type: 'json' }, origin: null, bits: null, flag: 128 },
    { spec: { type: 'year', default: 2001 }, origin: '2001', bits: null, flag: 96 },
  ])('of an added $spec.type has its origin default', ({ spec, origin, bits, flag }) => {
    const column = addedColumn({ name: 'c', ...spec }, { id: 9, offset: 2 });
    expect(column).toMatchObject({ origin_default: origin, origin_default_bit: bits });
    expect(column.type.Flag).toBe(flag);
  });

  it('escapes as Go does', () => {
    expect(writeGoJson({ q: 'a > 0 && a < 9', n: 2n ** 60n, b: Uint8Array.of(2, 1), gone: undefined })).toBe(
      '{"q":"a \\u003e 0 \\u0026\\u0026 a \\u003c 9","n":1152921504606846976,"b":"AgE="}',
    );
  });
});
