import { decideReaction } from '../../src/sources/regionReaction';

const region = { storeIds: [1, 2] };
const busy = (backoffMs: unknown) =>
  decideReaction({ kind: 'serverIsBusy', error: { serverIsBusy: { reason: 'scans', backoffMs } } }, region);

describe('decideReaction', () => {
  it('waits as long as a busy store asks for, ten minutes at most', () => {
    expect(busy('1500')).toEqual({ kind: 'again', delayMs: 1500 });
    expect(busy('86400000')).toEqual({ kind: 'again', delayMs: 600_000 });
  });

  it.each(['-5', '0', 'soon', undefined, '1e400'])('takes a wait of %s for none', (backoffMs) => {
    expect(busy(backoffMs)).toEqual({ kind: 'again', delayMs: 0 });
  });

  it.each([
    { storeId: '2', reaction: { kind: 'again', delayMs: 0, storeId: 2 } },
    { storeId: '0', reaction: { kind: 'resolve' } },
    { storeId: '3', reaction: { kind: 'resolve' } },
  ])('follows a leader at store $storeId when a replica is there', ({ storeId, reaction }) => {
    const error = { notLeader: { regionId: '7', leader: { id: '71', storeId } } };
    expect(decideReaction({ kind: 'notLeader', error }, region)).toEqual(reaction);
  });
});
