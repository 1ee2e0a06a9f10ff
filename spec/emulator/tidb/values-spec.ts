import { ByteReader } from '../../../src/emulator/tidb/ByteReader';
import { ByteWriter } from '../../../src/emulator/tidb/ByteWriter';
import { jsonLength } from '../../../src/emulator/tidb/binaryJson';
import { fieldTypeOf } from '../../../src/emulator/tidb/columnTypes';
import { ColumnCodec, type ShownValue } from '../../../src/emulator/tidb/datum';
import { writeGoJson } from '../../../src/emulator/tidb/goJson';
import { decodeRow as decodeStoredRow, encodeOldRow, encodeRow } from '../../../src/emulator/tidb/rowBytes';
import { TableLayout } from '../../../src/emulator/tidb/TableLayout';
import { tableInfoOf } from '../../../src/emulator/tidb/tableSpec';
import { decodeRow } from '../../../src/schema/rowCodec';
import * as product from '../../../src/schema/tableInfo';
import { VALUE_VECTORS, vectorOf } from '../../helpers/vectors';

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

const { scalars, decimals, dates, times, json, datums, oldRows, rows: goldenRows } = VALUE_VECTORS;
/** Documents that expressions make: read, and not written. */
const ONLY_READ = new Set(['J18', 'J19', 'J20', 'J21', 'J22']);

describe('the bytes of values', () => {
  it.each([...scalars, ...decimals, ...dates, ...times])('$id: $type $value', ({ type, value, data }) => {
    expect(stored(type, value)).toBe(data);
    const codec = codecOf(type);
    expect(codec.shown(codec.readStored(Buffer.from(data, 'hex')))).toEqual(value);
  });

  it.each(json)('$id: JSON $text', ({ id, text, data }) => {
    const codec = codecOf('json');
    expect(codec.shown(codec.readStored(Buffer.from(data, 'hex')))).toBe(text);
    if (!ONLY_READ.has(id)) expect(stored('json', text)).toBe(data);
    expect(jsonLength(Buffer.from(`${data}ff`, 'hex'))).toBe(data.length / 2);
  });

  it('sort the keys of a document', () => {
    expect(stored('json', '{"b": 1, "a": []}')).toBe(vectorOf(json, 'J16').data);
    expect(stored('json', '{"b": 2, "aa": 1}')).toBe(vectorOf(json, 'J17').data);
  });

  it.each(datums)('$id: a datum of row format 1', ({ types, values, datum }) => {
    const writer = new ByteWriter();
    const reader = new ByteReader(Buffer.from(datum, 'hex'));
    for (const [i, type] of types.entries()) {
      const codec = codecOf(type);
      const value = values[i] ?? null;
      if (value === null) writer.u8(0);
      else codec.writeFlagged(writer, codec.datumOf(value));
      const read = codec.readFlagged(reader);
      expect(read === null ? null : codec.shown(read)).toEqual(value);
    }
    expect(Buffer.from(writer.take()).toString('hex')).toBe(datum);
    expect(reader.left).toBe(0);
  });

  it.each([...oldRows, ...goldenRows])('$id: a row', ({ columns, value, checksumVersion }) => {
    const codecs = new Map(columns.map(([id, type]) => [id, codecOf(type)]));
    const own = columns.map(([id, , shown]) => {
      const codec = codecs.get(id) ?? codecOf('int');
      return { id, codec, value: shown === null ? null : codec.datumOf(shown) };
    });
    const isOld = !value.startsWith('80');
    const written = Buffer.from(isOld ? encodeOldRow(own) : encodeRow(own)).toString('hex');
    if (checksumVersion === undefined) expect(written).toBe(value);
    // The emulator writes no checksums: what differs is the flag, and what follows the columns.
    else expect(`8002${written.slice(4)}`).toBe(value.slice(0, written.length));
    const read = decodeStoredRow(Buffer.from(value, 'hex'), (id) => codecs.get(id));
    const shown = columns.map(([id]): readonly [number, ShownValue] => {
      const datum = read.get(id) ?? null;
      return [id, datum === null ? null : (codecs.get(id)?.shown(datum) ?? null)];
    });
    expect(shown).toEqual(columns.map(([id, , wanted]) => [id, wanted]));
    expect(read.size).toBe(columns.length);
  });

  it.each(dates)('$id: $type $value in a key', ({ type, value, packed, packedHex }) => {
    expect(keyed(type, value)).toBe(`04${packedHex}`);
    expect(codecOf(type).datumOf(value)).toBe(BigInt(packed));
  });

  it.each(times)('$id: $type $value in a key', ({ type, value, nanoseconds, key }) => {
    expect(keyed(type, value)).toBe(key);
    expect(codecOf(type).datumOf(value)).toBe(BigInt(nanoseconds));
  });

  it.each([
    { type: 'varchar(9)', input: 'a  ', bytes: '016100000000000000f8' },
    { type: 'varchar(9)', input: '', bytes: '010000000000000000f7' },
    { type: 'varbinary(9)', input: 'YSA=', bytes: '016120000000000000f9' },
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

describe('rows of every type', () => {
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
