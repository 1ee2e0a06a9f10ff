import fc from 'fast-check';
import { asyncScheduler, from, toArray } from 'rxjs';
import type { Committed, Flow } from '../../src/model/flow';
import { markCuts } from '../../src/operators/markCuts';
import { batch, marbles, resolved } from '../../src/testing';
import { errorAsCode, promisesOf } from '../helpers/flows';

const values: Record<string, Flow<Committed>> = {
  a: batch({ commitTs: 3n }),
  5: resolved(5n),
  6: resolved(6n),
  8: resolved(8n),
};

describe('markCuts', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^', cuts: [] },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)', cuts: [] },
    {
      title: 'cuts once an interval',
      source: '-5-6-8- 9ms a-',
      output: '-5-6-8- 9ms a-',
      subs: '^',
      unsub: '------- 9ms --!',
      cuts: [6n],
    },
    {
      title: 'cuts the last promise again when nothing followed it',
      source: '5-a-6|',
      output: '5-a-6(6|)',
      subs: '^----!',
      cuts: [6n],
      intervalMs: 10,
    },
    { title: 'does not cut what was cut', source: '---5|', output: '---5|', subs: '^---!', cuts: [5n] },
    { title: 'does not cut below a row', source: '5-a|', output: '5-a|', subs: '^--!', cuts: [], intervalMs: 10 },
    { title: 'does not cut before an error', source: '5-#', output: '5-#', subs: '^-!', cuts: [], intervalMs: 10 },
    {
      title: 'lets go when unsubscribed',
      source: '-a-5-',
      output: '-a-',
      subs: '^-!',
      unsub: '--!',
      cuts: [],
    },
  ])('$title', ({ source, output, subs, unsub, cuts, intervalMs = 3 }) => {
    const cut: bigint[] = [];
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      const marked$ = source$.pipe(markCuts<Committed>({ onCut: (ts) => cut.push(ts), intervalMs }), errorAsCode());
      expectObservable(marked$, unsub).toBe(output, values);
      expectSubscriptions(source$.subscriptions).toBe(
        unsub === undefined || subs !== '^' ? subs : unsub.replace('-', '^'),
      );
    });
    expect(cut).toEqual(cuts);
  });

  it('says a cut before its promise goes on', () => {
    const said: unknown[] = [];
    from([resolved(5n)])
      .pipe(markCuts<Committed>({ onCut: (ts) => said.push(`cut ${ts}`), intervalMs: 0 }))
      .subscribe((flow) => said.push(flow));
    expect(said).toEqual(['cut 5', resolved(5n)]);
  });

  it('passes everything, and cuts only what it promises', () => {
    const flows = fc
      .array(fc.boolean(), { maxLength: 30 })
      .map((kinds) =>
        kinds.map(
          (isPromise, i): Flow<Committed> => (isPromise ? resolved(BigInt(i)) : batch({ commitTs: BigInt(i) })),
        ),
      );
    fc.assert(
      fc.property(flows, fc.array(fc.nat({ max: 3 }), { minLength: 64, maxLength: 64 }), (input, steps) => {
        let nowMs = 0;
        const cuts: bigint[] = [];
        const output: Flow<Committed>[] = [];
        const schedule = asyncScheduler.schedule.bind(asyncScheduler);
        const scheduler = { schedule, now: () => (nowMs += steps.shift() ?? 1) };
        from(input)
          .pipe(markCuts<Committed>({ onCut: (ts) => cuts.push(ts), intervalMs: 4, scheduler }), toArray())
          .subscribe((all) => output.push(...all));
        expect(output.slice(0, input.length)).toEqual(input);
        expect(new Set(cuts).size).toBe(cuts.length);
        expect(promisesOf(output)).toEqual(expect.arrayContaining(cuts));
        // The end of a source that ends in a promise is a cut.
        const last = input.at(-1);
        expect(last?.kind !== 'resolved' || cuts.at(-1) === last.ts).toBe(true);
      }),
    );
  });
});
