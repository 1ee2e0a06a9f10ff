import fc from 'fast-check';
import { BehaviorSubject, from, Subject } from 'rxjs';
import { compareCommitOrder, isSameChange } from '../../src/model/commitOrder';
import type { Flow } from '../../src/model/flow';
import type { KvChange } from '../../src/model/kv';
import { MemoryBudget } from '../../src/model/memoryBudget';
import { MemorySortStore, type SortStore } from '../../src/model/sortStore';
import { sortByCommitTs } from '../../src/operators/sortByCommitTs';
import { batch, change, marbles, resolved } from '../../src/testing';
import { errorAsCode, itemsOf, promisesOf, through } from '../helpers/flows';

const at = (commitTs: bigint, key = 'k'): KvChange => change(1n, commitTs, { key });
const values: Record<string, Flow<KvChange>> = {
  a: batch(at(5n), at(3n)),
  b: batch(at(4n)),
  c: batch(at(3n), at(4n)),
  d: batch(at(5n)),
  e: batch(at(3n), at(4n), at(5n)),
  3: resolved(3n),
  4: resolved(4n),
  5: resolved(5n),
  x: batch(at(3n)),
};

/** Answers as one on disk does: later. */
function slowStore(store: SortStore = new MemorySortStore()): SortStore {
  return {
    get heldBytes() {
      return store.heldBytes;
    },
    add: (changes) => store.add(changes),
    take: async (resolvedTs, maxRows) => store.take(resolvedTs, maxRows),
    close: () => store.close(),
  };
}

const failing = (failure: Error, later: boolean): SortStore => ({
  heldBytes: 0,
  add: () => undefined,
  take: () => {
    if (later) return Promise.reject(failure);
    throw failure;
  },
  close: () => undefined,
});

