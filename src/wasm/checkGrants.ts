import { messageOf, PluginError } from '../errors/TiValveError';
import { originOf } from './bindings/httpBinding';
import { readSecret } from './bindings/secretBinding';
import type { PluginManifest } from './pluginManifest';
import type { PluginGrants } from './pluginSettings';

/** What grants are held against. */
export interface GrantCheck {
  /** Names the plugin in errors. */
  readonly name: string;
  /** `undefined` for the ABI of 2022, which asks for nothing and may be given pre-opened folders. */
  readonly manifest: PluginManifest | undefined;
  readonly grants: PluginGrants;
  /** Files of secrets count from here. */
  readonly baseDir: string;
  /** Whether there is a place for the state of plugins, or none is needed. */
  readonly hasKv: boolean;
  /** Whether there are tables to look up. */
  readonly hasSchema: boolean;
}

interface Named {
  readonly kind: 'fs' | 'secret';
  readonly word: string;
  readonly example: string;
}

const NAMED: readonly Named[] = [
  { kind: 'fs', word: 'folder', example: './folder' },
  { kind: 'secret', word: 'secret', example: 'env:NAME' },
];

function capabilityNames(capabilities: readonly string[], kind: string): string[] {
  return capabilities.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1));
}

/**
 * Holds what a plugin asks for against what it is granted, and answers with the values of its secrets. What it asks for
 * must be granted, what it does not ask for must not be, and every grant must be one that can be kept.
 *
 * Throws one `TV_PLUGIN_GRANT` with everything that is wrong; no value of a secret is in it.
 */
export function checkGrants(check: GrantCheck): Map<string, Uint8Array> {
  const { name, manifest, grants, baseDir, hasKv, hasSchema } = check;
  const capabilities = manifest?.capabilities ?? [];
  const wrong: string[] = [];
  const hints: string[] = [];
  const missing = (what: string, grant: string): void => {
    wrong.push(`it asks for ${what} and is not granted it`);
    hints.push(`{"grants":${grant}}`);
  };
  for (const { kind, word, example } of NAMED) {
    const wanted = capabilityNames(capabilities, kind);
    const granted = Object.keys(grants[kind]);
    for (const one of wanted.filter((item) => !granted.includes(item)))
      missing(`the ${word} ${one}`, `{"${kind}":{"${one}":"${example}"}}`);
    for (const one of granted.filter((item) => !wanted.includes(item)))
      wrong.push(`it is granted the ${word} ${one} and does not ask for it`);
  }
  const switches = [
    { capability: 'http', granted: grants.http.length > 0, grant: '{"http":["https://api.example.com"]}' },
    { capability: 'kv', granted: grants.kv !== false, grant: '{"kv":true}' },
    { capability: 'schema', granted: grants.schema, grant: '{"schema":true}' },
  ];
  for (const { capability, granted, grant } of switches) {
    const wanted = capabilities.includes(capability);
    if (wanted && !granted) missing(capability, grant);
    if (granted && !wanted) wrong.push(`it is granted ${capability} and does not ask for it`);
  }
  if (capabilities.includes('kv') && !hasKv)
    wrong.push('it asks for kv, and there is no folder for the state of plugins');
  if (capabilities.includes('schema') && !hasSchema)
    wrong.push('it asks for schema, and there are no tables to look up');
  for (const origin of grants.http) {
    try {
      originOf(origin);
    } catch (thrown) {
      wrong.push(`http ${origin}: ${messageOf(thrown)}`);
    }
  }
  if (manifest !== undefined && Object.keys(grants.preopens).length > 0)
    wrong.push('preopens are for modules without a manifest; it may ask for fs');
  const secrets = new Map<string, Uint8Array>();
  for (const [secret, reference] of Object.entries(grants.secret)) {
    try {
      secrets.set(secret, readSecret(reference, baseDir));
    } catch (thrown) {
      wrong.push(`secret ${secret}: ${messageOf(thrown)}`);
    }
  }
  if (wrong.length === 0) return secrets;
  throw new PluginError('TV_PLUGIN_GRANT', `${name}: ${wrong.join('; ')}`, {
    hint:
      hints.length > 0
        ? `Add to the plugin configuration: ${hints.join(', ')}.`
        : `It asks for ${capabilities.length > 0 ? capabilities.join(', ') : 'nothing'}.`,
  });
}
