import type { Delivery } from '../../aggregators/yodlee/index.js';
import type { SqlTransaction } from '../../node/store/sqlite/index.js';

/**
 * Writes a delivery as one line of JSON, for whoever stores it elsewhere.
 *
 * @param delivery from `consumeNotifications`
 * @example
 * deliveryJson(delivery); // '{"kind":"delivery","key":"…","changes":[…]}'
 */
export function deliveryJson(delivery: Delivery<SqlTransaction>): string {
  const { key, tenant, userId, window, attempt, replayed, unsettled } = delivery;
  const about = { kind: 'delivery', key, tenant, userId, window, attempt, replayed, unsettled };
  return JSON.stringify({ ...about, changes: [...delivery.changes] });
}
