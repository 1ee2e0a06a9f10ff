import type { Ts } from '../model/ts';
import type { MvccStore } from './MvccStore';

/** What the transaction commands work on. */
export interface TxnStore {
  readonly mvcc: MvccStore;
  /** The largest ts anybody read at or was promised; a commitTs the stores compute lies above it. */
  readonly maxTs: MaxTs;
}

/** A ts that only grows. */
export class MaxTs {
  private ts: Ts = 0n;

  get value(): Ts {
    return this.ts;
  }

  raise(ts: Ts): void {
    if (ts > this.ts) this.ts = ts;
  }
}
