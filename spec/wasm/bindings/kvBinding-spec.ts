import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as fc from 'fast-check';
import type { SinkError } from '../../../src/errors/TiValveError';
import { kvBinding } from '../../../src/wasm/bindings/kvBinding';
import { FileKvStore, type KvStore, MemoryKvStore, openKvStore } from '../../../src/wasm/bindings/kvStore';
import { keyed, textOf } from '../../helpers/hostCallPayloads';
import { runUntilKilled } from '../../helpers/runUntilKilled';

const ROOT = join(__dirname, '../../..');
const MIB = 1024 * 1024;
let folder: string;
let path: string;
const stores: KvStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-kv-'));
  path = join(folder, 'probe.kv');
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): KvStore => {
  const store = openKvStore(folder, 'probe');
  stores.push(store);
  return store;
};
const reopen = (): KvStore => {
  for (const store of stores.splice(0)) store.close();
  return open();
};
const put = (store: KvStore, key: string, value: string): void => store.put(Buffer.from(key), Buffer.from(value));
const get = (store: KvStore, key: string): string | undefined => {
  const value = store.get(Buffer.from(key));
  return value === undefined ? undefined : Buffer.from(value).toString();
};

type Kind = { title: string; make: () => KvStore };
const kinds: Kind[] = [
  { title: 'in memory', make: () => new MemoryKvStore() },
  { title: 'in a file', make: open },
];

describe.each(kinds)('the binding kv, $title', ({ make }) => {
  const failures: SinkError[] = [];
  const call = (store: KvStore, quotaBytes = 64 * MIB) => {
    const binding = kvBinding(store, quotaBytes, (error) => failures.push(error));
    return (operation: string, key: string | Uint8Array, value: string | Uint8Array = ''): string =>
      textOf(binding('', operation, keyed(key, value)));
  };

  it('puts, gets, deletes and lists', () => {
    const kv = call(make());
    expect(kv('get', 'a')).toBe('\0');
    kv('put', 'a', 'one');
    kv('put', 'b/2', '');
    kv('put', 'b/1', 'x');
    kv('put', 'a', 'two');
    expect(kv('get', 'a')).toBe('\x01two');
    expect(kv('get', 'b/2')).toBe('\x01');
    expect(kv('list', 'b/')).toBe('\x03\0\0\0b/1\x03\0\0\0b/2');
    expect(kv('list', '')).toBe('\x01\0\0\0a\x03\0\0\0b/1\x03\0\0\0b/2');
    kv('delete', 'a');
    kv('delete', 'a');
    expect(kv('get', 'a')).toBe('\0');
    expect(kv('flush', '')).toBe('');
  });

  it.each([
    { title: 'an empty key', operation: 'get', key: '', error: /^EINVAL/ },
    { title: 'a key that is too long', operation: 'put', key: 'k'.repeat(1025), error: /^EINVAL: 1025 bytes/ },
    { title: 'a value that is too long', operation: 'put', key: 'k', value: Buffer.alloc(MIB + 1), error: /^E2BIG/ },
    { title: 'an operation that is not there', operation: 'swap', key: 'k', error: /^ENOSYS/ },
  ])('refuses $title', ({ operation, key, value = '', error }) => {
    expect(() => call(make())(operation, key, value)).toThrow(error);
  });

  it('refuses payloads that are cut', () => {
    const binding = kvBinding(make(), MIB, () => undefined);
    for (const payload of [[], [1, 0], [2, 0, 0, 0, 65], [255, 255, 255, 255]])
      expect(() => binding('', 'get', Uint8Array.from(payload))).toThrow(/^EINVAL/);
  });

  it('takes the longest key and value, and no more than the quota', () => {
    const kv = call(make(), 2 * MIB);
    kv('put', 'k'.repeat(1024), Buffer.alloc(MIB));
    expect(() => kv('put', 'l', Buffer.alloc(MIB))).toThrow(/^EDQUOT/);
    kv('put', 'l', Buffer.alloc(MIB - 1025));
    kv('put', 'l', Buffer.alloc(MIB - 1025, 1));
    expect(() => kv('put', 'm', '')).toThrow(/^EDQUOT/);
    kv('delete', 'l');
    kv('put', 'm', '');
  });

  it('takes ten thousand keys', () => {
    const store = make();
    for (let i = 0; i < 10_000; i += 1) put(store, String(i), '');
    const kv = call(store);
    expect(() => kv('put', 'one more', '')).toThrow(/^EDQUOT: a plugin has at most 10000 keys/);
    kv('put', '77', 'again');
  });
});

