import { Subject } from 'rxjs';
import type { ChangeEvent } from '../model/event';
import { ALL_OK, type Sink } from '../model/sink';

/**
 * Shows a sink's events to those who watch the run, once the sink has taken them: `events$` as they come, iterators at
 * their own pace, which the run then keeps.
 */
export class EventConsumers {
  readonly events$ = new Subject<ChangeEvent>();
  private readonly iterators = new Set<EventIterator>();

  /** `sink` with its consumers: a batch is taken when every iterator has gone past it. */
  watch(sink: Sink | undefined): Sink {
    const isWatched = (): boolean => this.iterators.size > 0 || this.events$.observed;
    return {
      get order() {
        return sink === undefined || isWatched() ? 'total' : (sink.order ?? 'table');
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
    this.iterators.add(iterator);
    return iterator;
  }

  /** Ends `events$` and the iterators, with `error` when the run failed. */
  end(error?: unknown): void {
    for (const iterator of this.iterators) iterator.end(error);
    if (error === undefined) this.events$.complete();
    // An observer without an error handler would make the error an uncaught one beside `done`.
    else if (this.events$.observed) this.events$.error(error);
  }

  private async show(events: readonly ChangeEvent[]): Promise<void> {
    if (this.events$.observed) for (const event of events) this.events$.next(event);
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
  private waiting: Waiting | undefined;
  private emptied: (() => void) | undefined;
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
    this.queue = [...events];
    this.at = 0;
    const emptied = new Promise<void>((resolve) => {
      this.emptied = resolve;
    });
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting !== undefined) this.next().then(waiting.resolve, waiting.reject);
    return emptied;
  }

  end(error: unknown): void {
    this.ended = true;
    if (error !== undefined) this.failure = { error };
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting !== undefined) this.next().then(waiting.resolve, waiting.reject);
  }

  next(): Promise<IteratorResult<ChangeEvent>> {
    const event = this.queue[this.at];
    if (event !== undefined) {
      this.at += 1;
      return Promise.resolve({ value: event, done: false });
    }
    this.emptied?.();
    this.emptied = undefined;
    if (this.failure !== undefined) {
      const { error } = this.failure;
      this.failure = undefined;
      return Promise.reject(error);
    }
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<ChangeEvent>> {
    this.ended = true;
    this.queue = [];
    this.emptied?.();
    this.emptied = undefined;
    this.onReturn();
    return Promise.resolve({ value: undefined, done: true });
  }
}
