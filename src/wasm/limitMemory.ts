import { PluginError } from '../errors/TiValveError';

const PAGE_BYTES = 65_536;
const MEMORY_SECTION = 5;
const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;

/** Reads unsigned LEB128 numbers one after the other; past the end it throws `TV_PLUGIN_INVALID`. */
class Reader {
  position: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#bytes[this.position];
      if (byte === undefined) throw new PluginError('TV_PLUGIN_INVALID', 'module ends in the middle');
      this.position += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw new PluginError('TV_PLUGIN_INVALID', `number at byte ${this.position} is too long`);
  }
}

function leb128(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Whether `bytes` begin as a WebAssembly module of version 1 does. */
export function hasWasmMagic(bytes: Uint8Array): boolean {
  return MAGIC_AND_VERSION.every((byte, index) => bytes[index] === byte);
}

function limitedSection(section: Uint8Array, memoryMiB: number): number[] {
  const maxPages = Math.floor((memoryMiB * 1024 * 1024) / PAGE_BYTES);
  const reader = new Reader(section, 0);
  const count = reader.u32();
  if (count !== 1) throw new PluginError('TV_PLUGIN_INVALID', `module has ${count} memories, not one`);
  const flags = reader.u32();
  if ((flags & 2) !== 0) throw new PluginError('TV_PLUGIN_INVALID', 'module has a shared memory');
  if (flags > 1) throw new PluginError('TV_PLUGIN_INVALID', `module has a memory of an unknown kind (${flags})`);
  const initialPages = reader.u32();
  const ownMaxPages = flags === 1 ? reader.u32() : maxPages;
  if (initialPages > maxPages) {
    throw new PluginError(
      'TV_PLUGIN_LIMIT',
      `module begins with ${initialPages / 16} MiB of memory, ${memoryMiB} MiB are allowed`,
      {
        hint: 'Raise limits.memoryMiB in the plugin configuration.',
      },
    );
  }
  return [1, 1, ...leb128(initialPages), ...leb128(Math.min(ownMaxPages, maxPages))];
}

/**
 * A copy of the module `bytes` whose memory cannot grow past `memoryMiB`: the engine then refuses `memory.grow` by
 * itself, with no check at run time. A module without a memory section comes back as it is.
 *
 * Throws `TV_PLUGIN_INVALID` for a shared, second or 64-bit memory and for sections that do not fit the file, and
 * `TV_PLUGIN_LIMIT` when the module wants more from the start.
 */
export function limitMemory(bytes: Uint8Array, memoryMiB: number): Uint8Array {
  let position: number = MAGIC_AND_VERSION.length;
  while (position < bytes.length) {
    const start = position;
    const reader = new Reader(bytes, position + 1);
    const size = reader.u32();
    const end = reader.position + size;
    if (end > bytes.length)
      throw new PluginError('TV_PLUGIN_INVALID', `section at byte ${start} is longer than the module`);
    if (bytes[start] === MEMORY_SECTION) {
      const body = limitedSection(bytes.subarray(reader.position, end), memoryMiB);
      return Buffer.concat([
        bytes.subarray(0, start),
        Uint8Array.from([MEMORY_SECTION, ...leb128(body.length), ...body]),
        bytes.subarray(end),
      ]);
    }
    position = end;
  }
  return bytes;
}
