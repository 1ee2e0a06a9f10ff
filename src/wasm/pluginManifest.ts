import { valid } from 'semver';
import { compileOwnSchema, describeFieldErrors } from '../config/checkedBy';
import { messageOf, PluginError } from '../errors/TiValveError';
import { sectionsOf, SECTION as WASM_SECTION } from './wasmSections';

/** What a plugin says of itself, in the custom section `tivalve.manifest` of its module. */
export interface PluginManifest {
  readonly name: string;
  /** Semantic version. */
  readonly version: string;
  readonly abi: 'v1';
  readonly kind: 'sink' | 'transform';
  readonly encoding: 'json' | 'batch';
  /** JSON schema of the plugin's own configuration. */
  readonly configSchema: object;
  /** `log`, `fs:<folder>` and so on; what is not asked for is not there. */
  readonly capabilities: readonly string[];
  readonly limits: PluginLimits;
  /** Tables it wants, as filter rules. */
  readonly tables?: readonly string[];
  /** Columns it wants, by table. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  /** Whether it wants the rows before a change. */
  readonly before: boolean;
  /** Columns that a transform adds to each of its tables. */
  readonly addColumns: readonly AddedColumn[];
  /** One instance for all tables, or one for each physical table. */
  readonly instances: 'shared' | 'table';
  readonly stateful: boolean;
}

/** A column that a transform adds. */
export interface AddedColumn {
  readonly name: string;
  /** MySQL's type: `varchar(64)`, `bigint(20) unsigned`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** Bounds on one instance; of the manifest's and the user's the smaller holds. */
export interface PluginLimits {
  readonly memoryMiB?: number;
  readonly callTimeoutMs?: number;
  readonly outputBytes?: number;
}

/** The schema of limits, wherever they are written. */
export const pluginLimitsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    memoryMiB: {
      type: 'integer',
      minimum: 1,
      maximum: 4096,
      description: 'The memory of an instance cannot grow past it.',
    },
    callTimeoutMs: {
      type: 'integer',
      minimum: 1,
      maximum: 3_600_000,
      description: 'A call that takes longer ends the instance.',
    },
    outputBytes: {
      type: 'integer',
      minimum: 64,
      maximum: 268_435_456,
      description: 'A longer answer ends the instance.',
    },
  },
} as const;

const PLUGIN_NAME = '^[a-z][a-z0-9-]{0,63}$';

/** The schema of a manifest. */
export const pluginManifestSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version', 'abi', 'kind'],
  properties: {
    name: { type: 'string', pattern: PLUGIN_NAME, description: 'Names the plugin in URIs and logs.' },
    version: { type: 'string', maxLength: 64, description: 'Semantic version.' },
    abi: { type: 'string', enum: ['v1'], description: 'Version of the operations.' },
    kind: { type: 'string', enum: ['sink', 'transform'], description: 'Where rows end, or where they change.' },
    encoding: { type: 'string', enum: ['json', 'batch'], default: 'json', description: 'How rows are handed over.' },
    configSchema: {
      type: 'object',
      default: { type: 'object', additionalProperties: false },
      description: 'JSON schema of the configuration.',
    },
    capabilities: {
      type: 'array',
      uniqueItems: true,
      maxItems: 64,
      default: [],
      items: { type: 'string', pattern: '^(log|metrics|clock|kv|schema|http|(fs|secret):[a-z][a-z0-9_-]{0,63})$' },
      description: 'Host bindings it calls.',
    },
    limits: { ...pluginLimitsSchema, default: {}, description: 'What an instance needs at most.' },
    tables: { type: 'array', items: { type: 'string' }, description: 'Filter rules of the tables it wants.' },
    columns: {
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'string' } },
      description: 'Columns it wants, by table.',
    },
    before: { type: 'boolean', default: true, description: 'Whether it wants the rows before a change.' },
    addColumns: {
      type: 'array',
      maxItems: 256,
      default: [],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'type'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 64 },
          type: { type: 'string', pattern: '^[a-z]+(\\([0-9, ]+\\))?( unsigned)?$' },
          nullable: { type: 'boolean', default: true },
        },
      },
      description: 'Columns that a transform adds.',
    },
    instances: {
      type: 'string',
      enum: ['shared', 'table'],
      default: 'shared',
      description: 'One instance for all tables, or one for each.',
    },
    stateful: { type: 'boolean', default: false, description: 'Whether a swap carries its state over.' },
  },
} as const;

const SECTION = 'tivalve.manifest';
const MAX_MANIFEST_BYTES = 1024 * 1024;
const validateManifest = compileOwnSchema<PluginManifest>(pluginManifestSchema);

function textOf(section: ArrayBuffer | Uint8Array): string {
  if (section.byteLength > MAX_MANIFEST_BYTES)
    throw new Error(`it has ${section.byteLength} bytes, ${MAX_MANIFEST_BYTES} are allowed`);
  return new TextDecoder('utf-8', { fatal: true }).decode(section);
}

/** A manifest from its JSON text. Throws `TV_PLUGIN_MANIFEST`, which names every wrong field. */
export function parsePluginManifest(text: string): PluginManifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (thrown) {
    throw new PluginError('TV_PLUGIN_MANIFEST', `not JSON: ${messageOf(thrown)}`, { cause: thrown });
  }
  const wrong: string[] = [];
  if (!validateManifest(manifest)) wrong.push(describeFieldErrors(validateManifest));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  if (typeof version === 'string' && valid(version) === null)
    wrong.push(`/version must be a semantic version, not ${JSON.stringify(version)}`);
  if (wrong.length > 0) throw new PluginError('TV_PLUGIN_MANIFEST', wrong.join('; '));
  return manifest as PluginManifest;
}

/** The manifest of a module; `undefined` when it has none and so speaks the ABI of 2022. */
export function readPluginManifest(module: WebAssembly.Module): PluginManifest | undefined {
  const sections = WebAssembly.Module.customSections(module, SECTION);
  const [section] = sections;
  if (section === undefined) return undefined;
  if (sections.length > 1)
    throw new PluginError('TV_PLUGIN_MANIFEST', `module has ${sections.length} sections ${SECTION}`);
  let text: string;
  try {
    text = textOf(section);
  } catch (thrown) {
    throw new PluginError('TV_PLUGIN_MANIFEST', `section ${SECTION} cannot be read: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
  return parsePluginManifest(text);
}

/** The name in the manifest of a module, unchecked; `undefined` when there is none that could be one. */
export function manifestNameOf(module: Uint8Array): string | undefined {
  try {
    const head = Buffer.from([SECTION.length, ...Buffer.from(SECTION)]);
    const section = sectionsOf(module).find(
      ({ id, body }) => id === WASM_SECTION.custom && head.equals(body.subarray(0, head.length)),
    );
    if (section === undefined) return undefined;
    const { name } = JSON.parse(textOf(section.body.subarray(head.length))) as { readonly name?: unknown };
    return typeof name === 'string' && new RegExp(PLUGIN_NAME).test(name) ? name : undefined;
  } catch {
    // What is wrong with it is told by whoever opens it.
    return undefined;
  }
}
