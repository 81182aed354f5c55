import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { Hub } from './Hub.js';
import type { Topic } from './Topic.js';

/** A hub as those see it who serve its topics. */
export interface ReadableHub extends Hub {
  /** Gives a topic to read, or undefined when there is no room for one more. */
  open(name: string): Topic | undefined;
}

/**
 * Gives the side of a hub from which its topics are read.
 *
 * Errors: throws InvalidOptionError for what `createHub` has not made.
 *
 * @param hub from `createHub`
 * @example
 * readableHub(createHub()).open('syncs/u1')?.readers.size; // 0
 */
export function readableHub(hub: Hub): ReadableHub {
  if (isReadable(hub)) return hub;
  throw new InvalidOptionError('hub', hub, 'a hub from createHub');
}

function isReadable(hub: Hub): hub is ReadableHub {
  return 'open' in hub && typeof hub.open === 'function';
}
