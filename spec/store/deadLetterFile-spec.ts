import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDeadLetterFile } from '../../src/store/deadLetterFile';
import { row } from '../../src/testing';

describe('openDeadLetterFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-letters-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const letter = (id: string) =>
    ({ event: row(3n, { row: { id } }), code: 'TV_SINK_REFUSED', message: `no ${id}` }) as const;
  const idsIn = (path: string): unknown[] =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: { row: { id: string } } }).event.row.id);

  it('keeps what it was given, for its owner alone, over runs', async () => {
    const path = join(folder, 'a', 'dead-letters.ndjson');
    const first = await openDeadLetterFile(join(folder, 'a'));
    first.add(letter('1'));
    await first.flush();
    expect(idsIn(path)).toEqual(['1']);
    first.add(letter('2'));
    await first.close();
    await first.close();
    const second = await openDeadLetterFile(join(folder, 'a'));
    second.add(letter('3'));
    await second.close();
    expect(idsIn(path)).toEqual(['1', '2', '3']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('cuts off the line that a crash left unfinished', async () => {
    const path = join(folder, 'b', 'dead-letters.ndjson');
    const first = await openDeadLetterFile(join(folder, 'b'));
    first.add(letter('1'));
    await first.close();
    appendFileSync(path, '{"kind":"ro');
    const second = await openDeadLetterFile(join(folder, 'b'));
    second.add(letter('2'));
    await second.close();
    expect(idsIn(path)).toEqual(['1', '2']);
  });

  it('writes much of it without being asked', async () => {
    const file = await openDeadLetterFile(join(folder, 'c'));
    for (let i = 0; i < 2000; i += 1) file.add(letter(`${i}`));
    expect(statSync(join(folder, 'c', 'dead-letters.ndjson')).size).toBeGreaterThan(100_000);
    await file.close();
    expect(idsIn(join(folder, 'c', 'dead-letters.ndjson'))).toHaveLength(2000);
  });

  it('says which file it cannot use', async () => {
    writeFileSync(join(folder, 'd'), '');
    await expect(openDeadLetterFile(join(folder, 'd'))).rejects.toMatchObject({
      code: 'TV_STORE_IO',
      message: expect.stringContaining('dead-letters.ndjson'),
    });
  });
});
