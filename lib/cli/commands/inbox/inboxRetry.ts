import { count, map } from 'rxjs';
import type { EntryState } from '../../../aggregators/yodlee/index.js';
import type { Command } from '../../Command.js';
import type { Host } from '../../Host.js';
import { storeCommand } from '../../yodlee/storeCommand.js';
import { type EntryFlags, entryQuery } from './inboxList.js';

/** Flags of `inbox retry`. */
export interface RetryFlags extends EntryFlags {
  readonly yes?: boolean;
}

const RETRIABLE: readonly EntryState[] = ['dead', 'parked', 'expired'];

/**
 * Makes dead, parked and expired entries wait again; without `--yes` it only says how many: `inbox retry`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * inboxRetry(host, { inbox: 'inbox.db', state: ['dead'], yes: true }).run.subscribe();
 */
export function inboxRetry(host: Host, flags: RetryFlags): Command {
  const query = { ...entryQuery(flags), states: flags.state ?? RETRIABLE };
  if (flags.yes === true) {
    return storeCommand(host, flags, {
      readOnly: false,
      lines: ({ inbox }) =>
        inbox
          .retry(query)
          .pipe(
            map((entries) => ({ json: { kind: 'retried', entries }, text: `${String(entries)} entries wait again` })),
          ),
    });
  }
  return storeCommand(host, flags, {
    readOnly: true,
    lines: ({ inbox }) =>
      inbox.list(query).pipe(
        count(),
        map((entries) => ({
          json: { kind: 'wouldRetry', entries },
          text: `${String(entries)} entries would wait again; --yes does it`,
        })),
      ),
  });
}
