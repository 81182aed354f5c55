import { defer, type MonoTypeOperatorFunction } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import { isRetryable } from '../errors/isRetryable.js';
import { retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import { Refusal } from './intake/Refusal.js';

/** Repetitions of what may fail for ever. */
const DOUBTS = 5;

/**
 * Repeats what failed for now until it succeeds: reconciliation has time, and nothing is lost meanwhile.
 *
 * ```marble
 * source     --#
 * readAgain  --------v|
 * ```
 *
 * What may be the fault of this one question, such as an answer that makes no sense, is repeated five times only: others
 * wait behind it. Memory: one timer. Errors: what repeating does not mend.
 *
 * @param api whose clock and chance
 * @example
 * api.listChanges(window).pipe(readAgain(api));
 */
export function readAgain<T>({ scheduler, entropy, telemetry, tenant }: NotificationApi): MonoTypeOperatorFunction<T> {
  return (source) =>
    defer(() => {
      let doubts = 0;
      const mayPass = (error: unknown): boolean => {
        if (error instanceof Refusal) return true;
        if (!isRetryable(error)) return false;
        if (!isDoubtful(error)) return true;
        doubts += 1;
        return doubts <= DOUBTS;
      };
      const onRetry = (): void => {
        telemetry.count('sweep_retries_total', 1, { tenant });
      };
      const policy = {
        attempts: Infinity,
        baseMs: 1_000,
        capMs: 300_000,
        scheduler,
        entropy,
        isRetryable: mayPass,
        onRetry,
      };
      return source.pipe(retryWithBackoff(policy));
    });
}

/** It may be the question that upstream cannot answer, and not the moment. */
function isDoubtful(error: unknown): boolean {
  return (
    isAggregationError(error) &&
    ['DecodeError', 'UpstreamStatusError', 'UpstreamTimeoutError', 'UpstreamRefusedError'].includes(error.name)
  );
}
