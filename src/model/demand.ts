import { BehaviorSubject, type Observable } from 'rxjs';

/**
 * What may still leave the sorter, in bytes. The end of the pipeline takes when a batch arrives and gives back when the
 * sink has taken it; an operator that has to wait stops the demand until it goes on. A batch leaves whenever there is
 * any room, so one that is larger than the limit is not stuck.
 */
export class Demand {
  private readonly limitBytes: number;
  private takenBytes = 0;
  private readonly stoppedBy = new Set<object>();
  private readonly level$: BehaviorSubject<number>;

  constructor(limitBytes = 512 * 1024) {
    this.limitBytes = limitBytes;
    this.level$ = new BehaviorSubject(limitBytes);
  }

  /** Bytes that may leave now: the present level at once, then each change. */
  get bytes$(): Observable<number> {
    return this.level$;
  }

  take(bytes: number): void {
    this.takenBytes += bytes;
    this.changed();
  }

  give(bytes: number): void {
    this.takenBytes -= bytes;
    this.changed();
  }

  /** Nothing may leave until `who` calls {@link go}. Idempotent. */
  stop(who: object): void {
    if (this.stoppedBy.has(who)) return;
    this.stoppedBy.add(who);
    this.changed();
  }

  go(who: object): void {
    if (this.stoppedBy.delete(who)) this.changed();
  }

  private changed(): void {
    const level = this.stoppedBy.size > 0 ? 0 : Math.max(0, this.limitBytes - this.takenBytes);
    if (level !== this.level$.value) this.level$.next(level);
  }
}
