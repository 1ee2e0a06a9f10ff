import { numberOf } from '../model/uint64';
import type { errorpb } from './generated/messages';
import { idOf, type PdPeer } from './pdMessages';

/** What to do about an `errorpb.Error` of a store. */
export type RegionErrorReaction =
  /** Ask this peer at once: it leads the region now. */
  | { readonly kind: 'leader'; readonly peer: PdPeer }
  /** Wait, at least so long, and look the region up anew. */
  | { readonly kind: 'reload'; readonly waitMs: number }
  /** The address belongs to another store now: look that up anew too. */
  | { readonly kind: 'store' }
  /** Asking again would not help. */
  | { readonly kind: 'refuse' };

/** Decides about a region error. Those that are not known are like most of those that are: they pass. */
export function regionErrorReaction(error: errorpb.Error.$Properties): RegionErrorReaction {
  const { notLeader, serverIsBusy } = error;
  if (notLeader?.leader && idOf(notLeader.leader.id) !== 0) {
    const { id, storeId } = notLeader.leader;
    return { kind: 'leader', peer: { id: idOf(id), storeId: idOf(storeId) } };
  }
  if (serverIsBusy) {
    const hintMs = serverIsBusy.backoffMs ? numberOf(serverIsBusy.backoffMs) : 0;
    return { kind: 'reload', waitMs: Number.isNaN(hintMs) ? 0 : hintMs };
  }
  if (error.storeNotMatch) return { kind: 'store' };
  if (error.FlashbackInProgress || error.FlashbackNotPrepared || error.raftEntryTooLarge) return { kind: 'refuse' };
  return { kind: 'reload', waitMs: 0 };
}

/** Names a region error for messages: the member that is set, and what the store says about it. */
export function describeRegionError(error: errorpb.Error.$Properties): string {
  const kind = Object.entries(error).find(([name, value]) => name !== 'message' && value instanceof Object)?.[0];
  return [kind, error.message].filter(Boolean).join(': ') || 'region error';
}
