import { catchError, from, type MonoTypeOperatorFunction, type OperatorFunction, throwError } from 'rxjs';
import { TiValveError } from '../../src/errors/TiValveError';
import type { Flow } from '../../src/model/flow';
import { seededRandom } from '../../src/testing';

/** Runs `flows` through an operator that needs no time, and answers what left. Throws what the stream fails with. */
export function through<In, Out>(flows: readonly Flow<In>[], operator: OperatorFunction<Flow<In>, Out>): Out[] {
  const output: Out[] = [];
  let failure: { readonly error: unknown } | undefined;
  from(flows)
    .pipe(operator)
    .subscribe({
      next: (out) => output.push(out),
      error: (error: unknown) => {
        failure = { error };
      },
    });
  if (failure !== undefined) throw failure.error;
  return output;
}

/** The items of all batches, in order. */
export function itemsOf<T>(flows: readonly Flow<T>[]): T[] {
  return flows.flatMap((flow) => (flow.kind === 'batch' ? flow.items : []));
}

/** What was promised, in order. */
export function promisesOf(flows: readonly Flow<unknown>[]): bigint[] {
  return flows.flatMap((flow) => (flow.kind === 'resolved' ? [flow.ts] : []));
}

/** The code of an error, or the error itself when it has none. */
export function codeOf(error: unknown): unknown {
  return error instanceof TiValveError ? error.code : error;
}

/** Lets an error leave as its code, so that a table names the code alone. */
export function errorAsCode<T>(): MonoTypeOperatorFunction<T> {
  return catchError((error: unknown) => throwError(() => codeOf(error)));
}

/** The code of what `run` throws; `undefined` when it does not throw. */
export function codeThrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

/** The code of what `work` is rejected with; `undefined` when it is not. */
export async function codeRejectedBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

/** The same items and promises in the same order, cut into other batches. */
export function rebatched<T>(flows: readonly Flow<T>[], seed: number): Flow<T>[] {
  const random = seededRandom(seed);
  const cut: Flow<T>[] = [];
  let open: T[] = [];
  const close = (): void => {
    if (open.length > 0) cut.push({ kind: 'batch', items: open });
    open = [];
  };
  for (const flow of flows) {
    if (flow.kind === 'resolved') {
      close();
      cut.push(flow);
      continue;
    }
    for (const item of flow.items) {
      open.push(item);
      if (random() < 0.4) close();
    }
  }
  close();
  return cut;
}