describe('a store in a file', () => {
  it('is what a map is, also when it is opened again', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 3, max: 3 });
    const change = fc.record({ key, value: fc.option(fc.uint8Array({ maxLength: 20 })), reopen: fc.boolean() });
    let run = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        run += 1;
        const file = join(folder, `${run}.kv`);
        const map = new Map<string, string>();
        let store = new FileKvStore(file);
        for (const one of changes) {
          const name = Buffer.from(one.key).toString('hex');
          if (one.value === null) {
            store.delete(one.key);
            map.delete(name);
          } else {
            store.put(one.key, one.value);
            map.set(name, Buffer.from(one.value).toString('hex'));
          }
          if (!one.reopen) continue;
          store.close();
          store = new FileKvStore(file);
        }
        expect(
          new Map(store.entries().map(([k, v]) => [Buffer.from(k).toString('hex'), Buffer.from(v).toString('hex')])),
        ).toEqual(map);
        expect(store.list(new Uint8Array(0)).map((k) => Buffer.from(k).toString('hex'))).toEqual(
          [...map.keys()].sort(),
        );
        expect(store.sizeBytes).toBe([...map].join('').replaceAll(',', '').length / 2);
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('loses only what was not whole, wherever its end was torn off', () => {
    const store = open();
    put(store, 'first', 'kept');
    const wholeBytes = statSync(path).size;
    put(store, 'second', 'torn');
    const file = readFileSync(path);
    for (let size = 0; size < file.length; size += 1) {
      for (const one of stores.splice(0)) one.close();
      writeFileSync(path, file.subarray(0, size));
      const torn = open();
      expect(get(torn, 'first')).toBe(size < wholeBytes ? undefined : 'kept');
      expect(get(torn, 'second')).toBeUndefined();
      put(torn, 'third', 'goes on');
      expect(get(reopen(), 'third')).toBe('goes on');
    }
  });

  it('cuts off zeroes that a loss of power has left', () => {
    put(open(), 'a', 'kept');
    appendFileSync(path, Buffer.alloc(500));
    expect(get(reopen(), 'a')).toBe('kept');
    put(open(), 'b', 'new');
    expect(get(reopen(), 'b')).toBe('new');
  });

  it('is refused when a byte of it has changed, wherever', () => {
    const store = open();
    put(store, 'first', 'value');
    const firstEnd = statSync(path).size;
    put(store, 'second', 'value');
    store.close();
    stores.length = 0;
    const file = readFileSync(path);
    for (let at = 0; at < firstEnd; at += 1) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      writeFileSync(path, damaged);
      expect(() => open()).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_STATE' }));
      expect(readFileSync(path).equals(damaged)).toBe(true);
    }
  });

  it('is written anew when most of it is dead', () => {
    const store = open();
    for (let i = 0; i < 100; i += 1) put(store, 'hot', `${i}`.padEnd(100_000, '.'));
    expect(statSync(path).size).toBeLessThan(1.5 * MIB);
    expect(get(reopen(), 'hot')).toMatch(/^99\./);
    expect(readdirSync(folder).sort()).toEqual(['probe.kv', 'probe.kv.lock']);
  });

  it('is shared in one process and kept from others', () => {
    const first = open();
    const second = open();
    put(first, 'a', 'x');
    expect(get(second, 'a')).toBe('x');
    first.close();
    put(second, 'b', 'y');
    expect(() => new FileKvStore(path)).toThrow(/another process has it open/);
    second.close();
    second.close();
    expect(readdirSync(folder)).toEqual(['probe.kv']);
  });

  it('is the same one however its folder is spelled, and goes with the last who closes it', () => {
    symlinkSync(folder, join(folder, 'link'));
    const spelled = [folder, relative('.', folder), join(folder, 'link'), join(folder, 'x', '..')];
    const opened = spelled.map((one) => openKvStore(one, 'probe'));
    stores.push(...opened);
    for (const [i, one] of opened.entries()) put(one, 'last', `${i}`);
    expect(opened.map((one) => get(one, 'last'))).toEqual(['3', '3', '3', '3']);
    for (const one of opened) {
      expect(readdirSync(folder)).toContain('probe.kv.lock');
      one.close();
    }
    expect(readdirSync(folder).sort()).toEqual(['link', 'probe.kv']);
    expect(get(open(), 'last')).toBe('3');
  });

  it('is refused to another process until the last of this one has closed it', () => {
    const [first, second] = [open(), open()];
    expect(openElsewhere()).toContain('another process has it open');
    first.close();
    expect(openElsewhere()).toContain('another process has it open');
    second.close();
    expect(openElsewhere()).toBe('opened');
  });

  it.each([
    { title: 'a dead process', holder: { pid: 4_194_399 } },
    { title: 'a process whose id was given to another', holder: { start: '1' } },
  ])('takes over the lock of $title', ({ holder }) => {
    open().close();
    put(open(), 'a', 'x');
    const held = JSON.parse(readFileSync(`${path}.lock`, 'utf8')) as object;
    for (const store of stores.splice(0)) store.close();
    writeFileSync(`${path}.lock`, JSON.stringify({ ...held, ...holder }));
    expect(get(open(), 'a')).toBe('x');
  });

  it('leaves the lock of another machine alone', () => {
    writeFileSync(`${path}.lock`, JSON.stringify({ machine: 'other', pid: 1, start: '1' }));
    expect(() => open()).toThrow(/another process has it open/);
  });

  it('says what is wrong with a folder that cannot be used', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => openKvStore(join(folder, 'file', 'sub'), 'probe')).toThrow(
      expect.objectContaining({ code: 'TV_PLUGIN_STATE' }),
    );
  });

  it('has every put that was acknowledged when its process was killed', async () => {
    let acknowledged = -1;
    for (let round = 0; round < 5; round += 1) {
      acknowledged = await runUntilKilled('putUntilKilled.ts', folder, 400 + 37 * round);
      const store = open();
      for (let i = 0; i <= acknowledged; i += 1) expect(get(store, `key ${i}`)).toBe(`value ${i}`);
      for (const one of stores.splice(0)) one.close();
      // Killed inside a put: the next process finds the beginning of a record.
      appendFileSync(path, readFileSync(path).subarray(13, 50));
    }
    expect(acknowledged).toBeGreaterThan(400);
  }, 60_000);
});

/** Opens the store in another process, and answers with what it says. */
function openElsewhere(): string {
  const module = join(ROOT, 'src/wasm/bindings/kvStore.ts');
  const code = `try {
    require(${JSON.stringify(module)}).openKvStore(${JSON.stringify(folder)}, 'probe').close();
    process.stdout.write('opened');
  } catch (error) {
    process.stdout.write(error.message);
  }`;
  const args = ['-r', join(ROOT, 'node_modules/sucrase/register/ts'), '-e', code];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout;
}
