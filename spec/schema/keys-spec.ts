import fc from 'fast-check';
import { SchemaError } from '../../src/errors/TiValveError';
import { encodeMemcomparable } from '../../src/model/memcomparable';
import { spanHas } from '../../src/model/span';
import { DDL_JOB_SPAN, DDL_JOB_TABLE_ID, decodeMetaKey, parseKey, tableSpan } from '../../src/schema/keys';
import { hex } from './tables';

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

const RECORD_KEYS: readonly [title: string, key: string, table: number][] = [
  ['R1 table 45, int handle 1', '74800000000000002d5f728000000000000001', 45],
  ['R2 table 104, int handle 1', '7480000000000000685f728000000000000001', 104],
  ['R3 table 43, handle 42451', '74800000000000002b5f72800000000000a5d3', 43],
  ['R4 table 55, handle 4294967295', '7480000000000000375f7280000000ffffffff', 55],
  ['R5 table 45, handle -1', '74800000000000002d5f727fffffffffffffff', 45],
  [
    'R6 table 45, BIGINT UNSIGNED key 18446744073709551615 (stored as int64 -1, so same key as the row above)',
    '74800000000000002d5f727fffffffffffffff',
    45,
  ],
  [
    'R7 table 45, BIGINT UNSIGNED key 9223372036854775808 (int64 minimum; sorts before 0)',
    '74800000000000002d5f720000000000000000',
    45,
  ],
  ['R8 table 307, handle 1', '7480000000000001335f728000000000000001', 307],
  [
    'R9 table 65535, common handle (DOUBLE 1.1, CHAR 11)',
    '74800000000000ffff5f7205bff199999999999a013131000000000000f9',
    65535,
  ],
  ['R10 table 45, common handle VARCHAR a (utf8mb4_bin)', '74800000000000002d5f72016100000000000000f8', 45],
  ['R11 table 45, common handle VARCHAR a or A (utf8mb4_general_ci)', '74800000000000002d5f72010041000000000000f9', 45],
  ['R12 table 45, common handle VARCHAR a (utf8mb4_unicode_ci)', '74800000000000002d5f72010e33000000000000f9', 45],
  [
    'R13 table 45, common handle (BIGINT 7, VARCHAR abcdefgh)',
    '74800000000000002d5f72038000000000000007016162636465666768ff0000000000000000f7',
    45,
  ],
  [
    'R14 table 45, common handle DECIMAL(4,2) 12.34: 5 bytes, padded with zeros to 9',
    '74800000000000002d5f720604028c2200000000',
    45,
  ],
  ['R15 table 45, common handle DATETIME 2024-02-29 12:34:56', '74800000000000002d5f720419b2bac8b8000000', 45],
  [
    'R16 table 45, common handle (BIGINT UNSIGNED 5, INT -1)',
    '74800000000000002d5f72040000000000000005037fffffffffffffff',
    45,
  ],
  ['R17 table 45, common handle TIME -01:00:00', '74800000000000002d5f72077ffffcb9cf476000', 45],
];

const INDEX_KEYS: readonly [title: string, key: string, table: number][] = [
  [
    'X1 table 411, index 1, (RW01, 768221109, empty string)',
    '74800000000000019b5f698000000000000001015257303100000000fb013736383232313130ff3900000000000000f8010000000000000000f7',
    411,
  ],
  ['X2 table 105, index 1, int 20000', '7480000000000000695f698000000000000001038000000000004e20', 105],
  [
    'X3 table 45, non-unique index 2 on INT 10, row handle 1',
    '74800000000000002d5f69800000000000000203800000000000000a038000000000000001',
    45,
  ],
  [
    'X4 table 45, unique index 3 with NULL, row handle 1',
    '74800000000000002d5f69800000000000000300038000000000000001',
    45,
  ],
  [
    'X5 table 108, index 15, (Error, 5)',
    '74800000000000006c5f69800000000000000f014572726f72000000fc038000000000000005',
    108,
  ],
  ['X6 temporary index of table 45 index 2 (prefix only)', '74800000000000002d5f69ffff000000000002', 45],
  [
    'X7 table 100, index 1, int 123, partition 42, handle 999 (global index, key carries partition)',
    '7480000000000000645f69800000000000000103800000000000007b7e800000000000002a0380000000000003e7',
    100,
  ],
];

