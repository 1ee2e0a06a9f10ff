import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/cli/readConfig';
import { definePipeline, type Step } from '../../src/pipeline/definePipeline';
import { replaySource } from '../../src/sources/replaySource';
import { codeRejectedBy, codeThrownBy } from '../helpers/flows';
import { goldenPath, replayLines } from '../helpers/golden';

const LANGUAGES = ['assemblyscript', 'c', 'go', 'rust'];
// One table has a column called note already.
const TABLES = ['*.*', '!shop.orders'];
const filesOf = (name: string) => ({
  recording: goldenPath(name, 'events.ndjson.gz'),
  schema: goldenPath(name, 'schema.json.gz'),
});

/** Lines as they are with the column that the guest adds, and NULL in it. */
function withNote(line: string): unknown {
  const event = JSON.parse(line) as Record<string, unknown> & { type: string };
  const noted = (values: unknown): unknown => values && { ...values, note: null };
  if (event.type === 'ddl') {
    const tables = event['tables'] as { after: { columns: unknown[] } | null }[];
    const note = { name: 'note', type: 'varchar(64)', originDefault: null };
    return {
      ...event,
      tables: tables.map(({ after, ...rest }) => ({
        ...rest,
        after: after && { ...after, columns: [...after.columns, note] },
      })),
    };
  }
  if (event.type === 'resolved') return event;
  return { ...event, row: noted(event['row']), before: noted(event['before']) };
}

describe('transform plugins in a pipeline, on recordings of real TiDB', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tivalve-transforms-'));
    for (const mode of ['unchanged', 'echo', 'edit']) {
      for (const run of ['inline', 'isolated'])
        writeFileSync(join(folder, `${mode}-${run}.json`), JSON.stringify({ config: { mode }, mode: run }));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const uri = (language: string, mode: string, run = 'inline'): string =>
    `wasm:${join(__dirname, '..', 'fixtures', 'plugins', `vectors-${language}.wasm`)}?config=${join(folder, `${mode}-${run}.json`)}`;

  it.each(LANGUAGES.flatMap((language) => ['all_types', 'workload'].map((name) => ({ language, name }))))(
    'a guest in $language that writes every value of $name again changes nothing',
    async ({ language, name }) => {
      const plain = await replayLines(filesOf(name), {}, { tables: TABLES });
      const echoed = await replayLines(filesOf(name), {}, { tables: TABLES, through: [uri(language, 'echo')] });
      expect(echoed.map((line) => JSON.parse(line))).toEqual(plain.map(withNote));
    },
    60_000,
  );

  it('do the same in a thread of their own', async () => {
    // The guest adds a row to some calls: with room for everything, calls do not depend on how fast either is.
    const lines = (run: string): Promise<readonly string[]> =>
      replayLines(
        filesOf('workload'),
        {},
        { tables: TABLES, through: [uri('rust', 'edit', run)], maxInFlightBytes: 1024 ** 3 },
      );
    const [inline, isolated] = [await lines('inline'), await lines('isolated')];
    expect(isolated).toEqual(inline);
    expect(inline.some((line) => line.includes('"note":"added"'))).toBe(true);
  }, 60_000);

  it('are chained with operators, in the order in which they stand there', async () => {
    const order: string[] = [];
    const seen =
      (name: string): Step =>
      (source) => {
        order.push(name);
        return source;
      };
    await replayLines(
      filesOf('workload'),
      {},
      { tables: TABLES, through: [seen('a'), uri('c', 'unchanged'), seen('b')] },
    );
    expect(order).toEqual(['a', 'b']);
  }, 60_000);

  it('that add a column which is there already are refused', async () => {
    const twice = replayLines(
      filesOf('workload'),
      {},
      { tables: TABLES, through: [uri('c', 'unchanged'), uri('rust', 'unchanged')] },
    );
    expect(await codeRejectedBy(twice)).toBe('TV_PLUGIN_MANIFEST');
  }, 60_000);

  it('stand in the file of a configuration as well', async () => {
    writeFileSync(join(folder, 'data.json'), JSON.stringify({ tables: TABLES, through: [uri('c', 'unchanged')] }));
    const lines = await replayLines(filesOf('workload'), {}, await readConfig(join(folder, 'data.json')));
    expect(lines.some((line) => line.includes('"note":null'))).toBe(true);
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ through: [{}] }));
    expect(await codeRejectedBy(readConfig(join(folder, 'wrong.json')))).toBe('TV_CONFIG_INVALID');
    expect(codeThrownBy(() => definePipeline({ source: replaySource(filesOf('workload')), through: ['file:x'] }))).toBe(
      'TV_CONFIG_INVALID',
    );
  }, 60_000);
});
