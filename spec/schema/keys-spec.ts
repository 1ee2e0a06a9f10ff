import fc from 'fast-check';
import { SchemaError } from '../../src/errors/TiValveError';
import { decodeMemcomparable, decodeSpan, encodeMemcomparable, encodeSpan } from '../../src/model/memcomparable';
import { spanHas } from '../../src/model/span';
import { ByteCursor } from '../../src/schema/ByteCursor';
import { ddlJobHomeOf, isDdlJobKey, isRecordKey } from '../../src/schema/keyKinds';
import {
  DDL_HISTORY_SPAN,
  DDL_HISTORY_TABLE_ID,
  DDL_JOB_SPAN,
  DDL_JOB_TABLE_ID,
  DDL_QUEUE_PREFIXES,
  decodeMetaKey,
  keyStart,
  META_SPAN,
  parseKey,
  tableSpan,
} from '../../src/schema/keys';
import { decodeRow } from '../../src/schema/rowCodec';
import { KEY_VECTORS, vectorOf } from '../helpers/vectors';
import { COLUMNS, hex, tableOf } from './tables';

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

const { recordKeys, indexKeys, tikvForms, spans, metaKeys, ddlRows } = KEY_VECTORS;

function spanBytes(id: string): string {
  return vectorOf(spans, id).bytes;
}

/** A metadata key as the vectors tell it. */
function readableMeta(key: Uint8Array): object {
  const meta = decodeMetaKey(key);
  if (meta.kind === 'list') return { ...meta, index: meta.index.toString() };
  if (meta.kind !== 'hash') return meta;
  const { field, ...rest } = meta;
  return field[0] === 0 ? { ...rest, fieldBytes: toHex(field) } : { ...rest, field: Buffer.from(field).toString() };
}

describe('parseKey', () => {
  it.each(recordKeys)('reads $id, $what', ({ key, table, length }) => {
    expect(hex(key)).toHaveLength(length);
    expect(parseKey(hex(key))).toEqual({ kind: 'record', physicalId: table, handleOffset: 11 });
    expect([isRecordKey(hex(key)), isDdlJobKey(hex(key))]).toEqual([true, false]);
  });

  it.each(indexKeys)('tells that an index entry is none: $id, $what', ({ key, table }) => {
    expect(parseKey(hex(key))).toEqual({ kind: 'index', physicalId: table });
    expect(isRecordKey(hex(key))).toBe(false);
  });

  it.each([
    { id: 'P13', physicalId: 45, prefix: '78000001' },
    { id: 'P15', physicalId: 31415926, prefix: '780425d4' },
  ])('finds the table behind the keyspace of $id', ({ id, physicalId, prefix }) => {
    const bytes = spanBytes(id);
    expect(keyStart(hex(bytes))).toBe(4);
    expect(bytes.slice(0, 8)).toBe(prefix);
    expect(parseKey(hex(`${bytes.slice(0, 26)}5f728000000000000001`))).toMatchObject({ physicalId });
    expect(toHex(tableSpan(physicalId).startKey)).toMatch(new RegExp(`^${bytes.slice(8)}`));
  });

  it('looks behind a keyspace prefix', () => {
    const key = hex('7800000174800000000000002d5f728000000000000001');
    expect(parseKey(key)).toEqual({ kind: 'record', physicalId: 45, handleOffset: 15 });
  });

  it('reads the largest ids', () => {
    expect(parseKey(hex('748000fffffffffffe5f728000000000000064'))).toMatchObject({ physicalId: DDL_JOB_TABLE_ID });
  });

  it.each([
    { title: 'metadata', key: '6d446966663a353300fe0000000000000073', kind: 'meta' },
    { title: 'something else', key: '72ff', kind: 'other' },
    { title: 'an empty key', key: '', kind: 'other' },
  ])('passes $title on', ({ key, kind }) => {
    expect(parseKey(hex(key))).toEqual({ kind });
  });

  it.each([
    { title: 'is cut off in its handle', key: '74800000000000002d5f7280000000000000' },
    { title: 'is only a table prefix', key: '74800000000000002d' },
    { title: 'has another separator', key: '74800000000000002d5f738000000000000001' },
    { title: 'has a negative table id', key: '747fffffffffffffff5f728000000000000001' },
    { title: 'has an id no number holds', key: '74ffffffffffffffff5f728000000000000001' },
  ])('refuses a table key that $title, and names it', ({ key }) => {
    expect(() => parseKey(hex(key))).toThrow(SchemaError);
    expect(() => parseKey(hex(key))).toThrow(expect.objectContaining({ code: 'TV_SCHEMA_KEY_CORRUPT' }));
    expect(() => parseKey(hex(key))).toThrow(key);
  });

  it('answers or refuses whatever the bytes are', () => {
    const start = fc.constantFrom('', '74', '7480000000', '74800000000000002d5f72', '78000001', '6d');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 40 }), (prefix, rest) => {
        const key = Buffer.concat([hex(prefix), rest]);
        try {
          expect(['record', 'index', 'meta', 'other']).toContain(parseKey(key).kind);
        } catch (error) {
          expect(error).toMatchObject({ code: 'TV_SCHEMA_KEY_CORRUPT' });
        }
      }),
    );
  });
});

