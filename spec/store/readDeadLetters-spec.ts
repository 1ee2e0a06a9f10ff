import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDeadLetterFile } from '../../src/store/deadLetterFile';
import { dropDeadLetters, readDeadLetters, type StoredLetter } from '../../src/store/readDeadLetters';
import { row } from '../../src/testing';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-dlq-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const letter = (id: string, commitTs = 3n) =>
  ({ event: row(commitTs, { row: { id } }), code: 'TV_SINK_REFUSED', message: `no ${id}`, by: 'csv@1' }) as const;

async function keep(...ids: readonly string[]): Promise<void> {
  const file = await openDeadLetterFile(folder);
  for (const id of ids) file.add(letter(id));
  await file.close();
}

async function all(): Promise<StoredLetter[]> {
  const letters: StoredLetter[] = [];
  for await (const one of readDeadLetters(folder)) letters.push(one);
  return letters;
}

describe('readDeadLetters', () => {
  it('finds none where there is no file', async () => {
    expect(await all()).toEqual([]);
  });

  it('numbers what was kept, and counts what came again after a crash once', async () => {
    await keep('1', '2');
    await keep('1', '3');
    expect((await all()).map(({ number, kind, table, message, by }) => [number, kind, table, message, by])).toEqual([
      [1, 'row', 't', 'no 1', 'csv@1'],
      [2, 'row', 't', 'no 2', 'csv@1'],
      [3, 'row', 't', 'no 3', 'csv@1'],
    ]);
  });

  it('names the line that is none', async () => {
    await keep('1');
    appendFileSync(join(folder, 'dead-letters.ndjson'), '{"kind":"cat"}\n');
    await expect(all()).rejects.toMatchObject({ code: 'TV_STORE_IO', message: expect.stringContaining('line 2') });
  });
});

describe('dropDeadLetters', () => {
  it('removes what it is told, and leaves the rest as it stands there', async () => {
    await keep('1', '2', '3');
    const before = readFileSync(join(folder, 'dead-letters.ndjson'), 'utf8').split('\n');
    expect(await dropDeadLetters(folder, ({ number }) => number === 2)).toBe(1);
    const after = readFileSync(join(folder, 'dead-letters.ndjson'), 'utf8').split('\n');
    expect(after).toEqual(before.filter((_line, i) => i !== 1));
    expect(statSync(join(folder, 'dead-letters.ndjson')).mode & 0o777).toBe(0o600);
    expect(await dropDeadLetters(folder, () => false)).toBe(0);
    expect(await all()).toHaveLength(2);
  });
});
