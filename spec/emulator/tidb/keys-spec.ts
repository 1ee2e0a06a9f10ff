import { encodeKey } from '../../../src/emulator/memcomparable';
import { ByteReader } from '../../../src/emulator/tidb/ByteReader';
import { ByteWriter } from '../../../src/emulator/tidb/ByteWriter';
import { fieldTypeOf } from '../../../src/emulator/tidb/columnTypes';
import { ColumnCodec } from '../../../src/emulator/tidb/datum';
import {
  DDL_TABLE_IDS,
  indexKey,
  indexSpan,
  intHandle,
  jobHistoryField,
  metaHashKey,
  metaHashSpan,
  metaKey,
  recordKey,
  recordSpan,
} from '../../../src/emulator/tidb/keys';
import { TableLayout } from '../../../src/emulator/tidb/TableLayout';
import { tableInfoOf } from '../../../src/emulator/tidb/tableSpec';
import { encodeMemcomparable } from '../../../src/model/memcomparable';
import { tableSpan } from '../../../src/schema/keys';
import { KEY_VECTORS, typeAndCollation, vectorOf } from '../../helpers/vectors';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'hex');
}

const { recordKeys, indexKeys, spans, metaKeys, ddlRows } = KEY_VECTORS;

/** A byte for each, all bits turned. */
function inverted(text: string): string {
  return hex(bytes(text).map((byte) => ~byte));
}

describe('ByteWriter', () => {
  it.each(KEY_VECTORS.bytes)('writes $id, $form bytes', ({ form, bytes: input, encoded }) => {
    if (form === 'compact') {
      const content = bytes(input);
      expect(hex(new ByteWriter().varint(BigInt(content.length)).bytes(content).take())).toBe(encoded);
      return;
    }
    const output = form === 'descending' ? inverted(encoded) : encoded;
    expect(hex(new ByteWriter().memcomparable(bytes(input)).take())).toBe(output);
    expect(hex(new ByteReader(bytes(output)).memcomparable())).toBe(input);
  });

  it.each(KEY_VECTORS.integers)('writes $id, $type $value, so that it sorts', (vector) => {
    const { type, ascending, descending } = vector;
    const value = BigInt(vector.value);
    const writer = new ByteWriter();
    expect(hex((type === 'int' ? writer.comparableInt(value) : writer.u64BE(value)).take())).toBe(ascending);
    expect(inverted(ascending)).toBe(descending);
    const reader = new ByteReader(bytes(ascending));
    expect(type === 'int' ? reader.comparableInt() : reader.u64BE()).toBe(value);
  });

  it.each(KEY_VECTORS.floats)('writes $id, the float $value, so that it sorts', ({ value, bits, comparable }) => {
    expect(hex(new ByteWriter().comparableFloat(Number(value)).take())).toBe(comparable);
    expect(new ByteReader(bytes(comparable)).comparableFloat()).toBe(Number(value));
    expect(hex(new ByteWriter().f64LE(Number(value)).take().toReversed())).toBe(bits);
  });

  it.each(KEY_VECTORS.varints)('writes $id, $type $value', ({ type, value, encoded }) => {
    const number = BigInt(value);
    const writer = new ByteWriter();
    expect(hex((type === 'varint' ? writer.varint(number) : writer.uvarint(number)).take())).toBe(encoded);
    const reader = new ByteReader(bytes(encoded));
    expect(type === 'varint' ? reader.varint() : reader.uvarint()).toBe(number);
  });
});

/** A table whose primary key has these columns. */
function keyedTable(id: number, types: readonly string[]): TableLayout {
  const columns = types.map((text, i) => ({ name: `c${i + 1}`, ...typeAndCollation(text) }));
  return new TableLayout(
    tableInfoOf({ db: 'd', table: 't', columns, primaryKey: columns.map(({ name }) => name) }, id, []),
  );
}

/** The datums of an index entry. */
function datums(types: readonly string[], values: readonly (string | number | null)[]): Uint8Array {
  const writer = new ByteWriter();
  for (const [i, value] of values.entries()) {
    const name = `c${i + 1}`;
    const codec = new ColumnCodec(name, fieldTypeOf({ name, type: types[i] ?? '' }));
    if (value === null) writer.u8(0);
    else codec.writeKey(writer, codec.datumOf(value));
  }
  return writer.take();
}

