import type { Lease } from '../ports/InboxStore.js';
import type { FanOut } from './FanOut.js';

/**
 * Gives a lease back that nobody works on any more, so that its user need not wait for it to run out.
 *
 * Best effort, in the background: if it fails, the lease runs out by itself.
 *
 * @param fanOut the surroundings
 * @param lease what is given back
 * @example
 * giveBack(fanOut, lease);
 */
export function giveBack<Tx>({ inbox, api }: Pick<FanOut<Tx>, 'inbox' | 'api'>, lease: Lease): void {
  const retryAt = new Date(api.scheduler.now());
  inbox.nack(lease, { cause: 'abandoned', retryAt, counts: false }).subscribe({
    error: () => {
      api.telemetry.count('lease_not_returned_total', 1, { tenant: api.tenant });
    },
  });
}
