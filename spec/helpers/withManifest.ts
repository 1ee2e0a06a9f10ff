function leb128(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb128(Math.floor(value / 128))];
}

/** A module with the manifest that a plugin's build would embed. */
export function withManifest(module: Uint8Array, manifest: object): Uint8Array {
  const name = Buffer.from('tivalve.manifest');
  const body = Buffer.concat([Uint8Array.from(leb128(name.length)), name, Buffer.from(JSON.stringify(manifest))]);
  return Buffer.concat([module, Uint8Array.from([0, ...leb128(body.length)]), body]);
}
