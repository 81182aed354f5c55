import type { EntryState } from '../../model/InboxEntry.js';

/** A half-open stretch of time in whole seconds since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** A stretch of one user's lane that is not delivered, and how it stands. */
export interface Span extends Stretch {
  readonly state: EntryState;
  /** It was leased once: it keeps its bounds, and so its key. */
  readonly isCut: boolean;
  readonly replayed: boolean;
  readonly attempts: number;
  /** How often its process died while it was leased; absent when it never did. */
  readonly deaths?: number;
  /** On the store's clock. Unit: ms */
  readonly since: number;
  /** When a cut one that waits or is parked goes on; absent when only people can move it. Unit: ms */
  readonly readyAt?: number;
  readonly cause?: string;
}

/** When the first of the windows that gather came, and when they have gathered long enough. Unit: ms */
export interface Settling {
  readonly firstAt: number;
  readonly readyAt: number;
}

/**
 * All that is known of one (tenant, consumer, user): spans and what is delivered, oldest first and disjoint.
 *
 * One exception: a replay that waits may overlap the span that is leased.
 */
export interface Lane {
  /** Of the newest lease; 0 when there was none. */
  readonly fence: number;
  /** Where it stands among lanes that are ready since the same moment. */
  readonly turn: number;
  /** When it last gave way to the others. Unit: ms on the store's clock */
  readonly restedAt: number;
  readonly settling?: Settling;
  readonly spans: readonly Span[];
  readonly delivered: readonly Stretch[];
}

/** A lane of which nothing is known yet. */
export const EMPTY_LANE: Lane = { fence: 0, turn: 0, restedAt: 0, spans: [], delivered: [] };
