// An emulated cluster in a process of its own, driven by messages: bench/live.mjs starts it.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const built = (path) => require(join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', path));
const { startEmulator } = built('emulator/startEmulator.js');
const { EmulatedDatabase } = built('emulator/tidb/EmulatedDatabase.js');

const { stores = 3, regions = 1, resolvedTsIntervalMs = 200 } = JSON.parse(process.argv[2] ?? '{}');
const ROWS_PER_TRANSACTION = 50;

const recordKey = (table, handle) => {
  const key = Buffer.alloc(19);
  key.write('t', 0, 'latin1');
  key.writeBigUInt64BE(0x8000_0000_0000_0000n + BigInt(table), 1);
  key.write('_r', 9, 'latin1');
  key.writeBigUInt64BE(0x8000_0000_0000_0000n + BigInt(handle), 11);
  return key;
};
const splitKeys = Array.from({ length: regions - 1 }, (_, i) => recordKey(1000 + i, 0));
const emulator = await startEmulator({ stores, splitKeys, resolvedTsIntervalMs, keepLog: false });
const db = new EmulatedDatabase(emulator);
let nextId = 1;

/** Ten columns, about 200 bytes. */
function row() {
  const id = nextId;
  nextId += 1;
  return {
    id,
    user_id: id % 9973,
    status: id % 4,
    price: `${id % 1000}.25`,
    quantity: id % 100,
    created: '2026-01-31 12:34:56',
    name: `customer number ${id % 100_000}`,
    street: 'an address that is as long as addresses are',
    city: `city ${id % 500}`,
    note: 'a few words that somebody wrote about it, no more than that, and a comma',
  };
}

function createTable() {
  db.createDatabase('bench');
  db.createTable({
    db: 'bench',
    table: 'wide',
    primaryKey: ['id'],
    columns: [
      { name: 'id', type: 'bigint' },
      { name: 'user_id', type: 'bigint' },
      { name: 'status', type: 'int' },
      { name: 'price', type: 'decimal(12,2)' },
      { name: 'quantity', type: 'int' },
      { name: 'created', type: 'datetime' },
      { name: 'name', type: 'varchar(64)' },
      { name: 'street', type: 'varchar(64)' },
      { name: 'city', type: 'varchar(32)' },
      { name: 'note', type: 'varchar(128)' },
    ],
  });
}

/** Many tables of one form. */
function createTables(count) {
  db.createDatabase('bench');
  for (let i = 0; i < count; i += 1) {
    db.createTable({
      db: 'bench',
      table: `t${i}`,
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'customer', type: 'bigint' },
        { name: 'price', type: 'double' },
        { name: 'note', type: 'varchar(40)' },
      ],
    });
  }
  // One row of the first, encoded; those of the others have the same value.
  db.insert('bench', 't0', { id: 1, customer: 7, price: 1.25, note: 'a few words' });
  const tables = db.tables();
  const [[, value]] = emulator.readSpan(tables.find(({ table }) => table === 't0').spans[0], emulator.now());
  many = { ids: tables.map(({ id }) => id), value };
}
let many;

/** A transaction of five rows, in as many tables. */
function writeFive() {
  const transaction = emulator.begin({ mode: 'twoPhase' });
  for (let i = 0; i < 5; i += 1, nextId += 1)
    transaction.put(recordKey(many.ids[nextId % many.ids.length], nextId + 10), many.value);
  transaction.commit();
}

async function writeTables(count) {
  for (let done = 0; done < count; done += 5) {
    writeFive();
    if (done % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function trickleTables(rate, seconds) {
  const startedMs = performance.now();
  for (let done = 0; done < rate * seconds; ) {
    const due = Math.min(rate * seconds, ((performance.now() - startedMs) / 1000) * rate);
    for (; done < due; done += 5) writeFive();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A row as TiDB encodes it; the others differ from it by their key only, so that writing costs no encoding. */
function encodedRow() {
  if (template !== undefined) return template;
  db.insert('bench', 'wide', row());
  const [{ id, spans }] = db.tables();
  const [[, value]] = emulator.readSpan(spans[0], emulator.now());
  template = { table: id, value };
  return template;
}
let template;

/** Writes `count` rows in transactions, letting the sockets have their turn between them. */
async function write(count, mode) {
  const { table, value } = encodedRow();
  for (let done = 0; done < count; ) {
    const transaction = emulator.begin({ mode });
    for (let i = 0; i < ROWS_PER_TRANSACTION && done < count; i += 1, done += 1, nextId += 1) {
      transaction.put(recordKey(table, nextId), value);
    }
    transaction.commit();
    if (done % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Writes single rows at a rate for a while. */
async function trickle(rate, seconds) {
  const startedMs = performance.now();
  let done = 0;
  while (done < rate * seconds) {
    const due = Math.min(rate * seconds, ((performance.now() - startedMs) / 1000) * rate);
    for (; done < due; done += 1) db.insert('bench', 'wide', row());
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const commands = {
  createTable: async () => createTable(),
  write: ({ count, mode }) => write(count, mode),
  trickle: ({ rate, seconds }) => trickle(rate, seconds),
  createTables: async ({ tables }) => createTables(tables),
  writeTables: ({ count }) => writeTables(count),
  trickleTables: ({ rate, seconds }) => trickleTables(rate, seconds),
  stopStore: ({ storeId }) => emulator.stopStore(storeId),
  startStore: ({ storeId }) => emulator.startStore(storeId),
  now: async () => emulator.now().toString(),
};

process.on('message', async ({ id, command, ...options }) => {
  try {
    process.send({ id, result: await commands[command](options) });
  } catch (error) {
    process.send({ id, error: String(error.stack) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ pd: emulator.pd, stores: emulator.stores.map(({ address }) => address) });
