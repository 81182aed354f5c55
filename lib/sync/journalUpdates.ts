import { concatMap, defer, filter, map, type OperatorFunction, takeWhile } from 'rxjs';
import type { EventId } from '../model/Identity.js';
import type { Outcome } from '../model/Outcome.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { ALL_CONNECTIONS, type SyncSession } from './SyncSession.js';

/**
 * Writes each batch of updates to the journal before it is emitted, and ends the run with its last outcome.
 *
 * ```marble
 * batches  -a--b--O--c
 * output   -a--b--(O|)
 * ```
 *
 * A run over all connections gets one last `summary` of every outcome, told now or before a restart. Empty batches are
 * dropped. Memory: the outcomes. Errors: those of the journal.
 *
 * @param session the run's surroundings
 * @param run the run, triggered
 * @param open how many outcomes are still to come; with none the run ends at once
 * @example
 * batches.pipe(journalUpdates(session, run, 1));
 */
export function journalUpdates(
  session: SyncSession,
  run: SyncRun,
  open: number,
): OperatorFunction<readonly SyncUpdate[], readonly SyncUpdate[]> {
  return (batches) =>
    defer(() => {
      const outcomes = run.updates.filter(isOutcome);
      const closing = outcomes.length + open;
      const close = (batch: readonly SyncUpdate[]): ClosedBatch => {
        for (const update of batch) if (isOutcome(update)) outcomes.push(update);
        const ended = outcomes.length >= closing;
        return ended && run.scope === ALL_CONNECTIONS
          ? { ended, updates: [...batch, { kind: 'summary', outcomes: [...outcomes] }] }
          : { ended, updates: batch };
      };
      return batches.pipe(
        map(close),
        filter(({ updates, ended }) => updates.length > 0 || ended),
        concatMap((batch) => session.amend(run.runId, { ...batch, seen: idsIn(batch.updates) }).pipe(map(() => batch))),
        takeWhile(({ ended }) => !ended, true),
        map(({ updates }) => updates),
      );
    });
}

/** What is written at once; `ended` when the last outcome is in it, or was before. */
interface ClosedBatch {
  readonly updates: readonly SyncUpdate[];
  readonly ended: boolean;
}

function idsIn(batch: readonly SyncUpdate[]): readonly EventId[] {
  const ids: EventId[] = [];
  for (const update of batch) if (update.kind === 'event') ids.push(update.event.id);
  return ids;
}

function isOutcome(update: SyncUpdate): update is Outcome {
  return update.kind === 'outcome';
}
