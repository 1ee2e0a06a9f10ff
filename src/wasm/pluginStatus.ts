import { isUtf8 } from 'node:buffer';
import { messageOf, PluginError } from '../errors/TiValveError';

/** An answer of a plugin as an object. Throws `TV_PLUGIN_ANSWER` for bytes that are no UTF-8, no JSON or no object. */
export function parseAnswer(where: string, answer: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    if (!isUtf8(answer)) throw new TypeError('it is not UTF-8');
    // A decoder that is strict takes several times as long as these two.
    value = JSON.parse(Buffer.from(answer.buffer, answer.byteOffset, answer.length).toString('utf8'));
  } catch (thrown) {
    throw new PluginError('TV_PLUGIN_ANSWER', `${where}: ${messageOf(thrown)}`, { cause: thrown });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PluginError('TV_PLUGIN_ANSWER', `${where}: an answer is a JSON object`);
  }
  return value as Record<string, unknown>;
}

/** What a status of a plugin says. */
export interface PluginStatus {
  readonly code: number;
  /** The text for an error: all that the plugin gave. */
  readonly text: string;
}

/**
 * Reads `{"code":200,"message":"…","cause":null}`. A missing code reads as 0, and so as an error; a field of a wrong type
 * is `TV_PLUGIN_ANSWER`, whatever the code.
 */
export function statusOf(where: string, answer: Readonly<Record<string, unknown>>): PluginStatus {
  const { code = 0, message = '', cause = null } = answer;
  if (typeof code !== 'number' || !Number.isInteger(code))
    throw new PluginError('TV_PLUGIN_ANSWER', `${where}: code is not an integer`);
  if (message !== null && typeof message !== 'string')
    throw new PluginError('TV_PLUGIN_ANSWER', `${where}: message is not a string`);
  if (cause !== null && typeof cause !== 'string')
    throw new PluginError('TV_PLUGIN_ANSWER', `${where}: cause is neither a string nor null`);
  return { code, text: `code: ${code}, msg: ${message ?? ''}, cause: ${cause ?? 'null'}` };
}
