import type { DataWindow } from '../model/DataWindow.js';

/** The events API was asked for a stretch of time: it is proven now, and what had been missed is in the inbox. */
export interface Swept {
  readonly kind: 'swept';
  readonly window: DataWindow;
  /** Users whose changes no notice had told. */
  readonly missed: number;
}

/** A stretch that nobody asked for in time: upstream no longer tells. A resync of all users heals it. */
export interface Unrecoverable {
  readonly kind: 'unrecoverable';
  readonly window: DataWindow;
}

/** What reconciliation found out. */
export type ReconcileUpdate = Swept | Unrecoverable;
