import { startEmulator } from '../../../src/emulator/startEmulator';
import { EmulatedDatabase } from '../../../src/emulator/tidb/EmulatedDatabase';
import { EmulatorError } from '../../../src/errors/TiValveError';
import type { Span } from '../../../src/model/span';
import { MemoryTransactionalStore } from '../../helpers/memoryTransactionalStore';
import { oracle, replicate } from './stories';

interface SetUp {
  readonly db: EmulatedDatabase;
  readonly store: MemoryTransactionalStore;
  readonly fromTs: bigint;
}

function setUp(): SetUp {
  const store = new MemoryTransactionalStore();
  const db = new EmulatedDatabase(store);
  const fromTs = store.now();
  createTables(db);
  return { store, db, fromTs };
}

function createTables(db: EmulatedDatabase): void {
  db.createDatabase('d');
  const columns = [
    { name: 'id', type: 'bigint unsigned' },
    { name: 'email', type: 'varchar(40)' },
    { name: 'n', type: 'int', default: 7 },
  ];
  const indexes = [{ name: 'ue', columns: ['email'], unique: true }];
  db.createTable({ db: 'd', table: 'ints', columns, primaryKey: ['id'], indexes });
  db.createTable({ db: 'd', table: 'hidden', columns, indexes });
  db.createTable({
    db: 'd',
    table: 'texts',
    columns,
    primaryKey: ['email', 'id'],
    indexes: [{ columns: ['n'], unique: true }],
  });
  db.createTable({
    db: 'd',
    table: 'numbered',
    columns: [
      { name: 'id', type: 'int', autoIncrement: true },
      { name: 'n', type: 'int' },
    ],
    primaryKey: ['id'],
  });
}

describe('DatabaseTransaction', () => {
  it.each(['ints', 'hidden', 'texts'])('finds rows of %s by key, by unique index and by looking', (table) => {
    const { db, store, fromTs } = setUp();
    db.insert('d', table, [
      { id: '18446744073709551615', email: 'a@x', n: 1 },
      { id: 2, email: 'b@x ', n: 2 },
      { id: 3, email: 'c@x', n: 3 },
    ]);
    db.transaction((tx) => {
      expect(tx.select('d', table, { email: 'b@x ' })).toEqual([{ id: '2', email: 'b@x ', n: 2 }]);
      expect(tx.select('d', table, { id: 3, email: 'c@x' })).toEqual([{ id: '3', email: 'c@x', n: 3 }]);
      expect(tx.select('d', table, { n: 1 })).toHaveLength(1);
      expect(tx.select('d', table, { n: 9 })).toEqual([]);
      expect(tx.update('d', table, { n: 1 }, { n: 10, email: 'z@x' })).toBe(1);
      expect(tx.select('d', table, { email: 'z@x' })).toHaveLength(1);
      expect(tx.select('d', table, { email: 'a@x' })).toEqual([]);
      expect(tx.delete('d', table, { email: 'c@x' })).toBe(1);
    });
    expect(db.rows('d', table)).toHaveLength(2);
    expect(replicate(store, fromTs).tables).toEqual(oracle(db));
  });

  it('keeps index entries with their rows', () => {
    const { db, store } = setUp();
    const before = store.readSpan(EVERYTHING, store.now()).length;
    for (const table of ['ints', 'hidden', 'texts']) {
      db.insert('d', table, { id: 1, email: 'a', n: 1 });
      db.update('d', table, { id: 1 }, { email: 'b', n: 2 });
      db.update('d', table, { id: 1 }, { id: 4 });
      expect(store.readSpan(tableOf(db, table), store.now())).toHaveLength(2);
      db.delete('d', table, { n: 2 });
      expect(store.readSpan(tableOf(db, table), store.now())).toHaveLength(0);
    }
    // What is left over is the counter of hidden handles.
    expect(store.readSpan(EVERYTHING, store.now()).length - before).toBe(1);
  });

  it('numbers rows that name no AUTO_INCREMENT value, behind those that do', () => {
    const { db } = setUp();
    db.insert('d', 'numbered', [{ n: 1 }, { id: 50, n: 2 }, { n: 3 }, { id: null, n: 4 }, { id: 7, n: 5 }]);
    expect(db.rows('d', 'numbered').map(({ id }) => id)).toEqual([1, 7, 50, 51, 52]);
    const again = new EmulatedDatabase(db.store);
    again.insert('d', 'numbered', { n: 6 });
    expect(Number(again.rows('d', 'numbered').at(-1)?.['id'])).toBeGreaterThan(52);
  });

  it.each<{ title: string; run: (db: EmulatedDatabase) => void; message: RegExp }>([
    {
      title: 'a primary key twice',
      run: (db) => db.insert('d', 'ints', { id: 1, email: 'other' }),
      message: /duplicate key in ints/,
    },
    {
      title: 'a unique value twice',
      run: (db) => db.insert('d', 'hidden', { email: 'a' }),
      message: /duplicate key in hidden/,
    },
    {
      title: 'an update onto another row',
      run: (db) => db.update('d', 'ints', { id: 2 }, { id: 1 }),
      message: /duplicate key/,
    },
    { title: 'a column that is not there', run: (db) => db.insert('d', 'ints', { x: 1 }), message: /no column x/ },
    { title: 'a table that is not there', run: (db) => db.insert('d', 'x', {}), message: /no table d\.x/ },
    { title: 'a key that is NULL', run: (db) => db.insert('d', 'texts', { id: 1 }), message: /cannot be NULL/ },
    { title: 'a value out of range', run: (db) => db.insert('d', 'ints', { id: -1 }), message: /column id/ },
  ])('refuses $title, and leaves nothing behind', ({ run, message }) => {
    const { db } = setUp();
    for (const table of ['ints', 'hidden']) {
      db.insert('d', table, { id: 1, email: 'a' });
      db.insert('d', table, { id: 2, email: null });
    }
    const before = oracle(db);
    expect(() => run(db)).toThrow(EmulatorError);
    expect(() => run(db)).toThrow(message);
    expect(oracle(db)).toEqual(before);
  });
});

