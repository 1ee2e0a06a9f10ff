import fc from 'fast-check';
import { decodeKey, encodeBoundary, encodeKey } from '../../src/emulator/memcomparable';
import { compareBytes } from '../../src/model/bytes';

const hex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('hex');

describe('the memcomparable form of a key', () => {
  it.each([
    ['', '0000000000000000f7'],
    ['00', '0000000000000000f8'],
    ['61', '6100000000000000f8'],
    ['6162636465666768', '6162636465666768ff0000000000000000f7'],
    ['616263646566676869', '6162636465666768ff6900000000000000f8'],
    ['7480000000000000685f72', '7480000000000000ff685f720000000000fa'],
    ['7480000000000000685f728000000000000001', '7480000000000000ff685f728000000000ff0000010000000000fa'],
  ])('of %s is %s', (raw, encoded) => {
    expect(hex(encodeKey(Buffer.from(raw, 'hex')))).toBe(encoded);
    expect(hex(decodeKey(Buffer.from(encoded, 'hex')))).toBe(raw);
  });

  it.each(['', '0000000000000000f6', '0000000000000001f7', '6162636465666768ff', 'ffffffffff'])(
    'is not %p',
    (encoded) => {
      expect(decodeKey(Buffer.from(encoded, 'hex'))).toBeUndefined();
    },
  );

  it('leaves an unbounded end empty', () => {
    expect(encodeBoundary(new Uint8Array(0))).toHaveLength(0);
  });

  it('keeps the order, and comes back', () => {
    const key = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareBytes(encodeKey(a), encodeKey(b)))).toBe(Math.sign(compareBytes(a, b)));
        expect(hex(decodeKey(encodeKey(a)))).toBe(hex(a));
      }),
    );
  });
});
