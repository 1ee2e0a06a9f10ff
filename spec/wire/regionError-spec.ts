import fc from 'fast-check';
import { decodeRegionError, encodeRegionError, regionErrorOf } from '../../src/wire/regionError';
import { anyRegionError } from '../helpers/wireArbitraries';

describe('regionError', () => {
  it('reads what it writes, and names its kind', () => {
    fc.assert(
      fc.property(anyRegionError, (error) => {
        expect(decodeRegionError(encodeRegionError(error))).toEqual(error);
      }),
    );
  });

  it('takes a message without a known member for unknown', () => {
    expect(regionErrorOf({ somethingNew: {} })).toEqual({ kind: 'unknown', error: { somethingNew: {} } });
    expect(regionErrorOf({ notLeader: null, congested: {} }).kind).toBe('congested');
    // Field 15 of a later server.
    expect(decodeRegionError(Uint8Array.of(0x7a, 0x00)).kind).toBe('unknown');
  });

  it('throws what protobufjs throws on malformed bytes', () => {
    expect(() => decodeRegionError(Uint8Array.of(0x0a, 0x7f))).toThrow(RangeError);
  });
});
