import fc from 'fast-check';
import { TestScheduler } from 'rxjs/testing';
import { retryDelayMs, retrying } from '../../src/model/retry';

const POLICY = { maxRetries: 3, baseDelayMs: 100, maxDelayMs: 350 };

/** Lets every promise that can settle do so. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('retryDelayMs', () => {
  it('doubles up to its cap, half of it by chance', () => {
    const delays = (chance: number): number[] =>
      [1, 2, 3, 4].map((attempt) => retryDelayMs(POLICY, attempt, () => chance));
    expect(delays(0)).toEqual([50, 100, 175, 175]);
    expect(delays(0.5)).toEqual([75, 150, 262.5, 262.5]);
  });

  it('stays within its cap for any attempt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, chance) => {
          const delay = retryDelayMs(POLICY, attempt, () => chance);
          expect(delay).toBeGreaterThanOrEqual(POLICY.baseDelayMs / 2);
          expect(delay).toBeLessThan(POLICY.maxDelayMs);
        },
      ),
    );
  });
});

describe('retrying', () => {
  /** Runs work that fails `failures` times, moving a clock of its own on as far as it is asked to. */
  const attempt = async (failures: number, isRetryable: (error: unknown) => boolean = () => true) => {
    const scheduler = new TestScheduler(() => undefined);
    const log: string[] = [];
    let runs = 0;
    const work = async (): Promise<string> => {
      runs += 1;
      log.push(`run at ${scheduler.now()}`);
      if (runs <= failures) throw new Error(`failure ${runs}`);
      return 'done';
    };
    const onRetry = (error: unknown, number: number, delayMs: number): void => {
      log.push(`${String(error)}, retry ${number} in ${delayMs}`);
    };
    retrying(work, { ...POLICY, isRetryable, onRetry, random: () => 0, scheduler }).subscribe({
      next: (value) => log.push(value),
      error: (error: unknown) => log.push(`gave up: ${String(error)}`),
    });
    for (let turn = 0; turn < 6; turn += 1) {
      await settled();
      scheduler.flush();
    }
    return log;
  };

  it('runs once when that works', async () => {
    expect(await attempt(0)).toEqual(['run at 0', 'done']);
  });

  it('runs again, later each time, until it works', async () => {
    expect(await attempt(2)).toEqual([
      'run at 0',
      'Error: failure 1, retry 1 in 50',
      'run at 50',
      'Error: failure 2, retry 2 in 100',
      'run at 150',
      'done',
    ]);
  });

  it('gives up with the last failure when its retries are used up', async () => {
    const log = await attempt(9);
    expect(log.filter((line) => line.startsWith('run'))).toHaveLength(4);
    expect(log.at(-1)).toBe('gave up: Error: failure 4');
  });

  it('gives up at once at what is not retryable', async () => {
    expect(await attempt(9, () => false)).toEqual(['run at 0', 'gave up: Error: failure 1']);
  });
});
