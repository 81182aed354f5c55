import { defer, of } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { JournalMissError } from '../errors/JournalMissError.js';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { JournalEntry, JournalOwner, SyncJournal, SyncRunAmendment } from '../ports/SyncJournal.js';
import { SeenIds } from './SeenIds.js';
import { RunShelf } from './RunShelf.js';

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
 * Memory: O((running syncs + `keepEnded`) × `keepUpdates`), and every outcome.
 *
 * @param options what to keep, and how much
 * @example
 * const api = createOxlin({ baseUrl, tokens, http, journal: memoryJournal({ keepEnded: 10 }) });
 */
export function memoryJournal(options: MemoryJournalOptions = {}): SyncJournal {
  const { keepEnded = 1_000, keepUpdates = 256 } = options;
  if (!(keepEnded >= 0)) throw new InvalidOptionError('keepEnded', keepEnded, '≥ 0 runs');
  if (!(keepUpdates >= 1)) throw new InvalidOptionError('keepUpdates', keepUpdates, '≥ 1 updates');
  const active = new RunShelf();
  const ended = new RunShelf();
  const seen = new SeenIds();

  const retire = (run: SyncRun): void => {
    active.remove(run);
    ended.put(run);
    while (ended.size > keepEnded && ended.oldest !== undefined) {
      seen.forget(ended.oldest.runId);
      ended.remove(ended.oldest);
    }
  };

  const store = (run: SyncRun): SyncRun => {
    if (run.ended) retire(run);
    else {
      ended.remove(run);
      active.put(run);
    }
    return run;
  };

  const holderOf = (owner: JournalOwner, scope: ConnectionId, now: Date): SyncRun | undefined =>
    active.of(owner).find((run) => holds(run, scope) && run.expiresAt.getTime() > now.getTime());

  const begin = (draft: SyncRun, now: Date): JournalEntry => {
    const holder = holderOf(draft, draft.scope, now);
    if (holder !== undefined) return { joined: true, run: seen.shownIn(holder) };
    for (const expired of active.of(draft).filter(({ scope }) => scope === draft.scope)) retire(expired);
    seen.forget(draft.runId);
    seen.append(draft.runId, draft.seen);
    return { joined: false, run: seen.shownIn(store({ ...draft, seen: [] })) };
  };

  const find = (runId: string): SyncRun | undefined => active.get(runId) ?? ended.get(runId);

  const amend = (runId: string, amendment: SyncRunAmendment): SyncRun => {
    const run = find(runId);
    if (run === undefined) throw new JournalMissError(runId);
    seen.append(runId, amendment.seen ?? []);
    return seen.shownIn(store(amended(run, amendment, keepUpdates)));
  };

  const erase = (owner: JournalOwner, connectionId?: ConnectionId): void => {
    for (const shelf of [active, ended]) {
      for (const run of shelf.of(owner)) {
        if (connectionId !== undefined && run.scope !== connectionId && !isFollowed(run, connectionId)) continue;
        shelf.remove(run);
        seen.forget(run.runId);
      }
    }
  };

  return {
    supports: { survivesRestart: false },
    begin: (draft, now) => defer(() => of(begin(draft, now))),
    current: (owner, scope, now) =>
      defer(() => {
        const holder = holderOf(owner, scope, now);
        return of(holder && seen.shownIn(holder));
      }),
    amend: (runId, amendment) => defer(() => of(amend(runId, amendment))),
    find: (runId) =>
      defer(() => {
        const run = find(runId);
        return of(run && seen.shownIn(run));
      }),
    erase: (owner, connectionId) =>
      defer(() => {
        erase(owner, connectionId);
        return of(undefined);
      }),
  };
}

function holds(run: SyncRun, scope: ConnectionId): boolean {
  if (run.scope === scope) return true;
  return run.scope === '*' && isFollowed(run, scope) && !hasOutcome(run.updates, scope);
}

function isFollowed(run: SyncRun, connectionId: ConnectionId): boolean {
  const targets = run.trigger?.connectionIds ?? run.baseline.map((baseline) => baseline.connectionId);
  return targets.includes(connectionId);
}

function hasOutcome(updates: readonly SyncUpdate[], connectionId: ConnectionId): boolean {
  return updates.some((update) => update.kind === 'outcome' && update.connectionId === connectionId);
}

function amended(run: SyncRun, { updates, ...rest }: SyncRunAmendment, keepUpdates: number): SyncRun {
  return {
    ...run,
    ...rest,
    seen: [],
    ...(updates && { updates: newest([...run.updates, ...updates], keepUpdates) }),
  };
}

/** Outcomes stay whatever their age: who joins late must not miss how a connection ended. */
function newest(updates: readonly SyncUpdate[], keepUpdates: number): readonly SyncUpdate[] {
  const surplus = updates.length - keepUpdates;
  return surplus > 0 ? updates.filter(({ kind }, index) => index >= surplus || kind === 'outcome') : updates;
}
