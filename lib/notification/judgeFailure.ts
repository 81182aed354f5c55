import { isAggregationError } from '../errors/isAggregationError.js';
import type { RefusalVerdict } from '../errors/UpstreamRefusedError.js';
import type { Lease } from '../ports/InboxStore.js';
import { retryPauseMs } from '../operators/retryPauseMs.js';
import type { Reading } from './Reading.js';
import { HandlerFailedError } from './HandlerFailedError.js';
import { OwnTokenRefusedError } from './OwnTokenRefusedError.js';

/** What to do with an entry that failed. */
export type Verdict =
  | { readonly kind: 'retry'; readonly cause: string; readonly retryAt: Date; readonly counts: boolean }
  | { readonly kind: 'park' | 'dead' | 'stop'; readonly cause: string }
  | { readonly kind: 'lost' };

/** What worked for anybody within this time counts as well; then a failure is the user's own. Unit: ms */
const WELL_FOR_MS = 60_000;
/** Users refused, and nobody served in between, after which it is us who are refused. Unit: users */
const REFUSED_USERS = 3;
/** Pause for what is nobody's fault; the credit sets the pace. Unit: ms */
const PATIENCE_MS = 60_000;

/**
 * The user's own failure, a passing one, a refusal of the user, or of us, or one said of us in an answer about the user;
 * `elsewhere` passes with the weather.
 */
type Fault = 'user' | 'elsewhere' | 'refused' | 'customer' | 'saidOfCustomer' | 'park' | 'dead' | 'lost';

/**
 * Judges what a failure means for the entry: only failures of that one user or payload use up its attempts.
 *
 * What fails while upstream, or the handler, is well for others is the user's own, and after `maxAttempts` a dead letter.
 * What fails for everybody is repeated until 12 h before upstream forgets the window; a replay until it has forgotten
 * it. What only people can mend parks the entry, and what concerns all users stops the stream: what an
 * answer about one user says of the customer does so when it was said of several, and what a user's own token was refused
 * never does.
 *
 * @param fanOut the surroundings
 * @param lease the entry
 * @param error what was caught
 * @example
 * judgeFailure(fanOut, lease, new RateLimitedError('read user data', 2_000)); // retry, does not count
 */
export function judgeFailure(fanOut: Reading, lease: Lease, error: unknown): Verdict {
  const { lastSuccessAt, lastHandledAt } = fanOut.health;
  const worksAt = error instanceof HandlerFailedError ? lastHandledAt : lastSuccessAt;
  const isWell = fanOut.api.scheduler.now() - worksAt <= WELL_FOR_MS;
  const cause = causeOf(error);
  const fault = faultOf(error, isWell);
  switch (fault) {
    case 'lost':
      return { kind: 'lost' };
    case 'park':
      return { kind: 'park', cause };
    case 'dead':
      return { kind: 'dead', cause };
    case 'customer':
      return { kind: 'stop', cause };
    case 'saidOfCustomer':
      if (isEverybody(fanOut, lease)) return { kind: 'stop', cause };
      if (isWell) return { kind: 'park', cause };
      return again(fanOut, lease, { error, cause, counts: false });
    case 'refused':
      if (isWell) return { kind: 'dead', cause };
      if (isEverybody(fanOut, lease)) return { kind: 'stop', cause };
      return again(fanOut, lease, { error, cause, counts: false });
    case 'user':
    case 'elsewhere':
      return again(fanOut, lease, { error, cause, counts: fault === 'user' });
  }
}

/** One who is refused may be gone upstream; when several are and nobody is served, it is our right that is gone. */
function isEverybody({ health: { refused } }: Reading, { userId }: Lease): boolean {
  refused.add(userId);
  return refused.size >= REFUSED_USERS;
}

function again(
  { api, settings }: Reading,
  lease: Lease,
  { error, cause, counts }: { readonly error: unknown; readonly cause: string; readonly counts: boolean },
): Verdict {
  if (counts && lease.attempt >= settings.maxAttempts) return { kind: 'dead', cause };
  const reserveMs = lease.replayed ? 0 : settings.horizonReserveMs;
  const oldest = api.upstreamNow().getTime() - settings.horizonMs + reserveMs;
  if (lease.window.from.getTime() < oldest) return { kind: 'dead', cause: 'horizonReached' };
  const bounds = counts
    ? { baseMs: settings.retryBaseMs, capMs: settings.retryCapMs }
    : { baseMs: PATIENCE_MS, capMs: PATIENCE_MS };
  const pauseMs = retryPauseMs({ error, attempt: counts ? lease.attempt : 1 }, bounds, api.entropy);
  return { kind: 'retry', cause, counts, retryAt: new Date(api.scheduler.now() + pauseMs) };
}

function causeOf(error: unknown): string {
  if (error instanceof HandlerFailedError) return error.reason;
  if (error instanceof OwnTokenRefusedError) return causeOf(error.cause);
  if (!isAggregationError(error)) return 'unexpected';
  return error.name === 'UpstreamRefusedError' ? `${error.code} ${error.reason}` : error.name;
}

const REFUSALS: Readonly<Record<RefusalVerdict, Fault | undefined>> = {
  retry: undefined,
  park: 'park',
  stop: 'saidOfCustomer',
};

/** Options that say no to one user, of whom nothing can be read in their own name. */
const OF_ONE_USER: ReadonlySet<string> = new Set(['knownUser', 'tokens.user', 'userId']);

function faultOf(error: unknown, isWell: boolean): Fault {
  const ifWell: Fault = isWell ? 'user' : 'elsewhere';
  if (error instanceof OwnTokenRefusedError) return 'park';
  if (!isAggregationError(error)) return ifWell;
  switch (error.name) {
    case 'LeaseLostError':
      return 'lost';
    case 'RateLimitedError':
    case 'CircuitOpenError':
    case 'UpstreamUnreachableError':
    case 'StoreUnavailableError':
      return 'elsewhere';
    case 'UpstreamTimeoutError':
    case 'UpstreamStatusError':
    case 'DecodeError':
    case 'PagesMismatchError':
      return ifWell;
    case 'UpstreamRefusedError':
      return REFUSALS[error.verdict] ?? ifWell;
    case 'NotFoundError':
      return isWell ? 'dead' : 'elsewhere';
    case 'UnauthorizedError':
    case 'AccessDeniedError':
      return 'refused';
    case 'ResponseTooLargeError':
      return 'dead';
    case 'InvalidOptionError':
      return OF_ONE_USER.has(error.option) ? 'park' : 'customer';
    case 'CredentialsRefusedError':
    case 'FastLoopError':
    case 'JournalMissError':
    case 'OriginNotAllowedError':
      return 'customer';
    case 'RedirectRefusedError':
      return 'saidOfCustomer';
  }
}
