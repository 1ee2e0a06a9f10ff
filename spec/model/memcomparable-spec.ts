import fc from 'fast-check';
import { compareBytes } from '../../src/model/bytes';
import { Corruption } from '../../src/model/corruption';
import { decodeMemcomparable, decodeSpan, encodeMemcomparable, encodeSpan } from '../../src/model/memcomparable';
import { KEY_VECTORS } from '../helpers/vectors';

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

const ASCENDING = KEY_VECTORS.bytes.filter(({ form }) => form === 'ascending');
const DESCENDING = KEY_VECTORS.bytes.filter(({ form }) => form === 'descending');

describe('memcomparable bytes', () => {
  it.each(ASCENDING)('$id has its published form', ({ bytes, encoded }) => {
    expect(toHex(encodeMemcomparable(hex(bytes)))).toBe(encoded);
    expect(decodeMemcomparable(hex(encoded))).toEqual({ bytes: hex(bytes), end: encoded.length / 2 });
  });

  it.each(DESCENDING)('$id is inverted where it has to sort the other way', ({ bytes, encoded }) => {
    expect(toHex(encodeMemcomparable(hex(bytes)).map((byte) => ~byte))).toBe(encoded);
  });

  it('sort as the bytes do, and read back wherever they stand', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (a, b) => {
        expect(Math.sign(compareBytes(encodeMemcomparable(a), encodeMemcomparable(b)))).toBe(
          Math.sign(compareBytes(a, b)),
        );
        const both = Buffer.concat([encodeMemcomparable(a), encodeMemcomparable(b)]);
        const { bytes, end } = decodeMemcomparable(both);
        expect([bytes, decodeMemcomparable(both, end).bytes]).toEqual([a, b]);
      }),
    );
  });

  it.each([
    { title: 'a marker that is not possible', bytes: '0102030000000000f6' },
    { title: 'padding that is not zero', bytes: '0102030000000100fa' },
    { title: 'a group that is cut off', bytes: '01020300000000' },
    { title: 'a string without its last group', bytes: '0102030405060708ff' },
    { title: 'nothing at all', bytes: '' },
  ])('refuse $title', ({ bytes }) => {
    expect(() => decodeMemcomparable(hex(bytes))).toThrow(Corruption);
  });

  it('of a span leave an unbounded end empty', () => {
    const span = { startKey: hex('61'), endKey: hex('') };
    expect(encodeSpan(span)).toEqual({ startKey: hex('6100000000000000f8'), endKey: hex('') });
    expect(decodeSpan(encodeSpan(span))).toEqual(span);
    expect(decodeSpan({ startKey: hex(''), endKey: hex('6d00000000000000f8') })).toEqual({
      startKey: hex(''),
      endKey: hex('6d'),
    });
  });

  it('of a span are refused when something follows them', () => {
    expect(() => decodeSpan({ startKey: hex('6d00000000000000f800'), endKey: hex('') })).toThrow(Corruption);
    expect(() => decodeSpan({ startKey: hex(''), endKey: hex('ffffffffff') })).toThrow(Corruption);
  });
});
