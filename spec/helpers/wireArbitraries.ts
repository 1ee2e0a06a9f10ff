import fc from 'fast-check';
import { type EntryOp, type EntryType, NO_BYTES, type RawEntry } from '../../src/model/kv';
import type { ChangeDataEvent, RegionEvent } from '../../src/model/region';
import { MAX_TS } from '../../src/model/ts';

/** Timestamps of every length, zero and the largest among them. */
export const anyTs: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(0n, 1n, 127n, 128n, 0xffff_ffffn, 0x1_0000_0000n, 449_000_000_000_000_000n, MAX_TS),
  fc.bigInt({ min: 0n, max: MAX_TS }),
);

/** Ids as PD gives them out, and the largest that a number holds. */
export const anyId: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, 127, 128, 0xffff_ffff, 0x1_0000_0000),
  fc.maxSafeNat(),
);

/** Bytes; none is always the same object, as readers have it. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => (bytes.length === 0 ? NO_BYTES : bytes));

export const anyEntry: fc.Arbitrary<RawEntry> = fc.record({
  type: fc.constantFrom<EntryType>('UNKNOWN', 'PREWRITE', 'COMMIT', 'ROLLBACK', 'COMMITTED', 'INITIALIZED'),
  op: fc.constantFrom<EntryOp>('UNKNOWN', 'PUT', 'DELETE'),
  startTs: anyTs,
  commitTs: anyTs,
  key: anyBytes,
  value: anyBytes,
  oldValue: anyBytes,
  generation: anyId,
});

/** Every member of `cdcpb.Error`, as protobuf's JSON mapping writes what is set. */
export const anyRegionError: fc.Arbitrary<NonNullable<RegionEvent['error']>> = fc.constantFrom(
  { kind: 'notLeader' as const, error: { notLeader: { regionId: '7', leader: { id: '8', storeId: '9' } } } },
  { kind: 'regionNotFound' as const, error: { regionNotFound: { regionId: '7' } } },
  {
    kind: 'epochNotMatch' as const,
    error: {
      epochNotMatch: {
        currentRegions: [{ id: '7', startKey: 'YQ==', endKey: 'Yg==', regionEpoch: { confVer: '1', version: '2' } }],
      },
    },
  },
  { kind: 'duplicateRequest' as const, error: { duplicateRequest: { regionId: '7' } } },
  { kind: 'compatibility' as const, error: { compatibility: { requiredVersion: '8.0.0' } } },
  { kind: 'clusterIdMismatch' as const, error: { clusterIdMismatch: { current: '7', request: '8' } } },
  { kind: 'serverIsBusy' as const, error: { serverIsBusy: { reason: 'busy', backoffMs: '100' } } },
  { kind: 'congested' as const, error: { congested: { regionId: '7' } } },
  { kind: 'unknown' as const, error: {} },
);

const identity = { regionId: anyId, requestId: anyId, index: anyId };

export const anyRegionEvent: fc.Arbitrary<RegionEvent> = fc.oneof(
  fc.record({ ...identity, entries: fc.array(anyEntry, { maxLength: 5 }) }),
  fc.record({ ...identity, resolvedTs: anyTs }),
  fc.record({ ...identity, error: anyRegionError }),
  fc.record(identity),
);

export const anyChangeDataEvent: fc.Arbitrary<ChangeDataEvent> = fc.record(
  {
    events: fc.array(anyRegionEvent, { maxLength: 5 }),
    resolvedTs: fc.record({ ts: anyTs, regions: fc.array(anyId, { maxLength: 8 }), requestId: anyId }),
  },
  { requiredKeys: ['events'] },
);
