import type { DataWindow } from '../model/DataWindow.js';
import type { LoginName } from '../model/Identity.js';

/** Which user and window an update is about. */
export interface AboutEntry {
  readonly key: string;
  readonly userId: LoginName;
  readonly window: DataWindow;
  /** 1 for the first; what used up none is told under the same number again. */
  readonly attempt: number;
}

/** The handler has stored it and it is acknowledged. */
export interface Delivered extends AboutEntry {
  readonly kind: 'delivered';
  /** Unit: bytes of all pages */
  readonly bytes: number;
  readonly replayed: boolean;
  readonly unsettled: boolean;
}

/** It failed for now and waits. */
export interface Postponed extends AboutEntry {
  readonly kind: 'postponed';
  /** Name of what failed. */
  readonly cause: string;
  readonly retryAt: Date;
  /** Whether it used up one of `maxAttempts`; false for what is nobody's fault, such as an upstream that is down. */
  readonly counts: boolean;
}

/** It is set aside for people; the user's other windows go on. */
export interface SetAside extends AboutEntry {
  readonly kind: 'parked' | 'dead';
  readonly cause: string;
}

/** Its lease was lost; whoever has it now goes on. */
export interface LeaseLost extends AboutEntry {
  readonly kind: 'leaseLost';
}

/** What became of one entry of the inbox. */
export type ConsumeUpdate = Delivered | Postponed | SetAside | LeaseLost;
