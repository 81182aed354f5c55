import { firstValueFrom } from 'rxjs';
import { assertSameContent } from './assertSameContent.js';
import type { JournalCase } from './JournalCase.js';
import { amended, begun, draftRun, found, held, insistOnHolder, outcomeFor, OWNER, SUITE_NOW } from './journalStand.js';

const AFTER_EXPIRY = new Date('2018-06-04T11:01:00Z');
const JUST_BEFORE = new Date('2018-06-04T11:00:59.999Z');

/** Who may begin a run, and who joins one. */
export const JOURNAL_RUN_CASES: readonly JournalCase[] = [
  {
    title: 'stores the draft when its scope is free',
    run: async ({ journal }) => {
      const draft = draftRun({ queueId: 'q1', seen: ['20'] });
      assertSameContent(await begun(journal, draft), { joined: false, run: draft });
      assertSameContent(await found(journal, 'r1'), draft);
    },
  },
  {
    title: 'joins the run that holds the scope, as it is now',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      const held = await amended(journal, 'r1', { queueId: 'q1' });
      assertSameContent(await begun(journal, draftRun({ runId: 'r2' })), { joined: true, run: held });
      assertSameContent(await found(journal, 'r2'), undefined);
    },
  },
  {
    title: 'lets one of many who begin at once through',
    run: async ({ journal }) => {
      const ids = Array.from({ length: 20 }, (_, n) => `r${String(n)}`);
      const entries = await Promise.all(ids.map((runId) => begun(journal, draftRun({ runId }))));
      assertSameContent(entries.filter(({ joined }) => !joined).length, 1);
      assertSameContent(new Set(entries.map(({ run }) => run.runId)).size, 1);
    },
  },
  {
    title: 'keeps two connections apart',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      insistOnHolder(await begun(journal, draftRun({ runId: 'r2', scope: '8' })), 'r2');
    },
  },
  {
    title: 'keeps two users and two tenants apart',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      insistOnHolder(await begun(journal, draftRun({ runId: 'r2', userId: 'u2' })), 'r2');
      insistOnHolder(await begun(journal, draftRun({ runId: 'r3', tenant: 't2' })), 'r3');
    },
  },
  {
    title: 'lets a run over all connections hold each of them until its outcome is told',
    run: async ({ journal }) => {
      await begun(journal, draftRun({ scope: '*' }));
      insistOnHolder(await begun(journal, draftRun({ runId: 'r7' })), 'r1');
      await amended(journal, 'r1', { updates: [outcomeFor('7')] });
      insistOnHolder(await begun(journal, draftRun({ runId: 'r7' })), 'r7');
      insistOnHolder(await begun(journal, draftRun({ runId: 'r8', scope: '8' })), 'r1');
    },
  },
  {
    title: 'lets a run over all connections hold those that upstream said it would sync',
    run: async ({ journal }) => {
      await begun(journal, draftRun({ scope: '*' }));
      const trigger = { at: SUITE_NOW, accepted: true, attached: false, connectionIds: ['8', '9'] };
      await amended(journal, 'r1', { trigger });
      insistOnHolder(await begun(journal, draftRun({ runId: 'r9', scope: '9' })), 'r1');
      insistOnHolder(await begun(journal, draftRun({ runId: 'r7' })), 'r7');
    },
  },
  {
    title: 'lets no run over one connection hold all of them',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      insistOnHolder(await begun(journal, draftRun({ runId: 'r2', scope: '*' })), 'r2');
    },
  },
  {
    title: 'gives as current what a draft of the scope would join, and nothing when it would be stored',
    run: async ({ journal }) => {
      const owner = { tenant: draftRun().tenant, userId: draftRun().userId };
      assertSameContent(await firstValueFrom(journal.current(owner, '7', SUITE_NOW)), undefined);
      await begun(journal, draftRun({ scope: '*' }));
      assertSameContent((await firstValueFrom(journal.current(owner, '7', JUST_BEFORE)))?.runId, 'r1');
      assertSameContent(await firstValueFrom(journal.current(owner, '7', AFTER_EXPIRY)), undefined);
      assertSameContent(await firstValueFrom(journal.current({ ...owner, userId: 'u2' }, '7', SUITE_NOW)), undefined);
    },
  },
  {
    title: 'tells who holds a scope without storing anything',
    run: async ({ journal }) => {
      assertSameContent(await held(journal, '7'), undefined);
      await begun(journal, draftRun({ scope: '*' }));
      const holders = ['7', '8', '9', '*'].map((scope) => held(journal, scope));
      assertSameContent(
        (await Promise.all(holders)).map((run) => run?.runId),
        ['r1', 'r1', undefined, 'r1'],
      );
      assertSameContent(await held(journal, '7', { tenant: 't1', userId: 'u2' }), undefined);
      assertSameContent(await held(journal, '7', { tenant: 't2', userId: 'u1' }), undefined);
      await amended(journal, 'r1', { updates: [outcomeFor('7')] });
      assertSameContent(await held(journal, '7'), undefined);
      assertSameContent(await held(journal, '8', OWNER, AFTER_EXPIRY), undefined);
      await amended(journal, 'r1', { ended: true });
      assertSameContent(await held(journal, '*'), undefined);
    },
  },
  {
    title: 'lets a run that has ended give way',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      await amended(journal, 'r1', { ended: true });
      insistOnHolder(await begun(journal, draftRun({ runId: 'r2' })), 'r2');
      assertSameContent((await found(journal, 'r1'))?.ended, true);
    },
  },
  {
    title: 'lets a run give way from the moment it expires, and not before',
    run: async ({ journal }) => {
      await begun(journal, draftRun());
      insistOnHolder(await begun(journal, draftRun({ runId: 'r2' }), JUST_BEFORE), 'r1');
      insistOnHolder(await begun(journal, draftRun({ runId: 'r3' }), AFTER_EXPIRY), 'r3');
    },
  },
];
