import { catchError, type MonoTypeOperatorFunction, throwError } from 'rxjs';
import { Refusal, type RefusalReason } from './Refusal.js';

/**
 * Gives errors the name of the stage that they come from; a refusal keeps its own.
 *
 * ```marble
 * source    -a-#
 * refuseAs  -a-#  as a Refusal
 * ```
 *
 * Passes values and completion. Memory: none.
 *
 * @param reason the stage
 * @example
 * inbox.put(tenant, intents, options).pipe(refuseAs('store'));
 */
export function refuseAs<T>(reason: RefusalReason): MonoTypeOperatorFunction<T> {
  return catchError((cause: unknown) =>
    throwError(() => (cause instanceof Refusal ? cause : new Refusal(reason, { cause }))),
  );
}
