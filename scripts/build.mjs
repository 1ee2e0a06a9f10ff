// Compiles src/ to dist/ as CommonJS and puts a thin ESM wrapper beside each entry, so that both module systems share
// one copy of every class.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
  stdio: ['ignore', 2, 2],
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

for (const generated of ['wire/generated']) {
  const from = join(root, 'src', generated);
  if (existsSync(from)) cpSync(from, join(dist, generated), { recursive: true });
}
const require = createRequire(import.meta.url);
for (const entry of ['index', 'testing']) {
  const names = Object.keys(require(join(dist, `${entry}.js`))).sort();
  const wrapper = `import api from './${entry}.js';\n\nexport const {\n${names.map((name) => `  ${name},`).join('\n')}\n} = api;\n`;
  writeFileSync(join(dist, `${entry}.mjs`), wrapper);
  writeFileSync(join(dist, `${entry}.d.mts`), `export * from './${entry}.js';\n`);
}
mkdirSync(dist, { recursive: true });
chmodSync(join(dist, 'cli', 'main.js'), 0o755);
writeFileSync(join(dist, '.built'), `${new Date().toISOString()}\n`);
