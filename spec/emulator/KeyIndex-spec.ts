import fc from 'fast-check';
import { KeyIndex } from '../../src/emulator/KeyIndex';
import { compareBytes } from '../../src/model/bytes';
import { type Span, spanHas } from '../../src/model/span';

interface Item {
  readonly key: Uint8Array;
}

const key = fc.uint8Array({ minLength: 0, maxLength: 3, max: 7 });

describe('KeyIndex', () => {
  it('does what a sorted array does, in either direction', () => {
    const acts = fc.array(fc.record({ act: fc.constantFrom('add', 'add', 'remove'), key }), { maxLength: 300 });
    fc.assert(
      fc.property(acts, key, key, (all, startKey, endKey) => {
        const index = new KeyIndex<Item>();
        const plain = new Map<string, Item>();
        for (const one of all) {
          const name = one.key.join();
          if (one.act === 'remove') {
            index.remove(one.key);
            plain.delete(name);
          } else if (!plain.has(name)) {
            plain.set(name, one);
            index.add(one);
          }
          expect(index.get(one.key)).toBe(plain.get(name));
        }
        const span: Span = { startKey, endKey };
        const expected = [...plain.values()].filter((item) => spanHas(span, item.key));
        expected.sort((a, b) => compareBytes(a.key, b.key));
        expect([...index.range(span)]).toEqual(expected);
        expect([...index.reversed(span)]).toEqual(expected.toReversed());
        expect(index.size).toBe(plain.size);
      }),
    );
  });

  it.each([
    { title: 'in order', at: (i: number) => i },
    { title: 'backwards', at: (i: number) => 99_999 - i },
    { title: 'scattered', at: (i: number) => (i * 7919) % 100_000 },
  ])('takes 100,000 keys $title', ({ at }) => {
    const index = new KeyIndex<Item>();
    const keyOf = (i: number): Uint8Array => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(at(i));
      return bytes;
    };
    for (let i = 0; i < 100_000; i += 1) index.add({ key: keyOf(i) });
    const all = [...index.range({ startKey: new Uint8Array(0), endKey: new Uint8Array(0) })];
    expect(all).toHaveLength(100_000);
    expect(all.every((item, i) => i === 0 || compareBytes((all[i - 1] as Item).key, item.key) < 0)).toBe(true);
    for (let i = 0; i < 100_000; i += 2) index.remove(keyOf(i));
    expect(index.size).toBe(50_000);
  });
});
