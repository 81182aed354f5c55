import { filter, type OperatorFunction } from 'rxjs';
import type { Outcome } from '../model/Outcome.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';

/**
 * Picks the outcomes from the updates of one or more syncs.
 *
 * ```marble
 * source   -T-e-O-e-O-S-|
 * outcomes -----O---O---|
 * ```
 *
 * Adds no delay and keeps nothing. Completes and errors with its source.
 *
 * @example
 * syncConnection(user, { connectionId: '7' }).pipe(outcomes()).subscribe(({ result }) => console.log(result));
 */
export function outcomes(): OperatorFunction<SyncUpdate, Outcome> {
  return filter((update) => update.kind === 'outcome');
}
