import type { RowEvent } from '../../src/model/row';
import { rowJsonOf } from '../../src/model/rowJson';
import { describeUpstream, LIMIT_MS, Upstream } from './cluster';
import { type ComparableCell, foundCell, type SelectedCell, selectedCell } from './comparison';
import { TYPE_CASES, type TypeCase } from './typeCases';

type Image = 'row' | 'before';

const CASES = TYPE_CASES.map((typeCase, i) => ({ ...typeCase, table: `t${i}` }));

/** The statement that makes a table; `false` when the server lacks an optional type. */
async function isMade(upstream: Upstream, statement: string, { optional = false }: TypeCase): Promise<boolean> {
  try {
    await upstream.query(statement);
    return true;
  } catch (error) {
    if (!optional) throw error;
    process.stderr.write(`spec/upstream: this server does not take ${statement}\n`);
    return false;
  }
}

function inForm(types: readonly string[], rows: readonly (readonly SelectedCell[])[]): ComparableCell[][] {
  return rows.map((row) => types.map((type, i) => selectedCell(type, row[i] ?? null)));
}

/** Rows of events in the order of their ids, which are the first column. */
function found(
  rows: readonly RowEvent[],
  image: Image,
  columns: readonly string[],
  types: readonly string[],
): ComparableCell[][] {
  return rows
    .map((row) => (rowJsonOf(row) as Readonly<Record<Image, Readonly<Record<string, string | number | null>>>>)[image])
    .map((values) => types.map((type, i) => foundCell(type, values[columns[i] ?? ''])))
    .toSorted((a, b) => Number(a[0]) - Number(b[0]));
}

describeUpstream('every type of a running TiDB cluster', () => {
  let upstream: Upstream;
  const rowsOf = (table: string, type: RowEvent['type']): RowEvent[] =>
    upstream.sink.events.flatMap((event) =>
      event.kind === 'row' && event.table.table === table && event.type === type ? [event] : [],
    );

  beforeAll(async () => {
    upstream = await Upstream.open('types');
  }, LIMIT_MS);

  afterAll(async () => {
    await upstream?.[Symbol.asyncDispose]();
  }, LIMIT_MS);

  it.each(CASES)(
    'is read as SELECT shows it: $type',
    async (typeCase) => {
      const { table, type, values } = typeCase;
      if (!(await isMade(upstream, `CREATE TABLE ${table} (id INT PRIMARY KEY, v ${type})`, typeCase))) return;
      for (const [id, value] of [...values, 'NULL'].entries()) {
        await upstream.query(`INSERT INTO ${table} VALUES (${id}, ${value})`);
      }
      const inserted = inForm(['int', type], await upstream.select(`SELECT id, v FROM ${table} ORDER BY id`));
      // The rows are older than these columns: they hold what was the default then.
      const added = ['v'];
      const types = ['int', type];
      if (typeCase.default !== false) {
        await upstream.query(`ALTER TABLE ${table} ADD COLUMN d ${type} DEFAULT ${values[0]}`);
        await upstream.query(`ALTER TABLE ${table} ALTER COLUMN d SET DEFAULT NULL`);
        added.push('d');
        types.push(type);
      }
      if (typeCase.optional !== true) {
        await upstream.query(`ALTER TABLE ${table} ADD COLUMN z ${type} NOT NULL`);
        added.push('z');
        types.push(type);
      }
      const deleted = inForm(types, await upstream.select(`SELECT id, ${added.join(', ')} FROM ${table} ORDER BY id`));
      await upstream.query(`DELETE FROM ${table}`);
      await upstream.caughtUp();
      expect(found(rowsOf(table, 'insert'), 'row', ['id', 'v'], ['int', type])).toEqual(inserted);
      expect(found(rowsOf(table, 'delete'), 'before', ['id', ...added], types)).toEqual(deleted);
    },
    LIMIT_MS,
  );

  it.each(CASES.filter(({ key }) => key !== false))(
    'is read from a key as SELECT shows it: $type',
    async (typeCase) => {
      const { type, values } = typeCase;
      const table = `${typeCase.table}_key`;
      const definition = `n INT, v ${type}, w ${type}, PRIMARY KEY (v, n) CLUSTERED`;
      if (!(await isMade(upstream, `CREATE TABLE ${table} (${definition})`, typeCase))) return;
      for (const [n, value] of values.entries()) {
        await upstream.query(`INSERT INTO ${table} VALUES (${n}, ${value}, NULL)`);
        await upstream.query(`UPDATE ${table} SET w = v WHERE n = ${n}`);
      }
      const types = ['int', type, type];
      const expected = inForm(types, await upstream.select(`SELECT n, v, w FROM ${table} ORDER BY n`));
      await upstream.query(`DELETE FROM ${table}`);
      await upstream.caughtUp();
      expect(found(rowsOf(table, 'update'), 'row', ['n', 'v', 'w'], types)).toEqual(expected);
      expect(found(rowsOf(table, 'delete'), 'before', ['n', 'v', 'w'], types)).toEqual(expected);
    },
    LIMIT_MS,
  );

  it(
    'is read from partitions, hidden handles, prefixes and generated columns, too',
    async () => {
      const statements: readonly (readonly [table: string, columns: string, options?: string])[] = [
        ['hidden', 'n INT, v VARCHAR(20)'],
        ['sharded', 'n INT, v VARCHAR(20)', 'SHARD_ROW_ID_BITS = 4 PRE_SPLIT_REGIONS = 2'],
        ['random', 'id BIGINT AUTO_RANDOM(5) PRIMARY KEY, n INT, v VARCHAR(20)'],
        ['unsigned', 'id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, n INT, v VARCHAR(20)'],
        ['prefixed', 'n INT, v VARCHAR(20), PRIMARY KEY (v(2), n) CLUSTERED'],
        ['apart', 'n INT, v VARCHAR(20), PRIMARY KEY (n, v) NONCLUSTERED'],
        ['parted', 'n INT, v VARCHAR(20), PRIMARY KEY (n)', 'PARTITION BY HASH (n) PARTITIONS 3'],
        ['generated', 'n INT, v VARCHAR(20), s INT AS (n + 1) STORED, g INT AS (n + 2) VIRTUAL'],
      ];
      for (const [table, columns, options = ''] of statements) {
        await upstream.query(`CREATE TABLE \`${table}\` (${columns}) ${options}`);
        for (let n = 0; n < 20; n += 1) await upstream.query(`INSERT INTO \`${table}\` (n, v) VALUES (${n}, 'v${n} ')`);
        await upstream.query(`UPDATE \`${table}\` SET v = CONCAT(v, n) WHERE n % 2 = 0`);
      }
      const expected = new Map<string, ComparableCell[][]>();
      for (const [table] of statements) {
        const rows = await upstream.select(`SELECT n, v FROM \`${table}\` ORDER BY n`);
        expected.set(table, inForm(['int', 'varchar(20)'], rows));
        await upstream.query(`DELETE FROM \`${table}\``);
      }
      await upstream.caughtUp();
      for (const [table] of statements) {
        const rows = rowsOf(table, 'delete');
        expect(found(rows, 'before', ['n', 'v'], ['int', 'varchar(20)'])).toEqual(expected.get(table));
      }
      const generated = rowsOf('generated', 'insert').map((row) => [row.get('n'), row.get('s'), row.get('g')]);
      expect(generated).toEqual(Array.from({ length: 20 }, (_, n) => [n, n + 1, undefined]));
    },
    LIMIT_MS,
  );
});
