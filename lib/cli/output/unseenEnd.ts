import type { Outcome } from '../../index.js';

/** What is known of a sync whose end was not seen: it runs, nothing runs, or nothing could be read at all. */
export type UnseenEnd = 'running' | 'atRest' | 'unknown';

/**
 * Tells what was last known of a sync that timed out.
 *
 * @param outcome how the sync ended, its evidence if there is any
 * @example
 * unseenEnd(outcome); // 'running'
 */
export function unseenEnd({
  channels,
  evidence,
}: Pick<Outcome, 'channels'> & Partial<Pick<Outcome, 'evidence'>>): UnseenEnd {
  if (evidence === undefined || evidence.observedIn === 'nowhere' || evidence.status === undefined) return 'unknown';
  return evidence.status === 'RUNNING' || channels.some(({ status }) => status === 'RUNNING') ? 'running' : 'atRest';
}
