const CHUNK_BYTES = 64 * 1024;

/**
 * Hands out room in large chunks, so that one allocation serves hundreds of keys and values. A chunk lives as long as a
 * view on it; room that is larger than a quarter of a chunk gets memory of its own.
 */
export class ByteArena {
  private chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private at = 0;

  /** A view of `length` bytes that nobody else has. Its content is undefined until it is written. */
  take(length: number): Buffer {
    if (length > CHUNK_BYTES / 4) return Buffer.allocUnsafeSlow(length);
    if (this.at + length > CHUNK_BYTES) {
      this.chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      this.at = 0;
    }
    const start = this.at;
    this.at += length;
    return this.chunk.subarray(start, start + length);
  }
}
