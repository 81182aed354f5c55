import { catchError, concat, concatMap, count, defer, EMPTY, ignoreElements, type Observable, of, tap } from 'rxjs';
import type { OxlinUser } from '../../aggregators/oxlin/index.js';
import type { Command } from '../Command.js';
import { endedBy } from '../endedBy.js';
import { EXIT } from '../EXIT.js';
import type { UpstreamFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { openSession } from '../openSession.js';
import { escapeControls } from '../output/escapeControls.js';

/**
 * Makes a command that prints what it reads, one line each, as it comes.
 *
 * @param host the world around
 * @param flags what the user typed
 * @param noun what they are, for saying that there are none
 * @param read what to read
 * @param describe one line for people
 * @param suspect what may be wrong when there is none, for people
 * @example
 * listCommand(host, {}, 'connections', (user) => user.connections(), describeConnection).run.subscribe();
 */
export function listCommand<T>(
  host: Host,
  flags: UpstreamFlags,
  noun: string,
  read: (user: OxlinUser) => Observable<T>,
  describe: (item: T, showPii: boolean) => string,
  suspect: (user: OxlinUser) => Observable<string> = () => EMPTY,
): Command {
  const lineOf = (item: T): string =>
    flags.json === true ? JSON.stringify(item) : escapeControls(describe(item, flags.showPii === true));
  const run = defer(() => {
    const { user } = openSession(host, flags);
    const explained = defer(() => {
      host.stderr.write(`0 ${noun}\n`);
      return suspect(user).pipe(
        tap((reason) => host.stderr.write(`millrace: warning: ${escapeControls(reason)}\n`)),
        ignoreElements(),
        catchError(() => EMPTY),
      );
    });
    return read(user).pipe(
      tap((item) => host.stdout.write(`${lineOf(item)}\n`)),
      count(),
      concatMap((items) => concat(items === 0 ? explained : EMPTY, of(EXIT.ok))),
    );
  });
  return { run, onSignal: endedBy };
}
