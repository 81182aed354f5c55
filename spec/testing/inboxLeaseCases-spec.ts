import { expect } from 'chai';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { INBOX_LEASE_CASES } from '../../lib/testing/inboxLeaseCases.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { BROKEN_INBOXES } from '../support/brokenInboxes.js';

describe('INBOX_LEASE_CASES', () => {
  for (const { title, needs, run } of INBOX_LEASE_CASES) {
    if (needs !== undefined) continue;
    it(`${title}: holds of the memory inbox`, async () => {
      const clock = new SuiteClock();
      const inbox = memoryInbox({ consumers: ['default', 'other'], scheduler: clock.scheduler });
      await run({ inbox, clock, reopen: () => Promise.resolve(inbox) });
    });
  }

  it('have titles of their own, and those that fixtures break are among them', () => {
    const titles = INBOX_LEASE_CASES.map(({ title }) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    const broken = Object.values(BROKEN_INBOXES).filter(([, seenBy]) =>
      titles.some((title) => title.startsWith(seenBy)),
    );
    expect(broken.length).to.be.at.least(3);
  });
});
