import fc from 'fast-check';
import { from } from 'rxjs';
import { compareCommitOrder } from '../../src/model/commitOrder';
import type { Flow } from '../../src/model/flow';
import type { KvChange, RawEntry } from '../../src/model/kv';
import { MemoryBudget } from '../../src/model/memoryBudget';
import { MetricsMap } from '../../src/model/metrics';
import { type MatchPrewriteCommitOptions, matchPrewriteCommit } from '../../src/operators/matchPrewriteCommit';
import {
  batch,
  change,
  commit,
  committed,
  initialized,
  legalHistory,
  marbles,
  prewrite,
  resolved,
  rollback,
} from '../../src/testing';
import { codeThrownBy, errorAsCode, itemsOf, rebatched, through } from '../helpers/flows';

const values: Record<string, Flow<RawEntry>> = {
  i: batch(initialized()),
  p: batch(prewrite(3n, { value: 'v', oldValue: 'o' })),
  c: batch(commit(3n, 5n)),
  b: batch(rollback(3n)),
  d: batch(committed(6n, 7n, { value: 'w' })),
  m: batch(prewrite(3n, { value: 'v', oldValue: 'o' }), commit(3n, 5n), committed(6n, 7n, { value: 'w' })),
  r: resolved(4n),
  t: resolved(9n),
};
const changes: Record<string, Flow<KvChange>> = {
  s: resolved(0n),
  k: batch(change(3n, 5n, { value: 'v', oldValue: 'o' })),
  l: batch(change(6n, 7n, { value: 'w' })),
  n: batch(change(3n, 5n, { value: 'v', oldValue: 'o' }), change(6n, 7n, { value: 'w' })),
  r: resolved(4n),
  t: resolved(9n),
};
const unmatched = 'TV_ORDER_UNMATCHED_COMMIT';

