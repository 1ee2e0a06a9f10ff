import { EmulatedDatabase } from '../../../src/emulator/tidb/EmulatedDatabase';
import { MemoryTransactionalStore } from '../../helpers/memoryTransactionalStore';
import { oracle, replicate } from './stories';

function setUp(): { store: MemoryTransactionalStore; db: EmulatedDatabase; fromTs: bigint } {
  const store = new MemoryTransactionalStore();
  const db = new EmulatedDatabase(store);
  const fromTs = store.now();
  db.createDatabase('shop');
  db.createTable({
    db: 'shop',
    table: 'orders',
    primaryKey: ['id'],
    columns: [
      { name: 'id', type: 'bigint' },
      { name: 'customer', type: 'varchar(32)', nullable: false },
      { name: 'total', type: 'decimal(12,2)', default: 0 },
      { name: 'at', type: 'datetime(3)' },
    ],
    indexes: [{ columns: ['customer'] }, { name: 'u', columns: ['total', 'id'], unique: true }],
  });
  return { store, db, fromTs };
}

describe('EmulatedDatabase', () => {
  it('writes rows that the product reads', () => {
    const { store, db, fromTs } = setUp();
    db.insert('shop', 'orders', [
      { id: 1, customer: 'ann', total: '12.50', at: '2024-02-29 12:34:56.789' },
      { id: -2n, customer: 'bob ', at: null },
      { id: '9223372036854775807', customer: '', total: -1 },
    ]);
    db.update('shop', 'orders', { id: 1 }, { total: '0.01' });
    db.delete('shop', 'orders', { customer: '' });
    expect(db.rows('shop', 'orders')).toEqual([
      { id: '-2', customer: 'bob ', total: '0.00', at: null },
      { id: '1', customer: 'ann', total: '0.01', at: '2024-02-29 12:34:56.789' },
    ]);
    const replica = replicate(store, fromTs);
    expect(replica.tables).toEqual(oracle(db));
    expect(replica.ddls.map(({ ddlType, db: name, table }) => [ddlType, name, table])).toEqual([
      ['create schema', 'shop', ''],
      ['create table', 'shop', 'orders'],
    ]);
  });
});
