import type { ConsumeUpdate, ReconcileUpdate } from '../../aggregators/yodlee/index.js';
import { mask } from '../output/mask.js';

/** What `serve` tells of while it runs. */
export type ServeUpdate = (ConsumeUpdate | ReconcileUpdate) & {
  /** What the sink failed with, when that is the cause: a status, or a code. */
  readonly sinkCause?: string;
};

/**
 * Writes an update as a line for people; undefined for what is as it should be.
 *
 * @param update from the fan-out or from reconciliation
 * @param showPii whether personal data may be shown
 * @example
 * describeServed({ kind: 'swept', window, missed: 0 }, false); // undefined
 */
export function describeServed(update: ServeUpdate, showPii: boolean): string | undefined {
  const span = `${shown(update.window.from)} to ${shown(update.window.until)}`;
  switch (update.kind) {
    case 'swept':
      return update.missed === 0 ? undefined : `missed: ${String(update.missed)} users, ${span}; being fetched now`;
    case 'unrecoverable':
      return `unrecoverable: ${span}; millrace backfill heals it`;
    case 'delivered':
      return undefined;
    case 'postponed':
    case 'parked':
    case 'dead': {
      const user = showPii ? update.userId : mask(update.userId);
      const isFree = update.kind === 'postponed' && !update.counts;
      const attempt = isFree ? 'uses up no attempt' : `attempt ${String(update.attempt)}`;
      const cause = update.sinkCause === undefined ? update.cause : `${update.cause} (${update.sinkCause})`;
      return `${update.kind}: ${user}, ${span}, ${attempt}: ${cause}`;
    }
    case 'leaseLost':
      return `lease lost: ${showPii ? update.userId : mask(update.userId)}, ${span}`;
  }
}

function shown(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
