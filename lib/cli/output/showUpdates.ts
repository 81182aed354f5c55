import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { SyncUpdate } from '../../index.js';
import type { FollowFlags } from '../flags.js';
import type { Host } from '../Host.js';
import type { KnownConnections } from './connectionNames.js';
import { describeOutcome } from './describeOutcome.js';
import { describeUpdate } from './describeUpdate.js';
import { showLive } from './showLive.js';

/**
 * Shows updates as they pass: as NDJSON, live on a terminal, or as plain lines.
 *
 * @param host the world around
 * @param flags what the user typed
 * @param known names of the connections
 * @example
 * syncAllConnections(user).pipe(showUpdates(host, { json: true }, { names: new Map(), expected: [] })).subscribe();
 */
export function showUpdates(
  host: Host,
  flags: FollowFlags,
  known: KnownConnections,
): MonoTypeOperatorFunction<SyncUpdate> {
  if (flags.json === true) return tap((update) => host.stdout.write(`${JSON.stringify(update)}\n`));
  if (host.stdout.isTty) return showLive(host, known);
  return tap((update) => {
    host.stdout.write(describeUpdate(update, known.names));
    if (update.kind === 'outcome') host.stdout.write(describeOutcome(update, known.names));
  });
}
