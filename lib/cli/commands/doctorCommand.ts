import { concat, concatMap, defer, from, of, reduce, tap } from 'rxjs';
import type { Command } from '../Command.js';
import { EXIT } from '../EXIT.js';
import type { UpstreamFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { openSession } from '../openSession.js';
import { checkApi } from './doctor/checkApi.js';
import { checkQueue } from './doctor/checkQueue.js';
import { checkToken } from './doctor/checkToken.js';
import type { Finding } from './doctor/Finding.js';
import { escapeControls } from '../output/escapeControls.js';

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
  const run = defer(() => {
    const session = openSession(host, flags);
    const settings: Finding = {
      kind: 'check',
      check: 'settings',
      result: 'ok',
      whoMustAct: 'nobody',
      detail: `complete, credentials: ${session.settings.credentials.kind}`,
      exitCode: EXIT.ok,
    };
    return concat(of(settings), from([checkToken, checkApi, checkQueue]).pipe(concatMap((check) => check(session))));
  }).pipe(
    tap((finding) => host.stdout.write(flags.json === true ? toJson(finding) : toLine(finding))),
    reduce((worst, { exitCode }) => Math.max(worst, exitCode), FINE),
  );
  return { run, onSignal: (signal) => ({ exitCode: signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated }) };
}

function toJson({ kind, check, result, whoMustAct, detail }: Finding): string {
  return `${JSON.stringify({ kind, check, result, whoMustAct, detail })}\n`;
}

function toLine({ result, check, whoMustAct, detail }: Finding): string {
  const who = result === 'ok' ? '' : ` [${whoMustAct} must act]`;
  return `${result.padEnd(4)}  ${check.padEnd(12)}  ${escapeControls(detail)}${who}\n`;
}
