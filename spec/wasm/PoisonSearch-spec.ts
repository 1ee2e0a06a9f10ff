import fc from 'fast-check';
import { PluginError } from '../../src/errors/TiValveError';
import { PoisonSearch, type RefusedRows } from '../../src/wasm/PoisonSearch';
import { codeRejectedBy } from '../helpers/flows';

const died = new PluginError('TV_PLUGIN_TRAP', 'it died');

/** Runs a batch of which some rows kill; answers what came of each row, and how often rows were handed over. */
async function search(count: number, poison: ReadonlySet<number>, refusedRows: RefusedRows = 'deadLetter') {
  const calls: string[] = [];
  const parts = await new PoisonSearch('p@1', refusedRows).run<readonly string[]>(
    count,
    async (from, to, tries) => {
      calls.push(`${from}-${to}${tries === undefined ? '' : ` once`}`);
      const rows = Array.from({ length: to - from }, (_, i) => from + i);
      if (rows.some((row) => poison.has(row))) throw died;
      return rows.map((row) => `${row}`);
    },
    (at, error) => [`${at} ${error.code}`],
  );
  return { rows: parts.flat(), calls };
}

describe('PoisonSearch', () => {
  it('hands over once what does not kill', async () => {
    expect(await search(8, new Set())).toMatchObject({
      calls: ['0-8'],
      rows: ['0', '1', '2', '3', '4', '5', '6', '7'],
    });
  });

  it('finds the rows that kill by halves, each tried once, and keeps the order', async () => {
    const { rows, calls } = await search(8, new Set([5]));
    expect(rows).toEqual(['0', '1', '2', '3', '4', '5 TV_PLUGIN_TRAP', '6', '7']);
    expect(calls).toEqual(['0-8', '0-4 once', '4-8 once', '4-6 once', '4-5 once', '5-6 once', '6-8 once']);
  });

  it('loses no row and blames none that is innocent, whichever kill', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.uniqueArray(fc.nat(39)), async (count, killers) => {
        const poison = new Set(killers);
        const { rows } = await search(count, poison);
        expect(rows).toEqual(
          Array.from({ length: count }, (_, row) => (poison.has(row) ? `${row} TV_PLUGIN_TRAP` : `${row}`)),
        );
      }),
    );
  });

  it('gives up when nothing but poison is found', async () => {
    const all = new Set(Array.from({ length: 200 }, (_, row) => row));
    expect(await codeRejectedBy(search(200, all))).toBe('TV_PLUGIN_BREAKER');
    // A part that goes well in between shows that the plugin is not to blame.
    expect((await search(200, new Set([...all].filter((row) => row % 32 !== 31)))).rows).toHaveLength(200);
  });

  it.each([
    { refusedRows: 'stop', code: 'TV_PLUGIN_TRAP' },
    { refusedRows: 'retry', code: 'TV_PLUGIN_FAILING' },
  ] as const)('under $refusedRows looks for none', async ({ refusedRows, code }) => {
    expect(await codeRejectedBy(search(8, new Set([5]), refusedRows))).toBe(code);
  });

  it('passes other failures on', async () => {
    const failing = new PoisonSearch('p@1', 'deadLetter').run(
      2,
      async () => {
        throw new PluginError('TV_PLUGIN_ERROR', 'no');
      },
      () => undefined,
    );
    expect(await codeRejectedBy(failing)).toBe('TV_PLUGIN_ERROR');
  });
});
