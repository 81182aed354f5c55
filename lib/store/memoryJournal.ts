import { defer, of, throwError } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { JournalMissError } from '../errors/JournalMissError.js';
import type { ConnectionId, EventId } from '../model/Identity.js';
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
  const runs = new Map<string, KeptRun>();
  const active = new Map<string, Set<string>>();
  const ended = new Set<string>();

  const store = (kept: KeptRun): SyncRun => {
    const { runId } = kept.run;
    runs.set(runId, kept);
    if (kept.run.ended) retire(kept);
    else {
      ended.delete(runId);
      membersOf(active, ownerOf(kept.run)).add(runId);
    }
    return snapshot(kept);
  };

  const retire = ({ run: { runId, tenant, userId } }: KeptRun): void => {
    leave(active, ownerOf({ tenant, userId }), runId);
    ended.add(runId);
    for (const oldest of ended) {
      if (ended.size <= keepEnded) break;
      ended.delete(oldest);
      runs.delete(oldest);
    }
  };

  const holdersOf = (draft: SyncRun): readonly KeptRun[] =>
    [...(active.get(ownerOf(draft)) ?? [])]
      .flatMap((runId) => runs.get(runId) ?? [])
      .filter(({ run }) => holds(run, draft));

  return {
    supports: { survivesRestart: false },
    begin: (draft, now) =>
      defer(() => {
        const holders = holdersOf(draft);
        const holder = holders.find(({ run }) => run.expiresAt.getTime() > now.getTime());
        if (holder !== undefined) return of({ joined: true, run: snapshot(holder) });
        holders.forEach(retire);
        return of({ joined: false, run: store({ run: draft, seen: [...draft.seen] }) });
      }),
    amend: (runId, amendment) =>
      defer(() => {
        const kept = runs.get(runId);
        return kept === undefined
          ? throwError(() => new JournalMissError(runId))
          : of(store(amended(kept, amendment, keepUpdates)));
      }),
    find: (runId) =>
      defer(() => {
        const kept = runs.get(runId);
        return of(kept && snapshot(kept));
      }),
    erase: (owner, connectionId) =>
      defer(() => {
        for (const [runId, { run }] of runs) {
          if (ownerOf(run) !== ownerOf(owner) || !touches(run, connectionId)) continue;
          runs.delete(runId);
          ended.delete(runId);
          leave(active, ownerOf(run), runId);
        }
        return of(undefined);
      }),
  };
}

/** The ids seen are appended in place, because copying them for each batch would make a long run quadratic. */
interface KeptRun {
  /** The run without the ids that came later. */
  readonly run: SyncRun;
  readonly seen: EventId[];
}

/** What is handed out stays as it was; its list of ids is made when somebody reads it. */
function snapshot({ run, seen }: KeptRun): SyncRun {
  const { length } = seen;
  return {
    ...run,
    get seen() {
      return seen.slice(0, length);
    },
  };
}

const ownerOf = ({ tenant, userId }: JournalOwner): string => JSON.stringify([tenant, userId]);

function membersOf(groups: Map<string, Set<string>>, key: string): Set<string> {
  const members = groups.get(key) ?? new Set();
  groups.set(key, members);
  return members;
}

function leave(groups: Map<string, Set<string>>, key: string, member: string): void {
  const members = groups.get(key);
  if (members?.delete(member) === true && members.size === 0) groups.delete(key);
}

function holds(run: SyncRun, draft: SyncRun): boolean {
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

function amended({ run, seen: known }: KeptRun, amendment: SyncRunAmendment, keepUpdates: number): KeptRun {
  const { seen = [], updates, ...rest } = amendment;
  for (const id of seen) known.push(id);
  return {
    run: { ...run, ...rest, ...(updates && { updates: [...run.updates, ...updates].slice(-keepUpdates) }) },
    seen: known,
  };
}

function touches(run: SyncRun, connectionId: ConnectionId | undefined): boolean {
  return connectionId === undefined || run.scope === connectionId || isFollowed(run, connectionId);
}
