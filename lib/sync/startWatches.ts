import type { SyncRun } from '../model/SyncRun.js';
import { startWatch, type Watch } from './Watch.js';

/**
 * Starts to watch every connection of a run whose outcome is still to come.
 *
 * A connection that upstream syncs although the baseline did not know it counts as never synced before.
 *
 * @param run the run; one that is not triggered watches nothing
 * @param until where a LIST_ACCOUNTS sync ends for the caller
 * @example
 * startWatches(run, 'all').map(({ connectionId }) => connectionId);
 */
export function startWatches(run: SyncRun, until: 'list' | 'all'): readonly Watch[] {
  const { trigger, baseline, updates } = run;
  if (trigger === undefined) return [];
  const told = new Set(updates.flatMap((update) => (update.kind === 'outcome' ? [update.connectionId] : [])));
  const known = new Map(baseline.map((connection) => [connection.connectionId, connection]));
  return trigger.connectionIds
    .filter((connectionId) => !told.has(connectionId))
    .map((connectionId) => {
      const before = known.get(connectionId) ?? { connectionId, status: 'unknown', channels: [] };
      return startWatch(run, trigger, before, until);
    });
}
