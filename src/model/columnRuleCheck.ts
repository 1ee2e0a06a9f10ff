import { ConfigError } from '../errors/TiValveError';
import { compileColumnPattern } from './columnPattern';
import type { ColumnRule, MaskRule } from './filterRules';
import { nearNames } from './nearNames';
import type { Table } from './table';
import { compileTableFilter } from './tableFilter';

/**
 * Looks for rules about columns that mean nothing: a mask with a slip of the pen in it would show what it was to hide.
 *
 * Throws `TV_CONFIG_FILTER_COLUMN` for a pattern that takes no column of any of the tables that its rule takes, with its
 * place and with columns of like names.
 *
 * @returns the places of rules that take none of the tables, which may come later
 */
export function checkColumnRules(
  rules: { readonly columns: readonly ColumnRule[]; readonly mask: readonly MaskRule[] },
  tables: readonly Table[],
  options: { readonly caseSensitive?: boolean } = {},
): readonly string[] {
  const placed = [
    ...rules.columns.map(({ matcher, include = [], exclude = [] }, i) => ({
      at: `columns[${i}]`,
      matcher,
      lists: { include, exclude },
    })),
    ...rules.mask.map(({ matcher, columns }, i) => ({ at: `mask[${i}]`, matcher, lists: { columns } })),
  ];
  return placed.flatMap(({ at, matcher, lists }) => {
    const filter = compileTableFilter(matcher, options);
    const taken = tables.filter((table) => filter.matches(table));
    if (taken.length === 0) return [at];
    const names = [...new Set(taken.flatMap(columnNames))];
    for (const [list, patterns] of Object.entries(lists)) {
      for (const [j, pattern] of patterns.entries()) checkPattern(`${at}.${list}[${j}]`, pattern, taken, names);
    }
    return [];
  });
}

/** Virtual columns are not in rows, so that whoever hides them loses nothing. */
function columnNames({ columns, virtualColumns = [] }: Table): readonly string[] {
  return [...columns, ...virtualColumns.map(({ column }) => column)].map(({ name }) => name);
}

const SHOWN_TABLES = 3;

function checkPattern(at: string, pattern: string, tables: readonly Table[], names: readonly string[]): void {
  const compiled = compileColumnPattern(pattern);
  if (names.some((name) => compiled.matches(name))) return;
  const shown = tables.slice(0, SHOWN_TABLES).map(({ db, table }) => `${db}.${table}`);
  const more = tables.length - shown.length;
  const near = nearNames(pattern.replaceAll(/[^\p{L}\p{N}_$-]/gu, ''), names);
  throw new ConfigError(
    'TV_CONFIG_FILTER_COLUMN',
    `${at}: ${JSON.stringify(pattern)} takes no column of ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    {
      hint:
        near.length > 0
          ? `there is ${near.map((name) => JSON.stringify(name)).join(', ')}`
          : 'name columns of the tables that the matcher takes, or narrow the matcher',
    },
  );
}
