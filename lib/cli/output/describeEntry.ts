import type { InboxEntry } from '../../aggregators/yodlee/index.js';
import { mask } from './mask.js';

/**
 * Writes an entry of the inbox as a line for people.
 *
 * @param entry the entry
 * @param showPii whether personal data may be shown
 * @example
 * describeEntry(entry, false); // 'dead  ••••  2026-11-21T10:00:00Z to …  12 attempts  UpstreamStatusError'
 */
export function describeEntry(entry: InboxEntry, showPii: boolean): string {
  const { state, userId, window, attempts, cause, readyAt } = entry;
  const next = readyAt === undefined ? undefined : `again ${second(readyAt)}`;
  const span = `${second(window.from)} to ${second(window.until)}`;
  const parts = [state, showPii ? userId : mask(userId), span, `${String(attempts)} attempts`, cause, next];
  return parts.filter((part) => part !== undefined).join('  ');
}

function second(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
