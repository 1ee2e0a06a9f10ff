import type { CoordinatorChange, CoordinatorEntry, CoordinatorTransaction } from './Coordinator';

/** What a coordinator of one process holds: a value that is replaced as a whole. */
export interface CoordinatorEntries {
  readonly revision: number;
  readonly entries: ReadonlyMap<string, CoordinatorEntry>;
}

export const NO_ENTRIES: CoordinatorEntries = { revision: 0, entries: new Map() };

/** The entries at keys that begin with `prefix`. */
export function entriesAt(prefix: string, { entries }: CoordinatorEntries): CoordinatorEntries['entries'] {
  return new Map([...entries].filter(([key]) => key.startsWith(prefix)));
}

/** What a transaction makes of the entries; `undefined` when a comparison does not hold. */
export function applyTransaction(
  before: CoordinatorEntries,
  { compares, puts = [], deletes = [] }: CoordinatorTransaction,
): { readonly after: CoordinatorEntries; readonly changes: readonly CoordinatorChange[] } | undefined {
  if (compares.some(({ key, revision }) => (before.entries.get(key)?.revision ?? 0) !== revision)) return undefined;
  const gone = deletes.filter((key) => before.entries.has(key));
  if (puts.length + gone.length === 0) return { after: before, changes: [] };
  const revision = before.revision + 1;
  const entries = new Map(before.entries);
  for (const { key, value } of puts) entries.set(key, { value, revision });
  for (const key of gone) entries.delete(key);
  return {
    after: { revision, entries },
    changes: [
      ...puts.map(({ key, value }) => ({ kind: 'put', key, value, revision }) as const),
      ...gone.map((key) => ({ kind: 'delete', key, revision }) as const),
    ],
  };
}