describe('tableSpan', () => {
  it.each([
    { start: 'P1', end: 'P2', span: tableSpan(45) },
    { start: 'P3', end: 'P4', span: encodeSpan(tableSpan(45)) },
    { start: 'P5', end: 'P6', span: encodeSpan(tableSpan(8616)) },
    { start: 'P7', end: 'P8', span: DDL_JOB_SPAN },
    { start: 'P9', end: 'P10', span: encodeSpan(DDL_JOB_SPAN) },
    { start: 'P11', end: 'P12', span: encodeSpan(DDL_HISTORY_SPAN) },
    { start: 'P20', end: 'P21', span: encodeSpan(META_SPAN) },
  ])('from $start to $end is as published', ({ start, end, span }) => {
    expect([toHex(span.startKey), toHex(span.endKey)]).toEqual([spanBytes(start), spanBytes(end)]);
  });

  it('begins with its table, whose prefix region boundaries have', () => {
    const prefixOf = (id: number): Uint8Array => tableSpan(id).startKey.subarray(0, 9);
    const published = { P16: 71, P17: DDL_JOB_TABLE_ID, P18: DDL_JOB_TABLE_ID + 1 };
    for (const [id, table] of Object.entries(published)) {
      expect(toHex(encodeMemcomparable(prefixOf(table)))).toBe(spanBytes(id));
      expect(decodeSpan({ startKey: hex(spanBytes(id)), endKey: hex('') }).startKey).toEqual(prefixOf(table));
    }
    expect(toHex(encodeMemcomparable(Buffer.from('t')))).toBe(spanBytes('P22'));
    expect(toHex(encodeMemcomparable(Buffer.from('u')))).toBe(spanBytes('P23'));
    expect(toHex(tableSpan(47).startKey)).toBe(spanBytes('P25'));
    expect(parseKey(hex(`${spanBytes('P24')}00`))).toEqual({ kind: 'index', physicalId: 47 });
  });

  it('is shifted by a keyspace inside its encoding, and is no bound of five ff', () => {
    expect(spanBytes('P13')).toBe(`78000001${toHex(tableSpan(45).startKey)}`);
    expect(toHex(encodeMemcomparable(hex(spanBytes('P13'))))).toBe(spanBytes('P14'));
    expect(() => decodeSpan({ startKey: hex(''), endKey: hex(spanBytes('P19')) })).toThrow(/memcomparable/);
  });

  it('holds records and no index entries', () => {
    expect(spanHas(tableSpan(45), hex('74800000000000002d5f728000000000000001'))).toBe(true);
    expect(spanHas(tableSpan(45), hex('74800000000000002d5f69800000000000000203800000000000000a'))).toBe(false);
    expect(spanHas(tableSpan(45), hex('74800000000000002e5f728000000000000001'))).toBe(false);
  });
});

describe('the forms in which TiKV keeps a key', () => {
  const invertedTs = (ts: bigint): string => BigInt.asUintN(64, ~ts).toString(16).padStart(16, '0');
  const form = (id: string): string => vectorOf(tikvForms, id).bytes;
  const encoded = (key: string): string => toHex(encodeMemcomparable(hex(key)));

  it('are made of the raw key, and read back', () => {
    const raw = vectorOf(recordKeys, 'R1').key;
    expect(form('S1')).toBe(raw);
    expect(form('S2')).toBe(encoded(raw));
    expect(form('S3')).toBe(`${form('S2')}${invertedTs(435984539744731137n)}`);
    expect(form('S4')).toBe(`7a${form('S3')}`);
    expect(form('S5')).toBe(`${encoded('74800000000000004d5f728000000000000001')}${invertedTs(435984512704577539n)}`);
    expect(form('S6')).toBe(`7a${encoded(vectorOf(indexKeys, 'X5').key)}${invertedTs(448651607408640000n)}`);
    for (const [id, start] of [
      ['S2', 0],
      ['S3', 0],
      ['S4', 1],
    ] as const) {
      expect(toHex(decodeMemcomparable(hex(form(id)), start).bytes)).toBe(raw);
    }
  });

  it('have a row in a write record', () => {
    const cursor = new ByteCursor();
    const record = hex(form('S7'));
    cursor.reset(record, 0, record.length);
    expect(String.fromCharCode(cursor.u8())).toBe('P');
    cursor.uvarint();
    expect(cursor.unsignedBigInt()).toBe(435984512704577537n);
    expect([String.fromCharCode(cursor.u8()), cursor.u8()]).toEqual(['v', cursor.end - cursor.at]);
    const table = tableOf({ columns: [{ id: 1, ...COLUMNS.varchar }] });
    expect(decodeRow(table, hex(form('S1')), cursor.take(10))).toEqual(['1']);
  });
});

