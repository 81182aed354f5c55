import { Observable } from 'rxjs';

/**
 * Opens something for as long as somebody listens, and closes it afterwards, also when it was still being opened.
 *
 * ```marble
 * opened  --o-----
 * ```
 *
 * Errors: what opening rejects with; what closing rejects with is nobody's any more.
 *
 * @param open begins to open it
 * @param close ends it
 * @example
 * opened(() => startSandbox(), (sandbox) => sandbox.close()).subscribe(({ baseUrl }) => console.log(baseUrl));
 */
export function opened<T>(open: () => Promise<T>, close: (it: T) => Promise<unknown>): Observable<T> {
  return new Observable((subscriber) => {
    const opening = open();
    opening.then(
      (it) => {
        subscriber.next(it);
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
    return () => void opening.then(close).catch(() => undefined);
  });
}
