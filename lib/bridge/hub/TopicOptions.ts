import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { requireRange } from '../../operators/requireRange.js';
import type { TopicState } from '../protocol/ServerMessage.js';

/** Whose data a topic holds, so that it can be erased with the rest of it. */
export interface TopicOwner {
  readonly tenant: string;
  readonly userId: string;
}

/** What a slow reader of a topic gets: the last value of each key, what is left with a word of what is not, or nothing. */
export type SlowPolicy = 'conflate' | 'dropOldest' | 'close';

/** What one topic keeps, and for whom. */
export interface TopicOptions<T = unknown> {
  /** Identity of a value within the topic's state. @defaultValue none: values have no keys */
  key?(value: T): string;
  /** Says that a value ends its key. @defaultValue none does */
  removes?(value: T): boolean;
  /** What readers may fold. @defaultValue `'keyed'` with `key`, else `'none'` */
  readonly state?: TopicState;
  /** What happens to a reader that is too slow. @defaultValue `'conflate'` with a state, else `'close'` */
  readonly whenSlow?: SlowPolicy;
  /** Makes of a value what goes on the wire. @defaultValue the value itself, as `JSON.stringify` writes it */
  encode?(value: T): unknown;
  /** Events kept for those who come back. Unit: events, ≥ 1. @defaultValue `1_000` */
  readonly historyEvents?: number;
  /** Their age, at most. Unit: ms, ≥ 0. @defaultValue `300_000` */
  readonly historyMs?: number;
  /** Their size together, at most, but for the last one; it is all that a slow reader may lag. Unit: bytes, ≥ 1. @defaultValue `1_048_576` */
  readonly historyBytes?: number;
  /** Keys in the state; beyond it the one that was longest without a value is removed. Unit: keys, ≥ 1. @defaultValue `10_000` */
  readonly maxKeys?: number;
  /** Whose data it is. @defaultValue nobody's */
  readonly owner?: TopicOwner;
}

/** The options with every gap filled; what a topic does with a value has no default of its own. */
export type TopicSettings<T> = Required<Omit<TopicOptions<T>, 'key' | 'removes' | 'encode' | 'owner'>> &
  Pick<TopicOptions<T>, 'key' | 'removes' | 'encode' | 'owner'>;

/** What a topic does unless told otherwise; see docs/tuning.md for the reasons. */
export const TOPIC_DEFAULTS = {
  historyEvents: 1_000,
  historyMs: 300_000,
  historyBytes: 1_048_576,
  maxKeys: 10_000,
} as const satisfies TopicOptions;

const RANGES = {
  historyEvents: { min: 1, unit: 'events' },
  historyMs: { min: 0, unit: 'ms' },
  historyBytes: { min: 1, unit: 'bytes' },
  maxKeys: { min: 1, unit: 'keys' },
} as const;

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them
 * @example
 * resolveTopicOptions({ key: (update: SyncUpdate) => update.connectionId }).whenSlow; // 'conflate'
 */
export function resolveTopicOptions<T>(given: TopicOptions<T>): TopicSettings<T> {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const state = given.state ?? (given.key === undefined ? 'none' : 'keyed');
  const whenSlow = state === 'none' ? 'close' : 'conflate';
  const settings: TopicSettings<T> = { ...TOPIC_DEFAULTS, state, whenSlow, ...stated };
  requireRange('historyEvents', settings.historyEvents, RANGES.historyEvents);
  requireRange('historyMs', settings.historyMs, RANGES.historyMs);
  requireRange('historyBytes', settings.historyBytes, RANGES.historyBytes);
  requireRange('maxKeys', settings.maxKeys, RANGES.maxKeys);
  if ((settings.state === 'keyed') !== (settings.key !== undefined))
    throw new InvalidOptionError('state', settings.state, "'keyed' with `key`, and only then");
  if (settings.removes !== undefined && settings.key === undefined)
    throw new InvalidOptionError('removes', 'a function', '`key` beside it');
  if (settings.whenSlow === 'conflate' && settings.state === 'none')
    throw new InvalidOptionError('whenSlow', settings.whenSlow, 'a `state` to conflate into');
  return settings;
}
