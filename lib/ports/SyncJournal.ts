import type { Observable } from 'rxjs';
import type { ConnectionId, EventId, QueueId } from '../model/Identity.js';
import type { SyncRun, SyncTrigger } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';

/** What `begin` found: the draft is now the run, or another run holds the scope already. */
export interface JournalEntry {
  readonly joined: boolean;
  readonly run: SyncRun;
}

/** What to change in a run; lists are appended to. */
export interface SyncRunAmendment {
  readonly queueId?: QueueId;
  readonly trigger?: SyncTrigger;
  readonly seen?: readonly EventId[];
  readonly updates?: readonly SyncUpdate[];
  readonly ended?: boolean;
}

/** Whose runs to erase. */
export interface JournalOwner {
  readonly tenant: string;
  readonly userId: string;
}

/**
 * Remembers every sync from before its POST, so that subscribing again or restarting joins it and never posts twice.
 *
 * Every method is cold, emits once and completes. A write is done when it has emitted.
 */
export interface SyncJournal {
  readonly supports: { readonly survivesRestart: boolean };
  /**
   * Compare-and-set: stores the draft unless a run of the same tenant, user and scope, or one over `*` that has not
   * yet given this connection's outcome, is neither ended nor expired at `now`; then gives that run.
   */
  begin(draft: SyncRun, now: Date): Observable<JournalEntry>;
  /** Gives the run that `begin` would give instead of storing a draft of this scope at `now`, if there is one. */
  current(owner: JournalOwner, scope: ConnectionId, now: Date): Observable<SyncRun | undefined>;
  /** Changes a run; gives it as it now is. Errors with JournalMissError if the run is unknown. */
  amend(runId: string, amendment: SyncRunAmendment): Observable<SyncRun>;
  /** Gives the run, or undefined when it was never there or is no longer kept. */
  find(runId: string): Observable<SyncRun | undefined>;
  /** Forgets every run of one user, or only those that touch one connection. */
  erase(owner: JournalOwner, connectionId?: ConnectionId): Observable<void>;
}
