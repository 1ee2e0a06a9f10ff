import { of } from 'rxjs';
import { expand } from '../../src/model/expand';
import { marbles } from '../../src/testing';

describe('expand', () => {
  const twice = (value: string): string[] => (value === 'x' ? [] : [value, value.toUpperCase()]);
  const failure = new TypeError('a slip');

  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    {
      title: 'puts answers in the place of values',
      source: '-a---x-b---|',
      output: '-(aA)--(bB)|',
      subs: '^----------!',
    },
    { title: 'fails with what project throws', source: '-f-|', output: '-#', subs: '^!', error: failure },
    { title: 'passes an error of the source on', source: '-x-#', output: '---#', subs: '^--!', error: 'error' },
    { title: 'lets go when unsubscribed', source: '-x-x-', output: '-----', subs: '^---!', unsub: '----!' },
  ])('$title', ({ source, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source);
      const project = (value: string): string[] => {
        if (value === 'f') throw failure;
        return twice(value);
      };
      expectObservable(source$.pipe(expand(project)), unsub).toBe(output, undefined, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('gives each value its answers, in order', () => {
    const asked: number[] = [];
    const seen: number[] = [];
    const subscription = of(1, 2, 3).pipe(
      expand((value: number) => {
        asked.push(value);
        return [value, -value];
      }),
    );
    subscription.subscribe((value) => seen.push(value));
    expect([asked, seen]).toEqual([
      [1, 2, 3],
      [1, -1, 2, -2, 3, -3],
    ]);
  });
});
