import fc from 'fast-check';
import { SeededRandom } from '../../../src/emulator/random';
import type { ColumnSpec } from '../../../src/emulator/tidb/columnTypes';
import { EmulatedDatabase } from '../../../src/emulator/tidb/EmulatedDatabase';
import { recordKey } from '../../../src/emulator/tidb/keys';
import type { PartitionSpec } from '../../../src/emulator/tidb/partitions';
import { JOB_TABLE } from '../../../src/emulator/tidb/systemTables';
import type { RowInput } from '../../../src/emulator/tidb/TableLayout';
import { TableLayout } from '../../../src/emulator/tidb/TableLayout';
import { EmulatorError } from '../../../src/errors/TiValveError';
import { MemoryTransactionalStore } from '../../helpers/memoryTransactionalStore';
import { counterOf, oracle, replicate } from './stories';

interface Story {
  readonly store: MemoryTransactionalStore;
  readonly db: EmulatedDatabase;
  readonly fromTs: bigint;
}

function begin(): Story {
  const store = new MemoryTransactionalStore();
  const db = new EmulatedDatabase(store);
  const fromTs = store.now();
  db.createDatabase('d');
  return { store, db, fromTs };
}

const ID: ColumnSpec = { name: 'id', type: 'bigint' };
const A: ColumnSpec = { name: 'a', type: 'int' };

function withTable(): Story {
  const story = begin();
  story.db.createTable({ db: 'd', table: 't', columns: [ID, A], primaryKey: ['id'], indexes: [{ columns: ['a'] }] });
  story.db.insert('d', 't', [{ id: 1, a: 10 }, { id: 2 }]);
  return story;
}

/** The states that a job's rows went through, as `state/schemaState@schemaVersion`. */
function jobStates({ store }: Story): readonly (readonly [type: number, states: string])[] {
  const layout = new TableLayout(JOB_TABLE);
  const jobs = new Map<string, [number, string]>();
  for (const { key, value, op } of store.changes()) {
    if (Buffer.compare(key.subarray(0, 11), recordKey(JOB_TABLE.id, new Uint8Array(0))) !== 0) continue;
    const id = Buffer.from(key).toString('hex');
    const job = jobs.get(id);
    if (op === 'DELETE') {
      if (job !== undefined) job[1] += ' deleted';
      continue;
    }
    const meta = layout.shown(layout.readRow(key, value))['job_meta'];
    const json = JSON.parse(Buffer.from(String(meta), 'base64').toString()) as {
      readonly type: number;
      readonly state: number;
      readonly schema_state: number;
      readonly binlog: { readonly SchemaVersion: number };
    };
    const state = `${json.state}/${json.schema_state}${json.binlog.SchemaVersion > 0 ? '@' : ''}`;
    if (job === undefined) jobs.set(id, [json.type, state]);
    else job[1] += ` ${state}`;
  }
  return [...jobs.values()];
}

function expectSame(story: Story): void {
  expect(replicate(story.store, story.fromTs).tables).toEqual(oracle(story.db));
}

