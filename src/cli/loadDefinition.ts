import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'sucrase';
import { ConfigError, messageOf } from '../errors/TiValveError';
import type { PipelineDefinition } from '../pipeline/definePipeline';

interface CompilingModule extends NodeJS.Module {
  _compile(code: string, fileName: string): void;
}

type Extension = (module: CompilingModule, fileName: string) => void;

/**
 * Loads the definition that a module exports as its default: JavaScript in either module system, or TypeScript, whose
 * types are taken away and not checked.
 *
 * Errors with `TV_CONFIG_DEFINITION`, which names the file.
 */
export async function loadDefinition(path: string): Promise<PipelineDefinition> {
  const file = resolve(path);
  let exported: unknown;
  try {
    exported = /^\.(ts|cts|mts)$/.test(extname(file))
      ? requireTypeScript(file)
      : await import(pathToFileURL(file).href);
  } catch (cause) {
    const [message = ''] = messageOf(cause).split('\nRequire stack:');
    throw new ConfigError('TV_CONFIG_DEFINITION', `${path}: ${message}`, {
      cause,
      hint: 'the module must load by itself; TypeScript files import each other without an extension',
    });
  }
  const definition = defaultOf(exported);
  if (!isDefinition(definition)) {
    throw new ConfigError('TV_CONFIG_DEFINITION', `${path} has no pipeline as its default export`, {
      hint: 'export default definePipeline({ … })',
    });
  }
  return definition;
}

/** Requires a TypeScript file; files that it imports may be TypeScript as well. */
function requireTypeScript(file: string): unknown {
  // Node has kept this hook since its beginnings; require() of its own has no other one.
  const extensions = (Module as unknown as { _extensions: Record<string, Extension> })._extensions;
  const compile: Extension = (module, fileName) => {
    const { code } = transform(readFileSync(fileName, 'utf8'), {
      transforms: ['typescript', 'imports'],
      filePath: fileName,
    });
    module._compile(code, fileName);
  };
  for (const extension of ['.ts', '.cts', '.mts']) extensions[extension] ??= compile;
  return Module.createRequire(file)(file);
}

function defaultOf(exported: unknown): unknown {
  let value = exported;
  // A CommonJS module that was written as ESM is wrapped twice when it is imported.
  for (let depth = 0; depth < 2 && typeof value === 'object' && value !== null && 'default' in value; depth += 1)
    value = value.default;
  return value;
}

function isDefinition(value: unknown): value is PipelineDefinition {
  return typeof value === 'object' && value !== null && 'source' in value && 'config' in value && 'through' in value;
}
