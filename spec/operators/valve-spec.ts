import fc from 'fast-check';
import { concat, from, NEVER, Subject } from 'rxjs';
import { Demand } from '../../src/model/demand';
import type { Committed, Flow } from '../../src/model/flow';
import { type ValveControl, valve } from '../../src/operators/valve';
import { batch, marbles, resolved } from '../../src/testing';
import { codeOf, errorAsCode, itemsOf, promisesOf } from '../helpers/flows';

const at = (commitTs: bigint): Committed => ({ commitTs });
const values: Record<string, Flow<Committed>> = {
  a: batch(at(3n)),
  b: batch(at(5n), at(8n)),
  c: batch(at(5n)),
  d: batch(at(8n)),
  e: batch(at(9n)),
  f: batch(at(6n)),
  3: resolved(3n),
  6: resolved(6n),
  7: resolved(7n),
  8: resolved(8n),
  9: resolved(9n),
};
const controls: Record<string, ValveControl> = {
  h: { kind: 'hold' },
  2: { kind: 'hold', ts: 2n },
  6: { kind: 'hold', ts: 6n },
  8: { kind: 'hold', ts: 8n },
  o: { kind: 'open' },
};
const passed = 'TV_ORDER_FENCE_PASSED';

describe('valve', () => {
  it.each(
    [
      { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
      { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
      { title: 'passes everything while it is open', source: '-a-b-8-|', output: '-a-b-8-|', subs: '^------!' },
      {
        title: 'passes what is at or below the fence',
        source: '-a-c-6-|',
        control: '6',
        output: '-a-c-6-|',
        subs: '^------!',
      },
      {
        title: 'holds what is above, and cuts the promise',
        source: '-a-b---8---',
        control: '6',
        output: '-a-(c6)---',
        subs: '^----------',
      },
      {
        title: 'goes on where it stopped',
        source: '-a-b---8-----|',
        control: '6--------o',
        output: '-a-(c6)--(d8)|',
        subs: '^------------!',
      },
      { title: 'promises the fence once', source: '-a-7-8-9-', control: '6', output: '-a-6-----', subs: '^--------' },
      {
        title: 'promises a fence that is the last item’s ts',
        source: '-f-8-',
        control: '6',
        output: '-f-6-',
        subs: '^----',
      },
      { title: 'holds at what has passed', source: '-a-c-8-', control: '--h', output: '-a-3---', subs: '^------' },
      {
        title: 'takes an item above the fence for a promise',
        source: '-f-d-9-',
        control: '--h----',
        output: '-f-6---',
        subs: '^------',
      },
      {
        title: 'lets a repeated hold change nothing',
        source: '-a-b---8-',
        control: '66-6--66',
        output: '-a-(c6)--',
        subs: '^--------',
      },
      {
        title: 'lets a repeated opening change nothing',
        source: '-b-8-|',
        control: 'oo-oo-',
        output: '-b-8-|',
        subs: '^----!',
      },
      {
        title: 'moves its fence up',
        source: '-c-d-9-',
        control: '6----8',
        output: '-c-6-(d8)',
        subs: '^------',
      },
      {
        title: 'moves its fence down',
        source: '-a---b----',
        control: '8--6',
        output: '-a---(c6)-',
        subs: '^---------',
      },
      {
        title: 'refuses a fence that was passed',
        source: '-a---',
        control: '---2',
        output: '-a-#',
        subs: '^--!',
        error: passed,
      },
      { title: 'passes an error of the source on', source: '-a-#', output: '-a-#', subs: '^--!' },
      { title: 'passes an error of the control on', source: '-a---', control: '---#', output: '-a-#', subs: '^--!' },
      {
        title: 'holds back over the end of the source',
        source: '-b--|',
        control: '6------',
        output: '-(c6)--',
        subs: '^---!',
      },
      {
        title: 'completes when it opens after that',
        source: '-b----|',
        control: '6-------o-',
        output: '-(c6)---(d|)',
        subs: '^-----!',
      },
      {
        title: 'completes when the control does after that',
        source: '-b----|',
        control: '6-------|',
        output: '-(c6)---|',
        subs: '^-----!',
      },
      { title: 'outlives its control', source: '-a-b-|', control: '|', output: '-a-b-|', subs: '^----!' },
      {
        title: 'lets go when unsubscribed',
        source: '-a-b-8-',
        control: '6---',
        output: '-a--',
        subs: '^--!',
        unsub: '---!',
      },
    ].map((one) => ({ ...one, control: one.control ?? '-' })),
  )('$title', ({ source, control, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(valve(hot(control, controls)), errorAsCode()), unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  /** A valve with source and control in hand. */
  const open = () => {
    const source$ = new Subject<Flow<Committed>>();
    const control$ = new Subject<ValveControl>();
    const demand = new Demand(100);
    const levels: number[] = [];
    demand.bytes$.subscribe((bytes) => levels.push(bytes));
    const held: number[] = [];
    const output: Flow<Committed>[] = [];
    const errors: unknown[] = [];
    const subscription = source$
      .pipe(
        valve(control$, {
          demand,
          onHeldBytes: (bytes) => held.push(bytes),
          sizeOf: ({ commitTs }) => Number(commitTs),
        }),
      )
      .subscribe({ next: (flow) => output.push(flow), error: (error: unknown) => errors.push(codeOf(error)) });
    return { source$, control$, levels, held, output, errors, subscription };
  };

  it('stops the demand while it holds something, and says how much it holds', () => {
    const { source$, control$, levels, held } = open();
    control$.next({ kind: 'hold', ts: 6n });
    expect(levels).toEqual([100]);
    source$.next(batch(at(5n), at(8n), at(9n)));
    expect([levels, held]).toEqual([[100, 0], [17]]);
    control$.next({ kind: 'hold', ts: 8n });
    expect([levels, held.at(-1)]).toEqual([[100, 0], 9]);
    control$.next({ kind: 'open' });
    expect([levels, held.at(-1)]).toEqual([[100, 0, 100], 0]);
  });

  it.each(['unsubscribed', 'the source fails'])('gives demand and bytes back when %s', (how) => {
    const { source$, control$, levels, held, subscription } = open();
    control$.next({ kind: 'hold', ts: 6n });
    source$.next(batch(at(8n)));
    if (how === 'unsubscribed') subscription.unsubscribe();
    else source$.error(new Error('lost'));
    expect([levels, held]).toEqual([
      [100, 0, 100],
      [8, 0],
    ]);
  });

  it('counts a held item and a promise as passed only when they pass', () => {
    const { source$, control$, errors } = open();
    control$.next({ kind: 'hold', ts: 6n });
    source$.next(batch(at(8n)));
    source$.next(resolved(9n));
    control$.next({ kind: 'hold', ts: 6n });
    control$.next({ kind: 'hold', ts: 8n });
    expect(errors).toEqual([]);
    control$.next({ kind: 'hold', ts: 7n });
    expect(errors).toEqual([passed]);
  });

  it('says each fence before anything leaves because of it', () => {
    const control$ = new Subject<ValveControl>();
    const said: unknown[] = [];
    from([batch(at(3n))])
      .pipe((source$) => concat(source$, NEVER), valve(control$, { onFence: (fence) => said.push(fence) }))
      .subscribe((flow) => said.push(flow));
    control$.next({ kind: 'hold' });
    control$.next({ kind: 'hold', ts: 6n });
    control$.next({ kind: 'open' });
    expect(said).toEqual([batch(at(3n)), 3n, 6n]);
  });

  const flows = fc
    .array(fc.record({ ups: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }), promises: fc.boolean() }), {
      maxLength: 12,
    })
    .map((steps) => {
      const made: Flow<Committed>[] = [];
      let ts = 1n;
      let promised = 0n;
      for (const { ups, promises } of steps) {
        const items = ups.map((up) => {
          ts += BigInt(up);
          if (ts <= promised) ts = promised + 1n;
          return at(ts);
        });
        if (items.length > 0) made.push({ kind: 'batch', items });
        if (promises && ts > promised) {
          promised = ts;
          made.push(resolved(ts));
        }
      }
      return made;
    });
  const turns = fc.array(fc.oneof(fc.constant('open' as const), fc.constant('hold' as const), fc.nat({ max: 8 })), {
    maxLength: 20,
  });

  it('loses nothing, reorders nothing and passes no fence, however it is turned', () => {
    fc.assert(
      fc.property(flows, turns, fc.array(fc.boolean(), { maxLength: 40 }), (input, script, mix) => {
        const source$ = new Subject<Flow<Committed>>();
        const control$ = new Subject<ValveControl>();
        const valve$ = source$.pipe(valve(control$));
        // The first subscriber must leave nothing behind for the second.
        from(input)
          .pipe(valve(from([{ kind: 'hold', ts: 1n } as const])))
          .subscribe();
        const output: Flow<Committed>[] = [];
        let fence: bigint | undefined;
        let highest = 0n;
        let complete = false;
        valve$.subscribe({
          next: (flow) => {
            const top =
              flow.kind === 'resolved'
                ? flow.ts
                : flow.items.reduce((max, { commitTs }) => (commitTs > max ? commitTs : max), 0n);
            if (top > highest) highest = top;
            if (fence !== undefined) expect(top).toBeLessThanOrEqual(fence);
            output.push(flow);
          },
          complete: () => {
            complete = true;
          },
        });
        const left = [...input];
        const control = [...script];
        for (const turn of [...mix, ...input.map(() => true), ...script.map(() => false)]) {
          if (turn) {
            const flow = left.shift();
            if (flow !== undefined) source$.next(flow);
            continue;
          }
          const next = control.shift();
          if (next === undefined) continue;
          if (next === 'open') {
            fence = undefined;
            control$.next({ kind: 'open' });
          } else {
            fence = highest + (next === 'hold' ? 0n : BigInt(next));
            control$.next(next === 'hold' ? { kind: 'hold' } : { kind: 'hold', ts: fence });
          }
        }
        source$.complete();
        fence = undefined;
        control$.next({ kind: 'open' });
        expect(complete).toBe(true);
        expect(itemsOf(output)).toEqual(itemsOf(input));
        // An item above a fence promises the fence, which may be more than the source has ever said.
        const last = promisesOf(output).at(-1) ?? 0n;
        expect(last).toBeGreaterThanOrEqual(promisesOf(input).at(-1) ?? 0n);
        expect(last).toBeLessThanOrEqual(highest);
        const promises = promisesOf(output);
        expect(promises).toEqual([...new Set(promises)].sort((a, b) => (a < b ? -1 : 1)));
        let promised = 0n;
        for (const flow of output) {
          if (flow.kind === 'resolved') promised = flow.ts;
          else for (const { commitTs } of flow.items) expect(commitTs).toBeGreaterThan(promised);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('promises its fence as soon as the source has promised as much', () => {
    const { source$, control$, output } = open();
    source$.next(batch(at(5n)));
    control$.next({ kind: 'hold' });
    expect(promisesOf(output)).toEqual([]);
    source$.next(resolved(9n));
    expect(promisesOf(output)).toEqual([5n]);
    control$.next({ kind: 'hold', ts: 7n });
    expect(promisesOf(output)).toEqual([5n, 7n]);
    control$.next({ kind: 'open' });
    expect(promisesOf(output)).toEqual([5n, 7n, 9n]);
  });

  describe('in every order of control and data', () => {
    const data = ['a', 'b', '8', 'e', '9'];
    /** Every way to hold and open a few times; a hold below what has passed is an error of its own. */
    const scripts = [
      ['h', 'o'],
      ['h', 'h', 'o'],
      ['6', 'o'],
      ['6', '8', 'o'],
      ['8', '6', 'o'],
      ['o', 'h'],
      ['h', 'o', 'h'],
      ['6', 'o', '8'],
    ];

    /** All ways to put two sequences into one. */
    const mixes = (a: readonly string[], b: readonly string[]): readonly (readonly (readonly [string, string])[])[] => {
      const [x, ...restOfA] = a;
      const [y, ...restOfB] = b;
      return [
        ...(x === undefined ? [] : mixes(restOfA, b).map((rest) => [['data', x] as const, ...rest])),
        ...(y === undefined ? [] : mixes(a, restOfB).map((rest) => [['control', y] as const, ...rest])),
        ...(x === undefined && y === undefined ? [[]] : []),
      ];
    };

    it.each(scripts.map((script) => ({ script })))('$script', ({ script }) => {
      for (const mix of mixes(data, script)) {
        const line = (of: string): string => mix.map(([kind, mark]) => (kind === of ? mark : '-')).join('');
        marbles(({ hot, flush }) => {
          const output: Flow<Committed>[] = [];
          const errors: unknown[] = [];
          const source$ = hot(line('data'), values);
          const control$ = hot(line('control'), controls);
          /** What has come, and what must have left, told plainly. */
          let come: Flow<Committed>[] = [];
          let fence: bigint | undefined;
          let promised = 0n;
          const check = (): void => {
            const items = itemsOf(come);
            const left = items.filter(({ commitTs }) => fence === undefined || commitTs <= fence);
            const last = promisesOf(come).at(-1) ?? 0n;
            const proven =
              fence !== undefined && (last >= fence || items.some(({ commitTs }) => commitTs > (fence ?? 0n)));
            const promise = fence === undefined ? last : proven ? fence : last;
            if (promise > promised) promised = promise;
            expect([itemsOf(output), promisesOf(output).at(-1) ?? 0n]).toEqual([left, promised]);
          };
          const valve$ = source$.pipe(valve(control$));
          valve$.subscribe({
            next: (flow) => output.push(flow),
            error: (error: unknown) => errors.push(codeOf(error)),
          });
          source$.subscribe((flow) => {
            come = [...come, flow];
            if (errors.length === 0) check();
          });
          control$.subscribe((control) => {
            const highest = [...itemsOf(output).map(({ commitTs }) => commitTs), ...promisesOf(output)].reduce(
              (max, ts) => (ts > max ? ts : max),
              0n,
            );
            if (control.kind === 'open') fence = undefined;
            else if (errors.length > 0 || (control.ts ?? highest) < highest) return expect(errors).toEqual([passed]);
            else fence = control.ts ?? highest;
            if (errors.length === 0) check();
            return undefined;
          });
          flush();
        });
      }
    });
  });
});
