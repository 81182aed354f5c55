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
import { existingStore } from '../yodlee/existingStore.js';
import { openYodlee } from '../yodlee/openYodlee.js';
import { resolveYodleeSettings } from '../yodlee/resolveYodleeSettings.js';
import { UsageError } from '../UsageError.js';
import type { YodleeFlags } from '../yodlee/YodleeFlags.js';
import { backfillUser, type BackfillUpdate, UNKNOWN_USER } from './backfillUser.js';
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
 * `serve` must have made the file, and not run meanwhile. Ends with 0, 69 when a user could not be read, or 2 when
 * upstream knows nobody of that name; the others are done then. Errors: UsageError when nobody is meant, or somebody who is not in the file of `--known-users`.
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
    return existingStore({ file: path.resolve(host.folder, flags.inbox), telemetry }).pipe(
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
    tap((all) => {
      if (all.length === 0) throw nobody(flags);
    }),
    concatMap((all) => from(all)),
    mergeMap((userId) => backfillUser(api, store, { userId, days }), flags.usersAtOnce),
    tap((update) => host.stdout.write(`${flags.json === true ? JSON.stringify(update) : described(update, flags)}\n`)),
    reduce<BackfillUpdate, number>((worst, update) => Math.max(worst, codeOf(update)), EXIT.ok),
    concatMap((worst) => {
      if (worst > EXIT.ok) return of(worst);
      if (users.length > 0 || flags.since !== undefined) return of(EXIT.ok);
      return healGap(api, store.inbox).pipe(map(() => EXIT.ok));
    }),
  );
}

function codeOf(update: BackfillUpdate): number {
  if (update.kind !== 'failed') return EXIT.ok;
  return update.cause === UNKNOWN_USER ? EXIT.usage : EXIT.unavailable;
}

function usersOf(
  host: Host,
  { store, users, flags }: Pick<Backfill, 'store' | 'users' | 'flags'>,
): Observable<readonly string[]> {
  const { knownUsers: given } = flags;
  if (given !== 'book') {
    return defer(() => of(chosen(users, fileOfUsers(path.resolve(host.folder, given), given)(), flags)));
  }
  if (users.length > 0) return of(users);
  return store.query((transaction) => readBook.users(transaction, { tenant: 'default' }));
}

function chosen(
  users: readonly string[],
  known: ReadonlySet<string>,
  { knownUsers, showPii }: BackfillFlags,
): readonly string[] {
  const stranger = users.find((userId) => !known.has(userId));
  if (stranger === undefined) return users.length > 0 ? users : [...known];
  throw new UsageError(`${showPii === true ? stranger : mask(stranger)} is not in --known-users ${knownUsers}`);
}

function nobody({ knownUsers }: BackfillFlags): UsageError {
  if (knownUsers !== 'book') return new UsageError(`--known-users ${knownUsers} names nobody: nothing was read`);
  return new UsageError(
    'the book is empty: nothing was read. Name users, or --known-users FILE with one login name a line',
  );
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
