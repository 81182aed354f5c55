import { defer, of } from 'rxjs';
import { JournalMissError } from '../errors/JournalMissError.js';
import type { ConnectionId, EventId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { JournalEntry, JournalOwner, SyncJournal, SyncRunAmendment } from '../ports/SyncJournal.js';
import { RunShelf } from './RunShelf.js';
import { journalSettings } from './rules/journalSettings.js';
import { amendRun, holdsScope, touchesConnection } from './rules/runRules.js';

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
  const { keepEnded, keepUpdates } = journalSettings(options);
  const runs = new HeldRuns(keepEnded, keepUpdates);
  return {
    supports: { survivesRestart: false },
    begin: (draft, now) => defer(() => of(runs.begin(draft, now))),
    current: (owner, scope, now) => defer(() => of(runs.current(owner, scope, now))),
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
    if (holder !== undefined) return { joined: true, run: snapshot(holder) };
    this.retireExpired(now);
    for (const expired of this.active.of(draft)) if (expired.scope === draft.scope) this.retire(expired);
    return { joined: false, run: snapshot(this.store({ ...draft, seen: [...draft.seen] })) };
  }

  amend(runId: string, amendment: SyncRunAmendment): SyncRun {
    const run = this.held(runId);
    if (run === undefined) throw new JournalMissError(runId);
    return snapshot(this.store(amended(run, amendment, this.keepUpdates)));
  }

  current(owner: JournalOwner, scope: ConnectionId, now: Date): SyncRun | undefined {
    const run = this.holderOf(owner, scope, now);
    return run && snapshot(run);
  }

  find(runId: string): SyncRun | undefined {
    const run = this.held(runId);
    return run && snapshot(run);
  }

  erase(owner: JournalOwner, connectionId?: ConnectionId): void {
    for (const shelf of [this.active, this.ended]) {
      for (const run of shelf.of(owner)) if (touchesConnection(run, connectionId)) shelf.remove(run);
    }
  }

  private held(runId: string): SyncRun | undefined {
    return this.active.get(runId) ?? this.ended.get(runId);
  }

  private holderOf(owner: JournalOwner, scope: ConnectionId, now: Date): SyncRun | undefined {
    return this.active.of(owner).find((run) => holdsScope(run, scope) && run.expiresAt.getTime() > now.getTime());
  }

  /** Runs that nobody came back for; the oldest begin first, so looking stops at the first that is not over. */
  private retireExpired(now: Date): void {
    for (let { oldest } = this.active; oldest !== undefined && oldest.expiresAt <= now; { oldest } = this.active) {
      this.retire(oldest);
    }
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

/** What is handed out stays as it was, although the list behind it grows; the copy is made when somebody reads it. */
function snapshot(run: SyncRun): SyncRun {
  const { seen } = run;
  const { length } = seen;
  return {
    ...run,
    get seen() {
      return seen.slice(0, length);
    },
  };
}

/** The ids seen are appended in place, because a copy for each batch would make a long run quadratic. */
function amended(run: SyncRun, { seen = [], ...rest }: SyncRunAmendment, keepUpdates: number): SyncRun {
  const met = isOurs(run.seen) ? run.seen : [...run.seen];
  for (const id of seen) met.push(id);
  return { ...amendRun(run, rest, keepUpdates), seen: met };
}

/** `begin` has copied the list and `snapshot` hands out copies, so that nobody else holds it. */
function isOurs(seen: readonly EventId[]): seen is EventId[] {
  return Array.isArray(seen);
}
