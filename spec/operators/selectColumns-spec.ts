import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { DdlEvent } from '../../src/model/ddl';
import { deriveRow } from '../../src/model/derivedRow';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { ColumnValue, RowEvent } from '../../src/model/row';
import { rowJsonLine } from '../../src/model/rowJson';
import type { Table } from '../../src/model/table';
import { type SelectColumnsOptions, selectColumns } from '../../src/operators/selectColumns';
import { batch, marbles, resolved, row, table } from '../../src/testing';
import { codeThrownBy, itemsOf, through } from '../helpers/flows';

const base = table('shop', 'users', ['id', 'email', 'card', 'note', 'photo']);
const users: Table = {
  ...base,
  uniqueKeys: [['id'], ['email'], ['card', 'note']],
  columns: base.columns.map((column) =>
    column.name === 'photo'
      ? { ...column, type: 'blob', binary: true, charset: 'binary', collation: 'binary' }
      : column.name === 'note'
        ? { ...column, originDefault: 'secret' }
        : column,
  ),
};
const other = table('shop', 'orders', ['id', 'email']);
const values = {
  id: '1',
  email: 'ann@example.com',
  card: '4111222233334444',
  note: null,
  photo: new Uint8Array([1, 2]),
};
const insert = row(3n, { table: users, row: values });
const update = row(4n, { table: users, row: { ...values, card: '5' }, before: values });
const gone = row(5n, { table: users, row: null, before: values });
const ddl: DdlEvent = {
  kind: 'ddl',
  ddlType: 'create table',
  typeCode: 3,
  db: 'shop',
  table: 'users',
  query: 'CREATE TABLE users',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 1n,
  commitTs: 2n,
  tables: [
    { before: null, after: { db: 'shop', table: 'users', ids: [1], schema: users } },
    { before: { db: 'shop', table: 'old', ids: [2] }, after: null },
    { before: null, after: { db: 'shop', table: 'orders', ids: [3], schema: other } },
  ],
};

const shown = (event: ChangeEvent, options: SelectColumnsOptions): ChangeEvent =>
  itemsOf(through<ChangeEvent, Flow<ChangeEvent>>([batch(event)], selectColumns(options)))[0] as ChangeEvent;
const shownRow = (event: RowEvent, options: SelectColumnsOptions): RowEvent => shown(event, options) as RowEvent;
const matcher = ['shop.users'];
const hashOf = (text: string, salt = ''): string => createHmac('sha256', salt).update(text).digest('hex');

