import { messageOf, PluginError } from '../../errors/TiValveError';

const SECTION = 'tivalve.manifest';
const CUSTOM = 0;
const EXPORT = 7;
const HEADER_BYTES = 8;

/** One section of a module. */
interface Section {
  readonly id: number;
  readonly body: Uint8Array;
}

/**
 * A module with `manifest` in its custom section `tivalve.manifest`, in place of one that it has. A reactor, as Go builds
 * it, gets its `_initialize` by the name that waPC calls before anything else: `wapc_init`.
 *
 * Throws `TV_PLUGIN_INVALID` for bytes that are no module.
 */
export function embedManifest(module: Uint8Array, manifest: string): Uint8Array {
  const name = Buffer.from(SECTION);
  // Written without the file's own spaces, so that formatting it does not change the plugin.
  const text = Buffer.from(JSON.stringify(JSON.parse(manifest)));
  const own = { id: CUSTOM, body: Buffer.concat([uleb(name.length), name, text]) };
  const kept = sectionsOf(module).filter((section) => section.id !== CUSTOM || customName(section) !== SECTION);
  const all = [...kept.map((section) => (section.id === EXPORT ? withWapcInit(section) : section)), own];
  return Buffer.concat([
    module.subarray(0, HEADER_BYTES),
    ...all.flatMap(({ id, body }) => [Uint8Array.of(id), uleb(body.length), body]),
  ]);
}

function sectionsOf(module: Uint8Array): Section[] {
  try {
    const sections: Section[] = [];
    const cursor = new Cursor(module, HEADER_BYTES);
    while (!cursor.atEnd) {
      const id = cursor.byte();
      sections.push({ id, body: cursor.bytes(cursor.uleb()) });
    }
    return sections;
  } catch (cause) {
    throw new PluginError('TV_PLUGIN_INVALID', `module cannot be taken apart: ${messageOf(cause)}`, { cause });
  }
}

function customName({ body }: Section): string {
  const cursor = new Cursor(body, 0);
  return Buffer.from(cursor.bytes(cursor.uleb())).toString('utf8');
}

function withWapcInit({ id, body }: Section): Section {
  const cursor = new Cursor(body, 0);
  const entries = Array.from({ length: cursor.uleb() }, () => ({
    name: Buffer.from(cursor.bytes(cursor.uleb())).toString('utf8'),
    kind: cursor.byte(),
    index: cursor.uleb(),
  }));
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has('_initialize') || names.has('wapc_init') || names.has('_start')) return { id, body };
  const parts = entries.flatMap(({ name, kind, index }) => {
    const text = Buffer.from(name === '_initialize' ? 'wapc_init' : name);
    return [uleb(text.length), text, Uint8Array.of(kind), uleb(index)];
  });
  return { id, body: Buffer.concat([uleb(entries.length), ...parts]) };
}

function uleb(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('it ends within a section');
    this.#at += 1;
    return byte;
  }

  bytes(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new Error('a section reaches past the end');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  uleb(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number is longer than five bytes');
  }
}