/** Lets every promise that can settle do so. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('sortByCommitTs', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'keeps what is not resolved', source: '-a-b-', output: '-----', subs: '^----' },
    { title: 'drops what never was resolved', source: '-a-b-|', output: '-----|', subs: '^----!' },
    {
      title: 'lets go in order what is resolved',
      source: '-a-b-4---5---|',
      output: '-----(c4)(d5)|',
      subs: '^------------!',
    },
    { title: 'promises when there is no row', source: '-3-5-|', output: '-3-5-|', subs: '^----!' },
    { title: 'swallows a promise that does not advance', source: '-4-3-4-|', output: '-4-----|', subs: '^------!' },
    { title: 'passes an error of the source on', source: '-a-#', output: '---#', subs: '^--!', error: 'error' },
    { title: 'lets go when unsubscribed', source: '-a-b-4-|', output: '----', subs: '^---!', unsub: '----!' },
    { title: 'lets nothing go without demand', source: '-a-b-4-|', output: '-------', subs: '^------!', demand: '0' },
    {
      title: 'lets rows go once there is demand',
      source: '-a-b-4-----|',
      output: '-------(c4)|',
      subs: '^----------!',
      demand: '0------1',
    },
    {
      title: 'joins promises that wait for demand',
      source: '-a-b-4-5|',
      output: '---------(e5|)',
      subs: '^-------!',
      demand: '0--------1',
    },
    {
      title: 'stops when the demand does',
      source: '-a-b-4-5-',
      output: '-----(c4)',
      subs: '^--------',
      demand: '1-----0',
    },
    {
      title: 'passes an error of the demand on',
      source: '-a-b-4-5-',
      output: '---#',
      subs: '^--!',
      demand: '1--#',
      error: 'error',
    },
  ])('$title', ({ source, output, subs, error, unsub, demand }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      const demand$ = demand === undefined ? undefined : hot(demand, { 0: 0, 1: 1 });
      const sorted$ = source$.pipe(sortByCommitTs({ ...(demand$ !== undefined && { demand$ }) }), errorAsCode());
      expectObservable(sorted$, unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('orders by commitTs, startTs, deletes first, key', () => {
    const inOrder = [
      change(1n, 3n, { key: 'z' }),
      change(1n, 4n, { key: 'y', op: 'DELETE' }),
      change(1n, 4n, { key: 'z', op: 'DELETE' }),
      change(1n, 4n, { key: 'a' }),
      change(1n, 4n, { key: 'b' }),
      change(2n, 4n, { key: 'a', op: 'DELETE' }),
      change(1n, 5n, { key: 'a' }),
    ];
    const flows: Flow<KvChange>[] = [{ kind: 'batch', items: inOrder.toReversed() }, resolved(9n)];
    expect(through(flows, sortByCommitTs())).toEqual([{ kind: 'batch', items: inOrder }, resolved(9n)]);
  });

  it('lets a change that came again go once', () => {
    const again = [at(3n, 'a'), at(4n, 'b'), at(3n, 'a'), at(3n, 'c'), at(3n, 'a')] as const;
    expect(through<KvChange, Flow<KvChange>>([batch(...again), resolved(9n)], sortByCommitTs())).toEqual([
      batch(at(3n, 'a'), at(3n, 'c'), at(4n, 'b')),
      resolved(9n),
    ]);
  });

  it('cuts what leaves into batches of maxBatchRows', () => {
    const flows = [batch(at(3n), at(4n), at(5n)), resolved(9n)];
    expect(through<KvChange, Flow<KvChange>>(flows, sortByCommitTs({ maxBatchRows: 2 }))).toEqual([
      batch(at(3n), at(4n)),
      batch(at(5n)),
      resolved(9n),
    ]);
  });

  it('lets one batch go for each demand, when every batch uses it up', () => {
    const demand$ = new BehaviorSubject(1);
    const output: Flow<KvChange>[] = [];
    from([batch(at(3n), at(4n), at(5n)), resolved(9n)])
      .pipe(sortByCommitTs({ demand$, maxBatchRows: 1 }))
      .subscribe({
        next: (flow) => {
          output.push(flow);
          if (flow.kind === 'batch') demand$.next(0);
        },
        complete: () => output.push(resolved(0n)),
      });
    const counts = [output.length];
    for (let i = 0; i < 3; i += 1) {
      demand$.next(1);
      counts.push(output.length);
    }
    // The last demand is used by the promise, and by the end.
    expect(counts).toEqual([1, 2, 3, 5]);
    expect(promisesOf(output)).toEqual([9n, 0n]);
  });

  it.each([
    { kind: 'in memory', open: () => new MemorySortStore() },
    { kind: 'on disk', open: () => slowStore() },
  ])('says whether resolved rows wait for demand, with a store $kind', async ({ open }) => {
    const demand$ = new BehaviorSubject(0);
    const source$ = new Subject<Flow<KvChange>>();
    const waits: boolean[] = [];
    const output: Flow<KvChange>[] = [];
    const onWaiting = (waiting: boolean): number => waits.push(waiting);
    source$.pipe(sortByCommitTs({ store: open, demand$, onWaiting })).subscribe((flow) => output.push(flow));
    source$.next(batch(at(3n)));
    expect(waits).toEqual([]);
    source$.next(resolved(4n));
    expect(waits.at(-1)).toBe(true);
    demand$.next(1);
    await settled();
    expect(output).toEqual([batch(at(3n)), resolved(4n)]);
    expect(waits.at(-1)).toBe(false);
  });

  it.each([{ later: false }, { later: true }])(
    'passes a failure of the store on (later: $later)',
    async ({ later }) => {
      const failure = new Error('disk on fire');
      const errors: unknown[] = [];
      from([batch(at(3n)), resolved(4n)])
        .pipe(sortByCommitTs({ store: () => failing(failure, later) }))
        .subscribe({ error: (error: unknown) => errors.push(error) });
      await settled();
      expect(errors).toEqual([failure]);
    },
  );

  it('waits for a store that answers later, and completes after it', async () => {
    const output: unknown[] = [];
    const source$ = new Subject<Flow<KvChange>>();
    source$.pipe(sortByCommitTs({ store: slowStore, maxBatchRows: 2 })).subscribe({
      next: (flow) => output.push(flow),
      complete: () => output.push('complete'),
    });
    source$.next(batch(at(5n), at(3n), at(4n)));
    source$.next(resolved(4n));
    // These rise while the store reads.
    source$.next(batch(at(6n)));
    source$.next(resolved(6n));
    source$.complete();
    await settled();
    expect(itemsOf(output.filter((out) => out !== 'complete') as Flow<KvChange>[])).toEqual([
      at(3n),
      at(4n),
      at(5n),
      at(6n),
    ]);
    expect(output.at(-1)).toBe('complete');
    expect(output.at(-2)).toEqual(resolved(6n));
  });

  it('drops what a slow store brings after the end', async () => {
    const output: Flow<KvChange>[] = [];
    const source$ = new Subject<Flow<KvChange>>();
    const subscription = source$.pipe(sortByCommitTs({ store: slowStore })).subscribe((flow) => output.push(flow));
    source$.next(batch(at(3n)));
    source$.next(resolved(4n));
    subscription.unsubscribe();
    await settled();
    expect(output).toEqual([]);
  });

  it('closes its store, which gives the budget back, at the end of each subscription', () => {
    const budget = new MemoryBudget();
    const source$ = new Subject<Flow<KvChange>>();
    const subscription = source$.pipe(sortByCommitTs({ store: () => new MemorySortStore(budget) })).subscribe();
    source$.next(batch(at(3n), at(8n), at(3n)));
    const heldAtFirst = budget.usedBytes;
    expect(heldAtFirst).toBeGreaterThan(0);
    source$.next(resolved(4n));
    expect(budget.usedBytes).toBe(heldAtFirst / 3);
    subscription.unsubscribe();
    expect(budget.usedBytes).toBe(0);
  });

  const someChange = fc.record({
    commitTs: fc.integer({ min: 1, max: 30 }),
    startTs: fc.integer({ min: 1, max: 3 }),
    key: fc.constantFrom('a', 'b', 'c'),
  });
  // Of one key and transaction there is one operation.
  const changeFrom = ({ commitTs, startTs, key }: { commitTs: number; startTs: number; key: string }): KvChange =>
    change(BigInt(startTs), BigInt(commitTs), { key, op: (commitTs + startTs) % 3 === 0 ? 'DELETE' : 'PUT' });
  const steps = fc.array(
    fc.oneof(
      fc.record({ rows: fc.array(someChange, { minLength: 1, maxLength: 8 }) }),
      fc.record({ resolved: fc.integer({ min: 0, max: 30 }) }),
      fc.record({ demand: fc.nat({ max: 1 }) }),
    ),
    { maxLength: 30 },
  );

  /** What is resolved, sorted and once each: slow, but plainly right. */
  const sortedUpTo = (rows: readonly KvChange[], ts: bigint): KvChange[] =>
    rows
      .filter(({ commitTs }) => commitTs <= ts)
      .sort(compareCommitOrder)
      .filter((row, i, all) => i === 0 || !isSameChange(all[i - 1] as KvChange, row));

  it.each([
    { kind: 'in memory', open: () => new MemorySortStore() },
    { kind: 'on disk', open: () => slowStore() },
  ])('lets go exactly what is resolved, in order, in any batches, with a store $kind', async ({ open }) => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (script, maxBatchRows) => {
        const source$ = new Subject<Flow<KvChange>>();
        const demand$ = new BehaviorSubject(1);
        const sorted$ = source$.pipe(sortByCommitTs({ store: open, demand$, maxBatchRows }));
        sorted$.subscribe(); // The first subscriber must leave nothing behind for the second.
        const output: Flow<KvChange>[] = [];
        let complete = false;
        sorted$.subscribe({
          next: (flow) => {
            if (flow.kind === 'batch') expect(flow.items.length).toBeLessThanOrEqual(maxBatchRows);
            output.push(flow);
          },
          complete: () => {
            complete = true;
          },
        });
        const rows: KvChange[] = [];
        let resolvedTs = 0n;
        for (const step of script) {
          if ('demand' in step) demand$.next(step.demand);
          else if ('resolved' in step) {
            if (BigInt(step.resolved) > resolvedTs) resolvedTs = BigInt(step.resolved);
            source$.next(resolved(BigInt(step.resolved)));
          } else {
            const items = step.rows.map(changeFrom).filter(({ commitTs }) => commitTs > resolvedTs);
            rows.push(...items);
            if (items.length > 0) source$.next({ kind: 'batch', items });
          }
          if (resolvedTs % 2n === 0n) await settled();
        }
        source$.complete();
        demand$.next(1);
        await settled();
        expect(complete).toBe(true);
        expect(itemsOf(output)).toEqual(sortedUpTo(rows, resolvedTs));
        let promised = 0n;
        const seen: KvChange[] = [];
        for (const flow of output) {
          if (flow.kind === 'resolved') {
            promised = flow.ts;
            expect(seen).toEqual(sortedUpTo(rows, promised));
          } else seen.push(...flow.items);
        }
        expect(promised).toBe(resolvedTs);
      }),
      { numRuns: 150 },
    );
  });
});
