import { expect } from 'chai';
import { INBOX_RESTART_CASES } from '../../lib/testing/inboxRestartCases.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';

describe('INBOX_RESTART_CASES', () => {
  it('have titles of their own, and need an inbox that survives', () => {
    expect(new Set(INBOX_RESTART_CASES.map(({ title }) => title)).size).to.equal(INBOX_RESTART_CASES.length);
    expect(INBOX_RESTART_CASES.filter(({ needs }) => needs !== 'survivesRestart')).to.deep.equal([]);
  });

  for (const { title, run } of INBOX_RESTART_CASES) {
    it(`${title}: is broken by an inbox that forgets`, async () => {
      const clock = new SuiteClock();
      const opened = () => memoryInbox({ consumers: ['default', 'other'], scheduler: clock.scheduler });
      const error: unknown = await run({ inbox: opened(), clock, reopen: () => Promise.resolve(opened()) }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.an('error');
    });
  }
});
