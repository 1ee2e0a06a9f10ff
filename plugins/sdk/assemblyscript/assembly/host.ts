// The host's bindings. Each must be asked for in the manifest's `capabilities`; one that fails answers false, `null` or
// nothing, and `hostError()` says why.
import { ByteBuffer } from "./buffer";
import { Json } from "./json";
import * as scan from "./scan";
import { hostAnswer, hostAnswerBytes, hostCall, lastHostError } from "./wapc";

/** What went wrong in the last host call; empty when nothing did. */
export function hostError(): string {
  return lastHostError;
}

function callText(binding: string, namespace: string, operation: string, text: string): bool {
  const bytes = String.UTF8.encode(text);
  return hostCall(binding, namespace, operation, changetype<usize>(bytes), bytes.byteLength);
}

const request = new ByteBuffer();

/** Begins a request with a text and its length before it. */
function framed(text: string): void {
  const bytes = String.UTF8.encode(text);
  request.length = 0;
  request.reserve(4 + <usize>bytes.byteLength);
  store<u32>(request.at, bytes.byteLength);
  request.length = 4;
  request.pushAll(changetype<usize>(bytes), bytes.byteLength);
}

function callRequest(binding: string, namespace: string, operation: string): bool {
  return hostCall(binding, namespace, operation, request.at, <i32>request.length);
}

/** `log`: lines in the host's log. */
export namespace log {
  export function debug(text: string): void {
    callText("log", "", "debug", text);
  }
  export function info(text: string): void {
    callText("log", "", "info", text);
  }
  export function warn(text: string): void {
    callText("log", "", "warn", text);
  }
  export function error(text: string): void {
    callText("log", "", "error", text);
  }
}

/** `metrics`: counters and gauges of the plugin. */
export namespace metrics {
  export function add(name: string, value: f64): bool {
    return callText("metrics", name, "add", value.toString());
  }
  export function set(name: string, value: f64): bool {
    return callText("metrics", name, "set", value.toString());
  }
}

/** `clock`. */
export namespace clock {
  /** Milliseconds since 1970; 0 when the clock is not granted. */
  export function nowMs(): u64 {
    return callText("clock", "", "now", "") ? U64.parseInt(hostAnswer()) : 0;
  }
  /** Nanoseconds that only grow, from no particular moment. */
  export function monotonicNs(): u64 {
    return callText("clock", "", "monotonic", "") ? U64.parseInt(hostAnswer()) : 0;
  }
}

/** `kv`: small values that are kept. What was put is durable after `flush`. */
export namespace kv {
  /** The value; `null` when there is none, or when the call failed: `hostError()` then says so. */
  export function get(key: string): ArrayBuffer | null {
    framed(key);
    if (!callRequest("kv", "", "get")) return null;
    const answer = hostAnswerBytes();
    return answer.byteLength > 0 && load<u8>(changetype<usize>(answer)) == 1 ? answer.slice(1) : null;
  }
  export function put(key: string, at: usize, length: usize): bool {
    framed(key);
    request.reserve(length);
    request.pushAll(at, length);
    return callRequest("kv", "", "put");
  }
  export function putText(key: string, value: string): bool {
    const bytes = String.UTF8.encode(value);
    return put(key, changetype<usize>(bytes), bytes.byteLength);
  }
  export function remove(key: string): bool {
    framed(key);
    return callRequest("kv", "", "delete");
  }
  /** The keys that begin with `prefix`; none when the call failed. */
  export function list(prefix: string): string[] {
    const keys: string[] = [];
    framed(prefix);
    if (!callRequest("kv", "", "list")) return keys;
    const answer = hostAnswerBytes();
    const from = changetype<usize>(answer);
    for (let at: usize = 0; at + 4 <= <usize>answer.byteLength; ) {
      const length = load<u32>(from + at);
      keys.push(String.UTF8.decodeUnsafe(from + at + 4, length));
      at += 4 + <usize>length;
    }
    return keys;
  }
  export function flush(): bool {
    return callText("kv", "", "flush", "");
  }
}

