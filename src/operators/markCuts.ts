import { asyncScheduler, concat, defer, type MonoTypeOperatorFunction, type SchedulerLike, tap } from 'rxjs';
import { type Flow, resolvedAt } from '../model/flow';
import type { Ts } from '../model/ts';

export interface MarkCutsOptions {
  /** Hears of a cut before its promise goes on. */
  readonly onCut: (ts: Ts) => void;
  /** The least time between two cuts, in milliseconds. @defaultValue `1000` */
  readonly intervalMs?: number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Chooses promises at which the stages behind it come to the same place, so that what each of them holds can be kept
 * together with the checkpoint.
 *
 * ```text
 * source:  --[3]--r5--[6]--r8--r9------[10]--r12--|
 *              markCuts({ onCut, intervalMs })
 * cuts:    -------5----------------------------12-|
 * output:  --[3]--r5--[6]--r8--r9------[10]--r12--|
 * ```
 *
 * A cut is a promise that comes `intervalMs` after the cut before, or the last one of the source when nothing followed it;
 * that one is then promised again. Everything passes as it is.
 *
 * Costs a look at the clock per promise, and holds nothing.
 *
 * Errors only with what the source fails with.
 *
 * @example
 * ```ts
 * rows$.pipe(markCuts({ onCut: (ts) => cuts.add(ts) }), transformRows(transform, { cuts }));
 * ```
 */
export function markCuts<T>(options: MarkCutsOptions): MonoTypeOperatorFunction<Flow<T>> {
  const { onCut, intervalMs = 1000, scheduler = asyncScheduler } = options;
  return (source) =>
    defer(() => {
      let cutMs = scheduler.now();
      /** The last promise, while it is no cut and nothing came after it. */
      let promisedTs: Ts | undefined;
      const mark = (ts: Ts): void => {
        promisedTs = undefined;
        cutMs = scheduler.now();
        onCut(ts);
      };
      return concat(
        source.pipe(
          tap((flow) => {
            if (flow.kind === 'batch') promisedTs = undefined;
            else if (scheduler.now() - cutMs >= intervalMs) mark(flow.ts);
            else promisedTs = flow.ts;
          }),
        ),
        defer(() => {
          if (promisedTs === undefined) return [];
          const ts = promisedTs;
          mark(ts);
          return [resolvedAt(ts)];
        }),
      );
    });
}
