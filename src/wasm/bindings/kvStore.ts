import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { messageOf, PluginError } from '../../errors/TiValveError';
import { syncFolder, systemCodeOf } from '../confinedFolder';
import { isAlive, machine, startOf } from '../processIdentity';

/** Small state of one plugin: keys and values are bytes, keys in the order of their bytes. */
export interface KvStore {
  /** Keys and values together. */
  readonly sizeBytes: number;
  readonly keys: number;
  get(key: Uint8Array): Uint8Array | undefined;
  put(key: Uint8Array, value: Uint8Array): void;
  delete(key: Uint8Array): void;
  /** The keys that begin with `prefix`. */
  list(prefix: Uint8Array): Uint8Array[];
  /** Returns once everything is on the disk. */
  flush(): void;
  close(): void;
}

// A string of one character a byte compares as the bytes do, and can be the key of a map.
const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** A store that ends with the process, for dry runs. */
export class MemoryKvStore implements KvStore {
  readonly #values = new Map<string, Uint8Array>();
  sizeBytes = 0;

  get keys(): number {
    return this.#values.size;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.#values.get(textOf(key));
  }

  put(key: Uint8Array, value: Uint8Array): void {
    this.#forget(key);
    this.#values.set(textOf(key), value.slice());
    this.sizeBytes += key.length + value.length;
  }

  delete(key: Uint8Array): void {
    this.#forget(key);
  }

  list(prefix: Uint8Array): Uint8Array[] {
    const start = textOf(prefix);
    return [...this.#values.keys()]
      .filter((key) => key.startsWith(start))
      .sort()
      .map((key) => Buffer.from(key, 'latin1'));
  }

  flush(): void {}

  close(): void {}

  #forget(key: Uint8Array): void {
    const text = textOf(key);
    const value = this.#values.get(text);
    if (value === undefined) return;
    this.#values.delete(text);
    this.sizeBytes -= key.length + value.length;
  }

  /** Each key with its value. */
  entries(): [Uint8Array, Uint8Array][] {
    return [...this.#values].map(([key, value]) => [Buffer.from(key, 'latin1'), value]);
  }
}

const MAGIC = Buffer.from('tivalve-kv 1\n');
const HEAD_BYTES = 17;
const PUT = 1;
const DELETE = 2;
/** Dead records below this are not worth a new file. */
const MIN_DEAD_BYTES = 1024 * 1024;

/** `u32 crc of the next 13 bytes, u8 operation, u32 key length, u32 value length, u32 crc of the rest, key, value`. */
function record(operation: number, key: Uint8Array, value: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + key.length + value.length);
  bytes[4] = operation;
  bytes.writeUInt32LE(key.length, 5);
  bytes.writeUInt32LE(value.length, 9);
  bytes.set(key, HEAD_BYTES);
  bytes.set(value, HEAD_BYTES + key.length);
  bytes.writeUInt32LE(crc32(bytes.subarray(HEAD_BYTES)), 13);
  bytes.writeUInt32LE(crc32(bytes.subarray(4, HEAD_BYTES)), 0);
  return bytes;
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let written = 0; written < bytes.length; )
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
}

