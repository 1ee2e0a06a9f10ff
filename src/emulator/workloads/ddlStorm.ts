import type { EmulatedDatabase } from '../tidb/EmulatedDatabase';
import type { WorkloadContext, WorkloadKind } from './workloadKind';

const ROWS_PER_DDL = 4;
const KEPT_IDS = 200;

/** One DDL after the other, on one of `size` tables, with a few rows in between. */
export const ddlStorm: WorkloadKind = {
  defaultSize: 4,
  setUp: (context) => {
    const { db, random, name, size, mode } = context;
    db.createDatabase(name);
    for (let i = 0; i < size; i += 1) createTable(db, name, `t${i}`);
    let steps = 0;
    return () => {
      steps += 1;
      const table = `t${random.below(size)}`;
      if (steps % (ROWS_PER_DDL + 1) === 0) {
        alter(context, table, steps);
        return 0;
      }
      const id = random.below(KEPT_IDS);
      db.transaction(
        (tx) => {
          const changed = tx.update(name, table, { id }, { v: random.below(1000) });
          if (changed === 0) tx.insert(name, table, { id, v: random.below(1000) });
          else if (random.chance(0.3)) tx.delete(name, table, { id });
        },
        { mode: mode() },
      );
      return 1;
    };
  },
};

function createTable(db: EmulatedDatabase, name: string, table: string): void {
  db.createTable({
    db: name,
    table,
    primaryKey: ['id'],
    columns: [
      { name: 'id', type: 'bigint' },
      { name: 'v', type: 'int' },
    ],
  });
}

/** The next DDL that the table allows: columns and indexes come and go, and now and then the whole table does. */
function alter({ db, random, name }: WorkloadContext, table: string, serial: number): void {
  const info = db.tables().find((view) => view.db === name && view.table === table)?.info;
  const added = info?.cols.slice(2) ?? [];
  const indexes = info?.index_info ?? [];
  const [first] = added;
  const [index] = indexes;
  const chosen = random.next();
  if (chosen < 0.3) {
    const default_ = random.below(100);
    db.addColumn(name, table, { name: `c${serial}`, type: 'int', nullable: random.chance(0.5), default: default_ });
  } else if (chosen < 0.5 && first !== undefined) db.dropColumn(name, table, first.name.O);
  else if (chosen < 0.65 && index === undefined) db.addIndex(name, table, { name: 'kv', columns: ['v'] });
  else if (chosen < 0.75 && index !== undefined) db.dropIndex(name, table, index.idx_name.O);
  else if (chosen < 0.85) db.truncateTable(name, table);
  else if (chosen < 0.93) {
    db.renameTable(name, table, { db: name, table: `${table}_old` });
    db.renameTable(name, `${table}_old`, { db: name, table });
  } else {
    db.dropTable(name, table);
    createTable(db, name, table);
  }
}
