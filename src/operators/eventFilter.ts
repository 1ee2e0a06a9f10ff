import { ConfigError } from '../errors/TiValveError';
import { compileColumnPattern, takesColumn } from '../model/columnPattern';
import type { DdlEvent } from '../model/ddl';
import { compileValueExpression, type ValueExpression } from '../model/expression/valueExpression';
import type { EventRule } from '../model/filterRules';
import { compileLinearRegExp, type LinearRegExp, RegExpMistake } from '../model/linearRegExp';
import type { NamePattern } from '../model/namePattern';
import type { ColumnValue, RowEvent } from '../model/row';
import type { Table, TableName } from '../model/table';
import { compileTableFilter, type TableFilter } from '../model/tableFilter';
import { DDL_EVENT_NAMES, ddlEventNamesOf, isIncompatibleDdl } from '../schema/ddlEventNames';

/** Decides which events of the chosen tables are left out. */
export interface EventFilter {
  /**
   * What leaves rows of a table version out; `undefined` when no rule does. Throws `TV_CONFIG_FILTER_COLUMN` and
   * `TV_CONFIG_FILTER_EXPRESSION` for a value expression that does not fit the table.
   */
  rowRule(table: Table): ((row: RowEvent) => boolean) | undefined;
  /** Whether a DDL is left out as one of the table `name`, or of a database when `name.table` is empty. */
  ignoresDdl(ddl: DdlEvent, name: TableName): boolean;
}

const GROUPS = ['all', 'all dml', 'all ddl', 'none', 'none dml', 'none ddl', 'incompatible ddl changes'];
const ROW_EVENTS = ['insert', 'update', 'delete'];
const KNOWN: ReadonlySet<string> = new Set([...GROUPS, ...ROW_EVENTS, ...DDL_EVENT_NAMES]);

interface Rule {
  readonly tables: TableFilter;
  readonly ignoredTypes: ReadonlySet<RowEvent['type']>;
  readonly events: readonly string[];
  readonly sql: readonly LinearRegExp[];
  readonly values: readonly ValueRule[];
  /** Columns that do not make an update worth telling when nothing else changed. */
  readonly quiet: readonly NamePattern[];
}

interface ValueRule {
  readonly type: RowEvent['type'];
  readonly side: 'after' | 'before';
  readonly expression: ValueExpression;
}

type Condition = (row: RowEvent) => boolean;

const VALUE_FIELDS = [
  { field: 'ignoreInsertValueExpr', type: 'insert', side: 'after' },
  { field: 'ignoreUpdateOldValueExpr', type: 'update', side: 'before' },
  { field: 'ignoreUpdateNewValueExpr', type: 'update', side: 'after' },
  { field: 'ignoreDeleteValueExpr', type: 'delete', side: 'before' },
] as const;

/**
 * Compiles event rules with TiCDC's meaning: an event is left out when any rule that matches its table says so. In a list
 * of kinds the first one that concerns an event decides, so that `none ddl` keeps what stands behind it from counting.
 *
 * Errors with `TV_CONFIG_FILTER_EVENT`, `TV_CONFIG_FILTER_REGEXP`, `TV_CONFIG_FILTER_EXPRESSION` or
 * `TV_CONFIG_FILTER_SYNTAX`, which name the rule.
 */
