import fc from 'fast-check';
import { collationOf } from '../../../src/model/expression/collations';

const bytesOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '\uffff', '😀', '中', '!') });

describe('collations', () => {
  it('compare by the bytes of UTF-8 under _bin', () => {
    const { compare } = collationOf('utf8mb4_0900_bin');
    fc.assert(
      fc.property(text, text, (a, b) => expect(Math.sign(compare(a, b))).toBe(bytesOrder(a, b))),
      { numRuns: 1000 },
    );
  });

  it.each([
    {
      name: 'utf8mb4_bin',
      equal: [['a', 'a  ']],
      different: [
        ['a', 'A'],
        ['a', 'á'],
        ['a', ' a'],
      ],
    },
    { name: 'utf8mb4_0900_bin', equal: [['a', 'a']], different: [['a', 'a ']] },
    { name: 'binary', equal: [['a', 'a']], different: [['a', 'a ']] },
    {
      name: 'utf8mb4_general_ci',
      equal: [
        ['a', 'A '],
        ['é', 'E'],
        ['ß', 's'],
      ],
      different: [
        ['ß', 'ss'],
        ['a', 'b'],
      ],
    },
    {
      name: 'utf8mb4_unicode_ci',
      equal: [
        ['a', 'A '],
        ['é', 'E'],
        ['ß', 'ss'],
      ],
      different: [['a', 'b']],
    },
    {
      name: 'utf8mb4_0900_ai_ci',
      equal: [
        ['a', 'A'],
        ['é', 'E'],
      ],
      different: [['a', 'a ']],
    },
  ])('know what is equal under $name', ({ name, equal, different }) => {
    const { compare } = collationOf(name);
    for (const [a = '', b = ''] of equal) expect([a, b, compare(a, b)]).toEqual([a, b, 0]);
    for (const [a = '', b = ''] of different) expect([a, b, compare(a, b) === 0]).toEqual([a, b, false]);
  });

  it.each(['utf8mb4_bin', 'utf8mb4_general_ci', 'binary'])('have one key for what is equal under %s', (name) => {
    const { compare, keyOf } = collationOf(name);
    fc.assert(
      fc.property(text, text, (a, b) => expect(keyOf(a) === keyOf(b)).toBe(compare(a, b) === 0)),
      { numRuns: 500 },
    );
  });
});
