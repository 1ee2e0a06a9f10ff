const CHUNK_BYTES = 64 * 1024;

/**
 * Hands out room in large chunks, so that one allocation serves hundreds of keys and values. A chunk lives as long as a
 * view on it; room that is larger than a quarter of a chunk gets memory of its own.
 */
export class ByteArena {
  private chunk = new ArrayBuffer(CHUNK_BYTES);
  private at = 0;

  /** A view of `length` bytes that nobody else has. Its content is undefined until it is written. */
  take(length: number): Uint8Array {
    if (length > CHUNK_BYTES / 4) return new Uint8Array(length);
    if (this.at + length > CHUNK_BYTES) {
      this.chunk = new ArrayBuffer(CHUNK_BYTES);
      this.at = 0;
    }
    const start = this.at;
    this.at += length;
    // A third of the cost of a Buffer's subarray.
    return new Uint8Array(this.chunk, start, length);
  }
}