describe('selectColumns', () => {
  const exclude = { columns: [{ matcher, exclude: ['note', 'photo'] }] };

  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    {
      title: 'passes rows of other tables and promises as they are',
      source: '-o-r-|',
      output: '-o-r-|',
      subs: '^----!',
    },
    { title: 'passes an error of the source on', source: '-o-#', output: '-o-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-o-o-', output: '-o-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const rows: Record<string, Flow<ChangeEvent>> = {
        o: batch<ChangeEvent>(row(3n, { table: other })),
        r: resolved(5n),
      };
      const source$ = hot(source, rows);
      expectObservable(source$.pipe(selectColumns(exclude)), unsub).toBe(output, rows);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it.each([
    { include: ['email'], left: ['id', 'email'] },
    { include: ['*'], exclude: ['c*'], left: ['id', 'email', 'note', 'photo'] },
    { exclude: ['*'], left: ['id'] },
    { exclude: ['NOTE', '`photo`'], left: ['id', 'email', 'card'] },
    { include: ['/^.a/'], left: ['id', 'card'] },
    { include: ['nothing'], left: ['id'] },
    { left: ['id', 'email', 'card', 'note', 'photo'] },
  ])('leaves $left with include $include and exclude $exclude', ({ left, ...rule }) => {
    const seen = shownRow(update, { columns: [{ matcher, ...rule }] });
    expect(Object.keys(seen.row ?? {})).toEqual(left);
    expect(Object.keys(seen.before ?? {})).toEqual(left);
    expect(seen.table.columns.map(({ name }) => name)).toEqual(left);
    for (const name of Object.keys(values)) {
      expect(seen.get(name)).toBe(left.includes(name) ? update.get(name) : undefined);
      expect(seen.getBefore(name)).toBe(left.includes(name) ? update.getBefore(name) : undefined);
    }
  });

  it('lets the first rule that matches a table decide', () => {
    const columns = [
      { matcher: ['*.orders'], exclude: ['*'] },
      { matcher, exclude: ['note'] },
      { matcher: ['*.*'], exclude: ['*'] },
    ];
    expect(Object.keys(shownRow(insert, { columns }).row ?? {})).toEqual(['id', 'email', 'card', 'photo']);
  });

  it('keeps the unique keys whose columns are all left', () => {
    expect(shownRow(insert, exclude).table.uniqueKeys).toEqual([['id'], ['email']]);
  });

  it('gives rows without a row or before what they are', () => {
    expect([shownRow(insert, exclude).before, shownRow(gone, exclude).row]).toEqual([null, null]);
    expect(shownRow(gone, exclude).get('email')).toBe('ann@example.com');
    expect(shownRow(insert, exclude).getBefore('email')).toBeUndefined();
  });

  it('passes on everything else of a row', () => {
    const seen = shownRow({ ...update, endOfTxn: false }, exclude);
    const { type, tableId, startTs, commitTs, rawKey, endOfTxn, sizeBytes } = seen;
    expect({ type, tableId, startTs, commitTs, rawKey, endOfTxn, sizeBytes }).toEqual({
      type: 'update',
      tableId: update.tableId,
      startTs: 3n,
      commitTs: 4n,
      rawKey: update.rawKey,
      endOfTxn: false,
      sizeBytes: 100,
    });
    expect(deriveRow(seen, { row: { email: 'x' } }).row).toEqual({ id: '1', email: 'x', card: '5' });
  });

  it.each<{
    title: string;
    value: ColumnValue;
    with_: 'hash' | 'redact' | { keepLast: number };
    salt?: string;
    seen: string | null;
  }>([
    { title: 'redacts', value: 'ann', with_: 'redact', seen: '***' },
    { title: 'hashes', value: 'ann', with_: 'hash', seen: hashOf('ann') },
    { title: 'hashes with a salt', value: 'ann', with_: 'hash', salt: 'pepper', seen: hashOf('ann', 'pepper') },
    { title: 'hashes numbers of any width alike', value: 5n, with_: 'hash', seen: hashOf('5') },
    { title: 'hashes bytes as row JSON has them', value: new Uint8Array([1, 2]), with_: 'hash', seen: hashOf('AQI=') },
    { title: 'keeps the last characters', value: '4111222233334444', with_: { keepLast: 4 }, seen: '************4444' },
    { title: 'keeps whole characters', value: 'a😀b', with_: { keepLast: 2 }, seen: '*😀b' },
    { title: 'keeps nothing of what is too short', value: 'abcd', with_: { keepLast: 4 }, seen: '****' },
    { title: 'keeps the last digits of a number', value: 12_345, with_: { keepLast: 2 }, seen: '***45' },
    { title: 'leaves NULL', value: null, with_: 'hash', seen: null },
  ])('$title', ({ value, with_, salt, seen }) => {
    const event = row(3n, { table: users, row: { ...values, card: value }, before: { ...values, card: value } });
    const mask = [{ matcher, columns: ['card'], with: with_, ...(salt !== undefined && { salt }) }];
    const out = shownRow(event, { mask });
    expect([out.row?.['card'], out.before?.['card'], out.get('card'), out.getBefore('card')]).toEqual([
      seen,
      seen,
      seen,
      seen,
    ]);
  });

  it('makes hidden columns columns of text, their origin default hidden as well', () => {
    const { columns } = shownRow(insert, {
      mask: [
        { matcher, columns: ['photo'], with: 'hash' },
        { matcher, columns: ['note'], with: 'redact' },
      ],
    }).table;
    expect(columns.find(({ name }) => name === 'photo')).toMatchObject({
      type: 'char(64)',
      binary: false,
      charset: 'utf8mb4',
    });
    expect(columns.find(({ name }) => name === 'note')).toMatchObject({ type: 'longtext', originDefault: '***' });
    expect(columns.find(({ name }) => name === 'card')).toBe(users.columns[2]);
  });

  it('hides keys with their raw bytes, and keeps rows apart that were apart', () => {
    const mask = [{ matcher, columns: ['id'], with: 'hash' as const, salt: 's' }];
    const [one, again, two] = ['1', '1', '2'].map((id) =>
      shownRow(row(3n, { table: users, row: { ...values, id }, key: `t1_r${id}` }), { mask }),
    );
    expect(one?.row?.['id']).toBe(hashOf('1', 's'));
    expect(one?.table.keyColumns).toEqual(['id']);
    expect(Buffer.from(one?.rawKey ?? []).toString()).not.toContain('t1_r1');
    expect(one?.rawKey).toEqual(again?.rawKey);
    expect(one?.rawKey).not.toEqual(two?.rawKey);
  });

  it('shows nothing of what is hidden to whoever prints the row', () => {
    const mask = [{ matcher, columns: ['email', 'card', 'id'], with: 'redact' as const }];
    const out = shown(update, { mask, ...exclude });
    for (const text of [rowJsonLine(out), inspect(out, { depth: 9, showHidden: true })]) {
      expect(text).not.toContain('ann@example.com');
      expect(text).not.toContain('4111222233334444');
    }
  });

  it('tells of a DDL the columns that are left, and the table that rows then have', () => {
    const operator = selectColumns(exclude);
    const [told, after] = itemsOf(
      through<ChangeEvent, Flow<ChangeEvent>>([batch<ChangeEvent>(ddl), batch<ChangeEvent>(insert)], operator),
    );
    const tables = told?.kind === 'ddl' ? told.tables : [];
    expect(tables[0]?.after?.schema.columns.map(({ name }) => name)).toEqual(['id', 'email', 'card']);
    expect(tables[0]?.after?.schema).toBe(after?.kind === 'row' ? after.table : undefined);
    expect(tables.slice(1)).toEqual(ddl.tables.slice(1));
    expect(shown(ddl, { columns: [{ matcher: ['x.*'], exclude: ['*'] }] })).toBe(ddl);
  });

  it('has one table for all rows of a version', () => {
    const operator = selectColumns(exclude);
    const tables = itemsOf(
      through<ChangeEvent, Flow<ChangeEvent>>([batch<ChangeEvent>(insert, update, gone)], operator),
    );
    expect(new Set(tables.map((event) => (event.kind === 'row' ? event.table : undefined))).size).toBe(1);
  });

  it.each([
    { options: { columns: [{ matcher: ['shop'], exclude: ['x'] }] } },
    { options: { columns: [{ matcher, exclude: ['a b'] }] } },
    { options: { columns: [{ matcher, include: ['/(/'] }] } },
    { options: { mask: [{ matcher, columns: ['`x'], with: 'hash' as const }] } },
  ])('refuses $options', ({ options }) => {
    expect(codeThrownBy(() => selectColumns(options))).toBe('TV_CONFIG_FILTER_SYNTAX');
  });

  it('hides equal values equally, and tells different ones apart', () => {
    const hashed = (value: string): unknown =>
      shownRow(row(3n, { table: users, row: { ...values, email: value } }), {
        mask: [{ matcher, columns: ['email'], with: 'hash' }],
      }).get('email');
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => expect(hashed(a) === hashed(b)).toBe(a === b)));
  });
});
