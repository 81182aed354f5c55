import { type MonoTypeOperatorFunction, Observable, type Subscriber } from 'rxjs';
import type { EventId } from '../model/Identity.js';
import type { Outcome } from '../model/Outcome.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { Stage } from '../operators/Stage.js';
import { keyOf } from './dedupeEvents.js';
import type { RunBatch } from './RunBatch.js';
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
export function journalUpdates(session: SyncSession, run: SyncRun, open: number): MonoTypeOperatorFunction<RunBatch> {
  return (batches) =>
    new Observable((subscriber) => batches.subscribe(new Journalling(session, run, { open, destination: subscriber })));
}

/** What is written at once; `ended` when the last outcome is in it, or was before. */
interface Entry {
  readonly batch: RunBatch;
  readonly ended: boolean;
}

/** One entry is written at a time; what comes meanwhile waits. A run that no journal keeps passes at once. */
class Journalling extends Stage<RunBatch, RunBatch> {
  private readonly outcomes: Outcome[];
  private readonly closing: number;
  private readonly waiting: Entry[] = [];
  private isWriting = false;
  private isLast = false;

  constructor(
    private readonly session: SyncSession,
    private readonly run: SyncRun,
    { open, destination }: { readonly open: number; readonly destination: Subscriber<RunBatch> },
  ) {
    super(destination);
    this.outcomes = run.updates.filter(isOutcome);
    this.closing = this.outcomes.length + open;
  }

  protected take(batch: RunBatch): void {
    const entry = this.close(batch);
    if (!entry.ended && entry.batch.updates.length === 0 && batch.queueId === undefined) return;
    if (!this.session.isJournalled) this.pass(entry);
    else if (this.isWriting) this.waiting.push(entry);
    else this.write(entry);
  }

  override complete(): void {
    this.isLast = true;
    if (!this.isWriting) super.complete();
  }

  private close(batch: RunBatch): Entry {
    for (const update of batch.updates) if (isOutcome(update)) this.outcomes.push(update);
    const ended = this.outcomes.length >= this.closing;
    if (!ended || this.run.scope !== ALL_CONNECTIONS) return { batch, ended };
    return {
      ended,
      batch: { ...batch, updates: [...batch.updates, { kind: 'summary', outcomes: [...this.outcomes] }] },
    };
  }

  private write(entry: Entry): void {
    const { updates, queueId } = entry.batch;
    const amendment = { updates, ended: entry.ended, seen: idsIn(updates), ...(queueId !== undefined && { queueId }) };
    this.isWriting = true;
    this.add(
      this.session.amend(this.run.runId, amendment).subscribe({
        next: () => {
          this.pass(entry);
        },
        error: (error: unknown) => {
          this.error(error);
        },
        complete: () => {
          this.writeNext();
        },
      }),
    );
  }

  private writeNext(): void {
    this.isWriting = false;
    const next = this.waiting.shift();
    if (next !== undefined) this.write(next);
    else if (this.isLast) super.complete();
  }

  private pass({ batch, ended }: Entry): void {
    if (ended) this.session.retire();
    if (batch.updates.length > 0) this.destination.next(batch);
    if (ended) super.complete();
  }
}

function idsIn(batch: readonly SyncUpdate[]): readonly EventId[] {
  const ids: EventId[] = [];
  for (const update of batch)
    if (update.kind === 'event' || update.kind === 'quarantined') ids.push(keyOf(update.event));
  return ids;
}

function isOutcome(update: SyncUpdate): update is Outcome {
  return update.kind === 'outcome';
}
