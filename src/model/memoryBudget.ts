/**
 * Counts the bytes that operators hold. Everything held is charged here, so that one number says how much is kept and
 * one place can decide what to do about it.
 */
export class MemoryBudget {
  /** Bytes that may be held before sources should wait. */
  readonly limitBytes: number;
  private used = 0;
  private most = 0;

  constructor(limitBytes = 256 * 1024 * 1024) {
    this.limitBytes = limitBytes;
  }

  /** Bytes held now. */
  get usedBytes(): number {
    return this.used;
  }

  /** The most that was ever held. */
  get peakBytes(): number {
    return this.most;
  }

  charge(bytes: number): void {
    this.used += bytes;
    if (this.used > this.most) this.most = this.used;
  }

  release(bytes: number): void {
    this.used -= bytes;
  }
}

/** Keeps a budget's account of one holder that tells how much it holds. */
export function chargedTo(budget: MemoryBudget): (heldBytes: number) => void {
  let charged = 0;
  return (heldBytes) => {
    budget.charge(heldBytes - charged);
    charged = heldBytes;
  };
}
