import type { KeptEvent } from './KeptEvent.js';

/**
 * Keeps the last event of each key, in the order of their offsets; events without a key are one key.
 *
 * @param events in the order of their offsets
 * @example
 * conflateEvents([first('a'), first('b'), second('a')]); // first of b, second of a
 */
export function conflateEvents(events: readonly KeptEvent[]): readonly KeptEvent[] {
  const last = new Map<string | undefined, KeptEvent>();
  for (const event of events) {
    last.delete(event.key);
    last.set(event.key, event);
  }
  return [...last.values()];
}
