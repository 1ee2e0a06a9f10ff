import fc from 'fast-check';
import { from } from 'rxjs';
import type { DdlEvent, TableChange } from '../../src/model/ddl';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { RowEvent } from '../../src/model/row';
import { compileTableFilter } from '../../src/model/tableFilter';
import { filterRows } from '../../src/operators/filterRows';
import { batch, marbles, resolved, row, seededRandom, table } from '../../src/testing';
import { errorAsCode, itemsOf, through } from '../helpers/flows';

const shop = table('shop', 'orders', ['id'], 1);
const other = table('test', 't', ['id'], 2);
const ddl = (fields: Partial<DdlEvent>): DdlEvent => ({
  kind: 'ddl',
  ddlType: 'rename table',
  typeCode: 14,
  db: 'shop',
  table: 'orders',
  query: '',
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

  const filtered = (flows: readonly Flow<ChangeEvent>[], rules = { tables }): ChangeEvent[] =>
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

  it('lets a DDL pass when any table it touches passes, before or after', () => {
    const from_ = { before: stateOf('shop', 'a'), after: stateOf('test', 'a') };
    const to = { before: stateOf('test', 'a'), after: stateOf('shop', 'a') };
    const neither = { before: stateOf('test', 'a'), after: stateOf('test', 'b') };
    const gone = { before: stateOf('shop', 'a'), after: null };
    const come = { before: null, after: stateOf('shop', 'a') };
    const passes = (...touched: TableChange[]): boolean =>
      filtered([batch<ChangeEvent>(ddl({ db: 'test', tables: touched }))]).length === 1;
    expect([from_, to, neither, gone, come].map((one) => passes(one))).toEqual([true, true, false, true, true]);
    expect(passes(neither, come)).toBe(true);
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
