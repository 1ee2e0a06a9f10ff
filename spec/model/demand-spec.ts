import fc from 'fast-check';
import { Demand } from '../../src/model/demand';

const levelsOf = (demand: Demand): number[] => {
  const levels: number[] = [];
  demand.bytes$.subscribe((bytes) => levels.push(bytes));
  return levels;
};

describe('Demand', () => {
  it('tells the level at once, and each change', () => {
    const demand = new Demand(100);
    demand.take(30);
    const levels = levelsOf(demand);
    demand.take(50);
    demand.give(80);
    expect(levels).toEqual([70, 20, 100]);
  });

  it('has room for half a mebibyte when nothing is said', () => {
    expect(levelsOf(new Demand())).toEqual([512 * 1024]);
  });

  it('never falls below zero, and says a level once', () => {
    const demand = new Demand(100);
    const levels = levelsOf(demand);
    demand.take(500);
    demand.take(10);
    demand.give(410);
    demand.give(1);
    expect(levels).toEqual([100, 0, 1]);
  });

  it('is stopped until everyone who stopped it goes on', () => {
    const demand = new Demand(100);
    const levels = levelsOf(demand);
    const [first, second] = [{}, {}];
    demand.stop(first);
    demand.stop(first);
    demand.stop(second);
    demand.go(first);
    expect(levels).toEqual([100, 0]);
    demand.go({});
    demand.take(10);
    demand.go(second);
    demand.go(second);
    expect(levels).toEqual([100, 0, 90]);
  });

  it('is at its level again when all is given and gone', () => {
    const step = fc.oneof(
      fc.record({ bytes: fc.nat({ max: 200 }) }),
      fc.record({ who: fc.nat({ max: 3 }), stop: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const demand = new Demand(100);
        const levels = levelsOf(demand);
        const who = Array.from({ length: 4 }, () => ({}));
        const stopped = new Set<number>();
        let taken = 0;
        for (const one of steps) {
          if ('bytes' in one) {
            demand.take(one.bytes);
            taken += one.bytes;
          } else if (one.stop) {
            demand.stop(who[one.who] ?? {});
            stopped.add(one.who);
          } else {
            demand.go(who[one.who] ?? {});
            stopped.delete(one.who);
          }
          expect(levels.at(-1)).toBe(stopped.size > 0 ? 0 : Math.max(0, 100 - taken));
        }
        demand.give(taken);
        for (const one of who) demand.go(one);
        expect(levels.at(-1)).toBe(100);
      }),
    );
  });
});
