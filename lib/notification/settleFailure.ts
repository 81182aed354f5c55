import {
  catchError,
  concat,
  defer,
  ignoreElements,
  map,
  type Observable,
  of,
  type OperatorFunction,
  throwError,
} from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Lease } from '../ports/InboxStore.js';
import { aboutEntry } from './aboutEntry.js';
import type { ConsumeUpdate } from './ConsumeUpdate.js';
import type { FanOut } from './FanOut.js';
import { judgeFailure, type Verdict } from './judgeFailure.js';
import { writeAgain } from './writeAgain.js';

/**
 * Gives an entry that failed back to the inbox: to wait, to be parked, or as a dead letter.
 *
 * ```marble
 * work     --#
 * output   --(p|)
 * ```
 *
 * What concerns all users goes on as an error, after the entry was given back. Memory: none of its own. Errors: those
 * for which the stream has to stop.
 *
 * @param fanOut the surroundings
 * @param lease the entry
 * @example
 * work.pipe(settleFailure(fanOut, lease));
 */
export function settleFailure<Tx>(fanOut: FanOut<Tx>, lease: Lease): OperatorFunction<ConsumeUpdate, ConsumeUpdate> {
  return catchError((error: unknown) => {
    const verdict = judgeFailure(fanOut, lease, error);
    const settled = settle(fanOut, lease, verdict).pipe(whenLost(lease));
    return verdict.kind === 'stop'
      ? concat(
          settled.pipe(ignoreElements()),
          throwError(() => error),
        )
      : settled;
  });
}

function settle<Tx>({ inbox, api }: FanOut<Tx>, lease: Lease, verdict: Verdict): Observable<ConsumeUpdate> {
  const about = aboutEntry(lease);
  const write = (made: () => Observable<unknown>, update: ConsumeUpdate): Observable<ConsumeUpdate> =>
    defer(made).pipe(
      writeAgain(api),
      map(() => update),
    );
  switch (verdict.kind) {
    case 'lost':
      return of({ ...about, kind: 'leaseLost' });
    case 'retry': {
      const { cause, retryAt, counts } = verdict;
      const nack = { cause, retryAt, counts };
      return write(() => inbox.nack(lease, nack), { ...about, kind: 'postponed', ...nack });
    }
    case 'stop': {
      const retryAt = new Date(api.scheduler.now());
      const { cause } = verdict;
      const nack = { cause, retryAt, counts: false };
      return write(() => inbox.nack(lease, nack), { ...about, kind: 'postponed', ...nack });
    }
    case 'park':
      return write(() => inbox.park(lease, verdict.cause), { ...about, kind: 'parked', cause: verdict.cause });
    case 'dead':
      return write(() => inbox.deadLetter(lease, verdict.cause), { ...about, kind: 'dead', cause: verdict.cause });
  }
}

/** A store that cannot write keeps the lease until it runs out: the entry comes again, so nothing is lost. */
function whenLost(lease: Lease): OperatorFunction<ConsumeUpdate, ConsumeUpdate> {
  return catchError((error: unknown) =>
    isAggregationError(error) && ['LeaseLostError', 'StoreUnavailableError'].includes(error.name)
      ? of({ kind: 'leaseLost', ...aboutEntry(lease) } as const)
      : throwError(() => error),
  );
}
