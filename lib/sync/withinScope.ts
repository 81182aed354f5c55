import { filter, identity, type MonoTypeOperatorFunction, pipe, takeWhile } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { ALL_CONNECTIONS } from './SyncSession.js';

/**
 * Keeps of a run over many connections what concerns the one that was asked for, up to its outcome.
 *
 * ```marble
 * run      -(TU)-e-f-O-P-S-|
 * ofOne    -T----e---(O|)
 * ```
 *
 * T, e and O concern the connection; U, f and P another; S all. What concerns the queue, and so no connection, stays.
 *
 * @param scope the connection, or `*` to keep everything
 * @example
 * whole.pipe(withinScope('7'));
 */
export function withinScope(scope: ConnectionId): MonoTypeOperatorFunction<SyncUpdate> {
  if (scope === ALL_CONNECTIONS) return identity;
  return pipe(
    filter((update) => update.kind !== 'summary' && (!('connectionId' in update) || update.connectionId === scope)),
    takeWhile(({ kind }) => kind !== 'outcome', true),
  );
}
