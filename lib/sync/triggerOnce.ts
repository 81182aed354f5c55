import { catchError, defer, map, type Observable, of, take, throwError, throwIfEmpty, timeout } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { SyncRun, SyncTrigger } from '../model/SyncRun.js';
import { CLOCK_SLACK_MS } from './freshness.js';
import { retryTold } from './retryTold.js';
import { ALL_CONNECTIONS, type SyncSession } from './SyncSession.js';

/**
 * Triggers a run whose baseline is in the journal; by itself never a second time. The answer is not in the journal yet.
 *
 * ```marble
 * answer   --R--A
 * trigger  -----(t|)  refused once, then accepted
 * ```
 *
 * Repeats only what upstream refused or never saw, until the deadline. After any other failure, of whatever kind, nobody
 * knows whether the POST was carried out: then the run goes on unaccepted, and following it shows. Errors: refusals alone,
 * those that are for good and those that outlast the deadline; after them, posting again can do nothing twice.
 *
 * @param session the run's surroundings
 * @param run the run as the journal holds it, not triggered
 * @example
 * triggerOnce(session, run).subscribe(({ accepted }) => console.log(accepted));
 */
export function triggerOnce(session: SyncSession, run: SyncRun): Observable<SyncTrigger> {
  return defer(() => postOnce(session, run)).pipe(
    retryTold(session, 'trigger sync', { attempts: Infinity, isRetryable: isRefusedForNow }),
  );
}

function postOnce(session: SyncSession, run: SyncRun): Observable<SyncTrigger> {
  const { user, plan } = session;
  const isWhole = plan.scope === ALL_CONNECTIONS;
  const postedAt = upstreamNow(session, run);
  const call = { deadlineMs: session.timeLeftMs() };
  return defer(() => (isWhole ? user.synchronizeAll(call) : user.synchronize(plan.scope, plan.type, call))).pipe(
    take(1),
    throwIfEmpty(),
    timeout({ first: call.deadlineMs, scheduler: user.scheduler }),
    map(({ kind, at, connectionIds }) => ({
      ...answered(session, run, postedAt, at),
      accepted: kind === 'accepted',
      attached: kind === 'alreadyRunning',
      connectionIds: kind === 'alreadyRunning' || !isWhole ? idsOf(run) : connectionIds,
    })),
    catchError((error: unknown) =>
      isRefusal(error)
        ? throwError(() => error)
        : of({ ...toUnknownTrigger(run), ...answered(session, run, postedAt), postedAt }),
    ),
  );
}

/** Upstream's clock as far as the baseline tells it: an attempt may be made long after, when others were refused. */
function upstreamNow({ user }: SyncSession, { baselineAt, beganAt }: SyncRun): Date {
  return new Date(baselineAt.getTime() + Math.max(0, user.scheduler.now() - beganAt.getTime()));
}

/**
 * Upstream may begin our run at any moment of the POST, and may date its answer by the beginning or the end of it. So the
 * later reading counts; ours never goes past the date of the answer by more than the POST took.
 */
function answered(
  session: SyncSession,
  run: SyncRun,
  postedAt: Date,
  dated?: Date,
): Pick<SyncTrigger, 'at' | 'postedAt'> {
  const now = upstreamNow(session, run).getTime();
  const tookMs = now - postedAt.getTime();
  const whole = Math.floor(now / 1_000) * 1_000;
  const at = dated === undefined ? now : Math.max(dated.getTime(), Math.min(whole, dated.getTime() + tookMs));
  return { at: new Date(at), ...(tookMs > CLOCK_SLACK_MS && { postedAt }) };
}

/**
 * Describes the trigger of a run that was left before its POST was answered, so that nobody knows when or whether it was.
 *
 * @param session the run's surroundings
 * @param run the run as the journal holds it
 * @example
 * toLostTrigger(session, run).accepted; // false
 */
export function toLostTrigger(session: SyncSession, run: SyncRun): SyncTrigger {
  const postedAt = run.baselineAt;
  return { ...toUnknownTrigger(run), ...answered(session, run, postedAt), postedAt };
}

/**
 * Describes a trigger of which nobody knows whether it was carried out.
 *
 * @param run the run as the journal holds it
 * @example
 * toUnknownTrigger(run).accepted; // false
 */
export function toUnknownTrigger(run: SyncRun): SyncTrigger {
  return { at: run.baselineAt, accepted: false, attached: false, connectionIds: idsOf(run) };
}

/**
 * Tells whether upstream surely did not carry a request out, and may do so later.
 *
 * @param error anything caught
 * @example
 * isRefusedForNow(new RateLimitedError('trigger sync', 2_000)); // true
 */
export function isRefusedForNow(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  if (error.name === 'UpstreamUnreachableError') return !error.requestSent;
  if (error.name === 'UpstreamTimeoutError') return error.stage === 'token' || error.stage === 'permit';
  return error.name === 'RateLimitedError' || error.name === 'CircuitOpenError';
}

/** Upstream surely did not carry the request out; whatever is not known to be a refusal may hide one that was. */
function isRefusal(error: unknown): boolean {
  if (isRefusedForNow(error)) return true;
  if (!isAggregationError(error)) return false;
  switch (error.name) {
    case 'UpstreamStatusError':
      return error.status >= 400 && error.status < 500 && error.status !== 408;
    case 'AccessDeniedError':
    case 'CredentialsRefusedError':
    case 'InvalidOptionError':
    case 'NotFoundError':
    case 'OriginNotAllowedError':
    case 'UnauthorizedError':
      return true;
    default:
      return false;
  }
}

function idsOf({ baseline }: SyncRun): SyncTrigger['connectionIds'] {
  return baseline.map(({ connectionId }) => connectionId);
}
