import { compileOwnSchema, describeFieldErrors } from '../config/checkedBy';
import { ConfigError } from '../errors/TiValveError';
import { type PluginLimits, pluginLimitsSchema } from './pluginManifest';

/**
 * Where an instance runs. `inline` is in the thread of its changefeed, where a call costs least and holds that thread until
 * it is answered; `isolated` is in a thread of its own, which a passed deadline ends.
 */
export type RunMode = 'inline' | 'isolated';

/** What a plugin may reach. */
export interface PluginGrants {
  /** Folders by the name under which the plugin knows them. */
  readonly fs: Readonly<Record<string, string>>;
}

/** The file behind `config=` of a `wasm:` URI: the plugin's own configuration, and what its user lets it do. */
export interface PluginSettings {
  readonly config: Readonly<Record<string, unknown>>;
  readonly grants: PluginGrants;
  readonly limits: PluginLimits;
  readonly mode: RunMode;
}

/** The schema of that file. */
export const pluginSettingsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    config: {
      type: 'object',
      default: {},
      description: "The plugin's own configuration; its manifest has the schema.",
    },
    grants: {
      type: 'object',
      additionalProperties: false,
      default: {},
      description: 'What the plugin may reach.',
      properties: {
        fs: {
          type: 'object',
          default: {},
          propertyNames: { pattern: '^[a-z][a-z0-9_-]{0,63}$' },
          additionalProperties: { type: 'string', minLength: 1 },
          description: 'Folders by name; a relative one counts from this file.',
        },
      },
    },
    limits: { ...pluginLimitsSchema, default: {}, description: 'Bounds on an instance.' },
    mode: {
      type: 'string',
      enum: ['inline', 'isolated'],
      default: 'inline',
      description: 'Where an instance runs: in the thread of its changefeed, or in one of its own.',
    },
  },
} as const;

const validateSettings = compileOwnSchema<PluginSettings>(pluginSettingsSchema);
const LATER_GRANTS = ['metrics', 'clock', 'kv', 'http', 'schema', 'secret'];

/** Fields that are foreseen and not there yet are named as such: a typing error reads differently. */
function unsupportedIn(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return [];
  const wrong: string[] = [];
  if ('preopens' in input) wrong.push('/preopens is not supported by this version');
  if ('grants' in input && typeof input.grants === 'object' && input.grants !== null) {
    const grants = input.grants;
    wrong.push(
      ...LATER_GRANTS.filter((name) => name in grants).map(
        (name) => `/grants/${name} is not supported by this version`,
      ),
    );
  }
  return wrong;
}

/** Returns a copy of `input` with its defaults, or throws `TV_CONFIG_INVALID` naming every wrong field. */
export function parsePluginSettings(input: unknown): PluginSettings {
  const settings: unknown = structuredClone(input);
  const unsupported = unsupportedIn(settings);
  if (validateSettings(settings)) return settings;
  const detail = unsupported.length > 0 ? unsupported.join('; ') : describeFieldErrors(validateSettings);
  throw new ConfigError('TV_CONFIG_INVALID', `plugin configuration: ${detail}`, {
    hint: 'The file is {"config":{…},"grants":{"fs":{"out":"./folder"}},"limits":{…}}.',
  });
}
