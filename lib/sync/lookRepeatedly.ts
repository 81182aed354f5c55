import { merge, NEVER, type Observable } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import { mapAnew } from '../operators/mapAnew.js';
import { poll } from '../operators/poll.js';
import { findConnection } from './findConnection.js';
import type { SyncSession } from './SyncSession.js';
import { toRetrying } from './toRetrying.js';
import type { Observation } from './Watch.js';

/**
 * Looks at the connection itself, at a slower pace than the queue is polled, and at once when woken.
 *
 * ```marble
 * wakes    --w-------
 * looks    l-l---l---l-  every 4
 * ```
 *
 * A connection that upstream no longer knows gives a look without one. Failed looks are told and repeated for ever.
 * Errors: refused credentials and other refusals. Never completes.
 *
 * @param session the run
 * @param connectionId which connection
 * @param wakes asks for a look at once
 * @example
 * lookRepeatedly(session, '7', NEVER).subscribe();
 */
export function lookRepeatedly(
  { user, settings, hints }: SyncSession,
  connectionId: ConnectionId,
  wakes: Observable<unknown>,
): Observable<Observation> {
  const beganAt = user.scheduler.now();
  const looks = poll(() => findConnection(user, connectionId, {}), {
    everyMs: settings.statusEveryMs,
    growth: 1,
    maxEveryMs: () => settings.statusEveryMs,
    retryBaseMs: settings.retryBaseMs,
    retryCapMs: settings.retryCapMs,
    isNews: () => true,
    wakes: hints === NEVER ? wakes : merge(wakes, hints),
    scheduler: user.scheduler,
    entropy: user.entropy,
  });
  return looks.pipe(
    mapAnew(
      () =>
        (tick): Observation =>
          tick.kind === 'retrying'
            ? toRetrying('read connection', tick)
            : { kind: 'look', ...tick.value, elapsedMs: user.scheduler.now() - beganAt },
    ),
  );
}