describe('matchPrewriteCommit', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'turns the end of the scan into a promise', source: '-i-|', output: '-s-|', subs: '^--!' },
    { title: 'takes a second end of the scan for nothing', source: '-i-i-|', output: '-s---|', subs: '^----!' },
    { title: 'joins a commit with its prewrite', source: '-i-p-c-|', output: '-s---k-|', subs: '^------!' },
    { title: 'passes a committed row at once', source: '-d-i-|', output: '-l-s-|', subs: '^----!' },
    { title: 'makes one batch of one batch', source: '-i-m-|', output: '-s-n-|', subs: '^----!' },
    { title: 'makes no batch of a rollback', source: '-i-p-b-|', output: '-s-----|', subs: '^------!' },
    { title: 'keeps an early commit for the scan', source: '-c-p-i---|', output: '-----(ks)|', subs: '^--------!' },
    { title: 'matches early when the value is there', source: '-p-c-i-|', output: '---k-s-|', subs: '^------!' },
    { title: 'keeps an early rollback for the scan', source: '-b-p-i-|', output: '-----s-|', subs: '^------!' },
    { title: 'drops an early commit that the scan saw', source: '-c-i-|', output: '---s-|', subs: '^----!' },
    { title: 'makes no promise before the scan has ended', source: '-r-i-t-|', output: '---s-t-|', subs: '^------!' },
    { title: 'swallows a promise that does not advance', source: '-i-t-r-t|', output: '-s-t----|', subs: '^-------!' },
    { title: 'refuses a commit without prewrite', source: '-i-c-|', output: '-s-#', subs: '^--!', error: unmatched },
    { title: 'refuses a commit rolled back', source: '-ipbc|', output: '-s--#', subs: '^---!', error: unmatched },
    { title: 'refuses a second commit', source: '-ipcc|', output: '-s-k#', subs: '^---!', error: unmatched },
    { title: 'passes an error of the source on', source: '-i-#', output: '-s-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-i-p-c-|', output: '-s---', subs: '^---!', unsub: '----!' },
  ])('$title', ({ source, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(matchPrewriteCommit(), errorAsCode()), unsub).toBe(output, changes, error);
      expectSubscriptions(source$.subscriptions).toBe(
        error === undefined || unsub !== undefined ? subs : '^'.padEnd(output.indexOf('#'), '-').concat('!'),
      );
    });
  });

  /** What leaves when the scan has ended first. */
  const live = (entries: readonly RawEntry[], options: MatchPrewriteCommitOptions = {}): KvChange[] =>
    itemsOf(through<RawEntry, Flow<KvChange>>([batch(initialized(), ...entries)], matchPrewriteCommit(options)));
  /** What leaves by the end of the scan. */
  const scan = (entries: readonly RawEntry[]): KvChange[] =>
    itemsOf(
      through<RawEntry, Flow<KvChange>>([{ kind: 'batch', items: [...entries, initialized()] }], matchPrewriteCommit()),
    );

  it('takes value and old value from the prewrite, and the operation from the commit', () => {
    const put = prewrite(3n, { value: 'v', oldValue: 'o' });
    expect(live([put, commit(3n, 5n, { value: 'x', oldValue: 'y' })])).toEqual([
      change(3n, 5n, { value: 'v', oldValue: 'o' }),
    ]);
    expect(live([put, commit(3n, 5n, { op: 'DELETE' })])).toEqual([change(3n, 5n, { op: 'DELETE', oldValue: 'o' })]);
  });

  it('leaves the value of a delete empty, even when its commit repeats one', () => {
    expect(live([committed(3n, 5n, { op: 'DELETE', value: 'v', oldValue: 'o' })])).toEqual([
      change(3n, 5n, { op: 'DELETE', oldValue: 'o' }),
    ]);
  });

  it('lets a put have an empty value', () => {
    expect(live([prewrite(3n), commit(3n, 5n)])).toEqual([change(3n, 5n)]);
    expect(scan([commit(3n, 5n), prewrite(3n)])).toEqual([change(3n, 5n)]);
  });

  it('keeps the value when a heartbeat repeats the prewrite without it', () => {
    const heartbeat = prewrite(3n);
    expect(live([prewrite(3n, { value: 'v' }), heartbeat, commit(3n, 5n)])).toEqual([change(3n, 5n, { value: 'v' })]);
    expect(live([heartbeat, prewrite(3n, { value: 'v' }), commit(3n, 5n)])).toEqual([change(3n, 5n, { value: 'v' })]);
  });

  it('waits for the scan when a heartbeat without a value is all that came before the commit', () => {
    expect(scan([prewrite(3n), commit(3n, 5n), prewrite(3n, { value: 'v' })])).toEqual([
      change(3n, 5n, { value: 'v' }),
    ]);
  });

  it('takes the highest generation of a pipelined transaction, in any order', () => {
    const first = prewrite(3n, { value: 'v1', generation: 1 });
    const second = prewrite(3n, { value: 'v2', generation: 2 });
    expect(live([first, second, commit(3n, 5n)])).toEqual([change(3n, 5n, { value: 'v2' })]);
    expect(live([second, first, commit(3n, 5n)])).toEqual([change(3n, 5n, { value: 'v2' })]);
    expect(scan([first, commit(3n, 5n), second])).toEqual([change(3n, 5n, { value: 'v2' })]);
  });

  it('makes a delete of a put that a later flush deleted', () => {
    const flushes = [prewrite(3n, { value: 'v', generation: 1 }), prewrite(3n, { op: 'DELETE', generation: 2 })];
    expect(live([...flushes, commit(3n, 5n, { op: 'DELETE' })])).toEqual([change(3n, 5n, { op: 'DELETE' })]);
  });

  it('tells transactions of one key, and keys of one transaction, apart', () => {
    const entries = [
      prewrite(3n, { key: 'a', value: 'a3' }),
      prewrite(3n, { key: 'b', value: 'b3' }),
      prewrite(4n, { key: 'a', value: 'a4' }),
      commit(4n, 6n, { key: 'a' }),
      commit(3n, 7n, { key: 'b' }),
      rollback(3n, { key: 'a' }),
    ];
    expect(live(entries)).toEqual([
      change(4n, 6n, { key: 'a', value: 'a4' }),
      change(3n, 7n, { key: 'b', value: 'b3' }),
    ]);
    expect(codeThrownBy(() => live([...entries, commit(3n, 8n, { key: 'a' })]))).toBe(unmatched);
  });

  it('tells keys apart whose hashes are equal', () => {
    const firstOf = new Map<number, string>();
    let pair: readonly [string, string] | undefined;
    // The hash has thirty bits, so a few ten thousand keys hold a pair.
    for (let i = 0; pair === undefined; i += 1) {
      const key = `key-${i}`;
      let hash = 0x811c9dc5;
      for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
      hash = (hash ^ (hash >>> 15)) & 0x3fffffff;
      const other = firstOf.get(hash);
      if (other !== undefined) pair = [other, key];
      firstOf.set(hash, key);
    }
    const [a, b] = pair;
    const prewrites = [
      prewrite(3n, { key: a, value: 'a' }),
      prewrite(3n, { key: b, value: 'b1', generation: 1 }),
      prewrite(3n, { key: b, value: 'b2', generation: 2 }),
    ];
    expect(live([...prewrites, commit(3n, 5n, { key: a }), commit(3n, 5n, { key: b })])).toEqual([
      change(3n, 5n, { key: a, value: 'a' }),
      change(3n, 5n, { key: b, value: 'b2' }),
    ]);
    expect(live([...prewrites, rollback(3n, { key: b }), commit(3n, 5n, { key: a })])).toHaveLength(1);
    expect(codeThrownBy(() => live([prewrite(3n, { key: a }), commit(3n, 5n, { key: b })]))).toBe(unmatched);
  });

  it('ignores the blank rows of locking reads and rollbacks of what it never saw', () => {
    const blank: RawEntry = { ...initialized(), type: 'UNKNOWN' };
    expect(
      live([blank, rollback(2n), { ...committed(1n, 2n), op: 'UNKNOWN' }, { ...commit(1n, 2n), op: 'UNKNOWN' }]),
    ).toEqual([]);
  });

  it('drops what committed at or below the start, and counts it', () => {
    const metrics = new MetricsMap();
    const entries = [
      prewrite(3n, { key: 'a', value: 'v' }),
      commit(3n, 5n, { key: 'a' }),
      committed(4n, 4n, { key: 'b' }),
      prewrite(3n, { key: 'c', value: 'w' }),
      commit(3n, 6n, { key: 'c' }),
    ];
    expect(live(entries, { startTs: 5n, metrics })).toEqual([change(3n, 6n, { key: 'c', value: 'w' })]);
    expect(metrics.get('tivalve_match_dropped_below_start_rows_total')).toBe(2);
  });

  it('promises its start when the scan has ended, and only more after that', () => {
    const flows = [batch(initialized()), resolved(0n), resolved(5n), resolved(6n)];
    expect(through(flows, matchPrewriteCommit({ startTs: 5n }))).toEqual([resolved(5n), resolved(6n)]);
  });

  it('names the key and both ts of a commit that nothing matches', () => {
    expect(() => live([commit(3n, 5n, { key: 'kk' })])).toThrow(/key 6b6b, startTs 3, commitTs 5/);
  });

  it.each([
    { what: 'commits', flows: [batch(prewrite(3n, { value: 'vvv' }), initialized(), commit(3n, 5n))] },
    { what: 'rolls back', flows: [batch(prewrite(3n, { value: 'vvv' }), initialized(), rollback(3n))] },
    { what: 'repeats', flows: [batch(initialized(), prewrite(3n), prewrite(3n, { value: 'vvv' }), commit(3n, 5n))] },
    { what: 'was rolled back early', flows: [batch(rollback(3n), prewrite(3n), initialized())] },
    { what: 'waits for the scan', flows: [batch(commit(3n, 5n), rollback(4n), prewrite(3n), initialized())] },
  ])('gives the budget back what it held for a transaction that $what', ({ flows }) => {
    const budget = new MemoryBudget();
    const held: number[] = [];
    const open = from([...flows, resolved(9n)]).pipe(matchPrewriteCommit({ budget }));
    open.subscribe(() => held.push(budget.usedBytes));
    expect(held.at(-1)).toBe(0);
    expect(budget.usedBytes).toBe(0);
    expect(budget.peakBytes).toBeGreaterThan(0);
  });

  it('gives the budget back everything when it is unsubscribed', () => {
    const budget = new MemoryBudget();
    marbles(({ hot, expectObservable, flush }) => {
      const waiting = { a: batch(prewrite(3n, { value: 'v'.repeat(1000) })), b: batch(commit(9n, 10n), rollback(11n)) };
      expectObservable(hot<Flow<RawEntry>>('a-b-', waiting).pipe(matchPrewriteCommit({ budget })), '---!').toBe('----');
      flush();
    });
    expect(budget.peakBytes).toBeGreaterThan(1000);
    expect(budget.usedBytes).toBe(0);
  });

  const inOrder = (items: readonly KvChange[]): KvChange[] => [...items].sort(compareCommitOrder);

  it('restores exactly what was committed, from any history in any batches, for each subscriber anew', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 0, max: 60 }), (seed, cuts, start) => {
        const startTs = BigInt(start);
        const { flows, committed: expected, resolvedTs } = legalHistory({ seed, checkpointTs: startTs });
        const budget = new MemoryBudget();
        const matched$ = from(rebatched(flows, cuts)).pipe(matchPrewriteCommit({ startTs, budget }));
        matched$.subscribe(); // The first subscriber must leave nothing behind for the second.
        const output: Flow<KvChange>[] = [];
        matched$.subscribe((flow) => output.push(flow));
        expect(inOrder(itemsOf(output))).toEqual(inOrder(expected));
        expect(output.at(-1)).toEqual(resolved(resolvedTs > startTs ? resolvedTs : startTs));
        expect(budget.usedBytes).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
