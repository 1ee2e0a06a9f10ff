import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { ChangeEvent } from '../model/event';
import type { Flow } from '../model/flow';
import type { RowEvent } from '../model/row';

/**
 * Shows every row to a function on its way, and changes nothing.
 *
 * Errors with what `look` throws.
 *
 * @example
 * ```ts
 * tapRows((row) => seen.add(row.table.table));
 * ```
 */
export function tapRows(look: (row: RowEvent) => void): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  return tap((flow) => {
    if (flow.kind === 'resolved') return;
    for (const event of flow.items) if (event.kind === 'row') look(event);
  });
}
