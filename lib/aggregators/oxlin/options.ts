import type { SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { CircuitBreakerOptions } from '../../operators/createCircuitBreaker.js';
import type { RateLimiterOptions } from '../../operators/createRateLimiter.js';
import { requireRange } from '../../operators/requireRange.js';
import type { RetryPolicy } from '../../operators/retryWithBackoff.js';
import type { Entropy } from '../../ports/Entropy.js';
import type { HttpPort } from '../../ports/HttpPort.js';
import type { SyncJournal } from '../../ports/SyncJournal.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import type { TokenSource } from '../../ports/TokenSource.js';
import { memoryJournal } from '../../store/memoryJournal.js';
import { checkedHeaders } from '../shared/checkedHeaders.js';
import { originSettings } from '../shared/originSettings.js';
import { requireMethod } from '../shared/requireMethod.js';
import { requireObject } from '../shared/requireObject.js';

/** Where a LIST_ACCOUNTS sync says that it is one; the documentation does not tell. */
export type TypePlacement = 'query' | 'body';

/** Headers for every call, or a function that gives them for a user. */
export type ExtraHeaders = Readonly<Record<string, string>> | ((userId: string) => Readonly<Record<string, string>>);

/** The rate limit of one api object. */
export type RateLimit = Pick<RateLimiterOptions, 'perSecond' | 'burst' | 'maxWaiting'>;

/** The circuit breaker of one api object. */
export type Breaker = Pick<CircuitBreakerOptions, 'failures' | 'openMs' | 'maxOpenMs'>;

/** How a single read that failed for now is repeated. */
export type ReadRetry = Pick<RetryPolicy, 'attempts' | 'baseMs' | 'capMs'>;

/** Options of `createOxlin`. */
export interface OxlinOptions {
  /** Scheme, host and version prefix of the API. https, except on loopback. */
  readonly baseUrl: string;
  /** Where access tokens come from. */
  readonly tokens: TokenSource;
  /** Carries out the exchanges; must allow the origin of `baseUrl`. */
  readonly http: HttpPort;
  /** Whose customers these are, in a process that serves several. @defaultValue `'default'` */
  readonly tenant?: string;
  /** Remembers syncs across re-subscriptions. @defaultValue `memoryJournal()` */
  readonly journal?: SyncJournal;
  /** Clock of every timer. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Source of chance. @defaultValue `Math.random` */
  readonly entropy?: Entropy;
  /** Where counts and gauges go. @defaultValue nowhere */
  readonly telemetry?: Telemetry;
  /** Longest time for a call, its token and its waiting included. Unit: ms, 1 to 3_600_000. @defaultValue `30_000` */
  readonly deadlineMs?: number;
  /** Cap on an answer, counted after decompression. Unit: bytes, ≥ 1. @defaultValue `16_777_216` */
  readonly maxBytes?: number;
  /** Where `LIST_ACCOUNTS` is written. @defaultValue `'query'` */
  readonly listAccountsTypeIn?: TypePlacement;
  /** Such as `x-linxo-user-id`, with which a client token acts for a user; cannot replace `authorization`. @defaultValue `{}` */
  readonly extraHeaders?: ExtraHeaders;
  /** Calls of all users together; false for no limit. @defaultValue `{ perSecond: 100, burst: 200 }` */
  readonly rateLimit?: RateLimit | false;
  /** When to leave the origin alone; false for never. @defaultValue `{}`, which is 5 failures in a row, then 10 to 120 s */
  readonly breaker?: Breaker | false;
  /** How a read of people's own is repeated; what a pipeline calls is never repeated here. @defaultValue `{ attempts: 4, baseMs: 500, capMs: 15_000 }` */
  readonly retry?: ReadRetry;
}

/** The options with every gap filled. */
export type ResolvedOxlinOptions = Omit<Required<OxlinOptions>, 'extraHeaders'> & {
  readonly extraHeaders: (userId: string) => Readonly<Record<string, string>>;
};

/** The defaults of the plain settings. */
export const OXLIN_DEFAULTS = {
  tenant: 'default',
  deadlineMs: 30_000,
  maxBytes: 16_777_216,
  listAccountsTypeIn: 'query',
  rateLimit: { perSecond: 100, burst: 200 },
  breaker: {},
  retry: { attempts: 4, baseMs: 500, capMs: 15_000 },
} as const;

const OWN_HEADERS: ReadonlySet<string> = new Set(['authorization']);

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them
 * @example
 * resolveOxlinOptions({ baseUrl: 'https://api.oxlin.io/v2.1', tokens, http }).deadlineMs; // 30000
 */
export function resolveOxlinOptions(given: OxlinOptions): ResolvedOxlinOptions {
  const { baseUrl, tokens, journal = memoryJournal(), extraHeaders = {} } = given;
  const { listAccountsTypeIn = OXLIN_DEFAULTS.listAccountsTypeIn } = given;
  const origin = originSettings(given, OXLIN_DEFAULTS);
  const retry = resolveRetry(given.retry);
  requireMethod('tokens', tokens, 'token');
  requireMethod('journal', journal, 'begin');
  if (!['query', 'body'].includes(listAccountsTypeIn)) {
    throw new InvalidOptionError('listAccountsTypeIn', listAccountsTypeIn, `'query' or 'body'`);
  }
  return {
    ...origin,
    baseUrl,
    tokens,
    journal,
    listAccountsTypeIn,
    retry,
    extraHeaders: resolveHeaders(extraHeaders),
  };
}

function resolveRetry(given: Partial<ReadRetry> = OXLIN_DEFAULTS.retry): ReadRetry {
  requireObject('retry', given);
  const { attempts, baseMs, capMs } = OXLIN_DEFAULTS.retry;
  const retry = { attempts: given.attempts ?? attempts, baseMs: given.baseMs ?? baseMs, capMs: given.capMs ?? capMs };
  requireRange('retry.attempts', retry.attempts, { min: 0, unit: 'repetitions' });
  requireRange('retry.baseMs', retry.baseMs, { min: 0, unit: 'ms' });
  requireRange('retry.capMs', retry.capMs, { min: 0, unit: 'ms' });
  return retry;
}

function resolveHeaders(given: ExtraHeaders): ResolvedOxlinOptions['extraHeaders'] {
  const checked = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    checkedHeaders(headers, OWN_HEADERS, 'names of headers other than authorization');
  if (typeof given === 'function') return (userId) => checked(given(userId));
  const fixed = checked(given);
  return () => fixed;
}
