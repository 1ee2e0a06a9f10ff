import { admitModule } from '../../src/wasm/admitModule';
import { limitMemory } from '../../src/wasm/limitMemory';
import { handMadeModule, i32, leb, manyFunctions, OP, vector } from '../helpers/handMadeModule';

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const moduleOf = (...sections: (readonly [number, readonly number[]])[]): Uint8Array =>
  Uint8Array.from([...MAGIC, ...sections.flatMap(([id, body]) => [id, ...vector(body)])]);
const guestCall = { __guest_call: i32(1) };

describe('admitModule', () => {
  it('admits what compilers make', () => {
    expect(() => admitModule('m', handMadeModule({ functions: guestCall, table: [0, 1], data: 'x' }))).not.toThrow();
    expect(() => admitModule('m', manyFunctions(100_000))).not.toThrow();
  });

  it('names all that is wrong at once', () => {
    const bytes = moduleOf([2, leb(1001)], [3, leb(100_001)], [8, [0]]);
    expect(() => admitModule('bomb', bytes)).toThrow(
      expect.objectContaining({
        code: 'TV_PLUGIN_INVALID',
        message: expect.stringMatching(
          /bomb has 1001 imports, 1000 are allowed, and 100001 functions, 100000 are allowed, and a start section/,
        ),
      }),
    );
  });

  it.each([
    { title: 'without the magic', bytes: Uint8Array.of(1, 2, 3) },
    { title: 'of another version', bytes: Uint8Array.from([...MAGIC.slice(0, 4), 2, 0, 0, 0]) },
    { title: 'with a section past its end', bytes: Uint8Array.from([...MAGIC, 1, 100]) },
    { title: 'that ends in a number', bytes: Uint8Array.from([...MAGIC, 1, 0x80]) },
    { title: 'with a number that is too long', bytes: Uint8Array.from([...MAGIC, 1, ...Array(6).fill(0x80)]) },
    { title: 'with more sections than any has', bytes: Uint8Array.from([...MAGIC, ...Array(2002).fill(0)]) },
    { title: 'with an empty section of functions', bytes: moduleOf([3, []]) },
  ])('refuses one $title', ({ bytes }) => {
    expect(() => admitModule('m', bytes)).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_INVALID' }));
  });
});

describe('limitMemory', () => {
  const bodiesOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(8)).toString('hex');
  const limited = (...sections: (readonly [number, readonly number[]])[]): string =>
    bodiesOf(limitMemory(moduleOf(...sections), 2));
  const hex = (...sections: (readonly [number, readonly number[]])[]): string => bodiesOf(moduleOf(...sections));

  it('rewrites the maximum of memory and tables, and keeps a smaller one', () => {
    expect(limited([5, [1, 0, 1]])).toBe(hex([5, [1, 1, 1, 32]]));
    expect(limited([5, [1, 1, 1, 2]])).toBe(hex([5, [1, 1, 1, 2]]));
    expect(limited([5, [1, 1, 1, ...leb(60_000)]])).toBe(hex([5, [1, 1, 1, 32]]));
    expect(limited([4, [2, 0x70, 0, 5, 0x6f, 1, 1, 9]], [5, [1, 0, 1]], [0, [1, 0x78]])).toBe(
      hex([4, [2, 0x70, 1, 5, ...leb(100_000), 0x6f, 1, 1, 9]], [5, [1, 1, 1, 32]], [0, [1, 0x78]]),
    );
  });

  it('leaves a module without either as it is', () => {
    expect(limited([0, [1, 0x78, 7]])).toBe(hex([0, [1, 0x78, 7]]));
  });

  it.each([
    { title: 'two memories', section: [5, [2, 0, 1, 0, 1]], code: 'TV_PLUGIN_INVALID' },
    { title: 'a shared memory', section: [5, [1, 3, 1, 2]], code: 'TV_PLUGIN_INVALID' },
    { title: 'a 64-bit memory', section: [5, [1, 4, 1]], code: 'TV_PLUGIN_INVALID' },
    { title: 'more memory than is allowed', section: [5, [1, 0, 33]], code: 'TV_PLUGIN_LIMIT' },
    { title: 'five tables', section: [4, [5, ...Array<number>(15).fill(0x70)]], code: 'TV_PLUGIN_INVALID' },
    { title: 'a table of another type', section: [4, [1, 0x63, 0, 1]], code: 'TV_PLUGIN_INVALID' },
    { title: 'a shared table', section: [4, [1, 0x70, 3, 1, 2]], code: 'TV_PLUGIN_INVALID' },
    { title: 'a table that begins too large', section: [4, [1, 0x70, 0, ...leb(100_001)]], code: 'TV_PLUGIN_INVALID' },
  ] as const)('refuses $title', ({ section, code }) => {
    expect(() => limitMemory(moduleOf(section), 2)).toThrow(expect.objectContaining({ code }));
  });

  it('makes the engine refuse what goes past it', async () => {
    const bytes = handMadeModule({
      table: [0, 1],
      functions: {
        __guest_call: [...i32(40), ...OP.memoryGrow, ...OP.refNull, ...i32(200_000), ...OP.tableGrow, 0, OP.i32Add],
      },
    });
    const call = async (module: Uint8Array): Promise<unknown> => {
      const { exports } = new WebAssembly.Instance(await WebAssembly.compile(module), {});
      return (exports['__guest_call'] as (a: number, b: number) => number)(0, 0);
    };
    expect(await call(bytes)).toBe(1 + 1);
    expect(await call(limitMemory(bytes, 2))).toBe(-1 + -1);
  });
});
