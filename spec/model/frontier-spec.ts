import fc from 'fast-check';
import { Frontier, type FrontierMember } from '../../src/model/frontier';
import type { Span } from '../../src/model/span';

const KEYS = 12;

/** Keys are two bytes, so that −∞ is not the first of them. */
const keyAt = (n: number): Uint8Array => Uint8Array.of(1, n);
const spanOf = (from: number, to: number): Span => ({
  startKey: from <= 0 ? new Uint8Array(0) : keyAt(from),
  endKey: to >= KEYS ? new Uint8Array(0) : keyAt(to),
});
const WHOLE = spanOf(0, KEYS);

/** One entry for each key: what is known of it, and who holds it. */
class SlowFrontier {
  private readonly keys: { ts: bigint; readonly owners: Set<SlowMember> }[];

  constructor(startTs: bigint) {
    this.keys = Array.from({ length: KEYS }, () => ({ ts: startTs, owners: new Set() }));
  }

  get ts(): bigint {
    return this.keys.map(({ ts }) => ts).reduce((low, ts) => (ts < low ? ts : low));
  }

  add(from: number, to: number, checkpointTs: bigint): SlowMember | bigint {
    const keys = this.keys.slice(from, to);
    const lowest = keys.map(({ ts }) => ts).reduce((low, ts) => (ts < low ? ts : low), checkpointTs);
    if (lowest < checkpointTs) return lowest;
    const member: SlowMember = { from, to, resolvedTs: checkpointTs };
    for (const key of keys) key.owners.add(member);
    return member;
  }

  remove(member: SlowMember): void {
    for (const key of this.keys) key.owners.delete(member);
  }

  advance(member: SlowMember, ts: bigint): boolean {
    if (ts <= member.resolvedTs) return false;
    member.resolvedTs = ts;
    for (const key of this.keys.slice(member.from, member.to)) if (key.ts < ts) key.ts = ts;
    return true;
  }
}

interface SlowMember {
  readonly from: number;
  readonly to: number;
  resolvedTs: bigint;
}

type Step =
  | { readonly do: 'add'; readonly from: number; readonly length: number; readonly above: number }
  | { readonly do: 'remove'; readonly at: number }
  | { readonly do: 'advance'; readonly at: number; readonly by: number }
  | { readonly do: 'advanceAll'; readonly at: readonly number[]; readonly ts: number };

const index = fc.nat({ max: 100 });
const single: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    from: fc.nat({ max: KEYS - 1 }),
    length: fc.integer({ min: 1, max: KEYS }),
    above: fc.integer({ min: -3, max: 3 }),
  }),
  fc.record({ do: fc.constant('remove' as const), at: index }),
  fc.record({ do: fc.constant('advance' as const), at: index, by: fc.integer({ min: -2, max: 9 }) }),
);
const any: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: single },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('advanceAll' as const),
      at: fc.array(index, { maxLength: 8 }),
      ts: fc.nat({ max: 60 }),
    }),
  },
);

