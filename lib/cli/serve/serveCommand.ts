import { combineLatest, concat, defer, EMPTY, ignoreElements, type Observable, of, switchMap, take } from 'rxjs';
import type { Command } from '../Command.js';
import { createLog, logTelemetry } from '../createLog.js';
import { EXIT } from '../EXIT.js';
import { exitCodeOfStdout } from '../exitCodeOfStdout.js';
import type { Host } from '../Host.js';
import { collectYodlee } from '../yodlee/collectYodlee.js';
import { openedStore } from '../yodlee/openedStore.js';
import { openYodlee } from '../yodlee/openYodlee.js';
import { resolveYodleeSettings } from '../yodlee/resolveYodleeSettings.js';
import { listening } from './listening.js';
import { openedSpool } from './openedSpool.js';
import { openMetrics } from './openMetrics.js';
import type { Address } from './parseAddress.js';
import { runService } from './runService.js';
import type { ServeFlags } from './ServeFlags.js';
import path from 'node:path';

/**
 * Takes notifications in, fetches what changed and hands it to the sink, until it is told to stop: `serve`.
 *
 * The first signal drains: new webhooks get 503, what is in flight is finished or given back, exit code 0; the second one
 * ends the process at once, which loses nothing either. With the sink `ndjson:-` it ends with 74 when its reader goes before
 * that: a supervisor is to start both again.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * serveCommand(host, flags).run.subscribe((exitCode) => console.log(exitCode));
 */
export function serveCommand(host: Host, flags: ServeFlags): Command {
  const drain = new AbortController();
  return {
    run: defer(() => served(host, flags, drain.signal)),
    onSignal: () => {
      drain.abort();
      const notice = 'Draining; once more to stop at once.';
      return { exitCode: EXIT.unfinished, notice, withinMs: flags.drainWithin };
    },
    // Whoever took the deliveries is gone, and what it was given last may be lost on it.
    onStdoutEnd: (end) => {
      const isCutOff = flags.sink.kind === 'ndjson' && !drain.signal.aborted;
      return isCutOff ? EXIT.output : exitCodeOfStdout(end);
    },
  };
}

function served(host: Host, flags: ServeFlags, drain: AbortSignal): Observable<number> {
  const settings = resolveYodleeSettings(collectYodlee(host, flags), ['callbackSecret']);
  const log = createLog(host.stderr, flags.verbose === true);
  const metrics = openMetrics(flags.health !== undefined, logTelemetry(log));
  const { telemetry } = metrics;
  const api = openYodlee(settings, { telemetry, requestsPerSecond: flags.requestsPerSecond });
  const file = path.resolve(host.folder, flags.inbox);
  const spooling = flags.spool === undefined ? of(undefined) : openedSpool(host.folder, flags.spool);
  const served = combineLatest([spooling, openedStore({ file, telemetry })]).pipe(
    switchMap(([spool, store]) => {
      if (store.brokenFile !== undefined) host.stderr.write('millrace: the inbox was broken and has been replaced\n');
      return drain.aborted ? EMPTY : runService({ host, flags, settings, log, api, store, drain, metrics, spool });
    }),
  );
  return concat(vacant(flags.listen), vacant(flags.health), served);
}

/** Errors where somebody else listens, before a file is made. */
function vacant(address: Address | undefined): Observable<never> {
  if (address === undefined || address.port === 0) return EMPTY;
  return listening({ address, serve: (_, response) => void response.destroy() }).pipe(take(1), ignoreElements());
}
