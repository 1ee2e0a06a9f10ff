import fc from 'fast-check';
import { compareBytes, equalBytes, hexOf } from '../../src/model/bytes';
import { compareEndKeys, type Span, spanHas, spansOverlap, startsBelow, WHOLE_KEYSPACE } from '../../src/model/span';

const key = fc.uint8Array({ max: 3, maxLength: 3 });
const span: fc.Arbitrary<Span> = fc.record({ startKey: key, endKey: key });
/** Every key of up to four bytes below 4, in order: enough to stand for all keys. */
const KEYS: readonly Uint8Array[] = (() => {
  const all: number[][] = [[]];
  for (let at = 0; at < all.length; at += 1) {
    const prefix = all[at] ?? [];
    if (prefix.length < 4) for (let byte = 0; byte < 4; byte += 1) all.push([...prefix, byte]);
  }
  return all.map((bytes) => Uint8Array.from(bytes));
})();

describe('bytes', () => {
  it('are ordered as Buffer orders them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), fc.uint8Array({ maxLength: 6 }), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(equalBytes(a, Uint8Array.from(a))).toBe(true);
      }),
    );
    expect(compareBytes(Uint8Array.of(0x7f), Uint8Array.of(0x80))).toBeLessThan(0);
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBeLessThan(0);
  });

  it('are shown in hex, up to a limit', () => {
    expect(hexOf(Uint8Array.of(0x0a, 0xff))).toBe('0aff');
    expect(hexOf(new Uint8Array(65))).toBe(`${'00'.repeat(64)}…`);
    expect(hexOf(Uint8Array.of(1, 2, 3), 2)).toBe('0102…');
    expect(hexOf(Uint8Array.of(9, 1, 2, 9).subarray(1, 3))).toBe('0102');
  });
});

describe('a span', () => {
  it('holds its start and not its end', () => {
    const ab: Span = { startKey: Uint8Array.of(1), endKey: Uint8Array.of(2) };
    expect(
      [Uint8Array.of(0), Uint8Array.of(1), Uint8Array.of(1, 9), Uint8Array.of(2)].map((one) => spanHas(ab, one)),
    ).toEqual([false, true, true, false]);
    expect(spanHas(WHOLE_KEYSPACE, new Uint8Array(0))).toBe(true);
    expect(spanHas(WHOLE_KEYSPACE, new Uint8Array(9).fill(0xff))).toBe(true);
  });

  it('overlaps another when they share a key', () => {
    const isSpan = ({ startKey, endKey }: Span): boolean => startsBelow(startKey, endKey);
    fc.assert(
      fc.property(span.filter(isSpan), span.filter(isSpan), (a, b) => {
        expect(spansOverlap(a, b)).toBe(KEYS.some((one) => spanHas(a, one) && spanHas(b, one)));
      }),
    );
  });

  it('ends after everything when its end is empty', () => {
    const none = new Uint8Array(0);
    const some = Uint8Array.of(0xff);
    expect(compareEndKeys(none, none)).toBe(0);
    expect(compareEndKeys(none, some)).toBeGreaterThan(0);
    expect(compareEndKeys(some, none)).toBeLessThan(0);
    fc.assert(
      fc.property(key, key, (a, b) => {
        fc.pre(a.length > 0 && b.length > 0);
        expect(Math.sign(compareEndKeys(a, b))).toBe(Buffer.compare(a, b));
      }),
    );
  });
});
