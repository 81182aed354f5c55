import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { LONGEST_TIMER_MS } from '../operators/LONGEST_TIMER_MS.js';
import { requireRange } from '../operators/requireRange.js';
import type { Spool } from '../ports/Spool.js';

/** Options of `consumeNotifications`. */
export interface ConsumeOptions {
  /** Whose durable place in the inbox it is; one of those the store was opened with. @defaultValue `'default'` */
  readonly consumer?: string;
  /** Users worked on at once, to begin with. Unit: users, 1 to `ceiling`. @defaultValue `4`, or `ceiling` if that is less */
  readonly start?: number;
  /** Users worked on at once, at most. Unit: users, ≥ 1. @defaultValue `64` */
  readonly ceiling?: number;
  /** Memory that fetched pages may hold before nothing new is begun. Unit: bytes, ≥ 1. @defaultValue `67_108_864` */
  readonly byteCredit?: number;
  /** Size from which the pages of one window go to the spool. Unit: bytes, ≥ 1. @defaultValue `8_388_608` */
  readonly spoolAboveBytes?: number;
  /** Where they go; without it they stay in memory. */
  readonly spool?: Spool;
  /** Size from which one user's window is given up as too large. Unit: bytes, ≥ 1. @defaultValue `536_870_912` */
  readonly maxWindowBytes?: number;
  /** Pages from which one user's window is given up as endless. Unit: pages, ≥ 1. @defaultValue `2_000` */
  readonly maxPages?: number;
  /** Life of a lease between two heartbeats: how long a dead worker's users wait. Unit: ms, ≥ 3. @defaultValue `60_000` */
  readonly leaseMs?: number;
  /** Time for the handler. Unit: ms, ≥ 1. @defaultValue `60_000` */
  readonly handlerDeadlineMs?: number;
  /** Repetitions of one read that failed for now, before the user goes back to wait. Unit: repetitions, ≥ 0. @defaultValue `3` */
  readonly fetchAttempts?: number;
  /** First pause before the same user is tried again; it doubles. Unit: ms, ≥ 0. @defaultValue `1_000` */
  readonly retryBaseMs?: number;
  /** Longest such pause. Unit: ms, ≥ `retryBaseMs`. @defaultValue `3_600_000` */
  readonly retryCapMs?: number;
  /** Failures of one user alone until the window is a dead letter. Unit: attempts, ≥ 1. @defaultValue `12` */
  readonly maxAttempts?: number;
  /** How far back upstream gives data. Unit: ms, ≥ 1. @defaultValue `604_800_000`, 7 days */
  readonly horizonMs?: number;
  /** Time before the horizon at which a window becomes a dead letter, so that people can still act. Unit: ms, ≥ 0. @defaultValue `43_200_000`, 12 h */
  readonly horizonReserveMs?: number;
  /** Time after the end of a window until upstream is asked for it. Unit: ms, ≥ 0. @defaultValue `5_000` */
  readonly afterWindowMs?: number;
  /** Times that pages which do not agree are read anew. Unit: restarts, ≥ 0. @defaultValue `5` */
  readonly pageRestarts?: number;
  /** Holdings of investment accounts: read whole, because upstream may not say what was sold, or taken as sent. @defaultValue `'whole'` */
  readonly holdings?: 'whole' | 'asSent';
  /** Stops taking, finishes what is in flight, completes. @defaultValue never */
  readonly drain?: AbortSignal;
}

/** The options with every gap filled. */
export type ResolvedConsumeOptions = Required<Omit<ConsumeOptions, 'spool' | 'drain'>> &
  Pick<ConsumeOptions, 'spool' | 'drain'>;

/** What `consumeNotifications` does unless told otherwise; see docs/tuning.md for the reasons. */
export const CONSUME_DEFAULTS = {
  consumer: 'default',
  start: 4,
  ceiling: 64,
  byteCredit: 67_108_864,
  spoolAboveBytes: 8_388_608,
  maxWindowBytes: 536_870_912,
  maxPages: 2_000,
  leaseMs: 60_000,
  handlerDeadlineMs: 60_000,
  fetchAttempts: 3,
  retryBaseMs: 1_000,
  retryCapMs: 3_600_000,
  maxAttempts: 12,
  horizonMs: 604_800_000,
  horizonReserveMs: 43_200_000,
  afterWindowMs: 5_000,
  pageRestarts: 5,
  holdings: 'whole',
} as const satisfies ConsumeOptions;

const RANGES = {
  start: { min: 1, unit: 'users' },
  ceiling: { min: 1, unit: 'users' },
  byteCredit: { min: 1, unit: 'bytes' },
  spoolAboveBytes: { min: 1, unit: 'bytes' },
  maxWindowBytes: { min: 1, unit: 'bytes' },
  maxPages: { min: 1, unit: 'pages' },
  leaseMs: { min: 3, max: LONGEST_TIMER_MS, unit: 'ms' },
  handlerDeadlineMs: { min: 1, max: LONGEST_TIMER_MS, unit: 'ms' },
  fetchAttempts: { min: 0, unit: 'repetitions' },
  retryBaseMs: { min: 0, unit: 'ms' },
  retryCapMs: { min: 0, unit: 'ms' },
  maxAttempts: { min: 1, unit: 'attempts' },
  horizonMs: { min: 1, unit: 'ms' },
  horizonReserveMs: { min: 0, unit: 'ms' },
  afterWindowMs: { min: 0, unit: 'ms' },
  pageRestarts: { min: 0, unit: 'restarts' },
} as const;

const NUMBERS = [
  'start',
  'ceiling',
  'byteCredit',
  'spoolAboveBytes',
  'maxWindowBytes',
  'maxPages',
  'leaseMs',
  'handlerDeadlineMs',
  'fetchAttempts',
  'retryBaseMs',
  'retryCapMs',
  'maxAttempts',
  'horizonMs',
  'horizonReserveMs',
  'afterWindowMs',
  'pageRestarts',
] as const;

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them
 * @example
 * resolveConsumeOptions({ ceiling: 8 }).leaseMs; // 60000
 */
export function resolveConsumeOptions(given: ConsumeOptions): ResolvedConsumeOptions {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const ceiling = given.ceiling ?? CONSUME_DEFAULTS.ceiling;
  const start = Math.min(CONSUME_DEFAULTS.start, ceiling);
  const options: ResolvedConsumeOptions = { ...CONSUME_DEFAULTS, start, ...stated };
  for (const name of NUMBERS) requireRange(name, options[name], RANGES[name]);
  if (typeof options.consumer !== 'string' || options.consumer === '') {
    throw new InvalidOptionError('consumer', options.consumer, 'a name');
  }
  if (options.start > options.ceiling) throw new InvalidOptionError('start', options.start, 'at most `ceiling` users');
  if (options.retryBaseMs > options.retryCapMs) {
    throw new InvalidOptionError('retryBaseMs', options.retryBaseMs, 'at most `retryCapMs`');
  }
  if (!['whole', 'asSent'].includes(options.holdings)) {
    throw new InvalidOptionError('holdings', options.holdings, `'whole' or 'asSent'`);
  }
  return options;
}
