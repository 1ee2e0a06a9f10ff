import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ConfigError, messageOf, SinkError } from '../../errors/TiValveError';

/** Languages with an SDK and a template. */
export const PLUGIN_LANGUAGES = ['assemblyscript', 'rust', 'go', 'c'] as const;
export const PLUGIN_KINDS = ['sink', 'transform'] as const;

/** What a new plugin is. */
export interface NewPlugin {
  readonly name: string;
  readonly lang: (typeof PLUGIN_LANGUAGES)[number];
  readonly kind: (typeof PLUGIN_KINDS)[number];
  /** Where it goes; must not be there, or be empty. */
  readonly folder: string;
}

const PACKAGE = join(__dirname, '..', '..', '..');
const NAME = /^[a-z][a-z0-9-]{0,63}$/;
/** What a build leaves behind is no part of an SDK. */
const LEFT_OUT = new Set(['node_modules', 'target', 'Cargo.lock']);

/**
 * Copies the template of a language and a kind, with the SDK beside it, and answers the files, relative to the folder.
 *
 * Throws `TV_CONFIG_INVALID` for a name that is none and for a folder that is taken, and `TV_SINK_IO`.
 */
export function createPluginFolder({ name, lang, kind, folder }: NewPlugin): readonly string[] {
  if (!NAME.test(name)) {
    throw new ConfigError('TV_CONFIG_INVALID', `${JSON.stringify(name)} cannot name a plugin`, {
      hint: 'A name has small letters, digits and -, begins with a letter, and has at most 64 characters.',
    });
  }
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new ConfigError('TV_CONFIG_INVALID', `${folder} is there already`, {
      hint: 'Name another with --dir, or remove it.',
    });
  }
  const templates = join(PACKAGE, 'plugins', 'templates');
  const values = {
    name,
    tivalve: relative(folder, PACKAGE).split(sep).join('/') || '.',
    // The names of the languages know no hyphen.
    identifier: name.replaceAll('-', '_'),
  };
  const files = new Map<string, string>();
  for (const from of ['shared/common', `shared/${kind}`, `${lang}/common`, `${lang}/${kind}`]) {
    collect(join(templates, from), '', (path, text) => files.set(path, filled(text, values)));
  }
  collect(join(PACKAGE, 'plugins', 'sdk', lang), '', (path, text) => files.set(`sdk/${path}`, text));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  } catch (cause) {
    throw new SinkError('TV_SINK_IO', `${folder}: ${messageOf(cause)}`, { cause });
  }
  return [...files.keys()].sort();
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** Files below a folder. A package of npm loses its `.gitignore`, so templates call it `_gitignore`. */
function collect(folder: string, prefix: string, take: (path: string, text: string) => void): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = `${prefix}${entry.name.replace(/^_/, '.')}`;
    if (entry.isDirectory()) collect(join(folder, entry.name), `${path}/`, take);
    else take(path, readFileSync(join(folder, entry.name), 'utf8'));
  }
}
