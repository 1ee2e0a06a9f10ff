import { createHmac } from 'node:crypto';
import { compileColumnPattern, takesColumn } from './columnPattern';
import type { ColumnRule, MaskKind, MaskRule } from './filterRules';
import type { NamePattern } from './namePattern';
import type { ColumnValue } from './row';
import { jsonColumnValue } from './rowJson';
import type { Column, Table } from './table';
import { compileTableFilter, type TableFilter } from './tableFilter';

/** What stands in the place of a value. NULL stays. */
export type Mask = (value: ColumnValue) => string | null;

/** What is left of one version of a table. */
export interface TablePlan {
  readonly table: Table;
  /** The columns that stay, in order; with a mask where one hides the values. */
  readonly masks: ReadonlyMap<string, Mask | undefined>;
  /** Hides raw keys, when a column that they hold is hidden. */
  readonly hideKey: ((rawKey: Uint8Array) => Uint8Array) | undefined;
}

/** Which columns of which tables stay, and what they show. */
export interface ColumnPlans {
  /** `undefined` for a table that stays as it is. The same object for the same version. */
  of(table: Table): TablePlan | undefined;
}

interface ColumnChoice {
  readonly tables: TableFilter;
  readonly include: readonly NamePattern[] | undefined;
  readonly exclude: readonly NamePattern[];
}

interface MaskChoice {
  readonly tables: TableFilter;
  readonly columns: readonly NamePattern[];
  readonly rule: MaskRule;
}

/** How long a hash is as text. */
const HASH_CHARACTERS = 64;

/**
 * Compiles rules about columns. Names of columns are the same in upper and lower case.
 *
 * Errors with `TV_CONFIG_FILTER_SYNTAX`, which names the pattern.
 */
export function compileColumnPlans(
  rules: { readonly columns: readonly ColumnRule[]; readonly mask: readonly MaskRule[] },
  options: { readonly caseSensitive?: boolean } = {},
): ColumnPlans {
  const choices = rules.columns.map(
    ({ matcher, include, exclude = [] }): ColumnChoice => ({
      tables: compileTableFilter(matcher, options),
      include: include?.map(compileColumnPattern),
      exclude: exclude.map(compileColumnPattern),
    }),
  );
  const masks = rules.mask.map(
    (rule): MaskChoice => ({
      tables: compileTableFilter(rule.matcher, options),
      columns: rule.columns.map(compileColumnPattern),
      rule,
    }),
  );
  const known = new WeakMap<Table, { readonly plan: TablePlan | undefined }>();
  return {
    of(table) {
      let found = known.get(table);
      if (found === undefined) {
        found = { plan: planOf(table, choices, masks) };
        known.set(table, found);
      }
      return found.plan;
    },
  };
}

function planOf(table: Table, choices: readonly ColumnChoice[], masks: readonly MaskChoice[]): TablePlan | undefined {
  const choice = choices.find(({ tables }) => tables.matches(table));
  const ofTable = masks.filter(({ tables }) => tables.matches(table));
  const stays = ({ name }: Column): boolean =>
    choice === undefined ||
    table.keyColumns.includes(name) ||
    ((choice.include === undefined || takesColumn(choice.include, name)) && !takesColumn(choice.exclude, name));
  const kept = table.columns.filter(stays);
  const rules = new Map(
    kept.map(({ name }) => [name, ofTable.find(({ columns }) => takesColumn(columns, name))?.rule]),
  );
  const hidden = kept.filter(({ name }) => rules.get(name) !== undefined);
  if (kept.length === table.columns.length && hidden.length === 0) return undefined;
  const byName = new Map([...rules].map(([name, rule]) => [name, rule === undefined ? undefined : maskOf(rule)]));
  const hiddenKey = hidden.find(({ name, primaryKey }) => primaryKey || table.keyColumns.includes(name));
  const { id, db, table: name, physicalIds, keyColumns, uniqueKeys } = table;
  return {
    table: Object.freeze({
      id,
      db,
      table: name,
      physicalIds,
      keyColumns,
      uniqueKeys: uniqueKeys.filter((key) => key.every((column) => byName.has(column))),
      columns: Object.freeze(kept.map((column) => shownColumn(column, rules.get(column.name)))),
    }),
    masks: byName,
    hideKey: hiddenKey === undefined ? undefined : keyHider(rules.get(hiddenKey.name)?.salt ?? ''),
  };
}

/** A hidden column is one of text, whatever it was. */
function shownColumn(column: Column, rule: MaskRule | undefined): Column {
  if (rule === undefined) return column;
  return Object.freeze({
    ...column,
    type: rule.with === 'hash' ? `char(${HASH_CHARACTERS})` : 'longtext',
    charset: 'utf8mb4',
    collation: 'utf8mb4_bin',
    unsigned: false,
    binary: false,
    originDefault: maskOf(rule)(column.originDefault),
  });
}

function maskOf({ with: kind, salt = '' }: MaskRule): Mask {
  const hide = hiderOf(kind, salt);
  return (value) => (value === null ? null : hide(value));
}

const REDACTED = '***';

function hiderOf(kind: MaskKind, salt: string): (value: Exclude<ColumnValue, null>) => string {
  if (kind === 'redact') return () => REDACTED;
  // As row JSON writes it, so that equal values of different integer types have one hash.
  const textOf = (value: Exclude<ColumnValue, null>): string => String(jsonColumnValue(value));
  if (kind === 'hash') return (value) => createHmac('sha256', salt).update(textOf(value)).digest('hex');
  return (value) => {
    const characters = Array.from(textOf(value));
    // A value that is no longer than what is kept would be kept as a whole.
    const keep = characters.length > kind.keepLast ? kind.keepLast : 0;
    const hiddenCount = characters.length - keep;
    return '*'.repeat(hiddenCount) + characters.slice(hiddenCount).join('');
  };
}

function keyHider(salt: string): (rawKey: Uint8Array) => Uint8Array {
  return (rawKey) => new Uint8Array(createHmac('sha256', salt).update(rawKey).digest());
}
