import { syncAllConnections, type SyncType } from '../../index.js';
import type { Command } from '../Command.js';
import type { FollowFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { syncSeveral } from './syncSeveral.js';
import { watchUpdates } from './watchUpdates.js';

/** Flags of `sync`. */
export interface SyncFlags extends FollowFlags {
  readonly all?: boolean;
  readonly type?: SyncType;
  readonly until: 'list' | 'all';
  readonly unattended?: boolean;
}

/**
 * Syncs all connections, or those named: `sync (--all | ID…)`.
 *
 * @param host the world around
 * @param ids which connections; none for all of them
 * @param flags what the user typed
 * @example
 * syncCommand(host, ['1001'], { until: 'all' }).run.subscribe((exitCode) => console.log(exitCode));
 */
export function syncCommand(host: Host, ids: readonly string[], flags: SyncFlags): Command {
  const { type = 'ALL', until, unattended = false } = flags;
  const distinct = [...new Set(ids)];
  return watchUpdates(host, flags, distinct, ({ user, settings: { sync, queueId } }) => {
    const queue = queueId === undefined ? {} : { queueId };
    if (distinct.length === 0) return syncAllConnections(user, { ...sync, ...queue });
    const requests = distinct.map((connectionId) => ({ connectionId, type, until, unattended, ...queue }));
    return syncSeveral(user, requests, sync);
  });
}
