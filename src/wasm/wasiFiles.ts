import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readvSync,
  renameSync,
  type Stats,
  unlinkSync,
  writevSync,
} from 'node:fs';
import { isJournalName } from './appendJournal';
import { ConfinedFolder } from './confinedFolder';
import { WASI, WasiError } from './wasiErrno';

/** How a file is opened. */
export interface WasiOpening {
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  readonly directory: boolean;
  readonly append: boolean;
  readonly read: boolean;
  readonly write: boolean;
}

/** One name in a folder. */
export interface WasiEntry {
  readonly name: string;
  readonly inode: bigint;
  readonly type: number;
}

/** Types of files in WASI. */
export const FILE_TYPE = { unknown: 0, characterDevice: 2, directory: 3, regular: 4, symbolicLink: 7 } as const;

interface OpenFile {
  readonly kind: 'file';
  readonly descriptor: number;
  readonly read: boolean;
  readonly write: boolean;
  /** Whether the system itself writes at the end; this cannot be taken back. */
  readonly alwaysAppends: boolean;
  append: boolean;
  position: number;
}

interface OpenFolder {
  readonly kind: 'folder';
  readonly root: ConfinedFolder;
  readonly parts: readonly string[];
  /** The guest's name of a folder that was open from the start. */
  readonly preopen?: string;
  entries?: readonly WasiEntry[];
}

const FIRST_DESCRIPTOR = 3;
const MAX_DESCRIPTORS = 128;
const MAX_PATH_CHARS = 4096;

/** The type of a file as WASI numbers it. */
export function fileTypeOf(stat: Stats): number {
  if (stat.isFile()) return FILE_TYPE.regular;
  if (stat.isDirectory()) return FILE_TYPE.directory;
  return stat.isSymbolicLink() ? FILE_TYPE.symbolicLink : FILE_TYPE.unknown;
}

/** The parts of `path` counted from `base`; a path that would climb above the pre-opened folder is refused. */
function partsOf(base: readonly string[], path: string): string[] {
  if (path === '') throw new WasiError(WASI.ENOENT);
  if (path.length > MAX_PATH_CHARS) throw new WasiError(WASI.ENAMETOOLONG);
  if (path.includes('\0')) throw new WasiError(WASI.EINVAL);
  if (path.startsWith('/')) throw new WasiError(WASI.ENOTCAPABLE);
  // A separator or a drive elsewhere; what a guest writes must mean the same on each system.
  if (path.includes('\\') || /^[A-Za-z]:/.test(path)) throw new WasiError(WASI.EINVAL);
  const parts = [...base];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) throw new WasiError(WASI.ENOTCAPABLE);
  }
  if (parts.some(isJournalName)) throw new WasiError(WASI.EPERM);
  return parts;
}

/**
 * The open files of one instance, from descriptor 3 on. Everything lies in folders that were granted: paths are resolved
 * by their names, symbolic links are not followed, and what is neither a file nor a folder is not opened.
 *
 * Each method throws `WasiError` or the system's error; `wasiErrnoOf` reads both.
 */
export class WasiFiles {
  readonly #open = new Map<number, OpenFile | OpenFolder>();
  readonly #roots: ConfinedFolder[] = [];

  /** Opens the folders of `preopens`, by the guest's names; they are there already. Throws the system's error. */
  constructor(preopens: Readonly<Record<string, string>>) {
    try {
      for (const [preopen, path] of Object.entries(preopens)) {
        const root = new ConfinedFolder(path);
        this.#roots.push(root);
        this.#add({ kind: 'folder', root, parts: [], preopen });
      }
    } catch (thrown) {
      this.closeAll();
      throw thrown;
    }
  }

  /** The guest's name of a pre-opened folder. */
  preopenOf(descriptor: number): string {
    const open = this.#open.get(descriptor);
    if (open?.kind !== 'folder' || open.preopen === undefined) throw new WasiError(WASI.EBADF);
    return open.preopen;
  }

