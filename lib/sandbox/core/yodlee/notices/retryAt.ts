import type { YodleeSwitches } from '../switches/resolveYodleeSwitches.js';
import type { Notice } from './Notice.js';

const DOUBLINGS = 8;

/**
 * Says when a notification is tried again: 10, 20, 40, 80, 160, 320, 640 and 1280 minutes after the first failure;
 * undefined when it is given up. Source: Event_Notification page. Retries beyond these, if there are to be any, come as
 * long after the try before as the last of these takes.
 *
 * @param notice the notification, its last failure counted
 * @param switches the first of these times, how many there are, and what they count from
 * @param now when it last failed. Unit: ms
 * @returns ms of the caller's clock
 * @example
 * retryAt({ failures: 1, failedAt: 0 }, switches, 0); // 600000
 */
export function retryAt(
  { failures, failedAt = 0 }: Pick<Notice, 'failures' | 'failedAt'>,
  { retryFirstS, retryMeans, retries }: Pick<YodleeSwitches, 'retryFirstS' | 'retryMeans' | 'retries'>,
  now: number,
): number | undefined {
  if (failures > Number(retries)) return undefined;
  const afterMs = Math.max(1, Number(retryFirstS)) * 1_000 * 2 ** (Math.min(failures, DOUBLINGS) - 1);
  return retryMeans === 'gaps' || failures > DOUBLINGS ? now + afterMs : Math.max(now, failedAt + afterMs);
}
