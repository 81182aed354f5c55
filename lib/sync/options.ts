import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import { LONGEST_TIMER_MS } from '../operators/LONGEST_TIMER_MS.js';

/** How a sync is followed. Every default and its reason: docs/tuning.md. */
export interface SyncOptions {
  /** Pause between the end of one queue read and the next while there is news. Unit: ms, > 0. @defaultValue `2_000` */
  readonly pollEveryMs?: number;
  /** The longest pause that a quiet queue is left alone: the worst time from an event to its update, less two reads. Unit: ms, ≥ pollEveryMs. @defaultValue `15_000` */
  readonly maxDetectionLagMs?: number;
  /** Pause between looks at the connection itself. Unit: ms, > 0. @defaultValue `10_000` */
  readonly statusEveryMs?: number;
  /** Reads of the queue after the end, for events that come late. Unit: reads, ≥ 0. @defaultValue `2` */
  readonly drainPolls?: number;
  /** Pause before each of them. Unit: ms, > 0. @defaultValue `500` */
  readonly drainEveryMs?: number;
  /** Time without any sign of a start after which a sync ends as `notStarted`. Unit: ms, > 0. @defaultValue `120_000` */
  readonly startGraceMs?: number;
  /** Time in which the next part of a sync must show itself: the other channel, or the ALL sync after an account list. Unit: ms, > 0. @defaultValue `30_000` */
  readonly chainGraceMs?: number;
  /** Time after which a sync that still runs ends as `timedOut`. Unit: ms, > 0. @defaultValue `600_000` */
  readonly deadlineMs?: number;
  /** Repetitions of a call that failed before the trigger. Unit: repetitions, ≥ 0. @defaultValue `4` */
  readonly retryAttempts?: number;
  /** First bound of the random pause before a repetition; it doubles each time. Unit: ms, > 0. @defaultValue `500` */
  readonly retryBaseMs?: number;
  /** Highest bound of that pause. Unit: ms, ≥ retryBaseMs. @defaultValue `30_000` */
  readonly retryCapMs?: number;
  /** Recognises the event that announces the end of an ALL sync. @defaultValue types that begin with `SYNC_ALL_` */
  readonly isEndEvent?: (event: QueueEvent) => boolean;
  /** Recognises the event that announces the end of an account list. @defaultValue events with accounts, and `LIST_ACCOUNTS…` types that tell an end */
  readonly isListEvent?: (event: QueueEvent) => boolean;
}

const LIST_END = /^(SYNC_)?LIST_ACCOUNTS_?(SUCCESS|PARTIAL|FAILED|END|DONE|FINISHED)/;

/** What holds for every option that is not given. */
export const SYNC_DEFAULTS = {
  pollEveryMs: 2_000,
  maxDetectionLagMs: 15_000,
  statusEveryMs: 10_000,
  drainPolls: 2,
  drainEveryMs: 500,
  startGraceMs: 120_000,
  chainGraceMs: 30_000,
  deadlineMs: 600_000,
  retryAttempts: 4,
  retryBaseMs: 500,
  retryCapMs: 30_000,
  isEndEvent: (event: QueueEvent): boolean => event.type.startsWith('SYNC_ALL_'),
  isListEvent: (event: QueueEvent): boolean =>
    event.accounts !== undefined || (event.type.includes('LIST_ACCOUNTS') && LIST_END.test(event.type)),
} as const satisfies Required<SyncOptions>;

const POSITIVE = [
  'pollEveryMs',
  'statusEveryMs',
  'drainEveryMs',
  'startGraceMs',
  'chainGraceMs',
  'deadlineMs',
  'retryBaseMs',
] as const;

const COUNTS = { drainPolls: 'reads', retryAttempts: 'repetitions' } as const;

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * @param given the caller's options
 * @example
 * resolveSyncOptions({ deadlineMs: 60_000 }).drainPolls; // 2
 */
export function resolveSyncOptions(given: SyncOptions): Required<SyncOptions> {
  const settings: Required<SyncOptions> = {
    ...SYNC_DEFAULTS,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
  for (const name of POSITIVE) {
    hold(name, settings[name], settings[name] > 0, 'a number > 0 (ms)');
    hold(name, settings[name], settings[name] <= LONGEST_TIMER_MS, `a number ≤ ${String(LONGEST_TIMER_MS)} (ms)`);
  }
  for (const name of ['isEndEvent', 'isListEvent'] as const)
    hold(name, settings[name], typeof settings[name] === 'function', 'a function of an event');
  for (const name of ['drainPolls', 'retryAttempts'] as const) {
    hold(
      name,
      settings[name],
      Number.isInteger(settings[name]) && settings[name] >= 0,
      `a whole number ≥ 0 (${COUNTS[name]})`,
    );
  }
  hold(
    'maxDetectionLagMs',
    settings.maxDetectionLagMs,
    settings.maxDetectionLagMs >= settings.pollEveryMs,
    `a number ≥ pollEveryMs, which is ${String(settings.pollEveryMs)} (ms)`,
  );
  hold(
    'retryCapMs',
    settings.retryCapMs,
    settings.retryCapMs >= settings.retryBaseMs,
    `a number ≥ retryBaseMs, which is ${String(settings.retryBaseMs)} (ms)`,
  );
  return settings;
}

function hold(option: string, value: unknown, holds: boolean, expected: string): void {
  if (!holds) throw new InvalidOptionError(option, value, expected);
}
