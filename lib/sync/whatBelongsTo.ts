import type { OperatorFunction } from 'rxjs';
import { mapAnew } from '../operators/mapAnew.js';
import type { QueueNews } from './dedupeEvents.js';
import type { SyncSession } from './SyncSession.js';
import { toObservation } from './toObservation.js';
import type { Observation, Watch } from './Watch.js';

/** What a tick brings to a run: the news of the queue, and of them what each watched connection is to observe. */
export interface RunNews {
  readonly news: QueueNews;
  /** One for each watch, in their order. */
  readonly observations: readonly Observation[];
}

/**
 * Sorts the news of a queue by the connections they belong to.
 *
 * ```marble
 * news           -r---s-|  r holds an event of 7 and one of 8, s is empty
 * whatBelongsTo  -o---p-|  o = the first to 7, the second to 8; p = nothing to either
 * ```
 *
 * A queue belongs to a user and carries all of that user's connections. Memory: none. Completes with its source.
 *
 * @param session the run's surroundings
 * @param watches the connections that are followed
 * @example
 * news.pipe(whatBelongsTo(session, startWatches(run, 'all', settings)));
 */
export function whatBelongsTo(session: SyncSession, watches: readonly Watch[]): OperatorFunction<QueueNews, RunNews> {
  return mapAnew(() => {
    const own = watches.map((watch) => toObservation(session, watch));
    return (news) => ({ news, observations: own.map((toOwn) => toOwn(news)) });
  });
}
