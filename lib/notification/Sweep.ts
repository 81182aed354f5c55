import type { DataWindow } from '../model/DataWindow.js';
import type { InboxStore } from '../ports/InboxStore.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import type { ResolvedReconcileOptions } from './reconcileOptions.js';

/** What every stage of reconciliation works with. */
export interface Sweep {
  readonly api: NotificationApi;
  readonly inbox: InboxStore<unknown>;
  readonly settings: ResolvedReconcileOptions;
}

/**
 * Gives the time of which upstream still tells: from its horizon, or from `since`, until a little before its clock.
 *
 * @param sweep the surroundings
 * @example
 * recoverable(sweep).from; // 7 days ago
 */
export function recoverable({ api, settings }: Sweep): DataWindow {
  const now = api.upstreamNow().getTime();
  // A minute inside the horizon: the call that asks for its first second is still under way when the second is too old.
  const horizon = now - settings.horizonMs + HORIZON_MARGIN_MS;
  const from = Math.max(horizon, settings.since?.getTime() ?? horizon);
  return { from: wholeSecond(from), until: wholeSecond(Math.max(from, now - settings.lagMs)) };
}

const HORIZON_MARGIN_MS = 60_000;

function wholeSecond(ms: number): Date {
  return new Date(Math.ceil(ms / 1_000) * 1_000);
}
