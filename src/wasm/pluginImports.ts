import { PluginError } from '../errors/TiValveError';
import { TiValveWapcHost } from './TiValveWapcHost';
import { WASI_MODULES } from './wasiImports';

/** Every import that a module may have: what the host of an instance offers, name by name. */
function allowedImports(): ReadonlyMap<string, ReadonlySet<string>> {
  const offered = new TiValveWapcHost({ name: 'none' }).getImports();
  return new Map(Object.entries(offered).map(([module, functions]) => [module, new Set(Object.keys(functions))]));
}

const ALLOWED = allowedImports();

/**
 * Holds a compiled module to the host's list before anything of it runs. Throws `TV_PLUGIN_IMPORTS`, which names every
 * import that is not offered, and `TV_PLUGIN_INVALID` for a module that lacks the exports of a waPC guest.
 */
export function checkPluginImports(name: string, module: WebAssembly.Module): void {
  const refused = WebAssembly.Module.imports(module).filter(
    (wanted) => wanted.kind !== 'function' || ALLOWED.get(wanted.module)?.has(wanted.name) !== true,
  );
  if (refused.length > 0) {
    const list = refused.map((wanted) => `${wanted.module}.${wanted.name} (${wanted.kind})`).join(', ');
    const wasi = refused.some((wanted) => WASI_MODULES.some((known) => known === wanted.module));
    throw new PluginError('TV_PLUGIN_IMPORTS', `${name} imports ${list}`, {
      hint: wasi
        ? 'Of WASI there is preview 1; threads and preview 2 are not.'
        : 'A plugin may import the wapc functions and env.abort.',
    });
  }
  const exported = new Map(WebAssembly.Module.exports(module).map((item) => [item.name, item.kind]));
  const missing = [
    ...(exported.get('__guest_call') === 'function' ? [] : ['function __guest_call']),
    ...(exported.get('memory') === 'memory' ? [] : ['memory memory']),
  ];
  if (missing.length > 0)
    throw new PluginError('TV_PLUGIN_INVALID', `${name} does not export ${missing.join(' and ')}`);
}
