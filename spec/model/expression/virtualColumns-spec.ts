import { bindSyntax } from '../../../src/model/expression/bindExpression';
import { textOf } from '../../../src/model/expression/nodes';
import { parseSyntax } from '../../../src/model/expression/parseSyntax';
import { compileValueExpression } from '../../../src/model/expression/valueExpression';
import type { ColumnValue, RowEvent } from '../../../src/model/row';
import { rowJsonLine } from '../../../src/model/rowJson';
import type { Column, Table } from '../../../src/model/table';
import { definePipeline } from '../../../src/pipeline/definePipeline';
import { runPipeline } from '../../../src/pipeline/runPipeline';
import { replaySource } from '../../../src/sources/replaySource';
import { row, table } from '../../../src/testing';
import { codeThrownBy } from '../../helpers/flows';
import { goldenPath, readExpected } from '../../helpers/golden';

const VALUES: Readonly<Record<string, readonly [type: string, value: ColumnValue]>> = {
  id: ['int(11)', 7],
  a: ['varchar(20)', 'abc'],
  j: ['json', '{"name": "ann", "total": 2.5, "list": [1]}'],
  d: ['datetime', '2025-03-01 10:20:30'],
  nul: ['int(11)', null],
  '1': ['int(11)', 4],
};
const base = table('shop', 'orders', Object.keys(VALUES));
const columnOf = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  ...(base.columns[1] as Column),
  name,
  type,
  unsigned: type.includes('unsigned'),
  ...more,
});
const stored = base.columns.map((column) => ({ ...column, type: VALUES[column.name]?.[0] ?? '' }));
const values = Object.fromEntries(Object.entries(VALUES).map(([name, [, value]]) => [name, value]));

type Virtual = readonly [name: string, type: string, expression: string, more?: Partial<Column>];
const tableWith = (...virtual: readonly Virtual[]): Table => ({
  ...base,
  columns: stored,
  virtualColumns: virtual.map(([name, type, expression, more]) => ({ column: columnOf(name, type, more), expression })),
});
const answer = (of: Table, source: string, event: RowEvent = row(3n, { table: of, row: values })): string | null =>
  textOf(bindSyntax(parseSyntax(source), of, 'after'))(event);

