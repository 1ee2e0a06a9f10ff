import type { WorkloadKind } from './workloadKind';

const SMALL_ROWS = 5;
const LARGE_SHARE = 0.1;

/**
 * Now and then a transaction of many rows, small ones in between. `size` counts the rows of the large ones; such a
 * transaction replaces what the one before wrote, so that the table stays as it is.
 */
export const largeTransaction: WorkloadKind = {
  defaultSize: 5000,
  setUp: ({ db, random, name, size, mode }) => {
    db.createDatabase(name);
    for (const table of ['bulk', 'small']) {
      db.createTable({
        db: name,
        table,
        primaryKey: ['id'],
        columns: [
          { name: 'id', type: 'bigint' },
          { name: 'round', type: 'int', nullable: false },
          { name: 'payload', type: 'varchar(120)' },
        ],
      });
    }
    let round = 0;
    let smallId = 0;
    return () => {
      round += 1;
      const large = round === 1 || random.chance(LARGE_SHARE);
      db.transaction(
        (tx) => {
          for (let id = 1; id <= (large ? size : SMALL_ROWS); id += 1) {
            const payload = random.word(80);
            if (!large) tx.insert(name, 'small', { id: (smallId += 1), round, payload });
            else if (round === 1) tx.insert(name, 'bulk', { id, round, payload });
            else tx.update(name, 'bulk', { id }, { round, payload });
          }
        },
        { mode: mode() },
      );
      return large ? size : SMALL_ROWS;
    };
  },
};
