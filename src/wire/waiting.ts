import { NEVER, Observable } from 'rxjs';
import { WireError } from '../errors/TiValveError';

/** Errors when `signal` is aborted, for `takeUntil`; never does anything without one. `what` names what is given up. */
export function abortedBy(signal: AbortSignal | undefined, what: string): Observable<never> {
  if (signal === undefined) return NEVER;
  return new Observable<never>((subscriber) => {
    const abort = (): void =>
      subscriber.error(new WireError('TV_WIRE_UNREACHABLE', `${what} was given up`, { cause: signal.reason }));
    if (signal.aborted) {
      abort();
      return undefined;
    }
    signal.addEventListener('abort', abort, { once: true });
    return () => signal.removeEventListener('abort', abort);
  });
}
