import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { CircuitBreakerOptions } from '../../operators/createCircuitBreaker.js';
import type { RateLimiterOptions } from '../../operators/createRateLimiter.js';
import { requireRange } from '../../operators/requireRange.js';
import type { Entropy } from '../../ports/Entropy.js';
import type { HttpPort } from '../../ports/HttpPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import { requireMethod } from './requireMethod.js';
import { requireObject } from './requireObject.js';

/** What the calls to every origin are governed by, whichever aggregator is behind it. */
export interface OriginSettings {
  readonly http: HttpPort;
  readonly tenant: string;
  readonly scheduler: SchedulerLike;
  readonly entropy: Entropy;
  readonly telemetry: Telemetry;
  /** Unit: ms */
  readonly deadlineMs: number;
  /** Unit: bytes */
  readonly maxBytes: number;
  readonly rateLimit: Pick<RateLimiterOptions, 'perSecond' | 'burst' | 'maxWaiting'> | false;
  readonly breaker: Pick<CircuitBreakerOptions, 'failures' | 'openMs' | 'maxOpenMs'> | false;
}

/** What an aggregator takes where nothing is said. */
export type OriginDefaults = Pick<OriginSettings, 'tenant' | 'deadlineMs' | 'maxBytes' | 'rateLimit' | 'breaker'>;

const LONGEST_DEADLINE_MS = 3_600_000;
// eslint-disable-next-line no-restricted-syntax -- the default of the injected Entropy has to come from somewhere
const MATH_ENTROPY: Entropy = { random: () => Math.random() };
const SILENT_TELEMETRY: Telemetry = { count: () => undefined, gauge: () => undefined };

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them; what is not of the origin is left out
 * @param defaults of the aggregator
 * @example
 * originSettings({ http }, { tenant: 'default', deadlineMs: 30_000, maxBytes: 65_536, rateLimit: false, breaker: {} });
 */
export function originSettings(
  given: Partial<OriginSettings> & Pick<OriginSettings, 'http'>,
  defaults: OriginDefaults,
): OriginSettings {
  const { http, scheduler = asyncScheduler, entropy = MATH_ENTROPY, telemetry = SILENT_TELEMETRY } = given;
  const { tenant = defaults.tenant, deadlineMs = defaults.deadlineMs, maxBytes = defaults.maxBytes } = given;
  const { rateLimit = defaults.rateLimit, breaker = defaults.breaker } = given;
  requireMethod('http', http, 'request');
  requireMethod('scheduler', scheduler, 'schedule');
  requireMethod('entropy', entropy, 'random');
  requireMethod('telemetry', telemetry, 'count');
  if (typeof tenant !== 'string' || tenant === '') throw new InvalidOptionError('tenant', tenant, 'a name');
  requireRange('deadlineMs', deadlineMs, { min: 1, max: LONGEST_DEADLINE_MS, unit: 'ms' });
  requireRange('maxBytes', maxBytes, { min: 1, unit: 'bytes' });
  requireObject('rateLimit', rateLimit, false);
  requireObject('breaker', breaker, false);
  return { http, tenant, scheduler, entropy, telemetry, deadlineMs, maxBytes, rateLimit, breaker };
}
