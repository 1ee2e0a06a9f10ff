import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from '../../src/wasm/wasiErrno';
import { openWasi, type Wasi, type WasiSettings } from '../../src/wasm/wasiImports';

const ROOT = 3;
const CREATE = 1;
const DIRECTORY = 2;
const EXCLUSIVE = 4;
const TRUNCATE = 8;
const APPEND = 1;
const READ = 2n;
const WRITE = 64n;
const OUT = 60_000;

let folder: string;
let memory: WebAssembly.Memory;
let wasi: Wasi;
let printed: string[];

function open(settings: WasiSettings = { preopens: { '/data': join(folder, 'data') } }): void {
  wasi = openWasi(
    {
      memory: () => memory,
      print: (descriptor, text) => printed.push(`${descriptor} ${text}`),
      exit(code): never {
        throw new Error(`exit ${code}`);
      },
    },
    settings,
  );
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-wasi-'));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside/secret'), 'kept');
  memory = new WebAssembly.Memory({ initial: 1 });
  printed = [];
  open();
});
afterEach(() => {
  wasi.close();
  rmSync(folder, { recursive: true, force: true });
});

const data = (...parts: string[]): string => join(folder, 'data', ...parts);
const view = (): DataView => new DataView(memory.buffer);
const u32 = (at = OUT): number => view().getUint32(at, true);
const u64 = (at = OUT): bigint => view().getBigUint64(at, true);
const textAt = (at: number, length: number): string => Buffer.from(memory.buffer, at, length).toString();

function call(name: string, ...args: (number | bigint)[]): number {
  const run = wasi.imports['wasi_snapshot_preview1']?.[name] as unknown as (...args: (number | bigint)[]) => number;
  return run(...args);
}
/** Puts text into the guest's memory, and answers with its place and length. */
function text(value: string, at = 100): [number, number] {
  const bytes = Buffer.from(value);
  new Uint8Array(memory.buffer).set(bytes, at);
  return [at, bytes.length];
}
/** One vector at 0 for the bytes at `at`. */
function vector(at: number, length: number): [number, number] {
  view().setUint32(0, at, true);
  view().setUint32(4, length, true);
  return [0, 1];
}
const openPath = (path: string, flags = 0, rights = READ, fdFlags = 0, root = ROOT): number =>
  call('path_open', root, 0, ...text(path), flags, rights, 0n, fdFlags, OUT);
const opened = (path: string, flags = 0, rights = READ, fdFlags = 0): number => {
  expect([path, openPath(path, flags, rights, fdFlags)]).toEqual([path, 0]);
  return u32();
};
const write = (descriptor: number, value: string): number =>
  call('fd_write', descriptor, ...vector(...text(value, 200)), OUT);
const read = (descriptor: number, length: number): string => {
  expect(call('fd_read', descriptor, ...vector(200, length), OUT)).toBe(0);
  return textAt(200, u32());
};

