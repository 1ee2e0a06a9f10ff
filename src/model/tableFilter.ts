import { type NamePattern, PatternReader } from './namePattern';
import type { TableName } from './table';

/** Decides which tables pass. */
export interface TableFilter {
  matches(name: TableName): boolean;
  /** Whether some table of a database could pass, by the rules alone. */
  matchesDatabase(db: string): boolean;
}

/** Databases that are never replicated, in lower case. */
export const SYSTEM_DATABASES: ReadonlySet<string> = new Set([
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
  'metrics_schema',
  'inspection_schema',
  'workload_schema',
  'lightning_task_info',
  'tidb_cdc',
  'dm_heartbeat',
]);

/** Whether `db` is a system database; case does not matter. */
export function isSystemDatabase(db: string): boolean {
  return SYSTEM_DATABASES.has(db.toLowerCase());
}

export interface TableFilterOptions {
  /** @defaultValue `false` */
  readonly caseSensitive?: boolean;
}

interface Rule {
  readonly excludes: boolean;
  readonly db: NamePattern;
  readonly table: NamePattern;
}

/**
 * Compiles table rules of TiDB's table-filter grammar: `db.table` with `*`, `?`, `[a-z]`, `[!a-z]` and `\` escapes,
 * names in back quotes or double quotes, `/regular expressions/` in RE2's syntax, a leading `!` that excludes. The last
 * rule that matches a table decides, a table that none matches does not pass, and system databases never do. A rule that
 * begins with `#` is a comment.
 *
 * Errors with `TV_CONFIG_FILTER_SYNTAX`, which names the rule and the column of the mistake.
 *
 * @example
 * ```ts
 * compileTableFilter(['shop.*', '!shop.tmp_*']).matches({ db: 'shop', table: 'orders' }); // true
 * ```
 */
export function compileTableFilter(rules: readonly string[], options: TableFilterOptions = {}): TableFilter {
  const caseSensitive = options.caseSensitive ?? false;
  // Backwards, so that the first one that matches is the last one written.
  const compiled = rules
    .filter((rule) => !/^[ \t]*#/.test(rule))
    .map((rule) => readRule(rule, caseSensitive))
    .toReversed();
  return {
    matches({ db, table }) {
      if (isSystemDatabase(db)) return false;
      for (const rule of compiled) if (rule.db.matches(db) && rule.table.matches(table)) return !rule.excludes;
      return false;
    },
    matchesDatabase(db) {
      if (isSystemDatabase(db)) return false;
      for (const rule of compiled) {
        // An exclusion of some tables leaves the others of the database.
        if ((!rule.excludes || rule.table.matchesAll) && rule.db.matches(db)) return !rule.excludes;
      }
      return false;
    },
  };
}

function readRule(rule: string, caseSensitive: boolean): Rule {
  const reader = new PatternReader(
    rule,
    caseSensitive,
    "rules look like 'db.table', 'db.*', '!db.tmp_*', '`odd name`.t', '/^re/.t'",
  );
  reader.blanks();
  const excludes = reader.next === '!';
  if (excludes) reader.at += 1;
  const db = reader.pattern('database');
  if (reader.next !== '.') throw reader.wrong("expected '.' between database and table");
  reader.at += 1;
  const table = reader.pattern('table');
  reader.blanks();
  if (reader.next !== undefined) throw reader.wrong(`unexpected '${reader.next}'`);
  return { excludes, db, table };
}
