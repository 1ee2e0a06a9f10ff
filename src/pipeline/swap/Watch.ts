import { PluginError, SinkError } from '../../errors/TiValveError';

/** A trial that has shown nothing: the version that was tried does not go to work. */
export function untried(): PluginError {
  return new PluginError('TV_PLUGIN_SWAP_UNTRIED', 'no row came for the new version to be tried with', {
    hint: 'allow for more time (forMs, --for-seconds), choose other tables, or use the strategy fence',
  });
}

/** What a version has to get through before it is trusted. */
export interface WatchLimits {
  /** Calls, or rows, that must go well. */
  readonly count: number;
  /** Failed calls that are let pass. */
  readonly maxFailures: number;
}

/**
 * Watches a version that has not proven itself. A call of it that fails, when no more failures are let pass, is held back
 * until somebody has put the version before in its place.
 */
export class Watch {
  /** Settles once enough went well; rejects with the failure that was one too many. */
  readonly outcome: Promise<void>;
  /** Rejects with the failure that was one too many, also when enough went well before. */
  readonly failure: Promise<never>;
  private limits: WatchLimits | undefined;
  private count = 0;
  private readonly failures: unknown[] = [];
  private passed!: () => void;
  private refuse!: (error: unknown) => void;
  private fail!: (error: unknown) => void;
  private readonly released: Promise<void>;
  private letGo!: () => void;
  private end!: (error: unknown) => void;

  /** @param limits - may be given later; until then nothing is decided */
  constructor(limits?: WatchLimits) {
    this.outcome = new Promise((resolve, reject) => {
      this.passed = resolve;
      this.refuse = reject;
    });
    this.failure = new Promise((_resolve, reject) => {
      this.fail = reject;
    });
    this.released = new Promise((resolve, reject) => {
      this.letGo = resolve;
      this.end = reject;
    });
    // Whoever watches hears of it; nobody may be watching yet, or any more.
    this.outcome.catch(() => undefined);
    this.failure.catch(() => undefined);
    this.released.catch(() => undefined);
    if (limits !== undefined) this.limit(limits);
  }

  limit(limits: WatchLimits): void {
    this.limits = limits;
    this.decide();
  }

  /** Whether nothing has gone well yet, nor failed. */
  get isUntried(): boolean {
    return this.count === 0 && this.failures.length === 0;
  }

  wentWell(count: number): void {
    this.count += count;
    this.decide();
  }

  /** Settles when the call may be made again; rejects with the error when that is not to be. */
  async failed(error: unknown): Promise<void> {
    // The disk, not the version: it is tried again as it would be without a watch.
    if (error instanceof SinkError && error.code === 'TV_SINK_IO') throw error;
    this.failures.push(error);
    this.decide();
    if (this.limits === undefined || this.failures.length > this.limits.maxFailures) await this.released;
  }

  /** Lets a call that is held back be made again. */
  release(): void {
    this.letGo();
  }

  /** Ends a call that is held back with an error: the run ends. */
  close(error: unknown): void {
    this.end(this.failures.at(-1) ?? error);
  }

  private decide(): void {
    const { limits } = this;
    if (limits === undefined) return;
    if (this.failures.length > limits.maxFailures) {
      const error = this.failures.at(-1);
      this.refuse(error);
      this.fail(error);
    } else if (this.count >= limits.count) this.passed();
  }
}
