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
  succeed(): void;
  /** The call failed; an error that does not speak against the origin proves that it lives. */
  fail(error: unknown): void;
  /** The caller left before the call ended. */
  abandon(): void;
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
  const { failures = 5, openMs = 10_000, maxOpenMs = 120_000, countsAsFailure = speaksAgainstOrigin } = options;
  requireRange('failures', failures, { min: 1, unit: 'failures' });
  requireRange('openMs', openMs, { min: 1, unit: 'ms' });
  requireRange('maxOpenMs', maxOpenMs, { min: openMs, unit: 'ms' });
  return new Circuit({ ...options, failures, openMs, maxOpenMs, countsAsFailure });
}

/** What all calls to one origin know of it. */
class Circuit implements CircuitBreaker {
  /** One more whenever the circuit opens or closes. */
  private epoch = 0;
  private failed = 0;
  /** 0 while closed. */
  private intervalMs = 0;
  private openForMs = 0;
  private openedAt = 0;
  private probing = false;
  private cause: unknown = undefined;

  constructor(private readonly options: Required<CircuitBreakerOptions>) {}

  enter(): CircuitPass {
    if (this.intervalMs === 0) return new Pass(this, this.epoch);
    const leftMs = this.msLeft();
    if (leftMs > 0 || this.probing) {
      const spreadMs = this.options.entropy.random() * this.intervalMs * SPREAD;
      const { cause } = this;
      throw new CircuitOpenError(this.options.origin, Math.max(1, Math.ceil(leftMs + spreadMs)), { cause });
    }
    this.probing = true;
    return new Pass(this, this.epoch);
  }

  /** Whether what is told of a call of that epoch still says anything. */
  isIn(epoch: number): boolean {
    return epoch === this.epoch;
  }

  countsAsFailure(error: unknown): boolean {
    return this.options.countsAsFailure(error);
  }

  leaveProbe(): void {
    this.probing = false;
  }

  close(): void {
    this.failed = 0;
    this.cause = undefined;
    if (this.intervalMs === 0) return;
    this.intervalMs = 0;
    this.probing = false;
    this.epoch += 1;
  }

  countFailure(error: unknown): void {
    const { failures, openMs, maxOpenMs } = this.options;
    this.failed += 1;
    this.cause = error;
    if (this.intervalMs > 0) this.open(Math.min(this.intervalMs * 2, maxOpenMs));
    else if (this.failed >= failures) this.open(openMs);
  }

  private open(forMs: number): void {
    this.intervalMs = forMs;
    this.openForMs = forMs * (1 - JITTER * this.options.entropy.random());
    this.openedAt = this.options.scheduler.now();
    this.probing = false;
    this.epoch += 1;
  }

  private msLeft(): number {
    const now = this.options.scheduler.now();
    this.openedAt = Math.min(this.openedAt, now); // a clock that jumped back must not prolong it
    return Math.max(0, this.openForMs - (now - this.openedAt));
  }
}

/** Written by hand because every call has one. */
class Pass implements CircuitPass {
  private told = false;

  constructor(
    private readonly circuit: Circuit,
    private readonly issuedIn: number,
  ) {}

  succeed(): void {
    if (this.counts()) this.circuit.close();
  }

  fail(error: unknown): void {
    const against = this.circuit.countsAsFailure(error);
    if (!this.counts()) return;
    if (against) this.circuit.countFailure(error);
    else this.circuit.close();
  }

  abandon(): void {
    if (this.counts()) this.circuit.leaveProbe();
  }

  private counts(): boolean {
    const isFirst = !this.told;
    this.told = true;
    return isFirst && this.circuit.isIn(this.issuedIn);
  }
}

function speaksAgainstOrigin(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  if (error.name === 'UpstreamStatusError') return error.status >= 500;
  return error.name === 'UpstreamTimeoutError' || error.name === 'UpstreamUnreachableError';
}
