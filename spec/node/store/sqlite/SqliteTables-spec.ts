import { expect } from 'chai';
import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import type { InboxStore } from '../../../../lib/ports/InboxStore.js';
import { memoryInbox } from '../../../../lib/store/memoryInbox.js';
import { intentOf, put } from '../../../../lib/testing/inboxStand.js';
import { SuiteClock } from '../../../../lib/testing/suiteClock.js';
import { anyCommands } from '../../../support/inboxCommands.js';
import { InboxModel } from '../../../support/inboxModel.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('SqliteTables', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  /** In parts, each of which looks elsewhere and is short enough for a machine that is busy. */
  const agrees = async (part: number, runs: number, open: (clock: SuiteClock) => Promise<readonly InboxStore[]>) => {
    await fc.assert(
      fc.asyncProperty(anyCommands(), async (commands) => {
        const clock = new SuiteClock();
        const inboxes = await open(clock);
        const setup = () => ({ model: new InboxModel(), real: { inboxes, clock, leases: new Map() } });
        try {
          await fc.asyncModelRun(setup, commands);
        } finally {
          for (const inbox of inboxes) await firstValueFrom(inbox.close());
        }
      }),
      { numRuns: runs, seed: (fc.readConfigureGlobal().seed ?? 0) + part },
    );
  };
  it('counts what came in the same turn of the loop', async () => {
    const clock = new SuiteClock();
    const { inbox } = await folder.open({ scheduler: clock.scheduler });
    // The first that comes starts the walk over old lanes, which reads the table.
    await firstValueFrom(inbox.put('t2', [intentOf('bob', 0, 15)], { origin: 'notice', settleMs: 0, maxWaitMs: 0 }));
    const [, stats] = await Promise.all([put(inbox, [intentOf('ann', 0, 15)]), firstValueFrom(inbox.stats('t1'))]);
    expect(stats.entries.waiting).to.equal(1);
    expect(stats.oldestSince).to.deep.equal(new Date(clock.scheduler.now()));
  });

  const memoryAt = ({ scheduler }: SuiteClock) => memoryInbox({ scheduler, maxAttempts: 3 });

  for (let part = 0; part < 8; part++) {
    it(`is what a plain model says, in memory (part ${String(part)})`, async () => {
      await agrees(part, 100, (clock) => Promise.resolve([memoryAt(clock)]));
    });
  }

  for (let part = 0; part < 10; part++) {
    it(`is what a plain model says, in memory and in a file alike (part ${String(part)})`, async () => {
      await agrees(part, 10, async (clock) => {
        const { inbox } = await folder.open({ scheduler: clock.scheduler, maxAttempts: 3 });
        return [memoryAt(clock), inbox];
      });
    });
  }
});
