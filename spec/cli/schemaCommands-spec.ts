import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databasePair, tablePair } from '../schema/jobs';
import { COLUMNS } from '../schema/tables';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');

function tivalve(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

describe('commands that read a schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-schema-'));
  const schema = join(folder, 'schema.json');
  beforeAll(() => {
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const pairs = [
      databasePair(2, 'shop'),
      tablePair(2, {
        id: 104,
        name: 'orders',
        pkIsHandle: true,
        columns: [
          { id: 1, name: 'id', ...COLUMNS.bigint, flag: 3 },
          { id: 2, name: 'n', ...COLUMNS.int },
        ],
      }),
      tablePair(2, { id: 105, name: "it's odd", columns: [{ id: 1, name: 'a-b', ...COLUMNS.int }] }),
    ];
    writeFileSync(schema, JSON.stringify(pairs.map(({ key, value }) => ({ key: base64(key), value: base64(value) }))));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('types writes what definePipeline takes', () => {
    const { status, stdout } = tivalve('types', '--schema', schema);
    expect(status).toBe(0);
    expect(stdout).toContain("'shop.orders': {\n    id: bigint;\n    n: number | null;\n  };");
    expect(stdout).toContain("'shop.it\\'s odd'");
    const program = join(folder, 'program.ts');
    writeFileSync(
      program,
      `import { definePipeline, replaySource, runPipeline } from '${join(ROOT, 'dist', 'index')}';
${stdout}
const running = runPipeline(definePipeline<Tables>({ source: replaySource({ recording: 'x' }) }));
running.rows('shop.orders').subscribe((row) => {
  const id: bigint | undefined = row.get('id');
  const n: number | null | undefined = row.get('n');
  // @ts-expect-error There is no such column.
  row.get('nothing');
  console.log(id, n);
});
// @ts-expect-error There is no such table.
running.rows('shop.nothing');
`,
    );
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--target',
      'es2023',
      '--module',
      'commonjs',
    ];
    const compiled = spawnSync(
      process.execPath,
      [
        tsc,
        ...options,
        '--esModuleInterop',
        '--typeRoots',
        join(ROOT, 'node_modules', '@types'),
        '--types',
        'node',
        program,
      ],
      { encoding: 'utf8', cwd: ROOT },
    );
    expect(compiled.stdout).toBe('');
    expect(compiled.status).toBe(0);
  }, 60_000);

  it('discover lists tables with their keys', () => {
    const { stdout } = tivalve('discover', '--schema', schema, '--table', 'shop.o*');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^shop\.orders +104 +- +2 +id +yes$/);
    const json = tivalve('discover', '--json', '--schema', schema).stdout.trimEnd().split('\n');
    expect(json.map((line) => (JSON.parse(line) as { eligible: boolean }).eligible)).toEqual([false, true]);
  });

  it('explain-row tells each byte', () => {
    const key = '7480000000000000685f728000000000000007';
    const { status, stdout } = tivalve('explain-row', '--schema', schema, '--json', key, '80000100000002010005');
    expect(status).toBe(0);
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { hex: string; meaning: string });
    expect(told.map(({ hex }) => hex).join('')).toBe(`${key}80000100000002010005`);
    expect(told.map(({ meaning }) => meaning)).toEqual(
      expect.arrayContaining(['physical id 104: shop.orders', 'handle: 7, id', 'n: 5 (int(11))']),
    );
  });

  it.each([
    { title: 'neither file nor cluster', args: ['types'] },
    { title: 'both', args: ['types', '--schema', 'x', '--pd', 'y'] },
    { title: 'a key that is no bytes', args: ['explain-row', '--schema', '', 'zz'] },
    { title: 'a rule that is none', args: ['discover', '--schema', '', '--table', 'a['] },
  ])('refuse $title with exit code 2', ({ args }) => {
    const { status, stderr } = tivalve(...args.map((arg) => (arg === '' ? schema : arg)));
    expect(stderr).toMatch(/TV_CONFIG_/);
    expect(status).toBe(2);
  });

  it('say when a file is not there', () => {
    const { status, stderr } = tivalve('types', '--schema', join(folder, 'nothing.json'));
    expect(stderr).toContain('TV_SCHEMA_MISSING');
    expect(status).toBe(3);
  });
});
