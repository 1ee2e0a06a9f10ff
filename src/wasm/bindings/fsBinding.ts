import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  writeSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { messageOf, SinkError } from '../../errors/TiValveError';
import { type AppendJournal, isJournalName, openAppendJournal } from '../appendJournal';
import type { HostBinding } from '../hostBinding';

/** The folders that a plugin was granted, open. */
export interface FsFolders {
  /** The binding for one instance; `onFailure` hears of what the disk refused. */
  binding(onFailure: (error: SinkError) => void): HostBinding;
  close(): void;
}

interface Folder {
  readonly name: string;
  /** With its symbolic links resolved, as it was when it was opened. */
  readonly root: string;
  readonly journal: AppendJournal;
}

/** A request that the binding refuses; nothing was tried on disk. */
class FsRefused extends Error {}

const MAX_PATH_BYTES = 4096;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NOTHING = new Uint8Array(0);
const encodeText = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'EIO';
}

/** The parts of a relative path; what could leave the folder, or means something to the host, is refused. */
function partsOf(path: string): string[] {
  const refuse = (why: string): never => {
    throw new FsRefused(`EPERM: path ${JSON.stringify(path.slice(0, 128))} ${why}`);
  };
  if (path === '') return [];
  if (path.includes('\0')) refuse('holds a NUL');
  if (path.includes('\\')) refuse('holds a backslash');
  const parts = path.split('/');
  if (parts[0] === '' || /^[A-Za-z]:/.test(path)) refuse('is absolute');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) refuse('has an empty, . or .. part');
  if (parts.some(isJournalName)) refuse('belongs to the host');
  return parts;
}

/** Reads `u32 length, path, rest`, little-endian: the payload of every file operation. */
function readRequest(payload: Uint8Array): { path: string; rest: Uint8Array } {
  if (payload.length < 4) throw new FsRefused('EINVAL: payload has no path');
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  if (length > MAX_PATH_BYTES || 4 + length > payload.length)
    throw new FsRefused('EINVAL: path is longer than the payload or the limit');
  let path: string;
  try {
    path = decoder.decode(payload.subarray(4, 4 + length));
  } catch {
    throw new FsRefused('EILSEQ: path is not UTF-8');
  }
  return { path, rest: payload.subarray(4 + length) };
}

/** The place of a file; its folders are made when `make` is set, and none of them may be a way out through a link. */
function placeOf(folder: Folder, path: string, make: boolean): string {
  const parts = partsOf(path);
  if (parts.length === 0) throw new FsRefused('EINVAL: path is empty');
  let parent = folder.root;
  for (const part of parts.slice(0, -1)) {
    parent = join(parent, part);
    // One step at a time: a recursive mkdir would follow a link before it is looked at.
    if (make) makeFolder(parent);
    if (realpathSync(parent) !== parent)
      throw new FsRefused(`EPERM: path ${JSON.stringify(path)} goes through a symbolic link`);
  }
  return join(parent, parts.at(-1) ?? '');
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path);
    syncFolder(dirname(path));
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  }
}

/** A new name is only safe when its folder is. Not every platform lets a folder be opened; it is then left to itself. */
function syncFolder(path: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY);
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function withFile<T>(path: string, flags: number, use: (descriptor: number, size: number) => T): T {
  // O_NONBLOCK: opening a FIFO that someone put there must not hang the host.
  const descriptor = openSync(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o644);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FsRefused(`EPERM: ${JSON.stringify(path)} is not a regular file`);
    return use(descriptor, stat.size);
  } finally {
    closeSync(descriptor);
  }
}

function appendAll(folder: Folder, path: string, descriptor: number, size: number, bytes: Uint8Array): void {
  folder.journal.begin(path, size);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  } catch (thrown) {
    // A full disk takes a part: what did not go in whole goes out again. Should that fail too, the note stays.
    ftruncateSync(descriptor, size);
    folder.journal.end();
    throw thrown;
  }
  folder.journal.end();
}

function readSize(rest: Uint8Array): number {
  if (rest.length !== 8) throw new FsRefused('EINVAL: a size is a u64');
  const size = new DataView(rest.buffer, rest.byteOffset).getBigUint64(0, true);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new FsRefused('EFBIG: size is too large');
  return Number(size);
}

