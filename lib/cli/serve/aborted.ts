import { fromEvent, type Observable, of, take, defer } from 'rxjs';

/**
 * Emits once when a signal aborts, at once if it has, and completes.
 *
 * @param signal what to listen to
 * @example
 * work.pipe(takeUntil(aborted(signal)));
 */
export function aborted(signal: AbortSignal): Observable<unknown> {
  return defer(() => (signal.aborted ? of(0) : fromEvent(signal, 'abort').pipe(take(1))));
}
