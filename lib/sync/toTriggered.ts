import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { Watch } from './Watch.js';

/**
 * Tells that a sync is under way, unless nobody knows whether it was started.
 *
 * @param watch the connection, as it is watched from the trigger on
 * @example
 * watches.flatMap(toTriggered);
 */
export function toTriggered({ connectionId, trigger, wasRunning, isTold }: Watch): readonly SyncUpdate[] {
  const attached = trigger.attached || wasRunning;
  return isTold ? [{ kind: 'triggered', connectionId, at: trigger.at, attached }] : [];
}
