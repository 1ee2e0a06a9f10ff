// Compiles the plugins that ship with TiValve and the guests of the specs, and embeds their manifests. The compiled modules
// are committed: for a language whose compiler is not here this says so, and its modules stay as they are.
//
//   node scripts/build-plugins.mjs [--check] [part of a path …]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const vectors = (language) => ({
  manifest: 'spec/fixtures/plugins/vectors/manifest.json',
  module: `spec/fixtures/plugins/vectors-${language}.wasm`,
});

const shipped = (name, source) => ({
  source: `plugins/${name}/${source}`,
  manifest: `plugins/${name}/manifest.json`,
  module: `plugins/${name}/${name}.wasm`,
});

const PLUGINS = [
  shipped('csv', 'assembly/index.ts'),
  {
    source: 'plugins/csv/v2/assembly/index.ts',
    manifest: 'plugins/csv/v2/manifest.json',
    module: 'plugins/csv/v2/csv.wasm',
  },
  shipped('audit', 'assembly/index.ts'),
  shipped('ndjson-http', 'assembly/index.ts'),
  shipped('mask', 'Cargo.toml'),
  shipped('route', 'Cargo.toml'),
  { source: 'spec/fixtures/plugins/probe/index.ts', module: 'spec/fixtures/plugins/probe-v0.wasm' },
  {
    source: 'spec/fixtures/plugins/probe/index.ts',
    manifest: 'spec/fixtures/plugins/probe/manifest.json',
    module: 'spec/fixtures/plugins/probe.wasm',
  },
  { source: 'spec/fixtures/plugins/versions/index.ts', module: 'spec/fixtures/plugins/versions.wasm' },
  { source: 'spec/fixtures/plugins/vectors/assemblyscript/index.ts', ...vectors('assemblyscript') },
  { source: 'spec/fixtures/plugins/vectors/rust/Cargo.toml', ...vectors('rust') },
  { source: 'spec/fixtures/plugins/vectors/c/vectors.c', ...vectors('c') },
  { source: 'spec/fixtures/plugins/vectors/go/main.go', ...vectors('go') },
];

/** Answers why a command cannot be run; nothing when it can. */
function missing(command, args, install) {
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  return status === 0 ? undefined : `${command} is not installed; ${install}`;
}

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd: root, ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? `${stdout}${stderr}`}`);
}

let asc;
const LANGUAGES = {
  assemblyscript: {
    // The compiler is one of the packages that npm installs, so its version is known.
    reproducible: true,
    matches: (source) => source.endsWith('.ts'),
    async missing() {
      try {
        asc = (await import('assemblyscript/asc')).default;
      } catch (error) {
        return `the AssemblyScript compiler is not installed (${error.code})`;
      }
    },
    async compile(source) {
      let binary;
      const { error, stderr } = await asc.main(
        [
          source,
          '--outFile',
          'out.wasm',
          '-O3',
          '--noAssert',
          '--exportStart',
          'wapc_init',
          '--runtime',
          'incremental',
        ],
        {
          readFile: (name, base) => (existsSync(join(base, name)) ? readFileSync(join(base, name), 'utf8') : null),
          writeFile: (_name, contents) => {
            binary = contents;
          },
          listFiles: () => [],
          baseDir: root,
        },
      );
      if (error || binary === undefined) throw new Error(stderr.toString());
      return Buffer.from(binary);
    },
  },
  rust: {
    matches: (source) => source.endsWith('Cargo.toml'),
    async missing() {
      return missing('cargo', ['--version'], 'install Rust and rustup target add wasm32-unknown-unknown');
    },
    async compile(source, scratch) {
      const target = 'wasm32-unknown-unknown';
      const args = ['build', '--offline', '--release', '--target', target, '--target-dir', scratch];
      // Places in messages of panics would otherwise name this machine.
      const RUSTFLAGS = `--remap-path-prefix=${root}=tivalve --remap-path-prefix=${process.env.HOME}=home`;
      run('cargo', [...args, '--manifest-path', join(root, source)], { env: { ...process.env, RUSTFLAGS } });
      const [, name] = /name = "([^"]+)"/.exec(readFileSync(join(root, source), 'utf8'));
      return readFileSync(join(scratch, target, 'release', `${name.replaceAll('-', '_')}.wasm`));
    },
  },
  c: {
    matches: (source) => source.endsWith('.c'),
    async missing() {
      return (
        missing('clang', ['--version'], 'install clang and lld') ?? missing('wasm-ld', ['--version'], 'install lld')
      );
    },
    async compile(source, scratch) {
      const out = join(scratch, 'c.wasm');
      const flags = ['--target=wasm32', '-Os', '-mbulk-memory', '-ffreestanding', '-Wall', '-Wextra', '-Werror'];
      const objects = [source, 'plugins/sdk/c/tivalve.c'].map((file, i) => {
        const object = join(scratch, `${i}.o`);
        run('clang', [...flags, '-c', '-o', object, file]);
        return object;
      });
      run('wasm-ld', ['--no-entry', '--strip-all', '-o', out, ...objects]);
      return readFileSync(out);
    },
  },
  go: {
    matches: (source) => source.endsWith('.go'),
    async missing() {
      return missing('go', ['version'], 'install Go 1.24 or later');
    },
    async compile(source, scratch) {
      const out = join(scratch, 'go.wasm');
      const env = { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm', GOPROXY: 'off', GOFLAGS: '' };
      const args = ['build', '-buildmode=c-shared', '-trimpath', '-buildvcs=false', '-ldflags=-s -w -buildid='];
      run('go', [...args, '-o', out, '.'], { cwd: join(root, dirname(source)), env });
      return readFileSync(out);
    },
  },
};

const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const require = createRequire(import.meta.url);
require('sucrase/register/ts');
const { embedManifest } = require(join(root, 'src', 'cli', 'plugin', 'embedManifest.ts'));
const scratch = mkdtempSync(join(tmpdir(), 'tivalve-plugins-'));
let failed = false;
for (const [language, { matches, missing: missingOf, compile, reproducible }] of Object.entries(LANGUAGES)) {
  if (check && reproducible !== true) continue;
  const plugins = PLUGINS.filter(({ source }) => matches(source)).filter(
    ({ module }) => wanted.length === 0 || wanted.some((word) => module.includes(word)),
  );
  if (plugins.length === 0) continue;
  const reason = await missingOf();
  if (reason !== undefined) {
    console.error(`build-plugins: ${language}: ${reason}; the committed modules stay as they are`);
    continue;
  }
  for (const { source, manifest, module } of plugins) {
    try {
      const binary = await compile(source, scratch);
      const bytes = manifest === undefined ? binary : embedManifest(binary, readFileSync(join(root, manifest), 'utf8'));
      const target = join(root, module);
      if (!check) {
        writeFileSync(target, bytes);
        console.log(`${module} ${bytes.length} bytes`);
      } else if (!existsSync(target) || !readFileSync(target).equals(Buffer.from(bytes))) {
        console.error(`${module} is not what ${source} gives; run node scripts/build-plugins.mjs`);
        failed = true;
      }
    } catch (error) {
      console.error(`build-plugins: ${source} does not compile\n${error.message}`);
      failed = true;
    }
  }
}
rmSync(scratch, { recursive: true });
process.exitCode = failed ? 1 : 0;
