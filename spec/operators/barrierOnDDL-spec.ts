import fc from 'fast-check';
import { from, NEVER, Subject } from 'rxjs';
import type { DdlEvent } from '../../src/model/ddl';
import { Demand } from '../../src/model/demand';
import type { Committed, Flow } from '../../src/model/flow';
import { type BarrierOnDDLOptions, barrierOnDDL } from '../../src/operators/barrierOnDDL';
import { batch, marbles, resolved } from '../../src/testing';
import { codeOf, errorAsCode, itemsOf, promisesOf } from '../helpers/flows';

interface Row extends Committed {
  readonly name?: string;
}
const at = (commitTs: bigint, name?: string): Row => ({ commitTs, ...(name !== undefined && { name }) });
const ddl = (commitTs: bigint, query = 'create table t (id int)'): DdlEvent => ({
  kind: 'ddl',
  ddlType: 'create table',
  typeCode: 3,
  db: 'test',
  table: 't',
  query,
  normalizedQuery: query,
  barrier: 'table',
  startTs: commitTs - 1n,
  commitTs,
  tables: [],
});

const rows: Record<string, Flow<Row>> = {
  a: batch(at(3n)),
  b: batch(at(3n), at(7n)),
  c: batch(at(5n)),
  d: batch(at(7n)),
  4: resolved(4n),
  5: resolved(5n),
  7: resolved(7n),
  9: resolved(9n),
};
const ddls: Record<string, Flow<DdlEvent>> = {
  D: batch(ddl(5n)),
  E: batch(ddl(5n), ddl(5n, 'second')),
  F: batch(ddl(5n, 'second')),
  4: resolved(4n),
  5: resolved(5n),
  9: resolved(9n),
};
const values: Record<string, Flow<Row | DdlEvent>> = { ...rows, D: batch(ddl(5n)), F: batch(ddl(5n, 'second')) };
const outOfOrder = 'TV_ORDER_DDL';

