import { identity, type MonoTypeOperatorFunction, Observable, type Subscriber } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { Stage } from '../operators/Stage.js';
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
  return (updates) => new Observable((subscriber) => updates.subscribe(new OfOne(scope, subscriber)));
}

class OfOne extends Stage<SyncUpdate, SyncUpdate> {
  constructor(
    private readonly scope: ConnectionId,
    destination: Subscriber<SyncUpdate>,
  ) {
    super(destination);
  }

  protected take(update: SyncUpdate): void {
    if (update.kind === 'summary' || ('connectionId' in update && update.connectionId !== this.scope)) return;
    this.destination.next(update);
    if (update.kind === 'outcome') this.complete();
  }
}
