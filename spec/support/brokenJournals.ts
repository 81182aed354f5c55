import { defer, EMPTY, map, of } from 'rxjs';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { SyncJournal } from '../../lib/ports/SyncJournal.js';
import { draftRun } from '../../lib/testing/journalStand.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';

type Breaking = (journal: SyncJournal) => Partial<SyncJournal>;

/** Each breaks one promise of a journal; the named case of the suite must see it. */
export const BROKEN_JOURNALS: Readonly<Record<string, readonly [fault: Breaking, seenBy: string]>> = {
  'never joins': [
    (journal) => {
      let runs = 0;
      return {
        begin: (draft, now) =>
          defer(() => journal.begin({ ...draft, scope: `${draft.scope}-${String(runs++)}` }, now)).pipe(
            map(({ run }) => ({ joined: false, run: { ...run, scope: draft.scope } })),
          ),
      };
    },
    'joins the run that holds the scope, as it is now',
  ],
  'joins across users': [
    (journal) => ({ begin: (draft, now) => journal.begin({ ...draft, userId: 'u1' }, now) }),
    'keeps two users and two tenants apart',
  ],
  'joins across tenants': [
    (journal) => ({ begin: (draft, now) => journal.begin({ ...draft, tenant: 't1' }, now) }),
    'keeps two users and two tenants apart',
  ],
  'lets `*` hold nothing': [
    (journal) => ({ begin: (draft, now) => journal.begin({ ...draft, baseline: [] }, now) }),
    'lets a run over all connections hold each of them until its outcome is told',
  ],
  'never expires': [
    (journal) => ({ begin: (draft) => journal.begin(draft, new Date(0)) }),
    'lets a run give way from the moment it expires, and not before',
  ],
  'expires early': [
    (journal) => ({ begin: (draft, now) => journal.begin(draft, new Date(now.getTime() + 60_000)) }),
    'lets a run give way from the moment it expires, and not before',
  ],
  'begins at the call': [
    (journal) => ({
      begin: (draft, now) => {
        let entry = { joined: false, run: draft };
        journal.begin(draft, now).subscribe((found) => (entry = found));
        return of(entry);
      },
    }),
    'does nothing before it is subscribed',
  ],
  'replaces lists': [
    (journal) => {
      const lists = new Map<string, Partial<SyncRun>>();
      const shown = (run: SyncRun): SyncRun => ({ ...run, ...lists.get(run.runId) });
      return {
        amend: (runId, amendment) =>
          journal.amend(runId, amendment).pipe(
            map((run) => {
              if (amendment.seen) lists.set(runId, { seen: amendment.seen });
              return shown(run);
            }),
          ),
        find: (runId) => journal.find(runId).pipe(map((run) => run && shown(run))),
      };
    },
    'sets queue and trigger, and appends to the lists',
  ],
  'keeps every update': [() => memoryJournal({ keepUpdates: 10_000 }), 'keeps the newest updates'],
  'keeps the oldest updates': [
    (journal) => {
      let kept = 0;
      return {
        amend: (runId, amendment) => {
          const updates = (amendment.updates ?? []).slice(0, Math.max(0, 256 - kept));
          kept += updates.length;
          return journal.amend(runId, { ...amendment, updates });
        },
      };
    },
    'keeps the newest updates',
  ],
  'ignores an unknown run': [
    (journal) => ({ amend: (runId, amendment) => (runId === 'r9' ? EMPTY : journal.amend(runId, amendment)) }),
    'errors with JournalMissError when it is to change a run that it does not hold',
  ],
  'forgets ended runs': [
    () => memoryJournal({ keepEnded: 0 }),
    'gives an ended run with all that it told, and nothing for one that never was',
  ],
  'takes `current` for `begin`': [
    (journal) => ({
      current: (owner, scope, now) =>
        journal.begin({ ...draftRun({ runId: 'r0', scope }), ...owner }, now).pipe(map(({ run }) => run)),
    }),
    'tells who holds a scope without storing anything',
  ],
  'erases nothing': [
    () => ({ erase: () => of(undefined) }),
    'erases every run of one user, ended or not, and nobody else’s',
  ],
  'erases too much': [
    (journal) => ({ erase: (owner) => journal.erase(owner) }),
    'erases the runs that touch one connection, and keeps the user’s others',
  ],
  'emits twice': [
    (journal) => ({
      find: (runId) =>
        defer(() => of(1, 2)).pipe(
          map(() => undefined),
          (both) => (runId === 'r2' ? both : journal.find(runId)),
        ),
    }),
    'gives an ended run with all that it told, and nothing for one that never was',
  ],
};

export function brokenJournal(fault: Breaking): SyncJournal {
  const journal = memoryJournal();
  return { ...journal, ...fault(journal) };
}
