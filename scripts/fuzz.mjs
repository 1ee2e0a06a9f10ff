// `npm run fuzz`: each target of spec/fuzz so often (FUZZ_RUNS, 1,000,000), from a seed (SEED).
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// A file of its own: Jest starts its workers with the options that node was started with, and under `node -e` each of them
// would run the script again.
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', 'spec/fuzz'],
  { cwd: root, stdio: 'inherit', env: { FUZZ_RUNS: '1000000', ...process.env } },
);
process.exit(status ?? 1);
