import type { Delivery } from '../../aggregators/yodlee/index.js';
import type { SqlTransaction } from '../../node/store/sqlite/index.js';
import { DeliveryTooLargeError } from './DeliveryTooLargeError.js';

/** Half of the longest text that V8 can hold. Unit: characters */
const MOST_CHARACTERS = 268_435_456;

/**
 * Writes a delivery as one line of JSON, for whoever stores it elsewhere.
 *
 * Memory: O(delivery), up to the bound; changes are read one at a time, and none past it. Errors: throws
 * DeliveryTooLargeError.
 *
 * @param delivery from `consumeNotifications`
 * @param mostCharacters how long the line may be. Unit: characters
 * @example
 * deliveryJson(delivery); // '{"kind":"delivery","key":"…","changes":[…]}'
 */
export function deliveryJson(delivery: Delivery<SqlTransaction>, mostCharacters: number = MOST_CHARACTERS): string {
  const { key, tenant, userId, window, attempt, replayed, unsettled } = delivery;
  const about = { kind: 'delivery', key, tenant, userId, window, attempt, replayed, unsettled };
  const head = `${JSON.stringify(about).slice(0, -1)},"changes":[`;
  const changes: string[] = [];
  let length = head.length + ']}'.length - 1;
  for (const change of delivery.changes) {
    const text = JSON.stringify(change);
    length += text.length + 1;
    if (length > mostCharacters) throw new DeliveryTooLargeError(mostCharacters);
    changes.push(text);
  }
  return `${head}${changes.join(',')}]}`;
}
