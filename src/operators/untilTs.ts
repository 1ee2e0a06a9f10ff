import { defer, type MonoTypeOperatorFunction, takeWhile, tap } from 'rxjs';
import { ConfigError } from '../errors/TiValveError';
import { expand } from '../model/expand';
import { type Committed, type Flow, nonEmptyBatch, resolvedAt } from '../model/flow';
import type { Ts } from '../model/ts';

/**
 * Ends a stream at a ts: everything at or below it passes, nothing above.
 *
 * ```text
 * source:  --[3 7]--r5--[6]--r8--[9]--
 *              untilTs(6n)
 * output:  --[3]----r5--[6]--(r6|)
 * ```
 *
 * Costs one comparison per item and holds nothing.
 *
 * Errors with `TV_CONFIG_TARGET_TS` when the source completes before it has resolved the ts.
 *
 * @example
 * ```ts
 * merged$.pipe(untilTs(targetTs));
 * ```
 */
export function untilTs<T extends Committed>(targetTs: Ts): MonoTypeOperatorFunction<Flow<T>> {
  return (source) =>
    defer(() => {
      let reachedTs: Ts = 0n;
      const cut = (flow: Flow<T>): readonly Flow<T>[] => {
        if (flow.kind === 'batch') {
          return flow.items.every((item) => item.commitTs <= targetTs)
            ? [flow]
            : nonEmptyBatch(flow.items.filter((item) => item.commitTs <= targetTs));
        }
        reachedTs = flow.ts;
        return [flow.ts < targetTs ? flow : resolvedAt(targetTs)];
      };
      return source.pipe(
        expand(cut),
        // Inclusive: the promise that reaches the target is the last thing to leave.
        takeWhile((flow) => flow.kind === 'batch' || flow.ts < targetTs, true),
        tap({
          complete: () => {
            if (reachedTs >= targetTs) return;
            throw new ConfigError(
              'TV_CONFIG_TARGET_TS',
              `${targetTs} is above ${reachedTs}, the last resolved ts, up to which everything was passed on`,
              {
                hint: `name a ts up to ${reachedTs}, or leave it out`,
              },
            );
          },
        }),
      );
    });
}
