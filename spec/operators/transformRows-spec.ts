import fc from 'fast-check';
import { firstValueFrom, from, lastValueFrom, toArray } from 'rxjs';
import type { DeadLetter } from '../../src/model/deadLetter';
import { Demand } from '../../src/model/demand';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { RowEvent } from '../../src/model/row';
import { rowJsonOf } from '../../src/model/rowJson';
import type { RowBatch } from '../../src/model/sink';
import type { Table } from '../../src/model/table';
import type { RowTransform, TransformedRow } from '../../src/model/transform';
import { type TransformRowsOptions, transformRows } from '../../src/operators/transformRows';
import { batch, marbles, resolved, row, table } from '../../src/testing';
import { codeRejectedBy, errorAsCode, itemsOf, rebatched } from '../helpers/flows';

const orders = table('shop', 'orders', ['id', 'name'], 100);
const items = table('shop', 'items', ['id', 'name'], 200);

/** A transform that answers for each row by itself. */
function perRow(
  change: (row: RowEvent, i: number) => readonly TransformedRow[],
  more: Partial<RowTransform> = {},
): RowTransform {
  return {
    tableOf: (of) => of,
    transform: async ({ rows }) => ({ rows: rows.flatMap(change) }),
    ...more,
  };
}
const run = (flows: readonly Flow<ChangeEvent>[], transform: RowTransform, options?: TransformRowsOptions) =>
  lastValueFrom(from(flows).pipe(transformRows(transform, options), toArray()));
const rowOf = (commitTs: bigint, id: string, fields: object = {}): RowEvent =>
  row(commitTs, { table: orders, row: { id, name: `n${id}` }, ...fields });
const short = (event: ChangeEvent): string =>
  event.kind === 'ddl' ? 'ddl' : `${event.type} ${event.get('id')} ${event.get('name')}${event.endOfTxn ? '.' : ''}`;

const ddl = (after: Table | null, before: Table | null = null): ChangeEvent => ({
  kind: 'ddl',
  ddlType: 'alter',
  typeCode: 5,
  db: 'shop',
  table: 'orders',
  query: '',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 4n,
  commitTs: 5n,
  tables: [
    {
      before: before && { db: 'shop', table: 'orders', ids: before.physicalIds },
      after: after && { db: 'shop', table: 'orders', ids: after.physicalIds, schema: after },
    },
  ],
});

