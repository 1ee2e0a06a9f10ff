// Base64 as row JSON and the state of a plugin have it: with padding.
import { ByteBuffer } from "./buffer";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Adds bytes as base64. */
export function pushBase64(at: usize, length: usize, out: ByteBuffer): void {
  out.reserve((length / 3 + 1) * 4);
  for (let i: usize = 0; i < length; i += 3) {
    const left = length - i;
    const word = (<u32>load<u8>(at + i) << 16)
      | (left > 1 ? <u32>load<u8>(at + i + 1) << 8 : 0)
      | (left > 2 ? <u32>load<u8>(at + i + 2) : 0);
    out.push(<u8>DIGITS.charCodeAt((word >> 18) & 63));
    out.push(<u8>DIGITS.charCodeAt((word >> 12) & 63));
    out.push(left > 1 ? <u8>DIGITS.charCodeAt((word >> 6) & 63) : 0x3d);
    out.push(left > 2 ? <u8>DIGITS.charCodeAt(word & 63) : 0x3d);
  }
}

/** The bytes behind base64; `null` when the text is none. */
export function readBase64(text: string): ArrayBuffer | null {
  let length = text.length;
  while (length > 0 && text.charCodeAt(length - 1) == 0x3d) length -= 1;
  if ((length & 3) == 1) return null;
  const bytes = new Uint8Array((length * 3) >> 2);
  let word: u32 = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = DIGITS.indexOf(text.charAt(i));
    if (digit < 0) return null;
    word = (word << 6) | <u32>digit;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = <u8>(word >> bits);
      at += 1;
    }
  }
  return bytes.buffer;
}
