import { physicalMsOf } from '../../model/ts';
import { datetimeOf } from '../tidb/DdlRunner';
import type { RowInput } from '../tidb/TableLayout';
import type { WorkloadKind } from './workloadKind';

const NOTE_LENGTH = 64;
const CITIES = ['Berlin', 'Lagos', 'Lima', 'Osaka', 'Pune', 'Quito'] as const;

/** Inserts of rows of ten columns and about 200 bytes, for benchmarks. `size` counts the rows of a transaction. */
export const wide: WorkloadKind = {
  defaultSize: 64,
  setUp: ({ db, random, name, size, mode }) => {
    db.createDatabase(name);
    db.createTable({
      db: name,
      table: 'events',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'user_id', type: 'bigint', nullable: false },
        { name: 'amount', type: 'decimal(14,2)', nullable: false },
        { name: 'score', type: 'double' },
        { name: 'quantity', type: 'int' },
        { name: 'kind', type: "enum('view','click','buy')" },
        { name: 'city', type: 'varchar(20)' },
        { name: 'note', type: 'varchar(120)' },
        { name: 'token', type: 'varbinary(32)' },
        { name: 'created', type: 'datetime(3)' },
      ],
    });
    let id = 0;
    return () => {
      const options = { mode: mode() };
      db.transaction((tx) => {
        const ts = tx.kv.startTs;
        const created = `${datetimeOf(ts)}.${String(physicalMsOf(ts) % 1000).padStart(3, '0')}`;
        const rows: RowInput[] = [];
        for (let i = 0; i < size; i += 1) {
          id += 1;
          rows.push({
            id,
            user_id: random.below(1_000_000),
            amount: (random.below(10_000_000) / 100).toFixed(2),
            score: random.next(),
            quantity: random.below(1000),
            kind: random.pick(['view', 'click', 'buy']),
            city: random.pick(CITIES),
            note: random.word(NOTE_LENGTH),
            token: Buffer.from(random.word(32)),
            created,
          });
        }
        tx.insert(name, 'events', rows);
      }, options);
      return size;
    };
  },
};
