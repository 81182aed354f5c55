import { followConnection } from '../../index.js';
import type { Command } from '../Command.js';
import type { FollowFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { watchUpdates } from './watchUpdates.js';

/**
 * Follows a sync that somebody else started: `follow ID`.
 *
 * @param host the world around
 * @param connectionId which connection
 * @param flags what the user typed
 * @example
 * followCommand(host, '1001', { json: true }).run.subscribe((exitCode) => console.log(exitCode));
 */
export function followCommand(host: Host, connectionId: string, flags: FollowFlags): Command {
  return watchUpdates(host, flags, [connectionId], ({ user, settings: { sync, queueId } }) =>
    followConnection(user, { connectionId, ...(queueId !== undefined && { queueId }) }, sync),
  );
}
