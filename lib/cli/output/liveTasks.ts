import type { ListrTask } from 'listr2';
import { concat, defer, EMPTY, filter, map, type Observable, takeWhile, tap } from 'rxjs';
import type { ConnectionId, ConnectionProgress, OutcomeResult, SyncProgress } from '../../index.js';
import { describeRetrying } from './describeRetrying.js';
import { escapeControls } from './escapeControls.js';
import type { KnownConnections } from './connectionNames.js';

/**
 * Makes what listr2 draws: one task for the whole, one for each connection that was expected.
 *
 * A task ends with its outcome; it is marked as failed unless that is good, and also when the progress ends without one.
 *
 * @param states the progress, of which the newest value comes at once
 * @param known names of the connections
 * @example
 * new Listr(liveTasks(states, { names: new Map(), expected: ['1001'] }), { concurrent: true });
 */
export function liveTasks(states: Observable<SyncProgress>, { names, expected }: KnownConnections): ListrTask[] {
  return [wholeTask(states), ...expected.map((id) => connectionTask(states, id, names.get(id) ?? id))];
}

function wholeTask(states: Observable<SyncProgress>): ListrTask {
  return {
    title: 'Syncs',
    task: (_, task) => {
      let isDone = false;
      const lines = states.pipe(
        tap(({ done, total, share }) => {
          isDone = done === total;
          task.title = `Syncs: ${String(done)} of ${String(total)}, ${String(Math.floor(share * 100))} %`;
        }),
        map(({ retrying, gaps }) => {
          if (retrying !== undefined) return describeRetrying(retrying);
          return gaps > 0 ? 'events may have been lost; the connections themselves decide' : '';
        }),
      );
      return concat(
        lines,
        defer(() => {
          if (!isDone) task.skip();
          return EMPTY;
        }),
      );
    },
  };
}

const GOOD: ReadonlySet<OutcomeResult> = new Set(['succeeded', 'notApplicable']);
/** Neither good nor a failure; nor is an end that nobody waited for. */
const NEUTRAL: ReadonlySet<OutcomeResult | undefined> = new Set(['partial', 'actionRequired', undefined]);

function connectionTask(states: Observable<SyncProgress>, id: ConnectionId, name: string): ListrTask {
  return {
    title: name,
    task: (_, task) => {
      let result: OutcomeResult | undefined;
      const lines = states.pipe(
        map(({ connections }) => connections.find(({ connectionId }) => connectionId === id)),
        filter((connection) => connection !== undefined),
        takeWhile(({ phase }) => phase !== 'ended', true),
        tap(({ outcome }) => {
          result = outcome?.result;
          if (result !== undefined) task.title = `${name}: ${result}`;
        }),
        map(lineOf),
      );
      const end = defer(() => {
        if (NEUTRAL.has(result)) task.skip();
        else if (result !== undefined && !GOOD.has(result)) throw new Error(result);
        return EMPTY;
      });
      return concat(lines, end);
    },
  };
}

function lineOf({ phase, attached, channels, lastEvent, events }: ConnectionProgress): string {
  switch (phase) {
    case 'waiting':
    case 'ended':
      return '';
    case 'draining':
      return 'ended; waiting for late events';
    case 'running': {
      const feeds = channels.map(({ channelId, mode, status }) => `${mode ?? channelId} ${status}`).join(', ');
      const last = lastEvent === undefined ? '' : `event ${String(events)}: ${lastEvent.type}`;
      const parts = [attached ? 'joined' : 'triggered', feeds, last].filter((part) => part !== '');
      return escapeControls(parts.join(' · '));
    }
  }
}