function readAll(descriptor: number): Buffer {
  const bytes = Buffer.allocUnsafe(fstatSync(descriptor).size);
  let read = 0;
  while (read < bytes.length) {
    const count = readSync(descriptor, bytes, read, bytes.length - read, read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

/**
 * A store in one file: each put is appended with its checksum, and so is there again after the process was killed; `flush`
 * keeps it through a loss of power too. Half of a record at the end is cut off when the file is opened. When more of the
 * file is dead than alive it is written anew, beside the old one, and put in its place.
 *
 * The values are held in memory. A file has one process at a time; a lock that a dead process left is taken over.
 */
export class FileKvStore extends MemoryKvStore {
  readonly #path: string;
  readonly #unlock: () => void;
  #descriptor: number;
  #fileBytes = 0;
  #failed = false;

  /**
   * Opens the store in the file `path`, and makes both when they are not there. Throws `TV_PLUGIN_STATE` for a file that is
   * damaged, that another process holds, or that cannot be written.
   */
  constructor(path: string) {
    super();
    this.#path = path;
    let unlock: (() => void) | undefined;
    try {
      mkdirSync(dirname(path), { recursive: true });
      unlock = lock(path);
      rmSync(`${path}.new`, { force: true });
      this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    } catch (thrown) {
      unlock?.();
      throw thrown instanceof PluginError ? thrown : stateError(path, messageOf(thrown), thrown);
    }
    this.#unlock = unlock;
    try {
      this.#load();
    } catch (thrown) {
      this.close();
      throw thrown instanceof PluginError ? thrown : stateError(path, messageOf(thrown), thrown);
    }
  }

  override put(key: Uint8Array, value: Uint8Array): void {
    this.#append(record(PUT, key, value));
    super.put(key, value);
    this.#compact();
  }

  override delete(key: Uint8Array): void {
    if (this.get(key) === undefined) return;
    this.#append(record(DELETE, key, new Uint8Array(0)));
    super.delete(key);
    this.#compact();
  }

  override flush(): void {
    fsyncSync(this.#descriptor);
  }

  override close(): void {
    if (this.#descriptor < 0) return;
    const descriptor = this.#descriptor;
    this.#descriptor = -1;
    try {
      closeSync(descriptor);
    } finally {
      this.#unlock();
    }
  }

  #load(): void {
    const bytes = readAll(this.#descriptor);
    if (bytes.length < MAGIC.length && MAGIC.subarray(0, bytes.length).equals(bytes)) {
      writeAll(this.#descriptor, MAGIC, 0);
      fsyncSync(this.#descriptor);
      syncFolder(dirname(this.#path));
      this.#fileBytes = MAGIC.length;
      return;
    }
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw stateError(this.#path, 'it is not a file of this kind');
    let position = MAGIC.length;
    while (position < bytes.length) {
      const end = this.#apply(bytes, position);
      if (end === undefined) break;
      position = end;
    }
    if (position < bytes.length) ftruncateSync(this.#descriptor, position);
    this.#fileBytes = position;
  }

  /** Takes the record at `position` and answers where it ends; `undefined` when it is the torn end of the file. */
  #apply(bytes: Buffer, position: number): number | undefined {
    const rest = bytes.subarray(position);
    // A loss of power may leave a length without its bytes.
    if (rest.length < HEAD_BYTES || rest.every((byte) => byte === 0)) return undefined;
    const damaged = (): PluginError => stateError(this.#path, `record at byte ${position} fails its checksum`);
    if (rest.readUInt32LE(0) !== crc32(rest.subarray(4, HEAD_BYTES))) throw damaged();
    const keyLength = rest.readUInt32LE(5);
    const length = HEAD_BYTES + keyLength + rest.readUInt32LE(9);
    const body = rest.subarray(HEAD_BYTES, length);
    if (length > rest.length || rest.readUInt32LE(13) !== crc32(body)) {
      // Only the last one may be half there: it was never acknowledged.
      if (length >= rest.length) return undefined;
      throw damaged();
    }
    const key = body.subarray(0, keyLength);
    if (rest[4] === PUT) super.put(key, body.subarray(keyLength));
    else super.delete(key);
    return position + length;
  }

  #append(bytes: Buffer): void {
    if (this.#failed) throw new Error('EIO: an earlier write failed half-way; open the plugin again');
    try {
      writeAll(this.#descriptor, bytes, this.#fileBytes);
    } catch (thrown) {
      // What a full disk took of it goes out again; should that fail too, nothing more may follow it.
      this.#failed = true;
      ftruncateSync(this.#descriptor, this.#fileBytes);
      this.#failed = false;
      throw thrown;
    }
    this.#fileBytes += bytes.length;
  }

  #compact(): void {
    const aliveBytes = MAGIC.length + this.sizeBytes + this.keys * HEAD_BYTES;
    const deadBytes = this.#fileBytes - aliveBytes;
    if (deadBytes < MIN_DEAD_BYTES || deadBytes < aliveBytes) return;
    const path = `${this.#path}.new`;
    let descriptor: number | undefined;
    try {
      descriptor = openSync(
        path,
        constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW,
        0o600,
      );
      writeAll(descriptor, MAGIC, 0);
      let position: number = MAGIC.length;
      for (const [key, value] of this.entries()) {
        const bytes = record(PUT, key, value);
        writeAll(descriptor, bytes, position);
        position += bytes.length;
      }
      fsyncSync(descriptor);
      renameSync(path, this.#path);
      closeSync(this.#descriptor);
      this.#descriptor = descriptor;
      this.#fileBytes = position;
    } catch {
      // The old file has everything and stays; the next put tries again.
      if (descriptor !== undefined) closeSync(descriptor);
      rmSync(path, { force: true });
      return;
    }
    syncFolder(dirname(this.#path));
  }
}

function stateError(path: string, detail: string, cause?: unknown): PluginError {
  return new PluginError('TV_PLUGIN_STATE', `${path}: ${detail}`, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'Put back a copy of the file, or move it away to begin with no state.',
  });
}

/** Holds `path` for this process, and answers with what lets it go. */
function lock(path: string): () => void {
  const lockPath = `${path}.lock`;
  const own = `${lockPath}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ machine: machine(), pid: process.pid, start: startOf(process.pid) }));
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        // A link is there with its text or not at all.
        linkSync(own, lockPath);
        break;
      } catch (thrown) {
        if (systemCodeOf(thrown) !== 'EEXIST') throw thrown;
        if (tries >= 3 || isHeld(lockPath)) {
          throw new PluginError('TV_PLUGIN_STATE', `${path}: another process has it open`, {
            hint: `End the other process. If there is none, remove ${lockPath}.`,
          });
        }
        putAside(lockPath, `${own}.stale`);
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(lockPath, { force: true });
}

/** Takes the lock of a dead process away, and gives it back if it turns out to be the new one of a living process. */
function putAside(lockPath: string, aside: string): void {
  try {
    renameSync(lockPath, aside);
    if (isHeld(aside)) linkSync(aside, lockPath);
  } catch (thrown) {
    // Another one was faster.
    if (!['ENOENT', 'EEXIST'].includes(systemCodeOf(thrown))) throw thrown;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isHeld(lockPath: string): boolean {
  let holder: unknown;
  try {
    holder = JSON.parse(readFileSync(lockPath, 'utf8'));
  } catch (thrown) {
    // Its holder has let go in the meantime, or a loss of power has emptied it.
    return systemCodeOf(thrown) !== 'ENOENT' && !(thrown instanceof SyntaxError);
  }
  if (typeof holder !== 'object' || holder === null) return false;
  const { machine: where, pid, start } = holder as Record<string, unknown>;
  if (where !== machine()) return true;
  return typeof pid === 'number' && typeof start === 'string' && isAlive(pid, start);
}

/** One name for the file, however its folder is spelled. */
function realPathOf(folder: string, file: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return join(realpathSync(folder), file);
  } catch (thrown) {
    throw stateError(join(folder, file), messageOf(thrown), thrown);
  }
}

const shared = new Map<string, { store: FileKvStore; users: number }>();

/**
 * The store of the plugin `name` in `folder`; the same one for all who ask for it in this process. Throws as
 * `FileKvStore`.
 */
export function openKvStore(folder: string, name: string): KvStore {
  const path = realPathOf(folder, `${name}.kv`);
  const entry = shared.get(path) ?? { store: new FileKvStore(path), users: 0 };
  shared.set(path, entry);
  entry.users += 1;
  const { store } = entry;
  let open = true;
  return {
    get sizeBytes() {
      return store.sizeBytes;
    },
    get keys() {
      return store.keys;
    },
    get: (key) => store.get(key),
    put: (key, value) => store.put(key, value),
    delete: (key) => store.delete(key),
    list: (prefix) => store.list(prefix),
    flush: () => store.flush(),
    close() {
      if (!open) return;
      open = false;
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(path);
      store.close();
    },
  };
}
