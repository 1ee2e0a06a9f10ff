import { createHash, randomFillSync } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type Clocks, deterministicClocks, systemClocks } from '../model/pluginClocks';
import { GuestPointerError, guestRange, writeToGuest } from './guestMemory';
import { WASI, WasiError, wasiErrnoOf } from './wasiErrno';
import { FILE_TYPE, fileTypeOf, WasiFiles } from './wasiFiles';

/** What an instance finds of the world, as plain data, so that it can be handed to another thread. */
export interface WasiSettings {
  /** Folders of the host by the guest's absolute paths. @defaultValue none */
  readonly preopens?: Readonly<Record<string, string>>;
  /** Makes clocks and random numbers the same in each run. @defaultValue those of the machine */
  readonly deterministic?: DeterministicRun;
}

/** What clocks and random numbers begin with. */
export interface DeterministicRun {
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly seed: string;
}

/** What the WASI functions need of the instance they serve. */
export interface WasiHost {
  memory(): WebAssembly.Memory;
  /** What the guest prints, as it comes. */
  print(descriptor: 1 | 2, text: string): void;
  /** Ends the instance; does not return. */
  exit(code: number): never;
}

/** The functions of preview 1, and what lets go of the files that they have opened. */
export interface Wasi {
  /** By module, as compilers have named it. */
  readonly imports: Readonly<Record<string, WebAssembly.ModuleImports>>;
  /** Idempotent. */
  close(): void;
}

/** The WASI modules by the names that compilers have given them. */
export const WASI_MODULES = ['wasi_snapshot_preview1', 'wasi_unstable', 'wasi'] as const;

/** All of preview 1; what is not made below answers `ENOSYS`. */
const FUNCTIONS = [
  'args_get args_sizes_get environ_get environ_sizes_get clock_res_get clock_time_get fd_advise fd_allocate',
  'fd_close fd_datasync fd_fdstat_get fd_fdstat_set_flags fd_fdstat_set_rights fd_filestat_get',
  'fd_filestat_set_size fd_filestat_set_times fd_pread fd_prestat_get fd_prestat_dir_name fd_pwrite fd_read',
  'fd_readdir fd_renumber fd_seek fd_sync fd_tell fd_write path_create_directory path_filestat_get',
  'path_filestat_set_times path_link path_open path_readlink path_remove_directory path_rename path_symlink',
  'path_unlink_file poll_oneoff proc_exit proc_raise random_get sched_yield sock_accept sock_recv sock_send',
  'sock_shutdown',
].flatMap((names) => names.split(' '));

/** What the modules of before preview 1 have in common with it. */
const OLD_FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'args_get args_sizes_get environ_get environ_sizes_get clock_res_get clock_time_get random_get fd_write',
    'fd_read fd_close fd_fdstat_get sched_yield proc_exit proc_raise',
  ].flatMap((names) => names.split(' ')),
);

const MAX_VECTORS = 1024;
const MAX_PRINT_BYTES = 65_536;
const MAX_PATH_BYTES = 4096;
const OPEN_CREATE = 1;
const OPEN_DIRECTORY = 2;
const OPEN_EXCLUSIVE = 4;
const OPEN_TRUNCATE = 8;
const FLAG_APPEND = 1;
/** DSYNC, NONBLOCK, RSYNC, SYNC: what they ask for holds anyway, or is asked for by `fd_sync`. */
const FLAGS_WITHOUT_EFFECT = 2 | 4 | 8 | 16;
const RIGHT_READ = 2n;
const RIGHT_WRITE = 64n;
const ALL_RIGHTS = (1n << 30n) - 1n;
const CLOCK_REALTIME = 0;
const CLOCK_MONOTONIC = 1;
const NS_PER_MS = 1_000_000n;

type WasiFunction = (...args: never[]) => number;

/** Random numbers that a seed decides: the same for each instance. */
function seededFill(seed: string): (bytes: Uint8Array) => void {
  let block = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 32) {
      const digest = createHash('sha256').update(`${block}\n${seed}`).digest();
      block += 1;
      bytes.set(digest.subarray(0, Math.min(32, bytes.length - at)), at);
    }
  };
}

function isStandard(descriptor: number): boolean {
  return descriptor >= 0 && descriptor <= 2;
}

