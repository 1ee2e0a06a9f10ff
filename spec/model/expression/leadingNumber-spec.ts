import fc from 'fast-check';
import { leadingNumber } from '../../../src/model/expression/leadingNumber';

const NUMBER = /^[ \t\n\r\f\v]*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?/;

describe('leadingNumber', () => {
  it('reads what a regular expression does, of short texts', () => {
    const text = fc
      .array(fc.constantFrom(...' \t\v0019.eE+-x'.split('')), { maxLength: 14 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (one) => {
        const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(one) ?? [];
        const size = Math.min(9999, Math.abs(Number(exponent)));
        const wanted =
          whole === '' && fraction === ''
            ? undefined
            : {
                isNegative: sign === '-',
                whole: whole.replace(/^0+/, ''),
                fraction,
                exponent: exponent.startsWith('-') ? -size : size,
              };
        expect(leadingNumber(one)).toEqual(wanted);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads megabytes', () => {
    const long = '9'.repeat(20_000_000);
    expect(leadingNumber(`${' '.repeat(1_000_000)}-${'0'.repeat(1_000_000)}${long}.${long}e${long}`)).toEqual({
      isNegative: true,
      whole: long,
      fraction: long,
      exponent: 9999,
    });
  });
});
