import { readJsonFile } from '../config/readJsonFile';
import { ConfigError } from '../errors/TiValveError';
import type { PipelineInput } from '../pipeline/definePipeline';

/**
 * Reads the data part of a pipeline definition from a file, and its transform plugins: `through` is then a list of their
 * URIs. The fields are checked by `definePipeline`.
 */
export async function readConfig(path: string): Promise<Partial<PipelineInput>> {
  const json = await readJsonFile(path);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ConfigError('TV_CONFIG_INVALID', `${path}: must be an object`);
  }
  for (const field of ['source', 'sink']) {
    if (field in json)
      throw new ConfigError('TV_CONFIG_INVALID', `${path}: ${field} is not part of a definition's data`);
  }
  if ('through' in json && !(Array.isArray(json.through) && json.through.every((step) => typeof step === 'string'))) {
    throw new ConfigError('TV_CONFIG_INVALID', `${path}: through is a list of URIs of transform plugins`, {
      hint: 'for example ["wasm:./mask.wasm?config=mask.json"]',
    });
  }
  return json;
}
