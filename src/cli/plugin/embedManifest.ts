import { leb128, SECTION, sectionsOf, WasmReader, type WasmSection } from '../../wasm/wasmSections';

const NAME = 'tivalve.manifest';
const HEADER_BYTES = 8;

/** One section of a module. */
type Section = Pick<WasmSection, 'id' | 'body'>;

/**
 * A module with `manifest` in its custom section `tivalve.manifest`, in place of one that it has. A reactor, as Go builds
 * it, gets its `_initialize` by the name that waPC calls before anything else: `wapc_init`.
 *
 * Throws `TV_PLUGIN_INVALID` for bytes that are no module.
 */
export function embedManifest(module: Uint8Array, manifest: string): Uint8Array {
  const name = Buffer.from(NAME);
  // Written without the file's own spaces, so that formatting it does not change the plugin.
  const text = Buffer.from(JSON.stringify(JSON.parse(manifest)));
  const own = { id: SECTION.custom, body: Buffer.concat([uleb(name.length), name, text]) };
  const kept: readonly Section[] = sectionsOf(module).filter(
    (section) => section.id !== SECTION.custom || textOf(section.body, new WasmReader(section.body)) !== NAME,
  );
  const all = [...kept.map((section) => (section.id === SECTION.exports ? withWapcInit(section) : section)), own];
  return Buffer.concat([
    module.subarray(0, HEADER_BYTES),
    ...all.flatMap(({ id, body }) => [Uint8Array.of(id), uleb(body.length), body]),
  ]);
}

/** The text at the reader's place: its length, then its bytes. */
function textOf(bytes: Uint8Array, reader: WasmReader): string {
  const length = reader.u32();
  reader.position += length;
  return Buffer.from(bytes.subarray(reader.position - length, reader.position)).toString('utf8');
}

function withWapcInit({ id, body }: Section): Section {
  const reader = new WasmReader(body);
  const entries = Array.from({ length: reader.u32() }, () => ({
    name: textOf(body, reader),
    kind: reader.u8(),
    index: reader.u32(),
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
  return Uint8Array.from(leb128(value));
}
