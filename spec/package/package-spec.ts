import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const MODULES = join(ROOT, 'node_modules');

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, output: `${stdout}${stderr}` };
}

/** What every way of loading the package does with it. */
const BODY = `
  const values = { a: batch(change(1n, 3n), change(2n, 2n)), r: resolved(3n), b: batch(change(2n, 2n), change(1n, 3n)) };
  marbles(({ hot, expectObservable }) => {
    expectObservable(hot('-a-r------|', values).pipe(sortByCommitTs())).toBe('---(br)---|', values);
  });
`;

describe('the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-package-'));
  const project = join(folder, 'project');

  beforeAll(() => {
    const packed = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], ROOT);
    expect(packed).toMatchObject({ status: 0 });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    const installed = join(project, 'node_modules', 'tivalve');
    mkdirSync(installed, { recursive: true });
    expect(
      run('tar', ['-xzf', join(folder, tarball ?? ''), '-C', installed, '--strip-components=1'], ROOT),
    ).toMatchObject({ status: 0 });
    // What npm would fetch for it is here already; a link to each dependency keeps the network out.
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      peerDependencies: Record<string, string>;
    };
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true });
      symlinkSync(join(MODULES, name), join(project, 'node_modules', name));
    }
    writeFileSync(join(project, 'package.json'), '{"name":"project","version":"1.0.0","private":true}');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('works from CommonJS', () => {
    const text = `const { sortByCommitTs } = require('tivalve');\nconst { marbles, batch, change, resolved } = require('tivalve/testing');\n${BODY}\nconsole.log('fine');`;
    writeFileSync(join(project, 'main.cjs'), text);
    expect(run(process.execPath, ['main.cjs'], project)).toEqual({ status: 0, output: 'fine\n' });
  });

  it('works from ESM, with the same classes', () => {
    const text = `import { createRequire } from 'node:module';
import { sortByCommitTs, TiValveError } from 'tivalve';
import { marbles, batch, change, resolved } from 'tivalve/testing';
${BODY}
console.log(createRequire(import.meta.url)('tivalve').TiValveError === TiValveError);`;
    writeFileSync(join(project, 'main.mjs'), text);
    expect(run(process.execPath, ['main.mjs'], project)).toEqual({ status: 0, output: 'true\n' });
  });

  it('works inside plain jest', () => {
    const text = `const { sortByCommitTs } = require('tivalve');
const { marbles, batch, change, resolved } = require('tivalve/testing');
test('sorts', () => {${BODY}});`;
    writeFileSync(join(project, 'sort.test.js'), text);
    const { status, output } = run(
      process.execPath,
      [join(MODULES, 'jest', 'bin', 'jest.js'), '--rootDir', project],
      project,
    );
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('1 passed') });
  }, 60_000);

  it.each([
    { resolution: 'node16', module: 'node16' },
    { resolution: 'nodenext', module: 'nodenext' },
    { resolution: 'bundler', module: 'esnext' },
  ])(
    'type-checks under $resolution resolution',
    ({ resolution, module }) => {
      const text = `import { from } from 'rxjs';
import { type Cuts, definePipeline, type Flow, type KvChange, type PluginStatus, replaySource, runPipeline, type RunStatus, sortByCommitTs, type Swap, type SwapReceipt, type SwapRequest, type WasmPlugin, wasmPlugin } from 'tivalve';
import { batch, change, resolved } from 'tivalve/testing';
const flows: Flow<KvChange>[] = [batch(change(1n, 2n)), resolved(2n)];
from(flows).pipe(sortByCommitTs()).subscribe();
type Tables = { 'shop.users': { id: bigint; email: string } };
const running = runPipeline(definePipeline<Tables>({ source: replaySource({ recording: 'r' }) }));
const plugin: WasmPlugin = wasmPlugin('csv.wasm', { grants: { fs: { out: './csv' } } });
const request: SwapRequest = { plugin: 'csv', version: '^2', strategy: { kind: 'canary', share: 0.1 }, probation: { batches: 20 } };
const swap: Swap = running.swapPlugin(request);
swap.phases$.subscribe((phase) => { if (phase.phase === 'done') { const fence: bigint | undefined = phase.receipt.tables[0]?.fence; void fence; } });
void swap.done.then((receipt: SwapReceipt) => receipt.outcome === 'committed');
const status: RunStatus = running.status();
const plugins: readonly PluginStatus[] = status.plugins;
const cuts: Cuts = { isCut: () => false, reached: async () => undefined };
void [plugin, plugins, cuts];
running.rows('shop.users').subscribe((row) => { const id: bigint | undefined = row.get('id'); void id; });
// @ts-expect-error there is no such table
running.rows('shop.nothing');
// @ts-expect-error an option that does not exist
definePipeline({ source: replaySource({ recording: 'r' }), tabels: [] });
`;
      for (const name of ['types.ts', 'types.mts', 'types.cts']) writeFileSync(join(project, name), text);
      const args = [
        '--noEmit',
        '--strict',
        '--target',
        'es2023',
        '--module',
        module,
        '--moduleResolution',
        resolution,
        '--types',
        'node',
        '--typeRoots',
        join(MODULES, '@types'),
      ];
      const files = resolution === 'bundler' ? ['types.ts'] : ['types.mts', 'types.cts'];
      expect(run(process.execPath, [join(MODULES, 'typescript', 'bin', 'tsc'), ...args, ...files], project)).toEqual({
        status: 0,
        output: '',
      });
    },
    60_000,
  );

  it('has the command line, and what the demo needs', () => {
    const { status, output } = run(
      process.execPath,
      [join('node_modules', 'tivalve', 'dist', 'cli', 'main.js'), 'demo', '--out', 'out'],
      project,
    );
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('checkpointTs') });
    expect(readdirSync(join(project, 'out'), { recursive: true }).length).toBeGreaterThan(3);
  }, 60_000);

  it.each([
    { uri: 'wasm:csv@1', columns: 'tivalve_op,tivalve_commit_ts,id' },
    { uri: 'wasm:csv@^2', columns: 'tivalve_op,tivalve_commit_ts,_tv_commit_time,id' },
  ])(
    'has $uri',
    ({ uri, columns }) => {
      const out = uri.replace(/\W/g, '-');
      writeFileSync(join(project, 'csv.json'), JSON.stringify({ grants: { fs: { out } } }));
      const recording = join('node_modules', 'tivalve', 'demo', 'workload.ndjson.gz');
      const schema = join('node_modules', 'tivalve', 'demo', 'workload.schema.json.gz');
      const cli = join('node_modules', 'tivalve', 'dist', 'cli', 'main.js');
      const { status, output } = run(
        process.execPath,
        [cli, 'replay', recording, '--schema', schema, '--sink', `${uri}?config=csv.json`],
        project,
      );
      expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('completed') });
      expect(readdirSync(join(project, out, 'shop')).length).toBeGreaterThan(3);
      expect(readFileSync(join(project, out, 'shop', 'users.1.csv'), 'utf8').startsWith(columns)).toBe(true);
    },
    60_000,
  );
});
