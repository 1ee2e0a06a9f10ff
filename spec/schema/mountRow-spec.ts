import fc from 'fast-check';
import { type KvChange, sizeOfChange } from '../../src/model/kv';
import { classifyChange, createMountedRow } from '../../src/schema/mountRow';
import { createSchemaStorage } from '../../src/schema/schemaStorage';
import type { TableSchema } from '../../src/schema/tableInfo';
import { databasePair, jobOf, tablePair } from './jobs';
import { COLUMNS, format2, hex, KEY, tableOf } from './tables';

const table = tableOf({
  columns: [
    { id: 1, name: 'id', ...COLUMNS.bigint, flag: 3 },
    { id: 2, name: 'n', ...COLUMNS.int },
  ],
  pkIsHandle: true,
});
const NEW = format2(2, hex('05'));
const OLD = format2(2, hex('04'));

function changeOf(fields: Partial<KvChange> = {}): KvChange {
  return { op: 'PUT', key: KEY, value: NEW, oldValue: new Uint8Array(0), startTs: 20n, commitTs: 21n, ...fields };
}

function mounted(fields: Partial<KvChange> = {}, of: TableSchema = table) {
  return createMountedRow(changeOf(fields), of, 45, true);
}

describe('a mounted row', () => {
  it('is an insert when there was no row', () => {
    const row = mounted();
    expect(row).toMatchObject({ kind: 'row', type: 'insert', row: { id: 1n, n: 5 }, before: null });
    expect([row.get('n'), row.getBefore('n')]).toEqual([5, undefined]);
  });

  it('is an update when there was one', () => {
    const row = mounted({ oldValue: OLD });
    expect(row).toMatchObject({ type: 'update', row: { id: 1n, n: 5 }, before: { id: 1n, n: 4 } });
    expect([row.get('n'), row.getBefore('n'), row.getBefore('id')]).toEqual([5, 4, 1n]);
  });

  it('is a delete of what was there', () => {
    const row = mounted({ op: 'DELETE', value: new Uint8Array(0), oldValue: OLD });
    expect(row).toMatchObject({ type: 'delete', row: null, before: { id: 1n, n: 4 } });
    expect([row.get('n'), row.getBefore('n')]).toEqual([4, 4]);
  });

  it('carries what names the event', () => {
    const change = changeOf();
    const row = createMountedRow(change, table, 46, false);
    expect(row).toMatchObject({ table, tableId: 46, startTs: 20n, commitTs: 21n, endOfTxn: false });
    expect(row.rawKey).toBe(change.key);
    expect(row.sizeBytes).toBe(sizeOfChange(change));
  });

  it('has no column that its table lacks', () => {
    const row = mounted({ oldValue: OLD });
    expect([row.get('missing'), row.getBefore('missing'), row.get('toString')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('decodes once, and not before it is asked', () => {
    const value = Uint8Array.from(NEW);
    const row = mounted({ value });
    value[value.length - 1] = 9;
    expect(row.get('n')).toBe(9);
    value[value.length - 1] = 7;
    expect(row.get('n')).toBe(9);
    // All columns together are decoded once of their own.
    expect(row.row).toEqual({ id: 1n, n: 7 });
    value[value.length - 1] = 5;
    expect([row.row, row.get('n')]).toEqual([{ id: 1n, n: 7 }, 7]);
    expect(row.row).toBe(row.row);
  });

  it('throws for corrupt bytes when it is asked, and not before', () => {
    const row = mounted({ value: hex('8000010000000203') });
    expect(row.type).toBe('insert');
    expect(() => row.row).toThrow(expect.objectContaining({ code: 'TV_SCHEMA_ROW_CORRUPT' }));
    expect(() => row.get('n')).toThrow(/test\.t/);
  });

  it('keeps a column called __proto__ as an own field', () => {
    const proto = tableOf({ columns: [{ id: 2, name: '__proto__', ...COLUMNS.int }] });
    const { row } = mounted({}, proto);
    expect(Object.keys(row ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    expect(mounted({}, proto).get('__proto__')).toBe(5);
  });

  it('has its columns in the order of the table', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ids, (order) => {
        const shuffled = tableOf({ columns: order.map((id) => ({ id, ...COLUMNS.int })) });
        const sorted = order.toSorted((a, b) => a - b);
        const header = [0x80, 0, order.length, 0, 0, 0, ...sorted];
        const value = Uint8Array.from([
          ...header,
          ...sorted.flatMap((_, i) => [i + 1, 0]),
          ...sorted.map((id) => id & 0x7f),
        ]);
        const expected = order.map((id): [string, number] => [`c${id}`, id & 0x7f]);
        expect(Object.entries(mounted({ value }, shuffled).row ?? {})).toEqual(expected);
      }),
    );
  });
});

describe('classifyChange', () => {
  const schema = createSchemaStorage(
    [databasePair(1, 'mysql'), databasePair(2, 'shop'), tablePair(2, { id: 45 }), tablePair(1, { id: 46, name: 's' })],
    10n,
  );
  schema.applyJob(jobOf({ type: 11, commitTs: 30n, tableId: 45, table: { id: 47 } }));
  const keyOf = (id: string): Uint8Array => hex(`74800000000000${id}5f728000000000000001`);

  it('finds the table valid just before the commit', () => {
    expect(classifyChange(changeOf({ commitTs: 30n }), schema)).toMatchObject({ physicalId: 45, table: { id: 45 } });
    expect(classifyChange(changeOf({ commitTs: 31n }), schema)).toBe('unknownTable');
    expect(classifyChange(changeOf({ key: keyOf('002f'), commitTs: 30n }), schema)).toBe('unknownTable');
    expect(classifyChange(changeOf({ key: keyOf('002f'), commitTs: 31n }), schema)).toMatchObject({
      table: { id: 47 },
    });
  });

  it.each([
    {
      title: 'an index entry',
      fields: { key: hex('74800000000000002d5f698000000000000001038000000000004e20') },
      reason: 'index',
    },
    { title: 'metadata', fields: { key: hex('6d446966663a353300fe0000000000000073') }, reason: 'meta' },
    { title: 'a system table', fields: { key: hex('74800000000000002e5f728000000000000001') }, reason: 'system' },
    { title: 'a table that is not known', fields: { key: keyOf('0063') }, reason: 'unknownTable' },
    {
      title: 'a delete without old value',
      fields: { op: 'DELETE', value: new Uint8Array(0) } as const,
      reason: 'noOldValue',
    },
  ])('tells why $title is no row', ({ fields, reason }) => {
    expect(classifyChange(changeOf(fields), schema)).toBe(reason);
  });

  it('refuses a malformed key', () => {
    expect(() => classifyChange(changeOf({ key: hex('7480') }), schema)).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_KEY_CORRUPT' }),
    );
  });
});
