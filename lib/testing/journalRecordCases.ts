import { firstValueFrom } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { assertSameContent } from './assertSameContent.js';
import type { JournalCase } from './JournalCase.js';
import { amended, begun, draftRun, found, insistOnHolder, outcomeFor, SUITE_NOW } from './journalStand.js';

/** Updates that are kept of each run. Unit: updates */
const MOST_UPDATES = 256;
const TRIGGER = {
  at: SUITE_NOW,
  postedAt: SUITE_NOW,
  accepted: true,
  attached: false,
  connectionIds: ['7'],
} as const;

/** What is kept of a run, and for how long. */
export const JOURNAL_RECORD_CASES: readonly JournalCase[] = [
  {
    title: 'does nothing before it is subscribed',
    run: async ({ journal }) => {
      const begins = journal.begin(draftRun(), SUITE_NOW);
      assertSameContent(await found(journal, 'r1'), undefined);
      assertSameContent((await firstValueFrom(begins)).joined, false);
      const amends = journal.amend('r1', { ended: true });
      const erases = journal.erase({ tenant: 't1', userId: 'u1' });
      assertSameContent((await found(journal, 'r1'))?.ended, false);
      await firstValueFrom(amends);
      assertSameContent((await found(journal, 'r1'))?.ended, true);
      await firstValueFrom(erases);
      assertSameContent(await found(journal, 'r1'), undefined);
    },
  },
  {
    title: 'sets queue and trigger, and appends to the lists',
    run: async ({ journal }) => {
      const [one, two] = [outcomeFor('8'), outcomeFor('9')];
      await begun(journal, draftRun({ seen: ['1'] }));
      await amended(journal, 'r1', { queueId: 'q1', trigger: TRIGGER, seen: ['2'], updates: [one] });
      const run = await amended(journal, 'r1', { seen: ['3'], updates: [two] });
      assertSameContent(run, draftRun({ queueId: 'q1', trigger: TRIGGER, seen: ['1', '2', '3'], updates: [one, two] }));
      assertSameContent(await found(journal, 'r1'), run);
    },
  },
  {
    title: `keeps the newest updates, at most ${String(MOST_UPDATES)} of them, and every outcome`,
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      const all = Array.from({ length: MOST_UPDATES + 44 }, (_, reads): SyncUpdate => ({
        kind: 'draining',
        connectionId: '7',
        reads,
      }));
      const early = outcomeFor('8');
      await amended(journal, 'r1', { updates: [early, ...all.slice(0, MOST_UPDATES)] });
      const { updates } = await amended(journal, 'r1', { updates: all.slice(MOST_UPDATES) });
      const newest = updates.filter(({ kind }) => kind !== 'outcome');
      if (newest.length === 0 || newest.length > MOST_UPDATES) throw new Error(`it keeps ${String(newest.length)}`);
      assertSameContent(updates, [early, ...all.slice(-newest.length)]);
    },
  },
  {
    title: 'errors with JournalMissError when it is to change a run that it does not hold',
    run: async ({ journal }) => {
      const error: unknown = await amended(journal, 'r9', { ended: true }).catch((thrown: unknown) => thrown);
      assertSameContent(error instanceof Error ? error.name : 'no error', 'JournalMissError');
      assertSameContent(await found(journal, 'r9'), undefined);
    },
  },
  {
    title: 'gives an ended run with all that it told, and nothing for one that never was',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      const run = await amended(journal, 'r1', { updates: [outcomeFor('7')], ended: true });
      assertSameContent(await found(journal, 'r1'), run);
      assertSameContent(await found(journal, 'r2'), undefined);
    },
  },
  {
    title: 'erases every run of one user, ended or not, and nobody else’s',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      await amended(journal, 'r1', { ended: true });
      await begun(journal, draftRun({ runId: 'r2' }));
      await begun(journal, draftRun({ runId: 'r3', userId: 'u2' }));
      await begun(journal, draftRun({ runId: 'r4', tenant: 't2' }));
      await firstValueFrom(journal.erase({ tenant: 't1', userId: 'u1' }));
      const kept = await Promise.all(['r1', 'r2', 'r3', 'r4'].map((runId) => found(journal, runId)));
      assertSameContent(
        kept.map((run) => run?.runId),
        [undefined, undefined, 'r3', 'r4'],
      );
      insistOnHolder(await begun(journal, draftRun({ runId: 'r5' })), 'r5');
    },
  },
  {
    title: 'erases the runs that touch one connection, and keeps the user’s others',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      await begun(journal, draftRun({ runId: 'r2', scope: '9' }));
      await begun(journal, draftRun({ runId: 'r3', scope: '*' }));
      await firstValueFrom(journal.erase({ tenant: 't1', userId: 'u1' }, '7'));
      const kept = await Promise.all(['r1', 'r2', 'r3'].map((runId) => found(journal, runId)));
      assertSameContent(
        kept.map((run) => run?.runId),
        [undefined, 'r2', undefined],
      );
    },
  },
  {
    title: 'holds its scopes and knows its runs after a restart',
    needs: 'survivesRestart',
    run: async ({ journal, reopen }) => {
      await begun(journal, draftRun());
      const run = await amended(journal, 'r1', { trigger: TRIGGER, seen: ['2'], updates: [outcomeFor('8')] });
      await begun(journal, draftRun({ runId: 'r2', scope: '8' }));
      await amended(journal, 'r2', { ended: true });
      const again = await reopen();
      assertSameContent(await begun(again, draftRun({ runId: 'r3' })), { joined: true, run });
      assertSameContent((await found(again, 'r2'))?.ended, true);
      await firstValueFrom(again.erase({ tenant: 't1', userId: 'u1' }));
      assertSameContent(await found(again, 'r1'), undefined);
    },
  },
];
