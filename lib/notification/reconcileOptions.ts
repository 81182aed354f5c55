import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { requireRange } from '../operators/requireRange.js';
import type { IntakeOptions } from './intake/options.js';

/** Options of `reconcile`. */
export interface ReconcileOptions {
  /** Time between two sweeps. Unit: ms, ≥ 1_000. @defaultValue `900_000`, 15 min */
  readonly everyMs?: number;
  /** How far back upstream tells of changes. Unit: ms, ≥ 1. @defaultValue `604_800_000`, 7 days */
  readonly horizonMs?: number;
  /** How far behind upstream's clock a sweep ends: what a notice may still tell is not missed yet. More than the interval of the notices, and the time they travel. Unit: ms, ≥ 0. @defaultValue `1_200_000`, 20 min */
  readonly lagMs?: number;
  /** How much of what was proven last is asked for again, because changes appear late. Unit: ms, ≥ 0. @defaultValue `1_800_000`, 30 min */
  readonly recheckMs?: number;
  /** Before this nothing is asked for. @defaultValue the horizon */
  readonly since?: Date;
  /** Whether stretches of which a notice came are asked for too, in case another notice of the same stretch was lost. @defaultValue `true` */
  readonly sweepNoticed?: boolean;
  /** Tells whether a user is one of ours; others are dropped before anything of them is stored. @defaultValue everybody is */
  readonly knownUser?: NonNullable<IntakeOptions['knownUser']>;
  /** As `knownUser`, for many at once: gives those of them that are ours. @defaultValue everybody is */
  readonly knownUsers?: NonNullable<IntakeOptions['knownUsers']>;
  /** Questions of `knownUser` that wait for an answer at the same time. Unit: questions, ≥ 1. @defaultValue `8` */
  readonly knownUserConcurrency?: number;
}

/** The options with every gap filled. */
export type ResolvedReconcileOptions = Required<Pick<ReconcileOptions, keyof typeof RECONCILE_DEFAULTS>> &
  Omit<ReconcileOptions, keyof typeof RECONCILE_DEFAULTS>;

/** What `reconcile` does unless told otherwise; see docs/tuning.md for the reasons. */
export const RECONCILE_DEFAULTS = {
  everyMs: 900_000,
  horizonMs: 604_800_000,
  lagMs: 1_200_000,
  recheckMs: 1_800_000,
  sweepNoticed: true,
  knownUserConcurrency: 8,
} as const satisfies ReconcileOptions;

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them
 * @example
 * resolveReconcileOptions({}).everyMs; // 900000
 */
export function resolveReconcileOptions(given: ReconcileOptions): ResolvedReconcileOptions {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const options: ResolvedReconcileOptions = { ...RECONCILE_DEFAULTS, ...stated };
  requireRange('everyMs', options.everyMs, { min: 1_000, unit: 'ms' });
  requireRange('horizonMs', options.horizonMs, { min: 1, unit: 'ms' });
  requireRange('lagMs', options.lagMs, { min: 0, unit: 'ms' });
  requireRange('recheckMs', options.recheckMs, { min: 0, unit: 'ms' });
  requireRange('knownUserConcurrency', options.knownUserConcurrency, { min: 1, unit: 'questions' });
  if (options.knownUser !== undefined && options.knownUsers !== undefined) {
    throw new InvalidOptionError('knownUsers', 'both', '`knownUser` or `knownUsers`, not both');
  }
  const { since } = options;
  if (since !== undefined && Number.isNaN(since.getTime())) throw new InvalidOptionError('since', since, 'a date');
  return options;
}
