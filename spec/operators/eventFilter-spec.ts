import type { DdlEvent } from '../../src/model/ddl';
import type { EventRule } from '../../src/model/filterRules';
import type { ColumnValue } from '../../src/model/row';
import { compileEventFilter } from '../../src/operators/eventFilter';
import { DDL_EVENT_NAMES } from '../../src/schema/ddlEventNames';
import { DDL_TYPE_NAMES } from '../../src/schema/ddlTypes';
import { row, table } from '../../src/testing';
import { codeThrownBy } from '../helpers/flows';

const orders = table('shop', 'orders');
const ddl = (typeCode: number, query = ''): DdlEvent => ({
  kind: 'ddl',
  ddlType: '',
  typeCode,
  db: 'shop',
  table: 'orders',
  query,
  normalizedQuery: query,
  barrier: 'table',
  startTs: 1n,
  commitTs: 2n,
  tables: [],
});
const rows = {
  insert: row(3n, { table: orders }),
  update: row(3n, { table: orders, row: { id: '1' }, before: { id: '1' } }),
  delete: row(3n, { table: orders, row: null, before: { id: '1' } }),
};
const filterOf = (...ignoreEvent: readonly string[]) => compileEventFilter([{ matcher: ['shop.*'], ignoreEvent }]);
const ignoredRows = (...names: readonly string[]): string[] => {
  const rule = filterOf(...names).rowRule(orders);
  return Object.entries(rows)
    .filter(([, event]) => rule?.(event) === true)
    .map(([type]) => type);
};
const ignoresDdl = (typeCode: number, ...names: readonly string[]): boolean =>
  filterOf(...names).ignoresDdl(ddl(typeCode), orders);

