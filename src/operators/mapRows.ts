import { type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import { deriveRow, type RowChanges } from '../model/derivedRow';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { type Flow, nonEmptyBatch } from '../model/flow';
import type { RowEvent } from '../model/row';

/**
 * Lifts a per-row function over batches: what it answers takes the row's place. Columns can be answered as changes,
 * `{ row: { email: null } }`; DDLs and promises pass as they are.
 *
 * ```text
 * source:  --[a b]--D3--r5--|
 *              mapRows(f)
 * output:  --[fa fb]--D3--r5--|
 * ```
 *
 * Errors with what `project` throws.
 *
 * @example
 * ```ts
 * mapRows((row) => (row.table.table === 'users' ? { row: { email: '***' } } : row));
 * ```
 */
export function mapRows(
  project: (row: RowEvent) => RowEvent | RowChanges,
): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  const mapEvent = (event: ChangeEvent): ChangeEvent => {
    if (event.kind === 'ddl') return event;
    const result = project(event);
    return 'kind' in result ? result : deriveRow(event, result);
  };
  return (source: Observable<Flow<ChangeEvent>>) =>
    source.pipe(
      expand((flow): readonly Flow<ChangeEvent>[] =>
        flow.kind === 'resolved' ? [flow] : nonEmptyBatch(flow.items.map(mapEvent)),
      ),
    );
}
