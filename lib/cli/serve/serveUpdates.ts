import { map, merge, type Observable, takeUntil, tap } from 'rxjs';
import { consumeNotifications, reconcile } from '../../aggregators/yodlee/index.js';
import type { KnownUsers } from '../yodlee/knownUsers.js';
import { aborted } from './aborted.js';
import type { ServeUpdate } from './describeServed.js';
import { keepGoing } from './keepGoing.js';
import { onlyKnown } from './onlyKnown.js';
import { consumeOptions, reconcileOptions } from './serveOptions.js';
import type { Service } from './Service.js';
import { SinkCauses } from './SinkCauses.js';
import { sinkFor } from './sinkFor.js';
import type { Troubles } from './Troubles.js';

/**
 * Fetches, hands over and sweeps, whatever fails on the way; completes when all has drained.
 *
 * ```marble
 * deliveries  -d-----d-|
 * sweeps      s---s---s-
 * drain       ---------d
 * output      sd--s--d-(s|)
 * ```
 *
 * @param service what it is made of
 * @param troubles told of what fails, and of what works again
 * @param known which users are ours; undefined for all
 * @example
 * serveUpdates(service, troubles, undefined).subscribe(({ kind }) => console.log(kind));
 */
export function serveUpdates(
  service: Service,
  troubles: Troubles,
  known: KnownUsers | undefined,
): Observable<ServeUpdate> {
  const { host, flags, settings, api, store } = service;
  const stopped = aborted(service.drain);
  const watched = <T>(part: string, updates: Observable<T>): Observable<T> =>
    updates.pipe(
      tap(() => {
        troubles.end(part);
      }),
      keepGoing({
        stopped,
        onError: (error) => {
          troubles.begin(part, error);
        },
      }),
    );
  const causes = new SinkCauses();
  const sink = causes.noting(sinkFor(flags.sink, host, settings.sinkAuthorization));
  const delivered = consumeNotifications(api, store.inbox, sink, consumeOptions(flags, service)).pipe(
    map((update) => causes.told(update)),
  );
  const delivering = watched<ServeUpdate>('delivery', delivered);
  if (flags.reconcileEvery === Infinity) return delivering;
  const swept = reconcile(api, onlyKnown(store.inbox, known), reconcileOptions(flags));
  return merge(delivering, watched<ServeUpdate>('reconciliation', swept).pipe(takeUntil(stopped)));
}
