import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { InboxStore } from '../../aggregators/yodlee/index.js';

/**
 * Gives the part of an inbox that takes webhooks in, and tells whenever something of theirs was stored.
 *
 * @param inbox the inbox
 * @param onStored told once for each call that came through
 * @example
 * receiveNotification(api, notingStored(store.inbox, () => troubles.end('intake')), options);
 */
export function notingStored(
  inbox: Pick<InboxStore, 'put' | 'quarantine'>,
  onStored: () => void,
): Pick<InboxStore, 'put' | 'quarantine'> {
  const noted = <T>(): MonoTypeOperatorFunction<T> =>
    tap(() => {
      onStored();
    });
  return {
    put: (tenant, intents, options) => inbox.put(tenant, intents, options).pipe(noted()),
    quarantine: (tenant, notices) => inbox.quarantine(tenant, notices).pipe(noted()),
  };
}
