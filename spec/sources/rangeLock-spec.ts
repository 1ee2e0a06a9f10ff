import fc from 'fast-check';
import type { Span } from '../../src/model/span';
import { type RangeHolder, RangeLock } from '../../src/sources/rangeLock';

const key = (text: string): Uint8Array => Buffer.from(text);
const span = (start: string, end: string): Span => ({ startKey: key(start), endKey: key(end) });
const text = ({ startKey, endKey }: Span): string => `${Buffer.from(startKey)}-${Buffer.from(endKey)}`;
const holder = (start: string, end: string, version = 1): RangeHolder => ({ span: span(start, end), version });

describe('RangeLock', () => {
  it('starts a range where the span starts', () => {
    const lock = new RangeLock(span('a', 'z'), 7n);
    expect(lock.lock(holder('c', 'f'))).toEqual({ kind: 'locked', checkpointTs: 7n });
    expect(lock.free(span('a', 'z')).map(text)).toEqual(['a-c', 'f-z']);
  });

  it('tells no more of what is free than was asked about', () => {
    const lock = new RangeLock(span('a', 'z'), 7n);
    lock.lock(holder('f', 'm'));
    expect(lock.free(span('c', 'p')).map(text)).toEqual(['c-f', 'm-p']);
  });

  it('gives the parts of a split range the resolved ts of the whole', () => {
    const lock = new RangeLock(span('a', 'z'), 1n);
    const parent = holder('a', 'z');
    lock.lock(parent);
    lock.unlock(parent, 9n);
    expect(lock.lock(holder('a', 'm', 2))).toEqual({ kind: 'locked', checkpointTs: 9n });
    expect(lock.lock(holder('m', 'z', 2))).toEqual({ kind: 'locked', checkpointTs: 9n });
  });

  it('starts a merged range at the smaller resolved ts', () => {
    const lock = new RangeLock(span('a', 'z'), 1n);
    const [left, right] = [holder('a', 'm'), holder('m', 'z')];
    lock.lock(left);
    lock.lock(right);
    lock.unlock(left, 9n);
    lock.unlock(right, 5n);
    expect(lock.lock(holder('a', 'z', 2))).toEqual({ kind: 'locked', checkpointTs: 5n });
  });

  it('lets a newer shape wait for the older ones it covers', () => {
    const lock = new RangeLock(span('a', 'z'), 1n);
    const left = holder('a', 'm');
    lock.lock(left);
    expect(lock.lock(holder('a', 'z', 2))).toEqual({ kind: 'wait', holders: [left] });
    lock.unlock(left, 3n);
    expect(lock.lock(holder('a', 'z', 2))).toEqual({ kind: 'locked', checkpointTs: 1n });
  });

  it('refuses a shape that is not newer than what it overlaps', () => {
    const lock = new RangeLock(span('a', 'z'), 1n);
    lock.lock(holder('a', 'm', 2));
    expect(lock.lock(holder('a', 'z', 2))).toEqual({ kind: 'stale' });
    expect(lock.lock(holder('a', 'z', 1))).toEqual({ kind: 'stale' });
  });

  it('ignores whoever does not hold what it gives back', () => {
    const lock = new RangeLock(span('a', 'z'), 1n);
    lock.lock(holder('a', 'm'));
    lock.unlock(holder('a', 'm'), 100n);
    expect(lock.free(span('a', 'z')).map(text)).toEqual(['m-z']);
  });

  it('reaches to the end of the key space', () => {
    const lock = new RangeLock(span('', ''), 1n);
    expect(lock.lock(holder('q', ''))).toEqual({ kind: 'locked', checkpointTs: 1n });
    expect(lock.free(span('', '')).map(text)).toEqual(['-q']);
  });

  it('does as a table with one entry per key does', () => {
    // Keys are single letters, so that the table can be written down.
    const letters = Array.from({ length: 12 }, (_, i) => String.fromCodePoint(97 + i));
    const step = fc.record({
      at: fc.nat({ max: 10 }),
      length: fc.integer({ min: 1, max: 6 }),
      version: fc.integer({ min: 1, max: 4 }),
      ts: fc.bigInt({ min: 1n, max: 50n }),
      release: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lock = new RangeLock(span('a', 'l'), 1n);
        const table = letters.slice(0, 11).map(() => ({ ts: 1n, holder: undefined as RangeHolder | undefined }));
        const held: RangeHolder[] = [];
        for (const { at, length, version, ts, release } of steps) {
          if (release && held.length > 0) {
            const [gone] = held.splice(at % held.length, 1) as [RangeHolder];
            lock.unlock(gone, ts);
            for (const cell of table) if (cell.holder === gone) Object.assign(cell, { holder: undefined, ts });
            continue;
          }
          const to = Math.min(at + length, 11);
          const cells = table.slice(at, to);
          const asking = holder(letters[at] as string, letters[to] as string, version);
          const answer = lock.lock(asking);
          const others = cells.map((cell) => cell.holder).filter((other) => other !== undefined);
          if (others.some((other) => other.version >= version)) expect(answer).toEqual({ kind: 'stale' });
          else if (others.length > 0) expect(answer).toEqual({ kind: 'wait', holders: [...new Set(others)] });
          else {
            const checkpointTs = cells.reduce((least, cell) => (cell.ts < least ? cell.ts : least), 100n);
            expect(answer).toEqual({ kind: 'locked', checkpointTs });
            for (const cell of cells) Object.assign(cell, { holder: asking, ts: checkpointTs });
            held.push(asking);
          }
        }
        const free = lock
          .free(span('a', 'l'))
          .flatMap(({ startKey, endKey }) =>
            letters.filter(
              (letter) => letter >= Buffer.from(startKey).toString() && letter < Buffer.from(endKey).toString(),
            ),
          );
        expect(free).toEqual(letters.slice(0, 11).filter((_, i) => table[i]?.holder === undefined));
      }),
    );
  });
});
