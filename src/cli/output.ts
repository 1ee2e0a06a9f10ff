import type { ErrorCode } from '../errors/errorCodes';
import { TiValveError } from '../errors/TiValveError';

/** Exit codes of every command. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  notAllowed: 5,
  unreachable: 6,
  timedOut: 7,
  invariant: 8,
} as const;

/** What is thrown when a file that the user named is not there. */
const NAMED_FILES: ReadonlySet<ErrorCode> = new Set([
  'TV_RECORDING_UNREADABLE',
  'TV_RECORDING_UNWRITABLE',
  'TV_WIRE_TLS',
  'TV_SCHEMA_MISSING',
  'TV_PLUGIN_UNREADABLE',
  'TV_CONFIG_FILE_UNREADABLE',
]);

/** The code of the operating system behind an error, such as ENOENT. */
function systemCodeOf(thrown: TiValveError): string | undefined {
  for (let cause: unknown = thrown.cause; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^E[A-Z]+$/.test(cause.code)) return cause.code;
  }
  return undefined;
}

/** The exit code that fits what was thrown. */
export function exitCodeOf(thrown: unknown): number {
  if (!(thrown instanceof TiValveError)) return EXIT.failed;
  const system = systemCodeOf(thrown);
  // The reader of a pipe that goes away has what it wanted.
  if (system === 'EPIPE') return EXIT.done;
  if (system === 'ENOENT' && NAMED_FILES.has(thrown.code)) return EXIT.notFound;
  if (system === 'EACCES' || system === 'EPERM' || system === 'EROFS') return EXIT.notAllowed;
  if (thrown.code.startsWith('TV_CONFIG_') || thrown.code === 'TV_PLUGIN_CONFIG') return EXIT.usage;
  if (thrown.code.startsWith('TV_ORDER_')) return EXIT.invariant;
  if (thrown.code === 'TV_WIRE_UNREACHABLE') return EXIT.unreachable;
  if (thrown.code === 'TV_WIRE_TIMEOUT') return EXIT.timedOut;
  if (thrown.code === 'TV_WIRE_TLS') return EXIT.notAllowed;
  return EXIT.failed;
}

/** Prints what was thrown to standard error: for people, or with `json` as one line for programs. */
export function printError(thrown: unknown, json: boolean): void {
  const code = thrown instanceof TiValveError ? thrown.code : undefined;
  const hint = thrown instanceof TiValveError ? thrown.hint : undefined;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (json) {
    process.stderr.write(`${JSON.stringify({ error: { code: code ?? null, message, hint: hint ?? null } })}\n`);
    return;
  }
  process.stderr.write(`tivalve: ${code === undefined ? '' : `${code} `}${message}\n`);
  if (hint !== undefined) process.stderr.write(`  hint: ${hint}\n`);
}

/** A line on a terminal that tells how far the work is, written over itself. Elsewhere it is silent. */
export class ProgressLine {
  private readonly timer: NodeJS.Timeout | undefined;
  private shown = false;

  constructor(describe: () => string, everyMs = 200) {
    if (!process.stderr.isTTY) return;
    this.timer = setInterval(() => {
      const width = process.stderr.columns || 80;
      process.stderr.write(`\r\x1b[2K${describe().slice(0, width - 1)}`);
      this.shown = true;
    }, everyMs);
    this.timer.unref();
  }

  end(): void {
    clearInterval(this.timer);
    if (this.shown) process.stderr.write('\r\x1b[2K');
  }
}

/** A count as people read it: `42,181`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A number of bytes as people read it: `1.2 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
