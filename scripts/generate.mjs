// Writes src/wire/generated/ from src/wire/proto/. With --check only says whether what is there is what would be written.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'node_modules', 'protobufjs-cli', 'bin');
const folder = join(root, 'src', 'wire', 'generated');
const check = process.argv.includes('--check');
const work = mkdtempSync(join(tmpdir(), 'tivalve-generate-'));

function run(script, args) {
  const result = spawnSync(process.execPath, [join(cli, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) process.exit(1);
}

try {
  const js = join(work, 'messages.js');
  const dts = join(work, 'messages.d.ts');
  const protos = join('src', 'wire', 'proto');
  const options = ['-t', 'static-module', '-w', 'commonjs', '--no-service', '--no-delimited', '--no-typeurl'];
  const input = ['--force-long', '--no-verify', '-r', 'tivalve', '-p', protos];
  const files = readdirSync(join(root, protos)).sort();
  // The declarations are made of the comments, which the code itself does not need.
  run('pbjs', [...options, ...input, '-o', join(work, 'commented.js'), ...files]);
  run('pbts', ['-o', dts, join(work, 'commented.js')]);
  run('pbjs', [...options, ...input, '--no-comments', '-o', js, ...files]);
  let stale = false;
  for (const [from, name] of [
    [js, 'messages.js'],
    [dts, 'messages.d.ts'],
  ]) {
    const text = readFileSync(from, 'utf8');
    const target = join(folder, name);
    if (!check) writeFileSync(target, text);
    else if (readFileSync(target, 'utf8') !== text) {
      console.error(`${target} is not what src/wire/proto/ gives; run npm run generate`);
      stale = true;
    }
  }
  process.exitCode = stale ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
