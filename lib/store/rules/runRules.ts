import type { ConnectionId } from '../../model/Identity.js';
import type { SyncRun } from '../../model/SyncRun.js';
import type { SyncUpdate } from '../../model/SyncUpdate.js';
import type { SyncRunAmendment } from '../../ports/SyncJournal.js';

/**
 * Says whether erasing a connection, or all of a user, takes a run with it.
 *
 * @param run the run
 * @param connectionId which; undefined for all
 * @example
 * touchesConnection(run, undefined); // true
 */
export function touchesConnection(run: SyncRun, connectionId: ConnectionId | undefined): boolean {
  return connectionId === undefined || run.scope === connectionId || isFollowed(run, connectionId);
}

/**
 * Says whether a run that is not over keeps another one of this scope from beginning.
 *
 * @param run the run
 * @param scope one connection, or `*`
 * @example
 * holdsScope(run, run.scope); // true
 */
export function holdsScope(run: SyncRun, scope: ConnectionId): boolean {
  if (run.scope === scope) return true;
  return run.scope === '*' && isFollowed(run, scope) && !hasOutcome(run.updates, scope);
}

/**
 * Changes a run, but for the ids that it has seen.
 *
 * Two processes may follow one run: what one of them has told already, the other does not tell again.
 *
 * @param run as it was
 * @param amendment what to change
 * @param keepUpdates how many updates are kept. Unit: updates
 * @example
 * amendRun(run, { ended: true }, 256).ended; // true
 */
export function amendRun(
  run: SyncRun,
  { updates, trigger, ...rest }: Omit<SyncRunAmendment, 'seen'>,
  keepUpdates: number,
): SyncRun {
  const isLate = run.ended;
  return {
    ...run,
    ...rest,
    ended: isLate || rest.ended === true,
    ...(trigger && run.trigger?.accepted !== true && { trigger }),
    ...(updates && !isLate && { updates: newest([...run.updates, ...updates.filter(isNewsTo(run))], keepUpdates) }),
  };
}

function isFollowed(run: SyncRun, connectionId: ConnectionId): boolean {
  const targets = run.trigger?.connectionIds ?? run.baseline.map((baseline) => baseline.connectionId);
  return targets.includes(connectionId);
}

function hasOutcome(updates: readonly SyncUpdate[], connectionId: ConnectionId): boolean {
  return updates.some((update) => update.kind === 'outcome' && update.connectionId === connectionId);
}

function isNewsTo({ updates }: SyncRun): (update: SyncUpdate) => boolean {
  return (update) => {
    if (update.kind !== 'outcome' && update.kind !== 'triggered') return true;
    return !updates.some((told) => told.kind === update.kind && told.connectionId === update.connectionId);
  };
}

/** Outcomes stay whatever their age: who joins late must not miss how a connection ended. */
function newest(updates: readonly SyncUpdate[], keepUpdates: number): readonly SyncUpdate[] {
  const surplus = updates.length - keepUpdates;
  return surplus > 0 ? updates.filter(({ kind }, index) => index >= surplus || kind === 'outcome') : updates;
}
