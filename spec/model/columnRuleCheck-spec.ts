import { ConfigError } from '../../src/errors/TiValveError';
import { checkColumnRules } from '../../src/model/columnRuleCheck';
import type { ColumnRule, MaskRule } from '../../src/model/filterRules';
import type { Table } from '../../src/model/table';
import { table } from '../../src/testing';

const users: Table = {
  ...table('shop', 'users', ['id', 'email', 'card_number']),
  virtualColumns: table('shop', 'x', ['domain']).columns.map((column) => ({ column, expression: '`email`' })),
};
const tables = [users, table('shop', 'orders', ['id', 'total']), table('mysql', 'user', ['secret'])];
const mask = (matcher: readonly string[], ...columns: readonly string[]): MaskRule => ({
  matcher,
  columns,
  with: 'redact',
});
const mistake = (rules: {
  readonly columns?: readonly ColumnRule[];
  readonly mask?: readonly MaskRule[];
}): ConfigError => {
  try {
    checkColumnRules({ columns: [], mask: [], ...rules }, tables);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing is wrong');
};

describe('checkColumnRules', () => {
  it('is content with patterns that take a column of a table that their rule takes', () => {
    const rules = {
      columns: [{ matcher: ['shop.*'], include: ['*'], exclude: ['CARD_*', 'total'] }, { matcher: ['shop.users'] }],
      mask: [mask(['shop.*'], 'email', '/^tot/'), mask(['shop.users'], 'domain')],
    };
    expect(checkColumnRules(rules, tables)).toEqual([]);
  });

  it.each([
    {
      rules: { mask: [mask(['shop.*'], 'email'), mask(['shop.users'], 'email', 'emial')] },
      says: 'mask[1].columns[1]: "emial" takes no column of shop.users',
      hint: 'there is "email"',
    },
    {
      rules: { mask: [mask(['shop.*'], 'carte_*')] },
      says: 'mask[0].columns[0]: "carte_*" takes no column of shop.users, shop.orders',
      hint: 'name columns of the tables',
    },
    {
      rules: { mask: [mask(['shop.orders'], 'email')] },
      says: 'mask[0].columns[0]: "email" takes no column of shop.orders',
      hint: 'narrow the matcher',
    },
    {
      rules: { mask: [mask(['*.*'], 'secret')] },
      says: 'mask[0].columns[0]: "secret" takes no column',
      hint: 'name columns',
    },
    {
      rules: { columns: [{ matcher: ['shop.*'] }, { matcher: ['shop.*'], include: ['id', 'totals'] }] },
      says: 'columns[1].include[1]: "totals"',
      hint: 'there is "total"',
    },
    {
      rules: { columns: [{ matcher: ['shop.*'], include: ['id'], exclude: ['`card number`'] }] },
      says: 'columns[0].exclude[0]: "`card number`"',
      hint: 'there is "card_number"',
    },
  ])('refuses $says', ({ rules, says, hint }) => {
    const error = mistake(rules);
    expect([error.code, error.message, error.hint]).toEqual([
      'TV_CONFIG_FILTER_COLUMN',
      expect.stringContaining(says),
      expect.stringContaining(hint),
    ]);
  });

  it('names a few of many tables', () => {
    const many = Array.from({ length: 9 }, (_, i) => table('shop', `t${i}`));
    expect(() => checkColumnRules({ columns: [], mask: [mask(['shop.*'], 'email')] }, many)).toThrow(
      'takes no column of shop.t0, shop.t1, shop.t2 and 6 more',
    );
  });

  it('answers which rules take no table', () => {
    const rules = {
      columns: [{ matcher: ['other.*'], include: ['a'] }, { matcher: ['shop.*'] }],
      mask: [mask(['shop.*'], 'email'), mask(['mysql.*'], 'secret'), mask(['shop.gone'], 'x')],
    };
    expect(checkColumnRules(rules, tables)).toEqual(['columns[0]', 'mask[1]', 'mask[2]']);
  });

  it('minds case of tables when told to', () => {
    const rules = { columns: [], mask: [mask(['Shop.*'], 'emial')] };
    expect(checkColumnRules(rules, tables, { caseSensitive: true })).toEqual(['mask[0]']);
    expect(() => checkColumnRules(rules, tables, { caseSensitive: false })).toThrow('emial');
  });
});
