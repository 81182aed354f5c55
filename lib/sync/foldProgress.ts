import type { ConnectionId } from '../model/Identity.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { advanceConnection } from './advanceConnection.js';
import type { ConnectionProgress, SyncProgress } from './SyncProgress.js';

/**
 * Gives the progress before anything is known.
 *
 * @param expected connections to be synced, as far as they are known, so that `total` is right from the start
 * @example
 * startOfProgress(['7']).total; // 1
 */
export function startOfProgress(expected: readonly ConnectionId[] = []): SyncProgress {
  const connections = [...new Set(expected)].map(waiting);
  return { connections, done: 0, total: connections.length, share: 0, retrying: undefined, gaps: 0, quarantined: 0 };
}

/**
 * Takes one update into the progress; the pure heart of `progress()`.
 *
 * Whatever the order of the updates, `done`, `total`, every `share` and every phase never go back, and a connection
 * with an outcome stays as it is.
 *
 * @param before the progress so far
 * @param update what came
 * @param nowMs when it came. Unit: ms since the epoch
 * @example
 * foldProgress(startOfProgress(), update, scheduler.now()).done;
 */
export function foldProgress(before: SyncProgress, update: SyncUpdate, nowMs: number): SyncProgress {
  switch (update.kind) {
    case 'retrying': {
      const { operation, error, code, attempt, inMs } = update;
      const retrying = { operation, error, ...(code !== undefined && { code }), attempt, inMs };
      return { ...before, retrying: { ...retrying, until: new Date(nowMs + inMs) } };
    }
    case 'gap':
      return { ...before, gaps: before.gaps + 1 };
    case 'quarantined':
      return alive({ ...before, quarantined: before.quarantined + 1 });
    case 'summary':
      return alive(
        update.outcomes.reduce((progress, outcome) => advance(progress, outcome.connectionId, outcome), before),
      );
    case 'event':
    case 'triggered':
    case 'draining':
    case 'outcome':
      return alive(update.connectionId === undefined ? before : advance(before, update.connectionId, update));
  }
}

function advance(before: SyncProgress, connectionId: ConnectionId, update: SyncUpdate): SyncProgress {
  const known = before.connections.find((connection) => connection.connectionId === connectionId);
  const after = advanceConnection(known ?? waiting(connectionId), update);
  if (after === known) return before;
  const connections =
    known === undefined
      ? [...before.connections, after]
      : before.connections.map((one) => (one === known ? after : one));
  const mean = connections.reduce((sum, { share }) => sum + share, 0) / connections.length;
  return {
    ...before,
    connections,
    done: connections.filter(({ phase }) => phase === 'ended').length,
    total: connections.length,
    share: Math.max(before.share, mean),
  };
}

function alive(progress: SyncProgress): SyncProgress {
  return progress.retrying === undefined ? progress : { ...progress, retrying: undefined };
}

function waiting(connectionId: ConnectionId): ConnectionProgress {
  return { connectionId, phase: 'waiting', attached: false, channels: [], events: 0, share: 0 };
}
