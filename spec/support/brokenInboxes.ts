import { concatMap, map, of } from 'rxjs';
import type { InboxStore } from '../../lib/ports/InboxStore.js';

type Breaking = (inbox: InboxStore) => Partial<InboxStore>;

/** Each breaks one promise of an inbox; the named case of the suite must see it. */
export const BROKEN_INBOXES: Readonly<Record<string, readonly [fault: Breaking, seenBy: string]>> = {
  'keeps one consumer’s place for all': [
    (inbox) => ({ lease: (request) => inbox.lease({ ...request, consumer: 'default' }) }),
    'keeps tenants apart, and gives each named consumer everything',
  ],
  'mixes tenants': [
    (inbox) => ({ lease: (request) => inbox.lease({ ...request, tenant: 't1' }) }),
    'keeps tenants apart, and gives each named consumer everything',
  ],
  'never waits for more': [
    (inbox) => ({
      put: (tenant, intents, options) => inbox.put(tenant, intents, { ...options, settleMs: 0, maxWaitMs: 0 }),
    }),
    'waits settleMs for more, and at most maxWaitMs',
  ],
  'leases what is not over': [
    (inbox) => ({ lease: (request) => inbox.lease({ ...request, until: new Date(8.64e15) }) }),
    'lets windows wait that end after `until`, and says when to come again',
  ],
  'takes every nack for counted': [
    (inbox) => ({ nack: (lease, nack) => inbox.nack(lease, { ...nack, counts: true }) }),
    'gives a slice back until retryAt, with or without the attempt',
  ],
  'does not say when': [
    (inbox) => ({ lease: (request) => inbox.lease(request).pipe(map(({ leases }) => ({ leases }))) }),
    'gives no more leases than asked for, and says that there is more',
  ],
  'parks for good': [
    (inbox) => ({ park: (lease, cause) => inbox.park(lease, cause) }),
    'lets what is parked until a moment go on then, as a replay',
  ],
  'takes a replay for a notice': [
    (inbox) => ({ put: (tenant, intents, options) => inbox.put(tenant, intents, { ...options, origin: 'notice' }) }),
    'takes a replay whole, whatever is known of it',
  ],
  'acks nothing': [
    (inbox) => ({ ack: (lease) => inbox.extend(lease, 1).pipe(map(() => undefined)) }),
    'leases slices of',
  ],
  'erases for now only': [
    (inbox) => ({
      erase: (tenant, userId) =>
        inbox.erase(tenant, userId).pipe(concatMap((report) => inbox.readmit(tenant, userId).pipe(map(() => report)))),
    }),
    'erases a user everywhere',
  ],
  'sweeps nothing': [() => ({ markSwept: () => of(undefined) }), 'takes time to be unproven'],
  'forgets its quarantine': [() => ({ quarantine: () => of(undefined) }), 'keeps quarantined notices'],
  'retries nothing': [() => ({ retry: () => of(0) }), 'makes what is dead, parked or expired wait again'],
};
