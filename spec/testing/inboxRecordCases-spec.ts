import { expect } from 'chai';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { INBOX_RECORD_CASES } from '../../lib/testing/inboxRecordCases.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { BROKEN_INBOXES } from '../support/brokenInboxes.js';

describe('INBOX_RECORD_CASES', () => {
  for (const { title, needs, run } of INBOX_RECORD_CASES) {
    if (needs !== undefined) continue;
    it(`${title}: holds of the memory inbox`, async () => {
      const clock = new SuiteClock();
      const inbox = memoryInbox({ consumers: ['default', 'other'], scheduler: clock.scheduler });
      await run({ inbox, clock, reopen: () => Promise.resolve(inbox) });
    });
  }

  it('have titles of their own, and those that fixtures break are among them', () => {
    const titles = INBOX_RECORD_CASES.map(({ title }) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    const broken = Object.values(BROKEN_INBOXES).filter(([, seenBy]) =>
      titles.some((title) => title.startsWith(seenBy)),
    );
    expect(broken.length).to.be.at.least(3);
  });
});
