import { fieldTypeOf } from '../../../src/emulator/tidb/columnTypes';
import { type GoJson, writeGoJson } from '../../../src/emulator/tidb/goJson';
import {
  type ColumnInfoJson,
  databaseInfo,
  nameJson,
  parseTableInfo,
  SCHEMA_STATES,
} from '../../../src/emulator/tidb/schemaJson';
import { JOB_TABLE } from '../../../src/emulator/tidb/systemTables';
import { addedColumn, tableInfoOf } from '../../../src/emulator/tidb/tableSpec';
import { SCHEMA_VECTORS, vectorOf } from '../../helpers/vectors';

function sample(id: string): string {
  return vectorOf(SCHEMA_VECTORS.samples, id).json;
}

/** A fragment as the emulator writes it. */
const FRAGMENTS: Readonly<Record<string, GoJson>> = {
  F1: nameJson('MyTable'),
  F3: fieldTypeOf({ name: 'c', type: 'int' }),
  F4: { ...fieldTypeOf({ name: 'c', type: 'bigint' }), Flag: 515 },
  F5: { ...fieldTypeOf({ name: 'c', type: 'bigint unsigned' }), Flag: 4131 },
  F6: fieldTypeOf({ name: 'c', type: 'decimal(10,2)' }),
  F7: { ...fieldTypeOf({ name: 'c', type: 'datetime(3)' }) },
  F8: fieldTypeOf({ name: 'c', type: 'varchar(64)' }),
  F9: fieldTypeOf({ name: 'c', type: 'varbinary(64)' }),
  F10: fieldTypeOf({ name: 'c', type: "enum('a','b')" }),
  F11: defaultsOf('bit(10)', 513),
  F12: defaultsOf('bit(8)', 255),
  F14: 'create table t (a int check (a > 0 && a < 9))',
  F16: { name: nameJson('b'), offset: 1, length: 10 },
  F18: Buffer.from('74800000000000002d', 'hex'),
  F19: { state: 4 },
  F20: { start_ts: 435984512704577537n },
};

function defaultsOf(type: string, value: number): GoJson {
  const { origin_default, origin_default_bit } = addedColumn({ name: 'c', type, default: value }, { id: 1, offset: 0 });
  return { origin_default, origin_default_bit };
}

describe('the JSON of the schema', () => {
  it('of a database is that of TiDB', () => {
    const text = writeGoJson(databaseInfo(2, 'Test', SCHEMA_STATES.public));
    expect(text).toBe(sample('S1'));
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
    expect(text).toBe(sample('S2'));
    expect(parseTableInfo(Buffer.from(text)).update_timestamp).toBe(435984539744731137n);
  });

  it('of the table of DDL jobs is that of TiDB, in all that readers use', () => {
    const { cols, ...rest } = JSON.parse(writeGoJson(JOB_TABLE)) as { readonly cols: readonly ColumnInfoJson[] };
    const golden = JSON.parse(sample('S4')) as { readonly cols: readonly ColumnInfoJson[] };
    expect({ ...golden, cols: [] }).toEqual({ ...rest, cols: [] });
    const used = ({ id, name, offset, state }: ColumnInfoJson): object => ({ id, name, offset, state });
    expect(cols.map(used)).toEqual(golden.cols.map(used));
  });

  it.each(SCHEMA_VECTORS.fragments.filter(({ id }) => id in FRAGMENTS))('of $id is that of TiDB: $what', (vector) => {
    expect(writeGoJson(FRAGMENTS[vector.id] ?? null)).toBe(vector.json);
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
