import { map } from 'rxjs';
import type { EntryQuery, EntryState } from '../../../aggregators/yodlee/index.js';
import type { Command } from '../../Command.js';
import type { Host } from '../../Host.js';
import { describeEntry } from '../../output/describeEntry.js';
import { storeCommand, type StoreFlags, TENANT } from '../../yodlee/storeCommand.js';

/** Flags that choose entries. */
export interface EntryFlags extends StoreFlags {
  readonly state?: readonly EntryState[];
  readonly userId?: string;
  readonly limit?: number;
}

/**
 * Lists what is in an inbox, oldest first: `inbox list`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * inboxList(host, { inbox: 'inbox.db', state: ['dead'] }).run.subscribe();
 */
export function inboxList(host: Host, flags: EntryFlags): Command {
  return storeCommand(host, flags, {
    readOnly: true,
    lines: ({ inbox }) =>
      inbox
        .list(entryQuery(flags))
        .pipe(
          map((entry) => ({ json: { kind: 'entry', ...entry }, text: describeEntry(entry, flags.showPii === true) })),
        ),
  });
}

/**
 * Gives the query that the flags stand for.
 *
 * @param flags what the user typed
 * @example
 * entryQuery({ inbox: 'inbox.db' }); // { tenant: 'default' }
 */
export function entryQuery({ state, userId, limit }: EntryFlags): EntryQuery {
  return {
    tenant: TENANT,
    ...(state !== undefined && { states: state }),
    ...(userId !== undefined && { userId }),
    ...(limit !== undefined && { limit }),
  };
}