describe('compileEventFilter', () => {
  it.each([
    { names: ['insert'], ignored: ['insert'] },
    { names: ['Update', ' DELETE '], ignored: ['update', 'delete'] },
    { names: ['all dml'], ignored: ['insert', 'update', 'delete'] },
    { names: ['all'], ignored: ['insert', 'update', 'delete'] },
    { names: ['all ddl', 'create table'], ignored: [] },
    { names: ['none', 'all'], ignored: [] },
    { names: ['delete', 'none dml', 'insert'], ignored: ['delete'] },
    { names: ['none ddl', 'insert'], ignored: ['insert'] },
    { names: [], ignored: [] },
  ])('leaves out the rows of $names', ({ names, ignored }) => {
    expect(ignoredRows(...names)).toEqual(ignored);
  });

  it.each([
    { name: 'create database', codes: [1] },
    { name: 'create schema', codes: [1] },
    { name: 'drop schema', codes: [2] },
    { name: 'alter database', codes: [26, 55, 77] },
    { name: 'create table', codes: [3, 60] },
    { name: 'create tables', codes: [60] },
    { name: 'rename table', codes: [14, 47] },
    { name: 'add column', codes: [5, 37] },
    { name: 'create index', codes: [7] },
    { name: 'add index', codes: [7] },
    { name: 'add table partition', codes: [19] },
    { name: 'add partition', codes: [19] },
    { name: 'rebase auto id', codes: [13] },
    { name: 'multi schema change', codes: [61] },
    { name: 'alter ttl info', codes: [65] },
    { name: 'create sequence', codes: [34] },
  ])('knows $name', ({ name, codes }) => {
    expect([...DDL_TYPE_NAMES.keys()].filter((code) => ignoresDdl(code, name))).toEqual(codes);
  });

  it('tells groups of DDLs apart', () => {
    const codesOf = (name: string): number[] => [...DDL_TYPE_NAMES.keys()].filter((code) => ignoresDdl(code, name));
    expect(codesOf('all ddl')).toEqual([...DDL_TYPE_NAMES.keys()]);
    expect(codesOf('all')).toEqual([...DDL_TYPE_NAMES.keys()]);
    expect(codesOf('all dml')).toEqual([]);
    const [incompatible, alter] = [codesOf('incompatible ddl changes'), codesOf('alter table')];
    for (const code of [2, 4, 5, 6, 11, 12, 14, 26, 42, 61]) expect(incompatible).toContain(code);
    for (const code of [1, 3, 7, 19, 21, 24, 34, 60]) expect(incompatible).not.toContain(code);
    for (const code of [5, 7, 12, 14, 19, 42, 61, 65]) expect(alter).toContain(code);
    for (const code of [1, 2, 3, 4, 11, 21, 24, 25, 26, 60]) expect(alter).not.toContain(code);
  });

  it('lets the first name of a list that concerns a DDL decide', () => {
    expect(ignoresDdl(5, 'none ddl', 'add column')).toBe(false);
    expect(ignoresDdl(5, 'add column', 'none')).toBe(true);
    expect(ignoresDdl(5, 'none dml', 'all')).toBe(true);
  });

  it('looks for expressions in the text of a DDL, whatever their case', () => {
    const filter = compileEventFilter([{ matcher: ['shop.*'], ignoreSql: ['^drop', 'add column'] }]);
    expect(filter.ignoresDdl(ddl(4, 'DROP TABLE t'), orders)).toBe(true);
    expect(filter.ignoresDdl(ddl(5, 'alter table t ADD COLUMN c int'), orders)).toBe(true);
    expect(filter.ignoresDdl(ddl(6, 'alter table t drop column c'), orders)).toBe(false);
    expect(filter.rowRule(orders)).toBeUndefined();
  });

  it('takes the tables of its matcher alone, and any rule is enough', () => {
    const filter = compileEventFilter([
      { matcher: ['shop.*', '!shop.tmp'], ignoreEvent: ['delete'] },
      { matcher: ['*.orders'], ignoreEvent: ['drop table'] },
    ]);
    expect(filter.rowRule(orders)?.(rows.delete)).toBe(true);
    expect(filter.rowRule(table('shop', 'tmp'))).toBeUndefined();
    expect(filter.ignoresDdl(ddl(4), { db: 'test', table: 'orders' })).toBe(true);
    expect(filter.ignoresDdl(ddl(4), { db: 'shop', table: 'other' })).toBe(false);
  });

  it('takes the DDL of a database when a table of it could match', () => {
    const filter = compileEventFilter([{ matcher: ['shop.orders'], ignoreEvent: ['drop database'] }]);
    expect(filter.ignoresDdl(ddl(2), { db: 'shop', table: '' })).toBe(true);
    expect(filter.ignoresDdl(ddl(2), { db: 'test', table: '' })).toBe(false);
  });

  it('minds case when told to', () => {
    const rules: EventRule[] = [{ matcher: ['Shop.*'], ignoreEvent: ['all'] }];
    expect(compileEventFilter(rules, { caseSensitive: true }).rowRule(orders)).toBeUndefined();
    expect(compileEventFilter(rules, { caseSensitive: false }).rowRule(orders)).toBeDefined();
  });

  describe('with ignoreUpdateOnlyColumns', () => {
    const base = table('shop', 'sessions', ['id', 'mail', 'seen', 'hits_day', 'hits_year', 'photo', 'ratio']);
    const sessions = { ...base, uniqueKeys: [['id'], ['mail']] };
    const before = {
      id: '1',
      mail: 'a',
      seen: null,
      hits_day: 1,
      hits_year: 1n,
      photo: new Uint8Array([1, 2]),
      ratio: 0,
    };
    const leavesOut = (ignoreUpdateOnlyColumns: readonly string[], after: Record<string, ColumnValue>): boolean => {
      const rule = compileEventFilter([{ matcher: ['shop.sessions'], ignoreUpdateOnlyColumns }]).rowRule(sessions);
      return rule?.(row(3n, { table: sessions, row: { ...before, ...after }, before })) ?? false;
    };

    it.each<{ title: string; patterns: readonly string[]; after: Record<string, ColumnValue>; out: boolean }>([
      { title: 'a listed column', patterns: ['seen'], after: { seen: 'now' }, out: true },
      {
        title: 'columns of a pattern, in any case',
        patterns: ['HITS_*'],
        after: { hits_day: 2, hits_year: 2n },
        out: true,
      },
      { title: 'another column', patterns: ['seen'], after: { hits_day: 2 }, out: false },
      { title: 'a listed and another column', patterns: ['seen'], after: { seen: 'now', hits_day: 2 }, out: false },
      { title: 'nothing', patterns: ['seen'], after: {}, out: true },
      { title: 'the object of bytes alone', patterns: ['seen'], after: { photo: new Uint8Array([1, 2]) }, out: true },
      { title: 'bytes', patterns: ['seen'], after: { photo: new Uint8Array([1, 3]) }, out: false },
      { title: 'bytes to NULL', patterns: ['seen'], after: { photo: null }, out: false },
      { title: 'NULL to nothing', patterns: ['hits_*'], after: { seen: '' }, out: false },
      { title: 'the sign of zero', patterns: ['seen'], after: { ratio: -0 }, out: false },
      { title: 'a column of the key', patterns: ['*'], after: { id: '2' }, out: false },
      { title: 'a column of a unique key', patterns: ['*'], after: { mail: 'b' }, out: false },
      { title: 'anything but keys', patterns: ['*'], after: { seen: 'now', photo: null, ratio: 1 }, out: true },
      { title: 'nothing, without a listed column', patterns: ['gone'], after: {}, out: false },
      { title: 'nothing, with keys alone in the list', patterns: ['id'], after: {}, out: false },
    ])('decides on an update that changes $title, of $patterns', ({ patterns, after, out }) => {
      expect(leavesOut(patterns, after)).toBe(out);
    });

    it('leaves inserts, deletes and other tables alone', () => {
      const filter = compileEventFilter([{ matcher: ['shop.sessions'], ignoreUpdateOnlyColumns: ['*'] }]);
      const rule = filter.rowRule(sessions);
      expect([
        rule?.(row(3n, { table: sessions, row: before })),
        rule?.(row(3n, { table: sessions, row: null, before })),
        rule?.(row(3n, { table: sessions, row: before, before })),
      ]).toEqual([false, false, true]);
      expect(filter.rowRule(orders)).toBeUndefined();
    });

    it('decodes up to the first column that changed, and no listed one', () => {
      const asked = new Set<string>();
      const spied = {
        ...rows.update,
        table: sessions,
        get: (name: string) => (asked.add(name), name === 'photo' ? null : before[name as keyof typeof before]),
        getBefore: (name: string) => before[name as keyof typeof before],
      };
      const rule = compileEventFilter([{ matcher: ['*.*'], ignoreUpdateOnlyColumns: ['seen', 'hits_*'] }]).rowRule(
        sessions,
      );
      expect(rule?.(spied)).toBe(false);
      expect([...asked]).toEqual(['id', 'mail', 'photo']);
    });

    it('is enough on its own, beside other rules', () => {
      const filter = compileEventFilter([
        { matcher: ['shop.*'], ignoreUpdateNewValueExpr: "mail = 'z'" },
        { matcher: ['shop.*'], ignoreUpdateOnlyColumns: ['seen'] },
      ]);
      expect(filter.rowRule(sessions)?.(row(3n, { table: sessions, row: { ...before, seen: 'now' }, before }))).toBe(
        true,
      );
    });
  });

  it.each<{ rule: Partial<EventRule>; code: string; says: string }>([
    {
      rule: { ignoreEvent: ['delete', 'drop tabel'] },
      code: 'TV_CONFIG_FILTER_EVENT',
      says: 'filter.events[1].ignoreEvent[1]: "drop tabel"',
    },
    { rule: { ignoreEvent: ['value range decrease'] }, code: 'TV_CONFIG_FILTER_EVENT', says: 'value range decrease' },
    {
      rule: { ignoreSql: ['ok', 'a(b'] },
      code: 'TV_CONFIG_FILTER_REGEXP',
      says: 'filter.events[1].ignoreSql[1]: "a(b", column 1',
    },
    { rule: { ignoreSql: ['x(?=y)'] }, code: 'TV_CONFIG_FILTER_REGEXP', says: 'column 2' },
    { rule: { ignoreUpdateOnlyColumns: ['a', '['] }, code: 'TV_CONFIG_FILTER_SYNTAX', says: '"[", column 1' },
    { rule: { matcher: ['shop'] }, code: 'TV_CONFIG_FILTER_SYNTAX', says: 'column 5' },
  ])('refuses $rule', ({ rule, code, says }) => {
    const rules: EventRule[] = [{ matcher: ['a.b'] }, { matcher: ['a.b'], ...rule }];
    expect(codeThrownBy(() => compileEventFilter(rules))).toBe(code);
    expect(() => compileEventFilter(rules)).toThrow(says);
  });

  it('names all kinds that it knows to whoever names another', () => {
    let hint = '';
    try {
      filterOf('nonsense');
    } catch (error) {
      hint = (error as { hint?: string }).hint ?? '';
    }
    for (const name of ['insert', 'all dml', 'incompatible ddl changes', ...DDL_EVENT_NAMES])
      expect(hint).toContain(name);
  });

  it('ends in time for an expression that would take for ever', () => {
    const filter = compileEventFilter([{ matcher: ['*.*'], ignoreSql: ['(a+)+$'] }]);
    expect(filter.ignoresDdl(ddl(5, `${'a'.repeat(100_000)}!`), orders)).toBe(false);
  });
});
