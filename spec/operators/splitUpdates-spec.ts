import fc from 'fast-check';
import { from, toArray } from 'rxjs';
import type { DdlEvent } from '../../src/model/ddl';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { RowEvent } from '../../src/model/row';
import { splitUpdates } from '../../src/operators/splitUpdates';
import { batch, marbles, resolved, row, table } from '../../src/testing';

const users = { ...table('shop', 'users', ['id', 'email', 'name']), uniqueKeys: [['id'], ['email']] };
const update = (commitTs: bigint, before: object, after: object, endOfTxn = true): RowEvent =>
  row(commitTs, { table: users, before: before as never, row: after as never, endOfTxn });
const renamed = update(3n, { id: '1', email: 'a', name: 'x' }, { id: '1', email: 'b', name: 'x' });
const touched = update(3n, { id: '1', email: 'a', name: 'x' }, { id: '1', email: 'a', name: 'y' });
const ddl = { kind: 'ddl', commitTs: 4n } as DdlEvent;

/** Rows as text: `delete a`, `insert b.` with a point at the end of a transaction. */
const textOf = (event: ChangeEvent): string =>
  event.kind === 'ddl' ? 'ddl' : `${event.type} ${String(event.get('email'))}${event.endOfTxn ? '.' : ''}`;
function split(flows: readonly Flow<ChangeEvent>[], mode?: 'keyChanges' | 'all'): string[] {
  const out: string[] = [];
  from(flows)
    .pipe(splitUpdates(mode))
    .subscribe((flow) => {
      if (flow.kind === 'resolved') out.push(`r${flow.ts}`);
      else out.push(...flow.items.map(textOf));
    });
  return out;
}

describe('splitUpdates', () => {
  const values = { u: batch<ChangeEvent>(touched), d: batch<ChangeEvent>(ddl), r: resolved(5n) };
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'passes what changes no key', source: '-u-d-r-|', output: '-u-d-r-|', subs: '^------!' },
    { title: 'passes an error of the source on', source: '-u-#', output: '-u-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-u-d-r-|', output: '-u-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(splitUpdates()), unsub).toBe(output, values);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('makes a delete and an insert of an update that changes a unique key', () => {
    expect(split([batch<ChangeEvent>(renamed), resolved(3n)])).toEqual(['delete a', 'insert b.', 'r3']);
  });

  it('gives each half its own values and nothing of the other', () => {
    const halves: RowEvent[] = [];
    from([batch<ChangeEvent>(renamed)])
      .pipe(splitUpdates())
      .subscribe((flow) => {
        if (flow.kind === 'batch') halves.push(...(flow.items as RowEvent[]));
      });
    const [gone, come] = halves;
    expect([gone?.row, gone?.before]).toEqual([null, { id: '1', email: 'a', name: 'x' }]);
    expect([come?.row, come?.before]).toEqual([{ id: '1', email: 'b', name: 'x' }, null]);
    expect([gone?.get('email'), gone?.getBefore('email')]).toEqual(['a', 'a']);
    expect([come?.get('email'), come?.getBefore('email')]).toEqual(['b', undefined]);
  });

  it('brings the inserts at the end of the transaction, so that keys may be swapped', () => {
    const one = update(3n, { id: '1', email: 'a', name: '' }, { id: '1', email: 'b', name: '' }, false);
    const two = update(3n, { id: '2', email: 'b', name: '' }, { id: '2', email: 'a', name: '' }, false);
    const other = row(3n, { table: users, row: { id: '3', email: 'c', name: '' }, endOfTxn: true });
    // The transaction spans two batches.
    expect(split([batch<ChangeEvent>(one, two), batch<ChangeEvent>(other), resolved(3n)])).toEqual([
      'delete a',
      'delete b',
      'insert c',
      'insert b',
      'insert a.',
      'r3',
    ]);
  });

  it('splits every update when it is asked to', () => {
    expect(split([batch<ChangeEvent>(touched)], 'all')).toEqual(['delete a', 'insert a.']);
  });

  it('tells bytes apart by what they are', () => {
    const blobs = { ...table('shop', 'blobs', ['id', 'email']), uniqueKeys: [['email']] };
    const bytes = (text: string): Uint8Array => Buffer.from(text);
    const of = (before: string, after: string): RowEvent =>
      row(3n, { table: blobs, before: { id: 1, email: bytes(before) }, row: { id: 1, email: bytes(after) } });
    expect(split([batch<ChangeEvent>(of('x', 'x'))])).toHaveLength(1);
    expect(split([batch<ChangeEvent>(of('x', 'y'))])).toHaveLength(2);
  });

  it('leaves the same table behind as the updates do, never with a key twice, for each subscriber anew', () => {
    const transaction = fc.uniqueArray(
      fc.record({ id: fc.nat({ max: 4 }), email: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
      {
        selector: ({ id }) => id,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(fc.array(transaction, { maxLength: 6 }), fc.integer({ min: 1, max: 3 }), (transactions, size) => {
        const rows = new Map<number, string>([0, 1, 2, 3, 4].map((id) => [id, `start${id}`]));
        const events: ChangeEvent[] = [];
        for (const [i, changes] of transactions.entries()) {
          const after = new Map(rows);
          for (const { id, email } of changes) after.set(id, email);
          // A unique key holds at the end of a transaction.
          if (new Set(after.values()).size < after.size) continue;
          for (const [at, { id, email }] of changes.entries()) {
            const before = { id, email: rows.get(id) ?? '', name: '' };
            events.push(update(BigInt(i + 1), before, { id, email, name: '' }, at === changes.length - 1));
          }
          for (const { id, email } of changes) rows.set(id, email);
        }
        const batches: Flow<ChangeEvent>[] = [];
        for (let at = 0; at < events.length; at += size) {
          const [first, ...rest] = events.slice(at, at + size) as [ChangeEvent, ...ChangeEvent[]];
          batches.push(batch(first, ...rest));
        }
        const split$ = from(batches).pipe(splitUpdates());
        split$.subscribe();
        const held = new Map<string, number>([0, 1, 2, 3, 4].map((id) => [`start${id}`, id]));
        split$.pipe(toArray()).subscribe((flows) => {
          for (const flow of flows) {
            if (flow.kind === 'resolved') continue;
            for (const event of flow.items as RowEvent[]) {
              if (event.type !== 'insert') expect(held.delete(String(event.getBefore('email')))).toBe(true);
              if (event.type === 'delete') continue;
              expect(held.has(String(event.get('email')))).toBe(false);
              held.set(String(event.get('email')), Number(event.get('id')));
            }
          }
        });
        expect([...held].map(([email, id]) => `${id} ${email}`).toSorted()).toEqual(
          [...rows].map(([id, email]) => `${id} ${email}`).toSorted(),
        );
      }),
    );
  });
});
