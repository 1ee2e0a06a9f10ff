import { VirtualAction, VirtualTimeScheduler } from 'rxjs';

/** Lets everything that waits for a promise, or for the next turn of the event loop, go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Time that passes only when it is told to, for code that mixes timers and promises. */
export class ManualClock extends VirtualTimeScheduler {
  constructor() {
    super(VirtualAction, Number.POSITIVE_INFINITY);
  }

  /** Lets `ms` milliseconds pass; what a timer sets off settles before the next one. */
  async advance(ms: number): Promise<void> {
    const target = this.frame + ms;
    await settled();
    for (;;) {
      const next = Math.min(...this.actions.filter(({ closed }) => !closed).map(({ delay }) => delay ?? target));
      if (next > target) break;
      this.maxFrames = next;
      this.flush();
      await settled();
    }
    this.frame = target;
  }
}
