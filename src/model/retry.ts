import { defer, type Observable, retry, type SchedulerLike, throwError, timer } from 'rxjs';

/** How often, and after how long, something is tried again. */
export interface RetryPolicy {
  /** Tries after the first one. */
  readonly maxRetries: number;
  /** Wait before the first retry, in milliseconds; doubled each time, half of it random. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

export interface RetryOptions extends RetryPolicy {
  readonly isRetryable: (error: unknown) => boolean;
  /** Hears of each failure that is tried again. */
  readonly onRetry?: (error: unknown, attempt: number, delayMs: number) => void;
  /** Gives numbers in [0, 1). @defaultValue `Math.random` */
  readonly random?: () => number;
  readonly scheduler?: SchedulerLike;
}

/** The wait before retry number `attempt` (from 1), in milliseconds: capped, with half of it random. */
export function retryDelayMs({ baseDelayMs, maxDelayMs }: RetryPolicy, attempt: number, random: () => number): number {
  const full = Math.min(maxDelayMs, baseDelayMs * 2 ** Math.min(attempt - 1, 30));
  return full / 2 + (full / 2) * random();
}

/** Runs `work`, and runs it again while it fails with something retryable and retries are left. */
export function retrying<T>(work: () => Promise<T>, options: RetryOptions): Observable<T> {
  const { maxRetries, isRetryable, onRetry, random = Math.random, scheduler } = options;
  return defer(work).pipe(
    retry({
      count: maxRetries,
      delay: (error: unknown, attempt) => {
        if (!isRetryable(error)) return throwError(() => error);
        const delayMs = retryDelayMs(options, attempt, random);
        onRetry?.(error, attempt, delayMs);
        return scheduler === undefined ? timer(delayMs) : timer(delayMs, scheduler);
      },
    }),
  );
}
