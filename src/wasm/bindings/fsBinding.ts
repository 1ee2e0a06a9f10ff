import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  readdirSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, SinkError } from '../../errors/TiValveError';
import { type AppendJournal, isJournalName, openAppendJournal } from '../appendJournal';
import { ConfinedFolder, PathRefused, syncFolder, systemCodeOf } from '../confinedFolder';
import type { HostBinding } from '../hostBinding';

/** The folders that a plugin was granted, open. */
export interface FsFolders {
  /** The binding for one instance; `onFailure` hears of what the disk refused. */
  binding(onFailure: (error: SinkError) => void): HostBinding;
  close(): void;
}

interface Folder {
  readonly root: ConfinedFolder;
  readonly journal: AppendJournal;
}

/** A request that the binding refuses; nothing was tried on disk. */
class FsRefused extends Error {}

const MAX_PATH_BYTES = 4096;
/** Longest answer of `read`. */
const MAX_READ_BYTES = 16 * 1024 * 1024;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NOTHING = new Uint8Array(0);
const encodeText = (text: string): Uint8Array => Buffer.from(text, 'utf8');

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

/** The parts of a path to a file, which is not the folder itself. */
function filePartsOf(path: string): string[] {
  const parts = partsOf(path);
  if (parts.length === 0) throw new FsRefused('EINVAL: path is empty');
  return parts;
}

function withFile<T>(
  { root }: Folder,
  path: string,
  flags: number,
  use: (descriptor: number, size: number) => T,
  makeFolders = false,
): T {
  const descriptor = root.openFile(filePartsOf(path), flags, { makeFolders });
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FsRefused(`EPERM: ${JSON.stringify(path)} is not a regular file`);
    return use(descriptor, stat.size);
  } finally {
    closeSync(descriptor);
  }
}

function appendAll(folder: Folder, path: string, flags: number, bytes: Uint8Array): void {
  const append = (descriptor: number, size: number): void => {
    folder.journal.begin(folder.root.nameOf(partsOf(path)), size);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    } catch (thrown) {
      // A full disk takes a part: what did not go in whole goes out again. Should that fail too, the note stays.
      ftruncateSync(descriptor, size);
      folder.journal.end();
      throw thrown;
    }
    folder.journal.end();
  };
  withFile(folder, path, constants.O_WRONLY | constants.O_APPEND | flags, append, true);
}

/** Up to `length` bytes from `offset`; fewer where the file ends. */
function readRange(descriptor: number, offset: number, length: number, size: number): Uint8Array {
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
  let read = 0;
  while (read < bytes.length) {
    const count = readSync(descriptor, bytes, read, bytes.length - read, offset + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

function readSize(rest: Uint8Array): number {
  if (rest.length !== 8) throw new FsRefused('EINVAL: a size is a u64');
  const size = new DataView(rest.buffer, rest.byteOffset).getBigUint64(0, true);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new FsRefused('EFBIG: size is too large');
  return Number(size);
}

function run(folder: Folder, operation: string, path: string, rest: Uint8Array): Uint8Array {
  switch (operation) {
    case 'create':
      appendAll(folder, path, constants.O_CREAT | constants.O_EXCL, rest);
      return NOTHING;
    case 'append':
      appendAll(folder, path, constants.O_CREAT, rest);
      return NOTHING;
    case 'flush':
      withFile(folder, path, constants.O_RDWR, (descriptor) => fsyncSync(descriptor));
      folder.root.at(filePartsOf(path), (place) => syncFolder(dirname(place)));
      return NOTHING;
    case 'size':
      return withFile(folder, path, constants.O_RDONLY, (_descriptor, size) => encodeText(String(size)));
    case 'read': {
      if (rest.length !== 12) throw new FsRefused('EINVAL: a range is a u64 and a u32');
      const offset = readSize(rest.subarray(0, 8));
      const length = new DataView(rest.buffer, rest.byteOffset).getUint32(8, true);
      if (length > MAX_READ_BYTES) throw new FsRefused(`EINVAL: at most ${MAX_READ_BYTES} bytes are read at a time`);
      return withFile(folder, path, constants.O_RDONLY, (descriptor, size) =>
        readRange(descriptor, offset, length, size),
      );
    }
    case 'truncate': {
      const to = readSize(rest);
      withFile(folder, path, constants.O_RDWR, (descriptor, size) => {
        if (to > size) throw new FsRefused(`EINVAL: file has ${size} bytes, fewer than ${to}`);
        ftruncateSync(descriptor, to);
      });
      return NOTHING;
    }
    case 'list': {
      const parts = partsOf(path);
      const names = folder.root.at([...parts, '.'], (place) => readdirSync(place));
      return encodeText(
        names
          .filter((name) => !isJournalName(name))
          .sort()
          .join('/'),
      );
    }
    default:
      throw new FsRefused(`ENOSYS: fs has no operation ${operation}`);
  }
}

function openFolder(name: string, path: string): Folder {
  try {
    mkdirSync(path, { recursive: true });
    const root = new ConfinedFolder(path);
    try {
      return { root, journal: openAppendJournal(root.path) };
    } catch (thrown) {
      root.close();
      throw thrown;
    }
  } catch (thrown) {
    throw new SinkError('TV_SINK_IO', `folder ${path} (granted as fs ${name}): ${messageOf(thrown)}`, {
      cause: thrown,
      hint: `Grant a folder that this process can create and write in: "grants":{"fs":{"${name}":"./folder"}}.`,
    });
  }
}

/**
 * Opens the folders that a plugin was granted, by name, making those that are not there. Host binding `fs`: the namespace
 * is a granted name, the operation one of `create`, `append`, `flush`, `size`, `read`, `truncate`, `list`.
 *
 * No path leaves its folder: no `..`, no absolute path, no NUL, no symbolic link in any part, also when one is put there in
 * the meantime. An append goes in whole or
 * not at all, also when the process dies in it: the next opening cuts off what was begun.
 *
 * Throws `TV_SINK_IO` for a folder that cannot be written.
 */
export function openFsFolders(paths: Readonly<Record<string, string>>): FsFolders {
  const folders = new Map<string, Folder>();
  const close = (): void => {
    for (const { root, journal } of folders.values()) {
      journal.close();
      root.close();
    }
    folders.clear();
  };
  try {
    for (const [name, path] of Object.entries(paths)) folders.set(name, openFolder(name, path));
  } catch (thrown) {
    close();
    throw thrown;
  }
  return {
    binding: (onFailure) => (namespace, operation, payload) => {
      const folder = folders.get(namespace);
      if (folder === undefined) throw new FsRefused(`EACCES: no folder is granted as ${JSON.stringify(namespace)}`);
      const { path, rest } = readRequest(payload);
      try {
        return run(folder, operation, path, rest);
      } catch (thrown) {
        if (thrown instanceof FsRefused || thrown instanceof PathRefused) throw thrown;
        const code = systemCodeOf(thrown);
        // That a name is there, is not, or is a link is an answer and no failure of the disk.
        if (code !== 'ENOENT' && code !== 'EEXIST' && code !== 'ELOOP') {
          const place = `${folder.root.path}/${path}`;
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
    close,
  };
}