export function compileEventFilter(
  rules: readonly EventRule[],
  options: { readonly caseSensitive?: boolean } = {},
): EventFilter {
  const compiled = rules.map((rule, i) => compileRule(rule, `filter.events[${i}]`, options));
  return {
    rowRule(table) {
      const matching = compiled.filter(({ tables }) => tables.matches(table));
      const types = new Set(matching.flatMap(({ ignoredTypes }) => [...ignoredTypes]));
      const conditions: Record<RowEvent['type'], Condition[]> = { insert: [], update: [], delete: [] };
      for (const { values, quiet } of matching) {
        for (const { type, side, expression } of values) conditions[type].push(expression.bind(table, side));
        const isQuiet = quietUpdate(table, quiet);
        if (isQuiet !== undefined) conditions.update.push(isQuiet);
      }
      if (Object.values(conditions).every((list) => list.length === 0)) {
        return types.size === 0 ? undefined : (row) => types.has(row.type);
      }
      return (row) => {
        if (types.has(row.type)) return true;
        for (const condition of conditions[row.type]) if (condition(row)) return true;
        return false;
      };
    },
    ignoresDdl(ddl, name) {
      return compiled.some(
        ({ tables, events, sql }) =>
          (name.table === '' ? tables.matchesDatabase(name.db) : tables.matches(name)) &&
          (namesDdl(events, ddl.typeCode) || sql.some((expression) => expression.test(ddl.query))),
      );
    },
  };
}

/** Whether an update changes none but the columns that `quiet` takes; `undefined` when it takes none of the table. */
function quietUpdate(table: Table, quiet: readonly NamePattern[]): Condition | undefined {
  const keys = new Set([...table.keyColumns, ...table.uniqueKeys.flat()]);
  const names = table.columns.map(({ name }) => name);
  const others = names.filter((name) => keys.has(name) || !takesColumn(quiet, name));
  if (others.length === names.length) return undefined;
  return (row) => others.every((name) => isSame(row.get(name), row.getBefore(name)));
}

function isSame(a: ColumnValue | undefined, b: ColumnValue | undefined): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : Object.is(a, b);
}

function compileRule(rule: EventRule, at: string, options: { readonly caseSensitive?: boolean }): Rule {
  const events = (rule.ignoreEvent ?? []).map((name, i) => knownEvent(name, `${at}.ignoreEvent[${i}]`));
  return {
    tables: compileTableFilter(rule.matcher, options),
    ignoredTypes: new Set((['insert', 'update', 'delete'] as const).filter((type) => namesRow(events, type))),
    events,
    values: VALUE_FIELDS.flatMap(({ field, type, side }) => {
      const source = rule[field];
      return source === undefined ? [] : [{ type, side, expression: compileValueExpression(source, `${at}.${field}`) }];
    }),
    quiet: (rule.ignoreUpdateOnlyColumns ?? []).map(compileColumnPattern),
    sql: (rule.ignoreSql ?? []).map((source, i) => sqlPattern(source, `${at}.ignoreSql[${i}]`)),
  };
}

function knownEvent(name: string, at: string): string {
  const known = name.trim().toLowerCase();
  if (KNOWN.has(known)) return known;
  throw new ConfigError('TV_CONFIG_FILTER_EVENT', `${at}: ${JSON.stringify(name)}`, {
    hint: `known are ${[...KNOWN].join(', ')}`,
  });
}

function sqlPattern(source: string, at: string): LinearRegExp {
  try {
    return compileLinearRegExp(source, { ignoreCase: true });
  } catch (error) {
    if (!(error instanceof RegExpMistake)) throw error;
    throw new ConfigError(
      'TV_CONFIG_FILTER_REGEXP',
      `${at}: ${JSON.stringify(source)}, column ${error.at + 1}: ${error.message}`,
      { hint: "RE2's syntax: no back references, no look-around" },
    );
  }
}

function namesRow(events: readonly string[], type: RowEvent['type']): boolean {
  for (const name of events) {
    if (name === 'all' || name === 'all dml' || name === type) return true;
    if (name === 'none' || name === 'none dml') return false;
  }
  return false;
}

function namesDdl(events: readonly string[], typeCode: number): boolean {
  const names = ddlEventNamesOf(typeCode);
  for (const name of events) {
    if (name === 'all' || name === 'all ddl' || names.has(name)) return true;
    if (name === 'none' || name === 'none ddl') return false;
    if (name === 'incompatible ddl changes' && isIncompatibleDdl(typeCode)) return true;
  }
  return false;
}
