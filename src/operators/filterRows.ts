import { concat, defer, type MonoTypeOperatorFunction } from 'rxjs';
import { PipelineError } from '../errors/TiValveError';
import type { DdlEvent, TableChange, TableState } from '../model/ddl';
import { deriveRow } from '../model/derivedRow';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { batchOf, type Flow, nonEmptyBatch } from '../model/flow';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import type { RowEvent } from '../model/row';
import type { Table, TableId, TableName } from '../model/table';
import type { TableFilter } from '../model/tableFilter';
import type { Ts } from '../model/ts';
import { withTables } from '../schema/ddlEvent';
import { DDL_ACTIONS } from '../schema/ddlTypes';
import type { EventFilter } from './eventFilter';

/** What decides which events pass; an absent rule lets everything pass. */
export interface FilterRules {
  /** By database and table. */
  readonly tables?: TableFilter;
  /** What tables without a key do. @defaultValue `'pass'` */
  readonly keyless?: 'pass' | 'drop';
  /** Start ts of transactions that do not pass. */
  readonly ignoreTxnStartTs?: ReadonlySet<Ts>;
  /** Looks at a row that has passed so far, before any rule reads its columns; what it refuses does not pass. */
  readonly check?: (row: RowEvent) => boolean;
  /** By kind, DDL text and values, after the table rule. */
  readonly events?: EventFilter;
  /** By row, after all other rules. */
  readonly rows?: (row: RowEvent) => boolean;
  /** Is warned once of each table without a key that is left out. */
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

/**
 * Lets the rows and DDLs of the chosen tables pass.
 *
 * ```text
 * source:  --[a1 b2]--D3--[b4]--r5--|      a and b are tables, D3 a DDL of b
 *              filterRows({ tables: 'a' })
 * output:  --[a1]---------------r5--|
 * ```
 *
 * A DDL passes with those of its tables that pass; one of a whole database when any table of it could. A rename counts
 * by the old name: out of the filter it is told as the table's end (`after` is `null`), and into the filter it is an
 * error, for the rows of before were never read. When the last row of a transaction is dropped, the last one that passed
 * says `endOfTxn` in its place.
 *
 * Costs one look-up per row; rules run once per table and schema version. Holds one row, until it is known whether its
 * transaction goes on.
 *
 * Errors with `TV_PIPELINE_RENAMED_IN`, with `TV_CONFIG_FILTER_COLUMN` for a value expression that does not fit a table,
 * with `TV_PIPELINE_FILTER_VALUE` for one that cannot be evaluated, and with what a row rule throws.
 *
 * @example
 * ```ts
 * mounted$.pipe(filterRows({ tables: compileTableFilter(['shop.*']) }));
 * ```
 */
export function filterRows(rules: FilterRules): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  return (source) =>
    defer(() => {
      const choices = new Choices(rules);
      let held: RowEvent | undefined;
      const filterFlow = (flow: Flow<ChangeEvent>): readonly Flow<ChangeEvent>[] => {
        if (flow.kind === 'resolved') {
          const last = held;
          held = undefined;
          return last === undefined ? [flow] : [batchOf([last]), flow];
        }
        const kept: ChangeEvent[] = [];
        for (const event of flow.items) {
          if (event.kind === 'ddl') {
            if (held !== undefined) kept.push(held);
            held = undefined;
            const told = choices.ddl(event);
            if (told !== undefined) kept.push(told);
            continue;
          }
          const continues = held !== undefined && held.commitTs === event.commitTs && held.startTs === event.startTs;
          if (!choices.passes(event)) {
            if (continues && event.endOfTxn && held !== undefined) {
              kept.push(deriveRow(held, { endOfTxn: true }));
              held = undefined;
            }
            continue;
          }
          if (held !== undefined) kept.push(held);
          held = undefined;
          if (event.endOfTxn) kept.push(event);
          else held = event;
        }
        return nonEmptyBatch(kept);
      };
      const rest = (): readonly Flow<ChangeEvent>[] => (held === undefined ? [] : [batchOf([held])]);
      return concat(source.pipe(expand(filterFlow)), defer(rest));
    });
}

type RowRule = (row: RowEvent) => boolean;

/** What the rules say, worked out once for each version of a table. */
class Choices {
  private readonly rules: FilterRules;
  private readonly logger: Logger;
  private readonly metrics: Metrics;
  /** `true` for a table all of whose rows pass, or the rule that leaves some of them out. */
  private readonly known = new WeakMap<Table, boolean | RowRule>();
  private readonly warned = new Set<TableId>();

  constructor(rules: FilterRules) {
    this.rules = rules;
    this.logger = rules.logger ?? NO_LOGGER;
    this.metrics = rules.metrics ?? NO_METRICS;
  }

  passes(row: RowEvent): boolean {
    const { ignoreTxnStartTs, check, rows } = this.rules;
    let choice = this.known.get(row.table);
    if (choice === undefined) {
      choice = this.choose(row.table);
      this.known.set(row.table, choice);
    }
    if (choice === false) return false;
    if (ignoreTxnStartTs?.has(row.startTs) === true) return false;
    if (check !== undefined && !check(row)) return false;
    if (choice !== true && choice(row)) return false;
    return rows === undefined || rows(row);
  }