describe('files of WASI', () => {
  it('finds the pre-opened folders, and the end of their list', () => {
    expect(call('fd_prestat_get', ROOT, OUT)).toBe(0);
    expect([u32(), u32(OUT + 4)]).toEqual([0, 5]);
    expect(call('fd_prestat_dir_name', ROOT, 200, 5)).toBe(0);
    expect(textAt(200, 5)).toBe('/data');
    expect(call('fd_prestat_dir_name', ROOT, 200, 4)).toBe(WASI.ENAMETOOLONG);
    for (const descriptor of [0, 1, 2, 4, -1]) expect(call('fd_prestat_get', descriptor, OUT)).toBe(WASI.EBADF);
  });

  it('creates, writes, seeks, tells, reads and closes', () => {
    const file = opened('a.txt', CREATE, READ | WRITE);
    expect(write(file, '0123456789')).toBe(0);
    expect(u32()).toBe(10);
    expect(call('fd_tell', file, OUT)).toBe(0);
    expect(u64()).toBe(10n);
    expect(call('fd_seek', file, -4n, 2, OUT)).toBe(0);
    expect(u64()).toBe(6n);
    expect(read(file, 2)).toBe('67');
    expect(call('fd_seek', file, 1n, 1, OUT)).toBe(0);
    expect(read(file, 100)).toBe('9');
    expect(read(file, 100)).toBe('');
    expect(call('fd_seek', file, 3n, 0, OUT)).toBe(0);
    expect(write(file, 'XY')).toBe(0);
    expect(call('fd_sync', file)).toBe(0);
    expect(call('fd_seek', file, -1n, 0, OUT)).toBe(WASI.EINVAL);
    expect(call('fd_seek', file, 0n, 3, OUT)).toBe(WASI.EINVAL);
    expect(call('fd_close', file)).toBe(0);
    expect(call('fd_close', file)).toBe(WASI.EBADF);
    expect(write(file, 'x')).toBe(WASI.EBADF);
    expect(readFileSync(data('a.txt'), 'utf8')).toBe('012XY56789');
  });

  it('appends, also when that is asked for later', () => {
    writeFileSync(data('a'), 'one ');
    const appending = opened('a', CREATE, WRITE, APPEND);
    expect(write(appending, 'two ')).toBe(0);
    const other = opened('a', 0, WRITE);
    expect(call('fd_fdstat_set_flags', other, APPEND)).toBe(0);
    expect(write(other, 'three ')).toBe(0);
    expect(write(appending, 'four')).toBe(0);
    expect(readFileSync(data('a'), 'utf8')).toBe('one two three four');
    expect(call('fd_fdstat_get', appending, OUT)).toBe(0);
    expect([view().getUint8(OUT), view().getUint16(OUT + 2, true)]).toEqual([4, APPEND]);
    expect(call('fd_fdstat_set_flags', appending, 0)).toBe(WASI.ENOTSUP);
    expect(call('fd_fdstat_set_flags', other, 0)).toBe(0);
    expect(call('fd_fdstat_set_flags', other, 64)).toBe(WASI.EINVAL);
  });

  it('truncates, and creates only what is not there when asked to', () => {
    writeFileSync(data('a'), 'old');
    expect(openPath('a', CREATE | EXCLUSIVE, WRITE)).toBe(WASI.EEXIST);
    opened('a', TRUNCATE, WRITE);
    expect(readFileSync(data('a'), 'utf8')).toBe('');
    expect(openPath('none')).toBe(WASI.ENOENT);
    expect(openPath('none', DIRECTORY)).toBe(WASI.ENOENT);
    expect(openPath('a', DIRECTORY)).toBe(WASI.ENOTDIR);
    expect(openPath('a/', CREATE)).toBe(WASI.ENOTDIR);
    expect(openPath('.', 0, WRITE)).toBe(WASI.EISDIR);
  });

  it('does with a file only what it was opened for', () => {
    writeFileSync(data('a'), 'x');
    expect(write(opened('a'), 'y')).toBe(WASI.EBADF);
    const writing = opened('a', 0, WRITE);
    expect(call('fd_read', writing, ...vector(200, 1), OUT)).toBe(WASI.EBADF);
  });

  it('makes folders, renames, unlinks and tells of files', () => {
    expect(call('path_create_directory', ROOT, ...text('sub'))).toBe(0);
    expect(call('path_create_directory', ROOT, ...text('sub'))).toBe(WASI.EEXIST);
    writeFileSync(data('sub/a'), 'abc');
    expect(call('path_filestat_get', ROOT, 0, ...text('sub/../sub/./a'), OUT)).toBe(0);
    expect([view().getUint8(OUT + 16), u64(OUT + 32)]).toEqual([4, 3n]);
    expect(call('path_rename', ROOT, ...text('sub/a'), ROOT, ...text('b', 300))).toBe(0);
    expect(readdirSync(data()).sort()).toEqual(['b', 'sub']);
    const file = opened('b');
    expect(call('fd_filestat_get', file, OUT)).toBe(0);
    expect(u64(OUT + 32)).toBe(3n);
    expect(call('path_unlink_file', ROOT, ...text('sub'))).toBe(WASI.EISDIR);
    expect(call('path_unlink_file', ROOT, ...text('b'))).toBe(0);
    expect(call('path_unlink_file', ROOT, ...text('b'))).toBe(WASI.ENOENT);
    expect(call('path_unlink_file', ROOT, ...text('.'))).toBe(WASI.EINVAL);
    expect(readdirSync(data())).toEqual(['sub']);
  });

  it('lists a folder in pieces of any size', () => {
    const names = Array.from({ length: 20 }, (_, i) => `file-${'x'.repeat(i)}`);
    for (const name of names) writeFileSync(data(name), '');
    mkdirSync(data('sub'));
    const root = opened('.', DIRECTORY);
    for (const size of [60, 100, 1000, 10_000]) {
      const seen: string[] = [];
      let cookie = 0n;
      for (let used = size; used >= size; ) {
        expect(call('fd_readdir', root, 1000, size, cookie, OUT)).toBe(0);
        used = u32();
        for (let at = 1000; at + 24 <= 1000 + used; ) {
          const length = u32(at + 16);
          if (at + 24 + length > 1000 + used) break;
          cookie = u64(at);
          seen.push(`${textAt(at + 24, length)} ${view().getUint8(at + 20)}`);
          at += 24 + length;
        }
      }
      expect(seen).toEqual(['. 3', '.. 3', ...names.map((name) => `${name} 4`), 'sub 3']);
    }
  });

  it('keeps to folders of its own: nothing is renamed from one to another', () => {
    wasi.close();
    mkdirSync(join(folder, 'more'));
    open({ preopens: { '/data': data(), '/more': join(folder, 'more') } });
    writeFileSync(data('a'), '');
    expect(call('path_rename', ROOT, ...text('a'), ROOT + 1, ...text('a', 300))).toBe(WASI.EXDEV);
  });

  it('opens so many files and no more, and gives their numbers again', () => {
    const descriptors: number[] = [];
    while (openPath('a', CREATE, WRITE) === 0) descriptors.push(u32());
    expect(openPath('a', CREATE, WRITE)).toBe(WASI.EMFILE);
    expect(descriptors).toHaveLength(127);
    expect(call('fd_close', descriptors[5] ?? -1)).toBe(0);
    expect(opened('a')).toBe(descriptors[5]);
    wasi.close();
    wasi.close();
    expect(openPath('a')).toBe(WASI.EBADF);
  });
});

