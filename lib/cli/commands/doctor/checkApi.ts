import { catchError, concatMap, defer, from, type Observable, of } from 'rxjs';
import type { Connection, Dated } from '../../../index.js';
import { isKnownWord } from '../../../aggregators/oxlin/index.js';
import { isLoopback } from '../../isLoopback.js';
import type { Session } from '../../openSession.js';
import { failedFinding } from './failedFinding.js';
import { doubtful, fine, type Finding } from './Finding.js';

/** Two clocks that agree may still differ by the second that `Date` is rounded to, and by the way of the answer. */
const AGREEMENT_MS = 5_000;

/**
 * Checks that the API answers, that its clock and this machine's agree, and that its statuses are known words.
 *
 * @param session the user
 * @example
 * checkApi(session).subscribe(({ check, result }) => console.log(check, result));
 */
export function checkApi({ user, settings }: Session): Observable<Finding> {
  return defer(() => {
    const askedAt = user.scheduler.now();
    return user.listConnections().pipe(
      concatMap((answer) => {
        const tookMs = user.scheduler.now() - askedAt;
        return from([
          fine('reachability', `${count(answer.value)} in ${String(Math.round(tookMs))} ms`),
          judgeClock(answer, askedAt + tookMs / 2, settings.baseUrl),
          judgeStatuses(answer.value),
        ]);
      }),
      catchError((error: unknown) => of(failedFinding('reachability', error))),
    );
  });
}

function judgeClock({ serverAt }: Dated<unknown>, nowMs: number, baseUrl: string): Finding {
  if (serverAt === undefined) return doubtful('clock', 'aggregator', 'upstream does not tell the time (no Date)');
  const skewS = Math.round((serverAt.getTime() - nowMs) / 1_000);
  const detail = `upstream is ${String(Math.abs(skewS))} s ${skewS < 0 ? 'behind' : 'ahead'}`;
  if (Math.abs(serverAt.getTime() - nowMs) <= AGREEMENT_MS) return fine('clock', detail);
  return doubtful(
    'clock',
    'integrator',
    `${detail}; ends of syncs are judged by its clock alone, lives of tokens by ours${ofSandbox(skewS, baseUrl)}`,
  );
}

/** A sandbox that was told to be fast runs ahead of everybody. */
function ofSandbox(skewS: number, baseUrl: string): string {
  return isLoopback(new URL(baseUrl).hostname) && skewS > 0 ? '; to be expected of a sandbox with --speed' : '';
}

function judgeStatuses(connections: readonly Connection[]): Finding {
  const unknown = new Set([
    ...connections.map(({ status }) => status).filter((status) => !isKnownWord('connectionStatus', status)),
    ...connections
      .flatMap(({ channels }) => channels.map(({ status }) => status))
      .filter((status) => !isKnownWord('channelStatus', status)),
  ]);
  if (unknown.size === 0) return fine('statuses', 'all known');
  return doubtful('statuses', 'integrator', `not in the documentation: ${[...unknown].join(', ')}`);
}

function count({ length }: readonly unknown[]): string {
  return `${String(length)} ${length === 1 ? 'connection' : 'connections'}`;
}
