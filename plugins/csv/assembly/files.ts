// The granted folder `out`.
import { ByteBuffer } from "./buffer";
import { hostAnswer, hostCall } from "./wapc";

const FOLDER = "out";
const request = new ByteBuffer();

function call(operation: string, path: string, from: usize, count: usize): bool {
  const name = String.UTF8.encode(path);
  request.length = 0;
  request.reserve(4 + <usize>name.byteLength + count);
  store<u32>(request.at, name.byteLength);
  request.length = 4;
  request.pushAll(changetype<usize>(name), name.byteLength);
  request.pushAll(from, count);
  return hostCall("fs", FOLDER, operation, request.at, <i32>request.length);
}

export function append(path: string, bytes: ByteBuffer): bool {
  return call("append", path, bytes.at, bytes.length);
}

/** Makes a file with `bytes`; fails when it is there. */
export function create(path: string, bytes: ByteBuffer): bool {
  return call("create", path, bytes.at, bytes.length);
}

export function flush(path: string): bool {
  return call("flush", path, 0, 0);
}

/** The names in a folder; none when it is not there. */
export function list(path: string): string[] {
  return call("list", path, 0, 0) ? hostAnswer().split("/") : [];
}
