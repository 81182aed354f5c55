import type { NotificationApi } from '../ports/NotificationApi.js';
import type { ConsumeUpdate } from './ConsumeUpdate.js';

/**
 * Counts what became of entries, by kind and cause, never by user.
 *
 * @param api whose telemetry
 * @example
 * updates.pipe(tap(countUpdate(api)));
 */
export function countUpdate({
  telemetry,
  tenant,
}: Pick<NotificationApi, 'telemetry' | 'tenant'>): (update: ConsumeUpdate) => void {
  return (update) => {
    const where = 'cause' in update ? { where: update.cause } : {};
    telemetry.count(`entries_${update.kind}_total`, 1, { tenant, ...where });
  };
}