  open(descriptor: number, path: string, opening: WasiOpening): number {
    const { root, parts: base } = this.#folder(descriptor);
    const parts = partsOf(base, path);
    const found = this.#typeAt(root, parts);
    if (found === FILE_TYPE.directory) {
      if (opening.create && opening.exclusive) throw new WasiError(WASI.EEXIST);
      if (opening.write || opening.truncate) throw new WasiError(WASI.EISDIR);
      return this.#add({ kind: 'folder', root, parts });
    }
    if (opening.directory) throw new WasiError(found === undefined ? WASI.ENOENT : WASI.ENOTDIR);
    if (path.endsWith('/')) throw new WasiError(found === undefined ? WASI.ENOENT : WASI.ENOTDIR);
    if (this.#open.size >= MAX_DESCRIPTORS) throw new WasiError(WASI.EMFILE);
    const { read, append } = opening;
    const write = opening.write || append || opening.truncate;
    const flags =
      (write ? (read ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY) |
      (opening.create ? constants.O_CREAT : 0) |
      (opening.exclusive ? constants.O_EXCL : 0) |
      (opening.truncate ? constants.O_TRUNC : 0) |
      (append ? constants.O_APPEND : 0);
    const own = root.openFile(parts, flags);
    if (!fstatSync(own).isFile()) {
      closeSync(own);
      throw new WasiError(WASI.EACCES);
    }
    return this.#add({ kind: 'file', descriptor: own, read, write, alwaysAppends: append, append, position: 0 });
  }

  close(descriptor: number): void {
    const open = this.#get(descriptor);
    this.#open.delete(descriptor);
    if (open.kind === 'file') closeSync(open.descriptor);
  }

  /** Closes everything, the folders too. Idempotent. */
  closeAll(): void {
    for (const open of this.#open.values()) if (open.kind === 'file') closeSync(open.descriptor);
    this.#open.clear();
    for (const root of this.#roots.splice(0)) root.close();
  }

  read(descriptor: number, buffers: readonly Uint8Array[]): number {
    const file = this.#file(descriptor);
    if (!file.read) throw new WasiError(WASI.EBADF);
    const count = readvSync(file.descriptor, [...buffers], file.position);
    file.position += count;
    return count;
  }

  write(descriptor: number, buffers: readonly Uint8Array[]): number {
    const file = this.#file(descriptor);
    if (!file.write) throw new WasiError(WASI.EBADF);
    if (file.append) file.position = fstatSync(file.descriptor).size;
    const count = writevSync(file.descriptor, [...buffers], file.position);
    file.position += count;
    return count;
  }

  /** `whence` is 0 for the beginning, 1 for the present place, 2 for the end. */
  seek(descriptor: number, offset: bigint, whence: number): bigint {
    const file = this.#file(descriptor);
    const bases = [0, file.position, fstatSync(file.descriptor).size];
    const base = bases[whence];
    if (base === undefined) throw new WasiError(WASI.EINVAL);
    const position = BigInt(base) + offset;
    if (position < 0n) throw new WasiError(WASI.EINVAL);
    if (position > BigInt(Number.MAX_SAFE_INTEGER)) throw new WasiError(WASI.EOVERFLOW);
    file.position = Number(position);
    return position;
  }

  sync(descriptor: number): void {
    fsyncSync(this.#file(descriptor).descriptor);
  }

  /** Whether what is open is a folder, and whether it is written at its end. */
  stateOf(descriptor: number): { readonly isFolder: boolean; readonly append: boolean } {
    const open = this.#get(descriptor);
    return { isFolder: open.kind === 'folder', append: open.kind === 'file' && open.append };
  }

  setAppend(descriptor: number, append: boolean): void {
    const file = this.#file(descriptor);
    if (!append && file.alwaysAppends) throw new WasiError(WASI.ENOTSUP);
    file.append = append;
  }

  stat(descriptor: number): Stats {
    const open = this.#get(descriptor);
    return open.kind === 'file' ? fstatSync(open.descriptor) : statAt(open.root, open.parts);
  }

  /** Of a symbolic link, the link itself: it leads nowhere. */
  statPath(descriptor: number, path: string): Stats {
    const { root, parts } = this.#folder(descriptor);
    return statAt(root, partsOf(parts, path));
  }

  makeFolder(descriptor: number, path: string): void {
    const { root, parts } = this.#namePath(descriptor, path);
    root.at(parts, (place) => mkdirSync(place));
  }

  unlink(descriptor: number, path: string): void {
    const { root, parts } = this.#namePath(descriptor, path);
    if (this.#typeAt(root, parts) === FILE_TYPE.directory) throw new WasiError(WASI.EISDIR);
    root.at(parts, (place) => unlinkSync(place));
  }

  rename(descriptor: number, path: string, newDescriptor: number, newPath: string): void {
    const from = this.#namePath(descriptor, path);
    const to = this.#namePath(newDescriptor, newPath);
    if (from.root !== to.root) throw new WasiError(WASI.EXDEV);
    from.root.at(from.parts, (place) => to.root.at(to.parts, (newPlace) => renameSync(place, newPlace)));
  }

  /** What is in a folder, as it was when it was last read from the start. */
  entries(descriptor: number, fromStart: boolean): readonly WasiEntry[] {
    const folder = this.#folder(descriptor);
    if (!fromStart && folder.entries !== undefined) return folder.entries;
    const { root, parts } = folder;
    folder.entries = root.at([...parts, '.'], (place) => {
      const own = BigInt(lstatSync(place).ino);
      const names = readdirSync(place, { withFileTypes: true }).filter(({ name }) => !isJournalName(name));
      return [
        { name: '.', inode: own, type: FILE_TYPE.directory },
        // The folder above may be none of the guest's.
        { name: '..', inode: 0n, type: FILE_TYPE.directory },
        ...names
          .map((entry) => ({ name: entry.name, inode: 0n, type: fileTypeOf(entry as unknown as Stats) }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ];
    });
    return folder.entries;
  }

  #typeAt(root: ConfinedFolder, parts: readonly string[]): number | undefined {
    try {
      return fileTypeOf(statAt(root, parts));
    } catch (thrown) {
      if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT')
        return undefined;
      throw thrown;
    }
  }

  /** A path to a name in a folder, which is not the folder itself. */
  #namePath(descriptor: number, path: string): { root: ConfinedFolder; parts: string[] } {
    const { root, parts: base } = this.#folder(descriptor);
    const parts = partsOf(base, path);
    if (parts.length === 0) throw new WasiError(WASI.EINVAL);
    return { root, parts };
  }

  #add(open: OpenFile | OpenFolder): number {
    if (this.#open.size >= MAX_DESCRIPTORS) throw new WasiError(WASI.EMFILE);
    let descriptor = FIRST_DESCRIPTOR;
    while (this.#open.has(descriptor)) descriptor += 1;
    this.#open.set(descriptor, open);
    return descriptor;
  }

  #get(descriptor: number): OpenFile | OpenFolder {
    const open = this.#open.get(descriptor);
    if (open === undefined) throw new WasiError(WASI.EBADF);
    return open;
  }

  #file(descriptor: number): OpenFile {
    const open = this.#get(descriptor);
    if (open.kind !== 'file') throw new WasiError(WASI.EISDIR);
    return open;
  }

  #folder(descriptor: number): OpenFolder {
    const open = this.#get(descriptor);
    if (open.kind !== 'folder') throw new WasiError(WASI.ENOTDIR);
    return open;
  }
}

function statAt(root: ConfinedFolder, parts: readonly string[]): Stats {
  return root.at(parts, (place) => lstatSync(place));
}
