import { ConfigError } from '../errors/TiValveError';
import { parseTs, type Ts, tsOfPhysicalMs } from './ts';

/**
 * Reads a ts that a person wrote: a TSO in digits, or a time.
 *
 * @param name - what it is, for the error: `startTs`, `--end-ts`
 *
 * Errors with `TV_CONFIG_INVALID`.
 */
export function readTs(name: string, text: string): Ts {
  const ts = parseTs(text);
  if (ts !== undefined) return ts;
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) {
    throw new ConfigError('TV_CONFIG_INVALID', `${name} ${JSON.stringify(text)} is neither a ts nor a time`, {
      hint: 'write a TSO in digits or a time such as 2026-01-31T12:00:00Z',
    });
  }
  return tsOfPhysicalMs(timeMs);
}
