import { filter, Subject } from 'rxjs';
import { applyTransaction, entriesAt, NO_ENTRIES } from './applyTransaction';
import type { Coordinator, CoordinatorChange } from './Coordinator';

/** A coordinator that ends with the process: for a run without a state folder, and for specs. */
export function memoryCoordinator(): Coordinator {
  const changes$ = new Subject<CoordinatorChange>();
  let held = NO_ENTRIES;
  return {
    get: async (key) => held.entries.get(key),
    list: async (prefix) => entriesAt(prefix, held),
    async transact(transaction) {
      const applied = applyTransaction(held, transaction);
      held = applied?.after ?? held;
      const { revision } = held;
      for (const change of applied?.changes ?? []) changes$.next(change);
      return { succeeded: applied !== undefined, revision };
    },
    watch: (prefix) => changes$.pipe(filter(({ key }) => key.startsWith(prefix))),
  };
}
