// Compiles spec/fixtures/plugins/v0-rust/, a guest as they were in 2022, for WASI. The compiled module is committed: without a
// rustc that has the target this says so and changes nothing. Debian has it as rustc with libstd-rust-dev-wasm32 and lld.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'spec/fixtures/plugins/v0-rust');
const module = join(root, 'spec/fixtures/plugins/v0-rust.wasm');

// A rustc of rustup may stand in front of the system's and lack the target.
const compilers = ['rustc', '/usr/bin/rustc'];
const targets = ['wasm32-wasip1', 'wasm32-wasi'];

function hasTarget(compiler, target) {
  const { status, stdout } = spawnSync(compiler, ['--print', 'target-libdir', '--target', target], {
    encoding: 'utf8',
  });
  return status === 0 && existsSync(stdout.trim());
}

const found = compilers
  .flatMap((compiler) => targets.map((target) => ({ compiler, target })))
  .find(({ compiler, target }) => hasTarget(compiler, target));
if (found === undefined) {
  console.error(`build-v0-guest: no rustc with ${targets.join(' or ')}; the committed module stays as it is`);
  process.exit(0);
}
const { compiler, target } = found;
const options = ['opt-level=s', 'lto=fat', 'panic=abort', 'strip=symbols', 'codegen-units=1'];
const { status } = spawnSync(
  compiler,
  [
    '--edition=2021',
    `--target=${target}`,
    '--crate-type=cdylib',
    `--remap-path-prefix=${folder}=guest`,
    ...options.flatMap((option) => ['-C', option]),
    '-o',
    module,
    'guest.rs',
  ],
  { cwd: folder, stdio: 'inherit' },
);
if (status === 0) console.log(`${module} ${statSync(module).size} bytes`);
process.exitCode = status ?? 1;
