import { Listr } from 'listr2';
import {
  concat,
  connect,
  defer,
  from,
  merge,
  type MonoTypeOperatorFunction,
  Observable,
  ReplaySubject,
  tap,
} from 'rxjs';
import { type Outcome, progress, type SyncProgress, type SyncUpdate } from '../../index.js';
import type { Host } from '../Host.js';
import { describeOutcome } from './describeOutcome.js';
import { liveTasks } from './liveTasks.js';
import type { KnownConnections } from './connectionNames.js';

/**
 * Shows updates live on a terminal, a line for each connection, and the outcomes in words once all have ended.
 *
 * Completes when the last frame is drawn. Leaving early draws a last frame as well, and gives the cursor back.
 *
 * @param host the world around
 * @param known names of the connections
 * @example
 * syncAllConnections(user).pipe(showLive(host, { names, expected: ['1001'] })).subscribe();
 */
export function showLive(host: Host, known: KnownConnections): MonoTypeOperatorFunction<SyncUpdate> {
  return (updates) =>
    defer(() => {
      const outcomes: Outcome[] = [];
      const drawn = updates.pipe(
        tap((update) => {
          if (update.kind === 'outcome') outcomes.push(update);
        }),
        connect((shared) => merge(shared, drawing(shared.pipe(progress({ expected: known.expected })), known))),
      );
      const inWords = defer(() => {
        for (const outcome of outcomes) host.stdout.write(describeOutcome(outcome, known.names));
        return from<readonly SyncUpdate[]>([]);
      });
      return concat(drawn, inWords);
    });
}

/** Draws as long as the progress goes on; emits nothing. */
function drawing(states: Observable<SyncProgress>, known: KnownConnections): Observable<never> {
  return new Observable((subscriber) => {
    // listr2 subscribes to its tasks a while later, and each of them to the newest state.
    const newest = new ReplaySubject<SyncProgress>(1);
    const feeding = states.subscribe(newest);
    const listr = new Listr(liveTasks(newest, known), {
      concurrent: true,
      exitOnError: false,
      // The signal is ours to answer.
      registerSignalListeners: false,
      rendererOptions: { showErrorMessage: false },
    });
    listr.run().then(
      () => {
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
    return () => {
      feeding.unsubscribe();
      newest.complete();
    };
  });
}
