import { concat, concatMap, defer, EMPTY, ignoreElements, map, type OperatorFunction, of, takeWhile } from 'rxjs';
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
      const close = (batch: readonly SyncUpdate[]): readonly SyncUpdate[] => {
        outcomes.push(...batch.filter(isOutcome));
        const isLast = outcomes.length >= closing;
        return isLast && run.scope === ALL_CONNECTIONS
          ? [...batch, { kind: 'summary', outcomes: [...outcomes] }]
          : batch;
      };
      return batches.pipe(
        map(close),
        concatMap((batch) => {
          const ended = outcomes.length >= closing;
          if (batch.length === 0 && !ended) return EMPTY;
          const seen = batch.flatMap((update) => (update.kind === 'event' ? [update.event.id] : []));
          const written = session.amend(run.runId, { seen, updates: batch, ended });
          return concat(written.pipe(ignoreElements()), of({ batch, ended }));
        }),
        takeWhile(({ ended }) => !ended, true),
        map(({ batch }) => batch),
      );
    });
}

function isOutcome(update: SyncUpdate): update is Outcome {
  return update.kind === 'outcome';
}
