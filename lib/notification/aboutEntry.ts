import type { Lease } from '../ports/InboxStore.js';
import type { AboutEntry } from './ConsumeUpdate.js';

/**
 * Says which entry an update is about.
 *
 * @param lease under which it is worked on
 * @example
 * of({ kind: 'leaseLost', ...aboutEntry(lease) });
 */
export function aboutEntry({ key, userId, window, attempt }: Lease): AboutEntry {
  return { key, userId, window, attempt };
}
