import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** Runs a program of examples/ as a user would, against the package by its name. */
function runExample(
  name: string,
  input?: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, ['--require', 'sucrase/register', join('examples', name)], {
    cwd: ROOT,
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
}

describe('examples', () => {
  it('quickstart follows the shop and stops', () => {
    const { status, stdout, stderr } = runExample('quickstart.ts');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('create table: CREATE TABLE users');
    expect(stdout).toMatch(/users: \d+/);
    expect(stdout).toMatch(/checkpointTs \d{18}/);
  }, 60_000);

  it('live follows an emulated cluster, across a split', () => {
    const { status, stdout, stderr } = runExample('live.ts');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toBe('100 accounts, 100000.00 in all\n');
  }, 60_000);

  it('operators joins two regions at the lower resolved ts', () => {
    const { status, stdout, stderr } = runExample('operators.ts');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toBe('12 apple = red\n12 pear = green\nresolved 13\n');
  }, 60_000);

  it('pipeline runs under tivalve run', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join('dist', 'cli', 'main.js'), 'run', join('examples', 'pipeline.ts')],
      {
        cwd: ROOT,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    expect(status).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; table?: string; row?: Record<string, unknown> });
    const rows = lines.filter(({ type }) => type === 'insert' || type === 'update');
    expect(rows.length).toBeGreaterThan(1000);
    expect(
      rows.every(({ table, row }) => table === 'orders' && row !== undefined && 'status' in row && !('note' in row)),
    ).toBe(true);
  }, 60_000);

  it('apply-rows turns row JSON into tables', () => {
    const line = (json: object): string => JSON.stringify(json);
    const columns = (...names: string[]) =>
      names.map((name) => ({ name, type: 'int', originDefault: name === 'c' ? 9 : null }));
    const input = [
      {
        type: 'ddl',
        query: 'CREATE TABLE t',
        tables: [{ before: null, after: { db: 'd', table: 't', ids: ['1'], columns: columns('a', 'b') } }],
      },
      { type: 'insert', db: 'd', table: 't', tableId: '1', key: ['a'], row: { a: 1, b: 1 }, before: null },
      { type: 'insert', db: 'd', table: 't', tableId: '1', key: ['a'], row: { a: 2, b: 2 }, before: null },
      { type: 'update', db: 'd', table: 't', tableId: '1', key: ['a'], row: { a: 1, b: 7 }, before: { a: 1, b: 1 } },
      { type: 'delete', db: 'd', table: 't', tableId: '1', key: ['a'], row: null, before: { a: 2, b: 2 } },
      {
        type: 'ddl',
        query: 'ALTER TABLE t ADD COLUMN c INT DEFAULT 9',
        tables: [
          {
            before: { db: 'd', table: 't', ids: ['1'] },
            after: { db: 'd', table: 't', ids: ['1'], columns: columns('a', 'b', 'c') },
          },
        ],
      },
      { type: 'resolved', ts: '5' },
    ].map(line);
    const { status, stdout } = runExample('apply-rows.ts', `${input.join('\n')}\n`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      resolvedTs: '5',
      tables: { 'd.t': { columns: ['a', 'b', 'c'], rows: [[1, 7, 9]] } },
    });
  }, 60_000);
});
