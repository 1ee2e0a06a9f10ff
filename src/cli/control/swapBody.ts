import { isAbsolute } from 'node:path';
import { validRange } from 'semver';
import { compileOwnSchema, describeFieldErrors } from '../../config/checkedBy';
import { ConfigError } from '../../errors/TiValveError';
import { compileTableFilter } from '../../model/tableFilter';
import type { SwapRequest, SwapStrategy } from '../../pipeline/swap/swap';
import { pluginSettingsSchema } from '../../wasm/pluginSettings';

/** What is sent for a swap: all but the plugin's name, and a module by its path. */
export type SwapBody = Omit<SwapRequest, 'plugin' | 'version'> & { readonly version?: string };

const HOUR_MS = 3_600_000;
const count = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const counted = { ...count, minimum: 1 };
const duration = { type: 'integer', minimum: 1, maximum: HOUR_MS };
// What is left out stays as it is, so that there is nothing to fill in.
const { default: _none, ...grants } = pluginSettingsSchema.properties.grants;

const swapBodySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    version: { type: 'string', minLength: 1, maxLength: 4096 },
    config: { type: 'object' },
    grants,
    strategy: {
      type: 'object',
      additionalProperties: false,
      required: ['kind'],
      properties: {
        kind: { type: 'string', enum: ['fence', 'shadow', 'canary'] },
        rows: counted,
        forMs: duration,
        maxDifferences: count,
        tables: {
          type: 'array',
          minItems: 1,
          maxItems: 1024,
          items: { type: 'string', minLength: 1, maxLength: 1024 },
        },
        share: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      },
    },
    deadlineMs: duration,
    probation: {
      anyOf: [
        { type: 'boolean', const: false },
        {
          type: 'object',
          additionalProperties: false,
          properties: { batches: counted, forMs: duration, maxFailures: count },
        },
      ],
    },
  },
} as const;

const STRATEGY_FIELDS: Readonly<Record<SwapStrategy['kind'], readonly string[]>> = {
  fence: [],
  shadow: ['rows', 'forMs', 'maxDifferences'],
  canary: ['tables', 'share', 'rows', 'forMs'],
};

const MAX_DEPTH = 64;

const validate = compileOwnSchema<SwapBody>(swapBodySchema);

/** Whether `--to` names a module and not a range of versions. */
export function isModulePath(version: string): boolean {
  return version.endsWith('.wasm') || version.includes('/');
}

/**
 * Checks what is asked for. Paths must be absolute, since whoever asks has another working folder than the run.
 *
 * Throws `TV_CONFIG_INVALID` that names every wrong field, and `TV_CONFIG_FILTER_SYNTAX` for a rule of tables.
 */
export function parseSwapBody(input: unknown): SwapBody {
  const wrong = (what: string): ConfigError => new ConfigError('TV_CONFIG_INVALID', `swap: ${what}`);
  if (isDeep(input)) throw wrong(`nested deeper than ${MAX_DEPTH}`);
  const body: unknown = structuredClone(input);
  if (!validate(body)) throw wrong(describeFieldErrors(validate));
  const { version, strategy } = body;
  if (version !== undefined && !(isModulePath(version) ? isAbsolute(version) : validRange(version) !== null)) {
    throw wrong(
      `/version ${JSON.stringify(version)} is neither a range of versions nor an absolute path of a .wasm file`,
    );
  }
  if (strategy !== undefined) {
    const { kind } = strategy;
    const odd = Object.keys(strategy).filter((field) => field !== 'kind' && !STRATEGY_FIELDS[kind].includes(field));
    if (odd.length > 0) throw wrong(`/strategy ${kind} takes no ${odd.join(', ')}`);
    if (kind === 'canary' && strategy.tables === undefined && strategy.share === undefined)
      throw wrong('/strategy canary needs tables or a share: which rows come first');
    if (kind === 'canary' && strategy.tables !== undefined) compileTableFilter(strategy.tables);
  }
  const relative = [...pathsOf(body.grants ?? {})].filter(({ path }) => !isAbsolute(path));
  if (relative.length > 0)
    throw wrong(
      relative.map(({ at, path }) => `/grants/${at} ${JSON.stringify(path)} is not an absolute path`).join('; '),
    );
  return body;
}

/** The paths in grants, which the schema has checked. */
function* pathsOf(given: Readonly<Record<string, unknown>>): Iterable<{ readonly at: string; readonly path: string }> {
  for (const kind of ['fs', 'preopens']) {
    for (const [name, path] of textsOf(given[kind])) yield { at: `${kind}/${name}`, path };
  }
  for (const [name, reference] of textsOf(given['secret'])) {
    if (reference.startsWith(FILE_SECRET)) yield { at: `secret/${name}`, path: reference.slice(FILE_SECRET.length) };
  }
}

const FILE_SECRET = 'file:';

function textsOf(group: unknown): readonly (readonly [string, string])[] {
  return Object.entries((group ?? {}) as Readonly<Record<string, string>>);
}

/** Grants with their paths made absolute by `absolute`. */
export function withAbsolutePaths(
  given: Readonly<Record<string, unknown>>,
  absolute: (path: string) => string,
): Readonly<Record<string, unknown>> {
  const group = (name: string, change: (text: string) => string): object =>
    given[name] === undefined
      ? {}
      : { [name]: Object.fromEntries(textsOf(given[name]).map(([key, text]) => [key, change(text)])) };
  return {
    ...given,
    ...group('fs', absolute),
    ...group('preopens', absolute),
    ...group('secret', (text) =>
      text.startsWith(FILE_SECRET) ? `${FILE_SECRET}${absolute(text.slice(FILE_SECRET.length))}` : text,
    ),
  };
}

function isDeep(input: unknown): boolean {
  let level: readonly unknown[] = [input];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}
