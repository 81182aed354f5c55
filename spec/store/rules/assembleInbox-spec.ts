import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { memoryInbox } from '../../../lib/store/memoryInbox.js';
import { entriesIn, intentOf, leaseBatch, put } from '../../../lib/testing/inboxStand.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('assembleInbox', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const MANY = 600;
  const intents = Array.from({ length: MANY }, (_, n) => intentOf(`user${String(n)}`, 0, 15));

  it('gives one receipt for intents that took several jobs', async () => {
    const { inbox } = await folder.open();
    expect(await put(inbox, [...intents, ...intents])).to.deep.equal({
      added: MANY,
      known: MANY,
      erased: 0,
      expired: 0,
    });
  });

  it('lists and retries beyond one page, and no more than is wanted', async () => {
    const { inbox } = await folder.open();
    await put(inbox, intents);
    for (const lease of (await leaseBatch(inbox, { limit: MANY })).leases) {
      await firstValueFrom(inbox.deadLetter(lease, 'X'));
    }
    expect(await entriesIn(inbox)).to.have.length(MANY);
    const some = await firstValueFrom(inbox.list({ tenant: 't1', limit: 300 }).pipe(toArray()));
    expect(some).to.have.length(300);
    expect(await firstValueFrom(inbox.retry({ tenant: 't1', limit: 200 }))).to.equal(200);
    expect(await firstValueFrom(inbox.retry({ tenant: 't1', states: ['parked'] }))).to.equal(0);
    expect(await firstValueFrom(inbox.retry({ tenant: 't1' }))).to.equal(MANY - 200);
    expect((await firstValueFrom(inbox.stats('t1'))).entries.waiting).to.equal(MANY);
  }).timeout(20_000);

  it('does nothing before it is subscribed to', async () => {
    const inbox = memoryInbox({ horizonMs: Infinity });
    inbox.put('t1', intents, { origin: 'notice', settleMs: 0, maxWaitMs: 0 });
    expect(await entriesIn(inbox)).to.deep.equal([]);
  });
});
