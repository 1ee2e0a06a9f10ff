import { from } from 'rxjs';
import type { DdlEvent } from '../../src/model/ddl';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { RowEvent } from '../../src/model/row';
import { tapRows } from '../../src/operators/tapRows';
import { batch, marbles, resolved, row } from '../../src/testing';

const ddl: DdlEvent = {
  kind: 'ddl',
  ddlType: 'create table',
  typeCode: 3,
  db: 'test',
  table: 't',
  query: '',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 1n,
  commitTs: 2n,
  tables: [],
};
const a = row(3n);
const b = row(4n);
const c = row(5n);
const values: Record<string, Flow<ChangeEvent>> = {
  a: batch<ChangeEvent>(a),
  m: batch<ChangeEvent>(a, ddl, b),
  x: batch<ChangeEvent>(c),
  r: resolved(5n),
};

describe('tapRows', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^', seen: [] },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)', seen: [] },
    { title: 'shows rows and nothing else', source: '-m-r-|', output: '-m-r-|', subs: '^----!', seen: [a, b] },
    {
      title: 'passes what the function throws on',
      source: '-a-x-',
      output: '-a-#',
      subs: '^--!',
      seen: [a],
      error: 'refused',
    },
    { title: 'passes an error of the source on', source: '-a-#', output: '-a-#', subs: '^--!', seen: [a] },
    { title: 'lets go when unsubscribed', source: '-a-a-', output: '-a-', subs: '^-!', seen: [a], unsub: '--!' },
  ])('$title', ({ source, output, subs, seen, error, unsub }) => {
    const looked: RowEvent[] = [];
    const look = (event: RowEvent): void => {
      if (event === c) throw 'refused';
      looked.push(event);
    };
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(tapRows(look)), unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
    expect(looked).toEqual(seen);
  });

  it('shows a row before it goes on, to each subscriber', () => {
    const log: unknown[] = [];
    const tapped$ = from([batch<ChangeEvent>(a)]).pipe(tapRows((event) => log.push(event.commitTs)));
    tapped$.subscribe((flow) => log.push(flow));
    tapped$.subscribe((flow) => log.push(flow));
    expect(log).toEqual([3n, batch(a), 3n, batch(a)]);
  });
});
