/** What a plugin may know of time. */
export interface Clocks {
  /** Milliseconds since 1970; may jump. */
  nowMs(): number;
  /** Nanoseconds since some moment; only goes forward. */
  monotonicNs(): bigint;
}

/** The clocks of the machine. */
export const systemClocks: Clocks = {
  nowMs: () => Date.now(),
  monotonicNs: () => process.hrtime.bigint(),
};

/** Clocks that show the same in each run: they begin at `startMs`, and each look at one moves both on by a microsecond. */
export function deterministicClocks(startMs: number): Clocks {
  let elapsedNs = 0n;
  const tick = (): bigint => (elapsedNs += 1000n);
  return {
    nowMs: () => startMs + Number(tick() / 1_000_000n),
    monotonicNs: tick,
  };
}
