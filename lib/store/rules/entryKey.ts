import { digestText } from '../../model/digestBytes.js';
import type { Place } from './InboxTables.js';
import type { Stretch } from './Lane.js';

/**
 * Gives the key of an entry: the same over attempts, restarts and engines, another for each named consumer.
 *
 * @param place whose durable place
 * @param userId whose data
 * @param window which seconds
 * @example
 * entryKey({ tenant, consumer }, userId, { from: 0, until: 900 }).length; // 32
 */
export function entryKey({ tenant, consumer }: Place, userId: string, { from, until }: Stretch): string {
  return digestText(JSON.stringify([tenant, consumer, userId, from, until]));
}
