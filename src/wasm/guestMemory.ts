/** A guest named a range that its memory does not have. */
export class GuestPointerError extends Error {}

function checkRange(what: string, start: number, length: number, size: number): void {
  if (start + length > size) {
    throw new GuestPointerError(
      `${what} of ${length} bytes at ${start} lies outside the guest's memory of ${size} bytes`,
    );
  }
}

/**
 * The bytes `[pointer, pointer + length)` of a guest, as a view. Wasm hands over both as signed numbers; they are
 * addresses, so −1 is the last of 4 GiB and fails as one. Throws `GuestPointerError`.
 */
export function guestRange(memory: WebAssembly.Memory, what: string, pointer: number, length: number): Uint8Array {
  const start = pointer >>> 0;
  const count = length >>> 0;
  checkRange(what, start, count, memory.buffer.byteLength);
  return new Uint8Array(memory.buffer, start, count);
}

/** Copies `bytes` to `pointer`. Throws `GuestPointerError`. */
export function writeToGuest(memory: WebAssembly.Memory, what: string, pointer: number, bytes: Uint8Array): void {
  guestRange(memory, what, pointer, bytes.length).set(bytes);
}

/** The AssemblyScript string at `pointer`: UTF-16, its length in bytes in front of it. Never throws. */
export function assemblyScriptString(memory: WebAssembly.Memory, pointer: number): string {
  const start = pointer >>> 0;
  if (start < 4 || start > memory.buffer.byteLength) return '';
  const length = new DataView(memory.buffer).getUint32(start - 4, true);
  // A message longer than this is not one that a person wrote.
  if (length > 65_536 || start + length > memory.buffer.byteLength) return '';
  return Buffer.from(memory.buffer, start, length - (length % 2)).toString('utf16le');
}
