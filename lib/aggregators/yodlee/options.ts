import type { SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { CircuitBreakerOptions } from '../../operators/createCircuitBreaker.js';
import type { RateLimiterOptions } from '../../operators/createRateLimiter.js';
import { requireRange } from '../../operators/requireRange.js';
import type { Entropy } from '../../ports/Entropy.js';
import { fieldOf } from '../../ports/fieldOf.js';
import type { HttpPort } from '../../ports/HttpPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import type { YodleeTokens } from '../../ports/YodleeTokens.js';
import { checkedHeaders } from '../shared/checkedHeaders.js';
import { originSettings } from '../shared/originSettings.js';
import { requireMethod } from '../shared/requireMethod.js';

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

const LONGEST_SNAPSHOT_DAYS = 731;
const OWN_HEADERS: ReadonlySet<string> = new Set(['authorization', 'api-version', 'loginname', 'cookie']);

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
  const { baseUrl, tokens } = given;
  const { extraHeaders = YODLEE_DEFAULTS.extraHeaders, snapshotDays = YODLEE_DEFAULTS.snapshotDays } = given;
  const origin = originSettings(given, YODLEE_DEFAULTS);
  requireTokens(tokens);
  requireRange('snapshotDays', snapshotDays, { min: 1, max: LONGEST_SNAPSHOT_DAYS, unit: 'days' });
  const headers = checkedHeaders(extraHeaders, OWN_HEADERS, 'names of headers that are not millrace’s own');
  return { ...origin, baseUrl, tokens, snapshotDays, extraHeaders: headers };
}

/** The compiler says it too, but not to everybody. */
function requireTokens(given: unknown): void {
  for (const kind of ['admin', 'user'] as const) {
    const source = fieldOf(given, kind);
    if (kind === 'user' && source === undefined) continue;
    requireMethod(`tokens.${kind}`, source, 'token');
    if (fieldOf(source, 'tokenKind') !== kind) {
      throw new InvalidOptionError(`tokens.${kind}`, 'another source', `a source whose tokenKind is '${kind}'`);
    }
  }
}
