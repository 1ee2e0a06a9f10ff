import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import type { TiValveError } from '../../src/errors/TiValveError';
import type { ChangeEvent } from '../../src/model/event';
import type { DdlRule } from '../../src/model/filterRules';
import type { KvChange } from '../../src/model/kv';
import { MetricsMap } from '../../src/model/metrics';
import { ALL_OK, type Sink } from '../../src/model/sink';
import type { Source } from '../../src/model/source';
import { tapRows } from '../../src/operators/tapRows';
import { definePipeline, type PipelineInput } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { isDdlJobKey } from '../../src/schema/keyKinds';
import { parseKey } from '../../src/schema/keys';
import { MemoryTransactionalStore } from '../helpers/memoryTransactionalStore';
import { storeSource } from '../helpers/storeSource';

const COLUMNS = [
  { name: 'id', type: 'bigint' },
  { name: 'name', type: 'varchar(32)' },
] as const;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-schema-faults-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A database with two tables, `shop.a` and `shop.b`, a row each, before anything is followed. */
function setUp(): { store: MemoryTransactionalStore; db: EmulatedDatabase; fromTs: bigint } {
  const store = new MemoryTransactionalStore();
  const db = new EmulatedDatabase(store);
  db.createDatabase('shop');
  for (const table of ['a', 'b']) {
    db.createTable({ db: 'shop', table, primaryKey: ['id'], columns: [...COLUMNS] });
    db.insert('shop', table, { id: 0, name: 'old' });
  }
  return { store, db, fromTs: store.now() };
}

interface Ended {
  /** `insert a 1`, `ddl add column a`: in the order in which the sink got them. */
  readonly told: readonly string[];
  readonly error: TiValveError | undefined;
  readonly checkpointTs: bigint | undefined;
  readonly metrics: MetricsMap;
}

/** Runs a pipeline into a sink that reads every row. */
async function run(
  source: Source,
  input: Partial<PipelineInput> = {},
  stateDir: string | undefined = folder,
): Promise<Ended> {
  const told: string[] = [];
  let checkpointTs: bigint | undefined;
  const sink: Sink = {
    order: 'total',
    emitRowChangedEvents: async ({ rows }) => {
      for (const row of rows) told.push(short(row));
      return ALL_OK;
    },
    emitDdlEvent: async (ddl) => void told.push(short(ddl)),
  };
  const metrics = new MetricsMap();
  const running = runPipeline(definePipeline({ source, sink, maxBatchRows: 1, ...input }), {
    metrics,
    ...(stateDir && { stateDir }),
  });
  running.checkpointTs$.subscribe({ next: (ts) => (checkpointTs = ts), error: () => undefined });
  const error = await running.done.then(
    () => undefined,
    (thrown: TiValveError) => thrown,
  );
  return { told, error, checkpointTs, metrics };
}

function short(event: ChangeEvent): string {
  if (event.kind === 'ddl') return `ddl ${event.ddlType} ${event.table}`;
  const name = event.type === 'delete' ? event.getBefore('name') : event.get('name');
  return `${event.type} ${event.table.table} ${event.get('id')} ${name}`;
}

