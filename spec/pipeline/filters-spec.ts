import { EMPTY } from 'rxjs';
import type { ColumnSpec } from '../../src/emulator/tidb/columnTypes';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import { NO_LOGGER } from '../../src/model/logger';
import { definePipeline, type PipelineInput } from '../../src/pipeline/definePipeline';
import type { RunOptions } from '../../src/pipeline/runningPipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { META_SPAN } from '../../src/schema/keys';
import { replaySource } from '../../src/sources/replaySource';
import { sourceOf } from '../../src/testing';
import { codeRejectedBy, codeThrownBy } from '../helpers/flows';
import { goldenPath, replayLines } from '../helpers/golden';
import { MemoryTransactionalStore } from '../helpers/memoryTransactionalStore';

interface Told {
  readonly type: string;
  readonly db: string;
  readonly table: string;
  readonly startTs: string;
  readonly ddlType?: string;
  readonly query?: string;
  readonly key?: readonly string[];
  readonly row: Readonly<Record<string, unknown>> | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly tables?: readonly {
    readonly after: { readonly columns: readonly { readonly name: string; readonly type: string }[] } | null;
  }[];
}

const filesOf = (name: string) => ({
  recording: goldenPath(name, 'events.ndjson.gz'),
  schema: goldenPath(name, 'schema.json.gz'),
});
const tell = async (name: string, input: Partial<PipelineInput> = {}): Promise<Told[]> =>
  (await replayLines(filesOf(name), {}, input)).map((line) => JSON.parse(line) as Told);
const source = replaySource(filesOf('workload'));
const defined = (input: Partial<PipelineInput>) => () => definePipeline({ source, ...input });
const run = (input: Partial<PipelineInput>): Promise<unknown> => runPipeline(definePipeline({ source, ...input })).done;

