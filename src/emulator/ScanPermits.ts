import { Fifo } from './Fifo';

/** Lets a limited number of scans run at a time; the others wait in order. */
export class ScanPermits {
  private free: number;
  private running = 0;
  private readonly waiting = new Fifo<(release: () => void) => void>();

  constructor(limit: number) {
    this.free = limit;
  }

  /** Scans that run or wait. */
  get pending(): number {
    return this.running + this.waiting.length;
  }

  /** Calls `run` once it may; what it gets has to be called when the scan is over. */
  acquire(run: (release: () => void) => void): void {
    this.waiting.push(run);
    this.next();
  }

  private next(): void {
    if (this.free === 0) return;
    const run = this.waiting.shift();
    if (run === undefined) return;
    this.free -= 1;
    this.running += 1;
    let isReleased = false;
    run(() => {
      if (isReleased) return;
      isReleased = true;
      this.free += 1;
      this.running -= 1;
      this.next();
    });
  }
}
