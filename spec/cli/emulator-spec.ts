import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { goldenPath } from '../helpers/golden';

const CLI = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const RECORDING = goldenPath('workload', 'events.ndjson.gz');
/** Where the recording begins and where its last resolved ts lies. */
const START_TS = '470608240548249600';
const END_TS = '470608245350989825';

function tivalve(...args: readonly string[]): { readonly status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', maxBuffer: 128 * 1024 * 1024 });
}

/** Runs an emulator, and what `use` does with the line that it prints. */
async function withEmulator(
  args: readonly string[],
  use: (line: string) => void,
): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [CLI, 'emulator', ...args]);
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  const exited = once(child, 'exit');
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    use(line.toString());
  } finally {
    child.kill('SIGINT');
  }
  const [status] = (await exited) as [number | null];
  return { status, stderr };
}

function rowsOf(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('{"type":"resolved"'));
}

describe('tivalve emulator', () => {
  it.each([
    { title: 'at once', args: ['--stores', '2', '--regions', '12'] },
    { title: 'live', args: ['--live'] },
  ])(
    'serves a recording $title as replay reads it',
    async ({ args }) => {
      const { status, stderr } = await withEmulator(['--recording', RECORDING, '--json', ...args], (line) => {
        const { pd } = JSON.parse(line) as { readonly pd: readonly string[] };
        const flags = ['--pd', pd.join(','), '--start-ts', START_TS, '--end-ts', END_TS];
        const tail = tivalve('tail', ...flags);
        expect(tail.status).toBe(0);
        expect(rowsOf(tail.stdout)).toEqual(rowsOf(tivalve('replay', RECORDING).stdout));
      });
      expect(status).toBe(0);
      expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toHaveProperty('transactions');
    },
    30_000,
  );

  it('prints the address of PD and keeps the cluster when the workload is done', async () => {
    const args = ['--workload', 'shop', '--rate', 'max', '--stop-after', '20'];
    const { status, stderr } = await withEmulator(args, (line) => {
      expect(line).toMatch(/^127\.0\.0\.1:\d+\n$/);
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('20 transactions were written') });
  }, 30_000);

  it.each([
    { args: ['--workload', 'none'], status: 2 },
    { args: ['--workload', 'bank', '--rate', '-1'], status: 2 },
    { args: ['--stores', '0'], status: 2 },
    { args: ['--live'], status: 2 },
    { args: ['--recording', 'nowhere.ndjson'], status: 3 },
  ])('ends with $status for $args', ({ args, status }) => {
    expect(tivalve('emulator', ...args).status).toBe(status);
  });
});
