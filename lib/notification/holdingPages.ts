import { defer, type Observable, using } from 'rxjs';
import type { Reading } from './Reading.js';
import { HeldPages } from './HeldPages.js';

/**
 * Runs work with a place for pages, and frees the place however the work ends.
 *
 * @param fanOut the surroundings
 * @param work what needs the pages
 * @example
 * holdingPages(fanOut, (held) => fetchWindow(fanOut, lease, held));
 */
export function holdingPages<T>(fanOut: Reading, work: (held: HeldPages) => Observable<T>): Observable<T> {
  return defer(() => {
    const held = new HeldPages(fanOut);
    return using(
      () => ({
        unsubscribe: () => {
          held.release();
        },
      }),
      () => work(held),
    );
  });
}
