import { catchError, concat, concatMap, defer, from, type Observable, of, reduce, tap, throwError } from 'rxjs';
import type { Command } from '../Command.js';
import { endedBy } from '../endedBy.js';
import { EXIT } from '../EXIT.js';
import type { UpstreamFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { openSession } from '../openSession.js';
import { checkApi } from './doctor/checkApi.js';
import { checkQueue } from './doctor/checkQueue.js';
import { checkToken } from './doctor/checkToken.js';
import { failedFinding } from './doctor/failedFinding.js';
import { fine, type Finding } from './doctor/Finding.js';
import { escapeControls } from '../output/escapeControls.js';
import { isConfigurationError } from '../settings/ConfigurationError.js';

const FINE: number = EXIT.ok;

/**
 * Looks for what would keep syncs from working: `doctor`. Triggers nothing.
 *
 * A queue that was named is read once, which some upstreams count as taking its events.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * doctorCommand(host, {}).run.subscribe((exitCode) => console.log(exitCode));
 */
export function doctorCommand(host: Host, flags: UpstreamFlags): Command {
  const run = defer(() => examine(host, flags)).pipe(
    catchError((error: unknown) => {
      if (isConfigurationError(error)) return of(failedFinding('settings', error));
      return throwError(() => error);
    }),
    tap((finding) => host.stdout.write(flags.json === true ? toJson(finding) : toLine(finding))),
    reduce((worst, { exitCode }) => Math.max(worst, exitCode), FINE),
  );
  return { run, onSignal: endedBy };
}

function examine(host: Host, flags: UpstreamFlags): Observable<Finding> {
  const session = openSession(host, flags);
  const settings = fine('settings', `complete, credentials: ${session.settings.credentials.kind}`);
  return concat(of(settings), from([checkToken, checkApi, checkQueue]).pipe(concatMap((check) => check(session))));
}

function toJson({ kind, check, result, whoMustAct, detail }: Finding): string {
  return `${JSON.stringify({ kind, check, result, whoMustAct, detail })}\n`;
}

function toLine({ result, check, whoMustAct, detail }: Finding): string {
  const who = result === 'ok' ? '' : ` [${whoMustAct} must act]`;
  return `${result.padEnd(4)}  ${check.padEnd(12)}  ${escapeControls(detail)}${who}\n`;
}