function run(folder: Folder, operation: string, path: string, rest: Uint8Array): Uint8Array {
  switch (operation) {
    case 'create': {
      const place = placeOf(folder, path, true);
      withFile(place, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL, (descriptor) =>
        appendAll(folder, place, descriptor, 0, rest),
      );
      return NOTHING;
    }
    case 'append': {
      const place = placeOf(folder, path, true);
      withFile(place, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, (descriptor, size) =>
        appendAll(folder, place, descriptor, size, rest),
      );
      return NOTHING;
    }
    case 'flush': {
      const place = placeOf(folder, path, false);
      withFile(place, constants.O_RDWR, (descriptor) => fsyncSync(descriptor));
      syncFolder(dirname(place));
      return NOTHING;
    }
    case 'size':
      return withFile(placeOf(folder, path, false), constants.O_RDONLY, (_descriptor, size) =>
        encodeText(String(size)),
      );
    case 'truncate': {
      const to = readSize(rest);
      withFile(placeOf(folder, path, false), constants.O_RDWR, (descriptor, size) => {
        if (to > size) throw new FsRefused(`EINVAL: file has ${size} bytes, fewer than ${to}`);
        ftruncateSync(descriptor, to);
      });
      return NOTHING;
    }
    case 'list': {
      const place = path === '' ? folder.root : placeOf(folder, path, false);
      if (realpathSync(place) !== place) throw new FsRefused(`EPERM: path ${JSON.stringify(path)} is a symbolic link`);
      const names = readdirSync(place).filter((name) => !isJournalName(name));
      return encodeText(names.sort().join('/'));
    }
    default:
      throw new FsRefused(`ENOSYS: fs has no operation ${operation}`);
  }
}

function openFolder(name: string, path: string): Folder {
  try {
    mkdirSync(path, { recursive: true });
    const root = realpathSync(path);
    return { name, root, journal: openAppendJournal(root) };
  } catch (thrown) {
    throw new SinkError('TV_SINK_IO', `folder ${path} (granted as fs ${name}): ${messageOf(thrown)}`, {
      cause: thrown,
      hint: `Grant a folder that this process can create and write in: "grants":{"fs":{"${name}":"./folder"}}.`,
    });
  }
}

/**
 * Opens the folders that a plugin was granted, by name, making those that are not there. Host binding `fs`: the namespace
 * is a granted name, the operation one of `create`, `append`, `flush`, `size`, `truncate`, `list`.
 *
 * No path leaves its folder: no `..`, no absolute path, no NUL, no symbolic link in any part. An append goes in whole or
 * not at all, also when the process dies in it: the next opening cuts off what was begun.
 *
 * Throws `TV_SINK_IO` for a folder that cannot be written.
 */
export function openFsFolders(paths: Readonly<Record<string, string>>): FsFolders {
  const folders = new Map(Object.entries(paths).map(([name, path]) => [name, openFolder(name, path)]));
  return {
    binding: (onFailure) => (namespace, operation, payload) => {
      const folder = folders.get(namespace);
      if (folder === undefined) throw new FsRefused(`EACCES: no folder is granted as ${JSON.stringify(namespace)}`);
      const { path, rest } = readRequest(payload);
      try {
        return run(folder, operation, path, rest);
      } catch (thrown) {
        if (thrown instanceof FsRefused) throw thrown;
        const code = codeOf(thrown);
        // That a name is there, is not, or is a link is an answer and no failure of the disk.
        if (code !== 'ENOENT' && code !== 'EEXIST' && code !== 'ELOOP') {
          const place = `${folder.root}${sep}${path}`;
          onFailure(
            new SinkError('TV_SINK_IO', `${operation} of ${place}: ${messageOf(thrown)}`, {
              cause: thrown,
              hint: 'Check the free space and the permissions of the granted folder.',
            }),
          );
        }
        throw new Error(messageOf(thrown).startsWith(code) ? messageOf(thrown) : `${code}: ${messageOf(thrown)}`, {
          cause: thrown,
        });
      }
    },
    close() {
      for (const folder of folders.values()) folder.journal.close();
      folders.clear();
    },
  };
}