describe('the keys of DDL jobs', () => {
  const metaKey = (id: string): string => vectorOf(metaKeys, id).key;
  const rowKey = (id: string): string => vectorOf(ddlRows, id).key;

  it.each([
    { id: 'D1', home: 'jobs', key: rowKey('D1') },
    { id: 'D3', home: 'history', key: rowKey('D3') },
    { id: 'M16', home: 'queue', key: metaKey('M16') },
    { id: 'M17', home: 'queue', key: metaKey('M17') },
    { id: 'M18', home: 'queue', key: metaKey('M18') },
    { id: 'M15', home: undefined, key: metaKey('M15') },
    { id: 'M19', home: undefined, key: metaKey('M19') },
    { id: 'R1', home: undefined, key: vectorOf(recordKeys, 'R1').key },
  ])('tell where a job is kept: $id, $home', ({ home, key }) => {
    for (const prefix of ['', '78000001']) {
      expect(ddlJobHomeOf(hex(`${prefix}${key}`))).toBe(home);
      expect(isDdlJobKey(hex(`${prefix}${key}`))).toBe(home !== undefined);
    }
  });

  it('are records of tables with ids that every cluster has', () => {
    expect(parseKey(hex(rowKey('D1')))).toMatchObject({ kind: 'record', physicalId: DDL_JOB_TABLE_ID });
    expect(parseKey(hex(rowKey('D3')))).toMatchObject({ kind: 'record', physicalId: DDL_HISTORY_TABLE_ID });
    expect(toHex(encodeMemcomparable(hex(rowKey('D1'))))).toBe(rowKey('D2'));
    expect(readableMeta(hex(rowKey('D4')))).toEqual({
      kind: 'hash',
      name: 'DB:1',
      field: `Table:${DDL_JOB_TABLE_ID}`,
    });
  });

  it('of old clusters lie in two lists', () => {
    expect(DDL_QUEUE_PREFIXES.map(toHex)).toEqual([metaKey('M20'), metaKey('M22')]);
    for (const [start, end, element] of [
      ['M20', 'M21', 'M16'],
      ['M22', 'M23', 'M18'],
    ] as const) {
      const span = { startKey: hex(metaKey(start)), endKey: hex(metaKey(end)) };
      expect(spanHas(span, hex(metaKey(element)))).toBe(true);
      expect(spanHas(span, hex(metaKey('M15')))).toBe(false);
    }
    expect(toHex(encodeMemcomparable(hex(metaKey('M20'))))).toBe(metaKey('M24'));
  });
});

describe('decodeMetaKey', () => {
  it.each(metaKeys.filter(({ parsed }) => parsed !== undefined))('reads $id, $what', ({ key, parsed }) => {
    expect(readableMeta(hex(key))).toEqual(parsed);
    expect(isRecordKey(hex(key))).toBe(false);
  });

  it.each([
    { id: 'M6', field: 'M7' },
    { id: 'M8', field: 'M9' },
  ])('reads fields behind the prefix $id', ({ id, field }) => {
    expect(vectorOf(metaKeys, field).key.startsWith(vectorOf(metaKeys, id).key)).toBe(true);
    expect(() => decodeMetaKey(hex(vectorOf(metaKeys, id).key))).toThrow(SchemaError);
  });

  it.each([
    { title: 'no metadata', key: '74800000000000002d5f728000000000000001' },
    { title: 'a name that is cut off', key: '6d446966663a35' },
    { title: 'no kind', key: '6d446966663a353300fe' },
    { title: 'a kind that is not known', key: '6d446966663a353300fe0000000000000078' },
    { title: 'a list index that is cut off', key: '6d44444c4a6f624c69ff7374000000000000f9000000000000006c80' },
  ])('refuses $title', ({ key }) => {
    expect(() => decodeMetaKey(hex(key))).toThrow(expect.objectContaining({ code: 'TV_SCHEMA_KEY_CORRUPT' }));
  });
});