const META_KEYS: readonly [key: string, expected: object][] = [
  ['6d4e657874476c6f62ff616c494400000000fb0000000000000073', { kind: 'string', name: 'NextGlobalID' }],
  [
    '6d536368656d615665ff7273696f6e4b6579ff0000000000000000f70000000000000073',
    { kind: 'string', name: 'SchemaVersionKey' },
  ],
  ['6d426f6f7473747261ff704b657900000000fb0000000000000073', { kind: 'string', name: 'BootstrapKey' }],
  ['6d446966663a353300fe0000000000000073', { kind: 'string', name: 'Diff:53' }],
  ['6d44444c5461626c65ff56657273696f6e00fe0000000000000073', { kind: 'string', name: 'DDLTableVersion' }],
  ['6d4442730000000000fa000000000000006844423a3100000000fb', { kind: 'hash', name: 'DBs', field: 'DB:1' }],
  [
    '6d44423a3100000000fb00000000000000685461626c653a3435ff0000000000000000f7',
    { kind: 'hash', name: 'DB:1', field: 'Table:45' },
  ],
  ['6d44423a3100000000fb00000000000000685449443a34350000fd', { kind: 'hash', name: 'DB:1', field: 'TID:45' }],
  ['6d44423a3536000000fc00000000000000685449443a31303800fe', { kind: 'hash', name: 'DB:56', field: 'TID:108' }],
  ['6d44423a3100000000fb00000000000000684949443a34350000fd', { kind: 'hash', name: 'DB:1', field: 'IID:45' }],
  ['6d44423a3100000000fb00000000000000685349443a34350000fd', { kind: 'hash', name: 'DB:1', field: 'SID:45' }],
  [
    '6d506f6c6963696573ff0000000000000000f70000000000000068506f6c6963793a35ff0000000000000000f7',
    { kind: 'hash', name: 'Policies', field: 'Policy:5' },
  ],
  ['6d44444c4a6f624c69ff7374000000000000f9000000000000004c', { kind: 'listMeta', name: 'DDLJobList' }],
  [
    '6d44444c4a6f624c69ff7374000000000000f9000000000000006c8000000000000000',
    { kind: 'list', name: 'DDLJobList', index: 0n },
  ],
  [
    '6d44444c4a6f624c69ff7374000000000000f9000000000000006c8000000000000001',
    { kind: 'list', name: 'DDLJobList', index: 1n },
  ],
  [
    '6d44444c4a6f624164ff644964784c697374ff0000000000000000f7000000000000006c8000000000000000',
    { kind: 'list', name: 'DDLJobAddIdxList', index: 0n },
  ],
];

describe('parseKey', () => {
  it.each(RECORD_KEYS)('reads %s', (_title, key, physicalId) => {
    expect(parseKey(hex(key))).toEqual({ kind: 'record', physicalId, handleOffset: 11 });
  });

  it.each(INDEX_KEYS)('tells that an index entry is none: %s', (_title, key, physicalId) => {
    expect(parseKey(hex(key))).toEqual({ kind: 'index', physicalId });
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
    { id: 45, start: '74800000000000002d5f72', end: '74800000000000002d5f73' },
    { id: DDL_JOB_TABLE_ID, start: '748000fffffffffffe5f72', end: '748000fffffffffffe5f73' },
  ])('covers the records of table $id', ({ id, start, end }) => {
    const span = tableSpan(id);
    expect([toHex(span.startKey), toHex(span.endKey)]).toEqual([start, end]);
  });

  it('is encoded for PD as published', () => {
    expect(toHex(encodeMemcomparable(tableSpan(8616).startKey))).toBe('7480000000000021ffa85f720000000000fa');
    expect(toHex(encodeMemcomparable(DDL_JOB_SPAN.startKey))).toBe('748000fffffffffffffe5f720000000000fa');
  });

  it('holds records and no index entries', () => {
    expect(spanHas(tableSpan(45), hex('74800000000000002d5f728000000000000001'))).toBe(true);
    expect(spanHas(tableSpan(45), hex('74800000000000002d5f69800000000000000203800000000000000a'))).toBe(false);
    expect(spanHas(tableSpan(45), hex('74800000000000002e5f728000000000000001'))).toBe(false);
  });
});

describe('decodeMetaKey', () => {
  it.each(META_KEYS)('reads %s', (key, expected) => {
    const meta = decodeMetaKey(hex(key));
    const readable = meta.kind === 'hash' ? { ...meta, field: Buffer.from(meta.field).toString() } : meta;
    expect(readable).toEqual(expected);
  });

  it('leaves a field that is not text as it is', () => {
    const key = '6d44444c4a6f624869ff73746f7279000000fc00000000000000680000000000000064ff0000000000000000f7';
    expect(decodeMetaKey(hex(key))).toEqual({ kind: 'hash', name: 'DDLJobHistory', field: hex('0000000000000064') });
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