describe('barrierOnDDL', () => {
  it.each([
    { title: 'stays silent on silent sources', source: '-', ddl: '-', output: '-', subs: '^' },
    { title: 'completes with empty sources', source: '|', ddl: '|', output: '|', subs: '(^!)' },
    { title: 'completes when both have', source: '-|', ddl: '---|', output: '---|', subs: '^!' },
    {
      title: 'passes rows up to what the DDLs have resolved',
      source: '-a-d-9-',
      ddl: '9------',
      output: '-a-d-9-',
      subs: '^------',
    },
    {
      title: 'holds rows above what the DDLs have resolved',
      source: '-b-9-',
      ddl: '4----',
      output: '-a-4-',
      subs: '^----',
    },
    {
      title: 'lets held rows go when the DDLs catch up',
      source: '-b-9-----|',
      ddl: '4----9---|',
      output: '-a-4-(d9)|',
      subs: '^--------!',
    },
    {
      title: 'refuses a DDL below its own promise',
      source: '-',
      ddl: '9-D-',
      output: '--#',
      subs: '^-!',
      error: outOfOrder,
    },
    {
      title: 'refuses a DDL at its own promise',
      source: '-',
      ddl: '5-D-',
      output: '--#',
      subs: '^-!',
      error: outOfOrder,
    },
    { title: 'passes an error of the source on', source: '-a-#', ddl: '9', output: '-a-#', subs: '^--!' },
    { title: 'passes an error of the DDLs on', source: '-a-', ddl: '9-#', output: '-a#', subs: '^-!' },
    { title: 'lets go when unsubscribed', source: '-a-d-', ddl: '9----', output: '-a-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, ddl: ddlMarbles, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, rows);
      const ddl$ = hot(ddlMarbles, ddls);
      expectObservable(source$.pipe(barrierOnDDL(ddl$), errorAsCode()), unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  /** A barrier with both its inputs in hand. */
  const open = (options: BarrierOnDDLOptions<Row> = {}) => {
    const row$ = new Subject<Flow<Row>>();
    const ddl$ = new Subject<Flow<DdlEvent>>();
    const output: Flow<Row | DdlEvent>[] = [];
    const ends: unknown[] = [];
    const subscription = row$.pipe(barrierOnDDL(ddl$, options)).subscribe({
      next: (flow) => output.push(flow),
      error: (error: unknown) => ends.push(codeOf(error)),
      complete: () => ends.push('complete'),
    });
    return { row$, ddl$, output, ends, subscription };
  };
  /** Row ts, `D` and query of DDLs, `r` and ts of promises. */
  const told = (flows: readonly Flow<Row | DdlEvent>[]): string =>
    flows
      .flatMap((flow) => {
        if (flow.kind === 'resolved') return [`r${flow.ts}`];
        return flow.items.map((item) => ('query' in item ? `D${item.commitTs}` : String(item.commitTs)));
      })
      .join(' ');

  it('puts a DDL behind its rows that wait, and the rest behind it', () => {
    const { row$, ddl$, output } = open();
    row$.next(batch(at(3n), at(5n), at(7n)));
    row$.next(resolved(9n));
    ddl$.next(batch(ddl(5n)));
    expect(told(output)).toBe('3 5 D5');
    ddl$.next(resolved(9n));
    expect(told(output)).toBe('3 5 D5 7 r9');
  });

  it('keeps a DDL until its rows have come', () => {
    const { row$, ddl$, output } = open();
    ddl$.next(batch(ddl(5n)));
    ddl$.next(resolved(9n));
    row$.next(batch(at(3n), at(5n)));
    row$.next(resolved(4n));
    expect(told(output)).toBe('3 5 r4');
    row$.next(batch(at(5n)));
    row$.next(resolved(5n));
    expect(told(output)).toBe('3 5 r4 5 D5 r5');
    row$.next(batch(at(6n)));
    expect(told(output)).toBe('3 5 r4 5 D5 r5 6');
  });

  it('lets a DDL go alone in its batch, and several of one ts in their order', () => {
    const { row$, ddl$, output } = open();
    ddl$.next(batch(ddl(5n, 'first'), ddl(5n, 'second')));
    ddl$.next(batch(ddl(5n, 'third')));
    ddl$.next(resolved(9n));
    row$.next(batch(at(5n)));
    row$.next(resolved(5n));
    expect(output).toEqual([
      batch(at(5n)),
      batch(ddl(5n, 'first')),
      batch(ddl(5n, 'second')),
      batch(ddl(5n, 'third')),
      resolved(5n),
    ]);
  });

  it('takes a further DDL at the ts of one that has left', () => {
    const { row$, ddl$, output, ends } = open();
    row$.next(resolved(9n));
    ddl$.next(batch(ddl(5n)));
    ddl$.next(batch(ddl(5n)));
    ddl$.next(resolved(5n));
    expect(told(output)).toBe('D5 D5 r5');
    expect(ends).toEqual([]);
  });

  it('lets a DDL go when a row above it has come, since demand may stop before the promise', () => {
    const { row$, ddl$, output } = open();
    ddl$.next(batch(ddl(5n)));
    ddl$.next(resolved(9n));
    row$.next(batch(at(5n), at(6n)));
    expect(told(output)).toBe('5 D5 6');
  });

  it('refuses a row at or below a DDL that has left', () => {
    const { row$, ddl$, ends } = open();
    ddl$.next(batch(ddl(5n)));
    row$.next(batch(at(6n)));
    row$.next(batch(at(5n)));
    expect(ends).toEqual(['TV_ORDER_LATE_ROW']);
  });

  it('refuses DDLs out of order', () => {
    const { ddl$, ends } = open();
    ddl$.next(batch(ddl(7n), ddl(6n)));
    expect(ends).toEqual([outOfOrder]);
  });

  it('never promises as much as a DDL that waits', () => {
    const { row$, ddl$, output } = open({ done$: NEVER });
    ddl$.next(batch(ddl(5n)));
    ddl$.next(resolved(9n));
    row$.next(resolved(9n));
    expect(told(output)).toBe('r4');
  });

  it('waits for somebody else to be done with a DDL, which then does not travel', () => {
    const done$ = new Subject<bigint>();
    const { row$, ddl$, output } = open({ done$ });
    ddl$.next(batch(ddl(5n), ddl(7n)));
    ddl$.next(resolved(20n));
    row$.next(batch(at(5n), at(6n), at(8n)));
    row$.next(resolved(9n));
    expect(told(output)).toBe('5 r4');
    done$.next(4n);
    expect(told(output)).toBe('5 r4');
    done$.next(5n);
    expect(told(output)).toBe('5 r4 6 r6');
    done$.next(3n); // What is done is not undone.
    done$.next(8n);
    expect(told(output)).toBe('5 r4 6 r6 8 r9');
  });

  it('lets rows pass a DDL that was done before it was heard of', () => {
    const done$ = new Subject<bigint>();
    const { row$, ddl$, output } = open({ done$ });
    done$.next(5n);
    ddl$.next(batch(ddl(5n)));
    ddl$.next(resolved(9n));
    row$.next(batch(at(5n), at(6n)));
    row$.next(resolved(9n));
    expect(told(output)).toBe('5 6 r9');
  });

  it('stays open for a DDL that only has to be done', () => {
    const done$ = new Subject<bigint>();
    const { row$, ddl$, output, ends } = open({ done$ });
    ddl$.next(batch(ddl(5n)));
    ddl$.next(resolved(9n));
    row$.next(batch(at(6n)));
    row$.next(resolved(9n));
    ddl$.complete();
    row$.complete();
    expect(ends).toEqual([]);
    done$.next(5n);
    expect([told(output), ends]).toEqual(['r4 6 r9', ['complete']]);
  });

  it('does not wait for a DDL that its rows never reached', () => {
    const { row$, ddl$, ends } = open({ done$: NEVER });
    ddl$.next(batch(ddl(5n)));
    ddl$.complete();
    row$.next(resolved(4n));
    row$.complete();
    expect(ends).toEqual(['complete']);
  });

  it('stops the demand while it holds rows, and says how much it holds', () => {
    const demand = new Demand(100);
    const levels: number[] = [];
    demand.bytes$.subscribe((bytes) => levels.push(bytes));
    const held: number[] = [];
    const sizeOf = ({ commitTs }: Row): number => Number(commitTs);
    const { row$, ddl$ } = open({ demand, sizeOf, onHeldBytes: (bytes) => held.push(bytes) });
    ddl$.next(resolved(4n));
    row$.next(batch(at(3n), at(6n), at(8n)));
    expect([levels, held.at(-1)]).toEqual([[100, 0], 14]);
    ddl$.next(resolved(7n));
    expect([levels, held.at(-1)]).toEqual([[100, 0], 8]);
    ddl$.next(resolved(9n));
    expect([levels, held.at(-1)]).toEqual([[100, 0, 100], 0]);
  });

  it('gives demand and bytes back when it is unsubscribed', () => {
    const demand = new Demand(100);
    const levels: number[] = [];
    demand.bytes$.subscribe((bytes) => levels.push(bytes));
    const held: number[] = [];
    const { row$, subscription } = open({ demand, sizeOf: () => 7, onHeldBytes: (bytes) => held.push(bytes) });
    row$.next(batch(at(3n)));
    subscription.unsubscribe();
    expect([levels, held]).toEqual([
      [100, 0, 100],
      [7, 0],
    ]);
  });

  /** A stream in order, with its promises: of rows or of DDLs. */
  const streamOf = <T extends Committed>(make: (ts: bigint, i: number) => T): fc.Arbitrary<Flow<T>[]> =>
    fc
      .array(fc.record({ ups: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }), promises: fc.boolean() }), {
        maxLength: 10,
      })
      .map((steps) => {
        const made: Flow<T>[] = [];
        let ts = 1n;
        let promised = 0n;
        let count = 0;
        for (const { ups, promises } of steps) {
          const items = ups.map((up) => {
            ts += BigInt(up);
            if (ts <= promised) ts = promised + 1n;
            count += 1;
            return make(ts, count);
          });
          if (items.length > 0) made.push({ kind: 'batch', items });
          if (promises && ts > promised) {
            promised = ts;
            made.push(resolved(ts));
          }
        }
        made.push(resolved(1000n));
        return made;
      });

  it('puts any two streams together the same way, however they interleave', () => {
    const rowStream = streamOf((ts, i): Row => at(ts, `row ${i}`));
    const ddlStream = streamOf((ts, i) => ddl(ts, `ddl ${i}`));
    fc.assert(
      fc.property(rowStream, ddlStream, fc.array(fc.boolean(), { maxLength: 30 }), (rowFlows, ddlFlows, mix) => {
        const row$ = new Subject<Flow<Row>>();
        const ddl$ = new Subject<Flow<DdlEvent>>();
        // The first subscriber must leave nothing behind for the second.
        from(rowFlows)
          .pipe(barrierOnDDL(from([])))
          .subscribe();
        const output: Flow<Row | DdlEvent>[] = [];
        const waiting: DdlEvent[] = [];
        row$.pipe(barrierOnDDL(ddl$)).subscribe((flow) => {
          output.push(flow);
          if (flow.kind === 'resolved') {
            for (const { commitTs } of waiting) expect(flow.ts).toBeLessThan(commitTs);
            return;
          }
          for (const item of flow.items) if ('query' in item) expect(waiting.shift()).toBe(item);
        });
        const leftRows = [...rowFlows];
        const leftDdls = [...ddlFlows];
        const order = [...mix, ...rowFlows.map(() => true), ...ddlFlows.map(() => false)];
        for (const turn of order) {
          if (turn) {
            const flow = leftRows.shift();
            if (flow !== undefined) row$.next(flow);
            continue;
          }
          const flow = leftDdls.shift();
          if (flow === undefined) continue;
          if (flow.kind === 'batch') waiting.push(...flow.items);
          ddl$.next(flow);
        }
        const all = [...itemsOf(rowFlows), ...itemsOf(ddlFlows)];
        // The sort is stable, and rows stand first: so a row goes before a DDL of its ts.
        const merged = all.sort((a, b) => (a.commitTs < b.commitTs ? -1 : a.commitTs > b.commitTs ? 1 : 0));
        expect(itemsOf(output)).toEqual(merged);
        expect(promisesOf(output).at(-1)).toBe(1000n);
        let promised = 0n;
        for (const flow of output) {
          if (flow.kind === 'resolved') {
            expect(flow.ts).toBeGreaterThan(promised);
            promised = flow.ts;
          } else for (const { commitTs } of flow.items) expect(commitTs).toBeGreaterThan(promised);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
