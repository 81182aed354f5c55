import { defer, of } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { JournalMissError } from '../errors/JournalMissError.js';
import type { ConnectionId, EventId } from '../model/Identity.js';
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
      for (const run of shelf.of(owner)) if (touches(run, connectionId)) shelf.remove(run);
    }
  }

  private held(runId: string): SyncRun | undefined {
    return this.active.get(runId) ?? this.ended.get(runId);
  }

  private holderOf(owner: JournalOwner, scope: ConnectionId, now: Date): SyncRun | undefined {
    return this.active.of(owner).find((run) => holds(run, scope) && run.expiresAt.getTime() > now.getTime());
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

/**
 * Two processes may follow one run: what one of them has told already, the other does not tell again.
 *
 * The ids seen are appended in place, because a copy for each batch would make a long run quadratic.
 */
function amended(
  run: SyncRun,
  { seen = [], updates, trigger, ...rest }: SyncRunAmendment,
  keepUpdates: number,
): SyncRun {
  const isLate = run.ended;
  const met = isOurs(run.seen) ? run.seen : [...run.seen];
  for (const id of seen) met.push(id);
  return {
    ...run,
    ...rest,
    seen: met,
    ended: isLate || rest.ended === true,
    ...(trigger && run.trigger?.accepted !== true && { trigger }),
    ...(updates && !isLate && { updates: newest([...run.updates, ...updates.filter(isNewsTo(run))], keepUpdates) }),
  };
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

/** `begin` has copied the list and `snapshot` hands out copies, so that nobody else holds it. */
function isOurs(seen: readonly EventId[]): seen is EventId[] {
  return Array.isArray(seen);
}
