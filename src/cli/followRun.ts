import type { RunningPipeline, RunSummary } from '../pipeline/runningPipeline';
import { EXIT, formatCount, ProgressLine } from './output';

/** How a command ends a run that it started. */
export interface FollowOptions {
  /** What is running, for the progress line: `replay of F`. */
  readonly title: string;
  /** The summary as JSON on standard error. */
  readonly json: boolean;
  /** Rows so far. */
  readonly rowCount: () => number;
}

const ALIVE_MS = 60_000;
/** How long a run may take to flush after the first signal. */
const STOP_LIMIT_MS = 15_000;

/**
 * Waits for a run's end with a progress line, and prints its summary. The first Ctrl-C or SIGTERM flushes, keeps the
 * checkpoint and ends well; a second one exits at once.
 */
export async function followRun(running: RunningPipeline, options: FollowOptions): Promise<RunSummary> {
  const startedMs = performance.now();
  let checkpointTs = 0n;
  const subscription = running.checkpointTs$.subscribe({
    next: (ts) => {
      checkpointTs = ts;
    },
    // It is that of `done` as well, which is awaited below.
    error: () => undefined,
  });
  // A run that waits for something that never comes keeps the process, so that it does not look as if it were done.
  const alive = setInterval(() => undefined, ALIVE_MS);
  const progress = new ProgressLine(() => {
    const seconds = (performance.now() - startedMs) / 1000;
    return `${options.title}: ${formatCount(options.rowCount())} rows, checkpointTs ${checkpointTs}, ${seconds.toFixed(1)} s`;
  });
  let interrupted = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (interrupted) process.exit(signal === 'SIGINT' ? 130 : 143);
    interrupted = true;
    process.stderr.write('\ntivalve: flushing; once more to exit at once\n');
    setTimeout(() => {
      process.stderr.write(`tivalve: not flushed after ${STOP_LIMIT_MS / 1000} s; what was acknowledged stays\n`);
      process.exit(EXIT.timedOut);
    }, STOP_LIMIT_MS).unref();
    // Its failure is that of `done`, which is awaited below.
    running.stop().catch(() => undefined);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    const summary = await running.done;
    progress.end();
    const elapsedMs = performance.now() - startedMs;
    printSummary(summary, elapsedMs, options);
    return summary;
  } finally {
    progress.end();
    clearInterval(alive);
    subscription.unsubscribe();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

function printSummary(
  { checkpointTs, reason, rows, ddls }: RunSummary,
  elapsedMs: number,
  { json }: FollowOptions,
): void {
  if (json) {
    process.stderr.write(
      `${JSON.stringify({ checkpointTs: checkpointTs.toString(), reason, rows, ddls, elapsedMs: Math.round(elapsedMs) })}\n`,
    );
    return;
  }
  const rate = elapsedMs > 0 ? Math.round((rows * 1000) / elapsedMs) : 0;
  process.stderr.write(
    `tivalve: ${reason}; ${formatCount(rows)} rows and ${formatCount(ddls)} DDLs in ${(elapsedMs / 1000).toFixed(2)} s (${formatCount(rate)} rows/s); checkpointTs ${checkpointTs}\n`,
  );
}
