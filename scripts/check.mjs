// Everything that must hold before a commit: types, lint, format, rooms, generated code.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name, script) => join(root, 'node_modules', name, script);
const steps = [
  ['types', [bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json']],
  ['lint', [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['format', [bin('@biomejs/biome', 'bin/biome'), 'check', '.']],
  [
    'rooms',
    [bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', 'src', 'plugins'],
  ],
  ['generated code', [join('scripts', 'generate.mjs'), '--check']],
];
let failed = 0;
for (const [title, args] of steps) {
  const started = performance.now();
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  const ok = result.status === 0;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${title} (${Math.round(performance.now() - started)} ms)`);
  if (!ok) {
    failed += 1;
    process.stdout.write(result.stdout);
    process.stdout.write(result.stderr);
  }
}
process.exit(failed === 0 ? 0 : 1);
