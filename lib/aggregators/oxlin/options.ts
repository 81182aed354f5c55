import { asyncScheduler, type SchedulerLike } from 'rxjs';
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

const LONGEST_DEADLINE_MS = 3_600_000;
// eslint-disable-next-line no-restricted-syntax -- the default of the injected Entropy has to come from somewhere
const MATH_ENTROPY: Entropy = { random: () => Math.random() };
const SILENT_TELEMETRY: Telemetry = { count: () => undefined, gauge: () => undefined };
const PORT_METHODS = [
  ['tokens', 'token'],
  ['http', 'request'],
  ['journal', 'begin'],
  ['scheduler', 'schedule'],
  ['entropy', 'random'],
  ['telemetry', 'count'],
] as const;

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
  const D = OXLIN_DEFAULTS;
  const { baseUrl, tokens, http, journal = memoryJournal(), scheduler = asyncScheduler, extraHeaders = {} } = given;
  const { entropy = MATH_ENTROPY, telemetry = SILENT_TELEMETRY, tenant = D.tenant } = given;
  const { deadlineMs = D.deadlineMs, maxBytes = D.maxBytes, listAccountsTypeIn = D.listAccountsTypeIn } = given;
  const { rateLimit = D.rateLimit, breaker = D.breaker } = given;
  requireObject('rateLimit', rateLimit, false);
  requireObject('breaker', breaker, false);
  const retry = resolveRetry(given.retry);
  const ports = { tokens, http, journal, scheduler, entropy, telemetry };
  for (const [port, method] of PORT_METHODS) requireMethod(port, ports[port], method);
  if (typeof tenant !== 'string' || tenant === '') throw new InvalidOptionError('tenant', tenant, 'a name');
  requireRange('deadlineMs', deadlineMs, { min: 1, max: LONGEST_DEADLINE_MS, unit: 'ms' });
  requireRange('maxBytes', maxBytes, { min: 1, unit: 'bytes' });
  if (!['query', 'body'].includes(listAccountsTypeIn)) {
    throw new InvalidOptionError('listAccountsTypeIn', listAccountsTypeIn, `'query' or 'body'`);
  }
  const settings = { tenant, deadlineMs, maxBytes, listAccountsTypeIn, rateLimit, breaker, retry };
  return { baseUrl, ...ports, ...settings, extraHeaders: resolveHeaders(extraHeaders) };
}

function requireMethod(option: string, value: unknown, method: string): void {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, method) : undefined;
  if (typeof found !== 'function') throw new InvalidOptionError(option, value, `an object with a method ${method}`);
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

function requireObject(option: string, value: unknown, off?: false): void {
  if ((typeof value === 'object' && value !== null) || (off !== undefined && value === off)) return;
  throw new InvalidOptionError(option, value, off === undefined ? 'an object' : 'an object, or false');
}

function resolveHeaders(given: ExtraHeaders): ResolvedOxlinOptions['extraHeaders'] {
  if (typeof given === 'function') return (userId) => checkedHeaders(given(userId));
  const fixed = checkedHeaders(given);
  return () => fixed;
}

/** Names in lower case; a value is never shown, it may be a secret. */
function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || name.toLowerCase() === 'authorization') {
        throw new InvalidOptionError('extraHeaders', name, 'names of headers other than authorization');
      }
      if (typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value)) {
        throw new InvalidOptionError('extraHeaders', name, 'printable ASCII as its value');
      }
      return [name.toLowerCase(), value];
    }),
  );
}
