import path from 'node:path';
import { concatMap, defer, from, map, mergeMap, type Observable, of, reduce, switchMap, take, tap } from 'rxjs';
import type { YodleeApi } from '../../aggregators/yodlee/index.js';
import { readBook, type SqliteStore } from '../../node/store/sqlite/index.js';
import type { Command } from '../Command.js';
import { createLog, logTelemetry } from '../createLog.js';
import { endedBy } from '../endedBy.js';
import { EXIT } from '../EXIT.js';
import type { Host } from '../Host.js';
import { escapeControls } from '../output/escapeControls.js';
import { mask } from '../output/mask.js';
import { collectYodlee } from '../yodlee/collectYodlee.js';
import { fileOfUsers } from '../yodlee/knownUsers.js';
import { openedStore } from '../yodlee/openedStore.js';
import { openYodlee } from '../yodlee/openYodlee.js';
import { resolveYodleeSettings } from '../yodlee/resolveYodleeSettings.js';
import type { YodleeFlags } from '../yodlee/YodleeFlags.js';
import { backfillUser, type BackfillUpdate } from './backfillUser.js';
import { healGap } from './healGap.js';

/** Flags of `backfill`. */
export interface BackfillFlags extends YodleeFlags {
  readonly inbox: string;
  readonly knownUsers: string;
  /** First day of transactions. */
  readonly since?: string;
  readonly usersAtOnce: number;
  readonly requestsPerSecond: number;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 731;

/**
 * Reads everything anew, for what is too old for notifications, and makes the book equal to it: `backfill`.
 *
 * `serve` must not run meanwhile. Ends with 0, or 69 when a user could not be read; the others are done then.
 *
 * @param host the world around
 * @param users login names; none for all whom `--known-users` names
 * @param flags what the user typed
 * @example
 * backfillCommand(host, [], flags).run.subscribe((exitCode) => console.log(exitCode));
 */
export function backfillCommand(host: Host, users: readonly string[], flags: BackfillFlags): Command {
  const run = defer(() => {
    const settings = resolveYodleeSettings(collectYodlee(host, flags));
    const telemetry = logTelemetry(createLog(host.stderr, flags.verbose === true));
    const api = openYodlee(settings, { telemetry, requestsPerSecond: flags.requestsPerSecond });
    return openedStore({ file: path.resolve(host.folder, flags.inbox), telemetry }).pipe(
      switchMap((store) =>
        filled(host, { api, store, users, flags }).pipe(concatMap((code) => store.close().pipe(map(() => code)))),
      ),
      take(1),
    );
  });
  return { run, onSignal: endedBy };
}

interface Backfill {
  readonly api: YodleeApi;
  readonly store: SqliteStore;
  readonly users: readonly string[];
  readonly flags: BackfillFlags;
}

function filled(host: Host, { api, store, users, flags }: Backfill): Observable<number> {
  const days = daysSince(flags.since, api.upstreamNow());
  return usersOf(host, { store, users, flags }).pipe(
    concatMap((all) => from(all)),
    mergeMap((userId) => backfillUser(api, store, { userId, days }), flags.usersAtOnce),
    tap((update) => host.stdout.write(`${flags.json === true ? JSON.stringify(update) : described(update, flags)}\n`)),
    reduce((failed, { kind }) => failed + (kind === 'failed' ? 1 : 0), 0),
    concatMap((failed) => {
      if (failed > 0) return of(EXIT.unavailable);
      if (users.length > 0 || flags.since !== undefined) return of(EXIT.ok);
      return healGap(api, store.inbox).pipe(map(() => EXIT.ok));
    }),
  );
}

function usersOf(
  host: Host,
  { store, users, flags }: Pick<Backfill, 'store' | 'users' | 'flags'>,
): Observable<readonly string[]> {
  if (users.length > 0) return of(users);
  const { knownUsers: given } = flags;
  if (given !== 'book') return defer(() => of([...fileOfUsers(path.resolve(host.folder, given), given)()]));
  return store.query((transaction) => readBook.users(transaction, { tenant: 'default' }));
}

function daysSince(since: string | undefined, now: Date): number {
  if (since === undefined) return LONGEST_DAYS;
  return Math.min(LONGEST_DAYS, Math.max(1, Math.ceil((now.getTime() - Date.parse(since)) / DAY_MS)));
}

function described(update: BackfillUpdate, { showPii }: BackfillFlags): string {
  const user = escapeControls(showPii === true ? update.userId : mask(update.userId));
  if (update.kind === 'failed') return `failed  ${user}  ${update.cause}`;
  if (update.kind === 'erased') return `erased  ${user}  nothing was written`;
  return `backfilled  ${user}  ${String(update.changes)} changes, ${String(update.removed)} removed`;
}
