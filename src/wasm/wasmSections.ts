import { PluginError } from '../errors/TiValveError';

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;
const MAX_SECTIONS = 1000;

/** The sections of a module that the host looks at, by their numbers. */
export const SECTION = {
  custom: 0,
  types: 1,
  imports: 2,
  functions: 3,
  tables: 4,
  memories: 5,
  globals: 6,
  exports: 7,
  start: 8,
  elements: 9,
  data: 11,
  tags: 13,
} as const;

/** One section of a module, as a range of its bytes. */
export interface WasmSection {
  /** One of `SECTION`, or another. */
  readonly id: number;
  /** Where it begins, its number included. */
  readonly start: number;
  readonly body: Uint8Array;
  readonly end: number;
}

/** Reads unsigned LEB128 numbers one after the other; past the end it throws `TV_PLUGIN_INVALID`. */
export class WasmReader {
  position: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.position = position;
  }

  u8(): number {
    const byte = this.#bytes[this.position];
    if (byte === undefined) throw new PluginError('TV_PLUGIN_INVALID', 'module ends in the middle');
    this.position += 1;
    return byte;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw new PluginError('TV_PLUGIN_INVALID', `number at byte ${this.position} is too long`);
  }
}

/** A number as unsigned LEB128. */
export function leb128(value: number): number[] {
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

/** The sections of a module. Throws `TV_PLUGIN_INVALID` when they do not fit it, or are too many. */
export function sectionsOf(bytes: Uint8Array): readonly WasmSection[] {
  const sections: WasmSection[] = [];
  let position: number = MAGIC_AND_VERSION.length;
  while (position < bytes.length) {
    const start = position;
    const reader = new WasmReader(bytes, position);
    const id = reader.u8();
    const size = reader.u32();
    const end = reader.position + size;
    if (end > bytes.length)
      throw new PluginError('TV_PLUGIN_INVALID', `section at byte ${start} is longer than the module`);
    sections.push({ id, start, body: bytes.subarray(reader.position, end), end });
    if (sections.length > MAX_SECTIONS)
      throw new PluginError('TV_PLUGIN_INVALID', `module has more than ${MAX_SECTIONS} sections`);
    position = end;
  }
  return sections;
}
