import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import { assertSameContent } from './assertSameContent.js';
import { flatContent } from './flatContent.js';

/** RxJS's own run helpers, and the clock to inject where a scheduler is asked for. */
export interface MarbleHelpers extends RunHelpers {
  readonly scheduler: TestScheduler;
}

/** Settings of `runMarbles`. */
export interface RunMarblesOptions {
  /** Throws when two values differ; any assertion library's deep equal. @defaultValue `assertSameContent` */
  readonly assertEqual?: ((actual: unknown, expected: unknown) => void) | undefined;
}

/**
 * Runs a marble test in virtual time, where values and errors are compared by content.
 *
 * Errors are flattened on both sides to their name, message and own fields, so that `new NotFoundError(…)` built twice
 * is equal under any assertion library. Within the callback every timer of RxJS runs in virtual time, one character of
 * a diagram being 1 ms. Errors: what the assertion throws, and Error when the callback returns a promise, whose
 * expectations would never be looked at.
 *
 * @param test the test, given RxJS's own run helpers and the clock
 * @param options another assertion
 * @returns what the callback returned
 * @example
 * runMarbles(({ expectObservable }) => {
 *   expectObservable(timer(2).pipe(map(() => 'a'))).toBe('--(a|)');
 * });
 */
export function runMarbles<T>(test: (helpers: MarbleHelpers) => T, options: RunMarblesOptions = {}): T {
  const { assertEqual = assertSameContent } = options;
  const scheduler = new TestScheduler((actual: unknown, expected: unknown) => {
    assertEqual(flatContent(actual), flatContent(expected));
  });
  const result = scheduler.run((helpers) => test({ ...helpers, scheduler }));
  if (isPromise(result)) throw new Error('runMarbles: the callback must not be async; virtual time knows no promises');
  return result;
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