describe('DDL', () => {
  it.each<{ title: string; type: number; states: string; run: (db: EmulatedDatabase) => void }>([
    {
      title: 'addColumn',
      type: 5,
      states: '8/0 1/1 1/2 1/3 4/5@',
      run: (db) => db.addColumn('d', 't', { name: 'b', type: 'int' }),
    },
    { title: 'dropColumn', type: 6, states: '8/5 1/2 1/1 1/4 4/0@', run: (db) => db.dropColumn('d', 't', 'c') },
    {
      title: 'modifyColumn',
      type: 12,
      states: '8/0 4/5@',
      run: (db) => db.modifyColumn('d', 't', 'a', { name: 'a2', type: 'bigint' }),
    },
    {
      title: 'addIndex',
      type: 7,
      states: '8/0 1/1 1/2 1/3 4/5@',
      run: (db) => db.addIndex('d', 't', { columns: ['c'], unique: true }),
    },
    { title: 'dropIndex', type: 8, states: '8/5 1/2 1/1 1/4 4/0@', run: (db) => db.dropIndex('d', 't', 'a') },
    { title: 'truncateTable', type: 11, states: '8/0 4/5@', run: (db) => db.truncateTable('d', 't') },
    {
      title: 'renameTable',
      type: 14,
      states: '8/0 1/5 4/5@',
      run: (db) => db.renameTable('d', 't', { db: 'e', table: 'T2' }),
    },
    { title: 'dropTable', type: 4, states: '8/5 1/2 1/1 4/0@', run: (db) => db.dropTable('d', 't') },
    { title: 'dropDatabase', type: 2, states: '8/5 1/2 1/1 4/0@', run: (db) => db.dropDatabase('d') },
    {
      title: 'addPartitions',
      type: 19,
      states: '8/0 1/6 4/5@',
      run: (db) => db.addPartitions('d', 'p', [{ name: 'p2', lessThan: 'MAXVALUE' }]),
    },
    {
      title: 'dropPartitions',
      type: 20,
      states: '8/5 1/2 1/1 1/4 4/0@',
      run: (db) => db.dropPartitions('d', 'p', ['p0']),
    },
    {
      title: 'truncatePartitions',
      type: 23,
      states: '8/5 1/2 1/1 1/4 4/0@',
      run: (db) => db.truncatePartitions('d', 'p', ['p1']),
    },
    {
      title: 'exchangePartition',
      type: 42,
      states: '8/0 1/2 4/0@',
      run: (db) => db.exchangePartition('d', 'p', 'p0', { db: 'd', table: 't' }),
    },
    {
      title: 'alter',
      type: 17,
      states: '8/0 4/5@',
      run: (db) =>
        db.alter('d', 't', {
          type: 17,
          query: "ALTER TABLE t COMMENT = 'x'",
          change: (table) => ({ ...table, comment: 'x' }),
        }),
    },
  ])('$title goes through the states of TiDB and is read by the product', ({ type, states, run }) => {
    const story = begin();
    const { db, store } = story;
    db.createDatabase('e');
    const columns = [ID, A, { name: 'c', type: 'varchar(9)' }];
    db.createTable({ db: 'd', table: 't', columns, primaryKey: ['id'], indexes: [{ columns: ['a'] }] });
    db.createTable({
      db: 'd',
      table: 'p',
      columns,
      primaryKey: ['id'],
      indexes: [{ columns: ['a'] }],
      partitionBy: {
        by: 'range',
        column: 'id',
        partitions: [
          { name: 'p0', lessThan: 10 },
          { name: 'p1', lessThan: 20 },
        ],
      },
    });
    db.insert('d', 't', [
      { id: 1, a: 1, c: 'one' },
      { id: 2, c: 'two' },
    ]);
    db.insert('d', 'p', [
      { id: 3, a: 1, c: 'three' },
      { id: 12, c: 'twelve' },
    ]);
    const versionBefore = counterOf(store, 'SchemaVersionKey');
    run(db);
    expectSame(story);
    for (const { db: name, table } of db.tables()) {
      if (table !== 'p') db.insert(name, table, { id: 7 });
    }
    expectSame(story);
    expect(jobStates(story).at(-1)).toEqual([type, `${states} deleted`]);
    expect(counterOf(store, 'SchemaVersionKey') - versionBefore).toBe(states.split(' ').length - 1);
  });

  it('writes rows under way with the columns of that moment', () => {
    const story = withTable();
    const { db } = story;
    let id = 100;
    const states: number[] = [];
    db.addColumn(
      'd',
      't',
      { name: 'b', type: 'varchar(9)', default: 'x' },
      {
        position: 'first',
        onStep: ({ schemaState }) => {
          states.push(schemaState);
          db.insert('d', 't', { id: (id += 1), a: schemaState });
          db.update('d', 't', { id: 1 }, { a: schemaState });
        },
      },
    );
    expect(states).toEqual([0, 1, 2, 3]);
    expect(db.rows('d', 't')[0]).toEqual({ b: 'x', id: '1', a: 3 });
    expectSame(story);
    db.dropColumn('d', 't', 'b', {
      onStep: ({ schemaState }) => db.insert('d', 't', { id: (id += 1), a: schemaState }),
    });
    expectSame(story);
  });

  it('counts from the moment it is done, as it does for the product', () => {
    const story = withTable();
    const { db, store } = story;
    const marks: bigint[] = [];
    const options = { onStep: (): void => void marks.push(store.now()) };
    db.addColumn('d', 't', { name: 'b', type: 'int', default: 5 }, options);
    db.dropColumn('d', 't', 'b', options);
    db.dropIndex('d', 't', 'a', options);
    db.renameTable('d', 't', { db: 'd', table: 't2' }, options);
    db.truncateTable('d', 't2', options);
    db.dropTable('d', 't2', options);
    db.dropDatabase('d', options);
    expect(marks.length).toBeGreaterThan(15);
    for (const ts of marks) expect(replicate(store, story.fromTs, ts).tables).toEqual(oracle(db, ts));
  });

  it('leaves nothing behind but the job when it is cancelled or rolled back', () => {
    const story = withTable();
    const before = oracle(story.db);
    story.db.dropTable('d', 't', { outcome: 'cancelled' });
    story.db.addColumn('d', 't', { name: 'b', type: 'int' }, { outcome: 'rollbackDone' });
    expect(oracle(story.db)).toEqual(before);
    expectSame(story);
    expect(jobStates(story).slice(-2)).toEqual([
      [4, '8/5 5/5 deleted'],
      [5, '8/0 3/0 deleted'],
    ]);
  });
});

