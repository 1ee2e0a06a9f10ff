import { ConfigError } from '../errors/TiValveError';
import type { DdlEvent } from '../model/ddl';
import type { DdlPolicy, DdlRule } from '../model/filterRules';
import type { TableName } from '../model/table';
import { compileTableFilter, type TableFilter } from '../model/tableFilter';
import { DDL_EVENT_NAMES, ddlEventNamesOf, isIncompatibleDdl } from '../schema/ddlEventNames';
import { DDL_TYPE_NAMES } from '../schema/ddlTypes';

/** Tells what becomes of a DDL. */
export type DdlPolicies = (ddl: DdlEvent) => DdlPolicy;

const ALL = 'all';
const UNKNOWN = 'unknown';
const UNREADABLE = 'unreadable';
const INCOMPATIBLE = 'incompatible ddl changes';
const KINDS: readonly string[] = [ALL, UNKNOWN, UNREADABLE, INCOMPATIBLE, ...DDL_EVENT_NAMES];

interface Rule {
  readonly tables: TableFilter | undefined;
  readonly kinds: ReadonlySet<string>;
  readonly policy: DdlPolicy;
}

/**
 * Compiles rules about DDLs. The first one whose matcher takes a table of the DDL, and that names its kind, decides;
 * without one a DDL is applied, and ends the run when its job cannot be read.
 *
 * Errors with `TV_CONFIG_FILTER_EVENT`, `TV_CONFIG_FILTER_SYNTAX` and `TV_CONFIG_INVALID`, which name the rule.
 */
export function compileDdlPolicies(
  rules: readonly DdlRule[],
  options: { readonly caseSensitive?: boolean } = {},
): DdlPolicies {
  const compiled = rules.map((rule, i) => compileRule(rule, `ddl[${i}]`, options));
  return (ddl) => {
    const rule = compiled.find((one) => takesKind(one.kinds, ddl) && takesTable(one.tables, ddl));
    return rule?.policy ?? (ddl.unreadable === undefined ? 'apply' : 'stop');
  };
}

function compileRule(
  { matcher, kinds, policy }: DdlRule,
  at: string,
  options: { readonly caseSensitive?: boolean },
): Rule {
  const names = kinds.map((name, i) => knownKind(name, `${at}.kinds[${i}]`));
  if (policy === 'apply' && names.includes(UNREADABLE)) {
    throw new ConfigError('TV_CONFIG_INVALID', `${at}: a DDL that cannot be read cannot be applied`, {
      hint: 'choose skip, stop or deadLetter for unreadable',
    });
  }
  return {
    tables: matcher === undefined ? undefined : compileTableFilter(matcher, options),
    kinds: new Set(names),
    policy,
  };
}

function knownKind(name: string, at: string): string {
  const known = name.trim().toLowerCase();
  if (KINDS.includes(known)) return known;
  throw new ConfigError('TV_CONFIG_FILTER_EVENT', `${at}: ${JSON.stringify(name)}`, {
    hint: `known are ${KINDS.join(', ')}`,
  });
}

/** What cannot be read is meant by its own name alone. */
function takesKind(kinds: ReadonlySet<string>, { typeCode, unreadable }: DdlEvent): boolean {
  if (unreadable !== undefined) return kinds.has(UNREADABLE);
  if (kinds.has(ALL)) return true;
  if (kinds.has(UNKNOWN) && !DDL_TYPE_NAMES.has(typeCode)) return true;
  if (kinds.has(INCOMPATIBLE) && isIncompatibleDdl(typeCode)) return true;
  for (const name of ddlEventNamesOf(typeCode)) if (kinds.has(name)) return true;
  return false;
}

function takesTable(tables: TableFilter | undefined, ddl: DdlEvent): boolean {
  if (tables === undefined) return true;
  // One of which not even the database is known may be about any table.
  if (ddl.unreadable !== undefined && ddl.db === '') return true;
  const names: (TableName | null)[] = ddl.tables.flatMap(({ before, after }) => [before, after]);
  if (names.some((name) => name !== null && tables.matches(name))) return true;
  return ddl.table === '' ? tables.matchesDatabase(ddl.db) : tables.matches(ddl);
}
