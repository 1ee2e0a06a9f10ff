import { Ajv, type ErrorObject, type JSONSchemaType, type SchemaObject } from 'ajv';
import { ConfigError } from '../errors/TiValveError';

/**
 * Makes the parser of a schema: a copy of the input with the defaults of the schema, or `TV_CONFIG_INVALID` that names
 * every wrong field.
 *
 * @param what - what is configured, for the error: `pipeline`, `sink`
 */
export function parserOf<T>(schema: JSONSchemaType<T> | SchemaObject, what: string): (input: unknown) => T {
  const validate = new Ajv({ allErrors: true, useDefaults: true, allowUnionTypes: true }).compile<T>(schema);
  return (input) => {
    const copy: unknown = structuredClone(input);
    if (validate(copy)) return copy;
    const faults = (validate.errors ?? []).map(describeFault);
    throw new ConfigError('TV_CONFIG_INVALID', `${what}: ${faults.join('; ')}`, {
      hint: 'docs/config.md lists every field with its type and default',
    });
  };
}

/** One fault as a person reads it: the field, then what is wrong with it. */
export function describeFault(fault: ErrorObject): string {
  const field = fault.instancePath === '' ? 'the value' : fault.instancePath.slice(1).replaceAll('/', '.');
  const { params, keyword } = fault;
  if (keyword === 'additionalProperties')
    return `${field} has an unknown field ${JSON.stringify(params['additionalProperty'])}`;
  if (keyword === 'enum')
    return `${field} must be one of ${(params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
  return `${field} ${fault.message ?? keyword}`;
}
