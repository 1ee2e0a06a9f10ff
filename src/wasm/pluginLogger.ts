import { systemClocks } from '../model/pluginClocks';

/** How loud a line is. */
export type PluginLogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where the lines of plugins go; a pino logger is one. */
export type PluginLogger = Readonly<Record<PluginLogLevel, (fields: object, message: string) => void>>;

/** A logger that keeps nothing. */
export const SILENT_PLUGIN_LOGGER: PluginLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
};

/** The levels by name. */
export function isPluginLogLevel(name: string): name is PluginLogLevel {
  return name === 'debug' || name === 'info' || name === 'warn' || name === 'error';
}

const NS_PER_MS = 1_000_000n;
const monotonicMs = (): number => Number(systemClocks.monotonicNs() / NS_PER_MS);

/** Options of `limitLog`. */
export interface LimitLogOptions {
  /** Fields that every line carries. */
  readonly fields: object;
  /** @defaultValue `100` */
  readonly linesPerSecond?: number;
  /** What is longer is cut, and ends in `…`. @defaultValue `4096` */
  readonly maxLineChars?: number;
  /** @defaultValue milliseconds of the system's monotonic clock */
  readonly nowMs?: () => number;
}

/**
 * A guest's way to the logger: so many lines a second, each of bounded length, so that a plugin that prints in a loop
 * cannot fill the host's log. The next line that passes says how many were left out.
 */
export function limitLog(
  logger: PluginLogger,
  options: LimitLogOptions,
): (level: PluginLogLevel, text: string, leftOutBefore?: number) => void {
  const { fields, linesPerSecond = 100, maxLineChars = 4096, nowMs = monotonicMs } = options;
  let windowStartMs = Number.NEGATIVE_INFINITY;
  let linesInWindow = 0;
  let leftOut = 0;
  return (level, text, leftOutBefore = 0) => {
    leftOut += leftOutBefore;
    const now = nowMs();
    if (now - windowStartMs >= 1000 || now < windowStartMs) {
      windowStartMs = now;
      linesInWindow = 0;
    }
    if (linesInWindow >= linesPerSecond) {
      leftOut += 1;
      return;
    }
    linesInWindow += 1;
    const line = text.length > maxLineChars ? `${text.slice(0, maxLineChars)}…` : text;
    logger[level](leftOut > 0 ? { ...fields, linesLeftOut: leftOut } : fields, line);
    leftOut = 0;
  };
}