  /** A DDL with those of its tables that pass; `undefined` when nothing of it does. */
  ddl(ddl: DdlEvent): DdlEvent | undefined {
    const { tables, events, ignoreTxnStartTs } = this.rules;
    if (ignoreTxnStartTs?.has(ddl.startTs) === true) return undefined;
    if (ddl.unreadable !== undefined) return this.unreadableDdl(ddl);
    const own: TableName = { db: ddl.db, table: ddl.table };
    // Views and whole databases have no rows, and so no changed tables.
    if (ddl.tables.length === 0 || ddl.table === '') {
      const passes = ddl.table === '' ? this.databasePasses(ddl) : tables === undefined || tables.matches(own);
      if (!passes || events?.ignoresDdl(ddl, own) === true) return undefined;
      return withTables(
        ddl,
        ddl.tables.filter((change) => this.isChosen(change)),
      );
    }
    const told = isRename(ddl)
      ? ddl.tables.flatMap((change) => this.renamed(ddl, change))
      : ddl.tables.filter((change) => this.isChosen(change));
    if (told.length === 0) return undefined;
    if (events === undefined) return withTables(ddl, told);
    const isIgnored = (change: TableChange): boolean => events.ignoresDdl(ddl, nameAtRule(ddl, change));
    // Jobs that do the same to several tables are one DDL for each of them; an exchange is one for both.
    if (ddl.typeCode === DDL_ACTIONS.exchangePartition && ddl.tables.some(isIgnored)) return undefined;
    const left = told.filter((change) => !isIgnored(change));
    return left.length === 0 ? undefined : withTables(ddl, left);
  }

  /**
   * One that cannot be read concerns the tables that it names, or else every table that it may be about. Event rules leave
   * it alone: what becomes of it is for the policy to say.
   */
  private unreadableDdl(ddl: DdlEvent): DdlEvent | undefined {
    if (ddl.tables.length > 0) {
      const told = ddl.tables.filter((change) => this.isChosen(change));
      return told.length === 0 ? undefined : withTables(ddl, told);
    }
    if (ddl.db === '') return ddl;
    const { tables } = this.rules;
    const passes = ddl.table === '' ? this.databasePasses(ddl) : tables === undefined || tables.matches(ddl);
    return passes ? ddl : undefined;
  }

  private databasePasses(ddl: DdlEvent): boolean {
    const { tables } = this.rules;
    // What belongs to the whole cluster has no database; it passes where everything does.
    return (
      tables === undefined || (ddl.db === '' ? tables.matches({ db: '', table: '' }) : tables.matchesDatabase(ddl.db))
    );
  }

  private choose(table: Table): boolean | RowRule {
    const { tables, events } = this.rules;
    if (tables !== undefined && !tables.matches(table)) return false;
    if (this.isLeftOut(table.keyColumns.length === 0)) {
      this.warnOfKeyless(table, table.id);
      return false;
    }
    return events?.rowRule(table) ?? true;
  }

  /** Whether one table's part in a DDL is told: by its name and key after, or before when it is gone. */
  private isChosen({ before, after }: TableChange): boolean {
    const { tables } = this.rules;
    const state = after ?? before;
    if (state === null) return false;
    if (tables !== undefined && ![before, after].some((name) => name !== null && tables.matches(name))) return false;
    if (!this.isLeftOut(state.keyless === true)) return true;
    const id = after?.schema.id ?? before?.ids[0];
    if (id !== undefined) this.warnOfKeyless(state, id);
    return false;
  }

  private renamed(ddl: DdlEvent, change: TableChange): readonly TableChange[] {
    const { tables } = this.rules;
    const { before, after } = change;
    if (!this.isChosen(change)) return [];
    if (tables === undefined || before === null || after === null) return [change];
    if (tables.matches(before)) return [tables.matches(after) ? change : { before, after: null }];
    throw new PipelineError(
      'TV_PIPELINE_RENAMED_IN',
      `${nameOf(before)}, which the rules leave out, is now ${nameOf(after)} (${ddl.query}, commitTs ${ddl.commitTs})`,
      {
        hint: `take ${nameOf(before)} into tables and start before it was created, or put "${ddl.startTs}" into filter.ignoreTxnStartTs to follow it from here without its older rows`,
      },
    );
  }

  private isLeftOut(keyless: boolean): boolean {
    return keyless && this.rules.keyless === 'drop';
  }

  private warnOfKeyless(name: TableName, id: TableId): void {
    if (this.warned.has(id)) return;
    this.warned.add(id);
    this.metrics.add('tivalve_filter_keyless_tables_total', 1);
    this.logger.warn(
      { db: name.db, table: name.table },
      'table has neither a primary key nor a NOT NULL unique index: left out, unless forceReplicate is set',
    );
  }
}

function isRename({ typeCode }: DdlEvent): boolean {
  return typeCode === DDL_ACTIONS.renameTable || typeCode === DDL_ACTIONS.renameTables;
}

/** The name that event rules know a table's part by: what it was called before a rename, what it is called otherwise. */
function nameAtRule(ddl: DdlEvent, { before, after }: TableChange): TableName {
  const state: TableState | null = isRename(ddl) ? (before ?? after) : (after ?? before);
  return state ?? ddl;
}

function nameOf({ db, table }: TableName): string {
  return `${db}.${table}`;
}
