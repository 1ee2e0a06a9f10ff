import { readFile } from 'node:fs/promises';
import { ConfigError, messageOf } from '../errors/TiValveError';

/**
 * Reads a configuration file.
 *
 * Errors with `TV_CONFIG_FILE_UNREADABLE` when it cannot be read, and with `TV_CONFIG_INVALID` when it is not JSON.
 */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new ConfigError('TV_CONFIG_FILE_UNREADABLE', `${path}: ${messageOf(cause)}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError('TV_CONFIG_INVALID', `${path}: not JSON (${messageOf(cause)})`, { cause });
  }
}
