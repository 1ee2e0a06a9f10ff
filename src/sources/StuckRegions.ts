/** How many are seen to at a time. */
const MAX_TASKS = 4;

/**
 * Sees to stuck regions a few at a time, in the order they came. One that waits already is not queued again, so that
 * the queue is never longer than there are regions.
 */
export class StuckRegions<T> {
  private readonly seeTo: (region: T) => Promise<void>;
  private readonly waiting = new Set<T>();
  private tasks = 0;
  private closed = false;

  /** @param seeTo - tells of its failures itself */
  constructor(seeTo: (region: T) => Promise<void>) {
    this.seeTo = seeTo;
  }

  add(region: T): void {
    this.waiting.add(region);
    this.next();
  }

  close(): void {
    this.closed = true;
    this.waiting.clear();
  }

  private next(): void {
    while (!this.closed && this.tasks < MAX_TASKS) {
      const [region] = this.waiting;
      if (region === undefined) return;
      this.waiting.delete(region);
      this.tasks += 1;
      this.seeTo(region)
        // It has told of its failure itself.
        .catch(() => undefined)
        .finally(() => {
          this.tasks -= 1;
          this.next();
        });
    }
  }
}
