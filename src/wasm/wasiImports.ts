import { guestRange, writeToGuest } from './guestMemory';

/** What the WASI functions need of the instance they serve. */
export interface WasiHost {
  memory(): WebAssembly.Memory;
  /** What the guest prints, as it comes. */
  print(descriptor: 1 | 2, text: string): void;
  /** Ends the instance; does not return. */
  exit(code: number): never;
}

/** The WASI modules by the names that compilers have given them. */
export const WASI_MODULES = ['wasi_snapshot_preview1', 'wasi_unstable', 'wasi'] as const;

const SUCCESS = 0;
const EBADF = 8;
const EFAULT = 21;
const EINVAL = 28;
const ESPIPE = 70;
const MAX_VECTORS = 1024;
const CHARACTER_DEVICE = 2;

function u32s(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

/** Runs `call` for its errno: a pointer outside the memory is the guest's error, never the host's. */
function errnoOf(call: () => number): number {
  try {
    return call();
  } catch {
    return EFAULT;
  }
}

/**
 * The few WASI functions that a guest needs to print, to find no arguments and no environment, and to end. Files,
 * clocks and randomness are not among them: what imports those is refused before it is instantiated.
 */
export function wasiImports(host: WasiHost): WebAssembly.ModuleImports {
  const zeroes = (...pointers: number[]): number =>
    errnoOf(() => {
      for (const pointer of pointers) writeToGuest(host.memory(), 'size', pointer, u32s(0));
      return SUCCESS;
    });
  const isStandard = (descriptor: number): boolean => descriptor >= 0 && descriptor <= 2;
  return {
    fd_write(descriptor = -1, vectors = 0, count = 0, writtenPointer = 0) {
      if (descriptor !== 1 && descriptor !== 2) return EBADF;
      if (count < 0 || count > MAX_VECTORS) return EINVAL;
      return errnoOf(() => {
        const memory = host.memory();
        const table = guestRange(memory, 'iovec table', vectors, count * 8);
        const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
        const parts: Uint8Array[] = [];
        for (let i = 0; i < count; i += 1) {
          parts.push(guestRange(memory, 'iovec', view.getUint32(i * 8, true), view.getUint32(i * 8 + 4, true)));
        }
        const written = parts.reduce((sum, part) => sum + part.length, 0);
        writeToGuest(memory, 'nwritten', writtenPointer, u32s(written));
        // A character may be cut between two vectors, so they are decoded as one; the log takes only so much anyway.
        host.print(descriptor, Buffer.concat(parts, Math.min(written, 65_536)).toString('utf8'));
        return SUCCESS;
      });
    },
    fd_close: (descriptor = -1) => (isStandard(descriptor) ? SUCCESS : EBADF),
    fd_seek: (descriptor = -1) => (isStandard(descriptor) ? ESPIPE : EBADF),
    fd_fdstat_get(descriptor = -1, pointer = 0) {
      if (!isStandard(descriptor)) return EBADF;
      return errnoOf(() => {
        const stat = new Uint8Array(24);
        stat[0] = CHARACTER_DEVICE;
        writeToGuest(host.memory(), 'fdstat', pointer, stat);
        return SUCCESS;
      });
    },
    args_sizes_get: (count = 0, bytes = 0) => zeroes(count, bytes),
    args_get: () => SUCCESS,
    environ_sizes_get: (count = 0, bytes = 0) => zeroes(count, bytes),
    environ_get: () => SUCCESS,
    sched_yield: () => SUCCESS,
    proc_exit: (code = 0) => host.exit(code),
    proc_raise: (signal = 0) => host.exit(128 + signal),
  };
}
