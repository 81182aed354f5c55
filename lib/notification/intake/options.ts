import type { ObservableInput } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { LoginName } from '../../model/Identity.js';
import { LONGEST_TIMER_MS } from '../../operators/LONGEST_TIMER_MS.js';
import { requireRange } from '../../operators/requireRange.js';
import type { InFlightBudget } from './createInFlightBudget.js';
import { LONGEST_SECRET } from './createSecretMatcher.js';

/** How webhooks are taken in. Every default and its reason: docs/tuning.md. */
export interface IntakeOptions {
  /** The last part of the callback URL's path, which nobody can guess; several while it is being changed. Unit: letters, digits and `-._~`, 16 to 256 of them. */
  readonly pathSecret: string | readonly string[];
  /** What the path must be before the secret, such as `/hooks/`. @defaultValue anything */
  readonly pathPrefix?: string;
  /** Addresses and CIDR ranges that may call. @defaultValue anybody */
  readonly allowFrom?: readonly string[];
  /** Addresses and CIDR ranges of our own proxies: only they are believed about `X-Forwarded-For`. @defaultValue `[]` */
  readonly trustedProxies?: readonly string[];
  /** Tells whether a user is one of ours; others are dropped before anything of them is stored. @defaultValue everybody is */
  readonly knownUser?: (tenant: string, userId: LoginName) => boolean | ObservableInput<boolean>;
  /** As `knownUser`, for many at once: gives those of them that are ours. @defaultValue everybody is */
  readonly knownUsers?: (tenant: string, userIds: readonly LoginName[]) => ObservableInput<ReadonlySet<LoginName>>;
  /** Questions of `knownUser` that wait for an answer at the same time. Unit: questions, ≥ 1. @defaultValue `8` */
  readonly knownUserConcurrency?: number;
  /** Largest body; the answer to more is 413. Unit: bytes, ≥ 1. @defaultValue `67_108_864` */
  readonly maxBodyBytes?: number;
  /** Bytes that may be on their way to the store at once; the answer to more is 503. Unit: bytes, ≥ maxBodyBytes + 16_384. @defaultValue `268_435_456` */
  readonly inFlightBytes?: number;
  /** The same, shared with other receivers; then `inFlightBytes` is not looked at. @defaultValue a budget of its own */
  readonly inFlight?: InFlightBudget;
  /** Time in which the store must have what it was given; then the answer is 503. Unit: ms, > 0. @defaultValue `5_000` */
  readonly storeDeadlineMs?: number;
  /** Time in which a body must come, seen every second, without the time that we held it back. Unit: ms, > 0. @defaultValue `30_000` */
  readonly bodyDeadlineMs?: number;
  /** Rate that a body must keep on average, after 5 s. Unit: bytes/s, ≥ 0. @defaultValue `256` */
  readonly minBytesPerSecond?: number;
  /** When to come again after a 503. Unit: ms, > 0. @defaultValue `30_000` */
  readonly retryAfterMs?: number;
  /** How long a user's windows wait for more of them. Unit: ms, ≥ 0. @defaultValue `2_000` */
  readonly settleMs?: number;
  /** How long they wait at most. Unit: ms, ≥ settleMs. @defaultValue `30_000` */
  readonly maxWaitMs?: number;
}

/** What holds for every option that is not given and has a value of its own. */
export const INTAKE_DEFAULTS = {
  trustedProxies: [],
  knownUserConcurrency: 8,
  maxBodyBytes: 67_108_864,
  inFlightBytes: 268_435_456,
  storeDeadlineMs: 5_000,
  bodyDeadlineMs: 30_000,
  minBytesPerSecond: 256,
  retryAfterMs: 30_000,
  settleMs: 2_000,
  maxWaitMs: 30_000,
} as const satisfies Omit<IntakeOptions, 'pathSecret'>;

/** What a webhook takes of the budget beside its bytes, so that many small ones have a limit too. Unit: bytes */
export const REQUEST_BYTES = 16_384;

/** Options with nothing left open but what has no default value. */
export type IntakeSettings = IntakeOptions &
  Readonly<Record<Exclude<keyof typeof INTAKE_DEFAULTS, 'trustedProxies'>, number>> & {
    readonly pathSecrets: readonly string[];
    readonly trustedProxies: readonly string[];
  };

const POSITIVE = ['storeDeadlineMs', 'bodyDeadlineMs', 'retryAfterMs'] as const;

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call; secrets are never shown.
 *
 * @param given the caller's options
 * @example
 * resolveIntakeOptions({ pathSecret: secret }).maxBodyBytes; // 67_108_864
 */
export function resolveIntakeOptions(given: IntakeOptions): IntakeSettings {
  const settings: IntakeSettings = {
    ...INTAKE_DEFAULTS,
    pathSecret: given.pathSecret,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    pathSecrets: [given.pathSecret].flat(),
  };
  requireSecrets(settings.pathSecrets);
  for (const name of POSITIVE) requireRange(name, settings[name], { min: 1, max: LONGEST_TIMER_MS, unit: 'ms' });
  const { maxBodyBytes, inFlight, inFlightBytes, settleMs } = settings;
  requireRange('knownUserConcurrency', settings.knownUserConcurrency, { min: 1, unit: 'questions' });
  requireRange('maxBodyBytes', maxBodyBytes, { min: 1, unit: 'bytes' });
  requireRange('minBytesPerSecond', settings.minBytesPerSecond, { min: 0, unit: 'bytes/s' });
  requireRange('settleMs', settleMs, { min: 0, max: LONGEST_TIMER_MS, unit: 'ms' });
  requireRange('maxWaitMs', settings.maxWaitMs, { min: settleMs, max: LONGEST_TIMER_MS, unit: 'ms' });
  const budgetRange = { min: maxBodyBytes + REQUEST_BYTES, unit: 'bytes, which is the largest body and its 16_384' };
  if (inFlight === undefined) requireRange('inFlightBytes', inFlightBytes, budgetRange);
  else requireRange('inFlight.limitBytes', inFlight.limitBytes, budgetRange);
  if (settings.knownUser !== undefined && settings.knownUsers !== undefined) {
    throw new InvalidOptionError('knownUsers', 'both', '`knownUser` or `knownUsers`, not both');
  }
  return settings;
}

function requireSecrets(secrets: readonly string[]): void {
  const isSecret = new RegExp(`^[A-Za-z0-9._~-]{16,${LONGEST_SECRET}}$`);
  if (secrets.length > 0 && secrets.every((secret) => typeof secret === 'string' && isSecret.test(secret))) return;
  const expected = `one or several of 16 to ${LONGEST_SECRET} letters, digits and -._~`;
  throw new InvalidOptionError('pathSecret', 'something else, which is not shown', expected);
}
