import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';

/** One wrong field, as a person would look for it: `/grants/fs/out must be string`. */
export function describeFieldError(error: ErrorObject): string {
  const extra =
    error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties'
      ? `: ${String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty'])}`
      : error.keyword === 'enum'
        ? `: ${JSON.stringify(error.params['allowedValues'])}`
        : '';
  return `${error.instancePath === '' ? '/' : error.instancePath} ${error.message ?? 'is wrong'}${extra}`;
}

/** The wrong fields of the last value that `validate` refused, in one line. */
export function describeFieldErrors(validate: ValidateFunction): string {
  return (validate.errors ?? []).map(describeFieldError).join('; ');
}

/** Compiles a schema of ours: every wrong field is found, defaults are filled in. */
export function compileOwnSchema<T>(schema: object): ValidateFunction<T> {
  return new Ajv({ allErrors: true, useDefaults: true, allowUnionTypes: true }).compile<T>(schema);
}

/** Compiles a schema that a plugin brought, which may use words that we do not know. Throws what ajv throws. */
export function compileForeignSchema(schema: object): ValidateFunction {
  return new Ajv({ allErrors: true, useDefaults: true, strict: false, validateFormats: false }).compile(schema);
}