describe('a virtual column in a value expression', () => {
  it.each<{ expression: string; type: string; wanted: string | null; more?: Partial<Column> }>([
    { expression: '`id` + 1', type: 'int(11)', wanted: '8' },
    { expression: "concat(`a`, _utf8mb4'-', `id`)", type: 'varchar(30)', wanted: 'abc-7' },
    { expression: "json_unquote(json_extract(`j`, _utf8mb4'$.name'))", type: 'varchar(64)', wanted: 'ann' },
    { expression: "json_extract(`j`, _utf8mb4'$.total')", type: 'double', wanted: '2.5' },
    { expression: "json_extract(`j`, _utf8mb4'$.list')", type: 'json', wanted: '[1]' },
    { expression: 'json_length(`j`)', type: 'int(11)', wanted: '3' },
    { expression: 'year(`d`)', type: 'year(4)', wanted: '2025' },
    { expression: 'cast(`d` as date)', type: 'date', wanted: '2025-03-01' },
    { expression: '`d`', type: 'datetime(3)', wanted: '2025-03-01 10:20:30.000' },
    { expression: '`d`', type: 'timestamp(1)', wanted: '2025-03-01 10:20:30.0' },
    { expression: "time'10:00:00.55'", type: 'time(1)', wanted: '10:00:00.6' },
    { expression: 'cast(`a` as char(2) charset utf8mb4)', type: 'char(2)', wanted: 'ab' },
    { expression: 'convert(`a` using utf8mb4)', type: 'text', wanted: 'abc' },
    { expression: "_utf8mb4'1.6'", type: 'int(11)', wanted: '2' },
    { expression: "_utf8mb4'1.6'", type: 'bigint(20) unsigned', wanted: '2' },
    { expression: '`id` / 2', type: 'int(11)', wanted: '4' },
    { expression: '`id` / 3', type: 'decimal(10,1)', wanted: '2.3' },
    { expression: '0.1', type: 'float', wanted: '0.10000000149011612' },
    {
      expression: "case when `id` > 5 then _utf8mb4'large' else _utf8mb4'small' end",
      type: "enum('small','large')",
      wanted: 'large',
    },
    { expression: '`nul`', type: 'int(11)', wanted: null },
    { expression: 'null', type: 'int(11)', wanted: null },
    { expression: '`1` * 2', type: 'int(11)', wanted: '8' },
  ])('is what TiDB computes: $expression as $type is $wanted', ({ expression, type, wanted }) => {
    expect(answer(tableWith(['v', type, expression]), 'v')).toBe(wanted);
  });

  it('has the type of its column, not of its expression', () => {
    const of = tableWith(
      ['number', 'int(11)', '`id`'],
      ['text', 'varchar(20)', '`id`'],
      ['folded', 'varchar(20)', '`a`', { collation: 'utf8mb4_general_ci' }],
      ['size', "enum('small','large')", "_utf8mb4'large'"],
      ['padded', 'binary(5)', '`a`', { binary: true }],
      ['bytes', 'varbinary(5)', 'cast(`a` as binary(4))', { binary: true }],
      ['read', 'varchar(5)', "_binary'é'"],
      ['bits', 'bit(8)', '`id`'],
      ['document', 'json', "_utf8mb4'[1,2]'"],
    );
    expect([
      answer(of, "number < '10'"),
      answer(of, "text < '10'"),
      answer(of, "folded = 'ABC'"),
      answer(of, 'size = 2'),
      answer(of, "padded = x'6162630000'"),
      answer(of, "bytes = x'61626300'"),
      answer(of, "read = 'é'"),
      answer(of, 'bits & 3'),
      answer(of, "document->'$[1]' = 2"),
    ]).toEqual(['1', '0', '1', '1', '1', '1', '1', '3', '1']);
  });

  it('is named as other columns are, and reads the side of the row that is asked for', () => {
    const of = tableWith(['Total', 'int(11)', '`id` + 1']);
    const update = row(3n, { table: of, row: { ...values, id: 8 }, before: values });
    const nine = compileValueExpression('orders.`TOTAL` = 9', 'x');
    expect([nine.bind(of, 'after')(update), nine.bind(of, 'before')(update)]).toEqual([true, false]);
  });

  it('may use others, each worked out once for a row', () => {
    const names = Array.from({ length: 60 }, (_, i) => `v${i}`);
    const of = tableWith(
      ...names.map(
        (name, i): Virtual => [name, 'bigint(20)', i === 0 ? '`id`' : `(\`v${i - 1}\` + \`v${i - 1}\`) % 1000`],
      ),
    );
    expect(answer(of, 'v59')).toBe(String((7n * 2n ** 59n) % 1000n));
    const condition = compileValueExpression('v1 = 14', 'x').bind(of, 'after');
    expect([7, 8, 7].map((id) => condition(row(3n, { table: of, row: { ...values, id } })))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('does not grow without bound', () => {
    const of = tableWith(
      ...Array.from(
        { length: 60 },
        (_, i): Virtual => [`v${i}`, 'json', i === 0 ? '`j`' : `json_array(\`v${i - 1}\`, \`v${i - 1}\`)`],
      ),
    );
    // What would be larger than any text may be is NULL, and the next ones begin anew.
    expect([answer(of, 'v10 IS NULL'), answer(of, 'v19 IS NULL OR v20 IS NULL'), answer(of, 'v59 = v58')]).toEqual([
      '0',
      '1',
      '0',
    ]);
  });

  it.each<{ virtual: readonly Virtual[]; says: string }>([
    {
      virtual: [['v', 'int(11)', 'sleep(`id`)']],
      says: 'virtual column "v", which is "sleep(`id`)", cannot be computed: function SLEEP is not known',
    },
    {
      virtual: [
        ['v', 'int(11)', '`w`'],
        ['w', 'int(11)', 'md5(`a`)'],
      ],
      says: 'virtual column "w", which is "md5(`a`)"',
    },
    { virtual: [['v', 'int(11)', '`gone`']], says: 'column "gone" is not there' },
    { virtual: [['v', 'int(11)', '`v` + 1']], says: 'nested too deeply' },
    { virtual: [['v', 'int(11)', '`id` collate']], says: 'unexpected "collate"' },
    { virtual: [['v', "enum('a')", '`id`']], says: 'ENUM of what is no text' },
    { virtual: [['v', 'json', '`d`']], says: 'dates and times have no JSON here' },
    { virtual: [['v', 'varchar(5)', "_latin1'é'"]], says: 'characters beyond ASCII' },
  ])('that cannot be computed is refused by name: $says', ({ virtual, says }) => {
    const bind = () => compileValueExpression('id = 1 AND v = 2', 'here').bind(tableWith(...virtual), 'after');
    expect(codeThrownBy(bind)).toBe('TV_CONFIG_FILTER_EXPRESSION');
    expect(bind).toThrow('here for shop.orders: "id = 1 AND v = 2", column 12: virtual column "v"');
    expect(bind).toThrow(says);
    expect(() => compileValueExpression('id = 1', 'here').bind(tableWith(...virtual), 'after')).not.toThrow();
  });

  it('fails for a row for which its expression fails', () => {
    const of = tableWith(['v', 'bigint(20)', '`id` + 9223372036854775807']);
    const condition = compileValueExpression('v = 1', 'here').bind(of, 'after');
    expect(codeThrownBy(() => condition(row(3n, { table: of, row: values })))).toBe('TV_PIPELINE_FILTER_VALUE');
  });

  it('has the values that real TiDB answers, and is told to nobody', async () => {
    const last = new Map<string, RowEvent>();
    const lines: string[] = [];
    const source = replaySource({
      recording: goldenPath('all_types', 'events.ndjson.gz'),
      schema: goldenPath('all_types', 'schema.json.gz'),
    });
    const sink = {
      order: 'total' as const,
      emitRowChangedEvents: async ({ rows }: { readonly rows: readonly RowEvent[] }) => {
        for (const event of rows) {
          const key = `${event.tableId} ${Buffer.from(event.rawKey).toString('hex')}`;
          if (event.type === 'delete') last.delete(key);
          else last.set(key, event);
          lines.push(rowJsonLine(event));
        }
        return { verdicts: [] };
      },
    };
    await runPipeline(definePipeline({ source, sink, tables: ['types_db.documents', 'types_db.defaults'] })).done;
    const expected = readExpected('all_types');
    const found: Record<string, (string | null)[][]> = {};
    for (const event of last.values()) {
      const names = ['id', ...(event.table.virtualColumns ?? []).map(({ column }) => column.name)];
      const answers = names.map((name) => answer(event.table, name, event));
      (found[`types_db.${event.table.table}`] ??= []).push(answers);
    }
    for (const [name, rows] of Object.entries(found)) {
      const of = expected.tables[name];
      const chosen = (of?.columns ?? []).flatMap(({ name: column, generated }, i) =>
        column === 'id' || generated === 'virtual' ? [i] : [],
      );
      const wanted = of?.rows.map((cells) => chosen.map((i) => cells[i])) ?? [];
      expect(rows.map((cells) => JSON.stringify(cells)).sort()).toEqual(
        wanted.map((cells) => JSON.stringify(cells)).sort(),
      );
    }
    expect(Object.keys(found).sort()).toEqual(['types_db.defaults', 'types_db.documents']);
    expect(found['types_db.documents']?.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).not.toMatch(/"(?:len|virtualColumns)"/);
  }, 60_000);
});
