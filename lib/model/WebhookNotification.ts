import type { DataWindow } from './DataWindow.js';

/** Any notification that the receiver was sent, without its users; the kind is an open set, `info` says more. */
export interface WebhookNotification {
  readonly kind: 'dataUpdates' | 'refresh' | 'autoRefresh' | 'latestBalance' | 'insights' | 'unknown';
  /** Upstream's own name, such as `DATA_UPDATES.USER_DATA`; empty when it gave none. */
  readonly info: string;
  readonly notificationId?: string;
  readonly receivedAt: Date;
  /** Of dataUpdates and insights. */
  readonly window?: DataWindow;
  /** Of dataUpdates and insights: users announced, which need not be those that came. */
  readonly userCount?: number;
  /** Everything else it said, decoded and not interpreted. */
  readonly data?: unknown;
}
