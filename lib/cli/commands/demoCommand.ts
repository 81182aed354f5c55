import {
  concat,
  concatMap,
  defer,
  EMPTY,
  from,
  ignoreElements,
  map,
  type Observable,
  of,
  switchMap,
  take,
  tap,
} from 'rxjs';
import { type Outcome, syncAllConnections } from '../../index.js';
import { newTransactions, type OxlinUser } from '../../aggregators/oxlin/index.js';
import type { Command } from '../Command.js';
import { endedBy } from '../endedBy.js';
import { EXIT } from '../EXIT.js';
import type { Host, Output } from '../Host.js';
import { openSession } from '../openSession.js';
import { connectionNames } from '../output/connectionNames.js';
import { describeAccount } from '../output/describeAccount.js';
import { describeTransaction } from '../output/describeTransaction.js';
import { escapeControls } from '../output/escapeControls.js';
import { demoNotifications } from './demo/demoNotifications.js';
import { NEXT_STEPS } from './demo/nextSteps.js';
import { runningSandbox } from './runningSandbox.js';
import { msForNames } from './timeForNames.js';
import { followToExit } from './watchUpdates.js';

const SPEED = 8;
const PLAYED = ['success', 'partial', 'challenge', 'two-ends'];
const ROWS_SHOWN = 3;

/**
 * Syncs the connections of a made-up user in a sandbox of its own, then lets it notify of 1,000 more: `demo`.
 *
 * Ends with 0 whatever the outcomes are: they are what it wants to show.
 *
 * @param host the world around
 * @example
 * demoCommand(host).run.subscribe((exitCode) => console.log(exitCode)); // 0
 */
export function demoCommand(host: Host): Command {
  const syncs = defer(() => runningSandbox({ speed: SPEED, scenarios: PLAYED })).pipe(
    switchMap(({ env, baseUrl }) => {
      const { user, settings } = openSession({ ...host, env }, {});
      host.stdout.write(
        `A sandbox at ${baseUrl} plays ${PLAYED.join(', ')}; its clock runs ${String(SPEED)} times faster.\n\n`,
      );
      return concat(demonstrate(host, user, settings.sync), of(EXIT.ok));
    }),
  );
  const run = concat(
    syncs.pipe(take(1), ignoreElements()),
    demoNotifications(host),
    defer(() => {
      host.stdout.write(NEXT_STEPS);
      return of(EXIT.ok);
    }),
  );
  return { run, onSignal: endedBy };
}

function demonstrate(
  host: Host,
  user: OxlinUser,
  options: Parameters<typeof syncAllConnections>[1],
): Observable<never> {
  const outcomes: Outcome[] = [];
  return connectionNames(user, msForNames({})).pipe(
    switchMap((names) => {
      const updates = syncAllConnections(user, options).pipe(
        tap((update) => {
          if (update.kind === 'outcome') outcomes.push(update);
        }),
      );
      const title = (id: string): string => names.get(id) ?? id;
      return concat(
        followToExit(host, { marbles: true }, { updates, names, expected: [...names.keys()] }),
        defer(() => from(outcomes)).pipe(concatMap((outcome) => showData(host.stdout, user, outcome, title))),
      );
    }),
    ignoreElements(),
  );
}

function showData(
  output: Output,
  user: OxlinUser,
  outcome: Outcome,
  title: (id: string) => string,
): Observable<unknown> {
  const { connectionId } = outcome;
  const print = (line: string): void => output.write(`  ${escapeControls(line)}\n`);
  const heading = defer(() => {
    output.write(`\n${title(connectionId)}\n`);
    return EMPTY;
  });
  const balances = user.accounts({ connectionId }).pipe(tap((account) => print(describeAccount(account, true))));
  let rows = 0;
  const increment = newTransactions(user, outcome).pipe(
    tap((transaction) => {
      rows += 1;
      if (rows <= ROWS_SHOWN) print(`  new: ${describeTransaction(transaction, true)}`);
    }),
  );
  const rest = defer(() => {
    if (rows > ROWS_SHOWN) print(`  and ${String(rows - ROWS_SHOWN)} more new transactions`);
    if (rows === 0) print('  no new transactions');
    return EMPTY;
  });
  return concat(heading, balances, increment, rest).pipe(map(() => undefined));
}
