import fc from 'fast-check';
import { from } from 'rxjs';
import type { DdlEvent, TableChange } from '../../src/model/ddl';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import { NO_LOGGER } from '../../src/model/logger';
import { MetricsMap } from '../../src/model/metrics';
import type { RowEvent } from '../../src/model/row';
import type { Table } from '../../src/model/table';
import { compileTableFilter } from '../../src/model/tableFilter';
import { compileEventFilter } from '../../src/operators/eventFilter';
import { type FilterRules, filterRows } from '../../src/operators/filterRows';
import { batch, marbles, resolved, row, seededRandom, table } from '../../src/testing';
import { codeThrownBy, errorAsCode, itemsOf, through } from '../helpers/flows';

const shop = table('shop', 'orders', ['id'], 1);
const other = table('test', 't', ['id'], 2);
const ddl = (fields: Partial<DdlEvent>): DdlEvent => ({
  kind: 'ddl',
  ddlType: 'rename table',
  typeCode: 14,
  db: 'shop',
  table: 'orders',
  query: '',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 1n,
  commitTs: 2n,
  tables: [],
  ...fields,
});
const stateOf = (db: string, name: string): NonNullable<TableChange['after']> => ({
  db,
  table: name,
  ids: [1],
  schema: table(db, name),
});
const tables = compileTableFilter(['shop.*']);

const a = row(3n, { table: shop });
const b = row(3n, { table: other });
const values: Record<string, Flow<ChangeEvent>> = {
  a: batch<ChangeEvent>(a),
  b: batch<ChangeEvent>(b),
  m: batch<ChangeEvent>(b, a),
  D: batch<ChangeEvent>(ddl({})),
  E: batch<ChangeEvent>(ddl({ db: 'test' })),
  r: resolved(5n),
};

