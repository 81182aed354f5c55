import { concatMap } from 'rxjs';
import type { InboxStore } from '../../aggregators/yodlee/index.js';
import type { KnownUsers } from '../yodlee/knownUsers.js';

/**
 * Gives an inbox that takes nothing in of users who are not ours: what the events API tells of them is dropped too.
 *
 * @param inbox the inbox
 * @param known which users are ours; undefined for all
 * @example
 * reconcile(api, onlyKnown(store.inbox, known));
 */
export function onlyKnown<Tx>(inbox: InboxStore<Tx>, known: KnownUsers | undefined): InboxStore<Tx> {
  if (known === undefined) return inbox;
  return {
    ...inbox,
    put: (tenant, intents, options) =>
      known(tenant, [...new Set(intents.map(({ userId }) => userId))]).pipe(
        concatMap((ours) =>
          inbox.put(
            tenant,
            intents.filter(({ userId }) => ours.has(userId)),
            options,
          ),
        ),
      ),
  };
}
