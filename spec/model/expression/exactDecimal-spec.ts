import fc from 'fast-check';
import {
  compareDecimals,
  type Decimal,
  decimalOfText,
  decimalText,
  divideDecimals,
  floorDecimal,
  roundDecimal,
} from '../../../src/model/expression/exactDecimal';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]): Decimal => ({ digits, scale }));

describe('exact decimals', () => {
  it.each([
    { text: '12.30', digits: 1230n, scale: 2 },
    { text: '-0.5', digits: -5n, scale: 1 },
    { text: '.5', digits: 5n, scale: 1 },
    { text: '5.', digits: 5n, scale: 0 },
    { text: ' +7abc', digits: 7n, scale: 0 },
    { text: '1.5e2', digits: 150n, scale: 0 },
    { text: '15e-3', digits: 15n, scale: 3 },
    { text: '1.2.3', digits: 12n, scale: 1 },
    { text: '-', digits: 0n, scale: 0 },
    { text: 'x', digits: 0n, scale: 0 },
    { text: '', digits: 0n, scale: 0 },
  ])('reads the number that "$text" begins with', ({ text, digits, scale }) => {
    expect(decimalText(decimalOfText(text))).toBe(decimalText({ digits, scale }));
  });

  it('reads no more digits than can matter', () => {
    expect(decimalText(decimalOfText('1e999999')).length).toBeLessThan(500);
    expect(decimalText(decimalOfText('7'.repeat(1_000_000))).length).toBe(65);
  });

  it('reads short and long texts alike, and prints what it read', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        const text = decimalText(value);
        expect(decimalOfText(text)).toEqual(value);
        // A blank in front takes the long way.
        expect(decimalOfText(` ${text}`)).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('orders as the fractions that they are', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [a.digits * 10n ** BigInt(b.scale), b.digits * 10n ** BigInt(a.scale)];
        expect(Math.sign(compareDecimals(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
    );
  });

  it('divides and rounds to the nearest, half away from zero', () => {
    const isNearest = (found: Decimal, numerator: bigint, denominator: bigint): void => {
      // |found - numerator / denominator| <= half a unit of found's last digit
      const unit = 10n ** BigInt(found.scale);
      const error = found.digits * denominator - numerator * unit;
      const size = denominator < 0n ? -denominator : denominator;
      expect((error < 0n ? -error : error) * 2n).toBeLessThanOrEqual(size);
    };
    fc.assert(
      fc.property(decimal, decimal, fc.integer({ min: 0, max: 12 }), (a, b, scale) => {
        isNearest(roundDecimal(a, scale), a.digits, 10n ** BigInt(a.scale));
        if (b.digits === 0n) return;
        const quotient = divideDecimals(a, b) as Decimal;
        expect(quotient.scale).toBe(a.scale + 4);
        isNearest(quotient, a.digits * 10n ** BigInt(b.scale), b.digits * 10n ** BigInt(a.scale));
      }),
    );
    expect(['0.5', '-0.5', '1.5', '2.4999'].map((text) => roundDecimal(decimalOfText(text), 0).digits)).toEqual([
      1n,
      -1n,
      2n,
      2n,
    ]);
  });

  it('rounds down to a whole number', () => {
    expect(['1.9', '-1.1', '-2', '0', '-0.5'].map((text) => floorDecimal(decimalOfText(text)))).toEqual([
      1n,
      -2n,
      -2n,
      0n,
      -1n,
    ]);
  });
});
