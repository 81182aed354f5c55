import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
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
  /** @defaultValue `'query'` */
  readonly listAccountsTypeIn?: TypePlacement;
  /** Such as `x-linxo-user-id`, with which a client token acts for a user; cannot replace `authorization`. @defaultValue `{}` */
  readonly extraHeaders?: ExtraHeaders;
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
} as const;

const LONGEST_DEADLINE_MS = 3_600_000;

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
  const { baseUrl, tokens, http, extraHeaders = {} } = given;
  const { tenant = OXLIN_DEFAULTS.tenant, listAccountsTypeIn = OXLIN_DEFAULTS.listAccountsTypeIn } = given;
  const { deadlineMs = OXLIN_DEFAULTS.deadlineMs, maxBytes = OXLIN_DEFAULTS.maxBytes } = given;
  const { journal = memoryJournal(), scheduler = asyncScheduler } = given;
  const { entropy = { random: () => Math.random() }, telemetry = { count: () => undefined, gauge: () => undefined } } =
    given;
  requireMethod('tokens', tokens, 'token');
  requireMethod('http', http, 'request');
  requireMethod('journal', journal, 'begin');
  requireMethod('scheduler', scheduler, 'schedule');
  requireMethod('entropy', entropy, 'random');
  requireMethod('telemetry', telemetry, 'count');
  if (typeof tenant !== 'string' || tenant === '') throw new InvalidOptionError('tenant', tenant, 'a name');
  if (!(deadlineMs > 0 && deadlineMs <= LONGEST_DEADLINE_MS)) {
    throw new InvalidOptionError('deadlineMs', deadlineMs, `> 0 and ≤ ${String(LONGEST_DEADLINE_MS)} ms`);
  }
  if (!(Number.isSafeInteger(maxBytes) && maxBytes > 0)) {
    throw new InvalidOptionError('maxBytes', maxBytes, 'a whole number ≥ 1 byte');
  }
  if (listAccountsTypeIn !== 'query' && listAccountsTypeIn !== 'body') {
    throw new InvalidOptionError('listAccountsTypeIn', listAccountsTypeIn, `'query' or 'body'`);
  }
  return {
    baseUrl,
    tokens,
    http,
    tenant,
    journal,
    scheduler,
    entropy,
    telemetry,
    deadlineMs,
    maxBytes,
    listAccountsTypeIn,
    extraHeaders: resolveHeaders(extraHeaders),
  };
}

function requireMethod(option: string, value: object, method: string): void {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, method) : undefined;
  if (typeof found !== 'function') throw new InvalidOptionError(option, value, `an object with a method ${method}`);
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
