import type { InboxStats } from '../../model/InboxStats.js';
import type { InboxTables } from './InboxTables.js';
import { provenUntil } from './Ledger.js';
import type { StoreClock } from './StoreClock.js';

/**
 * Says how the inbox of one tenant stands, without looking at its lanes.
 *
 * @param tables where it is kept
 * @param tenant whose
 * @param clock the store's clock
 * @example
 * statsOf(tables, 'default', clock).entries.dead; // 0
 */
export function statsOf(tables: InboxTables, tenant: string, clock: StoreClock): InboxStats {
  const { entries, delivered, oldestSince } = tables.totals(tenant);
  const proven = provenUntil(tables.ledger(tenant));
  return {
    entries,
    delivered,
    quarantined: tables.countQuarantined(tenant),
    ...(oldestSince !== undefined && { oldestSince: clock.toDate(oldestSince) }),
    ...(proven && { provenUntil: proven }),
    bytes: tables.bytes(),
  };
}
