import { concatMap, defer, type Observable, tap } from 'rxjs';
import { pullMap } from '../operators/pullMap.js';
import type { InboxStore, Lease } from '../ports/InboxStore.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import type { ConsumeUpdate } from './ConsumeUpdate.js';
import { countUpdate } from './countUpdate.js';
import { deliver } from './deliver.js';
import type { Ending, FanOut, NotificationHandler } from './FanOut.js';
import { fetchWindow } from './fetchWindow.js';
import { giveBackUnsettled } from './giveBackUnsettled.js';
import { holdingPages } from './holdingPages.js';
import { leaseWhileCredit } from './leaseWhileCredit.js';
import { type ConsumeOptions, resolveConsumeOptions } from './options.js';
import { settleFailure } from './settleFailure.js';
import { startFanOut } from './startFanOut.js';
import { whileLeased } from './whileLeased.js';

/**
 * Takes users out of the inbox as fast as upstream and handler bear, fetches what changed, and hands it over.
 *
 * ```marble
 * inbox    a-b------------
 * fetch    ---a--b--------
 * handler  -----a---b-----
 * updates  -----D---D-----
 * ```
 *
 * Pulls with credit, so that memory is independent of the backlog. One window of a user at a time, oldest first; a user
 * whose data or handling fails delays nobody else. What the handler returns is the acknowledgement: at least once, and
 * effectively once with `delivery.key` or `delivery.commit`. Never completes by itself, except after `drain`;
 * unsubscribing gives all leases back. Memory: O(credit), in users and, with a spool, in bytes. Errors: only what concerns
 * all users, such as refused credentials or a handler that returns nothing; nothing is lost by subscribing again.
 *
 * @param api from `createYodlee`
 * @param inbox the store that `receiveNotification` fills
 * @param handler stores a delivery
 * @param options credit, leases, patience
 * @example
 * consumeNotifications(api, inbox, ({ changes }) => saveAll(changes)).subscribe(({ kind }) => console.log(kind));
 */
export function consumeNotifications<Tx>(
  api: NotificationApi,
  inbox: InboxStore<Tx>,
  handler: NotificationHandler<Tx>,
  options: ConsumeOptions = {},
): Observable<ConsumeUpdate> {
  const settings = resolveConsumeOptions(options);
  return defer(() => {
    const fanOut = startFanOut(api, inbox, handler, settings);
    return pullMap(leaseWhileCredit(fanOut), (lease) => workOn(fanOut, lease), fanOut.credit).pipe(
      tap(countUpdate(api)),
    );
  });
}

function workOn<Tx>(fanOut: FanOut<Tx>, lease: Lease): Observable<ConsumeUpdate> {
  const ending: Ending = { isBegun: false };
  fanOut.begun.add(lease);
  return holdingPages(fanOut, (held) =>
    fetchWindow(fanOut, lease, held).pipe(concatMap((fetched) => deliver(fanOut, lease, fetched, ending))),
  ).pipe(whileLeased(fanOut, lease, ending), settleFailure(fanOut, lease), giveBackUnsettled(fanOut, lease));
}
