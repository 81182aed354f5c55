import { EMPTY } from 'rxjs';
import type { Delivery } from '../../lib/notification/Delivery.js';
import type { SqlTransaction } from '../../lib/node/store/sqlite/index.js';

/** A delivery of one tombstone. */
export function deliveryOf(changes: Partial<Delivery<SqlTransaction>> = {}): Delivery<SqlTransaction> {
  return {
    ...{ key: 'key-1', tenant: 'default', userId: 'ann', attempt: 1, fence: 1, replayed: false, unsettled: false },
    window: { from: new Date(0), until: new Date(60_000) },
    pages: [],
    changes: [{ kind: 'tombstone', entity: 'account', key: 'account A', id: 'A' }],
    signal: new AbortController().signal,
    commit: () => EMPTY,
    ...changes,
  };
}