describe('Frontier', () => {
  it.each([
    // One pass over everything would mend a heap that single promises have put out of order.
    { title: 'by single promises', step: single },
    { title: 'by promises of many', step: any },
  ])('knows of every key what a table of single keys knows, $title', ({ step }) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), fc.nat({ max: 5 }), (steps, start) => {
        const startTs = BigInt(start);
        const frontier = new Frontier(WHOLE, startTs);
        const slow = new SlowFrontier(startTs);
        const members: { fast: FrontierMember; slow: SlowMember }[] = [];
        const memberAt = (at: number) => members[at % Math.max(1, members.length)];
        let before = frontier.ts;
        for (const next of steps) {
          if (next.do === 'add') {
            const to = Math.min(KEYS, next.from + next.length);
            const checkpointTs = BigInt(Math.max(0, Number(slow.ts) + next.above));
            const added = frontier.add(spanOf(next.from, to), checkpointTs);
            const expected = slow.add(next.from, to, checkpointTs);
            if (typeof expected === 'bigint' || typeof added === 'bigint') expect(added).toBe(expected);
            else members.push({ fast: added, slow: expected });
          } else if (next.do === 'advanceAll') {
            const chosen = [...new Set(next.at.map(memberAt))].filter((member) => member !== undefined);
            const ts = BigInt(next.ts);
            const moved = frontier.advanceAll(
              chosen.map(({ fast }) => fast),
              ts,
            );
            expect(moved).toBe(chosen.filter((member) => slow.advance(member.slow, ts)).length);
          } else {
            const member = memberAt(next.at);
            if (member === undefined) continue;
            if (next.do === 'remove') {
              frontier.remove(member.fast);
              slow.remove(member.slow);
              members.splice(members.indexOf(member), 1);
            } else {
              const ts = member.slow.resolvedTs + BigInt(next.by);
              expect(frontier.advance(member.fast, ts)).toBe(slow.advance(member.slow, ts));
            }
          }
          expect(frontier.ts).toBe(slow.ts);
          expect(frontier.ts).toBeGreaterThanOrEqual(before);
          before = frontier.ts;
          for (const { fast, slow: expected } of members) expect(fast.resolvedTs).toBe(expected.resolvedTs);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('answers up to where a range is known, when a registration starts above', () => {
    const frontier = new Frontier(WHOLE, 3n);
    expect(frontier.add(spanOf(2, 5), 4n)).toBe(3n);
    expect(frontier.add(spanOf(2, 5), 3n)).toEqual(expect.objectContaining({ resolvedTs: 3n }));
  });

  it('lets a registration outside its span move nothing', () => {
    const frontier = new Frontier(spanOf(2, 5), 3n);
    for (const outside of [spanOf(0, 2), spanOf(5, 9)]) {
      const member = frontier.add(outside, 9n);
      if (typeof member === 'bigint') throw new Error('refused');
      frontier.advance(member, 20n);
    }
    expect([frontier.ts, frontier.segmentCount]).toEqual([3n, 1]);
  });

  it('takes only its own part of a registration that reaches further', () => {
    const frontier = new Frontier(spanOf(2, 5), 3n);
    const member = frontier.add(WHOLE, 3n);
    if (typeof member === 'bigint') throw new Error('refused');
    frontier.advance(member, 20n);
    expect([frontier.ts, frontier.segmentCount]).toEqual([20n, 1]);
  });

  it('joins what merged regions leave behind', () => {
    const frontier = new Frontier(WHOLE, 0n);
    const pieces = Array.from({ length: KEYS }, (_, i) => frontier.add(spanOf(i, i + 1), 0n));
    expect(frontier.segmentCount).toBe(KEYS);
    for (const piece of pieces) if (typeof piece !== 'bigint') frontier.remove(piece);
    const merged = frontier.add(WHOLE, 0n);
    if (typeof merged === 'bigint') throw new Error('refused');
    expect(frontier.segmentCount).toBe(KEYS);
    frontier.advance(merged, 1n);
    expect([frontier.ts, frontier.segmentCount]).toEqual([1n, 1]);
  });

  it('remembers how far each part of a merged region had come, until they are level', () => {
    const frontier = new Frontier(WHOLE, 0n);
    const [west, east] = [frontier.add(spanOf(0, 4), 0n), frontier.add(spanOf(4, KEYS), 0n)];
    if (typeof west === 'bigint' || typeof east === 'bigint') throw new Error('refused');
    frontier.advance(west, 9n);
    frontier.advance(east, 5n);
    for (const part of [west, east]) frontier.remove(part);
    const merged = frontier.add(WHOLE, 5n);
    if (typeof merged === 'bigint') throw new Error('refused');
    frontier.advance(merged, 6n);
    frontier.remove(merged);
    expect(frontier.add(spanOf(0, 4), 9n)).toMatchObject({ resolvedTs: 9n });
    expect(frontier.add(spanOf(4, KEYS), 7n)).toBe(6n);
  });
});
