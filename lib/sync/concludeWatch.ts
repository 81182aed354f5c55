import { concat, defer, EMPTY, map, type Observable, of } from 'rxjs';
import type { Evidence } from '../model/Evidence.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueNews } from './dedupeEvents.js';
import { drainLate } from './drainLate.js';
import { observe } from './observe.js';
import type { SyncSession } from './SyncSession.js';
import { toObservation } from './toObservation.js';
import { toOutcome } from './toOutcome.js';
import type { Watch } from './Watch.js';

const NOTHING_TO_DRAIN: ReadonlySet<Evidence['rule']> = new Set(['deadline', 'nothingMoved', 'closed', 'manual']);

/**
 * Drains a watch that has ended and gives its outcome; one that has not ended gives nothing.
 *
 * ```marble
 * news     ---r---r
 * updates  D--e---(eO|)
 * ```
 *
 * Events that come now are marked `late`; an account list among them still reaches the outcome, the result stands.
 *
 * @param session the run's surroundings
 * @param watch what is known of the connection
 * @param news what the queue brings, for all connections
 * @example
 * concludeWatch(session, watch, news).subscribe((updates) => console.log(updates.at(-1)?.kind));
 */
export function concludeWatch(
  session: SyncSession,
  watch: Watch,
  news: Observable<QueueNews>,
): Observable<readonly SyncUpdate[]> {
  if (watch.verdict.kind !== 'ended') return EMPTY;
  const { rule } = watch.verdict;
  const { drainPolls } = session.settings;
  if (drainPolls === 0 || !watch.queueAvailable || NOTHING_TO_DRAIN.has(rule)) return of([toOutcome(watch, rule)]);
  return defer(() => {
    let drained = watch;
    const late = drainLate(session, news).pipe(
      map(toObservation(session, watch)),
      map((observation) => {
        drained = observe(session.settings)(drained, observation);
        return drained.updates.map(toLate);
      }),
    );
    return concat(
      of([{ kind: 'draining', connectionId: watch.connectionId, reads: drainPolls } as const]),
      late,
      defer(() => of([toOutcome({ ...watch, accounts: drained.accounts }, rule)])),
    );
  });
}

function toLate(update: SyncUpdate): SyncUpdate {
  return update.kind === 'event' ? { ...update, late: true } : update;
}
