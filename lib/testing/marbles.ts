import { runMarbles, type MarbleHelpers, type RunMarblesOptions } from './runMarbles.js';

/**
 * Makes a test body for any runner's `it` out of a marble test.
 *
 * @param test the test, given RxJS's own run helpers and the clock
 * @param options another assertion
 * @example
 * it('waits', marbles(({ expectObservable }) => {
 *   expectObservable(timer(2).pipe(map(() => 'a'))).toBe('--(a|)');
 * }));
 */
export function marbles(test: (helpers: MarbleHelpers) => void, options: RunMarblesOptions = {}): () => void {
  return () => {
    runMarbles(test, options);
  };
}
