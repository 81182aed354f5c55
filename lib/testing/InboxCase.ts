import type { InboxStore, InboxSupports } from '../ports/InboxStore.js';
import type { SuiteClock } from './suiteClock.js';

/** What one case of the inbox suite works with. */
export interface InboxStand {
  /** Fresh and empty, for the consumers `default` and `other`. */
  readonly inbox: InboxStore;
  readonly clock: SuiteClock;
  /** Opens again what `inbox` has written, as a new process would after the death of the old one. */
  readonly reopen: () => Promise<InboxStore>;
}

/** One promise that an inbox keeps. */
export interface InboxCase {
  readonly title: string;
  /** What the inbox must claim for the case to be run. */
  readonly needs?: keyof InboxSupports;
  readonly run: (stand: InboxStand) => Promise<void>;
}
