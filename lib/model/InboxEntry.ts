import type { DataWindow } from './DataWindow.js';
import type { LoginName } from './Identity.js';

/** Where an entry stands: to be worked on, in flight, set aside, given up, or too old for upstream. */
export type EntryState = 'waiting' | 'leased' | 'parked' | 'dead' | 'expired';

/** One user's window in the inbox, as people see it. */
export interface InboxEntry {
  readonly key: string;
  readonly tenant: string;
  readonly consumer: string;
  readonly userId: LoginName;
  readonly window: DataWindow;
  readonly state: EntryState;
  readonly attempts: number;
  /** Name of the error class that put it here. */
  readonly cause?: string;
  /** When its first second became known. */
  readonly since: Date;
  /** When it will be tried; absent when only people can move it. */
  readonly readyAt?: Date;
}
