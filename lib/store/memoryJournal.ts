import { defer, of } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { JournalMissError } from '../errors/JournalMissError.js';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { JournalEntry, JournalOwner, SyncJournal, SyncRunAmendment } from '../ports/SyncJournal.js';
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
  const runs = new HeldRuns(keepEnded, keepUpdates);
  return {
    supports: { survivesRestart: false },
    begin: (draft, now) => defer(() => of(runs.begin(draft, now))),
    current: (owner, scope, now) => defer(() => of(runs.holderOf(owner, scope, now))),
    amend: (runId, amendment) => defer(() => of(runs.amend(runId, amendment))),
    find: (runId) => defer(() => of(runs.find(runId))),
    erase: (owner, connectionId) =>
      defer(() => {
        runs.erase(owner, connectionId);
        return of(undefined);
      }),
  };
}

class HeldRuns {
  private readonly active = new RunShelf();
  private readonly ended = new RunShelf();

  constructor(
    private readonly keepEnded: number,
    private readonly keepUpdates: number,
  ) {}

  begin(draft: SyncRun, now: Date): JournalEntry {
    const holder = this.holderOf(draft, draft.scope, now);
    if (holder !== undefined) return { joined: true, run: holder };
    for (const expired of this.active.of(draft)) if (expired.scope === draft.scope) this.retire(expired);
    return { joined: false, run: this.store(draft) };
  }

  amend(runId: string, amendment: SyncRunAmendment): SyncRun {
    const run = this.find(runId);
    if (run === undefined) throw new JournalMissError(runId);
    return this.store(amended(run, amendment, this.keepUpdates));
  }

  find(runId: string): SyncRun | undefined {
    return this.active.get(runId) ?? this.ended.get(runId);
  }

  erase(owner: JournalOwner, connectionId?: ConnectionId): void {
    for (const shelf of [this.active, this.ended]) {
      for (const run of shelf.of(owner)) if (touches(run, connectionId)) shelf.remove(run);
    }
  }

  holderOf(owner: JournalOwner, scope: ConnectionId, now: Date): SyncRun | undefined {
    return this.active.of(owner).find((run) => holds(run, scope) && run.expiresAt.getTime() > now.getTime());
  }

  private store(run: SyncRun): SyncRun {
    if (run.ended) this.retire(run);
    else this.active.put(run);
    return run;
  }

  private retire(run: SyncRun): void {
    const { active, ended, keepEnded } = this;
    active.remove(run);
    ended.put(run);
    while (ended.size > keepEnded && ended.oldest !== undefined) ended.remove(ended.oldest);
  }
}

function touches(run: SyncRun, connectionId: ConnectionId | undefined): boolean {
  return connectionId === undefined || run.scope === connectionId || isFollowed(run, connectionId);
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

function amended(run: SyncRun, { seen, updates, ...rest }: SyncRunAmendment, keepUpdates: number): SyncRun {
  return {
    ...run,
    ...rest,
    ...(seen && { seen: [...run.seen, ...seen] }),
    ...(updates && { updates: newest([...run.updates, ...updates], keepUpdates) }),
  };
}

/** Outcomes stay whatever their age: who joins late must not miss how a connection ended. */
function newest(updates: readonly SyncUpdate[], keepUpdates: number): readonly SyncUpdate[] {
  const surplus = updates.length - keepUpdates;
  return surplus > 0 ? updates.filter(({ kind }, index) => index >= surplus || kind === 'outcome') : updates;
}
