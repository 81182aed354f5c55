import type { SchedulerLike } from 'rxjs';
import { CircuitOpenError } from '../errors/CircuitOpenError.js';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Chance } from './Chance.js';
import { requireRange } from './requireRange.js';

/** When a circuit opens, and for how long. */
export interface CircuitBreakerOptions {
  /** Scheme, host and port; named in the error. */
  readonly origin: string;
  /** Failures in a row that open the circuit. Unit: failures, ≥ 1. @defaultValue `5` */
  readonly failures?: number;
  /** Time until the first probe. Unit: ms, ≥ 1. @defaultValue `10_000` */
  readonly openMs?: number;
  /** Longest time until a probe; it doubles up to here. Unit: ms, ≥ `openMs`. @defaultValue `120_000` */
  readonly maxOpenMs?: number;
  /** Its clock. */
  readonly scheduler: SchedulerLike;
  /** Where jitter and spread come from. */
  readonly entropy: Chance;
  /** Which errors speak against the origin. @defaultValue timeouts, broken exchanges, and 5xx */
  readonly countsAsFailure?: (error: unknown) => boolean;
}

/** One admitted call; the first thing it is told counts, the rest is ignored. */
export interface CircuitPass {
  /** The origin answered. */
  readonly succeed: () => void;
  /** The call failed; an error that does not speak against the origin proves that it lives. */
  readonly fail: (error: unknown) => void;
  /** The caller left before the call ended. */
  readonly abandon: () => void;
}

/** Admits calls to one origin, or refuses them. */
export interface CircuitBreaker {
  /** Errors: throws `CircuitOpenError` while the origin is left alone. */
  enter(): CircuitPass;
}

/** Share of the interval by which a probe may come earlier, so that breakers of many processes part. */
const JITTER = 0.2;
/** Share of the interval over which those who were refused come back. */
const SPREAD = 0.25;

/**
 * Makes a circuit breaker that all streams to one origin share.
 *
 * Closed, all pass. After `failures` in a row it opens: nobody passes for `openMs`, and everyone is told when to come
 * back. Then one single call passes as the probe: success closes the circuit for all; failure keeps it open for twice as
 * long, up to `maxOpenMs`; a probe whose caller leaves makes room for the next. What began before the circuit changed
 * counts no more. Those who were refused come back spread over a quarter of the interval. Memory: O(1), no timer.
 *
 * @param options thresholds, clock and chance
 * @example
 * const breaker = createCircuitBreaker({ origin: 'https://api.example.com', scheduler: asyncScheduler, entropy });
 */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { origin, failures = 5, openMs = 10_000, maxOpenMs = 120_000, scheduler, entropy } = options;
  const { countsAsFailure = speaksAgainstOrigin } = options;
  requireRange('failures', failures, { min: 1, unit: 'failures' });
  requireRange('openMs', openMs, { min: 1, unit: 'ms' });
  requireRange('maxOpenMs', maxOpenMs, { min: openMs, unit: 'ms' });

  let epoch = 0; // one more whenever the circuit opens or closes
  let failed = 0;
  let intervalMs = 0; // 0 while closed
  let openForMs = 0;
  let openedAt = 0;
  let probing = false;

  const close = (): void => {
    failed = 0;
    if (intervalMs === 0) return;
    intervalMs = 0;
    probing = false;
    epoch += 1;
  };

  const open = (forMs: number): void => {
    intervalMs = forMs;
    openForMs = forMs * (1 - JITTER * entropy.random());
    openedAt = scheduler.now();
    probing = false;
    epoch += 1;
  };

  const countFailure = (): void => {
    failed += 1;
    if (intervalMs > 0) open(Math.min(intervalMs * 2, maxOpenMs));
    else if (failed >= failures) open(openMs);
  };

  const msLeft = (): number => {
    openedAt = Math.min(openedAt, scheduler.now()); // a clock that jumped back must not prolong it
    return Math.max(0, openForMs - (scheduler.now() - openedAt));
  };

  const issue = (): CircuitPass => {
    const issuedIn = epoch;
    let told = false;
    const once = (report: () => void): void => {
      if (told) return;
      told = true;
      if (issuedIn === epoch) report();
    };
    return {
      succeed: () => {
        once(close);
      },
      fail: (error) => {
        const against = countsAsFailure(error);
        once(against ? countFailure : close);
      },
      abandon: () => {
        once(() => (probing = false));
      },
    };
  };

  return {
    enter: () => {
      if (intervalMs === 0) return issue();
      const leftMs = msLeft();
      if (leftMs > 0 || probing) {
        const spreadMs = entropy.random() * intervalMs * SPREAD;
        throw new CircuitOpenError(origin, Math.max(1, Math.ceil(leftMs + spreadMs)));
      }
      probing = true;
      return issue();
    },
  };
}

function speaksAgainstOrigin(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  if (error.name === 'UpstreamStatusError') return error.status >= 500;
  return error.name === 'UpstreamTimeoutError' || error.name === 'UpstreamUnreachableError';
}
