import fc from 'fast-check';
import { NewestFirst } from '../../src/sources/NewestFirst';

describe('NewestFirst', () => {
  it('gives what a sorted list gives', () => {
    const step = fc.option(fc.bigInt({ min: 0n, max: 9n }), { nil: 'pop' as const });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = new NewestFirst<number>();
        let list: { ts: bigint; item: number }[] = [];
        for (const [item, ts] of steps.entries()) {
          if (ts === 'pop') {
            expect(queue.pop()).toBe(list.shift()?.item);
            continue;
          }
          queue.push(item, ts);
          list.push({ ts, item });
          list = list.toSorted((a, b) => Number(b.ts - a.ts) || a.item - b.item);
        }
        expect(queue.size).toBe(list.length);
        expect(queue.clear().toSorted((a, b) => a - b)).toEqual(list.map(({ item }) => item).toSorted((a, b) => a - b));
      }),
    );
  });
});