describe('keys of tables', () => {
  it.each(recordKeys.filter(({ types }) => !types.join().endsWith('_ci')))(
    'address $id, $what',
    ({ table, key, types, values }) => {
      const layout = keyedTable(table, types);
      const row = layout.rowOf(Object.fromEntries(values.map((value, i) => [`c${i + 1}`, value])));
      expect(hex(layout.keyOf(layout.locate(row, undefined)))).toBe(key);
      expect(Object.values(layout.shown(layout.readRow(bytes(key), bytes('800000000000'))))).toEqual(values);
    },
  );

  it.each(recordKeys.filter(({ types }) => types.join().endsWith('_ci')))(
    'refuse $id, whose sort key the emulator lacks',
    ({ table, types, values }) => {
      const layout = keyedTable(table, types);
      expect(() => layout.locate(layout.rowOf({ c1: values[0] ?? null }), undefined)).toThrow(/no sort keys of/);
    },
  );

  it.each(indexKeys.filter(({ id }) => id !== 'X6'))('address $id, $what', (vector) => {
    const { table, index, key, types, values, partition, handle } = vector;
    const suffix = new ByteWriter();
    if (partition !== undefined) suffix.u8(0x7e).comparableInt(BigInt(partition));
    if (handle !== undefined) suffix.u8(0x03).comparableInt(BigInt(handle));
    const content = Buffer.concat([datums(types, values), suffix.take()]);
    expect(hex(indexKey(table, Number(index), content))).toBe(key);
  });

  it('have the id of a temporary index behind a mask', () => {
    const { key, index } = vectorOf(indexKeys, 'X6');
    expect(BigInt(index)).toBe(0x7fff_0000_0000_0000n | 2n);
    expect(new ByteReader(bytes(key), 11).comparableInt()).toBe(BigInt(index));
  });

  it('bound the rows of a table as the product does', () => {
    for (const id of [45, 8616, DDL_TABLE_IDS.job, DDL_TABLE_IDS.history]) {
      const { startKey, endKey } = recordSpan(id);
      expect([hex(startKey), hex(endKey)]).toEqual([hex(tableSpan(id).startKey), hex(tableSpan(id).endKey)]);
      expect([hex(encodeKey(startKey)), hex(encodeKey(endKey))]).toEqual([
        hex(encodeMemcomparable(startKey)),
        hex(encodeMemcomparable(endKey)),
      ]);
    }
    expect(hex(recordSpan(45).startKey)).toBe(vectorOf(spans, 'P1').bytes);
    expect(hex(indexSpan(47, 1).startKey)).toBe(vectorOf(spans, 'P24').bytes);
  });

  it('address the rows of DDL jobs', () => {
    expect(hex(recordKey(DDL_TABLE_IDS.job, intHandle(100n)))).toBe(vectorOf(ddlRows, 'D1').key);
    expect(hex(encodeKey(recordKey(DDL_TABLE_IDS.job, intHandle(100n))))).toBe(vectorOf(ddlRows, 'D2').key);
    expect(hex(recordKey(DDL_TABLE_IDS.history, intHandle(100n)))).toBe(vectorOf(ddlRows, 'D3').key);
    expect(hex(metaHashKey('DB:1', `Table:${DDL_TABLE_IDS.job}`))).toBe(vectorOf(ddlRows, 'D4').key);
  });
});

describe('keys of the metadata', () => {
  const written = metaKeys.flatMap(({ parsed, ...vector }) =>
    parsed?.kind === 'string' || parsed?.kind === 'hash' ? [{ ...vector, parsed }] : [],
  );

  it.each(written)('address $id, $what', ({ key, parsed }) => {
    const { kind, name, field, fieldBytes } = parsed;
    const own =
      kind === 'string'
        ? metaKey(name)
        : metaHashKey(name, fieldBytes === undefined ? (field ?? '') : bytes(fieldBytes));
    expect(hex(own)).toBe(key);
  });

  it('address a job of the history by eight plain bytes', () => {
    expect(hex(metaHashKey('DDLJobHistory', jobHistoryField(100)))).toBe(vectorOf(metaKeys, 'M19').key);
  });

  it('bound a hash', () => {
    for (const [name, id] of [
      ['DBs', 'M6'],
      ['DB:1', 'M8'],
    ] as const) {
      const { startKey, endKey } = metaHashSpan(name);
      expect(hex(startKey)).toBe(vectorOf(metaKeys, id).key);
      expect(hex(endKey)).toBe(`${vectorOf(metaKeys, id).key.slice(0, -1)}9`);
    }
  });
});
