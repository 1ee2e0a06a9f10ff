import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderModuleStore, type ModuleStore, memoryModuleStore } from '../../src/store/moduleStore';
import { codeRejectedBy } from '../helpers/flows';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-modules-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const stores: readonly { readonly name: string; readonly open: () => ModuleStore }[] = [
  { name: 'folderModuleStore', open: () => folderModuleStore(join(folder, 'modules')) },
  { name: 'memoryModuleStore', open: memoryModuleStore },
];

describe.each(stores)('$name', ({ open }) => {
  it('answers with what was kept, under its digest', async () => {
    const store = open();
    const [a, b] = [await store.keep(Buffer.from('a')), await store.keep(Buffer.from('b'))];
    expect(await store.keep(Buffer.from('a'))).toBe(a);
    expect(Buffer.from(await store.read(a)).toString()).toBe('a');
    expect(Buffer.from(await store.read(b)).toString()).toBe('b');
  });

  it('lets go of all others', async () => {
    const store = open();
    const [a, b] = [await store.keep(Buffer.from('a')), await store.keep(Buffer.from('b'))];
    await store.retain(new Set([b]));
    expect(await codeRejectedBy(store.read(a))).toBe('TV_STORE_IO');
    expect(Buffer.from(await store.read(b)).toString()).toBe('b');
    await store.retain(new Set());
    expect(await codeRejectedBy(store.read(b))).toBe('TV_STORE_IO');
  });
});

describe('folderModuleStore', () => {
  it('makes no folder when there is nothing to keep', async () => {
    await folderModuleStore(join(folder, 'modules')).retain(new Set());
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has after a restart what was kept, and lets go of what was not written to its end', async () => {
    const digest = await folderModuleStore(folder).keep(Buffer.from('a'));
    writeFileSync(join(folder, `${digest}.wasm.new`), 'half');
    writeFileSync(join(folder, `${digest.replace(/^./, '0')}.wasm.new`), 'half');
    writeFileSync(join(folder, 'mine.txt'), '');
    const store = folderModuleStore(folder);
    expect(Buffer.from(await store.read(digest)).toString()).toBe('a');
    await store.retain(new Set([digest]));
    expect(readdirSync(folder).toSorted()).toEqual([`${digest}.wasm`, 'mine.txt'].toSorted());
  });

  it('refuses a module that is not what was kept', async () => {
    const store = folderModuleStore(folder);
    const digest = await store.keep(Buffer.from('a'));
    writeFileSync(join(folder, `${digest}.wasm`), 'b');
    expect(await codeRejectedBy(store.read(digest))).toBe('TV_STORE_IO');
  });
});
