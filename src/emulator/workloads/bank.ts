import type { WorkloadKind } from './workloadKind';

const OPENING_CENTS = 100_000n;
const CENTS = 100n;
const INSERT_ROWS = 500;

function cents(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

function text(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Money moves between accounts: two accounts change and a transfer is noted, in one transaction. The sum of all balances
 * is `size` times 1000.00 at every ts. `size` counts the accounts.
 */
export const bank: WorkloadKind = {
  defaultSize: 100,
  setUp: ({ db, random, name, size, mode }) => {
    db.createDatabase(name);
    db.createTable({
      db: name,
      table: 'accounts',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'owner', type: 'varchar(40)', nullable: false },
        { name: 'balance', type: 'decimal(14,2)', nullable: false },
      ],
      indexes: [{ columns: ['owner'], unique: true }],
    });
    db.createTable({
      db: name,
      table: 'transfers',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'bigint', autoIncrement: true },
        { name: 'src', type: 'bigint', nullable: false },
        { name: 'dst', type: 'bigint', nullable: false },
        { name: 'amount', type: 'decimal(14,2)', nullable: false },
      ],
    });
    for (let first = 1; first <= size; first += INSERT_ROWS) {
      const count = Math.min(INSERT_ROWS, size - first + 1);
      const rows = Array.from({ length: count }, (_, i) => ({
        id: first + i,
        owner: `owner ${first + i}`,
        balance: text(OPENING_CENTS),
      }));
      db.insert(name, 'accounts', rows);
    }
    return () => {
      const src = 1 + random.below(size);
      const dst = 1 + ((src + random.below(size - 1)) % size);
      const amount = BigInt(1 + random.below(50)) * CENTS + BigInt(random.below(100));
      db.transaction(
        (tx) => {
          for (const [id, change] of [[src, -amount] as const, [dst, amount] as const]) {
            const [account] = tx.select(name, 'accounts', { id });
            tx.update(name, 'accounts', { id }, { balance: text(cents(String(account?.['balance'] ?? 0)) + change) });
          }
          tx.insert(name, 'transfers', { src, dst, amount: text(amount) });
        },
        { mode: mode() },
      );
      return 3;
    };
  },
};
