import {
  appendFileSync,
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
import type { SinkError } from '../../../src/errors/TiValveError';
import { openAppendJournal } from '../../../src/wasm/appendJournal';
import { type FsFolders, openFsFolders } from '../../../src/wasm/bindings/fsBinding';
import { ConfinedFolder } from '../../../src/wasm/confinedFolder';
import type { HostBinding } from '../../../src/wasm/hostBinding';
import { keyed, range, textOf } from '../../helpers/hostCallPayloads';

let folder: string;
let folders: FsFolders;
let binding: HostBinding;
let failures: SinkError[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-fs-'));
  folders = openFsFolders({ out: join(folder, 'out') });
  failures = [];
  binding = folders.binding((error) => failures.push(error));
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside/secret'), 'kept');
});
afterEach(() => {
  folders.close();
  rmSync(folder, { recursive: true, force: true });
});

const out = (...parts: string[]): string => join(folder, 'out', ...parts);
const call = (operation: string, path: string, rest: string | Uint8Array = ''): string =>
  textOf(binding('out', operation, keyed(path, rest)));

describe('the operation read of fs', () => {
  it.each([
    { title: 'a part', offset: 2n, length: 3, read: '234' },
    { title: 'all', offset: 0n, length: 10, read: '0123456789' },
    { title: 'what is left', offset: 8n, length: 100, read: '89' },
    { title: 'nothing at the end', offset: 10n, length: 5, read: '' },
    { title: 'nothing past the end', offset: 9007199254740991n, length: 5, read: '' },
    { title: 'nothing when nothing is asked for', offset: 1n, length: 0, read: '' },
  ])('answers with $title', ({ offset, length, read }) => {
    writeFileSync(out('f'), '0123456789');
    expect(call('read', 'f', range(offset, length))).toBe(read);
  });

  it.each([
    { title: 'a range of the wrong length', rest: new Uint8Array(11), error: /^EINVAL/ },
    { title: 'an offset that no file has', rest: range(2n ** 60n, 1), error: /^EFBIG/ },
    { title: 'too much at a time', rest: range(0n, 16 * 1024 * 1024 + 1), error: /^EINVAL: at most 16777216/ },
  ])('refuses $title', ({ rest, error }) => {
    writeFileSync(out('f'), '0123456789');
    expect(() => call('read', 'f', rest)).toThrow(error);
  });

  it.each(['../outside/secret', '/etc/passwd', 'link', 'way/secret', '.', ''])('does not read %j', (path) => {
    symlinkSync(join(folder, 'outside/secret'), out('link'));
    symlinkSync(join(folder, 'outside'), out('way'));
    expect(() => call('read', path, range(0n, 4))).toThrow(/^(EPERM|ELOOP|EINVAL)/);
  });

  it('reads no folder', () => {
    mkdirSync(out('sub'));
    expect(() => call('read', 'sub', range(0n, 4))).toThrow(/^EPERM: .* not a regular file/);
  });
});

describe('a folder that is replaced by a symbolic link between two calls', () => {
  beforeEach(() => {
    call('append', 'way/secret', 'mine');
    renameSync(out('way'), out('moved'));
    symlinkSync(join(folder, 'outside'), out('way'));
  });

  it.each([
    { operation: 'append', rest: 'x' },
    { operation: 'create', rest: 'x' },
    { operation: 'read', rest: range(0n, 4) },
    { operation: 'truncate', rest: new Uint8Array(8) },
    { operation: 'size', rest: '' },
    { operation: 'flush', rest: '' },
  ])('is not followed by $operation', ({ operation, rest }) => {
    expect(() => call(operation, 'way/secret', rest)).toThrow(/^EPERM: .*symbolic link/);
    expect(() => call(operation, 'way/deeper/new', rest)).toThrow(/^EPERM: .*symbolic link/);
    expect(readFileSync(join(folder, 'outside/secret'), 'utf8')).toBe('kept');
    expect(readdirSync(join(folder, 'outside'))).toEqual(['secret']);
  });

  it('is not listed', () => {
    expect(() => call('list', 'way')).toThrow(/^EPERM: .*symbolic link/);
  });
});

