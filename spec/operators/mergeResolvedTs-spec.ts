import fc from 'fast-check';
import { from, Subject } from 'rxjs';
import type { Flow } from '../../src/model/flow';
import type { KvChange } from '../../src/model/kv';
import { MetricsMap } from '../../src/model/metrics';
import type { RegionFeed, Registration } from '../../src/model/region';
import { WHOLE_KEYSPACE } from '../../src/model/span';
import { type MergeResolvedTsOptions, mergeResolvedTs } from '../../src/operators/mergeResolvedTs';
import { batch, change, marbles, regionStream, registration, resolved, seededRandom } from '../../src/testing';
import { codeOf, errorAsCode, itemsOf, promisesOf } from '../helpers/flows';

const span = WHOLE_KEYSPACE;
const left = registration({ regionId: 1, requestId: 1, endKey: 'm' });
const right = registration({ regionId: 2, requestId: 2, startKey: 'm' });
const values: Record<string, Flow<KvChange>> = {
  a: batch(change(1n, 3n, { key: 'a' })),
  z: batch(change(1n, 4n, { key: 'z' })),
  0: resolved(0n),
  4: resolved(4n),
  5: resolved(5n),
  6: resolved(6n),
  7: resolved(7n),
  9: resolved(9n),
};

describe('mergeResolvedTs', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'stays open while a region is', source: 'L|', l: '----', output: '----', subs: '^!' },
    { title: 'completes with the last region', source: 'LR|', l: '--|', r: '----|', output: '----|', subs: '^-!' },
    { title: 'passes rows as they come', source: 'LR|', l: '--a|', r: '---z|', output: '--az|', subs: '^-!' },
    { title: 'promises the lowest', source: 'LR|', l: '--5--9|', r: '---6---|', output: '---5-6-|', subs: '^-!' },
    { title: 'waits for a range that nobody has covered', source: 'L|', l: '--5--9|', output: '------|', subs: '^!' },
    {
      title: 'swallows a promise that falls back',
      source: 'LR|',
      l: '-5-4-|',
      r: '--5-9|',
      output: '--5--|',
      subs: '^-!',
    },
    {
      title: 'takes one promise of many',
      source: 'LR--M|',
      l: '-0----|',
      r: '--0---|',
      output: '----7-|',
      subs: '^----!',
    },
    {
      title: 'ignores a batched promise before the scans ended',
      source: 'LR--M|',
      l: '-0---|',
      r: '-----|',
      output: '-----|',
      subs: '^----!',
    },
    {
      title: 'ignores a batched promise of a region that is gone',
      source: 'LR--M|',
      l: '-0|',
      r: '-0---|',
      output: '-----|',
      subs: '^----!',
    },
    {
      title: 'keeps the promises of a region that is gone',
      source: 'LR|',
      l: '-5|',
      r: '----6|',
      output: '----5|',
      subs: '^-!',
    },
    {
      title: 'refuses a row below its own promise',
      source: 'LR-',
      l: '-5-a',
      r: '----',
      output: '---#',
      subs: '^--!',
      error: 'TV_ORDER_LATE_ROW',
    },
    {
      title: 'takes a row below another region’s promise',
      source: 'LR-',
      l: '-5-',
      r: '--z-',
      output: '--z-',
      subs: '^---',
    },
    {
      title: 'refuses a region that starts too high',
      source: 'LH',
      l: '--',
      output: '-#',
      subs: '^!',
      error: 'TV_ORDER_HISTORY_GAP',
    },
    { title: 'passes an error of the source on', source: 'L-#', l: '-5-', output: '--#', subs: '^-!' },
    { title: 'passes an error of a region on', source: 'L---', l: '-5#', output: '--#', subs: '^-!' },
    {
      title: 'lets go when unsubscribed',
      source: 'LR--',
      l: '-a--',
      r: '---z',
      output: '-a-',
      subs: '^-!',
      unsub: '--!',
    },
  ])('$title', ({ source, l = '', r = '', output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot<RegionFeed<KvChange>>(source, {
        L: regionStream(left, hot(l, values)),
        R: regionStream(right, hot(r, values)),
        M: { kind: 'regionsResolved', ts: 7n, registrations: [left, right] },
        H: regionStream(registration({ startKey: 'm', checkpointTs: 1n }), hot('')),
      });
      expectObservable(source$.pipe(mergeResolvedTs({ span }), errorAsCode()), unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('lets go of every region when unsubscribed', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const l$ = hot('-----', values);
      const r$ = hot('---|', values);
      const source$ = hot<RegionFeed<KvChange>>('LR--', { L: regionStream(left, l$), R: regionStream(right, r$) });
      expectObservable(source$.pipe(mergeResolvedTs({ span })), '----!').toBe('----');
      expectSubscriptions(l$.subscriptions).toBe('^---!');
      expectSubscriptions(r$.subscriptions).toBe('-^-!');
    });
  });

  /** A merge with its input in hand. */
  const open = (options: Partial<MergeResolvedTsOptions> = {}) => {
    const feed$ = new Subject<RegionFeed<KvChange>>();
    const output: Flow<KvChange>[] = [];
    const errors: unknown[] = [];
    const metrics = new MetricsMap();
    feed$.pipe(mergeResolvedTs({ span, metrics, ...options })).subscribe({
      next: (flow) => output.push(flow),
      error: (error: unknown) => errors.push(codeOf(error)),
    });
    const begin = (fields: Parameters<typeof registration>[0]) => {
      const of: Registration = registration(fields);
      const stream$ = new Subject<Flow<KvChange>>();
      feed$.next(regionStream(of, stream$));
      return { of, stream$ };
    };
    return { feed$, output, errors, metrics, begin };
  };

  it('goes on over a split, and never passes the piece that is missing', () => {
    const { begin, output } = open();
    const whole = begin({ regionId: 1 });
    whole.stream$.next(resolved(5n));
    whole.stream$.complete();
    const first = begin({ regionId: 1, requestId: 2, endKey: 'm', checkpointTs: 5n });
    first.stream$.next(resolved(8n));
    expect(promisesOf(output)).toEqual([5n]);
    const second = begin({ regionId: 2, requestId: 3, startKey: 'm', checkpointTs: 5n });
    second.stream$.next(resolved(7n));
    expect(promisesOf(output)).toEqual([5n, 7n]);
  });

  it('goes on over a merge of regions, from the lower promise', () => {
    const { begin, output } = open();
    const [a, b] = [begin({ regionId: 1, endKey: 'm' }), begin({ regionId: 2, startKey: 'm' })];
    a.stream$.next(resolved(9n));
    b.stream$.next(resolved(6n));
    a.stream$.complete();
    b.stream$.complete();
    const merged = begin({ regionId: 1, requestId: 3, checkpointTs: 6n });
    merged.stream$.next(batch(change(5n, 7n, { key: 'z' })));
    merged.stream$.next(resolved(8n));
    expect(output).toEqual([resolved(6n), batch(change(5n, 7n, { key: 'z' })), resolved(8n)]);
  });

  it('takes the better promise where registrations overlap', () => {
    const { begin, output } = open();
    const whole = begin({ regionId: 1 });
    const part = begin({ regionId: 2, requestId: 2, startKey: 'm' });
    whole.stream$.next(resolved(4n));
    part.stream$.next(resolved(6n));
    expect(promisesOf(output)).toEqual([4n]);
    whole.stream$.complete();
    begin({ regionId: 1, requestId: 3, endKey: 'm' }).stream$.next(resolved(9n));
    expect(promisesOf(output)).toEqual([4n, 6n]);
  });

  it('starts at startTs, and says nothing at or below it', () => {
    const { begin, output } = open({ startTs: 5n });
    const { stream$ } = begin({ checkpointTs: 5n });
    for (const ts of [0n, 5n, 6n]) stream$.next(resolved(ts));
    expect(output).toEqual([resolved(6n)]);
  });

  it('drops the rows a new registration repeats, and counts them', () => {
    const { begin, output, metrics, errors } = open();
    const first = begin({ regionId: 1 });
    first.stream$.next(batch(change(1n, 3n)));
    first.stream$.next(resolved(5n));
    first.stream$.complete();
    const second = begin({ regionId: 1, requestId: 2, checkpointTs: 4n });
    second.stream$.next(batch(change(1n, 3n), change(2n, 5n), change(3n, 6n)));
    second.stream$.next(batch(change(2n, 5n)));
    expect(output).toEqual([batch(change(1n, 3n)), resolved(5n), batch(change(3n, 6n))]);
    expect(metrics.get('tivalve_merge_repeated_rows_total')).toBe(3);
    expect(errors).toEqual([]);
  });

  it('takes a row at or below the checkpoint for old news, not for a broken promise', () => {
    const { begin, output, errors } = open({ startTs: 5n });
    const { stream$ } = begin({ checkpointTs: 5n });
    stream$.next(resolved(8n));
    stream$.next(batch(change(1n, 5n), change(8n, 9n)));
    expect([output, errors]).toEqual([[resolved(8n), batch(change(8n, 9n))], []]);
    stream$.next(batch(change(1n, 6n)));
    expect(errors).toEqual(['TV_ORDER_LATE_ROW']);
  });

  it('counts what it ignores', () => {
    const { begin, feed$, metrics } = open();
    const { of, stream$ } = begin({});
    stream$.next(resolved(0n)); // The end of the scan makes no progress and is no fall back.
    stream$.next(resolved(5n));
    stream$.next(resolved(4n));
    feed$.next({ kind: 'regionsResolved', ts: 5n, registrations: [of] });
    feed$.next({ kind: 'regionsResolved', ts: 6n, registrations: [of, registration()] });
    expect(metrics.get('tivalve_merge_ignored_resolved_total')).toBe(3);
  });

  it('names the region and both ts of a gap', () => {
    const errors: unknown[] = [];
    from([regionStream(registration({ regionId: 7, requestId: 8, checkpointTs: 9n }), new Subject<Flow<KvChange>>())])
      .pipe(mergeResolvedTs({ span, startTs: 2n }))
      .subscribe({ error: (error: unknown) => errors.push(String(error)) });
    expect(errors).toEqual([
      expect.stringMatching(/region 7 \(request 8\) starts above 9, its range is known up to 2/),
    ]);
  });

  it('keeps the promises of honest regions that come, go and repeat, for each subscriber anew', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const upTo = (n: number): number => Math.floor(random() * n);
        const KEYS = 8;
        const rows = Array.from({ length: 30 }, () => change(1n, BigInt(1 + upTo(60)), { key: `k${upTo(KEYS)}` }));
        const merged$ = new Subject<RegionFeed<KvChange>>();
        const output: Flow<KvChange>[] = [];
        const merge = mergeResolvedTs({ span });
        merge(from([])).subscribe();
        merge(merged$).subscribe((flow) => output.push(flow));
        const known = Array.from({ length: KEYS }, () => 0n);
        interface Open {
          readonly from: number;
          readonly to: number;
          readonly of: Registration;
          readonly stream$: Subject<Flow<KvChange>>;
          ts: bigint;
        }
        let regions: Open[] = [];
        const rowsOf = ({ from: start, to, ts }: Open, upToTs: bigint): KvChange[] =>
          rows.filter(({ key, commitTs }) => {
            const at = Number(Buffer.from(key).toString().slice(1));
            return at >= start && at < to && commitTs > ts && commitTs <= upToTs;
          });
        const begin = (start: number, to: number): void => {
          const checkpointTs = known.slice(start, to).reduce((low, ts) => (ts < low ? ts : low));
          const startKey = start === 0 ? '' : `k${start}`;
          const of = registration({
            requestId: upTo(1e9),
            startKey,
            endKey: to === KEYS ? '' : `k${to}`,
            checkpointTs,
          });
          const opened: Open = { from: start, to, of, stream$: new Subject(), ts: checkpointTs };
          regions.push(opened);
          known.fill(checkpointTs, start, to);
          merged$.next(regionStream(of, opened.stream$));
          opened.stream$.next(resolved(checkpointTs));
        };
        for (let step = 0; step < 40; step += 1) {
          const region = regions[upTo(regions.length)];
          const roll = random();
          if (region === undefined || roll < 0.2) {
            const start = upTo(KEYS);
            begin(start, start + 1 + upTo(KEYS - start));
          } else if (roll < 0.4) {
            region.stream$.complete();
            regions = regions.filter((other) => other !== region);
            // A client knows of a range what its last registration had reached.
            for (let key = region.from; key < region.to; key += 1) known[key] = region.ts;
          } else {
            const ts = region.ts + BigInt(upTo(10));
            const sent = rowsOf(region, ts);
            if (sent.length > 0) region.stream$.next({ kind: 'batch', items: sent });
            region.ts = ts;
            if (random() < 0.5) region.stream$.next(resolved(ts));
            else merged$.next({ kind: 'regionsResolved', ts, registrations: [region.of, registration()] });
          }
        }
        for (const region of regions) region.stream$.complete();
        regions = [];
        known.fill(0n);
        begin(0, KEYS);
        const [last] = regions;
        expect(last).toBeDefined();
        if (last === undefined) return;
        last.stream$.next({ kind: 'batch', items: rows });
        last.stream$.next(resolved(1000n));

        let promised = 0n;
        const seen = new Set<KvChange>();
        for (const flow of output) {
          if (flow.kind === 'resolved') {
            expect(flow.ts).toBeGreaterThan(promised);
            promised = flow.ts;
            for (const row of rows) if (row.commitTs <= promised) expect(seen).toContain(row);
          } else {
            for (const item of flow.items) {
              expect(item.commitTs).toBeGreaterThan(promised);
              seen.add(item);
            }
          }
        }
        expect(promised).toBe(1000n);
        expect(new Set(itemsOf(output))).toEqual(new Set(rows));
      }),
    );
  });
});
