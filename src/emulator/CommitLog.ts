import { compareBytes } from '../model/bytes';
import type { Ts } from '../model/ts';

/** A change as upstream committed it: what a replica must come to. */
export interface CommittedChange {
  readonly key: Uint8Array;
  /** `null` for a deletion. */
  readonly value: Uint8Array | null;
  readonly startTs: Ts;
  readonly commitTs: Ts;
}

/** Everything that was ever committed, for oracles. It grows without bound; `keepLog: false` leaves it empty. */
export class CommitLog {
  private readonly changes: CommittedChange[] = [];

  add(change: CommittedChange): void {
    this.changes.push(change);
  }

  /** Changes with `commitTs > ts` by commitTs, then startTs, then key. */
  since(ts: Ts): CommittedChange[] {
    return this.changes.filter(({ commitTs }) => commitTs > ts).sort(compareChanges);
  }
}

function compareChanges(a: CommittedChange, b: CommittedChange): number {
  if (a.commitTs !== b.commitTs) return a.commitTs < b.commitTs ? -1 : 1;
  if (a.startTs !== b.startTs) return a.startTs < b.startTs ? -1 : 1;
  return compareBytes(a.key, b.key);
}