describe('DatabaseTransaction on the emulated cluster', () => {
  it('can be left open, abandoned, and committed in its primary alone', async () => {
    await using emulator = await startEmulator();
    const db = new EmulatedDatabase(emulator);
    createTables(db);
    const open = db.begin();
    open.insert('d', 'ints', { id: 1, email: 'open' });
    open.kv.prewrite();
    const half = db.begin({ mode: 'twoPhase' });
    half.insert('d', 'ints', [
      { id: 2, email: 'half' },
      { id: 3, email: 'whole' },
    ]);
    half.kv.commitPrimary();
    expect(emulator.lockCount).toBe(5);
    expect(db.rows('d', 'ints').map(({ id }) => id)).toEqual(['2']);
    half.kv.commitSecondaries();
    open.kv.abandon();
    expect(emulator.lockCount).toBe(2);
    expect(db.rows('d', 'ints')).toHaveLength(2);
  });

  it('leaves no lock when another one came first', async () => {
    await using emulator = await startEmulator();
    const db = new EmulatedDatabase(emulator);
    createTables(db);
    db.insert('d', 'ints', [{ id: 1 }, { id: 2 }]);
    // So that the first row is locked already when the second one is refused.
    emulator.splitEvenly(100, db.tables().find(({ table }) => table === 'ints')?.spans[0]);
    expect(() =>
      db.transaction((tx) => {
        tx.update('d', 'ints', { id: 1 }, { n: 1 });
        tx.update('d', 'ints', { id: 2 }, { n: 1 });
        db.update('d', 'ints', { id: 2 }, { n: 2 });
      }),
    ).toThrow(EmulatorError);
    expect(emulator.lockCount).toBe(0);
    expect(db.rows('d', 'ints').map(({ n }) => n)).toEqual([7, 2]);
  });
});

const EVERYTHING: Span = { startKey: new Uint8Array(0), endKey: new Uint8Array(0) };

/** Records and index entries of a table. */
function tableOf(db: EmulatedDatabase, name: string): Span {
  const [span] = db.tables().find(({ table }) => table === name)?.spans ?? [];
  return { startKey: span?.startKey.slice(0, 9) ?? new Uint8Array(0), endKey: span?.endKey ?? new Uint8Array(0) };
}
