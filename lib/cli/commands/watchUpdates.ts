import { concat, defer, EMPTY, ignoreElements, map, type Observable, of, switchMap, tap } from 'rxjs';
import { type ConnectionId, type Outcome, type SyncUpdate, type TimedUpdate, toMarbles } from '../../index.js';
import type { Command } from '../Command.js';
import { endedBy } from '../endedBy.js';
import { exitCodeOf } from '../exitCodeOf.js';
import type { FollowFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { openSession, type Session } from '../openSession.js';
import { connectionNames, type ConnectionNames, type KnownConnections } from '../output/connectionNames.js';
import { lessTime, msForNames } from './timeForNames.js';
import { showUpdates } from '../output/showUpdates.js';

const LEFT_RUNNING = 'millrace: stopped looking; syncs that were triggered go on at the bank (see: millrace follow ID)';

/**
 * Makes a command that shows the updates of syncs and ends with the exit code of their outcomes.
 *
 * @param host the world around
 * @param flags what the user typed
 * @param expected connections that will be synced, as far as they are known
 * @param open starts the syncs
 * @example
 * watchUpdates(host, flags, [], ({ user }) => syncAllConnections(user)).run.subscribe();
 */
export function watchUpdates(
  host: Host,
  flags: FollowFlags,
  expected: readonly ConnectionId[],
  open: (session: Session) => Observable<SyncUpdate>,
): Command {
  return {
    run: defer(() => {
      const session = openSession(host, flags);
      const follow = (names: ConnectionNames, within: Session): Observable<number> =>
        followToExit(host, flags, { updates: open(within), names, expected: whichOf(expected, names) });
      if (flags.json === true) return follow(new Map(), session);
      const { user, settings } = session;
      const beganAt = user.scheduler.now();
      return connectionNames(user, msForNames(settings.sync)).pipe(
        switchMap((names) => {
          const sync = lessTime(settings.sync, user.scheduler.now() - beganAt);
          return follow(names, { ...session, settings: { ...settings, sync } });
        }),
      );
    }),
    onSignal: (signal) => ({ ...endedBy(signal), notice: LEFT_RUNNING }),
  };
}

function whichOf(expected: readonly ConnectionId[], names: ConnectionNames): readonly ConnectionId[] {
  return expected.length > 0 ? expected : [...names.keys()];
}

/** Updates, and what is known of their connections beforehand. */
export interface WatchedSyncs extends KnownConnections {
  readonly updates: Observable<SyncUpdate>;
}

/**
 * Shows updates until the last outcome, then the diagram if it was asked for; emits the exit code.
 *
 * @param host the world around
 * @param flags what the user typed
 * @param syncs updates, names and expectation
 * @example
 * followToExit(host, {}, { updates, names: new Map(), expected: [] }).subscribe((exitCode) => console.log(exitCode));
 */
export function followToExit(host: Host, flags: FollowFlags, syncs: WatchedSyncs): Observable<number> {
  return defer(() => {
    const outcomes: Outcome[] = [];
    const timed: TimedUpdate[] = [];
    const watched = syncs.updates.pipe(
      tap((update) => {
        if (update.kind === 'outcome') outcomes.push(update);
        if (flags.marbles === true) timed.push({ atMs: performance.now(), update });
      }),
      showUpdates(host, flags, syncs),
      ignoreElements(),
    );
    const diagram = defer(() => {
      if (flags.marbles === true) printMarbles(host, flags, timed, syncs.names);
      return EMPTY;
    });
    return concat(watched, diagram, of(undefined)).pipe(
      map(() => {
        if (outcomes.length === 0 && flags.json !== true)
          host.stderr.write('millrace: nothing to sync: no connection that syncs\n');
        return exitCodeOf(outcomes);
      }),
    );
  });
}

function printMarbles(host: Host, flags: FollowFlags, timed: readonly TimedUpdate[], names: ConnectionNames): void {
  const output = flags.json === true ? host.stderr : host.stdout;
  output.write(`\n${toMarbles(timed, { nameOf: (id) => names.get(id) ?? id })}\n`);
}
