// A scanner over JSON text in memory. It moves one cursor and builds nothing; what is malformed sets `failed`, and the
// cursor then stands at the end, so that every loop ends.
import { ByteBuffer } from "./buffer";

export let cursor: usize = 0;
export let end: usize = 0;
export let failed: bool = false;

/** The inside of the last string read: between its quotes, escapes as they are. */
export let textStart: usize = 0;
export let textEnd: usize = 0;
export let textEscaped: bool = false;

export function scan(from: usize, to: usize): void {
  cursor = from;
  end = to;
  failed = false;
}

export function fail(): void {
  failed = true;
  cursor = end;
}

@inline
function skipSpace(): void {
  while (cursor < end) {
    const byte = load<u8>(cursor);
    if (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09) return;
    cursor += 1;
  }
}

/** The next byte that is not space; 0 at the end. */
@inline
export function peek(): u8 {
  skipSpace();
  return cursor < end ? load<u8>(cursor) : 0;
}

/** Steps over `byte`, or fails. */
@inline
export function expect(byte: u8): void {
  if (peek() == byte) cursor += 1;
  else fail();
}

/** Steps over `byte` if it is next. */
@inline
export function accept(byte: u8): bool {
  if (peek() != byte) return false;
  cursor += 1;
  return true;
}

/** Reads a string; its inside is then in `textStart`, `textEnd` and `textEscaped`. */
export function readString(): void {
  expect(0x22);
  textStart = cursor;
  textEscaped = false;
  let at = cursor;
  const to = end;
  while (at < to) {
    const byte = load<u8>(at);
    if (byte == 0x22) {
      textEnd = at;
      cursor = at + 1;
      return;
    }
    if (byte == 0x5c) {
      textEscaped = true;
      at += 2;
    } else {
      at += 1;
    }
  }
  textEnd = textStart;
  fail();
}

/** Steps over a value that is no string: number, true, false, null. */
@inline
export function skipScalar(): void {
  const from = cursor;
  while (cursor < end) {
    const byte = load<u8>(cursor);
    if (byte == 0x2c || byte == 0x7d || byte == 0x5d || byte <= 0x20) break;
    cursor += 1;
  }
  if (cursor == from) fail();
}

/** Steps over any value. */
export function skipValue(): void {
  let depth = 0;
  do {
    const byte = peek();
    if (byte == 0x22) {
      readString();
    } else if (byte == 0x7b || byte == 0x5b) {
      depth += 1;
      cursor += 1;
    } else if (byte == 0x7d || byte == 0x5d) {
      depth -= 1;
      cursor += 1;
    } else if (byte == 0x2c || byte == 0x3a) {
      cursor += 1;
    } else {
      skipScalar();
    }
  } while (depth > 0 && !failed);
  if (depth != 0) fail();
}

function hexDigit(byte: u8): u32 {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  fail();
  return 0;
}

function hex4(at: usize, to: usize): u32 {
  if (at + 4 > to) {
    fail();
    return 0;
  }
  return (hexDigit(load<u8>(at)) << 12) | (hexDigit(load<u8>(at + 1)) << 8) | (hexDigit(load<u8>(at + 2)) << 4) | hexDigit(load<u8>(at + 3));
}

/** Adds the inside of a string to `out` without its escapes; each byte `twice` is written two times. */
export function unescape(from: usize, to: usize, out: ByteBuffer, twice: u8): void {
  let at = from;
  while (at < to) {
    out.reserve(8);
    const byte = load<u8>(at);
    at += 1;
    if (byte != 0x5c) {
      if (byte == twice) out.push(byte);
      out.push(byte);
      continue;
    }
    const kind = at < to ? load<u8>(at) : 0;
    at += 1;
    if (kind == 0x75) {
      let point = hex4(at, to);
      at += 4;
      if (point >= 0xd800 && point < 0xdc00 && at + 6 <= to && load<u8>(at) == 0x5c && load<u8>(at + 1) == 0x75) {
        const low = hex4(at + 2, to);
        if (low >= 0xdc00 && low < 0xe000) {
          point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        }
      }
      // UTF-8 has no place for half a pair.
      if (point >= 0xd800 && point < 0xe000) point = 0xfffd;
      if (point == twice) out.push(twice);
      out.pushCodePoint(point);
      continue;
    }
    let plain = kind;
    if (kind == 0x6e) plain = 0x0a;
    else if (kind == 0x72) plain = 0x0d;
    else if (kind == 0x74) plain = 0x09;
    else if (kind == 0x62) plain = 0x08;
    else if (kind == 0x66) plain = 0x0c;
    else if (kind != 0x22 && kind != 0x5c && kind != 0x2f) fail();
    if (plain == twice) out.push(plain);
    out.push(plain);
  }
}

/** The last string read, as a string. */
export function textValue(): string {
  if (!textEscaped) return String.UTF8.decodeUnsafe(textStart, textEnd - textStart);
  const out = new ByteBuffer();
  unescape(textStart, textEnd, out, 0xff);
  const text = String.UTF8.decodeUnsafe(out.at, out.length);
  out.free();
  return text;
}

/** Reads a string value. */
export function readText(): string {
  readString();
  return failed ? "" : textValue();
}

/** Whether the last string read is `text`, which must be ASCII without escapes. */
export function textIs(text: string): bool {
  const length = textEnd - textStart;
  if (<usize>text.length != length) return false;
  for (let i: usize = 0; i < length; i += 1) {
    if (load<u8>(textStart + i) != <u8>text.charCodeAt(<i32>i)) return false;
  }
  return true;
}

/** `text` as a JSON string. */
export function quote(text: string): string {
  let json = '"';
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit == 0x22 || unit == 0x5c) json += "\\" + String.fromCharCode(unit);
    else if (unit < 0x20) json += "\\u00" + (unit < 0x10 ? "0" : "1") + "0123456789abcdef".charAt(unit & 15);
    else json += String.fromCharCode(unit);
  }
  return json + '"';
}
