/** Bytes that grow at their end. */
export class ByteBuffer {
  at: usize = 0;
  length: usize = 0;
  private capacity: usize = 0;

  /** Makes room for `count` more bytes. */
  @inline
  reserve(count: usize): void {
    if (this.length + count > this.capacity) this.grow(count);
  }

  private grow(count: usize): void {
    let capacity = max<usize>(this.capacity * 2, 4096);
    while (capacity < this.length + count) capacity *= 2;
    const at = heap.alloc(capacity);
    if (this.at != 0) {
      memory.copy(at, this.at, this.length);
      heap.free(this.at);
    }
    this.at = at;
    this.capacity = capacity;
  }

  /** Adds one byte; room must have been made. */
  @inline
  push(byte: u8): void {
    store<u8>(this.at + this.length, byte);
    this.length += 1;
  }

  /** Adds bytes; room must have been made. */
  @inline
  pushAll(from: usize, count: usize): void {
    memory.copy(this.at + this.length, from, count);
    this.length += count;
  }

  /** Adds text as UTF-8. */
  pushText(text: string): void {
    const bytes = String.UTF8.encode(text);
    this.reserve(bytes.byteLength);
    this.pushAll(changetype<usize>(bytes), bytes.byteLength);
  }

  /** Adds a code point as UTF-8; room for four bytes must have been made. */
  pushCodePoint(point: u32): void {
    if (point < 0x80) {
      this.push(<u8>point);
    } else if (point < 0x800) {
      this.push(<u8>(0xc0 | (point >> 6)));
      this.push(<u8>(0x80 | (point & 0x3f)));
    } else if (point < 0x10000) {
      this.push(<u8>(0xe0 | (point >> 12)));
      this.push(<u8>(0x80 | ((point >> 6) & 0x3f)));
      this.push(<u8>(0x80 | (point & 0x3f)));
    } else {
      this.push(<u8>(0xf0 | (point >> 18)));
      this.push(<u8>(0x80 | ((point >> 12) & 0x3f)));
      this.push(<u8>(0x80 | ((point >> 6) & 0x3f)));
      this.push(<u8>(0x80 | (point & 0x3f)));
    }
  }

  /** Gives the memory back. */
  free(): void {
    if (this.at != 0) heap.free(this.at);
    this.at = 0;
    this.length = 0;
    this.capacity = 0;
  }
}
