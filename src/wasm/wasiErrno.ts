/** Errnos of WASI preview 1. */
export const WASI = {
  SUCCESS: 0,
  EACCES: 2,
  EBADF: 8,
  EEXIST: 20,
  EFAULT: 21,
  EFBIG: 22,
  EILSEQ: 25,
  EINVAL: 28,
  EIO: 29,
  EISDIR: 31,
  ELOOP: 32,
  EMFILE: 33,
  ENAMETOOLONG: 37,
  ENOENT: 44,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTSUP: 58,
  EOVERFLOW: 61,
  EPERM: 63,
  EROFS: 69,
  ESPIPE: 70,
  EXDEV: 75,
  ENOTCAPABLE: 76,
} as const;

/** Ends a WASI function with an errno. */
export class WasiError extends Error {
  readonly errno: number;

  constructor(errno: number) {
    super(`errno ${errno}`);
    this.errno = errno;
  }
}

const BY_CODE: ReadonlyMap<string, number> = new Map<string, number>([
  ...Object.entries(WASI),
  ['EDQUOT', WASI.ENOSPC],
]);

/** The errno for what an operation on a file has thrown. */
export function wasiErrnoOf(thrown: unknown): number {
  if (thrown instanceof WasiError) return thrown.errno;
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
  return BY_CODE.get(code) ?? WASI.EIO;
}
