import { from } from 'rxjs';
import type { DdlEvent } from '../../src/model/ddl';
import { deriveRow } from '../../src/model/derivedRow';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { RowEvent } from '../../src/model/row';
import { mapRows } from '../../src/operators/mapRows';
import { batch, marbles, resolved, row } from '../../src/testing';
import { itemsOf, through } from '../helpers/flows';

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
  b: batch<ChangeEvent>(b),
  m: batch<ChangeEvent>(a, ddl, b),
  n: batch<ChangeEvent>(b, ddl, b),
  x: batch<ChangeEvent>(c),
  r: resolved(5n),
};
/** Every `a` becomes a `b`; a `c` is refused. */
const project = (event: RowEvent): RowEvent => {
  if (event === c) throw 'refused';
  return event === a ? b : event;
};

describe('mapRows', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'puts the answer in the row’s place', source: '-a-b-|', output: '-b-b-|', subs: '^----!' },
    { title: 'passes DDLs and promises', source: '-m-r-|', output: '-n-r-|', subs: '^----!' },
    { title: 'passes what the function throws on', source: '-a-x-', output: '-b-#', subs: '^--!', error: 'refused' },
    { title: 'passes an error of the source on', source: '-a-#', output: '-b-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-a-a-', output: '-b-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(mapRows(project)), unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('takes changes of columns for an answer', () => {
    const before = row(3n, { row: { id: '1', email: 'a@b' } });
    const changes = { row: { email: null } };
    const [after] = itemsOf(
      through<ChangeEvent, Flow<ChangeEvent>>(
        [batch<ChangeEvent>(before)],
        mapRows(() => changes),
      ),
    );
    expect(after).toEqual(deriveRow(before, changes));
    expect(after?.kind === 'row' && after.row).toEqual({ id: '1', email: null });
    expect(before.row).toEqual({ id: '1', email: 'a@b' });
  });

  it('serves each subscriber', () => {
    const mapped$ = from([batch<ChangeEvent>(a)]).pipe(mapRows(project));
    const outputs: unknown[] = [];
    mapped$.subscribe((flow) => outputs.push(flow));
    mapped$.subscribe((flow) => outputs.push(flow));
    expect(outputs).toEqual([batch(b), batch(b)]);
  });
});
