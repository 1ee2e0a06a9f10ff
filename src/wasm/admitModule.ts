import { PluginError } from '../errors/TiValveError';
import { hasWasmMagic, SECTION, sectionsOf, WasmReader } from './wasmSections';

/** Most entries of a section: far above what compilers make, and far below what would make compiling a siege. */
const CAPS = [
  { id: SECTION.types, what: 'types', most: 20_000 },
  { id: SECTION.imports, what: 'imports', most: 1_000 },
  { id: SECTION.functions, what: 'functions', most: 100_000 },
  { id: SECTION.globals, what: 'globals', most: 20_000 },
  { id: SECTION.exports, what: 'exports', most: 20_000 },
  { id: SECTION.elements, what: 'element segments', most: 20_000 },
  { id: SECTION.data, what: 'data segments', most: 50_000 },
  { id: SECTION.tags, what: 'tags', most: 1_000 },
] as const;

/**
 * Looks at a module before it is compiled, so that compiling it is no attack by itself. Throws `TV_PLUGIN_INVALID` with all
 * that is wrong: another format, sections with too many entries, and a start section, whose code would run before there is
 * an instance to hold to its limits.
 */
export function admitModule(name: string, bytes: Uint8Array): void {
  if (!hasWasmMagic(bytes))
    throw new PluginError('TV_PLUGIN_INVALID', `${name} does not begin as a WebAssembly module does`);
  const sections = sectionsOf(bytes);
  const wrong = sections.flatMap(({ id, body }) => {
    const cap = CAPS.find((one) => one.id === id);
    if (cap === undefined) return [];
    const count = new WasmReader(body).u32();
    return count > cap.most ? [`${count} ${cap.what}, ${cap.most} are allowed`] : [];
  });
  if (sections.some(({ id }) => id === SECTION.start))
    wrong.push('a start section; export _start or wapc_init instead');
  if (wrong.length > 0) throw new PluginError('TV_PLUGIN_INVALID', `${name} has ${wrong.join(', and ')}`);
}
