import { PluginError } from '../errors/TiValveError';
import { leb128, SECTION, sectionsOf, WasmReader, type WasmSection } from './wasmSections';

const PAGE_BYTES = 65_536;
const HAS_MAXIMUM = 1;
const FUNCTION_REFERENCE = 0x70;
const EXTERN_REFERENCE = 0x6f;
/**
 * Tables lie in the heap of the host, and growing one past its end aborts the process, also in a thread with a heap of its
 * own. Compilers make one, with an entry for each function whose address is taken.
 */
const MAX_TABLE_ENTRIES = 100_000;
const MAX_TABLES = 4;

function limitedMemory(section: Uint8Array, memoryMiB: number): number[] {
  const maxPages = Math.floor((memoryMiB * 1024 * 1024) / PAGE_BYTES);
  const reader = new WasmReader(section);
  const count = reader.u32();
  if (count !== 1) throw new PluginError('TV_PLUGIN_INVALID', `module has ${count} memories, not one`);
  const flags = reader.u32();
  if ((flags & 2) !== 0) throw new PluginError('TV_PLUGIN_INVALID', 'module has a shared memory');
  if (flags > HAS_MAXIMUM)
    throw new PluginError('TV_PLUGIN_INVALID', `module has a memory of an unknown kind (${flags})`);
  const initialPages = reader.u32();
  const ownMaxPages = flags === HAS_MAXIMUM ? reader.u32() : maxPages;
  if (initialPages > maxPages) {
    throw new PluginError(
      'TV_PLUGIN_LIMIT',
      `module begins with ${initialPages / 16} MiB of memory, ${memoryMiB} MiB are allowed`,
      {
        hint: 'Raise limits.memoryMiB in the plugin configuration.',
      },
    );
  }
  return [1, HAS_MAXIMUM, ...leb128(initialPages), ...leb128(Math.min(ownMaxPages, maxPages))];
}

function limitedTables(section: Uint8Array): number[] {
  const reader = new WasmReader(section);
  const count = reader.u32();
  if (count > MAX_TABLES)
    throw new PluginError('TV_PLUGIN_INVALID', `module has ${count} tables, ${MAX_TABLES} are allowed`);
  const limited = leb128(count);
  for (let i = 0; i < count; i += 1) {
    const type = reader.u8();
    if (type !== FUNCTION_REFERENCE && type !== EXTERN_REFERENCE)
      throw new PluginError('TV_PLUGIN_INVALID', `module has a table of an unknown type (${type})`);
    const flags = reader.u32();
    if (flags > HAS_MAXIMUM)
      throw new PluginError('TV_PLUGIN_INVALID', `module has a table of an unknown kind (${flags})`);
    const initial = reader.u32();
    const ownMax = flags === HAS_MAXIMUM ? reader.u32() : MAX_TABLE_ENTRIES;
    if (initial > MAX_TABLE_ENTRIES)
      throw new PluginError(
        'TV_PLUGIN_INVALID',
        `module begins with a table of ${initial} entries, ${MAX_TABLE_ENTRIES} are allowed`,
      );
    limited.push(type, HAS_MAXIMUM, ...leb128(initial), ...leb128(Math.min(ownMax, MAX_TABLE_ENTRIES)));
  }
  return limited;
}

/**
 * A copy of the module `bytes` whose memory cannot grow past `memoryMiB`, and whose tables cannot fill the host's heap: the
 * engine then refuses `memory.grow` and `table.grow` by itself, with no check at run time.
 *
 * Throws `TV_PLUGIN_INVALID` for a shared, second or 64-bit memory, for tables that are too many or too large, and for
 * sections that do not fit the file; `TV_PLUGIN_LIMIT` when the module wants more memory from the start.
 */
export function limitMemory(bytes: Uint8Array, memoryMiB: number): Uint8Array {
  const limitedBody = ({ id, body }: WasmSection): readonly number[] | undefined => {
    if (id === SECTION.memories) return limitedMemory(body, memoryMiB);
    return id === SECTION.tables ? limitedTables(body) : undefined;
  };
  const parts: Uint8Array[] = [];
  let copied = 0;
  for (const section of sectionsOf(bytes)) {
    const body = limitedBody(section);
    if (body === undefined) continue;
    parts.push(bytes.subarray(copied, section.start), Uint8Array.from([section.id, ...leb128(body.length), ...body]));
    copied = section.end;
  }
  return Buffer.concat([...parts, bytes.subarray(copied)]);
}
