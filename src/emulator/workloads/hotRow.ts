import type { WorkloadKind } from './workloadKind';

/** A few rows that everybody counts up. `size` counts the rows; the sum of `hits` is the number of transactions. */
export const hotRow: WorkloadKind = {
  defaultSize: 1,
  setUp: ({ db, random, name, size, mode }) => {
    db.createDatabase(name);
    db.createTable({
      db: name,
      table: 'counters',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'int' },
        { name: 'hits', type: 'bigint', nullable: false, default: 0 },
        { name: 'note', type: 'varchar(40)' },
      ],
    });
    db.insert(
      name,
      'counters',
      Array.from({ length: size }, (_, id) => ({ id })),
    );
    return () => {
      const id = random.below(size);
      db.transaction(
        (tx) => {
          const [counter] = tx.select(name, 'counters', { id });
          const hits = BigInt(counter?.['hits'] ?? 0) + 1n;
          tx.update(name, 'counters', { id }, { hits, note: `seen by ${random.word(6)}` });
        },
        { mode: mode() },
      );
      return 1;
    };
  },
};
