import { WireError } from '../errors/TiValveError';
import { bigintOf } from '../model/uint64';
import { pdpb } from './generated/messages';
import { grpcFailureOf } from './grpcFailure';

/**
 * The error in the header of an answer, which gRPC calls OK; `undefined` when there is none. What passes by itself is
 * `TV_WIRE_UNREACHABLE`: a cluster that is coming up, an election, a follower that is behind.
 */
export function pdError(
  header: pdpb.ResponseHeader.$Properties | null | undefined,
  clusterId: bigint,
  where: string,
): WireError | undefined {
  const actual = header?.clusterId ? bigintOf(header.clusterId) : 0n;
  if (actual !== 0n && actual !== clusterId) return clusterIdError(where, clusterId, String(actual));
  const { type = pdpb.ErrorType.OK, message } = header?.error ?? {};
  if (type === null || type === pdpb.ErrorType.OK) return undefined;
  const detail = `${where}: ${pdpb.ErrorType[type] ?? type}: ${message ?? ''}`;
  const passes =
    type === pdpb.ErrorType.NOT_BOOTSTRAPPED || type === pdpb.ErrorType.REGION_NOT_FOUND || isNotLeader(message);
  return new WireError(passes ? 'TV_WIRE_UNREACHABLE' : 'TV_WIRE_REFUSED', detail);
}

/** A failed call as callers see it: PD says by text alone that it belongs to another cluster. */
export function pdFailure(error: WireError, where: string, clusterId: bigint): WireError {
  const failure = grpcFailureOf(error);
  if (failure?.status !== 'FAILED_PRECONDITION' || !/mismatch cluster id/i.test(failure.details)) return error;
  return clusterIdError(where, clusterId, failure.details, error);
}

function clusterIdError(where: string, clusterId: bigint, actual: string, cause?: unknown): WireError {
  return new WireError('TV_WIRE_CLUSTER_ID', `${where}: this is cluster ${clusterId}, it says ${actual}`, { cause });
}

function isNotLeader(message: string | null | undefined): boolean {
  return /not leader/i.test(message ?? '');
}
