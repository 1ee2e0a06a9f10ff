import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');
const PROBE = join(ROOT, 'spec', 'fixtures', 'plugins', 'probe.wasm');

describe('tivalve plugin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-plugin-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const tivalve = (...args: readonly string[]) =>
    spawnSync(process.execPath, [CLI, 'plugin', ...args], { encoding: 'utf8', cwd: folder, maxBuffer: 2 ** 26 });

  it('inspect tells what a module is, and what keeps it from being used', () => {
    const plain = tivalve('inspect', PROBE);
    expect(plain).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/plugin +probe@[\s\S]*asks for +[\s\S]*fs:out/),
    });
    writeFileSync(join(folder, 'none.json'), '{}');
    const refused = tivalve('inspect', PROBE, '--config', 'none.json', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      manifest: { name: 'probe' },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      imports: expect.arrayContaining(['wapc.__guest_request']),
      problems: [expect.stringContaining('out')],
    });
    writeFileSync(join(folder, 'not.wasm'), 'no');
    expect(tivalve('inspect', 'not.wasm').status).toBe(1);
    expect(tivalve('inspect', 'gone.wasm').status).toBe(3);
  });

  it('keygen makes a key, and sign a module that is trusted with it', () => {
    const { stdout, status } = tivalve('keygen', '--out', 'key.pem');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^ed25519:.{43}=\n$/) });
    expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600);
    expect(tivalve('keygen', '--out', 'key.pem').status).not.toBe(0);
    copyFileSync(PROBE, join(folder, 'mine.wasm'));
    expect(tivalve('sign', 'mine.wasm', '--key', 'key.pem').status).toBe(0);
    expect(tivalve('inspect', 'mine.wasm').stdout).toContain(`signature  ${stdout.trim()}\n`);
    writeFileSync(
      join(folder, 'trust.json'),
      JSON.stringify({ trustedKeys: [stdout.trim()], grants: { fs: { out: 'out' } } }),
    );
    expect(tivalve('inspect', 'mine.wasm', '--config', 'trust.json').status).toBe(0);
    expect(tivalve('inspect', PROBE, '--config', 'trust.json').stdout).toContain('is not signed');
    expect(tivalve('sign', 'mine.wasm', '--key', 'trust.json').status).toBe(2);
  });

  it('test gives a plugin recorded rows, and says what differs from what is expected', () => {
    const golden = (file: string) => join(ROOT, 'spec', 'fixtures', 'golden', 'dml', file);
    const csv = join(ROOT, 'plugins', 'csv', 'csv.wasm');
    writeFileSync(join(folder, 'csv.json'), JSON.stringify({ grants: { fs: { out: 'never-made' } } }));
    const test = (...args: readonly string[]) =>
      tivalve(
        'test',
        csv,
        '--recording',
        golden('events.ndjson.gz'),
        '--schema',
        golden('schema.json.gz'),
        '--config',
        'csv.json',
        ...args,
      );
    const { stdout, status } = test();
    expect(status).toBe(0);
    const files = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; text: string });
    expect(files.map(({ file }) => file)).toContain('out/dml_db/accounts.1.csv');
    expect(existsSync(join(folder, 'never-made'))).toBe(false);
    expect(test('--expect', 'expected.ndjson').status).toBe(3);
    expect(test('--expect', 'expected.ndjson', '--update').status).toBe(0);
    expect(test('--expect', 'expected.ndjson').status).toBe(0);
    expect(test('--shadow', csv).status).toBe(0);
    writeFileSync(join(folder, 'expected.ndjson'), stdout.replace('tivalve_op', 'op'));
    expect(test('--expect', 'expected.ndjson')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^- 1: .*\n\+ 1: /),
    });
  }, 60_000);

  it('bench measures a plugin by the size of batches', () => {
    const golden = (file: string) => join(ROOT, 'spec', 'fixtures', 'golden', 'dml', file);
    const files = ['--recording', golden('events.ndjson.gz'), '--schema', golden('schema.json.gz')];
    writeFileSync(join(folder, 'bench.json'), JSON.stringify({ grants: { fs: { out: 'never-made' } } }));
    const csv = join(ROOT, 'plugins', 'csv', 'csv.wasm');
    const { stdout, status } = tivalve('bench', csv, ...files, '--config', 'bench.json', '--seconds', '0.05', '--json');
    expect(status).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { batchRows: number; rowsPerSecond: number });
    expect(lines.map(({ batchRows }) => batchRows)).toEqual([1, 100, 1000]);
    expect(lines.every(({ rowsPerSecond }) => rowsPerSecond > 0)).toBe(true);
    expect(existsSync(join(folder, 'never-made'))).toBe(false);
    expect(tivalve('bench', csv, ...files, '--batch-rows', 'many').status).toBe(2);
  }, 60_000);
});