describe('filters of a definition, on recordings of real TiDB', () => {
  let plain: readonly Told[] = [];
  beforeAll(async () => {
    plain = await tell('workload');
  }, 60_000);

  it('leave whole transactions out', async () => {
    const startTs = plain.find(({ table, type }) => table === 'payments' && type === 'insert')?.startTs ?? '';
    const ddlTs = plain.find(({ ddlType }) => ddlType === 'rename table')?.startTs ?? '';
    const told = await tell('workload', { filter: { ignoreTxnStartTs: [startTs, ddlTs] } });
    expect(told).toEqual(plain.filter((event) => event.startTs !== startTs && event.startTs !== ddlTs));
    expect(told.length).toBeLessThan(plain.length - 2);
  }, 60_000);

  it('leave kinds of events out, and read later rows with the schema all the same', async () => {
    const events = [{ matcher: ['shop.*'], ignoreEvent: ['delete', 'rename table', 'add column'] }];
    const told = await tell('workload', { filter: { events } });
    expect(told).toEqual(
      plain.filter(({ type, ddlType }) => type !== 'delete' && !['rename table', 'add column'].includes(ddlType ?? '')),
    );
    expect(told.some(({ table }) => table === 'payments_v2')).toBe(true);
  }, 60_000);

  it('leave rows out by their values', async () => {
    const events = [
      {
        matcher: ['shop.order_items'],
        ignoreInsertValueExpr: "price > 50 AND sku LIKE 'haven%'",
        ignoreDeleteValueExpr: 'qty IN (1, 2)',
        ignoreUpdateOldValueExpr: 'qty = 4',
        ignoreUpdateNewValueExpr: 'qty = 5 AND line <> 2',
      },
      { matcher: ['shop.orders'], ignoreInsertValueExpr: "created < '2024-06-01' OR total >= '300'" },
    ];
    const isIgnored = ({ type, table, row, before }: Told): boolean => {
      if (table === 'orders') {
        return type === 'insert' && (String(row?.['created']) < '2024-06-01' || Number(row?.['total']) >= 300);
      }
      if (table !== 'order_items') return false;
      if (type === 'insert') return Number(row?.['price']) > 50 && String(row?.['sku']).startsWith('haven');
      if (type === 'delete') return [1, 2].includes(Number(before?.['qty']));
      return (
        type === 'update' && (Number(before?.['qty']) === 4 || (Number(row?.['qty']) === 5 && row?.['line'] !== 2))
      );
    };
    const told = await tell('workload', { filter: { events } });
    expect(told).toEqual(plain.filter((event) => !isIgnored(event)));
    expect(plain.length - told.length).toBeGreaterThan(500);
  }, 60_000);

  it('take columns away and hide others, in rows and DDLs', async () => {
    const told = await tell('workload', {
      columns: [{ matcher: ['shop.users'], exclude: ['name', 'updated'] }],
      mask: [{ matcher: ['shop.users'], columns: ['email'], with: { keepLast: 5 } }],
    });
    expect(told).toHaveLength(plain.length);
    const rows = told.filter(({ table, type }) => table === 'users' && type !== 'ddl');
    for (const event of rows) {
      for (const values of [event.row, event.before]) {
        if (values === null) continue;
        expect(Object.keys(values)).not.toContain('name');
        expect(values['email']).toMatch(/^\*+.{5}$/);
      }
    }
    const made = told.find(({ table, ddlType }) => table === 'users' && ddlType === 'create table');
    expect(made?.tables?.[0]?.after?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id bigint(20)',
      'email longtext',
      'balance decimal(14,2)',
    ]);
  }, 60_000);

  it('leave tables without a key out, unless they are forced', async () => {
    const [forced, told] = [await tell('dml'), await tell('dml', { forceReplicate: false })];
    expect(told).toEqual(forced.filter(({ table }) => table !== 'audit'));
    expect(forced.some(({ table }) => table === 'audit')).toBe(true);
    expect(definePipeline({ source }).config.forceReplicate).toBe(false);
  }, 60_000);

  it('tell of a table that is renamed out of them that it is gone, and fail for one that is renamed in', async () => {
    const told = await tell('workload', { tables: ['shop.payments'] });
    expect(told.filter(({ type }) => type === 'ddl').map(({ ddlType }) => ddlType)).toEqual([
      'create schema',
      'create table',
      'add index',
      'rename table',
    ]);
    expect(told.find(({ ddlType }) => ddlType === 'rename table')?.tables).toEqual([
      { before: expect.objectContaining({ table: 'payments' }), after: null },
    ]);
    expect(await codeRejectedBy(run({ tables: ['shop.payments_v2'] }))).toBe('TV_PIPELINE_RENAMED_IN');
    const ignoreTxnStartTs = [plain.find(({ ddlType }) => ddlType === 'rename table')?.startTs ?? ''];
    const after = await tell('workload', { tables: ['shop.payments_v2'], filter: { ignoreTxnStartTs } });
    expect(after.filter(({ table }) => table === 'payments_v2')).toHaveLength(123 + 17);
  }, 60_000);

  it('fail at the first row of a table that lacks a column, with its name', async () => {
    const filter = { events: [{ matcher: ['shop.*'], ignoreInsertValueExpr: 'nope = 1' }] };
    expect(await codeRejectedBy(run({ filter }))).toBe('TV_CONFIG_FILTER_COLUMN');
    await expect(run({ filter })).rejects.toThrow('for shop.users');
    expect(await codeRejectedBy(run({ filter, tables: ['other.*'] }))).toBeUndefined();
  }, 60_000);

  describe('with tables that are there at the start', () => {
    const store = new MemoryTransactionalStore();
    const db = new EmulatedDatabase(store);
    db.createDatabase('shop');
    const columns: ColumnSpec[] = [
      { name: 'id', type: 'bigint' },
      { name: 'email', type: 'varchar(64)' },
      { name: 'doc', type: 'json' },
    ];
    db.createTable({
      db: 'shop',
      table: 'users',
      primaryKey: ['id'],
      columns: [
        ...columns,
        { name: 'domain', type: 'varchar(64)', virtual: "substring(`email`, locate(_utf8mb4'@', `email`) + 1)" },
      ],
    });
    const startTs = store.now();
    const started = sourceOf(EMPTY, {
      startTs,
      schema: store.readSpan(META_SPAN, startTs).map(([key, value]) => ({ key, value })),
    });
    const begin = (input: Partial<PipelineInput>, options: RunOptions = {}): Promise<unknown> =>
      runPipeline(definePipeline({ source: started, ...input }), options).done;

    it.each<{ title: string; input: Partial<PipelineInput>; code: string | undefined; says?: string }>([
      {
        title: 'a mask that hides nothing',
        input: { mask: [{ matcher: ['shop.*'], columns: ['email', 'emial'], with: 'redact' }] },
        code: 'TV_CONFIG_FILTER_COLUMN',
        says: 'mask[0].columns[1]: "emial" takes no column of shop.users',
      },
      {
        title: 'a choice of a column that is not there',
        input: { columns: [{ matcher: ['shop.*'], exclude: ['note'] }] },
        code: 'TV_CONFIG_FILTER_COLUMN',
        says: 'columns[0].exclude[0]',
      },
      {
        title: 'rules that mean something',
        input: {
          columns: [{ matcher: ['shop.*'], exclude: ['doc'] }],
          mask: [{ matcher: ['*.*'], columns: ['e*'], with: 'hash' }],
        },
        code: undefined,
      },
      {
        title: 'a virtual column',
        input: { filter: { events: [{ matcher: ['*.*'], ignoreInsertValueExpr: "domain = 'example.com'" }] } },
        code: undefined,
      },
      {
        title: 'a column that is not there',
        input: { filter: { events: [{ matcher: ['*.*'], ignoreInsertValueExpr: "doc->'$.a' = 1 OR nope = 1" }] } },
        code: 'TV_CONFIG_FILTER_COLUMN',
        says: 'for shop.users',
      },
    ])('decide before anything runs: $title', async ({ input, code, says = '' }) => {
      expect(await codeRejectedBy(begin(input))).toBe(code);
      if (code !== undefined) await expect(begin(input)).rejects.toThrow(says);
    });

    it('warn once of rules that take no table', async () => {
      const warnings: unknown[] = [];
      const logger = { ...NO_LOGGER, warn: (fields: object) => warnings.push(fields) };
      const mask = ['shop.users', 'shop.later', 'other.*'].map((one) => ({
        matcher: [one],
        columns: ['email'],
        with: 'hash' as const,
      }));
      await begin({ mask }, { logger });
      expect(warnings).toEqual([{ rules: ['mask[1]', 'mask[2]'] }]);
    });

    it('wait for the tables when the schema is older than the start', async () => {
      const mask = [{ matcher: ['shop.*'], columns: ['later'], with: 'hash' as const }];
      expect(await codeRejectedBy(begin({ mask }, { startTs: startTs + 5n, targetTs: startTs + 5n }))).not.toBe(
        'TV_CONFIG_FILTER_COLUMN',
      );
    });
  });

  it.each<{ input: Partial<PipelineInput>; code: string }>([
    { input: { filter: { ignoreTxnStartTs: ['x'] } }, code: 'TV_CONFIG_INVALID' },
    { input: { filter: { events: [{ matcher: [] }] } }, code: 'TV_CONFIG_INVALID' },
    {
      input: { filter: { events: [{ matcher: ['a.b'], ignoreEvent: ['nonsense'] }] } },
      code: 'TV_CONFIG_FILTER_EVENT',
    },
    { input: { filter: { events: [{ matcher: ['a.b'], ignoreSql: ['('] }] } }, code: 'TV_CONFIG_FILTER_REGEXP' },
    { input: { filter: { events: [{ matcher: ['a'] }] } }, code: 'TV_CONFIG_FILTER_SYNTAX' },
    {
      input: { filter: { events: [{ matcher: ['a.b'], ignoreDeleteValueExpr: 'a =' }] } },
      code: 'TV_CONFIG_FILTER_EXPRESSION',
    },
    { input: { columns: [{ matcher: ['a.b'], include: ['['] }] }, code: 'TV_CONFIG_FILTER_SYNTAX' },
    { input: { mask: [{ matcher: ['a.b'], columns: ['c'], with: { keepLast: -1 } }] }, code: 'TV_CONFIG_INVALID' },
  ])('are checked when they are defined: $code for $input', ({ input, code }) => {
    expect(codeThrownBy(defined(input))).toBe(code);
  });

  it('are frozen with their definition', () => {
    const { config } = definePipeline({ source, filter: { events: [{ matcher: ['a.b'] }] } });
    expect([config.filter, config.filter.events, config.filter.events[0]?.matcher].every(Object.isFrozen)).toBe(true);
  });
});