describe('partitions', () => {
  it.each<{ title: string; partitionBy: PartitionSpec; ids: readonly (number | null)[]; counts: readonly number[] }>([
    {
      title: 'ranges',
      partitionBy: {
        by: 'range',
        column: 'v',
        partitions: [
          { name: 'p0', lessThan: 0 },
          { name: 'p1', lessThan: 'MAXVALUE' },
        ],
      },
      ids: [null, -5, 0, 7, 8],
      counts: [2, 3],
    },
    {
      title: 'lists',
      partitionBy: {
        by: 'list',
        column: 'v',
        partitions: [
          { name: 'a', values: [1, null] },
          { name: 'b', values: [-2, 3] },
        ],
      },
      ids: [1, null, -2, 3, 3],
      counts: [2, 3],
    },
    {
      title: 'hashes',
      partitionBy: { by: 'hash', column: 'v', count: 3 },
      ids: [null, 3, -4, 5, 1],
      counts: [2, 2, 1],
    },
  ])('by $title hold the rows that belong to them', ({ partitionBy, ids, counts }) => {
    const story = begin();
    const { db, store } = story;
    db.createTable({
      db: 'd',
      table: 'p',
      columns: [ID, { name: 'v', type: 'int' }],
      primaryKey: ['id'],
      clustered: false,
      indexes: [{ columns: ['v'] }],
      partitionBy,
    });
    db.insert(
      'd',
      'p',
      ids.map((v, id) => ({ id, v })),
    );
    const [table] = db.tables();
    expect(table?.spans.map((span) => store.readSpan(span, store.now()).length)).toEqual(counts);
    db.update('d', 'p', { id: 0 }, { v: 3 });
    expectSame(story);
    expect(db.rows('d', 'p')).toContainEqual({ id: '0', v: 3 });
  });

  it('refuse a row that belongs to none', () => {
    const { db } = begin();
    const partitionBy: PartitionSpec = { by: 'range', column: 'id', partitions: [{ name: 'p0', lessThan: 10 }] };
    db.createTable({ db: 'd', table: 'p', columns: [ID], primaryKey: ['id'], partitionBy });
    expect(() => db.insert('d', 'p', { id: 10 })).toThrow(/p has no partition for 10/);
  });
});

/** What one step of a story does; what does not fit the state of things is refused and leaves nothing behind. */
function step(db: EmulatedDatabase, random: SeededRandom): void {
  const names = ['t0', 't1', 't2'] as const;
  const table = random.pick(names);
  const column = random.pick(['a', 'b', 'c']);
  const types = [
    'int',
    'varchar(20)',
    'decimal(8,2)',
    'datetime(3)',
    'blob',
    "enum('1','2')",
    'json',
    'bit(9)',
  ] as const;
  const id = (): number => random.below(30);
  const values: Readonly<Record<string, RowInput[string]>> = {
    int: random.below(100),
    'varchar(20)': random.word(random.below(9)),
    'decimal(8,2)': random.below(1000),
    'datetime(3)': '2024-02-29 01:02:03.004',
    blob: Buffer.from(random.word(5)),
    "enum('1','2')": '2',
    json: [random.below(9), random.word(3)],
    'bit(9)': random.below(512),
  };
  const info = db.tables().find((view) => view.db === 'd' && view.table === table)?.info;
  const row = (): RowInput =>
    Object.fromEntries(
      (info?.cols ?? [])
        .filter(() => random.chance(0.7))
        .map(({ name, comment }): [string, RowInput[string]] => [name.O, values[comment] ?? null])
        .filter(([name]) => name !== 'id'),
    );
  const type = random.pick(types);
  const spec: ColumnSpec = {
    name: column,
    type,
    comment: type,
    nullable: random.chance(0.7),
    ...(random.chance(0.5) && !['json', 'blob'].includes(type) && { default: values[type] ?? null }),
  };
  const actions: readonly [() => void, ...(() => void)[]] = [
    () => db.insert('d', table, [{ ...row(), id: id() }]),
    () =>
      db.insert('d', table, [
        { ...row(), id: id() },
        { ...row(), id: id() + 30 },
      ]),
    () => db.update('d', table, { id: id() }, row()),
    () => db.update('d', table, { id: id() }, { id: id() }),
    () => db.delete('d', table, { id: id() }),
    () => db.addColumn('d', table, spec, random.chance(0.5) ? {} : { position: 'first' }),
    () => db.dropColumn('d', table, column),
    () => db.addIndex('d', table, { columns: [column], unique: random.chance(0.3) }),
    () => db.dropIndex('d', table, column),
    () => db.truncateTable('d', table),
    () => db.dropTable('d', table),
    () => db.renameTable('d', table, { db: 'd', table: random.pick(names) }),
    () =>
      db.createTable({
        db: 'd',
        table,
        columns: [{ name: 'id', type: 'bigint' }, spec],
        primaryKey: random.chance(0.7) ? ['id'] : [],
        clustered: random.chance(0.7),
        ...(random.chance(0.3) && { partitionBy: { by: 'hash', column: 'id', count: 3 } as const }),
      }),
  ];
  try {
    (random.chance(0.6) ? actions[random.below(5)] : random.pick(actions))?.();
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
  }
}

describe('stories', () => {
  it('end, at every ts of theirs, with the tables that the product has', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const story = begin();
        const random = new SeededRandom(seed);
        const marks: bigint[] = [];
        for (let i = 0; i < 40; i += 1) {
          step(story.db, random);
          if (i % 10 === 9) marks.push(story.store.now());
        }
        for (const ts of marks) expect(replicate(story.store, story.fromTs, ts).tables).toEqual(oracle(story.db, ts));
      }),
      { numRuns: 40 },
    );
  });
});
