import fc from 'fast-check';
import { MAX_TS, maxTs, minTs, parseTs, physicalMsOf, tsOfPhysicalMs } from '../../src/model/ts';

const ts = fc.bigInt({ min: 0n, max: MAX_TS });

describe('a ts', () => {
  it('is read from its decimal text', () => {
    fc.assert(fc.property(ts, (one) => expect(parseTs(one.toString())).toBe(one)));
    expect(parseTs('007')).toBe(7n);
  });

  it.each(['', ' 1', '1 ', '-1', '+1', '1.0', '1e3', '0x1', '18446744073709551616', '000000000000000000001', '１'])(
    'is not read from %j',
    (text) => {
      expect(parseTs(text)).toBeUndefined();
    },
  );

  it('holds the milliseconds at which it was given out', () => {
    expect(physicalMsOf(449_000_000_000_000_000n)).toBe(1_712_799_072_265);
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 45 }), fc.nat({ max: 2 ** 18 - 1 }), (ms, logical) => {
        expect(physicalMsOf(tsOfPhysicalMs(ms) + BigInt(logical))).toBe(ms);
      }),
    );
    expect(tsOfPhysicalMs(1.9)).toBe(tsOfPhysicalMs(1));
  });

  it('is ordered', () => {
    expect([minTs(1n, 2n), minTs(2n, 1n), maxTs(1n, 2n), maxTs(2n, 1n), minTs(1n, 1n), maxTs(1n, 1n)]).toEqual([
      1n,
      1n,
      2n,
      2n,
      1n,
      1n,
    ]);
  });
});
