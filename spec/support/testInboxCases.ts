import { expect } from 'chai';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import type { InboxCase } from '../../lib/testing/InboxCase.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { BROKEN_INBOXES } from './brokenInboxes.js';

/** Tests a list of cases: they hold of the memory inbox, and fixtures break at least three of them. */
export function testInboxCases(cases: readonly InboxCase[]): void {
  for (const { title, needs, run } of cases) {
    if (needs !== undefined) continue;
    it(`${title}: holds of the memory inbox`, async () => {
      const clock = new SuiteClock();
      const inbox = memoryInbox({ consumers: ['default', 'other'], scheduler: clock.scheduler });
      await run({ inbox, clock, reopen: () => Promise.resolve(inbox) });
    });
  }

  it('have titles of their own, and those that fixtures break are among them', () => {
    const titles = cases.map(({ title }) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    const broken = Object.values(BROKEN_INBOXES).filter(([, seenBy]) =>
      titles.some((title) => title.startsWith(seenBy)),
    );
    expect(broken.length).to.be.at.least(3);
  });
}
