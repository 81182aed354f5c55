/** Users with their window. */
export interface NoticePart {
  /** Unit: epoch seconds. */
  readonly from: number;
  /** Unit: epoch seconds; belongs to the window. */
  readonly to: number;
  readonly users: readonly number[];
}

/** One try to deliver a notification. */
export interface NoticeAttempt {
  /** Unit: epoch seconds. */
  readonly at: number;
  /** Absent when nothing answered. */
  readonly status?: number;
}

/** What became of a notification; a dropped one was never sent. */
export type NoticeState = 'waiting' | 'acknowledged' | 'discarded' | 'dropped';

/** One notification, with what became of it. */
export interface Notice {
  readonly id: number;
  readonly event: string;
  readonly notificationId: string;
  /** Users and windows of DATA_UPDATES. */
  readonly parts: readonly NoticePart[];
  /** Users that come only with the retry. */
  readonly late: readonly number[];
  /** The whole body of any other event. */
  readonly payload?: string;
  /** Not of our making: sent once, to this place below the callback's origin when it is given. */
  readonly forged?: { readonly path?: string; readonly contentType?: string };
  readonly attempts: readonly NoticeAttempt[];
  readonly state: NoticeState;
  /** When the first try failed. Unit: ms of the caller's `now`. */
  readonly failedAt?: number | undefined;
  /** How often it failed since it was last acknowledged. */
  readonly failures: number;
  /** Further times to send it once it is acknowledged. */
  readonly copies: number;
}