describe('paths of WASI', () => {
  const everywhere = (path: string): number[] => [
    openPath(path, CREATE, WRITE),
    openPath(path, 0, READ),
    call('path_create_directory', ROOT, ...text(path)),
    call('path_filestat_get', ROOT, 0, ...text(path), OUT),
    call('path_unlink_file', ROOT, ...text(path)),
    call('path_rename', ROOT, ...text(path), ROOT, ...text('there', 5000)),
    call('path_rename', ROOT, ...text('here'), ROOT, ...text(path, 5000)),
  ];

  it.each(['../outside/secret', '..', 'a/../../outside/secret', '/etc/passwd', '/data/here', '../data/here'])(
    'do not leave the folder by %s',
    (path) => {
      writeFileSync(data('here'), 'kept');
      expect(new Set(everywhere(path))).toEqual(new Set([WASI.ENOTCAPABLE]));
    },
  );

  it.each(['a\0b', 'a\\..\\..\\b', 'C:b'])('refuse %j', (path) => {
    writeFileSync(data('here'), 'kept');
    expect(new Set(everywhere(path))).toEqual(new Set([WASI.EINVAL]));
  });

  it('refuse what is not UTF-8, is too long, or lies outside the memory', () => {
    new Uint8Array(memory.buffer).set([0xff, 0xfe], 100);
    expect(call('path_unlink_file', ROOT, 100, 2)).toBe(WASI.EILSEQ);
    expect(call('path_unlink_file', ROOT, 100, 5000)).toBe(WASI.ENAMETOOLONG);
    expect(call('path_unlink_file', ROOT, 65_536, 10)).toBe(WASI.EFAULT);
    expect(call('path_unlink_file', ROOT, -4, 10)).toBe(WASI.EFAULT);
    expect(call('path_open', ROOT, 0, ...text('a'), CREATE, WRITE, 0n, 0, 65_534)).toBe(WASI.EFAULT);
    expect(existsSync(data('a'))).toBe(false);
  });

  it('follow no symbolic link, at the end or on the way', () => {
    symlinkSync(join(folder, 'outside'), data('way'));
    symlinkSync(join(folder, 'outside/secret'), data('end'));
    expect(openPath('end')).toBe(WASI.ELOOP);
    expect(openPath('end', CREATE | TRUNCATE, WRITE)).toBe(WASI.ELOOP);
    expect(openPath('way', DIRECTORY)).toBe(WASI.ENOTDIR);
    expect(openPath('way/secret')).toBe(WASI.EPERM);
    expect(openPath('way/new', CREATE, WRITE)).toBe(WASI.EPERM);
    expect(call('path_unlink_file', ROOT, ...text('way/secret'))).toBe(WASI.EPERM);
    expect(call('path_filestat_get', ROOT, 1, ...text('end'), OUT)).toBe(0);
    expect(view().getUint8(OUT + 16)).toBe(7);
    expect(readFileSync(join(folder, 'outside/secret'), 'utf8')).toBe('kept');
    expect(readdirSync(join(folder, 'outside'))).toEqual(['secret']);
  });

  it('stay in a folder that is replaced by a symbolic link', () => {
    mkdirSync(data('way'));
    const way = opened('way', DIRECTORY);
    renameSync(data('way'), data('moved'));
    symlinkSync(join(folder, 'outside'), data('way'));
    expect(openPath('secret', 0, READ, 0, way)).toBe(WASI.EPERM);
    expect(openPath('new', CREATE, WRITE, 0, way)).toBe(WASI.EPERM);
    expect(call('fd_readdir', way, 1000, 1000, 0n, OUT)).toBe(WASI.EPERM);
  });

  it('open no FIFO, and do not wait for one', () => {
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [data('fifo')]);
    expect(openPath('fifo')).toBe(WASI.EACCES);
  });
});

