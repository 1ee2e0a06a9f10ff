// The waPC functions of the host, and the few lines around them that every operation needs.

@external("wapc", "__guest_request")
declare function guestRequest(operation: usize, payload: usize): void;
@external("wapc", "__guest_response")
declare function guestResponse(pointer: usize, length: i32): void;
@external("wapc", "__host_call")
declare function hostCallRaw(
  binding: usize, bindingLength: i32, namespace: usize, namespaceLength: i32,
  operation: usize, operationLength: i32, payload: usize, payloadLength: i32,
): i32;
@external("wapc", "__host_response_len")
declare function hostResponseLength(): i32;
@external("wapc", "__host_response")
declare function hostResponse(pointer: usize): void;
@external("wapc", "__host_error_len")
declare function hostErrorLength(): i32;
@external("wapc", "__host_error")
declare function hostError(pointer: usize): void;

/** A buffer that is used again for every request: the hot path makes no garbage. */
let requestAt: usize = 0;
let requestCapacity: usize = 0;

/** Where the payload of the request begins; valid until the next one. */
export let payloadAt: usize = 0;
export let payloadEnd: usize = 0;

/** Fetches the request and returns its operation. */
export function takeRequest(operationLength: i32, payloadLength: i32): string {
  const needed = <usize>operationLength + <usize>payloadLength + 8;
  if (needed > requestCapacity) {
    requestCapacity = needed + (needed >> 1);
    if (requestAt != 0) heap.free(requestAt);
    requestAt = heap.alloc(requestCapacity);
  }
  // Behind the operation, at a multiple of 8: a batch is read where it lies.
  payloadAt = (requestAt + operationLength + 7) & ~7;
  payloadEnd = payloadAt + payloadLength;
  guestRequest(requestAt, payloadAt);
  return String.UTF8.decodeUnsafe(requestAt, operationLength);
}

/** Gives the answer of this call as text. */
export function respond(text: string): void {
  const bytes = String.UTF8.encode(text);
  guestResponse(changetype<usize>(bytes), bytes.byteLength);
}

/** Gives the answer of this call as bytes. */
export function respondBytes(at: usize, length: usize): void {
  guestResponse(at, <i32>length);
}

/** What went wrong in the last host call; empty when nothing did. */
export let lastHostError: string = "";

/** Calls the host; answers whether it succeeded, and if not says why in `lastHostError`. */
export function hostCall(binding: string, namespace: string, operation: string, payload: usize, length: i32): bool {
  const b = String.UTF8.encode(binding);
  const n = String.UTF8.encode(namespace);
  const o = String.UTF8.encode(operation);
  const ok = hostCallRaw(
    changetype<usize>(b), b.byteLength, changetype<usize>(n), n.byteLength,
    changetype<usize>(o), o.byteLength, payload, length,
  );
  if (ok == 1) {
    lastHostError = "";
    return true;
  }
  const bytes = new ArrayBuffer(hostErrorLength());
  hostError(changetype<usize>(bytes));
  lastHostError = String.UTF8.decode(bytes);
  if (lastHostError.length == 0) lastHostError = "host call failed";
  return false;
}

/** The answer of the last host call that succeeded. */
export function hostAnswerBytes(): ArrayBuffer {
  const bytes = new ArrayBuffer(hostResponseLength());
  hostResponse(changetype<usize>(bytes));
  return bytes;
}

/** The same, as text. */
export function hostAnswer(): string {
  return String.UTF8.decode(hostAnswerBytes());
}
