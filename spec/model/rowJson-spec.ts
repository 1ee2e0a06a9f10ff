import type { DdlEvent } from '../../src/model/ddl';
import { ddlJsonOf, jsonColumnValue, resolvedJsonLine, rowJsonLine } from '../../src/model/rowJson';
import { row, table } from '../../src/testing';

const orders = table('shop', 'orders', ['id', 'note'], 9_007_199_254);
const ddl: DdlEvent = {
  kind: 'ddl',
  ddlType: 'rename table',
  typeCode: 14,
  db: 'shop',
  table: 'orders',
  query: 'RENAME TABLE `a` TO `orders`',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 449_000_000_000_000_001n,
  commitTs: 449_000_000_000_000_002n,
  tables: [
    {
      before: { db: 'shop', table: 'a', ids: [7, 8] },
      after: { db: 'shop', table: 'orders', ids: [7, 8], schema: orders },
    },
    { before: { db: 'shop', table: 'b', ids: [9] }, after: null },
    { before: null, after: { db: 'shop', table: 'c', ids: [10], schema: table('shop', 'c', ['id'], 10) } },
  ],
};

describe('row JSON', () => {
  it('writes a row, with ids and ts as text', () => {
    const event = row(449_000_000_000_000_002n, {
      table: orders,
      tableId: 11,
      row: { id: '1', note: null },
      before: { id: '1', note: 'x' },
    });
    expect(JSON.parse(rowJsonLine(event))).toEqual({
      type: 'update',
      db: 'shop',
      table: 'orders',
      tableId: '11',
      startTs: '449000000000000001',
      commitTs: '449000000000000002',
      key: ['id'],
      row: { id: '1', note: null },
      before: { id: '1', note: 'x' },
    });
  });

  it('writes null for the side that is not there', () => {
    expect(JSON.parse(rowJsonLine(row(3n, { row: { id: '1' } })))).toMatchObject({ type: 'insert', before: null });
    expect(JSON.parse(rowJsonLine(row(3n, { row: null, before: { id: '1' } })))).toMatchObject({
      type: 'delete',
      row: null,
    });
  });

  it('writes bigints as digits, bytes as base64 and the rest as it is', () => {
    expect(jsonColumnValue(18_446_744_073_709_551_615n)).toBe('18446744073709551615');
    expect(jsonColumnValue(Uint8Array.of(9, 0xfb, 0xff, 9).subarray(1, 3))).toBe('+/8=');
    expect(['text', 1.5, null].map(jsonColumnValue)).toEqual(['text', 1.5, null]);
  });

  it('keeps the order of columns, and one called __proto__', () => {
    const values = JSON.parse('{"z":"1","__proto__":"2","a":"3"}') as Record<string, string>;
    expect(rowJsonLine(row(3n, { row: values }))).toContain('"row":{"z":"1","__proto__":"2","a":"3"}');
  });

  it('writes a DDL with its tables before and after', () => {
    expect(JSON.parse(rowJsonLine(ddl))).toEqual(JSON.parse(JSON.stringify(ddlJsonOf(ddl))));
    expect(ddlJsonOf(ddl)).toEqual({
      type: 'ddl',
      db: 'shop',
      table: 'orders',
      ddlType: 'rename table',
      query: 'RENAME TABLE `a` TO `orders`',
      startTs: '449000000000000001',
      commitTs: '449000000000000002',
      tables: [
        {
          before: { db: 'shop', table: 'a', ids: ['7', '8'] },
          after: {
            db: 'shop',
            table: 'orders',
            ids: ['7', '8'],
            columns: [
              { name: 'id', type: 'varchar(64)', originDefault: null },
              { name: 'note', type: 'varchar(64)', originDefault: null },
            ],
          },
        },
        { before: { db: 'shop', table: 'b', ids: ['9'] }, after: null },
        {
          before: null,
          after: {
            db: 'shop',
            table: 'c',
            ids: ['10'],
            columns: [{ name: 'id', type: 'varchar(64)', originDefault: null }],
          },
        },
      ],
    });
  });

  it('writes a promise', () => {
    expect(resolvedJsonLine(449_000_000_000_000_002n)).toBe('{"type":"resolved","ts":"449000000000000002"}');
  });

  it('writes one line, whatever a value holds', () => {
    expect(rowJsonLine(row(3n, { row: { id: 'a\nb\u2028c' } }))).not.toMatch(/\n/);
  });
});