describe('the rest of WASI', () => {
  it('prints to 1 and 2 and reads nothing from 0', () => {
    expect(write(1, 'out')).toBe(0);
    expect(write(2, 'err')).toBe(0);
    expect(printed).toEqual(['1 out', '2 err']);
    expect(read(0, 100)).toBe('');
    expect(write(0, 'x')).toBe(WASI.EBADF);
    expect(call('fd_read', 1, ...vector(200, 1), OUT)).toBe(WASI.EBADF);
    expect(call('fd_seek', 1, 0n, 0, OUT)).toBe(WASI.ESPIPE);
    expect(call('fd_close', 1)).toBe(0);
  });

  it('has no arguments and no environment', () => {
    for (const name of ['args', 'environ']) {
      view().setBigUint64(OUT, ~0n, true);
      expect(call(`${name}_sizes_get`, OUT, OUT + 4)).toBe(0);
      expect(u64()).toBe(0n);
      expect(call(`${name}_get`, 0, 0)).toBe(0);
    }
  });

  it('has clocks and random numbers', () => {
    expect(call('clock_time_get', 0, 0n, OUT)).toBe(0);
    expect(u64() > 1_600_000_000_000_000_000n).toBe(true);
    expect(call('clock_time_get', 1, 0n, OUT)).toBe(0);
    expect(call('clock_res_get', 0, OUT)).toBe(0);
    expect(u64()).toBe(1_000_000n);
    expect(call('clock_time_get', 2, 0n, OUT)).toBe(WASI.ENOTSUP);
    expect(call('random_get', 200, 64)).toBe(0);
    expect(textAt(200, 64)).not.toBe('\0'.repeat(64));
    expect(call('random_get', 65_530, 64)).toBe(WASI.EFAULT);
    expect(call('random_get', 0, -1)).toBe(WASI.EFAULT);
  });

  it('has the same clocks and random numbers in each deterministic run', () => {
    const look = (seed: string): string => {
      open({ deterministic: { startMs: 1_700_000_000_000, seed } });
      call('random_get', 200, 50);
      call('random_get', 250, 7);
      call('clock_time_get', 0, 0n, 300);
      call('clock_time_get', 1, 0n, 308);
      return Buffer.from(memory.buffer, 200, 116).toString('hex');
    };
    expect(look('a')).toBe(look('a'));
    expect(look('a')).not.toBe(look('b'));
    expect(u64(300)).toBe(1_700_000_000_000_000_000n);
  });

  it.each([
    'poll_oneoff',
    'sock_accept',
    'sock_recv',
    'sock_send',
    'sock_shutdown',
    'path_symlink',
    'path_link',
    'path_readlink',
    'path_remove_directory',
    'fd_renumber',
    'fd_allocate',
    'fd_advise',
    'fd_pread',
    'fd_pwrite',
    'fd_filestat_set_size',
    'fd_filestat_set_times',
    'path_filestat_set_times',
    'fd_fdstat_set_rights',
  ])('answers %s with ENOSYS', (name) => {
    expect(call(name, 0, 0, 0, 0)).toBe(WASI.ENOSYS);
  });

  it('ends the instance and nothing else by proc_exit and proc_raise', () => {
    expect(() => call('proc_exit', 3)).toThrow('exit 3');
    expect(() => call('proc_raise', 6)).toThrow('exit 134');
  });

  it('says EINVAL to arguments of a wrong type', () => {
    expect(call('fd_seek', opened('a', CREATE, WRITE), 0.5, 0, OUT)).toBe(WASI.EINVAL);
    expect(call('fd_write', 1, 0n, 1, OUT)).toBe(WASI.EINVAL);
  });

  it('has no files under its older names', () => {
    for (const name of ['wasi_unstable', 'wasi']) {
      const functions = wasi.imports[name] ?? {};
      expect(functions['path_open']?.(3)).toBe(WASI.ENOSYS);
      expect(functions['args_sizes_get']?.(OUT, OUT)).toBe(WASI.SUCCESS);
    }
  });

  it('refuses a pre-opened folder that is not there', () => {
    expect(() => open({ preopens: { '/a': data(), '/b': join(folder, 'none') } })).toThrow('ENOENT');
  });
});
