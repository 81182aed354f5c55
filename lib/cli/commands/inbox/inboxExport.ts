import { concat, concatMap, from, map } from 'rxjs';
import type { Command } from '../../Command.js';
import type { Host } from '../../Host.js';
import { type Line, storeCommand, type StoreFlags, TENANT } from '../../yodlee/storeCommand.js';

/** All time that windows can name. */
const ALWAYS = { from: new Date(0), until: new Date(4_102_444_800_000) } as const;

/**
 * Writes all of an inbox as NDJSON, values complete: entries, quarantine, coverage: `inbox export`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * inboxExport(host, { inbox: 'inbox.db' }).run.subscribe();
 */
export function inboxExport(host: Host, flags: StoreFlags): Command {
  const line = (json: unknown): Line => ({ json, text: '' });
  return storeCommand(
    host,
    { ...flags, json: true },
    {
      readOnly: true,
      lines: ({ inbox }) =>
        concat(
          inbox.list({ tenant: TENANT }).pipe(map((entry) => line({ kind: 'entry', ...entry }))),
          inbox.listQuarantined(TENANT).pipe(map((notice) => line({ kind: 'quarantined', ...notice }))),
          inbox.coverage(TENANT, ALWAYS).pipe(
            concatMap((stretches) => from(stretches.filter(({ state }) => state !== 'unproven'))),
            map((stretch) => line({ kind: 'coverage', ...stretch })),
          ),
        ),
    },
  );
}
