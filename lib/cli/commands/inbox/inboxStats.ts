import { map } from 'rxjs';
import type { InboxStats } from '../../../aggregators/yodlee/index.js';
import type { Command } from '../../Command.js';
import type { Host } from '../../Host.js';
import { storeCommand, type StoreFlags, TENANT } from '../../yodlee/storeCommand.js';

/**
 * Shows how an inbox stands: `inbox stats`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * inboxStats(host, { inbox: 'inbox.db' }).run.subscribe();
 */
export function inboxStats(host: Host, flags: StoreFlags): Command {
  return storeCommand(host, flags, {
    readOnly: true,
    lines: ({ inbox }) =>
      inbox.stats(TENANT).pipe(map((stats) => ({ json: { kind: 'stats', ...stats }, text: described(stats) }))),
  });
}

function described({
  entries,
  delivered,
  quarantined,
  oldestSince,
  provenUntil,
  bytes,
}: InboxStats): readonly string[] {
  const states = Object.entries(entries).map(([state, count]) => `${state} ${String(count)}`);
  const times = [
    ['oldest since', oldestSince],
    ['proven until', provenUntil],
  ] as const;
  const counts = [`delivered ${String(delivered)}`, `quarantined ${String(quarantined)}`, `${String(bytes)} bytes`];
  const known = times.flatMap(([name, at]) => (at === undefined ? [] : [`${name} ${at.toISOString()}`]));
  return [...states, ...counts, ...known];
}
