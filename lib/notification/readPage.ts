import { defer, type Observable, tap } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import { isRetryable } from '../errors/isRetryable.js';
import type { UserDataPage } from '../model/UserDataPage.js';
import { retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { Reading } from './Reading.js';

/** Longest pause between two reads of one page; whoever needs more goes back to wait in the inbox. Unit: ms */
const LONGEST_PAUSE_MS = 10_000;
const FIRST_PAUSE_MS = 500;
/** What a server says, or the gateway before it, that cannot keep up. */
const OVERLOADS: readonly number[] = [502, 503, 504];

/**
 * Reads one page, tells the credit how it went, and repeats what failed for now a few times.
 *
 * @param fanOut the surroundings
 * @param read the exchange
 * @example
 * readPage(fanOut, () => fanOut.api.readUserData({ userId, window, skip: 0 }));
 */
export function readPage(fanOut: Reading, read: () => Observable<UserDataPage>): Observable<UserDataPage> {
  const { api, credit, health, settings } = fanOut;
  const { scheduler, entropy, telemetry, tenant } = api;
  return defer(read).pipe(
    tap({
      next: () => {
        health.lastSuccessAt = scheduler.now();
        health.refused.clear();
        credit.succeeded();
      },
      error: (error: unknown) => {
        tellCredit(fanOut, error);
      },
    }),
    retryWithBackoff({
      attempts: settings.fetchAttempts,
      baseMs: FIRST_PAUSE_MS,
      capMs: LONGEST_PAUSE_MS,
      deadlineMs: settings.leaseMs,
      scheduler,
      entropy,
      isRetryable: (error) => isRetryable(error) && !isPageFault(error),
      onRetry: () => {
        telemetry.count('fetch_retries_total', 1, { tenant });
      },
    }),
  );
}

function tellCredit({ credit }: Reading, error: unknown): void {
  if (!isAggregationError(error)) return;
  if (error.name === 'RateLimitedError') credit.refused(error.retryAfterMs);
  if (error.name === 'UpstreamStatusError' && OVERLOADS.includes(error.status)) credit.overloaded(error.retryAfterMs);
  if (error.name === 'UpstreamTimeoutError') credit.overloaded();
}

/** Asking again for the same page would not help: the window has to be read from its start. */
function isPageFault(error: unknown): boolean {
  return isAggregationError(error) && error.name === 'PagesMismatchError';
}
