import fc from 'fast-check';
import { Corruption } from '../../src/model/corruption';
import { ByteCursor, latin1TextOf, textOf } from '../../src/schema/ByteCursor';
import { KEY_VECTORS } from '../helpers/vectors';
import { hex } from './tables';

function over(bytes: Uint8Array): ByteCursor {
  const cursor = new ByteCursor();
  cursor.reset(bytes, 0, bytes.length);
  return cursor;
}

/** Bytes as they are where they have to sort the other way round. */
function inverted(text: string): Uint8Array {
  return hex(text).map((byte) => ~byte);
}

describe('ByteCursor', () => {
  it.each(KEY_VECTORS.integers)('reads $id, $type $value, in the form of keys', (vector) => {
    for (const bytes of [hex(vector.ascending), inverted(vector.descending)]) {
      const cursor = over(bytes);
      if (vector.type === 'int') {
        cursor.comparableInt();
        expect(cursor.signedBigInt()).toBe(BigInt(vector.value));
      } else {
        cursor.int64BE();
        expect(cursor.unsignedBigInt()).toBe(BigInt(vector.value));
      }
      expect(cursor.at).toBe(8);
    }
  });

  it.each(KEY_VECTORS.floats)('reads $id, the float $value, in either form', ({ value, bits, comparable }) => {
    expect(over(hex(comparable)).comparableFloat()).toBe(Number(value));
    expect(over(hex(bits).toReversed()).float64()).toBe(Number(value));
  });

  it('reads the zero that old writers stored for its negative', () => {
    expect(over(hex('8000000000000000')).comparableFloat()).toBe(0);
  });

  it.each(KEY_VECTORS.varints)('reads $id, $type $value', ({ type, value, encoded }) => {
    const cursor = over(hex(`${encoded}ff`));
    if (type === 'varint') {
      cursor.varint();
      expect(cursor.signedBigInt()).toBe(BigInt(value));
    } else {
      cursor.uvarint();
      expect(cursor.unsignedBigInt()).toBe(BigInt(value));
    }
    expect(cursor.at).toBe(encoded.length / 2);
  });

  it.each(KEY_VECTORS.bytes.filter(({ form }) => form === 'compact'))('reads $id, compact bytes', (vector) => {
    const cursor = over(hex(vector.encoded));
    cursor.varint();
    expect(cursor.take(cursor.signedNumber())).toEqual(hex(vector.bytes));
    expect(cursor.at).toBe(cursor.end);
  });

  it.each([
    { title: 'a varint of eleven bytes', bytes: 'ffffffffffffffffffff01' },
    { title: 'a varint above 64 bits', bytes: 'ffffffffffffffffff02' },
    { title: 'a varint that is cut off', bytes: '80' },
  ])('refuses $title', ({ bytes }) => {
    expect(() => over(hex(bytes)).uvarint()).toThrow(Corruption);
  });

  it('tells a bigint from what a number cannot hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const bytes = Buffer.alloc(8);
        bytes.writeBigInt64LE(value);
        const cursor = over(bytes);
        cursor.int64();
        expect(cursor.signedBigInt()).toBe(value);
        expect(cursor.unsignedBigInt()).toBe(BigInt.asUintN(64, value));
        const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= -BigInt(Number.MAX_SAFE_INTEGER);
        if (safe) expect(cursor.signedNumber()).toBe(Number(value));
        else if (Math.abs(Number(value)) > 2 ** 54) expect(() => cursor.signedNumber()).toThrow(Corruption);
      }),
    );
  });
});

describe('text', () => {
  const padding = 'x'.repeat(20);

  it.each([
    { title: 'a byte that begins nothing', bytes: 'ff' },
    { title: 'a continuation alone', bytes: '80' },
    { title: 'a character that is cut off', bytes: 'e4b8' },
    { title: 'a character too long', bytes: 'c080' },
    { title: 'half a surrogate pair', bytes: 'eda080' },
    { title: 'a character above Unicode', bytes: 'f4908080' },
  ])('is refused with $title, and never replaced', ({ bytes }) => {
    for (const all of [hex(bytes), Buffer.concat([Buffer.from(padding), hex(bytes), Buffer.from(padding)])]) {
      expect(() => textOf(all, 0, all.length)).toThrow(Corruption);
    }
  });

  it('keeps U+FFFD and the byte order mark where they are written', () => {
    for (const text of ['\ufffd', `${padding}\ufffd`, '\ufeffa', `é${padding}`]) {
      const bytes = Buffer.from(text);
      expect(textOf(bytes, 0, bytes.length)).toBe(text);
      expect(latin1TextOf(bytes, 0, bytes.length)).toBe(text);
    }
  });

  it('of a latin1 column is windows-1252 where it is not UTF-8', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const text = latin1TextOf(all, 0, all.length);
    expect(text).toHaveLength(256);
    expect(text.slice(0, 0x80)).toBe(Buffer.from(all).toString('latin1').slice(0, 0x80));
    expect(text.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
    expect(text.slice(0xa0)).toBe(Buffer.from(all).toString('latin1').slice(0xa0));
    expect(latin1TextOf(hex('636166e9'), 0, 4)).toBe('café');
    expect(latin1TextOf(Buffer.from('café'), 0, 5)).toBe('café');
  });

  it('is what was written, or is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.uint8Array({ maxLength: 30 }), (text, bytes) => {
        const written = Buffer.from(text);
        expect(textOf(written, 0, written.length)).toBe(text);
        let read: string | undefined;
        try {
          read = textOf(bytes, 0, bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Corruption);
        }
        if (read !== undefined) expect(Buffer.from(read)).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
