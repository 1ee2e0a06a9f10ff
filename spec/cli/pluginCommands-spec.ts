import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');
const PROBE = join(ROOT, 'spec', 'fixtures', 'plugins', 'probe.wasm');

describe('tivalve plugin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-plugin-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const tivalve = (...args: readonly string[]) =>
    spawnSync(process.execPath, [CLI, 'plugin', ...args], { encoding: 'utf8', cwd: folder });

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
});
