import fc from 'fast-check';
import { compileTableFilter, isSystemDatabase, SYSTEM_DATABASES } from '../../src/model/tableFilter';
import { codeThrownBy } from '../helpers/flows';

const passes = (rules: readonly string[], name: string, caseSensitive?: boolean): boolean => {
  const [db = '', table = ''] = name.split('.');
  return compileTableFilter(rules, caseSensitive === undefined ? {} : { caseSensitive }).matches({ db, table });
};

describe('compileTableFilter', () => {
  it.each([
    { rule: '*.*', yes: ['a.b', 'ä.x'], no: [] },
    { rule: 'shop.*', yes: ['shop.orders', 'SHOP.Orders'], no: ['shop2.orders', 'sho.p'] },
    { rule: 'shop.o?ders', yes: ['shop.orders', 'shop.oäders', 'shop.o😀ders'], no: ['shop.oders', 'shop.orrders'] },
    { rule: 'shop.*_tmp_*', yes: ['shop.a_tmp_b', 'shop._tmp_', 'shop.a_tmp_tmp_b'], no: ['shop.a_tm_b'] },
    { rule: 's[a-c]p.t[!0-9]', yes: ['sap.tx', 'scp.t_'], no: ['sdp.tx', 'sap.t1'] },
    { rule: 's.t[^0-9]', yes: ['s.t^', 's.t1'], no: ['s.tx'] },
    { rule: 's.t[\\]x]', yes: ['s.t]', 's.tx'], no: ['s.ty'] },
    { rule: 's.t[Z-a]', yes: ['s.tz', 's.tA', 's.t_'], no: ['s.tb'] },
    { rule: 's.t[!A-C]', yes: ['s.td'], no: ['s.tb', 's.tB'] },
    { rule: 's.t[a-]', yes: ['s.ta', 's.t-'], no: ['s.tb'] },
    { rule: 's.t[A-C]', yes: ['s.tb', 's.tB'], no: ['s.td'] },
    { rule: 's.a\\*b', yes: ['s.a*b'], no: ['s.axb'] },
    { rule: '`a.b`.t', yes: [], no: ['a.t'] },
    { rule: 's.`a``b`', yes: ['s.a`b'], no: ['s.ab', 's.a``b'] },
    { rule: 's."a""b"', yes: ['s.a"b'], no: ['s.ab'] },
    { rule: 's.`a*`', yes: ['s.a*'], no: ['s.ab'] },
    { rule: '/^s\\d+$/.t', yes: ['s12.t', 'S12.t'], no: ['s.t', 'xs1.t'] },
    { rule: 's./a\\/b/', yes: ['s.xa/by'], no: ['s.ab'] },
    { rule: 's.a$b-c_1', yes: ['s.a$b-c_1'], no: ['s.abc1'] },
    { rule: '数据.表*', yes: ['数据.表一'], no: ['数.表'] },
    { rule: '  s.t\t', yes: ['s.t'], no: [] },
  ])('reads $rule', ({ rule, yes, no }) => {
    for (const name of yes) expect([name, passes([rule], name)]).toEqual([name, true]);
    for (const name of no) expect([name, passes([rule], name)]).toEqual([name, false]);
  });

  it('matches a quoted name that holds a full stop', () => {
    expect(compileTableFilter(['`a.b`.t']).matches({ db: 'a.b', table: 't' })).toBe(true);
  });

  it('lets the last rule that matches decide', () => {
    const rules = ['shop.*', '!shop.tmp_*', 'shop.tmp_keep'];
    expect(['shop.a', 'shop.tmp_a', 'shop.tmp_keep', 'x.a'].map((name) => passes(rules, name))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(passes(['!shop.a', 'shop.*'], 'shop.a')).toBe(true);
    expect(passes(['shop.*', ' !shop.a'], 'shop.a')).toBe(false);
  });

  it('lets nothing pass without a rule, or with exclusions alone', () => {
    expect(passes([], 'a.b')).toBe(false);
    expect(passes(['!a.c'], 'a.b')).toBe(false);
  });

  it('never lets a system database pass', () => {
    for (const db of SYSTEM_DATABASES) {
      expect(passes(['*.*', `${db}.*`], `${db}.t`)).toBe(false);
      expect(passes(['*.*'], `${db.toUpperCase()}.t`, true)).toBe(false);
      expect(isSystemDatabase(db.toUpperCase())).toBe(true);
    }
    expect(isSystemDatabase('shop')).toBe(false);
  });

  it('minds case when told to', () => {
    for (const rule of ['Shop.T[A-C]', '/^Shop$/.`TB`', '"Shop".T*']) {
      expect(passes([rule], 'Shop.TB', true)).toBe(true);
      expect(passes([rule], 'shop.TB', true)).toBe(false);
      expect(passes([rule], 'Shop.tb', true)).toBe(false);
      expect(passes([rule], 'sHOP.tb', false)).toBe(true);
    }
  });

  it.each([
    { rule: '', column: 1 },
    { rule: 'a', column: 2 },
    { rule: 'a.', column: 3 },
    { rule: '.b', column: 1 },
    { rule: '!', column: 2 },
    { rule: 'a.b.c', column: 4 },
    { rule: 'a b.c', column: 2 },
    { rule: 'a.b c', column: 5 },
    { rule: 'a.[b', column: 3 },
    { rule: 'a.[]', column: 3 },
    { rule: 'a.[]x]', column: 3 },
    { rule: 'a.[!]', column: 3 },
    { rule: 'a.``', column: 3 },
    { rule: 'a.//', column: 3 },
    { rule: '/^t[0-9]+((?!_copy).)*$/.*', column: 11 },
    { rule: 'a./(x)\\1/', column: 7 },
    { rule: 'a%b.c', column: 2 },
    { rule: '[\\d].*', column: 2 },
    { rule: 'a.[z-a]', column: 7 },
    { rule: 'a.`b', column: 3 },
    { rule: 'a."b', column: 3 },
    { rule: 'a./b', column: 3 },
    { rule: 'a./(/', column: 4 },
    { rule: 'a.\\b', column: 3 },
    { rule: 'a.b\\', column: 4 },
    { rule: 'a.b@', column: 4 },
    { rule: '`a`b.c', column: 4 },
  ])('refuses $rule at column $column', ({ rule, column }) => {
    expect(codeThrownBy(() => compileTableFilter(['a.b', rule]))).toBe('TV_CONFIG_FILTER_SYNTAX');
    expect(() => compileTableFilter([rule])).toThrow(new RegExp(`, column ${column}: `));
    expect(() => compileTableFilter([rule])).toThrow(JSON.stringify(rule));
  });

  it('matches globs as the regular expression that means the same', () => {
    const glob = fc.array(fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]'), { minLength: 1, maxLength: 8 });
    const meanings: Readonly<Record<string, string>> = { '*': '.*', '?': '.', '[ab]': '[ab]', '[!a]': '[^a]' };
    const name = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 10 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(glob, name, (tokens, table) => {
        const expected = new RegExp(`^${tokens.map((token) => meanings[token] ?? token).join('')}$`).test(table);
        expect(compileTableFilter([`d.${tokens.join('')}`]).matches({ db: 'd', table })).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves out comments', () => {
    expect(passes(['# all of it', 'x.y', ' \t# !x.y'], 'x.y')).toBe(true);
    expect(passes(['# *.*'], 'x.y')).toBe(false);
  });

  it.each([
    { rules: [], yes: [], no: ['foo'] },
    { rules: ['*.*'], yes: ['foo'], no: ['mysql'] },
    { rules: ['foo.*'], yes: ['foo', 'FOO'], no: ['foo1'] },
    { rules: ['*.*', '!foo1.*'], yes: ['foo'], no: ['foo1'] },
    { rules: ['foo.bar1'], yes: ['foo'], no: ['foo1'] },
    { rules: ['*.*', '!foo.bar'], yes: ['foo', 'foo1'], no: [] },
    { rules: ['/^foo/.*', '!/^foo/./^sbtest-\\d/'], yes: ['foo', 'foo2'], no: ['bar'] },
    { rules: ['*.*', '!FOO*.*', '!*.*FoO'], yes: ['bar'], no: ['foobar'] },
    { rules: ['!foo.*', 'foo.keep'], yes: ['foo'], no: [] },
  ])('tells by $rules which databases could have a table that passes', ({ rules, yes, no }) => {
    const filter = compileTableFilter(rules);
    for (const db of yes) expect([db, filter.matchesDatabase(db)]).toEqual([db, true]);
    for (const db of no) expect([db, filter.matchesDatabase(db)]).toEqual([db, false]);
  });

  it('takes no time for an expression that would take for ever', () => {
    const filter = compileTableFilter(['d./(a+)+$/']);
    expect(filter.matches({ db: 'd', table: `${'a'.repeat(50_000)}!` })).toBe(false);
  });

  it('takes no time for many stars', () => {
    const rule = `d.${'*a'.repeat(50)}`;
    expect(compileTableFilter([rule]).matches({ db: 'd', table: `${'a'.repeat(5000)}b` })).toBe(false);
  });

  it('reads or refuses any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.*?[]!-^\\`"/ ä😀$') }), (rule) => {
        expect([undefined, 'TV_CONFIG_FILTER_SYNTAX']).toContain(codeThrownBy(() => passes([rule], 'a.b')));
      }),
      { numRuns: 2000 },
    );
  });
});
