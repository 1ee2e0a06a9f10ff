import type { RegionError, RegionErrorKind } from '../model/region';
import { cdcpb } from './generated/messages';

const JSON_MAPPING = { longs: String, enums: String, bytes: String } as const;
const KINDS: readonly RegionErrorKind[] = [
  'notLeader',
  'regionNotFound',
  'epochNotMatch',
  'duplicateRequest',
  'compatibility',
  'clusterIdMismatch',
  'serverIsBusy',
  'congested',
];

/** Decodes a `cdcpb.Error`. Errors are rare, so protobufjs does it. Throws what protobufjs throws on malformed bytes. */
export function decodeRegionError(bytes: Uint8Array): RegionError {
  return regionErrorOf(cdcpb.Error.toObject(cdcpb.Error.decode(bytes), JSON_MAPPING));
}

/** Encodes a `cdcpb.Error` given in protobuf's JSON mapping. */
export function encodeRegionError(error: RegionError): Uint8Array {
  return cdcpb.Error.encode(cdcpb.Error.fromObject(error.error)).finish();
}

/** Names the kind of a `cdcpb.Error` in protobuf's JSON mapping. Without a known member it is `unknown`. */
export function regionErrorOf(error: Readonly<Record<string, unknown>>): RegionError {
  const kind = KINDS.find((name) => error[name] !== undefined && error[name] !== null) ?? 'unknown';
  return { kind, error };
}
