import type { SyncRun } from '../model/SyncRun.js';
import { copyOfWatch } from './copyOfWatch.js';
import { observe } from './observe.js';
import type { SyncOptions } from './options.js';
import { startWatch, type Watch } from './Watch.js';

/**
 * Starts to watch every connection of a run whose outcome is still to come.
 *
 * What was told of it before a restart is known again. A connection that upstream syncs although the baseline did not know it counts as never synced before.
 *
 * @param run the run; one that is not triggered watches nothing
 * @param until where a LIST_ACCOUNTS sync ends for the caller
 * @param settings graces, and how to recognise events
 * @example
 * startWatches(run, 'all', settings).map(({ connectionId }) => connectionId);
 */
export function startWatches(run: SyncRun, until: 'list' | 'all', settings: Required<SyncOptions>): readonly Watch[] {
  const { trigger, baseline, updates } = run;
  if (trigger === undefined) return [];
  const told = new Set(updates.flatMap((update) => (update.kind === 'outcome' ? [update.connectionId] : [])));
  const known = new Map(baseline.map((connection) => [connection.connectionId, connection]));
  return trigger.connectionIds
    .filter((connectionId) => !told.has(connectionId))
    .map((connectionId) => {
      const before = known.get(connectionId) ?? { connectionId, status: 'unknown', channels: [] };
      // A copy, because of spread parts the host makes an object four times as large, and thousands are held.
      const watch = copyOfWatch(startWatch(run, trigger, before, until));
      const events = updates.flatMap((update) =>
        update.kind === 'event' && update.connectionId === connectionId ? [update.event] : [],
      );
      return events.length === 0 ? watch : { ...observe(settings)(watch, { kind: 'queue', events }), updates: [] };
    });
}