describe('filterRows', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'passes the rows of chosen tables', source: '-a-b-m-|', output: '-a---a-|', subs: '^------!' },
    { title: 'passes the DDLs of chosen tables', source: '-D-E-|', output: '-D---|', subs: '^----!' },
    { title: 'passes every promise', source: '-b-r-|', output: '---r-|', subs: '^----!' },
    {
      title: 'passes what a rule throws on',
      source: '-a-',
      output: '-#',
      subs: '^!',
      error: 'rule',
      rows: () => fail(),
    },
    { title: 'passes an error of the source on', source: '-a-#', output: '-a-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-a-a-', output: '-a-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, error, unsub, rows }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      const filtered$ = source$.pipe(filterRows({ tables, ...(rows !== undefined && { rows }) }), errorAsCode());
      expectObservable(filtered$, unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  function fail(): never {
    throw 'rule';
  }

  const filtered = (flows: readonly Flow<ChangeEvent>[], rules: FilterRules = { tables }): ChangeEvent[] =>
    itemsOf(through<ChangeEvent, Flow<ChangeEvent>>(flows, filterRows(rules)));
  const endsOf = (events: readonly ChangeEvent[]): boolean[] =>
    events.filter((event): event is RowEvent => event.kind === 'row').map(({ endOfTxn }) => endOfTxn);

  it('passes everything without a rule', () => {
    const flows = [values['m'], values['E'], values['r']].filter((flow) => flow !== undefined);
    expect(through(flows, filterRows({}))).toEqual(flows);
  });

  it('asks the row rule only of rows whose table passes', () => {
    const asked: RowEvent[] = [];
    const rows = (event: RowEvent): boolean => asked.push(event) < 2;
    const [first, second] = [row(3n, { table: shop }), row(4n, { table: shop })];
    expect(itemsOf(through([batch<ChangeEvent>(first, b, second)], filterRows({ tables, rows })))).toEqual([first]);
    expect(asked).toEqual([first, second]);
  });

  const tell = (event: DdlEvent, rules: FilterRules = { tables }): DdlEvent | undefined => {
    const [told] = itemsOf(through([batch<ChangeEvent>(event)], filterRows(rules)));
    return told?.kind === 'ddl' ? told : undefined;
  };
  const gone: TableChange = { before: stateOf('shop', 'a'), after: null };
  const come: TableChange = { before: null, after: stateOf('shop', 'a') };
  const elsewhere: TableChange = { before: stateOf('test', 'a'), after: stateOf('test', 'b') };

  it.each([
    { title: 'a table that goes', typeCode: 4, changes: [gone], told: [gone] },
    { title: 'a table that comes', typeCode: 3, changes: [come], told: [come] },
    { title: 'those of several tables that pass', typeCode: 60, changes: [elsewhere, come], told: [come] },
    { title: 'nothing of other tables', typeCode: 12, changes: [elsewhere], told: undefined },
    { title: 'nothing of a rename outside', typeCode: 14, changes: [elsewhere], told: undefined },
  ])('tells of a DDL $title', ({ typeCode, changes, told }) => {
    expect(tell(ddl({ db: 'test', typeCode, tables: changes }))?.tables).toEqual(told);
  });

  it('passes a DDL that concerns only chosen tables as the object that it is', () => {
    const whole = ddl({ typeCode: 60, tables: [come, gone] });
    expect(tell(whole)).toBe(whole);
  });

  it.each([
    { rules: ['shop.orders'], db: 'shop', passes: true },
    { rules: ['*.*', '!shop.orders'], db: 'shop', passes: true },
    { rules: ['*.*', '!shop.*'], db: 'shop', passes: false },
    { rules: ['shop.*'], db: 'test', passes: false },
    { rules: ['*.*'], db: '', passes: true },
    { rules: ['shop.*'], db: '', passes: false },
  ])('passes a DDL of the database "$db" by $rules: $passes', ({ rules, db, passes }) => {
    const event = ddl({ db, table: '', typeCode: 1 });
    expect(tell(event, { tables: compileTableFilter(rules) })).toBe(passes ? event : undefined);
  });

  it('tells of a dropped database those of its tables that were chosen', () => {
    const other_: TableChange = { before: stateOf('shop', 'tmp'), after: null };
    const event = ddl({ table: '', typeCode: 2, tables: [gone, other_] });
    expect(tell(event, { tables: compileTableFilter(['shop.a']) })?.tables).toEqual([gone]);
  });

  describe('at a rename', () => {
    const out: TableChange = { before: stateOf('shop', 'a'), after: stateOf('test', 'a') };
    const into: TableChange = { before: stateOf('test', 'a'), after: stateOf('shop', 'a') };
    const within: TableChange = { before: stateOf('shop', 'a'), after: stateOf('shop', 'b') };

    it('out of the filter tells that the table is gone', () => {
      expect(tell(ddl({ tables: [out] }))?.tables).toEqual([{ before: out.before, after: null }]);
    });

    it('within the filter tells it as it is', () => {
      expect(tell(ddl({ tables: [within] }))?.tables).toEqual([within]);
    });

    it('into the filter fails, and says how to go on', () => {
      expect(() => tell(ddl({ startTs: 77n, tables: [into] }))).toThrow(
        'test.a, which the rules leave out, is now shop.a',
      );
      expect(codeThrownBy(() => tell(ddl({ tables: [into] })))).toBe('TV_PIPELINE_RENAMED_IN');
      expect(codeThrownBy(() => tell(ddl({ typeCode: 47, tables: [within, into] })))).toBe('TV_PIPELINE_RENAMED_IN');
      expect(tell(ddl({ startTs: 77n, tables: [into] }), { tables, ignoreTxnStartTs: new Set([77n]) })).toBeUndefined();
    });

    it('of several tables takes each by its old name', () => {
      const told = tell(ddl({ typeCode: 47, tables: [within, out, elsewhere] }))?.tables;
      expect(told).toEqual([within, { before: out.before, after: null }]);
    });

    it('is known to event rules by the old name', () => {
      const events = compileEventFilter([{ matcher: ['shop.a'], ignoreEvent: ['rename table'] }]);
      const back: TableChange = { before: stateOf('shop', 'b'), after: stateOf('shop', 'a') };
      expect(tell(ddl({ tables: [within] }), { tables, events })).toBeUndefined();
      expect(tell(ddl({ typeCode: 47, tables: [within, back] }), { tables, events })?.tables).toEqual([back]);
    });
  });

  it('tells of an exchange of partitions unless an event rule takes either table', () => {
    const partitioned: TableChange = { before: stateOf('shop', 'p'), after: stateOf('shop', 'p') };
    const plain: TableChange = { before: stateOf('shop', 'a'), after: stateOf('shop', 'a') };
    const exchange = ddl({ typeCode: 42, tables: [plain, partitioned] });
    const ruleOn = (name: string): FilterRules => ({
      tables,
      events: compileEventFilter([{ matcher: [name], ignoreEvent: ['exchange table partition'] }]),
    });
    expect(tell(exchange, ruleOn('shop.x'))).toBe(exchange);
    expect(tell(exchange, ruleOn('shop.p'))).toBeUndefined();
    expect(tell(exchange, ruleOn('shop.a'))).toBeUndefined();
  });

  it('leaves a DDL of a whole database out by an event rule', () => {
    const events = compileEventFilter([{ matcher: ['shop.*'], ignoreEvent: ['drop database'] }]);
    expect(tell(ddl({ table: '', typeCode: 2, tables: [gone] }), { tables, events })).toBeUndefined();
    expect(tell(ddl({ table: '', typeCode: 1 }), { tables, events })).toBeDefined();
  });

  it('leaves whole transactions out by their start ts', () => {
    const rules = { tables, ignoreTxnStartTs: new Set([10n]) };
    const [first, second] = [row(11n, { table: shop, endOfTxn: false }), row(11n, { table: shop })];
    const kept = row(12n, { table: shop });
    const flows = [batch<ChangeEvent>(first, b), batch<ChangeEvent>(second, kept), resolved(12n)];
    expect(through(flows, filterRows(rules))).toEqual([batch(kept), resolved(12n)]);
    expect(tell(ddl({ startTs: 10n }), rules)).toBeUndefined();
    expect(tell(ddl({ startTs: 11n }), rules)).toBeDefined();
  });

  it('leaves rows out by their kind, and says endOfTxn in their place', () => {
    const events = compileEventFilter([{ matcher: ['shop.*'], ignoreEvent: ['delete'] }]);
    const insert = row(3n, { table: shop, endOfTxn: false });
    const gone_ = row(3n, { table: shop, row: null, before: { id: '1' } });
    const out = filtered([batch<ChangeEvent>(insert, gone_)], { tables, events });
    expect(out).toHaveLength(1);
    expect(endsOf(out)).toEqual([true]);
  });

  describe('tables without a key', () => {
    const heap: Table = { ...table('shop', 'log'), keyColumns: [], id: 9 };
    const stateOfHeap = { db: 'shop', table: 'log', ids: [9], keyless: true as const };
    const changed: TableChange = { before: stateOfHeap, after: { ...stateOfHeap, schema: heap } };

    it('pass unless they are to be dropped', () => {
      const one = row(3n, { table: heap });
      expect(filtered([batch<ChangeEvent>(one)], { tables })).toEqual([one]);
      expect(filtered([batch<ChangeEvent>(one, row(3n, { table: shop }))], { tables, keyless: 'drop' })).toHaveLength(
        1,
      );
    });

    it('are counted and warned of once each', () => {
      const metrics = new MetricsMap();
      const warnings: object[] = [];
      const logger = { ...NO_LOGGER, warn: (fields: object) => warnings.push(fields) };
      const newer = { ...heap };
      const flows = [
        batch<ChangeEvent>(ddl({ typeCode: 3, tables: [{ before: null, after: changed.after }] })),
        batch<ChangeEvent>(
          row(3n, { table: heap }),
          row(4n, { table: newer }),
          row(5n, { table: { ...heap, id: 10 } }),
        ),
      ];
      expect(filtered(flows, { tables, keyless: 'drop', metrics, logger })).toEqual([]);
      expect(metrics.get('tivalve_filter_keyless_tables_total')).toBe(2);
      expect(warnings).toEqual([
        { db: 'shop', table: 'log' },
        { db: 'shop', table: 'log' },
      ]);
      expect(filtered(flows, { tables: compileTableFilter(['x.*']), keyless: 'drop', metrics })).toEqual([]);
      expect(metrics.get('tivalve_filter_keyless_tables_total')).toBe(2);
    });

    it('keep their DDLs, until one gives them a key', () => {
      const keyed = { ...stateOf('shop', 'log') };
      const rules: FilterRules = { tables, keyless: 'drop' };
      expect(tell(ddl({ typeCode: 12, tables: [changed] }), rules)).toBeUndefined();
      expect(tell(ddl({ typeCode: 4, tables: [{ before: stateOfHeap, after: null }] }), rules)).toBeUndefined();
      expect(tell(ddl({ typeCode: 14, tables: [changed] }), rules)).toBeUndefined();
      expect(tell(ddl({ typeCode: 7, tables: [{ before: stateOfHeap, after: keyed }] }), rules)).toBeDefined();
      expect(tell(ddl({ typeCode: 21, table: 'view' }), rules)).toBeDefined();
    });
  });

  it('says endOfTxn at the last row that passed, also in a later batch', () => {
    const [one, two] = [row(3n, { table: shop, endOfTxn: false }), row(3n, { table: shop, endOfTxn: false, key: '2' })];
    expect(endsOf(filtered([batch<ChangeEvent>(one, two, b)]))).toEqual([false, true]);
    expect(endsOf(filtered([batch<ChangeEvent>(one, two), batch<ChangeEvent>(b)]))).toEqual([false, true]);
  });

  it('leaves endOfTxn alone when the last row passes', () => {
    const start = row(3n, { table: shop, endOfTxn: false });
    expect(filtered([batch<ChangeEvent>(start, { ...b, endOfTxn: false }, a)])).toEqual([start, a]);
  });

  it('lets no promise, DDL or end overtake a row that it holds', () => {
    const open = row(3n, { table: shop, endOfTxn: false });
    const late = ddl({ commitTs: 4n });
    expect(through([batch<ChangeEvent>(open), resolved(3n)], filterRows({ tables }))).toEqual([
      batch(open),
      resolved(3n),
    ]);
    expect(filtered([batch<ChangeEvent>(open), batch<ChangeEvent>(late)])).toEqual([open, late]);
    expect(filtered([batch<ChangeEvent>(open)])).toEqual([open]);
  });

  it('marks exactly the last passing row of each transaction, for each subscriber anew', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        (seed, txns) => {
          const random = seededRandom(seed);
          const rows = txns.flatMap((txn, i) =>
            txn.map((chosen, at) =>
              row(BigInt(10 + i), { table: chosen ? shop : other, endOfTxn: at === txn.length - 1, key: String(at) }),
            ),
          );
          const flows: Flow<ChangeEvent>[] = [];
          for (let at = 0; at < rows.length; ) {
            const items = rows.slice(at, at + 1 + Math.floor(random() * 3));
            flows.push({ kind: 'batch', items });
            at += items.length;
          }
          const filtered$ = from(flows).pipe(filterRows({ tables }));
          filtered$.subscribe();
          const output: Flow<ChangeEvent>[] = [];
          filtered$.subscribe((flow) => output.push(flow));
          const expected = txns.flatMap((txn) => {
            const passing = txn.filter((chosen) => chosen).length;
            return Array.from({ length: passing }, (_, at) => at === passing - 1);
          });
          expect(endsOf(itemsOf(output))).toEqual(expected);
          const keysOf = (events: readonly ChangeEvent[]) =>
            events.map((event) => (event.kind === 'row' ? [event.commitTs, event.rawKey] : []));
          expect(keysOf(itemsOf(output))).toEqual(keysOf(rows.filter((one) => one.table === shop)));
        },
      ),
    );
  });
});
