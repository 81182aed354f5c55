import { asyncScheduler, type OperatorFunction, scan, type SchedulerLike } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { foldProgress, startOfProgress } from './foldProgress.js';
import type { SyncProgress } from './SyncProgress.js';

/** Settings of `progress`. */
export interface ProgressOptions {
  /** Connections to be synced, as far as they are known, so that `total` is right from the start. @defaultValue none */
  readonly expected?: readonly ConnectionId[];
  /** Clock of `retrying.until`. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
}

/**
 * Folds the updates of one or more syncs into what a page draws: each connection, and n of m.
 *
 * ```marble
 * updates  -(TU)-e-(OP)-|
 * progress -(ab)-c-(de)-|
 * ```
 *
 * One value for each update, at once. Monotone whatever the order: no count, bar or phase goes back, and a connection
 * with an outcome keeps it. Memory: O(connections and their channels) and the last event of each. Completes and errors
 * with its source.
 *
 * @param options what is known beforehand
 * @example
 * syncAllConnections(user).pipe(progress()).subscribe(({ done, total, share }) => draw(done, total, share));
 */
export function progress(options: ProgressOptions = {}): OperatorFunction<SyncUpdate, SyncProgress> {
  const { expected = [], scheduler = asyncScheduler } = options;
  return scan((before, update) => foldProgress(before, update, scheduler.now()), startOfProgress(expected));
}
