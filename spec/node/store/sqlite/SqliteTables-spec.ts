import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import type { InboxStore } from '../../../../lib/ports/InboxStore.js';
import { memoryInbox } from '../../../../lib/store/memoryInbox.js';
import { SuiteClock } from '../../../../lib/testing/suiteClock.js';
import { anyCommands } from '../../../support/inboxCommands.js';
import { InboxModel } from '../../../support/inboxModel.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('SqliteTables', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  const agrees = async (runs: number, open: (clock: SuiteClock) => Promise<readonly InboxStore<unknown>[]>) => {
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
      { numRuns: runs },
    );
  };
  const memoryAt = ({ scheduler }: SuiteClock) => memoryInbox({ scheduler, maxAttempts: 3 });

  it('is what a plain model says, in memory', async () => {
    await agrees(800, (clock) => Promise.resolve([memoryAt(clock)]));
  });

  it('is what a plain model says, in memory and in a file alike', async () => {
    await agrees(100, async (clock) => {
      const { inbox } = await folder.open({ scheduler: clock.scheduler, maxAttempts: 3 });
      return [memoryAt(clock), inbox];
    });
  });
});