/** `fs`: files of a granted folder. */
export namespace fs {
  function call(folder: string, operation: string, path: string, at: usize, length: usize): bool {
    framed(path);
    request.reserve(length);
    request.pushAll(at, length);
    return callRequest("fs", folder, operation);
  }
  /** Makes a file; fails when it is there. */
  export function create(folder: string, path: string, at: usize, length: usize): bool {
    return call(folder, "create", path, at, length);
  }
  /** Adds to a file, making it and its folders; all of the bytes or none. */
  export function append(folder: string, path: string, at: usize, length: usize): bool {
    return call(folder, "append", path, at, length);
  }
  /** Brings a file to the disk. */
  export function flush(folder: string, path: string): bool {
    return call(folder, "flush", path, 0, 0);
  }
  /** The bytes of a file; −1 when there is none. */
  export function size(folder: string, path: string): i64 {
    return call(folder, "size", path, 0, 0) ? I64.parseInt(hostAnswer()) : -1;
  }
  export function truncate(folder: string, path: string, size: u64): bool {
    framed(path);
    request.reserve(8);
    store<u64>(request.at + request.length, size);
    request.length += 8;
    return callRequest("fs", folder, "truncate");
  }
  /** Bytes of a file from `offset`, at most `length` of them. */
  export function read(folder: string, path: string, offset: u64, length: u32): ArrayBuffer | null {
    framed(path);
    request.reserve(12);
    store<u64>(request.at + request.length, offset);
    store<u32>(request.at + request.length + 8, length);
    request.length += 12;
    return callRequest("fs", folder, "read") ? hostAnswerBytes() : null;
  }
  /** The names in a folder; none when it is not there. */
  export function list(folder: string, path: string): string[] {
    if (!call(folder, "list", path, 0, 0)) return [];
    const names = hostAnswer();
    return names.length == 0 ? [] : names.split("/");
  }
}

/** What a server answered. */
export class HttpResponse {
  constructor(
    public status: i32,
    public headers: Json | null,
    public body: ArrayBuffer,
  ) {}
}

/** `http`: requests to the hosts that the user allows. */
export namespace http {
  /**
   * Sends a request; `null` when there was no answer.
   *
   * @param headers - names and values by turns
   */
  export function send(method: string, url: string, headers: string[], at: usize, length: usize, timeoutMs: i32 = 10000): HttpResponse | null {
    let json = '{"url":' + scan.quote(url) + ',"headers":{';
    for (let i = 0; i + 1 < headers.length; i += 2) {
      json += (i > 0 ? "," : "") + scan.quote(headers[i]) + ":" + scan.quote(headers[i + 1]);
    }
    framed(json + '},"timeoutMs":' + timeoutMs.toString() + "}");
    request.reserve(length);
    request.pushAll(at, length);
    if (!callRequest("http", "", method)) return null;
    const answer = hostAnswerBytes();
    const from = changetype<usize>(answer);
    if (answer.byteLength < 4) return null;
    const headLength = load<u32>(from);
    if (<u64>headLength + 4 > <u64>answer.byteLength) return null;
    const head = Json.parse(from + 4, headLength);
    if (head == null) return null;
    return new HttpResponse(<i32>head.numberOf("status"), head.get("headers"), answer.slice(<i32>headLength + 4));
  }
}

/** `schema`: what is known of a table, in the words of `sink_add_table`. */
export namespace schema {
  export function table(db: string, name: string): Json | null {
    if (!callText("schema", "", "table", '{"db":' + scan.quote(db) + ',"table":' + scan.quote(name) + "}")) return null;
    const answer = hostAnswerBytes();
    return Json.parse(changetype<usize>(answer), answer.byteLength);
  }
}

/** `secret`: a granted secret; `null` when it is not granted. */
export function secret(name: string): string | null {
  return callText("secret", name, "get", "") ? hostAnswer() : null;
}
