import fc from 'fast-check';
import { bigintOf, longOf, numberOf } from '../../src/model/uint64';
import { pdpb } from '../../src/wire/generated/messages';

describe('longOf', () => {
  it('carries any 64-bit value through a message and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const bytes = pdpb.RequestHeader.encode({ clusterId: longOf(value) }).finish();
        expect(bigintOf(pdpb.RequestHeader.decode(bytes).clusterId)).toBe(value);
      }),
    );
  });

  it('takes a number as well', () => {
    expect(bigintOf(longOf(2 ** 40 + 7))).toBe(2n ** 40n + 7n);
  });
});

describe('numberOf', () => {
  it('reads ids up to 2^53 and nothing above', () => {
    expect(numberOf(longOf(2n ** 53n - 1n))).toBe(2 ** 53 - 1);
    expect(numberOf(longOf(2n ** 53n))).toBeNaN();
  });
});
