import { defer, EMPTY, type Observable, Subject, throwError } from 'rxjs';
import type { ChangeEvent } from '../model/event';
import { ALL_OK, type Sink } from '../model/sink';

/**
 * Shows a sink's events to those who watch the run, once the sink has taken them: `events$` as they come, iterators at
 * their own pace, which the run then keeps.
 */
export class EventConsumers {
  /** Events as they are taken; after the end, the end. */
  readonly events$: Observable<ChangeEvent> = defer(() => {
    if (this.outcome === undefined) return this.live$;
    const { error } = this.outcome;
    return error === undefined ? EMPTY : throwError(() => error);
  });
  private readonly live$ = new Subject<ChangeEvent>();
  private readonly iterators = new Set<EventIterator>();
  private outcome: { readonly error?: unknown } | undefined;
  private pacing = true;

  /** `sink` with its consumers: a batch is taken when every iterator has gone past it. */
  watch(sink: Sink | undefined): Sink {
    const isWatched = (): boolean => this.iterators.size > 0 || this.live$.observed;
    return {
      get order() {
        return sink === undefined || isWatched() ? 'total' : (sink.order ?? 'table');
      },
      get identity() {
        return sink?.identity;
      },
      addTable: async (table) => sink?.addTable?.(table),
      emitRowChangedEvents: async (batch) => {
        const answer = sink === undefined ? ALL_OK : await sink.emitRowChangedEvents(batch);
        if (isWatched()) {
          // A row that is sent again is shown when it is taken.
          const again = new Set(answer.verdicts.filter(({ verdict }) => verdict === 'retry').map(({ row }) => row));
          await this.show(again.size === 0 ? batch.rows : batch.rows.filter((_row, i) => !again.has(i)));
        }
        return answer;
      },
      emitDdlEvent: async (ddl) => {
        await sink?.emitDdlEvent?.(ddl);
        await this.show([ddl]);
      },
      flushRowChangedEvents: async (tableId, ts) =>
        sink?.flushRowChangedEvents === undefined ? ts : sink.flushRowChangedEvents(tableId, ts),
      emitCheckpointTs: async (ts, tables) => sink?.emitCheckpointTs?.(ts, tables),
      removeTable: async (tableId) => sink?.removeTable?.(tableId),
      close: async () => sink?.close?.(),
    };
  }

  /** A new iterator over what comes from now on. */
  iterate(): AsyncIterableIterator<ChangeEvent> {
    const iterator = new EventIterator(() => this.iterators.delete(iterator));
    if (this.outcome === undefined) this.iterators.add(iterator);
    else iterator.end(this.outcome.error);
    if (!this.pacing) iterator.letGo();
    return iterator;
  }

  /** Iterators no longer set the pace: who stops a run from inside its loop must not wait for himself. */
  letGo(): void {
    this.pacing = false;
    for (const iterator of this.iterators) iterator.letGo();
  }

  /** Ends `events$` and the iterators, with `error` when the run failed; answers whether anybody heard of it. */
  end(error?: unknown): boolean {
    const heard = this.iterators.size > 0 || this.live$.observed;
    this.outcome = error === undefined ? {} : { error };
    for (const iterator of this.iterators) iterator.end(error);
    if (error === undefined) this.live$.complete();
    else this.live$.error(error);
    return heard;
  }

  private async show(events: readonly ChangeEvent[]): Promise<void> {
    for (const event of events) this.live$.next(event);
    if (this.iterators.size > 0) await Promise.all([...this.iterators].map((iterator) => iterator.give(events)));
  }
}

interface Waiting {
  readonly resolve: (result: IteratorResult<ChangeEvent>) => void;
  readonly reject: (error: unknown) => void;
}

class EventIterator implements AsyncIterableIterator<ChangeEvent> {
  private readonly onReturn: () => void;
  private queue: ChangeEvent[] = [];
  private at = 0;
  private waiting: Waiting[] = [];
  private emptied: (() => void) | undefined;
  private pacing = true;
  private ended = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(onReturn: () => void) {
    this.onReturn = onReturn;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Resolves when the consumer has asked for what comes after the last of `events`. */
  give(events: readonly ChangeEvent[]): Promise<void> {
    if (this.ended || events.length === 0) return Promise.resolve();
    this.queue = [...this.queue.slice(this.at), ...events];
    this.at = 0;
    const emptied = new Promise<void>((resolve) => {
      this.emptied = resolve;
    });
    if (!this.pacing) this.nobodyWaits();
    this.serve();
    return emptied;
  }

  letGo(): void {
    this.pacing = false;
    this.nobodyWaits();
  }

  end(error: unknown): void {
    this.ended = true;
    if (error !== undefined) this.failure = { error };
    this.serve();
  }

  next(): Promise<IteratorResult<ChangeEvent>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.serve();
    });
  }

  return(): Promise<IteratorResult<ChangeEvent>> {
    this.ended = true;
    this.queue = [];
    this.at = 0;
    this.failure = undefined;
    this.onReturn();
    this.nobodyWaits();
    this.serve();
    return Promise.resolve({ value: undefined, done: true });
  }

  /** Answers those who wait, in order, as far as there is something to answer. */
  private serve(): void {
    for (let asked = this.waiting[0]; asked !== undefined; asked = this.waiting[0]) {
      const event = this.queue[this.at];
      if (event !== undefined) {
        this.at += 1;
        asked.resolve({ value: event, done: false });
      } else {
        this.nobodyWaits();
        if (this.failure !== undefined) {
          const { error } = this.failure;
          this.failure = undefined;
          asked.reject(error);
        } else if (this.ended) asked.resolve({ value: undefined, done: true });
        else return;
      }
      this.waiting.shift();
    }
  }

  private nobodyWaits(): void {
    this.emptied?.();
    this.emptied = undefined;
  }
}
