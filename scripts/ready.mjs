// Makes a fresh clone ready: installs what package-lock.json names when it is missing or stale, and with --build
// compiles when a source is newer than the last build. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const mtime = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error(`failed: ${command} ${args.join(' ')}`);
    process.exit(result.status ?? 1);
  }
}

function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { recursive: true })) {
    const stat = statSync(join(folder, entry));
    if (stat.isFile()) newest = Math.max(newest, stat.mtimeMs);
  }
  return newest;
}

if (mtime(join(root, 'node_modules', '.package-lock.json')) < mtime(join(root, 'package-lock.json'))) {
  console.error('Installing packages (npm ci --ignore-scripts) …');
  run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error']);
}

if (process.argv.includes('--build')) {
  const newest = Math.max(
    newestIn(join(root, 'src')),
    mtime(join(root, 'tsconfig.build.json')),
    mtime(join(root, 'package.json')),
    mtime(join(root, 'scripts', 'build.mjs')),
  );
  if (mtime(join(root, 'dist', '.built')) < newest) {
    console.error('Building …');
    run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  }
}
