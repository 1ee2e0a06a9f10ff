import { type RegionError, type RegionErrorKind } from '../model/region';

/** What follows an error of a registration. Whatever it is, the range starts again at its own resolved ts. */
export type RegionReaction =
  /** Ask the same region again, after at least `delayMs`: at `storeId` when another store leads it now. */
  | { readonly kind: 'again'; readonly delayMs: number; readonly storeId?: number }
  /** Ask PD who has the range now. */
  | { readonly kind: 'resolve' }
  /** The change feed cannot go on. */
  | { readonly kind: 'fail'; readonly reason: string };

/** What the reaction depends on, of the region that failed. */
export interface FailedRegion {
  /** Stores that have a replica of it. */
  readonly storeIds: readonly number[];
}

/** The longest wait that a busy store may ask for. */
const MAX_BUSY_MS = 600_000;

/** Decides what follows an error. `regionNotFound` is also TiKV's word for everything that has no error of its own. */
export function decideReaction({ kind, error }: RegionError, { storeIds }: FailedRegion): RegionReaction {
  switch (kind) {
    case 'notLeader': {
      const storeId = numberAt(error, 'notLeader', 'leader', 'storeId');
      return storeId !== undefined && storeIds.includes(storeId)
        ? { kind: 'again', delayMs: 0, storeId }
        : { kind: 'resolve' };
    }
    case 'epochNotMatch':
    case 'regionNotFound':
      return { kind: 'resolve' };
    case 'serverIsBusy':
      return { kind: 'again', delayMs: Math.min(MAX_BUSY_MS, numberAt(error, 'serverIsBusy', 'backoffMs') ?? 0) };
    case 'duplicateRequest':
    case 'congested':
    case 'unknown':
      return { kind: 'again', delayMs: 0 };
    case 'compatibility':
      return {
        kind: 'fail',
        reason: `TiKV must be of version ${textAt(error, 'compatibility', 'requiredVersion')} or later`,
      };
    case 'clusterIdMismatch':
      return {
        kind: 'fail',
        reason: `the store belongs to cluster ${textAt(error, 'clusterIdMismatch', 'current')}, not to ${textAt(error, 'clusterIdMismatch', 'request')}`,
      };
  }
}

/** The counter of a kind of error. */
export function errorCounter(kind: RegionErrorKind): string {
  return `tivalve_source_${kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_errors_total`;
}

function at(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    json,
  );
}

function numberAt(json: unknown, ...path: readonly string[]): number | undefined {
  const value = Number(at(json, path));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function textAt(json: unknown, ...path: readonly string[]): string {
  const value = at(json, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown';
}
