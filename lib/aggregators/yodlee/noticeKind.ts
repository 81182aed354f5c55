import type { WebhookNotification } from '../../model/WebhookNotification.js';

const KINDS: Readonly<Record<string, WebhookNotification['kind']>> = {
  DATA_UPDATES: 'dataUpdates',
  REFRESH: 'refresh',
  AUTO_REFRESH_UPDATES: 'autoRefresh',
  LATEST_BALANCE: 'latestBalance',
  LATEST_BALANCE_UPDATES: 'latestBalance',
  INSIGHTS: 'insights',
};

/**
 * Says what a notification is about, by upstream's name up to the first dot. Without a name, one with users is about
 * data.
 *
 * @param info upstream's name, such as `DATA_UPDATES.USER_DATA`
 * @param hasUsers whether it had `userData`
 * @example
 * noticeKind('REFRESH.PROCESS_COMPLETED', false); // 'refresh'
 */
export function noticeKind(info: string, hasUsers: boolean): WebhookNotification['kind'] {
  if (info === '') return hasUsers ? 'dataUpdates' : 'unknown';
  const name = info.split('.', 1)[0] ?? '';
  return Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'unknown') : 'unknown';
}
