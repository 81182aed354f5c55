import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { CircuitBreakerOptions } from '../../operators/createCircuitBreaker.js';
import type { RateLimiterOptions } from '../../operators/createRateLimiter.js';
import { requireRange } from '../../operators/requireRange.js';
import type { Entropy } from '../../ports/Entropy.js';
import type { HttpPort } from '../../ports/HttpPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import type { YodleeTokens } from '../../ports/YodleeTokens.js';

/** Options of `createYodlee`. */
export interface YodleeOptions {
  /** Scheme, host and prefix of the API, such as `https://production.api.yodlee.com/ysl`. https, except on loopback. */
  readonly baseUrl: string;
  /** Where admin tokens, and users' tokens, come from; see `yodleeTokens`. */
  readonly tokens: YodleeTokens;
  /** Carries out the exchanges; must allow the origin of `baseUrl`. */
  readonly http: HttpPort;
  /** Whose users these are, in a process that serves several customers. @defaultValue `'default'` */
  readonly tenant?: string;
  /** Clock of every timer. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Source of chance. @defaultValue `Math.random` */
  readonly entropy?: Entropy;
  /** Where counts and gauges go. @defaultValue nowhere */
  readonly telemetry?: Telemetry;
  /** Longest time for a call, its token and its waiting included. Unit: ms, 1 to 3_600_000. @defaultValue `60_000` */
  readonly deadlineMs?: number;
  /** Cap on an answer, counted after decompression. Unit: bytes, ≥ 1. @defaultValue `33_554_432` */
  readonly maxBytes?: number;
  /** Calls of all users together; false for no limit. @defaultValue `{ perSecond: 20, burst: 40 }` */
  readonly rateLimit?: Pick<RateLimiterOptions, 'perSecond' | 'burst' | 'maxWaiting'> | false;
  /** When to leave the origin alone; false for never. @defaultValue `{}`, which is 5 failures in a row, then 10 to 120 s */
  readonly breaker?: Pick<CircuitBreakerOptions, 'failures' | 'openMs' | 'maxOpenMs'> | false;
  /** Headers of every call, such as `locale`; cannot replace `authorization`, `api-version` and `loginname`. @defaultValue `{}` */
  readonly extraHeaders?: Readonly<Record<string, string>>;
  /** How far back a snapshot reads transactions; upstream gives two years. Unit: days, 1 to 731. @defaultValue `731` */
  readonly snapshotDays?: number;
}

/** The options with every gap filled. */
export type ResolvedYodleeOptions = Required<YodleeOptions>;

/** The defaults of the plain settings. */
export const YODLEE_DEFAULTS = {
  tenant: 'default',
  deadlineMs: 60_000,
  maxBytes: 33_554_432,
  rateLimit: { perSecond: 20, burst: 40 },
  breaker: {},
  extraHeaders: {},
  snapshotDays: 731,
} as const;

const LONGEST_DEADLINE_MS = 3_600_000;
const LONGEST_SNAPSHOT_DAYS = 731;
const OWN_HEADERS: ReadonlySet<string> = new Set(['authorization', 'api-version', 'loginname', 'cookie']);
// eslint-disable-next-line no-restricted-syntax -- the default of the injected Entropy has to come from somewhere
const MATH_ENTROPY: Entropy = { random: () => Math.random() };
const SILENT_TELEMETRY: Telemetry = { count: () => undefined, gauge: () => undefined };

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them
 * @example
 * resolveYodleeOptions({ baseUrl: 'https://production.api.yodlee.com/ysl', tokens, http }).deadlineMs; // 60000
 */
export function resolveYodleeOptions(given: YodleeOptions): ResolvedYodleeOptions {
  const D = YODLEE_DEFAULTS;
  const { baseUrl, tokens, http, scheduler = asyncScheduler, extraHeaders = D.extraHeaders } = given;
  const { entropy = MATH_ENTROPY, telemetry = SILENT_TELEMETRY, tenant = D.tenant } = given;
  const { deadlineMs = D.deadlineMs, maxBytes = D.maxBytes, snapshotDays = D.snapshotDays } = given;
  const { rateLimit = D.rateLimit, breaker = D.breaker } = given;
  requirePorts({ http, scheduler, entropy, telemetry });
  requireTokens(tokens);
  if (typeof tenant !== 'string' || tenant === '') throw new InvalidOptionError('tenant', tenant, 'a name');
  requireRange('deadlineMs', deadlineMs, { min: 1, max: LONGEST_DEADLINE_MS, unit: 'ms' });
  requireRange('maxBytes', maxBytes, { min: 1, unit: 'bytes' });
  requireRange('snapshotDays', snapshotDays, { min: 1, max: LONGEST_SNAPSHOT_DAYS, unit: 'days' });
  const headers = checkedHeaders(extraHeaders);
  const ports = { tokens, http, scheduler, entropy, telemetry };
  return { baseUrl, ...ports, tenant, deadlineMs, maxBytes, snapshotDays, rateLimit, breaker, extraHeaders: headers };
}

function requirePorts(ports: Readonly<Record<'http' | 'scheduler' | 'entropy' | 'telemetry', unknown>>): void {
  requireMethod('http', ports.http, 'request');
  requireMethod('scheduler', ports.scheduler, 'schedule');
  requireMethod('entropy', ports.entropy, 'random');
  requireMethod('telemetry', ports.telemetry, 'count');
}

/** The compiler says it too, but not to everybody. */
function requireTokens(given: unknown): void {
  const sources: Readonly<Record<string, unknown>> = typeof given === 'object' && given !== null ? { ...given } : {};
  for (const kind of ['admin', 'user'] as const) {
    const source = sources[kind];
    if (kind === 'user' && source === undefined) continue;
    requireMethod(`tokens.${kind}`, source, 'token');
    if (memberOf(source, 'tokenKind') !== kind) {
      throw new InvalidOptionError(`tokens.${kind}`, 'another source', `a source whose tokenKind is '${kind}'`);
    }
  }
}

function requireMethod(option: string, value: unknown, method: string): void {
  if (typeof memberOf(value, method) !== 'function') {
    throw new InvalidOptionError(option, value, `an object with a method ${method}`);
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Names in lower case; a value is never shown, it may be a secret. */
function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const lower = name.toLowerCase();
      if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower) || OWN_HEADERS.has(lower)) {
        throw new InvalidOptionError('extraHeaders', name, 'names of headers that are not millrace’s own');
      }
      if (typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value)) {
        throw new InvalidOptionError('extraHeaders', name, 'printable ASCII as its value');
      }
      return [lower, value];
    }),
  );
}
