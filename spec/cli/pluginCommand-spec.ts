import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embedManifest } from '../../src/cli/plugin/embedManifest';
import { readPluginManifest } from '../../src/wasm/pluginManifest';
import { goldenPath, replayLines } from '../helpers/golden';

const ROOT = join(__dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd = folder) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, stdout, stderr };
}

/** A text as the SDKs quote it. */
function quoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&');
  // What lies below the space: the SDKs know no shorter escapes.
  return `"${escaped.replace(/[^ -\u{10ffff}]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** What the sink of the templates writes of the rows of a recording. */
async function linesOfRows(events: { readonly recording: string; readonly schema: string }): Promise<string[]> {
  type Values = Readonly<Record<string, string | number | null>>;
  type RowLine = Readonly<Record<'type' | 'db' | 'table' | 'commitTs', string>> & {
    row: Values | null;
    before: Values;
  };
  const rows = (await replayLines(events))
    .map((line) => JSON.parse(line) as RowLine)
    .filter(({ type }) => type !== 'ddl' && type !== 'resolved');
  return rows.map(({ type, db, table, commitTs, row, before }) => {
    const values = Object.entries(row ?? before).map(([name, value]) => {
      return `${name}=${value === null ? 'NULL' : quoted(String(value))}`;
    });
    return `row ${type} ${db}.${table} ${values.join(' ')} ${commitTs}`;
  });
}

/** Hands a built plugin of the templates real rows of tables with columns of every type. */
async function expectAnyTable(kind: string, module: string): Promise<void> {
  const events = {
    recording: goldenPath('all_types', 'events.ndjson.gz'),
    schema: goldenPath('all_types', 'schema.json.gz'),
  };
  const settings = kind === 'sink' ? { grants: { fs: { out: './out' } } } : {};
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  const files = ['--recording', events.recording, '--schema', events.schema, '--config', 'settings.json'];
  const { status, stdout, stderr } = tivalve('plugin', 'test', module, ...files);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const rows = await linesOfRows(events);
  if (kind === 'sink') {
    const { file, text } = JSON.parse(stdout) as { readonly file: string; readonly text: string };
    expect(file).toBe('out/rows.log');
    expect(text.split('\n').slice(0, -1)).toEqual(rows);
    return;
  }
  const kept = stdout.split('\n').filter((line) => line.includes('"label":"seen"'));
  expect(kept).toHaveLength(rows.filter((line) => !line.startsWith('row delete')).length);
}
const tivalve = (...args: readonly string[]) => run(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...args]);

describe('tivalve plugin new', () => {
  it.each(['assemblyscript', 'rust', 'go', 'c'])('makes a folder for %s that says what to do next', (lang) => {
    for (const kind of ['sink', 'transform']) {
      const { status, stderr } = tivalve('plugin', 'new', `my-${kind}`, '--lang', lang, '--kind', kind);
      expect(stderr).toMatch(
        new RegExp(`^my-${kind}: a ${kind} in ${lang}, \\d+ files\\. Next \\(needs .*\\n  cd my-${kind}\\n`),
      );
      expect(status).toBe(0);
      const read = (path: string): string => readFileSync(join(folder, `my-${kind}`, path), 'utf8');
      expect(JSON.parse(read('manifest.json'))).toMatchObject({ name: `my-${kind}`, kind, encoding: 'batch' });
      expect(read('.gitignore')).toContain('*.wasm');
      expect(existsSync(join(folder, `my-${kind}`, 'sdk', 'README.md'))).toBe(true);
      for (const path of JSON.parse(tivalve('plugin', 'new', `x${kind}`, '--lang', lang, '--json').stdout)
        .files as string[])
        expect(path.startsWith('sdk/') || !/\{\{/.test(readFileSync(join(folder, `x${kind}`, path), 'utf8'))).toBe(
          true,
        );
    }
  });

  it.each([
    { args: ['Upper'], message: '"Upper" cannot name a plugin' },
    { args: ['../up'], message: 'cannot name a plugin' },
    { args: ['there'], message: 'is there already' },
    { args: ['file'], message: 'is there already' },
    { args: ['fine', '--lang', 'cobol'], message: '--lang "cobol" is none of assemblyscript, rust, go, c' },
    { args: ['fine', '--kind', 'source'], message: '--kind "source" is none of sink, transform' },
  ])('refuses $args', ({ args, message }) => {
    mkdirSync(join(folder, 'there'));
    writeFileSync(join(folder, 'there', 'mine.txt'), 'mine');
    writeFileSync(join(folder, 'file'), 'mine');
    const { status, stderr } = tivalve('plugin', 'new', '--lang', 'c', ...args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
    expect(existsSync(join(folder, 'fine'))).toBe(false);
  });

  it.each(['sink', 'transform'])(
    'makes a %s in AssemblyScript that builds, passes its test and takes any table',
    async (kind) => {
      expect(tivalve('plugin', 'new', 'demo', '--lang', 'assemblyscript', '--kind', kind).status).toBe(0);
      const project = join(folder, 'demo');
      symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
      expect(run('npm', ['run', 'build'], project)).toMatchObject({ status: 0 });
      expect(run('npm', ['test'], project)).toMatchObject({
        status: 0,
        stderr: expect.stringContaining('as expected'),
      });
      await expectAnyTable(kind, join(project, 'demo.wasm'));
    },
    120_000,
  );
});

/** Whether a language's compiler is here; without it there is nothing to try. */
const compilers: Readonly<Record<string, () => boolean>> = {
  c: () => run('sh', ['-c', 'command -v clang && command -v wasm-ld'], ROOT).status === 0,
  go: () => run('go', ['version'], ROOT).status === 0,
  rust: () => {
    const { status, stdout } = run('rustc', ['--print', 'target-libdir', '--target', 'wasm32-unknown-unknown'], ROOT);
    return status === 0 && existsSync(stdout.trim());
  },
};

describe('the templates of compilers that are here', () => {
  it.each([
    ['c', 'sink'],
    ['c', 'transform'],
    ['rust', 'sink'],
    ['rust', 'transform'],
    ['go', 'sink'],
    ['go', 'transform'],
  ])(
    'build a plugin in %s that passes its test and takes any table: a %s',
    async (lang, kind) => {
      if (compilers[lang]?.() !== true) {
        console.warn(`the ${kind} in ${lang} is not tried: its compiler is not here`);
        return;
      }
      expect(tivalve('plugin', 'new', 'demo', '--lang', lang, '--kind', kind).status).toBe(0);
      const { status, stderr } = run('make', ['test'], join(folder, 'demo'));
      expect(stderr).toContain('as expected');
      expect(status).toBe(0);
      await expectAnyTable(kind, join(folder, 'demo', 'demo.wasm'));
    },
    180_000,
  );

  it('build a plugin in Go that has the name of a package of Go', () => {
    if (compilers['go']?.() !== true) return;
    expect(tivalve('plugin', 'new', 'strings', '--lang', 'go').status).toBe(0);
    expect(run('make', [], join(folder, 'strings'))).toMatchObject({ status: 0 });
  }, 180_000);

  it('say what is missing without their compiler', () => {
    for (const [lang, message] of [
      ['c', 'install clang and lld'],
      ['rust', 'cargo is not installed'],
      ['go', 'go is not installed'],
    ] as const) {
      expect(tivalve('plugin', 'new', lang, '--lang', lang).status).toBe(0);
      const { status, stderr } = run('make', ['CC=no-such-compiler', 'PATH=/no/such/folder'], join(folder, lang));
      expect(stderr).toContain(message);
      expect(status).not.toBe(0);
    }
  });
});

describe('tivalve plugin embed', () => {
  const probe = readFileSync(join(ROOT, 'spec/fixtures/plugins/probe-v0.wasm'));
  const manifest = '{ "name": "x", "version": "1.0.0", "abi": "v1", "kind": "sink" }';

  it('writes a manifest that can be read again, and replaces the one before', async () => {
    const once = embedManifest(probe, manifest);
    const twice = embedManifest(once, manifest.replace('1.0.0', '2.0.0'));
    const found = async (bytes: Uint8Array) => readPluginManifest(await WebAssembly.compile(Uint8Array.from(bytes)));
    expect(await found(once)).toMatchObject({ name: 'x', version: '1.0.0' });
    expect(await found(twice)).toMatchObject({ name: 'x', version: '2.0.0' });
    expect(twice).toHaveLength(once.length);
  });

  it('gives the start of a reactor the name that waPC calls', async () => {
    const text = (value: string): number[] => [value.length, ...Buffer.from(value)];
    const section = (id: number, ...body: number[]): number[] => [id, body.length, ...body];
    const reactor = Uint8Array.from([
      0,
      0x61,
      0x73,
      0x6d,
      1,
      0,
      0,
      0,
      ...section(1, 1, 0x60, 0, 0),
      ...section(3, 1, 0),
      ...section(7, 1, ...text('_initialize'), 0, 0),
      ...section(10, 1, 2, 0, 0x0b),
    ]);
    const bytes = embedManifest(reactor, manifest);
    const exported = WebAssembly.Module.exports(await WebAssembly.compile(Uint8Array.from(bytes)));
    expect(exported).toEqual([{ name: 'wapc_init', kind: 'function' }]);
  });

  it.each([
    {
      title: 'a manifest that is none',
      manifest: '{"name":"x"}',
      module: probe,
      status: 1,
      code: 'TV_PLUGIN_MANIFEST',
    },
    { title: 'what is no module', manifest, module: Buffer.from('hello, world'), status: 1, code: 'TV_PLUGIN_INVALID' },
    { title: 'half a module', manifest, module: probe.subarray(0, 900), status: 1, code: 'TV_PLUGIN_INVALID' },
  ])('refuses $title', ({ manifest: text, module, status, code }) => {
    writeFileSync(join(folder, 'm.wasm'), module);
    writeFileSync(join(folder, 'm.json'), text);
    const told = tivalve('plugin', 'embed', 'm.wasm', '--manifest', 'm.json');
    expect(told).toMatchObject({ status, stderr: expect.stringContaining(code) });
    expect(readFileSync(join(folder, 'm.wasm')).equals(module)).toBe(true);
  });

  it('refuses files that are not there', () => {
    const told = tivalve('plugin', 'embed', 'no.wasm', '--manifest', 'm.json');
    expect(told).toMatchObject({ status: 3, stderr: expect.stringContaining('TV_PLUGIN_UNREADABLE') });
  });
});
