import { Observable } from 'rxjs';

/**
 * Emits once when a signal aborts, at once if it has, and completes.
 *
 * @param signal what to listen to
 * @example
 * abortOf(controller.signal).subscribe(() => stop());
 */
export function abortOf(signal: AbortSignal): Observable<0> {
  return new Observable((subscriber) => {
    const tell = (): void => {
      subscriber.next(0);
      subscriber.complete();
    };
    if (signal.aborted) {
      tell();
      return undefined;
    }
    signal.addEventListener('abort', tell);
    return () => {
      signal.removeEventListener('abort', tell);
    };
  });
}
