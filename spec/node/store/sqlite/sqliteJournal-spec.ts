import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { JournalMissError } from '../../../../lib/errors/JournalMissError.js';
import { amended, begun, draftRun, found, OWNER } from '../../../../lib/testing/journalStand.js';
import { caught } from '../../../support/caught.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('sqliteJournal', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('knows after a restart what it was told before', async () => {
    const file = folder.newFile();
    const first = await folder.open({ file });
    await begun(first.journal, draftRun());
    await amended(first.journal, 'r1', { seen: ['1'] });
    await firstValueFrom(first.close());
    const { journal } = await folder.open({ file });
    expect((await found(journal, 'r1'))?.seen).to.deep.equal(['1']);
    expect((await begun(journal, draftRun({ runId: 'r2' }))).joined).to.equal(true);
  });

  it('says of a run that it does not know that it misses it, and forgets without a word', async () => {
    const { journal } = await folder.open();
    expect(await caught(() => amended(journal, 'r9', {}))).to.be.instanceOf(JournalMissError);
    expect(await firstValueFrom(journal.erase(OWNER))).to.equal(undefined);
  });
});
