import { ConfigError } from '../errors/TiValveError';
import { compileOwnSchema, describeFieldErrors } from './checkedBy';

/**
 * Makes the parser of a schema: a copy of the input with the defaults of the schema, or `TV_CONFIG_INVALID` that names
 * every wrong field.
 *
 * @param what - what is configured, for the error: `pipeline`, `sink`
 */
export function parserOf<T>(schema: object, what: string): (input: unknown) => T {
  const validate = compileOwnSchema<T>(schema);
  return (input) => {
    const copy: unknown = structuredClone(input);
    if (validate(copy)) return copy;
    throw new ConfigError('TV_CONFIG_INVALID', `${what}: ${describeFieldErrors(validate)}`, {
      hint: 'docs/config.md lists every field with its type and default',
    });
  };
}
