import { type MonoTypeOperatorFunction, Observable } from 'rxjs';
import { batchOf, type Flow, resolvedAt } from '../model/flow';
import type { KvChange } from '../model/kv';
import { MemorySortStore, type SortStore } from '../model/sortStore';
import type { Ts } from '../model/ts';

export interface SortByCommitTsOptions {
  /** Opens where rows wait; called once a subscription, which also closes it. @defaultValue in memory */
  readonly store?: () => SortStore;
  /** The bytes that may leave now, each time that changes. Without it rows leave as soon as they are resolved. */
  readonly demand$?: Observable<number>;
  /** The most rows in one batch. @defaultValue `512` */
  readonly maxBatchRows?: number;
  /** Hears whether resolved rows wait for demand, so that a source can stop reading. */
  readonly onWaiting?: (waiting: boolean) => void;
}

/**
 * Puts changes in commit order: commitTs, startTs, deletes first, key. Nothing leaves above the last resolved ts, and a
 * change that came again after a new registration leaves once.
 *
 * ```text
 * source:  --[5 3]--[4]--r4-------r5--|
 *              sortByCommitTs()
 * output:  --------------[3 4]r4--[5]r5--|
 * ```
 *
 * A resolved ts leaves after the last row it covers. With `demand$`, rows leave only while there is demand, a batch at
 * a time; resolved ts that wait behind them become one. When the source completes, what is resolved still leaves, and
 * what never was resolved does not.
 *
 * Costs n log n comparisons of what one resolved ts releases. Holds, in its store, what is not resolved or not in
 * demand; it never fails for size.
 *
 * Errors only with what the source or the store fails with.
 *
 * @example
 * ```ts
 * merged$.pipe(sortByCommitTs({ demand$: demand.bytes$ }));
 * ```
 */
export function sortByCommitTs(options: SortByCommitTsOptions = {}): MonoTypeOperatorFunction<Flow<KvChange>> {
  const { store: openStore = () => new MemorySortStore(), demand$, maxBatchRows = 512 } = options;
  // Rows leave on demand and not when they come, which no operator of RxJS does without a queue of its own.
  return (source) =>
    new Observable<Flow<KvChange>>((subscriber) => {
      const store = openStore();
      let room = demand$ === undefined ? Number.POSITIVE_INFINITY : 0;
      let resolvedTs: Ts | undefined;
      let promisedTs: Ts | undefined;
      let completed = false;
      let releasing = false;

      const give = (changes: readonly KvChange[]): boolean => {
        if (changes.length > 0) {
          // The end of the pipeline lowers the room while it takes the batch.
          subscriber.next(batchOf(changes));
          return !subscriber.closed;
        }
        if (resolvedTs !== undefined && resolvedTs !== promisedTs) {
          promisedTs = resolvedTs;
          subscriber.next(resolvedAt(resolvedTs));
        }
        if (completed) subscriber.complete();
        return false;
      };

      const sayWhetherWaiting = (): void => options.onWaiting?.(room <= 0 && resolvedTs !== promisedTs);

      const release = (): void => {
        if (releasing) return;
        releasing = true;
        try {
          while (room > 0 && !subscriber.closed) {
            if (resolvedTs === undefined) {
              if (completed) subscriber.complete();
              break;
            }
            // A resolved ts may rise while a store reads; the promise made is that of the rows that were taken.
            const askedTs = resolvedTs;
            const changes = store.take(askedTs, maxBatchRows);
            if (!Array.isArray(changes)) {
              (changes as Promise<readonly KvChange[]>).then(
                (taken) => {
                  releasing = false;
                  if (subscriber.closed) return;
                  const risen = askedTs !== resolvedTs;
                  if (taken.length > 0 || !risen) give(taken);
                  if (taken.length > 0 || risen) release();
                  else sayWhetherWaiting();
                },
                (error: unknown) => subscriber.error(error),
              );
              return;
            }
            if (!give(changes) && askedTs === resolvedTs) break;
          }
        } catch (error) {
          subscriber.error(error);
        }
        releasing = false;
        sayWhetherWaiting();
      };

      subscriber.add(() => store.close());
      if (demand$ !== undefined) {
        subscriber.add(
          demand$.subscribe({
            next: (bytes) => {
              room = bytes;
              if (bytes > 0) release();
            },
            error: (error: unknown) => subscriber.error(error),
          }),
        );
      }
      subscriber.add(
        source.subscribe({
          next: (flow) => {
            if (flow.kind === 'batch') store.add(flow.items);
            else if (resolvedTs === undefined || flow.ts > resolvedTs) {
              resolvedTs = flow.ts;
              release();
            }
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            completed = true;
            release();
          },
        }),
      );
    });
}
