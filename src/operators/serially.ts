import { Observable } from 'rxjs';

/** What takes the signals of several streams, one at a time. */
export interface SerialState<Signal, Out> {
  /** What leaves because of `signal`. */
  take(signal: Signal): readonly Out[];
  /** Whether nothing can leave any more. */
  readonly ended: boolean;
  /** Runs when what a signal caused has left and none waits; may cause further signals. */
  settled(): void;
  /** Runs when the subscription ends, for whatever reason. */
  close(): void;
}

/**
 * Runs a state machine over a stream of signals. A signal that arrives while the outputs of another are still leaving
 * waits its turn, so that nothing overtakes. One that arrives from `settled()` is taken at once: demand that is given
 * there has its effect on the way down before it is asked for again, which `concatMap` would put into a queue.
 */
export function serially<Signal, Out>(
  signals$: Observable<Signal>,
  open: () => SerialState<Signal, Out>,
): Observable<Out> {
  return new Observable<Out>((subscriber) => {
    const state = open();
    const waiting: Signal[] = [];
    let busy = false;
    let completed = false;
    const handle = (signal: Signal): void => {
      if (busy) {
        waiting.push(signal);
        return;
      }
      for (let next: Signal | undefined = signal; next !== undefined && !subscriber.closed; next = waiting.shift()) {
        busy = true;
        try {
          for (const out of state.take(next)) subscriber.next(out);
        } catch (error) {
          subscriber.error(error);
          return;
        }
        busy = false;
        if (state.ended) subscriber.complete();
        else if (waiting.length === 0) state.settled();
      }
      if (completed) subscriber.complete();
    };
    subscriber.add(() => state.close());
    subscriber.add(
      signals$.subscribe({
        next: handle,
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          completed = true;
          if (!busy) subscriber.complete();
        },
      }),
    );
  });
}
