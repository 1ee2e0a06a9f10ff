import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Coordinator, CoordinatorChange } from '../../../src/pipeline/swap/Coordinator';
import { openFileCoordinator } from '../../../src/pipeline/swap/fileCoordinator';
import { memoryCoordinator } from '../../../src/pipeline/swap/memoryCoordinator';
import { describeCoordinator } from '../../contracts/coordinatorContract';
import { codeRejectedBy } from '../../helpers/flows';
import { runUntilKilled } from '../../helpers/runUntilKilled';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-coordinator-'));
  path = join(folder, 'coordinator.json');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describeCoordinator('memoryCoordinator', async () => memoryCoordinator());
describeCoordinator('openFileCoordinator', () => openFileCoordinator(folder));

describe('openFileCoordinator', () => {
  const put = (coordinator: Coordinator, key: string, value: string) =>
    coordinator.transact({ compares: [], puts: [{ key, value }] });

  it('has after a restart what it acknowledged, with its revisions', async () => {
    const first = await openFileCoordinator(join(folder, 'new', 'folder'));
    await put(first, 'a', '1');
    await put(first, 'b', 'ü"\n');
    await first.transact({ compares: [], deletes: ['a'] });
    const second = await openFileCoordinator(join(folder, 'new', 'folder'));
    expect(await second.get('a')).toBeUndefined();
    expect(await second.get('b')).toEqual({ value: 'ü"\n', revision: 2 });
    expect((await put(second, 'c', '3')).revision).toBe(4);
  });

  it.each([
    { title: 'is empty', text: '' },
    { title: 'was cut', text: '{"format":"tivalve-coordinator","version":1,"revision":1,"entr' },
    { title: 'is null', text: 'null' },
    { title: 'is of something else', text: '{"format":"tivalve-checkpoint","version":1}' },
    { title: 'is of a later version', text: '{"format":"tivalve-coordinator","version":2,"revision":0,"entries":{}}' },
    { title: 'has no revision', text: '{"format":"tivalve-coordinator","version":1,"entries":{}}' },
    { title: 'has no entries', text: '{"format":"tivalve-coordinator","version":1,"revision":1}' },
    {
      title: 'has an entry without a value',
      text: '{"format":"tivalve-coordinator","version":1,"revision":1,"entries":{"a":{"revision":1}}}',
    },
    {
      title: 'has an entry above its revision',
      text: '{"format":"tivalve-coordinator","version":1,"revision":1,"entries":{"a":{"value":"","revision":2}}}',
    },
  ])('refuses a file that $title, and says what to do', async ({ text }) => {
    writeFileSync(path, text);
    await expect(openFileCoordinator(folder)).rejects.toMatchObject({
      code: 'TV_STORE_COORDINATOR_CORRUPT',
      message: expect.stringContaining(path),
      hint: expect.stringContaining('remove the file'),
    });
  });

  it('says which folder it cannot use', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(openFileCoordinator(join(folder, 'file', 'sub'))).rejects.toMatchObject({
      code: 'TV_STORE_IO',
      message: expect.stringContaining(join(folder, 'file', 'sub')),
    });
  });

  it('rejects when it cannot write, and then answers with what is there', async () => {
    const coordinator = await openFileCoordinator(folder);
    await put(coordinator, 'a', '1');
    jest.spyOn(fsPromises, 'open').mockRejectedValueOnce(new Error('no space'));
    expect(await codeRejectedBy(put(coordinator, 'a', '2'))).toBe('TV_STORE_IO');
    expect(await coordinator.get('a')).toEqual({ value: '1', revision: 1 });
    expect(await put(coordinator, 'a', '3')).toEqual({ succeeded: true, revision: 2 });
  });

  it('finds out that a write has come true that seemed to fail, and tells those that watch', async () => {
    const coordinator = await openFileCoordinator(folder);
    await put(coordinator, 'gone', '0');
    const changes: CoordinatorChange[] = [];
    coordinator.watch('').subscribe((change) => changes.push(change));
    failOpening((name) => name === folder);
    const failed = coordinator.transact({ compares: [], puts: [{ key: 'a', value: '1' }], deletes: ['gone'] });
    expect(await codeRejectedBy(failed)).toBe('TV_STORE_IO');
    expect(await codeRejectedBy(coordinator.get('a'))).toBe('TV_STORE_IO');
    jest.restoreAllMocks();
    expect(await coordinator.get('a')).toEqual({ value: '1', revision: 2 });
    expect(changes).toEqual([
      { kind: 'put', key: 'a', value: '1', revision: 2 },
      { kind: 'delete', key: 'gone', revision: 2 },
    ]);
  });

  it('has a transaction as a whole, and every one that was acknowledged, when its process was killed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const acknowledged = await runUntilKilled('transactUntilKilled.ts', folder, 20 + 7 * round);
      const coordinator = await openFileCoordinator(folder);
      const [a, b] = [await coordinator.get('a'), await coordinator.get('b')];
      expect(a).toEqual(b);
      expect(Number(a?.value)).toBeGreaterThanOrEqual(acknowledged);
      expect(Number(a?.value)).toBeLessThanOrEqual(acknowledged + 1);
      expect(a?.revision).toBe(Number(a?.value) + 1);
      // Killed inside a write: the next process finds the beginning of a file that never came to be.
      writeFileSync(`${path}.new`, readFileSync(path).subarray(0, 300));
    }
  }, 60_000);
});

/** Lets the opening of some files fail until mocks are restored. */
function failOpening(isBroken: (name: string) => boolean): void {
  const { open } = fsPromises;
  jest.spyOn(fsPromises, 'open').mockImplementation(async (...args) => {
    if (isBroken(String(args[0]))) throw new Error('disk is gone');
    return open(...args);
  });
}
