import { closeSync, constants, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path that is refused before anything is done with it; its text begins with `EPERM`. */
export class PathRefused extends Error {
  readonly code = 'EPERM';
}

/** Linux names what a descriptor stands for, and so a step can begin at a folder itself instead of at its name. */
const HANDLES = '/proc/self/fd';
const HAS_HANDLES = process.platform === 'linux' && existsSync(HANDLES);

/** The code of a system's error; `EIO` for what has none. */
export function systemCodeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'EIO';
}

/** A new name is only safe when its folder is. Not every platform lets a folder be opened; it is then left to itself. */
export function syncFolder(path: string): void {
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

/** Options of `ConfinedFolder.at`. */
export interface PlaceOptions {
  /** Whether folders on the way that are not there are made. @defaultValue `false` */
  readonly makeFolders?: boolean;
}

/**
 * A folder that no path of a guest leads out of. Where the system has handles for folders (Linux), each step of a path
 * begins at the folder that the step before has opened and follows no symbolic link, so that nothing that is renamed or
 * replaced in the meantime leads elsewhere. Elsewhere each step is looked at before it is taken, and what was opened is
 * looked at again.
 *
 * Parts of paths are names: whoever calls has refused the empty one, `.`, `..` and those with a slash.
 */
export class ConfinedFolder {
  /** With its symbolic links resolved, as it was when it was opened. */
  readonly path: string;
  #descriptor: number | undefined;

  /** Opens a folder that is there. Throws the system's error. */
  constructor(path: string) {
    this.path = realpathSync(path);
    if (HAS_HANDLES) this.#descriptor = openSync(this.path, constants.O_RDONLY | constants.O_DIRECTORY);
  }

  /** What errors call the file of these parts. */
  nameOf(parts: readonly string[]): string {
    return join(this.path, ...parts);
  }

  /**
   * Runs `use` with a path for the last of `parts`, good for as long as `use` runs; no parts are the folder itself. The
   * last part may be a symbolic link, which `use` must not follow.
   *
   * Throws `PathRefused` for a symbolic link on the way, the system's errors, and what `use` throws.
   */
  at<T>(parts: readonly string[], use: (place: string) => T, { makeFolders = false }: PlaceOptions = {}): T {
    const last = parts.at(-1);
    const way = parts.slice(0, -1);
    return HAS_HANDLES ? this.#byHandles(way, last, makeFolders, use) : this.#byNames(way, last, makeFolders, use);
  }

  /** Opens a file that is no symbolic link, without waiting for what is on the other end of it. Throws as `at`. */
  openFile(parts: readonly string[], flags: number, options: PlaceOptions = {}): number {
    const descriptor = this.at(
      parts,
      // O_NONBLOCK: opening a FIFO that someone put there must not hang the host.
      (place) => openSync(place, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o644),
      options,
    );
    if (HAS_HANDLES) return descriptor;
    const parent = this.nameOf(parts.slice(0, -1));
    if (realpathSync(parent) === parent) return descriptor;
    closeSync(descriptor);
    throw throughLink(parent);
  }

  /** Idempotent. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #byHandles<T>(way: readonly string[], last: string | undefined, make: boolean, use: (place: string) => T): T {
    if (this.#descriptor === undefined) throw new Error('EBADF: folder is closed');
    let handle = this.#descriptor;
    let name = this.path;
    try {
      for (const part of way) {
        const next = openStep(handle, part, join(name, part), make);
        if (handle !== this.#descriptor) closeSync(handle);
        handle = next;
        name = join(name, part);
      }
      return use(`${HANDLES}/${handle}/${last ?? '.'}`);
    } catch (thrown) {
      // The handle means nothing to whoever reads the text.
      if (isMessage(thrown)) thrown.message = thrown.message.replaceAll(`${HANDLES}/${handle}`, name);
      throw thrown;
    } finally {
      if (handle !== this.#descriptor) closeSync(handle);
    }
  }

  #byNames<T>(way: readonly string[], last: string | undefined, make: boolean, use: (place: string) => T): T {
    let parent = this.path;
    for (const part of way) {
      parent = join(parent, part);
      // One step at a time: a recursive mkdir would follow a link before it is looked at.
      if (make) makeFolder(parent);
      if (realpathSync(parent) !== parent) throw throughLink(parent);
    }
    return use(last === undefined ? parent : join(parent, last));
  }
}

function isMessage(thrown: unknown): thrown is { message: string } {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string';
}

function throughLink(name: string): PathRefused {
  return new PathRefused(`EPERM: path ${JSON.stringify(name)} goes through a symbolic link`);
}

function makeFolder(place: string): void {
  try {
    mkdirSync(place);
    syncFolder(dirname(place));
  } catch (thrown) {
    if (systemCodeOf(thrown) !== 'EEXIST') throw thrown;
  }
}

function openStep(handle: number, part: string, name: string, make: boolean): number {
  const place = `${HANDLES}/${handle}/${part}`;
  const open = (): number => openSync(place, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return open();
  } catch (thrown) {
    const code = systemCodeOf(thrown);
    if (make && code === 'ENOENT') {
      makeFolder(place);
      return open();
    }
    if ((code === 'ENOTDIR' || code === 'ELOOP') && lstatSync(place).isSymbolicLink()) throw throughLink(name);
    throw thrown;
  }
}
