import { from, of } from 'rxjs';
import type { Committed, Flow } from '../../src/model/flow';
import { untilTs } from '../../src/operators/untilTs';
import { batch, marbles, resolved } from '../../src/testing';
import { errorAsCode } from '../helpers/flows';

const at = (commitTs: bigint): Committed => ({ commitTs });
const values: Record<string, Flow<Committed>> = {
  a: batch(at(3n)),
  b: batch(at(3n), at(7n)),
  c: batch(at(7n)),
  e: batch(at(6n), at(7n)),
  d: batch(at(6n)),
  5: resolved(5n),
  6: resolved(6n),
  8: resolved(8n),
};
const beyond = 'TV_CONFIG_TARGET_TS';

describe('untilTs', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'refuses an empty source', source: '|', output: '#', subs: '(^!)', error: beyond },
    { title: 'passes what is at or below its ts', source: '-a-5-d-', output: '-a-5-d-', subs: '^------' },
    { title: 'drops what is above', source: '-b-c-', output: '-a---', subs: '^----' },
    { title: 'keeps what is at its ts of a batch that goes beyond', source: '-e-', output: '-d-', subs: '^--' },
    { title: 'ends when the ts is resolved', source: '-a-6-d-', output: '-a-(6|)', subs: '^--!' },
    { title: 'cuts a promise that goes beyond', source: '-a-8-d-', output: '-a-(6|)', subs: '^--!' },
    { title: 'refuses a source that ends before', source: '-a-5-|', output: '-a-5-#', subs: '^----!', error: beyond },
    { title: 'passes an error of the source on', source: '-a-#', output: '-a-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-a-d-', output: '-a-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(untilTs(6n), errorAsCode()), unsub).toBe(output, values, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('says how far the source came', () => {
    const errors: unknown[] = [];
    of(resolved(5n))
      .pipe(untilTs(6n))
      .subscribe({ error: (error: unknown) => errors.push(String(error)) });
    expect(errors).toEqual([expect.stringMatching(/6 is above 5/)]);
  });

  it('starts anew for each subscriber', () => {
    const until$ = from([batch(at(3n)), resolved(6n), batch(at(6n))]).pipe(untilTs<Committed>(6n));
    const outputs: Flow<Committed>[][] = [[], []];
    for (const output of outputs) until$.subscribe((flow) => output.push(flow));
    expect(outputs[0]).toEqual([batch(at(3n)), resolved(6n)]);
    expect(outputs[1]).toEqual(outputs[0]);
  });
});
