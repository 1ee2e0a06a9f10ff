import { concat, defer, type MonoTypeOperatorFunction } from 'rxjs';
import { equalBytes } from '../model/bytes';
import { deriveRow } from '../model/derivedRow';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { batchOf, type Flow, nonEmptyBatch } from '../model/flow';
import type { ColumnValue, RowEvent } from '../model/row';
import type { Table } from '../model/table';

/** Which updates become a delete and an insert: those that change a primary or unique key, or all. */
export type SplitUpdatesMode = 'keyChanges' | 'all';

/**
 * Makes two rows of an update that changes a key: a delete of the row as it was, and an insert of the row as it is.
 *
 * ```text
 * source:  --[u1: a→b, u2: b→a, u3]--r5--|
 *              splitUpdates()
 * output:  --[d1 a, d2 b, u3, i1 b, i2 a]--r5--|
 * ```
 *
 * Within a transaction the inserts come last, so that two rows may change places without ever having one key twice. The
 * last row of the transaction says `endOfTxn` again.
 *
 * Costs, for an update, one comparison a key column. Holds the inserts of one transaction.
 *
 * Errors only with what the source fails with.
 *
 * @example
 * ```ts
 * definePipeline({ source, through: [splitUpdates()], sink: 'file:./out' });
 * ```
 */
export function splitUpdates(mode: SplitUpdatesMode = 'keyChanges'): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  return (source) =>
    defer(() => {
      let inserts: RowEvent[] = [];
      /** The inserts of the transaction that is over; the last of them ends it. */
      const ended = (): RowEvent[] => {
        const last = inserts.pop();
        const rest = inserts;
        inserts = [];
        return last === undefined ? rest : [...rest, deriveRow(last, { endOfTxn: true })];
      };
      const take = (event: RowEvent, out: ChangeEvent[]): void => {
        const isSplit = event.type === 'update' && (mode === 'all' || changesKey(event));
        if (isSplit) {
          out.push(deriveRow(event, { type: 'delete', endOfTxn: false }));
          inserts.push(deriveRow(event, { type: 'insert', endOfTxn: false }));
        } else if (inserts.length > 0 && event.endOfTxn) out.push(deriveRow(event, { endOfTxn: false }));
        else out.push(event);
        if (event.endOfTxn) out.push(...ended());
      };
      const split = (flow: Flow<ChangeEvent>): readonly Flow<ChangeEvent>[] => {
        if (flow.kind === 'resolved') {
          // A promise comes after whole transactions; what would be left here belongs to one that ended without a word.
          const rest = ended();
          return rest.length === 0 ? [flow] : [batchOf(rest), flow];
        }
        if (inserts.length === 0 && !flow.items.some((event) => event.kind === 'row' && event.type === 'update')) {
          return [flow];
        }
        const out: ChangeEvent[] = [];
        for (const event of flow.items) {
          if (event.kind === 'row') take(event, out);
          else out.push(...ended(), event);
        }
        return nonEmptyBatch(out);
      };
      return concat(
        source.pipe(expand(split)),
        defer(() => nonEmptyBatch(ended())),
      );
    });
}

function changesKey(event: RowEvent): boolean {
  return keyColumnsOf(event.table).some((name) => !isSame(event.getBefore(name), event.get(name)));
}

const known = new WeakMap<Table, readonly string[]>();

function keyColumnsOf(table: Table): readonly string[] {
  let names = known.get(table);
  if (names === undefined) {
    names = [...new Set([...table.keyColumns, ...table.uniqueKeys.flat()])];
    known.set(table, names);
  }
  return names;
}

function isSame(a: ColumnValue | undefined, b: ColumnValue | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return equalBytes(a, b);
  return a === b;
}
