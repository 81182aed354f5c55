import { expect } from 'chai';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { JOURNAL_RUN_CASES } from '../../lib/testing/journalRunCases.js';
import { BROKEN_JOURNALS } from '../support/brokenJournals.js';

describe('JOURNAL_RUN_CASES', () => {
  for (const { title, run } of JOURNAL_RUN_CASES) {
    it(`${title}: holds of the memory journal`, async () => {
      const journal = memoryJournal();
      await run({ journal, reopen: () => Promise.resolve(journal) });
    });
  }

  it('have titles of their own, and those that fixtures break are among all cases', () => {
    const titles = JOURNAL_RUN_CASES.map(({ title }) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    const broken = Object.values(BROKEN_JOURNALS).filter(([, seenBy]) =>
      titles.some((title) => title.startsWith(seenBy)),
    );
    expect(broken.length).to.be.at.least(3);
  });
});