const letters = (): readonly Record<string, unknown>[] =>
  readFileSync(join(folder, 'dead-letters.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Changes the job rows whose text has `mark`, in the state in which it counts. */
function jobs(mark: string, spoil: (value: Buffer) => Uint8Array): (change: KvChange) => KvChange {
  return (change) => {
    const value = Buffer.from(change.value);
    const isMeant = isDdlJobKey(change.key) && value.includes(mark) && /"state":4/.test(value.toString('latin1'));
    return isMeant ? { ...change, value: spoil(value) } : change;
  };
}

/** Makes the text of a job no JSON, and leaves the row whole. */
function notJson(value: Buffer): Uint8Array {
  value.write('!', value.indexOf('"binlog"'), 'latin1');
  return value;
}

describe('F28 a row value that cannot be read', () => {
  /** Rows 1 to 3 of `shop.a`; the bytes of row 2 are what `spoil` makes of them. */
  function spoiled(spoil: (change: KvChange) => Partial<KvChange>): Source {
    const { store, db, fromTs } = setUp();
    for (const id of [1, 2, 3]) db.insert('shop', 'a', { id, name: `n${id}` });
    db.insert('shop', 'b', { id: 9, name: 'other' });
    db.update('shop', 'a', { id: 1 }, { name: 'last' });
    return storeSource(store, fromTs, (change) => {
      const isMeant = parseKey(change.key).kind === 'record' && Buffer.from(change.value).includes('n2');
      return isMeant ? { ...change, ...spoil(change) } : change;
    });
  }
  const withoutColumn = (value: Uint8Array): Buffer => {
    const bytes = Buffer.from(value);
    // Ids 1 and 2 are the table's; 77 is nobody's.
    bytes[bytes.indexOf(2, 6)] = 77;
    return bytes;
  };
  const badText = (value: Uint8Array): Buffer => {
    const bytes = Buffer.from(value);
    bytes.set([0xc3, 0x28], bytes.indexOf('n2'));
    return bytes;
  };

  it.each([
    { title: 'a malformed row', spoil: ({ value }: KvChange) => ({ value: value.subarray(0, value.length - 1) }) },
    { title: 'a text that is none', spoil: ({ value }: KvChange) => ({ value: badText(value) }) },
    { title: 'a wrong old value', spoil: ({ value }: KvChange) => ({ value, oldValue: Uint8Array.of(0x80, 0, 9) }) },
  ])('ends the run, with everything before it in the sink: $title', async ({ spoil }) => {
    const { told, error, checkpointTs } = await run(spoiled(spoil), {
      through: [tapRows((row) => void [row.row, row.before])],
    });
    expect(told).toEqual(['insert a 1 n1']);
    expect(error).toMatchObject({ code: 'TV_SCHEMA_ROW_CORRUPT', message: expect.stringContaining('shop.a') });
    expect(checkpointTs).toBeGreaterThan(0n);
  });

  it('goes into the dead-letter file when it is asked to, and every other row goes on', async () => {
    const source = spoiled(({ value }) => ({ value: value.subarray(0, value.length - 1) }));
    const { told, error, metrics } = await run(source, { unreadableRows: 'deadLetter' });
    expect(error).toBeUndefined();
    expect(told).toEqual(['insert a 1 n1', 'insert a 3 n3', 'insert b 9 other', 'update a 1 last']);
    expect(letters()).toEqual([
      expect.objectContaining({ kind: 'row', code: 'TV_SCHEMA_ROW_CORRUPT', type: 'insert', db: 'shop', table: 'a' }),
    ]);
    expect(metrics.get('tivalve_dead_letter_rows_total')).toBe(1);
    expect(statSync(join(folder, 'dead-letters.ndjson')).mode & 0o777).toBe(0o600);
  });

  it('keeps no bytes of a table with hidden columns', async () => {
    const source = spoiled(({ value }) => ({ value: value.subarray(0, value.length - 1) }));
    await run(source, {
      unreadableRows: 'deadLetter',
      mask: [{ matcher: ['shop.a'], columns: ['name'], with: 'redact' }],
    });
    const [letter] = letters();
    expect(Object.keys(letter ?? {})).toEqual([
      'kind',
      'code',
      'message',
      'type',
      'db',
      'table',
      'tableId',
      'startTs',
      'commitTs',
    ]);
    expect(letter?.['message']).toBe('a row of shop.a');
  });

  it('passes over the ids of columns that the table does not know', async () => {
    const { told, error } = await run(spoiled(({ value }) => ({ value: withoutColumn(value) })));
    expect(error).toBeUndefined();
    expect(told).toContain('insert a 2 null');
  });
});

describe('F30 a DDL that is unknown, or cannot be read', () => {
  const rules = (policy: DdlRule['policy'], ...kinds: readonly string[]) => ({ ddl: [{ kinds, policy }] });

  /** `b` gets a column by a DDL that is spoiled, and rows before and after; `a` goes on beside it. */
  function followed(spoil: (value: Buffer) => Uint8Array = notJson): { source: Source; fromTs: bigint; ddlTs: bigint } {
    const { store, db, fromTs } = setUp();
    db.insert('shop', 'b', { id: 1, name: 'before' });
    const ddlTs = db.addColumn('shop', 'b', { name: 'extra', type: 'int', default: 5 });
    db.insert('shop', 'a', { id: 1, name: 'beside' });
    db.insert('shop', 'b', { id: 2, name: 'unknown', extra: 1 });
    db.dropColumn('shop', 'b', 'extra');
    db.insert('shop', 'b', { id: 3, name: 'after' });
    return { source: storeSource(store, fromTs, jobs('"type":5', spoil)), fromTs, ddlTs };
  }

  it.each([
    { title: 'is no JSON', spoil: notJson },
    {
      title: 'has a table without columns that are any',
      spoil: (value: Buffer) => {
        value.write('"colz"', value.lastIndexOf('"cols"'), 'latin1');
        value.write('"id":-', value.lastIndexOf('"TableInfo":{"id":') + 13, 'latin1');
        return value;
      },
    },
  ])('ends the run before it by default: the job $title', async ({ spoil }) => {
    const { source, ddlTs } = followed(spoil);
    const { told, error, checkpointTs } = await run(source);
    expect(told).toEqual(['insert b 1 before']);
    expect(error).toMatchObject({ code: 'TV_SCHEMA_DDL_JOB_CORRUPT', hint: expect.stringContaining('"unreadable"') });
    expect(checkpointTs).toBeLessThan(ddlTs);
    // The same happens again, from where the run has come to.
    expect((await run(source)).error).toMatchObject({ code: 'TV_SCHEMA_DDL_JOB_CORRUPT' });
  });

  it('is left out when a rule says so: its table waits for a DDL that tells its schema, others go on', async () => {
    const { told, error, metrics } = await run(followed().source, rules('skip', 'unreadable'));
    expect(error).toBeUndefined();
    expect(told).toEqual(['insert b 1 before', 'insert a 1 beside', 'ddl drop column b', 'insert b 3 after']);
    expect(metrics.get('tivalve_ddl_skipped_total')).toBe(1);
    expect(metrics.get('tivalve_mount_dropped_unknown_table_rows_total')).toBe(1);
  });

  it('is kept as a dead letter when a rule says so', async () => {
    const { source, ddlTs } = followed();
    const { told, error } = await run(source, rules('deadLetter', 'unreadable'));
    expect(error).toBeUndefined();
    expect(told).toEqual(['insert b 1 before', 'insert a 1 beside', 'ddl drop column b', 'insert b 3 after']);
    expect(letters()).toEqual([
      {
        kind: 'ddl',
        code: 'TV_SCHEMA_DDL_JOB_CORRUPT',
        message: expect.stringContaining('JSON'),
        event: expect.objectContaining({ db: 'shop', table: 'b', ddlType: 'add column', commitTs: String(ddlTs) }),
      },
    ]);
  });

  it('does not concern those who do not follow its table', async () => {
    const { told, error } = await run(followed().source, { tables: ['shop.a'] });
    expect(error).toBeUndefined();
    expect(told).toEqual(['insert a 1 beside']);
  });

  it('concerns everybody when not even its row can be read', async () => {
    const { source } = followed((value) => value.subarray(0, 9));
    expect((await run(source, { tables: ['shop.a'] })).error).toMatchObject({ code: 'TV_SCHEMA_DDL_JOB_CORRUPT' });
    const other = { tables: ['shop.a'], ...rules('skip', 'unreadable') };
    expect(await run(followed((value) => value.subarray(0, 9)).source, other, join(folder, 'other'))).toMatchObject({
      error: undefined,
      told: ['insert a 1 beside'],
    });
  });

  it('needs a folder for dead letters', async () => {
    const { source } = followed();
    const running = runPipeline(definePipeline({ source, ...rules('deadLetter', 'all') }));
    await expect(running.done).rejects.toMatchObject({ code: 'TV_CONFIG_STATE_DIR' });
  });

  it('is applied when its action is newer than TiValve, and read as far as it tells', async () => {
    const { store, db, fromTs } = setUp();
    db.alter('shop', 'b', { type: 199, query: 'ALTER TABLE b SOMETHING NEW', change: (table) => table });
    db.insert('shop', 'b', { id: 1, name: 'after' });
    expect((await run(storeSource(store, fromTs))).told).toEqual(['ddl action 199 b', 'insert b 1 after']);
    const stopped = await run(storeSource(store, fromTs), rules('stop', 'unknown'), join(folder, 'other'));
    expect(stopped).toMatchObject({ told: [], error: { code: 'TV_PIPELINE_DDL_STOPPED' } });
  });

  it('of any kind stops, is left out or is kept, as the first rule that takes it says', async () => {
    const { store, db, fromTs } = setUp();
    db.addColumn('shop', 'a', { name: 'x', type: 'int' });
    const dropTs = db.dropColumn('shop', 'b', 'name');
    db.truncateTable('shop', 'a');
    db.insert('shop', 'a', { id: 5, name: 'new', x: 1 });
    const ddl: DdlRule[] = [
      { matcher: ['shop.b'], kinds: ['drop column'], policy: 'deadLetter' },
      { kinds: ['ADD COLUMN'], policy: 'apply' },
      { kinds: ['incompatible ddl changes'], policy: 'skip' },
      { kinds: ['all'], policy: 'stop' },
    ];
    const { told, error } = await run(storeSource(store, fromTs), { ddl });
    expect(error).toBeUndefined();
    expect(told).toEqual(['ddl add column a', 'insert a 5 new']);
    expect(letters()).toEqual([expect.objectContaining({ event: expect.objectContaining({ commitTs: `${dropTs}` }) })]);
  });
});

describe('F31 a table that is another one afterwards', () => {
  it('dropped and created again: rows of the old one end with it, those of the new one follow its DDL', async () => {
    const { store, db, fromTs } = setUp();
    db.insert('shop', 'a', { id: 1, name: 'first' });
    db.dropTable('shop', 'a');
    db.createTable({
      db: 'shop',
      table: 'a',
      primaryKey: ['id'],
      columns: [...COLUMNS, { name: 'more', type: 'int' }],
    });
    db.insert('shop', 'a', { id: 1, name: 'second', more: 7 });
    expect((await run(storeSource(store, fromTs))).told).toEqual([
      'insert a 1 first',
      'ddl drop table a',
      'ddl create table a',
      'insert a 1 second',
    ]);
  });

  it('truncated, while a scan brings both its lives at once', async () => {
    const { store, db, fromTs } = setUp();
    db.insert('shop', 'a', { id: 1, name: 'first' });
    db.truncateTable('shop', 'a');
    db.insert('shop', 'a', { id: 1, name: 'second' });
    expect((await run(storeSource(store, fromTs))).told).toEqual([
      'insert a 1 first',
      'ddl truncate table a',
      'insert a 1 second',
    ]);
  });

  it('exchanged with a partition: rows keep their bytes and change their table', async () => {
    const { store, db, fromTs } = setUp();
    db.createTable({
      db: 'shop',
      table: 'p',
      primaryKey: ['id'],
      columns: [...COLUMNS],
      partitionBy: { by: 'range', column: 'id', partitions: [{ name: 'p0', lessThan: 100 }] },
    });
    db.insert('shop', 'p', { id: 50, name: 'in p' });
    db.exchangePartition('shop', 'p', 'p0', { db: 'shop', table: 'a' });
    db.update('shop', 'a', { id: 50 }, { name: 'now in a' });
    db.update('shop', 'p', { id: 0 }, { name: 'now in p' });
    expect((await run(storeSource(store, fromTs))).told).toEqual([
      'ddl create table p',
      'insert p 50 in p',
      'ddl exchange partition a',
      'update a 50 now in a',
      'update p 0 now in p',
    ]);
  });

  it('renamed out of the filter ends there, and into it is refused', async () => {
    const { store, db, fromTs } = setUp();
    db.insert('shop', 'a', { id: 1, name: 'in' });
    db.renameTable('shop', 'a', { db: 'shop', table: 'z' });
    db.insert('shop', 'z', { id: 2, name: 'out' });
    expect((await run(storeSource(store, fromTs), { tables: ['shop.a'] })).told).toEqual([
      'insert a 1 in',
      'ddl rename table z',
    ]);
    const into = await run(storeSource(store, fromTs), { tables: ['shop.z'] }, join(folder, 'other'));
    expect(into).toMatchObject({ told: [], error: { code: 'TV_PIPELINE_RENAMED_IN' } });
  });
});
