import type { SchedulerLike, Subscription } from 'rxjs';

/** Work that waits for its time, and can be called off all together. */
export class Timers {
  private readonly scheduler: SchedulerLike;
  private readonly waiting = new Set<Subscription>();
  private closed = false;

  constructor(scheduler: SchedulerLike) {
    this.scheduler = scheduler;
  }

  /** Does `work` after `delayMs`; not at all once closed. */
  after(delayMs: number, work: () => void): void {
    if (this.closed) return;
    const timer = this.scheduler.schedule(() => {
      this.waiting.delete(timer);
      work();
    }, delayMs);
    this.waiting.add(timer);
  }

  close(): void {
    this.closed = true;
    for (const timer of this.waiting) timer.unsubscribe();
    this.waiting.clear();
  }
}
