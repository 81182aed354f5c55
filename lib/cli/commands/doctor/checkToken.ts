import { catchError, map, type Observable, of } from 'rxjs';
import type { AccessToken } from '../../../index.js';
import type { Session } from '../../openSession.js';
import { failedFinding } from './failedFinding.js';
import { doubtful, fine, type Finding } from './Finding.js';

const DEADLINE_MS = 10_000;
const SHORT_MS = 120_000;

/**
 * Checks that the authorization server gives a token, and how long that lives.
 *
 * @param session user and tokens
 * @example
 * checkToken(session).subscribe(({ result }) => console.log(result));
 */
export function checkToken({ user, tokens, settings }: Session): Observable<Finding> {
  const { tenant, userId, scheduler } = user;
  return tokens.token({ tenant, userId, deadlineMs: DEADLINE_MS }).pipe(
    map((token) => judge(token, scheduler.now(), settings.credentials.kind === 'token')),
    catchError((error: unknown) => of(failedFinding('token', error))),
  );
}

function judge({ expiresAt }: AccessToken, nowMs: number, isFixed: boolean): Finding {
  if (isFixed) return doubtful('token', 'integrator', 'given whole: when it ends, nothing can renew it');
  if (expiresAt === undefined) return doubtful('token', 'aggregator', 'of unknown life: renewed once it is refused');
  const lifeMs = expiresAt - nowMs;
  const detail = `lives for ${String(Math.round(lifeMs / 1_000))} s`;
  return lifeMs < SHORT_MS ? doubtful('token', 'aggregator', `${detail}, which is short`) : fine('token', detail);
}
