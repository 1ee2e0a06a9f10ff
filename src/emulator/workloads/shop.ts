import type { SeededRandom } from '../random';
import type { DatabaseTransaction } from '../tidb/DatabaseTransaction';
import { datetimeOf } from '../tidb/DdlRunner';
import type { WorkloadContext, WorkloadKind } from './workloadKind';

const PRICES = { most: 10_000 } as const;
const KEPT_ORDERS = 10_000;

function price(random: SeededRandom): string {
  return (random.below(PRICES.most) / 100).toFixed(2);
}

function createTables({ db, name }: WorkloadContext): void {
  db.createDatabase(name);
  db.createTable({
    db: name,
    table: 'users',
    primaryKey: ['id'],
    columns: [
      { name: 'id', type: 'bigint' },
      { name: 'email', type: 'varchar(80)', nullable: false },
      { name: 'name', type: 'varchar(60)' },
      { name: 'balance', type: 'decimal(14,2)', nullable: false, default: 0 },
      { name: 'updated', type: 'timestamp(3)' },
    ],
    indexes: [{ name: 'ue', columns: ['email'], unique: true }],
  });
  db.createTable({
    db: name,
    table: 'orders',
    primaryKey: ['id'],
    columns: [
      { name: 'id', type: 'bigint', autoIncrement: true },
      { name: 'user_id', type: 'bigint', nullable: false },
      { name: 'status', type: "enum('new','paid','shipped','done')", nullable: false, default: 'new' },
      { name: 'total', type: 'decimal(12,2)', nullable: false, default: 0 },
      { name: 'created', type: 'datetime(3)' },
      { name: 'note', type: 'json' },
    ],
    indexes: [
      { name: 'ku', columns: ['user_id'] },
      { name: 'ks', columns: ['status', 'created'] },
    ],
  });
  db.createTable({
    db: name,
    table: 'order_items',
    primaryKey: ['order_id', 'line'],
    columns: [
      { name: 'order_id', type: 'bigint' },
      { name: 'line', type: 'int' },
      { name: 'sku', type: 'varchar(24)' },
      { name: 'qty', type: 'int' },
      { name: 'price', type: 'decimal(10,2)' },
    ],
  });
}

/**
 * A shop: users, orders with their items in one transaction, orders that move on, old ones that go. `size` counts the
 * users.
 */
export const shop: WorkloadKind = {
  defaultSize: 200,
  setUp: (context) => {
    const { db, random, name, size, mode } = context;
    createTables(context);
    db.insert(
      name,
      'users',
      Array.from({ length: size }, (_, i) => ({ id: i + 1, email: `u${i + 1}@example.test`, name: random.word(8) })),
    );
    let lastOrder = 0;
    let firstOrder = 1;

    const place = (tx: DatabaseTransaction): number => {
      lastOrder += 1;
      const lines = 1 + random.below(4);
      const created = `${datetimeOf(tx.kv.startTs)}.${String(random.below(1000)).padStart(3, '0')}`;
      tx.insert(name, 'orders', {
        id: lastOrder,
        user_id: 1 + random.below(size),
        total: price(random),
        created,
        note: random.chance(0.3) ? { gift: random.chance(0.5), lines, words: [random.word(5), random.word(7)] } : null,
      });
      for (let line = 1; line <= lines; line += 1) {
        const item = { order_id: lastOrder, line, sku: `sku-${random.word(6)}`, qty: 1 + random.below(9) };
        tx.insert(name, 'order_items', { ...item, price: price(random) });
      }
      return 1 + lines;
    };
    const someOrder = (): number => firstOrder + random.below(lastOrder - firstOrder + 1);
    const advance = (tx: DatabaseTransaction): number =>
      tx.update(name, 'orders', { id: someOrder() }, { status: random.pick(['paid', 'shipped', 'done']) });
    const pay = (tx: DatabaseTransaction): number =>
      tx.update(
        name,
        'users',
        { id: 1 + random.below(size) },
        { balance: price(random), updated: datetimeOf(tx.kv.startTs) },
      );
    const forget = (tx: DatabaseTransaction): number => {
      firstOrder += 1;
      const id = firstOrder - 1;
      let rows = tx.delete(name, 'orders', { id });
      for (let line = 1; line <= 4; line += 1) rows += tx.delete(name, 'order_items', { order_id: id, line });
      return rows;
    };

    return () => {
      let rows = 0;
      const many = lastOrder - firstOrder >= KEPT_ORDERS;
      const chosen = random.next();
      const action =
        lastOrder - firstOrder < 10 || (chosen < 0.5 && !many)
          ? place
          : many || chosen > 0.9
            ? forget
            : chosen < 0.75
              ? advance
              : pay;
      db.transaction(
        (tx) => {
          rows = action(tx);
        },
        { mode: mode() },
      );
      return rows;
    };
  },
};