describe('transformRows', () => {
  const same = perRow((_row, i) => [{ source: i }]);
  const values = { a: batch<ChangeEvent>(rowOf(3n, '1')), r: resolved(9n) };
  // Calls are promises, which marbles cannot wait for; what needs no call is told at once.
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'passes an error of the source on', source: '-#', output: '-#', subs: '^!' },
    { title: 'lets go when unsubscribed', source: '---', output: '-', subs: '^!', unsub: '-!' },
  ])('$title', ({ source, output, subs, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const input = hot(source, values, 'boom');
      expectObservable(input.pipe(transformRows(same), errorAsCode()), unsub).toBe(output, values, 'boom');
      expectSubscriptions(input.subscriptions).toBe(subs);
    });
  });

  it('comes to a halt at a cut, with nothing after it handed over', async () => {
    const said: string[] = [];
    const transform = perRow((one, i) => {
      said.push(`row ${one.commitTs}`);
      return [{ source: i }];
    });
    const cuts = {
      isCut: (ts: bigint) => ts === 4n,
      reached: async (ts: bigint) => {
        await new Promise((resolve) => setImmediate(resolve));
        said.push(`cut ${ts}`);
      },
    };
    const flows = [3n, 4n, 5n].flatMap((ts) => [batch<ChangeEvent>(rowOf(ts, '1')), resolved(ts)]);
    expect((await run(flows, transform, { cuts })).length).toBe(flows.length);
    expect(said).toEqual(['row 3', 'row 4', 'cut 4', 'row 5']);
  });

  it('hands over whole transactions to a transform that asks for them', async () => {
    const seen: string[] = [];
    const transform: RowTransform = {
      tableOf: (of) => of,
      wholeTransactions: true,
      transform: async ({ rows }) => {
        seen.push(rows.map(({ commitTs }) => commitTs).join(' '));
        return { rows: 'unchanged' };
      },
    };
    const part = (ts: bigint, id: string, endOfTxn: boolean): RowEvent => rowOf(ts, id, { endOfTxn });
    const told = await run(
      [
        batch<ChangeEvent>(part(3n, '1', true), part(4n, '2', false)),
        batch<ChangeEvent>(part(4n, '3', false)),
        batch<ChangeEvent>(part(4n, '4', true), part(5n, '5', false)),
        resolved(5n),
      ],
      transform,
    );
    expect(seen).toEqual(['3', '4 4 4', '5']);
    expect(itemsOf(told).map(({ commitTs }) => commitTs)).toEqual([3n, 4n, 4n, 4n, 5n]);
  });

  it('makes all calls of a flow again when another version has come meanwhile', async () => {
    const calls: string[] = [];
    let epoch = 0;
    const settled: number[] = [];
    const transform: RowTransform = {
      tableOf: (of) => of,
      get epoch() {
        return epoch;
      },
      settled: () => settled.push(epoch),
      transform: async ({ table: { table: name }, rows }) => {
        calls.push(`${name} ${epoch}`);
        const by = `by ${epoch}`;
        // The second table's call is where the version before comes back.
        if (name === 'items') epoch = 1;
        return { rows: rows.map((_row, source) => ({ source, row: { name: by } })) };
      },
    };
    const both = batch<ChangeEvent>(rowOf(3n, '1'), row(3n, { table: items, row: { id: '2', name: 'x' } }));
    const told = await run([both, resolved(3n)], transform);
    expect(calls).toEqual(['orders 0', 'items 0', 'orders 1', 'items 1']);
    expect(itemsOf(told).map((event) => (event as RowEvent).get('name'))).toEqual(['by 1', 'by 1']);
    expect(settled).toEqual([1]);
  });

  it('changes columns, and leaves what is not named', async () => {
    const flows = [batch<ChangeEvent>(rowOf(3n, '1', { before: { id: '1', name: 'old' } })), resolved(4n)];
    const told = await run(
      flows,
      perRow(() => [{ source: 0, row: { name: 'x' }, before: { name: 'y' } }]),
    );
    expect(itemsOf(told).map((event) => rowJsonOf(event as RowEvent))).toEqual([
      expect.objectContaining({ type: 'update', row: { id: '1', name: 'x' }, before: { id: '1', name: 'y' } }),
    ]);
    expect(told.at(-1)).toEqual(resolved(4n));
  });

  it('adds columns to rows and to what DDLs tell', async () => {
    const wide = { ...orders, columns: [...orders.columns, { ...orders.columns[0], name: 'route' }] } as Table;
    const transform = perRow((_row, i) => [{ source: i, row: { route: 'eu' } }], {
      tableOf: (of) => (of === orders ? wide : of),
    });
    const [told, changed] = itemsOf(
      await run([batch<ChangeEvent>(rowOf(3n, '1')), batch<ChangeEvent>(ddl(orders))], transform),
    );
    expect(told).toMatchObject({ table: wide, row: { id: '1', name: 'n1', route: 'eu' } });
    expect((told as RowEvent).get('route')).toBe('eu');
    expect(changed).toMatchObject({ tables: [{ after: { schema: wide } }] });
    // A row that it lets be has the column all the same, and NULL in it.
    const letBe = { ...transform, transform: async () => ({ rows: 'unchanged' as const }) };
    const [plain] = itemsOf(await run([batch<ChangeEvent>(rowOf(3n, '1'))], letBe));
    expect((plain as RowEvent).row).toEqual({ id: '1', name: 'n1', route: null });
  });

  it('makes a row of another kind, and one of nothing', async () => {
    const transform = perRow((_row, i) => [
      { source: i, type: 'delete', before: { name: 'gone' } },
      { source: -1, row: { id: '9' } },
    ]);
    const told = itemsOf(await run([batch<ChangeEvent>(rowOf(3n, '1'))], transform));
    expect(told.map(short)).toEqual(['delete 1 gone', 'insert 9 null.']);
    expect(told[1]).toMatchObject({ commitTs: 3n, tableId: 100 });
  });

  it('hands over rows by table, announced, and gives them back in commit order', async () => {
    const calls: string[] = [];
    const transform = perRow((_row, i) => [{ source: i }], {
      addTable: async ({ table: of }) => void calls.push(`add ${of.table}`),
      removeTable: async (id) => void calls.push(`remove ${id}`),
      transform: async ({ rows }: RowBatch) => {
        calls.push(rows.map((one) => String(one.get('id'))).join(' '));
        return { rows: 'unchanged' };
      },
    });
    const mixed = ['1', '2', '3', '4'].map((id, i) =>
      row(BigInt(i + 3), { table: i % 2 === 0 ? orders : items, row: { id, name: '' } }),
    );
    const told = await run(
      [batch<ChangeEvent>(...(mixed as [RowEvent])), batch(ddl(null, orders)), batch<ChangeEvent>(rowOf(9n, '5'))],
      transform,
    );
    expect(itemsOf(told).map((event) => (event.kind === 'row' ? event.get('id') : 'ddl'))).toEqual([
      '1',
      '2',
      '3',
      '4',
      'ddl',
      '5',
    ]);
    expect(calls).toEqual(['add orders', '1 3', 'add items', '2 4', 'remove 100', 'add orders', '5']);
  });

  it('keeps transactions whole, whatever is dropped and added and however it is cut', async () => {
    const story = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 63 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(story, fc.nat(), async (transactions, seed) => {
        let ts = 0n;
        const rows = transactions.flatMap(([count]) => {
          ts += 1n;
          return Array.from({ length: count }, (_, i) =>
            rowOf(ts, `${ts}-${i}`, { startTs: ts, endOfTxn: i === count - 1 }),
          );
        });
        const copies = new Map(
          rows.map((one, i) => [one.get('id'), (transactions[i % transactions.length]?.[1] ?? 0) % 3]),
        );
        const transform = perRow((one, i) =>
          Array.from({ length: copies.get(one.get('id')) ?? 1 }, (_, n) =>
            n === 0 ? { source: i } : { source: -1, row: { id: `${one.get('id')}+` } },
          ),
        );
        const flows = [...rebatched([batch<ChangeEvent>(...(rows as [RowEvent])), resolved(ts)], seed)];
        const told = itemsOf(await run(flows, transform)) as RowEvent[];
        const wanted = rows.flatMap((one) =>
          Array.from({ length: copies.get(one.get('id')) ?? 1 }, (_, n) => `${one.get('id')}${n === 0 ? '' : '+'}`),
        );
        expect(told.map((one) => one.get('id'))).toEqual(wanted);
        for (const [i, one] of told.entries()) expect(one.endOfTxn).toBe(told[i + 1]?.startTs !== one.startTs);
      }),
    );
  });

  it('takes demand while it works, and gives it back', async () => {
    const demand = new Demand(1000);
    const levels: number[] = [];
    const transform = perRow((_row, i) => [{ source: i }], {
      transform: async () => {
        levels.push(await firstValueFrom(demand.bytes$));
        return { rows: 'unchanged' };
      },
    });
    await run([batch<ChangeEvent>(rowOf(3n, '1')), resolved(4n)], transform, { demand });
    expect(levels[0]).toBeLessThan(1000);
    expect(await firstValueFrom(demand.bytes$)).toBe(1000);
  });

  it('keeps rows that are refused as dead letters, or ends', async () => {
    const refusing = perRow(() => [], {
      identity: 'mask@1 abc',
      transform: async () => ({ rows: [{ source: 1 }], refused: [{ row: 0, reason: 'odd' }] }),
    });
    const letters: DeadLetter[] = [];
    const flows = [
      batch<ChangeEvent>(rowOf(3n, '1', { endOfTxn: false, startTs: 1n }), rowOf(3n, '2', { startTs: 1n })),
    ];
    const told = await run(flows, refusing, { deadLetters: { add: (letter) => letters.push(letter) } });
    expect(itemsOf(told).map(short)).toEqual(['insert 2 n2.']);
    expect(letters).toEqual([expect.objectContaining({ message: 'odd', by: 'mask@1 abc' })]);
    expect(await codeRejectedBy(run(flows, refusing))).toBe('TV_PLUGIN_ERROR');
  });

  it.each([
    { title: 'comes from a row that is not there', rows: [{ source: 5 }] },
    { title: 'comes from before the one before', rows: [{ source: 1 }, { source: 0 }] },
  ])('refuses a row that $title', async ({ rows }) => {
    const transform = perRow(() => [], { transform: async () => ({ rows }) });
    const flows = [batch<ChangeEvent>(rowOf(3n, '1'), rowOf(4n, '2'))];
    expect(await codeRejectedBy(run(flows, transform))).toBe('TV_PLUGIN_ANSWER');
  });

  it('tells an error of the source after what came before it', async () => {
    const told: string[] = [];
    const source = from(
      (async function* () {
        yield batch<ChangeEvent>(rowOf(3n, '1', { endOfTxn: false }));
        throw new Error('boom');
      })(),
    );
    const failure = await new Promise((resolve) => {
      source.pipe(transformRows(same)).subscribe({
        next: (flow) => told.push(...itemsOf([flow]).map(short)),
        error: resolve,
      });
    });
    expect(told).toEqual(['insert 1 n1']);
    expect(failure).toEqual(new Error('boom'));
  });
});
