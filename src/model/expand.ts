import { Observable, type OperatorFunction } from 'rxjs';

/**
 * Puts what `project` answers in the place of each value, in order: `concatMap` for answers that are at hand, at a
 * fraction of its cost, since no inner subscription is made. A value that comes back while an answer is still leaving
 * would overtake it; operators that cause such values take their signals through `serially`.
 *
 * Errors with what `project` throws.
 */
export function expand<In, Out>(project: (value: In) => readonly Out[]): OperatorFunction<In, Out> {
  return (source) =>
    new Observable<Out>((subscriber) => {
      const inner = source.subscribe({
        next: (value) => {
          if (subscriber.closed) return;
          let outputs: readonly Out[];
          try {
            outputs = project(value);
          } catch (error) {
            subscriber.error(error);
            return;
          }
          for (const output of outputs) subscriber.next(output);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      subscriber.add(inner);
    });
}
