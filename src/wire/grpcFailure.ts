import { status } from '@grpc/grpc-js';
import type { CodeOf } from '../errors/errorCodes';
import { WireError } from '../errors/TiValveError';

/** How a gRPC call ended, by name. */
export type GrpcStatus = keyof typeof status;

/** A gRPC status other than OK, as it came: the cause of the `WireError` that callers see. */
export class GrpcFailure extends Error {
  readonly status: GrpcStatus;
  readonly details: string;

  constructor(code: number, details: string, options?: ErrorOptions) {
    const name = statusName(code);
    super(details === '' ? name : `${name}: ${details}`, options);
    this.status = name;
    this.details = details;
  }
}

/** The name of a status code. grpc-js lets an undefined one through when a message cannot be unpacked. */
export function statusName(code: number | undefined): GrpcStatus {
  return (code === undefined ? undefined : (status[code] as GrpcStatus | undefined)) ?? 'UNKNOWN';
}

/** The gRPC failure behind an error; `undefined` when something else is. */
export function grpcFailureOf(error: unknown): GrpcFailure | undefined {
  if (error instanceof GrpcFailure) return error;
  return error instanceof Error && error.cause instanceof GrpcFailure ? error.cause : undefined;
}

/** The gRPC status behind an error, to branch on; `undefined` when there is none. */
export function grpcStatusOf(error: unknown): GrpcStatus | undefined {
  return grpcFailureOf(error)?.status;
}

/** What will end the same way however often it is asked. */
const REFUSALS: ReadonlySet<GrpcStatus> = new Set([
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'FAILED_PRECONDITION',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'UNAUTHENTICATED',
]);

/** How grpc-js words that it will not take a message: too large, as sent or unpacked, or not to be unpacked at all. */
const BAD_MESSAGE = /^(Received message|Received compressed message|Failed to decompress)/;

/** Wraps the end of a call, once, into what callers see. `where` names the address and the method. */
export function wireErrorOf(failure: GrpcFailure, where: string): WireError {
  return new WireError(codeOf(failure), `${where}: ${failure.message}`, { cause: failure });
}

function codeOf({ status: name, details }: GrpcFailure): CodeOf<'WIRE'> {
  if (name === 'DEADLINE_EXCEEDED') return 'TV_WIRE_TIMEOUT';
  if (REFUSALS.has(name)) return 'TV_WIRE_REFUSED';
  if (BAD_MESSAGE.test(details)) return 'TV_WIRE_MALFORMED';
  return 'TV_WIRE_UNREACHABLE';
}

/** The number of a status; that of UNKNOWN for a name that is none. */
export function statusCode(name: string | undefined): number {
  return (status as unknown as Readonly<Record<string, number | undefined>>)[name ?? ''] ?? status.UNKNOWN;
}