describe('a folder that is open twice in one process', () => {
  const journals = (): string[] => readdirSync(out()).filter((name) => name.startsWith('.tivalve-append-'));

  it('takes the appends of both whole, and of the one that is left', () => {
    const second = openFsFolders({ new: join(folder, 'out') });
    const other = second.binding((error) => failures.push(error));
    for (let i = 0; i < 20; i += 1) {
      call('append', 'rows', `a${i}`);
      textOf(other('new', 'append', keyed('rows', `b${i}`)));
    }
    const both = Array.from({ length: 20 }, (_, i) => `a${i}b${i}`).join('');
    expect(readFileSync(out('rows'), 'utf8')).toBe(both);
    second.close();
    second.close();
    expect(journals()).toHaveLength(1);
    // A third opening cuts nothing that the first one wrote.
    openFsFolders({ out: out() }).close();
    call('append', 'rows', 'end');
    expect(readFileSync(out('rows'), 'utf8')).toBe(`${both}end`);
    expect(failures).toEqual([]);
    folders.close();
    expect(journals()).toEqual([]);
  });

  it('keeps what one has appended behind an append of the other that was not taken back', () => {
    const [old, young] = [openAppendJournal(out()), openAppendJournal(out())];
    writeFileSync(out('a long name of a file'), '0123456789');
    writeFileSync(out('b'), '0123456789');
    old.begin(out('a long name of a file'), 4);
    young.begin(out('a long name of a file'), 10);
    young.end();
    old.begin(out('a long name of a file'), 4);
    young.begin(out('b'), 7);
    // The process dies here, inside the append to `b`.
    const [journal = ''] = journals();
    writeFileSync(out(journal.replace(/-\d+-\d+-/, '-4194399-1-')), readFileSync(out(journal)));
    folders.close();
    old.close();
    young.close();
    openFsFolders({ out: out() }).close();
    expect(readFileSync(out('a long name of a file'), 'utf8')).toBe('0123456789');
    expect(readFileSync(out('b'), 'utf8')).toBe('0123456');
    expect(journals()).toEqual([]);
  });

  it('is another folder once it was taken away and made again', () => {
    renameSync(out(), join(folder, 'gone'));
    const again = openFsFolders({ out: out() });
    textOf(again.binding((error) => failures.push(error))('out', 'append', keyed('rows', 'x')));
    expect(journals()).toHaveLength(1);
    again.close();
    expect(readFileSync(out('rows'), 'utf8')).toBe('x');
    expect(failures).toEqual([]);
  });
});

describe('ConfinedFolder', () => {
  it('stays in a folder that is replaced between its check and its use', () => {
    if (process.platform !== 'linux') return;
    mkdirSync(out('way'));
    const confined = new ConfinedFolder(out());
    confined.at(['way', 'file'], (place) => {
      renameSync(out('way'), out('moved'));
      symlinkSync(join(folder, 'outside'), out('way'));
      appendFileSync(place, 'here');
    });
    confined.close();
    expect(readFileSync(out('moved', 'file'), 'utf8')).toBe('here');
    expect(readdirSync(join(folder, 'outside'))).toEqual(['secret']);
  });

  it('names files as people do when something fails', () => {
    expect(() => call('append', 'a', 'x')).not.toThrow();
    expect(() => call('append', 'a/b', 'x')).toThrow(`not a directory, open '${out('a')}'`);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).not.toContain('/proc/');
  });

  it('leaves no descriptor open', () => {
    if (process.platform !== 'linux') return;
    call('append', 'a/b/c', 'x');
    const open = (): number => readdirSync('/proc/self/fd').length;
    const before = open();
    for (let i = 0; i < 50; i += 1) {
      call('append', 'a/b/c', 'x');
      call('list', 'a/b');
      expect(() => call('append', 'a/b/c/d', 'x')).toThrow(/^ENOTDIR/);
      expect(() => call('size', 'none/b')).toThrow(/^ENOENT/);
    }
    expect(open()).toBe(before);
  });
});
