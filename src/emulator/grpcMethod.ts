import type { MethodDefinition } from '@grpc/grpc-js';

interface Decodes<T> {
  decode(bytes: Uint8Array): T;
}

interface Encodes<T> {
  encode(message: T): { finish(): Uint8Array };
}

/** Describes a method to gRPC: a unary one, or one that streams both ways. */
export function grpcMethod<Request, Response>(
  path: string,
  request: Decodes<Request>,
  response: Encodes<Response>,
  isStream = false,
): MethodDefinition<Request, Response> {
  return {
    path,
    requestStream: isStream,
    responseStream: isStream,
    requestSerialize: () => {
      throw new TypeError('the emulator sends no requests');
    },
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => Buffer.from(response.encode(message).finish()),
    responseDeserialize: () => {
      throw new TypeError('the emulator receives no responses');
    },
  };
}

/** For responses that are encoded already. */
export const ENCODED: Encodes<Buffer> = { encode: (bytes) => ({ finish: () => bytes }) };
/** For requests nobody looks at. */
export const IGNORED: Decodes<Uint8Array> = { decode: (bytes) => bytes };
