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
  /** Origins, `scheme://host:port`. */
  readonly http: readonly string[];
  readonly kv: boolean | { readonly quotaMiB: number };
  readonly schema: boolean;
  /** `env:NAME` or `file:PATH` by name. */
  readonly secret: Readonly<Record<string, string>>;
  /** Folders by the guest's absolute path; for modules of the ABI of 2022. */
  readonly preopens: Readonly<Record<string, string>>;
}

/** The file behind `config=` of a `wasm:` URI: the plugin's own configuration, and what its user lets it do. */
export interface PluginSettings {
  readonly config: Readonly<Record<string, unknown>>;
  readonly grants: PluginGrants;
  readonly limits: PluginLimits;
  readonly mode: RunMode;
  /** Public keys, `ed25519:<base64>`; with them only modules that one of them has signed are taken. */
  readonly trustedKeys: readonly string[];
  /** Takes modules without a signature all the same. */
  readonly allowUnsigned: boolean;
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
        http: {
          type: 'array',
          uniqueItems: true,
          maxItems: 256,
          default: [],
          items: { type: 'string', minLength: 1, maxLength: 512 },
          description:
            'What it may ask over HTTP: `scheme://host:port` each. An address that is not public only as the address itself.',
        },
        kv: {
          default: false,
          anyOf: [
            { type: 'boolean' },
            {
              type: 'object',
              additionalProperties: false,
              required: ['quotaMiB'],
              properties: { quotaMiB: { type: 'integer', minimum: 1, maximum: 1024 } },
            },
          ],
          description: 'Small durable state: `true`, or `{"quotaMiB":n}` for another bound than 64 MiB.',
        },
        schema: { type: 'boolean', default: false, description: 'Whether it may look up tables.' },
        secret: {
          type: 'object',
          default: {},
          propertyNames: { pattern: '^[a-z][a-z0-9_-]{0,63}$' },
          additionalProperties: { type: 'string', pattern: '^(env|file):.' },
          description: 'Secrets by name: `env:NAME`, or `file:PATH` of a file that only its owner may use.',
        },
        preopens: {
          type: 'object',
          default: {},
          propertyNames: { pattern: '^/[^\\\\]*$', maxLength: 1024 },
          additionalProperties: { type: 'string', minLength: 1 },
          description:
            'Folders by absolute path of the guest, for a plugin of 2022; a relative one counts from this file.',
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
    trustedKeys: {
      type: 'array',
      uniqueItems: true,
      maxItems: 64,
      default: [],
      items: { type: 'string', pattern: '^ed25519:[A-Za-z0-9+/]{43}=$' },
      description: 'Public keys; with them only modules that one of them has signed are taken.',
    },
    allowUnsigned: {
      type: 'boolean',
      default: false,
      description: 'Takes modules without a signature, though keys are configured.',
    },
  },
} as const;

const validateSettings = compileOwnSchema<PluginSettings>(pluginSettingsSchema);
/** Returns a copy of `input` with its defaults, or throws `TV_CONFIG_INVALID` naming every wrong field. */
export function parsePluginSettings(input: unknown): PluginSettings {
  const settings: unknown = structuredClone(input);
  if (validateSettings(settings)) return settings;
  throw new ConfigError('TV_CONFIG_INVALID', `plugin configuration: ${describeFieldErrors(validateSettings)}`, {
    hint: 'The file is {"config":{…},"grants":{"fs":{"out":"./folder"}},"limits":{…}}.',
  });
}
