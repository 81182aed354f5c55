import type { DataWindow } from '../model/DataWindow.js';
import type { InboxStore } from '../ports/InboxStore.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import type { ResolvedReconcileOptions } from './reconcileOptions.js';

/** What every stage of reconciliation works with. */
export interface Sweep {
  readonly api: NotificationApi;
  readonly inbox: InboxStore;
  readonly settings: ResolvedReconcileOptions;
}

const SECOND_MS = 1_000;
/** A call that asks for its first second must not still be under way when that second is too old. Unit: ms */
const HORIZON_MARGIN_MS = 60_000;

/**
 * Gives the time of which upstream still tells: from its horizon, or from `since`, until a little before its clock.
 *
 * @param sweep the surroundings
 * @example
 * recoverable(sweep).from; // 7 days ago
 */
export function recoverable(sweep: Sweep): DataWindow {
  const { api, settings } = sweep;
  const from = Math.max(horizonOf(sweep).getTime(), wholeSecond(settings.since?.getTime() ?? -Infinity));
  const until = Math.floor((api.upstreamNow().getTime() - settings.lagMs) / SECOND_MS) * SECOND_MS;
  return { from: new Date(from), until: new Date(Math.max(from, until)) };
}

/**
 * Gives the first second of which upstream still tells.
 *
 * @param sweep the surroundings
 * @example
 * horizonOf(sweep); // 7 days ago, and a minute
 */
export function horizonOf({ api, settings }: Pick<Sweep, 'api' | 'settings'>): Date {
  return new Date(wholeSecond(api.upstreamNow().getTime() - settings.horizonMs + HORIZON_MARGIN_MS));
}

function wholeSecond(ms: number): number {
  return Math.ceil(ms / SECOND_MS) * SECOND_MS;
}