function filestat(stat: Stats): Uint8Array {
  const bytes = Buffer.alloc(64);
  const ns = (ms: number): bigint => BigInt(Math.max(0, Math.floor(ms))) * NS_PER_MS;
  bytes.writeBigUInt64LE(BigInt(stat.ino), 8);
  bytes[16] = fileTypeOf(stat);
  bytes.writeBigUInt64LE(BigInt(stat.nlink), 24);
  bytes.writeBigUInt64LE(BigInt(stat.size), 32);
  bytes.writeBigUInt64LE(ns(stat.atimeMs), 40);
  bytes.writeBigUInt64LE(ns(stat.mtimeMs), 48);
  bytes.writeBigUInt64LE(ns(stat.ctimeMs), 56);
  return bytes;
}

/** The functions that are there, each of which throws what `errnoOf` reads. */
class Preview1 {
  readonly #host: WasiHost;
  readonly #files: WasiFiles;
  readonly #clocks: Clocks;
  readonly #fill: (bytes: Uint8Array) => void;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(host: WasiHost, files: WasiFiles, deterministic: DeterministicRun | undefined) {
    this.#host = host;
    this.#files = files;
    this.#clocks = deterministic === undefined ? systemClocks : deterministicClocks(deterministic.startMs);
    this.#fill = deterministic === undefined ? (bytes) => randomFillSync(bytes) : seededFill(deterministic.seed);
  }

  readonly functions: Readonly<Record<string, (...args: never[]) => void>> = {
    args_sizes_get: (count: number, bytes: number) => this.#noStrings(count, bytes),
    args_get: () => undefined,
    environ_sizes_get: (count: number, bytes: number) => this.#noStrings(count, bytes),
    environ_get: () => undefined,
    sched_yield: () => undefined,
    clock_res_get: (clock: number, pointer: number) => {
      this.#clock(clock);
      this.#u64(pointer, clock === CLOCK_REALTIME ? NS_PER_MS : 1n);
    },
    clock_time_get: (clock: number, _precision: bigint, pointer: number) => this.#u64(pointer, this.#clock(clock)),
    random_get: (pointer: number, length: number) =>
      this.#fill(guestRange(this.#host.memory(), 'random bytes', pointer, length)),
    fd_prestat_get: (descriptor: number, pointer: number) => {
      const stat = Buffer.alloc(8);
      stat.writeUInt32LE(Buffer.byteLength(this.#files.preopenOf(descriptor)), 4);
      this.#write(pointer, stat);
    },
    fd_prestat_dir_name: (descriptor: number, pointer: number, length: number) => {
      const name = Buffer.from(this.#files.preopenOf(descriptor));
      if (length >>> 0 < name.length) throw new WasiError(WASI.ENAMETOOLONG);
      this.#write(pointer, name);
    },
    fd_fdstat_get: (descriptor: number, pointer: number) => this.#write(pointer, this.#fdstat(descriptor)),
    fd_fdstat_set_flags: (descriptor: number, flags: number) => {
      if ((flags & ~(FLAG_APPEND | FLAGS_WITHOUT_EFFECT)) !== 0) throw new WasiError(WASI.EINVAL);
      if (!isStandard(descriptor)) this.#files.setAppend(descriptor, (flags & FLAG_APPEND) !== 0);
    },
    fd_filestat_get: (descriptor: number, pointer: number) => {
      if (isStandard(descriptor)) {
        const stat = Buffer.alloc(64);
        stat[16] = FILE_TYPE.characterDevice;
        this.#write(pointer, stat);
      } else {
        this.#write(pointer, filestat(this.#files.stat(descriptor)));
      }
    },
    fd_write: (descriptor: number, vectors: number, count: number, written: number) => {
      if (descriptor === 0) throw new WasiError(WASI.EBADF);
      const parts = this.#vectors(vectors, count, descriptor === 1 || descriptor === 2 ? undefined : descriptor);
      if (descriptor !== 1 && descriptor !== 2) {
        this.#u32(written, this.#files.write(descriptor, parts));
        return;
      }
      const bytes = parts.reduce((sum, part) => sum + part.length, 0);
      this.#u32(written, bytes);
      // A character may be cut between two vectors, so they are decoded as one; the log takes only so much anyway.
      this.#host.print(descriptor, Buffer.concat(parts, Math.min(bytes, MAX_PRINT_BYTES)).toString('utf8'));
    },
    fd_read: (descriptor: number, vectors: number, count: number, read: number) => {
      if (descriptor === 1 || descriptor === 2) throw new WasiError(WASI.EBADF);
      // Nobody types anything for a plugin.
      const bytes = descriptor === 0 ? 0 : this.#files.read(descriptor, this.#vectors(vectors, count, descriptor));
      this.#u32(read, bytes);
    },
    fd_seek: (descriptor: number, offset: bigint, whence: number, pointer: number) => {
      if (isStandard(descriptor)) throw new WasiError(WASI.ESPIPE);
      this.#u64(pointer, this.#files.seek(descriptor, offset, whence));
    },
    fd_tell: (descriptor: number, pointer: number) => {
      if (isStandard(descriptor)) throw new WasiError(WASI.ESPIPE);
      this.#u64(pointer, this.#files.seek(descriptor, 0n, 1));
    },
    fd_close: (descriptor: number) => {
      if (!isStandard(descriptor)) this.#files.close(descriptor);
    },
    fd_sync: (descriptor: number) => this.#files.sync(descriptor),
    fd_datasync: (descriptor: number) => this.#files.sync(descriptor),
    fd_readdir: (descriptor: number, pointer: number, length: number, cookie: bigint, used: number) =>
      this.#u32(used, this.#readdir(descriptor, pointer, length, BigInt.asUintN(64, cookie))),
    path_open: (
      descriptor: number,
      _lookup: number,
      pathPointer: number,
      pathLength: number,
      openFlags: number,
      rights: bigint,
      _inherited: bigint,
      flags: number,
      pointer: number,
    ) => {
      // Before anything is opened: a descriptor that nobody hears of would stay.
      guestRange(this.#host.memory(), 'descriptor', pointer, 4);
      const opened = this.#files.open(descriptor, this.#path(pathPointer, pathLength), {
        create: (openFlags & OPEN_CREATE) !== 0,
        directory: (openFlags & OPEN_DIRECTORY) !== 0,
        exclusive: (openFlags & OPEN_EXCLUSIVE) !== 0,
        truncate: (openFlags & OPEN_TRUNCATE) !== 0,
        append: (flags & FLAG_APPEND) !== 0,
        read: (rights & RIGHT_READ) !== 0n || (rights & RIGHT_WRITE) === 0n,
        // A folder is opened with whatever rights there are, and is not written.
        write: (rights & RIGHT_WRITE) !== 0n && (openFlags & OPEN_DIRECTORY) === 0,
      });
      this.#u32(pointer, opened);
    },
    path_filestat_get: (descriptor: number, _lookup: number, path: number, length: number, pointer: number) =>
      this.#write(pointer, filestat(this.#files.statPath(descriptor, this.#path(path, length)))),
    path_create_directory: (descriptor: number, path: number, length: number) =>
      this.#files.makeFolder(descriptor, this.#path(path, length)),
    path_unlink_file: (descriptor: number, path: number, length: number) =>
      this.#files.unlink(descriptor, this.#path(path, length)),
    path_rename: (
      descriptor: number,
      path: number,
      length: number,
      newDescriptor: number,
      newPath: number,
      newLength: number,
    ) => this.#files.rename(descriptor, this.#path(path, length), newDescriptor, this.#path(newPath, newLength)),
  };

  #write(pointer: number, bytes: Uint8Array): void {
    writeToGuest(this.#host.memory(), 'answer', pointer, bytes);
  }

  #u32(pointer: number, value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.#write(pointer, bytes);
  }

  #u64(pointer: number, value: bigint): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    this.#write(pointer, bytes);
  }

  #noStrings(count: number, bytes: number): void {
    this.#u32(count, 0);
    this.#u32(bytes, 0);
  }

  #clock(clock: number): bigint {
    if (clock === CLOCK_REALTIME) return BigInt(Math.floor(this.#clocks.nowMs())) * NS_PER_MS;
    // The time that a process or thread has used is the host's and says much of it.
    if (clock !== CLOCK_MONOTONIC) throw new WasiError(WASI.ENOTSUP);
    return this.#clocks.monotonicNs();
  }

  #path(pointer: number, length: number): string {
    if (length >>> 0 > MAX_PATH_BYTES) throw new WasiError(WASI.ENAMETOOLONG);
    const bytes = guestRange(this.#host.memory(), 'path', pointer, length);
    try {
      return this.#decoder.decode(bytes);
    } catch {
      throw new WasiError(WASI.EILSEQ);
    }
  }

  /** The guest's buffers, checked one by one. `descriptor` must be open when it is named. */
  #vectors(pointer: number, count: number, descriptor: number | undefined): Uint8Array[] {
    if (descriptor !== undefined) this.#files.stateOf(descriptor);
    if (count < 0 || count > MAX_VECTORS) throw new WasiError(WASI.EINVAL);
    const memory = this.#host.memory();
    const table = guestRange(memory, 'iovec table', pointer, count * 8);
    const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
    return Array.from({ length: count }, (_, i) =>
      guestRange(memory, 'iovec', view.getUint32(i * 8, true), view.getUint32(i * 8 + 4, true)),
    );
  }

  #fdstat(descriptor: number): Uint8Array {
    const stat = Buffer.alloc(24);
    if (isStandard(descriptor)) {
      stat[0] = FILE_TYPE.characterDevice;
      return stat;
    }
    const { isFolder, append } = this.#files.stateOf(descriptor);
    stat[0] = isFolder ? FILE_TYPE.directory : FILE_TYPE.regular;
    stat[2] = append ? FLAG_APPEND : 0;
    // Old C libraries ask a folder which rights its files may have, and ask for no more.
    stat.writeBigUInt64LE(ALL_RIGHTS, 8);
    stat.writeBigUInt64LE(ALL_RIGHTS, 16);
    return stat;
  }

  /** Writes entries from `cookie` on for as long as there is room; the last one may be cut, and is then asked for again. */
  #readdir(descriptor: number, pointer: number, length: number, cookie: bigint): number {
    const buffer = guestRange(this.#host.memory(), 'entries', pointer, length);
    const entries = this.#files.entries(descriptor, cookie === 0n);
    let used = 0;
    for (let i = Number(cookie); i < entries.length && used < buffer.length; i += 1) {
      const entry = entries[i];
      if (entry === undefined) break;
      const name = Buffer.from(entry.name);
      const bytes = Buffer.alloc(24 + name.length);
      bytes.writeBigUInt64LE(BigInt(i + 1), 0);
      bytes.writeBigUInt64LE(entry.inode, 8);
      bytes.writeUInt32LE(name.length, 16);
      bytes[20] = entry.type;
      bytes.set(name, 24);
      const part = bytes.subarray(0, buffer.length - used);
      buffer.set(part, used);
      used += part.length;
    }
    return used;
  }
}

