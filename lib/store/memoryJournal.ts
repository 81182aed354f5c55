import { defer, type Observable, of, throwError } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { JournalMissError } from '../errors/JournalMissError.js';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { JournalOwner, SyncJournal, SyncRunAmendment } from '../ports/SyncJournal.js';

/** Options of `memoryJournal`. */
export interface MemoryJournalOptions {
  /** Ended runs that are kept for late subscribers before the oldest is forgotten. Unit: runs, ≥ 0. @defaultValue `1_000` */
  readonly keepEnded?: number;
  /** Updates that are kept of each run before the oldest is forgotten. Unit: updates, ≥ 1. @defaultValue `256` */
  readonly keepUpdates?: number;
}

/**
 * Keeps the sync journal in this process: joins and never posts twice while it lives, and forgets all when it ends.
 *
 * Memory: O(running syncs × `keepUpdates` + `keepEnded`).
 *
 * @param options what to keep, and how much
 * @example
 * const api = createOxlin({ baseUrl, tokens, http, journal: memoryJournal({ keepEnded: 10 }) });
 */
export function memoryJournal(options: MemoryJournalOptions = {}): SyncJournal {
  const { keepEnded = 1_000, keepUpdates = 256 } = options;
  if (!(keepEnded >= 0)) throw new InvalidOptionError('keepEnded', keepEnded, '≥ 0 runs');
  if (!(keepUpdates >= 1)) throw new InvalidOptionError('keepUpdates', keepUpdates, '≥ 1 updates');
  const active = new Map<string, SyncRun>();
  const ended = new Map<string, SyncRun>();

  const retire = (run: SyncRun): void => {
    active.delete(run.runId);
    ended.set(run.runId, run);
    for (const oldest of ended.keys()) {
      if (ended.size <= keepEnded) break;
      ended.delete(oldest);
    }
  };

  const store = (run: SyncRun): SyncRun => {
    if (run.ended) retire(run);
    else active.set(run.runId, run);
    return run;
  };

  const find = (runId: string): SyncRun | undefined => active.get(runId) ?? ended.get(runId);

  return {
    supports: { survivesRestart: false },
    begin: (draft, now) =>
      defer(() => {
        const holder = [...active.values()].find((run) => holds(run, draft) && run.expiresAt.getTime() > now.getTime());
        if (holder !== undefined) return of({ joined: true, run: holder });
        for (const expired of [...active.values()].filter((run) => holds(run, draft))) retire(expired);
        return of({ joined: false, run: store(draft) });
      }),
    amend: (runId, amendment) =>
      defer(() => {
        const run = find(runId);
        return run === undefined
          ? throwError(() => new JournalMissError(runId))
          : of(store(amended(run, amendment, keepUpdates)));
      }),
    find: (runId) => defer(() => of(find(runId))),
    erase: (owner, connectionId) => eraseFrom([active, ended], owner, connectionId),
  };
}

function holds(run: SyncRun, draft: SyncRun): boolean {
  if (run.tenant !== draft.tenant || run.userId !== draft.userId) return false;
  if (run.scope === draft.scope) return true;
  return run.scope === '*' && isFollowed(run, draft.scope) && !hasOutcome(run.updates, draft.scope);
}

function isFollowed(run: SyncRun, connectionId: ConnectionId): boolean {
  const targets = run.trigger?.connectionIds ?? run.baseline.map((baseline) => baseline.connectionId);
  return targets.includes(connectionId);
}

function hasOutcome(updates: readonly SyncUpdate[], connectionId: ConnectionId): boolean {
  return updates.some((update) => update.kind === 'outcome' && update.connectionId === connectionId);
}

function amended(run: SyncRun, { seen, updates, ...rest }: SyncRunAmendment, keepUpdates: number): SyncRun {
  return {
    ...run,
    ...rest,
    ...(seen && { seen: [...run.seen, ...seen] }),
    ...(updates && { updates: [...run.updates, ...updates].slice(-keepUpdates) }),
  };
}

function eraseFrom(
  shelves: readonly Map<string, SyncRun>[],
  { tenant, userId }: JournalOwner,
  connectionId: ConnectionId | undefined,
): Observable<void> {
  return defer(() => {
    for (const shelf of shelves) {
      for (const run of shelf.values()) {
        if (run.tenant !== tenant || run.userId !== userId) continue;
        if (connectionId === undefined || run.scope === connectionId || isFollowed(run, connectionId)) {
          shelf.delete(run.runId);
        }
      }
    }
    return of(undefined);
  });
}
