import type { MonoTypeOperatorFunction } from 'rxjs';
import { type ColumnPlans, compileColumnPlans, type TablePlan } from '../model/columnPlan';
import type { DdlEvent, TableChange } from '../model/ddl';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import type { ColumnRule, MaskRule } from '../model/filterRules';
import type { Flow } from '../model/flow';
import type { ColumnValue, RowEvent, RowValues } from '../model/row';
import type { Table, TableId } from '../model/table';
import type { Ts } from '../model/ts';

export interface SelectColumnsOptions {
  /** Which columns stay. The first rule that matches a table decides. @defaultValue `[]` */
  readonly columns?: readonly ColumnRule[];
  /** Which columns are hidden, and how. The first rule that matches a column decides. @defaultValue `[]` */
  readonly mask?: readonly MaskRule[];
  /** Whether table rules tell upper and lower case apart. @defaultValue `false` */
  readonly caseSensitive?: boolean;
}

/**
 * Takes columns away, and hides the values of others, before anything behind it sees them.
 *
 * ```text
 * source:  --[{id, email, note}]--D--|      D makes the table
 *              selectColumns({ columns: exclude note, mask: email })
 * output:  --[{id, ***}]----------D'-|      D' has id, and email as text
 * ```
 *
 * Key columns always stay. What is hidden is hidden in the row before and after, in origin defaults and in the raw key;
 * it becomes a column of text. DDLs tell the columns that are left; their SQL stays as it is.
 *
 * Costs one look-up per row, and a hash for each value that is hashed; columns are decoded when they are asked for. A
 * table without a rule passes as it is.
 *
 * Errors with `TV_CONFIG_FILTER_SYNTAX` at once for a malformed rule.
 *
 * @example
 * ```ts
 * selectColumns({ mask: [{ matcher: ['shop.users'], columns: ['email'], with: 'hash', salt: 's' }] });
 * ```
 */
export function selectColumns(options: SelectColumnsOptions): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  const { columns = [], mask = [], caseSensitive = false } = options;
  const plans = compileColumnPlans({ columns, mask }, { caseSensitive });
  const shown = (event: ChangeEvent): ChangeEvent => {
    if (event.kind === 'ddl') return shownDdl(event, plans);
    const plan = plans.of(event.table);
    return plan === undefined ? event : new SelectedRow(event, plan);
  };
  return expand((flow): readonly Flow<ChangeEvent>[] =>
    flow.kind === 'resolved' ? [flow] : [{ kind: 'batch', items: flow.items.map(shown) }],
  );
}

function shownDdl(ddl: DdlEvent, plans: ColumnPlans): DdlEvent {
  const tables = ddl.tables.map((change): TableChange => {
    const plan = change.after === null ? undefined : plans.of(change.after.schema);
    return plan === undefined || change.after === null
      ? change
      : { ...change, after: { ...change.after, schema: plan.table } };
  });
  return tables.every((change, i) => change === ddl.tables[i]) ? ddl : { ...ddl, tables };
}

class SelectedRow implements RowEvent {
  readonly kind = 'row';
  readonly type: RowEvent['type'];
  readonly table: Table;
  readonly endOfTxn: boolean;
  // Private for good: whoever prints the event must not find what is hidden.
  readonly #original: RowEvent;
  readonly #plan: TablePlan;
  #row: RowValues | undefined = undefined;
  #before: RowValues | undefined = undefined;
  #rawKey: Uint8Array | undefined = undefined;

  constructor(original: RowEvent, plan: TablePlan) {
    this.type = original.type;
    this.table = plan.table;
    this.endOfTxn = original.endOfTxn;
    this.#original = original;
    this.#plan = plan;
  }

  get tableId(): TableId {
    return this.#original.tableId;
  }
  get startTs(): Ts {
    return this.#original.startTs;
  }
  get commitTs(): Ts {
    return this.#original.commitTs;
  }
  get sizeBytes(): number {
    return this.#original.sizeBytes;
  }

  get rawKey(): Uint8Array {
    const { hideKey } = this.#plan;
    if (hideKey === undefined) return this.#original.rawKey;
    this.#rawKey ??= hideKey(this.#original.rawKey);
    return this.#rawKey;
  }

  get row(): RowValues | null {
    if (this.type === 'delete') return null;
    this.#row ??= this.#values((name) => this.get(name));
    return this.#row;
  }

  get before(): RowValues | null {
    if (this.type === 'insert') return null;
    this.#before ??= this.#values((name) => this.getBefore(name));
    return this.#before;
  }

  get(name: string): ColumnValue | undefined {
    return this.#plan.masks.has(name) ? this.#shown(name, this.#original.get(name)) : undefined;
  }

  getBefore(name: string): ColumnValue | undefined {
    return this.#plan.masks.has(name) ? this.#shown(name, this.#original.getBefore(name)) : undefined;
  }

  #shown(name: string, value: ColumnValue | undefined): ColumnValue | undefined {
    const mask = this.#plan.masks.get(name);
    return value === undefined || mask === undefined ? value : mask(value);
  }

  #values(read: (name: string) => ColumnValue | undefined): RowValues {
    const values: Record<string, ColumnValue> = {};
    for (const name of this.#plan.masks.keys()) {
      const value = read(name) ?? null;
      // An assignment to __proto__ would set the prototype instead.
      if (name === '__proto__') Object.defineProperty(values, name, { value, enumerable: true });
      else values[name] = value;
    }
    return values;
  }
}