/** Runs `call` for its errno: a pointer outside the memory, or an argument of a wrong type, is the guest's error. */
function errnoOf(call: () => void): number {
  try {
    call();
    return WASI.SUCCESS;
  } catch (thrown) {
    if (thrown instanceof GuestPointerError) return WASI.EFAULT;
    return thrown instanceof TypeError || thrown instanceof RangeError ? WASI.EINVAL : wasiErrnoOf(thrown);
  }
}

/**
 * WASI preview 1, filtered: printing, no arguments, no environment, no input, clocks, random numbers, and files below the
 * pre-opened folders. Whatever else preview 1 has is there and answers `ENOSYS`; nothing waits, and an exit ends the
 * instance only. The modules of older names have what needs no layout of files.
 *
 * Throws the system's error for a pre-opened folder that is not there.
 */
export function openWasi(host: WasiHost, { preopens = {}, deterministic }: WasiSettings = {}): Wasi {
  const files = new WasiFiles(preopens);
  const made = new Preview1(host, files, deterministic).functions;
  const functions = new Map<string, WasiFunction>(
    FUNCTIONS.map((name) => {
      const run = made[name];
      return [name, run === undefined ? () => WASI.ENOSYS : (...args: never[]) => errnoOf(() => run(...args))];
    }),
  );
  functions.set('proc_exit', (code: number) => host.exit(code));
  functions.set('proc_raise', (signal: number) => host.exit(128 + signal));
  // The types of a module's imports know no 64-bit arguments.
  const all = Object.fromEntries(functions) as unknown as WebAssembly.ModuleImports;
  const old = Object.fromEntries(
    Object.entries(all).map(([name, run]) => [name, OLD_FUNCTIONS.has(name) ? run : (): number => WASI.ENOSYS]),
  );
  return {
    imports: Object.fromEntries(WASI_MODULES.map((name, index) => [name, index === 0 ? all : old])),
    close: () => files.closeAll(),
  };
}
